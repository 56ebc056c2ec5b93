//! The head that a cell takes over from the figures before it, or from the clause before.

use crate::extract::cell::Opened;
use crate::extract::frame::{Frame, Reading};
use crate::extract::list::tails;
use crate::model::Role;

impl Reading<'_> {
    /// 由X降至Y: the second is of the same.
    pub(super) fn head_of_same(&self, frame: &mut Frame) {
        if let Some(before) = self.frames.last() {
            frame.heads.clone_from(&before.heads);
            frame.verb = before.verb.clone().or(frame.verb.take());
            frame.per = frame.per.take().or(before.per.clone());
            frame.inherited.extend(["head", "verb"]);
        }
    }

    /// Takes who does what the verb says out of the heads: it is not what is counted. `from` is the figure that the cell goes on from.
    pub(super) fn drop_doer(&self, at: usize, from: Option<usize>, frame: &mut Frame) {
        let phrase = &self.phrases[at];
        let general = self.general_verb(at);
        // 各派出所破案312起: the verb has its object with it.
        let whole = || frame.verb.as_ref().is_some_and(|verb| verb.ends_with(['案', '警']));
        let body = !general && (from.is_some() || whole()) && frame.heads.first().is_some_and(|head| self.is_body(head));
        if (general || body)
            && frame.heads.first().is_some_and(|head| phrase.noun.as_ref().is_some_and(|noun| self.text(noun) == head))
            && phrase.verb.as_ref().is_some_and(|verb| phrase.noun.as_ref().is_some_and(|noun| noun.end <= verb.start))
        {
            // 各县新增1420个: what stands before a general verb does, and is not counted.
            let doer = frame.heads[0].clone();
            let known = !body
                && !doer.starts_with('各')
                && self.scene.lexicon.words.tag(&doer).iter().any(|tag| tag.subjects().next().is_some() || tag.is_noun("counted"));
            // 重大工程投资完成2510亿元: what comes to a sum does nothing.
            let sum = !tails(self, &doer).is_empty();
            // 示范工程建成627处: nor does a work.
            let acts = body || self.acts(&doer);
            if acts && !known && !sum && (from.is_some() || body) {
                frame.heads.clear();
            }
        }
    }

    /// Fills the head of a cell that names none: of what has moved, of the figure that it goes on from, or of the clause before.
    pub(super) fn take_head(&self, at: usize, from: Option<usize>, frame: &mut Frame) {
        let phrase = &self.phrases[at];
        let cell = &self.cells[at];
        if frame.role != Role::Streak
            && let Some(what) = self.moved(at)
        {
            frame.heads.push(what);
            return;
        }
        // 网办率81.3%；…新增47.2万本: a count is none of a rate.
        // 厚度提升4%、达到22厘米: the level that a change led to is of one noun with it.
        let state = |k: usize| self.frames.get(k).is_some_and(|frame| matches!(frame.role, Role::Level | Role::Share));
        let counts = frame.role == Role::Level && cell.parent.is_none() && !self.is_rate(at) && self.number(at).quantity.unit.is_some();
        let alike = |from: usize| {
            if counts && self.is_rate(from) && state(from) { self.levels().rev().find(|&k| !self.is_rate(k)) } else { Some(from) }
        };
        // 起诉210人；盗窃案件下降21%，为群众挽损90万元: of what the change between is of, which the text remembers.
        let changed =
            |frame: &Frame| matches!(frame.role, Role::Change | Role::PointChange | Role::Difference) && !frame.inherited.contains(&"head");
        let stale = |from: &usize| phrase.noun.is_none() && self.own_event_verb(at) && self.frames.iter().skip(from + 1).any(changed);
        let money = self.unit_ahead(at).is_some_and(|(unit, _)| unit == "CNY");
        let alike = from.filter(|from| !(money && stale(from))).and_then(alike);
        // 取保候审41人，逮捕51人: what was done is none of the next.
        let deed = |frame: &Frame| matches!(frame.heads.as_slice(), [head] if self.counts_itself(head));
        let alike = match alike {
            Some(from) if self.own_event_verb(at) && self.frames.get(from).is_some_and(deed) => {
                self.levels().rev().find(|&k| !self.frames.get(k).is_some_and(deed) && self.unit_ahead(k) == self.unit_ahead(at)).or(alike)
            }
            _ => alike,
        };
        if let Some(before) = alike.and_then(|from| self.frames.get(from)).filter(|before| !before.heads.is_empty()) {
            frame.heads = before.heads.iter().take(1).cloned().collect();
            frame.inherited.push("head");
            self.move_region(at, frame);
        } else if (cell.opened == Opened::Stop || cell.opened == Opened::Comma) && (frame.role != Role::Streak || cell.post.is_empty()) {
            // 连续6年两抢案件零发案 says behind the years what went on.
            frame.heads.extend(self.lead_noun(at));
        }
    }
}
