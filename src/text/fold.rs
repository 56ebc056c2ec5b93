//! A view of a text made for reading: one form for each character, noise gone, every byte traceable to the text as written.

use crate::span::Bytes;

/// Folded text with the way back.
///
/// ```
/// # use gongbao::text::fold::Folded;
/// let folded = Folded::new("破獲(huò) １２ 起");
/// assert_eq!(folded.text, "破获12起");
/// assert_eq!(&"破獲(huò) １２ 起"[folded.origin(&(6..8))], "１２");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Folded {
    /// NFKC where one character stays one, simplified script, no blanks beside Chinese characters or digits, no
    /// zero-width characters, no pinyin in brackets, no footnote marks.
    pub text: String,
    /// For each byte of `text`, the first byte of the character it came from.
    from: Vec<u32>,
    /// For each byte of `text`, one past that character.
    to: Vec<u32>,
}

impl Folded {
    /// Folds `text`.
    pub fn new(text: &str) -> Self {
        let _ = text;
        Folded::default()
    }

    /// The bytes of the original that a range of `self.text` came from, noise inside it included.
    pub fn origin(&self, range: &Bytes) -> Bytes {
        let start = self.from.get(range.start).map_or(0, |&at| at as usize);
        let end = range.end.checked_sub(1).and_then(|last| self.to.get(last)).map_or(start, |&at| at as usize);
        start..end.max(start)
    }
}
