//! Pages whose marks are written oddly: each sentence leads back to where it stands, as a browser reads the page.

use gongbao::ingest::{Source, ingest};
use gongbao::lexicon::Lexicon;
use gongbao::span;

/// The slices of the source that the sentences of a page stand for.
fn slices(path: &str, raw: &str) -> Vec<String> {
    let got = ingest(&Source::of(path, raw.as_bytes()), Lexicon::embedded());
    assert_eq!(got.documents.len(), 1, "{raw}: {:?}", got.rejects);
    let sentences = &got.documents[0].1;
    sentences.iter().map(|s| span::slice(raw, s.source_start as u32, s.source_end as u32).to_owned()).collect()
}

#[test]
fn odd_tags_hide_no_text() {
    for (odd, why) in [
        ("<e=\">", "a quote in the name of an element opens nothing"),
        ("<b =\">", "nor does one in the name of an attribute"),
        ("<b a=x\">", "nor one inside a bare value"),
        ("<b a = 'x>y'>", "a value may hold the end of a tag"),
        ("<b a=\"x\"b='>'>", "values may stand without a blank between"),
        ("<b/a=\"/>\"/>", "a slash parts attributes"),
        ("<!-- x --!>", "this ends a comment too"),
        ("<!-->", "so does this"),
        ("</ x=\">", "what is no end tag is a comment"),
        ("<?x \">", "as are instructions"),
        ("<script-x></script-x>", "a name that begins like another is another"),
        ("<script>'</scripts>'</script>", "and ends no other"),
        ("<textarea><!--</textarea>", "text without markup holds no comment"),
    ] {
        let raw = format!("<body><p>通化市破案9起。{odd}白山市抓获8人。</p><p>松原市破案7起。</p></body>");
        assert_eq!(slices("a.html", &raw), ["通化市破案9起。", "白山市抓获8人。", "松原市破案7起。"], "{odd}: {why}");
    }
}

#[test]
fn a_title_with_marks_of_a_comment_hides_no_text() {
    let raw = "<html><head><title>公报<!--</title></head><body><p>通化市破案9起。</p><!-- x --><p>白山市抓获8人。</p></body></html>";
    assert_eq!(slices("a.html", raw), ["通化市破案9起。", "白山市抓获8人。"]);
}

#[test]
fn a_headline_that_is_never_closed_says_nothing_twice() {
    let raw = "<body><h1>通化市公安局2023年工作总结<div><p>通化市破案9起。</p><p>白山市抓获8人。</p></div></body>";
    assert_eq!(slices("a.html", raw), ["通化市公安局2023年工作总结", "通化市破案9起。", "白山市抓获8人。"]);
}

#[test]
fn code_over_several_lines_leads_back_to_each() {
    let raw = "# 情况\n\n> `破案9起。\n> 抓获8人。`\n";
    assert_eq!(slices("a.md", raw), ["情况", "破案9起。", "抓获8人。"]);
    // Any end of a line is said as a blank.
    let raw = "# 情况\n\n- `破案9起。\r\n  抓获8人。 | 追回7元。`\n";
    assert_eq!(slices("a.md", raw), ["情况", "破案9起。", "抓获8人。", "| 追回7元。"]);
}

#[test]
fn marks_without_end_are_read_at_once() {
    for mark in ["<", "</", "<!", "&", "<a", "<!--", "<title>", "<a \""] {
        let raw = format!("<p>通化市破案9起。</p>{}", mark.repeat(100_000));
        let begun = std::time::Instant::now();
        ingest(&Source::of("a.html", raw.as_bytes()), Lexicon::embedded());
        assert!(begun.elapsed().as_secs() < 5, "{mark}");
    }
}
