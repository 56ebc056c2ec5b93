//! How fast extract and normalize read, as a ratio: `cargo bench --bench reading`, or with `-- DIR` over other reports.
//!
//! Megabytes a second tell more of the machine than of the program, so in the same run the regex crate scans the same text for what a
//! first draft of extract would be: digits or Chinese numerals followed by a unit of the vocabulary. Reading must reach a sixth of that
//! scan's speed. One core; the median of several rounds, in which the three take turns.

mod timing;

use std::hint::black_box;
use std::path::{Path, PathBuf};

use gongbao::extract::extract;
use gongbao::ingest::{Source, ingest};
use gongbao::lexicon::Lexicon;
use gongbao::model::{Document, Mention, Sentence};
use gongbao::normalize::normalize;
use regex::Regex;
use timing::{median, seconds};

/// Rounds, of which the median counts.
const ROUNDS: usize = 9;
/// A round reads at least so many bytes, the corpus again and again.
const BYTES: usize = 4_000_000;
/// The share of the bare scan's speed to reach.
const WANTED: f64 = 1.0 / 6.0;

fn main() {
    // Cargo adds `--bench` to what follows `--`.
    let given = std::env::args().skip(1).find(|arg| !arg.starts_with('-')).map(PathBuf::from);
    let (place, documents) = match given {
        Some(dir) => (dir.display().to_string(), read(&dir)),
        None => corpus(),
    };
    let bytes: usize = documents.iter().map(|(document, _)| document.text.len()).sum();
    if bytes == 0 {
        eprintln!("reading: there are no reports in {place}");
        std::process::exit(1);
    }
    let times = BYTES.div_ceil(bytes);
    let lexicon = Lexicon::embedded();
    let scan = bare_scan(lexicon);
    let mentions: Vec<Vec<Mention>> = documents.iter().map(|(document, sentences)| extract(document, sentences, lexicon)).collect();
    println!(
        "{place}: {} reports, {:.2} MB, {} numbers",
        documents.len(),
        bytes as f64 / 1e6,
        mentions.iter().map(Vec::len).sum::<usize>()
    );

    let (mut bare, mut extracting, mut normalizing) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        bare.push(seconds(times, || {
            for (document, _) in &documents {
                black_box(scan.find_iter(&document.text).count());
            }
        }));
        extracting.push(seconds(times, || {
            for (document, sentences) in &documents {
                black_box(extract(document, sentences, lexicon));
            }
        }));
        normalizing.push(seconds(times, || {
            for ((document, sentences), mentions) in documents.iter().zip(&mentions) {
                black_box(normalize(document, sentences, mentions, lexicon));
            }
        }));
    }
    let both = extracting.iter().zip(&normalizing).map(|(a, b)| a + b).collect();
    let ratios = bare.iter().zip(&both).map(|(bare, both): (&f64, &f64)| bare / both).collect();
    let megabytes = (bytes * times) as f64 / 1e6;
    for (what, seconds) in [("bare scan", bare), ("extract", extracting), ("normalize", normalizing), ("both", both)] {
        println!("{what:<10} {:8.2} MB/s", megabytes / median(seconds));
    }
    let ratio = median(ratios);
    println!("ratio      {ratio:8.3} of the bare scan; {WANTED:.3} wanted: {}", if ratio >= WANTED { "reached" } else { "MISSED" });
}

/// Digits or Chinese numerals, followed by a unit.
fn bare_scan(lexicon: &Lexicon) -> Regex {
    let mut units: Vec<&str> = lexicon.units.iter().flat_map(|unit| &unit.words).map(String::as_str).collect();
    // An alternation takes the first that fits: the longest must stand first.
    units.sort_by_key(|word| (std::cmp::Reverse(word.len()), *word));
    let units: Vec<String> = units.into_iter().map(regex::escape).collect();
    let pattern =
        format!("(?:[0-9０-９][0-9０-９,.，．]*[十百千万亿]*|[〇零一二两三四五六七八九十百千万亿]+)[余多]?(?:{})", units.join("|"));
    Regex::new(&pattern).unwrap_or_else(|error| panic!("the scan's pattern: {error}"))
}

type Report = (Document, Vec<Sentence>);

/// The collected government work reports where they stand beside the checkout, else the project's own.
fn corpus() -> (String, Vec<Report>) {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let dirs = [home.join("../shared/corpus/gov2026"), home.join("tests/pages/raw"), home.join("raw")];
    let found = dirs.iter().map(|dir| (dir.display().to_string(), read(dir))).find(|(_, documents)| !documents.is_empty());
    found.unwrap_or_else(|| (format!("{} and beside it", home.display()), Vec::new()))
}

/// The reports of a directory, in the order of their names. What cannot be read is none.
fn read(dir: &Path) -> Vec<Report> {
    let Ok(entries) = std::fs::read_dir(dir) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).filter(|path| path.is_file()).collect();
    paths.sort();
    let lexicon = Lexicon::embedded();
    let reports = paths.iter().filter_map(|path| {
        let bytes = std::fs::read(path).ok()?;
        Some(ingest(&Source::of(&path.display().to_string(), &bytes), lexicon).documents)
    });
    reports.flatten().collect()
}
