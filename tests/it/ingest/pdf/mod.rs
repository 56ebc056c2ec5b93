//! PDFs: their text comes out in reading order, whatever their fonts, and what cannot be read is refused with a reason.

mod hostile;
pub mod writer;

use gongbao::ingest::{self, Source};
use serde::Deserialize;

use super::{Runs, check, consistent, file, same};
use crate::support::cases;
use writer::{FONT, Font, KINDS, Line, Writer, written};

/// The text of a PDF.
fn decode(bytes: &[u8]) -> Result<String, String> {
    ingest::decode(&Source::of("a.pdf", bytes))
}

/// Pages as they look, and their text.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pages {
    name: String,
    why: String,
    pages: Vec<Vec<Line>>,
    text: String,
}

cases::case!(Pages, why);

impl Runs for Pages {
    fn run(&self) -> Result<(), String> {
        for font in KINDS {
            let got = decode(&written(font, &self.pages).bytes())?;
            // A form feed is hard to see in a case.
            same(&format!("{font:?}"), got.replace('\u{0C}', "[page]").as_str(), &self.text)?;
        }
        Ok(())
    }
}

#[test]
fn pages_come_out_in_reading_order() {
    check::<Pages>(include_str!("pages.toml"));
}

/// A page with one sentence, again and again.
fn report(lines: usize) -> Vec<Line> {
    (0..lines).map(|i| (90.0, 700.0 - 20.0 * i as f64, 12.0, format!("{i}月全市破获盗窃案件12起。"))).collect()
}

fn reject(bytes: &[u8]) -> String {
    let got = file(bytes);
    assert!(got.documents.is_empty(), "{}", got.documents[0].0.text);
    got.rejects[0].reason.clone()
}

#[test]
fn a_pdf_becomes_a_document_whose_sentences_lead_back_to_its_text() {
    let bytes = written(Font::Mapped, &[report(12)]).bytes();
    let got = file(&bytes);
    let (document, sentences) = &got.documents[0];
    assert_eq!((document.media_type.as_str(), document.encoding.as_str()), ("application/pdf", "PDF"));
    assert_eq!(sentences.len(), 12);
    consistent(document, sentences).unwrap();
    let text = decode(&bytes).unwrap();
    for sentence in sentences {
        assert_eq!(gongbao::span::slice(&text, sentence.source_start as u32, sentence.source_end as u32), sentence.text);
    }
}

#[test]
fn markup_in_a_pdf_is_text() {
    let lines = vec![(90.0, 700.0, 12.0, "<p>全市破获盗窃案件12起。</p>".to_owned())];
    assert_eq!(file(&written(Font::Unicode, &[lines]).bytes()).documents[0].0.text, "<p>全市破获盗窃案件12起。</p>");
}

#[test]
fn titles_are_those_of_the_document_unless_they_name_a_file() {
    let cases = [
        ("甲市公安局公报", Some("甲市公安局公报")),
        ("Microsoft Word - 2023公报.doc", None),
        ("公报.pdf", None),
        ("C:\\公报\\最终稿", None),
        ("", None),
        ("  ", None),
    ];
    for (title, want) in cases {
        let mut writer = written(Font::Unicode, &[report(12)]);
        let units: Vec<u8> = std::iter::once(0xFEFF).chain(title.encode_utf16()).flat_map(u16::to_be_bytes).collect();
        let info = writer.add(format!("<</Title<{}>/CreationDate(D:20240105093000+08'00')>>", writer::hex(&units)));
        writer.trailer = format!("/Info {info} 0 R");
        assert_eq!(file(&writer.bytes()).documents[0].0.title.as_deref(), want, "{title}");
    }
}

#[test]
fn a_pdf_may_begin_after_other_bytes() {
    let bytes = written(Font::Gbk, &[report(3)]).bytes();
    let behind = |junk: usize| [vec![b'\n'; junk], bytes.clone()].concat();
    assert_eq!(decode(&behind(1000)), decode(&bytes));
    assert_ne!(decode(&behind(2000)), decode(&bytes));
}

#[test]
fn objects_may_stand_in_streams() {
    for font in KINDS {
        let writer = written(font, &[report(3), report(5)]);
        let packed = writer.packed();
        assert!(!packed.windows(8).any(|window| window == b"/Catalog"));
        assert_eq!(decode(&packed), decode(&writer.bytes()));
    }
}

#[test]
fn content_may_be_written_in_printable_characters() {
    let text = writer::encoded(Font::Unicode, "全市破获案件12起。", &[]);
    let packed = writer::deflate(format!("BT /F 12 Tf 90 700 Td <{text}> Tj ET").as_bytes());
    let group = |bytes: &[u8]| {
        let value = (0..4).fold(0u64, |value, i| value << 8 | u64::from(bytes.get(i).copied().unwrap_or(0)));
        let digits = [85u64.pow(4), 85u64.pow(3), 85u64.pow(2), 85, 1].map(|unit| (b'!' + (value / unit % 85) as u8) as char);
        digits.into_iter().take(bytes.len() + 1).collect::<String>()
    };
    let printed: String = packed.chunks(4).map(|bytes| group(bytes) + "\n").collect();
    let mut writer = written(Font::Unicode, &[vec![]]);
    let entries = format!("/Filter[/ASCII85Decode/FlateDecode]/Length {}", printed.len() + 2);
    let content = writer.add(format!("<<{entries}>>stream\n{printed}~>\nendstream"));
    let page = writer.add(format!("<</Type/Page/Parent 2 0 R/Contents {content} 0 R/Resources<</Font<</F 3 0 R>>>>>>"));
    writer.pages(&[page]);
    assert_eq!(decode(&writer.bytes()).unwrap(), "全市破获案件12起。\n");
}

#[test]
fn glyphs_are_known_by_their_collection_where_nothing_else_says_what_they_are() {
    let digits = vec![vec![(90.0, 700.0, 12.0, "Cases of 2023: 12".to_owned())]];
    let refused = |font| decode(&written(font, &digits).bytes()).unwrap_err();
    // It is no Chinese text, but text it is.
    assert!(refused(Font::Collection).contains("no Chinese text"), "{}", refused(Font::Collection));
    assert!(refused(Font::Unmapped).contains("do not say which characters"), "{}", refused(Font::Unmapped));
}

#[test]
fn a_few_unknown_characters_are_tolerated_and_many_are_not() {
    let with = |unknown: &str, times: usize| {
        let mut lines = report(10);
        lines.push((90.0, 300.0, 12.0, unknown.repeat(times)));
        decode(&written(Font::Mapped, &[lines]).bytes())
    };
    assert!(with("\u{E001}", 2).unwrap().contains("\u{E001}\u{E001}"));
    let reason = with("\u{E001}", 20).unwrap_err();
    assert!(reason.contains("20 of") && reason.contains("--force-ocr"), "{reason}");
    assert!(with("\u{3}", 20).unwrap_err().contains("20 of"));
}

#[test]
fn turned_and_vertical_text_is_read_along_its_lines() {
    let mut writer = written(Font::Unicode, &[vec![]]);
    let line = |matrix: &str, text: &str| format!("BT /F 12 Tf {matrix} Tm <{}> Tj ET\n", writer::encoded(Font::Unicode, text, &[]));
    let content = [
        line("1 0 0 1 90 700", "破案十二起。"),
        line("0 1 -1 0 300 90", "第一行向上"),
        line("0 1 -1 0 320 90", "第二行向上"),
        // A watermark.
        line("0.7 0.7 -0.7 0.7 300 300", "内部资料"),
    ];
    let page = writer.page(content.concat().as_bytes());
    writer.pages(&[page]);
    assert_eq!(decode(&writer.bytes()).unwrap(), "第一行向上\n第二行向上\n破案十二起。\n".to_owned());

    let columns = vec![vec![(320.0, 700.0, 12.0, "全市破获盗窃".to_owned()), (300.0, 700.0, 12.0, "案件十二起。".to_owned())]];
    assert_eq!(decode(&written(Font::Vertical, &columns).bytes()).unwrap(), "全市破获盗窃\n案件十二起。\n");
}

#[test]
fn text_inside_forms_is_read_and_forms_inside_themselves_end() {
    let mut writer = written(Font::Unicode, &[vec![]]);
    let text = writer::encoded(Font::Unicode, "全市破获案件12起。", &[]);
    let form = writer.add("null");
    let inner = format!("BT /F 12 Tf 90 700 Td <{text}> Tj ET /X Do");
    let entries = format!(
        "/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</Font<</F 3 0 R>>/XObject<</X {form} 0 R>>>>/Length {}",
        inner.len()
    );
    writer.set(form, format!("<<{entries}>>stream\n{inner}\nendstream"));
    let content = writer.stream("", b"/X Do", 0);
    let page = writer
        .add(format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents[{content} 0 R]/Resources<</XObject<</X {form} 0 R>>>>>>"));
    writer.pages(&[page]);
    // What is shown again at the same place is an overprint.
    assert_eq!(decode(&writer.bytes()).unwrap(), "全市破获案件12起。\n");
}

#[test]
fn simple_fonts_are_read_by_their_encoding() {
    let mut writer = written(Font::Unicode, &[vec![]]);
    let latin = "<</Type/Font/Subtype/TrueType/BaseFont/A/Encoding<</BaseEncoding/WinAnsiEncoding/Differences[1/one/two.lf/uni4E07]>>\
                 /FirstChar 1/LastChar 37/Widths[500 500 1000]>>";
    let latin = writer.add(latin);
    let text = writer::encoded(Font::Unicode, "破获案件", &[]);
    let content = format!("BT /F 12 Tf 90 700 Td <{text}> Tj /L 12 Tf 48 0 Td <010203252e35> Tj ET");
    let content = writer.stream("", content.as_bytes(), 1);
    let fonts = format!("/Resources<</Font<</F {FONT} 0 R/L {latin} 0 R>>>>");
    let page = writer.add(format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents {content} 0 R{fonts}>>"));
    writer.pages(&[page]);
    assert_eq!(decode(&writer.bytes()).unwrap(), "破获案件12万%.5\n");
}

#[test]
fn a_scan_is_sent_to_have_its_text_recognized() {
    let scan = |text: &str| {
        let mut writer: Writer = written(Font::Unicode, &[vec![]]);
        let image = writer.stream("/Type/XObject/Subtype/Image/Width 8/Height 8/BitsPerComponent 1/ColorSpace/DeviceGray", &[0; 8], 1);
        let text = writer::encoded(Font::Unicode, text, &[]);
        let content = writer.stream("", format!("q 600 0 0 800 0 0 cm /I Do Q BT /F 9 Tf 3 Tr 290 30 Td <{text}> Tj ET").as_bytes(), 1);
        let resources = format!("/Resources<</Font<</F 3 0 R>>/XObject<</I {image} 0 R>>>>");
        let page = writer.add(format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents {content} 0 R{resources}>>"));
        writer.pages(&[page]);
        decode(&writer.bytes())
    };
    for text in ["", "3", "第3页"] {
        assert!(scan(text).unwrap_err().contains("`ocrmypdf -l chi_sim in.pdf out.pdf`"), "{text}");
    }
    // What such a program puts over the image cannot be seen, and is read.
    assert_eq!(scan("全市破获盗窃案件12起。").unwrap(), "全市破获盗窃案件12起。\n");
}

#[test]
fn only_passwords_that_are_not_empty_keep_a_pdf_from_being_read() {
    let encrypted = |password| decode(&written(Font::Mapped, &[report(3)]).encrypted(password));
    assert_eq!(encrypted(""), decode(&written(Font::Mapped, &[report(3)]).bytes()));
    assert!(encrypted("secret").unwrap_err().contains("needs a password"));
    let mut unknown = written(Font::Mapped, &[]).encrypted("");
    let at = unknown.windows(9).position(|window| window == b"/Standard").unwrap();
    unknown[at + 1] = b'X';
    assert!(reject(&unknown).contains("an encryption that is not known"));
}
