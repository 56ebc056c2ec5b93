//! What kind of file it is, by its bytes, never by its name.

use std::sync::LazyLock;

use regex::Regex;

/// Signatures of what people put beside reports, longest first where one begins another.
const SIGNATURES: [(&[u8], &str); 18] = [
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG\r\n\x1A\n", "a PNG image"),
    (b"\xFF\xD8\xFF", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"BM", "a BMP image"),
    (b"II*\0", "a TIFF image"),
    (b"MM\0*", "a TIFF image"),
    (b"RIFF", "a WebP image or a sound"),
    (b"\x1F\x8B", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xFD7zXZ\0", "an xz archive"),
    (b"7z\xBC\xAF\x27\x1C", "a 7z archive"),
    (b"Rar!\x1A\x07", "a RAR archive"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"PAR1", "a Parquet file"),
    (b"\x7FELF", "a program"),
    (b"AC&TH", "a CAJ or NH file"),
];

/// Whether it is a ZIP archive, as DOCX is.
pub(super) fn zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// Names what Office wrote before DOCX, and still writes where a password locks a file, and says what to do.
pub(super) fn old_office(bytes: &[u8]) -> Option<&'static str> {
    let locked = || "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    if !bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        None
    } else if memchr::memmem::find(bytes, &locked()).is_some() {
        Some("an Office document (DOCX, XLSX, PPTX) locked by a password; save it as DOCX without a password")
    } else {
        Some("an old Office document (DOC, WPS, XLS, PPT), perhaps with a password; save it as DOCX without a password")
    }
}

/// Names a binary format. UTF-32 counts as one: no library here reads it and hardly anyone writes it.
pub(super) fn binary(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(b"\xFF\xFE\0\0") || bytes.starts_with(b"\0\0\xFE\xFF") {
        return Some("UTF-32");
    }
    let (signature, what) = SIGNATURES.iter().find(|(signature, _)| bytes.starts_with(signature))?;
    // Two letters may begin a text; an image goes on in bytes that no text has.
    let certain =
        signature.len() > 2 || bytes.get(..bytes.len().min(64)).is_some_and(|head| head.contains(&0)) || *signature == b"\x1F\x8B";
    certain.then_some(*what)
}

/// Whether text is HTML or a piece of it: a doctype, an element of a page, or an entity.
pub(super) fn html(text: &str) -> bool {
    static MARKUP: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"(?i)<!doctype\s+html|</?(?:html|head|body|meta|div|p|br|span|em|strong|b|i|u|font|a|table|tbody|tr|td|th|h[1-6]|ul|ol|li|",
            r"script|style|section|article|img|sup|sub|center|title)(?:\s[^<>]*)?/?>|&(?:nbsp|lt|gt|amp|quot|ldquo|rdquo|mdash|hellip|emsp|ensp|middot);|&#x?[0-9a-f]{2,6};"
        ))
        .expect("a constant pattern")
    });
    MARKUP.is_match(text)
}
