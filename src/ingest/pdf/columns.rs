//! Rows to blocks: pages set in columns are read column by column.

use super::rows::{self, Row, Word, median};
use super::tables;

/// Rows that are read from top to bottom.
pub(super) type Block = Vec<Row>;

/// A stretch of a page's width, from left to right.
pub(super) type Gap = (f64, f64);

/// Narrower gaps, in sizes of the text, part no columns.
const GUTTER: f64 = 0.9;

/// Punctuation that hangs over the edge of its column leaves this much of a gutter, in sizes.
const OVERHUNG: f64 = 0.4;

/// A column has at least so many rows.
const FEWEST_ROWS: usize = 3;

/// No column of text is narrower, in sizes of the text; columns of tables are.
const NARROWEST: f64 = 7.0;

/// Lines of text fill this part of their column; cells of a table do not.
const FILLED: f64 = 0.6;

/// Lines that are too short for that are still text where one in so many has a comma or full stop, as cells hardly have.
const PROSE: usize = 3;

/// Rows so much farther apart than usual belong to different parts of the page.
const SECTION: f64 = 1.45;

/// Columns within columns go no deeper.
const DEEPEST: usize = 8;

/// So many of the best places for a gutter are looked at closely.
const LOOKED_AT: usize = 40;

/// Parts the rows of a page into blocks, in reading order.
pub(super) fn blocks(rows: Vec<Row>) -> Vec<Block> {
    let mut out = Vec::new();
    if rows::legible(&rows) {
        part(rows, 0, &mut out);
    } else {
        out.push(rows);
    }
    out
}

fn part(mut rows: Vec<Row>, depth: usize, out: &mut Vec<Block>) {
    // From top to bottom: each gutter leaves fewer rows below it.
    while let Some(gutter) = Some(&rows).filter(|_| depth < DEEPEST).and_then(|rows| gutter(rows)) {
        let below = rows.split_off(gutter.last + 1);
        let run = rows.split_off(gutter.first);
        part(std::mem::replace(&mut rows, below), depth + 1, out);
        let (left, right) = halves(run, gutter.gap);
        part(left, depth + 1, out);
        part(right, depth + 1, out);
    }
    if !rows.is_empty() {
        out.push(rows);
    }
}

/// The words of rows left and right of a gap.
fn halves(rows: Vec<Row>, gap: Gap) -> (Vec<Row>, Vec<Row>) {
    let middle = f64::midpoint(gap.0, gap.1);
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for row in rows {
        let (before, after): (Vec<Word>, Vec<Word>) = row.words.into_iter().partition(|word| word.x < middle);
        left.extend(Row::of(before, row.y));
        right.extend(Row::of(after, row.y));
    }
    (left, right)
}

/// A gap that goes through the rows from `first` to `last`.
#[derive(Debug, Clone, Copy)]
struct Gutter {
    first: usize,
    last: usize,
    gap: Gap,
}

impl Gutter {
    fn rows<'r>(&self, rows: &'r [Row]) -> &'r [Row] {
        rows.get(self.first..=self.last).unwrap_or_default()
    }
}

/// The gutter that parts most rows into columns of text.
fn gutter(rows: &[Row]) -> Option<Gutter> {
    let size = median(rows.iter().map(|row| row.size))?;
    let least = GUTTER * size;
    let mut found: Vec<Gutter> = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        for gap in gaps(row).filter(|gap| gap.1 - gap.0 >= least) {
            let known = |g: &Gutter| g.first <= at && at <= g.last && gap.0 <= g.gap.0 && g.gap.1 <= gap.1;
            if !found.iter().any(known) {
                found.push(extend(rows, at, gap, OVERHUNG * size));
            }
        }
    }
    // Columns may be set on different baselines, so that no row has both: their gap shows only where rows are seen together.
    found.extend(margins(rows, least, OVERHUNG * size));
    found.sort_by_key(|g| std::cmp::Reverse(g.last - g.first));
    let found = found.into_iter().take(LOOKED_AT).filter_map(|gutter| without_tables(rows, gutter, size));
    found.into_iter().find(|gutter| parts_columns(gutter.rows(rows), gutter.gap, size))
}

/// The gaps between the words of a row.
pub(super) fn gaps(row: &Row) -> impl Iterator<Item = Gap> {
    row.words.iter().zip(row.words.iter().skip(1)).map(|(a, b)| (a.end, b.x))
}

/// Gaps between a row and the next one that stands beside it, not below it.
fn margins(rows: &[Row], least: f64, overhung: f64) -> Vec<Gutter> {
    let mut found: Vec<Gutter> = Vec::new();
    for (at, pair) in rows.windows(2).enumerate() {
        let [a, b] = pair else { continue };
        let (left, right) = if a.x() < b.x() { (a, b) } else { (b, a) };
        let gap = (left.end(), right.x());
        let known = |g: &Gutter| g.first <= at && at < g.last && gap.0 <= g.gap.0 && g.gap.1 <= gap.1;
        if gap.1 - gap.0 >= least && !found.iter().any(known) {
            found.push(extend(rows, at, gap, overhung));
        }
    }
    found
}

/// Follows a gap up and down as far as it goes.
fn extend(rows: &[Row], at: usize, gap: Gap, least: f64) -> Gutter {
    let mut gutter = Gutter { first: at, last: at, gap };
    for (i, row) in rows.iter().enumerate().skip(at) {
        let Some(gap) = through(row, gutter.gap, least) else { break };
        gutter.gap = gap;
        gutter.last = i;
    }
    for (i, row) in rows.iter().enumerate().take(at).rev() {
        let Some(gap) = through(row, gutter.gap, least) else { break };
        gutter.gap = gap;
        gutter.first = i;
    }
    gutter
}

/// The widest part of a gap that a row leaves free.
pub(super) fn through(row: &Row, gap: Gap, least: f64) -> Option<Gap> {
    let inner = gaps(row);
    let free = std::iter::once((f64::MIN, row.x())).chain(inner).chain(std::iter::once((row.end(), f64::MAX)));
    free.map(|free| (free.0.max(gap.0), free.1.min(gap.1))).filter(|part| part.1 - part.0 >= least).max_by(|a, b| {
        let width = |part: &Gap| part.1 - part.0;
        width(a).total_cmp(&width(b))
    })
}

/// A gutter without the tables above and below, whose gaps it met by chance.
fn without_tables(rows: &[Row], mut gutter: Gutter, size: f64) -> Option<Gutter> {
    let distance = median(gutter.rows(rows).windows(2).filter_map(|pair| Some(pair.last()?.y - pair.first()?.y)))?;
    let breaks = |at: &usize| match (rows.get(at.wrapping_sub(1)), rows.get(*at)) {
        (Some(above), Some(below)) => below.y - above.y > SECTION * distance,
        _ => false,
    };
    let table = |from: usize, to: usize| {
        let section = rows.get(from..to).unwrap_or_default();
        let in_tables: usize = tables::of(section).iter().map(|table| table.last + 1 - table.first).sum();
        in_tables * 2 > section.len() && !parts_columns(section, gutter.gap, size)
    };
    let starts: Vec<usize> = (gutter.first + 1..=gutter.last).filter(breaks).collect();
    let (mut first, mut last) = (gutter.first, gutter.last);
    // A table may also stand there without a break, and is known by its figures.
    let figures = |from: usize, to: usize| rows.get(from..=to).is_some_and(tables::is);
    if let Some(start) = furthest((first + 1..last).rev(), |start| figures(start, last)) {
        last = start - 1;
    }
    if let Some(end) = furthest(first + 1..last, |end| figures(first, end)) {
        first = end + 1;
    }
    for start in starts.iter().rev() {
        if !table(*start, last + 1) {
            break;
        }
        last = start - 1;
    }
    for start in starts.iter().filter(|start| **start <= last) {
        if !table(first, *start) {
            break;
        }
        first = *start;
    }
    (gutter.first, gutter.last) = (first, last);
    (first < last).then_some(gutter)
}

/// The last of some places that hold, up to the second that does not.
fn furthest(places: impl Iterator<Item = usize>, holds: impl Fn(usize) -> bool) -> Option<usize> {
    let (mut found, mut misses) = (None, 0);
    for place in places {
        if holds(place) {
            found = Some(place);
        } else {
            misses += 1;
        }
        if misses > 1 {
            break;
        }
    }
    found
}

/// Whether what stands on both sides of a gap are columns of text, not cells of a table.
fn parts_columns(rows: &[Row], gap: Gap, size: f64) -> bool {
    let middle = f64::midpoint(gap.0, gap.1);
    [true, false].into_iter().all(|left| {
        let (mut lines, mut filled, mut from, mut to) = (0usize, 0.0, f64::MAX, f64::MIN);
        let mut prose = 0usize;
        for row in rows {
            let before = filled;
            for word in row.words.iter().filter(|word| (word.x < middle) == left) {
                filled += word.end - word.x;
                from = from.min(word.x);
                to = to.max(word.end);
            }
            lines += usize::from(filled > before);
            let words = row.words.iter().filter(|word| (word.x < middle) == left);
            prose += usize::from(words.flat_map(|word| &word.glyphs).any(|glyph| "，。；".contains(glyph.ch)));
        }
        let width = to - from;
        let text = filled >= FILLED * width * lines as f64 || prose * PROSE >= lines;
        lines >= FEWEST_ROWS && width >= NARROWEST * size && text
    })
}
