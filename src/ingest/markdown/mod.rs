//! Markdown to lines: the words without the marks, each with its place in the text.

mod front;
mod marks;
mod walk;

use pulldown_cmark::{Options, Parser};

use super::page::{Page, Said};
pub(super) use marks::is;
use walk::Walk;

/// Reads a text.
pub(super) fn read(text: &str) -> Page {
    let (front, begin) = front::read(text);
    let body = text.get(begin..).unwrap_or_default();
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS | Options::ENABLE_FOOTNOTES;
    let mut walk = Walk::new(text);
    for (event, range) in Parser::new_ext(body, options).into_offset_iter() {
        walk.event(event, &(begin + range.start..begin + range.end));
    }
    walk.flush();
    let title = front.title.map(|title| Said::new(title, FRONT)).or(walk.title.map(|title| Said::new(title, "headline")));
    Page {
        title,
        publisher: front.names.first().cloned().map(|name| Said::new(name, FRONT)),
        published: front.published.map(|day| Said::new(day, FRONT)),
        names: front.names,
        lines: walk.lines,
        ..Page::default()
    }
}

/// Where the front matter says something.
const FRONT: &str = "front matter";
