//! Runs the ingest stage alone.

use std::process::ExitCode;

fn main() -> ExitCode {
    gongbao::cli::ingest()
}
