//! Reports on the whole country.

use super::Said;
use super::votes::Vote;
use crate::ingest::place::{self, Known};
use crate::ingest::words::words;
use crate::lexicon::regions::{Level, Region};

/// The nation, where the headline or a body of the whole country speaks of it and no region speaks louder; with that body.
pub(super) fn whole<'r>(said: &Said, known: &Known<'r>, best: Option<Vote<'r>>) -> Option<(&'r Region, Option<String>)> {
    let [headline, lead, opening, _] = &said.parts;
    let nowhere = best.is_none() && known.kind.is_none();
    let first = words().national.words().filter_map(|body| headline.find(body).or_else(|| lead.find(body)).map(|at| (at, body))).min();
    let further = || words().national.words().find(|body| nowhere && opening.contains(body));
    let body = first.map(|(_, body)| body).or_else(further);
    // 国家移民管理局发布…: a headline that opens with such a body is about the whole country, and so is a text that it speaks in of 全国.
    let opens = headline.lines().any(|line| words().national.opens(line));
    // 从铁路公安局获悉，…各地铁路公安机关…, where no region is named.
    let of_all = |part: &String| part.contains("全国") || best.is_none() && part.contains("各地") || nowhere && part.contains("中国");
    let speaks = headline.contains("全国")
        || lead.contains("全国公安机关") && !of_part(said, known)
        || opens
        || (body.is_some() && [lead, opening].into_iter().any(of_all));
    let acting = |vote: &Vote<'_>| vote.region.is_some_and(|region| acts(said, region, known));
    let louder = |vote: Vote<'_>| vote.in_headline() && (acting(&vote) || !speaks_apart(said, known));
    let nation = known.regions.get("100000", known.year).filter(|_| speaks && !best.is_some_and(louder))?;
    Some((nation, body.map(str::to_owned)))
}

/// 全国新增机动车938万辆 in a line that names no region, below that of a driving school in 荆州; 公安部交管局统计，…全国….
fn speaks_apart(said: &Said, known: &Known<'_>) -> bool {
    let [headline, lead, ..] = &said.parts;
    let regionless = |line: &str| place::places(line, known).iter().all(|place| place.region.level == Level::Nation);
    headline.lines().any(|line| line.contains("全国") && regionless(line)) || words().national.opens(lead) && lead.contains("全国")
}

/// Whether a body of a region acts in the report.
fn acts(said: &Said, region: &Region, known: &Known<'_>) -> bool {
    let acts = |text: &String| place::places(text, known).iter().any(|place| place.region.code == region.code && place::acts(text, place));
    said.parts.iter().any(acts)
}

/// Whether a report speaks more often of its own part of the country: 全国公安机关…行动开展以来，全省公安机关已….
fn of_part(said: &Said, known: &Known<'_>) -> bool {
    let count = |word: &str| said.parts.iter().map(|part| part.matches(word).count()).sum::<usize>();
    known.kind.is_some_and(|kind| count(&format!("全{kind}")) > count("全国"))
}

/// The nation, where the report opens with what was counted in all of it and calls no region its own: 2022年，全国共破获….
pub(super) fn counted<'r>(said: &Said, known: &Known<'r>) -> Option<&'r Region> {
    let [_, lead, opening, _] = &said.parts;
    let counts = |text: &String| {
        let mut behind = text.match_indices("全国").map(|(at, word)| &text[at + word.len()..]);
        behind.any(|rest| words().counted.opens(rest))
    };
    let counts = known.kind.is_none() && [lead, opening].into_iter().any(counts);
    known.regions.get("100000", known.year).filter(|_| counts)
}

/// The nation, where a paper of the whole country tells from its capital what police or courts did, and names no region: 本报北京5月15日电,
/// 《人民日报》.
pub(super) fn of_paper<'r>(said: &Said, known: &Known<'r>) -> Option<&'r Region> {
    let [headline, lead, opening, rest] = &said.parts;
    let dateline = lead.strip_suffix(place::without_dateline(lead)).unwrap_or_default();
    let named = || [dateline, rest.as_str(), &said.signature].into_iter().chain(said.frame.iter().map(String::as_str));
    let paper = named().chain(said.beside_text.iter().map(String::as_str)).any(|text| words().national_papers.within(text));
    let acts = [headline, lead, opening].into_iter().any(|text| words().actors.within(text));
    let whole = known.kind.is_none() && paper && dateline.contains("北京") && acts;
    known.regions.get("100000", known.year).filter(|_| whole)
}
