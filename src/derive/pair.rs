//! Which figure goes with which: a numerator with its denominator, a change with the level it is said of.
//!
//! Where more than one would do and the report does not decide, none is taken: a missing ratio can be worked out by hand, a wrong one is
//! not seen.

use std::collections::HashMap;

use super::facts::{Fact, Facts};

/// The denominator for `numerator`, if each is the other's best match. Both are given with all that could stand in their place.
pub fn partner<'s, 'a>(
    facts: &Facts<'a>,
    numerator: &Fact<'a>,
    numerators: &[&'s Fact<'a>],
    denominators: &[&'s Fact<'a>],
) -> Option<&'s Fact<'a>> {
    let denominator = best(facts, numerator, denominators)?;
    let back = best(facts, denominator, numerators)?;
    (back.at == numerator.at || back.figure == numerator.figure).then_some(denominator)
}

/// The one candidate that fits best: by label, then by sentence. None where several with different values fit alike.
fn best<'s, 'a>(facts: &Facts<'a>, fact: &Fact<'a>, candidates: &[&'s Fact<'a>]) -> Option<&'s Fact<'a>> {
    let narrowed = facts.is_narrowed(fact);
    let fits =
        |other: &&&'s Fact<'a>| other.at != fact.at && facts.is_narrowed(other) == narrowed && (!narrowed || other.label == fact.label);
    let candidates: Vec<&'s Fact<'a>> = candidates.iter().filter(fits).copied().collect();
    sole(&candidates)
        .or_else(|| sole_where(&candidates, |other| !fact.label.is_empty() && other.label == fact.label))
        .or_else(|| sole_where(&candidates, |other| other.row.sentence == fact.row.sentence))
}

/// The first, where all say the same.
pub fn sole<'s, 'a>(candidates: &[&'s Fact<'a>]) -> Option<&'s Fact<'a>> {
    let first = *candidates.first()?;
    candidates.iter().all(|other| other.figure == first.figure).then_some(first)
}

fn sole_where<'s, 'a>(candidates: &[&'s Fact<'a>], keep: impl Fn(&Fact<'a>) -> bool) -> Option<&'s Fact<'a>> {
    let kept: Vec<&'s Fact<'a>> = candidates.iter().filter(|other| keep(other)).copied().collect();
    sole(&kept)
}

/// A statement of change with the level it is said of.
#[derive(Debug, Clone, Copy)]
pub struct Attached {
    /// Place of the change, point change or difference.
    pub change: usize,
    /// Place of the level.
    pub level: usize,
}

/// Every change whose level can be told.
#[derive(Debug, Default)]
pub struct Changes {
    /// In the order of the changes.
    pub pairs: Vec<Attached>,
    by_level: HashMap<usize, Vec<usize>>,
}

impl Changes {
    /// Attaches the changes that name what they compare with.
    pub fn new(facts: &Facts<'_>) -> Self {
        let changes = facts.all.iter().filter(|fact| fact.is_change() && fact.row.comparison.is_some());
        let pairs = changes.filter_map(|change| Some(Attached { change: change.at, level: level_of(facts, change)?.at }));
        let mut attached = Changes { pairs: pairs.collect(), by_level: HashMap::new() };
        for pair in &attached.pairs {
            attached.by_level.entry(pair.level).or_default().push(pair.change);
        }
        attached
    }

    /// The changes said of one level.
    pub fn of_level<'s, 'a>(&'s self, facts: &'s Facts<'a>, level: &Fact<'a>) -> impl Iterator<Item = &'s Fact<'a>> + use<'s, 'a> {
        let changes = self.by_level.get(&level.at).map_or(&[][..], Vec::as_slice);
        changes.iter().filter_map(|&at| facts.all.get(at))
    }
}

/// Farthest that a change can stand behind its level without a noun of its own: ，较上年同期下降 is 8 characters.
const APPOSED: u32 = 8;

/// The level that a change is said of: the one right before it, else the last of its label in its sentence, else the only one of its
/// indicator and scope.
pub fn level_of<'s, 'a>(facts: &'s Facts<'a>, change: &Fact<'a>) -> Option<&'s Fact<'a>> {
    let candidates = facts.in_scope(change.scope(), change.indicator());
    let before = |level: &&&Fact<'a>| level.row.sentence == change.row.sentence && level.row.start < change.row.start;
    let last = candidates.iter().filter(before).max_by_key(|level| level.row.start).copied();
    if last.is_some_and(|level| change.row.start.saturating_sub(level.row.end) <= APPOSED) {
        return last;
    }
    let named: Vec<&Fact<'a>> = candidates.into_iter().filter(|level| level.label_fits(change)).collect();
    named.iter().filter(before).max_by_key(|level| level.row.start).copied().or_else(|| sole(&named))
}
