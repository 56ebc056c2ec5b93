//! Confidence means what it says: over all gold, sorted into five bands, the share of each band that is right in every respect lies
//! within seven points of the band's mean confidence. An observation that no gold accounts for counts as wrong; one on a figure that is
//! only tolerated does not count. Equal confidences cannot be told apart, so they go into one band; a band of fewer than 40 says little
//! and is not judged.
//!
//! `GONGBAO_SHARED=… cargo test --release --test it confidence -- --nocapture` prints the bands.

use std::fs;
use std::path::{Path, PathBuf};

use gongbao::lexicon::Lexicon;

use crate::pages::{Judged, folder, judged};
use crate::support::shared::shared;

const BANDS: usize = 5;
const FEW: usize = 40;
const TOLERANCE: f64 = 0.07;

/// A band of observations: how many, their mean confidence, the share that is right.
#[derive(Debug, Clone, Copy)]
struct Band {
    count: usize,
    mean: f64,
    right: f64,
}

impl Band {
    fn of(judged: &[Judged]) -> Band {
        let count = judged.len() as f64;
        Band {
            count: judged.len(),
            mean: judged.iter().map(|one| one.confidence).sum::<f64>() / count,
            right: judged.iter().filter(|one| one.exact).count() as f64 / count,
        }
    }

    fn off(&self) -> bool {
        self.count >= FEW && (self.mean - self.right).abs() > TOLERANCE
    }
}

/// Five bands of what is sorted by confidence, of equal size as far as equal confidences stay together.
fn bands(judged: &[Judged]) -> Vec<Band> {
    let mut out = Vec::new();
    let mut from = 0;
    for band in 1..=BANDS {
        let mut to = (judged.len() * band / BANDS).max(from);
        while to > from && to < judged.len() && judged[to].confidence == judged[to - 1].confidence {
            to += 1;
        }
        if to > from {
            out.push(Band::of(&judged[from..to]));
            from = to;
        }
    }
    out
}

/// Every page of a folder that has gold in another.
fn read(pages: &Path, golds: &Path) -> Vec<Judged> {
    let mut paths: Vec<PathBuf> = fs::read_dir(golds).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "gold"));
    paths.sort();
    let page = |gold: &PathBuf| {
        let mut found = fs::read_dir(pages).unwrap().map(|entry| entry.unwrap().path());
        found.find(|page| page.is_file() && page.file_stem() == gold.file_stem()).map(|page| (page, gold.clone()))
    };
    paths.iter().filter_map(page).flat_map(|(page, gold)| judged(&page, &gold, Lexicon::embedded())).collect()
}

#[test]
fn confidence_is_the_share_that_is_right() {
    let mut all = read(&folder().join("raw"), &folder());
    if let (Some(pages), Some(golds)) = (shared("page"), shared("gold/dev")) {
        all.extend(read(&pages, &golds));
    }
    all.sort_by(|a, b| a.confidence.total_cmp(&b.confidence));
    for same in all.chunk_by(|a, b| a.confidence == b.confidence) {
        println!("{:.2}: {:>5} observations, right {:.3}", same[0].confidence, same.len(), Band::of(same).right);
    }
    let bands = bands(&all);
    for band in &bands {
        println!("{:>5} observations, mean confidence {:.3}, right {:.3}", band.count, band.mean, band.right);
    }
    let off: Vec<&Band> = bands.iter().filter(|band| band.off()).collect();
    assert!(off.is_empty(), "further apart than {TOLERANCE}: {off:?}; how to fit anew stands in src/normalize/confidence.rs");
}

#[test]
fn a_band_that_is_too_sure_is_told() {
    let judged = |confidence, exact, count| vec![Judged { confidence, exact }; count];
    let sure = [judged(0.5, true, 30), judged(0.5, false, 20), judged(0.9, true, 41), judged(0.9, false, 9)].concat();
    let told: Vec<bool> = bands(&sure).iter().map(Band::off).collect();
    assert_eq!(told, [true, true]);
    assert!(!Band::of(&[judged(0.85, true, 85), judged(0.85, false, 15)].concat()).off());
}
