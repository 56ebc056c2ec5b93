//! Tables of data in a page; tables that only lay out a page are left to the walk.

use scraper::ElementRef;

use super::source::Located;
use crate::ingest::table::{Cell, Table};
use crate::ingest::trace;

/// A span over more rows or columns than this is a mistake of the page.
const WIDEST_SPAN: usize = 64;

/// A cell with more characters than this is prose.
const LONGEST_CELL: usize = 80;

/// A cell, and how many columns and rows it spans.
type Spanning = (Cell, usize, usize);

/// What a table of the markup is.
pub(super) enum Reading {
    /// Data, ready to be rendered.
    Data(Table),
    /// It lays out a page.
    Layout,
    /// Data whose rows do not match their heads, and how many rows that is.
    Torn(usize),
}

/// Reads a table.
pub(super) fn read(table: ElementRef<'_>, located: &Located) -> Reading {
    let Some(table) = data(table, located) else { return Reading::Layout };
    // Rows of one cell are notes and headings between the others.
    let wide = table.rows.iter().filter(|row| row.len() > 1 && row.windows(2).any(|w| w[0] != w[1]));
    let torn = wide.filter(|row| row.len() != table.head.len()).count();
    if table.head.is_empty() || torn == 0 { Reading::Data(table) } else { Reading::Torn(torn) }
}

/// The grid of a table; none if it lays out a page.
fn data(table: ElementRef<'_>, located: &Located) -> Option<Table> {
    let mut caption = Cell::new();
    let mut rows: Vec<(bool, Vec<Spanning>)> = Vec::new();
    for element in table.descendent_elements().skip(1) {
        match element.value().name() {
            "table" => return None,
            "caption" => caption = cell(element, located),
            "tr" => {
                let cells: Vec<ElementRef<'_>> = element.child_elements().filter(|c| matches!(c.value().name(), "td" | "th")).collect();
                let head = !cells.is_empty() && cells.iter().all(|c| c.value().name() == "th");
                let cells = cells.into_iter().map(|c| (cell(c, located), span(c, "colspan"), span(c, "rowspan"))).collect();
                rows.push((head, cells));
            }
            _ => {}
        }
    }
    let cells = || rows.iter().flat_map(|(_, cells)| cells);
    if cells().count() < 4 || cells().any(|(cell, _, _)| cell.len() > LONGEST_CELL) || rows.iter().all(|(_, cells)| cells.len() < 2) {
        return None;
    }
    let marked = rows.iter().take_while(|(head, _)| *head).count();
    let mut grid = grid(rows.into_iter().map(|(_, cells)| cells));
    // A first row of one cell over all columns is a caption in all but name.
    if grid.len() > 2 && caption.is_empty() && grid.first().is_some_and(|row| row.len() > 1 && row.windows(2).all(|w| w[0] == w[1])) {
        caption = grid.remove(0).swap_remove(0);
        return Some(with_head(grid, marked.saturating_sub(1), caption));
    }
    Some(with_head(grid, marked, caption))
}

fn with_head(mut grid: Vec<Vec<Cell>>, marked: usize, caption: Cell) -> Table {
    if marked == 0 {
        return Table { caption, ..Table::of_text(grid) };
    }
    let rows = grid.split_off(marked.min(grid.len()));
    let columns = grid.iter().map(Vec::len).max().unwrap_or(0);
    // Heads of several rows read downwards: 刑事案件 over 立案 is 刑事案件立案.
    let head = (0..columns)
        .map(|column| {
            let mut levels: Vec<&Cell> = grid.iter().filter_map(|row| row.get(column)).collect();
            levels.dedup();
            levels.into_iter().flatten().copied().collect()
        })
        .collect();
    Table { caption, head, rows }
}

/// Repeats every cell over the rows and columns that it spans.
fn grid(rows: impl Iterator<Item = Vec<Spanning>>) -> Vec<Vec<Cell>> {
    let mut grid = Vec::new();
    // For each column, a cell from above and how many more rows it covers.
    let mut hanging: Vec<Option<(Cell, usize)>> = Vec::new();
    for cells in rows {
        let mut row: Vec<Cell> = Vec::new();
        let mut cells = cells.into_iter().peekable();
        loop {
            let column = row.len();
            if let Some(Some((cell, left))) = hanging.get_mut(column) {
                row.push(cell.clone());
                *left -= 1;
                if *left == 0 {
                    hanging[column] = None;
                }
                continue;
            }
            let Some((cell, across, down)) = cells.next() else { break };
            for _ in 0..across {
                let column = row.len();
                row.push(cell.clone());
                if hanging.len() <= column {
                    hanging.resize(column + 1, None);
                }
                hanging[column] = (down > 1).then(|| (cell.clone(), down - 1));
            }
        }
        grid.push(row);
    }
    grid
}

fn span(cell: ElementRef<'_>, name: &str) -> usize {
    cell.attr(name).and_then(|n| n.trim().parse().ok()).unwrap_or(1).clamp(1, WIDEST_SPAN)
}

fn cell(element: ElementRef<'_>, located: &Located) -> Cell {
    let nodes = element.descendants().filter_map(|node| located.get(node.id()));
    trace::clean(nodes.flatten().copied()).0
}
