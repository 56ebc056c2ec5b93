//! The findings about the data, worst first, each kind with its number and one example.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::path::Path;

use super::{heading, list, open};
use crate::cli::exit::Failure;
use crate::cli::grid::{Grid, cut, grouped};
use crate::model::{Check, Severity};

const SHOWN: usize = 15;
const MESSAGE_WIDTH: usize = 100;

pub fn write(text: &mut String, out: &Path) -> Result<(), Failure> {
    let checks = open::<Check>(out)?;
    let total = checks.footer().rows();
    let mut kinds: BTreeMap<(Reverse<Severity>, String), (usize, String)> = BTreeMap::new();
    let mut severities: BTreeMap<Severity, usize> = BTreeMap::new();
    for check in checks.rows() {
        let check = check?;
        *severities.entry(check.severity).or_default() += 1;
        kinds.entry((Reverse(check.severity), check.check)).or_insert((0, check.message)).0 += 1;
    }
    let count = |severity| grouped(severities.get(&severity).copied().unwrap_or(0));
    let (errors, warnings, infos) = (count(Severity::Error), count(Severity::Warning), count(Severity::Info));
    let more = format!("of severity error {errors}, warning {warnings}, info {infos}");
    heading(text, "Findings", total, if total == 0 { "" } else { &more });
    let mut grid = Grid::default();
    for ((Reverse(severity), check), (count, example)) in kinds.iter().take(SHOWN) {
        grid.row([severity.name(), check, &grouped(*count), &cut(example, MESSAGE_WIDTH)]);
    }
    list(text, &grid, &[2], kinds.len().saturating_sub(SHOWN));
    Ok(())
}
