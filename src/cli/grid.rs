//! Columns that line up on a terminal, where a Chinese character is two cells wide.

use std::fmt::Write;

use unicode_width::UnicodeWidthStr;

/// Cells in a line where the output is no terminal.
pub const WIDTH: usize = 100;

/// The text of a last column never gets fewer cells than this, however narrow the terminal.
const NARROWEST: usize = 40;

/// Cells in a line of standard output.
pub fn width() -> usize {
    terminal_size::terminal_size_of(std::io::stdout()).map_or(WIDTH, |(width, _)| width.0.into())
}

/// Lines of cells.
#[derive(Debug, Default)]
pub struct Grid {
    rows: Vec<Vec<String>>,
}

impl Grid {
    /// Adds a line.
    pub fn row<S: Into<String>>(&mut self, cells: impl IntoIterator<Item = S>) {
        self.rows.push(cells.into_iter().map(|cell| visible(&cell.into())).collect());
    }

    /// Whether there is no line.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The lines, indented by two, with two spaces between columns. Columns in `right` are set to the right.
    pub fn render(&self, right: &[usize]) -> String {
        self.lines(right, None)
    }

    /// The same with the last column broken into lines, so that none is wider than `width` cells.
    pub fn wrapped(&self, right: &[usize], width: usize) -> String {
        self.lines(right, Some(width))
    }

    fn lines(&self, right: &[usize], limit: Option<usize>) -> String {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let width = |column: usize| self.rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.width()).max().unwrap_or(0);
        let widths: Vec<usize> = (0..columns).map(width).collect();
        let mut text = String::new();
        for row in &self.rows {
            let mut line = String::new();
            for (column, (cell, width)) in row.iter().zip(&widths).enumerate() {
                if let Some(limit) = limit.filter(|_| column + 1 == columns) {
                    let indent = line.width() + 2;
                    line.push_str("  ");
                    line.push_str(&wrap(cell, limit.saturating_sub(indent)).join(&format!("\n{}", " ".repeat(indent))));
                    continue;
                }
                let blank = " ".repeat(width.saturating_sub(cell.width()));
                let _ = if right.contains(&column) { write!(line, "  {blank}{cell}") } else { write!(line, "  {cell}{blank}") };
            }
            text.push_str(line.trim_end());
            text.push('\n');
        }
        text
    }
}

/// The lines of a text that is broken at spaces, or anywhere in a Chinese sentence, which has none.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    textwrap::wrap(text, width.max(NARROWEST)).into_iter().map(String::from).collect()
}

/// Cuts a text to a width in terminal cells, with … where something is left out.
pub fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut kept = String::new();
    for c in text.chars() {
        if kept.width() + unicode_width::UnicodeWidthChar::width(c).unwrap_or(0) + 1 > width {
            break;
        }
        kept.push(c);
    }
    kept.push('…');
    kept
}

/// A text from outside with its control characters made visible, so that a file's name or headline cannot steer the terminal.
pub fn visible(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { c.escape_default().to_string() } else { c.to_string() }).collect()
}

/// So many of a thing: 1 file, 12,345 files.
pub fn count(number: usize, thing: &str) -> String {
    format!("{} {thing}{}", grouped(number), if number == 1 { "" } else { "s" })
}

/// A number with its thousands apart: 12,345.
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
