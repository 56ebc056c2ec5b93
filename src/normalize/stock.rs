//! Whether a figure behind 截至 is what there is on that day, by what its clause says, or the clause that it goes on from.

use super::scene::Scene;
use crate::lexicon::words::Tag;
use crate::span::Bytes;
use crate::text::{CLAUSE_MARKS, after_last};

/// 户籍人口21万人，其中女性10万人; 共有车辆9辆，专用设备6台: what there is, and what goes on without a verb of its own.
pub(super) fn stands(scene: &Scene<'_>, at: &Bytes) -> bool {
    let text = scene.text();
    let told = scene.after_time(at);
    let mut end = at.start;
    for _ in 0..REACH {
        let start = after_last(&text[..end], &CLAUSE_MARKS);
        let clause = &text[start..end];
        if names_stock(scene, clause) {
            return true;
        }
        let within = |tag: &&Tag<'_>| start <= tag.bytes.start && tag.bytes.end <= end;
        let acts = |tag: &Tag<'_>| tag.verbs().next().is_some() && !text[tag.bytes.clone()].contains('有');
        if scene.tags.iter().filter(within).any(acts) {
            return false;
        }
        if says_there_is(scene, clause) {
            return true;
        }
        // 旅客占比达74.6%: a share goes on with no clause before.
        if start <= told || clause.contains('占') {
            return false;
        }
        end = text[..start].char_indices().next_back().map_or(0, |(mark, _)| mark);
    }
    false
}

/// So many clauses go on from one that says what there is.
const REACH: usize = 12;

/// 现有, 全旗有.
fn says_there_is(scene: &Scene<'_>, clause: &str) -> bool {
    const PLACES: [char; 9] = ['省', '市', '州', '盟', '县', '区', '旗', '国', '街'];
    let place_has = clause.match_indices('有').any(|(at, word)| {
        clause[..at].ends_with(PLACES) && !clause[at + word.len()..].starts_with(['关', '效', '序', '力', '望', '限', '待', '利'])
    });
    (place_has || scene.cues().there_is.within(clause)) && !scene.cues().comes.within(clause)
}

/// Whether a noun for a stock stands before the figure of its clause, and nothing says that it came or went: 新增人口.
fn names_stock(scene: &Scene<'_>, clause: &str) -> bool {
    let figure = |rest: &str| {
        let rest = rest.trim_start_matches(['为', '达', '有', '共']);
        rest.is_empty() || rest.starts_with(|c: char| c.is_ascii_digit())
    };
    let mut named = scene.cues().stock.words().flat_map(|word| clause.match_indices(word));
    named.any(|(at, word)| figure(&clause[at + word.len()..])) && !scene.cues().comes.within(clause)
}
