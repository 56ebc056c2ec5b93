//! Periods that a lead opens with.

use chrono::Datelike;

use crate::ingest::words::words;
use crate::model::Period;
use crate::text::date::{self, Edge, TimeExpr, When, YearRef};

use super::Verdict;
use super::headline::is_years;
use super::length::Length;
use super::part::{is_part, opening_part};
use super::report::Report;
use super::year::{after, says_this_year, stated_year};

/// 今年1至7月，…; 通报2023年第三季度….
pub(super) fn part(report: &Report<'_>) -> Verdict {
    // 今年以来，…下降12%。 in the lead: a part of the year that the next paragraph tells is an operation's.
    let first = if report.length == Length::Any && counts_so_far(report.lead) { 1 } else { 2 };
    // 主持人:大家下午好!, 8天长假，您去哪儿了? tell nothing.
    let calls = |text: &str| text.ends_with(['!', '?']) && !text.contains('。');
    let telling = report.opening.iter().filter(|text| text.contains(|c: char| c.is_ascii_digit()) && !calls(text));
    let part = telling.take(first).find_map(|text| opening_part(text, report.length != Length::Any));
    let last = report.published.map(|day| day.year() - 1);
    let own = |part: &TimeExpr| year_first(&report.opening, last).is_none_or(|year| stated_year(part).or(report.this_year()) == Some(year));
    let Some(part) = part.filter(own) else { return Verdict::Open };
    let year = stated_year(&part).or_else(|| report.headline_year()).or_else(|| report.year());
    Verdict::given(report.resolve(&part, year).filter(|period| report.length.allows(period)), "lead")
}

/// 上周, 本月, from the day that the report came out.
pub(super) fn current(report: &Report<'_>) -> Verdict {
    report.allowed(report.published.and_then(|day| report.length.current(report.headline, report.lead, day)), "date published")
}

/// 去年，全市…受理7842件: the year before the report came out, where no whole year is named.
pub(super) fn last_year(report: &Report<'_>) -> Verdict {
    let whole = |text: &&&str| {
        date::find(text).iter().any(|time| {
            let (before, rest) = (&text[..time.bytes.start], after(text, time));
            let opens = before.is_empty() || before.ends_with(['，', ':']) && !before.contains(|c: char| c.is_ascii_digit());
            opens && is_years(time) && matches!(time.when, When::Years(YearRef::Last, _)) && rest.starts_with(['，', '全'])
        })
    };
    let telling = report.opening.iter().filter(|text| text.contains(|c: char| c.is_ascii_digit()));
    let opens = telling.take(1).find(whole);
    let year = opens.and(report.published).map(|day| day.year() - 1).filter(|_| report.headline_year().is_none());
    report.allowed(year.and_then(Period::year), "lead")
}

/// 今年以来，…下降12%.
fn counts_so_far(text: &str) -> bool {
    let so_far =
        |time: &TimeExpr| time.edge == Edge::Since && matches!(time.when, When::Years(YearRef::This, _)) && says_this_year(text, time);
    let behind = date::find(text).into_iter().find(so_far).map(|time| after(text, &time));
    behind.is_some_and(|behind| behind.contains(['%', '起', '名', '元']) && behind.contains(|c: char| c.is_ascii_digit()))
}

/// The whole year that opens a sentence with figures, before any part of another year does: 2023年，全市立案1417起。…今年1至4月，….
fn year_first(opening: &[&str], last: Option<i32>) -> Option<i32> {
    let stated = |time: &TimeExpr| match time.when {
        When::Years(YearRef::Last, YearRef::Last) => last,
        _ => stated_year(time),
    };
    opening.iter().take(2).find_map(|text| {
        let time = date::find(text).into_iter().find(|time| {
            let before = text.get(..time.bytes.start).unwrap_or_default();
            let told = before.strip_suffix('，').is_some_and(|before| words().told.closes(before));
            (before.is_empty() || before.ends_with(['。', ':']) || told)
                && (is_part(time, text) || is_years(time) && stated(time).is_some())
        })?;
        let sentence = after(text, &time).split('。').next().unwrap_or_default();
        let told = is_years(&time) && after(text, &time).starts_with(['，', '全']) && sentence.contains(|c: char| c.is_ascii_digit());
        Some(stated(&time).filter(|_| told))
    })?
}
