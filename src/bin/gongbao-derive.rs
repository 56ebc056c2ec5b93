//! Runs the derive stage alone.

use std::process::ExitCode;

fn main() -> ExitCode {
    gongbao::cli::derive()
}
