//! `gongbao explain`.

use gongbao::cli::args::Explain;
use gongbao::cli::exit::Exit;
use gongbao::cli::explain;
use gongbao::model::{Mention, Observation, Outcome};
use gongbao::table::Stage;

use crate::formats::pack;
use crate::support::{Dir, report, stages};

fn dir() -> Dir {
    let dir = Dir::new();
    dir.file("2023/a.txt", "标题\n\n2023年破获12起，抓获34人\n").file("b.txt", "又56起，78人");
    dir.pipeline(&stages::steps(), &Stage::ALL, 1).unwrap();
    dir
}

fn explain(dir: &Dir, id: &str) -> Result<String, gongbao::cli::exit::Failure> {
    explain::run(&Explain { id: id.into(), out: dir.out(), raw: dir.raw(), text_column: None })
}

fn of_surface(dir: &Dir, surface: &str) -> Observation {
    dir.rows::<Observation>().into_iter().find(|observation| observation.surface == surface).unwrap()
}

#[test]
fn an_observation_is_followed_from_the_file_to_what_was_built_on_it() {
    let dir = dir();
    let text = explain(&dir, &of_surface(&dir, "12").observation_id).unwrap();
    for words in [
        "2023年破获【12】起，抓获34人",
        "2023/a.txt",
        "line         3",
        "code points 4 to 20 of the file, decoded as UTF-8",
        "code points 11 to 13 of documents.text",
        "level.digits",
        "inherited",
        "12 from number 12",
        "crime.cleared from verb and head 破获",
        "numerator",
        "first_per_second",
        "warning",
        "has a neighbour",
        "乌兰察布市 (150900)",
    ] {
        assert!(text.contains(words), "{words:?} is missing:\n{text}");
    }
}

#[test]
fn the_beginning_of_an_id_is_enough_if_it_is_the_only_one() {
    let dir = dir();
    let id = of_surface(&dir, "56").observation_id;
    assert_eq!(explain(&dir, &id[..17]).unwrap_err().exit(), Exit::Usage, "two figures of one document");
    let failure = explain(&dir, "o").unwrap_err();
    assert!(failure.exit() == Exit::Usage && failure.to_string().contains("4 rows"), "{failure}");
    dir.file("c.txt", "只有9起").pipeline(&stages::steps(), &Stage::ALL, 1).unwrap();
    let id = of_surface(&dir, "9").observation_id;
    let whole = explain(&dir, &id).unwrap();
    assert_eq!(explain(&dir, &id[..12]).map_err(|failure| failure.to_string()), Ok(whole));
}

#[test]
fn a_mention_leads_to_its_observations_or_says_why_there_are_none() {
    let dir = dir();
    let mentions = dir.rows::<Mention>();
    let find = |outcome| mentions.iter().find(|mention| mention.outcome == outcome).unwrap();
    let ignored = explain(&dir, &find(Outcome::Ignored).mention_id).unwrap();
    assert!(ignored.contains("ignored") && ignored.contains("date") && ignored.contains("【2023】年"), "{ignored}");
    let observed = explain(&dir, &find(Outcome::Observed).mention_id).unwrap();
    assert!(observed.starts_with("Observation o"), "{observed}");
}

#[test]
fn ratios_are_selected_by_their_parts() {
    let dir = dir();
    for selector in
        ["first_per_second", "ratio:first_per_second", "first_per_second:crime:1509:2023", "first / second", ":crime", "::150900"]
    {
        let text = explain(&dir, selector).unwrap();
        assert_eq!(text.matches("Ratio first_per_second:crime:150900:2023-01-01").count(), 2, "{selector}:\n{text}");
        for words in [
            "first / second",
            "Numerator: crime.cleared  12 case",
            "Denominator: crime.cleared  34 case",
            "抓获【34】人",
            "has a neighbour",
        ] {
            assert!(text.contains(words), "{words:?} is missing:\n{text}");
        }
    }
    for selector in ["first_per_second:fraud", "first_per_second:::2022", "none", ":", "first_per_second:crime:150900:2023:x"] {
        assert_eq!(explain(&dir, selector).unwrap_err().exit(), Exit::Nothing, "{selector}");
    }
}

#[test]
fn a_source_file_that_changed_or_went_away_is_said_so() {
    let dir = dir();
    let id = of_surface(&dir, "56").observation_id;
    dir.file("b.txt", "something else");
    assert!(explain(&dir, &id).unwrap().contains("has changed since the run"));
    std::fs::remove_file(dir.raw().join("b.txt")).unwrap();
    assert!(explain(&dir, &id).unwrap().contains("cannot be read"));
}

#[test]
fn the_line_is_told_of_a_file_that_was_mended_too() {
    let text = report(3);
    let gb18030 = encoding_rs::GB18030.encode(&text).0;
    let mojibake = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&gb18030).0;
    for (bytes, encoding) in [
        ([text.as_bytes(), b"\xe5\x85"].concat(), "UTF-8 (damaged)"),
        (mojibake.as_bytes().to_vec(), "GB18030 (as ISO-8859-1)"),
        ([b"\xef\xbb\xbf", text.as_bytes()].concat(), "UTF-8"),
        (gb18030.to_vec(), "GB18030"),
    ] {
        let dir = Dir::new();
        dir.file("a.txt", bytes);
        assert_eq!(dir.run("gongbao", &[]).code, Some(0), "{encoding}");
        let text = explain(&dir, &of_surface(&dir, "4起").observation_id).unwrap();
        for words in ["line         3\n", &format!("decoded as {encoding}\n")] {
            assert!(text.contains(words), "{words:?} is missing:\n{text}");
        }
    }
}

#[test]
fn the_line_is_told_of_members_and_records_too() {
    let lines = serde_json::json!({ "报告": report(3) }).to_string() + "\n";
    let zip = pack::zip(&[("x/b.txt", report(4).as_bytes()), ("c.jsonl", lines.as_bytes())]);
    for (surface, path, line) in [("4起", "d/a.zip/c.jsonl#1", 3), ("5起", "d/a.zip/x/b.txt", 3)] {
        let dir = Dir::new();
        dir.file("d/a.zip", &zip);
        assert_eq!(dir.run("gongbao", &["--text-column", "报告"]).code, Some(0));
        let id = of_surface(&dir, surface).observation_id;
        let typed =
            |column: Option<&str>| Explain { id: id.clone(), out: dir.out(), raw: dir.raw(), text_column: column.map(str::to_owned) };
        let text = explain::run(&typed(Some("报告"))).unwrap();
        for words in [format!("file         {path}\n"), format!("line         {line}\n")] {
            assert!(text.contains(&words), "{words:?} is missing:\n{text}");
        }
        let without = explain::run(&typed(None)).unwrap();
        assert_eq!(without.contains("--text-column"), path.ends_with("#1"), "{without}");
    }
}

#[test]
fn the_program_says_where_there_is_nothing_to_explain() {
    let dir = Dir::new();
    let ran = dir.run("gongbao", &["explain", "x"]);
    assert_eq!(ran.code, Some(Exit::Nothing as i32));
    assert!(ran.stderr.contains("documents.parquet is missing; run gongbao"), "{}", ran.stderr);
}
