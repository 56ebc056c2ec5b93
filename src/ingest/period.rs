//! The period that a report is about, from its headline, its lead and its date.

use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate};
use regex::Regex;

use crate::model::Period;
use crate::text::date::{self, Anchor, Edge, TimeExpr, When, YearRef};

/// Finds the period. All texts are in one form (half-width, no blanks). The headline decides; what it leaves open (上半年 of which year?)
/// the lead and the page's dates fill in. Without a period in the headline it is the one that the lead opens with, then the year that the
/// opening names most. `dropped` holds the furniture of the page.
pub(super) fn find(headline: &str, opening: &[&str], dropped: &[String]) -> Option<Period> {
    let lead = opening.first().copied().unwrap_or_default();
    let texts = || dropped.iter().map(String::as_str).chain([headline]).chain(opening.iter().copied());
    let published = texts().find_map(published);
    let anchor = |year: Option<i32>| Anchor { year, period: None, published };
    let times = date::find(headline);
    if headline.contains("政府工作报告") {
        return times.iter().find_map(stated_year).and_then(|year| Period::year(year - 1));
    }
    let year = || date::find(lead).iter().find_map(stated_year).or_else(|| main_year(opening)).or(published.map(|day| day.year()));
    if let Some(part) = times.iter().find(|time| is_part(time, headline)) {
        let year = stated_year(part).or_else(|| times.iter().find_map(stated_year)).or_else(year);
        return Some(part.resolve(&anchor(year))?.period);
    }
    if let Some(years) = times.iter().find(|time| is_years(time) && !planned(after(headline, time))) {
        return Some(years.resolve(&anchor(None))?.period);
    }
    if let Some(part) = opening.iter().take(2).find_map(|text| opening_part(text)) {
        let year = stated_year(&part).or_else(year);
        return Some(part.resolve(&anchor(year))?.period);
    }
    if let Some(years) = opening.iter().find_map(|text| opening_years(text)) {
        return Some(years.resolve(&anchor(stated_year(&years)))?.period).map(|period| match years.edge {
            // 2023年以来 in a report of that year is the year.
            Edge::Since => Period::year(period.start.year()).unwrap_or(period),
            _ => period,
        });
    }
    let past = || ["过去一年", "去年"].iter().any(|word| lead.contains(word));
    main_year(opening).or_else(|| published.filter(|_| past()).map(|day| day.year() - 1)).and_then(Period::year)
}

/// Whether a time in `text` is a part of a year that figures are counted over: months, quarters, a run of days. A month alone is the date of
/// an event as often, so it must be followed as a period is.
fn is_part(time: &TimeExpr, text: &str) -> bool {
    static PERIOD: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^(?:份|[)）,，」]|$|\n|全|工|治|刑|警|接|我|各|公安)").expect("a constant pattern"));
    time.edge == Edge::Within
        && match time.when {
            When::Months(first, last) if first == last => {
                text.get(time.bytes.clone()).is_some_and(|t| t.ends_with('份')) || PERIOD.is_match(after(text, time))
            }
            When::Months(..) | When::Quarters(..) => true,
            When::Days(first, last) => first != last && last.month.is_some(),
            _ => false,
        }
}

/// A part of a year that opens a sentence or follows 通报: one named in passing is not the report's.
fn opening_part(text: &str) -> Option<TimeExpr> {
    date::find(text).into_iter().find(|time| {
        let before = text.get(..time.bytes.start).unwrap_or_default();
        let opens = before.is_empty()
            || before.ends_with(['。', '，', ')', '“'])
            || ["通报", "获悉", "介绍", "发布"].iter().any(|w| before.ends_with(w));
        opens && is_part(time, text)
    })
}

/// Stated years that open a text: 2023年，… or 2023年以来，… or 2023年是….
fn opening_years(text: &str) -> Option<TimeExpr> {
    static OPENS: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^(?:，|全|度|是|期?间|\p{Han}{2,12}(?:公安|警方|法院|检察|政府))").expect("a constant pattern"));
    let time = date::find(text).into_iter().next().filter(|time| time.bytes.start == 0)?;
    let since = time.edge == Edge::Since && after(text, &time).starts_with('，');
    let opens = since || (time.edge == Edge::Within && OPENS.is_match(after(text, &time)));
    (opens && matches!(time.when, When::Years(YearRef::Stated(_), _))).then_some(time)
}

fn is_years(time: &TimeExpr) -> bool {
    time.edge == Edge::Within && matches!(time.when, When::Years(first, _) if first != YearRef::Next)
}

/// Plans for a year to come are not what a report reports.
fn planned(after: &str) -> bool {
    let after = after.trim_start_matches("工作");
    ["打算", "计划", "安排", "要点", "思路", "重点", "目标"].iter().any(|word| after.starts_with(word))
}

fn after<'t>(text: &'t str, time: &TimeExpr) -> &'t str {
    text.get(time.bytes.end..).unwrap_or_default()
}

/// The year that a time states.
fn stated_year(time: &TimeExpr) -> Option<i32> {
    let year = match time.when {
        When::Years(first, _) => Some(first),
        When::Months(month, _) | When::MonthEnd(month) => month.year,
        When::Quarters(year, ..) | When::YearEnd(year) => year,
        When::Days(day, _) => day.year,
        _ => None,
    };
    match year {
        Some(YearRef::Stated(year)) => Some(year),
        _ => None,
    }
}

/// The first full date: a dateline's or the page's.
fn published(text: &str) -> Option<NaiveDate> {
    date::find(text).iter().find_map(|time| match time.when {
        When::Days(first, last) if first == last => match first.year? {
            YearRef::Stated(year) => NaiveDate::from_ymd_opt(year, first.month?, first.day),
            _ => None,
        },
        _ => None,
    })
}

/// The year that the opening names most, where no other is named as often. Full dates are events, and years after 较 or 到 are measures:
/// neither counts.
fn main_year(opening: &[&str]) -> Option<i32> {
    let mut counts: Vec<(i32, usize)> = Vec::new();
    for text in opening {
        for time in date::find(text) {
            let before = text.get(..time.bytes.start).unwrap_or_default();
            let When::Years(YearRef::Stated(year), YearRef::Stated(last)) = time.when else { continue };
            if year != last || time.edge != Edge::Within || before.ends_with(['较', '比', '到', '至', '从', '自', '由', '是', '与'])
            {
                continue;
            }
            match counts.iter_mut().find(|(y, _)| *y == year) {
                Some((_, n)) => *n += 1,
                None => counts.push((year, 1)),
            }
        }
    }
    let (year, n) = *counts.iter().max_by_key(|(_, n)| *n)?;
    counts.iter().all(|(y, m)| *y == year || *m < n).then_some(year)
}
