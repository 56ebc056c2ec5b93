//! Paragraphs, runs and what stands between them.

use super::decode;

use super::{archive, lines, main_part, p, pp, read, with, word};

const STYLES: &str = r#"<w:styles xmlns:w="x">
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="a"><w:name w:val="Mine"/><w:basedOn w:val="1"/></w:style>
<w:style w:type="paragraph" w:styleId="b"><w:name w:val="Body"/><w:basedOn w:val="1"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="t"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="o"><w:name w:val="Own"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="c"><w:name w:val="toc 2"/></w:style>
<w:style w:type="character" w:styleId="h"><w:name w:val="Hidden"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="x"><w:name w:val="Circle"/><w:basedOn w:val="y"/></w:style>
<w:style w:type="paragraph" w:styleId="y"><w:name w:val="Round"/><w:basedOn w:val="x"/></w:style>
</w:styles>"#;

fn styled(body: &str) -> Vec<u8> {
    with(body, &[("word/styles.xml", STYLES)])
}

fn style(id: &str, text: &str) -> String {
    pp(&format!(r#"<w:pStyle w:val="{id}"/>"#), text)
}

#[test]
fn paragraphs_stay_apart_even_where_no_full_stop_ends_them() {
    let body =
        p("各县区公安局，市局各单位") + &p("全市破获案件12起，抓获嫌疑人，现予通报，望遵照执行") + &p("2023") + &p("2024年，破案9起。");
    assert_eq!(
        lines(&word(&body)),
        ["各县区公安局，市局各单位", "全市破获案件12起，抓获嫌疑人，现予通报，望遵照执行", "2023", "2024年，破案9起。"]
    );
}

#[test]
fn runs_and_tabs_make_one_line_and_soft_breaks_are_judged() {
    let body = r#"<w:p><w:r><w:t xml:space="preserve">全市 </w:t></w:r><w:r><w:tab/><w:t>破获</w:t></w:r><w:r><w:t>案件，</w:t><w:br/><w:t>抓获嫌疑人9名；</w:t><w:cr/><w:t>占4</w:t><w:noBreakHyphen/><w:t>5&#37;&amp;其他。</w:t></w:r></w:p>"#;
    let bytes = word(body);
    assert_eq!(lines(&bytes), ["全市 破获案件，抓获嫌疑人9名；", "占4-5%&其他。"]);
    assert_eq!(decode(&bytes).unwrap(), "全市  破获案件，\n抓获嫌疑人9名；\n占4-5%&其他。\n");
}

#[test]
fn white_space_of_pretty_printing_is_no_text() {
    let body = "<w:p>\n  <w:r>\n    <w:t>\n      破获案件1\n    </w:t>\n  </w:r>\n  <w:r><w:t>2起。</w:t></w:r>\n</w:p>";
    assert_eq!(decode(&word(body)).unwrap(), "破获案件12起。\n");
}

#[test]
fn headings_are_told_by_style_and_outline() {
    let long = "这一标题较长，又有逗号，因此只凭样子看不出它是标题，而要看样式，这里再加上一些字，使它超过四十八个字";
    let text = p("破案9起。");
    for (heading, section) in [
        (style("1", long), Some(long)),
        (style("a", long), Some(long)),
        (style("t", long), Some(long)),
        (style("o", long), Some(long)),
        (pp(r#"<w:outlineLvl w:val="2"/>"#, long), Some(long)),
        (style("b", long), None),
        (style("x", long), None),
        (pp(r#"<w:pStyle w:val="1"/><w:outlineLvl w:val="9"/>"#, long), None),
        (p(long), None),
    ] {
        let (_, sentences) = read(&styled(&(p("一年来，全市安定。") + &heading + &text)));
        assert_eq!(sentences.last().unwrap().section.as_deref(), section, "{heading}");
    }
}

#[test]
fn the_lines_of_a_heading_are_one() {
    let body = r#"<w:p><w:pPr><w:pStyle w:val="1"/></w:pPr><w:r><w:t>某市公安局</w:t><w:br/><w:t>2024年工作总结</w:t></w:r></w:p>"#;
    assert_eq!(lines(&styled(&(body.to_owned() + &p("破案9起。")))), ["某市公安局2024年工作总结", "破案9起。"]);
}

#[test]
fn what_was_deleted_hidden_or_moved_away_is_left_out() {
    let body = r#"<w:p><w:r><w:t>破获案件</w:t></w:r><w:del><w:r><w:delText>11</w:delText></w:r><w:r><w:t>22</w:t></w:r></w:del><w:ins><w:r><w:t>33</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>44</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>起，</w:t></w:r></w:moveTo><w:r><w:rPr><w:vanish/></w:rPr><w:t>55</w:t></w:r><w:r><w:rPr><w:rStyle w:val="h"/></w:rPr><w:t>66</w:t></w:r><w:r><w:rPr><w:rStyle w:val="h"/><w:vanish w:val="0"/></w:rPr><w:t>抓获</w:t></w:r><w:r><w:rPr><w:vanish w:val="false"/></w:rPr><w:t>7人。</w:t></w:r></w:p>"#;
    assert_eq!(lines(&styled(body)), ["破获案件33起，抓获7人。"]);
}

#[test]
fn a_paragraph_whose_end_was_deleted_goes_on_in_the_next() {
    let body = r#"<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:r><w:t>破获案件</w:t></w:r></w:p>"#.to_owned() + &p("9起。");
    assert_eq!(lines(&word(&body)), ["破获案件9起。"]);
    let last = p("抓获9人。") + r#"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>破案8起。</w:t></w:r></w:p>"#;
    assert_eq!(lines(&word(&last)), ["抓获9人。", "破案8起。"]);
}

#[test]
fn of_fields_the_result_is_read_and_not_the_code() {
    let field = |inner: &str| format!(r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r>{inner}<w:r><w:fldChar w:fldCharType="end"/></w:r>"#);
    let part = r#"<w:r><w:fldChar w:fldCharType="separate"/></w:r>"#;
    let t = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
    let inner = field(&format!("<w:r><w:instrText>REF x</w:instrText></w:r>{part}{}", t("71")));
    let body = format!(
        "<w:p>{}{}{}{}<w:hyperlink>{}</w:hyperlink><w:fldSimple>{}</w:fldSimple></w:p>{}",
        t("破案"),
        field(&format!("<w:r><w:instrText>IF </w:instrText></w:r>{inner}{}{part}{}", t("72"), t("83起，"))),
        field(&t("94")),
        t("抓获"),
        t("5"),
        t("人。"),
        // Not even a field that never ends may silence what follows.
        r#"<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:t>36</w:t></w:r></w:p>"#.to_owned() + &p("追回7万元。")
    );
    assert_eq!(lines(&word(&body)), ["破案83起，抓获5人。", "追回7万元。"]);
}

#[test]
fn text_boxes_are_read_once_and_after_their_paragraph() {
    let content = format!("<w:txbxContent>{}</w:txbxContent>", p("框内破案8起。"));
    let choice = format!(r#"<mc:Choice Requires="wps"><w:drawing><a:t>55</a:t><wps:txbx>{content}</wps:txbx></w:drawing></mc:Choice>"#);
    let fallback = format!("<mc:Fallback><w:pict><v:textbox>{content}</v:textbox></w:pict></mc:Fallback>");
    let spoken = "<w:r><w:t>文中抓获</w:t></w:r>";
    for shape in [
        format!("<mc:AlternateContent>{choice}{fallback}</mc:AlternateContent>"),
        format!("<w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict>"),
        format!("<mc:AlternateContent>{fallback}</mc:AlternateContent>"),
    ] {
        // Prefixes need not be declared to be read.
        let body = format!("<w:p>{spoken}<w:r>{shape}</w:r><w:r><w:t>9人。</w:t></w:r></w:p>");
        assert_eq!(lines(&word(&body)), ["文中抓获9人。", "框内破案8起。"], "{shape}");
    }
}

#[test]
fn what_stands_outside_of_the_story_is_left_out() {
    let notes = format!("<w:footnotes>{}</w:footnotes>", p("脚注11"));
    let header = format!("<w:hdr>{}</w:hdr>", p("页眉22"));
    let body = r#"<w:p><w:r><w:t>破案</w:t><w:footnoteReference w:id="1"/><w:sym w:font="Wingdings" w:char="F0FC"/></w:r><w:r><w:ruby><w:rt><w:r><w:t>33</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>9</w:t></w:r></w:rubyBase></w:ruby></w:r><w:r><w:t>起。</w:t></w:r></w:p>"#;
    let bytes = with(body, &[("word/footnotes.xml", &notes), ("word/header1.xml", &header)]);
    assert_eq!(decode(&bytes).unwrap(), "破案9起。\n");
}

#[test]
fn a_table_of_contents_is_left_out_and_other_controls_are_read() {
    let sdt = |properties: &str, inner: &str| format!("<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>");
    let gallery = r#"<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>"#;
    let body = sdt(gallery, &p("目录11")) + &style("c", "二、打击 22") + &sdt("<w:alias/>", &p("破案9起。"));
    assert_eq!(decode(&styled(&body)).unwrap(), "破案9起。\n");
}

#[test]
fn any_prefix_and_both_dialects_are_read() {
    let strict =
        r#"<document xmlns="http://purl.oclc.org/ooxml/wordprocessingml/main"><body><p><r><t>破案9起。</t></r></p></body></document>"#;
    assert_eq!(lines(&archive(&[("word/document.xml", strict)])), ["破案9起。"]);
    let prefixed = r#"<ns0:document xmlns:ns0="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><ns0:body><ns0:p><ns0:r><ns0:t>破案9起。</ns0:t></ns0:r></ns0:p></ns0:body></ns0:document>"#;
    assert_eq!(lines(&archive(&[("word/document.xml", prefixed)])), ["破案9起。"]);
}

#[test]
fn parts_are_found_by_their_relations() {
    let root = r#"<Relationships><Relationship Id="1" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="/word/document2.xml"/></Relationships>"#;
    let own = r#"<Relationships><Relationship Id="1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles7.xml"/></Relationships>"#;
    let main = main_part(&(style("c", "二、打击 22") + &p("破案9起。")));
    let parts =
        [("_rels/.rels", root), ("word/document2.xml", &main), ("word/_rels/document2.xml.rels", own), ("word/styles7.xml", STYLES)];
    assert_eq!(lines(&archive(&parts)), ["破案9起。"]);
}

#[test]
fn parts_may_be_utf_16() {
    let main = main_part(&p("破案9起。")).replace("UTF-8", "UTF-16");
    let utf16: Vec<u8> = "\u{FEFF}".encode_utf16().chain(main.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).unwrap();
    std::io::Write::write_all(&mut zip, &utf16).unwrap();
    assert_eq!(lines(&zip.finish().unwrap().into_inner()), ["破案9起。"]);
}

#[test]
fn the_properties_give_a_title_where_the_text_has_none_and_no_program_made_it_up() {
    let titled = |title: &str, body: &str| {
        let core = format!(r#"<cp:coreProperties xmlns:dc="x"><dc:title>{title}</dc:title></cp:coreProperties>"#);
        read(&with(body, &[("docProps/core.xml", &core)])).0.title
    };
    let text = p("破案9起。");
    assert_eq!(titled("某市公安局2024年工作总结", &text).as_deref(), Some("某市公安局2024年工作总结"));
    for made_up in ["", "文档1", "Document 2", "总结.docx", "Microsoft Word - 总结", "C:\\总结", "Title"] {
        assert_eq!(titled(made_up, &text), None, "{made_up}");
    }
    assert_eq!(titled("另一文件的标题", &(p("本年的标题") + &text)).as_deref(), Some("本年的标题"));
    // Properties that cannot be read are none.
    assert_eq!(titled("<!DOCTYPE x>", &text), None);
}
