//! Files to documents, sentences and rejects, a batch of files at a time.

use std::collections::HashMap;

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::Context;
use crate::cli::exit::Failure;
use crate::cli::guard::guarded;
use crate::cli::walk::{self, Found};
use crate::ingest::{Ingested, Source};
use crate::model::{Document, Reject, Sentence};
use crate::table::{Stage, Stamp};
use crate::text::{Fingerprint, hex};

/// A batch is full at this many files …
const BATCH_FILES: usize = 512;
/// … or bytes. One file may go beyond it, up to `--max-bytes`.
const BATCH_BYTES: u64 = 32 << 20;

/// A file's bytes with their hash, or why it cannot be used.
type Loaded = Result<(Vec<u8>, String), String>;

/// Runs ingest over what was found, or writes down why nothing was. Gives the number of inputs that could not be used.
pub fn run(context: &Context<'_>, found: &[Found], nothing: Option<&str>) -> Result<usize, Failure> {
    context.voice.begin(Stage::Ingest.name(), found.len());
    let mut documents = context.write::<Document>()?;
    let mut sentences = context.write::<Sentence>()?;
    let mut rejects: Vec<Reject> = Vec::new();
    let mut first_with: HashMap<String, &str> = HashMap::new();
    // Names and contents of all that was found, for the fingerprint.
    let mut inputs = Fingerprint::default();
    let mut rejected = 0;
    if let Some(reason) = nothing {
        inputs.add(".");
        inputs.add(reason);
        rejects.push(Reject { source_path: ".".to_owned(), reason: reason.to_owned() });
    }

    for batch in batches(found) {
        let loaded: Vec<Loaded> = context.pool.install(|| batch.par_iter().map(|found| load(context, found)).collect());
        // Which of two equal files is the first is decided by their paths, not by which thread was faster.
        let mut unique: Vec<(&Found, &[u8])> = Vec::new();
        for (found, loaded) in batch.iter().zip(&loaded) {
            inputs.add(&found.path);
            let (bytes, hash) = match loaded {
                Ok(loaded) => loaded,
                Err(reason) => {
                    inputs.add(reason);
                    context.voice.step();
                    rejected += 1;
                    refuse(context, &mut rejects, &found.path, reason.clone());
                    continue;
                }
            };
            inputs.add(hash);
            match first_with.get(hash) {
                Some(first) => {
                    let reason = format!("holds the same bytes as {first} and was not read again; take one of them away");
                    refuse(context, &mut rejects, &found.path, reason);
                    context.voice.step();
                }
                None => {
                    first_with.insert(hash.clone(), &found.path);
                    unique.push((found, bytes));
                }
            }
        }
        let ingested: Vec<Ingested> =
            context.pool.install(|| unique.par_iter().map(|(found, bytes)| ingest(context, &found.path, bytes)).collect());
        for file in ingested {
            for (document, of_document) in &file.documents {
                documents.push(document)?;
                sentences.extend(of_document)?;
            }
            rejected += usize::from(!file.rejects.is_empty());
            for reject in file.rejects {
                refuse(context, &mut rejects, &reject.source_path, reject.reason);
            }
        }
    }

    rejects.sort();
    rejects.dedup();
    let mut writer = context.write::<Reject>()?;
    writer.extend(&rejects)?;
    let stamp = Stamp::new(Stage::Ingest, context.lexicon.fingerprint(), &inputs.finish());
    context.finish(documents, &stamp)?;
    context.finish(sentences, &stamp)?;
    context.finish(writer, &stamp)?;
    Ok(rejected)
}

fn load(context: &Context<'_>, found: &Found) -> Loaded {
    let (path, _) = found.file.as_ref().map_err(Clone::clone)?;
    let bytes = walk::load(path, context.plan.max_bytes)?;
    let hash = hex(&Sha256::digest(&bytes));
    Ok((bytes, hash))
}

fn ingest(context: &Context<'_>, path: &str, bytes: &[u8]) -> Ingested {
    let work = || (context.steps.ingest)(&Source { path, bytes }, context.lexicon);
    let reject = |reason: String| Ingested { documents: Vec::new(), rejects: vec![Reject { source_path: path.to_owned(), reason }] };
    let ingested = match guarded(work) {
        Ok(ingested) if ingested.documents.is_empty() && ingested.rejects.is_empty() => {
            reject("no report was found in it; check that it is one, or take it away".to_owned())
        }
        Ok(ingested) => ingested,
        Err(message) => reject(format!("gongbao-ingest failed on it: {message}; please report this")),
    };
    tracing::debug!("{path}: {} reports", ingested.documents.len());
    context.voice.step();
    ingested
}

fn refuse(context: &Context<'_>, rejects: &mut Vec<Reject>, path: &str, reason: String) {
    context.voice.reject(path, &reason);
    rejects.push(Reject { source_path: path.to_owned(), reason });
}

/// Cuts what was found into batches, by number and size alone.
fn batches(mut found: &[Found]) -> Vec<&[Found]> {
    let mut batches = Vec::new();
    while !found.is_empty() {
        let mut bytes = 0;
        let fits = found.iter().take(BATCH_FILES).take_while(|found| {
            let fits = bytes < BATCH_BYTES;
            bytes += found.file.as_ref().map_or(0, |(_, len)| *len);
            fits
        });
        let (batch, rest) = found.split_at(fits.count().max(1));
        batches.push(batch);
        found = rest;
    }
    batches
}
