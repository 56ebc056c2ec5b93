//! Traditional to simplified script, one character to one character, so that positions stay.
//!
//! The table is `hanzi.txt`; its head says where it comes from. A character with several simplified readings has the one a report is
//! likeliest to mean (乾 and 幹 are both 干): folding serves reading, and the text as written is kept beside it.

use std::sync::LazyLock;

/// The pairs, one a line, after lines that begin with `#`.
pub const TABLE: &str = include_str!("hanzi.txt");

/// First and last character that the table may hold: the unified ideographs of the Basic Multilingual Plane, each three bytes long
/// in UTF-8, so that byte offsets stay as well.
pub const RANGE: std::ops::RangeInclusive<char> = '\u{3400}'..='\u{9FFF}';

static SIMPLIFIED: LazyLock<Box<[u16]>> = LazyLock::new(|| {
    let mut page: Box<[u16]> = RANGE.map(|c| c as u32 as u16).collect();
    for (from, to) in pairs() {
        if let Some(place) = page.get_mut((from as usize).wrapping_sub(*RANGE.start() as usize)) {
            *place = to as u32 as u16;
        }
    }
    page
});

/// The pairs of the table, in its order. A line that is no pair is passed over; a test holds that there is none.
pub fn pairs() -> impl Iterator<Item = (char, char)> {
    TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut chars = line.chars();
        Some((chars.next()?, chars.next()?)).filter(|(from, to)| RANGE.contains(from) && RANGE.contains(to))
    })
}

/// The simplified form of a character; itself where it has none.
///
/// ```
/// # use gongbao::text::hanzi::simplify;
/// let simplified: String = "查獲製販毒品案件兩萬餘起".chars().map(simplify).collect();
/// assert_eq!(simplified, "查获制贩毒品案件两万余起");
/// ```
pub fn simplify(c: char) -> char {
    if !RANGE.contains(&c) {
        return c;
    }
    SIMPLIFIED.get(c as usize - *RANGE.start() as usize).and_then(|&to| char::from_u32(to.into())).unwrap_or(c)
}
