//! Word files that are damaged, made to do harm, or none at all.

use gongbao::ingest::{Source, ingest};

use gongbao::lexicon::Lexicon;
use proptest::prelude::*;

use super::{archive, consistent, decode, file, lines, main_part, p, pp, reason, with, word};

#[test]
fn other_archives_are_named() {
    for (parts, want) in [
        (vec![("xl/workbook.xml", "<workbook/>"), ("[Content_Types].xml", "")], "XLSX"),
        (vec![("ppt/presentation.xml", "<p/>"), ("[Content_Types].xml", "")], "PPTX"),
        (vec![("OFD.xml", "<OFD/>")], "OFD"),
        (vec![("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "")], "ODT"),
        (vec![("mimetype", "application/epub+zip")], "EPUB"),
        (vec![("报告.txt", "破案9起。")], "unpack it"),
        (vec![("[Content_Types].xml", ""), ("word/styles.xml", "")], "word/document.xml"),
        (vec![], "ZIP archive"),
    ] {
        assert!(reason(&archive(&parts)).contains(want), "{want}: {}", reason(&archive(&parts)));
    }
    let workbook = r#"<Relationships><Relationship Type="http://x/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
    assert!(reason(&archive(&[("_rels/.rels", workbook), ("xl/workbook.xml", "<workbook/>")])).contains("XLSX"));
}

#[test]
fn old_and_locked_files_say_what_to_do() {
    let mut ole = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    ole.resize(600, 0);
    assert!(reason(&ole).contains("save it as DOCX"), "{}", reason(&ole));
    ole.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert!(reason(&ole).contains("locked by a password"), "{}", reason(&ole));
}

#[test]
fn files_without_text_are_refused() {
    assert!(reason(&word("<w:p/>")).contains("no text"));
    assert!(reason(&word(&p("Annual report 2024"))).contains("no Chinese text"));
}

#[test]
fn a_bomb_is_not_unpacked() {
    // Half a million bytes that unpack to half a billion.
    let blank = " ".repeat(1 << 20);
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).unwrap();
    for _ in 0..200 {
        std::io::Write::write_all(&mut zip, blank.as_bytes()).unwrap();
    }
    let bomb = zip.finish().unwrap().into_inner();
    assert!(bomb.len() < 1 << 20);
    assert!(reason(&bomb).contains("unpacks to more than"), "{}", reason(&bomb));
    // The header says that there is next to nothing.
    let mut lying = bomb;
    let real = (200u32 << 20).to_le_bytes();
    let places: Vec<usize> = (0..lying.len() - 4).filter(|&i| lying[i..i + 4] == real).collect();
    assert!(!places.is_empty());
    for at in places {
        lying[at..at + 4].copy_from_slice(&100u32.to_le_bytes());
    }
    assert!(reason(&lying).contains("Word file") || reason(&lying).contains("ZIP"), "{}", reason(&lying));
}

#[test]
fn deep_nesting_is_refused_and_a_sane_depth_is_not() {
    let nested = |depth: usize| word(&("<w:ins>".repeat(depth) + &p("破案9起。") + &"</w:ins>".repeat(depth)));
    assert_eq!(lines(&nested(200)), ["破案9起。"]);
    for depth in [300, 100_000] {
        assert!(reason(&nested(depth)).contains("nested"), "{depth}");
    }
    let tables = "<w:tbl><w:tr><w:tc>".repeat(60);
    let closed = "</w:tc></w:tr></w:tbl>".repeat(60);
    assert_eq!(lines(&word(&(tables + &p("破案9起。") + &closed))), ["破案9起。"]);
}

#[test]
fn entities_are_refused() {
    let bomb = r#"<!DOCTYPE x [<!ENTITY a "破案破案破案"><!ENTITY b "&a;&a;&a;&a;">]>"#;
    let main = main_part(&p("破案&b;9起。"));
    let with_type = main.replacen("<w:document", &format!("{bomb}<w:document"), 1);
    assert!(reason(&archive(&[("word/document.xml", &with_type)])).contains("document type"));
    assert!(reason(&archive(&[("word/document.xml", &main)])).contains("entity"));
    let styles = format!("{bomb}<w:styles xmlns:w='x'/>");
    assert!(reason(&with(&p("破案9起。"), &[("word/styles.xml", &styles)])).contains("document type"));
}

#[test]
fn cut_and_damaged_files_are_refused() {
    let sound = word(&p("破案9起。"));
    for cut in [5, 40, sound.len() / 2, sound.len() - 1] {
        assert!(reason(&sound[..cut]).contains("damaged"), "{cut}: {}", reason(&sound[..cut]));
    }
    let half = main_part(&p("破案9起。"));
    let half = half.split("</w:body>").next().unwrap();
    assert!(reason(&archive(&[("word/document.xml", half)])).contains("ends in the middle"));
    assert!(reason(&word("<w:p><w:r></w:p></w:r>")).contains("XML"));
}

#[test]
fn a_wrong_checksum_is_damage() {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    zip.start_file("word/document.xml", stored).unwrap();
    std::io::Write::write_all(&mut zip, main_part(&p("破案9起。")).as_bytes()).unwrap();
    let mut bytes = zip.finish().unwrap().into_inner();
    assert_eq!(lines(&bytes), ["破案9起。"]);
    let nine = bytes.windows(4).position(|w| w == "9起".as_bytes()).unwrap();
    bytes[nine] = b'8';
    assert!(reason(&bytes).contains("damaged"), "{}", reason(&bytes));
}

#[test]
fn tables_made_to_fill_memory_are_read_as_text() {
    // Each cell spans 64 columns; as a grid they would take gigabytes.
    let cell = format!(r#"<w:tc><w:tcPr><w:gridSpan w:val="99"/></w:tcPr>{}</w:tc>"#, p("破案9起"));
    let row = format!("<w:tr>{}</w:tr>", cell.repeat(200));
    let bytes = word(&format!("<w:tbl>{}</w:tbl>", row.repeat(100)));
    let text = decode(&bytes).unwrap();
    assert_eq!(text.matches("破案9起").count(), 20_000);
    assert!(!text.contains('\t'));
}

fn sample() -> Vec<(&'static str, String)> {
    let numbering = r#"<w:numbering xmlns:w="x"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"#;
    let styles = r#"<w:styles xmlns:w="x"><w:style w:styleId="1"><w:name w:val="heading 1"/></w:style></w:styles>"#;
    let body = pp(r#"<w:pStyle w:val="1"/><w:numPr><w:numId w:val="1"/></w:numPr>"#, "打击")
        + r#"<w:p><w:r><w:t>破案</w:t><w:br/><w:tab/></w:r><w:del><w:r><w:delText>1</w:delText></w:r></w:del><w:r><w:rPr><w:vanish/></w:rPr><w:t>2</w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/><w:fldChar w:fldCharType="separate"/><w:t>3起。</w:t><w:fldChar w:fldCharType="end"/></w:r></w:p>"#
        + r#"<w:tbl><w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr><w:tc><w:tcPr><w:vMerge w:val="restart"/><w:gridSpan w:val="2"/></w:tcPr><w:p><w:r><w:t>地区</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>12起</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc><w:p><w:r><w:t>9</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"#;
    vec![("word/document.xml", main_part(&body)), ("word/styles.xml", styles.into()), ("word/numbering.xml", numbering.into())]
}

/// Whatever became of a file, it gives documents or a reason, and what holds of documents holds.
fn survives(bytes: &[u8]) -> Result<(), String> {
    let got = file(bytes);
    if got.documents.is_empty() && got.rejects.is_empty() {
        return Err("neither documents nor a reason".into());
    }
    got.documents.iter().try_for_each(|(document, sentences)| consistent(document, sentences))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn any_damage_to_the_archive_is_survived(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6)) {
        let parts = sample();
        let mut bytes = archive(&parts.iter().map(|(name, text)| (*name, text.as_str())).collect::<Vec<_>>());
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        survives(&bytes).map_err(TestCaseError::fail)?;
    }

    #[test]
    fn any_mix_of_elements_is_survived(pieces in prop::collection::vec((0..3usize, any::<prop::sample::Index>(), any::<prop::sample::Index>()), 1..6)) {
        // Elements are moved, doubled and left out, so that the XML is sound and its meaning is not.
        let mut parts = sample();
        for (part, from, to) in pieces {
            let text = &parts[part].1;
            let tags: Vec<usize> = text.match_indices('<').map(|(at, _)| at).collect();
            if tags.is_empty() {
                continue;
            }
            let from = tags[from.index(tags.len())];
            let Some(piece) = whole_element(&text[from..]) else { continue };
            let to = tags[to.index(tags.len())];
            let mut mixed = text.clone();
            if to >= from && to < from + piece.len() { mixed.replace_range(from..from + piece.len(), "") } else { mixed.insert_str(to, piece) }
            parts[part].1 = mixed;
        }
        let bytes = archive(&parts.iter().map(|(name, text)| (*name, text.as_str())).collect::<Vec<_>>());
        survives(&bytes).map_err(TestCaseError::fail)?;
        let got = ingest(&Source::of("a.docx", &bytes), Lexicon::embedded());
        let refused = got.rejects.iter().any(|r| r.reason.contains("damaged ZIP"));
        prop_assert!(!refused, "only the XML was changed");
    }
}

/// The element that a text begins with, to its end.
fn whole_element(text: &str) -> Option<&str> {
    let mut depth = 0usize;
    let mut at = 0;
    while let Some(open) = text[at..].find('<') {
        let close = at + open + text[at + open..].find('>')?;
        let tag = &text[at + open..=close];
        if tag.starts_with("<?") {
            return None;
        } else if tag.starts_with("</") {
            depth = depth.checked_sub(1)?;
        } else if !tag.ends_with("/>") {
            depth += 1;
        }
        at = close + 1;
        if depth == 0 {
            return Some(&text[..at]);
        }
    }
    None
}
