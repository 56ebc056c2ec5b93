//! The table of traditional characters and its reading.

use gongbao::text::hanzi::{RANGE, TABLE, pairs, simplify};

#[test]
fn table_is_sorted_and_every_line_is_a_pair() {
    let lines = TABLE.lines().filter(|line| !line.starts_with('#'));
    assert!(lines.clone().all(|line| line.chars().count() == 2), "a line is two characters");
    assert_eq!(lines.count(), pairs().count(), "characters outside the range");
    let from: Vec<char> = pairs().map(|(from, _)| from).collect();
    assert!(from.windows(2).all(|two| two[0] < two[1]), "sorted, and no character twice");
    assert!(pairs().all(|(from, to)| from != to), "no pair of twins");
}

#[test]
fn folding_twice_is_folding_once_and_keeps_lengths() {
    for c in '\0'..=char::MAX {
        let once = simplify(c);
        assert_eq!(simplify(once), once, "{c}");
        assert_eq!(once.len_utf8(), c.len_utf8(), "{c}");
        assert!(RANGE.contains(&c) || once == c, "{c}");
    }
}

#[test]
fn words_of_reports_are_simplified() {
    for (traditional, want) in [
        ("幹警參與辦案", "干警参与办案"),
        ("製造、徵收、後備、鬥毆、佔比", "制造、征收、后备、斗殴、占比"),
        ("準確率、裡、臺灣、萬、億、餘、兩", "准确率、里、台湾、万、亿、余、两"),
        ("衞生、説明、逕行、啟動、戶籍", "卫生、说明、径行、启动、户籍"),
        ("憑藉、瞭解", "凭借、了解"),
        ("乌兰察布著名商标，覆盖率", "乌兰察布著名商标，覆盖率"),
    ] {
        assert_eq!(traditional.chars().map(simplify).collect::<String>(), want);
    }
}
