//! The words that the checks on the data go by: what bears on scope, what claims a sum. See `checks.toml`.

use serde::Deserialize;

/// The words of the checks. The keys are explained in `checks.toml`.
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
    /// Events so broad that two values under one label need not be one figure.
    #[serde(default)]
    pub broad: Vec<String>,
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

    /// Adds another file's words.
    pub fn extend(&mut self, other: CheckWords) {
        self.generic.extend(other.generic);
        self.exhausting.extend(other.exhausting);
        self.totals.extend(other.totals);
        self.broad.extend(other.broad);
    }
}
