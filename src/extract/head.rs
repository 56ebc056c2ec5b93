//! The head of a frame: what is counted, said in its own clause or taken from the figures before.

use super::cell::Opened;
use super::frame::{Frame, Reading};
use super::list::named_before;
use super::ranking::counts_members;
use super::token::Kind;
use crate::lexicon::regions::is_full;
use crate::lexicon::units::UnitKind;
use crate::lexicon::words::{Grammar, Sense};
use crate::model::Role;

impl Reading<'_> {
    /// What is counted: the noun before, the noun after, or what the cell before counts.
    pub(super) fn fill_head(&self, at: usize, frame: &mut Frame) {
        let phrase = &self.phrases[at];
        let cell = &self.cells[at];
        let change = matches!(frame.role, Role::Change | Role::PointChange | Role::Difference | Role::Multiple);
        if change {
            let direction = phrase.direction.as_ref().map(|d| self.text(&d.bytes).to_owned());
            let lead = self.lead_change(at).filter(|_| phrase.reach);
            let of_lead = || lead.as_ref().map(|(word, _)| word.clone());
            if let Some(direction) = direction.clone().or_else(of_lead).or_else(|| self.direction_before(at)) {
                if phrase.direction.is_none() {
                    frame.inherited.push("verb");
                }
                frame.verb = Some(direction);
            }
            if let Some(whole) = phrase.whole.clone().filter(|_| !self.bare_region(at)) {
                let place = ["前者", "后者"].iter().position(|word| self.text(&whole) == *word);
                let levels = || {
                    let levels: Vec<usize> = self.levels().collect();
                    let pair = levels.len().checked_sub(2).map(|start| &levels[start..]).unwrap_or_default();
                    pair.iter().filter_map(|&k| self.composed(k).into_iter().next()).collect::<Vec<_>>()
                };
                let named = |place: usize| {
                    let named = named_before(self, at);
                    if named.len() > 1 { named } else { levels() }.into_iter().nth(place)
                };
                match place.and_then(named) {
                    Some(head) => {
                        frame.heads.push(head);
                        frame.inherited.push("head");
                    }
                    None => frame.heads.push(self.text(&whole).to_owned()),
                }
                return;
            }
            if let Some((_, Some(what))) = lead {
                frame.heads.push(what);
                return;
            }
            if let Some(what) = self.moved(at) {
                frame.heads.push(what);
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
        if self.noun_after(at)
            && let Some(after) = self.post_noun(at)
        {
            frame.heads.push(after);
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
        if let Some(head) = self.ranked(at) {
            frame.heads = vec![head];
            return;
        }
        if let Some(what) = self.ranked_by(at).filter(|_| self.bare_region(at) && phrase.verb.is_none()) {
            frame.heads = vec![format!("{}{what}", frame.heads.first().cloned().unwrap_or_default())];
            return;
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
        // 三家之和占全市的45.9%: of what the members count.
        if frame.role == Role::Share && frame.heads.first().is_some_and(|head| counts_members(head)) {
            frame.heads.clear();
        }
        if frame.role == Role::Share && frame.heads.is_empty() {
            // 网上办理占68.4%: work that has no noun is the part itself.
            let work =
                phrase.whole.as_ref().map(|whole| self.text(whole)).filter(|work| work.chars().count() >= 4 && !counts_members(work));
            if let Some(work) = work.filter(|_| !self.bare_region(at)) {
                frame.heads.push(work.to_owned());
                return;
            }
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
        let listed = matches!(cell.opened, Opened::List | Opened::Fused | Opened::Bracket);
        // 网办率81.3%；…新增47.2万本: a count is none of a rate.
        let rate = |k: usize| self.number(k).quantity.kind == Some(UnitKind::Ratio);
        let apart = |from: &usize| {
            frame.role == Role::Level && cell.parent.is_none() && !rate(at) && self.number(at).quantity.unit.is_some() && rate(*from)
        };
        let alike = |from: usize| if apart(&from) { self.levels().rev().find(|&k| !rate(k)) } else { Some(from) };
        let from = cell.parent.or_else(|| self.level_before(at));
        let general = phrase.verb.is_some() && !self.own_event_verb(at);
        if general
            && !frame.heads.is_empty()
            && phrase.verb.as_ref().is_some_and(|verb| phrase.noun.as_ref().is_some_and(|noun| noun.end <= verb.start))
        {
            // 各县新增1420个: what stands before a general verb does, and is not counted.
            let doer = frame.heads[0].clone();
            let known = !doer.starts_with('各')
                && self.scene.lexicon.words.tag(&doer).iter().any(|tag| tag.subjects().next().is_some() || tag.is_noun("counted"));
            if !known && from.is_some() {
                frame.heads.clear();
            }
        }
        if frame.heads.is_empty()
            && frame.role != Role::Streak
            && let Some(what) = self.moved(at)
        {
            frame.heads.push(what);
        }
        if frame.heads.is_empty() {
            let alike = from.and_then(alike);
            if let Some(before) = alike.and_then(|from| self.frames.get(from)).filter(|before| !before.heads.is_empty()) {
                frame.heads = before.heads.iter().take(1).cloned().collect();
                frame.inherited.push("head");
                self.move_region(at, frame);
            } else if cell.opened == Opened::Stop || cell.opened == Opened::Comma {
                frame.heads.extend(self.lead_noun(at));
            }
        }
        // 行政处罚213次: what is done is what is counted.
        let counted = |verb: &str| self.scene.lexicon.words.senses(verb).contains(&Sense::Noun("counted".to_owned()));
        if let Some(verb) = frame.verb.clone().filter(|verb| counted(verb) && phrase.noun.is_none() && phrase.verb.is_some()) {
            frame.heads = vec![verb];
            frame.inherited.retain(|what| *what != "head");
        }
        if frame.how == "zero" {
            let behind = self.tokens.get(cell.post.start).filter(|token| token.event_verb() || token.event_noun());
            frame.verb = behind.map(|token| self.text(&token.bytes).to_owned());
            return;
        }
        // 其中组织、运送他人偷越…案件17起: the verb of the whole, where the part's own is as often a noun.
        let nominal = phrase.part
            && phrase
                .verb
                .as_ref()
                .is_some_and(|verb| self.scene.lexicon.words.senses(self.text(verb)).contains(&Sense::Grammar(Grammar::Nominal)));
        let nominal = nominal || phrase.part && general;
        if nominal {
            frame.verb = None;
        }
        let open =
            nominal || cell.opened == Opened::Comma && !self.clause_says_event(at) || cell.opened == Opened::Run && phrase.whole.is_none();
        // 查处吸毒人员26人次，在册吸毒人员降至1092人: a noun of its own that came to a level was not dealt with.
        let state = cell.opened == Opened::Comma && phrase.whole.is_some() && phrase.direction.as_ref().is_some_and(|d| d.to);
        if frame.verb.is_none()
            && (listed || open && !state)
            && let Some(verb) = from
                .and_then(|from| self.frames.get(from))
                .filter(|f| matches!(f.role, Role::Level | Role::Streak))
                .and_then(|before| before.verb.clone())
            && (nominal || !self.clause_says_event(at))
            && self.same_kind(at, from.unwrap_or_default())
        {
            frame.verb = Some(verb);
            frame.inherited.push("verb");
        }
    }

    /// The figures before that state a level, in order.
    pub(super) fn levels(&self) -> impl DoubleEndedIterator<Item = usize> + '_ {
        (0..self.frames.len()).filter(|&k| self.frames[k].role == Role::Level)
    }

    /// The last figure before that states a level; one of the same unit for a part of it.
    pub(super) fn level_before(&self, at: usize) -> Option<usize> {
        let percent = self.unit_ahead(at).is_some_and(|(unit, _)| unit == "percent");
        if percent && self.frames.last().is_some_and(|before| before.role == Role::PointChange) {
            return self.frames.len().checked_sub(1);
        }
        // 破案率连续两年100%: the streak and the level are of one noun.
        if matches!(self.cells[at].opened, Opened::Fused | Opened::Run)
            && self.frames.last().is_some_and(|before| before.role == Role::Streak)
        {
            return self.frames.len().checked_sub(1);
        }
        if self.phrases[at].part {
            let unit = self.unit_ahead(at).map(|(unit, _)| unit);
            let same = |k: &usize| self.unit_ahead(*k).map(|(unit, _)| unit) == unit;
            if let Some(whole) = self.levels().rev().find(same) {
                return Some(whole);
            }
        }
        // 立案4080起，其中诈骗1730起；破案2260起: a new clause goes on with the whole.
        if self.cells[at].opened == Opened::Stop && !self.phrases[at].part {
            let whole = |k: &usize| !self.phrases[*k].part && !matches!(self.cells[*k].opened, Opened::Bracket | Opened::List);
            if let Some(whole) = self.levels().rev().find(whole) {
                return Some(whole);
            }
        }
        // 满意度上升2.4个百分点，达93.6%: where no level was stated, what the change was of.
        self.levels().next_back().or_else(|| self.frames.len().checked_sub(1))
    }

    pub(super) fn own_event_verb(&self, at: usize) -> bool {
        let verb = self.phrases[at].verb.as_ref();
        self.tokens[self.phrases[at].content.clone()].iter().any(|token| Some(&token.bytes) == verb && token.event_verb())
    }

    /// A head taken over keeps no region of its own where the clause names another: 右江区最多，达529起.
    pub(super) fn move_region(&self, at: usize, frame: &mut Frame) {
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
        let regions = &self.scene.lexicon.regions;
        // Full names of any kind: the list that spoke for a weak one is not in the phrase.
        let found: Vec<_> = regions.find(head).into_iter().filter(|region| !region.weak || is_full(&head[region.bytes.clone()])).collect();
        for region in found.iter().rev() {
            rest.replace_range(region.bytes.clone(), "");
        }
        rest
    }

    /// The noun phrase that a clause without a figure ends in: 盗窃电动自行车警情，共96起.
    pub(super) fn lead_noun(&self, at: usize) -> Option<String> {
        let lead = self.cells[at].lead.clone();
        let last = lead.clone().rev().find(|&k| self.tokens[k].mark().is_none())?;
        let token = &self.tokens[last];
        if !(token.noun() || token.event_noun()) {
            return None;
        }
        let first = (lead.start..last)
            .rev()
            .find(|&k| self.tokens[k].ends_phrase() || self.tokens[k].mark().is_some())
            .map_or(lead.start, |k| k + 1);
        let range = self.tokens[first].bytes.start..token.bytes.end;
        Some(self.text(&range).to_owned())
    }

    /// Whether a phrase says an event itself.
    pub fn says_event(&self, phrase: &str) -> bool {
        self.scene.lexicon.words.tag(phrase).iter().any(|tag| tag.verbs().next().is_some() || tag.event_nouns().next().is_some())
    }

    /// Units of one kind go on under one verb: counts with counts, weights and counts, never a rate.
    pub(super) fn same_kind(&self, at: usize, before: usize) -> bool {
        let ratio = |cell: usize| self.number(cell).quantity.kind == Some(UnitKind::Ratio);
        self.cells.get(before).is_some() && ratio(at) == ratio(before)
    }

    /// Whether the noun phrase itself says what happened: 死亡83人, 案损4.1亿元.
    pub(super) fn clause_says_event(&self, at: usize) -> bool {
        let content = self.phrases[at].content.clone();
        content.clone().any(|k| {
            let token = &self.tokens[k];
            let describes = self.scene.text[token.bytes.end..].starts_with('的');
            (token.event_noun() || token.event_verb()) && !describes
        })
    }

    /// The direction in force where the cell states none: that of the list it goes on with, or of the clause before it.
    pub fn direction_before(&self, at: usize) -> Option<String> {
        if let Some(before) = self.frames.last().filter(|before| matches!(before.role, Role::Change | Role::PointChange | Role::Difference))
        {
            return before.verb.clone();
        }
        let lead = &self.tokens[self.cells[at].lead.clone()];
        lead.iter()
            .rev()
            .find(|token| token.is_any(&[Grammar::Up, Grammar::Down, Grammar::UpNoun, Grammar::DownNoun]))
            .map(|token| self.text(&token.bytes).to_owned())
    }

    /// The cell whose figure a change or a share without a noun is said of: the nearest one before that states a level.
    pub(super) fn antecedent(&self, at: usize) -> Option<usize> {
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
        // 破案31起，同比上升12.5%: a verb alone is what was counted.
        if let (true, true, Some(verb)) = (level, frame.heads.is_empty(), frame.verb.as_deref()) {
            return vec![verb.to_owned()];
        }
        frame
            .heads
            .iter()
            .map(|head| match frame.verb.as_deref().filter(|verb| level && !head.contains(verb) && !self.arrives(verb)) {
                Some(verb) => format!("{verb}{head}"),
                None => head.clone(),
            })
            .collect()
    }

    /// 回落至, 增加到: how a level was reached, and nothing that is counted.
    fn arrives(&self, verb: &str) -> bool {
        let senses = self.scene.lexicon.words.senses(verb);
        [Grammar::UpTo, Grammar::DownTo, Grammar::Up, Grammar::Down].into_iter().any(|grammar| senses.contains(&Sense::Grammar(grammar)))
    }

    /// As [`Self::topic`], for levels the last figure of their kind: 破案率95%；其中甲县、乙县分别发案14起、9起 counts no rates.
    pub fn topic_of(&self, at: usize, role: Role) -> String {
        let last = self.frames.last().is_some_and(|_| self.same_kind(at, self.frames.len() - 1));
        let same = || self.levels().rev().find(|&k| self.same_kind(at, k));
        match same().filter(|_| role == Role::Level && !last) {
            Some(from) if self.own_event_verb(at) => {
                self.frames[from].heads.first().map(|head| self.without_regions(head)).unwrap_or_default()
            }
            Some(from) => self.composed(from).first().map(|head| self.without_regions(head)).unwrap_or_default(),
            None => self.topic(at),
        }
    }

    /// What a list of regions is about: the clause before the first of them.
    pub fn topic(&self, at: usize) -> String {
        let from = self.antecedent(at);
        from.and_then(|from| self.composed(from).first().map(|head| self.without_regions(head))).unwrap_or_default()
    }
}
