//! Tables to prose: each row a sentence that a reader of prose understands, `茂南区：破案数1023宗，同比上升3.1%。`
//!
//! Cells are never reworded; what is added (heads, commas, full stops) maps to the cell it stands at.

use super::trace::{self, Glyph, Kind, Line};
use crate::text::date::{self, When};
use crate::text::fold::Folded;

/// The text of one cell, cleaned.
pub(super) type Cell = Vec<Glyph>;

/// A cell, and how many columns and rows it spans.
pub(super) type Spanning = (Cell, usize, usize);

/// A span over more rows or columns than this is a mistake of the page.
pub(super) const WIDEST_SPAN: usize = 64;

/// A cell with more characters than this is prose.
const LONGEST_CELL: usize = 80;

/// A table that takes more characters than this once its spanning cells are repeated, or its heads said in each row, was made to fill memory.
const LARGEST: usize = 1 << 22;

/// A table whose spanning cells have been repeated, so that rows and columns are a grid.
#[derive(Debug, Clone, Default)]
pub(super) struct Table {
    pub caption: Cell,
    /// Column heads; none where the table has no head row.
    pub head: Vec<Cell>,
    pub rows: Vec<Vec<Cell>>,
}

impl Table {
    /// A table of plain rows: the first is the head where it has no digit and the second has one.
    pub(super) fn of_text(mut rows: Vec<Vec<Cell>>) -> Table {
        rows.retain(|row| !row.iter().all(|cell| cell.iter().all(|g| "-=:+ ".contains(g.ch))));
        let digit = |row: &Vec<Cell>| row.iter().flatten().any(|g| g.ch.is_numeric());
        let heads = |row: &Vec<Cell>| !digit(row) || times(row);
        let head = rows.len() > 1 && rows.first().is_some_and(heads) && rows.get(1).is_some_and(digit);
        let head = if head { rows.remove(0) } else { Vec::new() };
        Table { caption: Vec::new(), head, rows }
    }

    /// A table of spanning cells, each row with whether it was marked as one of heads; none if it only lays out a page.
    pub(super) fn of_spans(mut caption: Cell, mut rows: Vec<(bool, Vec<Spanning>)>) -> Option<Table> {
        for (_, across, down) in rows.iter_mut().flat_map(|(_, cells)| cells) {
            *across = (*across).clamp(1, WIDEST_SPAN);
            *down = (*down).clamp(1, WIDEST_SPAN);
        }
        let cells = || rows.iter().flat_map(|(_, cells)| cells);
        if cells().count() < 4
            || cells().any(|(cell, _, _)| cell.len() > LONGEST_CELL)
            || rows.iter().all(|(_, cells)| cells.len() < 2)
            || size(&rows) > LARGEST
        {
            return None;
        }
        // A first row of one cell over all columns is a caption in all but name.
        if rows.len() > 2
            && caption.is_empty()
            && let Some((_, first)) = rows.first_mut()
            && let [(cell, 2.., 1)] = first.as_mut_slice()
        {
            caption = std::mem::take(cell);
            rows.remove(0);
        }
        let marked = rows.iter().take_while(|(head, _)| *head).count();
        // Heads of nothing are rows.
        let marked = if marked == 0 || marked == rows.len() { unmarked_heads(&rows) } else { marked };
        Some(with_head(grid(rows.into_iter().map(|(_, cells)| cells)), marked, caption))
    }
}

/// 县区, 5月, 1—5月: heads of columns of times, two or more.
fn times(row: &[Cell]) -> bool {
    let Some((first, columns)) = row.split_first() else { return false };
    let time = |cell: &Cell| {
        let text = Folded::new(&trace::text(cell)).text;
        date::at_start(&text).is_some_and(|time| time.bytes.end == text.len() && !matches!(time.when, When::Clock))
    };
    let number = |cell: &Cell| cell.iter().any(|g| g.ch.is_numeric());
    !number(first) && columns.len() > 1 && columns.iter().all(time)
}

/// How many rows of heads a table has that marks none: those that a cell of its first row spans, if they have no figure and the next has.
fn unmarked_heads(rows: &[(bool, Vec<Spanning>)]) -> usize {
    let figure = |(_, cells): &(bool, Vec<Spanning>)| cells.iter().any(|(cell, _, _)| cell.iter().any(|g| g.ch.is_numeric()));
    let deep = rows.first().and_then(|(_, cells)| cells.iter().map(|(_, _, down)| *down).max()).unwrap_or(0);
    let heads = deep > 1 && !rows.iter().take(deep).any(figure) && rows.get(deep).is_some_and(figure);
    if heads { deep } else { 0 }
}

/// How many characters and cells a table comes to when spanning cells are repeated.
fn size(rows: &[(bool, Vec<Spanning>)]) -> usize {
    rows.iter().flat_map(|(_, cells)| cells).map(|(cell, across, down)| (cell.len() + 1) * across * down).sum()
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
            levels.dedup_by_key(|cell| trace::text(cell));
            levels.into_iter().flatten().copied().collect()
        })
        .collect();
    Table { caption, head, rows }
}

/// Repeats every cell over the rows and columns that it spans. What is repeated stands in the source but once.
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
            let copy: Cell = cell.iter().map(|g| Glyph { from: g.to, ..*g }).collect();
            for i in 0..across {
                let column = row.len();
                row.push(if i == 0 { cell.clone() } else { copy.clone() });
                if hanging.len() <= column {
                    hanging.resize(column + 1, None);
                }
                hanging[column] = (down > 1).then(|| (copy.clone(), down - 1));
            }
        }
        grid.push(row);
    }
    grid
}

/// The cells of a line of a text table; none if it is not one.
pub(super) fn cells(raw: &[Glyph]) -> Option<Vec<Cell>> {
    let bar = |g: &Glyph| matches!(g.ch, '|' | '｜' | '│');
    let tab = |g: &Glyph| g.ch == '\t';
    let visible = |cells: &[Cell]| cells.iter().filter(|cell| !cell.is_empty()).count();
    for separator in [bar as fn(&Glyph) -> bool, tab] {
        // Most lines are no row of a table and need not be cut to see it.
        if !raw.iter().any(separator) {
            continue;
        }
        let mut cells = split(raw, separator);
        if cells.len() > 1 && cells.first().is_some_and(Vec::is_empty) {
            cells.remove(0);
        }
        if cells.len() > 1 && cells.last().is_some_and(Vec::is_empty) {
            cells.pop();
        }
        if visible(&cells) > 1 {
            return Some(cells);
        }
    }
    None
}

fn split(raw: &[Glyph], separator: impl Fn(&Glyph) -> bool) -> Vec<Cell> {
    raw.split(separator).map(|cell| trace::clean(cell.iter().copied()).0).collect()
}

/// The table as lines: its caption, then a line per row.
pub(super) fn render(mut table: Table) -> Vec<Line> {
    let heads: usize = table.head.iter().map(Vec::len).sum();
    if heads.saturating_mul(table.rows.len()) > LARGEST {
        table.rows.insert(0, std::mem::take(&mut table.head));
    }
    let mut lines = Vec::new();
    let unit = caption_unit(&trace::text(&table.caption));
    let line = |glyphs, kind| Line { glyphs, kind, gap: true, ..Line::default() };
    if !table.caption.is_empty() {
        let mut caption = table.caption;
        if !caption.last().is_some_and(|g| "：:。".contains(g.ch)) {
            add(&mut caption, "：", None);
        }
        lines.push(line(caption, Kind::Caption));
    }
    for row in &table.rows {
        let glyphs = sentence(&table.head, row, unit.as_deref().unwrap_or_default());
        if !glyphs.is_empty() {
            lines.push(line(glyphs, Kind::Row));
        }
    }
    lines
}

/// 各县区警情统计表（单位：起）: what is counted in all columns that say nothing else.
fn caption_unit(caption: &str) -> Option<String> {
    let (_, rest) = caption.split_once("单位：").or_else(|| caption.split_once("单位:"))?;
    let unit: String = rest.chars().take_while(|c| trace::han(*c)).collect();
    let alone = !rest[unit.len()..].starts_with(['、', '，', '/', ',']);
    (alone && (1..=3).contains(&unit.chars().count())).then_some(unit)
}

/// Whether a column counts what the table counts: not a rate, a change or a rank.
fn counts(title: &str) -> bool {
    !["率", "比", "幅", "%", "％", "占", "名次", "排名", "年", "月", "日期", "电话"].iter().any(|word| title.contains(word))
}

/// One row as a sentence; `whole` is the unit of the table.
fn sentence(head: &[Cell], row: &[Cell], whole: &str) -> Vec<Glyph> {
    let mut columns: Vec<(Option<&Cell>, &Cell)> = row.iter().enumerate().map(|(i, cell)| (head.get(i), cell)).collect();
    columns.retain(|(head, cell)| !head.is_some_and(serial) && cell.iter().any(|g| g.ch.is_alphanumeric()));
    let mut out = Vec::new();
    let mut columns = columns.into_iter().peekable();
    // The first cell names the row, unless it is a figure itself.
    let named = columns.next_if(|(_, cell)| !cell.first().is_some_and(|g| g.ch.is_numeric()));
    let several = columns.len() > 1 || columns.peek().is_some_and(|(head, _)| head.is_some());
    if let Some((_, name)) = named {
        out.extend_from_slice(name);
        if several && !out.last().is_some_and(|g| "：:".contains(g.ch)) {
            add(&mut out, "：", None);
        }
    }
    let mut first = true;
    for (head, cell) in columns {
        let at = cell.first().map(|g| g.from);
        if !first {
            add(&mut out, "，", at);
        }
        first = false;
        let (title, unit) = head.map(|head| title_and_unit(&trace::text(head))).unwrap_or_default();
        // 其中：刑事警情 is a part of the column before, and no clause of its own.
        add(&mut out, &title.replace("其中：", "其中").replace("其中:", "其中"), at);
        out.extend_from_slice(cell);
        if cell.iter().all(|g| g.ch.is_numeric() || ".,+-－−．，".contains(g.ch)) {
            let unit = if unit.is_empty() && head.is_some() && counts(&title) { whole } else { &unit };
            add(&mut out, unit, None);
        }
    }
    if !out.is_empty() && !out.last().is_some_and(|g| "。！？；".contains(g.ch)) {
        add(&mut out, "。", None);
    }
    out
}

/// Adds characters that stand nowhere in the source, at a place in it: `at`, or where the last glyph ended.
fn add(out: &mut Vec<Glyph>, added: &str, at: Option<u32>) {
    let at = at.or(out.last().map(|g| g.to)).unwrap_or_default();
    out.extend(added.chars().map(|ch| Glyph { ch, from: at, to: at }));
}

/// A column of row numbers.
fn serial(head: &Cell) -> bool {
    matches!(trace::text(head).replace([' ', '\u{3000}'], "").as_str(), "序号" | "编号" | "排名" | "名次")
}

/// `破案数（宗）` is 破案数, counted in 宗.
fn title_and_unit(head: &str) -> (String, String) {
    let Some((title, rest)) = head.split_once(['（', '(']) else { return (head.to_owned(), String::new()) };
    let Some((unit, after)) = rest.split_once(['）', ')']) else { return (head.to_owned(), String::new()) };
    let unit = unit.trim().trim_start_matches("单位：");
    if unit.chars().count() > 4 || unit.chars().any(char::is_numeric) || !after.trim().is_empty() {
        return (head.to_owned(), String::new());
    }
    (title.trim().to_owned(), unit.to_owned())
}
