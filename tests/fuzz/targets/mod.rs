//! What is fuzzed: each function takes any bytes, reads them in one way, and says what does not hold of the result. A test of the main crate
//! runs them over the corpus.

mod check;
mod docx;
mod layers;
mod pdf;

use std::ops::ControlFlow;
use std::sync::Arc;

use gongbao::ingest::unpack::{Member, Opened, Packed, read_side, unpack as unpacked};
use gongbao::ingest::{Given, Limits, Settings, Source, read_text as text_read};
use gongbao::lexicon::Lexicon;
use gongbao::span::CharIndex;

pub use check::consistent;
use check::{TABLES, file, in_source};

/// A target.
pub type Target = fn(&[u8]) -> Result<(), String>;

/// All of them, by the names of their corpora.
pub const ALL: [(&str, Target); 11] = [
    ("text", text),
    ("html", html),
    ("markdown", markdown),
    ("docx", docx),
    ("docx_parts", docx_parts),
    ("pdf", pdf),
    ("pdf_parts", pdf_parts),
    ("unpack", unpack),
    ("unpack_layers", unpack_layers),
    ("side", side),
    ("read_text", read_text),
];

/// Parts of one input. No text has it.
const SEPARATOR: u8 = 0x1E;

/// What an input is made of.
fn parts(data: &[u8]) -> impl Iterator<Item = &[u8]> {
    data.split(|byte| *byte == SEPARATOR)
}

/// Limits that a run stays quick with.
fn settings() -> Settings {
    let limits = Limits { bytes: 1 << 20, unpacked_bytes: 2 << 20, members: 20, depth: 4, pages: 20, nesting: 64 };
    Settings { limits, text_column: None }
}

fn source<'a>(path: &'a str, bytes: &'a [u8], settings: &'a Settings) -> Source<'a> {
    Source { given: Source::of(path, bytes).given, path, bytes, settings }
}

fn named(path: &str, bytes: &[u8]) -> Result<(), String> {
    file(&source(path, bytes, &settings()))
}

/// A file in any encoding.
pub fn text(data: &[u8]) -> Result<(), String> {
    named("a.txt", data)
}

/// A page.
pub fn html(data: &[u8]) -> Result<(), String> {
    named("a.html", &[b"<!DOCTYPE html>", String::from_utf8_lossy(data).as_bytes()].concat())
}

/// A file that is called Markdown.
pub fn markdown(data: &[u8]) -> Result<(), String> {
    named("a.md", String::from_utf8_lossy(data).as_bytes())
}

/// The bytes of a Word file.
pub fn docx(data: &[u8]) -> Result<(), String> {
    named("a.docx", data)
}

/// The parts of a Word file, which is packed here.
pub fn docx_parts(data: &[u8]) -> Result<(), String> {
    named("a.docx", &docx::packed(data))
}

/// The bytes of a PDF.
pub fn pdf(data: &[u8]) -> Result<(), String> {
    named("a.pdf", &[b"%PDF-", data].concat())
}

/// Font, maps and contents of a PDF, which is written here.
pub fn pdf_parts(data: &[u8]) -> Result<(), String> {
    named("a.pdf", &pdf::written(data))
}

/// A file that may be packed; its first byte chooses its name.
pub fn unpack(data: &[u8]) -> Result<(), String> {
    const PATHS: [&str; 6] = ["a", "a.csv", "a.tsv.gz", "a.jsonl", "a.md", "a.txt"];
    let (first, rest) = data.split_first().unwrap_or((&0, &[]));
    members(PATHS.get(usize::from(*first) % PATHS.len()).unwrap_or(&"a"), rest)
}

/// Members and ways of packing them, which is done here.
pub fn unpack_layers(data: &[u8]) -> Result<(), String> {
    members("a", &layers::packed(data))
}

/// What a file holds, and each part of that.
fn members(path: &str, bytes: &[u8]) -> Result<(), String> {
    let settings = settings();
    let mut found = Vec::new();
    let packed = Packed { path, file: Opened::Bytes(bytes.to_vec()), side: None };
    unpacked(packed, &settings, Lexicon::embedded(), &mut |member| {
        found.push(member);
        ControlFlow::Continue(())
    });
    let given = found.iter().filter(|member| member.content.is_ok()).count();
    if given as u64 > settings.limits.members {
        return Err(format!("{given} members are more than the limit"));
    }
    let held: usize = found.iter().filter_map(|member| member.content.as_ref().ok()).map(Vec::len).sum();
    if held as u64 > settings.limits.unpacked_bytes + bytes.len() as u64 * u64::from(settings.limits.depth) {
        return Err(format!("{held} bytes are more than the limit"));
    }
    for Member { path: member, content, given } in &found {
        if !member.starts_with(path) || member.split('/').any(|part| part == "..") {
            return Err(format!("{member:?} leads out of {path:?}"));
        }
        match content {
            Err(reason) if reason.is_empty() => return Err(format!("{member} is refused without a reason")),
            Err(_) => {}
            Ok(bytes) if bytes.len() as u64 > settings.limits.bytes + (1 << 20) => {
                return Err(format!("{member} has {} bytes", bytes.len()));
            }
            Ok(bytes) => file(&Source { path: member, bytes, given, settings: &settings })?,
        }
    }
    Ok(())
}

/// A side file, and a report that it stands beside.
pub fn side(data: &[u8]) -> Result<(), String> {
    const REPORT: &str = "通辽市公安局2023年工作总结\n2023年，通辽市公安局破案9起，同比上升3%。（甲某）\n2022年，赤峰市公安局破案8起。";
    let lexicon = Lexicon::embedded();
    match read_side(&String::from_utf8_lossy(data), &lexicon.regions) {
        Err(reason) if reason.is_empty() || reason.contains('\n') => Err(format!("a reason is no line: {reason:?}")),
        Err(_) => Ok(()),
        Ok(side) => {
            for facts in side.reports.values().chain([&side.all]) {
                if facts.period.is_some_and(|period| period.start > period.end) {
                    return Err(format!("{:?} ends before it begins", facts.period));
                }
            }
            let given = Given { side: Some(Arc::new(side)), ..Given::default() };
            file(&Source { path: "a.txt", bytes: REPORT.as_bytes(), given: &given, settings: &settings() })
        }
    }
}

/// One text, as `gongbao read` takes it.
pub fn read_text(data: &[u8]) -> Result<(), String> {
    let text = String::from_utf8_lossy(data);
    let (document, sentences) = text_read(&text, Lexicon::embedded());
    consistent(&document, &sentences)?;
    let plain = document.media_type == "text/plain" && document.encoding == "UTF-8" && !text.contains(TABLES);
    if plain { in_source(&CharIndex::new(&text), &sentences) } else { Ok(()) }
}
