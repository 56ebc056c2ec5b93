//! Derive: cases as data under `derive/`, and properties of the arithmetic.
//!
//! A case holds observations and the ratios and findings that follow from them, no more and no fewer; `harness.rs` explains its keys.
//! Every declared ratio and every check must have a case in which it arises and one that shows where it must not.

mod compare;
mod harness;
mod lexicon;
mod properties;
mod tables;

use std::collections::BTreeSet;

use gongbao::derive::checks::CHECKS;
use gongbao::lexicon::Lexicon;
use harness::{Case, load};

#[test]
fn cases() {
    let failures: Vec<String> = load().iter().flat_map(Case::failures).collect();
    assert!(failures.is_empty(), "{} failures:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn every_ratio_has_a_case_and_a_counter_case() {
    let cases = load();
    let arising: BTreeSet<&str> = cases.iter().flat_map(|case| &case.ratios).map(|ratio| ratio.ratio.as_str()).collect();
    let refused: BTreeSet<&str> = cases.iter().flat_map(|case| &case.refused).map(String::as_str).collect();
    let declared = &Lexicon::embedded().ratios;
    let names: BTreeSet<&str> = declared.rules.iter().map(|rule| rule.name.as_str()).collect();
    assert_eq!(names.difference(&arising).collect::<Vec<_>>(), Vec::<&&str>::new(), "ratios that arise in no case");
    assert_eq!(names.difference(&refused).collect::<Vec<_>>(), Vec::<&&str>::new(), "ratios that no case shows to be refused");
}

#[test]
fn every_check_has_a_case_and_a_counter_case() {
    let cases = load();
    let firing: BTreeSet<&str> = cases.iter().flat_map(|case| &case.checks).map(|check| check.check.as_str()).collect();
    let quiet: BTreeSet<&str> = cases.iter().flat_map(|case| &case.quiet).map(String::as_str).collect();
    let names: BTreeSet<&str> = CHECKS.iter().map(|rule| rule.name).collect();
    assert_eq!(names.len(), CHECKS.len(), "two checks share a name");
    assert_eq!(names.difference(&firing).collect::<Vec<_>>(), Vec::<&&str>::new(), "checks that fire in no case");
    assert_eq!(names.difference(&quiet).collect::<Vec<_>>(), Vec::<&&str>::new(), "checks that no case shows to stay quiet");
}
