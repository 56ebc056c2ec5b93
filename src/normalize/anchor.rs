//! What the times of a page are said from: its own period, or the day on which it came out.

use chrono::{Datelike, NaiveDate};

use super::baseline::{back, same_days, years_back};
use super::scene::{Line, Page};
use crate::lexicon::Lexicon;
use crate::model::Period;
use crate::text::date::{self, Anchor, Edge, Resolved, TimeExpr, When, YearRef};

impl Page<'_> {
    /// What a time is said from: 去年 and 前年 from the year after the report's, where it looks back from there.
    pub(super) fn anchor(&self, text: &str, time: &TimeExpr) -> Anchor {
        let said = text.get(time.bytes.clone()).unwrap_or_default();
        // 今年1至4月, in a report on last year that was told this year.
        if let Some(year) = self.year_after.filter(|_| said.starts_with("今年") && said.contains(['月', '季'])) {
            return Anchor { year: Some(year), period: None, published: NaiveDate::from_ymd_opt(year, 12, 31) };
        }
        let based = text.get(..time.bytes.start).unwrap_or_default().ends_with(['由', '从', '较', '比', '与', '是']);
        // 今年 and 去年 in a page of spring or later: said from there, whatever year it reports on.
        if said.starts_with(['今', '去'])
            && !based
            && let Some(day) = self.put_up_later()
        {
            return Anchor { year: Some(day.year()), period: None, published: Some(day) };
        }
        // 去年十一月一日至…, in a report on those days that came out in January.
        if said.starts_with("去年")
            && let Some(year) = self.year_put_up()
        {
            let anchor = Anchor { year: Some(year), period: None, published: self.document.date_published };
            let own = |days: Period| self.document.period.is_some_and(|own| own.start <= days.start && days.end <= own.end);
            if time.resolve(&anchor).is_some_and(|resolved| own(resolved.period)) {
                return anchor;
            }
        }
        // 今年1至5月, in a report on last year that came out when they were over.
        if said.starts_with("今年")
            && let Some(anchor) = self.put_up_after_year()
            && time
                .resolve(&anchor)
                .is_some_and(|resolved| time.edge == Edge::Within && anchor.published.is_some_and(|day| resolved.period.end <= day))
        {
            return anchor;
        }
        // 当月 is the month just spoken of.
        if matches!(time.when, When::RelativeMonth(_)) && !said.starts_with('当') {
            // 上个月 that the report is on: said from the day it came out.
            let put_up = self.put_up();
            let own = |days: Period| self.document.period == Some(days);
            if time.resolve(&put_up).is_some_and(|resolved| own(resolved.period)) {
                return put_up;
            }
            return Anchor { published: self.document.date_published, ..self.anchor };
        }
        // 今年以来 in a report on a week or a holiday, which says no more than when it came out.
        if (said.starts_with("今年") || said.ends_with("目前"))
            && time.edge != Edge::Within
            && let Some(day) = self.put_up_after_days()
        {
            return Anchor { year: Some(day.year()), period: None, published: Some(day) };
        }
        let from = self.year_after.filter(|_| (said.contains("去年") || said.contains("前年")) && !based);
        match from.and_then(|year| NaiveDate::from_ymd_opt(year, 1, 1)) {
            Some(day) => Anchor { published: Some(day), ..self.anchor },
            None => self.anchor,
        }
    }

    /// What is known from the day the page came out alone.
    pub(super) fn put_up(&self) -> Anchor {
        let published = self.document.date_published;
        Anchor { year: published.map(|day| day.year()), period: None, published }
    }

    /// The year after the report's, where its page came out then.
    pub fn year_put_up(&self) -> Option<i32> {
        self.document.date_published.map(|day| day.year()).filter(|put_up| self.year.is_some_and(|year| *put_up == year + 1))
    }

    /// 去年同期, 2019年同期: the days spoken of before, or else the report's own, in that year.
    pub fn same_period(&self, at: usize, time: &TimeExpr, times: &[(TimeExpr, Option<Resolved>)]) -> Option<Resolved> {
        let text = &self.lines[at].folded.text;
        if !same_days(text, time) {
            return None;
        }
        let long = |resolved: &Resolved| resolved.period.start != resolved.period.end;
        let before = || {
            let line = &self.lines[at.checked_sub(1).filter(|_| !self.opens_paragraph(at))?].folded.text;
            let own = date::find(line).into_iter().filter(|time| !same_days(line, time));
            own.filter_map(|time| time.resolve(&self.anchor(line, &time))).find(long)
        };
        let said = times.iter().rev().filter(|(time, _)| !same_days(text, time)).find_map(|(_, resolved)| resolved.filter(long));
        let base = said.or_else(before).map(|resolved| resolved.period).or(self.document.period)?;
        let years = years_back(text, time, base.end.year())?;
        Some(Resolved { period: back(base, 12 * years)?, until: false })
    }

    /// The day that the page came out, where that was in the year after the report's and later than the reports of a year do.
    fn put_up_later(&self) -> Option<NaiveDate> {
        let year = self.year_put_up()?;
        self.document.date_published.filter(|day| day.year() == year && day.month() >= SPRING)
    }

    /// What is known from the day that a report on a year came out, in the year after.
    fn put_up_after_year(&self) -> Option<Anchor> {
        let year = self.year_put_up()?;
        let whole = Period::year(year - 1) == self.document.period;
        whole.then_some(Anchor { year: Some(year), period: None, published: self.document.date_published })
    }

    /// The day that a report on days that make no whole months came out, soon after them.
    fn put_up_after_days(&self) -> Option<NaiveDate> {
        let own = self.document.period?;
        let whole = own.start.day() == 1 && own.end.succ_opt().is_some_and(|next| next.day() == 1);
        let soon = |day: &NaiveDate| (0..=SOON).contains(&(*day - own.end).num_days()) && day.year() == own.end.year();
        self.document.date_published.filter(|day| !whole && soon(day))
    }
}

/// The reports of a year have come out before this month.
const SPRING: u32 = 4;

/// A report on days comes out within so many days of the last.
const SOON: i64 = 31;

/// Whether a report on a whole year calls it 去年: figures open with it, and none with 今年.
pub(super) fn looks_back(period: &Period, lines: &[Line<'_>]) -> bool {
    let whole = Period::year(period.end.year()).is_some_and(|year| year == *period);
    let opens = |text: &str, word: &str, goes_on: &[&str]| {
        text.match_indices(word).any(|(at, _)| {
            let (before, after) = (&text[..at], &text[at + word.len()..]);
            (before.is_empty() || before.ends_with(['，', '。', '；', '：', '“', '至', '止']))
                && goes_on.iter().any(|next| after.starts_with(next))
        })
    };
    whole
        && (lines.iter().any(|line| opens(&line.folded.text, "去年", &["，", "全", "我", "一年", "底", "末"]))
            || lines.first().is_some_and(|line| date::tells_last_year(&line.folded.text))
            || lines.iter().take(4).any(|line| line.folded.text.contains("过去的一年") || line.folded.text.contains("过去一年")))
        && !lines.iter().any(|line| opens(&line.folded.text, "今年", &["，", "以来", "全", "我", "1", "上半年"]))
}

/// Whether the report of whole years was given at a meeting of the year after: 2024年1月4日，…召开新闻发布会.
pub(super) fn told_after(period: &Period, lines: &[Line<'_>], lexicon: &Lexicon) -> bool {
    let whole = Period::year(period.start.year()).is_some_and(|first| first.start == period.start)
        && Period::year(period.end.year()).is_some_and(|last| last.end == period.end);
    whole
        && lines.iter().take(4).any(|line| {
            let text = &line.folded.text;
            lexicon.cues.meeting.within(text)
                && date::find(text).iter().any(|time| match time.when {
                    When::Days(first, last) if first == last => first.year == Some(YearRef::Stated(period.end.year() + 1)),
                    _ => false,
                })
        })
}
