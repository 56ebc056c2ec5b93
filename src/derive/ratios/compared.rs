//! What a level and what it has changed by imply: the level before, the absolute difference, the relative change.
//!
//! With level L, relative change c and absolute difference d (definitions of the growth rate):
//! prior = L / (1 + c) = L - d, difference = L - L / (1 + c), change = d / (L - d).

use num_traits::{Signed, Zero};

use super::{Draft, Parts, Sources, is_amount};
use crate::derive::facts::Fact;
use crate::derive::interval::{Interval, Number, hull, one, whole};
use crate::derive::period::base;
use crate::derive::stated::{Figure, is_whole};
use crate::lexicon::ratios::{Kind, RatioRule};

/// Every figure of a rule of one of these three kinds.
pub(super) fn compared(sources: &Sources<'_, '_>, rule: &RatioRule, drafts: &mut Vec<Draft>) {
    let facts = sources.facts;
    for pair in &sources.changes.pairs {
        let (Some(level), Some(change)) = (facts.all.get(pair.level), facts.all.get(pair.change)) else { continue };
        if !rule.is_for(level.subject) {
            continue;
        }
        let Some((figure, formula)) = work_out(rule.kind, level, change) else { continue };
        let twin = match rule.kind {
            Kind::Difference => twin(sources, level, change, "difference"),
            Kind::Change => twin(sources, level, change, "change"),
            _ => None,
        };
        let amount = rule.kind != Kind::Change;
        let unit = if amount { &level.row.unit } else { "percent" };
        let parts = Parts {
            rule,
            numerator: level,
            denominator: Some(change),
            figure,
            unit,
            whole: amount && is_whole(level.row),
            formula,
            reported: twin,
            caveats: Vec::new(),
        };
        let Some(mut draft) = parts.draft() else { continue };
        if rule.kind == Kind::Prior {
            draft.ratio.period = level.row.period.and_then(|period| base(period, change.row.comparison.as_deref()?));
        }
        drafts.push(draft);
    }
}

/// The figure and its formula; none where the measure or the unit does not give one.
fn work_out(kind: Kind, level: &Fact<'_>, change: &Fact<'_>) -> Option<(Figure, String)> {
    let (of, by) = (level.figure.as_ref()?, change.figure.as_ref()?);
    let name = level.indicator();
    let relative = change.row.measure == "change" && change.row.unit == "percent" && is_amount(&level.row.unit);
    let absolute = match change.row.measure.as_str() {
        "difference" => change.row.unit == level.row.unit,
        "point_change" => level.row.unit == "percent" && change.row.unit == "percentage_point",
        _ => false,
    };
    match kind {
        Kind::Prior if relative => Some((prior(of, by)?, format!("{name} / (1 + change)"))),
        Kind::Prior if absolute => {
            let interval = of.interval.minus(&by.interval);
            let figure = Figure { point: &of.point - &by.point, interval };
            (!figure.point.is_negative()).then(|| (figure, format!("{name} - {}", change.row.measure)))
        }
        Kind::Difference if relative => Some((difference(of, by)?, format!("{name} - {name} / (1 + change)"))),
        Kind::Change if absolute && is_amount(&level.row.unit) => {
            Some((relative_change(of, by)?, format!("difference / ({name} - difference)")))
        }
        _ => None,
    }
}

/// 1 + c for c in percent, not below 0; none where a fall of 100% or more leaves nothing to go back from.
fn growth(change: &Figure) -> Option<Figure> {
    let growth = |c: &Number| one() + c / whole(100);
    let point = growth(&change.point);
    let lower = change.interval.lower.as_ref().map_or_else(Number::zero, |c| growth(c).max(Number::zero()));
    let interval = Interval { lower: Some(lower), upper: change.interval.upper.as_ref().map(growth) };
    point.is_positive().then_some(Figure { point, interval })
}

fn prior(level: &Figure, change: &Figure) -> Option<Figure> {
    let growth = growth(change)?;
    Some(Figure { point: &level.point / &growth.point, interval: level.interval.over(&growth.interval)? })
}

/// L (1 - 1 / (1 + c)): the second factor grows with c, without a lower end where c may be -100%, and L is not negative.
fn difference(level: &Figure, change: &Figure) -> Option<Figure> {
    let growth = growth(change)?;
    let part = |growth: &Number| one() - one() / growth;
    let low = growth.interval.lower.as_ref().filter(|growth| growth.is_positive()).map(part);
    let high = growth.interval.upper.as_ref().map_or_else(one, part);
    let (least, most) = (&level.interval.lower, &level.interval.upper);
    let times = |part: &Number, level: &Option<Number>| level.as_ref().map(|level| part * level);
    let lower = low.and_then(|low| times(&low, if low.is_negative() { most } else { least }));
    let upper = times(&high, if high.is_negative() { least } else { most });
    Some(Figure { point: &level.point * part(&growth.point), interval: Interval { lower, upper } })
}

/// d / (L - d) in percent: it grows or falls steadily with either, so the extremes are at the corners. Open-ended inputs give none.
fn relative_change(level: &Figure, difference: &Figure) -> Option<Figure> {
    let of = |level: &Number, difference: &Number| {
        let prior = level - difference;
        prior.is_positive().then(|| difference / prior * whole(100))
    };
    let (levels, differences) = (&level.interval, &difference.interval);
    let mut corners = Vec::with_capacity(4);
    for level in [levels.lower.as_ref()?, levels.upper.as_ref()?] {
        for difference in [differences.lower.as_ref()?, differences.upper.as_ref()?] {
            corners.push(of(level, difference)?);
        }
    }
    Some(Figure { point: of(&level.point, &difference.point)?, interval: hull(corners)? })
}

/// The other statement of the same change, absolute for a relative one and the other way round.
fn twin<'s, 'a>(sources: &Sources<'s, 'a>, level: &Fact<'a>, change: &Fact<'a>, measure: &str) -> Option<&'s Fact<'a>> {
    let others = sources.changes.of_level(sources.facts, level);
    let mut fitting = others.filter(|other| other.row.measure == measure && other.row.comparison == change.row.comparison);
    let unit = |other: &&Fact<'_>| if measure == "change" { other.row.unit == "percent" } else { other.row.unit == level.row.unit };
    fitting.find(unit)
}
