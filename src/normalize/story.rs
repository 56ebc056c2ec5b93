//! Whether the text is telling a single case: a day, a person half named or by surname and title, a case that goes by its day, a speaker's own
//! words; and what ends it.

use super::scene::Scene;
use crate::lexicon::words::Grammar;
use crate::span::Bytes;
use crate::text::date::{Edge, When};
use crate::text::whole;

/// Whether the text is telling a single case.
#[derive(Debug, Clone, Default)]
pub struct Story {
    told: bool,
}

/// Openings besides 全市 and its like that end a story: the sentence sums up again.
const SUMS_UP: [&str; 11] = ["全年", "今年以来", "去年以来", "截至", "目前", "一年来", "近年来", "据统计", "中心", "支队", "市反诈中心"];
/// Who speaks to the press tells no case.
const PRESS: [&str; 11] = ["获悉", "发布会", "通报", "介绍", "召开", "印发", "公布", "节", "通气会", "座谈会", "会议"];
/// Whose names are half given too, and who tell no case of their own.
const OFFICIALS: [&str; 14] =
    ["发言人", "负责人", "局长", "主任", "支队长", "总队长", "记者", "处长", "政委", "民警", "院长", "检察长", "通讯员", "教导员"];

/// What is said of the day of a series, not of a case: 10月2日最高，达….
const PEAKS: [&str; 9] = ["最高", "最多", "最低", "最少", "最大", "新高", "新低", "峰值", "单日"];

impl Story {
    /// Begins a sentence.
    pub fn enter(&mut self, scene: &Scene<'_>) {
        let text = scene.text();
        if scene.opens_paragraph || whole::at_start(text).is_some() || SUMS_UP.iter().any(|word| text.starts_with(word)) {
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
            let peak = PEAKS.iter().any(|word| text[time.bytes.end..].contains(word));
            one_day && early && opens && !peak && resolved.is_none_or(|resolved| resolved.period.start == resolved.period.end)
        });
        let person = text.match_indices('某').any(|(at, _)| !speaks(text, at));
        // 【周某某】 names who speaks.
        let speaker = text.strip_prefix('【').and_then(|rest| rest.find('】')).map_or(0, |at| at + '【'.len_utf8());
        let case = scene.tags.iter().filter(|tag| tag.is(Grammar::Incident) && tag.bytes.start >= speaker).any(|tag| {
            let word = &text[tag.bytes.clone()];
            // 从日前召开的会议上获悉: what is told was said lately and need not have happened then.
            word != "一名" && !(matches!(word, "日前" | "近日") && press())
        });
        // “…，我家丢的18只羊找到了！”: who speaks of what is his own.
        let own = text.split_once('“').is_some_and(|(before, speech)| {
            const OWN: [&str; 7] = ["我家", "我们家", "我的", "我妈", "我爸", "我母亲", "我父亲"];
            let speech = speech.split('”').next().unwrap_or_default();
            !before.contains(|c: char| c.is_ascii_digit()) && OWN.iter().any(|word| speech.contains(word))
        });
        // @某人：, a reader's word.
        let reader = text.starts_with('@') && text.contains('：');
        (dated && !press()) || person || case || own || reader || portrays(text) || titled(scene) || by_day(text)
    }
}

/// 王阿姨被骗8万元: a person by surname and title, who does not speak to the press.
fn titled(scene: &Scene<'_>) -> bool {
    const TITLES: [&str; 11] = ["女士", "先生", "阿姨", "大爷", "大妈", "大娘", "大叔", "奶奶", "爷爷", "婆婆", "老伯"];
    const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤";
    let text = scene.text();
    TITLES.iter().flat_map(|title| text.match_indices(title)).any(|(at, title)| {
        let named = text[..at].ends_with(|c: char| SURNAMES.contains(c));
        let (before, after) = (&text[..at], &text[at + title.len()..]);
        let speaks = after.starts_with(['：', '说', '称']) || ["表示", "介绍", "告诉"].iter().any(|word| after.starts_with(word));
        named && !speaks && !OFFICIALS.iter().any(|word| before.ends_with(word))
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
fn portrays(text: &str) -> bool {
    ["从警", "入警", "入职", "从业", "扎根"].iter().any(|served| {
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
            let of_all = whole::at_start(after).is_some() || whole::at_end(before) || before.ends_with("机关");
            long && time.edge != Edge::Before && of_all
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
