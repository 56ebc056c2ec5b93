//! Looking rows up in a directory of tables.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use super::exit::Failure;
use crate::model::{Check, Document, Observation, Sentence};
use crate::table::{Row, Table, TableReader, stage};

/// The tables of one directory.
pub(super) struct Tables<'t> {
    out: &'t Path,
}

impl<'t> Tables<'t> {
    /// Opens the tables of one run.
    pub(super) fn open(out: &'t Path) -> Result<Self, Failure> {
        stage::of_one_run(out, &Table::ALL)?;
        Ok(Tables { out })
    }

    /// The rows that `wanted` picks, read a row group at a time.
    pub(super) fn find<R: Row>(&self, wanted: impl Fn(&R) -> bool) -> Result<Vec<R>, Failure> {
        self.find_without(&[], wanted)
    }

    /// The same without columns that the caller does not look at.
    pub(super) fn find_without<R: Row>(&self, columns: &'static [&'static str], wanted: impl Fn(&R) -> bool) -> Result<Vec<R>, Failure> {
        let reader = TableReader::<R>::in_dir(self.out)?.without(columns);
        let rows = reader.rows().filter(|row| row.as_ref().map_or(true, &wanted));
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The row of that id, else all whose id begins so.
    pub(super) fn by_id<R: Row>(&self, id: &str, of: fn(&R) -> &str) -> Result<Vec<R>, Failure> {
        if id.is_empty() {
            return Ok(Vec::new());
        }
        let mut found = self.find(|row: &R| of(row).starts_with(id))?;
        if let Some(exact) = found.iter().position(|row| of(row) == id) {
            found = vec![found.swap_remove(exact)];
        }
        Ok(found)
    }

    /// The observation of that id.
    pub(super) fn observation(&self, id: &str) -> Result<Option<Observation>, Failure> {
        Ok(self.find(|observation: &Observation| observation.observation_id == id)?.pop())
    }

    /// The findings about observations.
    pub(super) fn checks_on(&self, ids: &[&str]) -> Result<Vec<Check>, Failure> {
        self.find(|check: &Check| check.observation_id.as_deref().is_some_and(|id| ids.contains(&id)))
    }
}

/// What figures are about: their rows, sentences and documents, each table read once however many there are.
pub(super) struct About {
    documents: HashMap<String, Document>,
    observations: HashMap<String, Observation>,
    /// By document and number.
    sentences: HashMap<(String, u32), Sentence>,
}

impl About {
    /// Looks up documents, and observations with their sentences and documents.
    pub(super) fn of(tables: &Tables<'_>, documents: &HashSet<&str>, observations: &HashSet<&str>) -> Result<About, Failure> {
        let observations = tables.find(|o: &Observation| observations.contains(o.observation_id.as_str()))?;
        let places: HashSet<(&str, u32)> = observations.iter().map(|o| (o.document_id.as_str(), o.sentence)).collect();
        let documents = documents.iter().copied().chain(observations.iter().map(|o| o.document_id.as_str())).collect();
        let about = About::places(tables, &documents, &places)?;
        Ok(About { observations: observations.into_iter().map(|o| (o.observation_id.clone(), o)).collect(), ..about })
    }

    /// Looks up one sentence and its document.
    pub(super) fn place(tables: &Tables<'_>, document_id: &str, sentence: u32) -> Result<About, Failure> {
        About::places(tables, &HashSet::from([document_id]), &HashSet::from([(document_id, sentence)]))
    }

    fn places(tables: &Tables<'_>, documents: &HashSet<&str>, places: &HashSet<(&str, u32)>) -> Result<About, Failure> {
        // The text of a document is long, and no finding or figure is shown with it.
        let documents = tables.find_without(&["text"], |d: &Document| documents.contains(d.document_id.as_str()))?;
        let sentences = tables.find(|s: &Sentence| places.contains(&(s.document_id.as_str(), s.sentence)))?;
        Ok(About {
            documents: documents.into_iter().map(|document| (document.document_id.clone(), document)).collect(),
            sentences: sentences.into_iter().map(|sentence| ((sentence.document_id.clone(), sentence.sentence), sentence)).collect(),
            observations: HashMap::new(),
        })
    }

    pub(super) fn document(&self, id: &str) -> Option<&Document> {
        self.documents.get(id)
    }

    pub(super) fn observation(&self, id: &str) -> Option<&Observation> {
        self.observations.get(id)
    }

    pub(super) fn sentence(&self, document_id: &str, sentence: u32) -> Option<&Sentence> {
        self.sentences.get(&(document_id.to_owned(), sentence))
    }
}
