//! The year before as this year's report implies it, against what was published then.

use std::collections::HashMap;

use num_traits::Signed;

use super::{Context, Finding, quote, show_interval};
use crate::derive::facts::{Fact, Facts};
use crate::derive::interval::{Number, whole};
use crate::derive::ratios::Draft;
use crate::lexicon::ratios::Kind;
use crate::model::Period;

/// Longest quotation of a sentence, in characters.
const QUOTED: usize = 120;

/// What the difference between the two may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Revised,
    Redefined,
    Suspect,
}

pub(super) fn revised(context: &Context<'_, '_>) -> Vec<Finding> {
    found(context, Verdict::Revised, "a small revision; take the later figure for comparisons over time")
}

pub(super) fn redefined(context: &Context<'_, '_>) -> Vec<Finding> {
    found(context, Verdict::Redefined, "the two reports name it differently, so the series may break here")
}

pub(super) fn suspect(context: &Context<'_, '_>) -> Vec<Finding> {
    found(context, Verdict::Suspect, "too far for a revision; look for a wrong figure or another scope")
}

fn found(context: &Context<'_, '_>, wanted: Verdict, advice: &str) -> Vec<Finding> {
    let facts = context.facts;
    let published = published(facts);
    let mut findings = Vec::new();
    for draft in context.outcome.drafts.iter().filter(|draft| draft.kind == Kind::Prior) {
        let Some(level) = facts.all.get(draft.numerator) else { continue };
        let Some((earlier, verdict)) = compare(facts, &published, draft, level) else { continue };
        if verdict != wanted {
            continue;
        }
        let message = format!(
            "{} implies {} for the period before, but {:?} gave {}: {advice} (now: {:?}; then: {:?})",
            quote(level),
            show_interval(&draft.interval),
            facts.document_name(earlier),
            quote(earlier),
            short(facts.sentence(level)),
            short(facts.sentence(earlier))
        );
        findings.push(Finding::about(level, message));
    }
    findings
}

/// A region's figure of one indicator, unit, denominator and period.
type Key<'f> = (Option<&'f str>, Period, &'f str, &'f str, Option<&'f str>);

fn key<'f>(fact: &'f Fact<'_>, period: Period) -> Key<'f> {
    (fact.row.region_code.as_deref(), period, fact.indicator(), &fact.row.unit, fact.row.per.as_deref())
}

fn published<'s, 'a>(facts: &'s Facts<'a>) -> HashMap<Key<'s>, Vec<&'s Fact<'a>>> {
    let mut published: HashMap<_, Vec<&Fact<'a>>> = HashMap::new();
    for fact in facts.levels().filter(|fact| fact.row.region_code.is_some() && facts.is_of_series(fact)) {
        if let Some(period) = fact.row.period {
            published.entry(key(fact, period)).or_default().push(fact);
        }
    }
    published
}

/// The figure published then and what to make of the difference; none where there is none.
fn compare<'s, 'a>(
    facts: &Facts<'a>,
    published: &HashMap<Key<'s>, Vec<&'s Fact<'a>>>,
    draft: &Draft,
    level: &'s Fact<'a>,
) -> Option<(&'s Fact<'a>, Verdict)> {
    if !facts.is_of_series(level) {
        return None;
    }
    let candidates = published.get(&key(level, draft.ratio.period?))?;
    let mut elsewhere = candidates.iter().filter(|fact| fact.document != level.document);
    let earlier = *elsewhere.clone().find(|fact| fact.label_fits(level)).or_else(|| elsewhere.next())?;
    let then = earlier.figure.as_ref()?;
    if then.interval.meets(&draft.interval) {
        return None;
    }
    let implied = (draft.interval.lower.as_ref()? + draft.interval.upper.as_ref()?) / whole(2);
    let verdict = if !earlier.label_fits(level) {
        Verdict::Redefined
    } else if is_small(&(&implied - &then.point), &then.point) {
        Verdict::Revised
    } else {
        Verdict::Suspect
    };
    Some((earlier, verdict))
}

/// Within a tenth: bureaus add late cases and reclassify a few, they do not move a year by more.
fn is_small(difference: &Number, of: &Number) -> bool {
    difference.abs() * whole(10) <= of.abs()
}

fn short(sentence: &str) -> String {
    let mut kept: String = sentence.chars().take(QUOTED).collect();
    if kept.len() < sentence.len() {
        kept.push('…');
    }
    kept
}
