//! The vocabulary while its files are being read: the embedded ones first, then a user's, each on top of what is there.

use std::collections::BTreeMap;

use super::checks::CheckWords;
use super::codes::{EventEntry, SubjectEntry};
use super::grammar::KEYS;
use super::population::{Population, PopulationError};
use super::ratios::Ratios;
use super::regions::{RegionError, Regions};
use super::section::{Code, Notes, Section, Source};
use super::units::UnitsBuilder;
use super::words::{Grammar, Sense, Words, WordsBuilder};

/// What has been read so far.
#[derive(Debug, Clone, Default)]
pub(super) struct Parts {
    pub subjects: BTreeMap<String, SubjectEntry>,
    pub events: BTreeMap<String, EventEntry>,
    pub nouns: BTreeMap<String, Vec<String>>,
    pub grammar: Vec<(Grammar, Vec<String>)>,
    pub per: BTreeMap<String, Vec<String>>,
    pub names: BTreeMap<String, Vec<String>>,
    pub units: UnitsBuilder,
    pub ratios: Ratios,
    pub population: Population,
    pub checks: CheckWords,
    /// Lists of regions and of their names, in the order in which they were read.
    pub regions: (Vec<String>, Vec<String>),
}

impl Parts {
    /// Takes in one file, and notes what is wrong with it; none where there is no file of that name.
    pub fn read(&mut self, file: &str, text: &str) -> Option<Notes> {
        let source = Source::new(file, text);
        match file {
            "population.csv" => match Population::parse(text) {
                Ok(more) => self.population.extend(more),
                Err(error) => {
                    let (line, message) = (line_of(&error), error.to_string());
                    // The line stands in the place already.
                    let message = line.and_then(|line| message.strip_prefix(&format!("line {line}: "))).unwrap_or(&message);
                    source.problem(line.and_then(|line| start_of_line(text, line)), message);
                }
            },
            "regions.csv" => self.regions.0.push(text.to_owned()),
            "region_names.toml" => self.regions.1.push(text.to_owned()),
            _ => {
                let table = source.table();
                let section = Section::new(&source, &table);
                match file {
                    "subjects.toml" => self.read_subjects(section),
                    "events.toml" => self.read_events(section),
                    "nouns.toml" => read_classes(&mut self.nouns, &section),
                    "names.toml" => read_classes(&mut self.names, &section),
                    "words.toml" => self.read_words(section),
                    "units.toml" => self.units.read_units(&source, section),
                    "bounds.toml" => self.units.read_bounds(&source, section),
                    "ratios.toml" => self.ratios.read(&source, section),
                    "checks.toml" => self.checks.read(section),
                    _ => return None,
                }
            }
        }
        Some(source.into_notes())
    }

    fn read_subjects(&mut self, mut file: Section<'_, '_>) {
        for (code, section) in file.sections("subject") {
            self.subjects.entry(code.to_owned()).or_default().read(section);
        }
        file.end();
    }

    fn read_events(&mut self, mut file: Section<'_, '_>) {
        for (code, section) in file.sections("event") {
            self.events.entry(code.to_owned()).or_default().read(section);
        }
        file.end();
    }

    fn read_words(&mut self, mut file: Section<'_, '_>) {
        for table in ["", "incident", "general"] {
            let mut section = if table.is_empty() { None } else { file.section(table) };
            let keys = KEYS.iter().filter(|(under, ..)| *under == table);
            for (_, key, meaning) in keys {
                let words = if table.is_empty() {
                    file.words(key, None)
                } else {
                    section.as_mut().map(|section| section.words(key, None)).unwrap_or_default()
                };
                self.grammar.push((*meaning, words));
            }
            if let Some(section) = section {
                section.end();
            }
        }
        if let Some(section) = file.section("per") {
            read_classes(&mut self.per, &section);
        }
        file.end();
    }

    /// The regions of all lists. What is wrong is said with the file that it is about.
    pub fn regions(&self) -> Result<Regions, (&'static str, RegionError)> {
        let lists: Vec<&str> = self.regions.0.iter().map(String::as_str).collect();
        let names: Vec<&str> = self.regions.1.iter().map(String::as_str).collect();
        Regions::parse(&lists, &names).map_err(|error| match error {
            RegionError::Csv(_) | RegionError::Code(_) | RegionError::Years { .. } | RegionError::Twice { .. } => ("regions.csv", error),
            RegionError::Toml(_) | RegionError::Alias { .. } | RegionError::Weak(_) | RegionError::Build(_) => ("region_names.toml", error),
        })
    }

    /// The tagger over all words.
    pub fn words(&self) -> Result<Words, aho_corasick::BuildError> {
        let mut words = WordsBuilder::default();
        for (at, entry) in self.subjects.values().enumerate() {
            entry.names.iter().for_each(|name| words.add(name, Sense::Subject(at)));
        }
        for (at, entry) in self.events.values().enumerate() {
            entry.verbs.iter().for_each(|word| words.add(word, Sense::Verb(at)));
            entry.nouns.iter().for_each(|word| words.add(word, Sense::EventNoun(at)));
        }
        for (meaning, list) in &self.grammar {
            list.iter().for_each(|word| words.add(word, Sense::Grammar(*meaning)));
        }
        let mut add = |lists: &BTreeMap<String, Vec<String>>, sense: fn(String) -> Sense| {
            for (class, list) in lists {
                list.iter().for_each(|word| words.add(word, sense(class.clone())));
            }
        };
        add(&self.nouns, Sense::Noun);
        add(&self.per, Sense::Per);
        add(&self.names, Sense::Name);
        words.build()
    }

    /// Whether a code is known, with what it should have been.
    pub fn knows(&self, kind: Code, code: &str) -> Result<(), &'static str> {
        let is_scope = || code == "none" || self.subjects.keys().any(|subject| within(subject, code));
        let (known, what) = match kind {
            Code::Event => (self.events.contains_key(code), "event; events stand in events.toml"),
            Code::Subject => (self.subjects.contains_key(code), "subject; subjects stand in subjects.toml"),
            Code::Scope => (is_scope(), "subject, nor does a subject's code begin so; subjects stand in subjects.toml"),
            Code::Class => (self.nouns.contains_key(code), "class of nouns; classes stand in nouns.toml"),
            Code::Unit => (self.units.codes().contains(code), "unit; units stand in units.toml"),
        };
        if known { Ok(()) } else { Err(what) }
    }
}

/// Lists whose keys are codes: classes of nouns, of names, denominators.
fn read_classes(into: &mut BTreeMap<String, Vec<String>>, file: &Section<'_, '_>) {
    for (class, _, value) in file.entries() {
        into.entry(class.to_owned()).or_default().extend(file.list(class, value, None));
    }
}

fn within(subject: &str, outer: &str) -> bool {
    subject.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

fn line_of(error: &PopulationError) -> Option<u64> {
    match error {
        PopulationError::Csv(error) => error.position().map(csv::Position::line),
        PopulationError::Duplicate { line, .. } | PopulationError::Row { line, .. } => Some(*line),
    }
}

fn start_of_line(text: &str, line: u64) -> Option<usize> {
    let before = usize::try_from(line).ok()?.checked_sub(2);
    before.map_or(Some(0), |before| text.match_indices('\n').nth(before).map(|(at, _)| at + 1))
}
