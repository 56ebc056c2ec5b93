//! Changes against the two levels that they lead between, and against each other.

use std::collections::HashMap;

use num_traits::{Signed, Zero};

use super::{Context, Finding, quote, show_interval};
use crate::derive::facts::{Fact, Facts};
use crate::derive::interval::Interval;
use crate::derive::pair::level_of;
use crate::derive::period::base;
use crate::lexicon::ratios::Kind;

/// In what way a change and two levels do not go together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    Sign,
    Points,
    Size,
}

/// A change that its levels do not allow.
struct Disagreement<'s, 'a> {
    fault: Fault,
    base: &'s Fact<'a>,
    level: &'s Fact<'a>,
    change: &'s Fact<'a>,
    /// What the levels allow, in the change's unit.
    allowed: Interval,
}

pub(super) fn sign(context: &Context<'_, '_>) -> Vec<Finding> {
    found(context, Fault::Sign, |d| {
        format!(
            "{} goes the other way than the levels {} and {} do ({}): a rise and a fall are confused, or a level is misread",
            quote(d.change),
            quote(d.base),
            quote(d.level),
            show_interval(&d.allowed)
        )
    })
}

pub(super) fn points_meant(context: &Context<'_, '_>) -> Vec<Finding> {
    found(context, Fault::Points, |d| {
        let (stated, meant) =
            if d.change.row.measure == "change" { ("percent", "percentage points") } else { ("percentage points", "percent") };
        format!("{} is stated in {stated}, but from {} to {} it must be {meant}", quote(d.change), quote(d.base), quote(d.level))
    })
}

pub(super) fn against_levels(context: &Context<'_, '_>) -> Vec<Finding> {
    found(context, Fault::Size, |d| {
        format!(
            "{} does not lead from {} to {}, which allow {}: one of the three is wrong or of another scope",
            quote(d.change),
            quote(d.base),
            quote(d.level),
            show_interval(&d.allowed)
        )
    })
}

pub(super) fn against_difference(context: &Context<'_, '_>) -> Vec<Finding> {
    // One finding a pair: the change worked out from the difference, not also the other way round.
    let drafts = context.outcome.drafts.iter().filter(|draft| draft.kind == Kind::Change && draft.ratio.agrees == Some(false));
    let wrong = drafts.filter_map(|draft| {
        let facts = &context.facts.all;
        let (level, difference, change) = (facts.get(draft.numerator)?, facts.get(draft.denominator?)?, facts.get(draft.reported?)?);
        let message = format!(
            "{} and {} of {} do not go together, since the absolute change makes {}%: one of the three is wrong",
            quote(change),
            quote(difference),
            quote(level),
            show_interval(&draft.interval)
        );
        Some(Finding::about(change, message))
    });
    wrong.collect()
}

fn found(context: &Context<'_, '_>, fault: Fault, message: impl Fn(&Disagreement<'_, '_>) -> String) -> Vec<Finding> {
    let all = disagreements(context.facts).into_iter().filter(|d| d.fault == fault);
    all.map(|d| Finding::about(d.change, message(&d))).collect()
}

fn disagreements<'s, 'a>(facts: &'s Facts<'a>) -> Vec<Disagreement<'s, 'a>> {
    // Levels by region and indicator, of whatever report and period, baselines included.
    let mut levels: HashMap<(Option<&str>, &str), Vec<&'s Fact<'a>>> = HashMap::new();
    let usable = |fact: &&Fact<'_>| {
        let status = matches!(fact.row.status.as_str(), "reported" | "baseline");
        status && fact.row.measure == "level" && fact.row.repeat_of.is_none() && !fact.subject.is_empty() && fact.figure.is_some()
    };
    for fact in facts.all.iter().filter(usable) {
        levels.entry((fact.row.region_code.as_deref(), fact.indicator())).or_default().push(fact);
    }
    let changes = facts.all.iter().filter(|fact| fact.is_change());
    changes
        .filter_map(|change| {
            let level = level_of(facts, change)?;
            let candidates = levels.get(&(level.row.region_code.as_deref(), change.indicator()))?;
            let base = base_of(candidates, level, change)?;
            judge(base, level, change)
        })
        .collect()
}

/// The level before: one of the period compared with, or a baseline without a period in the same sentence.
fn base_of<'s, 'a>(candidates: &[&'s Fact<'a>], level: &Fact<'a>, change: &Fact<'a>) -> Option<&'s Fact<'a>> {
    let before = level.row.period.and_then(|period| base(period, change.row.comparison.as_deref()?));
    let fits = |other: &&&'s Fact<'a>| {
        let (a, b) = (other.row, level.row);
        // Counts of two reports are compared through the level before, which tells revisions apart. Percentages have none: whether
        // percent or points are meant is what they decide.
        let at_hand = other.document == level.document || (b.unit == "percent" && b.region_code.is_some() && before.is_some());
        let alike = at_hand && a.region_code == b.region_code && a.unit == b.unit && a.per == b.per && a.campaign == b.campaign;
        let timed = match (a.period, before) {
            (Some(period), Some(before)) => period == before,
            // Nothing says what the change is set against but the sentence itself.
            (_, None) | (None, _) => a.status == "baseline" && a.sentence == b.sentence && a.period != b.period,
        };
        other.at != level.at && alike && timed && other.label_fits(level)
    };
    candidates.iter().filter(fits).copied().min_by_key(|other| (other.row.start.abs_diff(level.row.start), other.at))
}

fn judge<'s, 'a>(base: &'s Fact<'a>, level: &'s Fact<'a>, change: &'s Fact<'a>) -> Option<Disagreement<'s, 'a>> {
    let (from, to) = (&base.figure.as_ref()?.interval, &level.figure.as_ref()?.interval);
    let stated = &change.figure.as_ref()?.interval;
    let absolute = to.minus(from);
    let relative = to.growth_from(from);
    let (allowed, other) = match change.row.measure.as_str() {
        "change" if change.row.unit == "percent" => (relative?, Some(absolute).filter(|_| level.row.unit == "percent")),
        "point_change" if level.row.unit == "percent" => (absolute, relative),
        "difference" if change.row.unit == level.row.unit => (absolute, None),
        _ => return None,
    };
    if stated.meets(&allowed) {
        return None;
    }
    let fault = if opposite(stated, &allowed) {
        Fault::Sign
    } else if other.is_some_and(|other| stated.meets(&other)) {
        Fault::Points
    } else {
        Fault::Size
    };
    Some(Disagreement { fault, base, level, change, allowed })
}

/// True where one lies wholly above 0 and the other wholly below.
fn opposite(a: &Interval, b: &Interval) -> bool {
    let rises = |i: &Interval| i.lower.as_ref().is_some_and(Signed::is_positive);
    let falls = |i: &Interval| i.upper.as_ref().is_some_and(|upper| !upper.is_zero() && upper.is_negative());
    (rises(a) && falls(b)) || (falls(a) && rises(b))
}
