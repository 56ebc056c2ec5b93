//! Dates and periods as reports write them.
use crate::span::Bytes;
/// A time.
#[derive(Debug, Clone)]
pub struct TimeExpr {
    /// Where.
    pub bytes: Bytes,
}
/// Finds.
pub fn find(_text: &str) -> Vec<TimeExpr> {
    Vec::new()
}
