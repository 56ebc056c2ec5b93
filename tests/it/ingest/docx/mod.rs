//! Word files: what is read of them, and what is not. The files are written here, part by part.

mod hostile;
mod numbers;
mod story;
mod table;

use std::io::{Cursor, Write};

use gongbao::ingest::{self, Ingested, Source};
use gongbao::model::Document;
use gongbao::span;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{consistent, file};

const MEDIA: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// The text of a Word file.
fn decode(bytes: &[u8]) -> Result<String, String> {
    ingest::decode(&Source::of("a.docx", bytes))
}

/// An archive of parts.
fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The main part around a body.
fn main_part(body: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}<w:sectPr/></w:body></w:document>"#
    )
}

/// A file with this body.
pub fn word(body: &str) -> Vec<u8> {
    with(body, &[])
}

/// A file with this body and further parts.
fn with(body: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let main = main_part(body);
    let mut parts = vec![("[Content_Types].xml", "<Types/>"), ("word/document.xml", main.as_str())];
    parts.extend_from_slice(more);
    archive(&parts)
}

/// A paragraph of one run.
pub fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

/// A paragraph with properties.
fn pp(properties: &str, text: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
}

/// The only document of a file, with what must hold of any.
fn read(bytes: &[u8]) -> (Document, Vec<gongbao::model::Sentence>) {
    let Ingested { mut documents, rejects } = file(bytes);
    assert_eq!(rejects, []);
    assert_eq!(documents.len(), 1);
    let (document, sentences) = documents.remove(0);
    assert_eq!((document.media_type.as_str(), document.encoding.as_str()), (MEDIA, "UTF-8"));
    consistent(&document, &sentences).unwrap();
    let source = decode(bytes).unwrap();
    for s in &sentences {
        let mut slice = span::slice(&source, s.source_start as u32, s.source_end as u32).chars();
        // A row of a table says its heads again: there, only what the slice holds can be compared.
        let row = source.contains('\t');
        let left = s.text.chars().filter(|c| !c.is_whitespace()).all(|c| slice.any(|x| x == c));
        assert!(row || left, "{:?} is not in its slice of {source:?}", s.text);
    }
    (document, sentences)
}

/// The paragraphs of the only document of a file.
fn lines(bytes: &[u8]) -> Vec<String> {
    read(bytes).0.text.lines().map(str::to_owned).collect()
}

/// Why a file is refused.
fn reason(bytes: &[u8]) -> String {
    let Ingested { documents, mut rejects } = file(bytes);
    assert_eq!((documents.len(), rejects.len()), (0, 1), "{documents:?}");
    assert_eq!(decode(bytes).unwrap_err(), rejects[0].reason, "the two ways of reading a file differ");
    rejects.remove(0).reason
}
