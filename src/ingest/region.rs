//! The region that a report is about and the body that published it: by the places that its headline, its lead and its bodies name.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;
use serde::Deserialize;

use crate::lexicon::regions::{Level, Region, Regions};
use crate::span::Bytes;
use crate::text::date::{self, When};

/// `about.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    bodies: Vec<String>,
    actors: Vec<String>,
    national: Vec<String>,
    elsewhere: Vec<String>,
}

fn words() -> &'static Words {
    static WORDS: LazyLock<Words> =
        LazyLock::new(|| toml::from_str(include_str!("about.toml")).unwrap_or_else(|problem| panic!("about.toml: {problem}")));
    &WORDS
}

/// A place named in a text, resolved within the places named right before it.
#[derive(Debug, Clone)]
struct Place<'r> {
    bytes: Bytes,
    /// Where the chain of names that it ends (河南省信阳市) begins.
    chain: usize,
    region: &'r Region,
    role: Role,
}

/// What is known of a place beyond its name.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Role {
    /// Nothing; the words after it tell.
    Named,
    /// It has a branch of the body around it, given in full: 南京市公安局鼓楼分局.
    Branch(String),
    /// It is the region around such a branch.
    AroundBranch,
}

/// How much a mention counts: in the headline, in the first paragraph, in the rest of the opening, further down.
const WEIGHTS: [u32; 4] = [40, 12, 3, 1];
/// A mention that acts (茂名警方, 十堰市公安局) counts this many times.
const ACTING: u32 = 5;
/// What a region must gather: one acting mention in the opening, or one mention in the lead.
const ENOUGH: u32 = 12;

/// Region and publisher of a report, whose parts are: headline, lead, rest of the opening, remaining text; all folded.
pub(super) fn find<'r>(parts: &[String; 4], year: Option<i32>, regions: &'r Regions) -> (Option<&'r Region>, Option<String>) {
    let [headline, lead, ..] = parts;
    let mut votes: BTreeMap<&str, (u32, &Region)> = BTreeMap::new();
    for (part, weight) in parts.iter().zip(WEIGHTS) {
        let text = without_dateline(part);
        for place in places(text, year, regions) {
            let acting = acts(text, &place);
            if place.region.level == Level::Nation || (!acting && (weight == 1 || elsewhere(text, &place))) {
                continue;
            }
            let vote = votes.entry(&place.region.code).or_insert((0, place.region));
            vote.0 += if acting { weight * ACTING } else { weight };
        }
    }
    // Of a region and its parts with equal votes the whole; of others, none: a list of places is no report's region.
    let best = votes.values().max_by(|a, b| a.0.cmp(&b.0).then(b.1.code.cmp(&a.1.code))).filter(|(score, _)| *score >= ENOUGH).copied();
    let best = best.filter(|(score, region)| votes.values().all(|(other, o)| other < score || regions.contains(&region.code, &o.code)));
    let national =
        words().national.iter().filter_map(|body| headline.find(body.as_str()).or_else(|| lead.find(body.as_str())).map(|at| (at, body)));
    let national = national.min().map(|(_, body)| body.as_str());
    let whole = headline.contains("全国") || lead.contains("全国公安机关") || (national.is_some() && lead.contains("全国"));
    if let Some(nation) = regions.get("100000", year).filter(|_| whole && best.is_none_or(|(score, _)| score < WEIGHTS[0])) {
        return (Some(nation), national.map(str::to_owned));
    }
    let region = best.map(|(_, region)| region);
    let publisher = region.and_then(|region| publisher(parts, region, year, regions));
    (region, publisher)
}

/// Whether a text names a place that is certain.
pub(super) fn names_place(text: &str, regions: &Regions) -> bool {
    places(text, None, regions).iter().any(|place| place.region.level != Level::Nation)
}

/// The first region whose body a text speaks of: 绍兴市 in 绍兴市公安机关2022年工作回眸.
pub(super) fn first_acting<'r>(text: &str, regions: &'r Regions) -> Option<&'r Region> {
    let text = without_dateline(text);
    places(text, None, regions).into_iter().find(|place| acts(text, place)).map(|place| place.region)
}

/// The region of the body that a lead opens with: 2023年，鄂尔多斯市公安机关….
pub(super) fn of_lead<'r>(text: &str, regions: &'r Regions) -> Option<&'r Region> {
    let year = date::find(text).into_iter().next().filter(|time| time.bytes.start == 0 && matches!(time.when, When::Years(..)))?;
    let rest = text.get(year.bytes.end..)?.trim_start_matches('，');
    let place = places(rest, None, regions).into_iter().find(|place| acts(rest, place))?;
    (place.chain == 0).then_some(place.region)
}

/// All certain places of a text, each resolved within the one before it where they stand in a chain.
fn places<'r>(text: &str, year: Option<i32>, regions: &'r Regions) -> Vec<Place<'r>> {
    let mut out: Vec<Place<'r>> = Vec::new();
    let mut around: Option<&Region> = None;
    for hit in regions.find_sure(text) {
        let Some(name) = text.get(hit.bytes.clone()) else { continue };
        // 公安 is short for 公安县 too.
        if words().actors.iter().any(|actor| actor == name) {
            continue;
        }
        let chained = out.last().filter(|last| last.bytes.end == hit.bytes.start);
        let chain = chained.map_or(hit.bytes.start, |last| last.chain);
        let within = chained.map(|last| last.region).or(around).map(|region| region.code.as_str());
        if let Some(region) = regions.resolve(name, within, year) {
            if region.level < Level::County && region.level > Level::Nation {
                around = Some(region);
            }
            let branch = branch(text, hit.bytes.end, region, year, regions);
            let role = if branch.is_some() { Role::AroundBranch } else { Role::Named };
            out.push(Place { bytes: hit.bytes, chain, region, role });
            out.extend(branch.map(|branch| Place { chain, ..branch }));
        }
    }
    out
}

/// The branch that follows a region: 公安局鼓楼分局 after 南京市. District names are short there, and common words.
fn branch<'r>(text: &str, end: usize, around: &'r Region, year: Option<i32>, regions: &'r Regions) -> Option<Place<'r>> {
    let rest = text.get(end..)?.strip_prefix("公安局")?;
    let (name, _) = rest.split_once("分局")?;
    if !(2..=4).contains(&name.chars().count()) {
        return None;
    }
    let full = ["", "区", "县", "市"].into_iter().filter_map(|kind| regions.resolve(&format!("{name}{kind}"), Some(&around.code), year));
    let region = full.into_iter().find(|region| region.code != around.code && regions.contains(&around.code, &region.code))?;
    let start = end + "公安局".len();
    let body = format!("{}公安局{name}分局", around.name);
    Some(Place { bytes: start..start + name.len(), chain: start, region, role: Role::Branch(body) })
}

fn after<'t>(text: &'t str, place: &Place<'_>) -> &'t str {
    let rest = text.get(place.bytes.end..).unwrap_or_default();
    // A short name may be followed by its own kind: 全市 is none of it, 百色市 is.
    rest.strip_prefix(['省', '市', '县', '区', '州', '旗', '盟']).unwrap_or(rest)
}

fn acts(text: &str, place: &Place<'_>) -> bool {
    match place.role {
        Role::Branch(_) => return true,
        Role::AroundBranch => return false,
        Role::Named => {}
    }
    let rest = after(text, place);
    words().actors.iter().chain(&words().bodies).any(|word| rest.starts_with(word.as_str()))
}

fn elsewhere(text: &str, place: &Place<'_>) -> bool {
    let before = text.get(..place.chain).unwrap_or_default();
    words().elsewhere.iter().any(|word| before.ends_with(word.as_str()))
}

/// A dateline names the place of the newspaper.
fn without_dateline(text: &str) -> &str {
    static DATELINE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:本报|本网|新华社|中新社|中新网|人民网|法治日报|人民公安报)[\p{Han}\d]{0,14}?[讯电]").expect("a constant pattern")
    });
    DATELINE.find(text).map_or(text, |found| text.get(found.end()..).unwrap_or_default())
}

/// The body of `region` that the report names first, its region in full: 石狮反诈中心 is 石狮市反诈中心, and 省公安厅 is 甘肃省公安厅.
fn publisher(parts: &[String; 4], region: &Region, year: Option<i32>, regions: &Regions) -> Option<String> {
    let body = |rest: &str| words().bodies.iter().filter(|body| rest.starts_with(body.as_str())).max_by_key(|body| body.len());
    for part in parts {
        let text = without_dateline(part);
        let own = places(text, year, regions).into_iter().filter(|place| place.region.code == region.code);
        let named = own.into_iter().find_map(|place| match &place.role {
            Role::Branch(body) => Some(body.clone()),
            Role::AroundBranch => None,
            Role::Named => body(after(text, &place)).map(|body| format!("{}{body}", region.name)),
        });
        if named.is_some() {
            return named;
        }
    }
    let kinds: &[&str] = match region.level {
        Level::Nation => &[],
        Level::Province => &["省", "自治区", "市", "区"],
        Level::Prefecture => &["市", "州", "盟"],
        Level::County => &["县", "区", "市", "旗"],
    };
    for part in parts {
        for (at, kind) in kinds.iter().flat_map(|kind| part.match_indices(kind)) {
            if let Some(body) = part.get(at + kind.len()..).and_then(body) {
                return Some(format!("{}{body}", region.name));
            }
        }
    }
    parts.iter().any(|part| part.contains("政府工作报告")).then(|| format!("{}人民政府", region.name))
}
