//! What the derived figures give away.

use std::collections::{BTreeMap, HashSet};

use super::{Context, Finding, quote, show, show_interval};
use crate::derive::interval::{Interval, Wholes, whole};
use crate::lexicon::ratios::Kind;

pub(super) fn no_whole_base(context: &Context<'_, '_>) -> Vec<Finding> {
    let priors = context.outcome.drafts.iter().filter(|draft| draft.kind == Kind::Prior && draft.whole);
    let without = priors.filter(|draft| draft.interval.wholes() == Wholes::None).filter_map(|draft| {
        let facts = &context.facts.all;
        let (level, change) = (facts.get(draft.numerator)?, facts.get(draft.denominator?)?);
        let message = format!(
            "{} with {:?} puts the level before between {} and {}, where no whole number lies: one of them is wrong, or the base was revised",
            quote(level),
            change.row.surface,
            show(draft.interval.lower.as_ref()?),
            show(draft.interval.upper.as_ref()?)
        );
        Some(Finding::about(level, message))
    });
    without.collect()
}

pub(super) fn stated_ratio(context: &Context<'_, '_>) -> Vec<Finding> {
    // Changes against differences and against last year's report are findings of their own.
    let drafts = context.outcome.drafts.iter().filter(|draft| draft.kind.is_of_two());
    let wrong = drafts.filter(|draft| draft.ratio.agrees == Some(false)).filter_map(|draft| {
        let facts = &context.facts.all;
        let (above, below, stated) = (facts.get(draft.numerator)?, facts.get(draft.denominator?)?, facts.get(draft.reported?)?);
        let message = format!(
            "{} is stated, but {} over {} makes {}: one of the three is wrong, or they differ in scope",
            quote(stated),
            quote(above),
            quote(below),
            show_interval(&draft.interval)
        );
        Some(Finding::about(stated, message))
    });
    wrong.collect()
}

pub(super) fn above_limit(context: &Context<'_, '_>) -> Vec<Finding> {
    // A part above its whole is a finding of its own.
    let drafts = context.outcome.drafts.iter().filter(|draft| draft.kind != Kind::Part).filter_map(|draft| {
        let limit = draft.limit?;
        let beyond = Interval::point(whole(i64::from(limit))).is_below(&draft.interval);
        let facts = &context.facts.all;
        let (above, below) = (facts.get(draft.numerator)?, facts.get(draft.denominator?)?);
        let message = || {
            format!(
                "{} over {} makes {} of {}, above the {limit} that one scope allows: they are of different scopes, or one is misread",
                quote(above),
                quote(below),
                draft.ratio.ratio,
                show_interval(&draft.interval)
            )
        };
        beyond.then(|| Finding::about(above, message()))
    });
    drafts.collect()
}

/// One finding a document. Censuses by county are not in the vocabulary, so a county is named only where the report is its own.
pub(super) fn no_population(context: &Context<'_, '_>) -> Vec<Finding> {
    let mut missing: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    let mut told = HashSet::new();
    for level in context.outcome.without_population.iter().filter_map(|&at| context.facts.all.get(at)) {
        let Some(region) = level.row.region_code.as_deref() else { continue };
        let own = context.input.documents.get(level.document).is_some_and(|document| document.region_code.as_deref() == Some(region));
        if (own || !is_county(region)) && told.insert((level.document, region)) {
            let name = level.row.region_name.as_deref().unwrap_or("the region");
            missing.entry(level.document).or_default().push(format!("{name} ({region})"));
        }
    }
    let finding = |(document, regions): (usize, Vec<String>)| Finding {
        document,
        observation: None,
        message: format!(
            "No population of {} is at hand, so there are no rates per inhabitant: add it to population.csv",
            regions.join(", ")
        ),
    };
    missing.into_iter().map(finding).collect()
}

/// The last two digits of a GB/T 2260 code number the counties of a prefecture.
fn is_county(region: &str) -> bool {
    !region.ends_with("00")
}
