//! Markdown to lines: the words without the marks, each with its place in the text.

mod front;
mod marks;
mod walk;

use chrono::NaiveDate;
use pulldown_cmark::{Options, Parser};

use super::trace::Line;
pub(super) use marks::is;
use walk::Walk;

/// What a Markdown text says.
#[derive(Debug, Clone, Default)]
pub(super) struct Read {
    /// As the front matter gives it, else the first heading of the first level.
    pub title: Option<String>,
    /// When it was published, by the front matter.
    pub published: Option<NaiveDate>,
    /// Who published or wrote it, by the front matter.
    pub names: Vec<String>,
    pub lines: Vec<Line>,
}

/// Reads a text.
pub(super) fn read(text: &str) -> Read {
    let (front, begin) = front::read(text);
    let body = text.get(begin..).unwrap_or_default();
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS | Options::ENABLE_FOOTNOTES;
    let mut walk = Walk::new(text);
    for (event, range) in Parser::new_ext(body, options).into_offset_iter() {
        walk.event(event, &(begin + range.start..begin + range.end));
    }
    walk.flush();
    Read { title: front.title.or(walk.title), published: front.published, names: front.names, lines: walk.lines }
}
