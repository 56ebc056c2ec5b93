//! Ingest: what is left of noisy text, which reports a file holds, what bytes are taken for, and that every sentence leads back to its source.

pub mod docx;
mod markdown;
pub mod pdf;
mod places;
mod properties;

use gongbao::ingest::{Ingested, Source, ingest, read_text};
use gongbao::lexicon::Lexicon;
use gongbao::model::{Document, Sentence};
use gongbao::span;
use serde::Deserialize;

use crate::support::cases;
use crate::targets::consistent;

/// A case that runs itself.
trait Runs: cases::Case {
    /// What is wrong, if anything.
    fn run(&self) -> Result<(), String>;
}

fn check<C: Runs>(source: &str) {
    cases::check(source, C::run);
}

/// Compares, naming what is compared.
fn same<T: PartialEq + std::fmt::Debug>(what: &str, got: T, want: T) -> Result<(), String> {
    if got == want { Ok(()) } else { Err(format!("  {what}\n    got  {got:?}\n    want {want:?}")) }
}

fn period(document: &Document) -> Option<String> {
    document.period.map(|p| format!("{}..{}", p.start, p.end))
}

fn file(bytes: &[u8]) -> Ingested {
    ingest(&Source::of("a/b.txt", bytes), Lexicon::embedded())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Text {
    name: String,
    why: String,
    raw: String,
    text: String,
    sentences: Option<Vec<String>>,
    region: Option<String>,
    period: Option<String>,
    #[serde(default = "plain")]
    media: String,
    #[serde(default = "utf8")]
    encoding: String,
}

fn plain() -> String {
    "text/plain".into()
}

fn utf8() -> String {
    "UTF-8".into()
}

cases::case!(Text, why);

impl Runs for Text {
    fn run(&self) -> Result<(), String> {
        let (document, sentences) = read_text(&self.raw, Lexicon::embedded());
        same("text", document.text.as_str(), &self.text)?;
        if let Some(want) = &self.sentences {
            same("sentences", sentences.iter().map(|s| s.text.clone()).collect::<Vec<_>>(), want.clone())?;
        }
        same("region", document.region_code.as_ref(), self.region.as_ref())?;
        same("period", period(&document), self.period.clone())?;
        same("media type", &document.media_type, &self.media)?;
        same("encoding", &document.encoding, &self.encoding)?;
        same("place", (document.ordinal, document.source_path.as_str(), document.title.as_deref()), (1, "-", None))?;
        consistent(&document, &sentences)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Page {
    name: String,
    why: String,
    raw: String,
    #[serde(default = "plain")]
    media: String,
    documents: Vec<Wanted>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wanted {
    title: Option<String>,
    publisher: Option<String>,
    region: Option<String>,
    period: Option<String>,
    text: String,
    /// Of each sentence; empty for none.
    sections: Option<Vec<String>>,
}

cases::case!(Page, why);

impl Runs for Page {
    fn run(&self) -> Result<(), String> {
        let got = file(self.raw.as_bytes());
        same("rejects", got.rejects.len(), 0)?;
        let texts: Vec<&str> = got.documents.iter().map(|(d, _)| d.text.as_str()).collect();
        same("texts", texts, self.documents.iter().map(|w| w.text.trim_start()).collect())?;
        for (i, ((document, sentences), want)) in got.documents.iter().zip(&self.documents).enumerate() {
            same("ordinal", document.ordinal as usize, i + 1)?;
            same("title", &document.title, &want.title)?;
            same("region", &document.region_code, &want.region)?;
            same("period", period(document), want.period.clone())?;
            if want.publisher.is_some() {
                same("publisher", &document.publisher, &want.publisher)?;
            }
            same("media type", &document.media_type, &self.media)?;
            if let Some(want) = &want.sections {
                same("sections", sentences.iter().map(|s| s.section.clone().unwrap_or_default()).collect::<Vec<_>>(), want.clone())?;
            }
            consistent(document, sentences)?;
        }
        Ok(())
    }
}

/// What a file with one report is about.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct About {
    name: String,
    why: String,
    raw: String,
    title: Option<String>,
    publisher: Option<String>,
    region: Option<String>,
    period: Option<String>,
}

cases::case!(About, why);

impl Runs for About {
    fn run(&self) -> Result<(), String> {
        let got = file(self.raw.as_bytes());
        same("documents and rejects", (got.documents.len(), got.rejects.len()), (1, 0))?;
        let (document, sentences) = &got.documents[0];
        let region = same("region", &document.region_code, &self.region);
        let period = same("period", period(document), self.period.clone());
        let title = self.title.as_ref().map_or(Ok(()), |title| same("title", document.title.as_ref(), Some(title)));
        let publisher = self.publisher.as_ref().map_or(Ok(()), |body| same("publisher", document.publisher.as_ref(), Some(body)));
        let problems: Vec<String> = [region, period, title, publisher].into_iter().filter_map(Result::err).collect();
        if problems.is_empty() { consistent(document, sentences) } else { Err(problems.join("\n")) }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Bytes {
    name: String,
    why: String,
    hex: Option<String>,
    text: Option<String>,
    #[serde(rename = "as")]
    encode: Option<String>,
    append: Option<String>,
    encoding: Option<String>,
    reject: Option<String>,
}

fn unhex(hex: &str) -> Vec<u8> {
    hex.split_whitespace().map(|byte| u8::from_str_radix(byte, 16).unwrap()).collect()
}

cases::case!(Bytes, why);

impl Runs for Bytes {
    fn run(&self) -> Result<(), String> {
        let mut bytes = unhex(self.hex.as_deref().unwrap_or_default());
        if let (Some(text), Some(encode)) = (&self.text, &self.encode) {
            match encode.as_str() {
                "utf-16le" => bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes)),
                "utf-16be" => bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes)),
                label => bytes.extend(encoding_rs::Encoding::for_label(label.as_bytes()).unwrap().encode(text).0.iter()),
            }
        }
        bytes.extend(unhex(self.append.as_deref().unwrap_or_default()));
        let got = file(&bytes);
        let encodings: Vec<&str> = got.documents.iter().map(|(d, _)| d.encoding.as_str()).collect();
        same("encodings", encodings, self.encoding.iter().map(String::as_str).collect())?;
        let reasons: Vec<&str> = got.rejects.iter().map(|r| r.reason.as_str()).collect();
        let expected = reasons.len() == usize::from(self.reject.is_some()) && self.reject.iter().all(|want| reasons[0].contains(want));
        if expected { Ok(()) } else { Err(format!("  rejects\n    got  {reasons:?}\n    want {:?}", self.reject)) }
    }
}

#[test]
fn text_is_cleaned() {
    check::<Text>(include_str!("text.toml"));
}

#[test]
fn files_are_parted_into_reports() {
    check::<Page>(include_str!("pages.toml"));
}

#[test]
fn reports_say_what_they_are_about() {
    check::<About>(include_str!("about.toml"));
}

#[test]
fn whole_pages_say_where_and_when() {
    check::<About>(include_str!("whole.toml"));
}

#[test]
fn bytes_are_read_or_refused() {
    check::<Bytes>(include_str!("bytes.toml"));
}

#[test]
fn a_document_is_known_by_content_and_place_not_by_name() {
    let bytes = "2023年，通辽市公安局破案9起。（甲某）\n2023年，赤峰市公安局破案8起。".as_bytes();
    let a = ingest(&Source::of("a.txt", bytes), Lexicon::embedded());
    let b = ingest(&Source::of("b.txt", bytes), Lexicon::embedded());
    let ids = |i: &Ingested| i.documents.iter().map(|(d, _)| d.document_id.clone()).collect::<Vec<_>>();
    assert_eq!(ids(&a), ids(&b));
    assert_eq!(ids(&a).len(), 2);
    assert_ne!(ids(&a)[0], ids(&a)[1]);
    assert!(ids(&a).iter().all(|id| id.len() == 16 && id.bytes().all(|b| b.is_ascii_hexdigit())));
    assert_eq!(a.documents[0].0.source_hash.len(), 64);
    assert_eq!(b.documents[0].0.source_path, "b.txt");
}

#[test]
fn sentences_of_a_page_lead_back_to_its_markup() {
    let raw = "<html><head><style>p{}</style></head><body><nav>首页</nav><p>破获案件&nbsp;<b>12</b>起，占4&#37;。抓获9人，均已刑拘。</p></body></html>";
    let got = file(raw.as_bytes());
    let source = |s: &Sentence| span::slice(raw, s.source_start as u32, s.source_end as u32).to_owned();
    let sentences: Vec<(String, String)> = got.documents[0].1.iter().map(|s| (s.text.clone(), source(s))).collect();
    assert_eq!(
        sentences,
        [
            ("破获案件 12起，占4%。".to_owned(), "破获案件&nbsp;<b>12</b>起，占4&#37;。".to_owned()),
            ("抓获9人，均已刑拘。".to_owned(), "抓获9人，均已刑拘。".to_owned()),
        ]
    );
}
