//! The summary at the end of a run.

use gongbao::cli::pipeline::{Done, Plan, Steps};
use gongbao::cli::summary;
use gongbao::derive::Derived;
use gongbao::ingest::Settings;
use gongbao::model::{Check, Ratio, Severity};
use gongbao::table::Stage;

use crate::support::{Dir, report, stages};

fn summary(dir: &Dir, done: &Done, stages: &[Stage]) -> String {
    let plan = Plan { raw: dir.raw(), out: dir.out(), threads: 1, settings: Settings::default(), max_seconds: 60, stages: stages.to_vec() };
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
        "  75  first_per_second  as  crime  乌兰察布市  2023  ",
        "Findings: 0 errors, 75 warnings, 0 notes\n",
        "  warning  pair  75  has a neighbour\n",
        "  mentions.parquet      200  one row per number in the text",
    ] {
        assert!(text.contains(words), "{words:?} is missing:\n{text}");
    }
}

#[test]
fn disagreement_the_surest_examples_and_the_worst_findings_come_first() {
    let derived = |_: &gongbao::derive::Input<'_>, _: &gongbao::lexicon::Lexicon| {
        let ratio = |name: &str, reported, agrees| Ratio {
            ratio: name.into(),
            subject: "crime".into(),
            value: 65.92,
            lower: 65.9,
            upper: 66.0,
            reported,
            agrees,
            ..Ratio::default()
        };
        let count = |value, spread, exact| Ratio {
            value,
            lower: value - spread,
            upper: value + spread,
            exact,
            unit: "case".into(),
            ..ratio("of_many", None, None)
        };
        let mut ratios = vec![ratio("fits", Some(65.9), Some(true)), ratio("clashes", Some(70.0), Some(false))];
        ratios.extend([count(17.0, 3.0, false), count(4711.0, 0.2, true), count(18.0, 3.0, false)]);
        ratios.extend((0..9).map(|number| ratio(&format!("alone_{number}"), None, None)));
        let check =
            |severity, name: &str| Check { check: name.into(), severity, document_id: None, observation_id: None, message: "why".into() };
        Derived { ratios, checks: vec![check(Severity::Info, "mild"), check(Severity::Error, "bad"), check(Severity::Info, "mild")] }
    };
    let dir = Dir::new();
    dir.file("a.txt", report(1));
    let done = dir.pipeline(&Steps { derive: derived, ..stages::steps() }, &Stage::ALL, 1).unwrap();
    let text = summary(&dir, &done, &[Stage::Derive]);
    assert!(text.contains("Ratios: 14, 2 of them also stated by a report: 1 agrees, 1 does not\n"), "{text}");
    let at = |words: &str| text.find(words).unwrap_or_else(|| panic!("{words:?} is missing:\n{text}"));
    assert!(at("clashes") < at("fits") && at("fits") < at("alone_0"), "{text}");
    assert!(at("stated 70: does not agree") < at("stated 65.9: agrees"), "{text}");
    let example = text.lines().find(|line| line.contains(" of_many ")).unwrap();
    assert!(example.starts_with("  3  of_many  as  crime") && example.ends_with("  4711 case"), "one whole number fits: {text}");
    assert!(text.contains("  … and 5 more kinds\n"), "of 12 kinds 7 are shown:\n{text}");
    assert!(text.contains("Findings: 1 error, 0 warnings, 2 notes\n"), "{text}");
    assert!(at("error  bad   1  why") < at("info   mild  2  why"), "{text}");
    assert!(!text.contains("documents.parquet"), "a stage tells of its own tables:\n{text}");
    let out = dir.out();
    let (out, raw) = (out.display(), dir.raw());
    let next = format!("Next: `gongbao explain clashes:crime --out {out} --raw {}`, `gongbao check --out {out}`\n", raw.display());
    assert!(text.ends_with(&next), "{next}\n{text}");
}

#[test]
fn without_ratios_and_findings_nothing_is_said_to_be_next() {
    let dir = Dir::new();
    dir.file("a.txt", "无数");
    let done = dir.pipeline(&stages::steps(), &Stage::ALL, 1).unwrap();
    let text = summary(&dir, &done, &Stage::ALL);
    assert!(text.contains("Ratios: 0\n") && text.contains("Findings: none\n") && !text.contains("Next:"), "{text}");
}
