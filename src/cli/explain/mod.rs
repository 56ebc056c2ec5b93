//! `gongbao explain`: where a figure comes from and what was built on it.
//!
//! An id is looked for as an observation, then as a mention, whole or by its beginning, then as a ratio: `RATIO[:SUBJECT[:REGION[:PERIOD]]]`,
//! where an empty part stands for any, REGION is a code or its beginning, and PERIOD the beginning of the first day.

mod observation;
mod ratio;
mod source;

use std::collections::HashSet;
use std::fmt::Write;

use super::args;
use super::exit::Failure;
use super::grid::Grid;
use super::lookup::{About, Tables};
use super::show;
use crate::model::{Check, Observation, Ratio};
use source::Raw;

/// Explains at most this many ratios; a longer list is cut with a line that says so.
const SHOWN: usize = 5;

/// Explains what was asked for.
///
/// # Errors
/// Where nothing has that id, several have it, or a table cannot be read.
pub fn run(typed: &args::Explain) -> Result<String, Failure> {
    let tables = Tables::open(&typed.out)?;
    let raw = Raw { dir: &typed.raw, text_column: typed.text_column.as_deref() };
    if let Some(found) = unique(tables.by_id(&typed.id, |o: &Observation| &o.observation_id)?, |o| &o.observation_id)? {
        return observation::explain(&tables, &raw, &found);
    }
    if let Some(mention) = unique(tables.by_id(&typed.id, |m: &crate::model::Mention| &m.mention_id)?, |m| &m.mention_id)? {
        let of_mention = tables.find(|o: &Observation| o.mention_id == mention.mention_id)?;
        if of_mention.is_empty() {
            return observation::explain_mention(&tables, &raw, &mention);
        }
        let explained = of_mention.iter().map(|found| observation::explain(&tables, &raw, found));
        return Ok(explained.collect::<Result<Vec<_>, _>>()?.join("\n"));
    }
    let selected = tables.find(|ratio: &Ratio| ratio::is_selected(ratio, &typed.id))?;
    if selected.is_empty() {
        let out = typed.out.display();
        return Err(Failure::Nothing(format!("{out} has no observation, mention or ratio {:?}; ids stand in its tables", typed.id)));
    }
    let shown = || selected.iter().take(SHOWN);
    let figures = shown().flat_map(ratio::figures).map(|(_, id)| id).collect();
    let about = About::of(&tables, &HashSet::new(), &figures)?;
    let mut text = String::new();
    for ratio in shown() {
        text.push_str(&ratio::explain(&tables, &about, &raw, ratio)?);
        text.push('\n');
    }
    if let more @ 1.. = selected.len().saturating_sub(SHOWN) {
        let _ = writeln!(text, "and {more} more ratios; narrow it down as RATIO:SUBJECT:REGION:PERIOD");
    }
    Ok(text)
}

/// The one row whose id begins as asked; several are no answer.
fn unique<R>(mut found: Vec<R>, id: fn(&R) -> &str) -> Result<Option<R>, Failure> {
    if found.len() > 1 {
        let mut names: Vec<&str> = found.iter().take(SHOWN).map(id).collect();
        if found.len() > SHOWN {
            names.push("…");
        }
        return Err(Failure::Usage(format!("{} rows have an id that begins so: {}; give more of it", found.len(), names.join(", "))));
    }
    Ok(found.pop())
}

/// A heading over lines of name and value; lines without a value are left out, and so is the whole where none is left.
fn section<'a>(text: &mut String, heading: &str, lines: impl IntoIterator<Item = (&'a str, String)>) {
    let mut grid = Grid::default();
    for (name, value) in lines {
        if !value.is_empty() {
            grid.row([name, &value]);
        }
    }
    if !grid.is_empty() {
        let _ = write!(text, "\n{heading}\n{}", grid.render(&[]));
    }
}

fn findings(text: &mut String, checks: &[Check]) {
    section(text, "Findings about it", checks.iter().map(|check| (check.severity.name(), format!("{}: {}", check.check, check.message))));
}

/// An observation in one line: what, how much, where and when.
fn brief(observation: &Observation) -> String {
    let parts = [
        show::subject(observation).to_owned(),
        format!("{} {}", show::value(observation), observation.unit),
        show::maybe(&observation.region_name).to_owned(),
        show::period(observation.period),
        format!("[{}]", observation.observation_id),
    ];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("  ")
}
