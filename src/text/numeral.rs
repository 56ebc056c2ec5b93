//! Numerals, from digits and Chinese characters to exact decimals.
