//! How long a report's period can be by what its headline calls it: 周报, 月报, 春节期间, 近三年.

use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate, Weekday};
use regex::Regex;

use crate::ingest::words::words;
use crate::model::Period;
use crate::text::date::{TimeExpr, When};

use super::headline::is_years;

/// How long a period can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Length {
    /// Nothing is said.
    Any,
    /// 周报, 一周警情, 第20周.
    Week,
    /// 月报.
    Month,
    /// A season or holiday; its days must be stated.
    Season,
    /// 近三年; which ones must be stated.
    SeveralYears,
}

impl Length {
    pub(super) fn of(headline: &str, times: &[TimeExpr]) -> Length {
        static WEEK: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"周报|一周|每周|[本上]周|第\d{1,2}周|第[一二三四五六七八九十]{1,3}周(?:\D|$)").expect("a constant pattern")
        });
        if WEEK.is_match(headline) {
            Length::Week
        } else if words().monthly.within(headline) {
            Length::Month
        } else if words().seasons.within(headline) {
            Length::Season
        } else if times.iter().any(|time| matches!(time.when, When::LastYears(2..))) && !times.iter().any(is_years) {
            Length::SeveralYears
        } else {
            Length::Any
        }
    }

    pub(super) fn allows(self, period: &Period) -> bool {
        let days = (period.end - period.start).num_days() + 1;
        match self {
            Length::Any => true,
            Length::Week => days <= 14,
            Length::Month => days <= 31,
            Length::Season => days < 300,
            Length::SeveralYears => days > 366,
        }
    }

    /// 上周 and 上月 of a report, from the day it came out; 本周 and 本月, where that was when they were over. One that came out earlier or
    /// later may mean either of two.
    pub(super) fn current(self, headline: &str, lead: &str, published: NaiveDate) -> Option<Period> {
        let monday = || published.checked_sub_days(chrono::Days::new(published.weekday().num_days_from_monday().into()));
        match self {
            Length::Week if !headline.contains("本周") && !lead.contains("本周") && (tells(headline, "上周") || tells(lead, "上周")) =>
            {
                let end = monday()?.pred_opt()?;
                Period::new(end.checked_sub_days(chrono::Days::new(6))?, end)
            }
            Length::Month
                if !headline.contains("本月") && ["上月", "上个月"].iter().any(|last| tells(headline, last) || tells(lead, last)) =>
            {
                let end = published.with_day(1)?.pred_opt()?;
                Period::months(end.year(), end.month(), end.month())
            }
            Length::Week if lead.contains("本周") && published.weekday() == Weekday::Sun => {
                Period::new(published.checked_sub_days(chrono::Days::new(6))?, published)
            }
            Length::Month if lead.contains("本月") => {
                let month = Period::months(published.year(), published.month(), published.month())?;
                ((month.end - published).num_days() < 7).then_some(month)
            }
            _ => None,
        }
    }
}

/// Whether a text tells of a time, and does not only measure by it: 较上周.
fn tells(text: &str, time: &str) -> bool {
    text.match_indices(time).any(|(at, _)| !text[..at].ends_with(['较', '比', '与', '和', '于', '是']))
}
