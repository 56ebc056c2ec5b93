//! The period that a report is about, from its headline, its lead and its date.
//!
//! [`RULES`] is asked in order, and the first rule that knows has the word. The headline stands first; what it leaves open (上半年 of which
//! year?) the lead and the page's dates fill in. Without a period in the headline it is the one that the lead opens with, then the year that
//! the opening names most, then the one that the day of publication looks back on.

mod dateline;
mod headline;
mod lead;
mod length;
mod opening;
mod operation;
mod part;
mod report;
mod year;

use chrono::{Datelike, NaiveDate};

use super::page::Said;
use crate::model::Period;
use crate::text::date::{self, When, YearRef};

use report::Report;

/// What a rule says of a report's period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    /// Nothing; the next rule is asked.
    Open,
    /// This one.
    Is(Said<Period>),
    /// The period is given in a way that cannot be resolved: no later rule may guess another.
    Unknown,
}

impl Verdict {
    /// The period that a text gives, or none that could be told.
    fn given(period: Option<Period>, by: &'static str) -> Verdict {
        period.map_or(Verdict::Unknown, |period| Verdict::Is(Said::new(period, by)))
    }

    /// The period, or the word of the next rule.
    fn found(period: Option<Period>, by: &'static str) -> Verdict {
        period.map_or(Verdict::Open, |period| Verdict::Is(Said::new(period, by)))
    }
}

/// Reads one way in which a report tells its period.
type Rule = fn(&Report<'_>) -> Verdict;

/// Which way of telling goes before which.
const RULES: [Rule; 23] = [
    headline::yearbook,
    headline::work_report,
    headline::given_in_its_year,
    headline::part,
    headline::half_year,
    operation::lead_days,
    operation::so_far,
    operation::days_within,
    headline::years,
    headline::past_plan,
    headline::bare_year,
    operation::begun,
    lead::part,
    lead::current,
    headline::holiday,
    lead::last_year,
    opening::several_years,
    operation::lasting,
    opening::years,
    opening::year_so_far,
    opening::part_beside_a_year,
    opening::main_year,
    opening::past_year,
];

/// Finds the period. All texts are in one form (half-width, no blanks). `dropped` holds the furniture of the page, `signature` the lines
/// after the text.
pub(super) fn find(headline: &str, opening: &[&str], signature: &str, dropped: &[String]) -> Option<Said<Period>> {
    let report = Report::new(headline, opening, signature, dropped);
    let verdict = RULES.iter().map(|rule| rule(&report)).find(|verdict| *verdict != Verdict::Open)?;
    match verdict {
        Verdict::Is(period) => Some(period),
        Verdict::Open | Verdict::Unknown => None,
    }
}

/// The day that a field of a record or page names: 2024-01-15, 2024/1/15 10:20, 2024年1月15日, 20240115.
pub(super) fn day(field: &str) -> Option<NaiveDate> {
    let folded: String = field.trim().chars().map(|c| if matches!(c, '/' | '.') { '-' } else { c }).collect();
    let compact = || {
        folded.get(..8).filter(|day| folded.len() == 8 || !day.contains('-')).and_then(|day| NaiveDate::parse_from_str(day, "%Y%m%d").ok())
    };
    published(&folded).or_else(compact).filter(|day| (1949..=2099).contains(&day.year()))
}

/// The day of a dateline that leaves out its year, where the text tells which it was.
pub(super) fn dateline_day(headline: &str, paragraphs: &[&str]) -> Option<NaiveDate> {
    let paragraphs: Vec<&str> = paragraphs.iter().map(|text| report::head(text)).collect();
    dateline::day(headline, &paragraphs)
}

/// The first full date: a dateline's or the page's.
pub(super) fn published(text: &str) -> Option<NaiveDate> {
    date::find(text).iter().find_map(|time| match time.when {
        When::Days(first, last) if first == last => match first.year? {
            // 1970-01-01 is a clock that was never set.
            YearRef::Stated(year) => NaiveDate::from_ymd_opt(year, first.month?, first.day).filter(|day| *day != NaiveDate::default()),
            _ => None,
        },
        _ => None,
    })
}
