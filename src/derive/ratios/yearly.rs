//! Year on year from the levels of two years, which two reports or one may give.

use std::collections::HashMap;

use super::{Draft, Parts, Sources, is_amount};
use crate::derive::facts::{Fact, Facts};
use crate::derive::interval::{one, whole};
use crate::derive::pair::sole;
use crate::derive::period::base;
use crate::derive::stated::Figure;
use crate::lexicon::ratios::RatioRule;
use crate::model::Period;

/// What two levels must share to be one series. Labels are compared apart, since one may be missing.
type Series<'s> = (&'s str, &'s str, &'s str, Option<&'s str>);

fn key<'s>(facts: &Facts<'_>, level: &'s Fact<'_>) -> Option<(Series<'s>, Period)> {
    let row = level.row;
    if !facts.is_of_series(level) {
        return None;
    }
    Some(((row.region_code.as_deref()?, level.indicator(), &row.unit, row.per.as_deref()), row.period?))
}

/// Every level over that of the year before; none where the year before has several that differ.
pub(super) fn yearly(sources: &Sources<'_, '_>, rule: &RatioRule, drafts: &mut Vec<Draft>) {
    let facts = sources.facts;
    let mut series: HashMap<_, Vec<&Fact<'_>>> = HashMap::new();
    for level in facts.levels() {
        if let Some(key) = key(facts, level) {
            series.entry(key).or_default().push(level);
        }
    }
    for level in facts.levels().filter(|level| rule.is_for(level.subject) && is_amount(&level.row.unit)) {
        let Some((name, period)) = key(facts, level) else { continue };
        let Some(earlier) = base(period, "yoy").and_then(|before| series.get(&(name, before))) else { continue };
        let Some(first) = of_label(earlier, level) else { continue };
        let Some(figure) = figure(level, first) else { continue };
        let reported = sources
            .changes
            .of_level(facts, level)
            .filter(|fact| fact.row.measure == "change" && fact.row.unit == "percent")
            .find(|fact| fact.row.comparison.as_deref().is_some_and(|comparison| base(period, comparison) == first.row.period));
        let formula = format!("{0} / {0} of the year before - 1", level.indicator());
        let unit = rule.unit.as_deref().unwrap_or("percent");
        let parts =
            Parts { rule, numerator: level, denominator: Some(first), figure, unit, whole: false, formula, reported, caveats: Vec::new() };
        drafts.extend(parts.draft());
    }
}

/// The value under the level's own label, else under a label that does not speak against it; none where several differ.
fn of_label<'s, 'a>(earlier: &[&'s Fact<'a>], level: &Fact<'a>) -> Option<&'s Fact<'a>> {
    let own: Vec<&'s Fact<'a>> = earlier.iter().filter(|fact| fact.label == level.label).copied().collect();
    let fitting = if own.is_empty() { earlier.iter().filter(|fact| fact.label_fits(level)).copied().collect() } else { own };
    sole(&fitting)
}

/// 100 (a / b - 1).
fn figure(level: &Fact<'_>, before: &Fact<'_>) -> Option<Figure> {
    let (a, b) = (level.figure.as_ref()?, before.figure.as_ref()?);
    if b.point == whole(0) {
        return None;
    }
    Some(Figure { point: (&a.point / &b.point - one()) * whole(100), interval: a.interval.growth_from(&b.interval)? })
}
