//! The subjects that a figure's words name.

use super::meaning::Case;
use super::memory::ACCIDENT;
use crate::lexicon::words::Tag;

impl Case<'_> {
    pub(super) fn head_has(&self, class: &str) -> bool {
        // By its characters: a longer word (涉恶团伙) hides the noun in it.
        self.lexicon.nouns.get(class).is_some_and(|words| words.iter().any(|word| self.head.contains(word.as_str())))
    }

    /// As [`Case::head_has`], at its end.
    pub(super) fn head_ends(&self, class: &str) -> bool {
        self.lexicon.nouns.get(class).is_some_and(|words| words.iter().any(|word| self.head.ends_with(word.as_str())))
    }

    /// Things named in the head, the last first.
    pub(super) fn things(&self) -> impl Iterator<Item = usize> + '_ {
        let tags = self.tags.iter().rev().filter(|tag| tag.bytes.start >= self.head_at);
        tags.flat_map(|tag| tag.subjects()).filter(|&subject| self.lexicon.subjects[subject].thing)
    }

    /// Subjects named, offences and fields, not things, in order; a wider one is dropped beside one below it.
    pub(super) fn subjects(&self) -> Vec<usize> {
        let accident = self.memory.accident(self.lexicon);
        let of_kind = |tag: &Tag<'_>| accident.filter(|_| self.phrase[tag.bytes.clone()] == *ACCIDENT);
        let meant = |tag: &Tag<'_>| of_kind(tag).map_or_else(|| tag.subjects().collect(), |subject| vec![subject]);
        let all: Vec<usize> = self.tags.iter().flat_map(meant).filter(|&subject| !self.lexicon.subjects[subject].thing).collect();
        let code = |subject: usize| self.lexicon.subjects[subject].code.as_str();
        let mut kept: Vec<usize> = Vec::new();
        for &subject in &all {
            let wider = all.iter().any(|&other| other != subject && self.lexicon.subjects[other].within(code(subject)));
            if !wider && !kept.contains(&subject) {
                kept.push(subject);
            }
        }
        self.combine(&mut kept);
        kept
    }

    /// Two subjects that name a third: calls about fraud, administrative cases of firearms.
    pub(super) fn combine(&self, kept: &mut Vec<usize>) {
        let code = |subject: usize| self.lexicon.subjects[subject].code.as_str();
        if let Some(call) = kept.iter().copied().find(|&subject| code(subject) == "police_call") {
            let other = kept.iter().copied().find(|&subject| code(subject).starts_with("crime.") || code(subject).starts_with("admin."));
            if let Some(other) = other {
                let joint = code(other).split_once('.').and_then(|(_, kind)| self.lexicon.subject_at(&format!("police_call.{kind}")));
                kept.retain(|&subject| subject != other && subject != call);
                // Calls about something without a code are no longer calls in general.
                kept.extend(joint);
            }
        }
        // 食品、药品、环境犯罪案件: the kinds told together are one field.
        let kinds: Vec<usize> = kept
            .iter()
            .copied()
            .filter(|&subject| ["crime.food", "crime.medicine", "crime.environment"].contains(&code(subject)))
            .collect();
        if kinds.len() > 1
            && let Some(field) = self.lexicon.subject_at("crime.food_drug_env")
        {
            kept.retain(|subject| !kinds.contains(subject));
            kept.insert(0, field);
        }
        if let Some(admin) = kept.iter().copied().find(|&subject| code(subject) == "admin") {
            let joint =
                self.memory.contexts.iter().rev().find_map(|&context| {
                    code(context).split_once('.').and_then(|(_, kind)| self.lexicon.subject_at(&format!("admin.{kind}")))
                });
            if let Some(joint) = joint {
                kept.retain(|&subject| subject != admin);
                kept.push(joint);
            }
        }
    }

    /// The subject that the head names.
    pub(super) fn explicit(&self, subjects: &[usize]) -> Option<usize> {
        // 民爆、寄递物流、加油站等单位: 等 sums up in the last.
        if let (Some(last), true) = (subjects.last(), self.head.contains('等')) {
            let summed = self
                .tags
                .iter()
                .any(|tag| tag.subjects().any(|subject| subject == *last) && self.phrase[..tag.bytes.start].ends_with('等'));
            if summed {
                return Some(*last);
            }
        }
        let wide = |subject: &usize| {
            ["crime", "admin", "police_call", "public", "service", "force"].contains(&self.lexicon.subjects[*subject].code.as_str())
        };
        subjects.iter().copied().find(|subject| !wide(subject)).or_else(|| subjects.first().copied())
    }
}
