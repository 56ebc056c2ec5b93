//! The region that a report is about, by evidence: the places that its headline, its lead, its signature and its bodies name, what it calls
//! its own region (全市), and, where it names none, the site or newspaper it stands in, the places that it lists and the reports beside it.

use std::collections::BTreeMap;

use crate::lexicon::regions::{Level, Region, Regions};
use crate::text::date::{self, When};

use super::place::{self, Known, Place, Role};
use super::publisher;
use super::words::words;

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
/// So many parts of a region must be listed to tell it.
const LISTED: usize = 3;

/// Region and publisher of a report.
pub(super) fn find<'r>(said: &Said, year: Option<i32>, regions: &'r Regions) -> (Option<&'r Region>, Option<String>) {
    let mut known = Known { kind: kind(said), year, ..Known::nothing(regions) };
    known.context = context(said, &known);
    let [headline, lead, opening, _] = &said.parts;
    let ranked = votes(said, &known);
    // Of a region and its parts with equal votes the whole; of others, none: a list of places is no report's region.
    let best = ranked.iter().max_by(|a, b| a.1.0.cmp(&b.1.0).then(b.0.cmp(a.0))).map(|(_, vote)| *vote);
    let best = best.filter(|(score, _)| *score >= ENOUGH);
    let best = best.filter(|(score, region)| {
        ranked.values().all(|(other, o)| other < score || region.zip(*o).is_none_or(|(region, o)| regions.contains(&region.code, &o.code)))
    });
    let national = words().national.words().filter_map(|body| headline.find(body).or_else(|| lead.find(body)).map(|at| (at, body)));
    let national = national.min().map(|(_, body)| body);
    // 国家移民管理局发布…: a headline that opens with such a body is about the whole country, and so is a text that it speaks in of 全国.
    let opens = headline.lines().any(|line| words().national.opens(line));
    // 从铁路公安局获悉，…各地铁路公安机关…, where no region is named.
    let of_all = |part: &String| part.contains("全国") || best.is_none() && part.contains("各地");
    let whole = headline.contains("全国")
        || lead.contains("全国公安机关") && !of_part(said, &known)
        || opens
        || (national.is_some() && [lead, opening].into_iter().any(of_all));
    if let Some(nation) = regions.get("100000", year).filter(|_| whole && best.is_none_or(|(score, _)| score < WEIGHTS[0])) {
        return (Some(nation), national.map(str::to_owned));
    }
    // 南宁市 in a report that speaks of 全区, in a newspaper of 广西: a place that it names in passing.
    let passing = |(score, region): &(u32, Option<&'r Region>)| {
        *score < ENOUGH * ACTING && region.is_some_and(|region| known.kind.is_some_and(|kind| !region.name.ends_with(kind)))
    };
    let around = best.filter(passing).and_then(|(_, region)| {
        of_newspaper(said, &known).filter(|whole| region.is_some_and(|region| regions.contains(&whole.code, &region.code)))
    });
    // 都江堰市 in a report that speaks of 全省 and of what the bureau of the province did: where something took place.
    let around = around.or_else(|| best.filter(passing).and_then(|(_, region)| acting_around(said, region?, &known)));
    let region = match best {
        _ if around.is_some() => around,
        Some((_, region)) => region,
        None => {
            let around = || of_frame(said, &known).or_else(|| of_list(said, &known)).or_else(|| of_newspaper(said, &known));
            around().or_else(|| beside(said, &known)).or_else(|| nationwide(said, &known))
        }
    };
    let publisher = region.and_then(|region| publisher::find(said, region, &known));
    (region, publisher)
}

/// The region around one, of the kind that the report calls its own, if its body acts in the text.
fn acting_around<'r>(said: &Said, region: &Region, known: &Known<'r>) -> Option<&'r Region> {
    let kind = known.kind?;
    let around = |place: &Place<'r>| {
        place.region.name.ends_with(kind) && place.region.code != region.code && known.regions.contains(&place.region.code, &region.code)
    };
    let acting = |text: &String| place::places(text, known).into_iter().find(|place| around(place) && place::acts(text, place));
    said.parts.iter().find_map(acting).map(|place| place.region)
}

/// Whether a report speaks more often of its own part of the country: 全国公安机关…行动开展以来，全省公安机关已….
fn of_part(said: &Said, known: &Known<'_>) -> bool {
    let count = |word: &str| said.parts.iter().map(|part| part.matches(word).count()).sum::<usize>();
    known.kind.is_some_and(|kind| count(&format!("全{kind}")) > count("全国"))
}

/// What each region gathers, by code; the empty code gathers for areas that have none.
fn votes<'r>(said: &Said, known: &Known<'r>) -> BTreeMap<&'r str, (u32, Option<&'r Region>)> {
    let mut votes: BTreeMap<&str, (u32, Option<&Region>)> = BTreeMap::new();
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
            let counts = if lends { weight >= SPEAKING } else { acting || (mentions && !place::elsewhere(text, place)) };
            if place.region.level == Level::Nation || !counts {
                continue;
            }
            let (code, region) = if lends { ("", None) } else { (place.region.code.as_str(), Some(place.region)) };
            votes.entry(code).or_insert((0, region)).0 += if acting || lends { weight * ACTING } else { weight };
        }
    }
    votes
}

/// Every certain place of the page, once.
fn context<'r>(said: &Said, known: &Known<'r>) -> Vec<&'r Region> {
    let texts = said.parts.iter().chain([&said.rows, &said.signature]).chain(&said.frame);
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

/// The region of the body whose page this is, unless the report calls its own region otherwise: a county's report on the site of its province.
fn of_frame<'r>(said: &Said, known: &Known<'r>) -> Option<&'r Region> {
    let acting = said.frame.iter().flat_map(|text| {
        let places = place::places(text, known).into_iter();
        places.filter(|place| place::acts(text, place)).map(|place| place.region).collect::<Vec<_>>()
    });
    let regions: BTreeMap<&str, &Region> = acting.map(|region| (region.code.as_str(), region)).collect();
    let mut regions = regions.into_values().filter(|region| known.kind.is_none_or(|kind| region.name.ends_with(kind)));
    regions.next().filter(|_| regions.next().is_none())
}

/// The region of the newspaper, where the report calls its own by that kind and names none: 湖南日报讯, or 来源：湖南日报, and 全省.
fn of_newspaper<'r>(said: &Said, known: &Known<'r>) -> Option<&'r Region> {
    let kind = known.kind?;
    let [_, lead, ..] = &said.parts;
    let frame = said.frame.iter().map(|name| place::of_newspaper(name));
    let names = [place::newspaper(lead)].into_iter().chain(frame);
    let mut regions = names.filter(|name| !name.is_empty()).filter_map(|name| known.regions.resolve(name, None, known.year));
    regions.find(|region| region.name.ends_with(kind))
}

/// The region that the other reports of its page are about, where it is of the kind that this one calls its own: 全市公安机关….
fn beside<'r>(said: &Said, known: &Known<'r>) -> Option<&'r Region> {
    let kind = known.kind?;
    let region = |code: &String| known.regions.get(code, known.year).filter(|region| region.name.ends_with(kind));
    let mut regions: Vec<&Region> = said.beside.iter().filter_map(region).collect();
    regions.pop().filter(|_| regions.is_empty())
}

/// The nation, where the report opens with what was counted in all of it and calls no region its own: 2022年，全国共破获….
fn nationwide<'r>(said: &Said, known: &Known<'r>) -> Option<&'r Region> {
    let [_, lead, opening, _] = &said.parts;
    let counts = |text: &String| {
        let mut behind = text.match_indices("全国").map(|(at, word)| &text[at + word.len()..]);
        behind.any(|rest| words().counted.opens(rest))
    };
    let counts = known.kind.is_none() && [lead, opening].into_iter().any(counts);
    known.regions.get("100000", known.year).filter(|_| counts)
}

/// The region whose parts the report lists, where it is what the report calls its own: 全州, and three counties of one prefecture.
fn of_list<'r>(said: &Said, known: &Known<'r>) -> Option<&'r Region> {
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
