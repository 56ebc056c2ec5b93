//! Links between observations of one document: a part to its whole (其中), a repetition to the first statement.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::scene::Page;
use crate::lexicon::words::Grammar;
use crate::model::Observation;
use crate::text::fold::Folded;

/// Fills in `part_of` and `repeat_of`.
pub fn link(page: &Page<'_>, observations: &mut [Observation]) {
    parts(page, observations);
    repeats(observations);
}

/// What begins a part.
const PART: [&str; 3] = ["其中", "含", "包括"];

/// A figure that 其中 or a bracket introduces is part of the last level of its unit before it; a list goes on being so.
fn parts(page: &Page<'_>, observations: &mut [Observation]) {
    let mut open: Option<(String, usize)> = None;
    for at in 0..observations.len() {
        let before = at.checked_sub(1);
        let Some(before) = before.filter(|&before| observations[before].sentence.abs_diff(observations[at].sentence) <= 1) else {
            open = None;
            continue;
        };
        if observations[at].measure != "level" {
            continue;
        }
        let between = page.text(observations[before].end, observations[at].start.max(observations[before].end));
        let between = Folded::new(between).text;
        let begins =
            PART.iter().any(|word| between.contains(word)) && !between.contains("不含") || between.starts_with('（') || of_them(&between);
        if begins {
            let fits = |k: &usize| {
                let candidate = &observations[*k];
                candidate.measure == "level" && candidate.unit == observations[at].unit && candidate.status == observations[at].status
            };
            // 立案2875起，破获1696起，其中盗窃案件立案1934起: of the same event, where one stands near.
            let event = |k: usize| observations[k].indicator.as_deref().and_then(|code| code.rsplit('.').next().map(str::to_owned));
            let near = || (0..at).rev().take(8).filter(fits);
            let nested = || near().next().filter(|&k| event(k).is_none() && observations[k].part_of.is_some());
            let whole = nested().or_else(|| near().find(|&k| event(k).is_some() && event(k) == event(at))).or_else(|| near().next());
            open = whole.map(|whole| (observations[whole].observation_id.clone(), whole));
        } else if between.contains(['。', '；', '）'])
            || !between.contains(['、', '和']) && !goes_on(page, &between, &observations[before], &observations[at])
            || between.matches('，').count() > 1
        {
            open = None;
        }
        if let Some((id, whole)) = &open
            && observations[*whole].unit == observations[at].unit
        {
            observations[at].part_of = Some(id.clone());
        }
    }
}

/// 其中刑事21件，治安127件，其他46件: behind a comma nothing but another kind of the same, without a verb.
fn goes_on(page: &Page<'_>, between: &str, before: &Observation, next: &Observation) -> bool {
    let Some(kind) = between.strip_prefix('，').filter(|kind| !kind.contains('，')) else { return false };
    let verb = || page.lexicon.words.tag(kind).iter().any(|tag| tag.acts() || tag.is(Grammar::Adverb) || tag.is(Grammar::Topic));
    (1..=10).contains(&kind.chars().count()) && before.unit_text == next.unit_text && before.part_of.is_some() && !verb()
}

/// 63起亡人事故中，涉及酒驾的11起: nothing but the noun between the whole and 中.
fn of_them(between: &str) -> bool {
    between.split_once("中，").is_some_and(|(noun, _)| !noun.is_empty() && !noun.contains(['，', '。', '；', '、', '”']))
}

/// The same figure again: one key, values that agree within the rounding of the coarser one.
fn repeats(observations: &mut [Observation]) {
    let mut seen: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for at in 0..observations.len() {
        let observation = &observations[at];
        let what = observation.indicator.as_deref().or(observation.label.as_deref()).unwrap_or_default();
        if observation.status == "incident" || observation.status == "target" || observation.value.is_none() {
            continue;
        }
        let key = format!(
            "{what}|{}|{}|{:?}|{:?}|{:?}|{}",
            observation.measure,
            observation.unit,
            observation.region_code,
            observation.period,
            observation.per,
            observation.part_of.is_some()
        );
        let earlier = seen.entry(key).or_default();
        let first = earlier
            .iter()
            .copied()
            .find(|&first| observations[first].sentence != observation.sentence && agree(&observations[first], observation));
        match first {
            Some(first) => observations[at].repeat_of = Some(observations[first].observation_id.clone()),
            None => earlier.push(at),
        }
    }
}

/// Whether two values are one, rounded differently: a headline rounds.
fn agree(a: &Observation, b: &Observation) -> bool {
    let (Some(x), Some(y)) = (a.value, b.value) else { return false };
    if x == y {
        return true;
    }
    let rounded = a.bound != "exact" || b.bound != "exact";
    rounded && x.is_sign_negative() == y.is_sign_negative() && (x - y).abs() <= x.abs().max(y.abs()) * Decimal::new(5, 2)
}
