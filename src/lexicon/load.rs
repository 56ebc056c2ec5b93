//! The vocabulary files together: read one on top of the other, checked against each other, and built into one [`Lexicon`].

use std::collections::HashMap;

use super::files::FILES;
use super::parts::Parts;
use super::problem::{LexiconError, Place, Problem};
use super::regions::RegionError;
use super::section::{Listed, Notes};
use super::{Event, Lexicon, Subject};
use crate::text::Fingerprint;
use crate::text::fold::Folded;

/// All files as read, with what was noted.
#[derive(Debug)]
pub(super) struct Files {
    pub parts: Parts,
    /// Words and references of the embedded files.
    pub embedded: Notes,
    /// Those of the files read on top of them.
    pub added: Notes,
    /// What is wrong with any of them.
    pub problems: Vec<Problem>,
}

impl Files {
    /// Reads the embedded files, and `added` ones, as name and text, on top.
    pub fn read(added: &[(&str, &str)]) -> Files {
        let mut files = Files { parts: Parts::default(), embedded: Notes::default(), added: Notes::default(), problems: Vec::new() };
        for (file, text) in FILES {
            let notes = files.parts.read(file, text).unwrap_or_default();
            take(&mut files.embedded, notes);
        }
        for (at, (file, text)) in added.iter().enumerate() {
            if added[..at].iter().any(|(other, _)| other == file) {
                files.problems.push(Problem::with_file(file, "is given twice"));
                continue;
            }
            match files.parts.read(file, text) {
                Some(notes) => take(&mut files.added, notes),
                None => {
                    let names: Vec<&str> = FILES.iter().map(|(name, _)| *name).collect();
                    let message = format!("there is no vocabulary file of that name; expected one of {}", names.join(", "));
                    files.problems.push(Problem::with_file(file, message));
                }
            }
        }
        files.problems.append(&mut files.embedded.problems);
        files.problems.append(&mut files.added.problems);
        files.check_words(added);
        files.check_contradictions(added);
        files.check_references(added);
        files
    }

    /// A word that is not folded is never found: texts are folded before they are read.
    fn check_words(&mut self, added: &[(&str, &str)]) {
        let mut told = None;
        for listed in &self.added.words {
            let folded = Folded::new(&listed.word).text;
            // A word that stands in many frames is told of once.
            if folded != listed.word && told.replace((&listed.file, listed.at)) != Some((&listed.file, listed.at)) {
                let message = match folded.as_str() {
                    "" => format!("{} in {} is gone after folding and is never found; remove it", listed.word, listed.list),
                    _ => format!("{} in {} is not folded and is never found; write {folded}", listed.word, listed.list),
                };
                self.problems.push(at(added, &listed.file, listed.at, message));
            }
        }
    }

    /// A unit or a bound has one meaning, so a file may list it once: a word that says two events is told by what it stands with, these
    /// are not. Bounds before and after a number are two things.
    fn check_contradictions(&mut self, added: &[(&str, &str)]) {
        for words in [&self.embedded.words, &self.added.words] {
            let mut seen: HashMap<(&str, &str, &str), &Listed> = HashMap::new();
            for listed in words.iter().filter(|listed| ["units.toml", "bounds.toml"].contains(&&*listed.file)) {
                let side = if &*listed.file == "bounds.toml" { listed.list.rsplit('.').next().unwrap_or_default() } else { "" };
                if let Some(other) = seen.insert((&listed.file, side, &listed.word), listed) {
                    let (other, listed) = if other.at < listed.at { (other, listed) } else { (listed, other) };
                    let message = format!("{} stands in {} and in {}; remove one", listed.word, listed.list, other.list);
                    self.problems.push(at(added, &listed.file, listed.at, message));
                }
            }
        }
    }

    /// Every code that a file uses must stand in one of the files.
    fn check_references(&mut self, added: &[(&str, &str)]) {
        for reference in self.embedded.references.iter().chain(&self.added.references) {
            if let Err(what) = self.parts.knows(reference.kind, &reference.code) {
                let message = format!("{}: {:?} is no {what}", reference.list, reference.code);
                self.problems.push(at(added, &reference.file, reference.at, message));
            }
        }
    }

    /// The vocabulary, if nothing is wrong.
    pub fn build(mut self, added: &[(&str, &str)]) -> Result<Lexicon, LexiconError> {
        let regions = self.parts.regions().map_err(|error| {
            // That an alias is of no region was noted as a reference, with its place.
            if !matches!(error, RegionError::Alias { .. }) {
                self.problems.push(of_regions(added, &self.added, &error));
            }
        });
        let too_many = |error: super::finder::BuildError| Problem::with_file("words", format!("too many for one search: {error}"));
        let words = self.parts.words().map_err(|error| self.problems.push(too_many(error))).ok();
        let units = self.parts.units.build().map_err(|error| self.problems.push(too_many(error))).ok();
        let (Ok(regions), Some(words), Some(units), true) = (regions, words, units, self.problems.is_empty()) else {
            let unsaid = || LexiconError { problems: vec![Problem::with_file("vocabulary", "cannot be built")] };
            return Err(LexiconError::of(self.problems).unwrap_or_else(unsaid));
        };
        let subject = |(code, entry): (String, super::codes::SubjectEntry)| Subject { code, default: entry.default, thing: entry.thing };
        let event = |(code, e): (String, super::codes::EventEntry)| Event {
            code,
            objects: e.objects,
            units: e.units,
            thing: e.thing,
            subject: e.subject,
            always: e.always,
            within: e.within,
        };
        Ok(Lexicon {
            regions,
            units,
            words,
            subjects: self.parts.subjects.into_iter().map(subject).collect(),
            events: self.parts.events.into_iter().map(event).collect(),
            nouns: self.parts.nouns,
            ratios: self.parts.ratios,
            population: self.parts.population,
            checks: self.parts.checks,
            cues: self.parts.cues,
            compounds: self.parts.compounds,
            fingerprint: fingerprint(added),
        })
    }
}

fn take(all: &mut Notes, notes: Notes) {
    all.problems.extend(notes.problems);
    all.words.extend(notes.words);
    all.references.extend(notes.references);
    all.declared.extend(notes.declared);
}

/// A problem at a byte of one of the files.
pub(super) fn at(added: &[(&str, &str)], file: &str, byte: usize, message: String) -> Problem {
    let text = added.iter().find(|(name, _)| *name == file).map_or("", |(_, text)| *text);
    Problem { file: file.to_owned(), place: Some(Place::of(text, byte)), message }
}

/// What is wrong with the regions as a whole, with the place of the name that it is about.
fn of_regions(added: &[(&str, &str)], notes: &Notes, error: &RegionError) -> Problem {
    let file = "region_names.toml";
    let named = |listed: &&Listed| matches!(error, RegionError::Weak(name) if listed.word == *name && &*listed.file == file);
    match notes.words.iter().find(named) {
        Some(listed) => at(added, file, listed.at, error.to_string()),
        None => Problem::with_file(file, error.to_string()),
    }
}

/// The names and texts of all files, the added ones by name, as one fingerprint.
fn fingerprint(added: &[(&str, &str)]) -> String {
    let mut added = added.to_vec();
    added.sort_unstable();
    let mut fingerprint = Fingerprint::default();
    for part in FILES.iter().chain(&added).flat_map(|(name, text)| [name, text]) {
        fingerprint.add(part);
    }
    fingerprint.finish()
}
