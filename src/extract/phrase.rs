//! What the words before a quantity say: direction, comparison, verb, noun phrase.

use std::ops::Range;

use super::token::{Kind, Token};
use crate::lexicon::words::Grammar;
use crate::span::Bytes;

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
    /// 分别, 依次: the token.
    pub distribute: Option<usize>,
    /// 各, 均.
    pub each: bool,
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

/// Takes apart the tokens before a quantity.
pub fn phrase(text: &str, tokens: &[Token<'_>], pre: &Range<usize>) -> Phrase {
    let mut phrase = Phrase { content: pre.start..pre.start, ..Phrase::default() };
    let mut functional = vec![false; pre.len()];
    for at in pre.clone() {
        let token = &tokens[at];
        let adjacent = tokens[at + 1..pre.end].iter().all(|later| later.is(Grammar::Adverb));
        let next = tokens.get(at + 1).filter(|_| at + 1 < pre.end);
        let word = &text[token.bytes.clone()];
        let single = word.chars().count() == 1;
        let mut used = true;
        if let Some(comparison) = than_year(text, tokens, at, pre) {
            phrase.comparison = Some(comparison.clone());
            phrase.comparisons.push(comparison);
        } else if token.is_any(&[Grammar::Yoy, Grammar::Mom, Grammar::Previous]) {
            phrase.comparison = Some(token.bytes.clone());
            phrase.comparisons.push(token.bytes.clone());
        } else if token.is_any(&[Grammar::UpTo, Grammar::DownTo]) {
            phrase.direction = Some(Direction { sign: sign(token), to: true, bytes: token.bytes.clone() });
        } else if token.is_any(&[Grammar::UpNoun, Grammar::DownNoun]) {
            phrase.direction = Some(Direction { sign: sign(token), to: false, bytes: token.bytes.clone() });
        } else if token.is_any(&[Grammar::Up, Grammar::Down]) && (!single || adjacent || next.is_some_and(|next| next.is(Grammar::Distribute))) {
            phrase.direction = Some(Direction { sign: sign(token), to: false, bytes: token.bytes.clone() });
            // 少发, 多抓 name the event too.
            if token.event_verb() {
                phrase.verb = Some(token.bytes.clone());
            }
        } else if token.is(Grammar::Distribute) {
            phrase.distribute = Some(at);
            phrase.share |= word.ends_with('占');
            phrase.reach |= word.ends_with(['为', '是', '达', '到', '有']);
        } else if token.is(Grammar::Each) && (adjacent || next.is_some_and(|next| next.ends_phrase() && !next.event_verb())) {
            phrase.each = true;
            phrase.reach |= word.chars().count() > 1;
        } else if token.is(Grammar::Share) {
            phrase.share = true;
            // 占…的比例由: the noun phrase before 占 is the part, what follows the whole.
            used = word.starts_with('占') || word.starts_with('约') || adjacent;
        } else if token.is(Grammar::From) && (single && !adjacent && !next.is_some_and(|n| matches!(n.kind, Kind::Time) || n.is(Grammar::Prior))) {
            used = token.is(Grammar::Adverb);
        } else if token.is(Grammar::From) {
            phrase.from = true;
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
            phrase.per = Some(code.to_owned());
        } else if token.is(Grammar::Reach) && (adjacent || !single) {
            phrase.reach = true;
        } else if matches!(token.kind, Kind::Time) || token.is(Grammar::Adverb) && !token.noun() && !token.event_verb() {
            phrase.streak |= adjacent && word.ends_with("连续");
        } else if matches!(token.mark(), Some('，' | ' ' | '●' | '◆' | '■' | '▲' | '☆' | '•' | '：' | '|' | '（')) {
        } else {
            used = false;
        }
        functional[at - pre.start] = used;
    }
    find_noun(text, tokens, pre, &functional, &mut phrase);
    phrase
}

fn sign(token: &Token<'_>) -> i8 {
    if token.is_any(&[Grammar::Up, Grammar::UpTo, Grammar::UpNoun]) { 1 } else { -1 }
}

/// 含 and 中有 are common characters: as words of the grammar they stand at the beginning or right before the number.
fn single_part(word: &str, at: usize, pre: &Range<usize>, tokens: &[Token<'_>]) -> bool {
    word.chars().count() > 1 && (at + 1 == pre.end || tokens[pre.start..at].iter().all(|token| token.mark().is_some() || token.is(Grammar::Adverb)))
}

/// 较2019年, 比2020年, 同比2019年, 与2019年相比: the whole of it.
fn than_year(text: &str, tokens: &[Token<'_>], at: usize, pre: &Range<usize>) -> Option<Bytes> {
    let token = &tokens[at];
    let next = tokens.get(at + 1).filter(|next| at + 1 < pre.end && matches!(next.kind, Kind::Time))?;
    let word = &text[token.bytes.clone()];
    let lead = ["同比", "相比", "相较于", "相较", "较之", "较", "比", "与"].into_iter().find(|lead| word.ends_with(lead))?;
    let year = &text[next.bytes.clone()];
    year.chars().next().is_some_and(|c| c.is_ascii_digit()).then(|| token.bytes.end - lead.len()..next.bytes.end)
}

fn find_noun(text: &str, tokens: &[Token<'_>], pre: &Range<usize>, functional: &[bool], phrase: &mut Phrase) {
    let plain = |at: usize| !functional[at - pre.start];
    let quote = |at: usize| matches!(tokens[at].mark(), Some('”' | '》' | '、' | '和'));
    let Some(first) = pre.clone().find(|&at| plain(at) && !matches!(tokens[at].mark(), Some('、' | '和' | '）'))) else { return };
    // The content ends before the words that lead over to the number.
    let Some(last) = pre.clone().rev().find(|&at| plain(at)) else { return };
    phrase.content = first..last + 1;
    phrase.whole = Some(tokens[first].bytes.start..tokens[last].bytes.end);
    let verb_at = (first..=last).rev().find(|&at| plain(at) && is_verb(&tokens[at]) && !quote(at));
    let Some(verb_at) = verb_at else {
        phrase.noun = join(text, tokens, first, last);
        return;
    };
    // An event's verb stands for the clause even where a general verb follows: 破获…后追回.
    let event = (first..=last).rev().find(|&at| plain(at) && tokens[at].event_verb());
    if phrase.verb.is_none() {
        phrase.verb = Some(tokens[event.filter(|&at| at >= verb_at || !tokens[verb_at].event_verb() && at + 1 >= verb_at).unwrap_or(verb_at)].bytes.clone());
    }
    if verb_at < last {
        let start = (verb_at + 1..=last).find(|&at| plain(at) && !matches!(tokens[at].mark(), Some('、' | '和')));
        phrase.noun = start.and_then(|start| join(text, tokens, start, last));
    }
    if phrase.noun.is_none() && verb_at > first {
        // 刑事案件立案2873宗: the noun stands before the verb.
        let start = (first..verb_at).rev().find(|&at| plain(at) && is_verb(&tokens[at])).map_or(first, |at| at + 1);
        phrase.noun = (start < verb_at).then(|| join(text, tokens, start, verb_at - 1)).flatten();
    }
}

/// A word that can only be a verb here.
fn is_verb(token: &Token<'_>) -> bool {
    (token.event_verb() || token.is(Grammar::Verb)) && !(token.noun() && !token.event_verb())
}

/// The bytes from one token to another, trimmed.
fn join(text: &str, tokens: &[Token<'_>], first: usize, last: usize) -> Option<Bytes> {
    let (start, end) = (tokens[first].bytes.start, tokens[last].bytes.end);
    let inner = text.get(start..end)?;
    let lead = inner.len() - inner.trim_start_matches(['的', '、', '）', ' ', '（', '了', '：', '，']).len();
    let trimmed = inner.trim_end_matches(['的', '、', '（', ' ', '：', '，']);
    (lead < trimmed.len()).then(|| start + lead..start + trimmed.len())
}
