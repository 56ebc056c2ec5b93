//! Word files of any parts: mutated archives hardly ever open, and mutated XML hardly ever ends.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;

use super::parts;

/// What the parts of an input become, and the element around each.
const PARTS: [(&str, &str); 5] = [
    ("word/document.xml", "w:body"),
    ("word/styles.xml", "w:styles"),
    ("word/numbering.xml", "w:numbering"),
    ("docProps/core.xml", "cp:coreProperties"),
    ("_rels/.rels", "Relationships"),
];

/// A Word file of the parts of an input.
pub(super) fn packed(data: &[u8]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for ((name, root), part) in PARTS.into_iter().zip(parts(data)) {
        let xml = format!("<?xml version=\"1.0\"?><{root}>{}</{root}>", mended(&String::from_utf8_lossy(part)));
        archive.start_file(name, SimpleFileOptions::default()).unwrap();
        archive.write_all(xml.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// Tags as they come, each closed where it has to be, and none closed that is not open.
fn mended(text: &str) -> String {
    let mut out = String::new();
    let mut open: Vec<&str> = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(&before.replace('&', "&amp;"));
        let Some((tag, after)) = after.split_once('>') else { break };
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            if let Some(at) = open.iter().rposition(|known| *known == name) {
                open.drain(at..).rev().for_each(|name| out.push_str(&format!("</{name}>")));
            }
            continue;
        }
        let empty = tag.ends_with('/');
        let name = tag.split(['/', ' ', '\n', '"', '=']).next().unwrap_or_default();
        if name.is_empty() || !name.chars().all(|c| c.is_alphanumeric() || c == ':') {
            continue;
        }
        let attributes = tag[name.len()..].trim_end_matches('/').replace(['<', '\''], "");
        let quote = if attributes.matches('"').count() % 2 == 1 { "\"" } else { "" };
        out.push_str(&format!("<{name}{attributes}{quote}{}>", if empty { "/" } else { "" }));
        if !empty {
            open.push(name);
        }
    }
    out.push_str(&rest.replace('<', "").replace('&', "&amp;"));
    open.drain(..).rev().for_each(|name| out.push_str(&format!("</{name}>")));
    out
}
