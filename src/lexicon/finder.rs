//! Finding the words of a list in a text: leftmost, the longest at each place, none overlapping.

use std::collections::HashSet;
use std::fmt;

use daachorse::errors::DaachorseError;
use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder, MatchKind};

use crate::span::Bytes;

/// Why the words of a list cannot be made ready to be found: they are too many.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct BuildError(DaachorseError);

/// The words of a list, ready to be found.
#[derive(Clone)]
pub struct Finder {
    /// Steps by characters, and is built faster than one that steps by bytes: each run of a program builds it anew.
    automaton: CharwiseDoubleArrayAhoCorasick<usize>,
    /// Bytes of the longest word.
    longest: usize,
}

impl Finder {
    /// Builds a finder; a word is known by its place in the list, one that is listed again by its first. Empty words are never found.
    pub fn new<W: AsRef<str>>(words: impl IntoIterator<Item = W>) -> Result<Self, BuildError> {
        let words: Vec<W> = words.into_iter().collect();
        let mut seen = HashSet::new();
        let known = words.iter().map(AsRef::as_ref).enumerate().filter(|(_, word)| !word.is_empty() && seen.insert(*word));
        let known: Vec<(&str, usize)> = known.map(|(at, word)| (word, at)).collect();
        let longest = known.iter().map(|(word, _)| word.len()).max().unwrap_or(0);
        let builder = CharwiseDoubleArrayAhoCorasickBuilder::new().match_kind(MatchKind::LeftmostLongest);
        Ok(Finder { automaton: builder.build_with_values(known).map_err(BuildError)?, longest })
    }

    /// Every word in `text`, with its place in the list.
    pub fn find_iter(&self, text: &str) -> impl Iterator<Item = (usize, Bytes)> {
        self.automaton.leftmost_find_iter(text).map(|found| (found.value(), found.start()..found.end()))
    }

    /// The longest word that `text` begins with, and its place in the list.
    pub fn at_start(&self, text: &str) -> Option<(usize, Bytes)> {
        let head = &text[..text.floor_char_boundary(self.longest)];
        self.find_iter(head).next().filter(|(_, bytes)| bytes.start == 0)
    }
}

impl fmt::Debug for Finder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Finder").field("states", &self.automaton.num_states()).finish_non_exhaustive()
    }
}
