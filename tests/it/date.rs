//! Expressions of time: the cases of `date.toml`, and that no text can break the reader.

use chrono::{Datelike, NaiveDate};
use gongbao::model::Period;
use gongbao::text::date::{Anchor, Resolved, find};
use proptest::prelude::*;
use serde::Deserialize;

use crate::support::cases;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    text: String,
    report: Option<String>,
    published: Option<String>,
    want: Vec<(String, String)>,
    why: String,
}

cases::case!(Case, why);

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap_or_else(|e| panic!("{text}: {e}"))
}

fn anchor(case: &Case) -> Anchor {
    let published = case.published.as_deref().map(day);
    let report = case.report.as_deref().or(published.is_none().then_some("2023-01-01..2023-12-31"));
    let period = report.map(|report| {
        let (start, end) = report.split_once("..").unwrap_or_else(|| panic!("{}: a report is first..last", case.name));
        Period::new(day(start), day(end)).unwrap()
    });
    Anchor { year: period.map(|p| p.end.year()), period, published }
}

fn shown(resolved: Option<Resolved>) -> String {
    match resolved {
        None => "-".to_owned(),
        Some(Resolved { period, until: true }) => format!("until {}", period.end),
        Some(Resolved { period, until: false }) => format!("{}..{}", period.start, period.end),
    }
}

#[test]
fn cases() {
    cases::check(include_str!("date.toml"), |case: &Case| {
        let anchor = anchor(case);
        let got: Vec<_> =
            find(&case.text).into_iter().map(|expr| (case.text[expr.bytes.clone()].to_owned(), shown(expr.resolve(&anchor)))).collect();
        if got == case.want { Ok(()) } else { Err(format!("  {}\n  want {:?}\n  got  {got:?}", case.text, case.want)) }
    });
}

/// A year in short is looked ahead of, not read ahead: neither depth nor time may grow with what follows.
#[test]
fn chains_of_dates_end() {
    for chain in ["09年1月至".repeat(50_000), "09年1月至09年1月1日至".repeat(200)] {
        assert!(!find(&chain).is_empty());
    }
}

/// Each line of the table of holidays is found by its name, and holds no more days than a holiday has.
#[test]
fn every_holiday_is_read() {
    let lines = include_str!("../../src/text/date/holidays.csv").lines().filter(|line| !line.starts_with('#')).skip(1);
    let mut faults = Vec::new();
    for line in lines {
        let [year, name, start, end] = line.split(',').collect::<Vec<_>>().try_into().unwrap();
        let found = find(&format!("{year}年{name}期间"));
        let days = found.first().and_then(|time| time.resolve(&Anchor::default())).map(|resolved| resolved.period);
        let longest = if name == "春运" { 41 } else { 10 };
        let fits =
            days.is_some_and(|days| days == Period::new(day(start), day(end)).unwrap() && (days.end - days.start).num_days() < longest);
        if !fits {
            faults.push(format!("{line}: {days:?}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn quarters_have_parts() {
    let anchor = Anchor { year: Some(2022), ..Anchor::default() };
    let parts = |text| find(text)[0].parts(&anchor);
    let quarter = |n: u32| Period::months(2022, n * 3 - 2, n * 3).unwrap();
    assert_eq!(parts("一至四季度分别查处"), [quarter(1), quarter(2), quarter(3), quarter(4)]);
    assert_eq!(parts("二季度"), [quarter(2)]);
    assert_eq!(parts("8时30分"), []);
}

#[test]
fn nothing_known_resolves_what_is_stated() {
    let nothing = Anchor::default();
    assert_eq!(shown(find("2023年1—7月")[0].resolve(&nothing)), "2023-01-01..2023-07-31");
    for text in ["1—7月", "今年", "上月", "20日", "五年来", "截至目前", "2019年以来"] {
        assert_eq!(shown(find(text)[0].resolve(&nothing)), "-", "{text}");
    }
}

proptest! {
    #[test]
    fn any_text_is_read(text in "[0-9一二三四五六七八九十〇零年月日号时分点至到—\\-~.:/、截止前后上下半本今去全第季度近过多来间以起底末初旬党的大周星期个 x“”]{0,40}", year in 0i32..4000) {
        let anchor = Anchor { year: Some(year), period: Period::year(year), published: None };
        let mut end = 0;
        for expr in find(&text) {
            prop_assert!(expr.bytes.start >= end && expr.bytes.end > expr.bytes.start);
            prop_assert!(text.get(expr.bytes.clone()).is_some());
            end = expr.bytes.end;
            // A numeral is inside an expression or outside it, never cut in two.
            let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
            let inside = text[..end].chars().next_back();
            let outside = text[end..].chars().next();
            prop_assert!(!(digit(inside) && digit(outside)), "{:?}", &text[expr.bytes.clone()]);
            if let Some(resolved) = expr.resolve(&anchor) {
                prop_assert!(resolved.period.start <= resolved.period.end);
            }
            expr.parts(&anchor);
            expr.resolve(&Anchor::default());
        }
    }
}
