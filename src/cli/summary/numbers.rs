//! The numbers in the text, and the observations made of them.

use std::collections::BTreeMap;
use std::path::Path;

use super::{by_count, heading, list};
use crate::cli::exit::Failure;
use crate::cli::grid::{Grid, grouped};
use crate::model::{Mention, Observation, Outcome};
use crate::table::TableReader;

/// Reasons shown for each outcome, and measures.
const SHOWN: usize = 5;

/// Indicators shown; their names are long.
const INDICATORS: usize = 3;

/// The numbers, by what became of them and why.
pub fn write(text: &mut String, out: &Path) -> Result<(), Failure> {
    let mentions = TableReader::<Mention>::in_dir(out)?.without(&[
        "mention_id",
        "document_id",
        "surface",
        "unit_text",
        "verb",
        "head",
        "comparison_text",
    ]);
    let total = mentions.footer().rows();
    let mut outcomes: BTreeMap<&str, (usize, BTreeMap<String, usize>)> = BTreeMap::new();
    for mention in mentions.rows() {
        let mention = mention?;
        let (count, reasons) = outcomes.entry(mention.outcome.name()).or_default();
        *count += 1;
        if let Some(reason) = mention.reason {
            *reasons.entry(reason).or_default() += 1;
        }
    }
    heading(text, "Numbers in the text", total, "");
    let mut grid = Grid::default();
    for outcome in [Outcome::Observed, Outcome::Ignored, Outcome::Unresolved] {
        let (count, reasons) = outcomes.remove(outcome.name()).unwrap_or_default();
        grid.row([outcome.name().to_owned(), grouped(count), percent(count, total), named(reasons, SHOWN)]);
    }
    list(text, &grid, &[1, 2], 0);
    Ok(())
}

/// The observations, by measure and indicator.
pub fn write_observations(text: &mut String, out: &Path) -> Result<(), Failure> {
    let observations =
        TableReader::<Observation>::in_dir(out)?.without(&["surface", "label", "unit_text", "mention_id", "part_of", "repeat_of"]);
    let total = observations.footer().rows();
    let mut measures: BTreeMap<String, usize> = BTreeMap::new();
    let mut indicators: BTreeMap<String, usize> = BTreeMap::new();
    let mut without = 0;
    for observation in observations.rows() {
        let observation = observation?;
        *measures.entry(observation.measure).or_default() += 1;
        match observation.indicator {
            Some(indicator) => *indicators.entry(indicator).or_default() += 1,
            None => without += 1,
        }
    }
    heading(text, "Observations", total, "");
    let mut grid = Grid::default();
    let known = total - without;
    grid.row(["by measure", "", "", &named(measures, SHOWN)]);
    grid.row(["with an indicator", &grouped(known), &percent(known, total), &named(indicators, INDICATORS)]);
    grid.row(["with a label only", &grouped(without), &percent(without, total), "the codebook has no indicator for them"]);
    list(text, &grid, &[1, 2], 0);
    Ok(())
}

/// The commonest names with their counts.
fn named(counts: BTreeMap<String, usize>, shown: usize) -> String {
    let counts = by_count(counts);
    let more = counts.len().saturating_sub(shown);
    let mut parts: Vec<String> = counts.iter().take(shown).map(|(name, count)| format!("{name} {}", grouped(*count))).collect();
    if more > 0 {
        parts.push(format!("{more} more"));
    }
    parts.join(", ")
}

fn percent(part: usize, whole: usize) -> String {
    if whole == 0 {
        return String::new();
    }
    format!("{:.1}%", part as f64 / whole as f64 * 100.0)
}
