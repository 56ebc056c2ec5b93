//! The noun phrase before a quantity, and the verb that governs it.

use std::ops::Range;

use super::list::unknown_region;
use super::phrase::Phrase;
use super::scan::Scene;
use super::token::{Kind, Token};
use crate::lexicon::words::Grammar;
use crate::span::Bytes;

/// 对工业增长贡献率: a change that takes no object, before a noun, is part of it. 增长目标5% is a change all the same.
pub(super) fn noun_of_change(text: &str, tokens: &[Token<'_>], at: usize, pre: &Range<usize>) -> bool {
    let word = &text[tokens[at].bytes.clone()];
    let noun = |next: &Token<'_>| {
        next.noun() || matches!(next.kind, Kind::Text) && text[next.bytes.clone()].starts_with(['贡', '点', '极', '潜', '动'])
    };
    // 品质提升行动
    let named = |next: &Token<'_>| next.is_noun("undertaking") && word.len() > '升'.len_utf8();
    let intransitive = matches!(word, "增长" | "上升" | "下降" | "上涨" | "回落");
    at + 1 < pre.end
        && (intransitive && noun(&tokens[at + 1]) || tokens[at].is_any(&[Grammar::Up, Grammar::Down]) && named(&tokens[at + 1]))
}

/// Whether a token is the beginning or the end of a noun.
pub(super) fn said(token: &Token<'_>) -> bool {
    let word = matches!(token.kind, Kind::Text | Kind::Word(_)) && token.per().is_none();
    word && (!token.ends_phrase() || token.is(Grammar::Nominal))
}

pub(super) fn find_noun(scene: &Scene<'_>, tokens: &[Token<'_>], pre: &Range<usize>, functional: &[bool], phrase: &mut Phrase) {
    let (text, cues) = (scene.text, &scene.lexicon.cues);
    let plain = |at: usize| !functional[at - pre.start];
    // What follows 占 is the whole; the part stands before it.
    let pre = pre.start..phrase.share_at.unwrap_or(pre.end);
    let joint = |at: usize| matches!(tokens[at].mark(), Some('、' | '和' | '）'));
    let Some(first) = pre.clone().find(|&at| plain(at) && !joint(at)) else { return };
    // The content ends before the words that lead over to the number.
    let Some(last) = pre.clone().rev().find(|&at| plain(at) && !matches!(tokens[at].mark(), Some('、' | '和' | '”'))) else { return };
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
    let before_suffix = |at: usize| at < last && cues.noun_suffix.opens(&text[tokens[at].bytes.end..]);
    // 审批时限, 破案时长: no verb has these for its object.
    let measured = |at: usize| cues.measured_noun.opens(&text[tokens[at].bytes.end..]);
    // 打掉涉黑犯罪组织3个, 抓获组织及参赌人员: a noun as often, behind the verb of its clause.
    let governed = |at: usize| {
        let listed = || tokens[at - 1].event_verb() && matches!(tokens[at + 1].mark(), Some('、' | '和'));
        let object = tokens[at].noun() && tokens[at].is(Grammar::Nominal) && at > first;
        object && if at == last { behind_noun(at) && tokens[first..at].iter().any(Token::event_verb) } else { listed() }
    };
    let nominal = |at: usize| {
        governed(at) || at < last && (tokens[at].is(Grammar::Nominal) && (behind_noun(at) || before_suffix(at)) || measured(at))
    };
    // 提供紧急救助47次: what is given.
    let given = |at: usize| {
        let before = tokens[first..at].iter().rev().find(|token| !token.is(Grammar::Adverb));
        at == last && before.is_some_and(|token| ["提供", "给予"].contains(&&text[token.bytes.clone()]))
    };
    let verbal = |at: usize| {
        plain(at)
            && is_verb(&tokens[at])
            && !describes(at)
            && !nominal(at)
            && !given(at)
            && (tokens[at].bytes.len() > '立'.len_utf8() || known(at))
    };
    let verb_at = (first..=last).rev().find(|&at| verbal(at));
    // 移送审查起诉的犯罪嫌疑人共计1846人: the verb that describes the persons says what was done.
    let persons = |at: usize| tokens[at + 1..=last].iter().any(|token| token.is_noun("suspect") || token.is_noun("fugitive"));
    // 被打掉的团伙有16个.
    let suffered = |at: usize| {
        let adverbs = tokens[first..at].iter().rev().take_while(|token| token.is(Grammar::Adverb)).count();
        text[..tokens[at - adverbs].bytes.start].ends_with('被')
    };
    // 破获的盗窃案件共312起, but not 适用简易程序处理的事故.
    let led = |token: &Token<'_>| token.is_any(&[Grammar::Actor, Grammar::Adverb]) || matches!(token.kind, Kind::Region | Kind::Time);
    let opens = |at: usize| verb_at.is_none() && tokens[first..at].iter().all(led);
    let described =
        (first..last).rev().find(|&at| plain(at) && tokens[at].event_verb() && describes(at) && (persons(at) || suffered(at) || opens(at)));
    if let Some(at) = described.filter(|&at| verb_at.is_none_or(|verb_at| verb_at < at)) {
        phrase.verb.get_or_insert(tokens[at].bytes.clone());
        phrase.noun = join(text, tokens, at + 1, last);
        return;
    }
    let Some(verb_at) = verb_at else {
        // 交警在18处服务点送热水: who does it, and where.
        let known = tokens[first..=last].iter().any(|token| token.noun() || token.event_noun());
        let where_done = |noun: &Bytes| !known && text[noun.clone()].ends_with('在');
        phrase.noun = join(text, tokens, first, last).filter(|noun| !leads(&text[noun.clone()]) && !where_done(noun));
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
        // 化解成功率, 城市更新项目: a suffix or a word for any undertaking is no noun alone.
        let start = start.map(|start| {
            if suffix_only(text, tokens, start, last) || generic_only(tokens, verb_at, start, last) {
                compound_start(tokens, functional, &pre, first, last).min(verb_at)
            } else {
                start
            }
        });
        phrase.noun = start.and_then(|start| join(text, tokens, start, last));
    }
    if phrase.noun.is_none() && verb_at > first {
        // 刑事案件立案2873宗: the noun stands before the verb. 联合检查4360次: the two are one noun, unless it is known alone.
        let ends = |at: usize| plain(at) && is_verb(&tokens[at]) && !nominal(at) && (tokens[at].bytes.len() > '伤'.len_utf8() || known(at));
        let start = (first..verb_at).rev().find(|&at| ends(at)).map_or(first, |at| at + 1);
        let end = (start..verb_at).rev().find(|&at| plain(at));
        let known = |at: usize| {
            let token = &tokens[at];
            let region = matches!(token.kind, Kind::Region) || unknown_region(scene.lexicon, &text[token.bytes.clone()]);
            token.noun() || token.event_noun() || token.is(Grammar::Actor) || region
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
        // 拆除违法建设, 家庭适老化改造: what is done is the end of the noun where it is one as often.
        let done = tokens[verb_at].is(Grammar::Nominal) && !tokens[verb_at].event_verb() && verb_at == last;
        let done = |end: usize| done && end + 1 == verb_at && matches!(tokens[end].kind, Kind::Text | Kind::Word(_));
        let noun = end.and_then(|end| join(text, tokens, start, if whole(end) || done(end) { verb_at } else { end }));
        // 民警在一仓库查获
        let place = |noun: &Bytes| {
            tokens[start..verb_at]
                .iter()
                .find(|token| says_where(&text[token.bytes.start..]))
                .is_some_and(|token| token.bytes.start >= noun.start && beside(text.get(token.bytes.start..noun.end).unwrap_or_default()))
        };
        phrase.noun = noun.filter(|noun| !beside(&text[noun.clone()]) && !place(noun));
    }
}

/// 为国家和群众|挽回, 在一出租屋|查获: for whom and where something was done, not what is counted. Firms have losses of their own.
fn beside(noun: &str) -> bool {
    let firms = noun.strip_prefix('为').is_some_and(|whom| whom.starts_with(['企', '民', '涉']) && !whom.contains(['、', '和', '及']));
    noun.starts_with('为') && !firms || says_where(noun) && !noun.contains('中') && !noun.ends_with(['里', '上'])
}

/// 向213人发放救助金: a word that leads over to whom it is done for.
fn leads(noun: &str) -> bool {
    matches!(noun, "向" | "对" | "给" | "将" | "把")
}

/// 在一出租屋, not 在逃人员.
pub(super) fn says_where(text: &str) -> bool {
    const STATES: [char; 16] = ['逃', '册', '建', '岗', '校', '园', '编', '库', '网', '线', '外', '职', '读', '押', '案', '籍'];
    text.strip_prefix('在').is_some_and(|rest| !rest.starts_with(STATES))
}

/// Whether nothing but 率, 数, 量 and their like stands from `from` on.
fn suffix_only(text: &str, tokens: &[Token<'_>], from: usize, last: usize) -> bool {
    from == last && tokens[from].bytes.len() == '率'.len_utf8() && matches!(&text[tokens[from].bytes.clone()], "率" | "数" | "量" | "额")
}

/// 城市更新项目, 成果转化项目: an undertaking named after the verb before it, which has a noun of its own before.
fn generic_only(tokens: &[Token<'_>], verb_at: usize, from: usize, last: usize) -> bool {
    from == last
        && from == verb_at + 1
        && tokens[from].is_noun("undertaking")
        && !tokens[verb_at].event_verb()
        && verb_at > 0
        && said(&tokens[verb_at - 1])
        && !is_verb(&tokens[verb_at - 1])
}

/// Where the compound around token `at` begins: after the last mark, function word or event verb.
fn compound_start(tokens: &[Token<'_>], functional: &[bool], pre: &Range<usize>, first: usize, at: usize) -> usize {
    let mut start = at;
    while start > first {
        let before = start - 1;
        let stops = functional[before - pre.start]
            || tokens[before].mark().is_some()
            // 发明专利授权量: a verb of one character is more often part of a word.
            || tokens[before].event_verb() && tokens[before].bytes.len() > '立'.len_utf8()
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
pub(super) fn is_verb(token: &Token<'_>) -> bool {
    token.event_verb() || token.is(Grammar::Verb) && !token.noun()
}

/// The bytes from one token to another, trimmed.
fn join(text: &str, tokens: &[Token<'_>], first: usize, last: usize) -> Option<Bytes> {
    let (start, end) = (tokens[first].bytes.start, tokens[last].bytes.end);
    let inner = text.get(start..end)?;
    let lead = inner.len() - inner.trim_start_matches(['的', '、', '）', ' ', '（', '了', '：', '，']).len();
    let trimmed = inner.trim_end_matches(['的', '、', '（', ' ', '：', '，']);
    // 刑事发案在2023年下降3%的基础上再降5%
    let dated = tokens.get(last + 1).is_some_and(|next| matches!(next.kind, Kind::Time));
    let trimmed = if dated && !trimmed.ends_with("存在") { trimmed.trim_end_matches('在') } else { trimmed };
    (lead < trimmed.len()).then(|| start + lead..start + trimmed.len())
}
