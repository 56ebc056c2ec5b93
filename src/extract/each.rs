//! 各, 均 and 都: one value for each of several heads.

use super::cell::Opened;
use super::distribute::{object, share_verb};
use super::frame::{Frame, Reading};
use super::list::{heads_ahead, region_shaped, split, tails};
use crate::model::Role;

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
pub(super) fn each(reading: &mut Reading<'_>, at: usize) -> usize {
    let phrase = &reading.phrases[at];
    let end = phrase.each_over.unwrap_or(reading.cells[at].pre.end);
    let mut list = split(reading, reading.cells[at].pre.start, end);
    let object = phrase.each_over.and_then(|word| object(reading, at, word));
    let verb = phrase.verb.as_ref().map(|verb| reading.text(verb).to_owned());
    let mut inherited = Vec::new();
    if list.is_empty() {
        list = all_before(reading, at);
        inherited.push("head");
    }
    // 发案和损失“双下降”，降幅均超两成.
    if list.is_empty() && phrase.direction.is_some() {
        list = heads_ahead(reading, at);
        inherited.clear();
    }
    if list.len() == 1 {
        list = over_regions(reading, &list[0]);
    }
    if list.len() < 2 {
        return 0;
    }
    // 竹山县、竹溪县均不足1500起: of what the figure before counts.
    let bare = list.iter().all(|head| reading.without_regions(head).is_empty() || region_shaped(head));
    if let Some(object) = &object {
        list.iter_mut().for_each(|head| head.push_str(object));
    } else if bare {
        let topic = reading.topic(at);
        for head in &mut list {
            head.push_str(&topic);
        }
    }
    let role = reading.role(at);
    if role != Role::Level {
        share_verb(reading, &mut list);
    }
    // 打掉盗窃、诈骗团伙各5个: the verb stands before the first head only.
    if let (Some(verb), Some(first)) = (&verb, list.first_mut())
        && let Some(rest) = first.strip_prefix(verb.as_str()).filter(|rest| !rest.is_empty() && tails(reading, rest).concat() != *rest)
    {
        *first = rest.to_owned();
    }
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
