//! What the words before a quantity say: direction, comparison, verb, noun phrase.

use std::ops::Range;

use super::noun::{find_noun, is_verb, noun_of_change, said};
use super::scan::Scene;
use super::token::{Kind, Token};
use crate::lexicon::words::Grammar;
use crate::span::Bytes;
use crate::text::date;

/// Which way a figure went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Direction {
    /// 上升 is 1, 下降 is -1.
    pub sign: i8,
    /// It states the level that is reached: 降至.
    pub to: bool,
    /// Its word.
    pub bytes: Bytes,
}

/// The words before a quantity, taken apart.
#[derive(Debug, Clone, Default)]
pub struct Phrase {
    /// Which way.
    pub direction: Option<Direction>,
    /// 同比, 较2019年.
    pub comparison: Option<Bytes>,
    /// More than one comparison: 同比、环比分别.
    pub comparisons: Vec<Bytes>,
    /// The last verb; an event's verb before a general one.
    pub verb: Option<Bytes>,
    /// The noun phrase counted.
    pub noun: Option<Bytes>,
    /// The whole of what is said, verbs included, for a change of it.
    pub whole: Option<Bytes>,
    /// Tokens of `whole`.
    pub content: Range<usize>,
    /// 由, 从: the earlier of two levels follows.
    pub from: bool,
    /// 占.
    pub share: bool,
    /// Where 占 stands: the part before it, the whole after it.
    pub share_at: Option<usize>,
    /// 分别, 依次: the token.
    pub distribute: Option<usize>,
    /// 各, 均.
    pub each: bool,
    /// 甲县、乙县各查处酒驾32起: 各 before the verb, behind a list; the token.
    pub each_over: Option<usize>,
    /// 其中, 含.
    pub part: bool,
    /// 上年的, 去年.
    pub prior: bool,
    /// 全省平均.
    pub other_level: bool,
    /// 是, 为, 达: the level itself.
    pub reach: bool,
    /// A denominator code.
    pub per: Option<String>,
    /// 连续 stands right before the quantity.
    pub streak: bool,
    /// 其余.
    pub rest: bool,
}

/// Takes apart the tokens before a quantity, from the quantity backwards: what stands nearest to it decides.
pub fn phrase(scene: &Scene<'_>, tokens: &[Token<'_>], pre: &Range<usize>) -> Phrase {
    let text = scene.text;
    let mut phrase = Phrase { content: pre.start..pre.start, ..Phrase::default() };
    let mut functional = vec![false; pre.len()];
    let base = base(text, tokens, pre);
    for at in pre.clone().rev() {
        let token = &tokens[at];
        // Nothing but words that lead over to the number stands behind.
        let adjacent = functional[at + 1 - pre.start..].iter().all(|used| *used);
        let word = &text[token.bytes.clone()];
        let single = word.chars().count() == 1;
        let mut used = true;
        if base.contains(&at) {
            // Part of the comparison before it.
        } else if let Some(comparison) = than_year(text, tokens, at, pre) {
            // 较2023年同比: one comparison.
            if phrase.comparisons.first().is_some_and(|later| text[comparison.end..later.start].is_empty()) {
                phrase.comparisons.remove(0);
                phrase.comparison = None;
            }
            phrase.comparison.get_or_insert(comparison.clone());
            phrase.comparisons.insert(0, comparison);
        } else if token.is_any(&[Grammar::Yoy, Grammar::Mom, Grammar::Previous]) {
            phrase.comparison.get_or_insert(token.bytes.clone());
            phrase.comparisons.insert(0, token.bytes.clone());
            // 高于上年3.8个百分点: base and direction in one.
            if adjacent && token.is_any(&[Grammar::Up, Grammar::Down]) {
                phrase.direction.get_or_insert(Direction { sign: sign(token), to: false, bytes: token.bytes.clone() });
            }
        } else if !adjacent && noun_of_change(text, tokens, at, pre) || single && text[..token.bytes.start].ends_with('最') {
            // 发案最多的三个乡镇.
            used = false;
        } else if token.is_any(&[Grammar::UpTo, Grammar::DownTo, Grammar::UpNoun, Grammar::DownNoun])
            || token.is_any(&[Grammar::Up, Grammar::Down]) && (!single || adjacent || more_done(tokens, &functional, at, pre))
        {
            let to = token.is_any(&[Grammar::UpTo, Grammar::DownTo]);
            // 涨幅控制在3%以内: the noun says which way, and that it is a change.
            if token.is_any(&[Grammar::UpNoun, Grammar::DownNoun]) && phrase.direction.as_ref().is_some_and(|direction| direction.to) {
                phrase.direction = None;
            }
            phrase.direction.get_or_insert(Direction { sign: sign(token), to, bytes: token.bytes.clone() });
            // 少发, 多抓 name the event too.
            if token.event_verb() {
                phrase.verb.get_or_insert(token.bytes.clone());
            }
        } else if token.is(Grammar::Distribute) {
            phrase.distribute.get_or_insert(at);
            phrase.share |= word.ends_with('占');
            phrase.reach |= word.ends_with(['为', '是', '达', '到', '有']);
        } else if token.is(Grammar::Each) && adjacent {
            phrase.each = true;
            phrase.reach |= !single;
        } else if token.is(Grammar::Each) && over_list(tokens, at, pre) {
            phrase.each = true;
            phrase.each_over = Some(at);
        } else if token.is(Grammar::Share) {
            phrase.share = true;
            phrase.share_at = Some(at);
        } else if token.is(Grammar::From) && (adjacent || !single || time_ahead(tokens, at, pre)) {
            phrase.from = true;
        } else if token.is(Grammar::From) && of_former(text, tokens, at, pre) {
            phrase.from = true;
            functional[at + 1 - pre.start..].fill(true);
        } else if token.is(Grammar::Prior) {
            phrase.prior = true;
        } else if token.is(Grammar::OtherLevel) {
            phrase.other_level = true;
        } else if token.is_any(&[Grammar::Part, Grammar::Without]) && (at == pre.start || single_part(word, at, pre, tokens)) {
            phrase.part = true;
        } else if token.is(Grammar::Rest) {
            phrase.rest = true;
            used = false;
        } else if let Some(code) = token.per() {
            phrase.per.get_or_insert(code.to_owned());
            // 低保人均保障标准: with a noun on both sides it is part of that.
            used = adjacent || at == pre.start || !said(&tokens[at - 1]) || !said(&tokens[at + 1]);
        } else if token.is(Grammar::Reach) && (adjacent || !single) {
            phrase.reach = true;
        } else if token.is(Grammar::Adverb) && grown_into_word(text, tokens, at, pre) {
            used = false;
        } else if adjacent && matches!(word, "高" | "低" | "高出" | "低出") && at > pre.start && compares(text, tokens, at - 1, pre) {
            // 较前年高0.6分: too common in nouns to be words of the vocabulary.
            let sign = if word.starts_with('高') { 1 } else { -1 };
            phrase.direction.get_or_insert(Direction { sign, to: false, bytes: token.bytes.clone() });
        } else if matches!(token.kind, Kind::Time)
            || token.is_any(&[Grammar::Adverb, Grammar::Target]) && !token.noun() && !token.event_verb()
        {
            phrase.streak |= adjacent && word.ends_with("连续");
        } else {
            // 是2019年同期的48.8%.
            used = adjacent && (word == "的" || of_season(text, tokens, at, pre))
                || matches!(token.mark(), Some('，' | ' ' | '●' | '◆' | '■' | '▲' | '☆' | '•' | '：' | '|' | '（' | '—'));
        }
        functional[at - pre.start] = used;
    }
    find_noun(scene, tokens, pre, &functional, &mut phrase);
    // 换乘比例达91%: the word for the share is part of what it is called by.
    let share = phrase.share_at.map_or(0, |at| tokens[at].bytes.start);
    if let Some(word) = ["比例", "比重"].into_iter().find(|word| text[share..].starts_with(word)) {
        for noun in [&mut phrase.noun, &mut phrase.whole].into_iter().flatten().filter(|noun| noun.end == share) {
            noun.end += word.len();
        }
    }
    phrase
}

/// 比去年春运期间, 较2023年国庆假期: the festival or season behind the year compared with.
fn base(text: &str, tokens: &[Token<'_>], pre: &Range<usize>) -> Range<usize> {
    let compared = pre.clone().find(|&at| compares(text, tokens, at, pre));
    let start = compared.map_or(pre.end, |at| at + 1);
    let season = |at: &usize| date::is_season(&text[tokens[*at].bytes.clone()]);
    let end = start + (start..pre.end).take_while(season).count();
    if tokens[start..end].iter().all(|token| token.mark().is_some()) { start..start } else { start..end }
}

/// 恢复至2019年春节同期的: a festival or season, and the year right before it.
fn of_season(text: &str, tokens: &[Token<'_>], at: usize, pre: &Range<usize>) -> bool {
    let season = |at: usize| {
        let word = text[tokens[at].bytes.clone()].trim_end_matches('的');
        !word.is_empty() && date::is_season(word)
    };
    let start = (pre.start..=at).rev().take_while(|&at| season(at)).last();
    start.is_some_and(|start| start > pre.start && matches!(tokens[start - 1].kind, Kind::Time))
}

/// 从2021年的发案61起，到2025年的35起: the word opens its clause and a time follows it.
fn time_ahead(tokens: &[Token<'_>], at: usize, pre: &Range<usize>) -> bool {
    let opens = at == pre.start || tokens[at - 1].mark().is_some();
    opens && at + 1 < pre.end && matches!(tokens[at + 1].kind, Kind::Time)
}

/// 由法定的5个工作日压缩至…: a few words that say of what time or kind the first of two levels is.
fn of_former(text: &str, tokens: &[Token<'_>], at: usize, pre: &Range<usize>) -> bool {
    let Some(last) = tokens.get(pre.end.wrapping_sub(1)).filter(|_| at + 1 < pre.end) else { return false };
    let said = &text[tokens[at].bytes.end..last.bytes.end];
    let plain = tokens[at + 1..pre.end].iter().all(|token| token.mark().is_none() && !token.event_verb() && !token.is(Grammar::Verb));
    plain && said.ends_with('的') && said.chars().count() <= 8
}

/// 共享泊位, 成功率: an adverb that is the beginning of a noun.
fn grown_into_word(text: &str, tokens: &[Token<'_>], at: usize, pre: &Range<usize>) -> bool {
    let Some(next) = tokens.get(at + 1).filter(|_| at + 1 < pre.end) else { return false };
    let word = &text[next.bytes.clone()];
    let single = text[tokens[at].bytes.clone()].chars().count() == 1;
    matches!(word, "率" | "数" | "量") || single && matches!(next.kind, Kind::Text) && !word.starts_with(['有', '为', '达', '计'])
}

/// 较上年多捣毁25处: 多 before the verb that stands at the number.
fn more_done(tokens: &[Token<'_>], functional: &[bool], at: usize, pre: &Range<usize>) -> bool {
    at + 2 <= pre.end && tokens[at + 1].event_verb() && functional[at + 2 - pre.start..].iter().all(|used| *used)
}

/// Whether a list stands before the 各 at `at`, and a verb behind it: 各成功破获.
fn over_list(tokens: &[Token<'_>], at: usize, pre: &Range<usize>) -> bool {
    let clause = || tokens[pre.start..at].iter().rev().take_while(|token| token.mark() != Some('，'));
    let next = tokens[at + 1..pre.end].iter().find(|token| is_verb(token) || !token.is(Grammar::Adverb));
    next.is_some_and(is_verb) && clause().any(|token| matches!(token.mark(), Some('、' | '和')))
}

/// Whether the token at `at` ends a comparison: 比上年, 较2019年.
fn compares(text: &str, tokens: &[Token<'_>], at: usize, pre: &Range<usize>) -> bool {
    tokens[at].is_any(&[Grammar::Yoy, Grammar::Mom, Grammar::Previous, Grammar::OtherLevel])
        || at > pre.start && matches!(tokens[at].kind, Kind::Time) && than_year(text, tokens, at - 1, pre).is_some()
}

fn sign(token: &Token<'_>) -> i8 {
    if token.is_any(&[Grammar::Up, Grammar::UpTo, Grammar::UpNoun]) { 1 } else { -1 }
}

/// 含 and 中有 are common characters: as words of the grammar they stand at the beginning or right before the number.
fn single_part(word: &str, at: usize, pre: &Range<usize>, tokens: &[Token<'_>]) -> bool {
    word.chars().count() > 1
        && (at + 1 == pre.end || tokens[pre.start..at].iter().all(|token| token.mark().is_some() || token.is(Grammar::Adverb)))
}

/// 较2019年, 比2020年, 同比2019年, 与2019年相比: the whole of it.
fn than_year(text: &str, tokens: &[Token<'_>], at: usize, pre: &Range<usize>) -> Option<Bytes> {
    let token = &tokens[at];
    let next = tokens.get(at + 1).filter(|next| at + 1 < pre.end && matches!(next.kind, Kind::Time))?;
    let word = &text[token.bytes.clone()];
    let lead = ["同比", "相比", "相较于", "相较", "较之", "较", "比", "与"].into_iter().find(|lead| word.ends_with(lead))?;
    let year = &text[next.bytes.clone()];
    // 较二季度, 比6月, 比上半年.
    let part = year.ends_with("季度") || year.ends_with("半年") || year.ends_with('月') || year.ends_with("月份");
    (part || year.chars().next().is_some_and(|c| c.is_ascii_digit())).then(|| token.bytes.end - lead.len()..next.bytes.end)
}
