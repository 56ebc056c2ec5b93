//! Positions. Parsers count bytes, rows count Unicode code points; the change from one to the other happens here and nowhere else.

use std::ops::Range;

/// A half-open range of bytes inside one string.
pub type Bytes = Range<usize>;

/// Whether two ranges share a byte.
pub fn overlap(a: &Bytes, b: &Bytes) -> bool {
    a.start < b.end && b.start < a.end
}

/// A half-open range of Unicode code points, as rows hold it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
}

/// Converts byte offsets of one string to code-point offsets.
///
/// Built once per string in one pass; a look-up is a binary search over blocks of 64 bytes.
#[derive(Debug, Clone)]
pub struct CharIndex<'t> {
    text: &'t str,
    /// Code points before each block of 64 bytes.
    blocks: Vec<u32>,
}

const BLOCK: usize = 64;

impl<'t> CharIndex<'t> {
    /// Indexes `text`.
    pub fn new(text: &'t str) -> Self {
        let mut blocks = Vec::with_capacity(text.len() / BLOCK + 1);
        let mut seen = 0u32;
        for block in text.as_bytes().chunks(BLOCK) {
            blocks.push(seen);
            seen += count(block);
        }
        CharIndex { text, blocks }
    }

    /// Code points before byte `at`. An offset past the end counts as the end.
    pub fn chars_before(&self, at: usize) -> u32 {
        let at = at.min(self.text.len());
        // The end of a text of whole blocks counts from the last of them.
        let block = (at / BLOCK).min(self.blocks.len().saturating_sub(1));
        self.blocks.get(block).copied().unwrap_or(0) + count(&self.text.as_bytes()[block * BLOCK..at])
    }

    /// The byte that code point `at` begins with; the end of the text where there are not so many.
    pub fn byte_of(&self, at: u32) -> usize {
        let block = self.blocks.partition_point(|&seen| seen <= at).saturating_sub(1);
        let mut left = at - self.blocks.get(block).copied().unwrap_or(0).min(at);
        for (byte, &b) in self.text.as_bytes().iter().enumerate().skip(block * BLOCK) {
            if b & 0xC0 != 0x80 {
                if left == 0 {
                    return byte;
                }
                left -= 1;
            }
        }
        self.text.len()
    }

    /// As [`slice()`], for many slices of one text.
    pub fn slice(&self, start: u32, end: u32) -> &'t str {
        self.text.get(self.byte_of(start)..self.byte_of(end)).unwrap_or_default()
    }

    /// The code-point span of a byte range.
    pub fn span(&self, bytes: &Bytes) -> Span {
        Span { start: self.chars_before(bytes.start), end: self.chars_before(bytes.end) }
    }
}

/// Code points that begin in `bytes`: every byte that is not a UTF-8 continuation.
fn count(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|&&b| b & 0xC0 != 0x80).count() as u32
}

/// The text between two code-point positions; empty where they lie outside it.
///
/// ```
/// # use gongbao::span::slice;
/// assert_eq!(slice("破获56起", 2, 5), "56起");
/// ```
pub fn slice(text: &str, start: u32, end: u32) -> &str {
    let mut places = text.char_indices().map(|(at, _)| at).chain([text.len()]);
    let Some(from) = places.nth(start as usize) else { return "" };
    let Some(len) = end.checked_sub(start) else { return "" };
    let to = if len == 0 { Some(from) } else { places.nth(len as usize - 1) };
    to.map_or("", |to| &text[from..to])
}
