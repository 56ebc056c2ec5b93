//! Meanings that a figure's own words do not tell: points of a survey, how long an arrival took, persons of the
//! cases just counted.

use super::meaning::{Case, Meaning, fits};
use super::scene::Scene;
use super::topic::Topic;
use crate::lexicon::words::{Sense, Tag};
use crate::model::{Mention, Role};
use crate::span::Bytes;

impl Case<'_> {
    /// 在公众安全感测评中，我市得分97.86分: the points are of what was surveyed.
    pub(super) fn scored(&self, scene: &Scene<'_>, at: &Bytes) -> Option<Meaning> {
        let points = self.cues().points.closes(self.head);
        if !points || self.role != Role::Level {
            return None;
        }
        let surveyed = scene.tags.iter().filter(|tag| tag.bytes.end <= at.start).flat_map(Tag::event_nouns).last()?;
        let of = &self.lexicon.events[surveyed];
        let fits = ["satisfaction", "safety_index"].contains(&of.code.as_str()) && self.unit_fits(of);
        let subject = self.implied(of).filter(|_| fits)?;
        Some(Meaning { subject: Some(subject), event: Some(surveyed), ..Meaning::default() })
    }

    /// 城区平均6分08秒到场: what took so long stands behind it.
    pub(super) fn arrival(&self, scene: &Scene<'_>, at: &Bytes) -> Option<Meaning> {
        let event = self.lexicon.event_at("response_time")?;
        let of = &self.lexicon.events[event];
        let behind = scene.text().get(at.end..).unwrap_or_default();
        let arrives = scene.clause(at).ends_with("平均") && self.cues().arrives.opens(behind);
        let subject = self.implied(of).filter(|_| arrives && self.role == Role::Level && self.unit_fits(of))?;
        Some(Meaning { subject: Some(subject), event: Some(event), ..Meaning::default() })
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
        let caught = self.lexicon.event_at("suspects_caught");
        let caught =
            caught.filter(|&event| !judged && subject.is_none_or(|subject| fits(&self.lexicon.events[event], self.lexicon, subject)));
        let event = own.or(caught);
        Meaning { subject, event, explicit: false, thing: false, unknown_case: false }
    }
}
