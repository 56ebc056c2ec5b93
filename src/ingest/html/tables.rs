//! Tables of data in a page; tables that only lay out a page are left to the walk.

use scraper::ElementRef;

use super::source::Located;
use crate::ingest::table::{Cell, Spanning, Table};
use crate::ingest::trace;

/// Reads a table; none if it lays out a page.
pub(super) fn read(table: ElementRef<'_>, located: &Located) -> Option<Table> {
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
