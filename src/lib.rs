//! gongbao (公报, bulletin) turns official Chinese reports into analytic data sets.
//!
//! ```text
//! raw/ ──ingest──▶ documents, sentences ──extract──▶ mentions ──normalize──▶ observations ──derive──▶ ratios, checks
//!        (rejects)                       every number        what it means                what follows from it
//! ```
//!
//! | module | what it holds |
//! | --- | --- |
//! | [`span`], [`model`] | positions; one plain struct per table row |
//! | [`text`] | reading characters: folding, numerals, dates. Knows no stage |
//! | [`lexicon`] | the vocabulary: typed words, units, regions, as TOML and CSV |
//! | [`ingest`], [`extract`], [`normalize`], [`derive`](mod@derive) | the stages, pure functions that return rows and findings |
//! | [`table`] | the only user of polars and parquet |
//! | [`cli`] | the only user of arguments, stderr, progress, locks and exit codes |
//!
//! Lower modules never import higher ones and no stage imports another; `tests/it/tidy.rs` holds this.
//!
//! # Invariants
//!
//! - Every run of digits in a document is in `mentions`, with an outcome. Every file that could not be used is in `rejects`.
//! - `documents.text[start:end] == surface`, counted in code points.
//! - A value is as stated. What is inferred is marked; contradictions become rows of `checks`, never repairs.
//! - Same input, same bytes, on any number of threads.
//! - No panic is reachable from input, and no stage returns an error for what a report says: only the edge can fail.

#![warn(missing_docs)]

pub mod cli;
pub mod derive;
pub mod extract;
pub mod ingest;
pub mod lexicon;
pub mod model;
pub mod normalize;
pub mod span;
pub mod table;
pub mod text;
