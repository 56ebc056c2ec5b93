//! The summary at the end of a run: what was found, what became of it and where it lies. It is read back from the tables, so that it says
//! what they say; of each stage that was run, its part.

pub mod findings;
mod numbers;
mod ratios;
mod reports;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use super::exit::Failure;
use super::grid::{Grid, grouped};
use super::pipeline::{Done, Plan};
use crate::table::Stage;
use crate::table::footer::Footer;

/// The summary of a run.
///
/// # Errors
/// Where the tables cannot be read back.
pub fn of_run(plan: &Plan, done: &Done) -> Result<String, Failure> {
    let mut text = String::new();
    let mut next = Vec::new();
    for stage in &plan.stages {
        match stage {
            Stage::Ingest => reports::write(&mut text, &plan.out, done)?,
            Stage::Extract => numbers::write(&mut text, &plan.out)?,
            Stage::Normalize => numbers::write_observations(&mut text, &plan.out)?,
            Stage::Derive => {
                next.extend(ratios::write(&mut text, &plan.out)?.map(|ratio| format!("`gongbao explain {ratio}{}`", place(plan, true))));
                if findings::write(&mut text, &plan.out)? > 0 {
                    next.push(format!("`gongbao check{}`", place(plan, false)));
                }
            }
        }
    }
    tables(&mut text, plan)?;
    if !next.is_empty() {
        let _ = writeln!(text, "\nNext: {}", next.join(", "));
    }
    Ok(text)
}

/// The options that lead another command to the tables and the reports of this run.
fn place(plan: &Plan, with_raw: bool) -> String {
    let mut options = String::new();
    for (option, default, path) in [("--out", "processed", Some(&plan.out)), ("--raw", "raw", Some(&plan.raw).filter(|_| with_raw))] {
        // A stage that reads no reports has no directory of them.
        if let Some(path) = path.filter(|path| !path.as_os_str().is_empty() && path.as_path() != Path::new(default)) {
            let _ = write!(options, " {option} {}", path.display());
        }
    }
    options
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
