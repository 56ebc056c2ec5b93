//! What the checks on the data go by: the units of each event, and words that bear on scope. See `checks.toml`.

use std::collections::BTreeMap;

use serde::Deserialize;

/// The words and units of the checks. The keys are explained in `checks.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CheckWords {
    /// Words in a label that say nothing about scope.
    #[serde(default)]
    pub generic: Vec<String>,
    /// Words between a whole and its parts that claim that the parts make it up.
    #[serde(default)]
    pub exhausting: Vec<String>,
    /// Words right before a figure that claim that it is the sum of the list before it.
    #[serde(default)]
    pub totals: Vec<String>,
    /// The units in which each event's level can be stated.
    #[serde(default)]
    pub units: BTreeMap<String, Vec<String>>,
}

impl CheckWords {
    /// What is embedded in the program. It cannot fail: a test parses it.
    pub fn embedded() -> Self {
        Self::parse(include_str!("checks.toml")).unwrap_or_default()
    }

    /// Reads one file.
    pub fn parse(toml: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(toml)
    }

    /// Adds another file's words and replaces the units of the events that it names.
    pub fn extend(&mut self, other: CheckWords) {
        self.generic.extend(other.generic);
        self.exhausting.extend(other.exhausting);
        self.totals.extend(other.totals);
        self.units.extend(other.units);
    }
}
