//! Meanings that a figure's own words do not tell: points of a survey, how long an arrival took, business of a window, a part by how it was
//! done, persons of the cases just counted.

use super::meaning::{Case, Meaning};
use super::scene::Scene;
use super::settle::fits;
use super::topic::Topic;
use crate::lexicon::words::Tag;
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

    /// 户政窗口办理各类业务4.7万件: business of any kind is of what the window is for.
    pub(super) fn of_window(&self, scene: &Scene<'_>, subject: usize, at: &Bytes) -> Option<usize> {
        if !self.cues().any_service.is(self.head) || self.lexicon.subjects[subject].code != "service" {
            return None;
        }
        let clause = at.start - scene.clause(at).len();
        let own = scene.tags.iter().filter(|tag| tag.bytes.start >= clause && tag.bytes.end <= at.start);
        let window = |tag: &&Tag<'_>| self.cues().window.opens(&scene.text()[tag.bytes.end..]);
        let kind = |tag: &Tag<'_>| tag.subjects().find(|&kind| kind != subject && self.lexicon.subjects[kind].within("service"));
        let mut kinds: Vec<usize> = own.clone().filter_map(kind).collect();
        kinds.dedup();
        // 车管、出入境窗口 is two of them.
        own.filter(window).find_map(kind).filter(|_| kinds.len() == 1)
    }

    /// 办理身份证3.8万张，其中异地受理4276张, 其中损失10万元以上的7起: how a part was done or how grave it is, and no thing of its own.
    pub(super) fn of_whole_counted(&self) -> Option<&Meaning> {
        let way = self.cues().ways.closes(self.head) || self.head.ends_with("以上") || self.head.ends_with("以下");
        self.memory.whole_of(&self.unit).filter(|_| way && self.role == Role::Level)
    }

    /// X起Y人: the persons of the cases just counted.
    pub(super) fn fused(&self, mention: &Mention, meaning: Meaning) -> Meaning {
        let subject = meaning.subject.or(match self.memory.topic() {
            Topic::Subject(topic) => Some(topic),
            _ => None,
        });
        let verb = mention.verb.as_deref().unwrap_or_default();
        // 起诉3件14人 says what was done to the persons too; 破获37起52人 does not.
        let verbs = || self.events_of(verb);
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
