//! The head of a frame: what is counted, said in its own clause or taken from the figures before.

use super::cell::Opened;
use super::frame::{Frame, Reading};
use super::list::{named_before, tails};
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
            if let Some(direction) = direction.clone().or_else(of_lead).or_else(|| self.direction_before(at).filter(|_| !self.doubled(at)))
            {
                if phrase.direction.is_none() {
                    frame.inherited.push("verb");
                }
                frame.verb = Some(direction);
            }
            // 盗窃警情在连续三年下降的基础上再降9%: of what has gone on.
            let on = phrase.whole.as_ref().is_some_and(|whole| self.text(whole).trim_start_matches('的') == "基础上");
            if let Some(before) = self.frames.last().filter(|before| on && before.role == Role::Streak && !before.heads.is_empty()) {
                frame.heads.clone_from(&before.heads);
                frame.inherited.push("head");
                return;
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
            if let Some(what) = self.moved(at).or_else(|| self.on_base(at)) {
                frame.heads.push(what);
                return;
            }
            // 损失上升144.1%，多死1人: a direction that says what happened is of the figure before only where that is of one unit with it.
            let happened = || {
                let word = phrase.direction.as_ref().map(|direction| &direction.bytes);
                self.tokens[cell.pre.clone()].iter().any(|token| Some(&token.bytes) == word && token.event_verb())
            };
            let unit = |at: usize| self.unit_ahead(at).map(|(unit, _)| unit);
            let antecedent = self.antecedent(at);
            let apart = antecedent.is_some_and(|from| unit(from) != unit(at));
            if apart && frame.role == Role::Difference && phrase.whole.is_none() && happened() {
                return;
            }
            let region = phrase.whole.as_ref().map(|whole| self.text(whole).to_owned()).unwrap_or_default();
            if let Some(from) = antecedent {
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
            frame.heads.push(self.with_shared_tail(at, after));
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
        if let Some(deed) = self.deed(at) {
            frame.heads = vec![deed];
        }
        if frame.heads.first().is_some_and(|head| self.weighed(at, head)) {
            frame.heads.clear();
        }
        // 刑事警情：本周38起: the row says what, the column only when.
        if let [head] = frame.heads.as_mut_slice()
            && self.cues().column.is(head)
            && let Some(lead) = self.lead_noun(at)
        {
            *head = lead;
        }
        // 刑事类：数量96起: how many of what the clause before names.
        if let [head] = frame.heads.as_mut_slice()
            && matches!(head.as_str(), "数量" | "总数" | "总量" | "件数" | "起数")
            && cell.opened == Opened::Comma
            && let Some(lead) = self.lead_noun(at)
        {
            head.insert_str(0, &lead);
        }
        if let Some(head) = self.ranked(at).or_else(|| self.first_place(at)).or_else(|| self.bracketed_whole(at)) {
            frame.heads = vec![head];
            return;
        }
        // The part is what the figure before the whole counts.
        if self.of_bracketed_whole(at)
            && let Some(from) = at.checked_sub(2)
        {
            frame.heads = self.composed(from);
            frame.inherited.push("head");
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
            if let Some(part) = self.lead_share(at) {
                frame.heads.push(part);
                return;
            }
            // 货车肇事较多，占总数的42%: the part stands in the clause before.
            let opens = phrase.share_at == Some(cell.pre.start) && cell.opened == Opened::Comma;
            let said = self.clause_before(at).filter(|_| opens);
            if let Some(part) = said.and_then(|said| super::phrase::phrase(self.scene, &self.tokens, &said).whole) {
                frame.heads.push(self.text(&part).to_owned());
                return;
            }
            // 网上办理占68.4%: work that has no noun is the part itself.
            let work =
                phrase.whole.as_ref().map(|whole| self.text(whole)).filter(|work| work.chars().count() >= 4 && !counts_members(work));
            if let Some(work) = work.filter(|_| !self.bare_region(at)) {
                frame.heads.push(work.to_owned());
                return;
            }
            if let Some(from) = self.antecedent(at) {
                frame.heads = self.composed(from);
                // 甲县破案312起、乙县287起，合计占全市的41%: of all the places together.
                if self.cells[from].opened == Opened::List && self.cells[at].opened == Opened::Comma {
                    frame.heads = frame.heads.iter().map(|head| self.without_regions(head)).collect();
                }
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
        // 厚度提升4%、达到22厘米: the level that a change led to is of one noun with it.
        let rate = |k: usize| self.number(k).quantity.kind == Some(UnitKind::Ratio);
        let state = |k: usize| self.frames.get(k).is_some_and(|frame| matches!(frame.role, Role::Level | Role::Share));
        let counts = frame.role == Role::Level && cell.parent.is_none() && !rate(at) && self.number(at).quantity.unit.is_some();
        let alike = |from: usize| if counts && rate(from) && state(from) { self.levels().rev().find(|&k| !rate(k)) } else { Some(from) };
        let from = cell.parent.or_else(|| self.level_before(at));
        let general = phrase.verb.is_some() && !self.own_event_verb(at);
        // 各派出所破案312起: the verb has its object with it.
        let whole = || frame.verb.as_ref().is_some_and(|verb| verb.ends_with(['案', '警']));
        let body = !general && (from.is_some() || whole()) && frame.heads.first().is_some_and(|head| self.is_body(head));
        if (general || body)
            && frame.heads.first().is_some_and(|head| phrase.noun.as_ref().is_some_and(|noun| self.text(noun) == head))
            && phrase.verb.as_ref().is_some_and(|verb| phrase.noun.as_ref().is_some_and(|noun| noun.end <= verb.start))
        {
            // 各县新增1420个: what stands before a general verb does, and is not counted.
            let doer = frame.heads[0].clone();
            let known = !body
                && !doer.starts_with('各')
                && self.scene.lexicon.words.tag(&doer).iter().any(|tag| tag.subjects().next().is_some() || tag.is_noun("counted"));
            // 重大工程投资完成2510亿元: what comes to a sum does nothing.
            let sum = !tails(self, &doer).is_empty();
            // 示范工程建成627处: nor does a work.
            let acts = body || self.acts(&doer);
            if acts && !known && !sum && (from.is_some() || body) {
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
            // 起诉210人；盗窃案件下降21%，为群众挽损90万元: of what the change between is of, which the text remembers.
            let changed = |frame: &Frame| {
                matches!(frame.role, Role::Change | Role::PointChange | Role::Difference) && !frame.inherited.contains(&"head")
            };
            let stale = |from: &usize| phrase.noun.is_none() && self.own_event_verb(at) && self.frames.iter().skip(from + 1).any(changed);
            let money = self.unit_ahead(at).is_some_and(|(unit, _)| unit == "CNY");
            let alike = from.filter(|from| !(money && stale(from))).and_then(alike);
            // 取保候审41人，逮捕51人: what was done is none of the next.
            let deed = |frame: &Frame| matches!(frame.heads.as_slice(), [head] if self.counts_itself(head));
            let alike = match alike {
                Some(from) if self.own_event_verb(at) && self.frames.get(from).is_some_and(deed) => self
                    .levels()
                    .rev()
                    .find(|&k| !self.frames.get(k).is_some_and(deed) && self.unit_ahead(k) == self.unit_ahead(at))
                    .or(alike),
                _ => alike,
            };
            if let Some(before) = alike.and_then(|from| self.frames.get(from)).filter(|before| !before.heads.is_empty()) {
                frame.heads = before.heads.iter().take(1).cloned().collect();
                frame.inherited.push("head");
                self.move_region(at, frame);
            } else if (cell.opened == Opened::Stop || cell.opened == Opened::Comma) && (frame.role != Role::Streak || cell.post.is_empty())
            {
                // 连续6年两抢案件零发案 says behind the years what went on.
                frame.heads.extend(self.lead_noun(at));
            }
        }
        // 行政处罚213次: what is done is what is counted.
        if let Some(verb) = frame.verb.clone().filter(|verb| self.counts_itself(verb) && phrase.noun.is_none() && phrase.verb.is_some()) {
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
        // 立案640起；其中暴力案件9起；侵财案件410起: behind a part the next kind goes on with the verb of the whole.
        let behind_part = cell.opened == Opened::Stop
            && phrase.whole.as_ref().is_some_and(|whole| self.text(whole).ends_with("案件"))
            && phrase.verb.is_none()
            && self.levels().next_back().is_some_and(|k| {
                self.phrases[k].part
                    && self.unit_ahead(k) == self.unit_ahead(at)
                    && self.unit_ahead(at).is_some_and(|(unit, _)| unit == "case")
            });
        let open = open || behind_part;
        // 查处吸毒人员26人次，在册吸毒人员降至1092人: a noun of its own that came to a level was not dealt with.
        let state = cell.opened == Opened::Comma && phrase.whole.is_some() && phrase.direction.as_ref().is_some_and(|d| d.to);
        // 侦办涉枪案件64起，刑拘31人，涉爆案件9起: of cases, what was done to the cases before.
        let case = |k: usize| self.unit_ahead(k).is_some_and(|(unit, _)| unit == "case");
        let from = match from {
            Some(before) if open && cell.parent.is_none() && case(at) && !case(before) && (phrase.whole.is_some() || rate(before)) => {
                self.levels().rev().find(|&k| case(k)).or(from)
            }
            _ => from,
        };
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

    /// 8个国家级、13个省级医疗中心: an attribute alone shares the noun of the next.
    fn with_shared_tail(&self, at: usize, noun: String) -> String {
        let next = self.cells.get(at + 1).filter(|next| noun.ends_with('级') && next.opened == Opened::List && next.pre.is_empty());
        let tail = next.and_then(|_| self.post_noun(at + 1)?.split_once('级').map(|(_, tail)| tail.to_owned()));
        noun + tail.as_deref().unwrap_or_default()
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
}
