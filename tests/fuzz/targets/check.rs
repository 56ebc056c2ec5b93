//! What must hold of whatever was read.

use gongbao::ingest::{Source, decode, ingest};
use gongbao::lexicon::Lexicon;
use gongbao::model::{Document, Sentence};
use gongbao::span::CharIndex;

/// Compares, naming what is compared.
fn same<T: PartialEq + std::fmt::Debug>(what: &str, got: T, want: T) -> Result<(), String> {
    if got == want { Ok(()) } else { Err(format!("  {what}\n    got  {got:?}\n    want {want:?}")) }
}

/// Elements whose content a browser moves to another place or reads by rules of its own.
const MOVED: [&str; 9] = ["<table", "<svg", "<math", "<title", "<textarea", "<plaintext", "<template", "<select", "<frameset"];

/// What must hold of every document.
pub fn consistent(document: &Document, sentences: &[Sentence]) -> Result<(), String> {
    sound(document, sentences, true)
}

/// What must hold of every document; in some pages the order of sentences is not that of the source.
fn sound(document: &Document, sentences: &[Sentence], in_order: bool) -> Result<(), String> {
    same("n_chars", document.n_chars as usize, document.text.chars().count())?;
    let (mut end, mut source_end) = (0, 0);
    let index = CharIndex::new(&document.text);
    for (i, s) in sentences.iter().enumerate() {
        same("sentence", s.sentence as usize, i)?;
        same("document", &s.document_id, &document.document_id)?;
        same("slice", index.slice(s.start, s.end), s.text.as_str())?;
        let ordered = end <= s.start && s.start < s.end && s.end <= document.n_chars && s.source_start <= s.source_end;
        same("order", (ordered, !in_order || source_end <= s.source_start), (true, true))?;
        same("line breaks", s.text.contains('\n'), false)?;
        (end, source_end) = (s.end, s.source_end);
    }
    // No letter or digit of the text is outside of its sentences.
    let said = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    same("coverage", said(&sentences.iter().map(|s| s.text.as_str()).collect::<String>()), said(&document.text))
}

/// Reads a file: it gives documents, each of them sound and inside the decoded file, or says why not.
pub(super) fn file(source: &Source<'_>) -> Result<(), String> {
    let got = ingest(source, Lexicon::embedded());
    same("documents or a reject", !got.documents.is_empty(), got.rejects.is_empty())?;
    if let Some(reject) = got.rejects.iter().find(|reject| reject.reason.is_empty()) {
        return Err(format!("  no reason: {reject:?}"));
    }
    if got.documents.is_empty() {
        return Ok(());
    }
    let text = decode(source)?;
    let chars = text.chars().count() as u64;
    let index = CharIndex::new(&text);
    let lower = text.to_ascii_lowercase();
    let moved = MOVED.iter().any(|element| lower.contains(element));
    let tables = text.contains(TABLES);
    for (place, (document, sentences)) in (1u32..).zip(&got.documents) {
        same("ordinal", document.ordinal, place)?;
        let marked = matches!(document.media_type.as_str(), "text/html" | "text/markdown");
        sound(document, sentences, !(marked && moved))?;
        if document.period.is_some_and(|period| period.start > period.end) {
            return Err(format!("  {:?} ends before it begins", document.period));
        }
        if let Some(s) = sentences.iter().find(|s| s.source_end > chars) {
            return Err(format!("  a sentence ends at {} of {chars} characters of its source", s.source_end));
        }
        // Markup has references that are resolved.
        if !marked && !tables {
            in_source(&index, sentences)?;
        }
    }
    Ok(())
}

/// What parts the cells of a table: a row of one says its heads again.
pub(super) const TABLES: [char; 4] = ['\t', '|', '｜', '│'];

/// Each sentence is what is left of its slice of the source: nothing added, nothing moved.
pub(super) fn in_source(source: &CharIndex<'_>, sentences: &[Sentence]) -> Result<(), String> {
    for s in sentences {
        let mut slice = source.slice(s.source_start as u32, s.source_end as u32).chars();
        if !s.text.chars().filter(|c| !c.is_whitespace()).all(|c| slice.any(|x| x == c)) {
            return Err(format!("  {:?} is not in its slice", s.text));
        }
    }
    Ok(())
}
