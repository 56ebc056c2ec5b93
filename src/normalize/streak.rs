//! Streaks: how long something has gone on, and of what.

use super::meaning::{Case, Meaning};
use super::scene::Scene;
use super::topic::Topic;
use crate::lexicon::words::Tag;
use crate::span::Bytes;

impl Case<'_> {
    /// 连续N年: of homicides all cleared, or of anything else; what goes on stands before or after.
    pub(super) fn streak(&self, scene: &Scene<'_>, head: &str, at: &Bytes) -> Meaning {
        let text = scene.text();
        let clause_end = text[at.end..].find(['，', '。', '；']).map_or(text.len(), |len| at.end + len);
        let after = &text[at.end..clause_end];
        // A head taken over from an earlier clause is asked only after what stands in this one.
        let (own, old) = if self.head_is_taken { ("", head) } else { (head, "") };
        // 刑事立案下降11%、命案连续8年全破: its own noun before what else the clause speaks of.
        let around = format!("{own}\u{1}{}\u{1}{after}\u{1}{old}", scene.clause(at));
        let tags = self.lexicon.words.tag(&around);
        let implied = |tag: &Tag<'_>| tag.event_nouns().find_map(|event| self.implied(&self.lexicon.events[event]));
        let named = tags.iter().flat_map(|tag| tag.subjects()).find(|&subject| !self.lexicon.subjects[subject].thing);
        let topic = match self.memory.topic() {
            Topic::Subject(topic) => Some(topic),
            _ => None,
        };
        // 破案率连续三年保持100%: of what is spoken of.
        let implied = tags.iter().find_map(implied);
        let implied = implied
            .map(|wide| topic.filter(|&topic| self.lexicon.subjects[topic].within(&self.lexicon.subjects[wide].code)).unwrap_or(wide));
        let subject = named.or(implied).or(topic);
        let full = around.contains("全破") || around.contains("破案率") && around.contains("100%") || around.contains("全部侦破");
        let homicide = subject.is_some_and(|subject| self.lexicon.subjects[subject].code == "crime.homicide");
        Meaning {
            subject,
            event: self.lexicon.event_at(if full && homicide { "full_clearance_streak" } else { "streak" }),
            explicit: named.is_some(),
            thing: false,
            unknown_case: false,
        }
    }
}
