//! The region that a figure is about.
//!
//! 1. a region in the head (`友谊县`, `平果市查处酒驾醉驾`);
//! 2. else the last region named before it in the sentence, alone and inside the report's own, unless 全市 and its like stand between;
//! 3. else the report's own. `全省平均` is the level of the province above.

use super::scene::{Scene, opens_clause};
use super::wider::changes;
use crate::lexicon::regions::{Level, Region, RegionMatch, is_full};
use crate::lexicon::words::Grammar;
use crate::span::Bytes;
use crate::text::{CLAUSE_MARKS, after_last, whole};

/// Finds the region.
pub fn region<'a>(scene: &Scene<'a>, how: &str, head: &str, at: &Bytes) -> Option<&'a Region> {
    let page = scene.page;
    let regions = &page.lexicon.regions;
    let own = page.document.region_code.as_deref();
    let own_region = || own.and_then(|code| regions.get(code, page.year));
    if how == "other" {
        if scene.clause(at).contains("全国") {
            return regions.get("100000", page.year);
        }
        return own.and_then(|code| regions.parent(code)).and_then(|code| regions.get(code, page.year));
    }
    let inside = |code: &str| own.is_none_or(|own| regions.contains(own, code));
    // Alone a short name is a region before its own body, or where none is known yet.
    let named_alone = |name: &str, found: &RegionMatch, after: &str| {
        // 黔东南亡人数降幅最大: the name of a part that opens its clause, unless it is that of a station or a port.
        // 四川开展清查，查处酒驾40起: a province that does something, to the end of its sentence.
        let does =
            || scene.tags.iter().any(|tag| tag.bytes.start == found.bytes.end && (tag.verbs().next().is_some() || tag.is(Grammar::Verb)));
        let part = || {
            let inner =
                || regions.resolve(name, own, page.year).is_some_and(|region| inside(&region.code) && Some(region.code.as_str()) != own);
            // It holds for its own clause, and for the figure alone behind a comma.
            let near =
                after.rsplit_once('，').is_none_or(|(before, last)| !before.contains('，') && (last.chars().count() <= 2 || changes(last)));
            (near || province(scene, found) && does()) && !scene.cues().bears_name.opens(after) && (province(scene, found) || inner())
        };
        // 郑州破案338起、洛阳236起: a place that only its figure follows.
        is_full(name)
            || own.is_none()
            || after.is_empty()
            || scene.cues().branch.opens(after)
            || opens_clause(&scene.text()[..found.bytes.start]) && part()
    };
    // In a list that was handed out a short name is a region; alone only a full one is: 郑州机场 is no city.
    let listed_head = matches!(how, "distributed" | "each" | "listed" | "mismatch" | "back");
    // 聊城市东阿县: the last of a chain is meant.
    let mut named = None;
    for found in regions.find(head) {
        let name = &head[found.bytes.clone()];
        if bears_persons(name, &head[found.bytes.end..]) {
            continue;
        }
        if listed_head && found.bytes.start == 0
            || found.bytes == (0..head.len())
                && regions.resolve(name, own, page.year).is_some_and(|region| inside(&region.code) && Some(region.code.as_str()) != own)
            || is_full(name)
            || found.bytes.start == 0 && province(scene, &found)
            || scene.cues().branch.opens(&head[found.bytes.end..])
        {
            named = regions.resolve(name, own, page.year).filter(|region| inside(&region.code)).or(named);
        }
    }
    // 长春、吉林、四平分别…: in a list the name that a city shares with its province is the city's.
    if let Some(whole) = named.filter(|region| listed_head && Some(region.code.as_str()) == own) {
        let inner = regions
            .find(head)
            .into_iter()
            .filter(|found| found.bytes.start == 0)
            .flat_map(|found| regions.candidates(&found).collect::<Vec<_>>());
        return inner
            .into_iter()
            .find(|region| region.code != whole.code && inside(&region.code) && region.to_year.is_none())
            .or(Some(whole));
    }
    if named.is_some() {
        return named;
    }
    let before = scene.before(at);
    let clause_start = after_last(before, &['。', '；']);
    for found in scene.regions.iter().rev().filter(|found| found.bytes.end <= at.start && found.bytes.start >= clause_start) {
        // 青州全市: the whole of the region just named.
        let between = &before[found.bytes.end..];
        let between = whole::strip(between).unwrap_or(between);
        if whole::within(between) || scene.cues().of_all.within(between) {
            break;
        }
        let name = &scene.text()[found.bytes.clone()];
        // 位居全国第一: where it ranks.
        if name == "全国" && between.starts_with(['第', '前', '首', '领']) {
            continue;
        }
        if bears_persons(name, &scene.text()[found.bytes.end..]) {
            continue;
        }
        if listed(scene, &found.bytes) || told_in_list(scene, &found.bytes, at.start) || !named_alone(name, found, between) {
            continue;
        }
        if let Some(region) = regions.resolve(name, own, page.year).filter(|region| inside(&region.code)) {
            return Some(region);
        }
    }
    labelled(scene, at, own).or_else(|| sibling(scene, at, own_region()?)).or_else(own_region)
}

/// 2014年新野县共破获…, 金凤区分局上半年破获… in the report of another county of the city: one in full that acts at the head of the clause.
fn sibling<'a>(scene: &Scene<'a>, at: &Bytes, own: &Region) -> Option<&'a Region> {
    let (regions, text) = (&scene.page.lexicon.regions, scene.text());
    let start = at.start - scene.clause(at).len();
    scene.regions.iter().filter(|found| found.bytes.start >= start && found.bytes.end <= at.start).find_map(|found| {
        let (before, after) = (&text[start..found.bytes.start], &text[found.bytes.end..at.start]);
        let name = &text[found.bytes.clone()];
        let dated = scene.times.iter().any(|(time, _)| time.bytes.start == start && time.bytes.end == found.bytes.start);
        let does = after.starts_with('共') && !after.starts_with("共青团") || scene.cues().branch.opens(after);
        let region = regions.resolve(name, Some(&own.code), scene.page.year)?;
        let near = region.level == Level::County && own.level == Level::County && region.code.get(..4) == own.code.get(..4);
        ((before.is_empty() || dated) && does && is_full(name) && near).then_some(region)
    })
}

/// 香港居民, 台湾同胞: where those who are counted are at home, and not where they were.
fn bears_persons(name: &str, after: &str) -> bool {
    ["香港", "澳门", "台湾"].iter().any(|home| name.starts_with(home)) && ["居民", "同胞", "籍"].iter().any(|whom| after.starts_with(whom))
}

/// 静宁：全县…; 崇信、华亭：…分别下降21.4%和17.6%: the parts that stand before the colon at the head of the paragraph.
fn labelled<'a>(scene: &Scene<'a>, at: &Bytes, own: Option<&str>) -> Option<&'a Region> {
    let regions = &scene.page.lexicon.regions;
    let (label, _) = scene.opening().split_once('：')?;
    let names: Vec<&str> = label.split(['、', '和', '与']).collect();
    let part = |name: &str| {
        regions
            .resolve(name, own, scene.page.year)
            .filter(|part| own.is_some_and(|own| own != part.code && regions.contains(own, &part.code)))
    };
    let parts: Vec<&Region> = names.into_iter().map(part).collect::<Option<_>>()?;
    if let [only] = parts.as_slice() {
        return Some(only);
    }
    let (_, given) = scene.before(at).rsplit_once("分别").filter(|(_, given)| !given.contains('，'))?;
    parts.get(given.matches(['、', '和']).count()).copied()
}

/// In a report on the whole country the short name of a province is one: 其中云南占三成.
fn province(scene: &Scene<'_>, found: &RegionMatch) -> bool {
    let nation = scene.page.document.region_code.as_deref() == Some("100000");
    nation && scene.page.lexicon.regions.candidates(found).any(|region| region.level == Level::Province)
}

/// 其中甲区14处、乙区11处，缴获手机1.3万部: regions with a figure each, and behind their clause what is the whole's again.
fn told_in_list(scene: &Scene<'_>, place: &Bytes, at: usize) -> bool {
    let text = scene.text();
    let start = after_last(&text[..place.start], &CLAUSE_MARKS);
    let end = text[place.end..].find(CLAUSE_MARKS).map_or(text.len(), |end| place.end + end);
    let figure = |between: &str| between.contains(|c: char| c.is_ascii_digit());
    at > end
        && scene.regions.iter().filter(|other| other.bytes.start >= start && other.bytes.end <= end).any(|other| {
            let (first, second) = if other.bytes.start < place.start { (&other.bytes, place) } else { (place, &other.bytes) };
            text.get(first.end..second.start).is_some_and(figure)
        })
}

/// Whether a region stands in a list of regions; such a list is about all of them together.
fn listed(scene: &Scene<'_>, place: &Bytes) -> bool {
    let joined = |gap: &str| matches!(gap, "、" | "和" | "及" | "与");
    // 某某市甲县、某某市乙县等20个县: a chain of names is one member.
    let (mut start, mut end) = (place.start, place.end);
    while let Some(before) = scene.regions.iter().find(|other| other.bytes.end == start && other.bytes.start < start) {
        start = before.bytes.start;
    }
    while let Some(after) = scene.regions.iter().find(|other| other.bytes.start == end && other.bytes.end > end) {
        end = after.bytes.end;
    }
    if scene.text()[end..].starts_with('等') {
        return true;
    }
    scene.regions.iter().any(|other| {
        other.bytes.end <= start && joined(&scene.text()[other.bytes.end..start])
            || other.bytes.start >= end && joined(&scene.text()[end..other.bytes.start])
    })
}
