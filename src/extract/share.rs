//! Shares: which ratios are, and what they are shares of.

use super::cell::Opened;
use super::frame::{Frame, Reading};
use super::ranking::counts_members;
use super::token::{Kind, Token};
use crate::lexicon::units::UnitKind;
use crate::model::Role;

impl Reading<'_> {
    /// What a share is a part of the whole of. Whether the share itself, or a figure before it, says all that it is of.
    pub(super) fn head_of_share(&self, at: usize, frame: &mut Frame) -> bool {
        let phrase = &self.phrases[at];
        let cell = &self.cells[at];
        if frame.verb.is_none() {
            // 电诈案件占刑事立案总数的37.9%: what happened is said of the whole.
            let whole = phrase.share_at.map_or(cell.pre.end..cell.pre.end, |at| at + 1..cell.pre.end);
            let said = self.tokens[whole].iter().rev().find(|token| token.event_verb() || token.event_noun());
            frame.verb = said.map(|token| self.text(&token.bytes).to_owned());
        }
        // 三家之和占全市的45.9%: of what the members count.
        if frame.heads.first().is_some_and(|head| counts_members(head)) {
            frame.heads.clear();
        }
        if !frame.heads.is_empty() {
            return false;
        }
        if let Some(part) = self.lead_share(at) {
            frame.heads.push(part);
            return true;
        }
        // 货车肇事较多，占总数的42%: the part stands in the clause before.
        let opens = phrase.share_at == Some(cell.pre.start) && cell.opened == Opened::Comma;
        let said = self.clause_before(at).filter(|_| opens);
        if let Some(part) = said.and_then(|said| super::phrase::phrase(self.scene, &self.tokens, &said).whole) {
            frame.heads.push(self.text(&part).to_owned());
            return true;
        }
        // 网上办理占68.4%: work that has no noun is the part itself.
        let work = phrase.whole.as_ref().map(|whole| self.text(whole)).filter(|work| work.chars().count() >= 4 && !counts_members(work));
        if let Some(work) = work.filter(|_| !self.bare_region(at)) {
            frame.heads.push(work.to_owned());
            return true;
        }
        if let Some(from) = self.antecedent(at) {
            frame.heads = self.composed(from);
            // 甲县破案312起、乙县287起，合计占全市的41%: of all the places together.
            if self.cells[from].opened == Opened::List && self.cells[at].opened == Opened::Comma {
                frame.heads = frame.heads.iter().map(|head| self.without_regions(head)).collect();
            }
            frame.inherited.push("head");
        }
        true
    }

    /// 占比由X降至Y: both are shares.
    pub(super) fn level_or_share(&self, at: usize) -> Role {
        match self.frames.last() {
            Some(before) if before.role == Role::Share && before.how == "from" && self.cells[at].opened != Opened::Stop => Role::Share,
            _ => Role::Level,
        }
    }

    /// 近三分之一的警情为噪声纠纷, 超六成实现网上办理: a share of what follows.
    pub(super) fn share_after(&self, at: usize) -> bool {
        let quantity = &self.number(at).quantity;
        let after = &self.scene.text[quantity.bytes.end..];
        let noun = |token: &Token<'_>| matches!(token.kind, Kind::Text) || token.noun() && !token.ends_phrase();
        let bare =
            || self.phrases[at].whole.is_none() && after.starts_with(crate::text::fold::is_han) && self.right_behind(at).is_some_and(noun);
        after.starts_with('的')
            || quantity.kind == Some(UnitKind::Ratio) && self.cells[at].opened != Opened::List && (bare() || self.within_whole(at))
            || self.phrases[at].rest && after.starts_with('为')
            || quantity.form.tenth && !after.is_empty() && !after.starts_with(['，', '。', '；', '、', '）', '”', ' ', '和'])
    }

    /// 酒驾事故占事故总数的比重，由12.5%降至8.1%: the part, where the clause before says of what it is one.
    pub(super) fn lead_share(&self, at: usize) -> Option<String> {
        let (phrase, lead) = (&self.phrases[at], &self.cells[at].lead);
        let states = phrase.from || phrase.reach || phrase.direction.as_ref().is_some_and(|direction| direction.to);
        let last = lead.clone().rev().find(|&k| self.tokens[k].mark().is_none())?;
        let share = ["比重", "比例", "占比"].iter().any(|word| self.text(&self.tokens[last].bytes).ends_with(word));
        let start = (lead.start..last).rev().find(|&k| self.tokens[k].mark() == Some('，')).map_or(lead.start, |k| k + 1);
        let said = super::phrase::phrase(self.scene, &self.tokens, &(start..last + 1));
        // 城市道路事故占比较高，达58.3%.
        let clause = self.text(&(self.tokens[start].bytes.start..self.tokens[last].bytes.end));
        let rated = self
            .cues()
            .how_high
            .before(clause)
            .and_then(|clause| ["所占比例", "占比", "比例", "比重"].iter().find_map(|word| clause.strip_suffix(word)));
        if let Some(part) = rated.filter(|part| !part.is_empty() && states && phrase.whole.is_none()) {
            return Some(part.to_owned());
        }
        let of = said.share_at.is_some_and(|k| self.text(&self.tokens[k].bytes).contains('占'));
        let noun = said.noun.filter(|_| states && share && of && phrase.whole.is_none())?;
        Some(self.text(&noun).to_owned())
    }

    /// 事故中七成发生在夜间: the whole stands before, and what is said of the part behind.
    pub(super) fn within_whole(&self, at: usize) -> bool {
        let bytes = &self.number(at).quantity.bytes;
        let before = &self.scene.text[..bytes.start];
        before.trim_end_matches('有').trim_end_matches('，').ends_with(['中', '里'])
            && self.scene.text[bytes.end..].starts_with(crate::text::fold::is_han)
    }

    /// 占警情总数（112起）的38.4%: for 112起 the whole that it counts.
    pub(super) fn bracketed_whole(&self, at: usize) -> Option<String> {
        let share = self.phrases[at].share_at?;
        let before = &self.scene.text[..self.number(at).quantity.bytes.start];
        let whole = before.strip_suffix('（')?.get(self.tokens[share].bytes.end..)?;
        let closes = self.scene.text[self.number(at).quantity.bytes.end..].starts_with('）');
        (closes && !whole.is_empty()).then(|| whole.trim_matches('的').to_owned())
    }

    /// 占警情总数（112起）的38.4%: the share, behind the whole and its figure.
    pub(super) fn of_bracketed_whole(&self, at: usize) -> bool {
        let before = self.scene.text[..self.number(at).quantity.bytes.start].trim_end_matches('的');
        before.ends_with('）') && at.checked_sub(1).is_some_and(|whole| self.bracketed_whole(whole).is_some())
    }
}
