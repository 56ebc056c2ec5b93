//! Traditional to simplified.
/// The simplified form.
pub fn simplify(c: char) -> char { c }
