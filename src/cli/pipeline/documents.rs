//! The stages that take one document at a time: extract and normalize. They walk the documents a row group at a time, with each
//! document's sentences and mentions beside it.

use std::iter::Peekable;

use rayon::prelude::*;

use super::Context;
use crate::cli::exit::Failure;
use crate::cli::guard::guarded;
use crate::model::{Document, Mention, Observation, Sentence};
use crate::table::read::Rows;
use crate::table::{Error, Row, Stage, TableReader};

/// A document with what earlier stages found in it.
struct Case {
    document: Document,
    sentences: Vec<Sentence>,
    mentions: Vec<Mention>,
}

/// Documents and sentences to mentions. Gives the number of documents that failed.
pub fn extract(context: &Context<'_>) -> Result<usize, Failure> {
    run(context, Stage::Extract, |case| (context.steps.extract)(&case.document, &case.sentences, context.lexicon))
}

/// Mentions to observations. Gives the number of documents that failed.
pub fn normalize(context: &Context<'_>) -> Result<usize, Failure> {
    run(context, Stage::Normalize, |case| -> Vec<Observation> {
        (context.steps.normalize)(&case.document, &case.sentences, &case.mentions, context.lexicon)
    })
}

fn run<R: Row + Send>(context: &Context<'_>, stage: Stage, work: impl Fn(&Case) -> Vec<R> + Sync) -> Result<usize, Failure> {
    let stamp = context.stamp(stage)?;
    let documents = context.read::<Document>()?;
    let sentences = context.read::<Sentence>()?;
    let mentions = if stage == Stage::Normalize { Some(context.read::<Mention>()?) } else { None };
    let mut sentences = ByDocument::new(&sentences, |sentence| &sentence.document_id);
    let mut mentions = mentions.as_ref().map(|mentions| ByDocument::new(mentions, |mention| &mention.document_id));
    let mut writer = context.write::<R>()?;
    let mut failed: Vec<(String, String)> = Vec::new();
    context.voice.begin(stage.name(), documents.footer().rows());

    for group in 0..documents.footer().groups.len() {
        let mut cases = Vec::new();
        for document in documents.group(group)? {
            let sentences = sentences.of(&document.document_id)?;
            let mentions = mentions.as_mut().map_or(Ok(Vec::new()), |mentions| mentions.of(&document.document_id))?;
            // The figures of a copy are those of its original.
            if document.duplicate_of.is_none() {
                cases.push(Case { document, sentences, mentions });
            }
        }
        let attempt = |case: &Case| {
            let result = guarded(|| work(case));
            tracing::debug!("{} {}: {} rows", stage.name(), case.document.source_path, result.as_ref().map_or(0, Vec::len));
            context.voice.step();
            result
        };
        let results: Vec<Result<Vec<R>, String>> = context.pool.install(|| cases.par_iter().map(attempt).collect());
        for (case, result) in cases.into_iter().zip(results) {
            match result {
                Ok(rows) => writer.extend(&rows)?,
                Err(message) => failed.push((case.document.source_path, message)),
            }
        }
    }
    sentences.end()?;
    mentions.map_or(Ok(()), |mut mentions| mentions.end())?;
    context.finish(writer, &stamp)?;
    context.reject(stage, &failed)
}

/// Rows that stand in the order of the documents, handed out document by document.
pub struct ByDocument<'t, R: Row> {
    rows: Peekable<Rows<'t, R>>,
    document: fn(&R) -> &str,
}

impl<'t, R: Row> ByDocument<'t, R> {
    pub fn new(table: &'t TableReader<R>, document: fn(&R) -> &str) -> Self {
        ByDocument { rows: table.rows().peekable(), document }
    }

    /// The rows of the next document.
    pub fn of(&mut self, document_id: &str) -> Result<Vec<R>, Failure> {
        let document = self.document;
        let ours = |row: &Result<R, Error>| row.as_ref().map_or(true, |row| document(row) == document_id);
        let mut rows = Vec::new();
        while let Some(row) = self.rows.next_if(ours) {
            rows.push(row?);
        }
        Ok(rows)
    }

    /// Makes sure that no row is left: one of no document, or out of order.
    pub fn end(&mut self) -> Result<(), Failure> {
        match self.rows.next() {
            None => Ok(()),
            Some(Err(error)) => Err(error.into()),
            Some(Ok(row)) => {
                let what = format!(
                    "{} has rows of document {} out of the order of documents; run the stages again, or gongbao for all",
                    R::TABLE.name(),
                    (self.document)(&row)
                );
                Err(Error::Chain { what }.into())
            }
        }
    }
}
