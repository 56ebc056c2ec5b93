//! `gongbao check`.

use gongbao::cli::exit::Exit;
use gongbao::cli::pipeline::Steps;
use gongbao::derive::{Derived, Input};
use gongbao::lexicon::Lexicon;
use gongbao::model::{Check, Severity};
use gongbao::table::Stage;
use serde_json::Value;

use crate::support::{Dir, stages};

/// Finds of every number below 100 that it is small, of every one above that it is large.
fn sizes(input: &Input<'_>, _: &Lexicon) -> Derived {
    let finding = |name: &str, severity, at: usize, observed: bool| {
        let observation = &input.observations[at];
        Check {
            check: name.into(),
            severity,
            document_id: Some(observation.document_id.clone()),
            observation_id: observed.then(|| observation.observation_id.clone()),
            message: format!("{} is {name}", observation.surface),
        }
    };
    let is_small = |at: usize| input.observations[at].value < Some(100.into());
    let all = (0..input.observations.len()).map(|at| match is_small(at) {
        true => finding("small", Severity::Info, at, false),
        false => finding("large", Severity::Warning, at, true),
    });
    Derived { ratios: Vec::new(), checks: all.collect() }
}

fn dir(texts: &[&str]) -> Dir {
    let dir = Dir::new();
    for (number, text) in texts.iter().enumerate() {
        dir.file(format!("{number}.txt"), text);
    }
    dir.pipeline(&Steps { derive: sizes, ..stages::steps() }, &Stage::ALL, 1).unwrap();
    dir
}

#[test]
fn the_worst_come_first_each_with_its_sentence() {
    let dir = dir(&["标题\n破获12起，抓获345人", "又破获678起"]);
    let ran = dir.run("gongbao", &["check"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
    let blocks: Vec<&str> = ran.stdout.trim_end().split("\n\n").collect();
    assert_eq!(blocks.len(), 4, "{}", ran.stdout);
    assert_eq!(blocks[0], "Findings in processed: 0 errors, 2 warnings, 1 note");
    for (block, parts) in blocks[1..].iter().zip([
        ["warning large  乌兰察布市  2023  0.txt  [o", "\n  345 is large\n", "\n    破获12起，抓获【345】人"],
        ["warning large  乌兰察布市  2023  1.txt  [o", "\n  678 is large\n", "\n    又破获【678】起"],
        ["info small  乌兰察布市  2023  0.txt", "\n  12 is small", ""],
    ]) {
        assert!(block.starts_with(parts[0]) && parts.iter().all(|part| block.contains(part)), "{parts:?} is not in\n{block}");
    }
    assert!(!blocks[3].contains('['), "a finding about a document has no figure to explain: {}", blocks[3]);
    let id = blocks[1].split(['[', ']']).nth(1).unwrap();
    assert!(dir.run("gongbao", &["explain", id]).stdout.contains("345 is large"), "the id is one that explain takes");
}

#[test]
fn a_scheduler_sees_from_the_exit_code_how_bad_it_is() {
    let (none, mild, bad) = (dir(&["无数"]), dir(&["破获12起"]), dir(&["破获12起，抓获345人"]));
    let failed = Exit::Findings as i32;
    for (dir, limit, code) in [
        (&none, "info", 0),
        (&mild, "info", failed),
        (&mild, "warning", 0),
        (&bad, "info", failed),
        (&bad, "warning", failed),
        (&bad, "error", 0),
    ] {
        for more in [&[][..], &["--json"], &["--quiet"]] {
            let ran = dir.run("gongbao", &[&["check", "--fail-on", limit], more].concat());
            assert_eq!(ran.code, Some(code), "--fail-on {limit} {more:?}: {ran:?}");
            let silent = more == ["--quiet"] || (more == ["--json"] && dir.rows::<Check>().is_empty());
            assert_eq!(ran.stdout.is_empty(), silent, "{ran:?}");
        }
        assert_eq!(dir.run("gongbao", &["check"]).code, Some(0), "findings are no failure unless asked for");
    }
}

#[test]
fn json_has_the_columns_of_the_table_and_the_place() {
    let dir = dir(&["破获12起，抓获345人"]);
    let ran = dir.run("gongbao", &["check", "--json"]);
    let lines: Vec<Value> = ran.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let checks = dir.rows::<Check>();
    assert_eq!(lines.len(), checks.len());
    let [large, small] = &lines[..] else { panic!("{lines:?}") };
    let observation = checks.iter().find_map(|check| check.observation_id.as_deref());
    assert_eq!((large["check"].as_str(), large["severity"].as_str()), (Some("large"), Some("warning")));
    assert_eq!((large["observation_id"].as_str(), large["message"].as_str()), (observation, Some("345 is large")));
    assert_eq!((large["source_path"].as_str(), large["surface"].as_str()), (Some("0.txt"), Some("345")));
    assert_eq!(large["sentence"], "破获12起，抓获345人");
    assert_eq!((&small["surface"], &small["sentence"], &small["observation_id"]), (&Value::Null, &Value::Null, &Value::Null));
    assert_eq!((large.as_object().unwrap().len(), small.as_object().unwrap().len()), (9, 9));
}

#[test]
fn tables_that_are_missing_have_their_code_and_message() {
    let dir = Dir::new();
    let ran = dir.run("gongbao", &["check", "--fail-on", "info"]);
    assert_eq!(ran.code, Some(Exit::Nothing as i32));
    assert!(ran.stderr.contains("documents.parquet is missing; run gongbao"), "{}", ran.stderr);
}
