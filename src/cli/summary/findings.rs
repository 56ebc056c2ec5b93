//! The findings about the data, worst first, each kind with its number and one example.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use crate::cli::exit::Failure;
use crate::cli::grid::{self, Grid, count, grouped};
use crate::model::{Check, Severity};
use crate::table::TableReader;

const SHOWN: usize = 15;

/// Writes the findings and says how many there are.
pub fn write(text: &mut String, out: &Path) -> Result<usize, Failure> {
    let mut kinds: BTreeMap<(Reverse<Severity>, String), (usize, String)> = BTreeMap::new();
    let mut severities = Severities::default();
    for check in TableReader::<Check>::in_dir(out)?.rows() {
        let check = check?;
        severities.add(check.severity);
        kinds.entry((Reverse(check.severity), check.check)).or_insert((0, check.message)).0 += 1;
    }
    let _ = writeln!(text, "Findings: {}", severities.in_words());
    let mut lines = Grid::default();
    for ((Reverse(severity), check), (count, example)) in kinds.iter().take(SHOWN) {
        lines.row([severity.name(), check, &grouped(*count), example]);
    }
    text.push_str(&lines.wrapped(&[2], grid::width()));
    if let more @ 1.. = kinds.len().saturating_sub(SHOWN) {
        let _ = writeln!(text, "  … and {}", count(more, "more kind"));
    }
    text.push('\n');
    Ok(severities.total())
}

/// Findings counted by how bad they are.
#[derive(Debug, Default)]
pub struct Severities(BTreeMap<Severity, usize>);

impl Severities {
    /// Counts one more.
    pub fn add(&mut self, severity: Severity) {
        *self.0.entry(severity).or_default() += 1;
    }

    /// All of them.
    pub fn total(&self) -> usize {
        self.0.values().sum()
    }

    /// `2 errors, 4 warnings, 3 notes`; `none` where there is none.
    pub fn in_words(&self) -> String {
        if self.total() == 0 {
            return "none".to_owned();
        }
        let of = |severity, word| count(self.0.get(&severity).copied().unwrap_or(0), word);
        format!("{}, {}, {}", of(Severity::Error, "error"), of(Severity::Warning, "warning"), of(Severity::Info, "note"))
    }
}
