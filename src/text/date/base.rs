//! A time whose own figure another is measured by: 是2019年同期的48.8%, 相当于上年的2.6倍.
//!
//! ```text
//! measured = [ equal ] time [ "同期" ] [ "的" ] figure
//! equal    = "是" | "为" | "达" | "达到" | "相当于" | "恢复到" | "恢复至"
//! ```

/// Whether a text ends by setting equal what follows: 是, 相当于.
pub fn equates(before: &str) -> bool {
    ["是", "为", "达", "达到", "相当于", "恢复到", "恢复至"].iter().any(|word| before.ends_with(word))
}
