//! One file, several reports: where one ends and the next begins.

use std::sync::LazyLock;

use regex::Regex;

use super::trace::{self, Kind, Paragraph};
use super::{heading, layout};

/// Parts the paragraphs of a page into its reports. `places` says whether a text names a place.
///
/// A dateline (又讯, 本报讯) begins a report, headlines right above it included; a byline in brackets ends one, where what follows opens like a
/// report: with a headline, a date or a dateline, or naming a place. Headlines left over at the end belong to no report.
///
/// Where neither is left, a headline or lead of another region (`another`, given the report so far and the paragraph) begins one too.
pub(super) fn split(
    paragraphs: Vec<Paragraph>,
    places: impl Fn(&str) -> bool,
    another: impl Fn(&[Paragraph], &Paragraph) -> bool,
) -> Vec<Vec<Paragraph>> {
    let mut reports: Vec<Vec<Paragraph>> = Vec::new();
    let mut current: Vec<Paragraph> = Vec::new();
    let mut signed = false;
    let mut begun = false;
    for paragraph in paragraphs {
        if begun && (paragraph.dateline || another(&current, &paragraph)) {
            let headlines =
                current.iter().rev().take_while(|p| p.kind == Kind::Heading && heading::level(&trace::text(&p.glyphs)).is_none()).count();
            let next = current.split_off(current.len() - headlines);
            reports.push(std::mem::replace(&mut current, next));
            begun = false;
        } else if begun && signed && !paragraph.glyphs.is_empty() && opens(&paragraph, &places) {
            reports.push(std::mem::take(&mut current));
            begun = false;
        }
        signed = paragraph.signed || (signed && paragraph.glyphs.is_empty());
        if !paragraph.glyphs.is_empty() {
            begun |= body(&paragraph);
            current.push(paragraph);
        }
    }
    // Headings alone are headlines or captions out of place, unless the file has nothing else; a text with a number is never dropped.
    let counts = |p: &Paragraph| p.kind == Kind::Text && p.glyphs.iter().any(|g| g.ch.is_numeric());
    if current.iter().any(|p| body(p) || counts(p)) || (reports.is_empty() && !current.is_empty()) {
        reports.push(current);
    }
    reports
}

/// Text with a sentence in it, or a row of a table: what makes a report more than a headline.
fn body(paragraph: &Paragraph) -> bool {
    match paragraph.kind {
        Kind::Heading | Kind::Caption => false,
        Kind::Text => paragraph.glyphs.iter().any(|g| layout::terminates(g.ch)),
        Kind::Row => true,
    }
}

/// Whether a paragraph can be the first of a report.
fn opens(paragraph: &Paragraph, places: impl Fn(&str) -> bool) -> bool {
    static DATED: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^[\s“]*(?:\d{4}\s*年|今年|去年|近日|\d{1,2}\s*月\s*\d{1,2}\s*日)").expect("a constant pattern"));
    let text = trace::text(&paragraph.glyphs);
    match paragraph.kind {
        Kind::Heading => heading::level(&text).is_none(),
        Kind::Text => paragraph.dateline || DATED.is_match(&text) || places(&text),
        Kind::Caption | Kind::Row => false,
    }
}
