//! Lines to paragraphs: hard breaks joined, columns bridged, headings kept apart.

use std::borrow::Cow;

use super::layout::{self, Layout};
use super::trace::{self, Glyph, Kind, Line, Paragraph};
use super::{furniture, heading};

/// Joins the lines of a page. Without `headings` a line that does not end a sentence always runs on.
pub(super) fn paragraphs(lines: &[Line], headings: bool) -> Vec<Paragraph> {
    let lines = &without_pasted_breaks(lines);
    // Gaps and indents do not matter to it.
    let layout = Layout::of(lines);
    let lines = &without_habits(lines, layout);
    let headings = headings || lines.len() > FRAGMENT;
    let mut out: Vec<Paragraph> = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        let before = i.checked_sub(1).and_then(|i| lines.get(i));
        // A full stop for which the line before had no room: that line was no heading.
        if let Some(open) = out.last_mut()
            && matches!(open.kind, Kind::Text | Kind::Heading)
            && line.kind == Kind::Text
            && !line.glyphs.iter().any(|g| g.ch.is_alphanumeric())
        {
            open.kind = Kind::Text;
            open.glyphs.extend_from_slice(&line.glyphs);
            continue;
        }
        if let (Some(open), Some(before)) = (out.last_mut(), before)
            && match open.kind {
                Kind::Text => runs_on(open, before, line, layout, headings, &lines[i..]),
                Kind::Heading => heading_runs_on(open, before, line, layout),
                Kind::Caption | Kind::Row => false,
            }
        {
            open.glyphs.extend_from_slice(&line.glyphs);
            continue;
        }
        let kind = match line.kind {
            Kind::Text if headings && heading::is(&lines[i..], out.last(), layout) => Kind::Heading,
            // Markup calls many things a heading; a sentence is none.
            Kind::Heading if layout::ended(&line.glyphs) => Kind::Text,
            kind => kind,
        };
        out.push(Paragraph { glyphs: line.glyphs.clone(), kind, ..Paragraph::default() });
    }
    out
}

/// Forgets that lines begin paragraphs where they cannot: in prose that was copied out of columns into a word processor, which makes each line
/// a paragraph, most lines end in the middle of a sentence and many hold the end of another.
fn without_pasted_breaks(lines: &[Line]) -> Cow<'_, [Line]> {
    let text = || lines.iter().filter(|line| line.kind == Kind::Text);
    let share = |mark: fn(&Line) -> bool, part: usize, of: usize| text().filter(|line| mark(line)).count() * of >= text().count() * part;
    let stops = |line: &Line| {
        let inside = line.glyphs.len().saturating_sub(2);
        line.glyphs.iter().take(inside).any(|g| layout::terminates(g.ch) || g.ch == '；')
    };
    let pasted = text().count() >= PASTED
        && share(|line| line.begins, 9, 10)
        && share(|line| !layout::complete(&line.glyphs), 1, 2)
        && share(stops, 1, 8);
    if !pasted {
        return Cow::Borrowed(lines);
    }
    lines.iter().map(|line| Line { begins: false, ..line.clone() }).collect()
}

/// Fewer lines say nothing of how they were made.
const PASTED: usize = 12;

/// Forgets gaps and indents where nearly every line has one, and indents where only a stray line has one: they say nothing there.
fn without_habits(lines: &[Line], layout: Layout) -> Vec<Line> {
    let wrapped = matches!(layout, Layout::Wrapped { .. }) && lines.len() >= FRAGMENT;
    // Nothing stands before the first line.
    let count = |mark: fn(&Line) -> bool| lines.iter().skip(1).filter(|line| mark(line)).count();
    let nearly_all = |n: usize| n * 10 >= lines.len().saturating_sub(1) * 9;
    let gaps = !(wrapped && nearly_all(count(|line| line.gap)));
    let indented = count(|line| line.indent);
    let indents = wrapped && indented > 2 && !nearly_all(indented);
    lines.iter().map(|line| Line { gap: line.gap && gaps, indent: line.indent && indents, ..line.clone() }).collect()
}

/// A piece of text of up to this many lines has no headings worth looking for.
const FRAGMENT: usize = 6;

/// Whether `line`, the first of `rest`, goes on with the paragraph whose last line is `before`.
fn runs_on(open: &Paragraph, before: &Line, line: &Line, layout: Layout, headings: bool, rest: &[Line]) -> bool {
    if line.kind != Kind::Text || line.begins || heading::bullet(&line.glyphs) {
        return false;
    }
    // A name in brackets ends the report, whatever follows it.
    let before_text = trace::text(&before.glyphs);
    if furniture::signed(&before_text) || furniture::dated(&trace::text(&line.glyphs)) {
        return false;
    }
    if layout == Layout::Items {
        return open.glyphs.last().is_some_and(|last| "，、；".contains(last.ch)) || heading::open_at_end(&open.glyphs);
    }
    let ended = if layout == Layout::Whole { layout::complete(&open.glyphs) } else { layout::ended(&open.glyphs) };
    if ended {
        return layout.reaches(&before.glyphs, 17, 20) && !line.gap && !line.indent && !heading::numbered(&line.glyphs);
    }
    if number_goes_on(&open.glyphs, &line.glyphs) {
        return true;
    }
    if heading::numbered(&line.glyphs) && line.gap {
        return false;
    }
    match layout {
        Layout::Whole if headings => !heading::is(rest, None, layout),
        Layout::Whole | Layout::Items => true,
        Layout::Wrapped { .. } => !line.indent && (!line.gap || !heading::alone(rest)),
    }
}

/// Whether a heading was broken like text: inside a number or a bracket, or at the very edge.
fn heading_runs_on(open: &Paragraph, before: &Line, line: &Line, layout: Layout) -> bool {
    let broken = number_goes_on(&open.glyphs, &line.glyphs) || heading::open_at_end(&open.glyphs) || layout.brimful(before);
    let starts = line.begins || line.gap || line.indent || heading::numbered(&line.glyphs) || furniture::dated(&trace::text(&line.glyphs));
    matches!(layout, Layout::Wrapped { .. })
        && line.kind == Kind::Text
        && broken
        && !starts
        && layout::width(&line.glyphs) < layout::width(&before.glyphs)
}

/// A break inside a number: digits or the point on both sides of it.
fn number_goes_on(before: &[Glyph], after: &[Glyph]) -> bool {
    let digit = |g: &Glyph| g.ch.is_ascii_digit() || ('０'..='９').contains(&g.ch);
    let point = |g: &Glyph| ".．,，".contains(g.ch);
    match (before.last(), after.first()) {
        (Some(a), Some(b)) if digit(a) => digit(b) || (point(b) && after.get(1).is_some_and(digit)) || "%％‰".contains(b.ch),
        (Some(a), Some(b)) => ".．".contains(a.ch) && before.len() > 1 && digit(b) && before.get(before.len() - 2).is_some_and(digit),
        _ => false,
    }
}
