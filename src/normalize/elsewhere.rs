//! Meanings that a figure's own words do not tell: points of a survey, persons of the cases just counted, a kind beside another.

use super::meaning::{Case, Meaning, fits};
use super::memory::Topic;
use super::scene::Scene;
use crate::lexicon::regions::is_full;
use crate::lexicon::words::{Grammar, Sense, Tag};
use crate::model::{Mention, Role};
use crate::span::Bytes;

impl Case<'_> {
    /// 超员1.2万起、超速87.9万起: a kind without a code is none of the kind before it. 甲县58起、乙县41起 are of one kind.
    pub(super) fn is_kind_beside(&self) -> bool {
        let place = || is_full(self.head) || self.tags.iter().any(|tag| tag.bytes.start >= self.head_at && tag.is(Grammar::Actor));
        self.memory.beside_kind() && !self.head.is_empty() && !self.head.contains('案') && !place()
    }

    /// 在公众安全感测评中，我市得分97.86分: the points are of what was surveyed.
    pub(super) fn scored(&self, scene: &Scene<'_>, at: &Bytes) -> Option<Meaning> {
        let points = ["得分", "分值", "成绩", "测评分", "总分", "均分"].iter().any(|word| self.head.ends_with(word));
        if !points || self.role != Role::Level {
            return None;
        }
        let surveyed = scene.tags.iter().filter(|tag| tag.bytes.end <= at.start).flat_map(Tag::event_nouns).last()?;
        let of = &self.lexicon.events[surveyed];
        let fits = ["satisfaction", "safety_index"].contains(&of.code.as_str()) && self.unit_fits(of);
        let subject = self.implied(of).filter(|_| fits)?;
        Some(Meaning { subject: Some(subject), event: Some(surveyed), ..Meaning::default() })
    }

    /// X起Y人: the persons of the cases just counted.
    pub(super) fn fused(&self, mention: &Mention, meaning: Meaning) -> Meaning {
        let subject = meaning.subject.or(match self.memory.topic() {
            Topic::Subject(topic) => Some(topic),
            _ => None,
        });
        let verb = mention.verb.as_deref().unwrap_or_default();
        // 起诉3件14人 says what was done to the persons too; 破获37起52人 does not.
        let verbs =
            || self.lexicon.words.senses(verb).iter().filter_map(|sense| if let Sense::Verb(at) = sense { Some(*at) } else { None });
        let own = verbs().find(|&at| {
            let event = &self.lexicon.events[at];
            event.units.contains(&self.unit) && event.objects.is_empty() && subject.is_none_or(|subject| fits(event, self.lexicon, subject))
        });
        // 审结刑事案件21件36人: a court's persons were caught by others.
        let judged = verbs().any(|at| self.lexicon.events[at].code == "completed");
        let event = own.or_else(|| self.lexicon.event_at("suspects_caught").filter(|_| !judged));
        Meaning { subject, event, explicit: false, thing: false, unknown_case: false }
    }
}
