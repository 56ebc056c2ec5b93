//! Rows that are a table: wide gaps go through all of them.

use super::columns::{self, Gap};
use super::rows::{self, Row, Word};

/// Gaps that part cells are at least so wide, in sizes.
const CELL_GAP: f64 = 0.9;

/// Rows that share their gaps, and those gaps.
#[derive(Debug)]
pub(super) struct Grid {
    pub first: usize,
    pub last: usize,
    pub gaps: Vec<Gap>,
}

/// The tables among rows, from top to bottom.
pub(super) fn of(block: &[Row]) -> Vec<Grid> {
    let mut out = Vec::new();
    let mut at = 0;
    while rows::legible(block) && at < block.len() {
        match grid(block, at) {
            Some(grid) => {
                at = grid.last + 1;
                out.push(grid);
            }
            None => at += 1,
        }
    }
    out
}

/// Whether rows are a single table of several columns of figures.
pub(super) fn is(block: &[Row]) -> bool {
    let figure = |word: &Word| word.glyphs.iter().all(|g| g.ch.is_ascii_digit() || ".,%-+－—/".contains(g.ch));
    let figures = block.iter().filter(|row| row.words.iter().any(figure)).count();
    figures * 2 >= block.len() && grid(block, 0).is_some_and(|grid| grid.last + 1 == block.len() && grid.gaps.len() > 1)
}

/// The table whose first row is at `first`. Its head may leave cells empty, so the row after it may know the gaps better.
fn grid(block: &[Row], first: usize) -> Option<Grid> {
    let grids = [first, first + 1].into_iter().filter_map(|model| grid_like(block, first, model));
    // Of equals the last wins.
    grids.max_by_key(|grid| (grid.gaps.len(), grid.last))
}

/// The table whose first row is at `first` and whose gaps are those of the row `model`.
fn grid_like(block: &[Row], first: usize, model: usize) -> Option<Grid> {
    let row = block.get(model)?;
    let least = CELL_GAP * row.size;
    let mut gaps: Vec<Gap> = columns::gaps(row).filter(|gap| gap.1 - gap.0 >= least).collect();
    let mut last = first;
    for (at, row) in block.iter().enumerate().skip(first) {
        let shared: Vec<Gap> = gaps.iter().filter_map(|gap| columns::through(row, *gap, least)).collect();
        // A head may span columns; further down a row with fewer gaps is no row of this table.
        if shared.is_empty() || (shared.len() < gaps.len() && at > model.max(first + 1)) {
            break;
        }
        gaps = shared;
        last = at;
    }
    // A short line below a table leaves all gaps free and is no row.
    while last > first && block.get(last).is_none_or(|row| filled(row, &gaps) < 2) {
        last -= 1;
    }
    let rows = block.get(first..=last)?;
    let full = rows.iter().filter(|row| filled(row, &gaps) > 1).count();
    let several = rows.len() > 2 || (rows.len() == 2 && gaps.len() > 1);
    let headed = filled(rows.first()?, &gaps) > 1;
    (several && headed && full * 2 > rows.len()).then_some(Grid { first, last, gaps })
}

/// The number of a word's cell.
pub(super) fn cell(x: f64, gaps: &[Gap]) -> usize {
    gaps.iter().filter(|gap| f64::midpoint(gap.0, gap.1) < x).count()
}

/// How many cells of a row hold something.
fn filled(row: &Row, gaps: &[Gap]) -> usize {
    let mut cells: Vec<usize> = row.words.iter().map(|word| cell(word.x, gaps)).collect();
    cells.dedup();
    cells.len()
}
