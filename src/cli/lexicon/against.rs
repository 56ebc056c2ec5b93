//! Which observations of a directory of tables would be others with another vocabulary.
//!
//! The documents are read again from their tables, sentence by sentence, and the observations are compared with the ones there by their
//! id, which is made of document and position. What ingest takes from the vocabulary, the region that a report is about, is not read again.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use rayon::prelude::*;
use serde_json::json;

use crate::cli::exit::Failure;
use crate::cli::grid::{grouped, visible};
use crate::cli::guard::guarded;
use crate::cli::json::Cell;
use crate::cli::pipeline::{ByDocument, Steps};
use crate::cli::progress::Voice;
use crate::cli::show;
use crate::lexicon::Lexicon;
use crate::model::{Document, Observation, Sentence};
use crate::table::footer::Footer;
use crate::table::{Row, Table, TableReader, stage};

/// Changes shown unless all are asked for.
const SHOWN: usize = 40;

/// What came of a comparison.
#[derive(Debug, Default)]
pub struct Against {
    /// The directory, as named.
    pub out: String,
    /// Documents read again.
    pub documents: usize,
    /// Observations in the tables.
    pub before: usize,
    /// Observations with the other vocabulary.
    pub after: usize,
    /// In the order of documents and positions.
    pub changes: Vec<Change>,
    /// Documents that could not be read again, with the reason.
    pub failed: Vec<(String, String)>,
    /// What else may be behind the changes.
    pub notes: Vec<String>,
}

/// An observation that is not the same.
#[derive(Debug)]
pub struct Change {
    /// The file of its document, with the report's number where it is not the first.
    pub document: String,
    /// As it is with the other vocabulary; as it was, where it would be lost.
    pub observation: Observation,
    /// What becomes of it.
    pub kind: Kind,
}

/// What becomes of an observation.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// Only the other vocabulary finds it.
    Added,
    /// The other vocabulary does not find it.
    Lost,
    /// Columns with the value before and after.
    Changed(Vec<(&'static str, serde_json::Value, serde_json::Value)>),
}

impl Kind {
    fn name(&self) -> &'static str {
        match self {
            Kind::Added => "added",
            Kind::Lost => "lost",
            Kind::Changed(_) => "changed",
        }
    }
}

/// Reads the documents of a directory again with another vocabulary.
///
/// # Errors
/// Where a table is missing or cannot be read, or they are of different runs.
pub fn compare(out: &Path, steps: &Steps, lexicon: &Lexicon, voice: &Voice) -> Result<Against, Failure> {
    let footers = stage::of_one_run(out, &[Table::Documents, Table::Sentences, Table::Mentions, Table::Observations])?;
    let mut against = Against { out: out.display().to_string(), notes: notes(footers.values()), ..Against::default() };
    let documents = TableReader::<Document>::in_dir(out)?;
    let (sentences, observations) = (TableReader::<Sentence>::in_dir(out)?, TableReader::<Observation>::in_dir(out)?);
    let mut sentences = ByDocument::new(&sentences, |sentence| &sentence.document_id);
    let mut observations = ByDocument::new(&observations, |observation| &observation.document_id);
    for group in 0..documents.footer().groups.len() {
        let mut cases = Vec::new();
        for document in documents.group(group)? {
            let (sentences, before) = (sentences.of(&document.document_id)?, observations.of(&document.document_id)?);
            cases.push((document, sentences, before));
        }
        let read = |(document, sentences, _): &(Document, Vec<Sentence>, Vec<Observation>)| {
            guarded(|| {
                let mentions = (steps.extract)(document, sentences, lexicon);
                (steps.normalize)(document, sentences, &mentions, lexicon)
            })
        };
        let results: Vec<Result<Vec<Observation>, String>> = cases.par_iter().map(read).collect();
        for ((document, _, before), after) in cases.into_iter().zip(results) {
            against.documents += 1;
            let name = match document.ordinal {
                0 | 1 => document.source_path,
                ordinal => format!("{} (report {ordinal})", document.source_path),
            };
            match after {
                Ok(after) => against.add(&name, before, after),
                Err(message) => {
                    voice.reject(&name, &format!("could not be read again: {message}"));
                    against.failed.push((name, message));
                }
            }
        }
    }
    sentences.end()?;
    observations.end()?;
    Ok(against)
}

/// Other reasons for a change than the files: the tables are of another program or another vocabulary than the embedded one.
fn notes<'f>(footers: impl Iterator<Item = &'f Footer>) -> Vec<String> {
    let mut notes = Vec::new();
    let (version, vocabulary) = (env!("CARGO_PKG_VERSION"), Lexicon::embedded().fingerprint());
    for footer in footers {
        let theirs = footer.get("program_version");
        if theirs != version {
            notes.push(format!("the tables were written by version {theirs} of the program, this is {version}; it may read differently"));
        }
        if footer.get("vocabulary") != vocabulary {
            notes.push("the tables were not read with the built-in vocabulary of this program; that may make a difference too".to_owned());
        }
    }
    notes.sort();
    notes.dedup();
    notes
}

impl Against {
    fn add(&mut self, document: &str, before: Vec<Observation>, after: Vec<Observation>) {
        self.before += before.len();
        self.after += after.len();
        let key = |observation: Observation| ((observation.start, observation.end, observation.observation_id.clone()), observation);
        let mut pairs: BTreeMap<_, (Option<Observation>, Option<Observation>)> = BTreeMap::new();
        for (key, observation) in before.into_iter().map(key) {
            pairs.entry(key).or_default().0 = Some(observation);
        }
        for (key, observation) in after.into_iter().map(|observation| key(as_stored(observation))) {
            pairs.entry(key).or_default().1 = Some(observation);
        }
        for pair in pairs.into_values() {
            let (observation, kind) = match pair {
                (Some(before), Some(after)) => match differences(&before, &after) {
                    columns if columns.is_empty() => continue,
                    columns => (after, Kind::Changed(columns)),
                },
                (Some(before), None) => (before, Kind::Lost),
                (None, Some(after)) => (after, Kind::Added),
                (None, None) => continue,
            };
            self.changes.push(Change { document: document.to_owned(), observation, kind });
        }
    }

    /// How many changes there are of a kind, by its name.
    pub fn count(&self, kind: &str) -> usize {
        self.changes.iter().filter(|change| change.kind.name() == kind).count()
    }

    /// For a person: the numbers, then the changes under their documents.
    pub fn text(&self, all: bool) -> String {
        let mut text = String::new();
        let [added, lost, changed] = ["added", "lost", "changed"].map(|kind| grouped(self.count(kind)));
        let (documents, before, after) = (grouped(self.documents), grouped(self.before), grouped(self.after));
        let _ = writeln!(text, "\n{documents} documents of {} read again: {before} observations before, {after} now", visible(&self.out));
        let _ = writeln!(text, "{added} added, {lost} lost, {changed} changed");
        for note in &self.notes {
            let _ = writeln!(text, "note: {note}");
        }
        let shown = if all { self.changes.len() } else { SHOWN };
        let mut document = "";
        for change in self.changes.iter().take(shown) {
            if change.document != document {
                document = &change.document;
                let _ = writeln!(text, "\n{}", visible(document));
            }
            let _ = writeln!(text, "  {}", visible(&change.line()));
        }
        if let more @ 1.. = self.changes.len().saturating_sub(shown) {
            let _ = writeln!(text, "\nand {} more; --all shows them", grouped(more));
        }
        text
    }

    /// For a program: everything.
    pub fn json(&self) -> serde_json::Value {
        let change = |change: &Change| {
            let Observation { document_id, observation_id, start, end, surface, .. } = &change.observation;
            let columns = match &change.kind {
                Kind::Changed(columns) => columns.iter().map(|(name, old, new)| ((*name).to_owned(), json!([old, new]))).collect(),
                _ => serde_json::Map::new(),
            };
            json!({
                "change": change.kind.name(),
                "document_id": document_id,
                "observation_id": observation_id,
                "start": start,
                "end": end,
                "surface": surface,
                "columns": columns,
            })
        };
        json!({
            "documents": self.documents,
            "before": self.before,
            "after": self.after,
            "notes": self.notes,
            "failed": self.failed.iter().map(|(document, reason)| json!({ "document": document, "reason": reason })).collect::<Vec<_>>(),
            "changes": self.changes.iter().map(change).collect::<Vec<_>>(),
        })
    }
}

impl Change {
    fn line(&self) -> String {
        let Observation { start, end, surface, unit, .. } = &self.observation;
        let what = match &self.kind {
            Kind::Changed(columns) => {
                let column = |(name, old, new): &(&str, _, _)| format!("{name} {} → {}", plain(old), plain(new));
                columns.iter().map(column).collect::<Vec<_>>().join("; ")
            }
            _ => format!("{} {} {unit}", show::subject(&self.observation), show::value(&self.observation)),
        };
        format!("{:<7}  {start}–{end}  {surface}  {what}", self.kind.name())
    }
}

/// An observation as it would come back from a table, where numbers are floating point.
fn as_stored(observation: Observation) -> Observation {
    let stored = Observation::take(&mut observation.cells().into_iter());
    stored.unwrap_or(observation)
}

fn differences(before: &Observation, after: &Observation) -> Vec<(&'static str, serde_json::Value, serde_json::Value)> {
    let cells = before.cells().into_iter().zip(after.cells());
    let columns = Table::Observations.fields().iter().map(|field| field.column.name);
    columns.zip(cells).filter(|(_, (old, new))| old != new).map(|(name, (old, new))| (name, json!(Cell(&old)), json!(Cell(&new)))).collect()
}

fn plain(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::Null => "nothing".to_owned(),
        serde_json::Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
