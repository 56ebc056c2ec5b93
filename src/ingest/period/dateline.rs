//! The day of a dateline that leaves out its year: 新华社北京3月1日电.

use std::sync::LazyLock;

use chrono::NaiveDate;
use regex::Regex;

use crate::text::date::{self, Edge, TimeExpr, When, YearRef};

use super::year::{after, measures, says_this_year, stated_year};

/// The day of the first dateline, where the text tells which year it was written in.
pub(super) fn day(headline: &str, paragraphs: &[&str]) -> Option<NaiveDate> {
    static DATELINE: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^[\p{Han}\d·]{0,24}?(\d{1,2})月(\d{1,2})日[电讯]").expect("a constant pattern"));
    let found = paragraphs.iter().find_map(|text| DATELINE.captures(text))?;
    let part = |at: usize| found.get(at)?.as_str().parse::<u32>().ok();
    let (month, day) = (part(1)?, part(2)?);
    let texts = || std::iter::once(headline).chain(paragraphs.iter().copied());
    let begun = || texts().find_map(year_begun).filter(|year| texts().all(|text| latest(text).is_none_or(|latest| latest <= *year)));
    let year = texts().find_map(year_called).or_else(|| year_over(paragraphs, month)).or_else(begun)?;
    NaiveDate::from_ymd_opt(year, month, day)
}

/// The year that a text is written in, as it calls another by its number: 去年（2018年）, 今年（2019年）.
fn year_called(text: &str) -> Option<i32> {
    let times = date::find(text);
    times.iter().enumerate().find_map(|(at, time)| {
        let years = match time.when {
            When::Years(YearRef::This, YearRef::This) => 0,
            When::Years(YearRef::Last, YearRef::Last) => 1,
            _ => return None,
        };
        let next = times.get(at + 1)?;
        let between = text.get(time.bytes.end..next.bytes.start)?;
        // 去年春运同期（2018年2月1日至14日）
        let bracketed = between.ends_with('(') && between.chars().count() <= 10 && !between.contains(['，', '。']);
        stated_year(next).filter(|_| bracketed).map(|year| year + years)
    })
}

/// The latest year that a text states.
fn latest(text: &str) -> Option<i32> {
    date::find(text).iter().filter_map(stated_year).max()
}

/// The year that a text counts from, and names none later: 2022年以来.
fn year_begun(text: &str) -> Option<i32> {
    let begun = |time: &&TimeExpr| time.edge == Edge::Since && !after(text, time).starts_with("的");
    date::find(text).iter().filter(begun).find_map(|time| time.when.one_year())
}

/// The year after the last that a text tells the whole of, before the end of a year and beside 今年以来: 2022年破获1050起。今年以来，….
fn year_over(paragraphs: &[&str], month: u32) -> Option<i32> {
    let times = || paragraphs.iter().flat_map(|text| date::find(text).into_iter().map(|time| (*text, time)));
    let so_far = |(text, time): &(&str, TimeExpr)| time.edge == Edge::Since && says_this_year(text, time);
    let whole = |(text, time): (&str, TimeExpr)| {
        let clause = after(text, &time).split(['。', ';']).next().unwrap_or_default();
        let told = time.edge == Edge::Within && !measures(text, &time) && clause.contains(|c: char| c.is_ascii_digit());
        time.when.one_year().filter(|_| told)
    };
    let last = times().filter_map(whole).max()?;
    (month < 12 && times().any(|found| so_far(&found))).then_some(last + 1)
}
