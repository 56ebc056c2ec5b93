//! PDFs with a text layer: the text of their pages in reading order.
//!
//! ```text
//! bytes ─stream▶ file ─content, font▶ glyphs ─rows▶ rows ─furniture▶ rows ─columns▶ blocks ─write▶ text
//! ```

mod columns;
mod content;
mod font;
mod furniture;
mod glyph;
mod names;
mod rows;
mod stream;
mod tables;
mod write;

use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use memchr::memmem;

use content::Reader;
use furniture::Sheet;
use glyph::{Glyph, turned};

/// What a PDF says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Text {
    /// In reading order: one line of the page a line, a form feed before each page but the first. An indent is a U+3000, a wide gap an empty
    /// line, and the cells of a table are parted by tabs.
    pub text: String,
    /// As the document information says; none if it is empty or the name of a file.
    pub title: Option<String>,
    /// Pages that have a picture and no text.
    pub pictures: usize,
}

/// A PDF begins within so many bytes.
const HEAD: usize = 1024;

/// At most one character in this many may be unknown, as in text that was decoded.
const SOUND_PER_UNKNOWN: usize = 50;

/// What a page says that has a picture and nothing else: its number, or a stamp.
const HARDLY_TEXT: usize = 10;

/// Where a PDF begins, if it is one.
fn start(bytes: &[u8]) -> Option<usize> {
    memmem::find(bytes.get(..bytes.len().min(HEAD))?, b"%PDF-")
}

/// Whether bytes are a PDF.
pub(super) fn is(bytes: &[u8]) -> bool {
    start(bytes).is_some()
}

/// Reads a PDF of at most so many pages.
///
/// # Errors
/// Why it cannot be read, and what to do.
pub(super) fn read(bytes: &[u8], max_pages: usize) -> Result<Text, String> {
    let bytes = start(bytes).and_then(|at| bytes.get(at..)).unwrap_or(bytes);
    stream::check(bytes)?;
    let pdf = Pdf::new(bytes.to_vec()).map_err(|problem| match problem {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => {
            "a PDF that needs a password; open it with the password, print it to a new PDF, and put that in its place".to_owned()
        }
        LoadPdfError::Decryption(_) => {
            "a PDF with an encryption that is not known; print it to a new PDF and put that in its place".to_owned()
        }
        LoadPdfError::Invalid => damaged(),
    })?;
    let pages = pdf.pages();
    if pages.len() > max_pages {
        return Err(format!("a PDF of {} pages, more than the {max_pages} of --max-pages; raise the limit, or split it", pages.len()));
    }
    if pages.is_empty() {
        return Err(damaged());
    }
    let mut reader = Reader::new();
    let mut upright = Vec::new();
    let mut others = Vec::new();
    let mut pictures = 0;
    for page in pages.iter() {
        let shown = reader.page(page)?;
        pictures += usize::from(shown.images && shown.glyphs.len() < HARDLY_TEXT);
        let (first, rest) = turns(shown);
        upright.push(first);
        others.push(rest);
    }
    if pictures * 2 > pages.len() || upright.iter().all(|sheet| sheet.rows.is_empty()) {
        return Err(scanned());
    }
    furniture::strip(&mut upright);
    let text = join(upright.into_iter().zip(others));
    judge(&text)?;
    Ok(Text { text, title: pdf.metadata().title.as_deref().and_then(title), pictures })
}

fn damaged() -> String {
    "a damaged PDF, or only part of one: no pages can be read from it; fetch it again".to_owned()
}

fn scanned() -> String {
    "a PDF without a text layer, as scanners make it; recognize its text, as with `ocrmypdf -l chi_sim in.pdf out.pdf`, and put the result in its place"
        .to_owned()
}

/// The rows of a page along the direction that most of its characters have, and those along other directions.
fn turns(shown: content::Shown) -> (Sheet, Vec<Sheet>) {
    let (width, height) = shown.extent;
    let mut parts: [Vec<Glyph>; 4] = Default::default();
    for glyph in shown.glyphs {
        if let Some(part) = parts.get_mut(usize::from(glyph.turn)) {
            part.push(glyph);
        }
    }
    let mut parts: Vec<(u8, Vec<Glyph>)> = (0..).zip(parts).collect();
    // Of equals the first stays first: upright.
    parts.sort_by_key(|(_, glyphs)| std::cmp::Reverse(glyphs.len()));
    let mut sheets = parts.into_iter().filter(|(turn, glyphs)| *turn == 0 || !glyphs.is_empty()).map(|(turn, glyphs)| {
        let (a, b) = (turned(turn, 0.0, 0.0).1, turned(turn, width, height).1);
        Sheet { rows: rows::rows(glyphs), top: a.min(b), bottom: a.max(b) }
    });
    let first = sheets.next().unwrap_or(Sheet { rows: Vec::new(), top: 0.0, bottom: height });
    (first, sheets.collect())
}

fn join(pages: impl Iterator<Item = (Sheet, Vec<Sheet>)>) -> String {
    let mut text = String::new();
    for (number, (first, rest)) in pages.enumerate() {
        if number > 0 {
            text.push('\u{0C}');
        }
        for sheet in std::iter::once(first).chain(rest) {
            text.push_str(&write::page(&columns::blocks(sheet.rows)));
        }
    }
    text
}

/// Refuses text that is none.
fn judge(text: &str) -> Result<(), String> {
    let known = |c: &char| !matches!(c, '\u{FFFD}' | '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..) && (!c.is_control() || c.is_whitespace());
    let shown = text.chars().filter(|c| !c.is_whitespace()).count();
    let unknown = text.chars().filter(|c| !known(c)).count();
    if unknown * SOUND_PER_UNKNOWN > shown {
        return Err(format!(
            "a PDF whose fonts do not say which characters they show ({unknown} of {shown} are unknown); recognize its text, as with \
             `ocrmypdf --force-ocr -l chi_sim in.pdf out.pdf`, and put the result in its place"
        ));
    }
    if text.chars().any(char::is_alphanumeric) { Ok(()) } else { Err(scanned()) }
}

/// A title of the document information, unless it is the name of a file.
fn title(bytes: &[u8]) -> Option<String> {
    let text = match bytes {
        [0xFE, 0xFF, rest @ ..] => UTF_16BE.decode_without_bom_handling(rest).0,
        [0xFF, 0xFE, rest @ ..] => UTF_16LE.decode_without_bom_handling(rest).0,
        _ => UTF_8.decode_without_bom_handling_and_without_replacement(bytes).unwrap_or_else(|| WINDOWS_1252.decode(bytes).0),
    };
    let text = text.trim_matches(|c: char| c.is_whitespace() || c.is_control());
    let lower = text.to_lowercase();
    let ending = lower.rsplit_once('.').map_or("", |(_, ending)| ending);
    let file =
        ["doc", "docx", "wps", "pdf", "ppt", "pptx", "xls", "xlsx", "et", "txt", "rtf", "htm", "html", "cdr", "indd", "s72", "s92", "ps"];
    let name =
        lower.starts_with("microsoft ") || lower.contains(['\\', '\u{FFFD}']) || lower.starts_with("untitled") || file.contains(&ending);
    (text.chars().any(char::is_alphanumeric) && !name).then(|| text.to_owned())
}
