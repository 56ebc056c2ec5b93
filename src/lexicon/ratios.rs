//! The derived figures that are worked out, as declared in `ratios.toml`.

use std::collections::HashSet;

use serde::Deserialize;
use toml::de::ValueDeserializer;

use super::codes::within;
use super::section::{Code, Section, Source};

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

impl Kind {
    /// Whether it is of two figures that may be of two indicators; the others are of one.
    pub fn is_of_two(self) -> bool {
        matches!(self, Kind::Quotient | Kind::OfSum | Kind::Part)
    }
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

impl Ratios {
    /// Takes in one file; a name that exists is replaced in its place.
    pub(super) fn read(&mut self, source: &Source<'_>, mut file: Section<'_, '_>) {
        let mut names = HashSet::new();
        for member in file.members("ratio") {
            let at = member.span().start;
            let rule = match RatioRule::deserialize(ValueDeserializer::from(member.clone())) {
                Ok(rule) => rule,
                Err(error) => {
                    source.problem(Some(error.span().map_or(at, |span| span.start)), error.message());
                    continue;
                }
            };
            if !names.insert(rule.name.clone()) {
                source.problem(Some(at), format!("ratio {:?} is declared twice; rename one", rule.name));
            }
            if let Err(problem) = rule.check() {
                source.problem(Some(at), format!("ratio {:?}: {problem}", rule.name));
            }
            rule.refer(&file, at);
            file.declare("ratio", &rule.name, at);
            match self.rules.iter_mut().find(|own| own.name == rule.name) {
                Some(own) => *own = rule,
                None => self.rules.push(rule),
            }
        }
        file.end();
    }
}

impl RatioRule {
    /// True where the figure is worked out for `subject`: one of its subjects, or below one.
    pub fn is_for(&self, subject: &str) -> bool {
        self.subjects.is_empty() || self.subjects.iter().any(|outer| within(subject, outer))
    }

    /// Notes the codes that it uses.
    fn refer(&self, file: &Section<'_, '_>, at: usize) {
        let name = format!("ratio {:?}", self.name);
        let refer = |kind: Code, codes: &mut dyn Iterator<Item = &String>| codes.for_each(|code| file.refer(kind, code, &name, at));
        refer(Code::Event, &mut self.numerator.iter().chain(&self.denominator).chain(&self.reported));
        refer(Code::Unit, &mut self.numerator_unit.iter().chain(&self.denominator_unit).chain(&self.unit));
        refer(Code::Scope, &mut self.subjects.iter());
        let named = Some(&self.denominator_subject).filter(|subject| !["same", "parent"].contains(&subject.as_str()));
        refer(Code::Subject, &mut named.into_iter());
    }

    fn check(&self) -> Result<(), &'static str> {
        if self.name.is_empty() || !self.name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_') {
            return Err("a name holds lower-case letters, digits and _ only");
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
        Err(problem)
    }
}
