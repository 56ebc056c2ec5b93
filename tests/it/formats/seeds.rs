//! The first inputs of the corpora that fuzzing starts from: what other tests read, and small files built here.
//!
//! `cargo test --release seeds -- --ignored` writes them.

use std::fs;
use std::path::Path;

use super::pack;
use crate::ingest::pdf::writer::{self, Font};

const TEXT: &str = "通化市公安局2023年工作总结\n2023年，全市破获刑事案件812起，同比上升3.5%；抓获嫌疑人56名。\n（甲某）\n";

const PAGE: &str = "<html><head><title>公报</title><meta name=\"PubDate\" content=\"2024-01-02\"></head><body><h1>通化市公安局2023年工作总结</h1>\
<p>破获案件&nbsp;<b>12</b>起，占4&#37;。</p><table><tr><th>指标</th><th>数量</th></tr><tr><td rowspan=2>破案</td><td>9起</td></tr>\
<tr><td colspan=3>8起</td></tr></table><script>x</script></body></html>";

const NOTE: &str = "---\ntitle: 公报\ndate: 2024-01-02\n---\n# 总结\n\n**2023年**，破案9起[^1]。\n\n| 指标 | 数量 |\n|---|--:|\n| 破案 | 9起 |\n\n- 一\n  - 二 `x`\n\
> 引 ![图](a.png) [链](http://x)\n\n```\n码\n```\n\n[^1]: 注\n";

const SIDE: &str = "title = \"总结\"\npublisher = \"通化市公安局\"\nregion = \"220500\"\nperiod = \"2023-01-01..2023-09-30\"\npublished = 2024-01-15\n\
url = \"https://x\"\n[report.2]\nregion = \"150600\"\nperiod = \"2023-05\"\npublished = \"2024-01-15\"\n";

const WORD: [&str; 4] = [
    "<w:p><w:pPr><w:pStyle w:val=\"1\"/><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:rPr><w:vanish/></w:rPr>\
     <w:t>藏</w:t></w:r><w:r><w:t>工作总结</w:t></w:r></w:p><w:p><w:r><w:t xml:space=\"preserve\">2023年破案9起</w:t><w:br/><w:tab/><w:noBreakHyphen/>\
     <w:sym w:char=\"F0A8\"/></w:r><w:del><w:r><w:delText>删</w:delText></w:r></w:del></w:p><w:p><w:r><w:fldChar w:fldCharType=\"begin\"/>\
     <w:instrText>PAGE</w:instrText><w:fldChar w:fldCharType=\"separate\"/><w:t>3</w:t><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>",
    "<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr><w:p><w:r><w:t>指标</w:t></w:r></w:p></w:tc></w:tr>\
     <w:tr><w:trPr><w:gridBefore w:val=\"1\"/></w:trPr><w:tc><w:tcPr><w:vMerge w:val=\"restart\"/></w:tcPr><w:p><w:r><w:t>破案</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>9起</w:t></w:r></w:p>\
     </w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc><w:p><w:r><w:t>8起</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
    "<mc:AlternateContent><mc:Choice><w:p><w:r><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent></w:r></w:p></mc:Choice><mc:Fallback/>\
     </mc:AlternateContent><w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/></w:docPartObj></w:sdtPr><w:sdtContent><w:p/>\
     </w:sdtContent></w:sdt><w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>破案</w:t></w:r></w:p><w:p><w:ruby><w:rt><w:r><w:t>po</w:t></w:r></w:rt>\
     <w:rubyBase><w:r><w:t>破</w:t></w:r></w:rubyBase></w:ruby><w:r><w:t>9起</w:t></w:r></w:p>",
    "<w:p><w:r><w:t>2023年破案9起。</w:t></w:r></w:p>",
];

const STYLES: &str = "<w:style w:styleId=\"1\"><w:name w:val=\"heading 1\"/><w:basedOn w:val=\"2\"/><w:pPr><w:outlineLvl w:val=\"0\"/><w:numPr><w:numId w:val=\"1\"/>\
</w:numPr></w:pPr><w:rPr><w:vanish w:val=\"0\"/></w:rPr></w:style>";

const NUMBERS: &str = "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"chineseCounting\"/>\
<w:lvlText w:val=\"%1、\"/></w:lvl><w:lvl w:ilvl=\"1\"><w:numFmt w:val=\"upperRoman\"/><w:lvlText w:val=\"（%1.%2）\"/></w:lvl></w:abstractNum>\
<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"5\"/></w:lvlOverride></w:num>";

const TO_UNICODE: &str = "begincmap\n1 begincodespacerange\n<0000><ffff>\nendcodespacerange\n2 beginbfchar\n<0001><7834>\n<0002><6848>\nendbfchar\n\
2 beginbfrange\n<0030><0039><0030>\n<0003><0004>[<8D77><3002>]\nendbfrange\nendcmap\n";

const CODES: &str = "/WMode 0 def\n1 begincodespacerange\n<00><7f>\nendcodespacerange\n1 begincidrange\n<00><7f> 1\nendcidrange\n1 begincidchar\n<41> 7\nendcidchar\n";

const FONTS: [&str; 6] = [
    "/Subtype/Type0/Encoding/Identity-H/DescendantFonts[<</CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)>>/DW 1000/W[1[500 600]3 9 500]>>]/ToUnicode 4 0 R",
    "/Subtype/Type0/Encoding/UniGB-UCS2-H/DescendantFonts[<</CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)>>>>]",
    "/Subtype/Type0/Encoding/UniGB-UCS2-V/DescendantFonts[<</CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)>>>>]",
    "/Subtype/Type0/Encoding/GBK-EUC-H/DescendantFonts[<</CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)>>/W[814 939 500]>>]",
    "/Subtype/Type0/Encoding 5 0 R/DescendantFonts[<</CIDSystemInfo<</Registry(Adobe)/Ordering(Japan1)>>>>]/ToUnicode 4 0 R",
    "/Subtype/Type1/Encoding<</BaseEncoding/MacRomanEncoding/Differences[48/zero/one 65/uni7834/u6848]>>/FirstChar 32/Widths[500 250]/FontDescriptor<</Flags 4/MissingWidth 300>>",
];

#[test]
#[ignore = "writes into the checkout"]
fn seeds_are_written() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/corpus");
    let put = |target: &str, number: usize, bytes: &[u8]| {
        let folder = corpus.join(target);
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join(format!("seed-{number:03}")), bytes).unwrap();
    };
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/ingest");
    let raw = |file: &str| -> Vec<String> {
        let table: toml::Table = toml::from_str(&fs::read_to_string(cases.join(file)).unwrap()).unwrap();
        let cases = table.values().filter_map(|value| value.as_array()).flatten();
        cases.filter_map(|case| Some(case.get("raw")?.as_str()?.to_owned())).filter(|raw| raw.len() < 4096).collect()
    };
    let (texts, pages, notes) = (raw("text.toml"), raw("pages.toml"), raw("markdown.toml"));
    for (number, text) in texts.iter().chain(&pages).chain([&TEXT.to_owned()]).enumerate() {
        put("text", number, text.as_bytes());
        put("read_text", number, text.as_bytes());
        if text.contains("</") {
            put("html", number, text.as_bytes());
        }
    }
    for (number, encoding) in ["gb18030", "big5", "utf-16le", "utf-16be without mark", "utf-8 with mark"].into_iter().enumerate() {
        put("text", 900 + number, &pack::encode(TEXT, encoding));
    }
    put("html", 900, PAGE.as_bytes());
    for (number, note) in notes.iter().chain([&NOTE.to_owned()]).enumerate() {
        put("markdown", number, note.as_bytes());
    }
    for (number, side) in [SIDE, "period = \"2023\"\n", "[report.1]\ntitle = '一'\n"].into_iter().enumerate() {
        put("side", number, side.as_bytes());
    }
    for (number, body) in WORD.into_iter().enumerate() {
        let core = "<dc:title>工作总结</dc:title>";
        put("docx_parts", number, [body, STYLES, NUMBERS, core].join("\u{1E}").as_bytes());
        let main = format!("<w:document><w:body>{body}</w:body></w:document>");
        put("docx", number, &pack::zip(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", main.as_bytes())]));
    }
    pdfs(&put);
    packed(&put);
}

fn pdfs(put: &dyn Fn(&str, usize, &[u8])) {
    let lines = [(72.0, 700.0, 12.0, "2023年破案9起"), (72.0, 680.0, 12.0, "抓获8人"), (320.0, 680.0, 12.0, "上升3%")];
    let page: Vec<writer::Line> = lines.into_iter().map(|(x, y, size, text)| (x, y, size, text.to_owned())).collect();
    for (number, font) in [Font::Mapped, Font::Unicode, Font::Gbk, Font::Vertical].into_iter().enumerate() {
        let file = writer::written(font, &[page.clone(), page.clone()]);
        put("pdf", 2 * number, file.bytes().strip_prefix(b"%PDF-").unwrap());
        put("pdf", 2 * number + 1, file.packed().strip_prefix(b"%PDF-").unwrap());
    }
    let column = |x: u32, codes: &str| -> String { (0..9).map(|row| format!("1 0 0 1 {x} {} Tm<{codes}>Tj ", 700 - 16 * row)).collect() };
    for (number, font) in FONTS.into_iter().enumerate() {
        let codes = match number {
            1 | 2 => "78346848003900388D77",
            3 => "C6C6B0B839B8",
            5 => "3031414142",
            _ => "00010002003900380003",
        };
        let plain =
            format!("BT/F 12 Tf 72 700 Td<{codes}>Tj T*[<{codes}>-200<{codes}>]TJ 14 TL(1)' 1 2(2)\" ET q 2 0 0 2 9 9 cm/X Do Q BI EI");
        let columns = format!("BT/F 12 Tf {}{}ET", column(40, &codes.repeat(4)), column(330, &codes.repeat(4)));
        let table = format!("BT/F 9 Tf {}{}{}ET", column(40, codes), column(180, codes), column(330, codes));
        let form = format!("BT/F 9 Tf<{codes}>Tj ET/X Do");
        put("pdf_parts", number, [font, TO_UNICODE, CODES, &form, &plain, &columns, &table].join("\u{1E}").as_bytes());
        put("pdf_parts", 100 + number, [font, TO_UNICODE, CODES, &form, &plain].join("\u{1E}").as_bytes());
    }
}

fn packed(put: &dyn Fn(&str, usize, &[u8])) {
    let text = TEXT.as_bytes();
    let side = SIDE.as_bytes();
    let with = |name: u8, bytes: &[u8]| [&[name], bytes].concat();
    let files = [
        with(0, &pack::gzip(text)),
        with(0, &zstd::encode_all(text, 3).unwrap()),
        with(0, &pack::zip(&[("a.txt", text), ("a.txt.meta.toml", side), ("b/c.html", PAGE.as_bytes())])),
        with(0, &pack::tar(&[("a.txt", text), ("b.txt", text)])),
        with(0, &pack::gzip(&pack::tar(&[("a.txt", text)]))),
        with(
            0,
            &pack::warc(&[("response", "http://x/a", &pack::http("text/html", "", PAGE.as_bytes())), ("request", "http://x/a", b"GET")]),
        ),
        with(0, &pack::warc(&[("resource", "http://x/a", text)])),
        with(
            0,
            &pack::warc(&[(
                "response",
                "u",
                &pack::http("text/html", "Transfer-Encoding: chunked\r\n", b"6\r\n\xE7\xA0\xB4\xE6\xA1\x88\r\n0\r\n\r\n"),
            )]),
        ),
        with(1, "title,text,date\n总结,\"破案9起，\n抓获8人\",2024-01-02\n".as_bytes()),
        with(2, &pack::gzip("标题\t正文\n总结\t破案9起\n".as_bytes())),
        with(1, &pack::encode("标题;正文\n总结;破案9起\n", "utf-16le")),
        with(
            3,
            "{\"title\": \"总结\", \"text\": \"破案9起\", \"url\": \"http://x\", \"date\": 20240102}\n{\"text\": null}\n[1]\n".as_bytes(),
        ),
        with(3, "[\n{\"content\": \"破案9起\"}, 3]".as_bytes()),
    ];
    for (number, file) in files.iter().enumerate() {
        put("unpack", number, file);
    }
    let two = format!("\u{1E}a.txt\n{TEXT}\u{1E}a.txt.meta.toml\n{SIDE}\u{1E}b/__MACOSX\n甲");
    let answer = format!("\u{1E}http://x\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n{PAGE}");
    for (number, layers) in ["z", "t", "tg", "gz", "zs", "j", "c", "gs", "zzz", "tzgsz", "cgz", "jst", "g"].into_iter().enumerate() {
        put("unpack_layers", number, format!("{layers}{two}").as_bytes());
    }
    for (number, layers) in ["w", "wg", "wt"].into_iter().enumerate() {
        put("unpack_layers", 100 + number, format!("{layers}{answer}").as_bytes());
    }
}
