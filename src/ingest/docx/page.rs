//! The story to the text of the file, in which places are counted, and to lines.

use super::body::Block;
use super::tables::{self, Row};
use crate::ingest::table::{self, Spanning, Table};
use crate::ingest::trace::{self, Glyph, Kind, Line};

/// The text so far, and its lines.
#[derive(Default)]
pub(super) struct Page {
    pub text: String,
    pub lines: Vec<Line>,
    /// Code points of the text.
    at: u32,
}

impl Page {
    /// Writes blocks.
    pub(super) fn write(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Paragraph { text, heading } => self.paragraph(text, *heading),
                Block::Table(rows) => self.table(rows),
            }
        }
    }

    fn paragraph(&mut self, text: &str, heading: bool) {
        let raw = self.add(text);
        self.add("\n");
        if heading {
            // Its breaks only part the lines of one heading.
            let (glyphs, indent) = trace::clean(raw);
            if !glyphs.is_empty() {
                self.lines.push(Line { glyphs, kind: Kind::Heading, gap: true, indent, begins: true });
            }
            return;
        }
        let mut first = true;
        for piece in raw.split(|g| g.ch == '\n') {
            let (glyphs, indent) = trace::clean(piece.iter().copied());
            if !glyphs.is_empty() {
                self.lines.push(Line { glyphs, kind: Kind::Text, gap: first, indent, begins: first });
                first = false;
            }
        }
    }

    fn table(&mut self, rows: &[Row]) {
        let nested = rows.iter().flat_map(|row| &row.cells).flat_map(|cell| &cell.blocks).any(|block| matches!(block, Block::Table(_)));
        let spanning = tables::spanning(rows);
        if !nested {
            let (bytes, at) = (self.text.len(), self.at);
            let mut marked = Vec::new();
            for (row, cells) in rows.iter().zip(&spanning) {
                let mut written: Vec<Spanning> = Vec::new();
                for (i, (cell, across, down)) in cells.iter().enumerate() {
                    if i > 0 {
                        self.add("\t");
                    }
                    written.push((self.cell(&cell.blocks), *across, *down));
                }
                self.add("\n");
                marked.push((row.head, written));
            }
            if let Some(table) = Table::of_spans(Vec::new(), marked) {
                self.lines.extend(table::render(table));
                return;
            }
            self.text.truncate(bytes);
            self.at = at;
        }
        // It only lays out the page: what stands in its cells is read on its own.
        for (cell, _, _) in spanning.into_iter().flatten() {
            self.write(&cell.blocks);
        }
    }

    /// Writes a cell on one line.
    fn cell(&mut self, blocks: &[Block]) -> Vec<Glyph> {
        let mut glyphs: Vec<Glyph> = Vec::new();
        let pieces = blocks.iter().flat_map(|block| match block {
            Block::Paragraph { text, .. } => text.split('\n'),
            Block::Table(_) => "".split('\n'),
        });
        for piece in pieces.map(str::trim).filter(|piece| !piece.is_empty()) {
            if let Some(last) = glyphs.last().copied() {
                let blank = self.add(" ");
                // A narrow cell breaks words; figures below each other are two.
                if !trace::han(last.ch) || !piece.starts_with(trace::han) {
                    glyphs.extend(blank);
                }
            }
            glyphs.extend(self.add(piece));
        }
        trace::clean(glyphs).0
    }

    fn add(&mut self, text: &str) -> Vec<Glyph> {
        self.text.push_str(text);
        let glyphs: Vec<Glyph> = (self.at..).zip(text.chars()).map(|(at, ch)| Glyph { ch, from: at, to: at + 1 }).collect();
        self.at += glyphs.len() as u32;
        glyphs
    }
}
