//! Plain text to lines.

use super::furniture;
use super::layout;
use super::table::{self, Table};
use super::trace::{self, Glyph, Kind, Line};

/// Reads the lines of a text; runs of rows of a text table (cells parted by `|` or tabs) come out rendered.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut rows: Vec<Vec<Vec<Glyph>>> = Vec::new();
    let mut gap = false;
    let mut raws = raw_lines(text).into_iter().peekable();
    while let Some(raw) = raws.next() {
        // A row alone is none of a table.
        let alone = rows.is_empty() && raws.peek().is_none_or(|next| table::cells(next).is_none());
        // 发布时间：2018-01-12 | 来源：某网: the fields of a page, not the cells of a row.
        let field = |raw: &[Glyph]| furniture::is_line(&trace::text(raw));
        if let Some(cells) = table::cells(&raw).filter(|cells| !rows.is_empty() || !title(&raw, cells, alone) && !field(&raw)) {
            if rows.last().is_some_and(|row| row.len() != cells.len()) {
                lines.extend(table::render(Table::of_text(std::mem::take(&mut rows))));
            }
            rows.push(cells);
            continue;
        }
        if !rows.is_empty() {
            lines.extend(table::render(Table::of_text(std::mem::take(&mut rows))));
        }
        // A page may end in the middle of a sentence.
        gap |= raw.iter().any(|g| g.ch == '\u{0C}') && lines.last().is_none_or(|line: &Line| layout::complete(&line.glyphs));
        let (glyphs, indent) = trace::clean(raw);
        if glyphs.is_empty() {
            gap = true;
            continue;
        }
        lines.push(Line { glyphs, kind: Kind::Text, gap, indent, begins: false });
        gap = false;
    }
    lines.extend(table::render(Table::of_text(rows)));
    lines
}

/// Whether a line that could open a table is a title in two parts: 一图读懂|某市警务数据. One without a row below it may hold any marks:
/// 反诈周报|这些骗局要当心！（9.2—9.8）.
fn title(raw: &[Glyph], cells: &[Vec<Glyph>], alone: bool) -> bool {
    let (label, name) = match cells {
        [label, name] => (label, name),
        _ => return false,
    };
    let bare = |cell: &[Glyph]| cell.iter().all(|g| trace::han(g.ch) || g.ch.is_ascii_digit() || "“”《》·：、".contains(g.ch));
    // 数说2024 is a label, 2024 alone a cell.
    let digits = |cell: &[Glyph]| cell.iter().filter(|g| g.ch.is_ascii_digit()).map(|g| g.ch).collect::<String>();
    let year = |cell: &[Glyph]| digits(cell).len() == 4 && digits(cell).starts_with("20") && cell.iter().any(|g| trace::han(g.ch));
    let figure = name.iter().all(|g| g.ch.is_ascii_digit()) || !digits(label).is_empty() && !year(label);
    let edged = raw.first().is_none_or(|g| g.ch == '|') || raw.last().is_none_or(|g| g.ch == '|') || raw.iter().any(|g| g.ch == '\t');
    let long = name.len() >= LEAST_TITLE && name.iter().filter(|g| trace::han(g.ch)).count() >= LEAST_TITLE;
    !edged && !figure && long && (alone || bare(label) && bare(name))
}

/// A name with fewer characters may be the head of a column.
const LEAST_TITLE: usize = 6;

/// Cuts at every line break. A form feed stays in its line, as the mark of a page.
fn raw_lines(text: &str) -> Vec<Vec<Glyph>> {
    let mut lines = vec![Vec::new()];
    let mut previous = '\0';
    for (at, ch) in (0u32..).zip(text.chars()) {
        let second_half = ch == '\n' && previous == '\r';
        previous = ch;
        if matches!(ch, '\n' | '\r' | '\u{0B}' | '\u{85}' | '\u{2028}' | '\u{2029}') {
            if !second_half {
                lines.push(Vec::new());
            }
        } else if let Some(line) = lines.last_mut() {
            line.push(Glyph { ch, from: at, to: at + 1 });
        }
    }
    lines
}
