//! Frames: what each quantity of a sentence is said of, and how.
//!
//! A cell is read by itself first. What it leaves open it takes from the cells before it in the same sentence, and the frame
//! says so in `inherited`. Three shapes decide what is counted:
//!
//! | shape | example | counted |
//! | --- | --- | --- |
//! | noun before | 破获电诈案件4726起 | 电诈案件 |
//! | noun after | 组建29个武装巡逻机动组 | 武装巡逻机动组 |
//! | none | 破获730起; 同比下降2.98% | what the figure before counts |

use std::ops::Range;

use super::cell::{Cell, Opened, cells};
use super::distribute;
use super::phrase::{Phrase, phrase};
use super::scan::{Number, Scene};
use super::token::{Kind, Token, tokens};
use crate::lexicon::units::UnitKind;
use crate::lexicon::words::{Grammar, Sense};
use crate::model::Role;

/// What a quantity is said of, and how.
#[derive(Debug, Clone)]
pub struct Frame {
    /// The quantity's place among the numbers.
    pub number: usize,
    /// The part it plays.
    pub role: Role,
    /// How it was found; the rest of the rule's name.
    pub how: &'static str,
    /// The event word in force.
    pub verb: Option<String>,
    /// What is counted, one for each row wanted.
    pub heads: Vec<String>,
    /// 同比, 较2019年.
    pub comparison: Option<String>,
    /// A denominator code.
    pub per: Option<String>,
    /// What came from an earlier clause.
    pub inherited: Vec<&'static str>,
    /// A unit taken from a neighbour or from the noun: code and text.
    pub unit: Option<(String, String)>,
    /// A bound that stands before the list.
    pub bound: Option<&'static str>,
}

/// A sentence on its way to frames.
pub struct Reading<'a> {
    /// The sentence.
    pub scene: &'a Scene<'a>,
    /// Its numbers.
    pub numbers: &'a [Number],
    /// Its tokens.
    pub tokens: Vec<Token<'a>>,
    /// Its cells.
    pub cells: Vec<Cell>,
    /// For each cell, the words before it.
    pub phrases: Vec<Phrase>,
    /// For each cell, its frame; those of a distribution are made together.
    pub frames: Vec<Frame>,
}

/// The frames of a sentence, one for each quantity, in order.
pub fn frames(scene: &Scene<'_>, numbers: &[Number]) -> Vec<Frame> {
    let tokens = tokens(scene, numbers);
    let cells = cells(&tokens);
    let phrases = cells.iter().map(|cell| phrase(scene.text, &tokens, &cell.pre)).collect();
    let mut reading = Reading { scene, numbers, tokens, cells, phrases, frames: Vec::new() };
    let mut at = 0;
    while at < reading.cells.len() {
        let taken = distribute::distribute(&mut reading, at);
        if taken > 0 {
            at += taken;
            continue;
        }
        let frame = reading.single(at);
        reading.frames.push(frame);
        at += 1;
    }
    reading.verbs_behind();
    reading.frames
}

impl Reading<'_> {
    /// The text of a byte range.
    pub fn text(&self, range: &Range<usize>) -> &str {
        self.scene.text.get(range.clone()).unwrap_or_default()
    }

    /// The number of a cell.
    pub fn number(&self, cell: usize) -> &Number {
        &self.numbers[self.cells[cell].number]
    }

    /// The frame of one cell that is in no distribution.
    fn single(&self, at: usize) -> Frame {
        let phrase = &self.phrases[at];
        let role = self.role(at);
        let mut frame = Frame {
            number: self.cells[at].number,
            role,
            how: self.how(at),
            verb: phrase.verb.as_ref().map(|verb| self.text(verb).to_owned()),
            heads: Vec::new(),
            comparison: phrase.comparison.as_ref().map(|range| self.text(range).to_owned()),
            per: phrase.per.clone(),
            inherited: Vec::new(),
            unit: None,
            bound: None,
        };
        self.fill_head(at, &mut frame);
        self.fill_comparison(at, &mut frame);
        self.fill_unit(at, &mut frame);
        if frame.per.is_none() && frame.role == Role::Level && self.cells[at].opened == Opened::List {
            frame.per = self.frames.get(at.wrapping_sub(1)).and_then(|before| before.per.clone());
        }
        frame
    }

    /// The part that the quantity plays.
    pub fn role(&self, at: usize) -> Role {
        let phrase = &self.phrases[at];
        let quantity = &self.number(at).quantity;
        let unit = self.unit_ahead(at).map(|(unit, _)| unit).unwrap_or_default();
        let ratio = matches!(unit.as_str(), "percent" | "permille" | "percentage_point" | "times");
        let directed = phrase.direction.as_ref().is_some_and(|direction| !direction.to);
        if phrase.streak && matches!(unit.as_str(), "year" | "month" | "day") {
            return Role::Streak;
        }
        match unit.as_str() {
            "percentage_point" => Role::PointChange,
            "times" if directed => Role::Change,
            "times" => Role::Multiple,
            "percent" | "permille" if phrase.share || phrase.rest => Role::Share,
            "percent" if directed => Role::Change,
            "percent" | "permille" if phrase.direction.as_ref().is_some_and(|d| d.to) || phrase.reach => self.level_or_share(at),
            "percent" if quantity.value.is_some_and(|value| value.is_sign_negative()) || phrase.comparison.is_some() => Role::Change,
            "percent" if self.share_after(at) => Role::Share,
            // 上升4.4%和3.8%; …的有房县（12.5%）、郧阳区（8.3%）: the list goes on as it began.
            "percent" if phrase.whole.is_none() || self.bare_region(at) => self.role_before(at).unwrap_or(Role::Level),
            // 整改率逾九成 is a rate.
            "percent" if quantity.form.tenth && !self.names_rate(at) => Role::Share,
            _ if ratio => Role::Level,
            // 新增, 增加 said of what was built is a level; a difference compares.
            _ if directed => Role::Difference,
            _ => Role::Level,
        }
    }

    fn names_rate(&self, at: usize) -> bool {
        self.phrases[at].whole.as_ref().is_some_and(|whole| self.text(whole).ends_with(['率', '度']))
    }

    /// 占比由X降至Y: both are shares.
    fn level_or_share(&self, at: usize) -> Role {
        match self.frames.last() {
            Some(before) if before.role == Role::Share && before.how == "from" && self.cells[at].opened == Opened::Run => Role::Share,
            _ => Role::Level,
        }
    }

    fn role_before(&self, at: usize) -> Option<Role> {
        let listed = matches!(self.cells[at].opened, Opened::List | Opened::Comma | Opened::Bracket);
        self.frames.last().filter(|before| listed && before.role != Role::Level).map(|before| before.role)
    }

    fn bare_region(&self, at: usize) -> bool {
        let content = &self.phrases[at].content;
        !content.is_empty() && self.tokens[content.clone()].iter().all(|token| matches!(token.kind, Kind::Region) || token.mark().is_some())
    }

    /// 近三分之一的警情为噪声纠纷, 超六成实现网上办理: a share of what follows.
    fn share_after(&self, at: usize) -> bool {
        let quantity = &self.number(at).quantity;
        let after = &self.scene.text[quantity.bytes.end..];
        after.starts_with('的') || self.phrases[at].rest && after.starts_with('为') || quantity.form.tenth && !after.is_empty() && !after.starts_with(['，', '。', '；', '、', '）', '”', ' ', '和'])
    }

    fn how(&self, at: usize) -> &'static str {
        let phrase = &self.phrases[at];
        let before = self.frames.last();
        let compared = phrase.comparison.is_some() && self.scene.text[..self.number(at).quantity.bytes.start].ends_with('的');
        let changes = |next: &Phrase| next.direction.as_ref().is_some_and(|direction| !direction.to) && next.whole.is_none();
        if (phrase.from || phrase.prior) && self.next_goes_to(at) || compared && self.phrases.get(at + 1).is_some_and(changes) && self.cells[at + 1].opened == Opened::Run {
            "from"
        } else if before.is_some_and(|before| before.how == "from") && matches!(self.cells[at].opened, Opened::Run | Opened::Fused | Opened::Comma) {
            "to"
        } else if phrase.other_level {
            "other"
        } else if self.number(at).quantity.value.is_some_and(|value| value.is_zero()) && !self.number(at).quantity.form.digits {
            "zero"
        } else if self.cells[at].opened == Opened::Fused {
            "fused"
        } else {
            ""
        }
    }

    fn next_goes_to(&self, at: usize) -> bool {
        let goes = |next: &Phrase| next.direction.as_ref().is_some_and(|direction| direction.to) || next.reach;
        self.phrases.get(at + 1).is_some_and(goes) && matches!(self.cells[at + 1].opened, Opened::Run | Opened::Comma)
    }

    /// What is counted: the noun before, the noun after, or what the cell before counts.
    fn fill_head(&self, at: usize, frame: &mut Frame) {
        let phrase = &self.phrases[at];
        let cell = &self.cells[at];
        let change = matches!(frame.role, Role::Change | Role::PointChange | Role::Difference | Role::Multiple);
        if change {
            let direction = phrase.direction.as_ref().map(|d| self.text(&d.bytes).to_owned());
            if let Some(direction) = direction.clone().or_else(|| self.direction_before(at)) {
                if phrase.direction.is_none() {
                    frame.inherited.push("verb");
                }
                frame.verb = Some(direction);
            }
            if let Some(whole) = phrase.whole.clone().filter(|_| !self.bare_region(at)) {
                let place = ["前者", "后者"].iter().position(|word| self.text(&whole) == *word);
                match place.and_then(|place| distribute::named_before(self, at).into_iter().nth(place)) {
                    Some(head) => {
                        frame.heads.push(head);
                        frame.inherited.push("head");
                    }
                    None => frame.heads.push(self.text(&whole).to_owned()),
                }
                return;
            }
            let region = phrase.whole.as_ref().map(|whole| self.text(whole).to_owned()).unwrap_or_default();
            if let Some(from) = self.antecedent(at) {
                let heads = if region.is_empty() { self.composed(from) } else { vec![format!("{region}{}", self.topic(at))] };
                frame.heads = heads;
                frame.inherited.push("head");
            } else if !region.is_empty() {
                frame.heads.push(region);
            }
            return;
        }
        if self.noun_after(at) {
            if let Some(after) = self.post_noun(at) {
                frame.heads.push(after);
                // 涉案6.9亿元的赌博团伙: the noun before says the event.
                if let Some(noun) = phrase.noun.as_ref().filter(|_| frame.verb.is_none()) {
                    frame.verb = Some(self.text(noun).to_owned());
                }
            }
        }
        if frame.heads.is_empty() {
            if let Some(noun) = phrase.noun.as_ref() {
                frame.heads.push(self.text(noun).to_owned());
            }
        }
        // 西盟县（1.04吨）、澜沧县（986公斤）: of what the list is about.
        if self.bare_region(at) && matches!(cell.opened, Opened::List | Opened::Comma) && !self.frames.is_empty() && phrase.verb.is_none() {
            let region = frame.heads.first().cloned().unwrap_or_default();
            frame.heads = vec![format!("{region}{}", self.topic(at))];
            frame.inherited.push("head");
            return;
        }
        if frame.role == Role::Share && frame.verb.is_none() {
            // 电诈案件占刑事立案总数的37.9%: what happened is said of the whole.
            let whole = phrase.share_at.map_or(cell.pre.end..cell.pre.end, |at| at + 1..cell.pre.end);
            let said = self.tokens[whole].iter().rev().find(|token| token.event_verb() || token.event_noun());
            frame.verb = said.map(|token| self.text(&token.bytes).to_owned());
        }
        if frame.role == Role::Share && frame.heads.is_empty() {
            if let Some(from) = self.antecedent(at) {
                frame.heads = self.composed(from);
                frame.inherited.push("head");
            }
            return;
        }
        if frame.how == "to" {
            if let Some(before) = self.frames.last() {
                frame.heads.clone_from(&before.heads);
                frame.verb = before.verb.clone().or(frame.verb.take());
                frame.per = frame.per.take().or(before.per.clone());
                frame.inherited.extend(["head", "verb"]);
            }
            return;
        }
        let listed = matches!(cell.opened, Opened::List | Opened::Fused) || cell.opened == Opened::Bracket;
        let from = cell.parent.or_else(|| self.level_before(at));
        let general = phrase.verb.is_some() && !self.own_event_verb(at);
        if general && !frame.heads.is_empty() && phrase.verb.as_ref().is_some_and(|verb| phrase.noun.as_ref().is_some_and(|noun| noun.end <= verb.start)) {
            // 各县新增1420个: what stands before a general verb does, and is not counted.
            let doer = frame.heads[0].clone();
            let known = self.scene.lexicon.words.tag(&doer).iter().any(|tag| tag.subjects().next().is_some() || tag.is_noun("counted"));
            if !known && from.is_some() {
                frame.heads.clear();
            }
        }
        if frame.heads.is_empty() {
            if let Some(before) = from.and_then(|from| self.frames.get(from)).filter(|before| !before.heads.is_empty()) {
                frame.heads = before.heads.iter().take(1).cloned().collect();
                frame.inherited.push("head");
                self.move_region(at, frame);
            } else if cell.opened == Opened::Stop || cell.opened == Opened::Comma {
                frame.heads.extend(self.lead_noun(at));
            }
        }
        if frame.how == "zero" {
            let behind = self.tokens.get(cell.post.start).filter(|token| token.event_verb() || token.event_noun());
            frame.verb = behind.map(|token| self.text(&token.bytes).to_owned());
            return;
        }
        // 其中组织、运送他人偷越…案件17起: the verb of the whole, where the part's own is as often a noun.
        let nominal = phrase.part && phrase.verb.as_ref().is_some_and(|verb| self.scene.lexicon.words.senses(self.text(verb)).contains(&Sense::Grammar(Grammar::Nominal)));
        if nominal {
            frame.verb = None;
        }
        let open = nominal || cell.opened == Opened::Comma && !self.clause_says_event(at) || cell.opened == Opened::Run && phrase.whole.is_none();
        if frame.verb.is_none() && (listed || open) {
            if let Some(verb) = from.and_then(|from| self.frames.get(from)).filter(|f| f.role == Role::Level).and_then(|before| before.verb.clone()) {
                if (nominal || !self.clause_says_event(at)) && self.same_kind(at, from.unwrap_or_default()) {
                    frame.verb = Some(verb);
                    frame.inherited.push("verb");
                }
            }
        }
    }

    /// The last figure before that states a level; one of the same unit for a part of it.
    fn level_before(&self, at: usize) -> Option<usize> {
        let level = |k: &usize| self.frames[*k].role == Role::Level;
        if self.phrases[at].part {
            let unit = self.unit_ahead(at).map(|(unit, _)| unit);
            let same = |k: &usize| level(k) && self.unit_ahead(*k).map(|(unit, _)| unit) == unit;
            if let Some(whole) = (0..self.frames.len()).rev().find(same) {
                return Some(whole);
            }
        }
        // 满意度上升2.4个百分点，达93.6%: where no level was stated, what the change was of.
        (0..self.frames.len()).rev().find(level).or_else(|| self.frames.len().checked_sub(1))
    }

    fn own_event_verb(&self, at: usize) -> bool {
        let verb = self.phrases[at].verb.as_ref();
        self.tokens[self.phrases[at].content.clone()].iter().any(|token| Some(&token.bytes) == verb && token.event_verb())
    }

    /// A head taken over keeps no region of its own where the clause names another: 右江区最多，达529起.
    fn move_region(&self, at: usize, frame: &mut Frame) {
        let cell = &self.cells[at];
        let region = self.tokens[cell.lead.start..cell.pre.end].iter().rev().find(|token| matches!(token.kind, Kind::Region));
        let Some(region) = region else { return };
        let region = self.text(&region.bytes).to_owned();
        for head in &mut frame.heads {
            *head = format!("{region}{}", self.without_regions(head));
        }
    }

    /// A phrase with the names of regions taken out.
    pub fn without_regions(&self, head: &str) -> String {
        let mut rest = head.to_owned();
        // Full names of any kind: the list that spoke for a weak one is not in the phrase.
        let full = |name: &str| name.ends_with(['省', '市', '县', '区', '旗', '州', '盟']);
        let regions = &self.scene.lexicon.regions;
        let found: Vec<_> = regions.find(head).into_iter().filter(|region| !region.weak || full(&head[region.bytes.clone()])).collect();
        for region in found.iter().rev() {
            rest.replace_range(region.bytes.clone(), "");
        }
        rest
    }

    /// The noun phrase that a clause without a figure ends in: 盗窃电动自行车警情，共96起.
    fn lead_noun(&self, at: usize) -> Option<String> {
        let lead = self.cells[at].lead.clone();
        let last = lead.clone().rev().find(|&k| self.tokens[k].mark().is_none())?;
        let token = &self.tokens[last];
        if !(token.noun() || token.event_noun()) {
            return None;
        }
        let first = (lead.start..last).rev().find(|&k| self.tokens[k].ends_phrase() || self.tokens[k].mark().is_some()).map_or(lead.start, |k| k + 1);
        let range = self.tokens[first].bytes.start..token.bytes.end;
        Some(self.text(&range).to_owned())
    }

    /// Whether a phrase says an event itself.
    pub fn says_event(&self, phrase: &str) -> bool {
        self.scene.lexicon.words.tag(phrase).iter().any(|tag| tag.verbs().next().is_some() || tag.event_nouns().next().is_some())
    }

    /// Units of one kind go on under one verb: counts with counts, weights and counts, never a rate.
    fn same_kind(&self, at: usize, before: usize) -> bool {
        let ratio = |cell: usize| self.number(cell).quantity.kind == Some(UnitKind::Ratio);
        self.cells.get(before).is_some() && ratio(at) == ratio(before)
    }

    /// Whether the noun phrase itself says what happened: 死亡83人, 案损4.1亿元.
    fn clause_says_event(&self, at: usize) -> bool {
        let content = self.phrases[at].content.clone();
        content.clone().any(|k| {
            let token = &self.tokens[k];
            let describes = self.scene.text[token.bytes.end..].starts_with('的');
            (token.event_noun() || token.event_verb()) && !describes
        })
    }

    /// The direction in force where the cell states none: that of the list it goes on with, or of the clause before it.
    pub fn direction_before(&self, at: usize) -> Option<String> {
        if let Some(before) = self.frames.last().filter(|before| matches!(before.role, Role::Change | Role::PointChange | Role::Difference)) {
            return before.verb.clone();
        }
        let lead = &self.tokens[self.cells[at].lead.clone()];
        lead.iter()
            .rev()
            .find(|token| token.is_any(&[Grammar::Up, Grammar::Down, Grammar::UpNoun, Grammar::DownNoun]))
            .map(|token| self.text(&token.bytes).to_owned())
    }

    /// The cell whose figure a change or a share without a noun is said of: the nearest one before that states a level.
    fn antecedent(&self, at: usize) -> Option<usize> {
        if let Some(parent) = self.cells[at].parent {
            return Some(parent);
        }
        // A change that follows a change is of the same figure.
        self.frames.len().checked_sub(1)
    }

    /// Verb and noun of a frame as one phrase, as a change of it is said of: 破获电诈案件.
    pub fn composed(&self, from: usize) -> Vec<String> {
        let Some(frame) = self.frames.get(from) else { return Vec::new() };
        let level = matches!(frame.role, Role::Level);
        frame
            .heads
            .iter()
            .map(|head| match frame.verb.as_deref().filter(|verb| level && !head.contains(verb)) {
                Some(verb) => format!("{verb}{head}"),
                None => head.clone(),
            })
            .collect()
    }

    /// What a list of regions is about: the clause before the first of them.
    pub fn topic(&self, at: usize) -> String {
        let from = self.antecedent(at);
        from.and_then(|from| self.composed(from).first().map(|head| self.without_regions(head))).unwrap_or_default()
    }

    fn fill_comparison(&self, at: usize, frame: &mut Frame) {
        let change = matches!(frame.role, Role::Change | Role::PointChange | Role::Difference);
        if frame.comparison.is_none() && change {
            frame.comparison = self.lead_comparison(at);
        }
        if frame.comparison.is_some() || !change || !matches!(self.cells[at].opened, Opened::List | Opened::Comma | Opened::Run) {
            return;
        }
        // 同比减少6起、下降18.2%: of the same figure.
        // In a list of regions the comparison of the first holds for all.
        let regions = self.bare_region(at) && self.cells[at].opened != Opened::Stop;
        if let Some(before) = self.frames.last().filter(|before| before.comparison.is_some() && (before.heads == frame.heads || regions)) {
            frame.comparison.clone_from(&before.comparison);
        }
    }

    /// 与2022年相比，起数上升8.2%，亡人…: a comparison in a clause of its own holds to the end of the sentence.
    pub fn lead_comparison(&self, at: usize) -> Option<String> {
        let start = self.cells[..=at].iter().rev().find(|cell| cell.opened == Opened::Stop).map_or(0, |cell| cell.lead.start);
        let cells = self.cells[..=at].iter().filter(|cell| cell.lead.start >= start && !cell.lead.is_empty());
        cells.rev().find_map(|cell| super::phrase::phrase(self.scene.text, &self.tokens, &cell.lead).comparison.map(|range| self.text(&range).to_owned()))
    }

    /// A number without a unit takes that of the list it stands in, or of its noun.
    pub fn fill_unit(&self, at: usize, frame: &mut Frame) {
        if self.number(at).quantity.unit.is_some() {
            return;
        }
        if frame.how == "zero" {
            return;
        }
        if let Some(unit) = self.unit_ahead(at) {
            frame.unit = Some(unit);
            frame.inherited.push("unit");
            return;
        }
        // 420万困难群众, 注册用户突破45万.
        let people = self.scene.lexicon.nouns.get("people");
        let said = |phrase: &str| people.is_some_and(|words| words.iter().any(|word| phrase.contains(word.as_str())));
        if self.post_noun(at).is_some_and(|noun| said(&noun)) || frame.heads.first().is_some_and(|head| said(head)) {
            frame.unit = Some(("person".to_owned(), String::new()));
            frame.inherited.push("unit");
            return;
        }
        let Some(head) = frame.heads.first() else { return };
        let text = format!("{}{head}", frame.verb.as_deref().unwrap_or_default());
        for tag in self.scene.lexicon.words.tag(&text).iter().rev() {
            let units: Vec<&String> = tag.event_nouns().chain(tag.verbs()).flat_map(|event| &self.scene.lexicon.events[event].units).collect();
            let unit = ["person", "case"].into_iter().find(|unit| units.iter().any(|known| known == unit)).or(units.first().map(|unit| unit.as_str()));
            if let Some(unit) = unit {
                frame.unit = Some((unit.to_owned(), String::new()));
                frame.inherited.push("unit");
                return;
            }
        }
    }

    /// The unit of a quantity, or of the list that it begins: 321、287、205起.
    fn unit_ahead(&self, at: usize) -> Option<(String, String)> {
        let mut k = at;
        loop {
            let quantity = &self.number(k).quantity;
            if let (Some(code), Some(text)) = (&quantity.unit, &quantity.unit_text) {
                return Some((code.clone(), text.clone()));
            }
            k += 1;
            if self.cells.get(k).is_none_or(|cell| cell.opened != Opened::List && !(cell.opened == Opened::Comma && cell.pre.is_empty())) {
                return None;
            }
        }
    }

    /// Whether the noun counted stands after the quantity.
    fn noun_after(&self, at: usize) -> bool {
        let quantity = &self.number(at).quantity;
        let counts = matches!(quantity.kind, None | Some(UnitKind::Classifier | UnitKind::RareClassifier | UnitKind::Rhetoric));
        let ratio = quantity.kind == Some(UnitKind::Ratio);
        let is = ratio && self.scene.text[quantity.bytes.end..].starts_with(['为', '是']);
        let shares = ratio && self.share_after(at) && (self.phrases[at].noun.is_none() || is);
        // 涉案6.9亿元的赌博团伙.
        let describes = quantity.kind == Some(UnitKind::Measure) && self.scene.text[quantity.bytes.end..].starts_with('的') && self.phrases[at].noun.as_ref().is_none_or(|noun| self.scene.lexicon.words.senses(self.text(noun)).iter().all(|sense| matches!(sense, Sense::EventNoun(_))));
        if !(counts || shares || describes) || self.post_noun(at).is_none() {
            return false;
        }
        let phrase = &self.phrases[at];
        if is {
            return true;
        }
        if describes {
            return true;
        }
        let Some(noun) = phrase.noun.as_ref() else { return true };
        // 挂牌督办的8起案件, 25起命案中: the noun before is a description.
        if self.scene.text[..quantity.bytes.start].ends_with('的') {
            return true;
        }
        let last = self.tokens[phrase.content.clone()].last();
        let adjacent = noun.end == quantity.bytes.start;
        let known = last.is_some_and(|token| token.noun() || token.event_noun());
        // A noun right before the number is counted (抓获逃犯12名到案), unless the noun after it is known and it is not.
        !(adjacent && known)
    }

    /// The noun phrase after the quantity.
    pub fn post_noun(&self, at: usize) -> Option<String> {
        let cell = &self.cells[at];
        let mut end = cell.post.start;
        for k in cell.post.clone() {
            let token = &self.tokens[k];
            let starts = k == cell.post.start;
            if token.ends_phrase() || matches!(token.kind, Kind::Time | Kind::Number(_)) || matches!(token.mark(), Some('，' | '。' | '：')) {
                break;
            }
            let word = self.text(&token.bytes);
            if starts && (word.starts_with(['，', '。']) || word.starts_with('的') && !matches!(self.number(at).quantity.kind, Some(UnitKind::Ratio | UnitKind::Measure))) {
                break;
            }
            end = k + 1;
        }
        if end == cell.post.start {
            // 近两成为再犯.
            let clause = cell.post.clone().next().map(|k| &self.scene.text[self.tokens[k].bytes.start..self.tokens[cell.post.end - 1].bytes.end]);
            let ratio = self.number(at).quantity.kind == Some(UnitKind::Ratio);
            return clause.filter(|_| ratio).and_then(|clause| clause.strip_prefix(['为', '是'])).filter(|part| !part.is_empty()).map(str::to_owned);
        }
        let range = self.tokens[cell.post.start].bytes.start..self.tokens[end - 1].bytes.end;
        if self.number(at).quantity.kind == Some(UnitKind::Ratio) {
            // 近三分之一的警情为噪声纠纷: the part stands behind 为.
            let clause: &str = &self.scene.text[range.start..self.tokens[cell.post.end - 1].bytes.end];
            if let Some((_, part)) = clause.split_once(['为', '是']).filter(|(_, part)| !part.is_empty()) {
                return Some(part.to_owned());
            }
        }
        let text = self.text(&range).trim_start_matches('的').trim_matches(['“', '”', '、', ' ', '（', '）']);
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// A verb behind the noun holds for it, and for the list that leads up to it: 2名民警、1名辅警因公牺牲.
    fn verbs_behind(&mut self) {
        let mut verb: Option<String> = None;
        for at in (0..self.frames.len()).rev() {
            let cell = &self.cells[at];
            let own = (cell.post.clone()).map(|k| &self.tokens[k]).find(|token| token.event_verb());
            let own = own.map(|token| self.text(&token.bytes).to_owned());
            let clause_end = self.clause_verb(cell.post.end);
            let behind = own.or(clause_end).or_else(|| verb.clone());
            let taken = self.frames[at].inherited.contains(&"verb") && self.phrases[at].verb.is_none();
            let open = self.frames[at].verb.is_none() || taken || !self.own_event_verb(at) && self.phrases[at].verb.is_some();
            // 造成61人死亡: the verb stands right behind the quantity.
            let right_behind = self.tokens.get(cell.post.start).is_some_and(|token| !cell.post.is_empty() && token.event_verb());
            if open && self.frames[at].role == Role::Level && (self.noun_after(at) || right_behind) {
                if let Some(behind) = behind.clone() {
                    self.frames[at].verb = Some(behind);
                    self.frames[at].inherited.retain(|what| *what != "verb");
                }
            }
            verb = if self.cells[at].opened == Opened::List { behind } else { None };
        }
    }

    /// The event verb between token `from` and the end of its clause, where no quantity stands between.
    fn clause_verb(&self, from: usize) -> Option<String> {
        for token in self.tokens.get(from..)? {
            match token.mark() {
                Some('，' | '。' | '；' | '、' | '和' | '（' | '）') => return None,
                _ if matches!(token.kind, Kind::Number(_)) => return None,
                _ if token.event_verb() => return Some(self.text(&token.bytes).to_owned()),
                _ => {}
            }
        }
        None
    }
}
