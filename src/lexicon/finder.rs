//! Finding the words of a list in a text: leftmost, the longest at each place, none overlapping.
//!
//! An automaton over thousands of Chinese words is large, and most places of a text begin no word. So a filter is asked first: one bit
//! for each pair of characters that a word can begin with, in a table small enough to stay near. Only where the bit is set does the
//! automaton look, from that place alone. The answers are those of the automaton run over the whole text.

use aho_corasick::{AhoCorasick, Anchored, BuildError, Input, MatchKind, StartKind};

use crate::span::Bytes;

/// Bits of the filter, a power of two.
const BITS: u32 = 1 << 17;

/// The words of a list, ready to be found.
#[derive(Debug, Clone)]
pub struct Finder {
    automaton: AhoCorasick,
    /// A bit for each first character of a word that is one character long, and one for each first pair of a longer one.
    begins: Box<[u64]>,
}

/// Stands for the missing second character of a word of one.
const NONE: char = '\0';

impl Finder {
    /// Builds a finder; a word is known by its place in the list. Empty words are never found.
    pub fn new<W: AsRef<str>>(words: impl IntoIterator<Item = W>) -> Result<Self, BuildError> {
        let words: Vec<W> = words.into_iter().collect();
        let mut begins = vec![0; (BITS / u64::BITS) as usize].into_boxed_slice();
        for word in &words {
            let mut chars = word.as_ref().chars();
            if let Some(first) = chars.next() {
                let bit = bit(first, chars.next().unwrap_or(NONE));
                begins[(bit / u64::BITS) as usize] |= 1 << (bit % u64::BITS);
            }
        }
        let words = words.iter().map(AsRef::as_ref);
        let automaton = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).start_kind(StartKind::Anchored).build(words)?;
        Ok(Finder { automaton, begins })
    }

    /// Every word in `text`, with its place in the list.
    pub fn find_iter(&self, text: &str) -> impl Iterator<Item = (usize, Bytes)> {
        let mut chars = text.char_indices().peekable();
        let mut free = 0;
        std::iter::from_fn(move || {
            while let Some((at, first)) = chars.next() {
                let second = chars.peek().map_or(NONE, |&(_, c)| c);
                if at >= free
                    && (self.may_begin(first, second) || self.may_begin(first, NONE))
                    && let Some(found) = self.at(text, at)
                {
                    free = found.1.end;
                    return Some(found);
                }
            }
            None
        })
    }

    /// The longest word that `text` begins with, and its place in the list.
    pub fn at_start(&self, text: &str) -> Option<(usize, Bytes)> {
        self.at(text, 0)
    }

    fn at(&self, text: &str, at: usize) -> Option<(usize, Bytes)> {
        let found = self.automaton.find(Input::new(text).range(at..).anchored(Anchored::Yes))?;
        (!found.is_empty()).then(|| (found.pattern().as_usize(), found.range()))
    }

    fn may_begin(&self, first: char, second: char) -> bool {
        let bit = bit(first, second);
        self.begins[(bit / u64::BITS) as usize] >> (bit % u64::BITS) & 1 == 1
    }
}

/// The filter's bit for a pair of characters: the upper bits of products with odd constants, which spread neighbours.
fn bit(first: char, second: char) -> u32 {
    let mixed = (first as u32).wrapping_mul(0x9E37_79B1) ^ (second as u32).wrapping_mul(0x85EB_CA6B);
    mixed >> (u32::BITS - BITS.trailing_zeros())
}
