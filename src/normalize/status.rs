//! Whether a figure is reported, a baseline, a target, or part of a narrated case.

use chrono::Datelike;

use super::baseline::{heads_clause, holds};
use super::carry::Carry;
use super::scene::Scene;
use super::story::Story;
use super::time::Found;
use crate::lexicon::words::Grammar;
use crate::model::Role;
use crate::span::Bytes;
use crate::text::after_last;
use crate::text::date::{Edge, When};

/// The status of a figure.
pub fn status(scene: &Scene<'_>, how: &str, role: Role, at: &Bytes, story: &Story, clock: &Carry, time: Option<&Found>) -> &'static str {
    if matches!(how, "from" | "other" | "prior") {
        return "baseline";
    }
    // 去年同期，…: the time last named.
    let named = scene.times.iter().rfind(|(named, _)| named.bytes.end <= at.start);
    if named.is_some_and(|(named, _)| heads_clause(scene.text(), named) && holds(scene.text(), named, at, role)) {
        return "baseline";
    }
    if target(scene, at, clock, time) {
        return "target";
    }
    if story.tells(scene, at) { "incident" } else { "reported" }
}

/// 确保年底前…: a day to come between two places.
fn deadline(scene: &Scene<'_>, from: usize, to: usize) -> bool {
    scene.times.iter().any(|(time, _)| time.edge == Edge::Before && from <= time.bytes.start && time.bytes.end <= to)
}

/// 全市计划新建…: the verb stands at the head of its clause, or behind who plans or when; the noun behind what is planned.
fn plans(scene: &Scene<'_>, word: &Bytes) -> bool {
    let (before, after) = (&scene.text()[..word.start], &scene.text()[word.end..]);
    // 完成年计划的118%
    if after.starts_with('的') {
        return false;
    }
    let leads = scene.tags.iter().any(|tag| {
        tag.bytes.end == word.start && tag.is_any(&[Grammar::Actor, Grammar::Adverb, Grammar::Topic, Grammar::Target, Grammar::Prior])
    });
    leads
        || before.is_empty()
        || before.ends_with(|c: char| c.is_ascii_punctuation() || "，。；：、！？（ ".contains(c))
        || scene.times.iter().any(|(time, _)| time.bytes.end == word.start)
        || scene.regions.iter().any(|region| region.bytes.end == word.start)
}

/// 争取增长5%, 争取建成30个: a level, a change or a deed is striven for; a sum of money without them was won.
fn strives(scene: &Scene<'_>, word: &Bytes) -> bool {
    let rest = &scene.text()[word.end..];
    let end = word.end + rest.find(|c: char| c.is_ascii_digit() || "，。；".contains(c)).unwrap_or(rest.len());
    let money = || rest[..end - word.end].contains(['资', '债', '款', '金']);
    let level = [Grammar::Up, Grammar::Down, Grammar::UpTo, Grammar::DownTo, Grammar::Reach];
    // 争取各方支持，建成33个: what was won stands before the comma.
    let won = || scene.text()[end..].starts_with('，');
    scene
        .tags
        .iter()
        .filter(|tag| tag.bytes.start >= word.end && tag.bytes.end <= end && tag.bytes.len() > '多'.len_utf8())
        .any(|tag| tag.is_any(&level))
        || !money() && !won()
}

/// 今年1至5月，破获… under a heading that looks ahead, in a page that came out when they were over: a time that the sentence names, and no word
/// of planning.
fn over(scene: &Scene<'_>, at: &Bytes) -> bool {
    let published = scene.page.document.date_published;
    let named = scene
        .times
        .iter()
        .filter(|(time, _)| time.bytes.end <= at.start && matches!(time.when, When::Months(..) | When::Quarters(..) | When::Days(..)));
    let past = named.filter_map(|(_, resolved)| *resolved).any(|resolved| published.is_some_and(|day| resolved.period.end <= day));
    past && !scene.tags.iter().any(|tag| tag.is(Grammar::Target) && tag.bytes.end <= at.start)
}

/// A plan: a word of planning before the figure, a heading of plans, or a time after the report's.
fn target(scene: &Scene<'_>, at: &Bytes, clock: &Carry, time: Option<&Found>) -> bool {
    let future = match (time, scene.page.document.period) {
        (Some(found), Some(own)) => found.resolved.period.start > own.end,
        _ => false,
    };
    let planning = [Grammar::Target, Grammar::PlanHeading];
    let announced = || scene.tags.iter().any(|tag| tag.is_any(&planning) && tag.bytes.start <= at.start);
    if scene.heading.plans && !clock.looks_back() && !over(scene, at) || future && (announced() || scene.announces()) {
        return true;
    }
    let colon = scene
        .tags
        .iter()
        .filter(|tag| tag.is(Grammar::PlanHeading))
        .any(|tag| scene.text()[tag.bytes.end..].starts_with('：') && tag.bytes.end <= at.start);
    if colon {
        return true;
    }
    let before = scene.before(at);
    let clause = after_last(before, &['。', '；', '！', '？']);
    let planned =
        scene.tags.iter().filter(|tag| tag.is(Grammar::Target) && tag.bytes.end <= at.start && tag.bytes.start >= clause).any(|tag| {
            let word = &scene.text()[tag.bytes.clone()];
            let after = &before[tag.bytes.end..];
            match word {
                // 将…转给 and 将于: a plan only with a verb of aim behind it.
                "将" => scene.cues().aims.opens(after),
                // 确保 says as often what was achieved.
                // In a clause behind it only a day to come makes a plan: 确保列车安全，运送旅客48万人次.
                "确保" => {
                    scene.cues().ensured.within(after)
                        && (scene.page.document.period.is_none() && !after.contains('，') || deadline(scene, tag.bytes.end, at.start))
                }
                // 计划 behind what it plans (招生计划) and 争取 before what was won (争取资金) are no plans.
                "计划" => plans(scene, &tag.bytes),
                "争取" => strives(scene, &tag.bytes),
                // 预计全年实现…, written before the year was over: the report's own figure.
                "预计" => {
                    future || scene.page.document.period.is_none_or(|own| own.start.year() != own.end.year() || own.end.month() != 12)
                }
                _ => true,
            }
        });
    // 到2027年: a year after the report's, or any where the report has none.
    let until_year = scene.times.iter().any(|(found, resolved)| {
        let stated = found.bytes.end <= at.start && scene.text()[..found.bytes.start].ends_with('到') && found.bytes.start >= clause;
        let later = resolved.is_some_and(|r| scene.page.year.is_none_or(|year| r.period.end.year() > year));
        // 到2026年底: where the report's own year says that it is yet to come.
        let year = matches!(found.when, When::Years(..)) || scene.page.year.is_some();
        stated && later && year && !before[..found.bytes.start].contains(['由', '从'])
    });
    planned || until_year
}
