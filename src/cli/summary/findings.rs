//! The findings about the data, worst first.

use std::path::Path;

use super::{heading, list, open};
use crate::cli::exit::Failure;
use crate::cli::grid::{Grid, cut, grouped};
use crate::model::{Check, Severity};

const SHOWN: usize = 15;
const MESSAGE_WIDTH: usize = 100;

pub fn write(text: &mut String, out: &Path) -> Result<(), Failure> {
    let mut checks = open::<Check>(out)?.all()?;
    let count = |severity| grouped(checks.iter().filter(|check| check.severity == severity).count());
    let (errors, warnings, infos) = (count(Severity::Error), count(Severity::Warning), count(Severity::Info));
    let more = format!("of severity error {errors}, warning {warnings}, info {infos}");
    heading(text, "Findings", checks.len(), if checks.is_empty() { "" } else { &more });
    checks.sort_by_key(|check| std::cmp::Reverse(check.severity));
    let mut grid = Grid::default();
    for check in checks.iter().take(SHOWN) {
        grid.row([check.severity.name(), &check.check, &cut(&check.message, MESSAGE_WIDTH)]);
    }
    list(text, &grid, &[], checks.len().saturating_sub(SHOWN));
    Ok(())
}
