//! The vocabulary while its files are being read: the embedded ones first, then a user's, each on top of what is there.

use std::collections::{BTreeMap, HashSet};

use super::checks::CheckWords;
use super::codes::{EventEntry, SubjectEntry, within};
use super::cues::Cues;
use super::grammar::{BARE, BASES, DIRECTED, FRAMES, KEYS};
use super::population::Population;
use super::ratios::Ratios;
use super::regions::{self, Names, Region, RegionError, Regions};
use super::rows::start_of_line;
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
    pub cues: Cues,
    pub compounds: BTreeMap<String, Vec<String>>,
    /// Lists of regions, in the order in which they were read.
    pub regions: Vec<Vec<Region>>,
    /// Their full names.
    pub region_names: HashSet<String>,
    /// What else is known of their names.
    pub names_of_regions: Names,
}

impl Parts {
    /// Takes in one file, and notes what is wrong with it; none where there is no file of that name.
    pub fn read(&mut self, file: &str, text: &str) -> Option<Notes> {
        let source = Source::new(file, text);
        match file {
            "population.csv" => {
                let (more, errors) = Population::rows(text);
                self.population.extend(more);
                errors.iter().for_each(|error| problem_in_line(&source, error.line(), &error.to_string()));
            }
            "regions.csv" => {
                let (list, errors) = regions::read(text);
                self.region_names.extend(list.iter().map(|region| region.name.clone()));
                self.regions.push(list);
                errors.iter().for_each(|(line, error)| problem_in_line(&source, *line, &error.to_string()));
            }
            _ => {
                let table = source.table();
                let section = Section::new(&source, &table);
                match file {
                    "subjects.toml" => self.read_subjects(section),
                    "events.toml" => self.read_events(section),
                    "nouns.toml" => read_classes(&mut self.nouns, "class of nouns", &section),
                    "names.toml" => read_classes(&mut self.names, "class of names", &section),
                    "words.toml" => self.read_words(section),
                    "units.toml" => self.units.read_units(&source, section),
                    "bounds.toml" => self.units.read_bounds(&source, section),
                    "ratios.toml" => self.ratios.read(&source, section),
                    "checks.toml" => self.checks.read(section),
                    "compounds.toml" => read_classes(&mut self.compounds, "compound", &section),
                    "cues.toml" => self.cues.read(section),
                    "region_names.toml" => self.read_region_names(section),
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
        self.read_grammar("", &mut file);
        for table in ["incident", "general"] {
            if let Some(mut section) = file.section(table) {
                self.read_grammar(table, &mut section);
                section.end();
            }
        }
        if let Some(mut section) = file.section("base") {
            for (key, meaning) in BASES {
                self.grammar.push((meaning, section.framed(key, &FRAMES)));
                if key == BARE {
                    self.grammar.push((meaning, section.words(key, None)));
                    continue;
                }
                for (direction, frames) in DIRECTED {
                    let words = section.framed(key, &frames);
                    self.grammar.push((direction, words.clone()));
                    self.grammar.push((meaning, words));
                }
            }
            section.end();
        }
        if let Some(section) = file.section("per") {
            read_classes(&mut self.per, "denominator", &section);
        }
        file.end();
    }

    fn read_grammar(&mut self, table: &str, section: &mut Section<'_, '_>) {
        for (_, key, meaning) in KEYS.iter().filter(|(under, ..)| *under == table) {
            self.grammar.push((*meaning, section.words(key, None)));
        }
    }

    fn read_region_names(&mut self, mut file: Section<'_, '_>) {
        self.names_of_regions.weak.extend(file.words("weak", None));
        self.names_of_regions.not.extend(file.words("not", None));
        if let Some(section) = file.section("alias") {
            for (alias, name) in section.texts() {
                section.refer(Code::Region, &name.0, alias, name.1);
                self.names_of_regions.alias.insert(alias.to_owned(), name.0);
            }
        }
        file.end();
    }

    /// The regions of all lists.
    pub fn regions(&self) -> Result<Regions, RegionError> {
        Regions::build(&self.regions, &self.names_of_regions)
    }

    /// The tagger over all words.
    pub fn words(&self) -> Result<Words, super::finder::BuildError> {
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
            Code::Region => (self.region_names.contains(code), "full name of a region; regions stand in regions.csv"),
            Code::Unit => (self.units.has(code), "unit; units stand in units.toml"),
        };
        if known { Ok(()) } else { Err(what) }
    }
}

/// Lists whose keys are codes: classes of nouns, of names, denominators.
fn read_classes(into: &mut BTreeMap<String, Vec<String>>, what: &'static str, file: &Section<'_, '_>) {
    for (class, span, value) in file.entries() {
        file.declare(what, class, span.start);
        into.entry(class.to_owned()).or_default().extend(file.list(class, value, None));
    }
}

/// Notes what is wrong with a row. The line stands in the place and need not be said again.
fn problem_in_line(source: &Source<'_>, line: Option<u64>, message: &str) {
    let said = line.map(|line| format!("line {line}: "));
    let message = said.and_then(|said| message.strip_prefix(&said)).unwrap_or(message);
    source.problem(line.and_then(|line| start_of_line(source.text, line)), message);
}
