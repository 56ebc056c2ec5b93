//! The place of a sentence in its source file.

use std::fs::File;
use std::ops::ControlFlow;
use std::path::Path;

use sha2::{Digest, Sha256};

use super::section;
use crate::cli::lookup::About;
use crate::cli::pipeline::{Packed, members};
use crate::cli::{grid, show};
use crate::ingest::{self, Given, Limits, Settings, Source};
use crate::lexicon::Lexicon;
use crate::text::hex;

/// Where the reports are.
#[derive(Debug, Clone, Copy)]
pub struct Raw<'a> {
    /// Their directory.
    pub dir: &'a Path,
    /// The column that held the texts of records, where it was named.
    pub text_column: Option<&'a str>,
}

/// Writes the sentence with the figure marked, and where it stands.
pub fn explain(about: &About, raw: &Raw<'_>, text: &mut String, at: &Place<'_>) {
    let document = about.document(at.document_id);
    let sentence = about.sentence(at.document_id, at.sentence);
    let mut lines = Vec::new();
    if let Some(sentence) = sentence {
        let (start, end) = (at.start.saturating_sub(sentence.start), at.end.saturating_sub(sentence.start));
        let marked = show::marked(&sentence.text, start, end);
        text.push_str(&format!("\n  {}\n", grid::visible(&marked)));
        lines.push(("section", sentence.section.clone().unwrap_or_default()));
    }
    if let Some(document) = document {
        lines.push(("report", show::maybe(&document.title).to_owned()));
        lines.push(("file", document.source_path.clone()));
        if let Some(sentence) = sentence {
            let line = line(raw, &document.source_path, &document.source_hash, sentence.source_start);
            lines.push(("line", line.unwrap_or_else(|why| why)));
            let place = format!(
                "sentence at code points {} to {} of the file, decoded as {}",
                sentence.source_start, sentence.source_end, document.encoding
            );
            lines.push(("in the file", place));
        }
        lines
            .push(("in the text", format!("figure at code points {} to {} of documents.text, sentence {}", at.start, at.end, at.sentence)));
        lines.push(("document", document.document_id.clone()));
    }
    section(text, "Where it stands", lines);
}

/// A figure's place in a document.
pub struct Place<'p> {
    /// The document.
    pub document_id: &'p str,
    /// The sentence.
    pub sentence: u32,
    /// First code point of the figure.
    pub start: u32,
    /// One past the last.
    pub end: u32,
}

/// The line of a code point in a source file, 1-based, or why it cannot be told: the tables do not hold the file itself.
fn line(raw: &Raw<'_>, path: &str, hash: &str, at: u64) -> Result<String, String> {
    let (name, file) = open(raw.dir, path).map_err(|why| format!("unknown: {why}; see --raw"))?;
    // Whatever the limits of the run were, it got that far.
    let limits =
        Limits { bytes: u64::MAX, unpacked_bytes: u64::MAX, members: u64::MAX, depth: u32::MAX, pages: usize::MAX, nesting: usize::MAX };
    let settings = Settings { limits, text_column: raw.text_column.map(str::to_owned) };
    let mut bytes = None;
    members(Packed { path: name, file, side: None }, &settings, Lexicon::embedded(), &mut |found| {
        bytes = found.content.ok().filter(|content| found.path == path && hex(&Sha256::digest(content)) == hash);
        if bytes.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    let bytes = bytes.ok_or_else(|| format!("unknown: {path} has changed since the run, or was read with another --text-column"))?;
    let source = Source { path, bytes: &bytes, given: &Given::default(), settings: &settings };
    let decoded = ingest::decode(&source).map_err(|why| format!("unknown: {why}"))?;
    let before = decoded.chars().take(usize::try_from(at).unwrap_or(usize::MAX));
    Ok((before.filter(|&c| c == '\n').count() + 1).to_string())
}

/// The file that a source path leads to, and its own path: the source may be a member or record of it.
fn open<'p>(raw: &Path, path: &'p str) -> Result<(&'p str, File), String> {
    let mut name = path;
    loop {
        if raw.join(name).is_file() {
            return File::open(raw.join(name)).map(|file| (name, file)).map_err(|error| format!("{name} cannot be read ({error})"));
        }
        let Some(end) = name.rfind(['/', '#']) else { return Err(format!("{} cannot be read: it is not there", raw.join(path).display())) };
        name = name.get(..end).unwrap_or_default();
    }
}
