//! Copies: which documents are the same article, and what becomes of them in the later tables.

use gongbao::ingest::near::{Near, Signature};
use gongbao::model::{Check, Document, Mention, Observation, Period};
use gongbao::table::Stage;

use crate::support::Dir;

/// A report of many words and three figures.
fn article(cases: u32) -> String {
    let tasks = ["夜间巡防", "反诈宣传", "矛盾排查", "交通整治", "校园护航", "网络清查", "禁毒教育", "走访慰问"];
    let lines: Vec<String> = tasks
        .iter()
        .map(|task| format!("围绕{task}工作，各级民警深入街道社区，听取群众意见，逐项落实整改，群众的安全感明显增强。"))
        .collect();
    format!("2023年，通化市公安局共破获刑事案件{cases}起，抓获犯罪嫌疑人377人，追回赃款1200万元。\n{}\n", lines.join("\n"))
}

fn document(id: &str, text: &str) -> Document {
    Document {
        document_id: id.to_owned(),
        text: text.to_owned(),
        region_code: Some("220500".to_owned()),
        period: Period::year(2023),
        ..Document::default()
    }
}

/// Whether the second is taken for a copy of the first.
fn copies(first: &Document, second: &Document) -> bool {
    let mut near = Near::default();
    assert_eq!(near.first_like(first, Signature::of(first)), None);
    near.first_like(second, Signature::of(second)).is_some()
}

#[test]
fn copies_are_known_by_their_words_and_figures() {
    let first = document("a", &article(812));
    let copy = |text: &str| copies(&first, &document("b", text));
    assert!(copy(&article(812)), "word for word");
    assert!(copy(&article(812).replace('，', ", ").replace('\n', "\n\n")), "set otherwise");
    assert!(copy(&article(812).replace("夜间巡防", "夜间巡逻")), "a word changed");
    assert!(copy(&article(812).replacen("群众的安全感明显增强", "", 1)), "half a sentence lost");
    // The same words with other figures are another year's report, or a corrected one.
    assert!(!copy(&article(813)));
    assert!(!copy(&format!("{}另有治安案件99起。", article(812))), "it says more");
    assert!(!copy(&article(812).lines().take(5).collect::<String>()), "half of it");
    assert!(!copy("2023年，通化市公安局破案9起。"));
}

#[test]
fn another_region_or_period_is_another_report() {
    let first = document("a", &article(812));
    let other = |change: fn(&mut Document)| {
        let mut document = document("b", &article(812));
        change(&mut document);
        copies(&first, &document)
    };
    assert!(!other(|document| document.region_code = Some("220600".to_owned())));
    assert!(!other(|document| document.period = Period::year(2022)));
    assert!(other(|document| document.region_code = None), "a copy may not say where");
}

#[test]
fn a_copy_of_a_copy_is_one_of_the_first() {
    let mut near = Near::default();
    for (id, first) in [("a", None), ("b", Some("a")), ("c", Some("a"))] {
        let document = document(id, &article(812));
        assert_eq!(near.first_like(&document, Signature::of(&document)).as_deref(), first);
    }
}

#[test]
fn the_figures_of_a_copy_are_counted_once_and_a_finding_names_it() {
    let dir = Dir::new();
    dir.file("a.txt", article(812)).file("b.html", format!("<html><body><p>{}</p></body></html>", article(812).replace('\n', "</p><p>")));
    dir.pipeline(&Default::default(), &Stage::ALL, 2).unwrap();
    let documents = dir.rows::<Document>();
    assert_eq!(documents[0].duplicate_of, None);
    assert_eq!(documents[1].duplicate_of.as_ref(), Some(&documents[0].document_id));
    let of_copy = |id: &str| id == documents[1].document_id;
    assert!(!dir.rows::<Mention>().iter().any(|mention| of_copy(&mention.document_id)));
    let observed = dir.rows::<Observation>();
    assert!(observed.len() >= 3 && !observed.iter().any(|observation| of_copy(&observation.document_id)));
    let checks = dir.rows::<Check>();
    let named = checks.iter().find(|check| check.check == "duplicate_document").unwrap();
    assert!(named.message.contains("b.html") && named.message.contains("a.txt"), "{}", named.message);
}
