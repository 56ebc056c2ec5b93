//! Reading a TOML file key by key, so that everything wrong with it is found at once, each with its place.
//!
//! A reader asks a [`Section`] for the keys it knows. What has the wrong type is noted and read as nothing; [`Section::end`] notes the
//! keys that nobody asked for. Every word and every code read is noted too, for the checks across lists and files.

use std::cell::RefCell;
use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::problem::{Place, Problem};

/// A word where it stands in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The file's name.
    pub file: Arc<str>,
    /// The list: `subject.crime.theft.names`. Words of one list mean the same.
    pub list: Arc<str>,
    /// The word.
    pub word: String,
    /// The byte of the file at which it stands.
    pub at: usize,
}

/// What a code must be the code of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Code {
    Event,
    Subject,
    /// A subject, or the beginning of the codes of several: traffic.
    Scope,
    Class,
    Unit,
    /// A region, by its full name.
    Region,
}

/// A code where it is used.
#[derive(Debug, Clone)]
pub(super) struct Reference {
    pub file: Arc<str>,
    pub kind: Code,
    pub code: String,
    pub list: Arc<str>,
    pub at: usize,
}

/// A code where a file gives it words or meaning.
#[derive(Debug, Clone)]
pub(super) struct Declared {
    pub file: Arc<str>,
    /// What it is a code of: subject, unit, …
    pub what: &'static str,
    pub code: String,
    pub at: usize,
}

/// What was noted while a file was read.
#[derive(Debug, Clone, Default)]
pub(super) struct Notes {
    pub problems: Vec<Problem>,
    pub words: Vec<Listed>,
    pub references: Vec<Reference>,
    pub declared: Vec<Declared>,
}

/// A file being read.
#[derive(Debug)]
pub(super) struct Source<'i> {
    pub file: Arc<str>,
    pub text: &'i str,
    notes: RefCell<Notes>,
}

impl<'i> Source<'i> {
    pub fn new(file: &str, text: &'i str) -> Self {
        Source { file: file.into(), text, notes: RefCell::default() }
    }

    /// The whole file; what is no TOML is noted and left out.
    pub fn table(&self) -> DeTable<'i> {
        let (table, errors) = DeTable::parse_recoverable(self.text);
        for error in errors {
            self.problem(error.span().map(|span| span.start), error.message());
        }
        table.into_inner()
    }

    pub fn problem(&self, at: Option<usize>, message: impl Into<String>) {
        let place = at.map(|byte| Place::of(self.text, byte));
        self.notes.borrow_mut().problems.push(Problem { file: self.file.to_string(), place, message: message.into() });
    }

    pub fn into_notes(self) -> Notes {
        self.notes.into_inner()
    }
}

/// A table of a file.
#[derive(Debug)]
pub(super) struct Section<'s, 'i> {
    source: &'s Source<'i>,
    table: &'s DeTable<'i>,
    /// The keys that lead here; empty for the file itself.
    path: String,
    asked: Vec<&'static str>,
}

impl<'s, 'i> Section<'s, 'i> {
    pub fn new(source: &'s Source<'i>, table: &'s DeTable<'i>) -> Self {
        Section { source, table, path: String::new(), asked: Vec::new() }
    }

    /// Every key with its value, for tables whose keys are codes.
    pub fn entries(&self) -> impl Iterator<Item = (&'s str, Range<usize>, &'s Spanned<DeValue<'i>>)> + use<'s, 'i> {
        self.table.iter().map(|(key, value)| (key.get_ref().as_ref(), key.span(), value))
    }

    /// The table of that key; a missing one has no keys.
    pub fn section(&mut self, key: &'static str) -> Option<Section<'s, 'i>> {
        let value = self.value(key)?;
        self.inner(key, value)
    }

    /// The tables that stand under a key, each with the code that is its own key: `[subject.crime]`.
    pub fn sections(&mut self, key: &'static str) -> Vec<(&'s str, Section<'s, 'i>)> {
        let Some(outer) = self.section(key) else { return Vec::new() };
        let section = |(code, span, value): (&'s str, Range<usize>, _)| {
            outer.declare(key, code, span.start);
            Some((code, outer.inner(code, value)?))
        };
        outer.entries().filter_map(section).collect()
    }

    /// The members of a list of tables: `[[unit]]`.
    pub fn members(&mut self, key: &'static str) -> Vec<&'s Spanned<DeValue<'i>>> {
        let Some(value) = self.value(key) else { return Vec::new() };
        match value.get_ref().as_array() {
            Some(members) => members.iter().collect(),
            None => self.wrong(key, value, "tables, each headed by this name in double brackets").unwrap_or_default(),
        }
    }

    /// Those members as sections, each with its place.
    pub fn member_sections(&mut self, key: &'static str) -> Vec<(usize, Section<'s, 'i>)> {
        self.members(key).into_iter().filter_map(|value| Some((value.span().start, self.inner(key, value)?))).collect()
    }

    /// A list of words. `list` is what they mean, where the keys do not say it.
    pub fn words(&mut self, key: &'static str, list: Option<&str>) -> Vec<String> {
        self.value(key).map(|value| self.list(key, value, list)).unwrap_or_default()
    }

    /// The words of a list in all their frames: what stands before and behind each.
    pub fn framed(&mut self, key: &'static str, frames: &[(&str, &str)]) -> Vec<String> {
        let Some(value) = self.value(key) else { return Vec::new() };
        let found = self.strings(key, value);
        let framed = |(word, at): &(String, usize)| {
            let at = *at;
            frames.iter().map(move |(before, behind)| (format!("{before}{word}{behind}"), at)).collect::<Vec<_>>()
        };
        self.note_words(self.name(key), found.iter().flat_map(framed).collect())
    }

    /// The words of a list whose key is a code.
    pub fn list(&self, key: &str, value: &Spanned<DeValue<'i>>, list: Option<&str>) -> Vec<String> {
        self.note_words(list.map_or_else(|| self.name(key), str::to_owned), self.strings(key, value))
    }

    /// Notes words, each with its place, and gives them back without.
    fn note_words(&self, list: String, found: Vec<(String, usize)>) -> Vec<String> {
        let name: Arc<str> = list.into();
        for (word, at) in &found {
            let listed = Listed { file: self.source.file.clone(), list: name.clone(), word: word.clone(), at: *at };
            self.source.notes.borrow_mut().words.push(listed);
        }
        found.into_iter().map(|(word, _)| word).collect()
    }

    /// A list of codes.
    pub fn codes(&mut self, key: &'static str, kind: Code) -> Vec<String> {
        let Some(value) = self.value(key) else { return Vec::new() };
        self.codes_of(key, value, kind)
    }

    /// The codes of a list whose key is a code itself.
    pub fn codes_of(&self, key: &str, value: &Spanned<DeValue<'i>>, kind: Code) -> Vec<String> {
        let found = self.strings(key, value);
        found.iter().for_each(|(code, at)| self.refer(kind, code, key, *at));
        found.into_iter().map(|(code, _)| code).collect()
    }

    /// One code.
    pub fn code(&mut self, key: &'static str, kind: Code) -> Option<String> {
        let (code, at) = self.text(key)?;
        self.refer(kind, &code, key, at);
        Some(code)
    }

    /// One text, with its place.
    pub fn text(&mut self, key: &'static str) -> Option<(String, usize)> {
        let value = self.value(key)?;
        match value.get_ref().as_str() {
            Some(text) => Some((text.to_owned(), value.span().start)),
            None => self.wrong(key, value, "one text in quotes"),
        }
    }

    /// Every key with the text that it has, and the place of that text.
    pub fn texts(&self) -> Vec<(&'s str, (String, usize))> {
        let text = |(key, _, value): (&'s str, _, &Spanned<DeValue<'i>>)| match value.get_ref().as_str() {
            Some(text) => Some((key, (text.to_owned(), value.span().start))),
            None => self.wrong(key, value, "one text in quotes"),
        };
        self.entries().filter_map(text).collect()
    }

    /// Yes or no.
    pub fn flag(&mut self, key: &'static str) -> Option<bool> {
        let value = self.value(key)?;
        value.get_ref().as_bool().or_else(|| self.wrong(key, value, "true or false"))
    }

    /// Notes that a code is used.
    pub fn refer(&self, kind: Code, code: &str, key: &str, at: usize) {
        let reference = Reference { file: self.source.file.clone(), kind, code: code.to_owned(), list: self.name(key).into(), at };
        self.source.notes.borrow_mut().references.push(reference);
    }

    /// Notes that a code is given words or a meaning.
    pub fn declare(&self, what: &'static str, code: &str, at: usize) {
        let declared = Declared { file: self.source.file.clone(), what, code: code.to_owned(), at };
        self.source.notes.borrow_mut().declared.push(declared);
    }

    /// Notes the keys that nobody asked for.
    pub fn end(self) {
        for (key, span, _) in self.entries().filter(|(key, ..)| !self.asked.contains(key)) {
            let inside = if self.path.is_empty() { String::new() } else { format!(" in {}", self.path) };
            self.source.problem(Some(span.start), format!("unknown key {key:?}{inside}; expected one of {}", self.asked.join(", ")));
        }
    }

    fn value(&mut self, key: &'static str) -> Option<&'s Spanned<DeValue<'i>>> {
        self.asked.push(key);
        self.table.get(key)
    }

    fn inner(&self, key: &str, value: &'s Spanned<DeValue<'i>>) -> Option<Section<'s, 'i>> {
        match value.get_ref().as_table() {
            Some(table) => Some(Section { source: self.source, table, path: self.name(key), asked: Vec::new() }),
            None => self.wrong(key, value, "a table"),
        }
    }

    fn strings(&self, key: &str, value: &Spanned<DeValue<'i>>) -> Vec<(String, usize)> {
        let Some(array) = value.get_ref().as_array() else {
            self.wrong::<()>(key, value, "a list of texts");
            return Vec::new();
        };
        let mut found: Vec<(String, usize)> = Vec::new();
        for value in array.iter() {
            let at = value.span().start;
            match value.get_ref().as_str() {
                Some("") => self.source.problem(Some(at), format!("an empty text in {}; remove it", self.name(key))),
                Some(text) if found.iter().any(|(other, _)| other == text) => {
                    self.source.problem(Some(at), format!("{text} stands twice in {}; remove one", self.name(key)));
                }
                Some(text) => found.push((text.to_owned(), at)),
                None => {
                    self.wrong::<()>(key, value, "texts in quotes");
                }
            }
        }
        found
    }

    fn name(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    fn wrong<T>(&self, key: &str, value: &Spanned<DeValue<'i>>, expected: &str) -> Option<T> {
        let found = value.get_ref().type_str();
        self.source.problem(Some(value.span().start), format!("{}: expected {expected}, found one {found}", self.name(key)));
        None
    }
}
