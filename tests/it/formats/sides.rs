//! Side files: what they override, where they stand, and what is wrong with them.

use gongbao::ingest::unpack::read_side;
use gongbao::lexicon::Lexicon;
use gongbao::model::Document;
use gongbao::table::Stage;

use super::pack;
use crate::support::Dir;

const TEXT: &str = "通化市公安局2023年工作总结\n2023年，全市公安机关共破获刑事案件812起，同比下降4.1%。\n";

fn facts(document: &Document) -> [Option<String>; 6] {
    [
        document.title.clone(),
        document.publisher.clone(),
        document.region_name.clone(),
        document.period.map(|period| format!("{}..{}", period.start, period.end)),
        document.date_published.map(|day| day.to_string()),
        document.source_url.clone(),
    ]
}

fn ingest(dir: &Dir) -> Vec<Document> {
    dir.pipeline(&Default::default(), &[Stage::Ingest], 1).unwrap();
    dir.rows()
}

#[test]
fn a_side_file_overrides_what_the_text_says() {
    let dir = Dir::new();
    dir.file("a.txt", TEXT).file(
        "a.txt.meta.toml",
        "title = \"年报\"\npublisher = \"某某局\"\nregion = \"220600\"\nperiod = \"2022-01..2022-06\"\npublished = 2022-07-09\nurl = \"http://a\"",
    );
    let documents = ingest(&dir);
    let want = ["年报", "某某局", "白山市", "2022-01-01..2022-06-30", "2022-07-09", "http://a"];
    assert_eq!(facts(&documents[0]), want.map(|fact| Some(fact.to_owned())));
    assert!(documents[0].evidence.iter().all(|fact| fact.ends_with(": side file")) && documents[0].evidence.len() == 5);
    assert_eq!(documents.len(), 1, "a side file is no source");
}

#[test]
fn of_several_reports_single_ones_can_be_named() {
    let dir = Dir::new();
    let two = "2023年，通辽市公安局破案9起。（甲某）\n2023年，赤峰市公安局破案8起。";
    dir.file("a.txt", two).file("a.txt.meta.toml", "period = \"2021\"\n[report.2]\ntitle = \"二\"\nregion = \"150500\"\n");
    let documents = ingest(&dir);
    let seen: Vec<_> = documents.iter().map(|document| (document.title.as_deref(), document.region_code.as_deref())).collect();
    assert_eq!(seen, [(None, Some("150500")), (Some("二"), Some("150500"))]);
    assert!(documents.iter().all(|document| document.period.unwrap().start.to_string() == "2021-01-01"));
}

#[test]
fn inside_an_archive_it_stands_next_to_its_source() {
    let side = "region = \"220600\"".as_bytes();
    for packed in [pack::zip, pack::tar] {
        for order in [[("a.txt", TEXT.as_bytes()), ("a.txt.meta.toml", side)], [("a.txt.meta.toml", side), ("a.txt", TEXT.as_bytes())]] {
            let dir = Dir::new();
            let others = [("0.txt", &b"2022\xE5\xB9\xB4"[..]), order[0], order[1], ("z.txt.meta.toml", side)];
            let documents = ingest(dir.file("p", packed(&others)));
            assert_eq!(documents.iter().find(|document| document.source_path == "p/a.txt").unwrap().region_code.as_deref(), Some("220600"));
            assert!(dir.rejected("p/z.txt.meta.toml").unwrap().contains("next to its source"));
        }
    }
    // That of the archive speaks for all of its members.
    let dir = Dir::new();
    let documents = ingest(dir.file("p.zip", pack::zip(&[("a.txt", TEXT.as_bytes())])).file("p.zip.meta.toml", side));
    assert_eq!(documents[0].region_code.as_deref(), Some("220600"));
}

#[test]
fn what_is_wrong_with_a_side_file_is_said_and_its_source_still_read() {
    for (text, says) in [
        ("titel = \"x\"", "titel"),
        ("region = \"999999\"", "999999"),
        ("region = 150900", "string"),
        ("period = \"2023年\"", "no year"),
        ("period = \"2023-13\"", "no year"),
        ("period = \"2023-05..2023-02\"", "no year"),
        ("published = \"gestern\"", "no day"),
        ("[report.first]\ntitle = \"x\"", "ordinal"),
        ("not toml", "expected"),
    ] {
        let problem = read_side(text, &Lexicon::embedded().regions).unwrap_err();
        assert!(problem.contains(says), "{text}: {problem}");
        let dir = Dir::new();
        let documents = ingest(dir.file("a.txt", TEXT).file("a.txt.meta.toml", text));
        assert_eq!(documents[0].region_code.as_deref(), Some("220500"));
        assert!(dir.rejected("a.txt.meta.toml").unwrap().contains("read without it"));
    }
}

#[test]
fn a_side_file_beside_nothing_is_refused() {
    let dir = Dir::new();
    let documents = ingest(dir.file("a.txt", TEXT).file("b.txt.meta.toml", "title = \"x\""));
    assert_eq!(documents.len(), 1);
    assert!(dir.rejected("b.txt.meta.toml").unwrap().contains("no source of that name"));
}

#[test]
fn another_side_file_is_another_input() {
    let inputs = |side: &str| {
        let dir = Dir::new();
        ingest(dir.file("a.txt", TEXT).file("a.txt.meta.toml", side));
        gongbao::table::footer::Footer::read(&dir.out().join("documents.parquet")).unwrap().get("inputs").to_owned()
    };
    assert_ne!(inputs("title = \"甲\""), inputs("title = \"乙\""));
}
