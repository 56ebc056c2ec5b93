//! What is done the short way gives what the long way gives.

use gongbao::lexicon::words::{Sense, WordsBuilder};
use gongbao::span::{CharIndex, slice};
use gongbao::text::fold::Folded;
use proptest::prelude::*;

/// Texts of the characters that folding treats apart, so that most are near a rule and many need none.
const TEXT: &str = "[破获案件起獲萬，、。；：（）“”《》—%.0-9a-zA-ZOlI?？,\\[\\]ò ]{0,24}";

proptest! {
    /// Words are found by characters, as trying each at each place finds them; at the start of a text as in the whole of it.
    #[test]
    fn words_are_those_that_trying_each_finds(words in prop::collection::btree_set("[破获案件起]{1,4}", 1..12), text in "[破获案件起，1]{0,40}") {
        let mut builder = WordsBuilder::default();
        words.iter().for_each(|word| builder.add(word, Sense::Subject(0)));
        let tagger = builder.build().unwrap();
        let mut long = Vec::new();
        let mut at = 0;
        while let Some(c) = text[at..].chars().next() {
            let found = words.iter().filter(|word| text[at..].starts_with(word.as_str())).map(String::len).max();
            long.extend(found.map(|len| at..at + len));
            at += found.unwrap_or(c.len_utf8());
        }
        let short: Vec<_> = tagger.tag(&text).into_iter().map(|tag| tag.bytes).collect();
        prop_assert_eq!(&short, &long);
        let first = tagger.at_start(&text).map(|tag| tag.bytes);
        prop_assert_eq!(first, long.first().filter(|found| found.start == 0).cloned());
    }

    /// A text that needs no folding is not gone through; one with an invisible character behind it always is.
    #[test]
    fn a_text_that_stays_is_folded_as_any_other(text in TEXT) {
        let short = Folded::new(&text);
        let long = Folded::new(&format!("{text}\u{200B}"));
        prop_assert_eq!(&short.text, &long.text);
        let ends: Vec<usize> = (0..=short.text.len()).filter(|&at| short.text.is_char_boundary(at)).collect();
        for pair in ends.windows(2) {
            prop_assert_eq!(short.origin(&(pair[0]..pair[1])), long.origin(&(pair[0]..pair[1])));
        }
        for (at, _) in text.char_indices() {
            prop_assert_eq!(short.place(at), long.place(at));
        }
    }

    /// Slices by way of an index are slices.
    #[test]
    fn slices_by_index_are_slices(text in "[破获a1，\u{1F600}]{0,90}", start in 0u32..100, len in 0u32..100) {
        let index = CharIndex::new(&text);
        let chars = text.chars().count() as u32;
        let (start, end) = (start.min(chars), (start + len).min(chars));
        prop_assert_eq!(index.slice(start, end), slice(&text, start, end.max(start)));
    }
}
