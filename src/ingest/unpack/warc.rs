//! Web archives to the pages that servers answered with.

use std::io::{self, BufRead, Read};
use std::ops::ControlFlow;

use flate2::read::{DeflateDecoder, GzDecoder};
use warc::{RecordType, WarcHeader, WarcReader};

use super::meter::PerRecord;
use super::{Unpacking, unreadable};
use crate::ingest::source::Facts;

/// Two empty lines end a record.
const END_BYTES: u64 = 4;

/// What a record's head may take beside its content.
const HEAD_BYTES: u64 = 1 << 20;

impl Unpacking<'_, '_> {
    /// Gives the content of each answer of a server that is text or a document, and each resource. Requests, metadata, answers without content
    /// and images, styles and scripts are what every crawl is full of; they are passed over.
    pub(super) fn warc(&mut self, path: &str, reader: &mut dyn BufRead) -> ControlFlow<()> {
        let (bounded, next) = PerRecord::new(reader, self.settings.limits.unpacked_bytes);
        let mut reader = WarcReader::new(bounded);
        let mut records = reader.stream_records();
        let mut number = 0u64;
        loop {
            number += 1;
            next.begin();
            let mut record = match records.next_item() {
                // Nothing but the end of the record before.
                None if next.spent() <= END_BYTES => return ControlFlow::Continue(()),
                None => return self.refuse(path, &format!("ends inside its record {number}: it is cut off; fetch it again")),
                Some(Ok(record)) => record,
                Some(Err(error)) => {
                    let reason = format!("cannot be read from its record {number} on ({error}): it is damaged or cut off; fetch it again");
                    return self.refuse(path, &reason);
                }
            };
            let (kind, length) = (record.warc_type().clone(), record.content_length());
            if !matches!(kind, RecordType::Response | RecordType::Resource | RecordType::Conversion) {
                if let Err(error) = io::copy(&mut record, &mut io::sink()) {
                    return self.refuse(path, &unreadable(&error));
                }
                continue;
            }
            // The library takes it for granted that an address is UTF-8.
            let url =
                std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| record.header(WarcHeader::TargetURI).map(|uri| uri.into_owned())));
            let url = url.ok().flatten();
            let label = format!("{path}#{number}");
            let limit = self.settings.limits.bytes.saturating_add(HEAD_BYTES);
            let mut bytes = Vec::new();
            if let Err(error) = record.by_ref().take(limit.saturating_add(1)).read_to_end(&mut bytes) {
                return self.refuse(path, &unreadable(&error));
            }
            if (bytes.len() as u64) < length.min(limit) {
                return self.refuse(path, &format!("ends inside its record {number}: it is cut off; fetch it again"));
            }
            if bytes.len() as u64 > limit {
                if let Err(error) = io::copy(&mut record, &mut io::sink()) {
                    return self.refuse(path, &unreadable(&error));
                }
                self.refuse(&label, &self.settings.limits.too_long())?;
                continue;
            }
            let content = if kind == RecordType::Response && bytes.starts_with(b"HTTP/") {
                match self.answer(&bytes) {
                    Ok(Some(content)) => Ok(content),
                    Ok(None) => continue,
                    Err(reason) => Err(reason),
                }
            } else {
                Ok(bytes)
            };
            let facts = Facts { url, ..Facts::default() };
            match content {
                Ok(content) if content.trim_ascii().is_empty() => {}
                content => self.give(&label, content, facts)?,
            }
        }
    }

    /// The content of an answer; none where it is an error, or of a kind that holds no report.
    fn answer(&self, bytes: &[u8]) -> Result<Option<Vec<u8>>, String> {
        let mut headers = [httparse::EMPTY_HEADER; 128];
        let mut response = httparse::Response::new(&mut headers);
        let length = match response.parse(bytes) {
            Ok(httparse::Status::Complete(length)) => length,
            Ok(httparse::Status::Partial) => return Err("the head of the server's answer is cut off".to_owned()),
            Err(error) => return Err(format!("the head of the server's answer cannot be read ({error})")),
        };
        let header = |name: &str| {
            let found = response.headers.iter().find(|header| header.name.eq_ignore_ascii_case(name));
            found.map(|header| String::from_utf8_lossy(header.value).trim().to_ascii_lowercase()).unwrap_or_default()
        };
        let kind = header("content-type");
        let without_text = [
            "image/",
            "audio/",
            "video/",
            "font/",
            "text/css",
            "text/javascript",
            "application/javascript",
            "application/x-javascript",
            "application/json",
        ];
        if !response.code.is_some_and(|code| (200..300).contains(&code)) || without_text.iter().any(|start| kind.starts_with(start)) {
            return Ok(None);
        }
        let mut content = bytes.get(length..).unwrap_or_default().to_vec();
        if header("transfer-encoding").contains("chunked") {
            content = unchunked(&content).unwrap_or(content);
        }
        // Crawlers that store what they decoded leave the header as it was.
        match header("content-encoding").as_str() {
            "gzip" | "x-gzip" if content.starts_with(b"\x1F\x8B") => {
                self.bytes(&mut self.meter.over(GzDecoder::new(&content[..]))).map(Some)
            }
            "deflate" => Ok(Some(self.bytes(&mut self.meter.over(DeflateDecoder::new(&content[..]))).unwrap_or(content))),
            "br" => Err("is compressed with brotli, which is not read here; crawl it without, or decode it".to_owned()),
            _ => Ok(Some(content)),
        }
    }
}

/// The content of a body sent in chunks; none where it is not one.
fn unchunked(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut content = Vec::new();
    loop {
        let httparse::Status::Complete((start, length)) = httparse::parse_chunk_size(body).ok()? else { return None };
        if length == 0 {
            return Some(content);
        }
        let end = start.checked_add(usize::try_from(length).ok()?)?;
        content.extend_from_slice(body.get(start..end)?);
        body = body.get(end..)?.strip_prefix(b"\r\n")?;
    }
}
