//! Parquet files of others: their rows as reports.

use gongbao::ingest::{Limits, Settings};
use gongbao::model::{Document, Reject};
use polars::prelude::*;

use super::pack;
use crate::support::Dir;

/// A file with these columns, in row groups of two rows.
fn file(columns: Vec<Column>) -> Vec<u8> {
    let mut frame = DataFrame::new(columns[0].len(), columns).unwrap();
    let mut bytes = Vec::new();
    ParquetWriter::new(&mut bytes).with_row_group_size(Some(2)).finish(&mut frame).unwrap();
    bytes
}

fn ingest(dir: &Dir, settings: Settings) -> (Vec<Document>, Vec<Reject>) {
    dir.ingest(settings);
    (dir.rows(), dir.rows())
}

fn texts() -> Column {
    let text = |n: i32| format!("2023年，通化市公安局共破获刑事案件{n}起。");
    Column::new("content".into(), [Some(text(812)), None, Some(text(377)), Some("  ".to_owned()), Some(text(45))])
}

#[test]
fn each_row_is_a_report_with_what_its_columns_say() {
    let dir = Dir::new();
    let bytes = file(vec![
        Column::new("id".into(), [1i64, 2, 3, 4, 5]),
        Column::new("标题".into(), ["甲", "乙", "丙", "丁", "戊"]),
        texts(),
        Column::new("date".into(), ["2024-01-05", "", "2024年2月3日", "", "?"]),
    ]);
    let (documents, rejects) = ingest(dir.file("a.parquet", &bytes).file("b.zip", pack::zip(&[("c", &bytes)])), Settings::default());
    let seen = |at: usize| {
        let document = &documents[at];
        (document.source_path.as_str(), document.title.as_deref().unwrap(), document.date_published.map(|day| day.to_string()))
    };
    let day = |day: &str| Some(day.to_owned());
    assert_eq!(
        [seen(0), seen(1), seen(2)],
        [("a.parquet#1", "甲", day("2024-01-05")), ("a.parquet#3", "丙", day("2024-02-03")), ("a.parquet#5", "戊", None)]
    );
    // The archive holds the same rows again.
    assert_eq!((documents.len(), documents[3].source_path.as_str()), (6, "b.zip/c#1"));
    assert!((0..3).all(|at| documents[at + 3].duplicate_of.as_ref() == Some(&documents[at].document_id)));
    let paths: Vec<&str> = rejects.iter().map(|reject| reject.source_path.as_str()).collect();
    assert_eq!(paths, ["a.parquet#2", "a.parquet#4", "b.zip/c#2", "b.zip/c#4"]);
    assert!(rejects[0].reason.contains("empty"), "{rejects:?}");
}

#[test]
fn the_column_and_the_limits_hold_here_too() {
    let other = || file(vec![Column::new("报告".into(), ["2023年，通化市公安局破案12起。", "2022年，通化市公安局破案13起。"])]);
    let (documents, rejects) = ingest(Dir::new().file("a", other()), Settings::default());
    assert!(documents.is_empty() && rejects[0].reason.contains("--text-column"), "{rejects:?}");
    let named = |limits| Settings { text_column: Some("报告".to_owned()), limits };
    assert_eq!(ingest(Dir::new().file("a", other()), named(Limits::default())).0.len(), 2);
    let (documents, rejects) = ingest(Dir::new().file("a", other()), named(Limits { members: 1, ..Limits::default() }));
    assert!(documents.len() == 1 && rejects[0].reason.contains("--max-members"), "{rejects:?}");
    let (documents, rejects) = ingest(Dir::new().file("a", other()), named(Limits { bytes: 10, ..Limits::default() }));
    assert!(documents.is_empty() && rejects[0].reason.contains("--max-bytes"), "{rejects:?}");
}

#[test]
fn a_damaged_file_costs_only_itself() {
    let whole = file(vec![texts()]);
    for bytes in [&whole[..whole.len() / 2], &whole[..whole.len() - 1], b"PAR1", b"PAR1xxxxPAR1"] {
        let dir = Dir::new();
        let (documents, rejects) = ingest(dir.file("a", bytes).file("b.txt", "2022年，通化市公安局破案13起。"), Settings::default());
        assert_eq!((documents.len(), rejects.len()), (1, 1), "{rejects:?}");
        assert!(rejects[0].reason.contains("Parquet") || rejects[0].reason.contains("contradict"), "{rejects:?}");
    }
    // Any byte of it may be wrong.
    for at in (0..whole.len()).step_by(7) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x55;
        let (documents, rejects) = ingest(Dir::new().file("a", &bytes), Settings::default());
        assert!(!documents.is_empty() || !rejects.is_empty(), "byte {at}");
    }
}
