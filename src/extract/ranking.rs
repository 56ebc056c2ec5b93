//! Rankings: places or their bodies with a figure each, and what is ranked said in the clause before.

use std::ops::Range;

use super::cell::Opened;
use super::frame::{Frame, Reading};
use super::token::Kind;
use crate::lexicon::words::{Grammar, Tag};

impl Reading<'_> {
    /// 临桂分局: the body of a district.
    pub(super) fn branch(&self, at: usize) -> bool {
        let name = self.phrases[at].whole.as_ref().and_then(|whole| self.text(whole).strip_suffix("分局"));
        name.is_some_and(|name| self.scene.lexicon.regions.find(name).iter().any(|found| found.bytes == (0..name.len())))
    }

    /// 发案数居前三位的分别是盗窃120起、诈骗98起: the first of a list whose members have nouns of their own.
    pub(super) fn first_of_ranking(&self, at: usize) -> Option<Frame> {
        let (phrase, pre) = (&self.phrases[at], self.cells[at].pre.clone());
        let word = phrase.distribute?;
        let event = self.event_of_ranking(&(pre.start..word))?;
        let noun = super::phrase::phrase(self.scene, &self.tokens, &(word + 1..pre.end)).noun?;
        let mut frame = self.single(at);
        frame.heads = vec![self.text(&noun).to_owned()];
        frame.verb = event;
        Some(frame)
    }

    /// 起诉人数排名前五的是：合同诈骗罪41人、走私罪28人: what is ranked before the colon says what happened.
    pub(super) fn ranked_event(&self, at: usize) -> Option<String> {
        let lead = self.cells[at].lead.clone();
        let colon = lead.clone().rev().find(|&k| self.tokens[k].mark() == Some('：'))?;
        let start = (lead.start..colon).rev().find(|&k| self.tokens[k].mark().is_some()).map_or(lead.start, |k| k + 1);
        self.event_of_ranking(&(start..colon)).flatten()
    }

    /// What a clause that ranks, 破案数排名前三的, says happened; none where it ranks nothing.
    fn event_of_ranking(&self, clause: &Range<usize>) -> Option<Option<String>> {
        let (first, last) = (self.tokens.get(clause.start)?, self.tokens.get(clause.end.checked_sub(1)?)?);
        let said = self.scene.text.get(first.bytes.start..last.bytes.end)?.trim_end_matches(['是', '为', '有']).trim_end_matches('的');
        let ranks = said.rfind(['前', '最']).is_some_and(|at| at > 0 && said[at..].chars().count() <= 5);
        let event = clause.clone().map(|k| &self.tokens[k]).find(|token| token.event_noun() || token.event_verb());
        ranks.then(|| event.map(|token| self.text(&token.bytes).to_owned()))
    }

    /// 同比增幅最大的是兴安县，达63.8%: the clause before names the change, this one only its size. The word for the change, and what changed.
    pub(super) fn lead_change(&self, at: usize) -> Option<(String, Option<String>)> {
        let (cell, phrase) = (&self.cells[at], &self.phrases[at]);
        if cell.opened != Opened::Comma || phrase.whole.is_some() || phrase.direction.is_some() {
            return None;
        }
        let lead = cell.lead.clone();
        let word = lead.clone().rev().find(|&k| self.tokens[k].is_any(&[Grammar::UpNoun, Grammar::DownNoun]))?;
        let start = (lead.start..word).rev().find(|&k| self.tokens[k].mark().is_some()).map_or(lead.start, |k| k + 1);
        let what = super::phrase::phrase(self.scene, &self.tokens, &(start..word)).whole;
        Some((self.text(&self.tokens[word].bytes).to_owned(), what.map(|what| self.text(&what).to_owned())))
    }

    /// 群众满意度持续提升，达98.2%: what the clause before says the way of, and no figure.
    pub(super) fn moved(&self, at: usize) -> Option<String> {
        let (cell, own) = (&self.cells[at], &self.phrases[at]);
        if cell.opened == Opened::List || cell.parent.is_some() || own.whole.is_some() {
            return None;
        }
        let lead = cell.lead.clone();
        let end = lead.clone().rev().find(|&k| self.tokens[k].mark().is_none())? + 1;
        let start = (lead.start..end).rev().find(|&k| self.tokens[k].mark().is_some_and(|c| "，；：。".contains(c)));
        let start = start.map_or(lead.start, |k| k + 1);
        let ways = [Grammar::Up, Grammar::Down, Grammar::UpTo, Grammar::DownTo];
        // 创历史新高，达98.5%; 居全省第一，为65%: where the figure is a level of its own, any predicate will do.
        let open = own.reach || own.from || own.direction.as_ref().is_some_and(|direction| direction.to);
        let says = |k: usize| {
            let (token, word) = (&self.tokens[k], self.text(&self.tokens[k].bytes));
            let general = (token.is(Grammar::Verb) || token.is(Grammar::Reach) && word.chars().count() > 1)
                && !token.event_verb()
                && !token.event_noun();
            k > start && (general || self.cues().record_verb.opens(word))
        };
        let way = (start..end).find(|&k| !self.tokens[k].noun() && (self.tokens[k].is_any(&ways) || open && says(k)))?;
        let said = super::phrase::phrase(self.scene, &self.tokens, &(start..way));
        // 推动破案率稳步提升: a general verb is not counted, an event's is (破获案件大幅上升).
        let general = said
            .verb
            .as_ref()
            .is_some_and(|verb| self.tokens[said.content.clone()].iter().any(|token| token.bytes == *verb && !token.event_verb()));
        let what = self.text(&if general { said.noun } else { said.whole }?).to_owned();
        let tells = |tag: &Tag<'_>| tag.subjects().next().is_some() || tag.event_nouns().next().is_some();
        (what.ends_with(['率', '度']) || self.scene.lexicon.words.tag(&what).iter().any(tells)).then_some(what)
    }

    /// 刑事警情在去年降幅第一的基础上，今年再降12%: what stands before 在.
    pub(super) fn on_base(&self, at: usize) -> Option<String> {
        let mut said = self.clause_before(at).filter(|_| self.phrases[at].whole.is_none())?;
        let (start, last) = (said.start, said.end - 1);
        let based = self.scene.text[..self.tokens[last].bytes.end].ends_with("基础上");
        let on = said.find(|&k| k < last && self.text(&self.tokens[k].bytes).starts_with('在')).filter(|_| based)?;
        let what = super::phrase::phrase(self.scene, &self.tokens, &(start..on)).whole?;
        Some(self.text(&what).to_owned())
    }

    /// 从抓捕人数看，甲县52人、乙县41人: what a ranking is by.
    pub(super) fn ranked_by(&self, at: usize) -> Option<String> {
        let lead = self.cells[..=at].iter().rev().find(|cell| !cell.lead.is_empty())?.lead.clone();
        let end = lead.clone().rev().find(|&k| self.tokens[k].mark().is_none())?;
        let looks = self.text(&self.tokens[end].bytes).ends_with('看');
        let from = (lead.start..end).rev().find(|&k| self.tokens[k].is(Grammar::From)).filter(|_| looks)?;
        let range = self.tokens[from].bytes.end..self.tokens[end].bytes.end;
        let what = self.text(&range).trim_end_matches('看').trim_end_matches(['来', '上']);
        self.says_event(what).then(|| what.to_owned())
    }

    /// 接警量居前三位的是南屏县320起、白石旗290起: the first of a list of places, and what they are ranked by said before 是.
    pub(super) fn first_place(&self, at: usize) -> Option<String> {
        let (last, before) = self.tokens[self.phrases[at].content.clone()].split_last()?;
        let said = self.text(&(before.first()?.bytes.start..last.bytes.start)).strip_suffix(['是', '为', '有'])?;
        let topic = ranked_by_place(said).filter(|topic| matches!(last.kind, Kind::Region) && self.says_event(topic))?;
        Some(format!("{}{}", self.text(&last.bytes), self.without_regions(topic)))
    }

    /// 缴毒超过500公斤的有孟连县（2.31吨）; 接警量居前的派出所：高桥所（518起）、东塘所（467起）: a name with its figure in brackets, and what
    /// is counted said before the list.
    pub(super) fn ranked(&self, at: usize) -> Option<String> {
        let phrase = &self.phrases[at];
        let start = self.number(at).quantity.bytes.start;
        let noun = phrase.noun.clone().filter(|noun| self.scene.text.get(noun.end..start) == Some("（"))?;
        let content = &self.tokens[phrase.content.clone()];
        let (last, before) = content.split_last()?;
        let name = matches!(last.kind, Kind::Region) || matches!(last.kind, Kind::Text) && !self.says_event(self.text(&noun));
        if !name {
            return None;
        }
        let behind_is = before.last().is_some_and(|token| token.is(Grammar::Reach));
        let topic = if behind_is {
            before.iter().find(|token| token.event_noun() || token.noun()).map(|token| self.text(&token.bytes).to_owned())
        } else {
            let colon = |cell: &&super::cell::Cell| !cell.lead.is_empty() && self.tokens[cell.lead.end - 1].mark() == Some('：');
            let lead = self.cells[..=at].iter().rev().find(colon)?.lead.clone();
            self.tokens[lead].iter().find(|token| token.event_noun()).map(|token| self.text(&token.bytes).to_owned())
        };
        topic.map(|topic| format!("{}{topic}", self.text(&last.bytes)))
    }
}

/// 破案数 of 破案数居前三位的: what stands before the words for a rank.
pub(super) fn ranked_by_place(said: &str) -> Option<&str> {
    said.find('居').or(said.find("位列")).or(said.find("排名")).or(said.find('最')).map(|cut| &said[..cut])
}

/// 三家之和, 两地, 前三者: nothing but how many members a list has.
pub(super) fn counts_members(head: &str) -> bool {
    let head = head.trim_end_matches(['之', '和', '计', '合', '共']);
    let mut rest = head.trim_start_matches(['前', '这', '上', '述', '以']).chars();
    let number = rest.next().is_none_or(|c| "两二三四五六七八九十".contains(c));
    number && rest.next().is_none_or(|c| "家地县市区州旗者项类局".contains(c)) && rest.next().is_none()
}
