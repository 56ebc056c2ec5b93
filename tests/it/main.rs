//! The one test binary.

mod date;
mod hanzi;
mod ingest;
mod regions;
