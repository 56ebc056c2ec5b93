//! The vocabulary: typed words, units and regions, read from the TOML and CSV files beside this one. Unknown keys are refused.
//!
//! | file | what it holds | in a user's file |
//! | --- | --- | --- |
//! | `subjects.toml`, `events.toml` | the codes of the codebook with their words | words, `units`, `objects` and `within` come on top; `default`, `thing`, `subject`, `always` replace |
//! | `nouns.toml` | classes of nouns that decide between events, and nouns that lists share | come on top |
//! | `words.toml` | the words of the grammar: directions, comparisons, verbs that end a noun phrase | come on top |
//! | `compounds.toml` | words for several kinds, over which figures are handed out: 盗抢骗 | a word that stands there gets more kinds |
//! | `cues.toml` | words that a rule looks for at one place: who speaks to the press, what follows a 将 that plans | come on top |
//! | `names.toml` | names and idioms that hold a numeral | come on top |
//! | `units.toml`, `bounds.toml` | units with their factors; words that bound a number | come on top; a word that stands there changes its meaning |
//! | `ratios.toml` | the figures that derive works out | a name that stands there is replaced |
//! | `checks.toml` | what the checks on the data go by | words come on top |
//! | `population.csv` | residents by region and year | a region and year that stand there are replaced |
//! | `regions.csv` | GB/T 2260 | a code and name that stand there get other years |
//! | `region_names.toml` | other and ambiguous names of regions; here `regions/names.toml`, since `names.toml` is taken | come on top |
//!
//! # Adding to it
//!
//! A directory given with `--lexicon` holds any of these files, under these names. Every key is optional, so a file says only what is new;
//! a code that no file has becomes a new subject, event, class or unit. With `own/subjects.toml` on the left, a report is read as on the
//! right:
//!
//! ```text
//! [subject."crime.theft"]     破获盗蜂案件23起    before  label 盗蜂案件, no indicator
//! names = ["盗蜂"]                                now     crime.theft.cleared, 23 case
//! ```
//!
//! Words are written folded (see [`Folded`](crate::text::fold::Folded)): half-width, simplified. Of the words that begin at one place
//! the longest is found, so a new word can hide an old one. `gongbao lexicon check own` tells of that ([`review`]), and with
//! `--against processed` which observations would be others:
//!
//! ```text
//! $ gongbao lexicon check own --against processed
//! 0 errors, 0 warnings, 0 for information
//!
//! 1 documents of processed read again: 1 observations before, 1 now
//! 0 added, 0 lost, 1 changed
//!
//! a.txt
//!   changed  24–27  23起  indicator nothing → crime.theft.cleared; confidence 0.87 → 0.92
//! ```
//!
//! No file is read here: [`Lexicon::with`] takes names and texts.
//!
//! ```
//! # use gongbao::lexicon::Lexicon;
//! let own = Lexicon::with(&[("subjects.toml", "[subject.\"crime.theft\"]\nnames = [\"盗蜂\"]\n")]).unwrap();
//! assert_eq!(own.words.senses("盗蜂"), own.words.senses("扒窃"));
//! assert_ne!(own.fingerprint(), Lexicon::embedded().fingerprint());
//!
//! let error = Lexicon::with(&[("subjects.toml", "[subject.fire]\ndefault = \"burnt\"\n")]).unwrap_err();
//! assert_eq!(error.to_string(), "subjects.toml:2:11: subject.fire.default: \"burnt\" is no event; events stand in events.toml");
//! ```

pub mod checks;
mod codes;
pub mod cues;
pub mod files;
mod finder;
mod grammar;
mod load;
mod parts;
pub mod population;
pub mod problem;
pub mod ratios;
pub mod regions;
pub mod review;
mod rows;
mod section;
pub mod units;
pub mod words;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use checks::CheckWords;
pub use codes::{Event, Subject};
use cues::Cues;
use load::Files;
use population::Population;
pub use problem::LexiconError;
use ratios::Ratios;
use regions::Regions;
use units::Units;
use words::Words;

/// All vocabularies together.
#[derive(Debug, Clone)]
pub struct Lexicon {
    /// GB/T 2260.
    pub regions: Regions,
    /// Units and bounds.
    pub units: Units,
    /// The tagger.
    pub words: Words,
    /// Subjects, sorted by code.
    pub subjects: Vec<Subject>,
    /// Events, sorted by code.
    pub events: Vec<Event>,
    /// Words for several kinds, with the kinds in their order.
    pub compounds: BTreeMap<String, Vec<String>>,
    /// Classes of nouns with their words.
    pub nouns: BTreeMap<String, Vec<String>>,
    /// The figures that derive works out.
    pub ratios: Ratios,
    /// Residents by region and year.
    pub population: Population,
    /// What the checks go by.
    pub checks: CheckWords,
    /// Words that rules look for at one place.
    pub cues: Cues,
    fingerprint: String,
}

impl Lexicon {
    /// The vocabulary embedded in the program. It cannot fail: a test parses it.
    pub fn embedded() -> &'static Lexicon {
        static EMBEDDED: LazyLock<Lexicon> =
            LazyLock::new(|| Lexicon::with(&[]).unwrap_or_else(|error| panic!("embedded vocabulary: {error}")));
        &EMBEDDED
    }

    /// The embedded vocabulary with a user's files, as name and text, on top.
    ///
    /// # Errors
    /// Everything that is wrong with any of the files: a name or key that does not exist, a value of the wrong type, a code that stands
    /// nowhere, a word that is not folded.
    pub fn with(files: &[(&str, &str)]) -> Result<Lexicon, LexiconError> {
        Files::read(files).build(files)
    }

    /// SHA-256 of the names and texts of all vocabulary files, the embedded ones and those on top, hex.
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    /// The subject of that code.
    pub fn subject(&self, code: &str) -> Option<&Subject> {
        self.subject_at(code).map(|at| &self.subjects[at])
    }

    /// The place in [`Self::subjects`] of the subject of that code.
    pub fn subject_at(&self, code: &str) -> Option<usize> {
        self.subjects.binary_search_by(|subject| subject.code.as_str().cmp(code)).ok()
    }

    /// The event of that code.
    pub fn event(&self, code: &str) -> Option<&Event> {
        self.event_at(code).map(|at| &self.events[at])
    }

    /// The place in [`Self::events`] of the event of that code.
    pub fn event_at(&self, code: &str) -> Option<usize> {
        self.events.binary_search_by(|event| event.code.as_str().cmp(code)).ok()
    }
}
