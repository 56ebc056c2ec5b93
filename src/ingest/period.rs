//! The period that a report is about, from its headline, its lead and its date.

use std::sync::LazyLock;

use chrono::NaiveDate;
use regex::{Captures, Regex};

use crate::model::Period;

/// Years that a report can be about.
const YEARS: std::ops::RangeInclusive<i32> = 1949..=2099;

/// Finds the period. All texts are in one form (NFKC, no blanks). The headline decides; what it leaves open (上半年 of which year?) the lead and the page's dates fill in; without a
/// period in the headline the lead's first sentence decides, then the year that the opening names most.
pub(super) fn find(headline: &str, opening: &[&str], dropped: &[String]) -> Option<Period> {
    let lead = opening.first().copied().unwrap_or_default();
    let published = opening.iter().copied().chain([headline]).find_map(published);
    let published = published.or_else(|| dropped.iter().find_map(|line| any_year(line)));
    if headline.contains("政府工作报告") {
        return any_year(headline).and_then(|year| Period::year(year - 1));
    }
    if let Some(days) = days(headline) {
        return Some(days);
    }
    let year = || any_year(lead).or_else(|| main_year(opening)).or(published);
    if let Some((stated, part)) = part(headline) {
        return part.of(stated.or_else(year)?);
    }
    if let Some(period) = years(headline) {
        return Some(period);
    }
    if let Some(days) = days(lead) {
        return Some(days);
    }
    if let Some((stated, part)) = opening.iter().take(2).find_map(|p| part_at_start(p)) {
        return part.of(stated.or_else(year)?);
    }
    let year = leading_year(lead).or_else(|| any_leading_year(opening)).or_else(|| main_year(opening));
    year.or_else(|| published.filter(|_| lead.contains("过去一年") || lead.contains("去年")).map(|y| y - 1)).and_then(Period::year)
}

/// A part of a year, in whole months.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Part {
    first: u32,
    last: u32,
}

impl Part {
    fn of(self, year: i32) -> Option<Period> {
        Period::months(year, self.first, self.last)
    }
}

static PART: LazyLock<Regex> = LazyLock::new(|| {
    let months = r"(?P<from>1[0-2]|[1-9])月?(?:至|到|-|—|–|~)(?P<to>1[0-2]|[1-9])月";
    let ahead = r"前(?P<ahead>1[0-2]|[1-9]|[一二三四五六七八九十]{1,2})个?月";
    let named = r"(?P<named>上半年|下半年|前三季度|第?[一二三四1-4]季度)";
    let month = r"(?P<month>1[0-2]|[1-9])月(?:份|[)，,）]|$|全|工|治|刑|警|接)";
    Regex::new(&format!(r"(?:(?P<year>\d{{4}})年)?(?:的)?(?:{months}|{ahead}|{named}|{month})")).expect("a constant pattern")
});

/// The first part of a year that a text names, with its year where that stands before it.
fn part(text: &str) -> Option<(Option<i32>, Part)> {
    PART.captures_iter(text).find_map(|found| read(&found))
}

/// As [`part`], but only what opens a sentence or follows 通报: a part named in passing is not the report's.
fn part_at_start(text: &str) -> Option<(Option<i32>, Part)> {
    PART.captures_iter(text).find_map(|found| {
        let before = text.get(..found.get(0)?.start())?;
        let opens = before.is_empty()
            || before.ends_with(['。', '，', ')', '）', '“'])
            || ["通报", "获悉", "介绍", "发布"].iter().any(|w| before.ends_with(w));
        read(&found).filter(|_| opens)
    })
}

fn read(found: &Captures<'_>) -> Option<(Option<i32>, Part)> {
    let number = |name: &str| found.name(name).and_then(|m| small(m.as_str()));
    let year = found.name("year").and_then(|m| m.as_str().parse().ok()).filter(|y| YEARS.contains(y));
    let (first, last) = match found.name("named").map(|m| m.as_str()) {
        Some("上半年") => (1, 6),
        Some("下半年") => (7, 12),
        Some("前三季度") => (1, 9),
        Some(quarter) => {
            let quarter = quarter.chars().find_map(|c| small(c.encode_utf8(&mut [0; 4])))?;
            (quarter * 3 - 2, quarter * 3)
        }
        None => match (number("from"), number("to"), number("ahead"), number("month")) {
            (Some(from), Some(to), ..) => (from, to),
            (_, _, Some(ahead), _) => (1, ahead),
            (.., month) => (month?, month?),
        },
    };
    (first <= last).then_some((year, Part { first, last }))
}

/// A number from 1 to 12.
fn small(text: &str) -> Option<u32> {
    const HAN: [&str; 12] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"];
    text.parse().ok().or_else(|| (1..).zip(HAN).find(|(_, han)| *han == text).map(|(n, _)| n))
}

static YEAR: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(\d{4})(?:年?[-—–~至到](\d{4}))?年").expect("a constant pattern"));

/// A period stated by its first and last day: 2023年1月1日至6月30日.
fn days(text: &str) -> Option<Period> {
    static DAYS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(\d{4})年(\d{1,2})月(\d{1,2})日(?:至|到|-|—|–|~)(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日").expect("a constant pattern")
    });
    let found = DAYS.captures(text)?;
    let number = |i: usize| found.get(i).and_then(|m| m.as_str().parse::<i32>().ok());
    let day =
        |year: i32, month: usize, day: usize| NaiveDate::from_ymd_opt(year, number(month)?.try_into().ok()?, number(day)?.try_into().ok()?);
    let first = number(1)?;
    Period::new(day(first, 2, 3)?, day(number(4).unwrap_or(first), 5, 6)?)
}

/// The year, or run of years, that a headline is about; plans for a year to come are not what it reports.
fn years(headline: &str) -> Option<Period> {
    YEAR.captures_iter(headline).find_map(|found| {
        let after = headline.get(found.get(0)?.end()..)?;
        let plan = ["打算", "计划", "安排", "工作打算", "工作计划", "工作安排", "工作要点", "工作思路", "重点工作", "目标"]
            .iter()
            .any(|word| after.starts_with(word));
        let first: i32 = found.get(1)?.as_str().parse().ok()?;
        let last: i32 = found.get(2).map_or(Some(first), |m| m.as_str().parse().ok())?;
        let both = YEARS.contains(&first) && YEARS.contains(&last) && !plan;
        Period::new(Period::year(first)?.start, Period::year(last)?.end).filter(|_| both)
    })
}

fn any_year(text: &str) -> Option<i32> {
    static ANY: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?:^|\D)(\d{4})(?:年|-\d{1,2}-\d{1,2}|/\d{1,2}/\d{1,2})").expect("a constant pattern"));
    ANY.captures_iter(text).filter_map(|found| found.get(1)?.as_str().parse().ok()).find(|y| YEARS.contains(y))
}

/// The year of a full date in a dateline.
fn published(text: &str) -> Option<i32> {
    static DATE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(\d{4})年\d{1,2}月\d{1,2}日").expect("a constant pattern"));
    let found = DATE.captures(text)?;
    found.get(1)?.as_str().parse().ok().filter(|y| YEARS.contains(y))
}

/// `2023年，` or `2023年以来` at the start of a text.
fn leading_year(text: &str) -> Option<i32> {
    static LEADING: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^[“\s]*(\d{4})年(?:[，全度]|以来，|\p{Han}{2,12}(?:公安|警方|法院|检察|政府)|是)").expect("a constant pattern")
    });
    let year = LEADING.captures(text)?.get(1)?.as_str().parse().ok()?;
    YEARS.contains(&year).then_some(year)
}

fn any_leading_year(opening: &[&str]) -> Option<i32> {
    opening.iter().skip(1).find_map(|text| leading_year(text))
}

/// The year that the opening names most, where no other does as often. Full dates are events, and years after 较 or 到 are measures: neither
/// counts.
fn main_year(opening: &[&str]) -> Option<i32> {
    static BARE: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(较|比|到|至|从|自|由|是|与)?(\d{4})年(\d{0,2}月\d{0,2}日|以来)?").expect("a constant pattern"));
    let mut counts: Vec<(i32, usize)> = Vec::new();
    for found in opening.iter().flat_map(|text| BARE.captures_iter(text)) {
        let Some(year) = found
            .get(2)
            .and_then(|m| m.as_str().parse().ok())
            .filter(|y| YEARS.contains(y) && found.get(1).is_none() && found.get(3).is_none())
        else {
            continue;
        };
        match counts.iter_mut().find(|(y, _)| *y == year) {
            Some((_, n)) => *n += 1,
            None => counts.push((year, 1)),
        }
    }
    let (year, n) = *counts.iter().max_by_key(|(_, n)| *n)?;
    counts.iter().all(|(y, m)| *y == year || *m < n).then_some(year)
}
