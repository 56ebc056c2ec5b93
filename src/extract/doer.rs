//! Who does what a verb says, and what is done and counted as a noun is: neither is what the verb is about.

use super::frame::Reading;
use super::list::unknown_region;
use crate::lexicon::words::{Grammar, Sense};

impl Reading<'_> {
    /// 行政处罚, 取保候审: what is done, and counted as a noun is.
    pub(super) fn counts_itself(&self, word: &str) -> bool {
        self.scene.lexicon.words.senses(word).iter().any(|sense| matches!(sense, Sense::Noun(class) if class == "counted"))
    }

    /// 各县, 公安机关, 南屏县: who does something.
    pub(super) fn acts(&self, doer: &str) -> bool {
        let tags = self.scene.lexicon.words.tag(doer);
        let actor = tags.last().is_some_and(|tag| tag.bytes.end == doer.len() && (tag.is(Grammar::Actor) || tag.is_noun("people")));
        let place = self.scene.lexicon.regions.find(doer).last().is_some_and(|found| found.bytes.end == doer.len());
        doer.starts_with('各') || actor || place || self.is_body(doer) || self.cues().doer.closes(doer)
    }

    /// 南屏县公安局打掉4个: a body does what the verb says, and is not what is counted.
    pub(super) fn is_body(&self, head: &str) -> bool {
        let tags = self.scene.lexicon.words.tag(head);
        let last = tags.last().filter(|tag| tag.bytes.end == head.len());
        last.is_some_and(|tag| tag.is(Grammar::Actor) && self.cues().body.closes(head))
            || head.ends_with("分局")
            || head.ends_with("派出所")
            || unknown_region(self.scene.lexicon, head)
    }
}
