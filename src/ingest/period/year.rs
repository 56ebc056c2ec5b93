//! Which year a report means: the one that it states, the one behind another that it tells of, or the one that its date looks back on.

use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate};
use regex::Regex;

use crate::model::Period;
use crate::text::date::{self, Anchor, Edge, TimeExpr, When, YearRef};

/// The year that a report without any looks back on: 去年, or the one that had just ended, or was about to, when it came out.
pub(super) fn past_year(headline: &str, lead: &str, published: NaiveDate) -> Option<i32> {
    let says = |words: &[&str]| words.iter().any(|word| lead.contains(word) || headline.contains(word));
    let looks_back = says(&[
        "工作报告",
        "一年来",
        "全年",
        "这一年",
        "年度",
        "工作总结",
        "工作情况",
        "年终",
        "年报",
        "成绩单",
        "答卷",
        "盘点",
        "回眸",
        "回望",
        "回顾",
    ]);
    match published.month() {
        _ if says(&["过去一年", "过去的一年"]) || [lead, headline].into_iter().any(date::tells_last_year) => {
            Some(published.year() - 1)
        }
        1 | 2 if looks_back => Some(published.year() - 1),
        12 if looks_back => Some(published.year()),
        _ => None,
    }
}

/// The year up to the day that a report came out, where its headline or a sentence of its opening begins with 今年以来, or that and the year
/// before with 去年以来. At the turn of the year a report that looks back means the whole of one.
pub(super) fn so_far(headline: &str, opening: &[&str], published: NaiveDate) -> Option<Period> {
    let said = |text: &str, anywhere: bool| {
        date::find(text).into_iter().find_map(|time| {
            let before = text.get(..time.bytes.start).unwrap_or_default();
            let opens = before.is_empty() || before.ends_with(['。', '，', ':', '：', '\n']);
            let year = match time.when {
                When::Years(YearRef::This, YearRef::This) if says_this_year(text, &time) => published.year(),
                When::Years(YearRef::Last, YearRef::Last) => published.year() - 1,
                // 2023年以来, at the end of that year, may be all of it.
                When::Years(YearRef::Stated(year), YearRef::Stated(_)) if year == published.year() && published.month() < 12 => year,
                _ => return None,
            };
            (time.edge == Edge::Since && (opens || anywhere)).then_some(year)
        })
    };
    let year = said(headline, true).into_iter().chain(opening.iter().filter_map(|text| said(text, false))).max()?;
    let turn =
        matches!(published.month(), 1 | 12) && past_year(headline, opening.first().copied().unwrap_or_default(), published).is_some();
    let until = |text: &&str| told_until(text, published);
    let told = opening.iter().find(|text| said(text, false).is_some());
    let end = told.and_then(until).or_else(|| opening.first().and_then(until)).unwrap_or(published);
    Period::new(NaiveDate::from_ymd_opt(year, 1, 1)?, end).filter(|_| !turn)
}

/// 截至11月底: up to when a text counts what came about in the year that it came out in.
pub(super) fn told_until(text: &str, published: NaiveDate) -> Option<NaiveDate> {
    let anchor = Anchor { year: Some(published.year()), period: None, published: Some(published) };
    let time = date::find(text).into_iter().find(|time| time.edge == Edge::Until && !matches!(time.when, When::Years(..)))?;
    time.resolve(&anchor).map(|found| found.period.end).filter(|&end| end < published && end.year() == published.year())
}

pub(super) fn after<'t>(text: &'t str, time: &TimeExpr) -> &'t str {
    text.get(time.bytes.end..).unwrap_or_default()
}

/// A year without 年 in a headline or its like: 平安答卷2024, 2024“成绩单”, 回望2024，.
pub(super) fn bare_year(text: &str) -> Option<i32> {
    static BARE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:^|[\p{Han}“”·：|—\n])(20[0-4]\d)(?:$|[“”《【·！!?，。：:|\n]|[工成答回盘总平公警这我])|\((20[0-4]\d)\)(?:$|\n)")
            .expect("a constant pattern")
    });
    let found = BARE.captures(text)?;
    found.get(1).or(found.get(2))?.as_str().parse().ok()
}

/// The year that a yearbook is called by: 2011 of 某某年鉴2011, 2011年鉴.
pub(super) fn yearbook(headline: &str) -> Option<i32> {
    static BOOK: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"年鉴[（(《·•:\s]*((?:19|20)\d{2})|((?:19|20)\d{2})年?鉴").expect("a constant pattern"));
    let found = BOOK.captures(headline)?;
    found.get(1).or(found.get(2))?.as_str().parse().ok()
}

/// The year that a time states.
pub(super) fn stated_year(time: &TimeExpr) -> Option<i32> {
    let year = match time.when {
        When::Years(first, _) => Some(first),
        When::Months(month, _) | When::MonthEnd(month) => month.year,
        When::Quarters(year, ..) | When::YearEnd(year) => year,
        When::Days(day, _) => day.year,
        When::Holiday(year, ..) => year,
        _ => None,
    };
    match year {
        Some(YearRef::Stated(year)) => Some(year),
        _ => None,
    }
}

/// The first year that a lead states, those aside that it measures against: 恢复至2019年同期.
pub(super) fn lead_year(lead: &str) -> Option<i32> {
    // 在2015年后进入下降通道: a turn in time, not the report's.
    // 2021年4月至今连续13个月下降 tells since when, not the year.
    let since = |time: &TimeExpr| time.edge == Edge::Since && matches!(time.when, When::Months(..));
    let own = |time: &&TimeExpr| !measures(lead, time) && !after(lead, time).starts_with('后') && !since(time);
    date::find(lead).iter().filter(own).find_map(stated_year)
}

/// The year that 今年 is in a text that tells another one's figures beside it: 2018年查处1553起，今年1、2月份查处291起; 今年1至5月破获1.1万起，…。2024年破获….
/// What it calls by its number is the year before.
pub(super) fn year_after(text: &str) -> Option<i32> {
    static FIGURE: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\d[余多]?[万亿]?[余多]?[起件宗例人名%个元吨]").expect("a constant pattern"));
    let times = date::find(text);
    let whole = |time: &TimeExpr| time.when.one_year().filter(|_| time.edge == Edge::Within);
    let figure = |from: usize, to: usize| text.get(from..to).is_some_and(|between| FIGURE.is_match(between));
    times.iter().filter(|time| says_this_year(text, time)).find_map(|now| {
        times.iter().filter(|time| !measures(text, time)).find_map(|time| {
            let year = whole(time)?;
            let (start, end) = (time.bytes.start, time.bytes.end);
            let tells = if end <= now.bytes.start {
                figure(end, now.bytes.start) && !text[end..now.bytes.start].contains('。')
            } else {
                let stop = text[end..].find('。').map_or(text.len(), |len| end + len);
                matches!(now.when, When::Months(..)) && now.bytes.end <= start && figure(end, stop)
            };
            tells.then_some(year + 1)
        })
    })
}

/// 今年, and what it opens: 今年1至5月.
pub(super) fn says_this_year(text: &str, time: &TimeExpr) -> bool {
    text.get(time.bytes.start..).is_some_and(|rest| rest.starts_with("今年"))
}

/// Whether figures are measured against a time: 较2019年, 恢复至2019年同期.
pub(super) fn measures(text: &str, time: &TimeExpr) -> bool {
    let before = text.get(..time.bytes.start).unwrap_or_default();
    before.ends_with(['较', '比', '到', '至', '从', '自', '由', '是', '与']) || after(text, time).starts_with("同期")
}

/// The year that the operations of a report are named after, where all have one: “断流2024”. The last word, since a name may outlast its year.
pub(super) fn operation_year(opening: &[&str]) -> Option<i32> {
    static NAMED: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"“\p{Han}{2,6}(20[0-4]\d)”").expect("a constant pattern"));
    let mut years = opening.iter().flat_map(|text| NAMED.captures_iter(text)).filter_map(|found| found.get(1)?.as_str().parse().ok());
    let year: i32 = years.next()?;
    years.all(|other| other == year).then_some(year)
}

/// The year that the opening names most, where no other is named as often. Full dates are events, and years after 较 or 到 are measures:
/// neither counts. With how often it is named.
pub(super) fn main_year(opening: &[&str]) -> Option<(i32, usize)> {
    let mut counts: Vec<(i32, usize)> = Vec::new();
    for text in opening {
        for time in date::find(text) {
            let Some(year) = time.when.one_year() else { continue };
            // 2016年至2020年12月25日 is no year alone.
            let ranges = after(text, &time).starts_with(['至', '到', '—', '-', '～']);
            if time.edge != Edge::Within || measures(text, &time) || ranges {
                continue;
            }
            match counts.iter_mut().find(|(y, _)| *y == year) {
                Some((_, n)) => *n += 1,
                None => counts.push((year, 1)),
            }
        }
    }
    let (year, n) = *counts.iter().max_by_key(|(_, n)| *n)?;
    counts.iter().all(|(y, m)| *y == year || *m < n).then_some((year, n))
}
