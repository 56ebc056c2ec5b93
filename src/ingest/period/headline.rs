//! Periods that a headline gives: a part of a year, years, a plan to look back on, a bare year, a yearbook.

use chrono::Datelike;

use crate::ingest::page::Said;
use crate::ingest::words::words;
use crate::model::Period;
use crate::text::date::{self, Anchor, Edge, TimeExpr, When, YearRef};

use super::Verdict;
use super::part::{is_part, opening_part};
use super::report::{Report, is_given_in};
use super::year::{self, after, lead_year, says_this_year, stated_year};

/// 某某年鉴2011 tells of 2010.
pub(super) fn yearbook(report: &Report<'_>) -> Verdict {
    let Some(year) = year::yearbook(report.headline) else { return Verdict::Open };
    let told = lead_year(report.lead).filter(|told| (year - 1..=year).contains(told)).unwrap_or(year - 1);
    Verdict::given(Period::year(told), "headline")
}

/// A 政府工作报告 of 2024 reports 2023.
pub(super) fn work_report(report: &Report<'_>) -> Verdict {
    if !report.headline.contains("政府工作报告") {
        return Verdict::Open;
    }
    Verdict::given(report.headline_year().and_then(|year| Period::year(year - 1)), "headline")
}

/// 2021年某某中级人民法院工作报告, given at the congress in January of that year, reports the year before.
pub(super) fn given_in_its_year(report: &Report<'_>) -> Verdict {
    let given = |time: &&TimeExpr| {
        let early = matches!(time.when, When::Days(day, _) if time.when.is_day() && day.month.is_some_and(|month| month <= 3));
        let behind = after(report.headline, time);
        early && behind.starts_with('在') && behind.contains("代表大会")
    };
    let year = report.times.iter().find(given).and_then(stated_year);
    let named = own_years(report).and_then(stated_year).filter(|named| Some(*named) == year && report.headline.contains("工作报告"));
    Verdict::found(named.and_then(|year| Period::year(year - 1)), "headline")
}

/// 2024年上半年, 1至9月, 第三季度.
pub(super) fn part(report: &Report<'_>) -> Verdict {
    let Report { headline, times, .. } = report;
    // 2023年工作总结（2024年1月） says when it was written.
    let written = |part: &TimeExpr| {
        let earlier = own_years(report).and_then(stated_year);
        is_given_in(headline, part) || stated_year(part).zip(earlier).is_some_and(|(part, year)| year < part)
    };
    let Some(part) = times.iter().find(|time| is_headline_part(time, headline) && !written(time)) else { return Verdict::Open };
    let year = stated_year(part).or_else(|| report.headline_year()).or_else(|| report.year());
    let named = report.resolve(part, year).and_then(|named| over(report, part, named));
    let Some(named) = named else { return Verdict::Unknown };
    // 第三季度新闻发布会 is when it was held; what it told may be 1至9月.
    let told = || report.opening.iter().take(3).find_map(|text| opening_part(text, false)).and_then(|told| report.resolve(&told, year));
    let so_far = words().conferences.within(after(headline, part)).then(told).flatten();
    match so_far.filter(|told| told.end == named.end && told.start < named.start) {
        Some(so_far) => Verdict::Is(Said::new(so_far, "lead")),
        None => Verdict::Is(Said::new(named, "headline")),
    }
}

/// 上半年 of a page that was put up in March is that of a year before: the one that the text names, or the last.
fn over(report: &Report<'_>, part: &TimeExpr, named: Period) -> Option<Period> {
    let Some(day) = report.published.filter(|day| stated_year(part).is_none() && report.headline_year().is_none() && named.end > *day)
    else {
        return Some(named);
    };
    let told = report.opening.iter().find_map(|text| lead_year(text)).filter(|year| *year < day.year());
    // A part that has begun may be told of while it lasts.
    if told.is_none() && named.start <= day {
        return Some(named);
    }
    report.resolve(part, told.or(Some(day.year() - 1)))
}

/// “半年账”, 年中盘点: the first half of the year that the headline, or else the day of publication, names.
pub(super) fn half_year(report: &Report<'_>) -> Verdict {
    let year = words().half_year.within(report.headline).then(|| report.headline_year().or_else(|| report.year())).flatten();
    // One that came out in January is on the year before.
    let to_come = |year: i32| report.published.is_some_and(|day| day.year() < year || day.year() == year && day.month() < 6);
    let year = year.map(|year| year - i32::from(to_come(year)));
    Verdict::found(year.and_then(|year| Period::months(year, 1, 6)), "headline")
}

/// 2023年, 2019年至2023年, 去年, 今年.
pub(super) fn years(report: &Report<'_>) -> Verdict {
    let period = own_years(report).and_then(|years| stated(report, years)).map(|years| narrowed(report, years).unwrap_or(years));
    Verdict::found(period.filter(|years| report.length.allows(years)), "headline")
}

fn stated(report: &Report<'_>, years: &TimeExpr) -> Option<Period> {
    match years.when {
        // 去年 in a headline is the year that the lead tells, where nothing says when the report came out.
        When::Years(YearRef::Last, YearRef::Last) if report.published.is_none() => report.year().and_then(Period::year),
        // 今年已查处酒驾…: up to the day that it came out, unless it tells of plans.
        When::Years(YearRef::This, YearRef::This) if says_this_year(report.headline, years) && !plans(after(report.headline, years)) => {
            let whole = report.resolve(years, report.year())?;
            let until = |day| year::told_until(report.lead, day).unwrap_or(day);
            let end = report.published.filter(|day| day.year() == whole.end.year() && day.month() < 12).map_or(whole.end, until);
            Period::new(whole.start, end)
        }
        _ => report.resolve(years, stated_year(years).or_else(|| report.year())),
    }
}

/// 国庆假期, where nothing in the lead says which days were counted.
pub(super) fn holiday(report: &Report<'_>) -> Verdict {
    let holiday = report.times.iter().find(|time| matches!(time.when, When::Holiday(..)) && time.edge == Edge::Within);
    let days = holiday.and_then(|time| time.resolve(&Anchor { year: None, period: None, published: report.published }));
    Verdict::found(days.map(|found| found.period), "headline")
}

/// 现将我县1—11月份卫生工作情况汇报如下: the part of the headline's year that the lead says it is on.
fn narrowed(report: &Report<'_>, years: Period) -> Option<Period> {
    let lead = report.lead.trim_end_matches([':', '。']);
    let part = date::find(lead).into_iter().find(|time| is_part(time, lead))?;
    let said = lead.ends_with("如下") && after(lead, &part).contains("情况");
    let days = report.resolve(&part, Some(years.end.year())).filter(|days| years.start <= days.start && days.end <= years.end);
    days.filter(|_| said)
}

/// “十四五”平安建设成就: the years of a plan that the headline looks back on.
pub(super) fn past_plan(report: &Report<'_>) -> Verdict {
    let plan = report.times.iter().find(|time| matches!(time.when, When::Plan(_)));
    let plan = plan.filter(|plan| words().retrospects.within(after(report.headline, plan)));
    Verdict::found(plan.and_then(|plan| plan.resolve(&Anchor::default())).map(|found| found.period), "headline")
}

/// 平安答卷2024.
pub(super) fn bare_year(report: &Report<'_>) -> Verdict {
    let year = year::bare_year(report.headline).and_then(Period::year);
    Verdict::found(year.filter(|year| report.length.allows(year)), "headline")
}

/// The first years of a headline that are neither planned for nor count its issues.
fn own_years<'r>(report: &'r Report<'_>) -> Option<&'r TimeExpr> {
    let behind = |time: &TimeExpr| after(report.headline, time);
    report.times.iter().find(|time| is_years(time) && !planned(behind(time)) && !numbers_issue(behind(time)))
}

/// As [`is_part`], for a headline, where a month alone is the report's unless something happened in it: （2024年1月在…会议上）.
fn is_headline_part(time: &TimeExpr, headline: &str) -> bool {
    if time.when.is_month() && time.edge == Edge::Within { !words().happened.opens(after(headline, time)) } else { is_part(time, headline) }
}

/// Whether a time is whole years, none of them yet to come.
pub(super) fn is_years(time: &TimeExpr) -> bool {
    time.edge == Edge::Within && matches!(time.when, When::Years(first, _) if first != YearRef::Next)
}

/// 今年将新建…: what is yet to be done.
fn plans(after: &str) -> bool {
    ["将", "拟", "要", "力争", "计划", "预计"].iter().any(|word| after.contains(word))
}

/// Plans for a year to come are not what a report reports.
fn planned(after: &str) -> bool {
    let after = after.trim_start_matches("工作");
    words().plans.opens(after)
}

/// 工作动态（2025年第4期）: the year counts the issues, and says not how much of it one is on.
fn numbers_issue(after: &str) -> bool {
    let issue = after.trim_start_matches('度').strip_prefix(['第', '总']).map(|rest| rest.trim_start_matches('第'));
    issue.is_some_and(|rest| {
        let end = rest.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
        end.len() < rest.len() && end.starts_with(['期', '号'])
    })
}
