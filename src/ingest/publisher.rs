//! The body that published a report: the one of its region that the report names first.

use crate::lexicon::regions::Region;

use super::place::{self, Known, Place, Role};
use super::region::Said;
use super::words::words;

/// The body of `region`, the region in full: 石狮反诈中心 is 石狮市反诈中心, and 省公安厅 is 甘肃省公安厅.
pub(super) fn find(said: &Said, region: &Region, known: &Known<'_>) -> Option<String> {
    let parts = || said.parts.iter().chain([&said.signature]);
    let named = |text: &String| named(place::without_dateline(text), region, known, false);
    let in_full = |text: &String| self::named(place::without_dateline(text), region, known, true);
    // A headline may shorten the name that the lead gives.
    said.parts
        .iter()
        .take(2)
        .find_map(in_full)
        .or_else(|| parts().find_map(named))
        // 市反诈中心 far down is one of many bodies; at the head of a report it is the one that speaks.
        .or_else(|| said.parts.iter().take(2).find_map(|text| by_kind(text, region, known)))
        .or_else(|| said.frame.iter().find_map(named))
        .or_else(|| parts().any(|part| part.contains("政府工作报告")).then(|| format!("{}人民政府", region.name)))
}

/// The first body of `region` in a text; only where the region stands `in_full`, if so asked.
fn named(text: &str, region: &Region, known: &Known<'_>, in_full: bool) -> Option<String> {
    let full = |place: &Place<'_>| !in_full || text.get(place.bytes.clone()) == Some(region.name.as_str()) || place.role != Role::Named;
    let own = place::places(text, known).into_iter().filter(|place| place.region.code == region.code && full(place));
    own.into_iter().find_map(|place| match &place.role {
        Role::Branch(body) => Some(body.clone()),
        Role::AroundBranch | Role::Beyond => None,
        Role::Named => body(place::after(text, place.bytes.end)).map(|body| format!("{}{body}", region.name)),
    })
}

/// 市公安局, where 市 is what the region is and no other place's: 寿光市公安局 is not the province's.
fn by_kind(text: &str, region: &Region, known: &Known<'_>) -> Option<String> {
    let kinds = ["自治区", "省", "市", "州", "盟", "县", "区", "旗"];
    let own = kinds.into_iter().filter(|kind| region.name.ends_with(kind));
    let places: Vec<_> = known.regions.find(text).into_iter().map(|hit| hit.bytes).collect();
    own.flat_map(|kind| text.match_indices(kind)).find_map(|(at, kind)| {
        let end = at + kind.len();
        let others = places.iter().any(|place| place.start < end && at <= place.end);
        text.get(end..).filter(|_| !others).and_then(body).map(|body| format!("{}{body}", region.name))
    })
}

fn body(rest: &str) -> Option<&'static str> {
    words().bodies.words().filter(|body| rest.starts_with(body)).max_by_key(|body| body.len())
}
