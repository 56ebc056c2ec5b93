//! Single figures that cannot be: a unit that does not go with the event, a share or a fall beyond 100%.

use super::{Context, Finding, quote};
use crate::derive::facts::Fact;
use crate::derive::interval::{Number, whole};

pub(super) fn unit_of_event(context: &Context<'_, '_>) -> Vec<Finding> {
    // 全国平均的1.4倍 is said of any event: a multiple of another level, not an amount.
    let levels =
        context.facts.all.iter().filter(|fact| matches!(fact.row.measure.as_str(), "level" | "difference") && fact.row.unit != "times");
    let wrong = levels.filter_map(|fact| {
        let units = &context.lexicon.event(fact.event)?.units;
        if units.is_empty() || units.contains(&fact.row.unit) {
            return None;
        }
        let message = format!(
            "{} is read as {} in {}, which that event does not take ({}): one of the three is misread, or the report is wrong",
            quote(fact),
            fact.indicator(),
            fact.row.unit,
            units.join(", ")
        );
        Some(Finding::about(fact, message))
    });
    wrong.collect()
}

pub(super) fn share_above_100(context: &Context<'_, '_>) -> Vec<Finding> {
    let shares = context.facts.all.iter().filter(|fact| fact.row.measure == "share" && fact.row.unit == "percent");
    let wrong = shares.filter(|fact| lower(fact).is_some_and(|lower| *lower > whole(100)));
    wrong.map(|fact| Finding::about(fact, format!("{} is a share above 100%: compare it with the report", quote(fact)))).collect()
}

pub(super) fn fall_above_100(context: &Context<'_, '_>) -> Vec<Finding> {
    let changes = context.facts.all.iter().filter(|fact| fact.row.measure == "change" && fact.row.unit == "percent");
    let wrong = changes.filter(|fact| fact.figure.as_ref().is_some_and(|figure| figure.point < whole(-100)));
    let message = |fact: &Fact<'_>| {
        format!("{} falls by more than 100%, which no count can: a rise, a misplaced decimal point, or another base is meant", quote(fact))
    };
    wrong.map(|fact| Finding::about(fact, message(fact))).collect()
}

fn lower<'f>(fact: &'f Fact<'_>) -> Option<&'f Number> {
    fact.figure.as_ref()?.interval.lower.as_ref()
}
