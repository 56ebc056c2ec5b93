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
use super::compound;
use super::each::each;
use super::frame::{Frame, Reading};
use super::list::{heads, heads_ahead, split_loosely, tails};
use super::reach::{again, back, matched, values};
use crate::model::Role;
use crate::text::date;

/// Reads the distribution that begins at cell `at`; returns how many cells it took, 0 where none begins.
pub fn distribute(reading: &mut Reading<'_>, at: usize) -> usize {
    let phrase = &reading.phrases[at];
    let values = values(reading, at);
    // 同比各减少1起、2人 hands out as 分别 does.
    let handed = phrase.each && values > 1 && phrase.direction.is_some();
    if phrase.each && !handed {
        return each(reading, at);
    }
    if phrase.distribute.is_none() && !handed {
        let heads = heads(reading, at);
        let directed = phrase.direction.is_some() || phrase.share;
        // 同比减少6起、5人: of the figures before, unit by unit.
        if values > 1 && heads.is_empty() && phrase.direction.is_some() && phrase.whole.is_none() && matched(reading, at, values) {
            let back = back(reading, at, values);
            spread(reading, at, values, back, "back");
            return values;
        }
        // 1月、2月分别发生事故31起、22起，死亡8人、4人: over the heads of the list before.
        if let Some(before) = again(reading, at, values) {
            spread(reading, at, values, before, "back");
            return values;
        }
        if values < 2 || heads.len() != values || !directed {
            return 0;
        }
        let mut heads = heads;
        share_verb(reading, &mut heads);
        spread(reading, at, values, heads, "listed");
        return values;
    }
    if values == 1
        && let Some(frame) = reading.first_of_ranking(at)
    {
        reading.frames.push(frame);
        return 1;
    }
    let mut own = heads(reading, at);
    // 分别下降9%、上升5%和持平: the last head has no figure.
    let flat = usize::from(ends_flat(reading, at + values - 1));
    if flat > 0 && own.len() == values + 1 {
        own.pop();
    }
    if own.len() > values && values > 1 {
        let loose = split_loosely(reading, reading.cells[at].pre.start, phrase.distribute.unwrap_or(reading.cells[at].pre.end));
        own = if loose.len() == values { loose } else { own };
    }
    let comparisons = phrase.comparisons.len();
    own = whole_members(own, values);
    let object = phrase.distribute.and_then(|word| object(reading, at, word));
    // 四项指数同比分别…: one word for the figures before.
    if own.len() == 1 && values > 1 && comparisons < 2 && object.is_none() {
        let before = back(reading, at, values);
        if before.len() == values {
            // 社区戒毒、社区康复分别为935人、1488人，执行率分别为…: a rate of each.
            // 嫌疑人分别为31人、28人，刑拘分别为…: what was done to each.
            let rate = own[0].ends_with(['率', '额', '量', '值']) || own[0].ends_with("人数") || own[0].ends_with("起数");
            let rate = rate || reading.role(at) == Role::Level && reading.says_event(&own[0]);
            // 人均可支配收入分别达6.9万元、3.4万元: a noun of its own, where it does not sum up what was said (三项指标).
            let sums_up = own[0].starts_with(['两', '二', '三', '四', '五', '六']) || own[0].ends_with(['标', '数', '者', '项']);
            if !rate && reading.role(at) == Role::Level && !sums_up {
                own = vec![own[0].clone(); values];
            } else if !rate {
                own.clear();
            } else if reading.role(at) == Role::Level {
                own = before.iter().map(|head| format!("{head}{}", own[0])).collect();
            }
        }
    }
    // 盗抢骗案件同比、环比分别下降: one by two measures.
    if comparisons < 2 {
        own = compound::members(reading, own, values);
    }
    if own.len() == 1 && values == comparisons && comparisons > 1 {
        cross(reading, at, values, &own[0]);
        return values;
    }
    if own.is_empty() {
        // 扰民警情1.2万起，环比、同比分别下降…: the figure before, by two measures.
        if values == comparisons
            && comparisons > 1
            && let Some(head) = back(reading, at, 1).pop()
        {
            cross(reading, at, values, &head);
            let start = reading.frames.len() - values;
            reading.frames[start..].iter_mut().for_each(|frame| frame.inherited.push("head"));
            return values;
        }
        // 破案12起、15起，分别抓获嫌疑人…: the object says what is counted.
        if let Some(object) = object.filter(|_| values > 1 && reading.role(at) == Role::Level) {
            spread(reading, at, values, vec![object; values], "distributed");
            return values;
        }
        let mut back = back(reading, at, values + flat);
        if back.len() > values {
            back.pop();
        }
        if back.is_empty() {
            return 0;
        }
        let how = if back.len() == values { "back" } else { "mismatch" };
        spread(reading, at, values, back, how);
        return values;
    }
    // 毒品案件、赌博案件破案数，抓获人数、缴毒量分别…: a list over two clauses.
    if own.len() < values {
        let ahead = heads_ahead(reading, at);
        if !ahead.is_empty() && ahead.len() + own.len() == values {
            own.splice(..0, ahead);
        }
    }
    let how = if own.len() == values { "distributed" } else { "mismatch" };
    if let Some(object) = object.filter(|_| reading.role(at) == Role::Level) {
        own = if own.len() == values { own.iter().map(|head| format!("{head}{object}")).collect() } else { vec![object] };
    } else {
        share_verb(reading, &mut own);
    }
    spread(reading, at, values, own, how);
    values
}

/// Whether a head is nothing but a time.
fn is_time(head: &str) -> bool {
    date::at_start(head).is_some_and(|time| time.bytes.end == head.len())
}

/// Whether the list of values whose last is at cell `last` ends in 持平.
fn ends_flat(reading: &Reading<'_>, last: usize) -> bool {
    let rest = &reading.scene.text[reading.number(last).quantity.bytes.end..];
    rest.strip_prefix(['和', '、', '及', '，']).is_some_and(|rest| rest.starts_with("持平") || rest.starts_with("基本持平"))
}

/// 杀人、强奸等八类案件、毒品案件、盗窃案件 are three heads, not four: what 等 sums up is one with it.
fn whole_members(own: Vec<String>, values: usize) -> Vec<String> {
    let sums = own.iter().position(|head| head.contains('等')).filter(|&at| at > 0 && own.len() - at == values);
    let Some(at) = sums else { return own };
    let whole = own[..=at].join("、");
    std::iter::once(whole).chain(own.into_iter().skip(at + 1)).collect()
}

/// 三次行动分别抓获嫌疑人62名、48名: what is counted stands behind the word at token `word`.
pub(super) fn object(reading: &Reading<'_>, at: usize, word: usize) -> Option<String> {
    let noun = reading.phrases[at].noun.clone().filter(|noun| noun.start >= reading.tokens[word].bytes.end)?;
    let noun = reading.text(&noun);
    // “无毒村寨”17个、21个: the closing mark is not part of it, nor is the opening one.
    Some(if noun.contains('”') { noun } else { noun.trim_start_matches('“') }.to_owned())
}

/// 破获涉枪、涉毒案件分别增加6起、19起: the verb before the first head holds for those that say nothing of what happened.
pub(super) fn share_verb(reading: &Reading<'_>, heads: &mut [String]) {
    let Some((first, rest)) = heads.split_first_mut() else { return };
    let words = &reading.scene.lexicon.words;
    let Some(tag) = words.at_start(first).filter(|tag| tag.verbs().next().is_some() && tag.bytes.end < first.len()) else { return };
    let verb = first[tag.bytes.clone()].to_owned();
    // 破获的盗窃、诈骗案件分别….
    if first[tag.bytes.end..].starts_with('的') {
        first.replace_range(tag.bytes.end..tag.bytes.end + '的'.len_utf8(), "");
    }
    for head in rest {
        // 起数 only counts.
        let bare = head.trim_end_matches("起数").trim_end_matches("宗数");
        if !reading.says_event(bare) && !reading.without_regions(bare).is_empty() {
            head.insert_str(0, &verb);
        }
    }
}

/// Hands the values out over the heads, in order.
fn spread(reading: &mut Reading<'_>, at: usize, values: usize, heads: Vec<String>, how: &'static str) {
    let mut direction: Option<String> = None;
    // 分别上升超两成、三成: the bound before the list holds for all of it.
    let first = &reading.number(at).quantity;
    let list_bound = (first.form.bound_before).then_some(first.bound);
    let lead = reading.phrases[at].clone();
    let lead_role = reading.role(at);
    // 其中甲县、乙县同比分别下降: of what the figure before counts.
    // 4月、5月分别为320起、290起 too.
    let nothing = |head: &String| reading.without_regions(head).is_empty() || is_time(head);
    let bare = heads.len() == values && heads.iter().all(nothing);
    let topic = if bare { reading.topic_of(at, lead_role) } else { String::new() };
    let heads: Vec<String> = heads.into_iter().map(|head| head + &topic).collect();
    let whole_verb = said_of_whole(reading, at).or_else(|| whole_verb(reading, &heads));
    let lead_comparison = (lead_role != Role::Level && lead_role != Role::Share).then(|| reading.lead_comparison(at)).flatten();
    let old_comparison = (how == "back").then(|| reading.frames.last().and_then(|frame| frame.comparison.clone())).flatten();
    // 分别从771家、481家增加到1076家、636家: two levels of each.
    let reached = reading.phrases.get(at + values).is_some_and(|next| next.direction.as_ref().is_some_and(|direction| direction.to));
    let from = lead.from && reached && reading.cells[at + values].opened == Opened::Run;
    let to =
        reading.frames.last().is_some_and(|frame| frame.how == "from") && lead.direction.as_ref().is_some_and(|direction| direction.to);
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
            how: if from {
                "from"
            } else if to {
                "to"
            } else {
                how
            },
            verb: direction.clone().or_else(|| match role {
                Role::Level if !head.iter().any(|head| reading.says_event(head)) => {
                    lead.verb.as_ref().map(|verb| reading.text(verb).to_owned())
                }
                Role::Share if how != "back" => whole_verb.clone(),
                _ => None,
            }),
            heads: head,
            comparison: lead
                .comparison
                .as_ref()
                .map(|range| reading.text(range).to_owned())
                .or_else(|| old_comparison.clone())
                .or_else(|| lead_comparison.clone()),
            per: lead.per.clone(),
            inherited: if how == "back" { vec!["head"] } else { Vec::new() },
            unit: None,
            bound: list_bound.filter(|_| k > at && quantity.bound == "exact"),
        };
        reading.fill_unit(k, &mut frame);
        reading.frames.push(frame);
    }
}

/// 盗窃、诈骗分别占刑事立案的31.5%和44.2%: what happened, said of the whole behind 占.
fn said_of_whole(reading: &Reading<'_>, at: usize) -> Option<String> {
    let phrase = &reading.phrases[at];
    let from = phrase.share_at.or(phrase.distribute).filter(|_| phrase.share)? + 1;
    let said = reading.tokens.get(from..reading.cells[at].pre.end)?.iter().rev().find(|token| token.event_verb() || token.event_noun());
    said.map(|token| reading.text(&token.bytes).to_owned())
}

/// The verb of the whole that shares are parts of: the last figure of the same kind of noun, else the last.
fn whole_verb(reading: &Reading<'_>, heads: &[String]) -> Option<String> {
    let tail = heads.last().map(|head| tails(reading, head)).unwrap_or_default();
    let level = |frame: &&Frame| frame.role == Role::Level && frame.verb.is_some();
    let same = |frame: &&Frame| {
        level(frame) && tail.last().is_some_and(|tail| frame.heads.iter().any(|head| head.ends_with(tail.trim_start_matches('类'))))
    };
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
