//! The period that a report is about, from its headline, its lead and its date.

use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate, Weekday};
use regex::Regex;

use crate::model::Period;
use crate::text::date::{self, Anchor, Edge, TimeExpr, When, YearRef};

use super::operation;
use super::page::Said;
use super::place;
use super::words::words;
use super::year::{
    after, bare_year, lead_year, main_year, operation_year, past_year, says_this_year, so_far, stated_year, year_after, yearbook,
};

/// Finds the period. All texts are in one form (half-width, no blanks). The headline decides; what it leaves open (上半年 of which year?)
/// the lead and the page's dates fill in. Without a period in the headline it is the one that the lead opens with, then the year that the
/// opening names most. `dropped` holds the furniture of the page, `signature` the lines after the text.
pub(super) fn find(headline: &str, opening: &[&str], signature: &str, dropped: &[String]) -> Option<Said<Period>> {
    // 本报讯 stands before what a lead opens with.
    let opening: Vec<&str> = opening.iter().map(|text| place::without_dateline(text)).collect();
    let opening = opening.as_slice();
    let lead = opening.first().copied().unwrap_or_default();
    // Behind the lead a day is an event's, unless the paragraph is one of the press.
    let told = |at: &usize| {
        *at == 0 || words().told.within(opening[*at]) || ["召开", "举行", "记者"].iter().any(|word| opening[*at].contains(word))
    };
    let texts =
        || dropped.iter().map(String::as_str).chain([headline, signature]).chain((0..opening.len()).filter(told).map(|at| opening[at]));
    let times = date::find(headline);
    let given = times.iter().find(|time| is_given_in(headline, time));
    let published = texts().find_map(published).or_else(|| given.and_then(first_day));
    let anchor = |year: Option<i32>| Anchor { year, period: None, published };
    // 某某年鉴2011 tells of 2010.
    if let Some(year) = yearbook(headline) {
        let told = lead_year(lead).filter(|told| (year - 1..=year).contains(told)).unwrap_or(year - 1);
        return Period::year(told).map(|period| Said::new(period, "headline"));
    }
    if headline.contains("政府工作报告") {
        let year = times.iter().find_map(stated_year);
        return year.and_then(|year| Period::year(year - 1)).map(|period| Said::new(period, "headline"));
    }
    let this_year = || published.filter(|_| lead.contains("今年")).map(|day| day.year());
    let contrasted = || opening.iter().find_map(|text| year_after(text));
    let told = || this_year().or_else(contrasted).or_else(|| lead_year(lead)).or_else(|| main_year(opening));
    let year = || told().or(published.map(|day| day.year())).or_else(|| operation_year(opening));
    let years = times.iter().find(|time| is_years(time) && !planned(after(headline, time)) && !numbers_issue(after(headline, time)));
    // 2023年工作总结（2024年1月） says when it was written.
    let written =
        |part: &TimeExpr| given == Some(part) || stated_year(part).zip(years.and_then(stated_year)).is_some_and(|(part, year)| year < part);
    if let Some(part) = times.iter().find(|time| is_headline_part(time, headline) && !written(time)) {
        let year = stated_year(part).or_else(|| times.iter().find_map(stated_year)).or_else(year);
        let named = part.resolve(&anchor(year))?.period;
        // 第三季度新闻发布会 is when it was held; what it told may be 1至9月.
        let told = || opening.iter().take(3).find_map(|text| opening_part(text, false)).and_then(|told| told.resolve(&anchor(year)));
        let so_far = words().conferences.within(after(headline, part)).then(told).flatten().map(|told| told.period);
        if let Some(so_far) = so_far.filter(|told| told.end == named.end && told.start < named.start) {
            return Some(Said::new(so_far, "lead"));
        }
        return Some(Said::new(named, "headline"));
    }
    let length = Length::of(headline, &times);
    // 2024年冬季行动, and the days that it has lasted at the head of the lead: they say more than its year.
    let operation = words().operations.within(headline);
    if operation && let Some(days) = opening.first().and_then(|text| operation::lead_days(text)) {
        return Some(Said::new(days, "lead"));
    }
    if operation && let Some(days) = operation::so_far(opening, published) {
        return Some(Said::new(days, "opening"));
    }
    if operation && let Some(days) = operation::days_of(lead, published) {
        return Some(Said::new(days, "lead"));
    }
    // 全年 in a headline is the year that the lead tells.
    let stated = |years: &TimeExpr| match years.when {
        // 去年 in a headline is the year that the lead tells, where nothing says when the report came out.
        When::Years(YearRef::Last, YearRef::Last) if published.is_none() => year().and_then(Period::year),
        // 今年已查处酒驾…: up to the day that it came out, unless it tells of plans.
        When::Years(YearRef::This, YearRef::This) if says_this_year(headline, years) && !plans(after(headline, years)) => {
            let whole = years.resolve(&anchor(year())).map(|found| found.period)?;
            let end = published.filter(|day| day.year() == whole.end.year() && day.month() < 12).unwrap_or(whole.end);
            Period::new(whole.start, end)
        }
        _ => years.resolve(&anchor(stated_year(years).or_else(year))).map(|found| found.period),
    };

    if let Some(years) = years.and_then(stated).filter(|years| length.allows(years)) {
        return Some(Said::new(years, "headline"));
    }
    if let Some(plan) = past_plan(headline, &times) {
        return Some(Said::new(plan, "headline"));
    }
    if let Some(year) = bare_year(headline).and_then(Period::year).filter(|year| length.allows(year)) {
        return Some(Said::new(year, "headline"));
    }
    if let Some(days) = opening.iter().take(2).find_map(|text| operation::begun(text)).filter(|days| length.allows(days)) {
        return Some(Said::new(days, "lead"));
    }
    let year_first = year_first(opening);
    // 今年以来，…下降12%。 in the lead: a part of the year that the next paragraph tells is an operation's.
    let first = if length == Length::Any && counts_so_far(lead) { 1 } else { 2 };
    let part = opening.iter().take(first).find_map(|text| opening_part(text, length != Length::Any));
    if let Some(part) = part.filter(|part| year_first.is_none_or(|year| stated_year(part).or(this_year()) == Some(year))) {
        let year = stated_year(&part).or_else(|| times.iter().find_map(stated_year)).or_else(year);
        let period = part.resolve(&anchor(year)).map(|found| found.period).filter(|period| length.allows(period));
        return period.map(|period| Said::new(period, "lead"));
    }
    let whole_years = || {
        let years = opening.iter().take(3).find_map(|text| several(text, headline, lead));
        // 五年来，即2020年至2024年，…今年以来，…: a page of this year looks back on the way.
        let passing = |years: &(Period, bool)| !years.1 && published.is_some_and(|day| so_far(headline, opening, day).is_some());
        if let Some((years, _)) = years.filter(|years| !passing(years)) {
            return Some(Said::new(years, "lead"));
        }
        if let Some(years) = operation::lasting(headline, opening, published) {
            return Some(Said::new(years, "opening"));
        }
        if let Some(years) = opening.iter().find_map(|text| opening_years(text)) {
            let found = years.resolve(&anchor(stated_year(&years)))?.period;
            let period = match years.edge {
                // 2023年以来 in a report of that year is the year.
                Edge::Since => Period::year(found.start.year()).unwrap_or(found),
                _ => found,
            };
            return Some(Said::new(period, "lead"));
        }
        if let Some(so_far) = published.and_then(|day| so_far(headline, opening, day)) {
            return Some(Said::new(so_far, "lead"));
        }
        // 今年1至7月… beside 2020年…: the report is on the months of this year.
        if let Some(year) = contrasted()
            && let Some(part) = opening.iter().filter_map(|text| this_years_part(text, year)).max_by_key(|part| part.end)
        {
            return Some(Said::new(part, "opening"));
        }
        let named = main_year(opening).or_else(|| opening.iter().take(2).find_map(|text| bare_year(text)));
        let past = || published.and_then(|day| past_year(headline, lead, day)).map(|year| Said::new(year, "date published"));
        let year = named.map(|year| Said::new(year, "opening")).or_else(past)?;
        Period::year(year.fact).map(|period| Said::new(period, year.by))
    };
    let current = published.and_then(|day| length.current(lead, day)).map(|period| Said::new(period, "date published"));
    current.or_else(whole_years).filter(|period| length.allows(&period.fact))
}

/// How long a period can be by what the headline calls the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Length {
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
    fn of(headline: &str, times: &[TimeExpr]) -> Length {
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

    fn allows(self, period: &Period) -> bool {
        let days = (period.end - period.start).num_days() + 1;
        match self {
            Length::Any => true,
            Length::Week => days <= 14,
            Length::Month => days <= 31,
            Length::Season => days < 300,
            Length::SeveralYears => days > 366,
        }
    }

    /// 本周 and 本月 of a report that came out when they were over. One that came out earlier or later may mean either of two.
    fn current(self, lead: &str, published: NaiveDate) -> Option<Period> {
        match self {
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

/// 述职报告（2024年1月）: the month that a report looking back was given in, not the one that it is on.
fn is_given_in(headline: &str, time: &TimeExpr) -> bool {
    let before = headline.get(..time.bytes.start).unwrap_or_default();
    let month = matches!(time.when, When::Months(first, last) if first == last) && time.edge == Edge::Within;
    let bracketed = before.ends_with('(') && after(headline, time).starts_with(')');
    month && bracketed && stated_year(time).is_some() && words().accounts.within(before)
}

fn first_day(time: &TimeExpr) -> Option<NaiveDate> {
    time.resolve(&Anchor::default()).map(|month| month.period.start)
}

/// As [`is_part`], for a headline, where a month alone is the report's unless something happened in it: （2024年1月在…会议上）.
fn is_headline_part(time: &TimeExpr, headline: &str) -> bool {
    match time.when {
        When::Months(first, last) if first == last && time.edge == Edge::Within => !words().happened.opens(after(headline, time)),
        _ => is_part(time, headline),
    }
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

/// A part of a year that opens a sentence or follows 通报: one named in passing is not the report's. Where the headline speaks of a week
/// or a season, its days may stand in brackets (`short`); elsewhere those are an operation's.
fn opening_part(text: &str, short: bool) -> Option<TimeExpr> {
    let times = date::find(text);
    // 2018年全年立案831起，…，上半年…: the year is told first, and whole.
    let told = |time: &TimeExpr| {
        let whole = times.iter().find(|first| is_years(first) && stated_year(first).is_some());
        whole.and_then(|first| text.get(first.bytes.end..time.bytes.start)).is_some_and(|between| between.contains("全年"))
    };
    let part = times.iter().find(|time| {
        let before = text.get(..time.bytes.start).unwrap_or_default();
        let before = before.strip_suffix(['自', '从']).filter(|_| matches!(time.when, When::Days(..))).unwrap_or(before);
        let opens = before.is_empty()
            || before.ends_with(['。', '，', ')', '“'])
            || (short && before.ends_with('('))
            || words().told.closes(before);
        // 今年1月，公安部部署…: a month alone is the report's only where its sentence has a figure.
        let sentence = after(text, time).split('。').next().unwrap_or_default();
        let month = matches!(time.when, When::Months(first, last) if first == last);
        let counts = !month || sentence.contains(|c: char| c.is_ascii_digit());
        opens && is_part(time, text) && !told(time) && counts && !took_office(text, time) && !after_so_far(&times, time, text)
    });
    part.cloned()
}

/// 2019年3月，我任分局局长。
fn took_office(text: &str, time: &TimeExpr) -> bool {
    let sentence = after(text, time).split(['。', ';']).next().unwrap_or_default();
    sentence.starts_with('，') && words().took_office.within(sentence)
}

/// 今年以来，…破获1.2万起。…今年5月，…: a part that is told of only after the year so far, and its figures.
fn after_so_far(times: &[TimeExpr], part: &TimeExpr, text: &str) -> bool {
    let so_far = |time: &&TimeExpr| time.edge == Edge::Since && matches!(time.when, When::Years(YearRef::This | YearRef::Last, _));
    let between = times.iter().find(so_far).and_then(|first| text.get(first.bytes.end..part.bytes.start));
    between.is_some_and(|between| between.contains('。') && between.contains(|c: char| c.is_ascii_digit()))
}

/// 今年以来，…下降12%.
fn counts_so_far(text: &str) -> bool {
    let so_far =
        |time: &TimeExpr| time.edge == Edge::Since && matches!(time.when, When::Years(YearRef::This, _)) && says_this_year(text, time);
    let behind = date::find(text).into_iter().find(so_far).map(|time| after(text, &time));
    behind.is_some_and(|behind| behind.contains(['%', '起', '名', '元']) && behind.contains(|c: char| c.is_ascii_digit()))
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
    (opens && matches!(time.when, When::Years(YearRef::Stated(_), _))).then_some(time)
}

fn is_years(time: &TimeExpr) -> bool {
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

/// “十四五”平安建设成就: the years of a plan that the headline looks back on.
fn past_plan(headline: &str, times: &[TimeExpr]) -> Option<Period> {
    let plan = times.iter().find(|time| matches!(time.when, When::Plan(_)))?;
    words().retrospects.within(after(headline, plan)).then(|| plan.resolve(&Anchor::default())).flatten().map(|found| found.period)
}

/// The day that a field of a record or page names: 2024-01-15, 2024/1/15 10:20, 2024年1月15日, 20240115.
pub(super) fn day(field: &str) -> Option<NaiveDate> {
    let folded: String = field.trim().chars().map(|c| if matches!(c, '/' | '.') { '-' } else { c }).collect();
    let compact = || {
        folded.get(..8).filter(|day| folded.len() == 8 || !day.contains('-')).and_then(|day| NaiveDate::parse_from_str(day, "%Y%m%d").ok())
    };
    published(&folded).or_else(compact).filter(|day| (1949..=2099).contains(&day.year()))
}

/// The first full date: a dateline's or the page's.
pub(super) fn published(text: &str) -> Option<NaiveDate> {
    date::find(text).iter().find_map(|time| match time.when {
        When::Days(first, last) if first == last => match first.year? {
            YearRef::Stated(year) => NaiveDate::from_ymd_opt(year, first.month?, first.day),
            _ => None,
        },
        _ => None,
    })
}

/// The whole year that opens a sentence with figures, before any part of another year does: 2023年，全市立案1417起。…今年1至4月，….
fn year_first(opening: &[&str]) -> Option<i32> {
    opening.iter().take(2).find_map(|text| {
        let time = date::find(text).into_iter().find(|time| {
            let before = text.get(..time.bytes.start).unwrap_or_default();
            let told = before.strip_suffix('，').is_some_and(|before| words().told.closes(before));
            (before.is_empty() || before.ends_with('。') || told) && (is_part(time, text) || is_years(time) && stated_year(time).is_some())
        })?;
        let sentence = after(text, &time).split('。').next().unwrap_or_default();
        let told = is_years(&time) && after(text, &time).starts_with(['，', '全']) && sentence.contains(|c: char| c.is_ascii_digit());
        Some(stated_year(&time).filter(|_| told))
    })?
}
