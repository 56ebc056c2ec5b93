//! `gongbao check`: the findings about a directory of tables, worst first, each with the sentence that it is about.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::fmt::Write;
use std::path::Path;

use serde::Serialize;

use super::args;
use super::exit::{Exit, Failure};
use super::explain::Tables;
use super::json::Object;
use super::summary::findings::Severities;
use super::{grid, show};
use crate::model::{Check, Document, Observation, Sentence};

/// Columns that a finding is not shown with, and which are long.
const NOT_SHOWN: &[&str] = &["text"];

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
    let about = About::of(&tables, &checks)?;
    let text = if typed.json { json(&checks, &about) } else { text(&checks, &about, &typed.out) };
    Ok((text, exit))
}

/// What findings are about.
struct About {
    documents: HashMap<String, Document>,
    observations: HashMap<String, Observation>,
    /// By document and number.
    sentences: HashMap<(String, u32), Sentence>,
}

impl About {
    /// Looks up all at once: each table is read once, however many findings there are.
    fn of(tables: &Tables<'_>, checks: &[Check]) -> Result<About, Failure> {
        let documents: HashSet<&str> = checks.iter().filter_map(|check| check.document_id.as_deref()).collect();
        let observations: HashSet<&str> = checks.iter().filter_map(|check| check.observation_id.as_deref()).collect();
        let documents = tables.find_without(NOT_SHOWN, |d: &Document| documents.contains(d.document_id.as_str()))?;
        let observations = tables.find(|o: &Observation| observations.contains(o.observation_id.as_str()))?;
        let places: HashSet<(&str, u32)> = observations.iter().map(|o| (o.document_id.as_str(), o.sentence)).collect();
        let sentences = tables.find(|s: &Sentence| places.contains(&(s.document_id.as_str(), s.sentence)))?;
        Ok(About {
            documents: documents.into_iter().map(|document| (document.document_id.clone(), document)).collect(),
            sentences: sentences.into_iter().map(|sentence| ((sentence.document_id.clone(), sentence.sentence), sentence)).collect(),
            observations: observations.into_iter().map(|observation| (observation.observation_id.clone(), observation)).collect(),
        })
    }

    fn document(&self, check: &Check) -> Option<&Document> {
        self.documents.get(check.document_id.as_ref()?)
    }

    fn observation(&self, check: &Check) -> Option<&Observation> {
        self.observations.get(check.observation_id.as_ref()?)
    }

    fn sentence(&self, observation: &Observation) -> Option<&Sentence> {
        self.sentences.get(&(observation.document_id.clone(), observation.sentence))
    }
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
        let document = about.document(check);
        let observation = about.observation(check);
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
        if let Some((observation, sentence)) = observation.and_then(|observation| Some((observation, about.sentence(observation)?))) {
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
        let document = about.document(check);
        let observation = about.observation(check);
        let line = Line {
            check: Object(check),
            source_path: document.map(|document| document.source_path.as_str()),
            title: document.and_then(|document| document.title.as_deref()),
            sentence: observation.and_then(|observation| about.sentence(observation)).map(|sentence| sentence.text.as_str()),
            surface: observation.map(|observation| observation.surface.as_str()),
        };
        // Texts under text keys: there is nothing in them that JSON could not hold.
        serde_json::to_string(&line).unwrap_or_default() + "\n"
    });
    lines.collect()
}
