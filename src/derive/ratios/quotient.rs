//! One figure over another: events of one subject, a subject in its parent, a part in its whole.

use super::{Draft, Parts, Sources, factor_suffix, is_amount, scope_caveat, section_caveat};
use crate::derive::facts::{Fact, Facts};
use crate::derive::interval::{Interval, whole};
use crate::derive::pair::partner;
use crate::derive::stated::Figure;
use crate::lexicon::ratios::{Kind, RatioRule};

/// Every figure of a quotient rule.
pub(super) fn quotients(sources: &Sources<'_, '_>, rule: &RatioRule, drafts: &mut Vec<Draft>) {
    let facts = sources.facts;
    for numerator in facts.levels() {
        if !takes(rule, numerator) {
            continue;
        }
        let Some(denominator) = denominator(facts, rule, numerator) else { continue };
        let Some(figure) = figure(rule, numerator, denominator) else { continue };
        let (above, below) = (numerator.indicator(), denominator.indicator());
        let formula = match rule.kind {
            Kind::OfSum => format!("{above} / ({above} + {below}){}", factor_suffix(rule)),
            _ => format!("{above} / {below}{}", factor_suffix(rule)),
        };
        let unit = rule.unit.as_deref().unwrap_or(&numerator.row.unit);
        let reported = rule.reported.as_ref().and_then(|event| {
            let indicator = format!("{}.{event}", numerator.subject);
            let stated = facts.in_scope(numerator.scope(), &indicator);
            nearest(numerator, stated.into_iter().filter(|fact| fact.row.unit == unit && numerator_like(facts, numerator, fact)))
        });
        let caveats = scope_caveat(numerator, denominator).into_iter().chain(section_caveat(sources, numerator, denominator)).collect();
        let parts = Parts { rule, numerator, denominator: Some(denominator), figure, unit, whole: false, formula, reported, caveats };
        drafts.extend(parts.draft());
    }
}

/// Every part in its whole.
pub(super) fn parts(sources: &Sources<'_, '_>, rule: &RatioRule, drafts: &mut Vec<Draft>) {
    let facts = sources.facts;
    for part in facts.levels().filter(|part| rule.is_for(part.subject) && is_amount(&part.row.unit)) {
        let Some(total) = facts.whole_of(part) else { continue };
        if !total.is_level() || total.scope() != part.scope() || total.row.unit != part.row.unit {
            continue;
        }
        let Some(figure) = figure(rule, part, total) else { continue };
        let share = |fact: &&Fact<'_>| fact.row.measure == "share" && fact.row.unit == "percent" && fact.row.sentence == part.row.sentence;
        let after = |fact: &&Fact<'_>| fact.row.start > part.row.start && fact.label_fits(part);
        let reported = facts.stated(part.scope(), part.indicator()).filter(share).filter(after).min_by_key(|fact| fact.row.start);
        let formula = format!("{} / {}{}", part.indicator(), total.indicator(), factor_suffix(rule));
        let unit = rule.unit.as_deref().unwrap_or("percent");
        let parts =
            Parts { rule, numerator: part, denominator: Some(total), figure, unit, whole: false, formula, reported, caveats: Vec::new() };
        drafts.extend(parts.draft());
    }
}

/// True where the rule works on this level.
pub(super) fn takes(rule: &RatioRule, numerator: &Fact<'_>) -> bool {
    let unit = &numerator.row.unit;
    rule.numerator.iter().any(|event| event == numerator.event)
        && rule.is_for(numerator.subject)
        && (if rule.numerator_unit.is_empty() { is_amount(unit) } else { rule.numerator_unit.contains(unit) })
}

/// The denominator, from the first event and subject at hand.
fn denominator<'s, 'a>(facts: &'s Facts<'a>, rule: &RatioRule, numerator: &Fact<'a>) -> Option<&'s Fact<'a>> {
    let own = [numerator.event.to_owned()];
    let events: &[String] = if rule.denominator.is_empty() { &own } else { &rule.denominator };
    let found = subjects(rule, numerator).into_iter().find_map(|subject| {
        let candidates = |event: &String| facts.in_scope(numerator.scope(), &format!("{subject}.{event}"));
        events.iter().map(candidates).find(|found| !found.is_empty())
    })?;
    let numerators = facts.in_scope(numerator.scope(), numerator.indicator());
    let denominator = partner(facts, numerator, &numerators, &found)?;
    let (above, below) = (&numerator.row.unit, &denominator.row.unit);
    let units_fit = if rule.denominator_unit.is_empty() { is_amount(below) } else { rule.denominator_unit.contains(below) };
    let comparable = rule.unit.as_deref() != Some("percent") || above == below;
    (units_fit && comparable).then_some(denominator)
}

/// The subjects in which a denominator is looked for, nearest first.
fn subjects<'a>(rule: &'a RatioRule, numerator: &Fact<'a>) -> Vec<&'a str> {
    match rule.denominator_subject.as_str() {
        "same" => vec![numerator.subject],
        "parent" => {
            std::iter::successors(Some(numerator.subject), |subject| subject.rsplit_once('.').map(|(above, _)| above)).skip(1).collect()
        }
        fixed => vec![fixed],
    }
}

fn figure(rule: &RatioRule, numerator: &Fact<'_>, denominator: &Fact<'_>) -> Option<Figure> {
    let (above, below) = (numerator.figure.as_ref()?, denominator.figure.as_ref()?);
    let factor = whole(i64::from(rule.factor));
    if rule.kind == Kind::OfSum {
        return of_sum(above, below).map(|figure| Figure { point: figure.point * &factor, interval: figure.interval.scaled(&factor) });
    }
    let zero = whole(0);
    if below.point == zero {
        return None;
    }
    let interval = above.interval.over(&below.interval)?.scaled(&factor);
    Some(Figure { point: &above.point / &below.point * factor, interval })
}

/// a / (a + b), which grows with a and falls with b.
fn of_sum(a: &Figure, b: &Figure) -> Option<Figure> {
    let zero = whole(0);
    let share = |a: &_, b: &_| {
        let sum: super::super::interval::Number = a + b;
        (sum > zero).then(|| a / sum)
    };
    let lower = match (&a.interval.lower, &b.interval.upper) {
        (Some(low), Some(high)) => share(low, high)?,
        _ => zero.clone(),
    };
    let upper = match (&a.interval.upper, &b.interval.lower) {
        (Some(high), Some(low)) => share(high, low)?,
        _ => whole(1),
    };
    Some(Figure { point: share(&a.point, &b.point)?, interval: Interval::new(lower, upper) })
}

/// The stated figure closest to `fact` in the text.
fn nearest<'s, 'a>(fact: &Fact<'a>, stated: impl Iterator<Item = &'s Fact<'a>>) -> Option<&'s Fact<'a>>
where
    'a: 's,
{
    stated.min_by_key(|other| (other.row.start.abs_diff(fact.row.start), other.at))
}

/// True where a stated rate is of the numerator's breadth.
fn numerator_like(facts: &Facts<'_>, numerator: &Fact<'_>, rate: &Fact<'_>) -> bool {
    facts.is_narrowed(numerator) == facts.is_narrowed(rate)
}
