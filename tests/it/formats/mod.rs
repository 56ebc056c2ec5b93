//! Files as they come: for each way of packing and writing a report, an input built here and what must come out of it; and hostile ones.

mod corpus;
mod hostile;
mod near;
pub mod pack;
mod parquet;
mod records;
mod seeds;
mod sides;

use gongbao::ingest::unpack::{Member, Opened, Packed, unpack};
use gongbao::ingest::{Limits, Settings, Source, ingest};
use gongbao::lexicon::Lexicon;
use gongbao::model::{Document, Reject};
use serde::Deserialize;
use std::ops::ControlFlow;

use crate::support::cases;

/// Everything that a file holds.
pub fn members(path: &str, bytes: &[u8], settings: &Settings) -> Vec<Member> {
    let mut found = Vec::new();
    let packed = Packed { path, file: Opened::Bytes(bytes.to_vec()), side: None };
    unpack(packed, settings, Lexicon::embedded(), &mut |member| {
        found.push(member);
        ControlFlow::Continue(())
    });
    found
}

/// The documents of a file, and what of it could not be used.
pub fn read(path: &str, bytes: &[u8], settings: &Settings) -> (Vec<Document>, Vec<Reject>) {
    let (mut documents, mut rejects) = (Vec::new(), Vec::new());
    for Member { path, content, given } in members(path, bytes, settings) {
        match content {
            Err(reason) => rejects.push(Reject { source_path: path, reason }),
            Ok(bytes) => {
                let read = ingest(&Source { path: &path, bytes: &bytes, given: &given, settings }, Lexicon::embedded());
                documents.extend(read.documents.into_iter().map(|(document, _)| document));
                rejects.extend(read.rejects);
            }
        }
    }
    (documents, rejects)
}

/// Settings with other limits.
pub fn limited(change: impl FnOnce(&mut Limits)) -> Settings {
    let mut settings = Settings::default();
    change(&mut settings.limits);
    settings
}

/// One report, written and packed in one way.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Format {
    name: String,
    why: String,
    /// The bytes before they are packed: a text, in the encoding `as`.
    text: String,
    #[serde(rename = "as", default = "utf8")]
    encode: String,
    /// What it is packed into, innermost first. See `pack::layer`.
    #[serde(default)]
    layers: Vec<String>,
    /// Name of the file.
    file: String,
    path: String,
    media: String,
    #[serde(default = "utf8_name")]
    encoding: String,
    title: Option<String>,
    publisher: Option<String>,
    region: Option<String>,
    period: Option<String>,
    published: Option<String>,
    url: Option<String>,
    /// The text expected.
    reads: String,
}

fn utf8() -> String {
    "utf-8".to_owned()
}

fn utf8_name() -> String {
    "UTF-8".to_owned()
}

cases::case!(Format, why);

impl Format {
    fn run(&self) -> Result<(), String> {
        let bytes = self.layers.iter().fold(pack::encode(&self.text, &self.encode), |bytes, layer| pack::layer(layer, &bytes));
        let (documents, rejects) = read(&self.file, &bytes, &Settings::default());
        let [document] = &documents[..] else { return Err(format!("  {} documents, rejects {rejects:?}", documents.len())) };
        let got = [
            ("rejects", (!rejects.is_empty()).then(|| format!("{rejects:?}"))),
            ("path", Some(document.source_path.clone())),
            ("media type", Some(document.media_type.clone())),
            ("encoding", Some(document.encoding.clone())),
            ("title", document.title.clone()),
            ("publisher", document.publisher.clone()),
            ("region", document.region_code.clone()),
            ("period", document.period.map(|period| format!("{}..{}", period.start, period.end))),
            ("published", document.date_published.map(|day| day.to_string())),
            ("url", document.source_url.clone()),
            ("text", Some(document.text.clone())),
        ];
        let want = [
            None,
            Some(self.path.clone()),
            Some(self.media.clone()),
            Some(self.encoding.clone()),
            self.title.clone(),
            self.publisher.clone(),
            self.region.clone(),
            self.period.clone(),
            self.published.clone(),
            self.url.clone(),
            Some(self.reads.trim_start().to_owned()),
        ];
        let differ = got.iter().zip(&want).filter(|((_, got), want)| got != *want);
        let differ: Vec<String> = differ.map(|((what, got), want)| format!("  {what}\n    got  {got:?}\n    want {want:?}")).collect();
        if differ.is_empty() { Ok(()) } else { Err(differ.join("\n")) }
    }
}

#[test]
fn each_format_gives_the_report_and_what_it_says_of_itself() {
    cases::check(include_str!("formats.toml"), Format::run);
}
