//! Distribution: several figures over several heads (分别), or one figure over all of them (各, 均).
//!
//! ```text
//! heads 分别 direction? v1、v2 … 和vn        heads in the same clause, or in the clause before it
//! level1，level2，… 同比分别 direction v1、v2  the figures before are the heads
//! head 同比、环比分别 direction v1、v2         one head, two comparisons
//! heads direction v1、v2                     as many values as heads: 分别 may be left out
//! heads 各 v                                 one figure for each head
//! ```
//!
//! Heads share what stands at the end of the last one (刑事、治安警情; 电诈、盗窃发案数) and, by the memory of normalize, what stands at the
//! beginning of the first (道路交通事故起数、死亡人数).

use super::cell::Opened;
use super::frame::{Frame, Reading};
use super::token::{Kind, Token};
use crate::lexicon::words::Grammar;
use crate::model::Role;

/// Reads the distribution that begins at cell `at`; returns how many cells it took, 0 where none begins.
pub fn distribute(reading: &mut Reading<'_>, at: usize) -> usize {
    let phrase = &reading.phrases[at];
    let values = values(reading, at);
    if phrase.each {
        return each(reading, at);
    }
    if phrase.distribute.is_none() {
        let heads = heads(reading, at);
        let directed = phrase.direction.is_some() || phrase.share;
        // 同比减少6起、5人: of the figures before, unit by unit.
        if values > 1 && heads.is_empty() && phrase.direction.is_some() && phrase.whole.is_none() && matched(reading, at, values) {
            let back = back(reading, at, values);
            spread(reading, at, values, back, "back");
            return values;
        }
        if values < 2 || heads.len() != values || !directed {
            return 0;
        }
        spread(reading, at, values, heads, "listed");
        return values;
    }
    let mut own = heads(reading, at);
    let comparisons = phrase.comparisons.len();
    // 四项指数同比分别…: one word for the figures before.
    if own.len() == 1 && values > 1 && comparisons < 2 {
        let before = back(reading, at, values);
        if before.len() == values {
            // 社区戒毒、社区康复分别为935人、1488人，执行率分别为…: a rate of each.
            let rate = own[0].ends_with(['率', '额', '量', '值']);
            if !rate {
                own.clear();
            } else if reading.role(at) == Role::Level {
                own = before.iter().map(|head| format!("{head}{}", own[0])).collect();
            }
        }
    }
    if own.len() == 1 && values == comparisons && comparisons > 1 {
        cross(reading, at, values, &own[0]);
        return values;
    }
    if own.is_empty() {
        let back = back(reading, at, values);
        if back.is_empty() {
            return 0;
        }
        let how = if back.len() == values { "back" } else { "mismatch" };
        spread(reading, at, values, back, how);
        return values;
    }
    let how = if own.len() == values { "distributed" } else { "mismatch" };
    spread(reading, at, values, own, how);
    values
}

/// How many cells belong to the list of values that begins at `at`: those that add at most a direction, a bound or a conjunction.
fn values(reading: &Reading<'_>, at: usize) -> usize {
    let listed = |k: usize| {
        let cell = &reading.cells[k];
        let bare = reading.phrases[k].whole.is_none();
        // 分别为214，368起: a comma between numbers that share a unit.
        let shared_unit = matches!(cell.opened, Opened::Comma) && reading.number(k - 1).quantity.unit.is_none() && cell.pre.is_empty();
        (matches!(cell.opened, Opened::List) || shared_unit) && bare && reading.cells[k - 1].post.is_empty()
    };
    1 + (at + 1..reading.cells.len()).take_while(|&k| listed(k)).count()
}

/// The heads in front of the values: in the clause itself, or in the one before it.
fn heads(reading: &Reading<'_>, at: usize) -> Vec<String> {
    let phrase = &reading.phrases[at];
    let cell = &reading.cells[at];
    let end = phrase.distribute.unwrap_or(cell.pre.end);
    let own = named_behind(reading, cell.pre.start, end).unwrap_or_else(|| split(reading, cell.pre.start, end));
    if !own.is_empty() {
        return own;
    }
    // 三地有效警情位居前三，分别为…: the clause before, back to the last stop.
    let lead = cell.lead.clone();
    let last = lead.clone().rev().skip_while(|&k| reading.tokens[k].mark().is_some()).collect::<Vec<_>>();
    let Some(&stop) = last.first() else { return Vec::new() };
    let start = (lead.start..=stop).rev().find(|&k| matches!(reading.tokens[k].mark(), Some('，' | '。' | '；' | '：'))).map_or(lead.start, |k| k + 1);
    if let Some(own) = named_behind(reading, start, stop + 1) {
        return own;
    }
    let own = split_up_to(reading, start, stop + 1, true);
    if own.len() > 1 { own } else { Vec::new() }
}

/// 破案数居前三位的是澜沧县、孟连县、江城县: regions behind 是 or 有, what is counted before it.
fn named_behind(reading: &Reading<'_>, start: usize, end: usize) -> Option<Vec<String>> {
    let is = (start..end).rev().find(|&k| reading.tokens[k].is(Grammar::Reach))?;
    let named = split(reading, is + 1, end);
    let regions = named.len() > 1 && named.iter().all(|head| reading.without_regions(head).is_empty() || region_shaped(head));
    if !regions {
        return None;
    }
    let topic = split_up_to(reading, start, is, true);
    let topic = topic.last().filter(|topic| reading.says_event(topic) || !reading.scene.lexicon.words.tag(topic).is_empty())?;
    let cut = topic.find("居").or(topic.find("位列")).or(topic.find("排名")).unwrap_or(topic.len());
    Some(named.iter().map(|head| format!("{head}{}", &topic[..cut])).collect())
}

/// Whether the last figures before have the units of these values, in order.
fn matched(reading: &Reading<'_>, at: usize, values: usize) -> bool {
    let levels: Vec<usize> = (0..reading.frames.len()).filter(|&k| reading.frames[k].role == Role::Level).collect();
    let Some(start) = levels.len().checked_sub(values) else { return false };
    let unit = |k: usize| reading.number(k).quantity.unit.clone();
    let ratio = |k: usize| reading.number(k).quantity.kind == Some(crate::lexicon::units::UnitKind::Ratio);
    levels[start..].iter().zip(at..at + values).all(|(&level, value)| !ratio(level) && (unit(level) == unit(value) || ratio(value)))
}

/// The heads of the list that opened the sentence, for 前者 and 后者.
pub fn named_before(reading: &Reading<'_>, at: usize) -> Vec<String> {
    let Some(first) = reading.cells[..=at].iter().find(|cell| !cell.lead.is_empty()) else { return Vec::new() };
    let lead = first.lead.clone();
    let end = lead.clone().rev().find(|&k| reading.tokens[k].mark().is_none()).map_or(lead.end, |k| k + 1);
    split_up_to(reading, lead.start, end, true)
}

/// The list between two tokens, each with what it shares with the others.
fn split(reading: &Reading<'_>, start: usize, end: usize) -> Vec<String> {
    split_up_to(reading, start, end, false)
}

/// As [`split`]; in a clause without a figure its verb ends the list: 有效警情|位居前三.
fn split_up_to(reading: &Reading<'_>, start: usize, end: usize, at_verb: bool) -> Vec<String> {
    let tokens = &reading.tokens;
    let mut groups: Vec<Vec<usize>> = vec![Vec::new()];
    let mut cut = false;
    for at in start..end {
        let token = &tokens[at];
        match token.mark() {
            Some('、' | '和') => {
                groups.push(Vec::new());
                continue;
            }
            Some('“' | '”' | '（' | '）') => {}
            Some('，' | ' ' | '：') => {
                groups = vec![Vec::new()];
                cut = false;
                continue;
            }
            _ => {}
        }
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
        ]) && !token.noun();
        let ends = at_verb && token.is(Grammar::Verb) && !token.noun() && !token.event_verb() && groups.last().is_some_and(|group| !group.is_empty());
        if leads_over || ends {
            cut = !groups.iter().all(Vec::is_empty) || cut;
            continue;
        }
        let frames = token.is(Grammar::Adverb) && !token.event_verb() && !token.noun() || token.is(Grammar::From);
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
fn shared(reading: &Reading<'_>, groups: &[Vec<usize>]) -> Vec<String> {
    let text = |group: &[usize]| -> String {
        let whole: String = group.iter().map(|&at| reading.text(&reading.tokens[at].bytes)).collect();
        whole.trim_matches(['的', ' ']).replace(['“', '”'], "")
    };
    let mut heads: Vec<String> = groups.iter().map(|group| text(group)).collect();
    let Some((last, rest)) = heads.split_last_mut() else { return heads };
    let Some(group) = groups.last() else { return heads };
    // A list of regions or of times shares all that follows the last of them.
    let named = |token: &Token<'_>| matches!(token.kind, Kind::Region | Kind::Time);
    let places = groups[..groups.len() - 1].iter().all(|group| names_only(reading, group));
    if places && !rest.is_empty() {
        let first = group.first().map(|&at| &reading.tokens[at]);
        let suffix = if first.is_some_and(named) { without_count(&text(&group[1..])).to_owned() } else { short_region_suffix(reading, last) };
        for head in rest.iter_mut() {
            head.push_str(&suffix);
        }
        return heads;
    }
    let tail = tails(reading, last);
    if let Some(suffix) = by_length(reading, last, rest) {
        rest.iter_mut().for_each(|head| head.push_str(&suffix));
        return heads;
    }
    for head in rest {
        for cut in 0..tail.len() {
            let (have, add) = (&tail[..cut], tail[cut..].concat());
            let ends = tails(reading, head);
            // 命案、盗窃案件破案率: 案 and 案件 are one.
            let same = have.last().zip(ends.last()).is_some_and(|(have, end)| have.starts_with(end.as_str()) || end.starts_with(have.as_str()));
            if cut == 0 && ends.is_empty() || cut > 0 && same {
                head.push_str(&add);
                break;
            }
        }
    }
    heads
}

/// 城镇、农村居民人均可支配收入: where the vocabulary knows none of the words, members of one short length share all that follows.
fn by_length(reading: &Reading<'_>, last: &str, rest: &[String]) -> Option<String> {
    let words = &reading.scene.lexicon.words;
    let len = rest.first()?.chars().count();
    let short = len <= 3 && rest.iter().all(|head| head.chars().count() == len && words.tag(head).is_empty());
    let unknown = words.tag(last).first().is_none_or(|tag| tag.bytes.start > 0);
    let (cut, _) = last.char_indices().nth(len)?;
    (short && unknown && last.chars().count() > 2 * len).then(|| last[cut..].to_owned())
}

/// Whether a head is nothing but a region or a time; a short name (隆林) counts where the vocabulary of regions knows it.
fn names_only(reading: &Reading<'_>, group: &[usize]) -> bool {
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
fn region_shaped(word: &str) -> bool {
    let len = word.chars().count();
    (2..=6).contains(&len) && word.ends_with(['县', '旗', '区', '市', '州', '盟', '镇']) || ["城区", "农村", "市区"].contains(&word)
}

/// What follows a short or unknown region at the head of the last item: 田林三县事故起数, 南屏县破案.
fn short_region_suffix(reading: &Reading<'_>, head: &str) -> String {
    let known = reading.scene.lexicon.regions.find(head).first().filter(|found| found.bytes.start == 0).map(|found| found.bytes.end);
    let shaped = head.char_indices().map(|(at, c)| at + c.len_utf8()).find(|&end| region_shaped(&head[..end]));
    known.or(shaped).map_or_else(String::new, |end| without_count(&head[end..]).to_owned())
}

/// 三县, 两地: how many members the list has.
fn without_count(rest: &str) -> &str {
    let inner = rest.trim_start_matches(['两', '二', '三', '四', '五', '六']);
    if inner.len() == rest.len() { rest } else { inner.strip_prefix(['地', '县', '市', '区', '旗', '州']).unwrap_or(rest) }
}

/// The words at the end of a head that a list may share, first to last.
fn tails(reading: &Reading<'_>, head: &str) -> Vec<String> {
    let words = &reading.scene.lexicon.words;
    let is_tail = |word: &str| words.senses(word).iter().any(|sense| matches!(sense, crate::lexicon::words::Sense::Noun(class) if class == "tail"));
    let mut end = head.len();
    let mut tails = Vec::new();
    while end > 0 {
        let start = head[..end].char_indices().map(|(at, _)| at).find(|&start| start > 0 && is_tail(&head[start..end]));
        let whole = is_tail(&head[..end]);
        match start {
            _ if whole => {
                tails.push(head[..end].to_owned());
                break;
            }
            Some(start) => {
                tails.push(head[start..end].to_owned());
                end = start;
            }
            None => break,
        }
    }
    tails.reverse();
    tails
}

/// The figures before that a list of changes reaches back to.
fn back(reading: &Reading<'_>, at: usize, values: usize) -> Vec<String> {
    // 分别减少37起、9人、52人，降幅分别为…: the heads of the distribution before.
    let last_group = reading.frames.iter().rev().take_while(|frame| matches!(frame.role, Role::Difference | Role::Change)).count();
    if last_group >= values && reading.frames.len() >= values {
        let start = reading.frames.len() - values;
        return reading.frames[start..].iter().filter_map(|frame| frame.heads.first().cloned()).collect();
    }
    let level = |k: &usize| matches!(reading.frames[*k].role, Role::Level) && reading.frames[*k].how != "from";
    let all: Vec<usize> = (0..at.min(reading.frames.len())).filter(level).collect();
    let plain: Vec<usize> = all.iter().copied().filter(|&k| !reading.phrases[k].part && reading.cells[k].opened != Opened::Bracket).collect();
    // Shares are of the parts that were just named; changes skip them.
    let shares = reading.phrases[at].share;
    let from = if plain.len() >= values && !shares { plain } else { all };
    let start = from.len().saturating_sub(values);
    from[start..].iter().flat_map(|&k| reading.composed(k).into_iter().take(1)).collect()
}

/// Hands the values out over the heads, in order.
fn spread(reading: &mut Reading<'_>, at: usize, values: usize, heads: Vec<String>, how: &'static str) {
    let mut direction: Option<String> = None;
    // 分别上升超两成、三成: the bound before the list holds for all of it.
    let first = &reading.number(at).quantity;
    let list_bound = (first.form.bound_before).then_some(first.bound);
    let lead = reading.phrases[at].clone();
    let lead_role = reading.role(at);
    let whole_verb = whole_verb(reading, &heads);
    let lead_comparison = (lead_role != Role::Level && lead_role != Role::Share).then(|| reading.lead_comparison(at)).flatten();
    let old_comparison = (how == "back").then(|| reading.frames.last().and_then(|frame| frame.comparison.clone())).flatten();
    for k in at..at + values {
        let phrase = &reading.phrases[k];
        if let Some(own) = &phrase.direction {
            direction = Some(reading.text(&own.bytes).to_owned());
        }
        let quantity = &reading.number(k).quantity;
        let own_role = reading.role(k);
        let role = match own_role {
            Role::Level | Role::Multiple if k > at && lead_role != Role::Level => follow(lead_role, quantity.unit.as_deref()),
            role => role,
        };
        let head = match heads.len() {
            0 => Vec::new(),
            len if len == values => vec![heads[k - at].clone()],
            _ => vec![heads.join("、")],
        };
        let mut frame = Frame {
            number: reading.cells[k].number,
            role,
            how,
            verb: direction.clone().or_else(|| match role {
                Role::Level if !head.iter().any(|head| reading.says_event(head)) => lead.verb.as_ref().map(|verb| reading.text(verb).to_owned()),
                Role::Share if how != "back" => whole_verb.clone(),
                _ => None,
            }),
            heads: head,
            comparison: lead.comparison.as_ref().map(|range| reading.text(range).to_owned()).or_else(|| old_comparison.clone()).or_else(|| lead_comparison.clone()),
            per: lead.per.clone(),
            inherited: if how == "back" { vec!["head"] } else { Vec::new() },
            unit: None,
            bound: list_bound.filter(|_| k > at && quantity.bound == "exact"),
        };
        reading.fill_unit(k, &mut frame);
        reading.frames.push(frame);
    }
}

/// The verb of the whole that shares are parts of: the last figure of the same kind of noun, else the last.
fn whole_verb(reading: &Reading<'_>, heads: &[String]) -> Option<String> {
    let tail = heads.last().map(|head| tails(reading, head)).unwrap_or_default();
    let level = |frame: &&Frame| frame.role == Role::Level && frame.verb.is_some();
    let same = |frame: &&Frame| level(frame) && tail.last().is_some_and(|tail| frame.heads.iter().any(|head| head.ends_with(tail.trim_start_matches('类'))));
    let frames = &reading.frames;
    frames.iter().rev().find(same).or_else(|| frames.iter().rev().find(level)).and_then(|frame| frame.verb.clone())
}

/// The role of a later value: that of the first, as far as its unit allows.
fn follow(lead: Role, unit: Option<&str>) -> Role {
    match (lead, unit) {
        (Role::Change | Role::Difference | Role::PointChange, Some("percentage_point")) => Role::PointChange,
        (Role::Change | Role::Difference | Role::PointChange, Some("percent" | "times" | "permille")) => Role::Change,
        (Role::Change | Role::Difference, Some(_)) => Role::Difference,
        (lead, _) => lead,
    }
}

/// One head, several comparisons.
fn cross(reading: &mut Reading<'_>, at: usize, values: usize, head: &str) {
    spread(reading, at, values, vec![head.to_owned(); values], "crossed");
    let texts: Vec<String> = reading.phrases[at].comparisons.iter().map(|range| reading.text(range).to_owned()).collect();
    let start = reading.frames.len() - values;
    for (frame, text) in reading.frames[start..].iter_mut().zip(texts) {
        frame.comparison = Some(text);
    }
}

/// 甲县、乙县分别破案12起和15起，清理排污口各4个: the regions of the list before.
fn over_regions(reading: &Reading<'_>, noun: &str) -> Vec<String> {
    let mut regions = Vec::new();
    for frame in reading.frames.iter().rev().take_while(|frame| frame.how == "distributed") {
        let Some(head) = frame.heads.first() else { break };
        let found = reading.scene.lexicon.regions.find_sure(head);
        let Some(last) = found.iter().take_while(|region| region.bytes.start == 0 || found.len() > 1).last() else { break };
        regions.insert(0, format!("{}{noun}", &head[..last.bytes.end]));
    }
    regions
}

/// One figure for each head.
fn each(reading: &mut Reading<'_>, at: usize) -> usize {
    let phrase = &reading.phrases[at];
    let end = reading.cells[at].pre.end;
    let mut list = split(reading, reading.cells[at].pre.start, end);
    let verb = phrase.verb.as_ref().map(|verb| reading.text(verb).to_owned());
    if list.len() == 1 {
        list = over_regions(reading, &list[0]);
    }
    if list.len() < 2 {
        return 0;
    }
    // 竹山县、竹溪县均不足1500起: of what the figure before counts.
    let bare = list.iter().all(|head| reading.without_regions(head).is_empty() || region_shaped(head));
    if bare {
        let topic = reading.topic(at);
        for head in &mut list {
            head.push_str(&topic);
        }
    }
    // 打掉盗窃、诈骗团伙各5个: the verb stands before the first head only.
    if let (Some(verb), Some(first)) = (&verb, list.first_mut()) {
        if let Some(rest) = first.strip_prefix(verb.as_str()).filter(|rest| !rest.is_empty()) {
            *first = rest.to_owned();
        }
    }
    let role = reading.role(at);
    let direction = phrase.direction.as_ref().map(|d| reading.text(&d.bytes).to_owned()).or_else(|| (role == Role::Change).then(|| reading.direction_before(at)).flatten());
    let mut frame = Frame {
        number: reading.cells[at].number,
        role,
        how: "each",
        verb: if role == Role::Level { verb } else { direction },
        heads: list,
        comparison: phrase.comparison.as_ref().map(|range| reading.text(range).to_owned()),
        per: phrase.per.clone(),
        inherited: Vec::new(),
        unit: None,
        bound: None,
    };
    reading.fill_unit(at, &mut frame);
    reading.frames.push(frame);
    1
}
