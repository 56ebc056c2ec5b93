//! The summary at the end of a run: what was found, what became of it and where it lies. It is read back from the tables, so that it says
//! what they say; of each stage that was run, its part.

mod findings;
mod numbers;
mod ratios;
mod reports;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use super::exit::Failure;
use super::grid::{Grid, grouped};
use super::pipeline::{Done, Plan};
use crate::table::footer::Footer;
use crate::table::{Row, Stage, TableReader};

/// The summary of a run.
///
/// # Errors
/// Where the tables cannot be read back.
pub fn of_run(plan: &Plan, done: &Done) -> Result<String, Failure> {
    let mut text = String::new();
    for stage in &plan.stages {
        match stage {
            Stage::Ingest => reports::write(&mut text, &plan.out, done)?,
            Stage::Extract => numbers::write(&mut text, &plan.out)?,
            Stage::Normalize => numbers::write_observations(&mut text, &plan.out)?,
            Stage::Derive => {
                ratios::write(&mut text, &plan.out)?;
                findings::write(&mut text, &plan.out)?;
            }
        }
    }
    tables(&mut text, plan)?;
    Ok(text)
}

fn open<R: Row>(out: &Path) -> Result<TableReader<R>, Failure> {
    Ok(TableReader::open(&out.join(R::TABLE.file_name()))?)
}

/// A heading with its number, as every part begins.
fn heading(text: &mut String, what: &str, count: usize, more: &str) {
    let _ = writeln!(text, "{what}: {}{}{more}", grouped(count), if more.is_empty() { "" } else { ", " });
}

/// The first lines of a list, and how many more there are.
fn list(text: &mut String, grid: &Grid, right: &[usize], more: usize) {
    text.push_str(&grid.render(right));
    if more > 0 {
        let _ = writeln!(text, "  … and {} more", grouped(more));
    }
    text.push('\n');
}

/// Counts by name, the largest first.
fn by_count(counts: BTreeMap<String, usize>) -> Vec<(String, usize)> {
    let mut counts: Vec<(String, usize)> = counts.into_iter().collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    counts
}

fn tables(text: &mut String, plan: &Plan) -> Result<(), Failure> {
    let _ = writeln!(text, "Tables in {}", plan.out.display());
    let mut grid = Grid::default();
    for &table in plan.stages.iter().flat_map(|stage| stage.writes()) {
        let footer = Footer::read_table(&plan.out.join(table.file_name()), table)?;
        grid.row([table.file_name(), grouped(footer.rows()), table.meaning().to_owned()]);
    }
    text.push_str(&grid.render(&[1]));
    Ok(())
}
