//! Cases of derive, as TOML. Unknown keys, duplicate names and references to nothing are refused; all failures are reported together.
//!
//! ```toml
//! [[case]]
//! name = "one_of_its_own"
//! why = "what it shows"
//! documents = [{ id = "d", region = "150900", period = "2023" }]  # left out: this one
//! sentences = [{ s = 0, text = "…" }]      # of document `d` unless said; left out: rows follow each other at a distance
//! mentions = [{ observed = 3, unresolved = 9 }]
//! rows = [{ id = "filed", is = "crime.filed", value = "1108", surface = "1108起", unit = "case" }]
//! population = "region_code,…"             # added to the embedded one
//! declares = "[[ratio]]…"                  # added to the embedded ratios.toml
//! only = ["clearance_rate"]                # ratios to compare; left out: all
//! ratios = [{ ratio = "clearance_rate", of = "cleared", by = "filed", value = "65.88" }]
//! refused = ["clearance_rate"]             # ratios that the case shows not to arise
//! checks = [{ check = "no_whole_base", on = "filed", says = "591.37" }]   # on a document's id where it is about that
//! quiet = ["outlier"]                      # checks that the case shows not to fire
//! ```
//!
//! A period is `2023`, `2023-01..2023-06` or a day. Numbers of a ratio are compared to the digits given.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    pub name: String,
    pub why: String,
    #[serde(default = "one_document")]
    pub documents: Vec<Doc>,
    #[serde(default)]
    pub sentences: Vec<Text>,
    #[serde(default)]
    pub mentions: Vec<Numbers>,
    pub rows: Vec<Row>,
    #[serde(default)]
    pub population: String,
    #[serde(default)]
    pub declares: String,
    pub only: Option<Vec<String>>,
    #[serde(default)]
    pub ratios: Vec<ExpectedRatio>,
    #[serde(default)]
    pub refused: Vec<String>,
    #[serde(default)]
    pub checks: Vec<ExpectedCheck>,
    #[serde(default)]
    pub quiet: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Doc {
    pub id: String,
    pub title: Option<String>,
    /// Neither title nor publisher could be told.
    #[serde(default)]
    pub unsaid: bool,
    /// The document it is a copy of.
    pub duplicate_of: Option<String>,
    #[serde(default)]
    pub notes: Vec<String>,
    pub region: Option<String>,
    pub period: Option<String>,
}

fn one_document() -> Vec<Doc> {
    vec![Doc { id: "d".into(), region: Some("150900".into()), period: Some("2023".into()), ..Doc::default() }]
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    #[serde(default = "d")]
    pub document: String,
    pub s: u32,
    pub section: Option<String>,
    pub text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Numbers {
    #[serde(default = "d")]
    pub document: String,
    #[serde(default)]
    pub observed: usize,
    #[serde(default)]
    pub ignored: usize,
    #[serde(default)]
    pub unresolved: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    pub id: String,
    #[serde(default = "d")]
    pub document: String,
    #[serde(default)]
    pub s: u32,
    pub is: Option<String>,
    pub label: Option<String>,
    pub surface: String,
    pub value: Option<String>,
    pub lower: Option<String>,
    pub upper: Option<String>,
    #[serde(default = "exact")]
    pub bound: String,
    pub unit: String,
    #[serde(default = "level")]
    pub measure: String,
    pub comparison: Option<String>,
    pub per: Option<String>,
    #[serde(default = "reported")]
    pub status: String,
    pub campaign: Option<String>,
    pub region: Option<String>,
    /// `none` for no period, left out for the document's.
    pub period: Option<String>,
    pub part_of: Option<String>,
    pub repeat_of: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpectedRatio {
    pub ratio: String,
    pub of: String,
    pub by: Option<String>,
    pub value: Option<String>,
    pub lower: Option<String>,
    pub upper: Option<String>,
    pub exact: Option<bool>,
    pub unit: Option<String>,
    pub formula: Option<String>,
    pub caveat: Option<String>,
    pub reported: Option<String>,
    pub agrees: Option<bool>,
    pub period: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpectedCheck {
    pub check: String,
    pub on: String,
    pub says: Option<String>,
}

fn d() -> String {
    "d".into()
}
fn exact() -> String {
    "exact".into()
}
fn level() -> String {
    "level".into()
}
fn reported() -> String {
    "reported".into()
}

/// Every case of every file below `tests/it/derive`.
pub fn load() -> Vec<Case> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/derive");
    let mut paths: Vec<_> = fs::read_dir(root).expect("the cases").map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    let mut names = BTreeSet::new();
    let mut cases = Vec::new();
    for path in paths.iter().filter(|path| path.extension().is_some_and(|end| end == "toml")) {
        let text = fs::read_to_string(path).expect("a readable file");
        let file: File = toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        for case in file.case {
            assert!(names.insert(case.name.clone()), "{}: case {:?} exists twice", path.display(), case.name);
            assert!(!case.why.is_empty(), "{}: case {:?} gives no reason", path.display(), case.name);
            cases.push(case);
        }
    }
    cases
}
