//! ZIP and tar to members.

use std::io::{Read, Seek};
use std::ops::ControlFlow;

use encoding_rs::GB18030;
use zip::ZipArchive;
use zip::result::ZipError;

use super::neighbours::Neighbours;
use super::{Unpacking, unreadable};

/// An Office document is a ZIP file with this member; an OFD document has the second, an OpenDocument or EPUB the third.
const PACKED_DOCUMENTS: [&[u8]; 3] = [b"[Content_Types].xml", b"OFD.xml", b"mimetype"];

impl Unpacking<'_, '_> {
    pub(super) fn zip<R: Read + Seek>(&mut self, path: &str, mut reader: R, depth: u32) -> ControlFlow<()> {
        let mut archive = match ZipArchive::new(&mut reader) {
            Ok(archive) => archive,
            Err(error) => return self.refuse(path, &broken(&error)),
        };
        if archive.file_names_raw().any(|name| PACKED_DOCUMENTS.contains(&name)) {
            drop(archive);
            let content = reader.rewind().map_err(|error| unreadable(&error)).and_then(|()| self.bytes(&mut reader));
            return self.give(path, content, Default::default());
        }
        if depth >= self.settings.limits.depth {
            return self.refuse(path, &self.settings.limits.too_deep());
        }
        let mut neighbours = Neighbours::default();
        for index in 0..archive.len() {
            let meter = self.meter.clone();
            // An encrypted member has a name but no content.
            let (label, content) = match archive.by_index_raw(index) {
                Err(error) => (Err(format!("has a member {index} that cannot be read: {}", broken(&error))), None),
                Ok(entry) if entry.is_dir() => continue,
                Ok(entry) => {
                    let refusal = if entry.encrypted() {
                        Some("is encrypted; unpack the archive with its password and put the files beside it")
                    } else if entry.is_symlink() {
                        Some("is a link, and links in archives are not followed")
                    } else {
                        None
                    };
                    (label(path, entry.name_raw()), refusal.map(|reason| Err(reason.to_owned())))
                }
            };
            let label = match label {
                Ok(Some(label)) => label,
                Ok(None) => continue,
                Err(reason) => {
                    self.refuse(path, &reason)?;
                    continue;
                }
            };
            let content = content.unwrap_or_else(|| match archive.by_index(index) {
                Ok(entry) => self.bytes(&mut meter.over(entry)),
                Err(error) => Err(broken(&error)),
            });
            self.neighbour(&mut neighbours, label, content, depth + 1)?;
        }
        self.last(neighbours, depth + 1)
    }

    pub(super) fn tar(&mut self, path: &str, reader: &mut dyn Read, depth: u32) -> ControlFlow<()> {
        let mut archive = tar::Archive::new(reader);
        let entries = match archive.entries() {
            Ok(entries) => entries,
            Err(error) => return self.refuse(path, &unreadable(&error)),
        };
        let mut neighbours = Neighbours::default();
        for entry in entries {
            let mut entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    self.last(neighbours, depth + 1)?;
                    return self.refuse(path, &unreadable(&error));
                }
            };
            let kind = entry.header().entry_type();
            if kind.is_dir() || kind.is_pax_global_extensions() {
                continue;
            }
            let label = match label(path, &entry.path_bytes()) {
                Ok(Some(label)) => label,
                Ok(None) => continue,
                Err(reason) => {
                    self.refuse(path, &reason)?;
                    continue;
                }
            };
            if !(kind.is_file() || kind.is_contiguous() || kind.is_gnu_sparse()) {
                self.refuse(&label, "is a link or device, and those in archives are not followed")?;
                continue;
            }
            let content = self.bytes(&mut entry);
            self.neighbour(&mut neighbours, label, content, depth + 1)?;
        }
        self.last(neighbours, depth + 1)
    }
}

fn broken(error: &ZipError) -> String {
    match error {
        ZipError::Io(error) => unreadable(error),
        ZipError::CompressionMethodNotSupported(method) => {
            format!("is compressed by a method that is not read here (number {method}); pack it again as ordinary ZIP")
        }
        other => format!("cannot be read as a ZIP archive ({other}): it is damaged or cut off; fetch it again"),
    }
}

/// The path of a member, in the archive with that path; none for hidden files and what systems add of their own.
fn label(archive: &str, name: &[u8]) -> Result<Option<String>, String> {
    // Names without a mark of their encoding are UTF-8, or come from a Chinese Windows.
    let name = match std::str::from_utf8(name) {
        Ok(name) => name.to_owned(),
        Err(_) => GB18030.decode_without_bom_handling(name).0.into_owned(),
    };
    let name = name.replace('\\', "/");
    let drive = name.as_bytes().get(1) == Some(&b':');
    if name.starts_with('/') || drive || name.split('/').any(|part| part == "..") || name.contains('\0') {
        return Err(format!("has a member {name:?} whose path leads out of the archive; it was not read"));
    }
    let parts: Vec<&str> = name.split('/').filter(|part| !part.is_empty() && *part != ".").collect();
    let passed_over = parts.is_empty() || parts.iter().any(|part| part.starts_with('.') || *part == "__MACOSX");
    Ok((!passed_over).then(|| format!("{archive}/{}", parts.join("/"))))
}
