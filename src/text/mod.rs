//! Reading characters: folding, numerals, dates. Knows no stage and no vocabulary that could grow.

pub mod date;
pub mod fold;
pub mod hanzi;
pub mod numeral;

/// Bytes as lower-case hex.
pub fn hex(bytes: &[u8]) -> String {
    let digit = |nibble: u8| char::from_digit(nibble.into(), 16).unwrap_or_default();
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}
