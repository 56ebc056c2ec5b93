//! Tables of Word files.

use super::decode;

use super::{lines, p, word};

fn tc(properties: &str, text: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", p(text))
}

fn tr(cells: &[String]) -> String {
    format!("<w:tr>{}</w:tr>", cells.concat())
}

fn row(cells: &[&str]) -> String {
    tr(&cells.iter().map(|text| tc("", text)).collect::<Vec<_>>())
}

fn tbl(rows: &[String]) -> String {
    format!("<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid>{}</w:tbl>", rows.concat())
}

#[test]
fn a_table_keeps_its_place_and_its_rows_become_sentences() {
    let table = tbl(&[row(&["地区", "破案数（起）", "抓获人数"]), row(&["甲县", "12", "34人"]), row(&["乙县", "5", "6人"])]);
    let bytes = word(&(p("各县情况如下。") + &table + &p("情况通报完毕。")));
    assert_eq!(lines(&bytes), ["各县情况如下。", "甲县：破案数12起，抓获人数34人。", "乙县：破案数5起，抓获人数6人。", "情况通报完毕。"]);
    assert_eq!(decode(&bytes).unwrap(), "各县情况如下。\n地区\t破案数（起）\t抓获人数\n甲县\t12\t34人\n乙县\t5\t6人\n情况通报完毕。\n");
}

#[test]
fn spanning_cells_are_said_in_each_row_and_column() {
    // A head of two rows is one whether it is marked or not.
    for head in [r#"<w:trPr><w:tblHeader/></w:trPr>"#, ""] {
        let merged = [
            format!("<w:tr>{head}{}{}</w:tr>", tc(r#"<w:vMerge w:val="restart"/>"#, "地区"), tc(r#"<w:gridSpan w:val="2"/>"#, "刑事案件")),
            format!("<w:tr>{head}{}{}{}</w:tr>", tc("<w:vMerge/>", ""), tc("", "立案"), tc("", "破案")),
            tr(&[tc(r#"<w:vMerge w:val="restart"/>"#, "甲县"), tc("", "12起"), tc("", "9起")]),
            tr(&[tc(r#"<w:vMerge w:val="continue"/>"#, ""), tc("", "34起"), tc("", "8起")]),
            tr(&[tc("", "乙县"), tc("", "56起"), tc("", "7起")]),
        ];
        assert_eq!(
            lines(&word(&tbl(&merged))),
            [
                "甲县：刑事案件立案12起，刑事案件破案9起。",
                "甲县：刑事案件立案34起，刑事案件破案8起。",
                "乙县：刑事案件立案56起，刑事案件破案7起。"
            ]
        );
    }
}

#[test]
fn a_first_row_over_all_columns_is_the_caption() {
    let rows =
        [tr(&[tc(r#"<w:gridSpan w:val="2"/>"#, "破案情况表")]), row(&["地区", "破案数"]), row(&["甲县", "12起"]), row(&["乙县", "5起"])];
    assert_eq!(lines(&word(&tbl(&rows))), ["破案情况表：", "甲县：破案数12起。", "乙县：破案数5起。"]);
}

#[test]
fn rows_that_are_all_marked_as_heads_are_read() {
    let mark = |row: String| row.replacen("<w:tr>", "<w:tr><w:trPr><w:tblHeader/></w:trPr>", 1);
    let rows = [mark(row(&["地区", "破案数"])), mark(row(&["甲县", "12起"])), mark(row(&["乙县", "5起"]))];
    assert_eq!(lines(&word(&tbl(&rows))), ["甲县：破案数12起。", "乙县：破案数5起。"]);
}

#[test]
fn columns_left_free_are_counted_and_deleted_rows_are_not() {
    let free = r#"<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>"#.to_owned() + &tc("", "7起") + "</w:tr>";
    let gone = r#"<w:tr><w:trPr><w:del/></w:trPr>"#.to_owned() + &tc("", "丙县") + &tc("", "99起") + "</w:tr>";
    let rows = [row(&["地区", "破案数"]), row(&["甲县", "12起"]), gone, free];
    assert_eq!(lines(&word(&tbl(&rows))), ["甲县：破案数12起。", "破案数7起。"]);
}

#[test]
fn in_a_cell_broken_words_are_joined_and_figures_are_not() {
    let cell = format!("<w:tc>{}{}</w:tc>", p("破案"), p("数"));
    let figures = format!("<w:tc>{}{}</w:tc>", p("12"), p("34"));
    let rows = [tr(&[tc("", "地区"), cell]), tr(&[tc("", "甲县"), figures])];
    assert_eq!(lines(&word(&tbl(&rows))), ["甲县：破案数12 34。"]);
}

#[test]
fn what_a_table_only_lays_out_is_read_cell_by_cell() {
    let inner = tbl(&[row(&["地区", "破案数"]), row(&["甲县", "12起"])]);
    let cell = format!("<w:tc>{}{inner}{}</w:tc>", p("左栏抓获3人。"), p("左栏完。"));
    let outer = tbl(&[tr(&[cell, tc("", "右栏抓获4人。")]), row(&["下左", "下右"])]);
    let got = lines(&word(&outer));
    assert_eq!(got[..4], ["左栏抓获3人。", "甲县：破案数12起。", "左栏完。", "右栏抓获4人。"]);
    let long = "全市公安机关坚持打防结合，".repeat(8) + "破案9起。";
    let prose = tbl(&[row(&["一、打击", &long]), row(&["二、防范", "宣传8次。"])]);
    assert_eq!(lines(&word(&prose)), ["一、打击", &long, "二、防范", "宣传8次。"]);
}
