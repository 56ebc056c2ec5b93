//! Characters on a page, and how places on it are moved and turned.

/// A character on the page, seen along its line: `x` grows with the text, `y` with the lines below each other.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Glyph {
    pub ch: char,
    /// Where it begins.
    pub x: f64,
    /// Where the next character may begin.
    pub end: f64,
    /// Its baseline.
    pub y: f64,
    /// Its font's size on the page.
    pub size: f64,
    /// A blank was shown before it.
    pub blank: bool,
    /// Quarter turns of its line to the right.
    pub turn: u8,
}

/// A transformation, as PDFs write it.
pub(super) type Matrix = [f64; 6];

/// The one that changes nothing.
pub(super) const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// First `a`, then `b`.
pub(super) fn then(a: &Matrix, b: &Matrix) -> Matrix {
    [
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    ]
}

/// A point as seen along a line with so many quarter turns.
pub(super) fn turned(turn: u8, x: f64, y: f64) -> (f64, f64) {
    match turn {
        0 => (x, y),
        1 => (y, -x),
        2 => (-x, -y),
        _ => (-y, x),
    }
}
