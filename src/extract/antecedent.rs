//! What a cell goes on with: the figure before that a change, a part or a list is said of.

use super::cell::Opened;
use super::frame::{Frame, Reading};
use crate::lexicon::words::{Grammar, Sense};
use crate::model::Role;

impl Reading<'_> {
    /// The figures before that state a level, in order.
    pub(super) fn levels(&self) -> impl DoubleEndedIterator<Item = usize> + '_ {
        (0..self.frames.len()).filter(|&k| self.frames[k].role == Role::Level)
    }

    /// The last figure before that states a level; one of the same unit for a part of it.
    pub(super) fn level_before(&self, at: usize) -> Option<usize> {
        let percent = self.unit_ahead(at).is_some_and(|(unit, _)| unit == "percent");
        if percent && self.frames.last().is_some_and(|before| before.role == Role::PointChange) {
            return self.frames.len().checked_sub(1);
        }
        // 破案率连续两年100%: the streak and the level are of one noun.
        if matches!(self.cells[at].opened, Opened::Fused | Opened::Run)
            && self.frames.last().is_some_and(|before| before.role == Role::Streak)
        {
            return self.frames.len().checked_sub(1);
        }
        if self.phrases[at].part {
            let unit = self.unit_ahead(at).map(|(unit, _)| unit);
            let same = |k: &usize| self.unit_ahead(*k).map(|(unit, _)| unit) == unit;
            if let Some(whole) = self.levels().rev().find(same) {
                return Some(whole);
            }
        }
        // 立案4080起，其中诈骗1730起；破案2260起: a new clause goes on with the whole.
        if self.cells[at].opened == Opened::Stop && !self.phrases[at].part {
            let whole = |k: &usize| !self.phrases[*k].part && !matches!(self.cells[*k].opened, Opened::Bracket | Opened::List);
            if let Some(whole) = self.levels().rev().find(whole) {
                return Some(whole);
            }
        }
        // 厚度提升3.5%、达到20.6厘米: the level that the change led to is of the same noun.
        let changed = |before: &Frame| {
            matches!(before.role, Role::Change | Role::PointChange | Role::Difference) && !before.inherited.contains(&"head")
        };
        if self.phrases[at].reach && self.phrases[at].whole.is_none() && self.frames.last().is_some_and(changed) {
            return self.frames.len().checked_sub(1);
        }
        // 满意度上升2.4个百分点，达93.6%: where no level was stated, what the change was of.
        self.levels().next_back().or_else(|| self.frames.len().checked_sub(1))
    }

    /// The direction in force where the cell states none: that of the list it goes on with, or of the clause before it.
    pub fn direction_before(&self, at: usize) -> Option<String> {
        if let Some(before) = self.frames.last().filter(|before| matches!(before.role, Role::Change | Role::PointChange | Role::Difference))
        {
            return before.verb.clone();
        }
        let lead = &self.tokens[self.cells[at].lead.clone()];
        lead.iter()
            .rev()
            .find(|token| token.is_any(&[Grammar::Up, Grammar::Down, Grammar::UpNoun, Grammar::DownNoun]))
            .map(|token| self.text(&token.bytes).to_owned())
    }

    /// The cell whose figure a change or a share without a noun is said of: the nearest one before that states a level.
    pub(super) fn antecedent(&self, at: usize) -> Option<usize> {
        if let Some(parent) = self.cells[at].parent {
            return Some(parent);
        }
        // A change that follows a change is of the same figure.
        self.frames.len().checked_sub(1)
    }

    /// Verb and noun of a frame as one phrase, as a change of it is said of: 破获电诈案件.
    pub fn composed(&self, from: usize) -> Vec<String> {
        let Some(frame) = self.frames.get(from) else { return Vec::new() };
        let level = matches!(frame.role, Role::Level);
        // 破案31起，同比上升12.5%: a verb alone is what was counted.
        if let (true, true, Some(verb)) = (level, frame.heads.is_empty(), frame.verb.as_deref()) {
            return vec![verb.to_owned()];
        }
        frame
            .heads
            .iter()
            .map(|head| match frame.verb.as_deref().filter(|verb| level && !self.says(head, verb) && !self.arrives(verb)) {
                Some(verb) => format!("{verb}{head}"),
                None => head.clone(),
            })
            .collect()
    }

    /// Whether a head says that verb: 破案率 says 破案, 亡人事故 is no 亡.
    fn says(&self, head: &str, verb: &str) -> bool {
        let alone = || self.scene.lexicon.words.tag(head).iter().any(|tag| head[tag.bytes.clone()] == *verb);
        head.contains(verb) && (verb.chars().nth(1).is_some() || head == verb || alone())
    }

    /// 回落至, 增加到: how a level was reached, and nothing that is counted.
    fn arrives(&self, verb: &str) -> bool {
        let senses = self.scene.lexicon.words.senses(verb);
        [Grammar::UpTo, Grammar::DownTo, Grammar::Up, Grammar::Down].into_iter().any(|grammar| senses.contains(&Sense::Grammar(grammar)))
    }

    /// As [`Self::topic`], for levels the last figure of their kind: 破案率95%；其中甲县、乙县分别发案14起、9起 counts no rates.
    pub fn topic_of(&self, at: usize, role: Role) -> String {
        let last = self.frames.last().is_some_and(|_| self.same_kind(at, self.frames.len() - 1));
        let same = || self.levels().rev().find(|&k| self.same_kind(at, k));
        match same().filter(|_| role == Role::Level && !last) {
            Some(from) if self.own_event_verb(at) => {
                self.frames[from].heads.first().map(|head| self.without_regions(head)).unwrap_or_default()
            }
            Some(from) => self.composed(from).first().map(|head| self.without_regions(head)).unwrap_or_default(),
            None => self.topic(at),
        }
    }

    /// What a list of regions is about: the clause before the first of them.
    pub fn topic(&self, at: usize) -> String {
        let from = self.antecedent(at);
        from.and_then(|from| self.composed(from).first().map(|head| self.without_regions(head))).unwrap_or_default()
    }
}
