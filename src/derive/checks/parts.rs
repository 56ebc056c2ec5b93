//! Parts and wholes.

use std::collections::HashMap;

use super::{Context, Finding, quote, show_interval};
use crate::derive::facts::{Fact, Facts};
use crate::derive::interval::{Interval, whole};
use crate::span::slice;

/// How far before a figure a word like 共计 may stand: 共计破获案件310起.
const REACH: u32 = 8;

pub(super) fn part_above_whole(context: &Context<'_, '_>) -> Vec<Finding> {
    let parts = context.facts.all.iter().filter_map(|part| {
        let total = whole_of(context.facts, part)?;
        let above = interval(total)?.is_below(interval(part)?);
        let message = || {
            format!(
                "{} is said to be part of {} and exceeds it: one of them, or the link between them, is wrong",
                quote(part),
                quote(total)
            )
        };
        above.then(|| Finding::about(part, message()))
    });
    parts.collect()
}

pub(super) fn parts_above_whole(context: &Context<'_, '_>) -> Vec<Finding> {
    let sums = by_whole(context.facts).into_iter().filter_map(|(total, parts)| {
        let (limit, sum) = (interval(total)?, sum(&parts)?);
        // A single part that exceeds it alone is another finding.
        let alone = parts.iter().any(|part| interval(part).is_some_and(|part| limit.is_below(part)));
        let message = || {
            format!(
                "The {} parts of {} sum to {}: they overlap and must not be added, or one is wrong",
                parts.len(),
                quote(total),
                show_interval(&sum)
            )
        };
        (!alone && limit.is_below(&sum)).then(|| Finding::about(total, message()))
    });
    sums.chain(shares_above_100(context.facts)).collect()
}

/// Shares of one whole that together exceed 100%.
fn shares_above_100<'s, 'a>(facts: &'s Facts<'a>) -> impl Iterator<Item = Finding> + use<'s, 'a> {
    let mut groups: Groups<'s, 'a> = Groups::default();
    for share in facts.all.iter().filter(|fact| fact.row.measure == "share" && fact.is_reported() && fact.row.unit == "percent") {
        if let Some(total) = facts.whole_of(share) {
            groups.push(total, share);
        }
    }
    let hundred = Interval::point(whole(100));
    groups.groups.into_iter().filter_map(move |(total, shares)| {
        let sum = sum(&shares)?;
        let several = shares.len() > 1 && hundred.is_below(&sum);
        let message =
            || format!("The {} shares of {} sum to {}%: they overlap, or one is wrong", shares.len(), quote(total), show_interval(&sum));
        several.then(|| Finding::about(total, message()))
    })
}

pub(super) fn parts_not_total(context: &Context<'_, '_>) -> Vec<Finding> {
    let facts = context.facts;
    let words = &context.lexicon.checks;
    let listed = by_whole(facts).into_iter().filter(|(total, parts)| {
        let Some(first) = parts.iter().min_by_key(|part| part.row.start) else { return false };
        let between = text(context, total, total.row.end, first.row.start);
        !between.contains("其中") && words.exhausting.iter().any(|word| between.contains(word.as_str()))
    });
    let claims: Vec<_> = listed.chain(totalled(context)).collect();
    let wrong = claims.into_iter().filter_map(|(total, parts)| {
        let sum = sum(&parts)?;
        let message = || {
            let list: Vec<String> = parts.iter().map(|part| quote(part)).collect();
            format!(
                "{} is given as the sum of {}, which make {}: a figure is wrong, or the list is not complete",
                quote(total),
                list.join(", "),
                show_interval(&sum)
            )
        };
        (parts.len() > 1 && !sum.meets(interval(total)?)).then(|| Finding::about(total, message()))
    });
    wrong.collect()
}

/// Totals by their word (共计, 合计) with the figures of the same event and unit before them in the sentence.
fn totalled<'s, 'a>(context: &Context<'s, 'a>) -> Vec<(&'s Fact<'a>, Vec<&'s Fact<'a>>)> {
    let facts: &'s Facts<'a> = context.facts;
    let mut found = Vec::new();
    let mut before: Vec<&'s Fact<'a>> = Vec::new();
    for fact in facts.levels() {
        if before.last().is_some_and(|last| last.document != fact.document || last.row.sentence != fact.row.sentence) {
            before.clear();
        }
        let lead = text(context, fact, fact.row.start.saturating_sub(REACH), fact.row.start);
        let clause = lead.rsplit(['，', '。', '；', '、', '（', ',', ';']).next().unwrap_or_default();
        if context.lexicon.checks.totals.iter().any(|word| clause.contains(word.as_str())) {
            let like = |part: &&&Fact<'a>| part.event == fact.event && part.row.unit == fact.row.unit && part.scope() == fact.scope();
            found.push((fact, before.iter().filter(like).copied().collect()));
        }
        before.push(fact);
    }
    found
}

/// The text between two places of the document, as far as the fact's sentence reaches.
fn text<'s>(context: &Context<'s, '_>, fact: &Fact<'_>, start: u32, end: u32) -> &'s str {
    let Some(sentence) = context.facts.sentence_row(fact) else { return "" };
    let from = start.max(sentence.start) - sentence.start;
    let Some(to) = end.checked_sub(sentence.start) else { return "" };
    slice(&sentence.text, from, to.max(from))
}

/// Wholes with parts, in the order of the first part.
#[derive(Default)]
struct Groups<'s, 'a> {
    places: HashMap<usize, usize>,
    groups: Vec<(&'s Fact<'a>, Vec<&'s Fact<'a>>)>,
}

impl<'s, 'a> Groups<'s, 'a> {
    fn push(&mut self, total: &'s Fact<'a>, part: &'s Fact<'a>) {
        let place = *self.places.entry(total.at).or_insert(self.groups.len());
        match self.groups.get_mut(place) {
            Some((_, parts)) => parts.push(part),
            None => self.groups.push((total, vec![part])),
        }
    }
}

fn by_whole<'s, 'a>(facts: &'s Facts<'a>) -> Vec<(&'s Fact<'a>, Vec<&'s Fact<'a>>)> {
    let mut groups = Groups::default();
    for part in facts.all.iter().filter(|fact| fact.is_reported()) {
        if let Some(total) = whole_of(facts, part) {
            groups.push(total, part);
        }
    }
    groups.groups
}

/// The whole of a level, where both are amounts in one unit.
fn whole_of<'s, 'a>(facts: &'s Facts<'a>, part: &Fact<'a>) -> Option<&'s Fact<'a>> {
    let total = facts.whole_of(part)?;
    let comparable =
        part.row.measure == "level" && total.row.measure == "level" && part.row.unit == total.row.unit && part.row.per == total.row.per;
    comparable.then_some(total)
}

fn interval<'f>(fact: &'f Fact<'_>) -> Option<&'f Interval> {
    fact.figure.as_ref().map(|figure| &figure.interval)
}

fn sum(parts: &[&Fact<'_>]) -> Option<Interval> {
    parts.iter().try_fold(Interval::point(whole(0)), |sum, part| Some(sum.plus(interval(part)?)))
}
