//! The head of a frame: what is counted, said in its own clause or taken from the figures before.

mod change;
mod own;
mod taken;
mod verb;

use super::frame::{Frame, Reading};
use super::token::Kind;
use crate::lexicon::regions::is_full;
use crate::lexicon::units::UnitKind;
use crate::model::Role;

impl Reading<'_> {
    /// What is counted: the noun before, the noun after, or what the cell before counts.
    pub(super) fn fill_head(&self, at: usize, frame: &mut Frame) {
        if matches!(frame.role, Role::Change | Role::PointChange | Role::Difference | Role::Multiple) {
            return self.head_of_change(at, frame);
        }
        self.own_head(at, frame);
        if self.head_of_member(at, frame) || frame.role == Role::Share && self.head_of_share(at, frame) {
            return;
        }
        if frame.how == "to" {
            return self.head_of_same(frame);
        }
        let from = self.cells[at].parent.or_else(|| self.level_before(at));
        self.drop_doer(at, from, frame);
        if frame.heads.is_empty() {
            self.take_head(at, from, frame);
        }
        // 行政处罚213次: what is done is what is counted.
        let phrase = &self.phrases[at];
        if let Some(verb) = frame.verb.clone().filter(|verb| self.counts_itself(verb) && phrase.noun.is_none() && phrase.verb.is_some()) {
            frame.heads = vec![verb];
            frame.inherited.retain(|what| *what != "head");
        }
        if frame.how == "zero" {
            let behind = self.tokens.get(self.cells[at].post.start).filter(|token| token.event_verb() || token.event_noun());
            frame.verb = behind.map(|token| self.text(&token.bytes).to_owned());
            return;
        }
        self.take_verb(at, from, frame);
    }

    /// Whether the verb of a cell's own phrase says an event.
    pub(super) fn own_event_verb(&self, at: usize) -> bool {
        let verb = self.phrases[at].verb.as_ref();
        self.tokens[self.phrases[at].content.clone()].iter().any(|token| Some(&token.bytes) == verb && token.event_verb())
    }

    /// A head taken over keeps no region of its own where the clause names another: 右江区最多，达529起.
    pub(super) fn move_region(&self, at: usize, frame: &mut Frame) {
        let cell = &self.cells[at];
        let region = self.tokens[cell.lead.start..cell.pre.end].iter().rev().find(|token| matches!(token.kind, Kind::Region));
        let Some(region) = region else { return };
        let region = self.text(&region.bytes).to_owned();
        for head in &mut frame.heads {
            *head = format!("{region}{}", self.without_regions(head));
        }
    }

    /// A phrase with the names of regions taken out.
    pub fn without_regions(&self, head: &str) -> String {
        let mut rest = head.to_owned();
        let regions = &self.scene.lexicon.regions;
        // Full names of any kind: the list that spoke for a weak one is not in the phrase.
        let found: Vec<_> = regions.find(head).into_iter().filter(|region| !region.weak || is_full(&head[region.bytes.clone()])).collect();
        for region in found.iter().rev() {
            rest.replace_range(region.bytes.clone(), "");
        }
        rest
    }

    /// Whether a phrase says an event itself.
    pub fn says_event(&self, phrase: &str) -> bool {
        self.scene.lexicon.words.tag(phrase).iter().any(|tag| tag.verbs().next().is_some() || tag.event_nouns().next().is_some())
    }

    /// Units of one kind go on under one verb: counts with counts, weights and counts, never a rate.
    pub(super) fn same_kind(&self, at: usize, before: usize) -> bool {
        self.cells.get(before).is_some() && self.is_rate(at) == self.is_rate(before)
    }

    /// A percentage, or its like.
    fn is_rate(&self, at: usize) -> bool {
        self.number(at).quantity.kind == Some(UnitKind::Ratio)
    }

    /// Whether a verb stands in the clause that is none of an event: 完成, 达到.
    fn general_verb(&self, at: usize) -> bool {
        self.phrases[at].verb.is_some() && !self.own_event_verb(at)
    }

    /// Whether the noun phrase itself says what happened: 死亡83人, 案损4.1亿元.
    pub(super) fn clause_says_event(&self, at: usize) -> bool {
        let content = self.phrases[at].content.clone();
        content.clone().any(|k| {
            let token = &self.tokens[k];
            let describes = self.scene.text[token.bytes.end..].starts_with('的');
            (token.event_noun() || token.event_verb()) && !describes
        })
    }
}
