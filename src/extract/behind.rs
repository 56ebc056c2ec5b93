//! What stands behind a quantity: the noun it counts, and verbs that hold for it.

use super::cell::Opened;
use super::frame::Reading;
use super::token::{Kind, Token};
use crate::lexicon::units::UnitKind;
use crate::lexicon::words::Sense;
use crate::model::Role;

impl Reading<'_> {
    /// Whether the noun counted stands after the quantity.
    pub(super) fn noun_after(&self, at: usize) -> bool {
        let quantity = &self.number(at).quantity;
        let counts = matches!(quantity.kind, None | Some(UnitKind::Classifier | UnitKind::RareClassifier | UnitKind::Rhetoric));
        let ratio = quantity.kind == Some(UnitKind::Ratio);
        let is = ratio && self.scene.text[quantity.bytes.end..].starts_with(['为', '是']);
        let shares = ratio && self.share_after(at) && (self.phrases[at].noun.is_none() || is);
        // 涉案6.9亿元的赌博团伙.
        let describes = quantity.kind == Some(UnitKind::Measure)
            && self.scene.text[quantity.bytes.end..].starts_with('的')
            && self.phrases[at].noun.as_ref().is_none_or(|noun| {
                self.scene.lexicon.words.senses(self.text(noun)).iter().all(|sense| matches!(sense, Sense::EventNoun(_)))
            });
        if !(counts || shares || describes) || self.post_noun(at).is_none() {
            return false;
        }
        let phrase = &self.phrases[at];
        if is || describes {
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
            if token.per().is_some()
                || token.ends_phrase()
                || matches!(token.kind, Kind::Time | Kind::Number(_))
                || matches!(token.mark(), Some('，' | '。' | '：'))
            {
                break;
            }
            let word = self.text(&token.bytes);
            // 325处隐患被消除.
            if !starts && word == "被" {
                break;
            }
            // 27人次获市局以上表彰.
            // Not 86辆被盗车辆.
            let goods =
                ["被盗", "被骗", "被困", "被抢", "被拐", "受害", "受骗", "受灾", "受困", "受伤"].iter().any(|kind| word.starts_with(kind));
            if starts && !goods && word.starts_with(['获', '受', '被', '荣']) {
                break;
            }
            if starts
                && (word.starts_with(['，', '。'])
                    || word.starts_with('的') && !matches!(self.number(at).quantity.kind, Some(UnitKind::Ratio | UnitKind::Measure)))
            {
                break;
            }
            end = k + 1;
        }
        if end == cell.post.start {
            // 近两成为再犯.
            let clause =
                cell.post.clone().next().map(|k| &self.scene.text[self.tokens[k].bytes.start..self.tokens[cell.post.end - 1].bytes.end]);
            let ratio = self.number(at).quantity.kind == Some(UnitKind::Ratio);
            return clause
                .filter(|_| ratio)
                .and_then(|clause| clause.strip_prefix(['为', '是']))
                .filter(|part| !part.is_empty())
                .map(str::to_owned);
        }
        let range = self.tokens[cell.post.start].bytes.start..self.tokens[end - 1].bytes.end;
        if self.number(at).quantity.kind == Some(UnitKind::Ratio) {
            // 近三分之一的警情为噪声纠纷: the part stands behind 为.
            let clause: &str = &self.scene.text[range.start..self.tokens[cell.post.end - 1].bytes.end];
            if let Some((_, part)) = clause.split_once(['为', '是']).filter(|(_, part)| !part.is_empty()) {
                return Some(part.to_owned());
            }
        }
        // 560名民辅警的日夜坚守: the persons are counted.
        let person = self.number(at).quantity.unit.as_deref() == Some("person");
        let known = self.tokens.get(cell.post.start).filter(|token| person && end > cell.post.start + 1 && (token.noun()));
        if let Some(token) = known.filter(|token| self.scene.text[token.bytes.end..].starts_with('的') && !token.is_noun("home")) {
            return Some(self.text(&token.bytes).to_owned());
        }
        let text = self.text(&range).trim_start_matches('的').trim_matches(['“', '”', '、', ' ', '（', '）']);
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// A verb behind the noun holds for it, and for the list that leads up to it: 2名民警、1名辅警因公牺牲.
    pub(super) fn verbs_behind(&mut self) {
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
            let right_behind = self.right_behind(at).is_some_and(Token::event_verb);
            if open
                && self.frames[at].role == Role::Level
                && (self.noun_after(at) || right_behind || self.phrases[at].noun.is_none())
                && let Some(behind) = behind.clone()
            {
                self.frames[at].verb = Some(behind);
                self.frames[at].inherited.retain(|what| *what != "verb");
            }
            verb = if self.cells[at].opened == Opened::List { behind } else { None };
        }
        self.said_of_parts();
    }

    /// 其中制毒案件3起，目标案件18起，均成功告破: said of all parts that have no verb of their own.
    fn said_of_parts(&mut self) {
        for last in 0..self.frames.len() {
            let Some(verb) = self.all_verb(self.cells[last].post.end) else { continue };
            let bare = |k: &usize| {
                self.frames[*k].role == Role::Level
                    && self.phrases[*k].verb.is_none()
                    && self.number(*k).quantity.unit.as_deref() == Some("case")
            };
            let parts: Vec<usize> = (0..=last).rev().take_while(bare).collect();
            let Some(count) = parts.iter().position(|&k| self.phrases[k].part) else { continue };
            for &k in &parts[..=count] {
                self.frames[k].verb = Some(verb.clone());
                self.frames[k].inherited.retain(|what| *what != "verb");
            }
        }
    }

    /// The event verb of a clause that says it of all before, and has no figure: ，已全部告破.
    fn all_verb(&self, from: usize) -> Option<String> {
        let clause = self.tokens.get(from..)?;
        let (comma, clause) = clause.split_first()?;
        if comma.mark() != Some('，') {
            return None;
        }
        let end = clause.iter().position(|token| matches!(token.mark(), Some('，' | '。' | '；'))).unwrap_or(clause.len());
        let clause = &clause[..end];
        let of_all = |token: &Token<'_>| ["均", "全部", "都", "悉数"].iter().any(|word| self.text(&token.bytes).contains(word));
        if clause.iter().any(|token| matches!(token.kind, Kind::Number(_))) || !clause.iter().take(2).any(of_all) {
            return None;
        }
        clause.iter().find(|token| token.event_verb()).map(|token| self.text(&token.bytes).to_owned())
    }

    /// The event verb between token `from` and the end of its clause, where no quantity stands between.
    pub(super) fn clause_verb(&self, from: usize) -> Option<String> {
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
