//! Whether the text is telling a single case: a day, a person half named or by surname and title, a case that goes by its day, a speaker's own
//! words; and what ends it.

use super::scene::Scene;
use crate::lexicon::words::Grammar;
use crate::span::Bytes;
use crate::text::date::Edge;
use crate::text::whole;

/// Whether the text is telling a single case.
#[derive(Debug, Clone, Default)]
pub struct Story {
    told: bool,
}

impl Story {
    /// Begins a sentence.
    pub fn enter(&mut self, scene: &Scene<'_>) {
        let (text, cues) = (scene.text(), scene.cues());
        if scene.opens_paragraph || whole::at_start(text).is_some() || cues.sums_up.opens(text) {
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

    /// Whether a figure is of the case that is told.
    pub fn tells(&self, scene: &Scene<'_>, at: &Bytes) -> bool {
        self.told && !Story::totals(scene, at)
    }

    /// 共打掉团伙31个，其中孙某团伙11人…: a sum told before the person whose case makes the story.
    fn totals(scene: &Scene<'_>, at: &Bytes) -> bool {
        let clause = scene.clause(at);
        let Some(person) = scene.text().find('某').filter(|&person| at.end <= person && !scene.heading.cases) else { return false };
        // 审结毒品案件58件，同比下降4%，对周某判处…: so is what is compared with another year, and what a court or procurator has done.
        let compared = scene.tags.iter().any(|tag| tag.is(Grammar::Yoy) && tag.bytes.end <= person);
        compared || scene.cues().tried.within(clause) || ["共", "累计", "办结"].iter().any(|word| clause.contains(word))
    }

    fn begins(&self, scene: &Scene<'_>) -> bool {
        let (text, cues) = (scene.text(), scene.cues());
        let press = || cues.press.within(text);
        let opening = text.trim_start_matches(['“', '”', ' ', '（']);
        let skipped = text.len() - opening.len();
        let dated = scene.times.iter().any(|(time, resolved)| {
            let one_day = time.when.is_day() && time.edge == Edge::Within;
            let early = time.bytes.start <= skipped || text[..time.bytes.start].ends_with(['”', '，', '！']);
            // 累计查验398万人次，6月24日单日突破140万人次: a figure before it is no case's, so neither is this one.
            let opens = !scene.figures_before(time.bytes.start);
            let peak = cues.peaks.within(&text[time.bytes.end..]);
            // 5月15日是第15个宣传日: a day of that name, on which nothing need have happened.
            let named = text[time.bytes.end..].starts_with('是');
            one_day && early && opens && !peak && !named && resolved.is_none_or(|resolved| resolved.period.start == resolved.period.end)
        });
        let person = text.match_indices('某').any(|(at, _)| !speaks(scene, at));
        // 【周某某】 names who speaks.
        let speaker = text.strip_prefix('【').and_then(|rest| rest.find('】')).map_or(0, |at| at + '【'.len_utf8());
        let case = scene.tags.iter().filter(|tag| tag.is(Grammar::Incident) && tag.bytes.start >= speaker).any(|tag| {
            let word = &text[tag.bytes.clone()];
            // 从日前召开的会议上获悉: what is told was said lately and need not have happened then.
            // 近日内还将…: what is to come.
            let soon = text[tag.bytes.end..].starts_with('内');
            word != "一名" && !(matches!(word, "日前" | "近日") && (press() || soon))
        });
        // “…，我家丢的18只羊找到了！”: who speaks of what is his own.
        let own = text.split_once('“').is_some_and(|(before, speech)| {
            let speech = speech.split('”').next().unwrap_or_default();
            !before.contains(|c: char| c.is_ascii_digit()) && cues.own.within(speech)
        });
        // @某人：, a reader's word.
        let reader = text.starts_with('@') && text.contains('：');
        (dated && !press()) || person || case || own || reader || portrays(scene) || titled(scene) || by_day(text) || one_case(scene)
    }
}

/// 侦破一起跨省盗窃案，抓获…: what is told of the only case that a clause is on, unless it is summed up with others.
fn one_case(scene: &Scene<'_>) -> bool {
    let text = scene.text();
    ["一起", "一宗"].iter().flat_map(|article| text.match_indices(article)).any(|(at, article)| {
        let before = text[..at].trim_end_matches(['了', '出', '获']);
        let done = scene.tags.iter().any(|tag| tag.verbs().next().is_some() && (before.len()..=at).contains(&tag.bytes.end));
        let rest = &text[at + article.len()..];
        let end = rest.find(['，', '。', '；', '、']).filter(|&end| !rest[end..].starts_with('、'));
        let case = end.is_some_and(|end| rest[..end].ends_with('案') || rest[..end].ends_with("案件"));
        let sums = scene.cues().sums_up.within(before) || whole::within(before) || scene.figures_before(at);
        done && case && !sums
    })
}

/// 王阿姨被骗8万元: a person by surname and title, who does not speak to the press.
fn titled(scene: &Scene<'_>) -> bool {
    let (text, cues) = (scene.text(), scene.cues());
    cues.titles.words().flat_map(|title| text.match_indices(title)).any(|(at, title)| {
        let named = cues.surnames.closes(&text[..at]);
        let (before, after) = (&text[..at], &text[at + title.len()..]);
        let speaks = after.starts_with(['：', '说', '称']) || ["表示", "介绍", "告诉"].iter().any(|word| after.starts_with(word));
        named && !speaks && !cues.officials.closes(before)
    })
}

/// “3·06”非法吸收公众存款案: a case that goes by its day.
fn by_day(text: &str) -> bool {
    text.split('“').skip(1).any(|quoted| {
        let Some((name, rest)) = quoted.split_once('”') else { return false };
        let day = name.split_once('·').is_some_and(|(month, day)| {
            let number = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
            number(month) && number(day)
        });
        let case = rest.split(['，', '。', '等', '、', '；']).next().unwrap_or_default();
        day && case.ends_with('案') && case.chars().count() <= 20
    })
}

/// 从警28年来，她…; 王军入职15年，…: how long one person has served, and not how long persons must have.
fn portrays(scene: &Scene<'_>) -> bool {
    let (text, cues) = (scene.text(), scene.cues());
    cues.served.words().any(|served| {
        text.match_indices(served).any(|(at, word)| {
            let rest = &text[at + word.len()..];
            // 扎根山区派出所19年.
            let place = rest
                .find(|c: char| c.is_ascii_digit() || "，。；、一二三四五六七八九十".contains(c))
                .filter(|_| word == "扎根")
                .unwrap_or(0);
            let rest = rest[place..].trim_start_matches(['的', '已', '有', '近']);
            let years = rest.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十余多".contains(c));
            let whose = text[..at].ends_with("平均") || text[..at].ends_with('均');
            years.len() < rest.len()
                && years.starts_with(['年', '载'])
                && !years.starts_with("年以上")
                && !years.starts_with("年及以上")
                && !whose
        })
    })
}

/// Whether a sentence that opens with a day or a passing word goes on to sum up: 1月10日是“110宣传日”。据市局统计，2017年全市….
fn sums_up(scene: &Scene<'_>) -> bool {
    let text = scene.text();
    let counted = text.split('，').next().is_some_and(|clause| clause.starts_with('据') && clause.contains("统计"));
    counted
        || scene.times.iter().any(|(time, resolved)| {
            let long = resolved.is_some_and(|resolved| (resolved.period.end - resolved.period.start).num_days() >= 27);
            let (before, after) = (&text[..time.bytes.start], &text[time.bytes.end..]);
            let of_all = whole::at_start(after.trim_start_matches('，')).is_some() || whole::at_end(before) || before.ends_with("机关");
            long && time.edge != Edge::Before && of_all
        })
}

/// Whether the half-named person at byte `at` speaks rather than acts: 发言人贺某说, 贺某：.
fn speaks(scene: &Scene<'_>, at: usize) -> bool {
    let (text, cues) = (scene.text(), scene.cues());
    // 某市某仓库内: a place that is not named.
    let place = text[..at].ends_with(['市', '县', '区', '镇', '乡', '地']);
    let kind = place || ["某类", "某些", "某种", "某一", "某个"].iter().any(|word| text[at..].starts_with(word));
    let before: String = text[..at].chars().rev().take(8).collect::<Vec<_>>().into_iter().rev().collect();
    let after: String = text[at..].chars().take(6).collect();
    kind || cues.officials.within(&before)
        || after.contains(['：', '说', '称', '】'])
        || after.contains("表示")
        || after.contains("介绍")
        || after.contains("回答")
}
