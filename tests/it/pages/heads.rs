//! Whose figures and of when: short pages whose region and period stand in a headline, a dateline, a stamp, a signature, or must be reckoned
//! from the day the page came out.
//!
//! `tests/heads/raw` holds the pages, invented, in real places; `tests/heads/labels.tsv` the region and the first and last day of some of
//! their figures, written before the program saw the page; `*` where careful readers differ. `tests/heads/open.tsv` lists those that the
//! program reads otherwise, with the reason: a figure leaves the list as soon as it is read right, and none is put on it without a reason.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use gongbao::model::Observation;

use super::squeeze::{places, squeeze};
use super::{Read, files, read};

/// A labelled figure: text around it with the figure in brackets, region, first and last day.
struct Label {
    page: String,
    near: String,
    region: String,
    start: String,
    end: String,
}

fn table(name: &str, columns: usize) -> Vec<Vec<String>> {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/heads").join(name)).unwrap();
    let rows: Vec<Vec<String>> = text.lines().skip(1).map(|line| line.split('\t').map(str::to_owned).collect()).collect();
    for row in &rows {
        assert_eq!(row.len(), columns, "{name}: {row:?}");
    }
    rows
}

fn labels() -> Vec<Label> {
    let label = |row: Vec<String>| {
        let [page, near, region, start, end, _] = row.try_into().unwrap();
        Label { page, near, region, start, end }
    };
    table("labels.tsv", 6).into_iter().map(label).collect()
}

/// The observation of a figure; none if there is none. Panics where the page does not have the text once.
fn observed<'r>(label: &Label, reports: &'r [Read]) -> Option<&'r Observation> {
    let bare = |text: &str| squeeze(text).into_iter().map(|(c, _)| c).collect::<Vec<char>>();
    let (before, rest) = label.near.split_once('[').unwrap();
    let (figure, _) = rest.split_once(']').unwrap();
    let whole = bare(&label.near.replace(['[', ']'], ""));
    let spots = reports.iter().flat_map(|report| {
        let text = squeeze(&report.document.text);
        let found = places(&text, &whole);
        found.into_iter().map(move |at| (report, text.clone(), at)).collect::<Vec<_>>()
    });
    let spots: Vec<_> = spots.collect();
    let [(report, text, at)] = spots.as_slice() else { panic!("{}: {} stands {} times", label.page, label.near, spots.len()) };
    let from = at + bare(before).len();
    let (first, last) = (text[from].1, text[from + bare(figure).len() - 1].1);
    report.observations.iter().find(|found| (found.start as usize) <= last && first < found.end as usize)
}

fn wrong(label: &Label, found: Option<&Observation>) -> Option<String> {
    let Some(found) = found else { return Some("no observation".to_owned()) };
    let region = found.region_code.as_deref().unwrap_or("none");
    let (start, end) =
        found.period.map_or(("none".to_owned(), "none".to_owned()), |period| (period.start.to_string(), period.end.to_string()));
    let fits = |wanted: &str, got: &str| wanted == "*" || wanted == got;
    let right = fits(&label.region, region) && fits(&label.start, &start) && fits(&label.end, &end);
    (!right).then(|| format!("{region} {start} {end}, not {} {} {}", label.region, label.start, label.end))
}

#[test]
fn heads_say_whose_and_of_when() {
    let pages = files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/heads/raw"));
    let reports: BTreeMap<&String, Vec<Read>> = pages.iter().map(|(name, path)| (name, read(path))).collect();
    let open: BTreeSet<(String, String)> = table("open.tsv", 3).into_iter().map(|row| (row[0].clone(), row[1].clone())).collect();
    let (labels, mut listed, mut failures) = (labels(), open.clone(), Vec::new());
    for label in &labels {
        let wrong = wrong(label, observed(label, &reports[&label.page]));
        let key = (label.page.clone(), label.near.clone());
        listed.remove(&key);
        match wrong {
            Some(what) if !open.contains(&key) => failures.push(format!("{}: {} is {what}", label.page, label.near)),
            None if open.contains(&key) => failures.push(format!("{}: {} is read right now; take it off open.tsv", label.page, label.near)),
            _ => {}
        }
    }
    failures.extend(listed.into_iter().map(|(page, near)| format!("open.tsv: {page} has no label {near}")));
    println!("{} pages, {} figures, {} of them read otherwise", pages.len(), labels.len(), open.len());
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
