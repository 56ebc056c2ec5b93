//! Numbers that Word writes by itself before paragraphs.

use super::{lines, p, pp, read, with};

/// A numbering part: one list whose levels are pairs of format and pattern, in use as list 1 and, starting anew at 5, as list 2.
fn numbering(levels: &[(&str, &str)]) -> String {
    let levels: String = levels
        .iter()
        .enumerate()
        .map(|(i, (format, pattern))| {
            format!(r#"<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{format}"/><w:lvlText w:val="{pattern}"/></w:lvl>"#)
        })
        .collect();
    format!(
        r#"<w:numbering xmlns:w="x"><w:abstractNum w:abstractNumId="7">{levels}</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num></w:numbering>"#
    )
}

fn item(list: u32, level: u32, text: &str) -> String {
    pp(&format!(r#"<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr>"#), text)
}

fn numbered(levels: &[(&str, &str)], body: &str) -> Vec<u8> {
    with(body, &[("word/numbering.xml", &numbering(levels))])
}

#[test]
fn levels_count_each_for_itself_and_anew_below_a_higher_one() {
    let levels = [("chineseCountingThousand", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3.")];
    let body = item(1, 0, "打击")
        + &item(1, 1, "毒品")
        + &item(1, 1, "电诈")
        + &item(1, 2, "破案9起。")
        + &item(1, 0, "防范")
        + &item(1, 1, "宣传")
        + &p("发放材料8份。");
    let bytes = numbered(&levels, &body);
    let (document, sentences) = read(&bytes);
    assert_eq!(
        document.text.lines().collect::<Vec<_>>(),
        ["一、打击", "（一）毒品", "（二）电诈", "1. 破案9起。", "二、防范", "（一）宣传", "发放材料8份。"]
    );
    // The numbers make sections.
    assert_eq!(sentences.last().unwrap().section.as_deref(), Some("（一）宣传"));
}

#[test]
fn each_format_is_written_as_word_writes_it() {
    let twelfth = |format: &str, pattern: &str| {
        let body: String = (1..=12).map(|n| item(1, 0, &format!("第{n}件事。"))).collect();
        lines(&numbered(&[(format, pattern)], &body)).pop().unwrap()
    };
    for (format, pattern, want) in [
        ("chineseCounting", "第%1章", "第十二章 第12件事。"),
        ("japaneseCounting", "%1、", "十二、第12件事。"),
        ("ideographDigital", "%1、", "一二、第12件事。"),
        ("decimal", "（%1）", "（12）第12件事。"),
        ("decimalFullWidth", "%1．", "１２．第12件事。"),
        ("decimalZero", "%1.", "12. 第12件事。"),
        ("lowerLetter", "%1)", "l)第12件事。"),
        ("upperRoman", "%1.", "XII. 第12件事。"),
        // A bullet, and what is not known: no number is better than a wrong one.
        ("bullet", "●", "第12件事。"),
        ("hebrew1", "%1、", "第12件事。"),
        ("decimal", "%1这个模式太长不可能是编号的模式%1", "第12件事。"),
    ] {
        assert_eq!(twelfth(format, pattern), want, "{format} {pattern}");
    }
}

#[test]
fn numbers_that_would_be_taken_for_figures_are_left_out() {
    let body = item(1, 0, "打击工作。") + &item(1, 0, "2024年破案9起。") + &item(1, 1, "破案8起。") + &item(1, 0, "防范工作。");
    let levels = [("decimal", "%1."), ("decimal", "%1.%2、")];
    assert_eq!(lines(&numbered(&levels, &body)), ["1. 打击工作。", "2024年破案9起。", "破案8起。", "3. 防范工作。"]);
}

#[test]
fn lists_of_one_kind_count_on_unless_they_start_anew() {
    let body = item(1, 0, "甲事。") + &item(2, 0, "乙事。") + &item(2, 0, "丙事。") + &item(0, 0, "丁事。");
    assert_eq!(lines(&numbered(&[("decimal", "%1.")], &body)), ["1. 甲事。", "5. 乙事。", "6. 丙事。", "丁事。"]);
}

#[test]
fn a_style_may_number_its_paragraphs() {
    let styles = r#"<w:styles xmlns:w="x"><w:style w:styleId="s"><w:name w:val="heading 2"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>"#;
    let part = numbering(&[("chineseCounting", "%1、"), ("chineseCounting", "（%2）")]).replacen(
        r#"<w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（"#,
        r#"<w:pStyle w:val="s"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（"#,
        1,
    );
    let body = pp(r#"<w:pStyle w:val="s"/>"#, "毒品") + &p("破案9起。");
    assert_eq!(lines(&with(&body, &[("word/styles.xml", styles), ("word/numbering.xml", &part)])), ["（一）毒品", "破案9起。"]);
}
