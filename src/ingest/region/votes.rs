//! What each region gathers: where a report names it, and whether it acts there.

use std::collections::BTreeMap;

use super::Said;
use crate::ingest::place::{self, Known, Place, Role};
use crate::lexicon::regions::{Level, Region};

/// How much a mention counts: in the headline, in the first paragraph, in the rest of the opening, further down.
const WEIGHTS: [u32; 4] = [40, 12, 3, 1];
/// A signature is one of a body, or says nothing.
const SIGNATURE: u32 = 8;
/// A mention that acts (茂名警方, 十堰市公安局) counts this many times.
const ACTING: u32 = 5;
/// What a region must gather: one acting mention in the opening, or one mention in the lead.
const ENOUGH: u32 = 12;
/// From this weight on, a body beyond all codes speaks for the whole report.
const SPEAKING: u32 = 8;

/// What a region gathered. An area that no code stands for is none.
#[derive(Debug, Clone, Copy)]
pub(super) struct Vote<'r> {
    score: u32,
    pub region: Option<&'r Region>,
}

impl Vote<'_> {
    /// Whether a headline names it.
    pub(super) fn in_headline(&self) -> bool {
        self.score >= WEIGHTS[0]
    }

    /// 南宁市 in a report that speaks of 全区: named a few times, and of another kind than what the report calls its own.
    pub(super) fn in_passing(&self, known: &Known<'_>) -> bool {
        let other = |region: &Region| known.kind.is_some_and(|kind| !region.name.ends_with(kind));
        self.score < ENOUGH * ACTING && self.region.is_some_and(other)
    }
}

/// The region that gathers most, and enough. Of a region and its parts with equal votes the whole; of others, none: a list of places is no
/// report's region.
pub(super) fn best<'r>(said: &Said, known: &Known<'r>) -> Option<Vote<'r>> {
    let votes = votes(said, known);
    let (_, best) = votes.iter().max_by(|a, b| a.1.score.cmp(&b.1.score).then(b.0.cmp(a.0)))?;
    let around =
        |other: &Vote<'_>| best.region.zip(other.region).is_none_or(|(whole, part)| known.regions.contains(&whole.code, &part.code));
    let clear = votes.values().all(|other| other.score < best.score || around(other));
    (best.score >= ENOUGH && clear).then_some(*best)
}

/// What each region gathers, by code; the empty code gathers for areas that have none.
fn votes<'r>(said: &Said, known: &Known<'r>) -> BTreeMap<&'r str, Vote<'r>> {
    let mut votes: BTreeMap<&str, Vote<'_>> = BTreeMap::new();
    let parts = said.parts.iter().zip(WEIGHTS).map(|(part, weight)| (part, weight, weight > 1));
    for (part, weight, mentions) in parts.chain([(&said.signature, SIGNATURE, false)]) {
        let text = place::without_dateline(part);
        let places = place::places(text, known);
        // 青海海东市: the first name only says where the second lies.
        let leads = |at: usize, place: &Place<'_>| {
            places.get(at + 1).is_some_and(|next| next.bytes.start == place.bytes.end && next.chain == place.chain)
        };
        for (_, place) in places.iter().enumerate().filter(|(at, place)| !leads(*at, place)) {
            let acting = place::acts(text, place);
            let lends = place.role == Role::Beyond;
            let elsewhere = || place::elsewhere(text, place);
            let counts = if lends { weight >= SPEAKING && !elsewhere() } else { acting || (mentions && !elsewhere()) };
            if place.region.level == Level::Nation || !counts {
                continue;
            }
            let (code, region) = if lends { ("", None) } else { (place.region.code.as_str(), Some(place.region)) };
            votes.entry(code).or_insert(Vote { score: 0, region }).score += if acting || lends { weight * ACTING } else { weight };
        }
    }
    votes
}
