//! The events that the words of a figure may mean, and how much each of them says.

use super::meaning::Case;
use crate::lexicon::words::Sense;
use crate::model::Role;

/// An event that the words may mean.
pub(super) struct Candidate {
    pub(super) event: usize,
    /// How much its words say; more is better.
    pub(super) strength: u8,
    /// Where its word stands.
    pub(super) at: usize,
}

impl Case<'_> {
    /// All events that the words may mean, whose unit and object fit.
    pub(super) fn candidates(&self) -> Vec<Candidate> {
        let mut out = Vec::new();
        for tag in &self.tags {
            let in_head = tag.bytes.start >= self.head_at;
            if in_head && (self.head_is_old || self.grades(tag)) {
                continue;
            }
            // 查处酒驾起数: only how many, where a verb says what happened.
            let only_counts = matches!(&self.phrase[tag.bytes.clone()], "起数" | "宗数")
                && self.tags.iter().any(|other| other.bytes.start == self.head_at && other.verbs().next().is_some());
            for event in tag.event_nouns().filter(|_| !only_counts) {
                if self.unit_fits(&self.lexicon.events[event]) {
                    out.push(Candidate { event, strength: 5, at: tag.bytes.start });
                }
            }
            // 一般程序处理的事故: a verb before 的 describes.
            if self.phrase[tag.bytes.end..].starts_with('的') {
                continue;
            }
            for event in tag.verbs() {
                let of = &self.lexicon.events[event];
                let object = of.objects.iter().any(|class| self.head_has(class));
                // 抓获三百余人: a verb without an object means the one it always has.
                let bare =
                    self.head.is_empty() || self.head_is_old && self.unit == "person" || self.head == &self.phrase[tag.bytes.clone()];
                let usual = of.objects.iter().any(|class| ["suspect", "gang", "honoured"].contains(&class.as_str()));
                // 追逃128人: a verb of one event alone needs no object.
                let sole = tag.senses.iter().filter(|sense| matches!(sense, Sense::Verb(_))).count() == 1;
                let fits = of.objects.is_empty() || object || bare && (usual || sole);
                if !(self.unit_fits(of) && fits) {
                    continue;
                }
                // 查扣走私货物案值6.4亿元: what the goods are worth.
                let worth = of.code == "funds_frozen" && self.head.ends_with('值');
                let thing = of.thing && self.things().next().is_some();
                if worth || of.thing && !thing {
                    continue;
                }
                // 查处人员上升9.8%: of the persons, not the cases.
                let persons = self.role != Role::Level && self.cues().persons.closes(self.head);
                let object = object || persons && of.units.iter().any(|unit| unit == "person");
                let level = self.role == Role::Level && !in_head;
                // “水房”团伙: the last noun of the head is counted.
                let ends = object && of.objects.iter().any(|class| self.head_ends(class));
                let strength = if object {
                    if ends || !tag.verbs().any(|other| self.lexicon.events[other].objects.iter().any(|class| self.head_ends(class))) {
                        4
                    } else {
                        3
                    }
                } else if thing {
                    3
                } else {
                    2
                };
                // The clause's own verb says more than a noun of its object: 止付涉案资金.
                let strength = if level { strength + 4 } else { strength };
                out.push(Candidate { event, strength, at: tag.bytes.start });
            }
        }
        out
    }
}
