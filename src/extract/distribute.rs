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
use super::list::{heads, region_shaped, split, tails};
use crate::model::Role;

/// What 四项指数 of road accidents are.
const FOUR_INDICES: [&str; 4] = ["交通事故起数", "死亡人数", "受伤人数", "直接财产损失"];

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
            let rate = own[0].ends_with(['率', '额', '量', '值']) || own[0].ends_with("人数") || own[0].ends_with("起数");
            if !rate {
                own.clear();
            } else if reading.role(at) == Role::Level {
                own = before.iter().map(|head| format!("{head}{}", own[0])).collect();
            }
        }
    }
    // 四项指数同比分别下降…: the four are always told in the same order.
    if own.len() == 1
        && values == FOUR_INDICES.len()
        && let Some((of, _)) = own[0].split_once("四项").filter(|(_, rest)| rest.starts_with(['指', '数', '主']))
    {
        own = FOUR_INDICES.iter().map(|index| format!("{of}{index}")).collect();
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

/// Whether the last figures before have the units of these values, in order.
fn matched(reading: &Reading<'_>, at: usize, values: usize) -> bool {
    let levels: Vec<usize> = reading.levels().collect();
    let Some(start) = levels.len().checked_sub(values) else { return false };
    let unit = |k: usize| reading.number(k).quantity.unit.clone();
    let ratio = |k: usize| reading.number(k).quantity.kind == Some(crate::lexicon::units::UnitKind::Ratio);
    levels[start..].iter().zip(at..at + values).all(|(&level, value)| {
        // 分别达98.8%和97.5%，同比提高0.3个和0.5个百分点: points are of rates, changes and differences of counts.
        let points = unit(value).as_deref() == Some("percentage_point");
        if ratio(level) {
            points && unit(level).as_deref() == Some("percent")
        } else {
            unit(level) == unit(value) || ratio(value) && !points
        }
    })
}

/// The figures before that a list of changes reaches back to.
fn back(reading: &Reading<'_>, at: usize, values: usize) -> Vec<String> {
    // 分别减少37起、9人、52人，降幅分别为…: the heads of the distribution before.
    let last_group = reading.frames.iter().rev().take_while(|frame| matches!(frame.role, Role::Difference | Role::Change)).count();
    if last_group >= values && reading.frames.len() >= values {
        let start = reading.frames.len() - values;
        return reading.frames[start..].iter().filter_map(|frame| frame.heads.first().cloned()).collect();
    }
    // 甲区、乙区均超50人，分别为64人、58人: the heads that one figure was said of.
    if let Some(each) = reading.frames.last().filter(|frame| frame.how == "each" && frame.heads.len() == values) {
        return each.heads.clone();
    }
    let all: Vec<usize> = reading.levels().filter(|&k| reading.frames[k].how != "from").collect();
    // 其中海洛因1.9吨、冰毒4.6吨: the list goes on with parts.
    let part = |k: usize| {
        let first = (0..=k).rev().find(|&k| reading.cells[k].opened != Opened::List).unwrap_or(k);
        (first..=k).any(|k| reading.phrases[k].part)
    };
    let plain: Vec<usize> = all.iter().copied().filter(|&k| !part(k) && reading.cells[k].opened != Opened::Bracket).collect();
    // 事故312起、死亡97人；其中较大事故3起、死亡11人，同比减少2起、6人: the parts, where they are as many and the wholes are not.
    let parts = all.iter().rev().take_while(|&&k| part(k)).count();
    if parts == values && plain.len() != values {
        return all[all.len() - parts..].iter().flat_map(|&k| reading.composed(k).into_iter().take(1)).collect();
    }
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
    // 其中甲县、乙县同比分别下降: of what the figure before counts.
    let bare = heads.len() == values && heads.iter().all(|head| reading.without_regions(head).is_empty());
    let topic = if bare { reading.topic_of(at, lead_role) } else { String::new() };
    let heads: Vec<String> = heads.into_iter().map(|head| head + &topic).collect();
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

/// 亡人事故11起，死亡11人，均下降20%: the figures before, back to where their list began.
fn all_before(reading: &Reading<'_>, at: usize) -> Vec<String> {
    let role = reading.role(at);
    let points = role == Role::PointChange;
    if !points && role != Role::Change || reading.cells[at].opened != Opened::Comma {
        return Vec::new();
    }
    let mut heads = Vec::new();
    for k in (0..at).rev() {
        let percent = reading.number(k).quantity.unit.as_deref() == Some("percent");
        if reading.frames[k].role != Role::Level || percent != points {
            break;
        }
        heads.extend(reading.composed(k).into_iter().take(1));
        if !matches!(reading.cells[k].opened, Opened::List | Opened::Comma) || reading.phrases[k].part {
            break;
        }
    }
    heads.reverse();
    // 、 parts the heads of a mention.
    if heads.len() < 2 || heads.iter().any(|head| head.contains('、')) { Vec::new() } else { heads }
}

/// One figure for each head.
fn each(reading: &mut Reading<'_>, at: usize) -> usize {
    let phrase = &reading.phrases[at];
    let end = reading.cells[at].pre.end;
    let mut list = split(reading, reading.cells[at].pre.start, end);
    let verb = phrase.verb.as_ref().map(|verb| reading.text(verb).to_owned());
    let mut inherited = Vec::new();
    if list.is_empty() {
        list = all_before(reading, at);
        inherited.push("head");
    }
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
    if let (Some(verb), Some(first)) = (&verb, list.first_mut())
        && let Some(rest) = first.strip_prefix(verb.as_str()).filter(|rest| !rest.is_empty())
    {
        *first = rest.to_owned();
    }
    let role = reading.role(at);
    let direction = phrase
        .direction
        .as_ref()
        .map(|d| reading.text(&d.bytes).to_owned())
        .or_else(|| (role == Role::Change).then(|| reading.direction_before(at)).flatten());
    let mut frame = Frame {
        number: reading.cells[at].number,
        role,
        how: "each",
        verb: if role == Role::Level { verb } else { direction },
        heads: list,
        comparison: phrase.comparison.as_ref().map(|range| reading.text(range).to_owned()),
        per: phrase.per.clone(),
        inherited,
        unit: None,
        bound: None,
    };
    reading.fill_unit(at, &mut frame);
    reading.frames.push(frame);
    1
}
