//! Bytes to pages: which format a file has, and its text and lines by the reader of that format.

use super::decode::{self, Decoded};
use super::page::Page;
use super::source::Source;
use super::{html, plain, sniff};

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
    decoded(decode::decode(source.bytes)?, source)
}

/// Reads a text.
///
/// # Errors
/// Where its markup is nested deeper than allowed.
pub(super) fn decoded(decoded: Decoded, source: &Source<'_>) -> Result<Opened, String> {
    let Decoded { text, encoding } = decoded;
    let (media_type, page) = if sniff::html(&text) {
        ("text/html", html::read(&text, source.settings.limits.nesting)?)
    } else {
        ("text/plain", Page { lines: plain::lines(&text), ..Page::default() })
    };
    Ok(Opened { text, encoding, media_type, page })
}
