//! The one test binary.

mod ingest;
mod regions;
