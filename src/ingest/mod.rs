//! Ingest: bytes to documents, sentences and rejects. A pure function of one file.

use crate::lexicon::Lexicon;
use crate::model::{Document, Reject, Sentence};

/// One file as found.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// Path below the raw directory, `/`-separated.
    pub path: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
}

/// What a file held.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Ingested {
    /// Its reports, in order, each with its sentences.
    pub documents: Vec<(Document, Vec<Sentence>)>,
    /// What could not be used, and why.
    pub rejects: Vec<Reject>,
}

/// Reads one file.
pub fn ingest(source: &Source<'_>, lexicon: &Lexicon) -> Ingested {
    let _ = (source, lexicon);
    Ingested::default()
}

/// Reads one piece of text, as `gongbao read` takes it: cleaned like a file's, always one document, no headline looked for.
pub fn read_text(text: &str, lexicon: &Lexicon) -> (Document, Vec<Sentence>) {
    let _ = (text, lexicon);
    (Document::default(), Vec::new())
}
