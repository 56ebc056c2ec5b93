//! The events of a Markdown parser to lines.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};

use crate::ingest::html;
use crate::ingest::table::{self, Cell, Table};
use crate::ingest::trace::{self, Glyph, Kind, Line};
use crate::span::{Bytes, CharIndex};

/// An open table.
#[derive(Debug, Default)]
struct Rows {
    head: Vec<Cell>,
    rows: Vec<Vec<Cell>>,
    row: Vec<Cell>,
}

/// The lines so far, and what is open.
pub(super) struct Walk<'t> {
    text: &'t str,
    index: CharIndex<'t>,
    pub lines: Vec<Line>,
    /// The first heading of the first level.
    pub title: Option<String>,
    raw: Vec<Glyph>,
    kind: Kind,
    /// What stands before the next line.
    gap: bool,
    begins: bool,
    /// Nothing but the number of an item stands in the open line.
    numbered: bool,
    /// Of each open list whether its items are numbered.
    lists: Vec<bool>,
    table: Option<Rows>,
    /// How many images are open: what stands for them is no text of the page.
    images: usize,
    code: bool,
}

impl<'t> Walk<'t> {
    /// Begins to walk through a text.
    pub(super) fn new(text: &'t str) -> Walk<'t> {
        Walk {
            text,
            index: CharIndex::new(text),
            lines: Vec::new(),
            title: None,
            raw: Vec::new(),
            kind: Kind::Text,
            gap: false,
            begins: false,
            numbered: false,
            lists: Vec::new(),
            table: None,
            images: 0,
            code: false,
        }
    }

    /// Takes one event and the bytes of the text that it stands for.
    pub(super) fn event(&mut self, event: Event<'_>, range: &Bytes) {
        match event {
            Event::Start(tag) => self.start(&tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(said) | Event::Code(said) if self.images == 0 => self.say(&said, range),
            Event::InlineHtml(tag) if is_break(&tag) => self.line_break(range),
            Event::SoftBreak | Event::HardBreak => self.line_break(range),
            Event::Rule => self.part(),
            // A block of HTML is read as a whole, where it begins.
            Event::Html(_) | Event::InlineHtml(_) | Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
            Event::Text(_) | Event::Code(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    /// Ends the open line.
    pub(super) fn flush(&mut self) {
        let (glyphs, indent) = trace::clean(self.raw.drain(..));
        if !glyphs.is_empty() {
            self.lines.push(Line { glyphs, kind: self.kind, gap: self.gap, indent, begins: self.begins });
            (self.gap, self.begins) = (false, false);
        }
        self.numbered = false;
    }

    fn start(&mut self, tag: &Tag<'_>, range: &Bytes) {
        match tag {
            Tag::Paragraph => self.part(),
            Tag::Heading { .. } => {
                self.part();
                self.kind = Kind::Heading;
            }
            Tag::HtmlBlock => self.html(range),
            Tag::CodeBlock(_) => {
                self.part();
                self.code = true;
            }
            Tag::BlockQuote(_) | Tag::FootnoteDefinition(_) => self.apart(),
            Tag::List(first) => {
                self.apart();
                self.lists.push(first.is_some());
            }
            Tag::Item => {
                if !self.numbered {
                    self.flush();
                }
                self.begins = true;
                if self.lists.last() == Some(&true) {
                    self.number(range);
                }
            }
            Tag::Table(_) => {
                self.part();
                self.flush();
                self.table = Some(Rows::default());
            }
            Tag::TableCell => self.raw.clear(),
            Tag::Image { .. } => self.images += 1,
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(level) => {
                if level == HeadingLevel::H1 && self.title.is_none() {
                    let title = trace::text(&trace::clean(self.raw.iter().copied()).0);
                    self.title = Some(title).filter(|title| !title.is_empty());
                }
                self.flush();
                self.kind = Kind::Text;
                self.gap = true;
            }
            TagEnd::Paragraph | TagEnd::Item => self.flush(),
            TagEnd::CodeBlock => {
                self.flush();
                self.code = false;
                self.apart();
            }
            TagEnd::List(_) => {
                self.lists.pop();
                self.apart();
            }
            TagEnd::BlockQuote(_) | TagEnd::FootnoteDefinition => self.apart(),
            TagEnd::TableCell => {
                let (cell, _) = trace::clean(self.raw.drain(..));
                if let Some(table) = &mut self.table {
                    table.row.push(cell);
                }
            }
            TagEnd::TableHead => {
                if let Some(table) = &mut self.table {
                    table.head = std::mem::take(&mut table.row);
                }
            }
            TagEnd::TableRow => {
                if let Some(table) = &mut self.table {
                    let row = std::mem::take(&mut table.row);
                    table.rows.push(row);
                }
            }
            TagEnd::Table => {
                let Rows { head, mut rows, .. } = self.table.take().unwrap_or_default();
                let table = if rows.is_empty() || head.iter().all(Vec::is_empty) {
                    rows.insert(0, head);
                    Table::of_text(rows)
                } else {
                    Table { caption: Vec::new(), head, rows }
                };
                self.lines.extend(table::render(table));
                self.apart();
            }
            TagEnd::Image => self.images = self.images.saturating_sub(1),
            _ => {}
        }
    }

    /// Begins a block after a gap.
    fn part(&mut self) {
        // The first paragraph of an item stands on the line of its number.
        if !self.numbered {
            self.flush();
            self.gap = true;
        }
    }

    /// Begins a block that never goes on with what stands before it.
    fn apart(&mut self) {
        self.part();
        self.begins |= !self.numbered;
    }

    fn say(&mut self, said: &str, range: &Bytes) {
        let written = self.text.get(range.clone()).unwrap_or_default();
        let Range { start: from, end: to } = self.index.chars_before(range.start)..self.index.chars_before(range.end);
        let places = places(written, said);
        for (i, ch) in said.chars().enumerate() {
            if ch == '\n' && self.code {
                self.flush();
                continue;
            }
            // What is written otherwise, as entities are, stands for all of itself.
            let place = places.as_ref().and_then(|places| places.get(i)).map(|place| from + place);
            self.raw.push(place.map_or(Glyph { ch, from, to }, |place| Glyph { ch, from: place, to: place + 1 }));
            self.numbered &= ch.is_whitespace();
        }
    }

    /// The number of an item, which the parser takes for a mark.
    fn number(&mut self, range: &Bytes) {
        let written = self.text.get(range.clone()).unwrap_or_default();
        let blanks = written.len() - written.trim_start().len();
        let digits = written.trim_start().bytes().take_while(u8::is_ascii_digit).count();
        let from = range.start + blanks;
        if digits == 0 || self.numbered {
            return;
        }
        self.say(self.text.get(from..from + digits + 1).unwrap_or_default(), &(from..from + digits + 1));
        let at = self.index.chars_before(from + digits + 1);
        self.raw.push(Glyph { ch: ' ', from: at, to: at });
        self.numbered = true;
    }

    fn line_break(&mut self, range: &Bytes) {
        if self.images > 0 {
            return;
        }
        let span = self.index.span(range);
        // A break in a heading is a join; figures above each other in a cell are two.
        match (self.kind, &self.table) {
            (_, Some(_)) => self.raw.push(Glyph { ch: ' ', from: span.start, to: span.end }),
            (Kind::Heading, None) => self.raw.push(Glyph { ch: '\n', from: span.start, to: span.end }),
            _ => self.flush(),
        }
    }

    fn html(&mut self, range: &Bytes) {
        self.part();
        self.flush();
        let from = self.index.chars_before(range.start);
        let read = html::read(self.text.get(range.clone()).unwrap_or_default());
        let moved = |g: Glyph| Glyph { from: g.from + from, to: g.to + from, ..g };
        for mut line in read.lines {
            line.glyphs = line.glyphs.into_iter().map(moved).collect();
            line.gap |= std::mem::take(&mut self.gap);
            line.begins |= std::mem::take(&mut self.begins);
            self.lines.push(line);
        }
        self.gap = true;
    }
}

/// Where the characters of what is said stand in what is written; none where they do not.
fn places(written: &str, said: &str) -> Option<Vec<u32>> {
    if let Some(before) = written.find(said).and_then(|at| written.get(..at)) {
        return Some((before.chars().count() as u32..).take(said.chars().count()).collect());
    }
    if written.starts_with('&') {
        return None;
    }
    // Breaks inside code are said as blanks, and what begins or escapes a line of it not at all.
    let mut rest = (0u32..).zip(written.chars());
    let mut place =
        |wanted: char| rest.find(|(_, ch)| *ch == wanted || (wanted == ' ' && matches!(ch, '\n' | '\r'))).map(|(place, _)| place);
    said.chars().map(&mut place).collect()
}

fn is_break(tag: &str) -> bool {
    let name = tag.trim_matches(|c: char| "</>".contains(c) || c.is_whitespace());
    name.eq_ignore_ascii_case("br")
}
