//! Which subject and which event a figure is about.
//!
//! The words of verb and head are looked up together. An event is taken where its unit, the class of its object and its subject
//! fit; of several, the one that says most: a noun for the event itself (破案率), then a verb with its object (打掉团伙), then a verb with
//! a thing (缴获毒品), then a verb alone. The subject is the most specific one named in the head, else the topic, else the one that the event
//! implies.

use super::candidate::Candidate;
use super::memory::Memory;
use super::scene::Scene;
use super::settle::fits;
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
    let plain = super::subject::without_aside(lexicon, head);
    let head = plain.as_deref().unwrap_or(head);
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
        // 15年以上9起、25年以上2起: how old the cases are, no other kind.
        is_listed: !head.is_empty()
            && !head.ends_with("以上")
            && !head.ends_with("以下")
            && !head.ends_with(['区', '县', '市', '旗', '州', '镇', '乡', '所', '局', '队'])
            && scene.before(at).strip_suffix(head).is_some_and(|before| {
                before.ends_with('、') || memory.in_list_of_cases() && before.ends_with('，') && !head.ends_with(['案', '件'])
            }),
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
    if mention.rule.ends_with("fused") && case.unit == "person" && !case.averted() {
        meaning = case.fused(mention, meaning);
    }
    if mention.per.as_deref() == Some("100k_persons") && meaning.subject.is_some() {
        meaning.event = lexicon.event_at("rate_per_100k");
    }
    meaning
}

impl Case<'_> {
    /// Whether calls to the police are spoken of.
    pub(super) fn of_calls(&self) -> bool {
        matches!(self.memory.topic(), Topic::Subject(topic) if self.lexicon.subjects[topic].within("police_call"))
    }

    /// Whether the head ends in a word for the police: 民警, 辅警.
    pub(super) fn names_force(&self) -> bool {
        let last = self.tags.iter().rfind(|tag| tag.bytes.start >= self.head_at && tag.bytes.end == self.phrase.len());
        last.is_some_and(|tag| tag.subjects().any(|subject| self.lexicon.subjects[subject].within("force")))
    }

    fn decide(&self, mention: &Mention) -> Meaning {
        // 不批准逮捕312人, 取保候审19人: the contrary of what the verb before it says.
        if (self.head.starts_with('不') || matches!(self.head, "取保候审" | "监视居住" | "司法救助")) && !self.head_is_taken {
            return Meaning::default();
        }
        if self.averted() {
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
}

/// Whether a word is a verb of some event.
fn own_verb(lexicon: &Lexicon, verb: &str) -> bool {
    lexicon.words.senses(verb).iter().any(|sense| matches!(sense, Sense::Verb(_) | Sense::EventNoun(_)))
}
