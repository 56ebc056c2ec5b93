//! Reading characters: folding, numerals, dates. Knows no stage and no vocabulary that could grow.

pub mod date;
pub mod fold;
pub mod hanzi;
pub mod numeral;

/// What ends a clause.
pub const CLAUSE_MARKS: [char; 6] = ['，', '。', '；', '：', '！', '？'];

/// The byte behind the last of `marks` in a text; 0 where none of them is in it.
pub fn after_last(text: &str, marks: &[char]) -> usize {
    text.rfind(marks).map_or(0, |at| at + text[at..].chars().next().map_or(0, char::len_utf8))
}

/// Bytes as lower-case hex.
pub fn hex(bytes: &[u8]) -> String {
    let digit = |nibble: u8| char::from_digit(nibble.into(), 16).unwrap_or_default();
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}
