//! Units, classifiers and bound words, and how they are found beside a number.

use std::collections::BTreeMap;

use aho_corasick::{AhoCorasick, Anchored, Input, MatchKind, StartKind};
use rust_decimal::Decimal;
use serde::Deserialize;

/// How a unit stands to its noun.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnitKind {
    /// Counts: 56起案件.
    Classifier,
    /// Counts, but a single Chinese digit before it is more often a name: 三环.
    RareClassifier,
    /// Kinds and aspects, never data: 三个方面.
    Rhetoric,
    /// Says how much of something: 11.58千克.
    Measure,
    /// Percent and its like.
    Ratio,
}

/// A unit as `units.toml` states it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unit {
    /// Code of the codebook; `other` where it has none.
    pub code: String,
    /// A value in `code` is the number written times this.
    #[serde(default = "one")]
    pub factor: Decimal,
    /// How it stands to its noun.
    pub kind: UnitKind,
    /// How it is written.
    pub words: Vec<String>,
}

fn one() -> Decimal {
    Decimal::ONE
}

/// The file `units.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct UnitFile {
    /// Words that begin like a unit and are none.
    pub not_units: Vec<String>,
    pub unit: Vec<Unit>,
}

/// Words on either side of a number that bound it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BoundWords {
    pub before: Vec<String>,
    pub after: Vec<String>,
}

/// All units and bounds, ready to look up.
#[derive(Debug, Clone)]
pub struct Units {
    units: Vec<Unit>,
    finder: AhoCorasick,
    /// For each pattern of `finder`, its unit; none for a word that only begins like one.
    of_pattern: Vec<Option<usize>>,
    before: BTreeMap<String, String>,
    after: BTreeMap<String, String>,
}

impl Units {
    pub(super) fn build(file: UnitFile, bounds: &BTreeMap<String, BoundWords>) -> Result<Self, aho_corasick::BuildError> {
        let units = file.unit;
        let mut of_pattern = vec![None; file.not_units.len()];
        let mut patterns = file.not_units;
        for (at, unit) in units.iter().enumerate() {
            for word in &unit.words {
                patterns.push(word.clone());
                of_pattern.push(Some(at));
            }
        }
        let finder = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).start_kind(StartKind::Anchored).build(&patterns)?;
        let table = |pick: fn(&BoundWords) -> &Vec<String>| {
            bounds.iter().flat_map(|(code, words)| pick(words).iter().map(|word| (word.clone(), code.clone()))).collect()
        };
        Ok(Units { units, finder, of_pattern, before: table(|w| &w.before), after: table(|w| &w.after) })
    }

    /// The longest unit at the start of `text`, and its length in bytes.
    pub fn at_start(&self, text: &str) -> Option<(&Unit, usize)> {
        let found = self.finder.find(Input::new(text).anchored(Anchored::Yes))?;
        Some((&self.units[self.of_pattern[found.pattern().as_usize()]?], found.end()))
    }

    /// The longest bound word at the end of `text`: its code and its length in bytes.
    pub fn bound_before<'l>(&'l self, text: &str) -> Option<(&'l str, usize)> {
        let mut found = None;
        for (at, _) in text.char_indices().rev().take(6) {
            if let Some(code) = self.before.get(&text[at..]) {
                found = Some((code.as_str(), text.len() - at));
            }
        }
        found
    }

    /// The longest bound word at the start of `text`: its code and its length in bytes.
    pub fn bound_after<'l>(&'l self, text: &str) -> Option<(&'l str, usize)> {
        let mut found = None;
        for (at, c) in text.char_indices().take(4) {
            let end = at + c.len_utf8();
            if let Some(code) = self.after.get(&text[..end]) {
                found = Some((code.as_str(), end));
            }
        }
        found
    }

    /// All units.
    pub fn iter(&self) -> impl Iterator<Item = &Unit> {
        self.units.iter()
    }
}
