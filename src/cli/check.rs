//! `gongbao check`: the findings about a directory of tables, worst first, each with the sentence that it is about.

use std::cmp::Reverse;
use std::fmt::Write;
use std::path::Path;

use serde::Serialize;

use super::args;
use super::exit::{Exit, Failure};
use super::json::Object;
use super::lookup::{About, Tables};
use super::summary::findings::Severities;
use super::{grid, show};
use crate::model::Check;

/// Says what was found, and whether it is as bad as what was to be failed on.
///
/// # Errors
/// Where a table is missing, cannot be read, or is of another run than the others.
pub fn run(typed: &args::Check) -> Result<(String, Exit), Failure> {
    let tables = Tables::open(&typed.out)?;
    let mut checks = tables.find(|_: &Check| true)?;
    // Stable: among findings that are as bad as each other, the order of the table, which is that of the reports.
    checks.sort_by_key(|check| Reverse(check.severity));
    let worst = checks.first().map(|check| check.severity);
    let fails = typed.fail_on.is_some_and(|limit| worst >= Some(limit.into()));
    let exit = if fails { Exit::Findings } else { Exit::Success };
    if typed.quiet {
        return Ok((String::new(), exit));
    }
    let documents = checks.iter().filter_map(|check| check.document_id.as_deref()).collect();
    let observations = checks.iter().filter_map(|check| check.observation_id.as_deref()).collect();
    let about = About::of(&tables, &documents, &observations)?;
    let text = if typed.json { json(&checks, &about) } else { text(&checks, &about, &typed.out) };
    Ok((text, exit))
}

/// For a person: the kind and the place, the finding, the sentence with the figure marked.
fn text(checks: &[Check], about: &About, out: &Path) -> String {
    let mut severities = Severities::default();
    checks.iter().for_each(|check| severities.add(check.severity));
    let mut text = format!("Findings in {}: {}\n", out.display(), severities.in_words());
    let width = grid::width();
    let mut block = |indent: &str, words: &str| {
        for line in grid::wrap(&grid::visible(words), width.saturating_sub(indent.len())) {
            let _ = writeln!(text, "{indent}{line}");
        }
    };
    for check in checks {
        let document = check.document_id.as_deref().and_then(|id| about.document(id));
        let observation = check.observation_id.as_deref().and_then(|id| about.observation(id));
        let place = [
            document.map(|document| show::maybe(&document.region_name).to_owned()),
            document.map(|document| show::period(document.period)),
            document.map(|document| document.source_path.clone()),
            observation.map(|observation| format!("[{}]", observation.observation_id)),
        ];
        let place: Vec<String> = place.into_iter().flatten().filter(|part| !part.is_empty()).collect();
        block("", "");
        block("", &format!("{} {}  {}", check.severity.name(), check.check, place.join("  ")));
        block("  ", &check.message);
        if let Some((observation, sentence)) = observation.and_then(|o| Some((o, about.sentence(&o.document_id, o.sentence)?))) {
            let from = |at: u32| at.saturating_sub(sentence.start);
            block("    ", &show::marked(&sentence.text, from(observation.start), from(observation.end)));
        }
    }
    text
}

/// A finding as a line of JSON: the columns of the table, and where to look.
#[derive(Serialize)]
struct Line<'c> {
    #[serde(flatten)]
    check: Object<'c, Check>,
    source_path: Option<&'c str>,
    title: Option<&'c str>,
    sentence: Option<&'c str>,
    surface: Option<&'c str>,
}

fn json(checks: &[Check], about: &About) -> String {
    let lines = checks.iter().map(|check| {
        let document = check.document_id.as_deref().and_then(|id| about.document(id));
        let observation = check.observation_id.as_deref().and_then(|id| about.observation(id));
        let line = Line {
            check: Object(check),
            source_path: document.map(|document| document.source_path.as_str()),
            title: document.and_then(|document| document.title.as_deref()),
            sentence: observation.and_then(|o| about.sentence(&o.document_id, o.sentence)).map(|sentence| sentence.text.as_str()),
            surface: observation.map(|observation| observation.surface.as_str()),
        };
        // Texts under text keys: there is nothing in them that JSON could not hold.
        serde_json::to_string(&line).unwrap_or_default() + "\n"
    });
    lines.collect()
}
