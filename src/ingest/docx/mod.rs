//! DOCX to lines: the text of a Word file as a reader sees it.
//!
//! ```text
//! archive ─package▶ parts ─xml, styles, numbering, body▶ blocks ─page▶ text and lines
//! ```

mod body;
mod numbering;
mod package;
mod page;
mod styles;
mod tables;
mod xml;

use super::trace::{self, Line};
use numbering::Numbering;
use package::{Package, Relation};
use page::Page;
use styles::Styles;
use xml::{Next, Xml};

/// What a Word file says: its decoded text, in which places are counted, and its lines.
#[derive(Debug, Clone, Default)]
pub(super) struct Read {
    pub text: String,
    pub lines: Vec<Line>,
    /// As its properties give it; often that of the file it was made from.
    pub title: Option<String>,
}

/// Reads a file that is a ZIP archive, unpacking at most `max_bytes` of it, or says why it cannot be read and what to do.
pub(super) fn read(bytes: &[u8], max_bytes: u64) -> Result<Read, String> {
    // Places are counted in 32 bits.
    let mut package = Package::open(bytes, max_bytes.min(u32::MAX.into()))?;
    let whole = package.relations("")?;
    let main = target(&whole, "officeDocument").filter(|name| package.has(name)).unwrap_or_else(|| "word/document.xml".into());
    if let Some(what) = other(&mut package, &main)? {
        return Err(what);
    }
    let relations = package.relations(&main)?;
    let mut part = |kind: &str, usual: &str| package.part(&target(&relations, kind).unwrap_or_else(|| usual.into()));
    let styles = part("styles", "word/styles.xml")?.map_or_else(|| Ok(Styles::default()), |part| Styles::read(&part))?;
    let mut numbering = part("numbering", "word/numbering.xml")?.map_or_else(|| Ok(Numbering::default()), |part| Numbering::read(&part))?;
    let document = package.part(&main)?.unwrap_or_default();
    let mut page = Page::default();
    page.write(&body::read(&document, &styles, &mut numbering)?);
    drop(document);
    if page.text.trim().is_empty() {
        return Err("no text in this Word file; if its pages are pictures, have their text recognized and save that".into());
    }
    if !page.text.chars().any(trace::han) {
        return Err(
            "no Chinese text in this Word file; if it is a report, save it anew as DOCX, else take it out of the raw directory".into()
        );
    }
    // Properties that cannot be read are none.
    let core = package.part(&target(&whole, "core-properties").unwrap_or_else(|| "docProps/core.xml".into()));
    let title = core.ok().flatten().and_then(|part| properties(&part).ok()).flatten();
    Ok(Read { text: page.text, lines: page.lines, title })
}

fn target(relations: &[Relation], kind: &str) -> Option<String> {
    relations.iter().find(|(of, _)| of == kind).map(|(_, target)| target.clone())
}

/// What the archive is where it is no Word file, and what to do.
fn other(package: &mut Package<'_>, main: &str) -> Result<Option<String>, String> {
    if package.has(main) && !["xl/", "ppt/", "visio/"].iter().any(|folder| main.starts_with(folder)) {
        return Ok(None);
    }
    let mimetype = package.part("mimetype")?.unwrap_or_default();
    Ok(Some(match mimetype.trim() {
        "application/epub+zip" => "an EPUB book, not a Word file; convert it to DOCX, HTML or UTF-8 text".into(),
        mimetype if mimetype.starts_with("application/vnd.oasis.opendocument") => {
            "an OpenDocument file (ODT, ODS), not a Word file; save it as DOCX, HTML or UTF-8 text".into()
        }
        _ if package.has("OFD.xml") => "an OFD document, not a Word file; convert it to DOCX, HTML or UTF-8 text".into(),
        _ if package.has_below("xl/") => {
            "an Excel workbook (XLSX), not a Word file; save its sheets as HTML or as text parted by tabs".into()
        }
        _ if package.has_below("ppt/") => "PowerPoint slides (PPTX), not a Word file; save their text as DOCX or UTF-8 text".into(),
        _ if package.has("[Content_Types].xml") || package.has_below("word/") => {
            "a damaged Word file: its main part (word/document.xml) is missing from the ZIP archive; fetch it again".into()
        }
        _ => "a ZIP archive that holds no Word document (DOCX); unpack it and take the reports out".into(),
    }))
}

/// The title among the properties.
fn properties(part: &str) -> Result<Option<String>, String> {
    let mut xml = Xml::new(part);
    loop {
        match xml.next()? {
            Next::Open(element) if element.name() == "title" => return Ok(named(&xml.text()?)),
            Next::End => return Ok(None),
            Next::Open(_) | Next::Close | Next::Text(_) => {}
        }
    }
}

/// A title that was given, none that a program made up: a file's name, 文档1.
fn named(title: &str) -> Option<String> {
    const ENDINGS: [&str; 8] = [".doc", ".docx", ".wps", ".dot", ".dotx", ".rtf", ".txt", ".pdf"];
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let lower = title.to_lowercase();
    let numbered = |name: &str| lower.strip_prefix(name).is_some_and(|rest| rest.chars().all(|c| c.is_numeric() || c.is_whitespace()));
    let made_up =
        ["文档", "新建文档", "document", "untitled", "无标题", "标题", "word 文档", "microsoft word 文档"].into_iter().any(numbered)
            || lower.starts_with("microsoft word - ")
            || ENDINGS.iter().any(|ending| lower.ends_with(ending))
            || lower.contains(['\\', '/'])
            || !title.chars().any(trace::han);
    (!made_up).then_some(title)
}
