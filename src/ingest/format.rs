//! Bytes to pages: which format a file has, and its text and lines by the reader of that format.

use super::decode::{self, Decoded};
use super::page::{Page, Said};
use super::source::Source;
use super::{docx, html, markdown, pdf, plain, sniff};

const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// What stands in the place of an encoding: a PDF has its own for each font.
const PDF: &str = "PDF";

/// Where the properties of a document say something: often they are those of the file it was made from.
pub(super) const PROPERTIES: &str = "properties";

/// A file as read.
#[derive(Debug, Clone)]
pub(super) struct Opened {
    /// Its text, in which places are counted.
    pub text: String,
    /// How its bytes were read.
    pub encoding: String,
    /// What it is.
    pub media_type: &'static str,
    /// What its format says.
    pub page: Page,
}

impl Opened {
    /// A text without any markup.
    pub(super) fn of_text(text: &str) -> Opened {
        let page = Page { lines: plain::lines(text), ..Page::default() };
        Opened { text: text.to_owned(), encoding: "UTF-8".to_owned(), media_type: "text/plain", page }
    }
}

/// Reads a file by what its bytes are.
///
/// # Errors
/// Why it cannot be read, and what to do.
pub(super) fn open(source: &Source<'_>) -> Result<Opened, String> {
    if pdf::is(source.bytes) {
        let pdf::Text { text, title, pictures } = pdf::read(source.bytes, source.settings.limits.pages)?;
        decode::check_chinese(&text, PDF)?;
        let notes =
            (pictures > 0).then(|| format!("{pictures} of its pages are pictures without text, which were not read: recognize their text"));
        let title = title.map(|title| Said::new(title, PROPERTIES));
        let page = Page { title, lines: plain::lines(&text), notes: notes.into_iter().collect(), ..Page::default() };
        return Ok(Opened { text, encoding: PDF.to_owned(), media_type: "application/pdf", page });
    }
    if sniff::zip(source.bytes) {
        let docx::Read { text, lines, title } = docx::read(source.bytes, source.settings.limits.bytes)?;
        let page = Page { title: title.map(|title| Said::new(title, PROPERTIES)), lines, ..Page::default() };
        return Ok(Opened { text, encoding: "UTF-8".to_owned(), media_type: DOCX, page });
    }
    decoded(decode::decode(source.bytes)?, source)
}

/// Reads a text.
///
/// # Errors
/// Where its markup is nested deeper than allowed.
pub(super) fn decoded(decoded: Decoded, source: &Source<'_>) -> Result<Opened, String> {
    let Decoded { text, encoding } = decoded;
    html::check_depth(&text, source.settings.limits.nesting)?;
    let (media_type, page) = if markdown::is(&text, source.path) {
        ("text/markdown", markdown::read(&text))
    } else if sniff::html(&text) {
        ("text/html", html::read(&text))
    } else {
        ("text/plain", Page { lines: plain::lines(&text), ..Page::default() })
    };
    Ok(Opened { text, encoding, media_type, page })
}
