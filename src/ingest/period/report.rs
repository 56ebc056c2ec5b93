//! What the rules of the period are asked of: a report's headline, opening and days, each read once.

use chrono::{Datelike, NaiveDate};

use crate::ingest::place;
use crate::ingest::words::words;
use crate::model::Period;
use crate::text::date::{self, Anchor, Edge, TimeExpr};

use super::Verdict;
use super::length::Length;
use super::year::{after, lead_year, main_year, operation_year, stated_year, year_after};

/// A report, as far as it tells its period.
#[derive(Debug)]
pub(super) struct Report<'t> {
    pub headline: &'t str,
    /// The times of the headline.
    pub times: Vec<TimeExpr>,
    /// Its first paragraphs, without datelines: 本报讯 stands before what a lead opens with.
    pub opening: Vec<&'t str>,
    /// The first of them.
    pub lead: &'t str,
    /// The day it came out, or was given.
    pub published: Option<NaiveDate>,
    /// How long its period can be.
    pub length: Length,
}

impl<'t> Report<'t> {
    pub(super) fn new(headline: &'t str, paragraphs: &[&'t str], signature: &str, dropped: &[String]) -> Report<'t> {
        let opening: Vec<&str> = paragraphs.iter().map(|text| place::without_dateline(head(text))).collect();
        // Behind the lead a day is an event's, unless the paragraph is one of the press.
        let told = |(at, text): &(usize, &&'t str)| {
            *at == 0 || words().told.within(text) || ["召开", "举行", "记者"].iter().any(|word| text.contains(word))
        };
        let press = opening.iter().enumerate().filter(told).map(|(_, text)| *text);
        let mut texts = dropped.iter().map(String::as_str).chain([headline, signature]).chain(press);
        let times = date::find(headline);
        let given = || times.iter().find(|time| is_given_in(headline, time)).and_then(first_day);
        let published = texts.find_map(super::published).or_else(given);
        let length = Length::of(headline, &times);
        let lead = opening.first().copied().unwrap_or_default();
        Report { headline, times, opening, lead, published, length }
    }

    /// The year that a part of one belongs to where the part does not say: 今年, the one told beside it, the lead's, the opening's, that of
    /// the day it came out or of its operations.
    pub(super) fn year(&self) -> Option<i32> {
        let past = |year: &i32| self.published.is_none_or(|day| *year <= day.year());
        let told = self.this_year().or_else(|| self.contrasted()).or_else(|| lead_year(self.lead).filter(past));
        // A year that is named once, in passing, says less than the day the report came out.
        let often = || main_year(&self.opening).filter(|(year, times)| past(year) && (*times > 1 || self.published.is_none()));
        let told = told.or_else(|| often().map(|(year, _)| year));
        told.or(self.published.map(|day| day.year())).or_else(|| operation_year(&self.opening))
    }

    /// The year that 今年 is, where the lead says it.
    pub(super) fn this_year(&self) -> Option<i32> {
        self.published.filter(|_| self.lead.contains("今年")).map(|day| day.year())
    }

    /// The year behind one that is told of beside it.
    pub(super) fn contrasted(&self) -> Option<i32> {
        self.opening.iter().find_map(|text| year_after(text))
    }

    /// The year that the headline states.
    pub(super) fn headline_year(&self) -> Option<i32> {
        self.times.iter().find_map(stated_year)
    }

    /// A period, where there is one: unknown, if the headline calls for a longer or a shorter one.
    pub(super) fn allowed(&self, period: Option<Period>, by: &'static str) -> Verdict {
        period.map_or(Verdict::Open, |period| Verdict::given(Some(period).filter(|period| self.length.allows(period)), by))
    }

    /// The days of a time, in a year.
    pub(super) fn resolve(&self, time: &TimeExpr, year: Option<i32>) -> Option<Period> {
        time.resolve(&Anchor { year, period: None, published: self.published }).map(|found| found.period)
    }
}

/// The beginning of a paragraph: the rules compare its times with each other, and what a report is about is said early.
pub(super) fn head(text: &str) -> &str {
    text.char_indices().nth(LONGEST).map_or(text, |(end, _)| &text[..end])
}

/// Characters of a paragraph that the rules look at.
const LONGEST: usize = 4_000;

/// 述职报告（2024年1月）: the month that a report looking back was given in, not the one that it is on.
pub(super) fn is_given_in(headline: &str, time: &TimeExpr) -> bool {
    let before = headline.get(..time.bytes.start).unwrap_or_default();
    let month = time.when.is_month() && time.edge == Edge::Within;
    let bracketed = before.ends_with('(') && after(headline, time).starts_with(')');
    month && bracketed && stated_year(time).is_some() && words().accounts.within(before)
}

fn first_day(time: &TimeExpr) -> Option<NaiveDate> {
    time.resolve(&Anchor::default()).map(|month| month.period.start)
}
