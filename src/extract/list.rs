//! Lists of heads: cut at 、 and 和, each given what it shares with the last.

use super::frame::Reading;
use super::ranking::ranked_by_place;
use super::token::{Kind, Token};
use crate::lexicon::Lexicon;
use crate::lexicon::words::{Grammar, Tag};

/// The heads in front of the values: in the clause itself, or in the one before it.
pub(super) fn heads(reading: &Reading<'_>, at: usize) -> Vec<String> {
    let phrase = &reading.phrases[at];
    let cell = &reading.cells[at];
    let end = phrase.distribute.unwrap_or(cell.pre.end);
    let own = named_behind(reading, cell.pre.start, end).unwrap_or_else(|| split(reading, cell.pre.start, end));
    if !own.is_empty() {
        return own;
    }
    let own = heads_ahead(reading, at);
    if own.len() > 1 { own } else { Vec::new() }
}

/// The heads in the clause before, which has no figure.
pub(super) fn heads_ahead(reading: &Reading<'_>, at: usize) -> Vec<String> {
    let cell = &reading.cells[at];
    // 三地有效警情位居前三，分别为…: the clause before, back to the last stop.
    let lead = cell.lead.clone();
    let last = lead.clone().rev().skip_while(|&k| reading.tokens[k].mark().is_some()).collect::<Vec<_>>();
    let Some(&stop) = last.first() else { return Vec::new() };
    // 起数和死亡人数“双下降”，分别下降…: what is summed up in quotation marks is no head.
    let quoted = lead.clone().rev().find(|&k| reading.tokens[k].mark() == Some('“')).filter(|&k| {
        let inner = reading.text(&(reading.tokens[k].bytes.end..reading.tokens[stop].bytes.end));
        k > lead.start && inner.ends_with(['降', '升', '减', '增']) && !inner.contains('，') && inner.chars().count() <= 6
    });
    let stop = quoted.map_or(stop, |k| k - 1);
    let start = (lead.start..=stop)
        .rev()
        .find(|&k| matches!(reading.tokens[k].mark(), Some('，' | '。' | '；' | '：')))
        .map_or(lead.start, |k| k + 1);
    if let Some(own) = named_behind(reading, start, stop + 1) {
        return own;
    }
    let own = split_up_to(reading, start, stop + 1, true);
    if own.len() > 1 || quoted.is_none() {
        return own;
    }
    // 电诈案件实现发案和损失“双下降”: behind the verb, of what stands before it.
    let verb = (start..=stop).rev().find(|&k| reading.tokens[k].is(Grammar::Verb) && !reading.tokens[k].event_verb());
    let Some(verb) = verb else { return own };
    let behind = split(reading, verb + 1, stop + 1);
    let of = super::phrase::phrase(reading.scene, &reading.tokens, &(start..verb)).whole;
    let of = of.map(|of| reading.text(&of).to_owned()).unwrap_or_default();
    if behind.len() > 1 { behind.into_iter().map(|head| format!("{of}{head}")).collect() } else { own }
}

/// 破案数居前三位的是澜沧县、孟连县、江城县: regions behind 是 or 有, what is counted before it.
pub(super) fn named_behind(reading: &Reading<'_>, start: usize, end: usize) -> Option<Vec<String>> {
    let is = (start..end).rev().find(|&k| reading.tokens[k].is(Grammar::Reach))?;
    let named = split(reading, is + 1, end);
    let regions = named.len() > 1 && named.iter().all(|head| reading.without_regions(head).is_empty() || region_shaped(head));
    if !regions {
        return None;
    }
    let topic = split_up_to(reading, start, is, true);
    let topic = topic.last().filter(|topic| reading.says_event(topic) || !reading.scene.lexicon.words.tag(topic).is_empty())?;
    // 徐州市破案数居前三位的: whose parts are ranked is none of them.
    let topic = reading.without_regions(ranked_by_place(topic).unwrap_or(topic));
    Some(named.iter().map(|head| format!("{head}{topic}")).collect())
}

/// The heads of the list that opened the sentence, for 前者 and 后者.
pub(super) fn named_before(reading: &Reading<'_>, at: usize) -> Vec<String> {
    let Some(first) = reading.cells[..=at].iter().find(|cell| !cell.lead.is_empty()) else { return Vec::new() };
    let lead = first.lead.clone();
    // 盗窃、诈骗立案走向相反: what is said of the two is none of the second.
    let counted = |k: &usize| reading.tokens[*k].noun() || reading.tokens[*k].event_noun() || reading.tokens[*k].event_verb();
    let spoken = |k: &usize| reading.tokens[*k].mark().is_none();
    let end = lead.clone().rev().find(counted).or_else(|| lead.clone().rev().find(spoken)).map_or(lead.end, |k| k + 1);
    split_up_to(reading, lead.start, end, true)
}

/// The list between two tokens, each with what it shares with the others.
pub(super) fn split(reading: &Reading<'_>, start: usize, end: usize) -> Vec<String> {
    split_up_to(reading, start, end, false)
}

/// As [`split`]; in a clause without a figure its verb ends the list: 有效警情|位居前三.
pub(super) fn split_up_to(reading: &Reading<'_>, start: usize, end: usize, at_verb: bool) -> Vec<String> {
    split_by(reading, start, end, at_verb, true)
}

/// 金融业、软件和信息服务业增加值: where 、 alone parts the members, 和 binds within one.
pub(super) fn split_loosely(reading: &Reading<'_>, start: usize, end: usize) -> Vec<String> {
    split_by(reading, start, end, false, false)
}

fn split_by(reading: &Reading<'_>, start: usize, end: usize, at_verb: bool, and: bool) -> Vec<String> {
    let tokens = &reading.tokens;
    let mut groups: Vec<Vec<usize>> = vec![Vec::new()];
    let mut cut = false;
    for (at, token) in tokens.iter().enumerate().take(end).skip(start) {
        match token.mark() {
            Some(mark @ ('、' | '和')) if and || mark == '、' => {
                groups.push(Vec::new());
                continue;
            }
            // “两抢”“入室盗窃”案件: quotation marks side by side part as 、 does.
            Some('“') if at > start && tokens[at - 1].mark() == Some('”') => {
                groups.push(Vec::new());
            }
            Some('和' | '“' | '”' | '（' | '）') => {}
            Some('，' | ' ' | '：') => {
                groups = vec![Vec::new()];
                cut = false;
                continue;
            }
            _ => {}
        }
        // 死亡人数比2020年
        let than =
            matches!(reading.text(&token.bytes), "较" | "比") && tokens.get(at + 1).is_some_and(|next| matches!(next.kind, Kind::Time));
        // 快递, 多晶硅: one character is a direction only at the end of its noun.
        let grown = token.bytes.len() == '快'.len_utf8()
            && token.is_any(&[Grammar::Up, Grammar::Down])
            && tokens[at + 1..end].first().is_some_and(|next| matches!(next.kind, Kind::Text));
        // What leads over to the numbers is no head; nor is what only frames the clause.
        let leads_over = token.is_any(&[
            Grammar::Yoy,
            Grammar::Mom,
            Grammar::Previous,
            Grammar::Up,
            Grammar::Down,
            Grammar::UpTo,
            Grammar::DownTo,
            Grammar::UpNoun,
            Grammar::DownNoun,
            Grammar::Reach,
            Grammar::Each,
            Grammar::Distribute,
            Grammar::Part,
            Grammar::Share,
        ]) && !token.noun() && !grown
            || than
            // 增加值年均分别增长
            || token.per().is_some() && tokens[at + 1..end].iter().all(|next| next.ends_phrase() && !next.event_verb());
        let ends = at_verb
            && token.is(Grammar::Verb)
            && !token.noun()
            && !token.event_verb()
            && groups.last().is_some_and(|group| !group.is_empty());
        if leads_over || ends {
            cut = !groups.iter().all(Vec::is_empty) || cut;
            continue;
        }
        let frames = token.is_any(&[Grammar::Adverb, Grammar::Target]) && !token.event_verb() && !token.noun() || token.is(Grammar::From);
        if cut || frames && groups.len() == 1 && groups[0].is_empty() {
            continue;
        }
        if let Some(group) = groups.last_mut() {
            group.push(at);
        }
    }
    groups.retain(|group| group.iter().any(|&at| tokens[at].mark().is_none()));
    // 截至12月, 3月: a time is a head only in a list of times.
    let timed = groups.iter().filter(|group| group.iter().any(|&at| matches!(tokens[at].kind, Kind::Time))).count();
    if timed < groups.len().max(2) {
        for group in &mut groups {
            group.retain(|&at| !matches!(tokens[at].kind, Kind::Time));
        }
        groups.retain(|group| group.iter().any(|&at| tokens[at].mark().is_none()));
    }
    shared(reading, &groups)
}

/// Gives each head what it shares with the last one.
pub(super) fn shared(reading: &Reading<'_>, groups: &[Vec<usize>]) -> Vec<String> {
    let text = |group: &[usize]| -> String {
        let whole: String = group.iter().map(|&at| reading.text(&reading.tokens[at].bytes)).collect();
        whole.trim_matches(['的', ' ']).replace(['“', '”'], "")
    };
    // 酒驾、醉驾 is one word of the vocabulary.
    let mut heads: Vec<String> = groups
        .iter()
        .flat_map(|group| text(group).split('、').map(str::to_owned).collect::<Vec<_>>())
        .filter(|head| !head.is_empty())
        .collect();
    let Some((last, rest)) = heads.split_last_mut() else { return heads };
    let Some(group) = groups.last() else { return heads };
    // A list of regions or of times shares all that follows the last of them.
    let named = |token: &Token<'_>| matches!(token.kind, Kind::Region | Kind::Time);
    let places = groups.len() > 1 && groups[..groups.len() - 1].iter().all(|group| names_only(reading, group));
    if places && !rest.is_empty() {
        let first = group.first().map(|&at| &reading.tokens[at]);
        let suffix =
            if first.is_some_and(named) { without_count(&text(&group[1..])).to_owned() } else { short_region_suffix(reading, last) };
        for head in rest.iter_mut() {
            head.push_str(&suffix);
        }
        // 昆明、曲靖、红河三地起诉人数.
        let name = last.strip_suffix(&suffix).and_then(|name| name.strip_suffix(['地', '县', '市', '区', '旗', '州']));
        if let Some(name) = name.and_then(|name| name.strip_suffix(['两', '二', '三', '四', '五', '六'])).filter(|name| !name.is_empty())
        {
            *last = format!("{name}{suffix}");
        }
        return heads;
    }
    // 刑事、治安、交通三类警情: how many they are.
    let count = ["两类", "三类", "四类", "五类"].into_iter().find_map(|count| last.find(count).filter(|&at| at > 0));
    if let Some(at) = count.filter(|_| !rest.is_empty()) {
        last.replace_range(at..at + '三'.len_utf8(), "");
    }
    let tail = tails(reading, last);
    if let Some(suffix) = by_length(reading, last, rest).or_else(|| parallel(last, rest)).or_else(|| attributes(last, rest)) {
        rest.iter_mut().for_each(|head| head.push_str(&suffix));
        return heads;
    }
    for head in rest {
        // 命案、电诈破案率: a bare kind of case takes the rate, which says case already.
        let case = |word: &String| ["案", "案件", "犯罪"].contains(&word.as_str());
        let ends = tails(reading, head);
        if !ends.is_empty()
            && ends.iter().all(case)
            && tail.last().is_some_and(|word| word.ends_with('率'))
            && !tail.iter().any(case)
            && !reading.says_event(head)
        {
            head.push_str(&tail.concat());
            continue;
        }
        for cut in 0..tail.len() {
            let (have, add) = (&tail[..cut], tail[cut..].concat());
            let ends = tails(reading, head);
            // 命案、盗窃案件破案率: 案 and 案件 are one, and 八类案件 ends in it.
            let same = have.last().zip(ends.last()).is_some_and(|(have, end)| {
                have.starts_with(end.as_str()) || end.starts_with(have.as_str()) || end.ends_with(have.as_str())
            });
            if cut == 0 && ends.is_empty() || cut > 0 && same {
                // 刷单返利类、冒充客服类案件.
                head.push_str(if head.ends_with('类') { add.trim_start_matches('类') } else { &add });
                break;
            }
        }
    }
    heads
}

/// 城镇、农村居民人均可支配收入: where the vocabulary knows none of the words, members of one short length share all that follows.
pub(super) fn by_length(reading: &Reading<'_>, last: &str, rest: &[String]) -> Option<String> {
    let words = &reading.scene.lexicon.words;
    let len = rest.first()?.chars().count();
    let (cut, _) = last.char_indices().nth(len)?;
    // 城镇, 农村: a word that says nothing of an offence or an event may be known.
    let plain = |tag: &Tag<'_>| tag.subjects().next().is_none() && tag.event_nouns().next().is_none() && tag.verbs().next().is_none();
    let short = len <= 2 && rest.iter().all(|head| head.chars().count() == len && words.tag(head).iter().all(plain));
    let unknown = words.tag(last).first().is_none_or(|tag| tag.bytes.start > 0 || tag.bytes.end == cut && plain(tag));
    (short && unknown && last.chars().count() > 2 * len).then(|| last[cut..].to_owned())
}

/// 社区戒毒、社区康复执行率; 农业、工业增加值: members of one length that begin or end alike share all that follows.
fn parallel(last: &str, rest: &[String]) -> Option<String> {
    let len = rest.first()?.chars().count();
    let member: String = last.chars().take(len).collect();
    let alike = |head: &String| {
        let ends = head.chars().last() == member.chars().last();
        let begins = head.chars().zip(member.chars()).take_while(|(a, b)| a == b).count() >= 2;
        head.chars().count() == len && *head != member && (ends || begins)
    };
    ((2..=6).contains(&len) && last.chars().count() > len + 1 && rest.iter().all(alike)).then(|| last[member.len()..].to_owned())
}

/// 国家级、部级创新平台; 规上服务业、工业营收: members that end in one suffix of kind share what follows it in the last.
fn attributes(last: &str, rest: &[String]) -> Option<String> {
    let kind = rest.first()?.chars().last().filter(|kind| "级类型性业".contains(*kind))?;
    let (_, shared) = last.rsplit_once(kind).filter(|(member, _)| !member.is_empty())?;
    (!shared.is_empty() && rest.iter().all(|head| head.ends_with(kind))).then(|| shared.to_owned())
}

/// Whether a head is nothing but a region or a time; a short name (隆林) counts where the vocabulary of regions knows it.
pub(super) fn names_only(reading: &Reading<'_>, group: &[usize]) -> bool {
    !group.is_empty()
        && group.iter().all(|&at| match reading.tokens[at].kind {
            Kind::Region | Kind::Time => true,
            Kind::Mark(_) => true,
            _ => {
                let word = reading.text(&reading.tokens[at].bytes);
                let found = reading.scene.lexicon.regions.find(word);
                found.len() == 1 && found[0].bytes == (0..word.len()) || region_shaped(word)
            }
        })
}

/// 南屏县, 白石旗: shaped like a county, whether or not the code list knows it.
pub(super) fn region_shaped(word: &str) -> bool {
    let len = word.chars().count();
    (2..=6).contains(&len) && word.ends_with(['县', '旗', '区', '市', '州', '盟', '镇']) || ["城区", "农村", "市区"].contains(&word)
}

/// As [`region_shaped`], of a word that the vocabulary does not know and that is no kind of place: 东麓区, not 工业园区.
pub(super) fn unknown_region(lexicon: &Lexicon, word: &str) -> bool {
    (3..=5).contains(&word.chars().count()) && word.ends_with(['县', '旗', '区', '市']) && !lexicon.cues.kind_of_area.closes(word)
}

/// What follows a short or unknown region at the head of the last item: 田林三县事故起数, 南屏县破案.
pub(super) fn short_region_suffix(reading: &Reading<'_>, head: &str) -> String {
    let known = reading.scene.lexicon.regions.find(head).first().filter(|found| found.bytes.start == 0).map(|found| found.bytes.end);
    let shaped = head.char_indices().map(|(at, c)| at + c.len_utf8()).find(|&end| region_shaped(&head[..end]));
    known.or(shaped).map_or_else(String::new, |end| without_count(&head[end..]).to_owned())
}

/// 三县, 两地, 三州市: how many members the list has, of one kind or two.
pub(super) fn without_count(rest: &str) -> &str {
    const KINDS: [char; 7] = ['地', '县', '市', '区', '旗', '州', '盟'];
    let inner = rest.trim_start_matches(['两', '二', '三', '四', '五', '六']);
    let Some(kind) = inner.strip_prefix(KINDS).filter(|_| inner.len() < rest.len()) else { return rest };
    kind.strip_prefix(KINDS).unwrap_or(kind)
}

/// The words at the end of a head that a list may share, first to last.
pub(super) fn tails(reading: &Reading<'_>, head: &str) -> Vec<String> {
    let known = reading.scene.lexicon.nouns.get("tail").map_or(&[][..], Vec::as_slice);
    let mut end = head.len();
    let mut tails = Vec::new();
    // The longest at the end, again and again.
    while let Some(tail) =
        known.iter().filter(|word| !word.is_empty() && head[..end].ends_with(word.as_str())).max_by_key(|word| word.len())
    {
        tails.push(tail.clone());
        end -= tail.len();
    }
    tails.reverse();
    tails
}
