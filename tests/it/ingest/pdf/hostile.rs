//! Damaged and hostile PDFs: refused with a reason or read as far as they go, and never at any length.

use proptest::prelude::*;

use super::writer::{self, CATALOGUE, FONT, Font, KINDS, TREE, Writer, written};
use super::{decode, reject, report};

const MEBIBYTE: usize = 1 << 20;

#[test]
fn a_truncated_file_is_damaged_or_read_as_far_as_it_goes() {
    let bytes = written(Font::Unicode, &[report(9)]).bytes();
    let whole = decode(&bytes).unwrap();
    for at in (10..bytes.len()).step_by(37) {
        match decode(&bytes[..at]) {
            Ok(text) => assert_eq!(text, whole, "cut at {at}"),
            Err(reason) => assert!(reason.contains("PDF"), "cut at {at}: {reason}"),
        }
    }
    assert!(reject(&bytes[..400]).contains("fetch it again"));
    // Without its table of objects they can still be found.
    assert_eq!(decode(&bytes[..bytes.len() - 60]).unwrap(), whole);
}

#[test]
fn page_trees_that_go_round_in_circles_end() {
    let mut writer = written(Font::Unicode, &[report(3)]);
    let whole = decode(&writer.bytes()).unwrap();
    let inner = writer.add("<</Type/Pages/Count 9/Kids[2 0 R 2 0 R]>>");
    let page = inner - 2;
    writer.set(TREE, format!("<</Type/Pages/Count 9/Kids[{inner} 0 R 2 0 R {page} 0 R {page} 0 R]>>"));
    assert_eq!(decode(&writer.bytes()).unwrap(), whole);
    writer.set(TREE, "<</Type/Pages/Kids[2 0 R]/Parent 2 0 R>>");
    assert!(decode(&writer.bytes()).is_err());
    writer.set(CATALOGUE, "1 0 R");
    assert!(decode(&writer.bytes()).is_err());
}

#[test]
fn the_count_of_pages_is_counted_not_believed() {
    let mut writer = written(Font::Unicode, &[report(3)]);
    let whole = decode(&writer.bytes()).unwrap();
    let page = writer.page(b"");
    writer.set(TREE, format!("<</Type/Pages/Count 2000000000/Kids[{} 0 R]>>", page - 3));
    assert_eq!(decode(&writer.bytes()).unwrap(), whole);
    let pages: Vec<usize> = (0..2001).map(|_| writer.add("<</Type/Page>>")).collect();
    writer.pages(&pages);
    let reason = decode(&writer.bytes()).unwrap_err();
    assert!(reason.contains("2001 pages, more than the 2000 of --max-pages"), "{reason}");
}

/// A page with this stream as content, deflated so many times.
fn page_of(data: &[u8], deflated: usize) -> Writer {
    let mut writer = written(Font::Unicode, &[report(3)]);
    let content = writer.stream("", data, deflated);
    let page = writer.add(format!("<</Type/Page/Parent 2 0 R/Contents {content} 0 R>>"));
    writer.pages(&[page]);
    writer
}

#[test]
fn streams_that_inflate_enormously_are_refused() {
    let zeros = vec![b' '; 300 * MEBIBYTE];
    let once = page_of(&zeros, 1);
    assert!(once.bytes().len() < MEBIBYTE);
    assert!(reject(&once.bytes()).contains("inflates enormously"));
    assert!(reject(&page_of(&zeros, 2).bytes()).contains("inflates enormously"));
    // Nor may a name be written otherwise to hide it.
    let mut hidden = once.bytes();
    let at = hidden.windows(12).rposition(|window| window == b"/FlateDecode").unwrap();
    hidden.splice(at..at + 12, *b"/Fl#61teDecode");
    assert!(reject(&hidden).contains("inflates enormously"));
    // What inflates a little is none of these.
    assert!(reject(&page_of(&zeros[..MEBIBYTE], 1).bytes()).contains("without a text layer"));
}

#[test]
fn a_stream_used_by_very_many_pages_counts_for_each() {
    let mut writer = written(Font::Unicode, &[report(3)]);
    let content = writer.stream("", &vec![b' '; 100 * MEBIBYTE], 1);
    let pages: Vec<usize> = (0..9).map(|_| writer.add(format!("<</Type/Page/Contents {content} 0 R>>"))).collect();
    writer.pages(&pages);
    assert!(reject(&writer.bytes()).contains("inflates enormously"));
}

#[test]
fn pages_without_number_are_refused_before_they_fill_the_memory() {
    let mut writer = written(Font::Unicode, &[report(3)]);
    let pages = "<<>>".repeat(1_100_000);
    writer.set(TREE, format!("<</Type/Pages/Kids[{pages}]>>"));
    assert!(reject(&writer.bytes()).contains("inflates enormously"));
    // Nor may they hide in a stream of objects.
    writer.set(TREE, "null");
    writer.stream("/Type/ObjStm/N 1/First 4", format!("2 0 <</Type/Pages/Kids[{pages}]>>").as_bytes(), 1);
    assert!(reject(&writer.bytes()).contains("inflates enormously"));
}

#[test]
fn forms_that_double_again_and_again_are_refused() {
    let mut writer = written(Font::Unicode, &[report(3)]);
    let mut inner = writer.add("null");
    for _ in 0..11 {
        let entries = format!("/Subtype/Form/Resources<</XObject<</X {inner} 0 R>>>>");
        inner = writer.stream(&entries, "/X Do ".repeat(50).as_bytes(), 1);
    }
    let content = writer.stream("", b"/X Do", 1);
    let page = writer.add(format!("<</Type/Page/Contents {content} 0 R/Resources<</XObject<</X {inner} 0 R>>>>>>"));
    writer.pages(&[page]);
    assert!(reject(&writer.bytes()).contains("inflates enormously"));
}

#[test]
fn what_nests_without_end_is_not_followed() {
    let mut writer = written(Font::Unicode, &[report(3)]);
    let whole = decode(&writer.bytes()).unwrap();
    let deep = |open: &str, close: &str| format!("{}{}", open.repeat(200_000), close.repeat(200_000));
    writer.add(deep("[", "]"));
    writer.add(deep("<</A", ">>"));
    writer.add(deep("(", ")"));
    assert_eq!(decode(&writer.bytes()).unwrap(), whole);
    for content in [deep("[", "]"), deep("<</A", ">>"), deep("(", ")"), deep("q ", "Q "), deep("BI ", "EI ")] {
        let text = writer::encoded(Font::Unicode, "全市破获案件12起。", &[]);
        let content = format!("BT /F 12 Tf 90 700 Td <{text}> Tj ET {content}");
        let page = writer.page(content.as_bytes());
        writer.pages(&[page]);
        assert_eq!(decode(&writer.bytes()).unwrap(), "全市破获案件12起。\n");
    }
}

#[test]
fn numbers_without_measure_show_nothing() {
    let text = writer::encoded(Font::Unicode, "全市破获案件12起。", &[]);
    for wild in ["1e39", "99999999999999999999999999999999999999999999999", "-0", "0", "0.0000000001"] {
        let mut writer = written(Font::Unicode, &[report(3)]);
        let content = format!(
            "BT /F 12 Tf 90 700 Td <{text}> Tj ET BT /F {wild} Tf {wild} Tc {wild} Tz {wild} 0 0 {wild} {wild} {wild} Tm [<{text}> {wild}] TJ ET"
        );
        let page = writer.page(content.as_bytes());
        writer.pages(&[page]);
        assert_eq!(decode(&writer.bytes()).unwrap(), "全市破获案件12起。\n", "{wild}");
    }
}

#[test]
fn a_page_with_more_characters_than_any_has_is_refused() {
    let text = writer::encoded(Font::Unicode, &"案".repeat(50_000), &[]);
    let content = format!("BT /F 1 Tf {}ET", format!("1 0 0 1 90 700 Tm 0 Tz <{text}> Tj 0.001 Tz <{text}> Tj ").repeat(9));
    let mut writer = written(Font::Unicode, &[report(3)]);
    let page = writer.page(content.as_bytes());
    writer.pages(&[page]);
    assert!(reject(&writer.bytes()).contains("inflates enormously"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn damage_anywhere_is_survived(
        kind in 0..KINDS.len(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..3u8), 1..12),
    ) {
        let mut bytes = written(KINDS[kind], &[report(4), report(2)]).bytes();
        for (at, byte, how) in changes {
            let at = at.index(bytes.len());
            match how {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                _ => drop(bytes.remove(at)),
            }
        }
        if let Err(reason) = decode(&bytes) {
            prop_assert!(reason.contains(';'), "{}", reason);
        }
    }

    #[test]
    fn content_and_fonts_of_any_kind_are_survived(content in "[ -~]{0,80}", font in "[ -~]{0,80}", operators in prop::collection::vec(0..12usize, 0..20)) {
        let known = ["BT", "/F 9 Tf", "<4e00>Tj", "[<4e00>-9]TJ", "1 0 0 1 9 9 cm", "0 9 Td", "T*", "q", "Q", "(a)'", "ET", "1 2(b)\""];
        let operators: String = operators.into_iter().map(|i| format!("{} ", known[i])).collect();
        let mut writer = written(Font::Unicode, &[vec![]]);
        let page = writer.page(format!("{operators}{content}").as_bytes());
        writer.pages(&[page]);
        let before = decode(&writer.bytes());
        prop_assert!(before.is_ok_and(|text| text.contains('一')) <= operators.contains("<4e00>"));
        writer.set(FONT, format!("<<{font}/Encoding/GBK-EUC-H/DescendantFonts[<<{font}>>]>>"));
        let _ = decode(&writer.bytes());
    }
}
