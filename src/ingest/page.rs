//! What a reader of a format gives: the lines of a page, and what it says of itself beside them.

use chrono::NaiveDate;

use super::trace::Line;

/// A page as its format has it.
#[derive(Debug, Clone, Default)]
pub(super) struct Page {
    /// The headline.
    pub title: Option<Said<String>>,
    /// The reporting body, as the page names it.
    pub publisher: Option<Said<String>>,
    /// The day it was published.
    pub published: Option<Said<NaiveDate>>,
    /// Where.
    pub url: Option<String>,
    /// What the page calls itself in full, its site and its source.
    pub names: Vec<String>,
    /// Its lines, in reading order.
    pub lines: Vec<Line>,
    /// What could not be read as it stands, for a person to look at.
    pub notes: Vec<String>,
}

/// Where a day is said that stands on a line of the page around the text.
pub(super) const BESIDE: &str = "line beside the text";

/// A fact, and where it is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Said<T> {
    /// The fact.
    pub fact: T,
    /// A word for the place: headline, lead, meta.
    pub by: &'static str,
}

impl<T> Said<T> {
    pub(super) fn new(fact: T, by: &'static str) -> Said<T> {
        Said { fact, by }
    }
}
