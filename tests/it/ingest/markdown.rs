//! Markdown: what is taken for it, what is read of it, and that every sentence leads back to its place.

use gongbao::ingest::{Source, ingest};
use gongbao::lexicon::Lexicon;
use gongbao::span;
use proptest::prelude::*;
use serde::Deserialize;

use super::{Runs, check, consistent, period, same};
use crate::support::cases;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Markdown {
    name: String,
    why: String,
    /// The name of the file.
    #[serde(default = "unnamed")]
    file: String,
    raw: String,
    text: String,
    /// Whether it is taken for Markdown.
    #[serde(default = "yes")]
    markdown: bool,
    title: Option<String>,
    publisher: Option<String>,
    period: Option<String>,
    sections: Option<Vec<String>>,
}

fn unnamed() -> String {
    "a.txt".into()
}

fn yes() -> bool {
    true
}

cases::case!(Markdown, why);

impl Runs for Markdown {
    fn run(&self) -> Result<(), String> {
        let got = ingest(&Source::of(&self.file, self.raw.as_bytes()), Lexicon::embedded());
        same("documents and rejects", (got.documents.len(), got.rejects.len()), (1, 0))?;
        let (document, sentences) = &got.documents[0];
        same("media type", document.media_type.as_str(), if self.markdown { "text/markdown" } else { "text/plain" })?;
        same("text", document.text.as_str(), self.text.trim_end())?;
        same("title", &document.title, &self.title)?;
        if let Some(want) = &self.publisher {
            same("publisher", document.publisher.as_ref(), Some(want))?;
        }
        if let Some(want) = &self.period {
            same("period", period(document).as_ref(), Some(want))?;
        }
        if let Some(want) = &self.sections {
            same("sections", sentences.iter().map(|s| s.section.clone().unwrap_or_default()).collect(), want.clone())?;
        }
        consistent(document, sentences)?;
        // A row of a table says its heads again.
        if !self.raw.contains("<table") && !self.raw.contains('|') && !self.raw.contains('&') {
            for s in sentences {
                let mut slice = span::slice(&self.raw, s.source_start as u32, s.source_end as u32).chars();
                let left = s.text.chars().filter(|c| !c.is_whitespace()).all(|c| slice.any(|x| x == c));
                same("in its place", (&s.text, left), (&s.text, true))?;
            }
        }
        Ok(())
    }
}

#[test]
fn markdown_is_told_and_read() {
    check::<Markdown>(include_str!("markdown.toml"));
}

#[test]
fn sentences_lead_back_to_the_marks_around_them() {
    let raw = "# 标题\n\n全市**破获**案件[12](http://a.cn/3)起，占4&#37;。抓获\\*9人。\n";
    let got = ingest(&Source::of("a.md", raw.as_bytes()), Lexicon::embedded());
    let slices: Vec<(String, &str)> =
        got.documents[0].1.iter().map(|s| (s.text.clone(), span::slice(raw, s.source_start as u32, s.source_end as u32))).collect();
    assert_eq!(
        slices,
        [
            ("标题".to_owned(), "标题"),
            ("全市破获案件12起，占4%。".to_owned(), "全市**破获**案件[12](http://a.cn/3)起，占4&#37;。"),
            ("抓获*9人。".to_owned(), "抓获\\*9人。"),
        ]
    );
}

fn pieces() -> impl Strategy<Value = String> {
    let pieces = [
        "# ",
        "## ",
        "**",
        "*",
        "_",
        "`",
        "```\n",
        "~~~",
        "> ",
        "- ",
        "1. ",
        "10) ",
        "\n",
        "\n\n",
        "    ",
        "\t",
        "[",
        "](",
        ")",
        "](http://a.cn)",
        "![",
        "|",
        "|---|---|\n",
        "---\n",
        "title: 甲\n",
        "<br>",
        "<div>\n",
        "</div>\n",
        "<table><tr><td>",
        "&nbsp;",
        "&#37;",
        "\\",
        "\r\n",
        "\r",
        "全市",
        "破获",
        "12",
        "起",
        "，",
        "。",
        "2023年",
        "[^1]",
        "[^1]: ",
        "- [ ] ",
        "~~",
        "===\n",
        "<!--",
        "-->",
        "\u{3000}",
        "\0",
        "：",
        "一、",
    ];
    prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(600) })]

    #[test]
    fn any_mix_of_marks_is_consistent(raw in pieces()) {
        let got = ingest(&Source::of("a.md", raw.as_bytes()), Lexicon::embedded());
        prop_assert!(!got.documents.is_empty() || !got.rejects.is_empty());
        for (document, sentences) in &got.documents {
            consistent(document, sentences).map_err(TestCaseError::fail)?;
        }
    }

    #[test]
    fn every_figure_outside_of_marks_is_kept(raw in prop::collection::vec(prop::sample::select(
        vec!["# 破案12起。\n\n", "- 抓获12人\n", "1. 破案12起\n", "> 追回12万元\n", "**12**起", "\n\n", "\n", "    12起\n", "`12`起。", "*12*起。"]), 1..30))
    {
        // Each figure once: pages say the same twice for other reasons.
        let told: String = (100..).zip(&raw).map(|(n, piece)| piece.replace("12", &n.to_string())).collect();
        let raw = format!("# 报告\n\n**全市**如下。\n\n{told}");
        let got = ingest(&Source::of("a.md", raw.as_bytes()), Lexicon::embedded());
        let kept: String = got.documents.iter().map(|(document, _)| document.text.clone() + "\n").collect();
        for n in (100..130).map(|n| n.to_string()).filter(|n| raw.contains(n)) {
            prop_assert!(kept.contains(&n), "{n} of {raw:?} is not in {kept:?}");
        }
    }
}
