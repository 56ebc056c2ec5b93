//! Blocks to text: lines, cells, indents and empty lines.

use super::columns::Block;
use super::glyph::Glyph;
use super::rows::{Row, median};
use super::tables;

/// A line that starts so far right of its column's edge, in sizes, is indented.
const INDENT: f64 = 0.9;

/// Lines so much farther apart than usual have an empty line between them.
const EMPTY_LINE: f64 = 1.45;

/// The usual distance of lines where a page has too few to tell, in sizes.
const DISTANCE: f64 = 1.9;

/// Words so far apart, in sizes, are written with a blank whatever they are.
const FAR: f64 = 2.0;

/// Latin words and figures so far apart, in sizes, are written with a blank.
const NEAR: f64 = 0.2;

/// Writes the blocks of a page.
pub(super) fn page(blocks: &[Block]) -> String {
    let near = |pair: &[Row]| Some((pair.last()?.y - pair.first()?.y) / pair.last()?.size);
    let distances: Vec<f64> = blocks.iter().flat_map(|block| block.windows(2).filter_map(near)).collect();
    let usual = if distances.len() < 3 { DISTANCE } else { median(distances.into_iter()).unwrap_or(DISTANCE) };
    let mut out = String::new();
    let mut previous: Option<&Row> = None;
    for block in blocks {
        let edge = edge(block);
        let tables = tables::of(block);
        for (at, row) in block.iter().enumerate() {
            let table = tables.iter().find(|table| table.first <= at && at <= table.last);
            // An empty line would end the table.
            let inside = table.is_some_and(|table| table.first < at);
            if let Some(before) = previous
                && !inside
                && (row.y - before.y) / row.size.max(before.size) > EMPTY_LINE * usual
            {
                out.push('\n');
            }
            previous = Some(row);
            match table {
                Some(table) => out.push_str(&cells(row, &table.gaps)),
                None => {
                    if row.x() - edge > INDENT * row.size {
                        out.push('\u{3000}');
                    }
                    let mut before = None;
                    row.words.iter().flat_map(|word| &word.glyphs).for_each(|glyph| push(&mut out, &mut before, glyph));
                }
            }
            out.push('\n');
        }
    }
    out
}

/// The left edge of a column: where at least two of its lines begin, or else the leftmost.
fn edge(block: &Block) -> f64 {
    let mut starts: Vec<f64> = block.iter().map(Row::x).collect();
    starts.sort_by(f64::total_cmp);
    let size = median(block.iter().map(|row| row.size)).unwrap_or(0.0);
    let shared = starts.windows(2).find_map(|pair| {
        let [a, b] = pair else { return None };
        (b - a < 0.5 * size).then_some(*a)
    });
    shared.or(starts.first().copied()).unwrap_or(0.0)
}

/// Adds a character, and a blank before it where the page shows one.
fn push<'a>(out: &mut String, before: &mut Option<&'a Glyph>, glyph: &'a Glyph) {
    if let Some(before) = *before {
        let gap = (glyph.x - before.end) / glyph.size.max(before.size);
        let latin = latin(before.ch) && latin(glyph.ch);
        // Letter spacing is even: a far gap inside a line set so is none.
        if (glyph.blank && gap > if latin { -0.1 } else { NEAR }) || (latin && gap > NEAR) || gap > FAR {
            out.push(' ');
        }
    }
    out.push(glyph.ch);
    *before = Some(glyph);
}

/// A letter or figure of a script that parts its words by blanks.
fn latin(ch: char) -> bool {
    ch.is_ascii() || (ch.is_alphanumeric() && ch < '\u{2E80}')
}

/// A row of a table, its cells parted by tabs. An empty cell at either end is marked by a tab outside of it, or it would count for nothing.
fn cells(row: &Row, gaps: &[(f64, f64)]) -> String {
    let mut cells = vec![String::new(); gaps.len() + 1];
    let mut before: Option<(usize, &Glyph)> = None;
    for word in &row.words {
        let at = tables::cell(word.x, gaps);
        let Some(text) = cells.get_mut(at) else { continue };
        for glyph in &word.glyphs {
            let mut beside = before.filter(|(cell, _)| *cell == at).map(|(_, glyph)| glyph);
            push(text, &mut beside, glyph);
            before = Some((at, glyph));
        }
    }
    let empty = |cell: Option<&String>| if cell.is_some_and(String::is_empty) { "\t" } else { "" };
    format!("{}{}{}", empty(cells.first()), cells.join("\t"), empty(cells.last()))
}
