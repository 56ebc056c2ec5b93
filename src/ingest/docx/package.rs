//! The archive that a Word file is: its parts by name, and never more unpacked than allowed.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use encoding_rs::{Encoding, UTF_8};
use zip::ZipArchive;
use zip::result::ZipError;

use super::xml::{Element, Next, Xml};

/// An open archive.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Where each part stands; names are told apart without case.
    places: HashMap<String, usize>,
    max: u64,
    left: u64,
}

/// A relation of one part to another: the last word of its type, and the part's name.
pub(super) type Relation = (String, String);

impl<'a> Package<'a> {
    /// Opens an archive of whose parts no more than `max` bytes will be unpacked.
    pub(super) fn open(bytes: &'a [u8], max: u64) -> Result<Package<'a>, String> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
        let mut places = HashMap::new();
        for at in 0..archive.len() {
            if let Some(Ok(name)) = archive.name_for_index(at) {
                places.insert(plain(&name), at);
            }
        }
        Ok(Package { archive, places, max, left: max })
    }

    /// Whether the archive has a part.
    pub(super) fn has(&self, name: &str) -> bool {
        self.places.contains_key(&plain(name))
    }

    /// Whether it has parts below a folder.
    pub(super) fn has_below(&self, folder: &str) -> bool {
        self.places.keys().any(|name| name.starts_with(folder))
    }

    /// The text of a part; none if there is no such part.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, String> {
        let Some(&at) = self.places.get(&plain(name)) else { return Ok(None) };
        let mut bytes = Vec::new();
        // What the header says of the size may be a lie.
        let file = self.archive.by_index(at).map_err(|error| damaged(&error))?;
        file.take(self.left.saturating_add(1)).read_to_end(&mut bytes).map_err(|error| damaged(&ZipError::Io(error)))?;
        self.left = self.left.checked_sub(bytes.len() as u64).ok_or_else(|| {
            format!(
                "a Word file whose text unpacks to more than {} bytes, as no report's does; open it in Word and save its text alone",
                self.max
            )
        })?;
        let (encoding, mark) = Encoding::for_bom(&bytes).unwrap_or((UTF_8, 0));
        encoding
            .decode_without_bom_handling_and_without_replacement(bytes.get(mark..).unwrap_or_default())
            .map(|text| Some(text.into_owned()))
            .ok_or_else(|| format!("a damaged Word file: its part {name} is not UTF-8; open it in Word and save it as DOCX again"))
    }

    /// The relations of a part to others, or of the whole file where no part is named.
    pub(super) fn relations(&mut self, of: &str) -> Result<Vec<Relation>, String> {
        let (folder, name) = of.rsplit_once('/').unwrap_or(("", of));
        let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let Some(part) = self.part(&format!("{prefix}_rels/{name}.rels"))? else { return Ok(Vec::new()) };
        let mut xml = Xml::new(&part);
        let mut relations = Vec::new();
        let mut relation = |element: &Element<'_>| {
            let (Some(kind), Some(target)) = (element.attribute("Type"), element.attribute("Target")) else { return };
            let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
            relations.push((kind, target.strip_prefix('/').map_or_else(|| format!("{prefix}{target}"), str::to_owned)));
        };
        loop {
            match xml.next()? {
                Next::Open(element) if element.name() == "Relationship" => relation(&element),
                Next::End => return Ok(relations),
                _ => {}
            }
        }
    }
}

/// One form of a part's name.
fn plain(name: &str) -> String {
    name.replace('\\', "/").to_ascii_lowercase()
}

fn damaged(error: &ZipError) -> String {
    match error {
        ZipError::UnsupportedArchive(why) if why.to_ascii_lowercase().contains("password") => {
            "a ZIP archive (or DOCX) with a password; save it without one".into()
        }
        ZipError::CompressionMethodNotSupported(_) | ZipError::UnsupportedArchive(_) => {
            format!("a ZIP archive (or DOCX) packed in a way that is not read ({error}); open it in Word and save it as DOCX again")
        }
        _ => format!("a damaged ZIP archive (or DOCX): {error}; fetch it again, or open it in Word and save it as DOCX again"),
    }
}
