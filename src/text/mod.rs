//! Reading characters: folding, numerals, dates; and hashes as text. Knows no stage and no vocabulary that could grow.

pub mod date;
pub mod fold;
pub mod hanzi;
mod hash;
pub mod numeral;
pub mod whole;

pub use hash::{Fingerprint, hex};

/// What ends a clause.
pub const CLAUSE_MARKS: [char; 6] = ['，', '。', '；', '：', '！', '？'];

/// The byte behind the last of `marks` in a text; 0 where none of them is in it.
pub fn after_last(text: &str, marks: &[char]) -> usize {
    text.rfind(marks).map_or(0, |at| at + text[at..].chars().next().map_or(0, char::len_utf8))
}
