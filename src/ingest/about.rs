//! What a report says of itself: headline, publisher, region and period.

use unicode_normalization::UnicodeNormalization;

use crate::lexicon::Lexicon;
use crate::model::Period;
use crate::text::date::{self, When};
use crate::text::hanzi;

use super::heading;
use super::trace::{self, Kind, Paragraph};
use super::{period, place, region};

/// What a report is about; empty where it does not say.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct About {
    pub publisher: Option<String>,
    /// Code and full name.
    pub region: Option<(String, String)>,
    pub period: Option<Period>,
}

/// What stands around a report.
#[derive(Debug, Clone, Copy)]
pub(super) struct Page<'a> {
    /// Furniture, where date and source may stand.
    pub dropped: &'a [String],
    /// What the markup calls the page and its site.
    pub names: &'a [String],
}

/// Paragraphs that open a report: what it is about is said there or nowhere.
const OPENING: usize = 4;

impl About {
    /// Reads what a report says of itself.
    pub(super) fn of(report: &[Paragraph], title: Option<&str>, page: &Page<'_>, lexicon: &Lexicon) -> About {
        let headlines = headlines(report);
        let mut headline: String = report.iter().take(headlines).map(|p| plain(&trace::text(&p.glyphs)) + "\n").collect();
        if headline.is_empty() {
            headline = plain(title.unwrap_or_default());
        }
        headline.extend(report.get(headlines).and_then(subtitle));
        let texts: Vec<String> = report.iter().skip(headlines).map(|p| plain(&trace::text(&p.glyphs))).collect();
        let body = || report.iter().skip(headlines).zip(&texts).filter(|(p, _)| p.kind == Kind::Text).map(|(_, text)| text.as_str());
        let opening: Vec<&str> = body().take(OPENING).collect();
        let dropped: Vec<String> = page.dropped.iter().map(|line| plain(line)).collect();
        let signature = signature(&texts).join("\n");
        let period = period::find(&headline, &opening, &signature, &dropped);
        let year = period.map(|p| chrono::Datelike::year(&p.end));
        let lead = opening.first().copied().unwrap_or_default().to_owned();
        let rest = opening.get(1..).unwrap_or_default().join("\n");
        let rows = report.iter().filter(|p| p.kind == Kind::Row).map(|p| plain(&trace::text(&p.glyphs)));
        let rows = rows.collect::<Vec<_>>().join("\n");
        let parts = [headline, lead, rest, body().skip(OPENING).collect::<Vec<_>>().join("\n")];
        let frame = page.names.iter().map(|name| plain(name)).chain(dropped.iter().flat_map(|line| sources(line))).collect();
        let said = region::Said { parts, rows, signature, frame };
        let (region, publisher) = region::find(&said, year, &lexicon.regions);
        About { publisher, region: region.map(|r| (r.code.clone(), r.name.clone())), period }
    }
}

/// A line right below the headline that goes on with it: in brackets what dates it, （2024年第20周，5月13日至5月19日）, behind a dash the meeting
/// that heard it, ——2025年1月6日在永州市第六届人民代表大会第五次会议上.
fn subtitle(below: &Paragraph) -> Option<String> {
    let text = plain(&trace::text(&below.glyphs));
    let short = text.chars().count() <= LONGEST_LINE;
    let dates = text.starts_with('(') && text.ends_with(')') && !date::find(&text).is_empty();
    let meeting = text.starts_with(['—', '-']) && text.contains("会");
    (short && (dates || meeting)).then_some(text)
}

/// The last lines of a report, if they are no sentences: by whom and when.
fn signature(texts: &[String]) -> Vec<&str> {
    let line = |text: &&String| text.chars().count() <= LONGEST_LINE && !text.contains(['。', ';', '?']);
    let mut lines: Vec<&str> = texts.iter().rev().take(SIGNED).take_while(line).map(String::as_str).collect();
    lines.reverse();
    lines
}

/// A subtitle or signature has no more characters than this.
const LONGEST_LINE: usize = 40;
/// A signature has no more lines than this.
const SIGNED: usize = 3;

/// The names after 来源： and its like in a line of furniture.
fn sources(line: &str) -> Vec<String> {
    let after = place::words().sources.iter().filter_map(|label| {
        let rest = line.split_once(&format!("{label}:"))?.1;
        let name: String = rest.chars().take_while(|c| c.is_alphabetic()).collect();
        (!name.is_empty()).then_some(name)
    });
    after.collect()
}

/// The headline: what the page says, else the lines above the text.
pub(super) fn title(report: &[Paragraph], given: Option<&str>) -> Option<String> {
    let lines: Vec<String> = report.iter().take(headlines(report)).map(|p| trace::text(&p.glyphs)).collect();
    given.map(str::to_owned).or_else(|| (!lines.is_empty()).then(|| lines.join(" ")))
}

/// How many paragraphs at the head of a report are its headline: headings, up to the first numbered one or the one after a line that
/// names the kind of report it is.
pub(super) fn headlines(report: &[Paragraph]) -> usize {
    let mut complete = false;
    let headline = |p: &&Paragraph| {
        let text = trace::text(&p.glyphs);
        let goes_on = p.kind == Kind::Heading && heading::level(&text).is_none() && !complete;
        complete = names_kind(&text);
        goes_on
    };
    report.iter().take_while(headline).count()
}

/// Whether a headline ends in the kind of report it heads.
fn names_kind(headline: &str) -> bool {
    ["报告", "总结", "通报", "公报", "汇报", "简报"].iter().any(|kind| headline.ends_with(kind))
}

/// Whether a text names a place.
pub(super) fn names_place(text: &str, lexicon: &Lexicon) -> bool {
    region::names_place(&plain(text), &lexicon.regions)
}

/// Whether a paragraph further down opens the report of another region than the one that `report` opens with: by a headline that names its
/// body, or by a lead that opens with year and body. Neither may lie inside the other, unless the headline is one that only a report of
/// its own has, with body, year and kind: 绍兴市公安局2022年工作总结.
pub(super) fn opens_another(report: &[Paragraph], paragraph: &Paragraph, lexicon: &Lexicon) -> bool {
    let regions = &lexicon.regions;
    let text = plain(&trace::text(&paragraph.glyphs));
    let other = match paragraph.kind {
        Kind::Heading if heading::level(&text).is_none() => region::first_acting(&text, regions),
        Kind::Text => region::of_lead(&text, regions),
        _ => None,
    };
    let Some(other) = other else { return false };
    // Headlines and the lead say whose report this is.
    let head = report.iter().take(headlines(report) + 1);
    let own = head.filter_map(|p| region::first_acting(&plain(&trace::text(&p.glyphs)), regions)).next();
    let whole =
        paragraph.kind == Kind::Heading && names_kind(&text) && date::find(&text).iter().any(|time| matches!(time.when, When::Years(..)));
    match own {
        Some(own) if whole => own.code != other.code,
        Some(own) => !regions.contains(&own.code, &other.code) && !regions.contains(&other.code, &own.code),
        None => whole,
    }
}

/// One form for each character and no blanks: what the lexicon and the grammar of dates are written for.
fn plain(text: &str) -> String {
    let folded = text.nfkc().filter(|c| !c.is_whitespace());
    folded.map(|c| if c == ',' { '，' } else { hanzi::simplify(c) }).collect()
}
