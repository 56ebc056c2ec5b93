//! The region that a figure is about.
//!
//! 1. a region in the head (`友谊县`, `平果市查处酒驾醉驾`);
//! 2. else the last region named before it in the sentence, alone and inside the report's own, unless 全市 and its like stand between;
//! 3. else the report's own. `全省平均` is the level of the province above.

use super::scene::Scene;
use crate::lexicon::regions::{Region, is_full};
use crate::span::Bytes;
use crate::text::after_last;

/// Words that mean the report's own region.
const OWN: [&str; 18] = [
    "全市", "全省", "全区", "全县", "全州", "全国", "全旗", "全盟", "我市", "我省", "我县", "我区", "我州", "各地", "各县", "各区", "合计",
    "共计",
];

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
    // In a list that was handed out a short name is a region; alone only a full one is: 郑州机场 is no city.
    let listed_head = matches!(how, "distributed" | "each" | "listed" | "mismatch" | "back");
    // 聊城市东阿县: the last of a chain is meant.
    let mut named = None;
    for found in regions.find(head) {
        let name = &head[found.bytes.clone()];
        if listed_head && found.bytes.start == 0 || is_full(name) || branch(&head[found.bytes.end..]) {
            named = regions.resolve(name, own, page.year).filter(|region| inside(&region.code)).or(named);
        }
    }
    if named.is_some() {
        return named;
    }
    let before = scene.before(at);
    let clause_start = after_last(before, &['。', '；']);
    for found in scene.regions.iter().rev().filter(|found| found.bytes.end <= at.start && found.bytes.start >= clause_start) {
        let between = &before[found.bytes.end..];
        if OWN.iter().any(|word| between.contains(word)) {
            break;
        }
        let name = &scene.text()[found.bytes.clone()];
        if listed(scene, &found.bytes) || !is_full(name) && own.is_some() && !branch(between) {
            continue;
        }
        if let Some(region) = regions.resolve(name, own, page.year).filter(|region| inside(&region.code)) {
            return Some(region);
        }
    }
    own_region()
}

/// 临桂分局, 象山警方: a body behind a short name.
fn branch(after: &str) -> bool {
    ["分局", "公安", "警方", "交警", "县局", "区局", "市局"].iter().any(|body| after.starts_with(body))
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
