//! The measure of a page: how wide its lines run, whether they were broken to fit a column, and where a line ends a sentence.

use unicode_width::UnicodeWidthChar;

use super::trace::{Glyph, Kind, Line};

/// No heading is wider than this, in half-width cells: 48 Chinese characters.
pub(super) const LONG_HEADING: usize = 96;

/// Columns of newspapers are narrower than this, in half-width cells; wider lines are paragraphs of their own.
const WIDEST_COLUMN: usize = 100;

/// Pages of one column are so wide; narrower columns are those of newspapers, whose lines may break anywhere.
const WIDE_PAGE: usize = 56;
/// No page of one column is wider.
const WIDEST_PAGE: usize = 130;

/// Lines that run to the edge end within so many cells of it.
const RAGGED: usize = 5;

/// Fewer such lines may be alike by chance.
const FEWEST_FULL: usize = 3;

/// Fewer lines without a full stop may be a headline and a signature.
const FEWEST_ITEMS: usize = 8;

/// The usual indent of a paragraph: two Chinese characters.
const INDENT: usize = 4;

/// How a page sets its lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Layout {
    /// Each line is a paragraph or a heading.
    Whole,
    /// Each line is an item of a list, without a full stop.
    Items,
    /// Lines break where the column ends; `column` is its width in half-width cells.
    Wrapped {
        /// Width that nine in ten lines stay within.
        column: usize,
        /// Whether all lines that go on run to the very edge, as on a page set in one wide column: a shorter one ends a paragraph.
        justified: bool,
    },
}

impl Layout {
    /// Judges by the lines of text: a broken line runs to the edge of its column and ends in the middle of a sentence.
    pub(super) fn of(lines: &[Line]) -> Layout {
        let text: Vec<&Line> = lines.iter().filter(|line| line.kind == Kind::Text).collect();
        // Where the next line is known to begin a paragraph, no column broke this one.
        let whole = |i: usize| text.get(i + 1).map_or_else(|| text.get(i).is_some_and(|line| line.begins), |next| next.begins);
        let mut widths: Vec<usize> = text.iter().map(|line| width(&line.glyphs)).collect();
        widths.sort_unstable();
        let column = widths.get(widths.len() * 9 / 10).copied().unwrap_or(0);
        let broken: Vec<&&Line> = text
            .iter()
            .enumerate()
            .filter(|(i, line)| !whole(*i) && !complete(&line.glyphs) && width(&line.glyphs) * 10 >= column * 6)
            .map(|(_, line)| line)
            .collect();
        // Of a few lines two may be headlines, but hardly with a comma.
        let enough = text.len() >= 6 || (broken.len() >= 2 && broken.iter().any(|line| line.glyphs.iter().any(|g| g.ch == '，')));
        // Lines of paragraphs that are whole differ in width; those of a page do not.
        let widest = widths.last().copied().unwrap_or(0);
        let full = broken.iter().filter(|line| width(&line.glyphs) + RAGGED > widest).count();
        let justified = (WIDE_PAGE..=WIDEST_PAGE).contains(&widest) && full >= FEWEST_FULL && full * 20 >= broken.len() * 17;
        // A column breaks sentences at its edge; items end anywhere and hold no full stop.
        let at_edge = broken.iter().filter(|line| width(&line.glyphs) + RAGGED > column).count();
        let stopped = text.iter().filter(|line| line.glyphs.iter().any(|g| terminates(g.ch) || g.ch == '；')).count();
        let figures = text.iter().filter(|line| line.glyphs.iter().any(|g| g.ch.is_numeric())).count();
        let ragged = text.len() >= FEWEST_ITEMS && at_edge * 2 < broken.len() && figures * 2 >= text.len();
        // A column rarely ends right behind a figure and its unit, an item mostly does; lines of one length may be either.
        let whole_items = broken.iter().filter(|line| ends_in_figure(&line.glyphs)).count();
        let items = stopped * 8 <= text.len() && (ragged || whole_items >= FEWEST_FULL && whole_items * 4 >= broken.len() * 3);
        if items {
            Layout::Items
        } else if justified {
            Layout::Wrapped { column: widest, justified }
        } else if column <= WIDEST_COLUMN && enough && broken.len() * 5 >= text.len() * 2 {
            Layout::Wrapped { column, justified }
        } else {
            Layout::Whole
        }
    }

    /// Whether a line fills so large a part of its column. None does where lines are whole.
    pub(super) fn reaches(self, glyphs: &[Glyph], part: usize, of: usize) -> bool {
        matches!(self, Layout::Wrapped { column, .. } if width(glyphs) * of >= column * part)
    }

    /// Whether a line leaves no room for another character in its column, which full stops may overhang.
    pub(super) fn brimful(self, line: &Line) -> bool {
        let indent = if line.indent { INDENT } else { 0 };
        matches!(self, Layout::Wrapped { column, .. } if width(&line.glyphs) + indent + 3 > column)
    }
}

/// Width in half-width cells.
pub(super) fn width(glyphs: &[Glyph]) -> usize {
    glyphs.iter().map(|g| g.ch.width_cjk().unwrap_or(0)).sum()
}

/// Whether text ends a sentence: 。！？ or an ellipsis, closing quotes and brackets after it allowed.
pub(super) fn ended(glyphs: &[Glyph]) -> bool {
    last_mark(glyphs).is_some_and(|c| terminates(c) || "…!?".contains(c))
}

/// Whether a whole line is complete: it ends a sentence, an item of a list or an announcement of what follows.
pub(super) fn complete(glyphs: &[Glyph]) -> bool {
    last_mark(glyphs).is_some_and(|c| terminates(c) || "…!?；;：:".contains(c))
}

/// Whether a line ends right behind a figure and its unit: 破获刑事案件312起, 同比下降12.3%, 纠纷警情：86起（-9.8%）.
fn ends_in_figure(glyphs: &[Glyph]) -> bool {
    let mut rest = glyphs.iter().rev().map(|g| g.ch).skip_while(|&c| closes(c) || c.is_whitespace());
    let unit = rest.by_ref().take(LONGEST_UNIT).position(|c| c.is_numeric() && !"一二三四五六七八九十百千万亿".contains(c));
    unit.is_some()
}

/// 余万辆次 is the longest of units and what may stand before them.
const LONGEST_UNIT: usize = 5;

fn last_mark(glyphs: &[Glyph]) -> Option<char> {
    glyphs.iter().rev().map(|g| g.ch).find(|&c| !closes(c) && !c.is_whitespace())
}

/// A mark that ends a sentence.
pub(super) fn terminates(ch: char) -> bool {
    "。！？｡".contains(ch)
}

/// A mark that closes what another opened.
pub(super) fn closes(ch: char) -> bool {
    "”’」』）)】》〉〕］]\"".contains(ch)
}
