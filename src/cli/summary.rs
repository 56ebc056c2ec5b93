//! The summary at the end of a run.

use super::exit::Failure;
use super::grid::grouped;
use super::pipeline::{Done, Plan};
use crate::table::Table;
use crate::table::footer::Footer;

/// The summary of a run.
///
/// # Errors
/// Where the tables cannot be read back.
pub fn of_run(plan: &Plan, done: &Done) -> Result<String, Failure> {
    let mut text = format!("{} files, {} rejected\n", grouped(done.files), grouped(done.rejected));
    for stage in &plan.stages {
        for &table in stage.writes() {
            let footer = Footer::read_table(&plan.out.join(table.file_name()), table)?;
            text.push_str(&format!("{} {}\n", Table::name(table), grouped(footer.rows())));
        }
    }
    Ok(text)
}
