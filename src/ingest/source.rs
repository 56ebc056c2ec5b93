//! What ingest is given: a text or file, what is known of it from elsewhere, and how far to go with it.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use chrono::NaiveDate;

use crate::model::Period;

/// One file, or one member or record of a file, as found.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// Path below the raw directory, `/`-separated; of a member its path in the archive follows, of a record `#` and its number.
    pub path: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
    /// What is known of it.
    pub given: &'a Given,
    /// How to read it.
    pub settings: &'a Settings,
}

impl<'a> Source<'a> {
    /// A file of which nothing else is known, read as files are by default.
    pub fn of(path: &'a str, bytes: &'a [u8]) -> Source<'a> {
        static UNKNOWN: LazyLock<(Given, Settings)> = LazyLock::new(Default::default);
        Source { path, bytes, given: &UNKNOWN.0, settings: &UNKNOWN.1 }
    }
}

/// How files are read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Settings {
    /// Where to stop.
    pub limits: Limits,
    /// The column that holds the text of records; by its usual names where none is given.
    pub text_column: Option<String>,
}

/// How much is taken from one file before it is refused. Each has an option of the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a file, or of one member or record of a file.
    pub bytes: u64,
    /// Bytes that come out of one archive or compressed file, all members together.
    pub unpacked_bytes: u64,
    /// Members or records of one file.
    pub members: u64,
    /// Archives inside archives; a compressed file counts as one.
    pub depth: u32,
    /// Pages of a PDF.
    pub pages: usize,
    /// Elements of a page inside each other.
    pub nesting: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { bytes: 64 << 20, unpacked_bytes: 16 << 30, members: 1_000_000, depth: 4, pages: 2_000, nesting: 512 }
    }
}

impl Limits {
    /// Why something with more bytes than allowed is refused.
    pub fn too_long(&self) -> String {
        format!("is longer than {} bytes, and that is the limit; split it, or raise the limit with --max-bytes", self.bytes)
    }

    /// Why an archive too deep inside others is refused.
    pub fn too_deep(&self) -> String {
        format!("is an archive inside {} others, and that is the limit; unpack it, or raise the limit with --max-depth", self.depth)
    }
}

/// What is known of a text from outside it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Given {
    /// What its container says: the other columns of a record, the head of a web archive's record.
    pub record: Facts,
    /// What a side file says. It overrides everything else.
    pub side: Option<Arc<Side>>,
}

/// Facts about a report.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facts {
    /// Headline.
    pub title: Option<String>,
    /// The reporting body.
    pub publisher: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// The day it was published.
    pub published: Option<NaiveDate>,
    /// GB/T 2260 code of the region reported on.
    pub region: Option<String>,
    /// The period reported on.
    pub period: Option<Period>,
}

/// A side file: facts about all reports of a source, and about single ones by their ordinal.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Side {
    /// Of every report.
    pub all: Facts,
    /// Of the first, second, … report.
    pub reports: BTreeMap<u32, Facts>,
}

impl Side {
    /// What it says of one report.
    pub fn of(&self, ordinal: u32) -> Facts {
        self.reports.get(&ordinal).cloned().unwrap_or_default().or(self.all.clone())
    }
}

impl Facts {
    /// These facts, and where one is missing that of `other`.
    pub fn or(self, other: Facts) -> Facts {
        Facts {
            title: self.title.or(other.title),
            publisher: self.publisher.or(other.publisher),
            url: self.url.or(other.url),
            published: self.published.or(other.published),
            region: self.region.or(other.region),
            period: self.period.or(other.period),
        }
    }
}
