//! Subjects and events of the codebook, typed, as their TOML files state them.

use std::collections::BTreeMap;

use serde::Deserialize;

/// A subject: what a figure is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// Code of the codebook.
    pub code: String,
    /// The event meant where a passage names none, as its code.
    pub default: Option<String>,
    /// It can be seized, recovered or issued.
    pub thing: bool,
}

impl Subject {
    /// Whether it is `outer` or below it.
    pub fn within(&self, outer: &str) -> bool {
        self.code == outer || self.code.strip_prefix(outer).is_some_and(|rest| rest.starts_with('.'))
    }
}

/// An event: what happened to the subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Code of the codebook.
    pub code: String,
    /// Classes of nouns, one of which must be what is counted; empty: any.
    pub objects: Vec<String>,
    /// Units that a level of it may have.
    pub units: Vec<String>,
    /// What is counted is a thing.
    pub thing: bool,
    /// The subject meant where no passage names one.
    pub subject: Option<String>,
    /// It is that subject whatever the passage names: fugitives are crime's.
    pub always: bool,
    /// Subjects that it may be said of; empty: any.
    pub within: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SubjectEntry {
    pub names: Vec<String>,
    pub default: Option<String>,
    #[serde(default)]
    pub thing: bool,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SubjectFile {
    pub subject: BTreeMap<String, SubjectEntry>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EventEntry {
    pub verbs: Vec<String>,
    pub nouns: Vec<String>,
    #[serde(default)]
    pub objects: Vec<String>,
    pub units: Vec<String>,
    #[serde(default)]
    pub thing: bool,
    pub subject: Option<String>,
    #[serde(default)]
    pub always: bool,
    #[serde(default)]
    pub within: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EventFile {
    pub event: BTreeMap<String, EventEntry>,
}
