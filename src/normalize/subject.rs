//! The subjects that a figure's words name.

use super::meaning::Case;
use super::memory::ACCIDENT;
use super::scene::Scene;
use super::topic::Topic;
use crate::lexicon::words::{Sense, Tag};
use crate::lexicon::{Event, Lexicon};
use crate::model::{Mention, Role};
use crate::span::Bytes;

/// 破获以投资为幌子实施集资诈骗的系列案件: the offence that the clause before 的 tells of cases that have no name of their own.
pub(super) fn described(scene: &Scene<'_>, head: &str, at: &Bytes) -> Option<usize> {
    let before = scene.before(at).strip_suffix(head).filter(|_| head.ends_with("案件") || head.ends_with('案'))?;
    let clause = before.len() - scene.clause(&(before.len()..before.len())).len();
    let told =
        before.ends_with('的').then(|| scene.tags.iter().filter(|tag| tag.bytes.start >= clause && tag.bytes.end <= before.len()))?;
    let lexicon = scene.page.lexicon;
    told.flat_map(Tag::subjects).filter(|&subject| lexicon.subjects[subject].code.starts_with("crime.")).last()
}

/// 八类（杀人、抢劫等）案件: the bracket only says what the word around it means.
pub(super) fn without_aside(lexicon: &Lexicon, head: &str) -> Option<String> {
    let (before, rest) = head.split_once('（')?;
    let (_, after) = rest.split_once('）')?;
    let plain = format!("{before}{after}");
    let cut = before.len();
    let joined =
        lexicon.words.tag(&plain).iter().any(|tag| tag.bytes.start < cut && cut < tag.bytes.end && tag.subjects().next().is_some());
    joined.then_some(plain)
}

impl Case<'_> {
    /// 防止矛盾激化案件12件: what did not happen.
    pub(super) fn averted(&self) -> bool {
        matches!(self.unit.as_str(), "case" | "person") && self.lexicon.cues.averts.within(&self.phrase)
    }

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

    /// 案件, 重大案件, …以上案件: cases of what is spoken of.
    pub(super) fn is_plain_case(&self) -> bool {
        matches!(self.head, "案件" | "案" | "各类案件" | "重大案件" | "特大案件" | "重特大案件")
            || self.head.ends_with("以上案件")
            || self.head.ends_with("以下案件")
    }

    /// 抢劫、强奸等重大案件: cases of several offences, and of none of them alone.
    pub(super) fn lists_offences(&self) -> bool {
        let Some((kinds, _)) = self.head.rsplit_once('等').filter(|(_, name)| self.cues().any_case.is(name)) else { return false };
        let offences = self.subjects().into_iter().filter(|&subject| self.lexicon.subjects[subject].code.starts_with("crime."));
        kinds.contains('、') && offences.count() > 1
    }

    /// 破获毒品违法犯罪案件480起，其中刑事案件166起: a part that is only called an offence is of the whole's kind.
    pub(super) fn of_whole(&self, subject: usize) -> usize {
        let code = |subject: usize| self.lexicon.subjects[subject].code.as_str();
        let whole = self.memory.topic_of_whole().filter(|_| self.unit == "case" && code(subject) == "crime");
        whole.filter(|&whole| code(whole).starts_with("crime.")).unwrap_or(subject)
    }

    /// 劝阻诈骗受害人, 冻结诈骗资金: what is only said of online fraud is of it.
    pub(super) fn of_event(&self, subject: usize, event: &Event) -> usize {
        let online = self.lexicon.subject_at("crime.telecom_fraud");
        // ，挽回损失230万元 goes on with it.
        let goes_on = self.head_is_taken && online.map(Topic::Subject) == Some(self.memory.topic());
        let said = goes_on || event.subject.as_deref() == Some("crime.telecom_fraud");
        online.filter(|_| said && self.lexicon.subjects[subject].code == "crime.fraud").unwrap_or(subject)
    }

    /// 冒充军警犯罪: an offence that the vocabulary does not know.
    pub(super) fn names_unknown_offence(&self) -> bool {
        let kind = self.head.strip_suffix("犯罪").filter(|_| !self.head_is_taken).unwrap_or_default();
        let kind = kind.trim_start_matches(|c| "上述各该此这其他相关联等类".contains(c));
        !kind.is_empty()
    }

    /// 一次死亡3人以上事故: how grave the counted are, not what is counted.
    pub(super) fn grades(&self, tag: &Tag<'_>) -> bool {
        let rest = &self.phrase[tag.bytes.end..];
        let size = rest.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
        size.len() < rest.len() && ["人以上", "人以下", "人的"].iter().any(|bound| size.starts_with(bound))
    }

    /// The events that a word is a verb of.
    pub(super) fn events_of(&self, verb: &str) -> impl Iterator<Item = usize> {
        self.lexicon.words.senses(verb).iter().filter_map(|sense| if let Sense::Verb(event) = sense { Some(*event) } else { None })
    }

    /// Whether a verb says nothing but what is done to persons: 批准逮捕.
    fn is_done_to_persons(&self, verb: &str) -> bool {
        let mut events = self.events_of(verb).map(|event| &self.lexicon.events[event].units).peekable();
        events.peek().is_some() && events.all(|units| units.iter().all(|unit| unit.starts_with("person")))
    }

    /// What happens to a subject where no word says it.
    pub(super) fn default_event(&self, subject: usize, mention: &Mention) -> Option<&str> {
        let default = self.lexicon.subjects[subject].default.as_deref().filter(|_| self.is_counted(subject));
        let verb = mention.verb.as_deref().unwrap_or_default();
        // 批准逮捕嫌疑人126件187人: 件 of what is done to persons are not what occurred.
        let deed = self.role == Role::Level && !self.head_is_taken && mention.unit_text.as_deref() == Some("件");
        if deed && !mention.inherits("verb") && self.is_done_to_persons(verb) {
            return None;
        }
        match default {
            // 起诉涉黑案件26件 says nothing of what occurred.
            Some("occurred") if [verb, self.head].into_iter().any(|said| self.cues().tried.within(said)) => None,
            // 破获刑事案件30起、治安案件12起: what was done to administrative cases, of which the verb cannot be said.
            Some("occurred") if verb.contains('破') && self.lexicon.subjects[subject].within("admin") => Some("handled"),
            default => default,
        }
    }

    /// Whether the head counts a subject itself: 民警3210名, not 民警走访群众; 反诈宣传36场, not 禁毒宣传覆盖学校213所.
    fn is_counted(&self, subject: usize) -> bool {
        let named = || self.tags.iter().filter(|tag| tag.bytes.start >= self.head_at && tag.subjects().next().is_some());
        let own = |tag: &&Tag<'_>| tag.subjects().any(|other| other == subject);
        match self.lexicon.subjects[subject].code.as_str() {
            // 处理民警26人: something was done to them.
            "force" if self.tags.iter().any(|tag| tag.bytes.start < self.head_at && tag.verbs().next().is_some()) => false,
            "force" | "border_crossing" => named().next_back().filter(own).is_some_and(|tag| tag.bytes.end == self.phrase.len()),
            // 纠纷类1638起 is a kind of what is listed.
            "dispute" => !self.head.ends_with('类') || self.of_calls(),
            "publicity" => named().next_back().is_none_or(|last| own(&last)),
            _ => true,
        }
    }

    /// The subject that the head names.
    pub(super) fn explicit(&self, subjects: &[usize]) -> Option<usize> {
        // 民爆、寄递物流、加油站等单位: 等 sums up in the last.
        if let (Some(last), true) = (subjects.last(), self.head.contains('等')) {
            let sums_up = |before: &str| {
                ["", "各类", "各种", "严重", "突出", "重点"]
                    .iter()
                    .any(|word| before.strip_suffix(word).is_some_and(|before| before.ends_with('等')))
            };
            let summed =
                self.tags.iter().any(|tag| tag.subjects().any(|subject| subject == *last) && sums_up(&self.phrase[..tag.bytes.start]));
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
