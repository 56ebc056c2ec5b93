//! The place of a sentence in its source file.

use std::path::Path;

use sha2::{Digest, Sha256};

use super::section;
use crate::cli::lookup::About;
use crate::cli::{grid, show};
use crate::ingest;
use crate::text::hex;

/// Writes the sentence with the figure marked, and where it stands.
pub fn explain(about: &About, raw: &Path, text: &mut String, at: &Place<'_>) {
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
fn line(raw: &Path, path: &str, hash: &str, at: u64) -> Result<String, String> {
    let file = raw.join(path);
    let bytes = std::fs::read(&file).map_err(|error| format!("unknown: {} cannot be read ({error}); see --raw", file.display()))?;
    if hex(&Sha256::digest(&bytes)) != hash {
        return Err(format!("unknown: {} has changed since the run", file.display()));
    }
    let decoded = ingest::decode(&bytes).map_err(|why| format!("unknown: {why}"))?;
    let before = decoded.chars().take(usize::try_from(at).unwrap_or(usize::MAX));
    Ok((before.filter(|&c| c == '\n').count() + 1).to_string())
}
