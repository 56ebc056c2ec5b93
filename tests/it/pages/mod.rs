//! Whole pages against what a careful reader takes from them: `tests/pages/raw` holds the pages, `tests/pages/NAME.gold` the reading,
//! `tests/pages/floors.toml` what must be reached at least. The pages are invented, their places exist.
//!
//! The gold was complete before the program saw the page. Where the program reads otherwise, the program is wrong, unless the page or
//! the codebook says otherwise; a gold line is corrected by hand, with the reason in the commit. No command writes gold or floors.
//!
//! `cargo test --release --test it pages -- --nocapture` prints the scores and every figure missed, misread or spurious.

mod gold;
mod heads;
mod measure;
mod sees;
mod squeeze;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use gongbao::extract::extract;
use gongbao::ingest::{Source, ingest};
use gongbao::lexicon::Lexicon;
use gongbao::model::{Document, Sentence};
use gongbao::normalize::normalize;
pub use measure::Judged;
use measure::{RESPECTS, Read, Tally, measure};
use serde::Deserialize;

/// Least f1 of figures right in every respect, for each page and over all of them.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Floors {
    all: f64,
    page: BTreeMap<String, f64>,
}

/// What a floor may lie below the score before it should be raised.
const SLACK: f64 = 0.02;

pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages")
}

/// The files of a folder with their stems, sorted; folders left out.
fn files(folder: &Path) -> BTreeMap<String, PathBuf> {
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_file());
    paths.map(|path| (path.file_stem().unwrap().to_str().unwrap().to_owned(), path)).collect()
}

/// A file through the stages, as the program takes it.
fn read(path: &Path) -> Vec<Read> {
    let lexicon = Lexicon::embedded();
    let name = path.file_name().unwrap().to_str().unwrap();
    let bytes = fs::read(path).unwrap();
    let reports = ingest(&Source::of(name, &bytes), lexicon).documents.into_iter();
    let through = |(document, sentences): (Document, Vec<Sentence>)| {
        let mentions = extract(&document, &sentences, lexicon);
        let observations = normalize(&document, &sentences, &mentions, lexicon);
        Read { document, observations }
    };
    reports.map(through).collect()
}

/// What a page's gold says of each observation. What cannot be placed in the page is left to the test of the pages.
pub fn judged(page: &Path, gold: &Path, lexicon: &Lexicon) -> Vec<Judged> {
    let rows = gold::read(&fs::read_to_string(gold).unwrap(), lexicon);
    let measured = rows.and_then(|rows| measure(&rows, &read(page)));
    measured.unwrap_or_else(|faults| panic!("{}:\n  {}", gold.display(), faults.join("\n  "))).0.judged
}

/// One line of the table: respects as shares of the figures found.
fn line(name: &str, tally: &Tally) -> String {
    let mut line = format!("{name:<34}{:>5}{:>6}{:>9}", tally.gold, tally.found, tally.spurious);
    for (respect, right) in RESPECTS.iter().zip(tally.right) {
        let share = if tally.found == 0 { 0.0 } else { right as f64 / tally.found as f64 };
        write!(line, "{share:>width$.3}", width = respect.len().max(5) + 2).unwrap();
    }
    write!(line, "{:>7}{:>8.4}", tally.exact, tally.f1()).unwrap();
    line
}

fn head() -> String {
    let respects: String = RESPECTS.iter().map(|respect| format!("{respect:>width$}", width = respect.len().max(5) + 2)).collect();
    format!("{:<34}{:>5}{:>6}{:>9}{respects}{:>7}{:>8}", "page", "gold", "found", "spurious", "exact", "f1")
}

#[test]
fn pages_are_read_no_worse_than_before() {
    let floors: Floors = toml::from_str(&fs::read_to_string(folder().join("floors.toml")).unwrap()).unwrap();
    let raw = files(&folder().join("raw"));
    let mut golds = files(&folder());
    golds.retain(|_, path| path.extension().is_some_and(|extension| extension == "gold"));
    assert!(raw.keys().eq(golds.keys()), "each page needs its gold: {:?} and {:?}", raw.keys(), golds.keys());
    assert!(golds.keys().eq(floors.page.keys()), "each page needs its floor: {:?} and {:?}", golds.keys(), floors.page.keys());

    let (mut all, mut failures) = (Tally::default(), Vec::new());
    let (mut table, mut details) = (head(), String::new());
    for (name, path) in &golds {
        let rows = gold::read(&fs::read_to_string(path).unwrap(), Lexicon::embedded());
        let (tally, wrong) = match rows.and_then(|rows| measure(&rows, &read(&raw[name]))) {
            Ok(measured) => measured,
            Err(faults) => {
                failures.push(format!("{name}.gold:\n  {}", faults.join("\n  ")));
                continue;
            }
        };
        all.add(&tally);
        write!(table, "\n{}", line(name, &tally)).unwrap();
        write!(details, "\n{name}:\n  {}\n", wrong.join("\n  ")).unwrap();
        failures.extend(below(name, tally.f1(), floors.page[name]).map(|what| format!("{what}\n  {}", wrong.join("\n  "))));
    }
    write!(table, "\n{}", line("all", &all)).unwrap();
    failures.extend(below("all", all.f1(), floors.all));
    println!("{details}\n{table}");
    assert!(failures.is_empty(), "{}\n\n{table}", failures.join("\n\n"));
}

/// What to say where a score lies below its floor. One that has outgrown its floor is only told.
fn below(name: &str, f1: f64, floor: f64) -> Option<String> {
    if f1 > floor + SLACK {
        println!("{name}: the floor of {floor} can be raised, f1 is {f1:.4}");
    }
    (f1 < floor).then(|| format!("{name}: f1 is {f1:.4}, below the floor of {floor}"))
}

#[test]
fn a_score_below_its_floor_is_told() {
    assert_eq!(below("page", 0.5, 0.5), None);
    assert_eq!(below("page", 0.9, 0.5), None);
    assert!(below("page", 0.49, 0.5).is_some_and(|what| what.contains("below the floor of 0.5")));
}
