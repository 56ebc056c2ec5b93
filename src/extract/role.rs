//! The part that a quantity plays: a level, a change, a share, a streak.

use super::cell::Opened;
use super::frame::Reading;
use super::phrase::{Direction, Phrase};
use super::token::{Kind, Token};
use crate::model::Role;

impl Reading<'_> {
    /// The part that the quantity plays.
    pub fn role(&self, at: usize) -> Role {
        let phrase = &self.phrases[at];
        let quantity = &self.number(at).quantity;
        let unit = self.unit_ahead(at).map(|(unit, _)| unit).unwrap_or_default();
        let ratio = matches!(unit.as_str(), "percent" | "permille" | "percentage_point" | "times");
        // 下降的有9个区市: those that fell are counted.
        let described = |direction: &Direction| {
            ["的有", "的共有", "的是", "的为"].iter().any(|word| self.scene.text[direction.bytes.end..].starts_with(word))
        };
        let directed = phrase.direction.as_ref().is_some_and(|direction| !direction.to && !described(direction));
        if phrase.streak && matches!(unit.as_str(), "year" | "month" | "day") {
            return Role::Streak;
        }
        match unit.as_str() {
            "percentage_point" => Role::PointChange,
            "times" if directed => Role::Change,
            "times" => Role::Multiple,
            "percent" | "permille" if phrase.share || phrase.rest => Role::Share,
            "percent" if directed => Role::Change,
            "percent" if phrase.reach && self.lead_change(at).is_some() => Role::Change,
            "percent" | "permille" if phrase.direction.as_ref().is_some_and(|d| d.to) || phrase.reach => self.level_or_share(at),
            "percent" if quantity.value.is_some_and(|value| value.is_sign_negative()) || phrase.comparison.is_some() || self.plus(at) => {
                Role::Change
            }
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

    /// 去年同期1542起.
    fn same_period(&self, at: usize) -> bool {
        let before = &self.scene.text[..self.number(at).quantity.bytes.start];
        self.phrases[at].whole.is_none() && ["同期", "同期的"].iter().any(|word| before.ends_with(word))
    }

    /// 同比+6.6%.
    fn plus(&self, at: usize) -> bool {
        self.text(&self.number(at).quantity.bytes).starts_with('+')
    }

    pub(super) fn names_rate(&self, at: usize) -> bool {
        self.phrases[at].whole.as_ref().is_some_and(|whole| self.text(whole).ends_with(['率', '度']))
    }

    /// 占比由X降至Y: both are shares.
    pub(super) fn level_or_share(&self, at: usize) -> Role {
        match self.frames.last() {
            Some(before) if before.role == Role::Share && before.how == "from" && self.cells[at].opened == Opened::Run => Role::Share,
            _ => Role::Level,
        }
    }

    pub(super) fn role_before(&self, at: usize) -> Option<Role> {
        let listed = matches!(self.cells[at].opened, Opened::List | Opened::Comma | Opened::Bracket);
        self.frames.last().filter(|before| listed && before.role != Role::Level).map(|before| before.role)
    }

    pub(super) fn bare_region(&self, at: usize) -> bool {
        let content = &self.phrases[at].content;
        let region = |token: &Token<'_>| matches!(token.kind, Kind::Region) || token.mark().is_some();
        !content.is_empty() && (self.tokens[content.clone()].iter().all(region) || self.branch(at))
    }

    /// 近三分之一的警情为噪声纠纷, 超六成实现网上办理: a share of what follows.
    pub(super) fn share_after(&self, at: usize) -> bool {
        let quantity = &self.number(at).quantity;
        let after = &self.scene.text[quantity.bytes.end..];
        after.starts_with('的')
            || self.phrases[at].rest && after.starts_with('为')
            || quantity.form.tenth && !after.is_empty() && !after.starts_with(['，', '。', '；', '、', '）', '”', ' ', '和'])
    }

    pub(super) fn how(&self, at: usize) -> &'static str {
        let phrase = &self.phrases[at];
        let before = self.frames.last();
        let compared = phrase.comparison.is_some() && self.scene.text[..self.number(at).quantity.bytes.start].ends_with('的');
        let changes = |next: &Phrase| next.direction.as_ref().is_some_and(|direction| !direction.to) && next.whole.is_none();
        // 从2017年的31.5%、2019年的44%提高到…: all levels before the last.
        let on = self.cells[at].opened == Opened::List && phrase.whole.is_none() && before.is_some_and(|before| before.how == "from");
        if (phrase.from || phrase.prior || on) && self.next_goes_to(at)
            || compared && self.phrases.get(at + 1).is_some_and(changes) && self.cells[at + 1].opened == Opened::Run
        {
            "from"
        } else if before.is_some_and(|before| before.how == "from")
            && matches!(self.cells[at].opened, Opened::Run | Opened::Fused | Opened::Comma)
        {
            "to"
        } else if phrase.prior
            && (phrase.reach || self.same_period(at))
            && phrase.direction.is_none()
            && self.unit_ahead(at).is_none_or(|(unit, _)| unit != "times")
        {
            "prior"
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

    pub(super) fn next_goes_to(&self, at: usize) -> bool {
        let goes = |next: &Phrase| next.direction.as_ref().is_some_and(|direction| direction.to) || next.reach;
        let level = |&k: &usize| self.cells[k].opened == Opened::List && self.phrases[k].whole.is_none();
        let next = at + 1 + (at + 1..self.cells.len()).take_while(level).count();
        self.phrases.get(next).is_some_and(goes) && matches!(self.cells[next].opened, Opened::Run | Opened::Comma)
    }
}
