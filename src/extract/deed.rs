//! Figures whose noun is not what stands before them: how often something was done, and what was counted before is weighed.

use super::frame::Reading;

impl Reading<'_> {
    /// 飞行巡查860架次, 走进校园宣讲90场: what is done, with the word right before it, where a classifier of deeds counts it.
    pub(super) fn deed(&self, at: usize) -> Option<String> {
        let phrase = &self.phrases[at];
        let unit = self.number(at).quantity.unit_text.as_deref()?;
        let verb = phrase.verb.as_ref().filter(|_| self.cues().deed.is(unit))?;
        let last = self.tokens[phrase.content.clone()].last()?;
        if last.bytes != *verb || phrase.noun.as_ref().is_some_and(|noun| noun.end > verb.start) {
            return None;
        }
        let way = phrase.noun.as_ref().filter(|noun| noun.end == verb.start);
        Some(self.text(&(way.unwrap_or(verb).start..verb.end)).to_owned())
    }

    /// 海洛因2包、净重1.2千克: of what the figure before counts.
    pub(super) fn weighed(&self, at: usize, head: &str) -> bool {
        self.unit_ahead(at).is_some_and(|(unit, _)| unit == "kg") && self.cues().weight.is(head) && self.levels().next().is_some()
    }
}
