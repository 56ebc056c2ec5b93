//! The programs with their real stages: over the samples that come with the project, and over a sentence.

use std::path::Path;

use gongbao::model::{Check, Document, Mention, Observation, Outcome, Ratio};
use serde_json::Value;

use crate::support::{Dir, Ran};

fn samples() -> (Dir, Ran) {
    let dir = Dir::new();
    let raw = Path::new(env!("CARGO_MANIFEST_DIR")).join("raw");
    for entry in std::fs::read_dir(raw).unwrap() {
        let path = entry.unwrap().path();
        dir.file(path.file_name().unwrap(), std::fs::read(&path).unwrap());
    }
    let ran = dir.run("gongbao", &[]);
    (dir, ran)
}

#[test]
fn the_summary_says_what_the_tables_hold_and_leads_on() {
    let (dir, ran) = samples();
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""), "{ran:?}");
    let (documents, mentions, observations) = (dir.rows::<Document>(), dir.rows::<Mention>(), dir.rows::<Observation>());
    let observed = mentions.iter().filter(|mention| mention.outcome == Outcome::Observed).count();
    assert!(documents.len() == 3 && mentions.len() > 100 && observed > 100 && observations.len() >= observed);
    let ratios = dir.rows::<Ratio>();
    let stated = ratios.iter().filter(|ratio| ratio.reported.is_some()).count();
    for words in [
        format!("Reports: {}, in 2 files\n", documents.len()),
        format!("Numbers in the text: {}\n", mentions.len()),
        format!("\nObservations: {}\n", observations.len()),
        format!("\nRatios: {}, {stated} of them also stated by a report: ", ratios.len()),
        "\n  clearance_rate  crime.property ".to_owned(),
        "stated 61.2: does not agree".to_owned(),
        "乌兰察布市  2023  2252 case\n".to_owned(),
    ] {
        assert!(ran.stdout.contains(&words), "{words:?} is missing:\n{}", ran.stdout);
    }
    assert!(!dir.rows::<Check>().is_empty());
    let next = ran.stdout.lines().last().unwrap();
    let commands: Vec<&str> = next.strip_prefix("Next: ").unwrap().split('`').filter(|part| part.starts_with("gongbao ")).collect();
    assert_eq!(commands.len(), 2, "{next}");
    for command in commands {
        let followed = dir.run("gongbao", &command.split(' ').skip(1).collect::<Vec<_>>());
        assert!(followed.code == Some(0) && followed.stdout.lines().count() > 5, "{command}: {followed:?}");
    }
}

#[test]
fn a_ratio_is_explained_down_to_the_line_of_the_file() {
    let (dir, _) = samples();
    let ran = dir.run("gongbao", &["explain", "clearance_rate:crime.property:610700:2024"]);
    assert_eq!(ran.code, Some(0));
    let raw = std::fs::read_to_string(dir.raw().join("2024-hanzhong.txt")).unwrap();
    let line = raw.lines().position(|line| line.contains("破案率61.2%")).unwrap() + 1;
    for words in [
        "Ratio clearance_rate:crime.property:610700:2024-01-01",
        "58.9913 percent",
        "crime.property.cleared / crime.property.filed",
        "stated 61.2: does not agree",
        "破获【1696起】",
        "立侵财案件【2875起】",
        "破案率【61.2%】",
        &format!("line         {line}\n"),
    ] {
        assert!(ran.stdout.contains(words), "{words:?} is missing:\n{}", ran.stdout);
    }
    let listed = dir.run("gongbao", &["check"]).stdout;
    assert!(listed.contains("warning stated_ratio  汉中市  2024  2024-hanzhong.txt"), "{listed}");
}

#[test]
fn a_figure_that_was_read_by_the_binary_is_explained_by_it() {
    let dir = Dir::new();
    let text = "2023年，全市破获毒品案件56起，同比下降12.5%，缴获毒品11.58千克。";
    let read = dir.run("gongbao", &["read", "--json", text]);
    assert_eq!(read.code, Some(0));
    let reading: Value = serde_json::from_str(&read.stdout).unwrap();
    let outcomes: Vec<&str> = reading["mentions"].as_array().unwrap().iter().map(|m| m["outcome"].as_str().unwrap()).collect();
    assert_eq!(outcomes, ["ignored", "observed", "observed", "observed"]);
    let seen: Vec<(&str, &str, f64)> = reading["observations"]
        .as_array()
        .unwrap()
        .iter()
        .map(|o| (o["indicator"].as_str().unwrap(), o["measure"].as_str().unwrap(), o["value"].as_f64().unwrap()))
        .collect();
    assert_eq!(seen, [("crime.drug.cleared", "level", 56.0), ("crime.drug.cleared", "change", -12.5), ("drug.seized", "level", 11.58)]);

    dir.file("a.txt", format!("云岭县公安局2023年工作总结\n{text}\n"));
    assert_eq!(dir.run("gongbao", &["--quiet"]).code, Some(0));
    let observations = dir.rows::<Observation>();
    let change = observations.iter().find(|observation| observation.measure == "change").unwrap();
    let explained = dir.run("gongbao", &["explain", &change.observation_id]).stdout;
    for words in ["同比下降【12.5%】", "line         2\n", "crime.drug.cleared", "prior_level = 64"] {
        assert!(explained.contains(words), "{words:?} is missing:\n{explained}");
    }
}
