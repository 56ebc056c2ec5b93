//! What the text has been speaking of: the subject that a clause without one takes.
//!
//! - A figure with a subject sets it; so does a clause without a figure (`经济犯罪方面，`, `打击跨境赌博专项行动，`).
//! - It holds to the end of the paragraph, but a sentence that opens with a new topic, a region, a time or 全市 begins anew.
//! - A case whose subject is unknown (`涉煤领域案件`) ends what held before: nothing is better than the wrong thing.
//! - Things (手机, 毒品 as goods) are never remembered, nor are subjects too wide to be a topic.

use std::collections::BTreeMap;

use super::meaning::Meaning;
use super::scene::{Page, Scene};
use super::topic::{Topic, WIDE, begins_anew, document_accidents, document_topic};
use crate::lexicon::Lexicon;
use crate::lexicon::words::{Grammar, Tag};
use crate::model::{Mention, Role};
use crate::span::Bytes;

/// A word for any accident.
pub(super) const ACCIDENT: &str = "事故";

/// The topic in force.
#[derive(Debug, Clone, Default)]
pub struct Memory {
    topic: Topic,
    document: Option<usize>,
    /// The kind of accident that the document tells of, where it never names traffic.
    accidents: Option<usize>,
    /// What the items of a list in one sentence are about.
    base: Topic,
    /// What the lines of a list without full stops began with.
    list: Option<Topic>,
    /// The topic before the figure at hand.
    former: Topic,
    /// Up to where the sentence has been passed.
    passed: usize,
    /// Where the figure before ended.
    last_end: usize,
    /// Observations that a later change may be said of: composed head to what it meant.
    said: BTreeMap<String, Meaning>,
    /// The topic before 其中, and how many parts have followed it.
    whole: Option<Topic>,
    /// The topic of a whole whose only part is still spoken of, and that of the part.
    told_part: Option<(Topic, Topic)>,
    /// What the last figure that is no part meant, and its unit.
    last: Option<(Meaning, String)>,
    unit: String,
    /// The part stands in brackets.
    bracket: bool,
    /// The last figure that is no part counts cases.
    cases: bool,
    /// It counts persons.
    persons: bool,
    parts: u32,
    /// What cases were counted last in this section, with their event.
    counted: Option<Meaning>,
    /// Old cases counted beside new ones: their parts are of them.
    aside: Option<usize>,
    /// Figures of crime taken in this sentence.
    figures: u32,
    /// What the figures of the sentence before counted, in order, and those of this one.
    told: Vec<(String, Meaning)>,
    telling: Vec<(String, Meaning)>,
    /// The sentence speaks of firearms: its administrative cases are of firearms too.
    pub contexts: Vec<usize>,
}

impl Memory {
    /// Begins a sentence.
    pub fn enter(&mut self, scene: &Scene<'_>) {
        self.passed = 0;
        self.last_end = 0;
        self.base = Topic::Open;
        // 破获经济案件96起，其中涉税案件12起。抓获…: the next sentence is of the whole again.
        let told = self.told_part.take().filter(|(_, part)| *part == self.topic).map(|(whole, _)| whole);
        if let Some(whole) = self.whole.take().filter(|_| self.parts > 0).or(told) {
            self.topic = whole;
        }
        self.bracket = false;
        self.parts = 0;
        self.figures = 0;
        self.aside = None;
        self.contexts.clear();
        self.told = std::mem::take(&mut self.telling);
        if scene.opens_paragraph || scene.opens_section {
            self.told.clear();
        }
        // 2023年，全省破获此类案件1246起.
        let points_back = !scene.opens_section && scene.cues().points_back.within(scene.text());
        if !points_back && (scene.opens_paragraph || scene.opens_section || begins_anew(scene)) {
            self.topic = Topic::Open;
            self.said.clear();
        }
        // 现行命案发3起破3起。移送起诉…: so few cases are told for their own sake, and what follows is of all of crime.
        if !scene.opens_paragraph && self.told_aside(scene) {
            self.topic = Topic::Open;
        }
        if scene.opens_section {
            self.counted = None;
        }
        // A line of a list goes on with what its first line was about, not with the line before: 现行命案3起\n抓获嫌疑人884人.
        if scene.opens_paragraph || scene.opens_section {
            self.list = None;
        } else if scene.goes_on_in_list {
            self.topic = *self.list.get_or_insert(self.topic);
        }
        if scene.opens_section || scene.opens_paragraph {
            // A heading names a topic: 二、电诈警情.
            if let Some(section) = &scene.sentence.section {
                self.note_all(scene, &scene.page.lexicon.words.tag(section));
            }
        }
        if let (Some(run_in), true) = (&scene.run_in, scene.opens_paragraph) {
            self.note_all(scene, &scene.page.lexicon.words.tag(run_in));
        }
    }

    /// Whether the sentence before counted homicides, where the section is not on them.
    fn told_aside(&self, scene: &Scene<'_>) -> bool {
        let Topic::Subject(topic) = self.topic else { return false };
        let code = |subject: usize| scene.page.lexicon.subjects[subject].code.as_str();
        let headed = || {
            let heading = scene.sentence.section.as_deref().into_iter().chain(scene.run_in.as_deref());
            heading.flat_map(|text| scene.page.lexicon.words.tag(text)).any(|tag| tag.subjects().any(|subject| subject == topic))
        };
        matches!(code(topic), "crime.homicide" | "crime.historic") && self.document != Some(topic) && !headed()
    }

    /// Keeps the topic of a whole while its parts are told: after two parts or more (其中…21起、…18起，) the whole is spoken of again; after
    /// one (其中涉税案件5100起，涉案金额…) the part is.
    pub fn part(&mut self, scene: &Scene<'_>, at: &Bytes, case: bool, fresh: bool) {
        let between = scene.text().get(self.last_end..at.start).unwrap_or_default();
        if between.contains('）') && self.bracket {
            if let Some(whole) = self.whole.take() {
                self.topic = whole;
            }
            self.parts = 0;
            self.bracket = false;
        }
        // 纠纷类警情724起：家庭纠纷181起、邻里纠纷136起.
        let listed = self.last_end > 0 && between.starts_with('：');
        if between.contains("其中") || between.starts_with('（') || listed {
            self.bracket = between.starts_with('（');
            self.whole.get_or_insert(self.topic);
            self.topic = self.aside.take().map_or(self.topic, Topic::Subject);
            self.parts = 1;
        } else if self.parts > 0 && between.starts_with("，占") {
            // 其中，甲类18人，占58%；乙类11人: the share is of the part.
        } else if self.parts > 0
            && (between.starts_with(['、', '和', '及'])
                || self.goes_on(scene, at, between)
                || self.goes_on_with_cases(scene, at, case, fresh && !listed))
        {
            // 其中抢劫立5起、破5起，破案率…: two figures of one part.
            self.parts += u32::from(fresh);
        } else if let Some(whole) = self.whole.take_if(|_| between.contains(['，', '；', '。'])) {
            // 抓获388名，其中“两卡”人员203名，冻结账户712个: what is done next is of the whole.
            let anew = self.persons
                && scene
                    .tags
                    .iter()
                    .any(|tag| tag.bytes.start >= self.last_end && tag.bytes.end <= at.start && tag.verbs().next().is_some());
            if self.parts > 1 || anew || between.contains(['；', '。']) {
                self.topic = whole;
            } else {
                self.told_part = Some((whole, self.topic));
            }
            self.parts = 0;
        }
        self.last_end = at.end;
    }

    /// What the section last counted by cases: of the topic in force, where there is one.
    pub fn counted(&self) -> Option<&Meaning> {
        self.counted.as_ref().filter(|counted| self.topic == Topic::Open || counted.subject.map(Topic::Subject) == Some(self.topic))
    }

    /// Whether a sentence that opens with 其中 goes on to its next part behind a semicolon.
    fn goes_on(&self, scene: &Scene<'_>, at: &Bytes, between: &str) -> bool {
        let does = || {
            let own = |tag: &&Tag<'_>| tag.bytes.start >= self.last_end && tag.bytes.end <= at.start;
            scene.tags.iter().filter(own).any(|tag| tag.verbs().next().is_some())
        };
        between.starts_with('；') && scene.text().starts_with("其中") && !does()
    }

    /// 办理案件83起，其中刑事案件14起，行政案件69起: a comma and cases without a verb go on with the parts.
    /// So does another kind: 其中盗窃6起，伤害4起.
    fn goes_on_with_cases(&self, scene: &Scene<'_>, at: &Bytes, case: bool, kind: bool) -> bool {
        let between = self.last_end..at.start;
        let said = scene.tags.iter().any(|tag| {
            tag.bytes.start >= between.start && tag.bytes.end <= between.end && (tag.verbs().next().is_some() || tag.is(Grammar::Verb))
        });
        case && self.cases
            && self.whole.is_some()
            && !said
            && scene.text().get(between).is_some_and(|text| {
                text.starts_with('，')
                    && (kind || text.ends_with("案件"))
                    && !text.contains(['；', '。'])
                    && text.matches('，').count() == 1
            })
    }

    /// Whether parts of counted cases are being told, more than one of them.
    pub fn in_list_of_cases(&self) -> bool {
        self.parts > 1 && self.cases
    }

    /// Whether a part of counted cases is being told: 其中生态环境领域41件.
    pub fn part_of_cases(&self) -> bool {
        self.parts > 0 && self.cases
    }

    /// The subject of the whole whose parts are being told.
    pub fn topic_of_whole(&self) -> Option<usize> {
        match self.whole {
            Some(Topic::Subject(whole)) if self.parts > 0 => Some(whole),
            _ => None,
        }
    }

    /// The event of the whole whose parts are being told.
    pub fn whole_event(&self) -> Option<usize> {
        self.last.as_ref().filter(|_| self.parts > 0)?.0.event
    }

    /// What the whole whose parts are being told meant, by what was last counted in that unit.
    pub fn whole_of(&self, unit: &str) -> Option<&Meaning> {
        let last = self.last.as_ref().filter(|(_, counted)| counted == unit).map(|(meaning, _)| meaning);
        last.or_else(|| self.counted().filter(|_| unit == "case")).filter(|_| self.parts > 0)
    }

    /// Notes what a figure counted, for a sentence that only says how it changed.
    pub fn tell(&mut self, head: &str, meaning: &Meaning) {
        if self.parts == 0 {
            self.telling.push((head.to_owned(), meaning.clone()));
        }
    }

    /// 事故312起，死亡97人。与去年同期相比，分别下降5%、3%: a sentence of nothing but as many changes as the one before has figures.
    pub fn resumed(&self, mentions: &[&Mention]) -> Vec<(String, Meaning)> {
        let change = |mention: &&Mention| {
            let role = Role::of_rule(&mention.rule);
            mention.head.is_none() && matches!(role, Some(Role::Change | Role::PointChange | Role::Difference))
        };
        let alone = mentions.len() == self.told.len() && mentions.iter().all(change);
        if alone { self.told.clone() } else { Vec::new() }
    }

    /// Notes the unit of a figure that is no part.
    pub fn count(&mut self, unit: &str) {
        if self.parts == 0 {
            self.cases = unit == "case";
            self.persons = unit == "person";
            unit.clone_into(&mut self.unit);
        }
    }

    /// Passes over the text up to a place: a topic named there holds from now on.
    pub fn pass(&mut self, scene: &Scene<'_>, to: usize) {
        let from = self.passed;
        self.former = self.topic;
        // The stop at the end is the sentence's own.
        let text = scene.text().trim_end_matches(['。', '”', '）', '！', '？']);
        let mut seen = from;
        for tag in scene.tags.iter().filter(|tag| tag.bytes.start >= from && tag.bytes.end <= to) {
            self.turn(text, seen..tag.bytes.start);
            seen = tag.bytes.end;
            // 生产安全事故…，事故起数…: the bare word is of the kind in force.
            if !(scene.text()[tag.bytes.clone()] == *ACCIDENT && self.accident(scene.page.lexicon).is_some()) {
                tag.subjects().for_each(|subject| self.note(scene, subject));
            }
            // 📌【反诈战线】: the head of the items below it.
            if text[..tag.bytes.start].rfind('【') > text[..tag.bytes.start].rfind('】') {
                self.base = self.topic;
            }
        }
        self.turn(text, seen..to);
        self.passed = self.passed.max(to);
    }

    /// A full stop inside a sentence was a bullet: the next item is about what heads the list.
    fn turn(&mut self, text: &str, gap: Bytes) {
        let gap = text.get(gap).unwrap_or_default();
        if gap.contains('【') {
            self.base = Topic::Open;
        }
        if gap.contains(['。', '【']) {
            self.topic = self.base;
        }
    }

    fn note_all<'t, 'l: 't>(&mut self, scene: &Scene<'_>, tags: impl IntoIterator<Item = &'t Tag<'l>>) {
        for subject in tags.into_iter().flat_map(Tag::subjects) {
            self.note(scene, subject);
        }
    }

    fn note(&mut self, scene: &Scene<'_>, subject: usize) {
        let subject_of = &scene.page.lexicon.subjects[subject];
        if !subject_of.thing && !WIDE.contains(&subject_of.code.as_str()) && !self.beside(scene, subject) {
            self.topic = Topic::Subject(subject);
            if !self.contexts.contains(&subject) {
                self.contexts.push(subject);
            }
        }
    }

    /// 侦破现案1386起，带破积案274起；抓捕…: old cases beside new ones are no topic.
    fn beside(&self, scene: &Scene<'_>, subject: usize) -> bool {
        self.figures > 0 && scene.page.lexicon.subjects[subject].code == "crime.historic"
    }

    /// 破获电诈案件127起，打掉“跑分”窝点6个，抓获…: how fraud is done is no topic beside it, unless cases of it are counted.
    fn means(&self, scene: &Scene<'_>, subject: usize) -> bool {
        let code = |subject: usize| scene.page.lexicon.subjects[subject].code.as_str();
        let Topic::Subject(former) = self.former else { return false };
        self.figures > 0
            && !self.cases
            && code(former) == "crime.telecom_fraud"
            && ["crime.money_laundering", "crime.card_assistance"].contains(&code(subject))
    }

    /// What the whole document is about, where it is about one thing: 禁毒办's report, an anti-fraud bulletin.
    pub fn document_topic(&self) -> Option<usize> {
        self.document
    }

    /// The kind of accident that the document tells of, where it never names traffic.
    pub fn document_accidents(&self) -> Option<usize> {
        self.accidents
    }

    /// A memory for a document.
    pub fn of(page: &Page<'_>) -> Self {
        Memory { document: document_topic(page), accidents: document_accidents(page), ..Memory::default() }
    }

    /// The topic in force.
    pub fn topic(&self) -> Topic {
        self.topic
    }

    /// The kind of accident that is spoken of, where it is not the usual one.
    pub fn accident(&self, lexicon: &Lexicon) -> Option<usize> {
        let Topic::Subject(subject) = self.topic else { return None };
        (lexicon.subjects[subject].code == "workplace_accident").then_some(subject)
    }

    /// What an earlier figure of the same verb and head meant.
    pub fn said(&self, head: &str) -> Option<&Meaning> {
        self.said.get(head)
    }

    /// Remembers a figure under the heads by which a later change may name it; only a head of its own changes the topic.
    pub fn take(&mut self, scene: &Scene<'_>, meaning: &Meaning, fresh: bool, keys: impl IntoIterator<Item = String>) {
        self.aside = None;
        // 破获电诈案件127起，带破串案19起，打掉…: cases of the same series are no new kind.
        let keys: Vec<String> = keys.into_iter().collect();
        let keys_name_series = keys.iter().any(|key| scene.cues().series.within(key));
        for (place, key) in keys.into_iter().enumerate() {
            // 亡人事故11起，死亡11人: a head that was taken over goes on meaning what it first meant.
            if place == 0 && !fresh && self.said.contains_key(&key) {
                continue;
            }
            self.said.insert(key, meaning.clone());
        }
        if self.parts == 0 && fresh {
            self.last = Some((meaning.clone(), self.unit.clone()));
            if self.cases && meaning.subject.is_some() && meaning.event.is_some() {
                self.counted = Some(Meaning { explicit: false, ..meaning.clone() });
            }
        }
        if let (Some(subject), true) = (meaning.subject, meaning.explicit && fresh) {
            self.aside = Some(subject).filter(|&subject| self.beside(scene, subject));
            if !meaning.thing && self.aside.is_none() {
                self.topic = if self.means(scene, subject) { self.former } else { Topic::Subject(subject) };
            }
        } else if meaning.unknown_case && !(self.figures > 0 && keys_name_series) {
            self.topic = Topic::Unknown;
        }
        self.figures += 1;
    }
}
