//! Ingest: bytes to documents, sentences and rejects. A pure function of one file, or of one member of an archive.
//!
//! ```text
//! file ─unpack▶ members, one by one
//! bytes ─format▶ text and lines ─furniture▶ lines ─prose▶ paragraphs ─reports▶ reports ─about, sentences▶ rows
//! ```
//!
//! From lines on everything is glyphs (see `trace`), so that each sentence leads back to its place in the decoded source.

mod about;
mod decode;
mod docx;
mod format;
mod furniture;
mod heading;
mod html;
mod layout;
mod markdown;
mod mojibake;
pub mod near;
mod page;
mod pdf;
mod period;
mod place;
mod plain;
mod prose;
mod publisher;
mod region;
mod reports;
mod sentences;
mod sniff;
mod source;
mod stamp;
mod table;
mod trace;
mod turns;
pub mod unpack;
mod words;

use sha2::{Digest, Sha256};

use crate::lexicon::Lexicon;
use crate::model::{Document, Reject, Sentence};
use crate::text::hex;
use decode::Decoded;
use page::Page;
pub use source::{Facts, Given, Limits, Settings, Side, Source};
use trace::Paragraph;

/// What a file held.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Ingested {
    /// Its reports, in order, each with its sentences.
    pub documents: Vec<(Document, Vec<Sentence>)>,
    /// What could not be used, and why.
    pub rejects: Vec<Reject>,
}

/// The text of a file, in which the places of sentences in their source are counted.
///
/// # Errors
/// Why it cannot be read.
pub fn decode(source: &Source<'_>) -> Result<String, String> {
    format::open(source).map(|opened| opened.text)
}

/// Reads one file.
pub fn ingest(source: &Source<'_>, lexicon: &Lexicon) -> Ingested {
    let reject = |reason: String| Ingested { documents: Vec::new(), rejects: vec![Reject { source_path: source.path.to_owned(), reason }] };
    let opened = match format::open(source) {
        Ok(opened) => opened,
        Err(reason) => return reject(reason),
    };
    let read = Read::new(opened, source);
    let paragraphs = paragraphs(&read.page, true);
    let places = |text: &str| about::names_place(text, lexicon);
    let reports = reports::split(paragraphs, places, |report, next| about::opens_another(report, next, lexicon));
    if reports.is_empty() {
        return reject(
            "no article: nothing is left of the page without its menus, links and scripts; save the article's text itself".to_owned(),
        );
    }
    let numbered = || (1u32..).zip(&reports);
    let mut documents: Vec<_> = numbered().map(|(ordinal, report)| read.document(report, ordinal, &[], lexicon)).collect();
    // 全市公安机关…: a report that names no region may be on the one of those beside it.
    let mut beside: Vec<String> = documents.iter().filter_map(|(document, _)| document.region_code.clone()).collect();
    beside.sort_unstable();
    beside.dedup();
    for ((ordinal, report), known) in numbered().zip(&mut documents).filter(|(_, (document, _))| document.region_code.is_none()) {
        *known = read.document(report, ordinal, &beside, lexicon);
    }
    Ingested { documents, rejects: Vec::new() }
}

/// Reads one piece of text, as `gongbao read` takes it: cleaned like a file's, always one document, no headline looked for.
pub fn read_text(text: &str, lexicon: &Lexicon) -> (Document, Vec<Sentence>) {
    let settings = Settings { limits: Limits { nesting: usize::MAX, ..Limits::default() }, ..Settings::default() };
    let source = Source { path: "-", bytes: text.as_bytes(), given: &Given::default(), settings: &settings };
    let decoded = mojibake::repair(Decoded { text: text.to_owned(), encoding: "UTF-8".to_owned() });
    // Nothing is nested too deeply for it, and there is no other error.
    let opened = format::decoded(decoded, &source).unwrap_or_else(|_| format::Opened::of_text(text));
    let read = Read::new(opened, &source);
    let paragraphs = paragraphs(&read.page, false);
    let (mut document, sentences) = read.document(&paragraphs, 0, &[], lexicon);
    document.ordinal = 1;
    document.title = None;
    (document, sentences)
}

fn paragraphs(page: &Page, headings: bool) -> Vec<Paragraph> {
    let mut paragraphs = prose::paragraphs(&page.lines, headings);
    for paragraph in &mut paragraphs {
        turns::note(paragraph);
        furniture::drop_parts(paragraph);
    }
    furniture::drop_copies(&mut paragraphs);
    turns::join(paragraphs)
}

/// A file as read, its furniture taken off: what all its reports share.
struct Read<'s> {
    source: &'s Source<'s>,
    hash: String,
    media_type: &'static str,
    encoding: String,
    page: Page,
    dropped: Vec<String>,
}

impl<'s> Read<'s> {
    fn new(opened: format::Opened, source: &'s Source<'s>) -> Self {
        let format::Opened { encoding, media_type, mut page, .. } = opened;
        let (lines, dropped) = furniture::drop_lines(std::mem::take(&mut page.lines));
        page.lines = lines;
        Read { source, hash: hex(&Sha256::digest(source.bytes)), media_type, encoding, page, dropped }
    }

    fn document(&self, report: &[Paragraph], ordinal: u32, beside: &[String], lexicon: &Lexicon) -> (Document, Vec<Sentence>) {
        let given = self.source.given;
        let (text, mut sentences) = sentences::split(report, about::headlines(report));
        let around = about::Around { ordinal, page: &self.page, dropped: &self.dropped, given, beside };
        let about = about::About::of(report, &around, lexicon);
        let document_id = document_id(&self.hash, ordinal.max(1));
        for sentence in &mut sentences {
            sentence.document_id.clone_from(&document_id);
        }
        let evidence = about.evidence();
        let side = given.side.as_ref().and_then(|side| side.of(ordinal).url);
        let (region_code, region_name) = about.region.map(|said| said.fact).unzip();
        let document = Document {
            document_id,
            source_path: self.source.path.to_owned(),
            source_hash: self.hash.clone(),
            media_type: self.media_type.to_owned(),
            encoding: self.encoding.clone(),
            ordinal,
            title: about.title.map(|said| said.fact),
            publisher: about.publisher.map(|said| said.fact),
            region_code,
            region_name,
            period: about.period.map(|said| said.fact),
            n_chars: text.chars().count() as u32,
            text,
            date_published: about.published.map(|said| said.fact),
            source_url: side.or_else(|| given.record.url.clone()).or_else(|| self.page.url.clone()),
            evidence,
            notes: self.page.notes.clone(),
            duplicate_of: None,
        };
        (document, sentences)
    }
}

/// Stable across runs: the file's content and the report's place in it, nothing else.
fn document_id(hash: &str, ordinal: u32) -> String {
    let mut id = hex(&Sha256::digest(format!("{hash}/{ordinal}")));
    id.truncate(16);
    id
}
