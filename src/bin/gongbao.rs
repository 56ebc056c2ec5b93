//! Runs all stages: the reports in `raw/` to the tables in `processed/`.

use std::process::ExitCode;

fn main() -> ExitCode {
    gongbao::cli::gongbao()
}
