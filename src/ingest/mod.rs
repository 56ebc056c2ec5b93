//! Ingest: bytes to documents, sentences and rejects. A pure function of one file.
//!
//! ```text
//! bytes ─decode│pdf▶ text ─plain│html▶ lines ─furniture▶ lines ─prose▶ paragraphs ─reports▶ reports ─about, sentences▶ rows
//! ```
//!
//! From lines on everything is glyphs (see `trace`), so that each sentence leads back to its place in the decoded source.

mod about;
mod decode;
mod furniture;
mod heading;
mod html;
mod layout;
mod mojibake;
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
mod table;
mod trace;

use sha2::{Digest, Sha256};

use crate::lexicon::Lexicon;
use crate::model::{Document, Reject, Sentence};
use crate::text::hex;
use decode::Decoded;
use trace::Paragraph;

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

/// The text of a file, in which the places of sentences in their source are counted.
///
/// # Errors
/// Why it cannot be read.
pub fn decode(bytes: &[u8]) -> Result<String, String> {
    decode::decode(bytes).map(|decoded| decoded.text)
}

/// Reads one file.
pub fn ingest(source: &Source<'_>, lexicon: &Lexicon) -> Ingested {
    let reject = |reason: String| Ingested { documents: Vec::new(), rejects: vec![Reject { source_path: source.path.to_owned(), reason }] };
    let decoded = match decode::decode(source.bytes) {
        Ok(decoded) => decoded,
        Err(reason) => return reject(reason),
    };
    let page = page(&decoded);
    let paragraphs = paragraphs(&page, true);
    let places = |text: &str| about::names_place(text, lexicon);
    let reports = reports::split(paragraphs, places, |report, next| about::opens_another(report, next, lexicon));
    if reports.is_empty() {
        return reject(
            "no article: nothing is left of the page without its menus, links and scripts; save the article's text itself".to_owned(),
        );
    }
    let hash = hex(&Sha256::digest(source.bytes));
    let documents = (1u32..)
        .zip(&reports)
        .map(|(ordinal, report)| {
            let title = about::title(report, page.title.as_deref().filter(|_| ordinal == 1));
            let origin = Origin { path: source.path, hash: &hash, media_type: page.media_type, encoding: &decoded.encoding, ordinal };
            origin.document(report, title, &page, lexicon)
        })
        .collect();
    Ingested { documents, rejects: Vec::new() }
}

/// Reads one piece of text, as `gongbao read` takes it: cleaned like a file's, always one document, no headline looked for.
pub fn read_text(text: &str, lexicon: &Lexicon) -> (Document, Vec<Sentence>) {
    let decoded = mojibake::repair(Decoded { text: text.to_owned(), encoding: "UTF-8".to_owned(), title: None });
    let page = page(&decoded);
    let paragraphs = paragraphs(&page, false);
    let hash = hex(&Sha256::digest(text.as_bytes()));
    let origin = Origin { path: "-", hash: &hash, media_type: page.media_type, encoding: &decoded.encoding, ordinal: 1 };
    origin.document(&paragraphs, None, &page, lexicon)
}

/// A page as lines, its furniture taken off.
struct Page {
    media_type: &'static str,
    title: Option<String>,
    lines: Vec<trace::Line>,
    dropped: Vec<String>,
    /// What the markup calls the page and its site.
    names: Vec<String>,
}

fn page(decoded: &Decoded) -> Page {
    let text = &decoded.text;
    let plain = || html::Page { lines: plain::lines(text), title: decoded.title.clone(), ..html::Page::default() };
    let (media_type, page) = if decoded.encoding == decode::PDF {
        ("application/pdf", plain())
    } else if sniff::html(text) {
        ("text/html", html::read(text))
    } else {
        ("text/plain", plain())
    };
    let (lines, dropped) = furniture::drop_lines(page.lines);
    Page { media_type, title: page.title, lines, dropped, names: page.names }
}

fn paragraphs(page: &Page, headings: bool) -> Vec<Paragraph> {
    let mut paragraphs = prose::paragraphs(&page.lines, headings);
    paragraphs.iter_mut().for_each(furniture::drop_parts);
    furniture::drop_copies(&mut paragraphs);
    paragraphs
}

/// What all reports of a file share, and a report's place among them.
struct Origin<'a> {
    path: &'a str,
    hash: &'a str,
    media_type: &'a str,
    encoding: &'a str,
    ordinal: u32,
}

impl Origin<'_> {
    fn document(&self, report: &[Paragraph], title: Option<String>, page: &Page, lexicon: &Lexicon) -> (Document, Vec<Sentence>) {
        let (text, mut sentences) = sentences::split(report, about::headlines(report));
        let about = about::About::of(report, title.as_deref(), &about::Page { dropped: &page.dropped, names: &page.names }, lexicon);
        let document_id = document_id(self.hash, self.ordinal);
        for sentence in &mut sentences {
            sentence.document_id.clone_from(&document_id);
        }
        let (region_code, region_name) = about.region.unzip();
        let document = Document {
            document_id,
            source_path: self.path.to_owned(),
            source_hash: self.hash.to_owned(),
            media_type: self.media_type.to_owned(),
            encoding: self.encoding.to_owned(),
            ordinal: self.ordinal,
            title,
            publisher: about.publisher,
            region_code,
            region_name,
            period: about.period,
            n_chars: text.chars().count() as u32,
            text,
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
