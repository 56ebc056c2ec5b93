//! The words that tell whom a report is by and about: `about.toml`.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::lexicon::cues::Cue;

/// `about.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    pub bodies: Cue,
    pub actors: Cue,
    pub national: Cue,
    pub national_papers: Cue,
    pub elsewhere: Cue,
    pub beyond: Cue,
    pub zones: Cue,
    pub sources: Cue,
    pub seasons: Cue,
    pub counted: Cue,
    pub leads: Cue,
    pub operations: Cue,
    pub monthly: Cue,
    pub half_year: Cue,
    pub accounts: Cue,
    pub happened: Cue,
    pub told: Cue,
    pub took_office: Cue,
    pub plans: Cue,
    pub retrospects: Cue,
    pub stamps: Cue,
    pub stamp_labels: Cue,
    pub papers: Cue,
    pub kinds: Cue,
    pub labels: Cue,
    pub launched: Cue,
    pub conferences: Cue,
}

pub(super) fn words() -> &'static Words {
    static WORDS: LazyLock<Words> =
        LazyLock::new(|| toml::from_str(include_str!("about.toml")).unwrap_or_else(|problem| panic!("about.toml: {problem}")));
    &WORDS
}
