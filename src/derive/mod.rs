//! Derive: observations to ratios and checks, over the whole data set.

use crate::lexicon::Lexicon;
use crate::model::{Check, Document, Mention, Observation, Ratio, Sentence};

/// The tables that derive reads.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// All documents.
    pub documents: &'a [Document],
    /// All sentences.
    pub sentences: &'a [Sentence],
    /// All mentions.
    pub mentions: &'a [Mention],
    /// All observations.
    pub observations: &'a [Observation],
}

/// What follows from the observations.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Derived {
    /// Derived figures.
    pub ratios: Vec<Ratio>,
    /// Findings.
    pub checks: Vec<Check>,
}

/// Derives what follows, and says what does not add up.
pub fn derive(input: &Input<'_>, lexicon: &Lexicon) -> Derived {
    let _ = (input, lexicon);
    Derived::default()
}
