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
    /// Where 占 stands: the part before it, the whole after it.
    pub share_at: Option<usize>,
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

/// Takes apart the tokens before a quantity, from the quantity backwards: what stands nearest to it decides.
pub fn phrase(text: &str, tokens: &[Token<'_>], pre: &Range<usize>) -> Phrase {
    let mut phrase = Phrase { content: pre.start..pre.start, ..Phrase::default() };
    let mut functional = vec![false; pre.len()];
    for at in pre.clone().rev() {
        let token = &tokens[at];
        // Nothing but words that lead over to the number stands behind.
        let adjacent = functional[at + 1 - pre.start..].iter().all(|used| *used);
        let word = &text[token.bytes.clone()];
        let single = word.chars().count() == 1;
        let mut used = true;
        if let Some(comparison) = than_year(text, tokens, at, pre) {
            phrase.comparison.get_or_insert(comparison.clone());
            phrase.comparisons.insert(0, comparison);
        } else if token.is_any(&[Grammar::Yoy, Grammar::Mom, Grammar::Previous]) {
            phrase.comparison.get_or_insert(token.bytes.clone());
            phrase.comparisons.insert(0, token.bytes.clone());
        } else if token.is_any(&[Grammar::UpTo, Grammar::DownTo, Grammar::UpNoun, Grammar::DownNoun])
            || token.is_any(&[Grammar::Up, Grammar::Down]) && (!single || adjacent || more_done(tokens, &functional, at, pre))
        {
            let to = token.is_any(&[Grammar::UpTo, Grammar::DownTo]);
            let direction = Direction { sign: sign(token), to, bytes: token.bytes.clone() };
            // 上升幅度控制在5%以内: what is kept is a change.
            if token.is_any(&[Grammar::UpNoun, Grammar::DownNoun]) && phrase.direction.as_ref().is_some_and(|later| later.to) {
                phrase.direction = Some(direction);
            } else {
                phrase.direction.get_or_insert(direction);
            }
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
        } else if token.is(Grammar::Share) {
            phrase.share = true;
            phrase.share_at = Some(at);
        } else if token.is(Grammar::From) && (adjacent || !single || time_ahead(tokens, at, pre)) {
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
            phrase.per.get_or_insert(code.to_owned());
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
            used = adjacent && word == "的"
                || matches!(token.mark(), Some('，' | ' ' | '●' | '◆' | '■' | '▲' | '☆' | '•' | '：' | '|' | '（' | '—'));
        }
        functional[at - pre.start] = used;
    }
    find_noun(text, tokens, pre, &functional, &mut phrase);
    phrase
}

/// 从2021年的发案61起，到2025年的35起: the word opens its clause and a time follows it.
fn time_ahead(tokens: &[Token<'_>], at: usize, pre: &Range<usize>) -> bool {
    let opens = at == pre.start || tokens[at - 1].mark().is_some();
    opens && at + 1 < pre.end && matches!(tokens[at + 1].kind, Kind::Time)
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

/// Whether the token at `at` ends a comparison: 比上年, 较2019年.
fn compares(text: &str, tokens: &[Token<'_>], at: usize, pre: &Range<usize>) -> bool {
    tokens[at].is_any(&[Grammar::Yoy, Grammar::Mom, Grammar::Previous])
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
    // 较二季度, 比6月.
    let part = year.ends_with("季度") || year.ends_with('月') || year.ends_with("月份");
    (part || year.chars().next().is_some_and(|c| c.is_ascii_digit())).then(|| token.bytes.end - lead.len()..next.bytes.end)
}

fn find_noun(text: &str, tokens: &[Token<'_>], pre: &Range<usize>, functional: &[bool], phrase: &mut Phrase) {
    let plain = |at: usize| !functional[at - pre.start];
    // What follows 占 is the whole; the part stands before it.
    let pre = pre.start..phrase.share_at.unwrap_or(pre.end);
    let joint = |at: usize| matches!(tokens[at].mark(), Some('、' | '和' | '）'));
    let Some(first) = pre.clone().find(|&at| plain(at) && !joint(at)) else { return };
    // The content ends before the words that lead over to the number.
    let Some(last) = pre.clone().rev().find(|&at| plain(at) && !matches!(tokens[at].mark(), Some('、' | '和'))) else { return };
    if last < first {
        return;
    }
    phrase.content = first..last + 1;
    phrase.whole = Some(tokens[first].bytes.start..tokens[last].bytes.end);
    // 适用一般程序处理的道路交通事故: a verb before 的 describes.
    let describes = |at: usize| {
        tokens.get(at + 1).is_some_and(|next| text[next.bytes.start..].starts_with('的')) || text[tokens[at].bytes.end..].starts_with('的')
    };
    // 发电装机: a verb of one character is one before a word that is known, or before the number.
    let known = |at: usize| {
        at == last || tokens[at + 1].noun() || tokens[at + 1].event_noun() || tokens[at + 1].event_verb() || tokens[at + 1].mark().is_some()
    };
    // 养老服务机构: a word that is a noun as often is a verb at the head of its clause only.
    let behind_noun = |at: usize| {
        at > first
            && !functional[at - 1 - pre.start]
            && matches!(tokens[at - 1].kind, Kind::Text | Kind::Word(_))
            && !tokens[at - 1].is_any(&[Grammar::Actor, Grammar::Adverb])
            && !is_verb(&tokens[at - 1])
    };
    let before_suffix = |at: usize| {
        at < last
            && ["业", "站", "点", "员", "机构", "中心", "平台", "体系", "强度", "总值", "里程", "事项", "热线", "大厅", "窗口"]
                .iter()
                .any(|suffix| text[tokens[at].bytes.end..].starts_with(suffix))
    };
    // 审批时限, 破案时长: no verb has these for its object.
    let measured = |at: usize| ["时限", "时长", "周期", "名单"].iter().any(|suffix| text[tokens[at].bytes.end..].starts_with(suffix));
    let nominal = |at: usize| at < last && (tokens[at].is(Grammar::Nominal) && (behind_noun(at) || before_suffix(at)) || measured(at));
    let verbal = |at: usize| {
        plain(at) && is_verb(&tokens[at]) && !describes(at) && !nominal(at) && (tokens[at].bytes.len() > '立'.len_utf8() || known(at))
    };
    let verb_at = (first..=last).rev().find(|&at| verbal(at));
    // 移送审查起诉的犯罪嫌疑人共计1846人: the verb that describes the persons says what was done.
    let persons = |at: usize| tokens[at + 1..=last].iter().any(|token| token.is_noun("suspect") || token.is_noun("fugitive"));
    let described = (first..last).rev().find(|&at| plain(at) && tokens[at].event_verb() && describes(at) && persons(at));
    if let Some(at) = described.filter(|&at| verb_at.is_none_or(|verb_at| verb_at < at)) {
        phrase.verb.get_or_insert(tokens[at].bytes.clone());
        phrase.noun = join(text, tokens, at + 1, last);
        return;
    }
    let Some(verb_at) = verb_at else {
        phrase.noun = join(text, tokens, first, last);
        return;
    };
    // 打掉为境外提供帮助的“两卡”团伙: a general verb before 的 describes what an event's verb is about.
    let relative = (verb_at + 1..=last)
        .rev()
        .find(|&at| text[tokens[at - 1].bytes.end..].starts_with('的') || text[..tokens[at].bytes.start].ends_with('的'));
    let main = (first..verb_at).rev().find(|&at| verbal(at) && tokens[at].event_verb());
    if let (false, Some(start), Some(main)) = (tokens[verb_at].event_verb(), relative, main) {
        phrase.verb.get_or_insert(tokens[main].bytes.clone());
        phrase.noun = join(text, tokens, start, last);
        return;
    }
    // An event's verb stands for the clause even where a general verb follows it: 抓获并押回.
    let event = (first..=last).rev().find(|&at| verbal(at) && tokens[at].event_verb());
    phrase.verb.get_or_insert(tokens[event.filter(|&at| at >= verb_at || at + 1 == verb_at).unwrap_or(verb_at)].bytes.clone());
    if verb_at < last {
        let start = (verb_at + 1..=last).find(|&at| plain(at) && !joint(at));
        // 化解成功率, 投入产出比: a suffix alone is no noun.
        let start = start.map(|start| {
            if suffix_only(text, tokens, start, last) { compound_start(tokens, functional, &pre, first, last).min(verb_at) } else { start }
        });
        phrase.noun = start.and_then(|start| join(text, tokens, start, last));
    }
    if phrase.noun.is_none() && verb_at > first {
        // 刑事案件立案2873宗: the noun stands before the verb. 联合检查4360次: the two are one noun, unless it is known alone.
        let start = (first..verb_at).rev().find(|&at| plain(at) && is_verb(&tokens[at])).map_or(first, |at| at + 1);
        let end = (start..verb_at).rev().find(|&at| plain(at));
        let known = |at: usize| {
            tokens[at].noun() || tokens[at].event_noun() || tokens[at].is(Grammar::Actor) || matches!(tokens[at].kind, Kind::Region)
        };
        // 政治轮训6期, 注销虚假登记3.1万条 too; 各县新增1420个 says who did it.
        let ways = [Grammar::Up, Grammar::Down, Grammar::UpTo, Grammar::DownTo];
        let work = |end: usize| {
            let doer = &text[tokens[end].bytes.clone()];
            let long = tokens[verb_at].bytes.len() > '立'.len_utf8() && !tokens[verb_at].is_any(&ways);
            tokens[verb_at].event_verb()
                || long
                    && !text[tokens[verb_at].bytes.clone()].starts_with(['新', '建', '增'])
                    && !doer.starts_with(['各', '全', '我', '本'])
        };
        let whole = |end: usize| end + 1 == verb_at && !known(end) && work(end) && matches!(tokens[end].kind, Kind::Text);
        phrase.noun = end.and_then(|end| join(text, tokens, start, if whole(end) { verb_at } else { end }));
    }
}

/// Whether nothing but 率, 数, 量 and their like stands from `from` on.
fn suffix_only(text: &str, tokens: &[Token<'_>], from: usize, last: usize) -> bool {
    from == last && tokens[from].bytes.len() == '率'.len_utf8() && matches!(&text[tokens[from].bytes.clone()], "率" | "数" | "量" | "额")
}

/// Where the compound around token `at` begins: after the last mark, function word or event verb.
fn compound_start(tokens: &[Token<'_>], functional: &[bool], pre: &Range<usize>, first: usize, at: usize) -> usize {
    let mut start = at;
    while start > first {
        let before = start - 1;
        let stops = functional[before - pre.start]
            || tokens[before].mark().is_some()
            || tokens[before].event_verb()
            || tokens[before].is(Grammar::Actor)
            || matches!(tokens[before].kind, Kind::Region);
        if stops {
            break;
        }
        start = before;
    }
    start
}

/// A word that can only be a verb here.
fn is_verb(token: &Token<'_>) -> bool {
    token.event_verb() || token.is(Grammar::Verb) && !token.noun()
}

/// The bytes from one token to another, trimmed.
fn join(text: &str, tokens: &[Token<'_>], first: usize, last: usize) -> Option<Bytes> {
    let (start, end) = (tokens[first].bytes.start, tokens[last].bytes.end);
    let inner = text.get(start..end)?;
    let lead = inner.len() - inner.trim_start_matches(['的', '、', '）', ' ', '（', '了', '：', '，']).len();
    let trimmed = inner.trim_end_matches(['的', '、', '（', ' ', '：', '，']);
    (lead < trimmed.len()).then(|| start + lead..start + trimmed.len())
}
