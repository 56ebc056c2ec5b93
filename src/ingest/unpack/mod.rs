//! Files to members: what archives, compressed files and files of records hold, one by one, within limits.
//!
//! ```text
//! file ─▶ gzip, zstd ─▶ tar ─▶ member ─▶ … ─▶ text, page, PDF, DOCX
//!         zip ────────────────▶ member ─▶ …
//!         WARC, JSON Lines, CSV ─────────────▶ record
//! ```
//!
//! What something is is told by its first bytes; a name only decides where the bytes allow two readings. Nothing is ever written to a disk, so
//! no path in an archive can leave it: a path is a label, and one that would lead out is refused. What cannot be used
//! becomes a member with a reason; the others are still given.

mod archive;
mod columns;
mod delimited;
mod json;
mod kind;
mod meter;
mod neighbours;
mod side;
mod warc;

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::ops::ControlFlow;
use std::sync::Arc;

use flate2::bufread::MultiGzDecoder;

use super::source::{Facts, Given, Settings, Side};
use crate::lexicon::Lexicon;
pub use columns::{Columns, missing as without_texts};
use kind::Kind;
use meter::Meter;
pub use side::{SUFFIX as SIDE_SUFFIX, read as read_side};

/// One text or file found in a file, which may be the file itself.
#[derive(Debug, PartialEq)]
pub struct Member {
    /// As [`super::Source::path`].
    pub path: String,
    /// Its bytes, or why it cannot be used.
    pub content: Result<Vec<u8>, String>,
    /// What is known of it.
    pub given: Given,
}

/// A file, or the bytes of a member that is an archive itself.
#[derive(Debug)]
pub enum Opened {
    /// On disk.
    File(File),
    /// In memory.
    Bytes(Vec<u8>),
}

/// Takes members as they come; may ask to stop.
pub type Sink<'s> = dyn FnMut(Member) -> ControlFlow<()> + 's;

/// How many bytes tell what something is.
const HEAD: usize = 64 << 10;

/// Of one file no more members than this are refused one by one.
const REFUSALS: usize = 100;

/// A file to unpack.
#[derive(Debug)]
pub struct Packed<'a> {
    /// Its path below the raw directory.
    pub path: &'a str,
    /// The file itself.
    pub file: Opened,
    /// What its side file says.
    pub side: Option<Arc<Side>>,
}

/// Gives everything that a file holds to `sink`, until that asks to stop or a limit is reached.
pub fn unpack(packed: Packed<'_>, settings: &Settings, lexicon: &Lexicon, sink: &mut Sink<'_>) {
    let Packed { path, file, side } = packed;
    let meter = Meter::new(settings.limits.unpacked_bytes);
    let mut unpacking = Unpacking { path, side, settings, lexicon, sink, meter, members: 0, refused: 0 };
    // Whoever stops it has said why.
    let _ = unpacking.file(path, file, 0);
    let more = unpacking.refused.saturating_sub(REFUSALS);
    if more > 0 {
        let reason = format!("{more} more of its members could not be used; those named here say why, the others may differ");
        let _ = (unpacking.sink)(Member { path: path.to_owned(), content: Err(reason), given: Given::default() });
    }
}

/// The unpacking of one file.
struct Unpacking<'u, 's> {
    /// Of the file itself.
    path: &'u str,
    side: Option<Arc<Side>>,
    settings: &'u Settings,
    lexicon: &'u Lexicon,
    sink: &'u mut Sink<'s>,
    meter: Meter,
    members: u64,
    refused: usize,
}

impl Unpacking<'_, '_> {
    /// Anything that can be read again from its start.
    fn file(&mut self, path: &str, mut file: Opened, depth: u32) -> ControlFlow<()> {
        let head = match head(&mut file) {
            Ok(head) => head,
            Err(error) => return self.refuse(path, &unreadable(&error)),
        };
        if kind::of(&head) == Kind::Zip {
            return match file {
                Opened::File(file) => self.zip(path, BufReader::new(file), depth),
                Opened::Bytes(bytes) => self.zip(path, Cursor::new(bytes), depth),
            };
        }
        match file {
            Opened::File(file) => self.stream(path, &mut BufReader::new(file), depth),
            Opened::Bytes(bytes) => self.stream(path, &mut Cursor::new(bytes), depth),
        }
    }

    /// Anything that is read once.
    fn stream(&mut self, path: &str, reader: &mut dyn BufRead, depth: u32) -> ControlFlow<()> {
        let mut head = Vec::new();
        if let Err(error) = (&mut *reader).take(HEAD as u64).read_to_end(&mut head) {
            return self.refuse(path, &unreadable(&error));
        }
        if head.is_empty() {
            return self.refuse(path, "is empty; fill it or take it away");
        }
        let kind = kind::of(&head);
        let records = match kind {
            Kind::Other => kind::records(&head, path, self.settings),
            _ => None,
        };
        let whole = &mut Cursor::new(head).chain(reader);
        if kind != Kind::Other && depth >= self.settings.limits.depth {
            return self.refuse(path, &self.settings.limits.too_deep());
        }
        match (kind, records) {
            (Kind::Gzip, _) => {
                let decoder = self.meter.over(MultiGzDecoder::new(whole));
                self.stream(path, &mut BufReader::new(decoder), depth + 1)
            }
            (Kind::Zstd, _) => match zstd::stream::read::Decoder::with_buffer(whole) {
                Ok(decoder) => {
                    let decoder = self.meter.over(decoder);
                    self.stream(path, &mut BufReader::new(decoder), depth + 1)
                }
                Err(error) => self.refuse(path, &unreadable(&error)),
            },
            (Kind::Zip, _) => match self.bytes(whole) {
                Ok(bytes) => self.zip(path, Cursor::new(bytes), depth),
                Err(reason) => self.refuse(path, &reason),
            },
            (Kind::Tar, _) => self.tar(path, whole, depth),
            (Kind::Warc, _) => self.warc(path, whole),
            (Kind::Other, Some(kind::Records::Json)) => self.json(path, whole),
            (Kind::Other, Some(kind::Records::Delimited(form))) => self.delimited(path, whole, &form),
            (Kind::Other, None) => {
                let content = self.bytes(whole);
                self.give(path, content, Facts::default())
            }
        }
    }

    /// A member whose bytes are at hand and may be an archive.
    fn member(&mut self, path: &str, content: Result<Vec<u8>, String>, depth: u32) -> ControlFlow<()> {
        match content {
            Ok(bytes) => self.file(path, Opened::Bytes(bytes), depth),
            Err(reason) => self.refuse(path, &reason),
        }
    }

    /// Hands a text or file on.
    fn give(&mut self, path: &str, content: Result<Vec<u8>, String>, record: Facts) -> ControlFlow<()> {
        let content = match content {
            Ok(bytes) => bytes,
            Err(reason) => return self.refuse(path, &reason),
        };
        if self.members >= self.settings.limits.members {
            let limit = self.settings.limits.members;
            let reason = format!(
                "holds more than {limit} members, and that is the limit: those after {path} were not read; split it, or raise the limit with --max-members"
            );
            self.refuse(self.path, &reason)?;
            return ControlFlow::Break(());
        }
        self.members += 1;
        (self.sink)(Member { path: path.to_owned(), content: Ok(content), given: Given { record, side: self.side.clone() } })
    }

    /// Says why something cannot be used.
    fn refuse(&mut self, path: &str, reason: &str) -> ControlFlow<()> {
        self.refused += 1;
        if self.refused > REFUSALS {
            return ControlFlow::Continue(());
        }
        (self.sink)(Member { path: path.to_owned(), content: Err(reason.to_owned()), given: Given::default() })
    }

    /// All that `reader` gives, if it is not more than one member may have.
    fn bytes(&self, reader: &mut dyn Read) -> Result<Vec<u8>, String> {
        let limit = self.settings.limits.bytes;
        let mut bytes = Vec::new();
        reader.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(|error| unreadable(&error))?;
        if bytes.len() as u64 > limit {
            return Err(self.settings.limits.too_long());
        }
        Ok(bytes)
    }
}

/// The first bytes, with the reader left at the start.
fn head(file: &mut Opened) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    match file {
        Opened::File(file) => {
            file.take(HEAD as u64).read_to_end(&mut head)?;
            io::Seek::rewind(file)?;
        }
        Opened::Bytes(bytes) => head.extend_from_slice(bytes.get(..bytes.len().min(HEAD)).unwrap_or_default()),
    }
    Ok(head)
}

/// Why something cannot be read further, in words of ours where the error has them.
fn unreadable(error: &io::Error) -> String {
    if error.get_ref().is_some_and(|inner| inner.is::<meter::Exceeded>()) {
        return error.to_string();
    }
    format!("cannot be read to its end ({error}): it is damaged or cut off; fetch it again")
}
