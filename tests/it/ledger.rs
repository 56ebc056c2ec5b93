//! The ledger over real reports: few numbers are left unresolved, and what is ignored is rightly ignored.
//!
//! A hundred ignored numbers are drawn and were read by hand; `ledger.toml` keeps the verdicts. The draw orders all ignored numbers by a
//! hash of file, place and surface and takes the lowest, so a change of the reader replaces only the numbers whose outcome it changes.
//! One that is drawn without a verdict fails the test, which says what to read. Verdicts no longer drawn stay: they may be drawn again.
//!
//! `GONGBAO_SHARED=… cargo test --release --test it ledger -- --nocapture`

use std::collections::{BTreeMap, HashMap};
use std::fs;

use gongbao::extract::extract;
use gongbao::ingest::{Source, ingest};
use gongbao::lexicon::Lexicon;
use gongbao::model::{Mention, Outcome};
use gongbao::span::slice;
use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::support::shared::shared;

/// Part of the hash: another seed draws other numbers.
const SEED: &str = "ledger";
const DRAWN: usize = 100;
/// Of those drawn, how many may be wrongly ignored.
const WRONG: usize = 3;
/// The share of all numbers that may be unresolved.
const UNRESOLVED: f64 = 0.02;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Verdicts {
    number: Vec<Verdict>,
}

/// What a reader said of one ignored number.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Verdict {
    file: String,
    start: u32,
    surface: String,
    /// The words right around it, the number in brackets.
    near: String,
    /// The ledger's reason when it was read.
    reason: String,
    /// It is rightly ignored: it is no figure that `observations` should have.
    right: bool,
    why: String,
}

type Key = (String, u32, String);

fn verdicts() -> HashMap<Key, Verdict> {
    let file: Verdicts = toml::from_str(include_str!("ledger.toml")).unwrap();
    let mut all = HashMap::new();
    for verdict in file.number {
        let key = (verdict.file.clone(), verdict.start, verdict.surface.clone());
        assert!(verdict.near.contains(&format!("[{}]", verdict.surface)), "{key:?}: `near` does not hold it");
        assert!(!verdict.why.is_empty(), "{key:?}: no reason");
        assert!(all.insert(key.clone(), verdict).is_none(), "{key:?} has two verdicts");
    }
    all
}

/// Every number of the corpus with its file's stem and the text it stands in.
fn corpus() -> Option<Vec<(String, String, Vec<Mention>)>> {
    let dir = shared("corpus/gov2026")?;
    let lexicon = Lexicon::embedded();
    let mut paths: Vec<_> = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let read = |path: &std::path::PathBuf| {
        let bytes = fs::read(path).unwrap();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let reports = ingest(&Source::of(&name, &bytes), lexicon).documents;
        let through = move |(document, sentences): (gongbao::model::Document, Vec<_>)| {
            let mentions = extract(&document, &sentences, lexicon);
            (name.clone(), document.text, mentions)
        };
        reports.into_iter().map(through).collect::<Vec<_>>()
    };
    Some(paths.iter().flat_map(read).collect())
}

/// The number in brackets between its neighbours.
fn near(text: &str, mention: &Mention) -> String {
    let before = slice(text, mention.start.saturating_sub(6), mention.start);
    let end = text.chars().count() as u32;
    let after = slice(text, mention.end, end.min(mention.end + 6));
    format!("{before}[{}]{after}", mention.surface).replace('\n', " ")
}

/// The ignored numbers with the lowest hashes.
fn draw(corpus: &[(String, String, Vec<Mention>)]) -> BTreeMap<[u8; 32], (Key, String, String)> {
    let mut drawn = BTreeMap::new();
    for (file, text, mentions) in corpus {
        for mention in mentions.iter().filter(|mention| mention.outcome == Outcome::Ignored) {
            let hash = Sha256::digest(format!("{SEED}|{file}|{}|{}", mention.start, mention.surface));
            let key = (file.clone(), mention.start, mention.surface.clone());
            drawn.insert(hash.into(), (key, mention.reason.clone().unwrap_or_default(), near(text, mention)));
            if drawn.len() > DRAWN {
                drawn.pop_last();
            }
        }
    }
    drawn
}

#[test]
fn few_numbers_are_unresolved() {
    let Some(corpus) = corpus() else { return };
    let of = |outcome| corpus.iter().flat_map(|(_, _, mentions)| mentions).filter(|mention| mention.outcome == outcome).count();
    let (observed, ignored, unresolved) = (of(Outcome::Observed), of(Outcome::Ignored), of(Outcome::Unresolved));
    let share = unresolved as f64 / (observed + ignored + unresolved).max(1) as f64;
    println!("{observed} observed, {ignored} ignored, {unresolved} unresolved ({share:.4})");
    assert!(share <= UNRESOLVED, "{unresolved} numbers are unresolved, {share:.4} of all; {UNRESOLVED} allowed");
}

#[test]
fn what_is_ignored_is_rightly_ignored() {
    let verdicts = verdicts();
    let Some(corpus) = corpus() else { return };
    let drawn = draw(&corpus);
    assert_eq!(drawn.len(), DRAWN);
    let (mut unread, mut wrong) = (Vec::new(), Vec::new());
    for ((file, start, surface), reason, near) in drawn.values() {
        let entry = || {
            format!(
                "[[number]]\nfile = \"{file}\"\nstart = {start}\nsurface = \"{surface}\"\nnear = \"{near}\"\nreason = \"{reason}\"\nright = \nwhy = \"\"\n"
            )
        };
        match verdicts.get(&(file.clone(), *start, surface.clone())) {
            None => unread.push(entry()),
            Some(verdict) if !verdict.right => wrong.push(format!("{file} {start} {near}: {}; {}", verdict.reason, verdict.why)),
            Some(_) => {}
        }
    }
    println!("{} of {DRAWN} rightly ignored", DRAWN - wrong.len() - unread.len());
    assert!(unread.is_empty(), "read these in the corpus and add what you find to ledger.toml:\n\n{}", unread.join("\n"));
    assert!(wrong.len() <= WRONG, "{} of {DRAWN} are wrongly ignored, {WRONG} allowed:\n{}", wrong.len(), wrong.join("\n"));
}
