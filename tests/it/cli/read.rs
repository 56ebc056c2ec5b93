//! `gongbao read`.

use std::io::Write;
use std::process::Stdio;

use gongbao::cli::pipeline::Steps;
use gongbao::cli::read::Reading;
use gongbao::lexicon::Lexicon;
use gongbao::table::Table;
use serde_json::Value;

use crate::support::{Dir, Ran, stages};

/// Runs `gongbao read` with something on standard input.
fn piped(args: &[&str], input: &[u8]) -> Ran {
    let dir = Dir::new();
    let mut child =
        dir.command("gongbao").arg("read").args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    let output = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Ran { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
}

fn reading(text: &str) -> Reading {
    Reading::of(text, &stages::steps(), Lexicon::embedded())
}

#[test]
fn every_line_of_input_gives_one_line_of_json() {
    let ran = piped(&["--json", "-"], "破获刑事案件56起。\n\n一行\\n两行\r\n没有换行".as_bytes());
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let lines: Vec<Value> = ran.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 4);
    for line in lines {
        assert!(line["text"].is_string() && line["mentions"].is_array() && line["observations"].is_array(), "{line}");
    }
    assert_eq!(piped(&["--json", "-"], b"").stdout, "");
}

#[test]
fn input_that_is_not_utf8_is_told_and_still_answered() {
    let ran = piped(&["--json", "-"], b"\xff\xff 12\n34\n");
    assert_eq!(ran.code, Some(1));
    let lines: Vec<Value> = ran.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(lines[0]["error"].as_str().unwrap().contains("UTF-8"));
    assert!(lines[1].get("error").is_none() && lines.len() == 2);
    assert!(ran.stderr.contains("not UTF-8"), "{}", ran.stderr);
}

#[test]
fn a_reader_that_goes_away_is_no_fault() {
    let dir = Dir::new();
    let mut child = dir.command("gongbao").args(["read", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let _ = child.stdin.take().unwrap().write_all("12\n".repeat(1000).as_bytes());
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn json_has_the_columns_of_the_tables_in_their_order() {
    let json = reading("2023年破获12起\\n又34起").json();
    assert_eq!(json.matches('\n').count(), 1);
    let value: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(value["text"], "2023年破获12起\n又34起");
    let mention = &value["mentions"][1];
    assert_eq!((&mention["number"], &mention["surface"], &mention["start"]), (&12.0.into(), &"12".into(), &7.into()));
    assert_eq!(mention["inherited"], serde_json::json!(["verb"]));
    assert_eq!(mention["bound"], Value::Null);
    assert_eq!(value["mentions"][0]["outcome"], "ignored");
    let observation = &value["observations"][1];
    assert_eq!((&observation["value"], &observation["period_start"]), (&34.0.into(), &"2023-01-01".into()));
    let raw = json.split_once("\"mentions\":[{").unwrap().1;
    let mut at = 0;
    for field in Table::Mentions.fields() {
        let key = format!("\"{}\":", field.column.name);
        at += raw[at..].find(&key).unwrap_or_else(|| panic!("{key} is missing or out of order"));
    }
    assert_eq!(mention.as_object().unwrap().len(), Table::Mentions.fields().len());
    assert_eq!(observation.as_object().unwrap().len(), Table::Observations.fields().len());
}

#[test]
fn the_table_shows_every_number_with_its_outcome() {
    let table = reading("2023年破获12起").table();
    let lines: Vec<&str> = table.lines().collect();
    assert_eq!(lines[0], "2023年破获12起");
    assert!(lines.iter().any(|line| line.contains("2023") && line.contains("ignored") && line.contains("date")), "{table}");
    assert!(lines.iter().any(|line| line.contains("12 ") && line.contains("observed") && line.contains("crime.cleared")), "{table}");
    assert_eq!(*lines.last().unwrap(), "2 numbers: 1 observed, 1 ignored, 0 unresolved");
}

#[test]
fn a_stage_that_panics_gives_an_answer_with_the_reason() {
    let steps = Steps { extract: |_, _, _| panic!("cannot cope"), ..stages::steps() };
    let reading = Reading::of("12", &steps, Lexicon::embedded());
    assert_eq!(reading.error.as_deref(), Some("cannot cope"));
    let value: Value = serde_json::from_str(&reading.json()).unwrap();
    assert_eq!((&value["error"], &value["text"]), (&"cannot cope".into(), &"12".into()));
}
