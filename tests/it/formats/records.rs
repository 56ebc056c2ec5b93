//! Files of records: what becomes of each, and of those that are none.

use gongbao::ingest::Settings;

use super::{members, pack, read};

/// Paths of the members, and of those refused.
fn paths(path: &str, bytes: &[u8], settings: &Settings) -> (Vec<String>, Vec<(String, String)>) {
    let (mut given, mut refused) = (Vec::new(), Vec::new());
    for member in members(path, bytes, settings) {
        match member.content {
            Ok(_) => given.push(member.path),
            Err(reason) => refused.push((member.path, reason)),
        }
    }
    (given, refused)
}

fn column(name: &str) -> Settings {
    Settings { text_column: Some(name.to_owned()), ..Settings::default() }
}

#[test]
fn a_broken_line_costs_only_itself() {
    let lines = "{\"text\": \"甲\"}\n\n{\"text\": \"乙\n{\"text\": 3}\n[1]\n{\"text\": \"  \"}\n{\"text\": \"丙\"}";
    let (given, refused) = paths("a.jsonl", lines.as_bytes(), &Settings::default());
    assert_eq!(given, ["a.jsonl#1", "a.jsonl#7"]);
    let expected = [("a.jsonl#3", "not JSON"), ("a.jsonl#4", "holds no text"), ("a.jsonl#5", "no JSON object"), ("a.jsonl#6", "empty")];
    assert_eq!(refused.len(), expected.len(), "{refused:?}");
    for ((path, reason), (want, says)) in refused.iter().zip(expected) {
        assert!(path == want && reason.contains(says), "{path}: {reason}");
    }
}

#[test]
fn one_json_document_is_a_record_or_a_list_of_them() {
    let object = "{\n  \"title\": \"某某\",\n  \"text\": \"甲\"\n}";
    assert_eq!(paths("a.json", object.as_bytes(), &Settings::default()).0, ["a.json"]);
    let list = "[{\"text\": \"甲\"},\n {\"text\": \"乙\"}]";
    assert_eq!(paths("a.json", list.as_bytes(), &Settings::default()).0, ["a.json#1", "a.json#2"]);
    // A text may begin with a brace.
    assert_eq!(paths("a.txt", "{\"甲\"} 是模板".as_bytes(), &Settings::default()).0, ["a.txt"]);
}

#[test]
fn the_column_of_texts_can_be_named() {
    let csv = "id,报告\n1,全市破案12起。\n2,\n3,全市破案13起。\n";
    let (given, refused) = paths("a.csv", csv.as_bytes(), &Settings::default());
    assert!(given.is_empty() && refused[0].1.contains("--text-column") && refused[0].1.contains("报告"), "{refused:?}");
    let (given, refused) = paths("a.csv", csv.as_bytes(), &column("报告"));
    assert_eq!(
        (given, refused),
        (vec!["a.csv#1".to_owned(), "a.csv#3".to_owned()], vec![("a.csv#2".to_owned(), "its text is empty".to_owned())])
    );
    let json = "{\"报告\": \"甲\", \"text\": \"乙\"}";
    let content = members("a.jsonl", json.as_bytes(), &column("报告")).remove(0).content;
    assert_eq!(content.unwrap(), "甲".as_bytes());
}

#[test]
fn a_text_with_commas_is_no_csv() {
    let text = "2023年,全市破案12起,抓获9人。\n其中,电诈案件3起。\n";
    let (documents, rejects) = read("a.txt", text.as_bytes(), &Settings::default());
    assert_eq!((documents[0].source_path.as_str(), rejects.len()), ("a.txt", 0));
    // Nor is a table of figures parted by tabs: it is read as a table.
    let table = "地区\t破案数（起）\n通化市\t812\n白山市\t377\n";
    let (documents, _) = read("a.txt", table.as_bytes(), &Settings::default());
    assert!(documents[0].text.contains("通化市：破案数812起"), "{}", documents[0].text);
}

#[test]
fn of_a_crawl_only_what_may_hold_reports_is_given() {
    let page = "<p>2023年，通化市公安局共破获刑事案件812起。</p>".as_bytes();
    let chunked = [format!("{:x}\r\n", page.len()).as_bytes(), page, b"\r\n0\r\n\r\n"].concat();
    let zipped = pack::gzip(page);
    let warc = pack::warc(&[
        ("warcinfo", "", b"software: crawler\r\n"),
        ("request", "http://a/1", b"GET / HTTP/1.1\r\n\r\n"),
        ("response", "http://a/2.png", &pack::http("image/png", "", b"\x89PNG")),
        ("response", "http://a/404", b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>404</p>"),
        ("response", "http://a/chunked", &pack::http("text/html", "Transfer-Encoding: chunked\r\n", &chunked)),
        ("response", "http://a/gzip", &pack::http("text/html", "Content-Encoding: gzip\r\n", &zipped)),
        ("response", "http://a/br", &pack::http("text/html", "Content-Encoding: br\r\n", b"\x0b\x02\x80")),
        ("resource", "http://a/text", "2022年，通化市公安局共破获刑事案件700起。".as_bytes()),
        ("response", "http://a/empty", &pack::http("text/html", "", b"")),
        ("response", "http://a/broken", b"HTTP/1.1 200 OK\r\nContent-Type"),
    ]);
    let (given, refused) = paths("c.warc", &warc, &Settings::default());
    assert_eq!(given, ["c.warc#5", "c.warc#6", "c.warc#8"]);
    assert_eq!(refused.iter().map(|(path, _)| path.as_str()).collect::<Vec<_>>(), ["c.warc#7", "c.warc#10"]);
    let content: Vec<Vec<u8>> =
        members("c.warc", &warc, &Settings::default()).into_iter().filter_map(|member| member.content.ok()).collect();
    assert!(content[0] == page && content[1] == page);
    // Cut off in the middle: what came before is given.
    let (given, refused) = paths("c.warc", &warc[..warc.len() - 300], &Settings::default());
    assert!(given.len() >= 2 && refused.last().unwrap().1.contains("cut off"), "{given:?} {refused:?}");
}
