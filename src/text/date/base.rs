//! A time whose own figure another is measured by: 是2019年同期的48.8%, 相当于上年的2.6倍.
//!
//! ```text
//! measured = [ equal ] time { season | "同期" … } [ "的" ] figure
//! equal    = "是" | "为" | "达" | "达到" | "相当于" | "恢复到" | "恢复至"
//! ```

/// Whether a text ends by setting equal what follows: 是, 相当于.
pub fn equates(before: &str) -> bool {
    ["是", "为", "达", "达到", "相当于", "恢复到", "恢复至"].iter().any(|word| before.ends_with(word))
}

/// What stands behind the festivals and seasons that a text begins with, and behind 同期 and its like: in 较2023年春节假期增长, 增长.
pub fn after_season(text: &str) -> &str {
    const WORDS: [&str; 31] = [
        "元旦",
        "春节",
        "清明节",
        "清明",
        "五一",
        "劳动节",
        "端午节",
        "端午",
        "中秋节",
        "中秋",
        "国庆节",
        "国庆",
        "双节",
        "春运",
        "暑运",
        "暑期",
        "暑假",
        "寒假",
        "小长假",
        "长假",
        "节假日",
        "假期",
        "假日",
        "黄金周",
        "节日",
        "同期",
        "同时段",
        "期间",
        "时期",
        "“",
        "”",
    ];
    let mut rest = text;
    while let Some(word) = WORDS.iter().find(|word| rest.starts_with(**word)) {
        rest = &rest[word.len()..];
    }
    rest
}

/// Whether a text is nothing but festivals, seasons, and 同期 or its like; an empty one is.
pub fn is_season(text: &str) -> bool {
    after_season(text).is_empty()
}
