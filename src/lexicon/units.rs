//! Units, classifiers and bound words, and how they are found beside a number.

use std::collections::{BTreeMap, HashSet};

use rust_decimal::Decimal;

use super::finder::{BuildError, Finder};
use super::section::{Section, Source};

/// The unit text of a plain fraction (三分之一): its number is the fraction, not the percentage.
pub const FRACTION: &str = "分之";

/// How a unit stands to its noun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
#[derive(Debug, Clone)]
pub struct Unit {
    /// Code of the codebook; `other` where it has none.
    pub code: String,
    /// A value in `code` is the number written times this.
    pub factor: Decimal,
    /// How it stands to its noun.
    pub kind: UnitKind,
    /// How it is written.
    pub words: Vec<String>,
}

impl UnitKind {
    /// Every kind with its name in `units.toml`.
    const ALL: [(UnitKind, &'static str); 5] = [
        (UnitKind::Classifier, "classifier"),
        (UnitKind::RareClassifier, "rare_classifier"),
        (UnitKind::Rhetoric, "rhetoric"),
        (UnitKind::Measure, "measure"),
        (UnitKind::Ratio, "ratio"),
    ];
}

/// Units and bounds while files are being read.
#[derive(Debug, Clone, Default)]
pub(super) struct UnitsBuilder {
    /// Words that begin like a unit and are none.
    not_units: Vec<String>,
    units: Vec<Unit>,
    before: BTreeMap<String, String>,
    after: BTreeMap<String, String>,
}

impl UnitsBuilder {
    /// Takes in a `units.toml`. A word that is listed already changes its meaning to the new one.
    pub fn read_units(&mut self, source: &Source<'_>, mut file: Section<'_, '_>) {
        let not_units = file.words("not_units", None);
        let mut units = Vec::new();
        for (at, mut section) in file.member_sections("unit") {
            units.extend(Self::unit(source, at, &mut section));
            section.end();
        }
        file.end();
        let new: HashSet<&str> = not_units.iter().chain(units.iter().flat_map(|unit| &unit.words)).map(String::as_str).collect();
        self.not_units.retain(|word| !new.contains(word.as_str()));
        self.units.iter_mut().for_each(|unit| unit.words.retain(|word| !new.contains(word.as_str())));
        self.not_units.extend(not_units);
        self.units.extend(units);
    }

    fn unit(source: &Source<'_>, at: usize, section: &mut Section<'_, '_>) -> Option<Unit> {
        let (code, kind, factor) = (section.text("code"), section.text("kind"), section.text("factor"));
        let named = |(name, at): &(String, usize)| {
            let kind = UnitKind::ALL.iter().find(|(_, known)| known == name).map(|(kind, _)| *kind);
            if kind.is_none() {
                let known: Vec<_> = UnitKind::ALL.iter().map(|(_, known)| *known).collect();
                source.problem(Some(*at), format!("there is no kind {name:?}; expected one of {}", known.join(", ")));
            }
            kind
        };
        let parsed = |(text, at): &(String, usize)| {
            let factor = text.parse::<Decimal>().ok().filter(|factor| *factor > Decimal::ZERO);
            if factor.is_none() {
                source.problem(Some(*at), format!("the factor {text:?} is no decimal number above 0; expected one like \"0.001\""));
            }
            factor
        };
        let of = |text: &Option<(String, usize)>| text.as_ref().map_or("?", |(text, _)| text.as_str()).to_owned();
        let times = factor.as_ref().map_or_else(String::new, |(factor, _)| format!(" times {factor}"));
        let meaning = format!("unit {}{times}, {}", of(&code), of(&kind));
        let words = section.words("words", Some(&meaning));
        if let Some((code, at)) = &code {
            section.declare("unit", code, *at);
        }
        if code.is_none() || kind.is_none() {
            source.problem(Some(at), "a unit needs a code and a kind");
        }
        let factor = factor.as_ref().map_or(Some(Decimal::ONE), parsed)?;
        Some(Unit { kind: named(kind.as_ref()?)?, code: code?.0, factor, words })
    }

    /// Takes in a `bounds.toml`. A word that is listed already changes its meaning to the new one.
    pub fn read_bounds(&mut self, source: &Source<'_>, file: Section<'_, '_>) {
        for (code, span, _) in file.entries() {
            if !BOUNDS.contains(&code) {
                source.problem(Some(span.start), format!("there is no bound {code:?}; expected one of {}", BOUNDS.join(", ")));
            }
        }
        let mut file = file;
        for code in BOUNDS {
            let Some(mut section) = file.section(code) else { continue };
            self.before.extend(section.words("before", None).into_iter().map(|word| (word, code.to_owned())));
            self.after.extend(section.words("after", None).into_iter().map(|word| (word, code.to_owned())));
            section.end();
        }
    }

    /// Whether a unit has that code.
    pub fn has(&self, code: &str) -> bool {
        self.units.iter().any(|unit| unit.code == code)
    }

    /// Makes them ready to look up.
    pub fn build(self) -> Result<Units, BuildError> {
        let mut of_pattern = vec![None; self.not_units.len()];
        let mut patterns = self.not_units;
        for (at, unit) in self.units.iter().enumerate() {
            for word in &unit.words {
                patterns.push(word.clone());
                of_pattern.push(Some(at));
            }
        }
        let finder = Finder::new(&patterns)?;
        Ok(Units { units: self.units, finder, of_pattern, before: self.before, after: self.after })
    }
}

/// The bounds that a word can give. What they do to a value is grammar, so they are closed.
pub const BOUNDS: [&str; 4] = ["more_than", "less_than", "nearly", "about"];

/// All units and bounds, ready to look up.
#[derive(Debug, Clone)]
pub struct Units {
    units: Vec<Unit>,
    finder: Finder,
    /// For each pattern of `finder`, its unit; none for a word that only begins like one.
    of_pattern: Vec<Option<usize>>,
    before: BTreeMap<String, String>,
    after: BTreeMap<String, String>,
}

impl Units {
    /// The longest unit at the start of `text`, and its length in bytes.
    pub fn at_start(&self, text: &str) -> Option<(&Unit, usize)> {
        let (word, bytes) = self.finder.at_start(text)?;
        Some((&self.units[self.of_pattern[word]?], bytes.end))
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
