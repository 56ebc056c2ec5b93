//! All tests, one binary. What the tests share stands in `support`; `tidy` holds the structure of the house.

mod cli;
mod confidence;
mod date;
mod derive;
mod formats;
mod hanzi;
mod ingest;
mod language;
mod ledger;
mod lexicon;
mod pages;
mod recognizers;
mod regions;
mod shortcuts;
mod support;
mod table;
#[path = "../fuzz/targets/mod.rs"]
mod targets;
mod tidy;
