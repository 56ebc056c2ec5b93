//! Archives of any members, in any layers: checksums would refuse most mutated ones.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;

use super::parts;

/// A name and its bytes.
type Member = (String, Vec<u8>);

/// More layers than are opened.
const LAYERS: usize = 7;

/// The first part of an input names the layers from the inside out, a letter each; the others are members: a line that is the name, then the
/// bytes.
pub(super) fn packed(data: &[u8]) -> Vec<u8> {
    let mut parts = parts(data);
    let layers = parts.next().unwrap_or_default();
    let mut members: Vec<Member> = parts.take(25).map(member).collect();
    for layer in layers.iter().take(LAYERS) {
        members = match layer {
            b'g' => members.into_iter().map(|(name, bytes)| (format!("{name}.gz"), gzip(&bytes))).collect(),
            b's' => members.into_iter().map(|(name, bytes)| (format!("{name}.zst"), zstd::encode_all(&bytes[..], 1).unwrap())).collect(),
            b'z' => vec![("b.zip".to_owned(), zip(&members))],
            b't' => vec![("b.tar".to_owned(), tar(&members))],
            b'w' => vec![("b.warc".to_owned(), warc(&members))],
            b'j' => vec![("b.jsonl".to_owned(), jsonl(&members))],
            b'c' => vec![("b.csv".to_owned(), csv(&members))],
            _ => members,
        };
    }
    members.into_iter().flat_map(|(_, bytes)| bytes).collect()
}

fn member(part: &[u8]) -> Member {
    let line = part.iter().position(|byte| *byte == b'\n').unwrap_or(part.len());
    (String::from_utf8_lossy(&part[..line]).into_owned(), part.get(line + 1..).unwrap_or_default().to_vec())
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zip(members: &[Member]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        // A name that stands twice is refused.
        if writer.start_file(name.as_str(), SimpleFileOptions::default()).is_ok() {
            writer.write_all(bytes).unwrap();
        }
    }
    writer.finish().unwrap().into_inner()
}

fn tar(members: &[Member]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (name, bytes) in members {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        let taken = name.len().min(100);
        // Written as it is: the library would refuse a path that leads out.
        header.as_gnu_mut().unwrap().name[..taken].copy_from_slice(&name.as_bytes()[..taken]);
        header.set_cksum();
        builder.append(&header, &bytes[..]).unwrap();
    }
    builder.into_inner().unwrap()
}

/// The name of a member is its address, its bytes are the whole answer.
fn warc(members: &[Member]) -> Vec<u8> {
    let record = |(url, bytes): &Member| {
        let head = format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:a>\r\nWARC-Date: 2024-02-01T08:00:00Z\r\nWARC-Target-URI: {url}\r\n\
             Content-Length: {}\r\n\r\n",
            bytes.len()
        );
        [head.as_bytes(), bytes, b"\r\n\r\n"].concat()
    };
    members.iter().flat_map(record).collect()
}

/// The name of a member is its title.
fn jsonl(members: &[Member]) -> Vec<u8> {
    let line = |(title, bytes): &Member| format!("{}\n", serde_json::json!({"title": title, "text": String::from_utf8_lossy(bytes)}));
    members.iter().map(line).collect::<String>().into_bytes()
}

fn csv(members: &[Member]) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(["title", "text"]).unwrap();
    for (title, bytes) in members {
        writer.write_record([title.as_bytes(), bytes]).unwrap();
    }
    writer.into_inner().unwrap()
}
