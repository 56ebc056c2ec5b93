//! Arguments, exit codes, and what is said where.

use std::fs;

use gongbao::cli::exit::Exit;
use gongbao::model::Reject;
use gongbao::table::Stage;

use crate::support::{Dir, PROGRAMS, report, stages};

#[test]
fn help_says_what_a_program_does_and_how_it_ends() {
    let dir = Dir::new();
    for program in PROGRAMS {
        let ran = dir.run(program, &["--help"]);
        assert_eq!(ran.code, Some(0));
        for word in ["Exit codes:", "Example", "--out", "--threads", "Reads", "write"] {
            assert!(ran.stdout.contains(word) || ran.stdout.contains(&word.to_lowercase()), "{program} --help does not say {word}");
        }
        for (exit, meaning) in Exit::ALL {
            let first: String = meaning.split(';').next().unwrap_or(meaning).chars().take(40).collect();
            assert!(ran.stdout.contains(&format!("{:>3}  {first}", exit as u8)), "{program} --help lacks {exit:?}");
        }
        assert_eq!(dir.run(program, &["--version"]).stdout, format!("{program} {}\n", env!("CARGO_PKG_VERSION")));
    }
}

#[test]
fn what_is_not_understood_is_refused() {
    let dir = Dir::new();
    dir.file("a.txt", report(1));
    for args in [
        &["--no-such"][..],
        &["--threads", "0"],
        &["--max-bytes", "many"],
        &["explain"],
        &["--quiet", "read"],
        &["check", "--fail-on", "always"],
        &["check", "--json", "--quiet"],
        &["--raw", "raw", "--out", "raw"],
    ] {
        assert_eq!(dir.run("gongbao", args).code, Some(Exit::Usage as i32), "{args:?}");
    }
    assert_eq!(dir.run("gongbao-extract", &["--raw", "raw"]).code, Some(Exit::Usage as i32));
    assert!(!dir.out().exists());
}

#[test]
fn nothing_to_read_leaves_the_tables_as_they_are() {
    let dir = Dir::new();
    dir.file("a.txt", report(1)).pipeline(&stages::steps(), &Stage::ALL, 1).unwrap();
    let before = dir.tables();
    fs::create_dir(dir.path().join("hidden")).unwrap();
    fs::write(dir.path().join("hidden/.gitkeep"), "").unwrap();
    fs::write(dir.path().join("file"), "").unwrap();
    for (raw, words) in [("missing", "does not exist"), ("hidden", "holds no file"), ("file", "is not a directory")] {
        for program in ["gongbao", "gongbao-ingest"] {
            let ran = dir.run(program, &["--raw", raw]);
            assert_eq!(ran.code, Some(Exit::Nothing as i32), "{raw}");
            assert!(
                ran.stderr.contains(words) && ran.stderr.contains("--raw") && ran.stderr.contains("stay as they are"),
                "{}",
                ran.stderr
            );
            assert!(dir.tables() == before);
        }
    }
}

#[test]
fn nothing_to_read_and_no_tables_yet_gives_empty_ones_with_the_reason() {
    let dir = Dir::new();
    let ran = dir.run("gongbao", &[]);
    assert_eq!(ran.code, Some(Exit::Nothing as i32));
    assert_eq!(dir.tables().len(), 7);
    let rejects = dir.rows::<Reject>();
    assert_eq!(rejects.len(), 1);
    assert!(rejects[0].reason.contains("holds no file"), "{rejects:?}");
    assert!(ran.stderr.contains(&rejects[0].reason));
}

#[test]
fn a_stage_without_the_tables_before_it_says_which_to_run() {
    let dir = Dir::new();
    for (program, before) in
        [("gongbao-extract", "gongbao-ingest"), ("gongbao-normalize", "gongbao-ingest"), ("gongbao-derive", "gongbao-ingest")]
    {
        let ran = dir.run(program, &[]);
        assert_eq!(ran.code, Some(Exit::Nothing as i32));
        assert!(ran.stderr.contains(&format!("run {before} first")), "{}", ran.stderr);
        assert!(!dir.out().exists(), "nothing is made for nothing");
    }
    fs::create_dir(dir.out()).unwrap();
    let ran = dir.run("gongbao-extract", &[]);
    assert_eq!(ran.code, Some(Exit::Nothing as i32));
    assert!(ran.stderr.contains("no table documents") && ran.stderr.contains("run gongbao-ingest first"), "{}", ran.stderr);
    dir.file("a.txt", report(1)).pipeline(&stages::steps(), &[Stage::Ingest, Stage::Extract], 1).unwrap();
    let ran = dir.run("gongbao-derive", &[]);
    assert!(ran.stderr.contains("no table observations") && ran.stderr.contains("run gongbao-normalize first"), "{}", ran.stderr);
    assert_eq!(dir.run("gongbao-normalize", &[]).code, Some(0));
    assert_eq!(dir.run("gongbao-derive", &[]).code, Some(0));
}

#[test]
fn tables_that_cannot_be_read_or_written_have_their_own_code() {
    let dir = Dir::new();
    dir.file("a.txt", report(1)).pipeline(&stages::steps(), &Stage::ALL, 1).unwrap();
    fs::write(dir.out().join("documents.parquet"), "damaged").unwrap();
    let ran = dir.run("gongbao-extract", &[]);
    assert_eq!(ran.code, Some(Exit::Tables as i32), "{ran:?}");
    assert!(ran.stderr.contains("documents.parquet is damaged"), "{}", ran.stderr);
    fs::write(dir.path().join("file"), "").unwrap();
    let ran = dir.run("gongbao", &["--out", "file"]);
    assert_eq!(ran.code, Some(Exit::Tables as i32), "{ran:?}");
    assert!(ran.stderr.contains("file"), "{}", ran.stderr);
}

#[test]
fn quiet_says_nothing_but_what_is_wrong_and_a_pipe_sees_no_bar() {
    let dir = Dir::new();
    dir.file("empty.txt", "").file("a.txt", report(1));
    let ran = dir.run("gongbao", &["--quiet"]);
    assert_eq!(ran.stdout, "");
    assert!(ran.stderr.contains("empty.txt"));
    let ran = dir.run("gongbao", &[]);
    assert!(ran.stdout.contains("Tables in processed"), "{}", ran.stdout);
    for line in ran.stderr.lines() {
        assert!(line.starts_with("gongbao: ") && !line.contains(['\r', '\u{1b}']), "{line:?}");
    }
    let ran = dir.run("gongbao", &["-v"]);
    assert!(ran.stderr.contains("INFO") && !ran.stderr.contains('\u{1b}'), "{}", ran.stderr);
}

#[test]
fn names_from_outside_cannot_steer_the_terminal() {
    let dir = Dir::new();
    dir.file("\u{1b}[31mred\n.txt", "");
    let ran = dir.run("gongbao", &[]);
    assert!(!ran.stderr.contains('\u{1b}'), "{:?}", ran.stderr);
    assert_eq!(ran.stderr.lines().count(), 1, "{:?}", ran.stderr);
}

#[test]
fn long_lists_are_cut_with_a_line_that_says_so() {
    let dir = Dir::new();
    for number in 0..130 {
        dir.file(format!("{number:03}.txt"), "");
    }
    let ran = dir.run("gongbao", &[]);
    assert_eq!(ran.stderr.lines().count(), 101);
    assert!(ran.stderr.lines().last().unwrap().contains("more"), "{}", ran.stderr);
    assert_eq!(dir.rows::<Reject>().len(), 130);
}
