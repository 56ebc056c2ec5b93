//! Whether a figure behind 截至 is what there is on that day, by the noun that it counts.

use super::scene::Scene;
use crate::span::Bytes;
use crate::text::CLAUSE_MARKS;

/// 户籍人口21万人，其中女性10万人: what there is, and a part of it.
pub(super) fn stands(scene: &Scene<'_>, at: &Bytes) -> bool {
    let clause = scene.clause(at);
    let whole = scene.before(at).strip_suffix(clause).filter(|_| clause.starts_with("其中"));
    let whole = whole.map(|before| before.trim_end_matches('，').rsplit(CLAUSE_MARKS).next().unwrap_or_default());
    [Some(clause), whole].into_iter().flatten().any(|clause| names_stock(scene, clause))
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
