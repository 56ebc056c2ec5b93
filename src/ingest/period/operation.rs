//! The days of an operation: since when it has gone on, and up to which day its figures are.

use chrono::{Datelike, NaiveDate};

use crate::ingest::words::words;
use crate::model::Period;
use crate::text::date::{self, Anchor, Edge, TimeExpr, When, YearRef};

use super::Verdict;
use super::report::Report;
use super::year::{after, stated_year};

/// A run of days or months that the lead opens with, under a headline that names an operation: they say more than its year, 2024年冬季行动.
pub(super) fn lead_days(report: &Report<'_>) -> Verdict {
    of_operation(report, || first_run(report.opening.first()?), "lead")
}

/// The days so far, told anywhere in the opening of a report that is headed by its operation: it may tell the end in a later paragraph than
/// the beginning, and leave the year to the end or to the day it came out: 6月25日，“夏季行动”全面启动。…截至2023年9月30日，….
pub(super) fn so_far(report: &Report<'_>) -> Verdict {
    let begins = |text: &str, first: &TimeExpr| since(text, first) || launched(sentence(text, first));
    of_operation(report, || so_far_in(&report.opening.join("\n"), report.published, &begins), "opening")
}

/// The days that the lead of a report headed by its operation, or one that names it, tells on the way.
pub(super) fn days_within(report: &Report<'_>) -> Verdict {
    let headed = words().operations.within(report.headline);
    // Under a headline that names a year the days of an operation that the lead tells on the way are its own.
    let told = report.headline_year().is_none() && words().operations.within(report.lead) || report.lead.contains("防火期为");
    let days = (headed || told).then(|| days_of(report.lead, report.published)).flatten();
    Verdict::found(days.filter(|days| report.length.allows(days)), "lead")
}

fn of_operation(report: &Report<'_>, days: impl FnOnce() -> Option<Period>, by: &'static str) -> Verdict {
    // 【百日行动】战果通报来了！: a lead that tells nothing else is a second headline.
    let named = |text: &str| words().operations.within(text);
    let headed = named(report.headline) || named(report.lead) && !report.lead.contains(|c: char| c.is_ascii_digit());
    Verdict::found(headed.then(days).flatten(), by)
}

/// 2023年12月10日起，…启动“冬季行动”。截至1月15日，…: the days of an operation so far.
pub(super) fn begun(report: &Report<'_>) -> Verdict {
    // 春运从1月21日开始，到2月3日…; 自5月…上市以来，…截至10月底: the year is that of the page.
    let from = |text: &str, time: &TimeExpr| text[..time.bytes.start].ends_with(['自', '从']);
    let begins = |text: &str, first: &TimeExpr| since(text, first) && (stated_year(first).is_some() || from(text, first));
    let days = report.opening.iter().take(2).find_map(|text| so_far_in(text, report.published, &begins));
    Verdict::found(days.filter(|days| report.length.allows(days)), "lead")
}

/// 2018年1月，为期三年的专项斗争…打响, under a headline that looks back on the three years: all of them, once they are over.
pub(super) fn lasting(report: &Report<'_>) -> Verdict {
    report.allowed(whole_term(report.headline, &report.opening, report.published), "opening")
}

fn so_far_in(text: &str, published: Option<NaiveDate>, begins: &dyn Fn(&str, &TimeExpr) -> bool) -> Option<Period> {
    let times = date::find(text);
    let (at, first) = times.iter().enumerate().find(|(_, time)| begins_on(time) && begins(text, time))?;
    let last = times.iter().skip(at + 1).find(|time| ends_on(time) && ends(text, time))?;
    let between = text.get(first.bytes.end..last.bytes.start)?;
    if !launched(between) && !between.contains("以来") && !between.contains("开始") {
        return None;
    }
    let year = |time: &TimeExpr| match time.when {
        When::Days(day, _) if day.year == Some(YearRef::This) => published.map(|day| day.year()),
        _ => stated_year(time),
    };
    let on = |time: &TimeExpr, year| time.resolve(&Anchor { year: Some(year), ..Anchor::default() }).map(|found| found.period);
    let from = |year| on(first, year).map(|period| period.start);
    let to = |year| on(last, year).map(|period| period.end);
    let (start, end) = match (year(first), year(last)) {
        // 截至1月15日, where it began in December: the year after.
        (Some(begun), over) => {
            let start = from(begun)?;
            let end = to(over.unwrap_or(begun)).filter(|end| *end > start).or_else(|| to(begun + 1));
            (start, end?)
        }
        (None, over) => {
            let over = over.or(published.map(|day| day.year()))?;
            let end = to(over)?;
            (from(over).filter(|start| *start < end).or_else(|| from(over - 1))?, end)
        }
    };
    Period::new(start, end)
}

/// As [`first_run`], anywhere in a lead that says what went on in them: 全省从2017年3月1日至5月20日，集中开展…行动; 6月1日至8月底开展的…. 今年 is the
/// year that it came out.
fn days_of(lead: &str, published: Option<NaiveDate>) -> Option<Period> {
    let times = date::find(lead);
    times.iter().enumerate().find_map(|(at, time)| {
        let day = time.when.is_day();
        let next = times
            .get(at + 1)
            .filter(|next| day && next.bytes.start <= time.bytes.end + '至'.len_utf8() && matches!(next.when, When::MonthEnd(_)));
        let run = is_run(time);
        let year = match year_ref(time) {
            Some(YearRef::Stated(year)) => Some(year),
            Some(YearRef::This) | None => published.map(|day| day.year()),
            Some(YearRef::Last) => published.map(|day| day.year() - 1),
            _ => None,
        }?;
        // What opens a sentence has its whole clause to say so.
        let before = &lead[..time.bytes.start];
        let opens = before.is_empty() || before.ends_with([')', '。', ':']) || before.ends_with("报道");
        let reach = if opens { 30 } else { 10 };
        let near: String = sentence(lead, next.unwrap_or(time)).chars().take(reach).collect();
        let anchor = Anchor { year: Some(year), published, ..Anchor::default() };
        let on = |time: &TimeExpr| time.resolve(&anchor).map(|found| found.period);
        // 今年春季防火期为3月15日至6月15日。
        let called = lead[..time.bytes.start].ends_with("防火期为");
        let begun = on(time).filter(|_| (run || next.is_some()) && (called || launched(&near)))?;
        next.map_or(Some(begun), |next| Period::new(begun.start, on(next)?.end))
    })
}

fn whole_term(headline: &str, opening: &[&str], published: Option<NaiveDate>) -> Option<Period> {
    const NUMBERS: [(&str, i32); 8] = [("两", 2), ("三", 3), ("四", 4), ("五", 5), ("2", 2), ("3", 3), ("4", 4), ("5", 5)];
    let (number, years) = NUMBERS.iter().find(|(number, _)| headline.contains(&format!("{number}年")))?;
    let lasts = format!("为期{number}年");
    opening.iter().filter_map(|text| text.split('。').find(|sentence| sentence.contains(&lasts))).find_map(|sentence| {
        let begun = &sentence[..sentence.find(&lasts)?];
        let first = date::find(begun).iter().find_map(stated_year)?;
        let last = first + years - 1;
        let over = published.is_none_or(|day| day.year() >= last);
        Period::new(Period::year(first)?.start, Period::year(last)?.end).filter(|_| over)
    })
}

/// A run of days or months that a lead opens with, its first year stated: 2024年12月1日至2025年1月20日，…; 2024年3月至10月，…; 自2024年12月1日至….
fn first_run(lead: &str) -> Option<Period> {
    let time = date::at_start(lead.trim_start_matches(['自', '从']))?;
    let year = stated_year(&time).filter(|_| is_run(&time))?;
    time.resolve(&Anchor { year: Some(year), ..Anchor::default() }).map(|found| found.period)
}

/// Several days or months: 3月1日至5月31日, 二月至七月.
fn is_run(time: &TimeExpr) -> bool {
    match time.when {
        When::Days(first, last) => first != last && last.month.is_some(),
        When::Months(first, last) => first != last && time.edge == Edge::Within,
        _ => false,
    }
}

fn year_ref(time: &TimeExpr) -> Option<YearRef> {
    match time.when {
        When::Days(first, _) => first.year,
        When::Months(first, _) => first.year,
        _ => None,
    }
}

/// A day or a month.
fn begins_on(time: &TimeExpr) -> bool {
    time.when.is_day() || time.when.is_month()
}

/// A day, or the end of a month.
fn ends_on(time: &TimeExpr) -> bool {
    begins_on(time) || matches!(time.when, When::MonthEnd(_))
}

/// 自7月1日, 7月1日起, 7月1日以来.
fn since(text: &str, time: &TimeExpr) -> bool {
    let before = text.get(..time.bytes.start).unwrap_or_default();
    time.edge == Edge::Since || after(text, time).starts_with(['起', '开']) || before.ends_with(['自', '从'])
}

/// 截至10月8日.
fn ends(text: &str, time: &TimeExpr) -> bool {
    let before = text.get(..time.bytes.start).unwrap_or_default();
    matches!(time.edge, Edge::Until | Edge::Before) || ["截至", "截止", "到", "至"].iter().any(|word| before.ends_with(word))
}

fn launched(text: &str) -> bool {
    words().launched.within(text)
}

/// The rest of the sentence that a time stands in.
fn sentence<'t>(text: &'t str, time: &TimeExpr) -> &'t str {
    after(text, time).split(['。', '\n']).next().unwrap_or_default()
}
