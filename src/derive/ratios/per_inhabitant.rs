//! Figures per inhabitant, by the census nearest in time. A region without a census has no rate: a neighbour's would be a guess.

use chrono::Datelike;
use num_bigint::BigInt;

use super::quotient::takes;
use super::{Outcome, Parts, Sources};
use crate::derive::interval::{Number, whole};
use crate::derive::period::is_one_year;
use crate::derive::stated::Figure;
use crate::lexicon::ratios::RatioRule;

/// Every rate of the rule; where the population is missing, the level's place.
pub(super) fn rates(sources: &Sources<'_, '_>, rule: &RatioRule, outcome: &mut Outcome) {
    let facts = sources.facts;
    for level in facts.levels() {
        let (Some(region), Some(period), Some(figure)) = (&level.row.region_code, level.row.period, &level.figure) else { continue };
        let partial = level.row.per.is_some() || level.row.campaign.is_some() || facts.is_narrowed(level);
        if partial || !takes(rule, level) {
            continue;
        }
        let Some(census) = sources.lexicon.population.nearest(region, period.end.year()) else {
            outcome.without_population.push(level.at);
            continue;
        };
        let residents = Number::from_integer(BigInt::from(census.population));
        let factor = whole(i64::from(rule.factor)) / residents;
        let figure = Figure { point: &figure.point * &factor, interval: figure.interval.scaled(&factor) };
        let reported = rule.reported.as_ref().and_then(|event| {
            let indicator = format!("{}.{event}", level.subject);
            let of = |per| facts.in_scope(level.scope().per(per), &indicator).first().copied();
            of(Some("100k_persons")).or_else(|| of(None))
        });
        let formula = format!("{} / population of {region} in {} × {}", level.indicator(), census.year, rule.factor);
        let mut caveats = vec![format!("census_{}", census.year)];
        if !is_one_year(period) {
            caveats.push("not_a_year".to_owned());
        }
        let unit = rule.unit.as_deref().unwrap_or(&level.row.unit);
        let parts = Parts { rule, numerator: level, denominator: None, figure, unit, whole: false, formula, reported, caveats };
        let Some(mut draft) = parts.draft() else { continue };
        // A bureau divides by its own estimate of the residents, so a stated rate can differ from this one and be right.
        draft.ratio.agrees = None;
        outcome.drafts.push(draft);
    }
}
