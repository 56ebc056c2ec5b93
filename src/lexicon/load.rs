//! Reading the vocabulary files into one [`Lexicon`].

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use thiserror::Error;

use super::checks::CheckWords;
use super::codes::{EventFile, SubjectFile};
use super::population::Population;
use super::ratios::Ratios;
use super::regions::Regions;
use super::units::{BoundWords, UnitFile, Units};
use super::words::{Grammar, Sense, WordsBuilder};
use super::{Event, Lexicon, Subject};

/// Why a vocabulary cannot be used.
#[derive(Debug, Error)]
pub enum LexiconError {
    /// A file is not TOML of the form wanted.
    #[error("{file}: {source}")]
    Toml {
        /// The file's name.
        file: String,
        /// What is wrong, with its place.
        source: Box<toml::de::Error>,
    },
    /// The words cannot be made into a tagger.
    #[error("too many words: {0}")]
    Build(#[from] aho_corasick::BuildError),
}

const FILES: [(&str, &str); 7] = [
    ("subjects.toml", include_str!("subjects.toml")),
    ("events.toml", include_str!("events.toml")),
    ("nouns.toml", include_str!("nouns.toml")),
    ("words.toml", include_str!("words.toml")),
    ("names.toml", include_str!("names.toml")),
    ("units.toml", include_str!("units.toml")),
    ("bounds.toml", include_str!("bounds.toml")),
];

/// The words of the grammar, one list for each [`Grammar`].
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct GrammarFile {
    up: Vec<String>,
    down: Vec<String>,
    up_to: Vec<String>,
    down_to: Vec<String>,
    up_noun: Vec<String>,
    down_noun: Vec<String>,
    unchanged: Vec<String>,
    reach: Vec<String>,
    from: Vec<String>,
    share: Vec<String>,
    distribute: Vec<String>,
    each: Vec<String>,
    part: Vec<String>,
    without: Vec<String>,
    rest: Vec<String>,
    yoy: Vec<String>,
    mom: Vec<String>,
    previous: Vec<String>,
    prior: Vec<String>,
    other_level: Vec<String>,
    target: Vec<String>,
    plan_heading: Vec<String>,
    per: BTreeMap<String, Vec<String>>,
    incident: Incident,
    general: General,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Incident {
    words: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct General {
    verbs: Vec<String>,
    adverbs: Vec<String>,
    actors: Vec<String>,
    nominal: Vec<String>,
    topic: Vec<String>,
}

impl GrammarFile {
    fn lists(&self) -> [(Grammar, &[String]); 28] {
        [
            (Grammar::Up, &self.up),
            (Grammar::Down, &self.down),
            (Grammar::UpTo, &self.up_to),
            (Grammar::DownTo, &self.down_to),
            (Grammar::UpNoun, &self.up_noun),
            (Grammar::DownNoun, &self.down_noun),
            (Grammar::Unchanged, &self.unchanged),
            (Grammar::Reach, &self.reach),
            (Grammar::From, &self.from),
            (Grammar::Share, &self.share),
            (Grammar::Distribute, &self.distribute),
            (Grammar::Each, &self.each),
            (Grammar::Part, &self.part),
            (Grammar::Without, &self.without),
            (Grammar::Rest, &self.rest),
            (Grammar::Yoy, &self.yoy),
            (Grammar::Mom, &self.mom),
            (Grammar::Previous, &self.previous),
            (Grammar::Prior, &self.prior),
            (Grammar::OtherLevel, &self.other_level),
            (Grammar::Target, &self.target),
            (Grammar::PlanHeading, &self.plan_heading),
            (Grammar::Incident, &self.incident.words),
            (Grammar::Verb, &self.general.verbs),
            (Grammar::Adverb, &self.general.adverbs),
            (Grammar::Actor, &self.general.actors),
            (Grammar::Nominal, &self.general.nominal),
            (Grammar::Topic, &self.general.topic),
        ]
    }
}

pub(super) fn embedded() -> Result<Lexicon, LexiconError> {
    let text = |name: &str| FILES.iter().find(|(file, _)| *file == name).map_or("", |(_, text)| *text);
    let subjects: SubjectFile = parse("subjects.toml", text("subjects.toml"))?;
    let events: EventFile = parse("events.toml", text("events.toml"))?;
    let nouns: BTreeMap<String, Vec<String>> = parse("nouns.toml", text("nouns.toml"))?;
    let grammar: GrammarFile = parse("words.toml", text("words.toml"))?;
    let names: BTreeMap<String, Vec<String>> = parse("names.toml", text("names.toml"))?;
    let units: UnitFile = parse("units.toml", text("units.toml"))?;
    let bounds: BTreeMap<String, BoundWords> = parse("bounds.toml", text("bounds.toml"))?;

    let mut words = WordsBuilder::default();
    for (at, entry) in subjects.subject.values().enumerate() {
        entry.names.iter().for_each(|name| words.add(name, Sense::Subject(at)));
    }
    for (at, entry) in events.event.values().enumerate() {
        entry.verbs.iter().for_each(|word| words.add(word, Sense::Verb(at)));
        entry.nouns.iter().for_each(|word| words.add(word, Sense::EventNoun(at)));
    }
    for (class, list) in &nouns {
        list.iter().for_each(|word| words.add(word, Sense::Noun(class.clone())));
    }
    for (meaning, list) in grammar.lists() {
        list.iter().for_each(|word| words.add(word, Sense::Grammar(meaning)));
    }
    for (code, list) in &grammar.per {
        list.iter().for_each(|word| words.add(word, Sense::Per(code.clone())));
    }
    for (class, list) in &names {
        list.iter().for_each(|word| words.add(word, Sense::Name(class.clone())));
    }

    let mut hash = Sha256::new();
    let derive = [
        ("ratios.toml", include_str!("ratios.toml")),
        ("population.csv", include_str!("population.csv")),
        ("checks.toml", include_str!("checks.toml")),
    ];
    for (name, text) in FILES.into_iter().chain(derive) {
        hash.update(name);
        hash.update([0]);
        hash.update(text);
    }
    let fingerprint = hash.finalize().iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    });
    Ok(Lexicon {
        regions: Regions::embedded(),
        ratios: Ratios::embedded(),
        population: Population::embedded(),
        checks: CheckWords::embedded(),
        units: Units::build(units, &bounds)?,
        words: words.build()?,
        subjects: subjects
            .subject
            .into_iter()
            .map(|(code, entry)| Subject { code, default: entry.default, thing: entry.thing })
            .collect(),
        events: events
            .event
            .into_iter()
            .map(|(code, e)| Event { code, objects: e.objects, units: e.units, thing: e.thing, subject: e.subject, always: e.always, within: e.within })
            .collect(),
        nouns,
        fingerprint,
    })
}

fn parse<T: DeserializeOwned>(file: &str, text: &str) -> Result<T, LexiconError> {
    toml::from_str(text).map_err(|source| LexiconError::Toml { file: file.to_owned(), source: Box::new(source) })
}
