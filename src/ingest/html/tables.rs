//! Tables of data in a page; tables that only lay out a page are left to the walk.

use scraper::ElementRef;

use super::source::Located;
use crate::ingest::table::{Cell, Spanning, Table};
use crate::ingest::trace;

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
    Table::of_spans(caption, rows)
}

fn span(cell: ElementRef<'_>, name: &str) -> usize {
    cell.attr(name).and_then(|n| n.trim().parse().ok()).unwrap_or(1)
}

fn cell(element: ElementRef<'_>, located: &Located) -> Cell {
    let nodes = element.descendants().filter_map(|node| located.get(node.id()));
    trace::clean(nodes.flatten().copied()).0
}
