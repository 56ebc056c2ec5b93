//! The head that a cell says itself: the noun behind, the noun before, the deed, or what the list that it stands in is about.

use crate::extract::cell::Opened;
use crate::extract::frame::{Frame, Reading};
use crate::lexicon::words::Sense;

impl Reading<'_> {
    /// What the cell itself says is counted: the noun behind, the noun before, or the deed.
    pub(super) fn own_head(&self, at: usize, frame: &mut Frame) {
        let phrase = &self.phrases[at];
        let cell = &self.cells[at];
        if self.noun_after(at)
            && let Some(after) = self.post_noun(at)
        {
            frame.heads.push(self.with_shared_tail(at, after));
            // 涉案6.9亿元的赌博团伙: the noun before says the event.
            if let Some(noun) = phrase.noun.as_ref().filter(|noun| {
                let senses = self.scene.lexicon.words.senses(self.text(noun));
                frame.verb.is_none() && senses.iter().any(|sense| matches!(sense, Sense::EventNoun(_)))
            }) {
                frame.verb = Some(self.text(noun).to_owned());
            }
        }
        if frame.heads.is_empty()
            && let Some(noun) = phrase.noun.as_ref()
        {
            frame.heads.push(self.text(noun).to_owned());
        }
        if let Some(deed) = self.deed(at) {
            frame.heads = vec![deed];
        }
        if frame.heads.first().is_some_and(|head| self.weighed(at, head)) {
            frame.heads.clear();
        }
        // 刑事警情：本周38起: the row says what, the column only when.
        if let [head] = frame.heads.as_mut_slice()
            && self.cues().column.is(head)
            && let Some(lead) = self.lead_noun(at)
        {
            *head = lead;
        }
        // 刑事类：数量96起: how many of what the clause before names.
        if let [head] = frame.heads.as_mut_slice()
            && matches!(head.as_str(), "数量" | "总数" | "总量" | "件数" | "起数")
            && cell.opened == Opened::Comma
            && let Some(lead) = self.lead_noun(at)
        {
            head.insert_str(0, &lead);
        }
    }

    /// What a member of a list counts, or the whole in a bracket and its share. Whether it was one.
    pub(super) fn head_of_member(&self, at: usize, frame: &mut Frame) -> bool {
        let phrase = &self.phrases[at];
        if let Some(head) = self.ranked(at).or_else(|| self.first_place(at)).or_else(|| self.bracketed_whole(at)) {
            frame.heads = vec![head];
            return true;
        }
        // The part is what the figure before the whole counts.
        if self.of_bracketed_whole(at)
            && let Some(from) = at.checked_sub(2)
        {
            frame.heads = self.composed(from);
            frame.inherited.push("head");
            return true;
        }
        if let Some(what) = self.ranked_by(at).filter(|_| self.bare_region(at) && phrase.verb.is_none()) {
            frame.heads = vec![format!("{}{what}", frame.heads.first().cloned().unwrap_or_default())];
            return true;
        }
        // 西盟县（1.04吨）、澜沧县（986公斤）: of what the list is about.
        if self.bare_region(at)
            && matches!(self.cells[at].opened, Opened::List | Opened::Comma)
            && !self.frames.is_empty()
            && phrase.verb.is_none()
        {
            let region = frame.heads.first().cloned().unwrap_or_default();
            frame.heads = vec![format!("{region}{}", self.topic(at))];
            frame.inherited.push("head");
            return true;
        }
        false
    }

    /// 8个国家级、13个省级医疗中心: an attribute alone shares the noun of the next.
    fn with_shared_tail(&self, at: usize, noun: String) -> String {
        let next = self.cells.get(at + 1).filter(|next| noun.ends_with('级') && next.opened == Opened::List && next.pre.is_empty());
        let tail = next.and_then(|_| self.post_noun(at + 1)?.split_once('级').map(|(_, tail)| tail.to_owned()));
        noun + tail.as_deref().unwrap_or_default()
    }
}
