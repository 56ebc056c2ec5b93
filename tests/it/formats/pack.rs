//! Packing bytes as collected reports are packed.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;

use crate::ingest::docx;
use crate::ingest::pdf::writer::{self, Font};

/// A text as bytes.
pub fn encode(text: &str, label: &str) -> Vec<u8> {
    match label {
        "utf-16le" => [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect(),
        "utf-16be without mark" => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        "utf-8 with mark" => [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
        label => encoding_rs::Encoding::for_label(label.as_bytes()).unwrap().encode(text).0.into_owned(),
    }
}

/// Puts bytes into a package, under the name of the layer: `zip 报告/a.txt`, `gzip`, `jsonl {"title": "…"}`.
pub fn layer(layer: &str, bytes: &[u8]) -> Vec<u8> {
    let (kind, rest) = layer.split_once(' ').unwrap_or((layer, ""));
    let text = || String::from_utf8(bytes.to_vec()).unwrap();
    match kind {
        "gzip" => gzip(bytes),
        "zstd" => zstd::encode_all(bytes, 3).unwrap(),
        "zip" => zip(&[(rest, bytes)]),
        "tar" => tar(&[(rest, bytes)]),
        "jsonl" => {
            let mut record: serde_json::Map<String, serde_json::Value> = serde_json::from_str(rest).unwrap();
            let empty = record.iter().find(|(_, value)| value.is_null()).map(|(name, _)| name.clone()).unwrap();
            record.insert(empty, text().into());
            format!("{}\n", serde_json::Value::Object(record)).into_bytes()
        }
        // Heading, then the cells before the text.
        "csv" | "tsv" => {
            let delimiter = if kind == "csv" { b',' } else { b'\t' };
            let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
            let (heading, cells) = rest.split_once(" | ").unwrap();
            writer.write_record(heading.split(' ')).unwrap();
            writer.write_record(cells.split(' ').map(str::to_owned).chain([text()])).unwrap();
            writer.into_inner().unwrap()
        }
        "docx" => docx::word(&text().lines().map(docx::p).collect::<String>()),
        "pdf" => {
            let lines = (0..).zip(text().lines().map(str::to_owned).collect::<Vec<_>>());
            let placed = lines.map(|(i, line)| (90.0, 700.0 - 20.0 * f64::from(i), 12.0, line)).collect();
            writer::written(Font::Mapped, &[placed]).bytes()
        }
        "in" => encode(&text(), rest),
        "warc" => warc(&[("response", rest, &http("text/html", "", bytes))]),
        other => panic!("no layer {other}"),
    }
}

pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

pub fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

pub fn tar(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (name, bytes) in members {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        // Written as it is: the library would refuse a path that leads out.
        header.as_gnu_mut().unwrap().name[..name.len()].copy_from_slice(name.as_bytes());
        header.set_cksum();
        builder.append(&header, *bytes).unwrap();
    }
    builder.into_inner().unwrap()
}

/// An answer of a server.
pub fn http(kind: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    [format!("HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n{headers}\r\n").as_bytes(), body].concat()
}

/// Records of a type, with an address and a content.
pub fn warc(records: &[(&str, &str, &[u8])]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for (number, (kind, url, content)) in records.iter().enumerate() {
        let head = format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:test:{number}>\r\nWARC-Date: 2024-02-01T08:00:00Z\r\n\
             WARC-Target-URI: {url}\r\nContent-Length: {}\r\n\r\n",
            content.len()
        );
        bytes.extend([head.as_bytes(), content, b"\r\n\r\n"].concat());
    }
    bytes
}
