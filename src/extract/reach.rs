//! How far a distribution reaches: the values that belong to it, and the figures before that it is said of.

use super::cell::Opened;
use super::frame::Reading;
use super::phrase::Phrase;
use crate::model::Role;

/// How many cells belong to the list of values that begins at `at`: those that add at most a direction, a bound or a conjunction.
pub(super) fn values(reading: &Reading<'_>, at: usize) -> usize {
    let listed = |k: usize| {
        let cell = &reading.cells[k];
        let bare = reading.phrases[k].whole.is_none();
        // 分别为214，368起: a comma between numbers that share a unit.
        let shared_unit = matches!(cell.opened, Opened::Comma) && reading.number(k - 1).quantity.unit.is_none() && cell.pre.is_empty();
        // 增加1829万千瓦、达到9048万千瓦; 占比达到59.2%、提高4.5个百分点: a change and its level are of one figure.
        let (lead, own) = (&reading.phrases[at], &reading.phrases[k]);
        let changes = |phrase: &Phrase| phrase.direction.as_ref().is_some_and(|direction| !direction.to);
        // 破案率从41%上升至64.6%、升幅23.6个百分点.
        let reached = lead.reach || lead.direction.as_ref().is_some_and(|direction| direction.to);
        let one_figure = changes(lead) && own.reach || lead.distribute.is_none() && reached && changes(own);
        (matches!(cell.opened, Opened::List) || shared_unit) && bare && !one_figure && reading.cells[k - 1].post.is_empty()
    };
    1 + (at + 1..reading.cells.len()).take_while(|&k| listed(k)).count()
}

/// Whether the last figures before have the units of these values, in order.
pub(super) fn matched(reading: &Reading<'_>, at: usize, values: usize) -> bool {
    let levels: Vec<usize> = reading.levels().collect();
    let Some(start) = levels.len().checked_sub(values) else { return false };
    let unit = |k: usize| reading.unit_ahead(k).map(|(unit, _)| unit);
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
pub(super) fn back(reading: &Reading<'_>, at: usize, values: usize) -> Vec<String> {
    // 分别减少37起、9人、52人，降幅分别为…: the heads of the distribution before.
    let last_group = reading.frames.iter().rev().take_while(|frame| matches!(frame.role, Role::Difference | Role::Change)).count();
    if last_group >= values && reading.frames.len() >= values {
        let start = reading.frames.len() - values;
        return reading.frames[start..].iter().filter_map(|frame| frame.heads.first().cloned()).collect();
    }
    // 起数和死亡人数分别占总数的12%、11%，同比分别下降5%、3%: the heads that the shares were of.
    let shares = reading.frames.iter().rev().take_while(|frame| frame.role == Role::Share && frame.how == "distributed").count();
    if shares == values && matches!(reading.role(at), Role::Change | Role::PointChange) {
        let start = reading.frames.len() - values;
        return reading.frames[start..].iter().filter_map(|frame| frame.heads.first().cloned()).collect();
    }
    // 甲区、乙区均超50人，分别为64人、58人: the heads that one figure was said of.
    if let Some(each) = reading.frames.last().filter(|frame| frame.how == "each" && frame.heads.len() == values) {
        return each.heads.clone();
    }
    let goes_on = reading.frames.last().is_some_and(|frame| frame.how == "from");
    let all: Vec<usize> = reading.levels().filter(|&k| goes_on || reading.frames[k].how != "from").collect();
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

/// The heads of the distribution right before, where a clause with a verb alone has as many values.
pub(super) fn again(reading: &Reading<'_>, at: usize, values: usize) -> Option<Vec<String>> {
    let start = reading.frames.len().checked_sub(values).filter(|_| values > 1)?;
    let before = &reading.frames[start..];
    let handed = before.iter().all(|frame| frame.how == "distributed" && frame.role == Role::Level);
    let phrase = &reading.phrases[at];
    let deed = phrase.noun.is_none() && reading.own_event_verb(at) && reading.role(at) == Role::Level;
    let goes_on = reading.cells[at].opened == Opened::Comma && reading.cells[at].parent.is_none();
    (handed && deed && goes_on).then(|| before.iter().filter_map(|frame| frame.heads.first().cloned()).collect())
}
