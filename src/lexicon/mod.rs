//! The vocabulary: typed words, units and regions, read from the TOML and CSV files beside this one. Unknown keys are refused.
//!
//! | file | what it holds |
//! | --- | --- |
//! | `subjects.toml`, `events.toml` | the codes of the codebook with their words |
//! | `nouns.toml` | classes of nouns that decide between events, and nouns that lists share |
//! | `words.toml` | the words of the grammar: directions, comparisons, verbs that end a noun phrase |
//! | `names.toml` | names and idioms that hold a numeral |
//! | `units.toml`, `bounds.toml` | units with their factors; words that bound a number |
//! | `regions.csv` | GB/T 2260 |

pub mod checks;
mod codes;
pub mod files;
mod grammar;
mod load;
mod parts;
pub mod population;
pub mod problem;
pub mod ratios;
pub mod regions;
mod section;
pub mod units;
pub mod words;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use checks::CheckWords;
pub use codes::{Event, Subject};
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
    /// Classes of nouns with their words.
    pub nouns: BTreeMap<String, Vec<String>>,
    /// The figures that derive works out.
    pub ratios: Ratios,
    /// Residents by region and year.
    pub population: Population,
    /// What the checks go by.
    pub checks: CheckWords,
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
        self.subjects.binary_search_by(|subject| subject.code.as_str().cmp(code)).ok().map(|at| &self.subjects[at])
    }

    /// The event of that code.
    pub fn event(&self, code: &str) -> Option<&Event> {
        self.events.binary_search_by(|event| event.code.as_str().cmp(code)).ok().map(|at| &self.events[at])
    }
}
