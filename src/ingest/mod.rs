//! Ingest: bytes to documents, sentences and rejects. A pure function of one file.
//!
//! ```text
//! bytes ─decode▶ text ─plain│markdown│html▶ lines ─furniture▶ lines ─prose▶ paragraphs ─reports▶ reports ─about, sentences▶ rows
//! ```
//!
//! From lines on everything is glyphs (see `trace`), so that each sentence leads back to its place in the decoded source.

mod about;
mod decode;
mod docx;
mod furniture;
mod heading;
mod html;
mod layout;
mod markdown;
mod mojibake;
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
    open(bytes).map(|(decoded, _)| decoded.text)
}

/// A Word file may unpack to this many bytes of text and markup.
const LARGEST_UNPACKED: u64 = 64 << 20;

/// The text of a file, and what a Word file says beyond its text.
fn open(bytes: &[u8]) -> Result<(Decoded, Option<docx::Read>), String> {
    if !sniff::zip(bytes) {
        return decode::decode(bytes).map(|decoded| (decoded, None));
    }
    let mut word = docx::read(bytes, LARGEST_UNPACKED)?;
    Ok((Decoded { text: std::mem::take(&mut word.text), encoding: "UTF-8".into() }, Some(word)))
}

/// Reads one file.
pub fn ingest(source: &Source<'_>, lexicon: &Lexicon) -> Ingested {
    let reject = |reason: String| Ingested { documents: Vec::new(), rejects: vec![Reject { source_path: source.path.to_owned(), reason }] };
    let (decoded, word) = match open(source.bytes) {
        Ok(opened) => opened,
        Err(reason) => return reject(reason),
    };
    let page = word.map_or_else(|| page(&decoded.text, source.path), Page::of_word);
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
            let given = page.title.as_deref().filter(|_| ordinal == 1);
            // The properties of a Word file often name the one that it was made from.
            let title =
                if page.media_type == DOCX { about::title(report, None).or(given.map(str::to_owned)) } else { about::title(report, given) };
            let origin = Origin { path: source.path, hash: &hash, media_type: page.media_type, encoding: &decoded.encoding, ordinal };
            origin.document(report, title, &page, lexicon)
        })
        .collect();
    Ingested { documents, rejects: Vec::new() }
}

/// Reads one piece of text, as `gongbao read` takes it: cleaned like a file's, always one document, no headline looked for.
pub fn read_text(text: &str, lexicon: &Lexicon) -> (Document, Vec<Sentence>) {
    let decoded = mojibake::repair(Decoded { text: text.to_owned(), encoding: "UTF-8".to_owned() });
    let page = page(&decoded.text, "-");
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

const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

impl Page {
    fn new(media_type: &'static str, read: html::Page) -> Page {
        let (lines, dropped) = furniture::drop_lines(read.lines);
        Page { media_type, title: read.title, lines, dropped, names: read.names }
    }

    fn of_word(word: docx::Read) -> Page {
        Page::new(DOCX, html::Page { title: word.title, lines: word.lines, ..html::Page::default() })
    }
}

fn page(text: &str, name: &str) -> Page {
    if markdown::is(text, name) {
        let read = markdown::read(text);
        let mut page = Page::new("text/markdown", html::Page { title: read.title, names: read.names, lines: read.lines });
        page.dropped.splice(0..0, read.published.map(|day| day.to_string()));
        page
    } else if sniff::html(text) {
        Page::new("text/html", html::read(text))
    } else {
        Page::new("text/plain", html::Page { lines: plain::lines(text), ..html::Page::default() })
    }
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
