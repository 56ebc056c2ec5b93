//! The special operation that a figure is confined to: a name in quotation marks that 行动 or its like follows, or that ends in it, or one
//! without them where what is told lies within it (在夏季治安打击整治专项行动中).
//!
//! It holds to the end of the sentence, or to the end of the section whose heading names it. Where it is only a means
//! (以“X”为抓手) it confines nothing.

use super::scene::Scene;
use crate::lexicon::cues::Cues;
use crate::span::Bytes;
use crate::text::after_last;

/// Finds the campaign of a figure.
pub fn campaign(scene: &Scene<'_>, at: &Bytes) -> Option<String> {
    let (before, cues) = (scene.before(at), scene.cues());
    let stated = names(before).into_iter().find(|(name, end)| {
        let rest = &before[*end..];
        // A list of names (“昆仑2023”“保卫黄河”等专项行动) is called by its first.
        let near: String = rest.chars().take(14).collect();
        let means = cues.means.within(&near);
        let inside = cues.campaign.closes(name);
        let follows = after_list(rest);
        !means && (inside || cues.campaign.opens(follows) || follows.starts_with("集中"))
    });
    stated.map(|(name, _)| name).or_else(|| plain_name(before, cues)).or_else(|| {
        [scene.run_in.as_deref().unwrap_or_default(), &scene.heading.text].into_iter().find_map(|heading| {
            let (name, end) = names(heading).into_iter().next()?;
            let follows = after_list(&heading[end..]);
            (cues.campaign.closes(&name) || cues.campaign.opens(follows)).then_some(name)
        })
    })
}

/// 在夏季治安打击整治专项行动中, 打击整治养老诈骗专项行动期间: a name without quotation marks, where what is told lies within it.
fn plain_name(before: &str, cues: &Cues) -> Option<String> {
    let (kind, end) = cues
        .operation
        .words()
        .flat_map(|kind| before.match_indices(kind).map(|(at, kind)| (kind, at + kind.len())))
        .filter(|(_, end)| ["中，", "期间，"].iter().any(|within| before[*end..].starts_with(within)))
        .max_by_key(|(_, end)| *end)?;
    let clause = after_last(&before[..end], &['，', '。', '；', '：', '”']);
    let name = &before[clause..end];
    let name = cues.undertakes.words().fold(name, |name, lead| name.rsplit_once(lead).map_or(name, |(_, rest)| rest));
    let bare = name.strip_suffix(kind)?;
    ((2..=20).contains(&bare.chars().count()) && !bare.contains(|c: char| c.is_ascii_digit())).then(|| name.to_owned())
}

/// Names in quotation marks, each with the byte after its closing mark.
fn names(text: &str) -> Vec<(String, usize)> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(open) = text[at..].find('“') {
        let start = at + open + '“'.len_utf8();
        let Some(len) = text[start..].find('”') else { break };
        let name = &text[start..start + len];
        at = start + len + '”'.len_utf8();
        if (2..=12).contains(&name.chars().count()) && !name.contains(['，', '。', '、']) {
            out.push((name.to_owned(), at));
        }
    }
    out
}

/// What follows a list of names: further names, 等, and words without weight left out.
fn after_list(rest: &str) -> &str {
    let mut rest = rest;
    loop {
        let before = rest.len();
        if let Some(inner) = rest.strip_prefix('“')
            && let Some(close) = inner.find('”')
        {
            rest = &inner[close + '”'.len_utf8()..];
        }
        rest = rest.trim_start_matches(['、', '等', '和', '的']);
        for word in ["系列", "各类", "重点"] {
            rest = rest.strip_prefix(word).unwrap_or(rest);
        }
        if rest.len() == before {
            return rest;
        }
    }
}
