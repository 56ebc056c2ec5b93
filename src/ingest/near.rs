//! The same article in several places: by its text, or by MinHash where a copy has another frame, a typing error or a date line more.
//!
//! MinHash (A. Broder, On the resemblance and containment of documents, 1997) keeps of each text the least values of some hash functions over
//! its runs of characters; the share of values that two texts have in common estimates how much of their runs they share. Bands of values find
//! the candidates (Leskovec, Rajaraman, Ullman: Mining of Massive Datasets, chapter 3).
//!
//! Two years of one bureau's report are alike too. So a copy must also have no figure that its original lacks, and no other region or period.

use std::collections::HashMap;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

use crate::model::{Document, Period};

/// Values kept of each text, in bands of so many: of texts that share 0.9 of their runs, all but one in ten thousand have a band in common.
const VALUES: usize = 64;
const BAND: usize = 8;
/// So many of the values must agree, which is nine in ten of the runs, give or take.
const AGREE: usize = 56;
/// Characters in a run.
const RUN: usize = 5;
/// A text with fewer characters is compared as a whole only.
const SHORT: usize = 120;

/// What is kept of a text to know its copies by.
#[derive(Debug, Clone, PartialEq)]
pub struct Signature {
    /// Of the text without blanks and marks.
    whole: u64,
    /// None for a short text.
    values: Option<Box<[u32; VALUES]>>,
    /// Its figures, sorted.
    figures: Box<[u32]>,
}

impl Signature {
    /// The signature of a document's text.
    pub fn of(document: &Document) -> Signature {
        let letters: Vec<char> = document.text.chars().filter(|c| c.is_alphanumeric()).collect();
        let hasher = BuildHasherDefault::<DefaultHasher>::default();
        let values = (letters.len() >= SHORT).then(|| {
            let mut values = Box::new([u32::MAX; VALUES]);
            for run in letters.windows(RUN) {
                let hash = hasher.hash_one(run);
                for (value, (multiplier, shift)) in values.iter_mut().zip(FUNCTIONS.iter()) {
                    let hashed = hash.wrapping_mul(*multiplier).wrapping_add(*shift);
                    *value = (*value).min((hashed >> 32) as u32);
                }
            }
            values
        });
        let digits = document.text.split(|c: char| !c.is_numeric() && c != '.').filter(|run| run.contains(char::is_numeric));
        let mut figures: Vec<u32> = digits.map(|run| hasher.hash_one(run) as u32).collect();
        figures.sort_unstable();
        Signature { whole: hasher.hash_one(&letters), values, figures: figures.into() }
    }

    fn is_like(&self, other: &Signature) -> bool {
        let (Some(a), Some(b)) = (&self.values, &other.values) else { return false };
        a.iter().zip(b.iter()).filter(|(a, b)| a == b).count() >= AGREE
    }

    /// Whether each of its figures is one of the other's, as often.
    fn is_within(&self, other: &Signature) -> bool {
        let mut others = other.figures.iter().copied().peekable();
        self.figures.iter().all(|figure| {
            while others.next_if(|other| other < figure).is_some() {}
            others.next_if_eq(figure).is_some()
        })
    }

    fn bands(&self) -> impl Iterator<Item = (usize, u64)> + '_ {
        let hasher = BuildHasherDefault::<DefaultHasher>::default();
        let bands = self.values.iter().flat_map(|values| values.chunks(BAND));
        bands.enumerate().map(move |(place, band)| (place, hasher.hash_one(band)))
    }
}

/// Multipliers (odd) and shifts of the hash functions, by the generator splitmix64 (Steele, Lea, Flood 2014).
static FUNCTIONS: [(u64, u64); VALUES] = functions();

const fn functions() -> [(u64, u64); VALUES] {
    let mut functions = [(0, 0); VALUES];
    let mut state = 0;
    let mut at = 0;
    while at < VALUES {
        let (multiplier, next) = splitmix(state);
        let (shift, after) = splitmix(next);
        functions[at] = (multiplier | 1, shift);
        state = after;
        at += 1;
    }
    functions
}

const fn splitmix(state: u64) -> (u64, u64) {
    let state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mixed = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    (mixed ^ (mixed >> 31), state)
}

/// A document that a copy may come of.
#[derive(Debug)]
struct Seen {
    document_id: Box<str>,
    region: Option<Box<str>>,
    period: Option<Period>,
    signature: Signature,
}

/// All documents so far.
#[derive(Debug, Default)]
pub struct Near {
    seen: Vec<Seen>,
    by_whole: HashMap<u64, u32>,
    by_band: HashMap<(u8, u64), u32>,
}

impl Near {
    /// The `document_id` of the first document that this one is a copy of. One that is a copy of none is remembered.
    pub fn first_like(&mut self, document: &Document, signature: Signature) -> Option<String> {
        let agrees = |seen: &Seen| {
            let region = seen.region.as_deref().zip(document.region_code.as_deref()).is_none_or(|(a, b)| a == b);
            region && seen.period.zip(document.period).is_none_or(|(a, b)| a == b)
        };
        let whole = self.by_whole.get(&signature.whole).copied();
        let banded = || signature.bands().filter_map(|(place, band)| self.by_band.get(&(place as u8, band)).copied()).collect::<Vec<_>>();
        let seen = |at: u32| self.seen.get(at as usize);
        let like = |seen: &&Seen| signature.is_like(&seen.signature) && signature.is_within(&seen.signature);
        let first = whole.and_then(seen).filter(|seen| agrees(seen)).or_else(|| {
            let mut candidates = banded();
            candidates.sort_unstable();
            candidates.dedup();
            candidates.into_iter().filter_map(seen).filter(|seen| agrees(seen)).find(like)
        });
        if let Some(first) = first {
            return Some(first.document_id.to_string());
        }
        let at = u32::try_from(self.seen.len()).ok()?;
        self.by_whole.entry(signature.whole).or_insert(at);
        for (place, band) in signature.bands() {
            self.by_band.entry((place as u8, band)).or_insert(at);
        }
        self.seen.push(Seen {
            document_id: document.document_id.as_str().into(),
            region: document.region_code.as_deref().map(Into::into),
            period: document.period,
            signature,
        });
        None
    }
}
