//! The summary at the end of a run.

use gongbao::cli::pipeline::{Done, Plan, Steps};
use gongbao::cli::summary;
use gongbao::derive::Derived;
use gongbao::model::{Check, Ratio, Severity};
use gongbao::table::Stage;

use crate::support::{Dir, report, stages};

fn summary(dir: &Dir, done: &Done, stages: &[Stage]) -> String {
    let plan = Plan { raw: dir.raw(), out: dir.out(), threads: 1, max_bytes: 1 << 20, stages: stages.to_vec() };
    summary::of_run(&plan, done).unwrap()
}

#[test]
fn it_counts_what_the_tables_hold_and_cuts_long_lists() {
    let dir = Dir::new();
    for number in 0..25 {
        dir.file(format!("{number:02}.txt"), report(number));
    }
    dir.file("empty.txt", "");
    let done = dir.pipeline(&stages::steps(), &Stage::ALL, 1).unwrap();
    let text = summary(&dir, &done, &Stage::ALL);
    for words in [
        "Reports: 25, in 26 files; 1 row in rejects",
        "  乌兰察布市  2023  第0县公安局2023年工作总结\n",
        "  … and 5 more\n",
        "Numbers in the text: 200\n",
        "  observed    150  75.0%\n",
        "  ignored      50  25.0%  date 50\n",
        "Observations: 150\n",
        "  with an indicator  150  100.0%  crime.cleared 150\n",
        "Ratios: 75, none of them stated by a report",
        "  … and 55 more\n",
        "Findings: 75, of severity error 0, warning 75, info 0\n",
        "  warning  pair  75  has a neighbour\n",
        "  mentions.parquet      200  one row per number in the text",
    ] {
        assert!(text.contains(words), "{words:?} is missing:\n{text}");
    }
}

#[test]
fn disagreement_and_the_worst_findings_come_first() {
    let derived = |_: &gongbao::derive::Input<'_>, _: &gongbao::lexicon::Lexicon| {
        let ratio = |name: &str, reported, agrees| Ratio {
            ratio: name.into(),
            value: 65.92,
            lower: 65.9,
            upper: 66.0,
            reported,
            agrees,
            ..Ratio::default()
        };
        let check =
            |severity, name: &str| Check { check: name.into(), severity, document_id: None, observation_id: None, message: "why".into() };
        Derived {
            ratios: vec![ratio("alone", None, None), ratio("fits", Some(65.9), Some(true)), ratio("clashes", Some(70.0), Some(false))],
            checks: vec![check(Severity::Info, "mild"), check(Severity::Error, "bad"), check(Severity::Info, "mild")],
        }
    };
    let dir = Dir::new();
    dir.file("a.txt", report(1));
    let done = dir.pipeline(&Steps { derive: derived, ..stages::steps() }, &Stage::ALL, 1).unwrap();
    let text = summary(&dir, &done, &[Stage::Derive]);
    assert!(text.contains("Ratios: 3, 2 of them also stated by a report: 1 agree, 1 do not"), "{text}");
    let at = |words: &str| text.find(words).unwrap_or_else(|| panic!("{words:?} is missing:\n{text}"));
    assert!(at("clashes") < at("fits") && at("fits") < at("alone"), "{text}");
    assert!(at("stated 70: does not agree") < at("stated 65.9: agrees"), "{text}");
    assert!(at("error  bad   1  why") < at("info   mild  2  why"), "{text}");
    assert!(!text.contains("documents.parquet"), "a stage tells of its own tables:\n{text}");
}
