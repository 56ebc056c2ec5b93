//! Which subject and which event a figure is about.
//!
//! The words of verb and head are looked up together. An event is taken where its unit, the class of its object and its subject
//! fit; of several, the one that says most: a noun for the event itself (破案率), then a verb with its object (打掉团伙), then a verb with
//! a thing (缴获毒品), then a verb alone. The subject is the most specific one named in the head, else the topic, else the one that the event
//! implies.

use super::candidate::Candidate;
use super::memory::Memory;
use super::scene::Scene;
use super::topic::Topic;
use crate::lexicon::cues::Cues;
use crate::lexicon::words::{Sense, Tag};
use crate::lexicon::{Event, Lexicon};
use crate::model::{Mention, Role};
use crate::span::Bytes;

/// A subject and an event, by their places in the vocabulary.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Meaning {
    /// The subject.
    pub subject: Option<usize>,
    /// The event.
    pub event: Option<usize>,
    /// The head names the subject itself.
    pub explicit: bool,
    /// The subject is a thing.
    pub thing: bool,
    /// A case is counted whose subject has no code.
    pub unknown_case: bool,
}

impl Meaning {
    /// `<subject>.<event>`; none where either is missing.
    pub fn indicator(&self, lexicon: &Lexicon) -> Option<String> {
        let (subject, event) = (&lexicon.subjects[self.subject?], &lexicon.events[self.event?]);
        Some(format!("{}.{}", subject.code, event.code))
    }

    /// Whether it is counted in that unit, as far as its event says.
    fn counts(&self, lexicon: &Lexicon, unit: &str) -> bool {
        unit == "count" || self.event.is_none_or(|event| lexicon.events[event].units.iter().any(|known| known == unit))
    }

    /// The event's code.
    pub fn event_code<'l>(&self, lexicon: &'l Lexicon) -> Option<&'l str> {
        self.event.map(|event| lexicon.events[event].code.as_str())
    }
}

/// What is looked at to decide.
pub(super) struct Case<'a> {
    pub(super) lexicon: &'a Lexicon,
    pub(super) memory: &'a Memory,
    pub(super) tags: Vec<Tag<'a>>,
    pub(super) head: &'a str,
    /// The head came from an earlier clause and the verb did not: the verb alone says what happened.
    pub(super) head_is_old: bool,
    /// The head came from an earlier clause.
    pub(super) head_is_taken: bool,
    /// The offence that a clause before the head tells of.
    pub(super) described: Option<usize>,
    /// The head alone stands between 、 and the figure.
    pub(super) is_listed: bool,
    pub(super) phrase: String,
    /// Where in the phrase the head begins; the verb stands before it.
    pub(super) head_at: usize,
    pub(super) unit: String,
    pub(super) role: Role,
}

impl<'a> Case<'a> {
    pub(super) fn cues(&self) -> &'a Cues {
        &self.lexicon.cues
    }
}

/// The meaning of one row of a mention.
pub fn meaning(scene: &Scene<'_>, mention: &Mention, head: &str, role: Role, at: &Bytes, memory: &Memory, unit: &str) -> Meaning {
    let lexicon = scene.page.lexicon;
    let inherited = mention.inherits("head");
    if inherited
        && role != Role::Level
        && role != Role::Streak
        && let Some(meaning) = memory.said(head).filter(|said| role != Role::Difference || said.counts(lexicon, unit))
    {
        return meaning.clone();
    }
    let verb = mention.verb.as_deref().unwrap_or_default();
    // The verb and the head are two phrases; the mark between keeps a word from growing across.
    let phrase = format!("{verb}\u{1}{head}");
    let case = Case {
        lexicon,
        memory,
        tags: lexicon.words.tag(&phrase),
        head,
        head_is_old: inherited && !mention.inherits("verb") && role == Role::Level && own_verb(lexicon, verb),
        head_is_taken: inherited,
        described: super::subject::described(scene, head, at),
        is_listed: !head.is_empty()
            && !head.ends_with(['区', '县', '市', '旗', '州', '镇', '乡', '所', '局', '队'])
            && scene.before(at).strip_suffix(head).is_some_and(|before| before.ends_with('、')),
        phrase,
        head_at: verb.len() + 1,
        // As settled: 件 of disputes is a case.
        unit: if role == Role::Level { unit.to_owned() } else { mention.unit.clone().unwrap_or_default() },
        role,
    };
    if role == Role::Streak {
        return case.streak(scene, head, at);
    }
    let mut meaning = case.decide(mention);
    // 起数、亡人数分别下降: of accidents, where nothing else was spoken of.
    if head == "起数" && !meaning.explicit && memory.topic() == Topic::Open && lexicon.cues.harmed.within(scene.text()) {
        meaning.subject = lexicon.subject_at("traffic.accident");
    }
    if let Some(kind) = meaning.subject.and_then(|subject| case.of_window(scene, subject, at)) {
        meaning.subject = Some(kind);
    }
    if let Some(whole) = case.of_whole_counted().filter(|_| meaning.indicator(lexicon).is_none()) {
        return whole.clone();
    }
    // 侦破经济犯罪案件763起，…，案件数增长9.6%.
    let number_of_cases = matches!(head, "案件数" | "案件数量" | "案件总数" | "案件量" | "案件总量");
    if number_of_cases
        && meaning.event.is_none()
        && let Some(counted) = memory.counted()
    {
        return counted.clone();
    }
    if meaning.event.is_none()
        && let Some(scored) = case.scored(scene, at).or_else(|| case.arrival(scene, at))
    {
        meaning = scored;
    }
    // 从县区看，临川区326起: a place counts what the section counted last, where nothing else is said.
    if meaning == Meaning::default()
        && role == Role::Level
        && unit == "case"
        && verb.is_empty()
        && scene.regions.iter().any(|region| scene.text()[region.bytes.clone()] == *head)
    {
        meaning = memory.counted().cloned().unwrap_or_default();
    }
    if mention.rule.ends_with("fused") && case.unit == "person" {
        meaning = case.fused(mention, meaning);
    }
    if mention.per.as_deref() == Some("100k_persons") && meaning.subject.is_some() {
        meaning.event = lexicon.event_at("rate_per_100k");
    }
    meaning
}

/// 各类案件, 刑事案件: longer heads name a kind.
const SHORT_CASE: usize = 4;

impl Case<'_> {
    /// Whether calls to the police are spoken of.
    pub(super) fn of_calls(&self) -> bool {
        matches!(self.memory.topic(), Topic::Subject(topic) if self.lexicon.subjects[topic].within("police_call"))
    }

    /// Whether the head ends in a word for the police: 民警, 辅警.
    fn names_force(&self) -> bool {
        let last = self.tags.iter().rfind(|tag| tag.bytes.start >= self.head_at && tag.bytes.end == self.phrase.len());
        last.is_some_and(|tag| tag.subjects().any(|subject| self.lexicon.subjects[subject].within("force")))
    }

    fn decide(&self, mention: &Mention) -> Meaning {
        // 不批准逮捕312人, 取保候审19人: the contrary of what the verb before it says.
        if (self.head.starts_with('不') || matches!(self.head, "取保候审" | "监视居住" | "司法救助")) && !self.head_is_taken {
            return Meaning::default();
        }
        if self.unit == "case" && self.lists_offences() {
            return Meaning { unknown_case: true, ..Meaning::default() };
        }
        let subjects = self.subjects();
        // 移诉41人，网上逃犯22人: what was done to the persons before was not done to these.
        if self.role == Role::Level && self.unit == "person" && self.head_ends("fugitive") && mention.inherits("verb") {
            let caught = self.lexicon.event_at("fugitives_caught");
            if let Some(meaning) = caught.and_then(|event| self.settle(event, &subjects)) {
                return meaning;
            }
        }
        let mut candidates = self.candidates();
        // 查获犯罪嫌疑人46人: caught, where 查获违法人员 were dealt with.
        let caught = self.unit == "person" && self.head.ends_with("犯罪嫌疑人") && self.phrase[..self.head_at].ends_with("查获\u{1}");
        let caught = caught.then(|| self.lexicon.event_at("suspects_caught")).flatten();
        candidates.extend(caught.map(|event| Candidate { event, strength: 9, at: 0 }));
        candidates.sort_by_key(|candidate| (std::cmp::Reverse(candidate.strength), std::cmp::Reverse(candidate.at)));
        // One word may say two events: of accidents just spoken of, 财产损失 is property lost, and of nothing spoken of a crime's.
        let spoken_of = |meaning: &Meaning| meaning.explicit || meaning.subject.map(Topic::Subject) == Some(self.memory.topic());
        for (place, candidate) in candidates.iter().enumerate() {
            let Some(meaning) = self.settle(candidate.event, &subjects) else { continue };
            let same = |other: &&Candidate| (other.strength, other.at) == (candidate.strength, candidate.at);
            let others = candidates[place + 1..].iter().take_while(same).filter(|_| !spoken_of(&meaning));
            return others.filter_map(|other| self.settle(other.event, &subjects)).find(spoken_of).unwrap_or(meaning);
        }
        // 查获违法人员342人，其中网上在逃人员18人: fugitives are caught, whatever was done to the rest.
        let caught = (self.role == Role::Level && self.unit == "person" && self.head_has("fugitive"))
            .then(|| self.lexicon.event_at("fugitives_caught"));
        if let Some(meaning) = caught.flatten().and_then(|event| self.settle(event, &subjects)) {
            return meaning;
        }
        // 缴毒42公斤，其中冰毒39.5公斤: what happened to the whole happened to its part.
        let whole = self.memory.whole_event().filter(|&event| self.role == Role::Level && self.unit_fits(&self.lexicon.events[event]));
        if let Some(meaning) = whole.and_then(|event| self.settle(event, &subjects)) {
            return meaning;
        }
        // 护照等出入境证件8200本, without a verb: documents are issued.
        let paper = || self.things().next().filter(|&thing| self.lexicon.subjects[thing].default.is_some() && mention.verb.is_none());
        let explicit = self.explicit(&subjects).or_else(paper);
        let Some(subject) = explicit else {
            let unknown_case =
                self.tags.iter().any(|tag| tag.bytes.start >= self.head_at && tag.is_noun("case")) && !mention.inherits("head");
            return Meaning { unknown_case, ..Meaning::default() };
        };
        let default = self.default_event(subject, mention);
        // 纠纷警情, 盗窃警情: calls are received.
        // So are 纠纷类 where calls are spoken of.
        let call = self.head.trim_end_matches(['数', '量']).ends_with("警情") || self.head.ends_with('类') && self.of_calls();
        let call = call.then_some("received");
        // 醉驾人数, 醉驾4人: of what is dealt with, its persons.
        let persons = self.unit == "person" || self.head.ends_with("人数");
        let handled = (persons && default == Some("handled")).then_some("handled_persons");
        let event =
            call.or(handled).filter(|code| self.lexicon.event(code).is_some_and(|event| fits(event, self.lexicon, subject))).or(default);
        let event = event.and_then(|code| self.lexicon.event_at(code)).filter(|&event| self.unit_fits(&self.lexicon.events[event]));
        Meaning { subject: Some(subject), event, explicit: true, thing: self.lexicon.subjects[subject].thing, unknown_case: false }
    }

    pub(super) fn unit_fits(&self, event: &Event) -> bool {
        match self.role {
            // A rate is told in percent or permille.
            Role::Level | Role::Difference if self.unit == "permille" => event.units.iter().any(|unit| unit == "percent"),
            Role::Level | Role::Difference => event.units.contains(&self.unit),
            Role::PointChange => event.units.iter().any(|unit| unit == "percent" || unit == "permille"),
            _ => true,
        }
    }

    /// The meaning with that event, where a subject fits it.
    fn settle(&self, event: usize, subjects: &[usize]) -> Option<Meaning> {
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
                            && !["punished", "administratively_detained"].contains(&of.code.as_str())
                            && ["admin", "admin.public_order"].contains(&self.lexicon.subjects[topic].code.as_str())
                        || ["filed", "cleared"].contains(&of.code.as_str()) && self.lexicon.subjects[topic].code == "enterprise") => {}
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
        self.lexicon.subject_at(if goods { "crime" } else { event.subject.as_deref()? })
    }
}

/// Whether a word is a verb of some event.
fn own_verb(lexicon: &Lexicon, verb: &str) -> bool {
    lexicon.words.senses(verb).iter().any(|sense| matches!(sense, Sense::Verb(_) | Sense::EventNoun(_)))
}

/// Whether an event may be said of a subject.
pub(super) fn fits(event: &Event, lexicon: &Lexicon, subject: usize) -> bool {
    event.within.is_empty() || event.within.iter().any(|outer| lexicon.subjects[subject].within(outer))
}
