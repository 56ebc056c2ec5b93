//! The reports found.

use std::path::Path;

use super::{heading, list};
use crate::cli::exit::Failure;
use crate::cli::grid::{Grid, count, cut};
use crate::cli::pipeline::Done;
use crate::cli::show;
use crate::model::{Document, Reject};
use crate::table::TableReader;

const SHOWN: usize = 20;
const TITLE_WIDTH: usize = 60;

pub fn write(text: &mut String, out: &Path, done: &Done) -> Result<(), Failure> {
    let documents = TableReader::<Document>::in_dir(out)?.without(&["text"]);
    let total = documents.footer().rows();
    let rejects = TableReader::<Reject>::in_dir(out)?.footer().rows();
    let not_read = match rejects {
        0 => String::new(),
        rows => format!("; {} in rejects, not used or only in part", count(rows, "row")),
    };
    heading(text, "Reports", total, &format!("in {}{not_read}", count(done.files, "file")));
    let mut grid = Grid::default();
    for document in documents.rows().take(SHOWN) {
        let document = document?;
        let region = document.region_name.as_deref().unwrap_or("region unknown");
        let period = show::period(document.period);
        let period = if period.is_empty() { "period unknown" } else { &period };
        let title = document.title.as_deref().unwrap_or(&document.source_path);
        grid.row([region, period, &cut(title, TITLE_WIDTH)]);
    }
    list(text, &grid, &[], total.saturating_sub(SHOWN));
    Ok(())
}
