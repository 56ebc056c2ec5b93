//! Derive: observations to ratios and checks, over the whole data set.
//!
//! Inputs are intervals ([`stated`]), arithmetic is exact ([`interval`]), and a figure is set against another only within one scope
//! ([`pair`]).
//! Contradictory input stays as it is and becomes a finding; what cannot be derived without a guess is not derived.

pub mod checks;
pub mod facts;
pub mod interval;
pub mod label;
pub mod pair;
pub mod period;
pub mod ratios;
pub mod stated;

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
    /// Derived figures, by document, numerator, name and denominator.
    pub ratios: Vec<Ratio>,
    /// Findings, by document, observation and check.
    pub checks: Vec<Check>,
}

/// Derives what follows, and says what does not add up.
pub fn derive(input: &Input<'_>, lexicon: &Lexicon) -> Derived {
    let facts = facts::Facts::new(input, lexicon);
    let changes = pair::Changes::new(&facts);
    let outcome = ratios::ratios(&ratios::Sources { facts: &facts, changes: &changes, lexicon });
    let checks = checks::checks(&checks::Context { input, facts: &facts, outcome: &outcome, lexicon });
    Derived { ratios: outcome.drafts.into_iter().map(|draft| draft.ratio).collect(), checks }
}

/// A ratio's stable handle: `ratio:<name>:<numerator>` and, where there is one, `:<denominator>`. No two ratios share one.
pub fn handle(ratio: &Ratio) -> String {
    let ids = [&ratio.numerator, &ratio.denominator].into_iter().flatten();
    ids.fold(format!("ratio:{}", ratio.ratio), |handle, id| format!("{handle}:{id}"))
}
