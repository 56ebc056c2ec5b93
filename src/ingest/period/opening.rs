//! Periods that only the whole opening tells, with the day that the report came out.

use std::sync::LazyLock;

use chrono::Datelike;
use regex::Regex;

use crate::model::Period;
use crate::text::date::{self, Anchor, Edge, TimeExpr, When, YearRef};

use super::Verdict;
use super::report::Report;
use super::year::{self, after, bare_year, says_this_year, so_far, stated_year};

/// 就2017年至2021年工作报告如下.
pub(super) fn several_years(report: &Report<'_>) -> Verdict {
    let years = report.opening.iter().take(3).find_map(|text| several(text, report.headline, report.lead));
    // 五年来，即2020年至2024年，…今年以来，…: a page of this year looks back on the way.
    let passing = |covers: bool| !covers && year_so_far(report) != Verdict::Open;
    let years = years.filter(|(_, covers)| !passing(*covers)).map(|(years, _)| years);
    report.allowed(years, "lead")
}

/// 2023年，…; 2023年以来，….
pub(super) fn years(report: &Report<'_>) -> Verdict {
    // 去年以来… in the lead goes before 2010年起，每年… further down.
    let told = report.published.is_some_and(|day| so_far("", &report.opening[..report.opening.len().min(1)], day).is_some());
    let among = if told { 1 } else { report.opening.len() };
    let Some(years) = report.opening.iter().take(among).find_map(|text| opening_years(text)) else { return Verdict::Open };
    let Some(found) = report.resolve(&years, stated_year(&years)) else { return Verdict::Unknown };
    let period = match years.edge {
        // 2023年以来 in a report of that year is the year.
        Edge::Since => Period::year(found.start.year()).unwrap_or(found),
        _ => found,
    };
    report.allowed(Some(period), "lead")
}

/// 今年以来, up to the day it came out.
pub(super) fn year_so_far(report: &Report<'_>) -> Verdict {
    report.allowed(report.published.and_then(|day| so_far(report.headline, &report.opening, day)), "lead")
}

/// 今年1至7月… beside 2020年…: the report is on the months of this year.
pub(super) fn part_beside_a_year(report: &Report<'_>) -> Verdict {
    let part = |year| report.opening.iter().filter_map(|text| this_years_part(text, year)).max_by_key(|part| part.end);
    report.allowed(report.contrasted().and_then(part), "opening")
}

/// The year that the opening names most.
pub(super) fn main_year(report: &Report<'_>) -> Verdict {
    let opening = &report.opening;
    let past = |year: &i32| report.published.is_none_or(|day| *year <= day.year());
    let year =
        year::main_year(opening).map(|(year, _)| year).filter(past).or_else(|| opening.iter().take(2).find_map(|text| bare_year(text)));
    report.allowed(year.and_then(Period::year), "opening")
}

/// The year that the day of publication looks back on.
pub(super) fn past_year(report: &Report<'_>) -> Verdict {
    let year = report.published.and_then(|day| year::past_year(report.headline, report.lead, day));
    report.allowed(year.and_then(Period::year), "date published")
}

/// The years that a report of several says it covers: 就2017年至2021年工作报告如下; 2021年至2023年 where it speaks of 三年来. With whether it
/// says so in so many words.
fn several(text: &str, headline: &str, lead: &str) -> Option<(Period, bool)> {
    const NUMBERS: [(i32, char); 4] = [(2, '两'), (3, '三'), (4, '四'), (5, '五')];
    let said = |years: i32| {
        NUMBERS.iter().any(|(n, word)| {
            let forms = [format!("{word}年来"), format!("这{word}年"), format!("{word}年间"), format!("{word}年工作")];
            *n == years && forms.iter().any(|form| headline.contains(form) || lead.contains(form) || text.contains(form))
        })
    };
    date::find(text).into_iter().find_map(|time| {
        let When::Years(YearRef::Stated(first), YearRef::Stated(last)) = time.when else { return None };
        let before = text.get(..time.bytes.start).unwrap_or_default();
        let covers = before.ends_with(['就', '将', '对', '把']);
        let found = (first < last && (covers || said(last - first + 1))).then(|| time.resolve(&Anchor::default()))??;
        Some((found.period, covers))
    })
}

/// The part of this year that a text tells of, where it is `year`: 今年1至7月.
fn this_years_part(text: &str, year: i32) -> Option<Period> {
    let anchor = Anchor { year: Some(year), period: None, published: None };
    let parts = date::find(text)
        .into_iter()
        .filter(|time| says_this_year(text, time) && time.edge == Edge::Within && matches!(time.when, When::Months(..)));
    parts.filter_map(|time| time.resolve(&anchor)).map(|found| found.period).max_by_key(|period| period.end)
}

/// Stated years that open a text: 2023年，… or 2023年以来，… or 2023年是….
fn opening_years(text: &str) -> Option<TimeExpr> {
    static OPENS: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^(?:，|全|度|是|期?间|\p{Han}{2,12}(?:公安|警方|法院|检察|政府))").expect("a constant pattern"));
    let time = date::at_start(text)?;
    let since = time.edge == Edge::Since && after(text, &time).starts_with('，');
    let opens = since || (time.edge == Edge::Within && OPENS.is_match(after(text, &time)));
    // 2006年，湖北警方将继续…: a plan without a figure.
    let clause = after(text, &time).split('。').next().unwrap_or_default();
    let planned = ["将", "要", "力争"].iter().any(|word| clause.contains(word)) && !clause.contains(|c: char| c.is_ascii_digit());
    (opens && !planned && matches!(time.when, When::Years(YearRef::Stated(_), _))).then_some(time)
}
