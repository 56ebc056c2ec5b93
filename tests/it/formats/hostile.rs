//! Input made to do harm: bombs, paths that lead out, nesting without end, parts that are cut off. Each costs itself, and says so.

use gongbao::ingest::Settings;
use gongbao::ingest::unpack::Member;

use super::{limited, members, pack, read};

const TEXT: &[u8] = "2023年，通化市公安局共破获刑事案件812起。".as_bytes();

fn refusals(found: &[Member]) -> Vec<String> {
    found.iter().filter_map(|member| member.content.as_ref().err().map(|reason| format!("{}: {reason}", member.path))).collect()
}

fn given(found: &[Member]) -> Vec<&str> {
    found.iter().filter(|member| member.content.is_ok()).map(|member| member.path.as_str()).collect()
}

#[test]
fn a_path_in_an_archive_never_leaves_it() {
    for name in ["../out.txt", "/etc/out.txt", "a/../../out.txt", "C:/out.txt", "..\\out.txt"] {
        for packed in [pack::zip(&[(name, TEXT), ("in.txt", TEXT)]), pack::tar(&[(name, TEXT), ("in.txt", TEXT)])] {
            let found = members("p", &packed, &Settings::default());
            assert_eq!(given(&found), ["p/in.txt"], "{name}");
            assert!(refusals(&found)[0].contains("leads out"), "{name}");
        }
    }
}

#[test]
fn what_systems_add_is_passed_over() {
    let packed = pack::zip(&[("__MACOSX/a.txt", TEXT), (".DS_Store", b"x"), ("./b//a.txt", TEXT)]);
    let found = members("p", &packed, &Settings::default());
    assert_eq!((given(&found), refusals(&found).len()), (vec!["p/b/a.txt"], 0));
}

#[test]
fn a_bomb_is_unpacked_up_to_the_limit_and_no_further() {
    let zeros = vec![b' '; 3 << 20];
    let settings = limited(|limits| (limits.unpacked_bytes, limits.bytes) = (1 << 20, 64 << 20));
    for (name, packed) in [
        ("gzip", pack::gzip(&zeros)),
        ("zstd", zstd::encode_all(&zeros[..], 3).unwrap()),
        ("zip", pack::zip(&[("a.txt", &zeros)])),
        ("tar.gz", pack::gzip(&pack::tar(&[("a.txt", &zeros)]))),
    ] {
        let found = members("p", &packed, &settings);
        assert!(given(&found).is_empty(), "{name}");
        assert!(refusals(&found)[0].contains("--max-unpacked-bytes"), "{name}: {:?}", refusals(&found));
    }
    // A member may be too long where the archive is not.
    let settings = limited(|limits| limits.bytes = 1000);
    let packed = pack::zip(&[("long.txt", &zeros), ("short.txt", TEXT)]);
    let found = members("p", &packed, &settings);
    assert_eq!(given(&found), ["p/short.txt"]);
    assert!(refusals(&found)[0].starts_with("p/long.txt: ") && refusals(&found)[0].contains("--max-bytes"));
}

#[test]
fn archives_in_archives_are_opened_down_to_the_limit() {
    let nested = (0..9).fold(TEXT.to_vec(), |inner, depth| if depth % 2 == 0 { pack::zip(&[("a", &inner)]) } else { pack::gzip(&inner) });
    let found = members("p", &nested, &Settings::default());
    assert!(given(&found).is_empty() && refusals(&found)[0].contains("--max-depth"), "{:?}", refusals(&found));
    let found = members("p", &nested, &limited(|limits| limits.depth = 9));
    assert_eq!(given(&found).len(), 1);
}

#[test]
fn members_are_counted() {
    let names: Vec<String> = (0..7).map(|number| format!("{number}.txt")).collect();
    let files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), TEXT)).collect();
    let lines = "{\"text\": \"甲\"}\n".repeat(7);
    for packed in [pack::zip(&files), pack::tar(&files), lines.into_bytes()] {
        let found = members("p", &packed, &limited(|limits| limits.members = 5));
        assert_eq!(given(&found).len(), 5);
        assert!(refusals(&found)[0].contains("--max-members"), "{:?}", refusals(&found));
    }
}

#[test]
fn refusals_of_one_file_are_summed_up() {
    let found = members("p.jsonl", "{\"text\": 1}\n".repeat(300).as_bytes(), &Settings::default());
    assert_eq!(found.len(), 101);
    assert!(refusals(&found)[100].starts_with("p.jsonl: 200 more"), "{:?}", refusals(&found)[100]);
}

#[test]
fn what_is_cut_off_says_so_and_gives_what_came_before() {
    let two = [("a.txt", TEXT), ("b.txt", TEXT)];
    let cut = |bytes: Vec<u8>, by: usize| bytes[..bytes.len() - by].to_vec();
    for (name, packed, before) in [
        ("gzip", cut(pack::gzip(TEXT), 9), 0),
        ("zstd", cut(zstd::encode_all(TEXT, 3).unwrap(), 3), 0),
        ("zip", cut(pack::zip(&two), 30), 0),
        ("tar", cut(pack::tar(&two), 1536), 1),
    ] {
        let found = members("p", &packed, &Settings::default());
        assert_eq!(given(&found).len(), before, "{name}");
        assert!(refusals(&found).iter().any(|reason| reason.contains("cut off")), "{name}: {:?}", refusals(&found));
    }
}

#[test]
fn a_quotation_that_never_closes_ends_at_the_limit() {
    let csv = format!("id,text\n1,甲\n2,\"乙{}", "x\n".repeat(400_000));
    let found = members("a.csv", csv.as_bytes(), &limited(|limits| limits.bytes = 10_000));
    assert_eq!(given(&found), ["a.csv#1"]);
    assert!(refusals(&found)[0].contains("longer than"), "{:?}", refusals(&found));
    let line = format!("{{\"text\": \"甲\"}}\n{{\"text\": \"{}\"}}\n{{\"text\": \"乙\"}}\n", "x".repeat(20_000));
    let found = members("a.jsonl", line.as_bytes(), &limited(|limits| limits.bytes = 10_000));
    assert_eq!(given(&found), ["a.jsonl#1"]);
    assert!(refusals(&found)[0].contains("line 2"), "{:?}", refusals(&found));
}

#[test]
fn pages_nested_without_end_are_refused_before_they_are_parsed() {
    let deep = |depth: usize| format!("<html><body>{}2023年，通化市公安局共破获刑事案件812起。</body></html>", "<div>".repeat(depth));
    let (documents, rejects) = read("a.html", deep(400).as_bytes(), &Settings::default());
    assert_eq!((documents.len(), rejects.len()), (1, 0));
    let (documents, rejects) = read("a.html", deep(300_000).as_bytes(), &Settings::default());
    assert!(documents.is_empty() && rejects[0].reason.contains("--max-nesting"), "{rejects:?}");
    // Elements that need no end tag do not nest.
    let flat = format!("<html><body>{}<p>2023年，通化市公安局共破获刑事案件812起。</body></html>", "<p>段落。<br>".repeat(2_000));
    assert_eq!(read("a.html", flat.as_bytes(), &Settings::default()).1.len(), 0);
}

#[test]
fn nesting_cannot_be_hidden() {
    for (before, nests) in [
        ("<template>", "<div>"),
        ("<e=\">", "<div>"),
        ("<title><!--</title>", "<div>"),
        ("<script-x>", "<div>"),
        ("<svg><style>", "<g>"),
        ("", "<p-x>"),
        ("", "<div></q>"),
    ] {
        let page = format!("<html><body><p>2023年，通化市公安局共破获刑事案件812起。{before}{}", nests.repeat(300_000));
        let (documents, rejects) = read("a.html", page.as_bytes(), &Settings::default());
        assert!(documents.is_empty() && rejects[0].reason.contains("--max-nesting"), "{before}{nests}: {rejects:?}");
    }
    // What holds no markup nests nothing.
    let text = format!("<p>2023年，通化市公安局共破获刑事案件812起。</p><textarea>{}</textarea>", "<div>".repeat(1_000));
    assert_eq!(read("a.html", text.as_bytes(), &Settings::default()).1.len(), 0);
}

#[test]
fn what_comes_again_and_again_takes_no_longer_for_it() {
    let pieces = [
        "（完）00",
        "（记者 甲乙）破案9起",
        "（甲某）",
        "又讯 破案9起。\n",
        "本报讯",
        "一、破案\n",
        "破案9起。",
        "2023年",
        "2023",
        "，",
        "　",
        " ",
        "“",
        "（",
        "）",
        "\n",
        "\n\n甲\n",
        "破案 \n",
        "责任编辑：甲\n",
        "甲|乙\n",
        "|",
        "\t",
        "◆",
        "…",
        "www.",
        "通辽市公安局",
        "通辽市公安局2023年工作总结\n",
        "5 月",
        "百",
        "《",
        "—",
        "12",
        "１",
        "&",
        "<p>",
        "<table><tr><td>9",
        "<td>",
        "**",
        "# 甲\n",
        "- ",
        "> ",
        "`",
        "[",
        "![",
        "](",
        "|-|",
        "*甲",
        "_",
        "1. 甲\n",
    ];
    for piece in pieces {
        for path in ["a.txt", "a.md"] {
            let text = format!("2023年，通化市公安局共破获刑事案件812起。\n{}", piece.repeat(400_000 / piece.len()));
            let begun = std::time::Instant::now();
            read(path, text.as_bytes(), &Settings::default());
            let took = begun.elapsed();
            println!("{piece:?} in {path}: {took:?}");
            assert!(took.as_secs() < 6, "{piece:?} in {path} takes {took:?}");
        }
    }
}

#[test]
fn a_file_that_hangs_costs_only_itself() {
    use gongbao::cli::pipeline::{self, Plan, Steps};
    use gongbao::cli::progress::Voice;
    use gongbao::lexicon::Lexicon;
    use gongbao::model::Document;
    use gongbao::table::Stage;

    let steps = Steps {
        ingest: |source, lexicon| {
            if source.path == "b.txt" {
                std::thread::sleep(std::time::Duration::from_secs(600));
            }
            gongbao::ingest::ingest(source, lexicon)
        },
        ..Steps::default()
    };
    let dir = crate::support::Dir::new();
    let text = |year: i32| format!("{year}年，通化市公安局共破获刑事案件812起。");
    dir.file("a.txt", text(2021)).file("b.txt", text(2022)).file("c.txt", text(2023));
    let plan =
        Plan { raw: dir.raw(), out: dir.out(), threads: 1, settings: Settings::default(), max_seconds: 1, stages: vec![Stage::Ingest] };
    let done = pipeline::run(&plan, &steps, Lexicon::embedded(), &Voice::plain("test")).unwrap();
    assert_eq!(done.rejected, 1);
    assert!(dir.rejected("b.txt").unwrap().contains("--max-seconds"));
    assert_eq!(dir.rows::<Document>().len(), 2);
}

#[test]
fn an_encrypted_member_is_refused_and_the_others_are_read() {
    let mut packed = pack::zip(&[("open.txt", TEXT), ("closed.txt", TEXT)]);
    // The first bit of the flags, in the member's own head and in the directory.
    for (signature, flags) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        let places: Vec<usize> = (0..packed.len() - 4).filter(|at| packed[*at..].starts_with(signature)).collect();
        packed[places[1] + flags] |= 1;
    }
    let found = members("p.zip", &packed, &Settings::default());
    assert_eq!(given(&found), ["p.zip/open.txt"]);
    assert!(refusals(&found)[0].starts_with("p.zip/closed.txt: is encrypted"), "{:?}", refusals(&found));
}

#[test]
fn a_table_whose_rows_do_not_match_its_heads_is_noted() {
    let table = |second: &str| {
        format!(
            "<html><body><p>2023年，通化市公安局公布各县情况。</p><table><tr><th>地区</th><th>破案数（起）</th><th>抓获（人）</th></tr>\
             <tr><td>甲县</td><td>12</td><td>34</td></tr><tr><td>乙县</td>{second}</tr></table></body></html>"
        )
    };
    let notes = |page: &str| read("a.html", page.as_bytes(), &Settings::default()).0[0].clone();
    let whole = notes(&table("<td>5</td><td>6</td>"));
    assert!(whole.notes.is_empty() && whole.text.contains("乙县：破案数5起，抓获6人。"), "{whole:?}");
    let torn = notes(&table("<td>5</td><td>6</td><td>7</td>"));
    assert!(torn.notes[0].contains("1 row does not match"), "{:?}", torn.notes);
    assert!(["12", "34", "5", "6", "7"].iter().all(|figure| torn.text.contains(figure)), "{}", torn.text);
}

#[test]
fn the_pages_of_a_pdf_are_counted() {
    use crate::ingest::pdf::writer::{Font, written};

    // What stands on every page at the same place would be taken for its head.
    let page = |line: &str| vec![(90.0, 700.0, 12.0, line.to_owned())];
    let pages = ["2023年，通化市公安局共破获刑事案件812起。", "抓获犯罪嫌疑人377人。", "群众满意率达99%。"].map(page);
    let bytes = written(Font::Mapped, &pages).bytes();
    assert_eq!(read("a.pdf", &bytes, &limited(|limits| limits.pages = 3)).1.len(), 0);
    let (documents, rejects) = read("a.pdf", &bytes, &limited(|limits| limits.pages = 2));
    assert!(documents.is_empty() && rejects[0].reason.contains("the 2 of --max-pages"), "{rejects:?}");
}
