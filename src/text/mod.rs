//! Reading characters: folding, numerals, dates. Knows no stage and no vocabulary that could grow.

pub mod date;
pub mod fold;
pub mod hanzi;
pub mod numeral;
