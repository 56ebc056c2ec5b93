//! Regions told by what stands around a report: the page, its newspaper, the parts that it lists, the bodies that act in it.

use std::collections::BTreeMap;

use super::Said;
use crate::ingest::place::{self, Known, Place};
use crate::lexicon::regions::Region;

/// So many parts of a region must be listed to tell it.
const LISTED: usize = 3;

/// 南宁市 in a report that speaks of 全区, in a newspaper of 广西.
pub(super) fn newspaper_around<'r>(said: &Said, region: &Region, known: &Known<'r>) -> Option<&'r Region> {
    of_newspaper(said, known).filter(|whole| known.regions.contains(&whole.code, &region.code))
}

/// G20杭州峰会 in a report of a district, on the page of its branch.
pub(super) fn own_page<'r>(said: &Said, _: &Region, known: &Known<'r>) -> Option<&'r Region> {
    of_frame(said, known)
}

/// 哈尔滨市 in a report whose head speaks of 我省 and names none: the region around it of that kind.
pub(super) fn whole_around<'r>(said: &Said, region: &Region, known: &Known<'r>) -> Option<&'r Region> {
    let region = known.regions.get(&region.code, known.year).filter(|_| speaks_of_own(said, known))?;
    own_or_around(region, known)
}

/// 都江堰市 in a report that speaks of 全省 and of what the bureau of the province did: the region around one, of the kind that the report
/// calls its own, if its body acts in the text.
pub(super) fn acting_around<'r>(said: &Said, region: &Region, known: &Known<'r>) -> Option<&'r Region> {
    let kind = known.kind?;
    let around = |place: &Place<'r>| {
        place.region.name.ends_with(kind) && place.region.code != region.code && known.regions.contains(&place.region.code, &region.code)
    };
    let acting = |text: &String| place::places(text, known).into_iter().find(|place| around(place) && place::acts(text, place));
    // 省公安厅…我省…安徽群众: named, where the head speaks of its own.
    let [headline, lead, opening, _] = &said.parts;
    let own = speaks_of_own(said, known);
    let named =
        || [headline, lead, opening].into_iter().filter(|_| own).find_map(|text| place::places(text, known).into_iter().find(around));
    said.parts.iter().find_map(acting).or_else(named).map(|place| place.region)
}

/// Whether the head of a report says 我省 or 我市 of its region.
fn speaks_of_own(said: &Said, known: &Known<'_>) -> bool {
    let [headline, lead, ..] = &said.parts;
    known.kind.is_some_and(|kind| [headline, lead].into_iter().any(|text| text.contains(&format!("我{kind}"))))
}

/// The region of the body whose page this is, unless the report calls its own region otherwise: a county's report on the site of its province.
pub(super) fn of_frame<'r>(said: &Said, known: &Known<'r>) -> Option<&'r Region> {
    let acting = said.frame.iter().flat_map(|text| {
        let places = place::places(text, known).into_iter();
        places.filter(|place| place::acts(text, place)).map(|place| place.region).collect::<Vec<_>>()
    });
    let regions: BTreeMap<&str, &Region> = acting.map(|region| (region.code.as_str(), region)).collect();
    let mut regions = regions.into_values().filter(|region| known.kind.is_none_or(|kind| region.name.ends_with(kind)));
    regions.next().filter(|_| regions.next().is_none())
}

/// The region of the newspaper, where the report calls its own by that kind and names none: 湖南日报讯, or 来源：湖南日报, and 全省.
pub(super) fn of_newspaper<'r>(said: &Said, known: &Known<'r>) -> Option<&'r Region> {
    let kind = known.kind?;
    let [_, lead, ..] = &said.parts;
    let frame = said.frame.iter().map(|name| place::of_newspaper(name));
    let names = [place::newspaper(lead)].into_iter().chain(frame);
    let mut regions = names.filter(|name| !name.is_empty()).filter_map(|name| known.regions.resolve(name, None, known.year));
    regions.find(|region| region.name.ends_with(kind))
}

/// 黑龙江年鉴2007, where the text speaks of 全省.
pub(super) fn of_yearbook<'r>(said: &Said, known: &Known<'r>) -> Option<&'r Region> {
    let [headline, ..] = &said.parts;
    let texts = [headline.as_str()].into_iter().chain(said.beside_text.iter().map(String::as_str));
    let mut books = texts.flat_map(|text| text.match_indices("年鉴").map(|(at, _)| &text[..at]));
    books.find_map(|before| {
        let hit = known.regions.find(before).into_iter().find(|hit| hit.bytes.end == before.len())?;
        let region = known.regions.resolve(&before[hit.bytes], None, known.year)?;
        own_or_around(region, known)
    })
}

/// 人民网北京1月3日讯, 新华社福州1月3日电, where the text speaks of 全市 or 全省: the place where it was written, or what it is the capital of.
pub(super) fn of_dateline<'r>(said: &Said, known: &Known<'r>) -> Option<&'r Region> {
    let [_, lead, ..] = &said.parts;
    let dateline = lead.strip_suffix(place::without_dateline(lead))?;
    let place = place::places(dateline, known).pop()?;
    own_or_around(place.region, known)
}

/// A region, or the one around it, of the kind that the report calls its own.
fn own_or_around<'r>(region: &'r Region, known: &Known<'r>) -> Option<&'r Region> {
    let kind = known.kind?;
    let mut found = region;
    while !found.name.ends_with(kind) {
        found = known.regions.get(known.regions.parent(&found.code)?, known.year)?;
    }
    Some(found)
}

/// The region that the other reports of its page are about, where it is of the kind that this one calls its own: 全市公安机关….
pub(super) fn beside<'r>(said: &Said, known: &Known<'r>) -> Option<&'r Region> {
    let kind = known.kind?;
    let region = |code: &String| known.regions.get(code, known.year).filter(|region| region.name.ends_with(kind));
    let mut regions: Vec<&Region> = said.beside.iter().filter_map(region).collect();
    regions.pop().filter(|_| regions.is_empty())
}

/// The region whose parts the report lists, where it is what the report calls its own: 全州, and three counties of one prefecture.
pub(super) fn of_list<'r>(said: &Said, known: &Known<'r>) -> Option<&'r Region> {
    let kind = known.kind?;
    let texts = said.parts.iter().chain([&said.rows]);
    let named = texts.flat_map(|text| {
        let places = place::places(text, known).into_iter();
        places.filter(|place| !place::elsewhere(text, place)).map(|place| place.region.code.as_str()).collect::<Vec<_>>()
    });
    let mut named: Vec<&str> = named.filter(|code| *code != "100000").collect();
    named.sort_unstable();
    named.dedup();
    let mut wholes: BTreeMap<&str, usize> = BTreeMap::new();
    for code in &named {
        let mut inner = *code;
        while let Some(outer) = known.regions.parent(inner).filter(|outer| *outer != "100000") {
            *wholes.entry(outer).or_default() += 1;
            inner = outer;
        }
    }
    let fits = |code: &str| known.regions.get(code, known.year).filter(|region| region.name.ends_with(kind));
    let (region, parts) = wholes.iter().filter_map(|(code, n)| Some((fits(code)?, *n))).max_by_key(|(_, n)| *n)?;
    (parts >= LISTED && parts * 4 >= named.len() * 3).then_some(region)
}
