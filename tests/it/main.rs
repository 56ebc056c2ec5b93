//! The one test binary.

mod hanzi;
mod ingest;
mod regions;
