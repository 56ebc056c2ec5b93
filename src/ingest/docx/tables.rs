//! The tables of a Word file: rows and cells, and which cells go on from the row above.

use std::collections::HashMap;

use super::body::{Block, Reading, Story, silent};
use super::xml::Next;
use crate::ingest::table::WIDEST_SPAN;

/// A row of a table.
#[derive(Default)]
pub(super) struct Row {
    /// It is repeated at the top of each page.
    pub head: bool,
    pub cells: Vec<Cell>,
    /// Columns it leaves free at its start.
    before: usize,
    deleted: bool,
}

/// A cell of a row.
pub(super) struct Cell {
    pub blocks: Vec<Block>,
    /// Columns it spans.
    pub across: usize,
    /// It is one with the cell above it.
    goes_on: bool,
    /// It is one with the cell on its left.
    goes_on_left: bool,
}

/// Reads the table that was opened last.
pub(super) fn read(reading: &mut Reading<'_, '_>) -> Result<Vec<Row>, String> {
    let mut rows = Vec::new();
    read_rows(reading, &mut rows)?;
    Ok(rows)
}

/// The cells of each row that begin in it, each with the columns and rows it spans.
pub(super) fn spanning(rows: &[Row]) -> Vec<Vec<(&Cell, usize, usize)>> {
    let mut out: Vec<Vec<(&Cell, usize, usize)>> = Vec::new();
    // For each column where a cell begins: the row and place it began at, and its width.
    let mut above: HashMap<usize, (usize, usize, usize)> = HashMap::new();
    for (at, row) in rows.iter().enumerate() {
        let mut cells: Vec<(&Cell, usize, usize)> = Vec::new();
        let mut here = HashMap::new();
        let mut column = 0;
        for cell in &row.cells {
            let open = above.get(&column).copied().filter(|(_, _, across)| cell.goes_on && *across == cell.across);
            let begun = match open.and_then(|(row, i, _)| out.get_mut(row)?.get_mut(i)) {
                Some((_, _, down)) => {
                    *down += 1;
                    open
                }
                None => {
                    cells.push((cell, cell.across, 1));
                    Some((at, cells.len() - 1, cell.across))
                }
            };
            here.extend(begun.map(|begun| (column, begun)));
            column += cell.across;
        }
        above = here;
        out.push(cells);
    }
    out
}

fn read_rows(reading: &mut Reading<'_, '_>, rows: &mut Vec<Row>) -> Result<(), String> {
    loop {
        match reading.xml.next()? {
            Next::Open(element) => match element.name() {
                "tr" => {
                    let mut row = Row::default();
                    read_row(reading, &mut row)?;
                    if row.before > 0 {
                        row.cells.insert(0, Cell { blocks: Vec::new(), across: row.before, goes_on: false, goes_on_left: false });
                    }
                    if !row.deleted {
                        rows.push(row);
                    }
                }
                "tblPr" | "tblGrid" | "sdtPr" => reading.xml.skip()?,
                name if silent(name) => reading.xml.skip()?,
                _ => read_rows(reading, rows)?,
            },
            Next::Text(_) => {}
            Next::Close | Next::End => return Ok(()),
        }
    }
}

fn read_row(reading: &mut Reading<'_, '_>, row: &mut Row) -> Result<(), String> {
    loop {
        match reading.xml.next()? {
            Next::Open(element) => match element.name() {
                "trPr" => reading.xml.children(|xml, property| {
                    match property.name() {
                        "tblHeader" => row.head = property.on(),
                        "gridBefore" => row.before = property.value().and_then(|n| n.parse().ok()).unwrap_or(0).min(WIDEST_SPAN),
                        "del" => row.deleted = true,
                        _ => {}
                    }
                    xml.skip()
                })?,
                "tc" => {
                    let cell = read_cell(reading)?;
                    match row.cells.last_mut().filter(|_| cell.goes_on_left) {
                        Some(left) => left.across = (left.across + cell.across).min(WIDEST_SPAN),
                        None => row.cells.push(cell),
                    }
                }
                "tblPrEx" | "sdtPr" => reading.xml.skip()?,
                name if silent(name) => reading.xml.skip()?,
                _ => read_row(reading, row)?,
            },
            Next::Text(_) => {}
            Next::Close | Next::End => return Ok(()),
        }
    }
}

fn read_cell(reading: &mut Reading<'_, '_>) -> Result<Cell, String> {
    let mut cell = Cell { blocks: Vec::new(), across: 1, goes_on: false, goes_on_left: false };
    let mut story = Story::default();
    loop {
        match reading.xml.next()? {
            Next::Open(element) if element.name() == "tcPr" => reading.xml.children(|xml, property| {
                // A merge that does not say that it begins goes on.
                let goes_on = || property.value().is_none_or(|value| value != "restart");
                match property.name() {
                    "gridSpan" => cell.across = property.value().and_then(|n| n.parse().ok()).unwrap_or(1).clamp(1, WIDEST_SPAN),
                    "vMerge" => cell.goes_on = goes_on(),
                    "hMerge" => cell.goes_on_left = goes_on(),
                    _ => {}
                }
                xml.skip()
            })?,
            Next::Open(element) => reading.block(&element, &mut story)?,
            Next::Text(_) => {}
            Next::Close | Next::End => break,
        }
    }
    story.close();
    cell.blocks = story.blocks;
    Ok(cell)
}
