//! The Chinese cases of Recognizers-Text: the numbers read from a text, in order, are those wanted, over all its numbers or over those
//! not ignored. `recognizers.toml` holds what share must be right and every case that reads otherwise, with the reason. A difference
//! that is not listed fails, and so does a listed one that has gone.
//!
//! `GONGBAO_SHARED=… cargo test --release --test it recognizers -- --nocapture`

use std::collections::BTreeMap;
use std::fs;

use gongbao::extract::extract;
use gongbao::ingest::read_text;
use gongbao::lexicon::Lexicon;
use gongbao::model::{Mention, Outcome};
use rust_decimal::prelude::ToPrimitive;
use serde::Deserialize;

use crate::support::shared::shared;

/// `recognizers.toml`: a section for each suite.
type Suites = BTreeMap<String, Suite>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Suite {
    /// The share of cases that must be read as wanted.
    least: f64,
    /// Cases read otherwise, each with the reason.
    #[serde(default)]
    differs: BTreeMap<String, String>,
}

/// A case of a suite. It also names texts and units, which are not compared.
#[derive(Deserialize)]
struct Case {
    case: u32,
    input: String,
    values: Vec<f64>,
}

fn suites() -> Suites {
    toml::from_str(include_str!("recognizers.toml")).unwrap()
}

/// The numbers of a text; the lower end of a range.
fn read(text: &str) -> Vec<Mention> {
    let lexicon = Lexicon::embedded();
    let (document, sentences) = read_text(&text.replace('\n', " "), lexicon);
    extract(&document, &sentences, lexicon)
}

fn same<'m>(read: impl Iterator<Item = &'m Mention>, wanted: &[f64]) -> bool {
    let read: Vec<Option<f64>> = read.map(|mention| mention.number.and_then(|number| number.to_f64())).collect();
    let close = |read: &Option<f64>, wanted: f64| read.is_some_and(|read| (read - wanted).abs() <= 1e-12 + 1e-9 * wanted.abs());
    read.len() == wanted.len() && read.iter().zip(wanted).all(|(read, wanted)| close(read, *wanted))
}

#[test]
fn cases_of_recognizers_text_are_read_as_wanted() {
    let mut failures = Vec::new();
    for (name, suite) in suites() {
        let Some(path) = shared(&format!("peers/recognizers/{name}.json")) else { continue };
        let cases: Vec<Case> = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
        let mut right = 0;
        for case in &cases {
            let mentions = read(&case.input);
            let ok = same(mentions.iter(), &case.values) || same(mentions.iter().filter(|m| m.outcome != Outcome::Ignored), &case.values);
            right += usize::from(ok);
            let listed = suite.differs.contains_key(&case.case.to_string());
            let numbers: Vec<String> = mentions.iter().map(|m| format!("{} ({})", m.surface, m.outcome.name())).collect();
            if !ok && !listed {
                failures.push(format!("{name} {}: {} wants {:?}, read {}", case.case, case.input, case.values, numbers.join(", ")));
            } else if ok && listed {
                failures.push(format!("{name} {}: differs no more; take it out of recognizers.toml", case.case));
            }
        }
        for id in suite.differs.keys().filter(|id| !cases.iter().any(|case| case.case.to_string() == **id)) {
            failures.push(format!("{name}: recognizers.toml lists a case {id} that the suite has not"));
        }
        let share = right as f64 / cases.len() as f64;
        println!("{name}: {right} of {} = {share:.3}, {} wanted", cases.len(), suite.least);
        if share < suite.least {
            failures.push(format!("{name}: {share:.3} are right, {} wanted", suite.least));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn every_difference_has_a_reason() {
    for (name, suite) in suites() {
        for (case, reason) in suite.differs {
            assert!(reason.chars().count() > 10, "{name} {case}: {reason:?} is no reason");
        }
    }
}
