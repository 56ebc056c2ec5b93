//! Whether a figure is reported, a baseline, a target, or part of a narrated case.

use chrono::Datelike;

use super::place;
use super::scene::Scene;
use super::time::{Carry, Found};
use crate::lexicon::words::Grammar;
use crate::span::Bytes;
use crate::text::after_last;
use crate::text::date::{Edge, When};

/// Whether the text is telling a single case.
#[derive(Debug, Clone, Default)]
pub struct Story {
    told: bool,
}

/// Openings that end a story: the sentence sums up again.
const SUMS_UP: [&str; 16] = [
    "全年",
    "全市",
    "全省",
    "全县",
    "全区",
    "全国",
    "今年以来",
    "去年以来",
    "截至",
    "目前",
    "一年来",
    "近年来",
    "据统计",
    "中心",
    "支队",
    "市反诈中心",
];
/// Who speaks to the press tells no case.
const PRESS: [&str; 11] = ["获悉", "发布会", "通报", "介绍", "召开", "印发", "公布", "节", "通气会", "座谈会", "会议"];
/// Whose names are half given too, and who tell no case of their own.
const OFFICIALS: [&str; 14] =
    ["发言人", "负责人", "局长", "主任", "支队长", "总队长", "记者", "处长", "政委", "民警", "院长", "检察长", "通讯员", "教导员"];

impl Story {
    /// Begins a sentence.
    pub fn enter(&mut self, scene: &Scene<'_>) {
        let text = scene.text();
        if scene.opens_paragraph || SUMS_UP.iter().any(|word| text.starts_with(word)) {
            self.told = false;
        }
        let year_opens = scene.times.first().is_some_and(|(time, resolved)| {
            time.bytes.start == 0 && resolved.is_some_and(|resolved| resolved.period.start != resolved.period.end)
        });
        if year_opens {
            self.told = false;
        }
        self.told = (self.told || scene.heading.cases || self.begins(scene)) && (scene.heading.cases || !sums_up(scene));
    }

    /// 共打掉团伙31个，其中孙某团伙11人…: a sum told before the person whose case makes the story.
    fn totals(&self, scene: &Scene<'_>, at: &Bytes) -> bool {
        let clause = scene.clause(at);
        let sums = ["共", "累计"].iter().any(|word| clause.contains(word));
        sums && !scene.heading.cases && scene.text().find('某').is_some_and(|person| at.end <= person)
    }

    fn begins(&self, scene: &Scene<'_>) -> bool {
        let text = scene.text();
        let press = || PRESS.iter().any(|word| text.contains(word));
        let opening = text.trim_start_matches(['“', '”', ' ', '（']);
        let skipped = text.len() - opening.len();
        let dated = scene.times.iter().any(|(time, resolved)| {
            let one_day =
                matches!(time.when, When::Days(first, last) if first == last && first.month.is_some()) && time.edge == Edge::Within;
            let early = time.bytes.start <= skipped || text[..time.bytes.start].ends_with(['”', '，', '！']);
            // 累计查验398万人次，6月24日单日突破140万人次: a figure before it is no case's, so neither is this one.
            let opens = !scene.figures_before(time.bytes.start);
            one_day && early && opens && resolved.is_none_or(|resolved| resolved.period.start == resolved.period.end)
        });
        let person = text.match_indices('某').any(|(at, _)| !speaks(text, at));
        // 【周某某】 names who speaks.
        let speaker = text.strip_prefix('【').and_then(|rest| rest.find('】')).map_or(0, |at| at + '【'.len_utf8());
        let case = scene.tags.iter().filter(|tag| tag.is(Grammar::Incident) && tag.bytes.start >= speaker).any(|tag| {
            let word = &text[tag.bytes.clone()];
            // 从日前召开的会议上获悉: what is told was said lately and need not have happened then.
            word != "一名" && !(matches!(word, "日前" | "近日") && press())
        });
        (dated && !press()) || person || case
    }
}

/// Whether a sentence that opens with a day or a passing word goes on to sum up: 1月10日是“110宣传日”。据市局统计，2017年全市….
fn sums_up(scene: &Scene<'_>) -> bool {
    let text = scene.text();
    let counted = text.split('，').next().is_some_and(|clause| clause.starts_with('据') && clause.contains("统计"));
    let of_all = |at: usize| ["全市", "全省", "全国", "全县", "全区", "全州"].iter().any(|all| text[at..].starts_with(all));
    counted
        || scene.times.iter().any(|(time, resolved)| {
            let long = resolved.is_some_and(|resolved| (resolved.period.end - resolved.period.start).num_days() >= 27);
            let all_before = ["机关", "全市", "全省", "全国", "全县", "全区"].iter().any(|all| text[..time.bytes.start].ends_with(all));
            long && time.edge != Edge::Before && (of_all(time.bytes.end) || all_before)
        })
}

/// Whether the half-named person at byte `at` speaks rather than acts: 发言人贺某说, 贺某：.
fn speaks(text: &str, at: usize) -> bool {
    let kind = ["某类", "某些", "某种", "某一", "某个"].iter().any(|word| text[at..].starts_with(word));
    let before: String = text[..at].chars().rev().take(8).collect::<Vec<_>>().into_iter().rev().collect();
    let after: String = text[at..].chars().take(6).collect();
    kind || OFFICIALS.iter().any(|word| before.contains(word))
        || after.contains(['：', '说', '称', '】'])
        || after.contains("表示")
        || after.contains("介绍")
        || after.contains("回答")
}

/// The status of a figure.
pub fn status(scene: &Scene<'_>, how: &str, at: &Bytes, story: &Story, clock: &Carry, time: Option<&Found>) -> &'static str {
    if matches!(how, "from" | "other" | "prior") || place::around(scene, at).is_some() {
        return "baseline";
    }
    if target(scene, at, clock, time) {
        return "target";
    }
    if story.told && !story.totals(scene, at) { "incident" } else { "reported" }
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
    scene.tags.iter().filter(|tag| tag.bytes.start >= word.end && tag.bytes.end <= end).any(|tag| tag.is_any(&level)) || !money()
}

/// A plan: a word of planning before the figure, a heading of plans, or a time after the report's.
fn target(scene: &Scene<'_>, at: &Bytes, clock: &Carry, time: Option<&Found>) -> bool {
    let future = match (time, scene.page.document.period) {
        (Some(found), Some(own)) => found.resolved.period.start > own.end,
        _ => false,
    };
    let planning = [Grammar::Target, Grammar::PlanHeading];
    let announced = || scene.tags.iter().any(|tag| tag.is_any(&planning) && tag.bytes.start <= at.start);
    if scene.heading.plans && !clock.looks_back() || future && (announced() || scene.announces()) {
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
                "将" => ["达", "力争", "确保", "新建", "建成", "提升", "下降"].iter().any(|verb| after.starts_with(verb)),
                // 确保 says as often what was achieved.
                // In a clause behind it only a day to come makes a plan: 确保列车安全，运送旅客48万人次.
                "确保" => {
                    ["达到", "控制在", "下降", "不", "提升", "保持在"].iter().any(|verb| after.contains(verb))
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
