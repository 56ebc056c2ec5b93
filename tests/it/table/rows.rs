//! Rows come back as they were written.

use std::fmt::Debug;

use chrono::NaiveDate;
use gongbao::model::{Check, Document, Mention, Observation, Outcome, Period, Ratio, Reject, Sentence, Severity};
use gongbao::table::{Row, TableReader};
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::write;

fn back<R: Row + PartialEq + Debug>(rows: &[R]) {
    let dir = tempfile::tempdir().unwrap();
    let path = write(dir.path(), rows);
    assert_eq!(TableReader::<R>::open(&path).unwrap().all().unwrap(), rows);
}

fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn days(start: (i32, u32, u32), end: (i32, u32, u32)) -> Option<Period> {
    let day = |(year, month, day)| NaiveDate::from_ymd_opt(year, month, day).unwrap();
    Period::new(day(start), day(end))
}

#[test]
fn documents_and_sentences() {
    let full = Document {
        document_id: "d1".into(),
        source_path: "2023/市局.txt".into(),
        title: text("工作总结\"'\u{0}\n"),
        period: days((1949, 10, 1), (2023, 12, 31)),
        text: "破获𠮷56起。".into(),
        n_chars: u32::MAX,
        ..Document::default()
    };
    back(&[full, Document::default()]);
    let full = Sentence { section: text(""), source_start: u64::MAX, source_end: u64::MAX, end: u32::MAX, ..Sentence::default() };
    back(&[full, Sentence::default()]);
}

#[test]
fn mentions() {
    let full = Mention {
        number: Some("1188000".parse().unwrap()),
        number_high: Some("-0.1".parse().unwrap()),
        inherited: vec!["verb".into(), String::new(), "头".into()],
        outcome: Outcome::Observed,
        reason: text("date"),
        ..Mention::default()
    };
    let one = Mention { inherited: vec!["head".into()], outcome: Outcome::Ignored, ..Mention::default() };
    back(&[full, Mention::default(), one]);
}

#[test]
fn observations_ratios_checks_and_rejects() {
    let full = Observation {
        value: Some("33.3333".parse().unwrap()),
        lower: Some(Decimal::ZERO),
        period: days((2023, 12, 31), (2023, 12, 31)),
        confidence: 0.1 + 0.2,
        ..Observation::default()
    };
    back(&[full, Observation::default()]);
    let full = Ratio { value: f64::MIN_POSITIVE, exact: true, agrees: Some(false), reported: Some(-0.5), ..Ratio::default() };
    back(&[full, Ratio { agrees: Some(true), ..Ratio::default() }, Ratio::default()]);
    let check = |severity, id| Check { check: "c".into(), severity, document_id: id, observation_id: None, message: "m".into() };
    back(&[check(Severity::Info, None), check(Severity::Warning, text("d")), check(Severity::Error, text(""))]);
    back::<Reject>(&[]);
}

#[test]
fn row_groups_are_cut_by_rows_and_by_bytes_and_not_by_how_rows_come() {
    let dir = tempfile::tempdir().unwrap();
    let many: Vec<Reject> = (0..70_000).map(|n| Reject { source_path: format!("{n}.txt"), reason: "x".into() }).collect();
    let path = write(dir.path(), &many);
    let reader = TableReader::<Reject>::open(&path).unwrap();
    assert_eq!(reader.footer().groups, [32_768, 32_768, 70_000 - 2 * 32_768]);
    assert_eq!(reader.group(1).unwrap(), many[32_768..65_536]);
    assert_eq!(reader.all().unwrap(), many);
    assert!(reader.group(3).unwrap().is_empty());

    let long = |n| Document { document_id: format!("{n}"), text: "长".repeat(2 << 20), ..Document::default() };
    let long: Vec<Document> = (0..7).map(long).collect();
    let path = write(dir.path(), &long);
    let reader = TableReader::<Document>::open(&path).unwrap();
    assert_eq!(reader.footer().groups, [3, 3, 1]);
    assert_eq!(reader.all().unwrap(), long);
    let without = reader.without(&["text"]).all().unwrap();
    assert!(without.iter().zip(&long).all(|(without, long)| without.text.is_empty() && without.document_id == long.document_id));
}

proptest! {
    /// Fifteen significant digits are what a double holds for sure.
    #[test]
    fn decimals_of_fifteen_digits_come_back_exactly(digits in -999_999_999_999_999i64..=999_999_999_999_999, scale in 0u32..=20) {
        let number = Decimal::new(digits, scale);
        let row = Mention { number: Some(number), ..Mention::default() };
        let taken = Mention::take(&mut row.cells().into_iter()).unwrap();
        prop_assert_eq!(taken.number, Some(number));
    }

    /// Decimals with more digits become the nearest double, and the double comes back as itself.
    #[test]
    fn longer_decimals_become_the_nearest_double(high in any::<u32>(), middle in any::<u32>(), low in any::<u32>(), scale in 0u32..=28) {
        let number = Decimal::from_parts(low, middle, high, false, scale);
        let nearest: f64 = number.to_string().parse().unwrap();
        let row = Mention { number: Some(number), ..Mention::default() };
        let taken = Mention::take(&mut row.cells().into_iter()).unwrap().number.unwrap();
        prop_assert_eq!(taken.to_string().parse::<f64>().unwrap(), nearest);
    }
}
