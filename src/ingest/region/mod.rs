//! The region that a report is about, by evidence: the places that its headline, its lead, its signature and its bodies name, what it calls
//! its own region (全市), and, where it names none, the site or newspaper it stands in, the places that it lists and the reports beside it.

mod around;
mod nation;
mod votes;

use std::collections::BTreeMap;

use crate::lexicon::regions::{Level, Region, Regions};
use crate::text::date::{self, When};

use super::place::{self, Known, Place};
use super::publisher;

/// What a report says, folded.
#[derive(Debug, Clone, Default)]
pub(super) struct Said {
    /// Headline, lead, rest of the opening, remaining text.
    pub parts: [String; 4],
    /// Rows of its tables.
    pub rows: String,
    /// The lines it closes with, by whom and when.
    pub signature: String,
    /// What the page around it says of its source: one name each.
    pub frame: Vec<String>,
    /// Lines of the page that are none of the report's: their places tell which of two of a name is meant, and a yearbook or paper among them
    /// whose report it is where nothing else does.
    pub beside_text: Vec<String>,
    /// Codes of the regions that the other reports of its page are about.
    pub beside: Vec<String>,
}

impl Said {
    /// Its running text by the names of its places, those that say most of it first.
    pub(super) fn places(&self) -> [(&'static str, &String); 5] {
        let [headline, lead, opening, rest] = &self.parts;
        [("headline", headline), ("lead", lead), ("opening", opening), ("signature", &self.signature), ("text", rest)]
    }
}

/// Reads a region that tells whose report it is where no place of it has gathered enough.
type Rule = for<'r> fn(&Said, &Known<'r>) -> Option<&'r Region>;

/// Where no region gathers enough votes, in this order.
const WITHOUT: [Rule; 8] = [
    around::of_frame,
    around::of_list,
    around::of_newspaper,
    around::of_yearbook,
    around::of_dateline,
    around::beside,
    nation::counted,
    nation::of_paper,
];

/// Reads a region that goes before one that a report only names in passing.
type Instead = for<'r> fn(&Said, &Region, &Known<'r>) -> Option<&'r Region>;

const INSTEAD: [Instead; 4] = [around::newspaper_around, around::acting_around, around::own_page, around::whole_around];

/// Region and publisher of a report.
pub(super) fn find<'r>(said: &Said, year: Option<i32>, regions: &'r Regions) -> (Option<&'r Region>, Option<String>) {
    let mut known = Known { kind: kind(said), year, ..Known::nothing(regions) };
    known.context = context(said, &known);
    known.branches = said.parts.iter().flat_map(|part| place::branches(part, &known)).collect();
    let best = votes::best(said, &known);
    if let Some((nation, body)) = nation::whole(said, &known, best) {
        return (Some(nation), body);
    }
    let region = match best {
        Some(best) => {
            let instead = || INSTEAD.iter().find_map(|rule| rule(said, best.region?, &known));
            best.in_passing(&known).then(instead).flatten().or(best.region)
        }
        None => WITHOUT.iter().find_map(|rule| rule(said, &known)),
    };
    let publisher = region.and_then(|region| publisher::find(said, region, &known));
    (region, publisher)
}

/// Every certain place of the page, once.
fn context<'r>(said: &Said, known: &Known<'r>) -> Vec<&'r Region> {
    let texts = said.parts.iter().chain([&said.rows, &said.signature]).chain(&said.frame).chain(&said.beside_text);
    let all = texts.flat_map(|text| place::places(text, known)).filter(|place| place.region.level != Level::Nation);
    let by_code: BTreeMap<&str, &Region> = all.map(|place| (place.region.code.as_str(), place.region)).collect();
    by_code.into_values().collect()
}

/// The last character of the region's name, by what the report calls it most often: 全省, 我市, 全县.
fn kind(said: &Said) -> Option<char> {
    const KINDS: [char; 7] = ['省', '市', '州', '盟', '县', '区', '旗'];
    let count = |kind: char| -> usize {
        let of = |own: char| {
            let word: String = [own, kind].iter().collect();
            let own_word = move |text: &String| {
                // 安全区域 and 全市场 hold none.
                let apart = |(at, found): &(usize, &str)| {
                    let before = text.get(..*at).unwrap_or_default();
                    let rest = text.get(at + found.len()..).unwrap_or_default();
                    !before.ends_with(['安', '健', '完', '保']) && !rest.starts_with(['场', '域', '间'])
                };
                text.match_indices(&word).filter(apart).count()
            };
            let [headline, lead, ..] = &said.parts;
            // The head of a report says it of its own region, further down it may be another's.
            2 * (own_word(headline) + own_word(lead)) + said.parts.iter().map(own_word).sum::<usize>()
        };
        of('全') + of('我')
    };
    let mut counts = KINDS.map(|kind| (count(kind), kind));
    counts.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    (counts[0].0 > counts[1].0).then_some(counts[0].1)
}

/// Where a report first names a region: in its headline, lead, opening, text, tables or signature, or only the site it stands on. Where none of
/// them does, its parts told it.
pub(super) fn named_in(said: &Said, region: &Region, regions: &Regions) -> &'static str {
    let known = Known::nothing(regions);
    let names =
        |text: &str| place::places(text, &known).iter().any(|place| place.region.code == region.code) || text.contains(&region.name);
    let place = said.places().into_iter().chain([("table", &said.rows)]).find(|(_, text)| names(text)).map(|(place, _)| place);
    place.or_else(|| said.frame.iter().any(|text| names(text)).then_some("site")).unwrap_or("its parts")
}

/// Whether a text names a place that is certain.
pub(super) fn names_place(text: &str, regions: &Regions) -> bool {
    place::places(text, &Known::nothing(regions)).iter().any(|place| place.region.level != Level::Nation)
}

/// The first region whose body a text speaks of: 绍兴市 in 绍兴市公安机关2022年工作回眸.
pub(super) fn first_acting<'r>(text: &str, regions: &'r Regions) -> Option<&'r Region> {
    let text = place::without_dateline(text);
    place::places(text, &Known::nothing(regions)).into_iter().find(|place| place::acts(text, place)).map(|place| place.region)
}

/// The region of the body that a lead opens with: 2023年，鄂尔多斯市公安机关….
pub(super) fn of_lead<'r>(text: &str, regions: &'r Regions) -> Option<&'r Region> {
    let year = date::at_start(text).filter(|time| matches!(time.when, When::Years(..)))?;
    let rest = text.get(year.bytes.end..)?.trim_start_matches('，');
    let places: Vec<Place<'_>> = place::places(rest, &Known::nothing(regions));
    let place = places.into_iter().find(|place| place::acts(rest, place))?;
    (place.chain == 0).then_some(place.region)
}
