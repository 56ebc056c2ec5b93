//! Observations made ready: their place, their subject and event, what they say, and the look-ups that ratios and checks share.

use std::collections::HashMap;

use num_traits::Signed;

use super::Input;
use super::label::core;
use super::stated::{Figure, stated};
use crate::lexicon::Lexicon;
use crate::model::{Document, Observation, Period, Sentence};

/// One observation with what is worked out about it once.
#[derive(Debug, Clone)]
pub struct Fact<'a> {
    /// The row.
    pub row: &'a Observation,
    /// Its document's place in the input; rows of no known document come last.
    pub document: usize,
    /// Its own place in the input.
    pub at: usize,
    /// The indicator's subject; empty where there is no indicator.
    pub subject: &'a str,
    /// The indicator's event; empty where there is no indicator.
    pub event: &'a str,
    /// Its label without the words that say nothing of scope.
    pub label: String,
    /// What it says.
    pub figure: Option<Figure>,
}

/// What two figures must share for one to be set against the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Scope<'a> {
    document: usize,
    region: Option<&'a str>,
    period: Option<Period>,
    per: Option<&'a str>,
    campaign: Option<&'a str>,
}

impl<'a> Scope<'a> {
    /// The same scope with another denominator.
    pub fn per(self, per: Option<&'a str>) -> Self {
        Scope { per, ..self }
    }
}

impl<'a> Fact<'a> {
    /// Its scope.
    pub fn scope(&self) -> Scope<'a> {
        Scope {
            document: self.document,
            region: self.row.region_code.as_deref(),
            period: self.row.period,
            per: self.row.per.as_deref(),
            campaign: self.row.campaign.as_deref(),
        }
    }

    /// The indicator; empty where there is none.
    pub fn indicator(&self) -> &'a str {
        self.row.indicator.as_deref().unwrap_or_default()
    }

    /// True of what the report states of its own period, once.
    pub fn is_reported(&self) -> bool {
        self.row.status == "reported" && self.row.repeat_of.is_none()
    }

    /// True where the two labels do not speak against one scope: equal, or one of them missing.
    pub fn label_fits(&self, other: &Fact<'_>) -> bool {
        self.label.is_empty() || other.label.is_empty() || self.label == other.label
    }

    /// True where the row is only approximate: 余, 约, a range.
    pub fn is_approximate(&self) -> bool {
        self.row.bound != "exact"
    }
}

/// All facts with their look-ups. Places in vectors are in input order, so that whatever is built from them is too.
pub struct Facts<'a> {
    /// Every observation, in input order.
    pub all: Vec<Fact<'a>>,
    /// The documents.
    pub documents: &'a [Document],
    sentences: HashMap<(&'a str, u32), &'a Sentence>,
    by_id: HashMap<&'a str, usize>,
    by_scope: HashMap<Scope<'a>, HashMap<&'a str, Vec<usize>>>,
}

impl<'a> Facts<'a> {
    /// Prepares the observations of `input`.
    pub fn new(input: &Input<'a>, lexicon: &Lexicon) -> Self {
        let mut places: HashMap<&str, usize> = input.documents.iter().enumerate().map(|(at, d)| (d.document_id.as_str(), at)).collect();
        let all: Vec<Fact<'a>> = input
            .observations
            .iter()
            .enumerate()
            .map(|(at, row)| {
                // A document that is not in the table still keeps its figures apart from others'.
                let next = places.len().max(input.documents.len());
                let (subject, event) = row.indicator.as_deref().and_then(|code| code.rsplit_once('.')).unwrap_or_default();
                Fact {
                    row,
                    document: *places.entry(&row.document_id).or_insert(next),
                    at,
                    subject,
                    event,
                    label: core(row.label.as_deref().unwrap_or_default(), &lexicon.checks.generic),
                    figure: stated(row),
                }
            })
            .collect();
        let mut by_id = HashMap::with_capacity(all.len());
        let mut by_scope: HashMap<_, HashMap<_, Vec<usize>>> = HashMap::new();
        for fact in &all {
            by_id.entry(fact.row.observation_id.as_str()).or_insert(fact.at);
            if fact.is_reported() && !fact.subject.is_empty() && fact.figure.is_some() {
                by_scope.entry(fact.scope()).or_default().entry(fact.indicator()).or_default().push(fact.at);
            }
        }
        let sentences = input.sentences.iter().map(|s| ((s.document_id.as_str(), s.sentence), s)).collect();
        Facts { all, documents: input.documents, sentences, by_id, by_scope }
    }

    /// The fact of an observation's id.
    pub fn of_id(&self, id: &str) -> Option<&Fact<'a>> {
        self.by_id.get(id).and_then(|&at| self.all.get(at))
    }

    /// The whole that a fact is a part of.
    pub fn whole_of(&self, fact: &Fact<'_>) -> Option<&Fact<'a>> {
        fact.row.part_of.as_deref().and_then(|id| self.of_id(id)).filter(|whole| whole.at != fact.at)
    }

    /// The levels that may enter a ratio.
    pub fn levels(&self) -> impl Iterator<Item = &Fact<'a>> {
        self.all.iter().filter(|fact| fact.is_level())
    }

    /// The levels of one indicator in one scope.
    pub fn in_scope(&self, scope: Scope<'a>, indicator: &str) -> Vec<&Fact<'a>> {
        self.stated(scope, indicator).filter(|fact| fact.is_level()).collect()
    }

    /// Everything reported of one indicator in one scope, of whatever measure.
    pub fn stated(&self, scope: Scope<'a>, indicator: &str) -> impl Iterator<Item = &Fact<'a>> {
        let found = self.by_scope.get(&scope).and_then(|indicators| indicators.get(indicator));
        found.map_or(&[][..], Vec::as_slice).iter().filter_map(|&at| self.all.get(at))
    }

    /// True of a part that bears the same code as its whole: a narrower class than the code says.
    pub fn is_narrowed(&self, fact: &Fact<'_>) -> bool {
        self.whole_of(fact).is_some_and(|whole| whole.indicator() == fact.indicator() && whole.row.unit == fact.row.unit)
    }

    /// True of what may stand in a series of an indicator's values: neither a campaign's part nor a narrower class.
    pub fn is_of_series(&self, fact: &Fact<'_>) -> bool {
        fact.row.campaign.is_none() && !self.is_narrowed(fact)
    }

    /// The sentence that a fact stands in.
    pub fn sentence_row(&self, fact: &Fact<'_>) -> Option<&'a Sentence> {
        self.sentences.get(&(fact.row.document_id.as_str(), fact.row.sentence)).copied()
    }

    /// Its text; the fact's surface where the sentence is not at hand.
    pub fn sentence(&self, fact: &Fact<'a>) -> &'a str {
        self.sentence_row(fact).map_or(fact.row.surface.as_str(), |sentence| sentence.text.as_str())
    }

    /// True where two figures stand under different headings of their report.
    pub fn in_other_section(&self, a: &Fact<'_>, b: &Fact<'_>) -> bool {
        let section = |fact| self.sentence_row(fact).and_then(|sentence| sentence.section.as_deref());
        matches!((section(a), section(b)), (Some(a), Some(b)) if a != b)
    }

    /// A document as a reader knows it: its title, else its path, else its id.
    pub fn document_name(&self, fact: &Fact<'a>) -> &'a str {
        match self.documents.get(fact.document) {
            Some(document) => document.title.as_deref().unwrap_or(document.source_path.as_str()),
            None => fact.row.document_id.as_str(),
        }
    }
}

impl Fact<'_> {
    /// True of a reported relative, absolute or point change of a coded figure.
    pub fn is_change(&self) -> bool {
        let compares = matches!(self.row.measure.as_str(), "change" | "difference" | "point_change");
        compares && self.is_reported() && !self.subject.is_empty() && self.figure.is_some()
    }

    /// True of a level that may enter a ratio: reported, not a repeat, coded, and not negative.
    pub fn is_level(&self) -> bool {
        self.row.measure == "level"
            && self.is_reported()
            && !self.subject.is_empty()
            && self.figure.as_ref().is_some_and(|figure| !figure.point.is_negative())
    }
}
