//! What stands at the head and foot of many pages: running titles and page numbers.

use std::collections::{BTreeMap, HashSet};
use std::sync::LazyLock;

use regex::Regex;

use super::rows::Row;

/// The rows of a page, and where the page begins and ends.
#[derive(Debug)]
pub(super) struct Sheet {
    pub rows: Vec<Row>,
    pub top: f64,
    pub bottom: f64,
}

/// The part of a page's height at its head and foot where furniture stands whatever its distance from the text.
const MARGIN: f64 = 0.08;

/// The part where furniture stands that keeps a distance from the text, and that distance, in distances of lines.
const OUTSKIRTS: f64 = 0.12;
const APART: f64 = 1.4;

/// Rows at each end of a page that may be furniture.
const DEPTH: usize = 3;

/// With fewer pages nothing repeats.
const FEWEST_PAGES: usize = 3;

static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    let dash = r"[-‐‑–—―－─·•~～|/]*";
    let digits = r"[0-9０-９]{1,4}";
    Regex::new(&format!(
        r"^{dash}(?:第?{digits}页?|第?{digits}页?(?:[,，、/／|]共?|共|of){digits}页?|[Pp]age{digits}(?:of{digits})?){dash}$"
    ))
    .expect("a constant pattern")
});

/// Takes running heads and feet and page numbers off pages.
pub(super) fn strip(sheets: &mut [Sheet]) {
    let mut pages: BTreeMap<(bool, String), HashSet<usize>> = BTreeMap::new();
    let ends: Vec<[Vec<usize>; 2]> = sheets.iter().map(|sheet| [end(sheet, false), end(sheet, true)]).collect();
    for (page, (sheet, ends)) in sheets.iter().zip(&ends).enumerate() {
        for (foot, rows) in ends.iter().enumerate() {
            for row in rows.iter().filter_map(|at| sheet.rows.get(*at)) {
                pages.entry((foot == 1, key(sheet, row))).or_default().insert(page);
            }
        }
    }
    let many =
        |foot: bool, key: String| sheets.len() >= FEWEST_PAGES && pages.get(&(foot, key)).is_some_and(|on| on.len() * 2 > sheets.len());
    let mut drop: Vec<HashSet<usize>> = Vec::new();
    for (sheet, ends) in sheets.iter().zip(&ends) {
        let mut on_page = HashSet::new();
        for (foot, rows) in ends.iter().enumerate() {
            // From the outermost row inwards, as long as they are furniture.
            let furniture =
                |row: &&usize| sheet.rows.get(**row).is_some_and(|row| NUMBER.is_match(&text(row)) || many(foot == 1, key(sheet, row)));
            on_page.extend(rows.iter().take_while(furniture));
        }
        drop.push(on_page);
    }
    for (sheet, drop) in sheets.iter_mut().zip(drop) {
        let mut at = 0..;
        sheet.rows.retain(|_| at.next().is_none_or(|at| !drop.contains(&at)));
    }
}

/// The rows at one end of a page that stand apart from its text, from the outermost inwards.
fn end(sheet: &Sheet, foot: bool) -> Vec<usize> {
    let mut distances: Vec<f64> = sheet.rows.windows(2).filter_map(|pair| Some(pair.last()?.y - pair.first()?.y)).collect();
    distances.sort_by(f64::total_cmp);
    // Most pages have more lines than breaks between them, short ones may not.
    let distance = distances.get(distances.len() / 4).copied().unwrap_or(f64::MAX);
    let height = sheet.bottom - sheet.top;
    let order: Vec<usize> = if foot { (0..sheet.rows.len()).rev().collect() } else { (0..sheet.rows.len()).collect() };
    let mut out: Vec<usize> = Vec::new();
    let mut certain = 0;
    for (at, next) in order.iter().zip(order.iter().skip(1).map(Some).chain([None])).take(DEPTH) {
        let Some(row) = sheet.rows.get(*at) else { break };
        out.push(*at);
        let within = |part: f64| if foot { row.y > sheet.bottom - part * height } else { row.y - row.size < sheet.top + part * height };
        let apart = next.and_then(|next| sheet.rows.get(*next)).is_none_or(|next| (next.y - row.y).abs() > APART * distance);
        if within(MARGIN) || (within(OUTSKIRTS) && apart) {
            certain = out.len();
        }
    }
    out.truncate(certain);
    out
}

fn text(row: &Row) -> String {
    row.chars().filter(|c| !c.is_whitespace()).collect()
}

/// What a row says, digits aside, and about where it stands.
fn key(sheet: &Sheet, row: &Row) -> String {
    let words: String = row.chars().filter(|c| !c.is_numeric() && !c.is_whitespace()).collect();
    let place = (row.y - sheet.top) / (sheet.bottom - sheet.top).max(1.0) * 50.0;
    format!("{place:.0} {words}")
}
