//! The subject of an event: the one that its own words name, the one spoken of, the one that the whole text is on, or the event's usual one.

use super::meaning::{Case, Meaning};
use super::topic::Topic;
use crate::lexicon::words::Tag;
use crate::lexicon::{Event, Lexicon};

/// 各类案件, 刑事案件: longer heads name a kind.
const SHORT_CASE: usize = 4;

impl Case<'_> {
    /// The meaning with that event, where a subject fits it.
    pub(super) fn settle(&self, event: usize, subjects: &[usize]) -> Option<Meaning> {
        let of = &self.lexicon.events[event];
        let found =
            |subject, explicit, thing| Some(Meaning { subject: Some(subject), event: Some(event), explicit, thing, unknown_case: false });
        if of.thing {
            let thing = self.things().find(|&subject| fits(of, self.lexicon, subject))?;
            return found(thing, true, true);
        }
        if of.always {
            return found(self.implied(of)?, false, false);
        }
        let mut named: Vec<usize> = subjects.iter().copied().filter(|&subject| fits(of, self.lexicon, subject)).collect();
        if !of.within.is_empty() {
            named.extend(self.things().filter(|&thing| fits(of, self.lexicon, thing)));
        }
        if let Some(subject) = self.explicit(&named).map(|subject| self.of_event(self.of_whole(subject), of)) {
            return found(subject, true, self.lexicon.subjects[subject].thing);
        }
        if let Some(offence) = self.described.filter(|&offence| subjects.is_empty() && fits(of, self.lexicon, offence)) {
            return found(offence, true, false);
        }
        // 立案查处生产安全事故: what is not said of the subject that the head ends in is said of no other.
        let ends_in_subject = || {
            self.tags
                .iter()
                .any(|tag| tag.bytes.start >= self.head_at && tag.bytes.end == self.phrase.len() && tag.subjects().next().is_some())
        };
        // 电诈案件财产损失: a loss of accidents is none of an offence's.
        let offence = || subjects.iter().any(|&subject| self.lexicon.subjects[subject].code.starts_with("crime."));
        // 问责处理民警26人: nor are the police whom something was done to crime's.
        let force = || self.unit == "person" && self.names_force();
        // 化解集资诈骗积存案件20起: no disputes.
        let settled = || of.code == "resolved" && offence();
        let none = || force() || settled();
        let other = || none() || self.unit == "case" && ends_in_subject() || self.unit == "CNY" && !of.within.is_empty() && offence();
        if !self.head_is_taken && !subjects.is_empty() && other() {
            return None;
        }
        // The head names a case without a code: neither the topic nor the default may stand in for it.
        let bare = self.is_plain_case();
        // 民事检察案件: one word of the vocabulary, and a case without a code all the same.
        let one_word = self.head.ends_with("案件") && self.head.chars().count() > SHORT_CASE;
        let head_case = !bare
            && (one_word
                || self.tags.iter().any(|tag| tag.bytes.start >= self.head_at && tag.is_noun("case") && tag.bytes.start > self.head_at));
        // 交通类8.9万起 among the kinds of calls.
        let other = matches!(self.head, "其他" | "其它");
        let kind = (self.head.ends_with('类') || other || self.is_listed && !bare) && !self.head_is_taken && named.is_empty();
        // 绑架案破案率.
        let rate_of = self.unit == "percent"
            && subjects.is_empty()
            && self
                .tags
                .iter()
                .any(|tag| tag.bytes.start > self.head_at && tag.bytes.end < self.phrase.len() && &self.phrase[tag.bytes.clone()] == "案");
        if rate_of {
            return Some(Meaning { event: Some(event), unknown_case: true, ..Meaning::default() });
        }
        // 查处酒驾19起、闯红灯33起: another offence beside it, not 案件33起.
        let own_kind = || {
            self.tags.iter().any(|tag| tag.bytes == (self.head_at..self.phrase.len()) && tag.is_noun("case"))
                && !self.cues().generic_case.is(self.head)
        };
        let head_case = head_case || !self.head_is_taken && own_kind();
        // 化解纠纷2036件，其中婚姻家庭类641件: kinds of disputes have no codes of their own.
        let whole = self.memory.topic_of_whole().filter(|&whole| kind && self.lexicon.subjects[whole].code == "dispute");
        if let Some(whole) = whole.filter(|&whole| fits(of, self.lexicon, whole)) {
            return found(whole, false, false);
        }
        if (head_case || kind) && subjects.is_empty() && self.unit == "case" {
            return Some(Meaning { event: Some(event), unknown_case: true, ..Meaning::default() });
        }
        // 批捕冒充军警犯罪5人: an offence without a code, and none that was spoken of.
        if self.names_unknown_offence() && subjects.is_empty() && of.subject.as_deref() == Some("crime") {
            return found(self.implied(of)?, false, false).map(|meaning| Meaning { unknown_case: true, ..meaning });
        }
        // 接处警3.1万起，…收到锦旗42面: goods that came in are none of the calls.
        let goods = self.unit == "count" && !self.head.is_empty() && !self.head_is_taken && subjects.is_empty();
        if goods && of.code == "received" {
            return Some(Meaning { event: Some(event), ..Meaning::default() });
        }
        match self.memory.topic() {
            // 查处治安案件9870起，抓获犯罪嫌疑人6542名; 企业受害占九成。…立案526起: suspects and cases filed are of crime, whatever else was spoken of.
            Topic::Subject(topic)
                if of.subject.as_deref() == Some("crime")
                    && (self.unit == "person" && self.lexicon.subjects[topic].code == "police_call"
                        || self.unit == "person"
                            && of.code != "administratively_detained"
                            && (of.code != "punished" || self.head.contains("犯罪嫌疑人"))
                            && ["admin", "admin.public_order"].contains(&self.lexicon.subjects[topic].code.as_str())
                        || ["filed", "cleared"].contains(&of.code.as_str()) && self.lexicon.subjects[topic].code == "enterprise") => {}
            // 调解纠纷12起，侦办各类案件8起，处罚违法人员15人: neither cases nor persons are of disputes.
            Topic::Subject(topic)
                if self.lexicon.subjects[topic].code == "dispute"
                    && (self.unit == "case" && bare && !self.head_is_taken
                        || self.unit == "person" && of.subject.as_deref() == Some("crime")) => {}
            Topic::Subject(topic) if fits(of, self.lexicon, topic) => return found(topic, false, false),
            Topic::Subject(topic) => {
                // A call about fraud that led to a loss: the loss is the crime's.
                let kind = self.lexicon.subjects[topic].code.strip_prefix("police_call.").map(|kind| format!("crime.{kind}"));
                let crime = kind.and_then(|code| self.lexicon.subject_at(&code));
                if let Some(crime) = crime.filter(|&crime| fits(of, self.lexicon, crime)) {
                    return found(crime, false, false);
                }
            }
            // Persons and gangs of a case without a code are crime's; its goods and money are nobody's.
            Topic::Unknown
                if self.unit != "person" && of.objects.is_empty() && (!of.within.is_empty() || of.subject.as_deref() == Some("crime")) =>
            {
                return Some(Meaning { event: Some(event), ..Meaning::default() });
            }
            _ => {}
        }
        // 损失 is said of accidents and of offences, unlike 财产损失: bare it says of which as little as it says what happened.
        let bare_noun = |tag: &Tag<'_>| self.phrase[tag.bytes.clone()].chars().count() == 2;
        let shared =
            self.tags.iter().any(|tag| bare_noun(tag) && tag.event_nouns().count() > 1 && tag.event_nouns().any(|other| other == event));
        let open = shared || of.subject.as_deref() == Some("crime");
        if let Some(topic) = self.memory.document_topic().filter(|&topic| open && fits(of, self.lexicon, topic)) {
            return found(topic, false, false);
        }
        if shared {
            return None;
        }
        // 受理行政许可申请560件, 接到预警信息23.6万条: no calls for help.
        let call =
            self.head.is_empty() || self.head_is_taken || bare && !self.phrase.starts_with("受理") || self.cues().call.within(self.head);
        self.implied(of).filter(|_| of.subject.as_deref() != Some("police_call") || call).and_then(|subject| found(subject, false, false))
    }

    pub(super) fn implied(&self, event: &Event) -> Option<usize> {
        // 发还涉案财物, unlike 返还被骗资金: of any offence.
        let goods = ["funds_returned", "funds_frozen"].contains(&event.code.as_str());
        let goods = goods && self.cues().goods.within(self.head);
        let subject = event.subject.as_deref()?;
        let of_page = self.memory.document_accidents().filter(|_| subject == "traffic.accident");
        of_page.or_else(|| self.lexicon.subject_at(if goods { "crime" } else { subject }))
    }
}

/// Whether an event may be said of a subject.
pub(super) fn fits(event: &Event, lexicon: &Lexicon, subject: usize) -> bool {
    event.within.is_empty() || event.within.iter().any(|outer| lexicon.subjects[subject].within(outer))
}
