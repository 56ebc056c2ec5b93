//! Members to rows: gathered to batches, read on all threads, and written in the order in which they came.

use std::collections::HashSet;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::Duration;

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use crate::cli::deadline::within;
use crate::cli::exit::Failure;
use crate::cli::guard::guarded;
use crate::cli::pipeline::{Context, Steps};
use crate::ingest::near::{Near, Signature};
use crate::ingest::unpack::Member;
use crate::ingest::{Given, Ingested, Settings, Source};
use crate::lexicon::Lexicon;
use crate::model::{Document, Reject, Sentence};
use crate::table::{Stage, Stamp, TableWriter};
use crate::text::{Fingerprint, hex};

/// A batch is full at this many members …
const BATCH_MEMBERS: usize = 512;
/// … or bytes. One member may go beyond it, up to `--max-bytes`.
const BATCH_BYTES: usize = 32 << 20;

/// What a member is known by.
type Hash = [u8; 32];

/// The tables of ingest being written.
pub(super) struct Intake<'c> {
    context: &'c Context<'c>,
    settings: Arc<Settings>,
    documents: TableWriter<Document>,
    sentences: TableWriter<Sentence>,
    rejects: Vec<Reject>,
    rejected: usize,
    /// Names and contents of all that was found.
    inputs: Fingerprint,
    seen: HashSet<Hash>,
    near: Near,
    batch: Vec<Member>,
    bytes: usize,
    failure: Option<Failure>,
}

impl<'c> Intake<'c> {
    pub(super) fn new(context: &'c Context<'c>) -> Result<Self, Failure> {
        Ok(Intake {
            context,
            settings: Arc::new(context.plan.settings.clone()),
            documents: context.write()?,
            sentences: context.write()?,
            rejects: Vec::new(),
            rejected: 0,
            inputs: Fingerprint::default(),
            seen: HashSet::new(),
            near: Near::default(),
            batch: Vec::new(),
            bytes: 0,
            failure: None,
        })
    }

    /// Notes why there is nothing to read.
    pub(super) fn nothing(&mut self, reason: &str) {
        self.inputs.add(".");
        self.inputs.add(reason);
        self.rejects.push(Reject { source_path: ".".to_owned(), reason: reason.to_owned() });
    }

    /// Notes a side file: its text, or why it was not used.
    pub(super) fn side(&mut self, path: &str, text: Result<&str, &String>) {
        match text {
            Ok(text) => {
                self.inputs.add(path);
                self.inputs.add(text);
            }
            Err(reason) => self.refuse(path, format!("{reason}; its source was read without it")),
        }
    }

    /// Takes a member; asks to stop where a table cannot be written.
    pub(super) fn take(&mut self, member: Member) -> ControlFlow<()> {
        self.bytes += member.content.as_ref().map_or(0, Vec::len);
        self.batch.push(member);
        if self.batch.len() >= BATCH_MEMBERS || self.bytes >= BATCH_BYTES {
            self.failure = self.flush().err();
        }
        if self.failure.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    /// Notes an input that cannot be used. Those before it are read first, so that messages come in the order of the files.
    pub(super) fn refuse(&mut self, path: &str, reason: String) {
        let _ = self.take(Member { path: path.to_owned(), content: Err(reason), given: Given::default() });
    }

    /// Why a table could not be written, if one could not.
    pub(super) fn failed(&mut self) -> Result<(), Failure> {
        self.failure.take().map_or(Ok(()), Err)
    }

    /// Reads what is left and ends the tables. Gives the number of inputs that could not be used.
    pub(super) fn finish(mut self) -> Result<usize, Failure> {
        self.flush()?;
        self.rejects.sort();
        self.rejects.dedup();
        let mut writer = self.context.write::<Reject>()?;
        writer.extend(&self.rejects)?;
        let stamp = Stamp::new(Stage::Ingest, self.context.lexicon.fingerprint(), &self.inputs.finish());
        self.context.finish(self.documents, &stamp)?;
        self.context.finish(self.sentences, &stamp)?;
        self.context.finish(writer, &stamp)?;
        Ok(self.rejected)
    }

    fn flush(&mut self) -> Result<(), Failure> {
        self.bytes = 0;
        let batch = std::mem::take(&mut self.batch);
        let pool = &self.context.pool;
        let hashes: Vec<Option<Hash>> =
            pool.install(|| batch.par_iter().map(|member| Some(Sha256::digest(member.content.as_ref().ok()?).into())).collect());
        // Each with whether its bytes came before: ids are made of bytes, so those of a copy need its path too. Which of two equal members is the
        // first is decided by their order, not by which thread was faster.
        let mut members: Vec<(Member, bool)> = Vec::new();
        for (member, hash) in batch.into_iter().zip(hashes) {
            self.inputs.add(&member.path);
            match (hash, member.content) {
                (Some(hash), Ok(bytes)) => {
                    self.inputs.add(&hex(&hash));
                    let again = !self.seen.insert(hash);
                    members.push((Member { content: Ok(bytes), ..member }, again));
                }
                (_, content) => {
                    let reason = content.err().unwrap_or_default();
                    self.inputs.add(&reason);
                    self.rejected += 1;
                    told(self.context, &mut self.rejects, member.path, reason);
                }
            }
        }
        let read = Reading { steps: *self.context.steps, lexicon: self.context.lexicon, seconds: self.context.plan.max_seconds };
        let ingested: Vec<(Ingested, Vec<Signature>, bool)> = pool.install(|| {
            let read = |(member, again)| {
                let (ingested, signatures) = read.member(member, &self.settings);
                (ingested, signatures, again)
            };
            members.into_par_iter().map(read).collect()
        });
        for (file, signatures, again) in ingested {
            for ((mut document, mut sentences), signature) in file.documents.into_iter().zip(signatures) {
                if again {
                    document.document_id = copy_id(&document);
                    sentences.iter_mut().for_each(|sentence| sentence.document_id.clone_from(&document.document_id));
                }
                document.duplicate_of = self.near.first_like(&document, signature);
                self.documents.push(&document)?;
                self.sentences.extend(&sentences)?;
            }
            self.rejected += usize::from(!file.rejects.is_empty());
            for reject in file.rejects {
                told(self.context, &mut self.rejects, reject.source_path, reject.reason);
            }
        }
        Ok(())
    }
}

/// The id of a document whose bytes came before: of its own id and its path.
fn copy_id(document: &Document) -> String {
    let mut id = hex(&Sha256::digest(format!("{}/{}", document.document_id, document.source_path)));
    id.truncate(document.document_id.len());
    id
}

fn told(context: &Context<'_>, rejects: &mut Vec<Reject>, source_path: String, reason: String) {
    context.voice.reject(&source_path, &reason);
    rejects.push(Reject { source_path, reason });
}

/// How one member is read.
#[derive(Clone, Copy)]
struct Reading {
    steps: Steps,
    lexicon: &'static Lexicon,
    seconds: u64,
}

impl Reading {
    /// Its reports, each with its signature.
    fn member(self, member: Member, settings: &Arc<Settings>) -> (Ingested, Vec<Signature>) {
        let Member { path, content, given } = member;
        let (settings, name) = (Arc::clone(settings), path.clone());
        let work = move || {
            let bytes = content.unwrap_or_default();
            let source = Source { path: &name, bytes: &bytes, given: &given, settings: &settings };
            guarded(|| {
                let ingested = (self.steps.ingest)(&source, self.lexicon);
                let signatures = ingested.documents.iter().map(|(document, _)| Signature::of(document)).collect();
                (ingested, signatures)
            })
        };
        let reject =
            |reason: String| (Ingested { documents: Vec::new(), rejects: vec![Reject { source_path: path.clone(), reason }] }, Vec::new());
        let ingested = match within(Duration::from_secs(self.seconds), work) {
            Some(Ok((ingested, _))) if ingested.documents.is_empty() && ingested.rejects.is_empty() => {
                reject("no report was found in it; check that it is one, or take it away".to_owned())
            }
            Some(Ok(read)) => read,
            Some(Err(message)) => reject(format!("gongbao-ingest failed on it: {message}; please report this")),
            None => reject(format!(
                "took longer than {} seconds to read, and that is the limit; split it, or raise the limit with --max-seconds",
                self.seconds
            )),
        };
        tracing::debug!("{path}: {} reports", ingested.0.documents.len());
        ingested
    }
}
