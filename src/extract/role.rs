//! The part that a quantity plays: a level, a change, a share, a streak.

use super::cell::Opened;
use super::frame::Reading;
use super::phrase::{Direction, Phrase};
use super::token::{Kind, Token};
use crate::lexicon::units::UnitKind;
use crate::lexicon::words::Grammar;
use crate::model::Role;
use crate::text::{date, whole};

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
        let directed = phrase.direction.as_ref().is_some_and(|direction| !direction.to && !described(direction) && !self.betters(at));
        if phrase.streak && matches!(unit.as_str(), "year" | "month" | "day") || quantity.goes_on(self.scene.text) {
            return Role::Streak;
        }
        match unit.as_str() {
            "percentage_point" => Role::PointChange,
            "times" if directed || self.doubled(at) => Role::Change,
            // 分别上升2.2倍、0.8倍和37.5%: the list goes on as it began.
            "times" if phrase.whole.is_none() && self.role_before(at) == Some(Role::Change) => Role::Change,
            "times" => Role::Multiple,
            "percent" if self.of_earlier(at) => Role::Multiple,
            "percent" | "permille" if self.bracketed_base(at) => match self.frames.last() {
                Some(before) if before.role == Role::Share => Role::Share,
                _ => Role::Level,
            },
            "percent" if self.lead_share(at).is_some() => Role::Share,
            // 有六成的群众认为…
            "percent" if phrase.reach && self.share_after(at) && self.scene.text[..quantity.bytes.start].ends_with('有') => Role::Share,
            "percent" | "permille" if phrase.share || phrase.rest || self.shared_about(at) || self.of_bracketed_whole(at) => Role::Share,
            "percent" if directed => Role::Change,
            "percent" if phrase.reach && self.lead_change(at).is_some() => Role::Change,
            "percent" | "permille" if phrase.direction.as_ref().is_some_and(|d| d.to) || phrase.reach => self.level_or_share(at),
            "percent" if quantity.value.is_some_and(|value| value.is_sign_negative()) || phrase.comparison.is_some() || self.plus(at) => {
                Role::Change
            }
            // 压减时间58%、材料52%: a verb shared over the list of what it has for its object.
            "percent" if self.cells[at].opened == Opened::List && phrase.direction.is_none() && self.transitive(at) => Role::Change,
            "percent" if self.share_after(at) => Role::Share,
            // 上升4.4%和3.8%; …的有房县（12.5%）、郧阳区（8.3%）: the list goes on as it began.
            "percent" if phrase.whole.is_none() || self.bare_region(at) => self.role_before(at).unwrap_or(Role::Level),
            // 整改率逾九成 is a rate.
            "percent" if quantity.form.tenth && !self.names_rate(at) => Role::Share,
            _ if ratio => Role::Level,
            // 新增, 增加 said of what was built is a level; a difference compares.
            _ if directed || self.signed_change(at) => Role::Difference,
            _ => Role::Level,
        }
    }

    /// 环比-3起: a sign behind a comparison is a direction.
    fn signed_change(&self, at: usize) -> bool {
        let quantity = &self.number(at).quantity;
        let signed = self.plus(at) || quantity.value.is_some_and(|value| value.is_sign_negative() && !value.is_zero());
        signed && quantity.form.digits && self.cues().compared.closes(&self.scene.text[..quantity.bytes.start])
    }

    /// 全省为52.3%，我市为61.8%: the level of a region around the one that the next clause speaks of.
    fn wider_than_next(&self, at: usize) -> bool {
        let whole = |at: usize| {
            let first = self.tokens[self.cells[at].pre.clone()].first()?;
            whole::at_start(&self.scene.text[first.bytes.start..])
        };
        let next = at + 1;
        let goes_on = self.cells.get(next).is_some_and(|cell| cell.opened == Opened::Comma)
            && self.phrases[next].whole.is_none()
            && self.number(next).quantity.unit == self.number(at).quantity.unit;
        goes_on && self.phrases[at].reach && whole(at).zip(whole(next)).is_some_and(|(one, other)| one.around(other))
    }

    /// 高于全省平均2.3个百分点: how far from it, and no level of the province.
    fn is_distance(&self, at: usize) -> bool {
        self.phrases[at].direction.as_ref().is_some_and(|direction| !direction.to)
    }

    /// 去年共侦破案件达318起: a verb of its own; only 去年同期 is a base.
    fn own_year(&self, at: usize) -> bool {
        let cell = &self.cells[at];
        let clause = self.tokens[cell.pre.clone()]
            .first()
            .map_or("", |token| &self.scene.text[token.bytes.start..self.number(at).quantity.bytes.start]);
        self.own_event_verb(at) && clause.contains("去年") && !clause.contains("同期") && !clause.contains("去年的")
    }

    /// Whether the change before has its object between verb and figure: 压减时间58%.
    fn transitive(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        let phrase = &self.phrases[before];
        let object = phrase.direction.as_ref().zip(phrase.whole.as_ref()).is_some_and(|(direction, whole)| whole.end > direction.bytes.end);
        object && self.frames.last().is_some_and(|frame| frame.role == Role::Change)
    }

    /// 新建提升13座公园: things with a classifier are made better, not more.
    fn betters(&self, at: usize) -> bool {
        let Some(direction) = &self.phrases[at].direction else { return false };
        let things =
            self.number(at).quantity.kind == Some(UnitKind::Classifier) && self.unit_ahead(at).is_some_and(|(unit, _)| unit == "count");
        let objects = self.phrases[at].whole.as_ref().is_some_and(|whole| whole.end > direction.bytes.end);
        things && objects && matches!(self.text(&direction.bytes), "提升" | "提高")
    }

    /// 去年同期1542起.
    fn same_period(&self, at: usize) -> bool {
        let before = &self.scene.text[..self.number(at).quantity.bytes.start];
        self.phrases[at].whole.is_none() && ["同期", "同期的"].iter().any(|word| before.ends_with(word))
    }

    /// 较上年同期（52.1%）下降: what was then stands in brackets.
    fn bracketed_base(&self, at: usize) -> bool {
        let quantity = &self.number(at).quantity.bytes;
        let (before, after) = (&self.scene.text[..quantity.start], &self.scene.text[quantity.end..]);
        let Some(base) = before.strip_suffix('（').filter(|_| after.starts_with('）')) else { return false };
        self.scene.tags.iter().any(|tag| tag.bytes.end == base.len() && tag.is_any(&Grammar::BASES))
    }

    /// 环比上升6.1%（9月份82起）: what was then, behind the change.
    fn bracketed_time(&self, at: usize) -> bool {
        let cell = &self.cells[at];
        let changed = |parent: usize| self.frames.get(parent).is_some_and(|frame| matches!(frame.role, Role::Change | Role::Difference));
        let pre = &self.tokens[cell.pre.clone()];
        let timed = pre.iter().any(|token| matches!(token.kind, Kind::Time));
        let only =
            pre.iter().all(|token| matches!(token.kind, Kind::Time | Kind::Mark(_)) || token.is_any(&[Grammar::Prior, Grammar::Reach]));
        cell.opened == Opened::Bracket && cell.parent.is_some_and(changed) && timed && only
    }

    /// 是2019年同期的48.8%: a share of what was then.
    fn of_earlier(&self, at: usize) -> bool {
        let before = &self.scene.text[..self.number(at).quantity.bytes.start];
        let Some(before) = before.strip_suffix('的') else { return false };
        let time = self.scene.times.iter().find(|time| before.get(time.bytes.end..).is_some_and(date::is_season));
        time.is_some_and(|time| date::equates(&before[..time.bytes.start]))
    }

    /// 翻一倍, 翻了两倍.
    pub(super) fn doubled(&self, at: usize) -> bool {
        let before = &self.scene.text[..self.number(at).quantity.bytes.start];
        before.trim_end_matches('了').ends_with('翻')
    }

    /// 约占8%: the word for the share is part of the bound.
    fn shared_about(&self, at: usize) -> bool {
        let quantity = &self.number(at).quantity;
        self.text(&(quantity.bytes.start..quantity.numeral.start.max(quantity.bytes.start))).ends_with('占')
    }

    /// 同比+6.6%.
    fn plus(&self, at: usize) -> bool {
        self.text(&self.number(at).quantity.bytes).starts_with('+')
    }

    pub(super) fn names_rate(&self, at: usize) -> bool {
        self.phrases[at].whole.as_ref().is_some_and(|whole| self.text(whole).trim_end_matches('在').ends_with(['率', '度']))
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

    pub(super) fn how(&self, at: usize) -> &'static str {
        let phrase = &self.phrases[at];
        let before = self.frames.last();
        // 较去年同期的52起减少, 较去年同期52起减少.
        let start = self.number(at).quantity.bytes.start;
        let compared = phrase.comparison.as_ref().is_some_and(|base| {
            let straight = matches!(self.text(&(base.end..start)), "" | "同期");
            self.scene.text[..start].ends_with('的') || straight && self.text(base).starts_with(['比', '较', '相', '与', '同'])
        });
        let changes = |next: &Phrase| next.direction.as_ref().is_some_and(|direction| !direction.to) && next.whole.is_none();
        let listed = before.is_some_and(|before| before.how == "from") && self.goes_on(at);
        if self.bracketed_base(at) || self.bracketed_time(at) {
            "prior"
        } else if (phrase.from || phrase.prior && phrase.verb.is_none() || listed) && self.next_goes_to(at)
            || compared && self.phrases.get(at + 1).is_some_and(changes) && self.cells[at + 1].opened == Opened::Run
        {
            "from"
        } else if before.is_some_and(|before| before.how == "from")
            && matches!(self.cells[at].opened, Opened::Run | Opened::Fused | Opened::Comma)
        {
            "to"
        } else if phrase.prior
            && !self.own_year(at)
            && (phrase.reach || self.same_period(at))
            && phrase.direction.is_none()
            && self.unit_ahead(at).is_none_or(|(unit, _)| unit != "times")
        {
            "prior"
        } else if phrase.other_level && !self.is_distance(at) || self.wider_than_next(at) {
            "other"
        } else if self.number(at).quantity.value.is_some_and(|value| value.is_zero()) && !self.number(at).quantity.form.digits {
            "zero"
        } else if self.cells[at].opened == Opened::Fused {
            "fused"
        } else {
            ""
        }
    }

    /// 从2020年的91.2%、2021年的93.6%提升到…: a value of another time in a list.
    fn goes_on(&self, at: usize) -> bool {
        let bare = |phrase: &Phrase| phrase.whole.is_none() && phrase.direction.is_none() && !phrase.reach;
        self.phrases.get(at).is_some_and(bare) && self.cells[at].opened == Opened::List
    }

    pub(super) fn next_goes_to(&self, at: usize) -> bool {
        let goes = |next: &Phrase| next.direction.as_ref().is_some_and(|direction| direction.to) || next.reach;
        let mut next = at + 1;
        while self.goes_on(next) {
            next += 1;
        }
        self.phrases.get(next).is_some_and(goes) && matches!(self.cells[next].opened, Opened::Run | Opened::Comma)
    }
}
