//! Which subject and which event a figure is about.
//!
//! The words of verb and head are looked up together. An event is taken where its unit, the class of its object and its subject
//! fit; of several, the one that says most: a noun for the event itself (破案率), then a verb with its object (打掉团伙), then a verb with
//! a thing (缴获毒品), then a verb alone. The subject is the most specific one named in the head, else the topic, else the one that the event
//! implies.

use super::memory::{Memory, Topic};
use super::scene::Scene;
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

/// An event that the words may mean.
struct Candidate {
    event: usize,
    /// How much its words say; more is better.
    strength: u8,
    /// Where its word stands.
    at: usize,
}

/// The meaning of one row of a mention.
pub fn meaning(scene: &Scene<'_>, mention: &Mention, head: &str, role: Role, at: &Bytes, memory: &Memory, unit: &str) -> Meaning {
    let lexicon = scene.page.lexicon;
    let inherited = mention.inherits("head");
    if inherited
        && role != Role::Level
        && role != Role::Streak
        && let Some(meaning) = memory.said(head)
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
            && !head.ends_with(['区', '县', '市', '旗', '州', '镇', '乡', '所', '局'])
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
    if head == "起数"
        && !meaning.explicit
        && memory.topic() == Topic::Open
        && ["亡人", "死亡", "伤人"].iter().any(|word| scene.text().contains(word))
    {
        meaning.subject = lexicon.subject_at("traffic.accident");
    }
    if meaning.event.is_none()
        && let Some(scored) = case.scored(scene, at)
    {
        meaning = scored;
    }
    if mention.rule.ends_with("fused") && case.unit == "person" {
        meaning = case.fused(mention, meaning);
    }
    if mention.per.as_deref() == Some("100k_persons") && meaning.subject.is_some() {
        meaning.event = lexicon.event_at("rate_per_100k");
    }
    meaning
}

impl Case<'_> {
    fn decide(&self, mention: &Mention) -> Meaning {
        // 不批准逮捕312人, 取保候审19人: the contrary of what the verb before it says.
        if (self.head.starts_with('不') || matches!(self.head, "取保候审" | "监视居住" | "司法救助")) && !self.head_is_taken {
            return Meaning::default();
        }
        let subjects = self.subjects();
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
        let call = self.head.ends_with("警情").then_some("received");
        let event = call.filter(|code| self.lexicon.event(code).is_some_and(|event| fits(event, self.lexicon, subject))).or(default);
        let event = event.and_then(|code| self.lexicon.event_at(code)).filter(|&event| self.unit_fits(&self.lexicon.events[event]));
        Meaning { subject: Some(subject), event, explicit: true, thing: self.lexicon.subjects[subject].thing, unknown_case: false }
    }

    /// All events that the words may mean, whose unit and object fit.
    fn candidates(&self) -> Vec<Candidate> {
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
                let persons = self.role != Role::Level && ["人员", "人数", "人次", "嫌疑人"].iter().any(|word| self.head.ends_with(word));
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

    fn unit_fits(&self, event: &Event) -> bool {
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
        // 化解集资诈骗积存案件20起: no disputes.
        let settled = || of.code == "resolved" && offence();
        let other = || settled() || self.unit == "case" && ends_in_subject() || self.unit == "CNY" && !of.within.is_empty() && offence();
        if !self.head_is_taken && !subjects.is_empty() && other() {
            return None;
        }
        // The head names a case without a code: neither the topic nor the default may stand in for it.
        let bare = self.is_plain_case();
        let head_case =
            !bare && self.tags.iter().any(|tag| tag.bytes.start >= self.head_at && tag.is_noun("case") && tag.bytes.start > self.head_at);
        // 交通类8.9万起 among the kinds of calls.
        let kind = (self.head.ends_with('类') || self.is_listed && !bare) && !self.head_is_taken && named.is_empty();
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
                    && (self.unit == "person" && ["admin", "admin.public_order"].contains(&self.lexicon.subjects[topic].code.as_str())
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
        if let Some(topic) =
            self.memory.document_topic().filter(|&topic| of.subject.as_deref() == Some("crime") && fits(of, self.lexicon, topic))
        {
            return found(topic, false, false);
        }
        // 受理行政许可申请560件, 接到预警信息23.6万条: no calls for help.
        let call = ["报警", "接警", "警情", "电话", "求助", "来电", "报案", "举报", "投诉", "咨询", "诉求"];
        let call = self.head.is_empty() || self.head_is_taken || bare || call.iter().any(|word| self.head.contains(word));
        self.implied(of).filter(|_| of.subject.as_deref() != Some("police_call") || call).and_then(|subject| found(subject, false, false))
    }

    /// 在公众安全感测评中，我市得分97.86分: the points are of what was surveyed.
    fn scored(&self, scene: &Scene<'_>, at: &Bytes) -> Option<Meaning> {
        let points = ["得分", "分值", "成绩", "测评分", "总分", "均分"].iter().any(|word| self.head.ends_with(word));
        if !points || self.role != Role::Level {
            return None;
        }
        let surveyed = scene.tags.iter().filter(|tag| tag.bytes.end <= at.start).flat_map(Tag::event_nouns).last()?;
        let of = &self.lexicon.events[surveyed];
        let fits = ["satisfaction", "safety_index"].contains(&of.code.as_str()) && self.unit_fits(of);
        let subject = self.implied(of).filter(|_| fits)?;
        Some(Meaning { subject: Some(subject), event: Some(surveyed), ..Meaning::default() })
    }

    pub(super) fn implied(&self, event: &Event) -> Option<usize> {
        // 发还涉案财物, unlike 返还被骗资金: of any offence.
        const GOODS: [&str; 6] = ["财物", "款物", "物品", "赃", "资产", "财产"];
        let goods = ["funds_returned", "funds_frozen"].contains(&event.code.as_str());
        let goods = goods && GOODS.iter().any(|word| self.head.contains(word));
        self.lexicon.subject_at(if goods { "crime" } else { event.subject.as_deref()? })
    }

    /// X起Y人: the persons of the cases just counted.
    fn fused(&self, mention: &Mention, meaning: Meaning) -> Meaning {
        let subject = meaning.subject.or(match self.memory.topic() {
            Topic::Subject(topic) => Some(topic),
            _ => None,
        });
        let verb = mention.verb.as_deref().unwrap_or_default();
        // 起诉3件14人 says what was done to the persons too; 破获37起52人 does not.
        let mut verbs =
            self.lexicon.words.senses(verb).iter().filter_map(|sense| if let Sense::Verb(at) = sense { Some(*at) } else { None });
        let own = verbs.find(|&at| {
            let event = &self.lexicon.events[at];
            event.units.contains(&self.unit) && event.objects.is_empty() && subject.is_none_or(|subject| fits(event, self.lexicon, subject))
        });
        let event = own.or_else(|| self.lexicon.event_at("suspects_caught"));
        Meaning { subject, event, explicit: false, thing: false, unknown_case: false }
    }
}

/// Whether a word is a verb of some event.
fn own_verb(lexicon: &Lexicon, verb: &str) -> bool {
    lexicon.words.senses(verb).iter().any(|sense| matches!(sense, Sense::Verb(_) | Sense::EventNoun(_)))
}

/// Whether an event may be said of a subject.
fn fits(event: &Event, lexicon: &Lexicon, subject: usize) -> bool {
    event.within.is_empty() || event.within.iter().any(|outer| lexicon.subjects[subject].within(outer))
}
