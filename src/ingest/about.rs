//! What a report is about: headline, publisher, region and period.

use crate::lexicon::Lexicon;
use crate::model::Period;

use super::heading;
use super::period;
use super::trace::{self, Kind, Paragraph};

/// What the text says of itself; empty where it says nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct About {
    pub publisher: Option<String>,
    /// Code and full name.
    pub region: Option<(String, String)>,
    pub period: Option<Period>,
}

/// Paragraphs that open a report: what it is about is said there or nowhere.
const OPENING: usize = 4;

impl About {
    /// Reads what a report says of itself. `dropped` holds the furniture of its page, where its date may stand.
    pub(super) fn of(report: &[Paragraph], title: Option<&str>, dropped: &[String], _lexicon: &Lexicon) -> About {
        let headline: Vec<String> = headlines(report).map(|p| trace::text(&p.glyphs)).collect();
        let headline = if headline.is_empty() { title.unwrap_or_default().to_owned() } else { headline.join(" ") };
        let opening: Vec<String> = report.iter().filter(|p| p.kind == Kind::Text).take(OPENING).map(|p| trace::text(&p.glyphs)).collect();
        About { publisher: None, region: None, period: period::find(&headline, &opening, dropped) }
    }
}

/// The headline: what the page says, else the lines above the text.
pub(super) fn title(report: &[Paragraph], given: Option<&str>) -> Option<String> {
    let lines: Vec<String> = headlines(report).map(|p| trace::text(&p.glyphs)).collect();
    given.map(str::to_owned).or_else(|| (!lines.is_empty()).then(|| lines.join(" ")))
}

/// The headings at the head of a report, up to the first numbered one.
fn headlines(report: &[Paragraph]) -> impl Iterator<Item = &Paragraph> {
    report.iter().take_while(|p| p.kind == Kind::Heading && heading::level(&trace::text(&p.glyphs)).is_none())
}

/// Whether a text names a place.
pub(super) fn names_place(_text: &str, _lexicon: &Lexicon) -> bool {
    false
}
