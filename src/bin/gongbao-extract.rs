//! Runs the extract stage alone.

use std::process::ExitCode;

fn main() -> ExitCode {
    gongbao::cli::extract()
}
