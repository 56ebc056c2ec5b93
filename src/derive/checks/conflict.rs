//! One thing, two values: a repeat that is no rounding, a report that contradicts itself, two reports that contradict each other.

use std::collections::HashMap;

use super::{Context, Finding, quote};
use crate::derive::facts::{Fact, Facts};
use crate::derive::pair::level_of;
use crate::model::Period;

/// What two figures must share to be the same figure. A difference in any of these is a difference in scope, not a conflict.
#[derive(PartialEq, Eq, Hash)]
struct Identity<'f> {
    /// Set where reports are not compared with each other.
    document: Option<usize>,
    region: Option<&'f str>,
    period: Option<Period>,
    indicator: &'f str,
    label: &'f str,
    measure: &'f str,
    comparison: Option<&'f str>,
    unit: &'f str,
    per: Option<&'f str>,
    campaign: Option<&'f str>,
}

fn identity<'f>(fact: &'f Fact<'_>, apart: bool) -> Identity<'f> {
    let row = fact.row;
    Identity {
        document: apart.then_some(fact.document),
        region: row.region_code.as_deref(),
        period: row.period,
        indicator: fact.indicator(),
        label: &fact.label,
        measure: &row.measure,
        comparison: row.comparison.as_deref(),
        unit: &row.unit,
        per: row.per.as_deref(),
        campaign: row.campaign.as_deref(),
    }
}

/// The figures that state one thing each, grouped by what they state, in input order; each report's `apart` or all together.
fn groups<'s, 'a>(context: &Context<'s, 'a>, apart: bool) -> Vec<Vec<&'s Fact<'a>>> {
    let facts = context.facts;
    let mut places: HashMap<Identity<'_>, usize> = HashMap::new();
    let mut groups: Vec<Vec<&Fact<'a>>> = Vec::new();
    // A part under its whole's code is a narrower class, and so may be whatever only words like 各类案件 name.
    let single = facts.all.iter().filter(|fact| {
        let vague = fact.label.is_empty() && fact.row.label.as_ref().is_some_and(|label| !label.is_empty());
        let broad = context.lexicon.checks.broad.iter().any(|event| event == fact.event);
        !broad && states(facts, fact) && !fact.subject.is_empty() && fact.figure.is_some() && !vague && !facts.is_narrowed(fact)
    });
    for fact in single {
        let place = *places.entry(identity(fact, apart)).or_insert(groups.len());
        match groups.get_mut(place) {
            Some(group) => group.push(fact),
            None => groups.push(vec![fact]),
        }
    }
    groups
}

/// True of what a report says of a period: its own, or as a baseline one that is not its own.
fn states(facts: &Facts<'_>, fact: &Fact<'_>) -> bool {
    let own = facts.documents.get(fact.document).and_then(|document| document.period);
    let earlier =
        fact.row.status == "baseline" && fact.row.repeat_of.is_none() && fact.row.period.is_some_and(|period| own != Some(period));
    fact.is_reported() || earlier
}

pub(super) fn repeat_differs(context: &Context<'_, '_>) -> Vec<Finding> {
    let repeats = context.facts.all.iter().filter_map(|fact| {
        let first = context.facts.of_id(fact.row.repeat_of.as_deref()?)?;
        let same = first.row.unit == fact.row.unit && first.row.measure == fact.row.measure;
        (same && !agree(fact, first)).then(|| {
            let message = format!(
                "{} repeats {} but is not that figure rounded: one of them is wrong, or a scope differs",
                quote(fact),
                quote(first)
            );
            Finding::about(fact, message)
        })
    });
    repeats.collect()
}

pub(super) fn within_report(context: &Context<'_, '_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for group in groups(context, true) {
        for (at, fact) in group.iter().enumerate() {
            let earlier = group.iter().take(at);
            let mut elsewhere = earlier.filter(|other| other.row.sentence != fact.row.sentence || of_one_level(context.facts, fact, other));
            let Some(other) = elsewhere.find(|other| !agree(fact, other)) else { continue };
            let message = format!(
                "{} stands against {} earlier in this report for the same region, period and scope: find out which holds, or what narrows it",
                quote(fact),
                quote(other)
            );
            findings.push(Finding::about(fact, message));
        }
    }
    findings
}

/// True of two changes said of one level. Several levels of one head in one sentence are no contradiction but a list whose heads were
/// not told apart.
fn of_one_level(facts: &Facts<'_>, a: &Fact<'_>, b: &Fact<'_>) -> bool {
    let level = |fact: &Fact<'_>| facts.all.get(fact.at).filter(|fact| fact.is_change()).and_then(|fact| level_of(facts, fact));
    matches!((level(a), level(b)), (Some(a), Some(b)) if a.at == b.at)
}

pub(super) fn across_reports(context: &Context<'_, '_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for group in groups(context, false) {
        let placed = group.iter().filter(|fact| fact.row.region_code.is_some() && fact.row.period.is_some());
        let mut first_of_report: Vec<&Fact<'_>> = Vec::new();
        for fact in placed {
            if !first_of_report.iter().any(|other| other.document == fact.document) {
                first_of_report.push(fact);
            }
        }
        let Some((first, others)) = first_of_report.split_first() else { continue };
        for fact in others.iter().filter(|fact| !agree(fact, first)) {
            let message = format!(
                "{} in {:?} stands against {} in {:?} for the same region, period and scope: find out which is final",
                quote(fact),
                context.facts.document_name(fact),
                quote(first),
                context.facts.document_name(first)
            );
            findings.push(Finding::about(fact, message));
        }
    }
    findings
}

fn agree(a: &Fact<'_>, b: &Fact<'_>) -> bool {
    match (&a.figure, &b.figure) {
        (Some(a), Some(b)) => a.interval.meets(&b.interval),
        _ => true,
    }
}
