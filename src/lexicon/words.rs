//! The tagger: every word of the vocabulary found in a text in one pass, with all that it may mean.

use std::collections::{BTreeMap, BTreeSet};

use super::finder::{BuildError, Finder};
use crate::span::{Bytes, overlap};
use crate::text::after_last;

/// What a word does in the grammar. The words stand in `words.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "each is named after its key in words.toml, where it is explained")]
pub enum Grammar {
    Up,
    Down,
    UpTo,
    DownTo,
    UpNoun,
    DownNoun,
    Unchanged,
    Reach,
    From,
    Share,
    Distribute,
    Each,
    Part,
    Without,
    Rest,
    Yoy,
    Mom,
    Previous,
    Prior,
    OtherLevel,
    Target,
    PlanHeading,
    Incident,
    Verb,
    Adverb,
    Actor,
    Nominal,
    Topic,
}

impl Grammar {
    /// Words for an earlier time that something is measured against.
    pub const BASES: [Grammar; 4] = [Grammar::Prior, Grammar::Yoy, Grammar::Mom, Grammar::Previous];
}

/// One meaning of a word.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sense {
    /// A word of the grammar.
    Grammar(Grammar),
    /// A denominator, with its code.
    Per(String),
    /// A class of nouns of `nouns.toml`.
    Noun(String),
    /// A subject of the codebook, by its place in `Lexicon::subjects`.
    Subject(usize),
    /// A verb of an event, by its place in `Lexicon::events`.
    Verb(usize),
    /// A noun that says an event alone.
    EventNoun(usize),
    /// A name or idiom that holds a numeral, with its class.
    Name(String),
}

/// A word found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag<'l> {
    /// Where.
    pub bytes: Bytes,
    /// All that it may mean.
    pub senses: &'l [Sense],
}

impl Tag<'_> {
    /// Whether it is that word of the grammar.
    pub fn is(&self, grammar: Grammar) -> bool {
        self.senses.contains(&Sense::Grammar(grammar))
    }

    /// Whether it is any of those words of the grammar.
    pub fn is_any(&self, words: &[Grammar]) -> bool {
        words.iter().any(|word| self.is(*word))
    }

    /// Whether it is a noun of that class.
    pub fn is_noun(&self, class: &str) -> bool {
        self.senses.iter().any(|sense| matches!(sense, Sense::Noun(c) if c == class))
    }

    /// Its subjects.
    pub fn subjects(&self) -> impl Iterator<Item = usize> + '_ {
        self.senses.iter().filter_map(|sense| if let Sense::Subject(at) = sense { Some(*at) } else { None })
    }

    /// The events that it is a verb of.
    pub fn verbs(&self) -> impl Iterator<Item = usize> + '_ {
        self.senses.iter().filter_map(|sense| if let Sense::Verb(at) = sense { Some(*at) } else { None })
    }

    /// The events that it says alone.
    pub fn event_nouns(&self) -> impl Iterator<Item = usize> + '_ {
        self.senses.iter().filter_map(|sense| if let Sense::EventNoun(at) = sense { Some(*at) } else { None })
    }

    /// Whether it is a verb.
    pub fn acts(&self) -> bool {
        self.is(Grammar::Verb) || self.verbs().next().is_some()
    }

    /// The denominator that it states.
    pub fn per(&self) -> Option<&str> {
        self.senses.iter().find_map(|sense| if let Sense::Per(code) = sense { Some(code.as_str()) } else { None })
    }

    /// The class of names that it belongs to.
    pub fn name(&self) -> Option<&str> {
        self.senses.iter().find_map(|sense| if let Sense::Name(class) = sense { Some(class.as_str()) } else { None })
    }
}

/// 保障性租赁住房, 服务型制造: whether a verb with this behind it only says of what kind a thing is.
pub fn describes(behind: &str) -> bool {
    const KINDS: [(&str, &[&str]); 4] = [("者", &[]), ("性", &["侵", "骚", "犯", "别", "交", "病"]), ("型", &["号"]), ("式", &["样"])];
    KINDS.iter().any(|(suffix, words)| behind.strip_prefix(suffix).is_some_and(|rest| !words.iter().any(|word| rest.starts_with(word))))
}

/// 与整治前三个月相比, 较“净街”行动部署前下降: a comparison with a time before something. What it was is open, so it is no word of the
/// vocabulary.
fn compared(text: &str) -> impl Iterator<Item = Bytes> + '_ {
    text.match_indices('前').filter_map(|(at, before)| {
        let start = after_last(&text[..at], &['，', '。', '；', '、', '：', '（']);
        let (from, word) = ["与", "和", "同", "较", "比"].iter().filter_map(|word| Some((text[start..at].rfind(word)?, *word))).max()?;
        let from = start + from;
        let from = if text[..from].ends_with('环') { from - '环'.len_utf8() } else { from };
        let base = text[from..at].trim_start_matches('环').trim_start_matches(word);
        let rest = text[at + before.len()..].trim_start_matches(['的', '同', '期']);
        let length = rest.trim_start_matches(|c: char| c.is_ascii_digit() || "一二两三四五六七八九十半个".contains(c));
        let span = ["月", "天", "日", "年", "周"].iter().find_map(|unit| length.strip_prefix(unit)).filter(|_| length.len() < rest.len());
        let tail = span.unwrap_or(rest);
        let end = match word {
            "较" | "比" if tail.is_empty() => tail,
            "较" | "比" => {
                ["下", "上", "减", "增", "提", "降", "压", "多", "少"].iter().any(|way| tail.starts_with(way)).then_some(tail)?
            }
            _ => tail.strip_prefix("相比")?,
        };
        let something = (2..=LONGEST_BASE).contains(&base.chars().count()) && !base.contains(['年', '月', '此', '比']);
        something.then_some(from..text.len() - end.len())
    })
}

/// What a comparison is with has no more characters.
const LONGEST_BASE: usize = 16;

/// All words with their meanings.
#[derive(Debug, Clone)]
pub struct Words {
    finder: Finder,
    words: Vec<(String, Vec<Sense>)>,
}

/// Collects words before the tagger is built.
#[derive(Debug, Clone, Default)]
pub struct WordsBuilder {
    words: BTreeMap<String, BTreeSet<Sense>>,
}

impl WordsBuilder {
    /// Adds one meaning of a word.
    pub fn add(&mut self, word: &str, sense: Sense) {
        if !word.is_empty() {
            self.words.entry(word.to_owned()).or_default().insert(sense);
        }
    }

    /// Builds the tagger.
    pub fn build(self) -> Result<Words, BuildError> {
        let words: Vec<(String, Vec<Sense>)> = self.words.into_iter().map(|(word, senses)| (word, senses.into_iter().collect())).collect();
        let finder = Finder::new(words.iter().map(|(word, _)| word))?;
        Ok(Words { finder, words })
    }
}

impl Words {
    /// The words in a folded text: leftmost-longest, none overlapping.
    pub fn tag<'l>(&'l self, text: &str) -> Vec<Tag<'l>> {
        let mut tags: Vec<Tag<'l>> = self.finder.find_iter(text).map(|(word, bytes)| Tag { bytes, senses: &self.words[word].1 }).collect();
        for bytes in compared(text) {
            if !tags.iter().any(|tag| tag.is(Grammar::Previous) && overlap(&tag.bytes, &bytes)) {
                tags.retain(|tag| !overlap(&tag.bytes, &bytes));
                let at = tags.partition_point(|tag| tag.bytes.start < bytes.start);
                tags.insert(at, Tag { bytes, senses: &[Sense::Grammar(Grammar::Previous)] });
            }
        }
        tags
    }

    /// The longest word that a folded text begins with.
    pub fn at_start<'l>(&'l self, text: &str) -> Option<Tag<'l>> {
        self.finder.at_start(text).map(|(word, bytes)| Tag { bytes, senses: &self.words[word].1 })
    }

    /// The meanings of one whole word; empty where it is not in the vocabulary.
    pub fn senses(&self, word: &str) -> &[Sense] {
        self.words.binary_search_by(|(known, _)| known.as_str().cmp(word)).map_or(&[], |at| &self.words[at].1)
    }

    /// All words with their meanings, sorted.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[Sense])> {
        self.words.iter().map(|(word, senses)| (word.as_str(), senses.as_slice()))
    }
}
