//! Ratios: what follows from two figures of one scope, as `lexicon/ratios.toml` declares it.
//!
//! Inputs are reported levels that are no repeats, of one document, region, period, denominator and campaign; anything else is refused.

mod compared;
mod per_inhabitant;
mod quotient;
mod yearly;

use num_traits::Zero;
use rayon::prelude::*;

use super::facts::{Fact, Facts};
use super::interval::{Interval, Wholes, to_f64};
use super::label::narrows;
use super::pair::Changes;
use super::stated::Figure;
use crate::lexicon::Lexicon;
use crate::lexicon::ratios::{Kind, RatioRule};
use crate::model::Ratio;

/// A ratio with what the checks need and the row has no place for.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The row.
    pub ratio: Ratio,
    /// How it was worked out.
    pub kind: Kind,
    /// What it cannot exceed within one scope.
    pub limit: Option<u32>,
    /// Exact bounds, of which the row holds the nearest f64.
    pub interval: Interval,
    /// True where the true value is a whole number.
    pub whole: bool,
    /// The numerator's document, for the order of rows.
    pub document: usize,
    /// Place of the numerator among the observations.
    pub numerator: usize,
    /// Place of the denominator.
    pub denominator: Option<usize>,
    /// Place of the same figure as stated.
    pub reported: Option<usize>,
}

/// What the ratios are worked out from.
pub struct Sources<'s, 'a> {
    /// The observations.
    pub facts: &'s Facts<'a>,
    /// Changes with their levels.
    pub changes: &'s Changes,
    /// The vocabulary.
    pub lexicon: &'s Lexicon,
}

/// All ratios, and the levels for which no population was at hand.
#[derive(Debug, Default)]
pub struct Outcome {
    /// By document, numerator, name and denominator.
    pub drafts: Vec<Draft>,
    /// Places of levels whose region has no population.
    pub without_population: Vec<usize>,
}

/// Works out every declared ratio.
pub fn ratios(sources: &Sources<'_, '_>) -> Outcome {
    // Collected in the order of the declarations, on however many threads.
    let outcomes: Vec<Outcome> = sources.lexicon.ratios.rules.par_iter().map(|rule| outcome_of(sources, rule)).collect();
    let mut outcome = Outcome::default();
    for part in outcomes {
        outcome.drafts.extend(part.drafts);
        outcome.without_population.extend(part.without_population);
    }
    let key = |d: &Draft| (d.document, d.numerator, d.ratio.ratio.clone(), d.denominator);
    outcome.drafts.sort_by_cached_key(key);
    outcome
}

fn outcome_of(sources: &Sources<'_, '_>, rule: &RatioRule) -> Outcome {
    let mut outcome = Outcome::default();
    match rule.kind {
        Kind::Quotient | Kind::OfSum => quotient::quotients(sources, rule, &mut outcome.drafts),
        Kind::Part => quotient::parts(sources, rule, &mut outcome.drafts),
        Kind::PerInhabitant => per_inhabitant::rates(sources, rule, &mut outcome),
        Kind::Prior | Kind::Difference | Kind::Change => compared::compared(sources, rule, &mut outcome.drafts),
        Kind::Yearly => yearly::yearly(sources, rule, &mut outcome.drafts),
    }
    outcome
}

/// The parts of a ratio from which its row is made.
struct Parts<'s, 'a> {
    rule: &'s RatioRule,
    numerator: &'s Fact<'a>,
    denominator: Option<&'s Fact<'a>>,
    figure: Figure,
    unit: &'s str,
    whole: bool,
    formula: String,
    reported: Option<&'s Fact<'a>>,
    caveats: Vec<String>,
}

impl Parts<'_, '_> {
    /// The row, of the numerator's period; none where its bounds say nothing.
    fn draft(self) -> Option<Draft> {
        let Parts { rule, numerator, denominator, mut figure, unit, whole, formula, reported, mut caveats } = self;
        // What has a limit by its meaning needs no infinity above; a figure that exceeds it anyway is left as it is.
        if let (None, Some(limit)) = (&figure.interval.upper, rule.limit) {
            let limit = super::interval::whole(i64::from(limit));
            figure.interval.upper = (figure.point <= limit).then_some(limit);
        }
        if figure.interval.upper.is_none() && figure.interval.lower.as_ref().is_none_or(Zero::is_zero) {
            return None;
        }
        caveats.splice(0..0, rule.caveat.clone());
        if numerator.is_approximate() || denominator.is_some_and(Fact::is_approximate) {
            caveats.push("approximate_input".to_owned());
        }
        let only = match figure.interval.wholes() {
            Wholes::One(only) if whole => Some(only),
            _ => None,
        };
        let (lower, upper) = figure.interval.ends();
        let stated = reported.and_then(|fact| fact.figure.as_ref());
        let ratio = Ratio {
            ratio: rule.name.clone(),
            subject: numerator.subject.to_owned(),
            // A quotient is of two indicators; the others are of one.
            indicator: (!rule.kind.is_of_two()).then(|| numerator.indicator().to_owned()),
            region_code: numerator.row.region_code.clone(),
            period: numerator.row.period,
            value: to_f64(only.as_ref().unwrap_or(&figure.point)),
            lower,
            upper,
            exact: only.is_some(),
            unit: unit.to_owned(),
            numerator: Some(numerator.row.observation_id.clone()),
            denominator: denominator.map(|fact| fact.row.observation_id.clone()),
            formula,
            reported: stated.map(|stated| to_f64(&stated.point)),
            reported_id: reported.map(|fact| fact.row.observation_id.clone()),
            caveat: (!caveats.is_empty()).then(|| caveats.join("; ")),
            agrees: stated.map(|stated| stated.interval.meets(&figure.interval)),
        };
        Some(Draft {
            ratio,
            kind: rule.kind,
            limit: rule.limit,
            interval: figure.interval,
            whole,
            document: numerator.document,
            numerator: numerator.at,
            denominator: denominator.map(|fact| fact.at),
            reported: reported.map(|fact| fact.at),
        })
    }
}

/// True of units that count or measure an amount, so that a quotient of two makes sense.
fn is_amount(unit: &str) -> bool {
    !matches!(unit, "percent" | "percentage_point" | "permille" | "times" | "score")
}

/// The caveat of two figures whose labels say that one is narrower than the other, or that they are of different things.
/// Only labels of one subject and unit can be set side by side: 嫌疑人 and 案件 differ as words, not in scope.
fn scope_caveat(a: &Fact<'_>, b: &Fact<'_>) -> Option<String> {
    let apart = a.subject == b.subject && a.row.unit == b.row.unit && narrows(&a.label, &b.label);
    apart.then(|| "mixed_scope".to_owned())
}

/// The caveat of two figures of one subject from different sections: each section can count something else under one name.
fn section_caveat(sources: &Sources<'_, '_>, a: &Fact<'_>, b: &Fact<'_>) -> Option<String> {
    (a.subject == b.subject && sources.facts.in_other_section(a, b)).then(|| "separate_sections".to_owned())
}

/// ` × 100` for a factor that the unit does not already tell.
fn factor_suffix(rule: &RatioRule) -> String {
    match (rule.factor, rule.unit.as_deref()) {
        (1, _) | (100, Some("percent")) => String::new(),
        (factor, _) => format!(" × {factor}"),
    }
}
