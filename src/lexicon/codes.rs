//! Subjects and events of the codebook, typed, as their TOML files state them.

use super::section::{Code, Section};

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
        within(&self.code, outer)
    }
}

/// Whether a subject's code is `outer` or below it.
pub(super) fn within(code: &str, outer: &str) -> bool {
    code.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
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

/// A subject as its file states it; the code is its key.
#[derive(Debug, Clone, Default)]
pub(super) struct SubjectEntry {
    pub names: Vec<String>,
    pub default: Option<String>,
    pub thing: bool,
}

/// An event as its file states it; the code is its key.
#[derive(Debug, Clone, Default)]
pub(super) struct EventEntry {
    pub verbs: Vec<String>,
    pub nouns: Vec<String>,
    pub objects: Vec<String>,
    pub units: Vec<String>,
    pub thing: bool,
    pub subject: Option<String>,
    pub always: bool,
    pub within: Vec<String>,
}

impl SubjectEntry {
    /// Takes in another file's entry of the same subject: its names come on top, what else it states replaces.
    pub fn read(&mut self, mut section: Section<'_, '_>) {
        self.names.extend(section.words("names", None));
        self.default = section.code("default", Code::Event).or(self.default.take());
        self.thing = section.flag("thing").unwrap_or(self.thing);
        section.end();
    }
}

impl EventEntry {
    /// Takes in another file's entry of the same event: its lists come on top, what else it states replaces.
    pub fn read(&mut self, mut section: Section<'_, '_>) {
        self.verbs.extend(section.words("verbs", None));
        self.nouns.extend(section.words("nouns", None));
        self.objects.extend(section.codes("objects", Code::Class));
        self.units.extend(section.codes("units", Code::Unit));
        self.thing = section.flag("thing").unwrap_or(self.thing);
        self.subject = section.code("subject", Code::Subject).or(self.subject.take());
        self.always = section.flag("always").unwrap_or(self.always);
        self.within.extend(section.codes("within", Code::Scope));
        section.end();
    }
}
