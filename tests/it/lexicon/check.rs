//! `--lexicon` and `gongbao lexicon check`, as a user meets them.

use std::collections::BTreeMap;
use std::fs;

use gongbao::cli::exit::Exit;
use gongbao::lexicon::Lexicon;
use gongbao::model::Observation;
use gongbao::table::footer::Footer;
use gongbao::table::{Row, Table};

use crate::support::{Dir, Ran};

const TEXT: &str = "云岭县公安局2023年工作总结\n2023年，全县公安机关破获盗蜂案件23起，同比上升9.5%；抓获犯罪嫌疑人31人。\n\
    全年新铺步道7方里，发生火灾4起。\n";

/// A directory with a report and with vocabulary files in `own`.
fn dir(files: &[(&str, &str)]) -> Dir {
    let dir = Dir::new();
    dir.file("a.txt", TEXT);
    fs::create_dir(dir.path().join("own")).unwrap();
    for (name, text) in files {
        fs::write(dir.path().join("own").join(name), text).unwrap();
    }
    dir
}

/// Files that add an observation, lose one and change two.
const OWN: [(&str, &str); 3] = [
    ("subjects.toml", "[subject.\"crime.theft\"]\nnames = [\"盗蜂\"]\n"),
    ("names.toml", "name = [\"31人\"]\n"),
    ("units.toml", "[[unit]]\ncode = \"km2\"\nfactor = \"0.25\"\nkind = \"measure\"\nwords = [\"方里\"]\n"),
];

fn check(dir: &Dir, args: &[&str]) -> Ran {
    dir.run("gongbao", &[&["lexicon", "check", "own"], args].concat())
}

#[test]
fn a_run_reads_with_the_files_and_says_so_in_the_tables() {
    let dir = dir(&OWN);
    assert_eq!(dir.run("gongbao", &["--quiet", "--lexicon", "own"]).code, Some(0));
    let observations = dir.rows::<Observation>();
    let found: Vec<(&str, Option<&str>)> = observations.iter().map(|o| (o.surface.as_str(), o.indicator.as_deref())).collect();
    assert!(found.contains(&("23起", Some("crime.theft.cleared"))), "{found:?}");
    assert!(found.iter().any(|(surface, _)| *surface == "7方里"), "{found:?}");
    let vocabulary = |table: Table| Footer::read_table(&dir.out().join(table.file_name()), table).unwrap().get("vocabulary").to_owned();
    let own = Lexicon::with(&OWN).unwrap().fingerprint().to_owned();
    assert!(Table::ALL.into_iter().all(|table| vocabulary(table) == own));

    // One by one, the stages give the same bytes.
    let tables = dir.tables();
    for program in ["gongbao-ingest", "gongbao-extract", "gongbao-normalize", "gongbao-derive"] {
        assert_eq!(dir.run(program, &["--quiet", "--lexicon", "own"]).code, Some(0));
    }
    assert!(dir.tables() == tables);
    let read = dir.run("gongbao", &["read", "--lexicon", "own", "破获盗蜂案件23起"]);
    assert!(read.stdout.contains("crime.theft.cleared"), "{}", read.stdout);
    dir.run("gongbao", &["--quiet"]);
    assert_eq!(vocabulary(Table::Observations), Lexicon::embedded().fingerprint());
}

#[test]
fn files_that_are_wrong_stop_a_run_before_it_writes() {
    let dir = dir(&[("nouns.toml", "den = [\"賭窩\"]\n"), ("notes.txt", "")]);
    fs::write(dir.path().join("own/words.toml"), b"up = [\"\xff\"]\n").unwrap();
    fs::create_dir(dir.path().join("own/more")).unwrap();
    fs::write(dir.path().join("own/.hidden"), "").unwrap();
    let wanted = [
        "more: is a directory",
        "notes.txt: there is no vocabulary file of that name",
        "nouns.toml:1:8: 賭窩 in den is not folded and is never found; write 赌窝",
        "words.toml: is not UTF-8",
    ];
    for (program, args) in [
        ("gongbao", &["--lexicon", "own"][..]),
        ("gongbao", &["read", "12起", "--lexicon", "own"]),
        ("gongbao-derive", &["--lexicon", "own"]),
    ] {
        let ran = dir.run(program, args);
        assert_eq!(ran.code, Some(Exit::Usage as i32));
        let lines: Vec<&str> = ran.stderr.lines().skip(1).collect();
        assert_eq!(lines.len(), wanted.len(), "{}", ran.stderr);
        assert!(wanted.iter().zip(&lines).all(|(wanted, line)| line.starts_with(&format!("{program}: {wanted}"))), "{}", ran.stderr);
    }
    assert!(!dir.out().exists());
    let ran = check(&dir, &["--against", "processed"]);
    assert_eq!(ran.code, Some(Exit::Usage as i32));
    assert!(wanted.iter().all(|wanted| ran.stdout.contains(&format!("error    {wanted}"))), "{}", ran.stdout);
    assert!(ran.stdout.contains("4 errors, 0 warnings") && ran.stdout.contains("Not compared"), "{}", ran.stdout);
}

#[test]
fn a_directory_that_is_missing_or_empty_is_refused() {
    let dir = dir(&[]);
    let ran = dir.run("gongbao", &["--lexicon", "own"]);
    assert!(ran.code == Some(Exit::Usage as i32) && ran.stderr.contains("own: holds no vocabulary file"), "{}", ran.stderr);
    let ran = dir.run("gongbao", &["--lexicon", "missing"]);
    assert!(ran.code == Some(Exit::Usage as i32) && ran.stderr.contains("cannot read the directory missing"), "{}", ran.stderr);
    assert!(!dir.out().exists());
    assert_eq!(dir.run("gongbao", &["lexicon", "check"]).code, Some(Exit::Usage as i32));
    assert_eq!(check(&dir, &["--all"]).code, Some(Exit::Usage as i32), "--all is of --against");
}

#[test]
fn the_observations_that_would_be_others_are_listed() {
    let dir = dir(&OWN);
    assert_eq!(dir.run("gongbao", &["--quiet"]).code, Some(0));
    let tables = dir.tables();
    let before: BTreeMap<String, Observation> = dir.rows::<Observation>().into_iter().map(|o| (o.observation_id.clone(), o)).collect();
    let ran = check(&dir, &["--against", "processed"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    for part in [
        "1 documents of processed read again",
        "1 added, 1 lost, 2 changed",
        "\na.txt\n",
        "23起  indicator nothing → crime.theft.cleared",
        "31人  crime.suspects_caught 31 person",
        "1.75 km2",
    ] {
        assert!(ran.stdout.contains(part), "no {part:?} in\n{}", ran.stdout);
    }
    assert!(!ran.stdout.contains("note:"), "{}", ran.stdout);
    assert!(dir.tables() == tables, "nothing is written");

    // What it says is what a run with the files does.
    let json: serde_json::Value = serde_json::from_str(&check(&dir, &["--against", "processed", "--json"]).stdout).unwrap();
    dir.run("gongbao", &["--quiet", "--lexicon", "own"]);
    let after: BTreeMap<String, Observation> = dir.rows::<Observation>().into_iter().map(|o| (o.observation_id.clone(), o)).collect();
    let cells = |o: Option<&Observation>| o.map(|o| format!("{:?}", o.cells()));
    let all = before.keys().chain(after.keys());
    let mut differ: Vec<&String> = all.filter(|id| cells(before.get(*id)) != cells(after.get(*id))).collect();
    differ.sort();
    differ.dedup();
    let changes = json["against"]["changes"].as_array().unwrap();
    let mut said: Vec<&str> = changes.iter().map(|change| change["observation_id"].as_str().unwrap()).collect();
    said.sort_unstable();
    assert_eq!(said, differ);
    assert_eq!(json["against"]["after"], after.len());

    // Against tables that were made with the files there is nothing to say, but a word of caution.
    let ran = check(&dir, &["--against", "processed"]);
    assert!(ran.stdout.contains("0 added, 0 lost, 0 changed"), "{}", ran.stdout);
    assert!(ran.stdout.contains("note: the tables were not read with the built-in vocabulary"), "{}", ran.stdout);
}

#[test]
fn a_long_list_is_cut_unless_all_is_asked_for() {
    let dir = dir(&OWN);
    for number in 0..30 {
        dir.file(
            format!("{number:02}.txt"),
            format!("第{number}县公安局2023年工作总结\n2023年，破获盗蜂案件{}起，同比上升9.5%。\n", number + 60),
        );
    }
    assert_eq!(dir.run("gongbao", &["--quiet"]).code, Some(0));
    let cut = check(&dir, &["--against", "processed"]).stdout;
    let all = check(&dir, &["--against", "processed", "--all"]).stdout;
    let lines = |text: &str| text.lines().filter(|line| line.contains('→')).count();
    assert!(all.contains("62 changed") && lines(&all) == 62, "{all}");
    assert!(cut.contains("62 changed") && cut.contains("more; --all shows them") && lines(&cut) < 62, "{cut}");
}

#[test]
fn against_tables_that_are_missing_or_of_different_runs_is_refused() {
    let dir = dir(&OWN);
    let ran = check(&dir, &["--against", "processed"]);
    assert_eq!(ran.code, Some(Exit::Nothing as i32), "{}", ran.stderr);
    assert!(ran.stderr.contains("documents.parquet is missing"), "{}", ran.stderr);
    dir.run("gongbao", &["--quiet"]);
    let old = fs::read(dir.out().join("observations.parquet")).unwrap();
    dir.file("b.txt", "第二县公安局2023年工作总结\n破获刑事案件3起。\n");
    dir.run("gongbao", &["--quiet"]);
    fs::write(dir.out().join("observations.parquet"), old).unwrap();
    let ran = check(&dir, &["--against", "processed"]);
    assert_eq!(ran.code, Some(Exit::Tables as i32), "{}", ran.stderr);
    assert!(ran.stderr.contains("different runs"), "{}", ran.stderr);
}
