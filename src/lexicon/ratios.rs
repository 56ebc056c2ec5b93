//! The derived figures that are worked out, as declared in `ratios.toml`.

use std::collections::HashSet;

use serde::Deserialize;
use thiserror::Error;

/// How a figure is worked out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// One event over another.
    #[default]
    Quotient,
    /// One event over itself and another: deaths among casualties.
    OfSum,
    /// A part over its whole, as `part_of` links them.
    Part,
    /// Over the resident population.
    PerInhabitant,
    /// The level before, from a level and what it has changed by.
    Prior,
    /// The absolute difference, from a level and its relative change.
    Difference,
    /// The relative change, from a level and its absolute difference.
    Change,
    /// The relative change, from the levels of two years.
    Yearly,
}

/// One derived figure. The keys are explained at the head of `ratios.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RatioRule {
    /// Its name in the table.
    pub name: String,
    /// How it is worked out.
    #[serde(default)]
    pub kind: Kind,
    /// Events above the line.
    #[serde(default)]
    pub numerator: Vec<String>,
    /// Events below it, the first at hand; empty means the numerator's.
    #[serde(default)]
    pub denominator: Vec<String>,
    /// Units that the numerator may have; empty means any unit of amount.
    #[serde(default)]
    pub numerator_unit: Vec<String>,
    /// Units that the denominator may have.
    #[serde(default)]
    pub denominator_unit: Vec<String>,
    /// `same`, `parent` or a subject's code.
    #[serde(default = "same")]
    pub denominator_subject: String,
    /// The subjects it is for, with those below them; empty means all.
    #[serde(default)]
    pub subjects: Vec<String>,
    /// Multiplies the quotient.
    #[serde(default = "unity")]
    pub factor: u32,
    /// Unit of the result; none means the numerator's.
    pub unit: Option<String>,
    /// The event under which a report states this figure itself.
    pub reported: Option<String>,
    /// What to keep in mind.
    pub caveat: Option<String>,
    /// What it cannot exceed if its inputs are of one scope.
    pub limit: Option<u32>,
    /// Meaning in English.
    pub en: String,
    /// Meaning in Chinese.
    pub zh: String,
}

fn same() -> String {
    "same".to_owned()
}

fn unity() -> u32 {
    1
}

/// All derived figures, in the order of the file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ratios {
    /// The figures.
    pub rules: Vec<RatioRule>,
}

/// Why a file of ratios was refused.
#[derive(Debug, Error)]
pub enum RatiosError {
    /// Not TOML, a key that does not exist, or a value of the wrong type.
    #[error("{0}")]
    Toml(#[from] toml::de::Error),
    /// A name twice in one file.
    #[error("ratio {0:?} is declared twice; rename one")]
    Duplicate(String),
    /// A name that cannot stand in a handle (`ratio:<name>:<id>`).
    #[error("ratio {0:?}: a name holds lower-case letters, digits and _ only")]
    Name(String),
    /// A key that its kind needs is missing, or one that its kind has no use for is there.
    #[error("ratio {name:?}: {problem}")]
    Keys {
        /// The ratio.
        name: String,
        /// What is wrong, and what to do.
        problem: &'static str,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    ratio: Vec<RatioRule>,
}

impl Ratios {
    /// The figures declared in the program. They cannot fail: a test parses them.
    pub fn embedded() -> Self {
        Self::parse(include_str!("ratios.toml")).unwrap_or_default()
    }

    /// Reads one file.
    pub fn parse(toml: &str) -> Result<Self, RatiosError> {
        let rules = toml::from_str::<File>(toml)?.ratio;
        let mut names = HashSet::new();
        for rule in &rules {
            if !names.insert(rule.name.as_str()) {
                return Err(RatiosError::Duplicate(rule.name.clone()));
            }
            rule.check()?;
        }
        Ok(Ratios { rules })
    }

    /// Adds the figures of another file; a name that exists is replaced in its place.
    pub fn extend(&mut self, other: Ratios) {
        for rule in other.rules {
            match self.rules.iter_mut().find(|own| own.name == rule.name) {
                Some(own) => *own = rule,
                None => self.rules.push(rule),
            }
        }
    }
}

impl RatioRule {
    /// True where the figure is worked out for `subject`: one of its subjects, or below one.
    pub fn is_for(&self, subject: &str) -> bool {
        let below = |above: &String| subject.strip_prefix(above.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
        self.subjects.is_empty() || self.subjects.iter().any(below)
    }

    fn check(&self) -> Result<(), RatiosError> {
        if self.name.is_empty() || !self.name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_') {
            return Err(RatiosError::Name(self.name.clone()));
        }
        let takes_events = matches!(self.kind, Kind::Quotient | Kind::OfSum | Kind::PerInhabitant);
        let takes_denominator = matches!(self.kind, Kind::Quotient | Kind::OfSum);
        let problem = if takes_events && self.numerator.is_empty() {
            "a numerator is needed"
        } else if !takes_events && !self.numerator.is_empty() {
            "its kind takes no numerator; remove it"
        } else if !takes_denominator && (!self.denominator.is_empty() || !self.denominator_unit.is_empty()) {
            "its kind takes no denominator; remove it"
        } else if self.denominator.is_empty() && self.kind == Kind::OfSum {
            "a denominator is needed"
        } else if self.denominator.is_empty() && self.kind == Kind::Quotient && self.denominator_subject == "same" {
            "a denominator is needed, since that of the same subject and event is the numerator itself"
        } else if self.factor == 0 {
            "a factor of 0 leaves nothing"
        } else {
            return Ok(());
        };
        Err(RatiosError::Keys { name: self.name.clone(), problem })
    }
}
