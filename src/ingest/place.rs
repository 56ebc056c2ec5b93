//! Places that a text names, and whether they act in it: what tells a report's own region from one that it mentions.

use std::collections::{BTreeMap, HashSet};
use std::sync::LazyLock;

use regex::Regex;

use super::furniture::NEWSPAPERS;
use super::words::words;
use crate::lexicon::regions::{Level, Region, RegionMatch, Regions, is_full};
use crate::span::Bytes;

/// What is known of a report while its places are read.
#[derive(Debug, Clone)]
pub(super) struct Known<'r> {
    pub regions: &'r Regions,
    /// The year that the report is about.
    pub year: Option<i32>,
    /// The last character of its region's name, by what the report calls it: 市 where it speaks of 全市.
    pub kind: Option<char>,
    /// Branches by the short names of their districts, with the district where it is known: 朝阳分局 in a paper of 北京 is that of 朝阳区, and
    /// never of the city of that name.
    pub branches: BTreeMap<String, Option<&'r Region>>,
    /// Certain places of the whole page. They decide which 鼓楼区 is meant.
    pub context: Vec<&'r Region>,
}

impl<'r> Known<'r> {
    pub(super) fn nothing(regions: &'r Regions) -> Self {
        Known { regions, year: None, kind: None, branches: BTreeMap::new(), context: Vec::new() }
    }
}

/// A place named in a text, resolved within the places named right before it.
#[derive(Debug, Clone)]
pub(super) struct Place<'r> {
    pub bytes: Bytes,
    /// Where the chain of names that it ends (河南省信阳市) begins.
    pub chain: usize,
    pub region: &'r Region,
    pub role: Role,
}

/// What is known of a place beyond its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Role {
    /// Nothing; the words after it tell.
    Named,
    /// It has a branch of the body around it, given in full: 南京市公安局鼓楼分局.
    Branch(String),
    /// It is the region around such a branch.
    AroundBranch,
    /// It only lends its name to an area that no code stands for: a railway's, a development zone's.
    Beyond,
}

/// All places of a text that are certain, or made so by what is known.
pub(super) fn places<'r>(text: &str, known: &Known<'r>) -> Vec<Place<'r>> {
    let regions = known.regions;
    let hits = regions.find(text);
    let sure: HashSet<usize> = regions.sure(text, &hits).into_iter().map(|hit| hit.bytes.start).collect();
    let starts: HashSet<usize> = hits.iter().map(|hit| hit.bytes.start).collect();
    let mut out: Vec<Place<'r>> = Vec::new();
    let mut around: Option<&Region> = None;
    for hit in hits {
        let Some(name) = text.get(hit.bytes.clone()) else { continue };
        // 公安 is short for 公安县 too.
        if words().actors.is(name) {
            continue;
        }
        let chained = out.last().filter(|last| last.bytes.end == hit.bytes.start);
        let chain = chained.map_or(hit.bytes.start, |last| last.chain);
        let within = chained.map(|last| last.region).or(around).map(|region| region.code.as_str());
        let acting = acts_at(text, hit.bytes.end);
        let region = if let Some(district) = known.branches.get(name) {
            *district
        } else if sure.contains(&hit.bytes.start) {
            let by_kind = || if acting && chained.is_none() { of_kind(&hit, name, known) } else { None };
            by_kind().or_else(|| regions.resolve(name, within, known.year)).or_else(|| settled(&hit, name, known, PROVINCE))
        } else if name.starts_with('全') {
            // 全州 is a whole prefecture as often as 全州县.
            None
        } else if acting || text.get(hit.bytes.end..).is_some_and(|rest| rest.starts_with("分局")) {
            let opens = text.get(..hit.bytes.start).is_some_and(opens);
            // 广西公安边防总队东兴边防检查站: a body within the one before it.
            let inner = || regions.resolve(name, Some(within?), known.year).filter(|_| words().bodies.closes(&text[..hit.bytes.start]));
            settled(&hit, name, known, PREFECTURE).or_else(|| regions.resolve(name, None, known.year).filter(|_| opens)).or_else(inner)
        } else {
            None
        };
        let Some(region) = region else { continue };
        if region.level < Level::County && region.level > Level::Nation {
            around = Some(region);
        }
        let branch = branch(text, hit.bytes.end, region, known);
        let role = match branch {
            Some(_) => Role::AroundBranch,
            None if beyond(text, hit.bytes.end, &starts) => Role::Beyond,
            None => Role::Named,
        };
        out.push(Place { bytes: hit.bytes, chain, region, role });
        out.extend(branch.map(|branch| Place { chain, ..branch }));
    }
    out
}

/// Whether the body whose report this is may be named here: at the beginning, behind a date, or behind a word that leads over to it.
fn opens(before: &str) -> bool {
    before.is_empty() || before.ends_with(['\n', '。', '，', ')', '年', '月', '度', '：', '|', '·', '—']) || words().leads.closes(before)
}

/// What a region must have in common with the context: its province, or more.
const PROVINCE: u32 = 1;
/// Its prefecture, or its own full name.
const PREFECTURE: u32 = 10;

/// The candidates that a name can mean: of a full name those that bear it, and only those of the report's year.
fn candidates<'r>(hit: &RegionMatch, name: &str, known: &Known<'r>) -> Vec<&'r Region> {
    let exists = |region: &&Region| match known.year {
        Some(year) => region.exists_in(year),
        None => region.to_year.is_none(),
    };
    let mut all: Vec<&Region> = known.regions.candidates(hit).filter(exists).collect();
    if all.iter().any(|region| region.name == name) {
        all.retain(|region| region.name == name);
    }
    all.dedup_by(|a, b| a.code == b.code);
    all
}

/// The one candidate of a short name that is what the report calls its region: 吉林 is the city where the report speaks of 全市.
fn of_kind<'r>(hit: &RegionMatch, name: &str, known: &Known<'r>) -> Option<&'r Region> {
    let kind = known.kind?;
    let all = candidates(hit, name, known);
    let mut fit = all.iter().filter(|region| region.name.ends_with(kind));
    let one = fit.next().filter(|_| all.len() > 1)?;
    fit.next().is_none().then_some(*one)
}

/// The candidate that the context speaks for more than for any other, and at least `enough`.
fn settled<'r>(hit: &RegionMatch, name: &str, known: &Known<'r>, enough: u32) -> Option<&'r Region> {
    let support = |region: &Region| -> u32 {
        let of = |other: &&Region| match other {
            other if other.code == region.code => 10 * PREFECTURE,
            other if other.level > Level::Province && other.code.get(..4) == region.code.get(..4) => PREFECTURE,
            other if other.code.get(..2) == region.code.get(..2) => PROVINCE,
            _ => 0,
        };
        known.context.iter().map(of).sum()
    };
    let mut ranked: Vec<(u32, &Region)> = candidates(hit, name, known).into_iter().map(|region| (support(region), region)).collect();
    ranked.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.code.cmp(&b.1.code)));
    let &(best, region) = ranked.first()?;
    (best >= enough && ranked.get(1).is_none_or(|(next, _)| *next < best)).then_some(region)
}

/// The branches that a text names by short names that a city and a district share, 朝阳分局; the district is the one of that name near the
/// places of the page.
pub(super) fn branches<'r>(text: &str, known: &Known<'r>) -> Vec<(String, Option<&'r Region>)> {
    let branch = |hit: RegionMatch| {
        let name = text.get(hit.bytes.clone()).filter(|name| !is_full(name))?;
        let rest = text.get(hit.bytes.end..)?;
        let branch = rest.starts_with("分局") || rest.starts_with("公安分局");
        let all = candidates(&hit, name, known);
        let (districts, cities): (Vec<&Region>, Vec<&Region>) = all.into_iter().partition(|region| region.level == Level::County);
        let near =
            |region: &&&Region| known.context.iter().any(|other| other.code != region.code && other.code.get(..2) == region.code.get(..2));
        let mut near = districts.iter().filter(|region| region.name.ends_with('区')).filter(near);
        let district = near.next().filter(|_| near.next().is_none());
        (branch && !cities.is_empty() && !districts.is_empty()).then(|| (name.to_owned(), district.copied()))
    };
    known.regions.find(text).into_iter().filter_map(branch).collect()
}

/// The branch that follows a region: 公安局鼓楼分局 after 南京市. District names are short there, and common words.
fn branch<'r>(text: &str, end: usize, around: &'r Region, known: &Known<'r>) -> Option<Place<'r>> {
    let name = branch_name(text, end)?;
    let resolve = |kind| known.regions.resolve(&format!("{name}{kind}"), Some(&around.code), known.year);
    let mut full = ["", "区", "县", "市"].into_iter().filter_map(resolve);
    let region = full.find(|region| region.code != around.code && known.regions.contains(&around.code, &region.code))?;
    let start = end + "公安局".len();
    let body = format!("{}公安局{name}分局", around.name);
    Some(Place { bytes: start..start + name.len(), chain: start, region, role: Role::Branch(body) })
}

fn branch_name(text: &str, end: usize) -> Option<&str> {
    let rest = text.get(end..)?.strip_prefix("公安局")?;
    // No further than a name reaches: a long text names very many bodies.
    let reach = rest.char_indices().nth(14).map_or(rest.len(), |(at, _)| at);
    let (name, _) = rest.get(..reach)?.split_once("分局")?;
    (2..=12).contains(&name.chars().count()).then_some(name).filter(|name| name.chars().all(|c| c.is_alphabetic()))
}

/// Whether a place at `end` only lends its name. `starts` holds where other places begin: 上海浦东新区 is one of them.
fn beyond(text: &str, end: usize, starts: &HashSet<usize>) -> bool {
    let rest = text.get(end..).unwrap_or_default();
    let zone = |name: &str| words().zones.opens(name);
    !starts.contains(&end)
        && (words().beyond.opens(rest)
            || zone(rest)
            || branch_name(text, end).is_some_and(|name| words().zones.within(name) || words().beyond.within(name)))
}

/// What follows a place. A short name may be followed by its own kind: 全市 is none of it, 百色市 is.
pub(super) fn after(text: &str, end: usize) -> &str {
    let rest = text.get(end..).unwrap_or_default();
    rest.strip_prefix(['省', '市', '县', '区', '州', '旗', '盟']).unwrap_or(rest)
}

fn acts_at(text: &str, end: usize) -> bool {
    let rest = without_term(after(text, end));
    words().actors.opens(rest) || words().bodies.opens(rest)
}

/// 金寨县第十八届人民代表大会: a body may have its term before it.
fn without_term(rest: &str) -> &str {
    let term = rest.strip_prefix('第').and_then(|rest| rest.split_once('届'));
    term.filter(|(number, _)| number.chars().count() <= 3).map_or(rest, |(_, body)| body)
}

/// Whether a place is the one that acts: 茂名警方, 十堰市公安局.
pub(super) fn acts(text: &str, place: &Place<'_>) -> bool {
    match place.role {
        Role::Branch(_) => true,
        Role::AroundBranch | Role::Beyond => false,
        // A branch is a district's; 武汉分局 may be a river's.
        Role::Named if after(text, place.bytes.end).starts_with("分局") => place.region.level == Level::County,
        Role::Named => acts_at(text, place.bytes.end),
    }
}

/// Whether the words before a place, or before the list that it stands in, say that something happened there.
pub(super) fn elsewhere(text: &str, place: &Place<'_>) -> bool {
    let before = text.get(..place.chain).unwrap_or_default();
    let listed = || {
        let clause = before.rsplit(['，', '。', ';', '\n']).next().unwrap_or_default();
        let first = clause.split_once('、').filter(|_| clause.ends_with('、')).map_or("", |(first, _)| first);
        let names = |word: &str| first.rsplit_once(word).is_some_and(|(_, name)| (2..=LONGEST_NAME).contains(&name.chars().count()));
        words().elsewhere.words().any(names)
    };
    words().elsewhere.closes(before) || listed()
}

/// Names of places in lists have no more characters.
const LONGEST_NAME: usize = 8;

/// A dateline names the place of the newspaper.
pub(super) fn without_dateline(text: &str) -> &str {
    static DATELINE: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(&format!(r"^{NEWSPAPERS}[\p{{Han}}\d]{{0,14}}?[讯电]")).expect("a constant pattern"));
    DATELINE.find(text).map_or(text, |found| text.get(found.end()..).unwrap_or_default())
}

/// The place that the newspaper of a dateline is called by: 湖南 of 湖南日报7月22日讯.
pub(super) fn newspaper(text: &str) -> &str {
    let dateline = text.strip_suffix(without_dateline(text)).unwrap_or_default();
    of_newspaper(dateline)
}

/// The place in a newspaper's title: 湖南 of 湖南日报.
pub(super) fn of_newspaper(title: &str) -> &str {
    let name = title.split_once('报').map_or("", |(name, _)| name);
    name.trim_end_matches(['日', '晚', '早', '时', '晨', '商']).trim_end_matches("都市").trim_end_matches("法制").trim_end_matches("法治")
}
