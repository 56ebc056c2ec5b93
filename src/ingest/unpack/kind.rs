//! What the first bytes of a file say of how it is packed.

use std::path::Path;

use super::columns::Columns;
use super::delimited::Form;
use crate::ingest::source::Settings;

/// How something is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Gzip,
    Zstd,
    Zip,
    Tar,
    Warc,
    /// Not at all, or as records.
    Other,
}

/// Told by signatures. A tar file has its own at byte 257.
pub(super) fn of(head: &[u8]) -> Kind {
    let at = |place: usize, signature: &[u8]| head.get(place..).is_some_and(|rest| rest.starts_with(signature));
    if at(0, b"\x1F\x8B") {
        Kind::Gzip
    } else if at(0, b"\x28\xB5\x2F\xFD") {
        Kind::Zstd
    } else if at(0, b"PK\x03\x04") || at(0, b"PK\x05\x06") {
        Kind::Zip
    } else if at(257, b"ustar") {
        Kind::Tar
    } else if at(0, b"WARC/") {
        Kind::Warc
    } else {
        Kind::Other
    }
}

/// A file of records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Records {
    /// JSON, an object a line or all in one.
    Json,
    /// CSV and its like.
    Delimited(Form),
}

/// Whether a text holds records. JSON shows by its first object; CSV by a heading that names a column of texts, or by the file's name.
pub(super) fn records(head: &[u8], path: &str, settings: &Settings) -> Option<Records> {
    let named = |extensions: &[&str]| {
        let path = path.strip_suffix(".gz").or(path.strip_suffix(".zst")).unwrap_or(path);
        Path::new(path).extension().is_some_and(|own| extensions.iter().any(|extension| own.eq_ignore_ascii_case(extension)))
    };
    let first = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    let json = match first.first() {
        Some(b'{') => first.get(1..).is_some_and(|rest| matches!(rest.trim_ascii_start().first(), Some(b'"' | b'}'))),
        Some(b'[') => first.get(1..).is_some_and(|rest| matches!(rest.trim_ascii_start().first(), Some(b'{'))),
        _ => false,
    };
    if json {
        return Some(Records::Json);
    }
    let form = Form::of(head, named(&["tsv", "tab"]))?;
    let named = named(&["csv", "tsv", "tab"]);
    (form.heading.len() > 1 && (named || Columns::find(&form.heading, settings).is_some())).then_some(Records::Delimited(form))
}
