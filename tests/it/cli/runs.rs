//! Whole runs: the same bytes however they are run, and tables that belong together.

use std::fs;

use gongbao::cli::exit::Exit;
use gongbao::cli::pipeline::Steps;
use gongbao::model::{Document, Mention, Observation};
use gongbao::span;
use gongbao::table::{Stage, Table};

use crate::support::{Dir, PROGRAMS, report, stages};

/// Enough reports for several batches of files and several row groups of mentions.
fn many() -> Dir {
    let dir = Dir::new();
    for number in 0..1300 {
        dir.file(format!("{:02}/{number}.txt", number % 17), report(number).repeat(6));
    }
    dir.file("empty.txt", "")
        .file("panics.txt", "panic in ingest")
        .file("later.txt", "12\npanic in extract")
        .file("last.txt", "panic in normalize 3");
    dir
}

#[test]
fn any_number_of_threads_and_any_run_gives_the_same_bytes() {
    let dir = many();
    dir.pipeline(&stages::steps(), &Stage::ALL, 1).unwrap();
    let first = dir.tables();
    assert_eq!(first.len(), 7);
    assert!(dir.rows::<Mention>().len() > 32_768, "several row groups");
    for threads in [1, 8, 3] {
        dir.pipeline(&stages::steps(), &Stage::ALL, threads).unwrap();
        assert!(dir.tables() == first, "{threads} threads");
    }
}

#[test]
fn the_stages_one_by_one_give_what_a_whole_run_gives() {
    let dir = many();
    dir.pipeline(&stages::steps(), &Stage::ALL, 2).unwrap();
    let whole = dir.tables();
    fs::remove_dir_all(dir.out()).unwrap();
    for stage in Stage::ALL {
        dir.pipeline(&stages::steps(), &[stage], 2).unwrap();
    }
    assert!(dir.tables() == whole);
}

#[test]
fn the_programs_one_by_one_give_what_gongbao_gives() {
    let dir = Dir::new();
    for number in 0..30 {
        dir.file(format!("{number}.txt"), report(number));
    }
    dir.file("empty.txt", "");
    dir.run("gongbao", &["--threads", "1"]);
    let whole = dir.tables();
    assert_eq!(whole.len(), 7);
    fs::remove_dir_all(dir.out()).unwrap();
    for program in &PROGRAMS[1..] {
        dir.run(program, &["--threads", "8"]);
    }
    assert!(dir.tables() == whole);
}

#[test]
fn documents_stand_in_the_order_of_their_paths_and_positions_hold() {
    let dir = many();
    dir.pipeline(&stages::steps(), &Stage::ALL, 4).unwrap();
    let documents = dir.rows::<Document>();
    assert!(documents.is_sorted_by_key(|document| &document.source_path));
    let text = |id: &str| &documents.iter().find(|document| document.document_id == id).unwrap().text;
    for observation in dir.rows::<Observation>().iter().step_by(997) {
        assert_eq!(span::slice(text(&observation.document_id), observation.start, observation.end), observation.surface);
    }
}

#[test]
fn tables_of_different_runs_are_not_mixed() {
    let dir = Dir::new();
    dir.file("a.txt", report(1)).pipeline(&stages::steps(), &Stage::ALL, 1).unwrap();
    let old = dir.tables();
    dir.file("b.txt", report(2)).pipeline(&stages::steps(), &[Stage::Ingest], 1).unwrap();
    let ran = dir.run("gongbao-normalize", &[]);
    assert_eq!(ran.code, Some(Exit::Tables as i32), "{ran:?}");
    assert!(ran.stderr.contains("documents and mentions are from different runs"), "{}", ran.stderr);
    assert!(ran.stderr.contains("run gongbao-extract"), "{}", ran.stderr);
    assert_eq!(dir.run("gongbao", &["explain", "o"]).code, Some(Exit::Tables as i32));

    fs::write(dir.out().join("sentences.parquet"), &old[&Table::Sentences]).unwrap();
    let ran = dir.run("gongbao-extract", &[]);
    assert_eq!(ran.code, Some(Exit::Tables as i32), "{ran:?}");
    assert!(ran.stderr.contains("documents and sentences") && ran.stderr.contains("run gongbao-ingest"), "{}", ran.stderr);

    dir.pipeline(&stages::steps(), &[Stage::Ingest], 1).unwrap();
    dir.pipeline(&stages::steps(), &[Stage::Extract, Stage::Normalize], 1).unwrap();
    assert_eq!(dir.run("gongbao-derive", &[]).code, Some(0), "once all are of one run");
}

#[test]
fn a_fault_over_the_whole_data_set_changes_nothing() {
    let dir = Dir::new();
    dir.file("a.txt", report(1)).pipeline(&stages::steps(), &Stage::ALL, 1).unwrap();
    let before = dir.tables();
    dir.file("b.txt", "panic in derive");
    let failure = dir.pipeline(&stages::steps(), &Stage::ALL, 1).unwrap_err();
    assert_eq!(failure.exit(), Exit::Fault);
    assert!(failure.to_string().contains("asked to panic"), "{failure}");
    assert!(dir.tables() == before);
}

#[test]
fn a_stage_whose_rows_are_of_no_document_is_noticed() {
    let dir = Dir::new();
    dir.file("a.txt", report(1));
    let stray = Steps { extract: |_, _, _| vec![Mention { document_id: "nowhere".into(), ..Mention::default() }], ..stages::steps() };
    let failure = dir.pipeline(&stray, &Stage::ALL, 1).unwrap_err();
    assert!(failure.to_string().contains("nowhere"), "{failure}");
}
