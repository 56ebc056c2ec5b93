//! Paragraphs to the document's text and its sentences.

use super::heading;
use super::layout;
use super::trace::{self, Glyph, Kind, Paragraph};
use crate::model::Sentence;

/// The clean text of a report, and its sentences with positions in it. Its first `headlines` paragraphs are the headline, which opens no
/// section. `document_id` is left to the caller.
pub(super) fn split(paragraphs: &[Paragraph], headlines: usize) -> (String, Vec<Sentence>) {
    let mut text = String::new();
    let mut at = 0u32;
    let mut sentences = Vec::new();
    let mut sections = Sections::default();
    for (i, paragraph) in paragraphs.iter().enumerate().filter(|(_, p)| !p.glyphs.is_empty()) {
        if at > 0 {
            text.push('\n');
            at += 1;
        }
        let section = if i < headlines { None } else { sections.above(paragraph) };
        for range in cuts(&paragraph.glyphs) {
            let Some(glyphs) = paragraph.glyphs.get(range.clone()) else { continue };
            let placed = || glyphs.iter().filter(|g| g.to > g.from);
            let source_start = placed().map(|g| g.from).min().or(glyphs.first().map(|g| g.from)).unwrap_or_default();
            let source_end = placed().map(|g| g.to).max().unwrap_or(source_start);
            sentences.push(Sentence {
                sentence: sentences.len() as u32,
                section: section.clone(),
                start: at + range.start as u32,
                end: at + range.end as u32,
                source_start: source_start.into(),
                source_end: source_end.into(),
                text: trace::text(glyphs),
                ..Sentence::default()
            });
        }
        text.extend(paragraph.glyphs.iter().map(|g| g.ch));
        at += paragraph.glyphs.len() as u32;
    }
    (text, sentences)
}

/// Code points of the longest sentence. What is longer is a table or a list that lost its lines; each figure is read with what stands
/// before it in its sentence, so the time to read one grows with the square of its length.
const LONGEST: usize = 2_000;

/// The glyph ranges of the sentences of one paragraph, blanks around them left out. A sentence ends after 。！？ and the quotes and brackets
/// that close with it; one that is too long, at the last pause before that.
fn cuts(glyphs: &[Glyph]) -> Vec<std::ops::Range<usize>> {
    let mut out: Vec<std::ops::Range<usize>> = Vec::new();
    let mut start = 0;
    let mut i = 0;
    let mut pause = 0;
    let is = |i: usize, test: fn(char) -> bool| glyphs.get(i).is_some_and(|g| test(g.ch));
    while i < glyphs.len() {
        if i - start >= LONGEST {
            // Without a pause anywhere but in a number.
            let end = if pause > start { pause } else { i };
            if end < i || !is(i, |c| c.is_ascii_digit()) || !is(i - 1, |c| c.is_ascii_digit()) {
                push(&mut out, glyphs, start..end);
                start = end;
            }
        }
        // A bullet in the line begins a sentence too.
        if i > start && is(i, heading::mark) && is(i - 1, char::is_whitespace) {
            push(&mut out, glyphs, start..i);
            start = i;
        }
        // 严管严查　全市共查处…: a wide blank ends a head that is run in.
        if start == 0
            && is(i, |c| c == '\u{3000}')
            && (2..=LONGEST_HEAD).contains(&i)
            && (0..i).all(|k| is(k, |c| trace::han(c) || "“”".contains(c)))
            && glyphs.len() > i + LEAST_TEXT
        {
            push(&mut out, glyphs, start..i);
            start = i;
        }
        i += 1;
        if is(i - 1, |c| matches!(c, '，' | '、' | '；') || c.is_whitespace()) {
            pause = i;
        }
        if !is(i - 1, layout::terminates) {
            continue;
        }
        while is(i, layout::terminates) || is(i, layout::closes) {
            i += 1;
        }
        push(&mut out, glyphs, start..i);
        start = i;
    }
    push(&mut out, glyphs, start..glyphs.len());
    out
}

/// A head run into its paragraph has no more characters.
const LONGEST_HEAD: usize = 12;
/// What follows a blank behind a name or a title is no longer.
const LEAST_TEXT: usize = 16;

/// Adds a sentence; one that holds no letter or digit belongs to the one before it.
fn push(out: &mut Vec<std::ops::Range<usize>>, glyphs: &[Glyph], mut range: std::ops::Range<usize>) {
    let blank = |i: usize| glyphs.get(i).is_none_or(|g| g.ch.is_whitespace());
    while range.start < range.end && blank(range.start) {
        range.start += 1;
    }
    while range.start < range.end && blank(range.end - 1) {
        range.end -= 1;
    }
    if range.is_empty() {
        return;
    }
    let says = glyphs[range.clone()].iter().any(|g| g.ch.is_alphanumeric());
    match out.last_mut() {
        Some(last) if !says => last.end = range.end,
        _ => out.push(range),
    }
}

/// The headings in force. A heading stands under the nearest one of a higher level, text under the nearest of all.
#[derive(Debug, Default)]
struct Sections {
    /// Depth and text, outermost first.
    open: Vec<(u8, String)>,
    /// A caption holds for the rows right below it.
    caption: Option<String>,
    last: Kind,
}

impl Sections {
    /// The section that a paragraph stands in; remembers headings for those below.
    fn above(&mut self, paragraph: &Paragraph) -> Option<String> {
        let last = std::mem::replace(&mut self.last, paragraph.kind);
        let text = || trace::text(&paragraph.glyphs);
        match paragraph.kind {
            Kind::Heading => self.heading(text(), last == Kind::Heading),
            Kind::Caption => {
                self.caption = Some(text().trim_end_matches(['：', ':']).to_owned());
                self.nearest()
            }
            Kind::Row => self.caption.clone().or_else(|| self.nearest()),
            Kind::Text => {
                self.caption = None;
                self.nearest()
            }
        }
    }

    fn nearest(&self) -> Option<String> {
        self.open.last().map(|(_, text)| text.clone())
    }

    fn heading(&mut self, text: String, below_another: bool) -> Option<String> {
        self.caption = None;
        let level = heading::level(&text);
        // Two lines of one heading: the second completes the first.
        if below_another
            && level.is_none()
            && let Some((_, above)) = self.open.last_mut()
            && heading::level(above).is_none()
        {
            above.push(' ');
            above.push_str(&text);
            let above = self.open.len().checked_sub(2).and_then(|i| self.open.get(i));
            return above.map(|(_, text)| text.clone());
        }
        // Numbered headings have even depths. One without a number stands below the deepest numbered one in force, or is a chapter.
        let depth = match level {
            Some(level) => level * 2,
            None if ["附件", "附录", "附表", "附："].iter().any(|word| text.starts_with(word)) => 0,
            None => self.open.iter().map(|(depth, _)| *depth).filter(|depth| depth % 2 == 0).max().map_or(1, |depth| depth + 1),
        };
        self.open.retain(|(open, _)| *open < depth);
        let above = self.nearest();
        self.open.push((depth, text));
        above
    }
}
