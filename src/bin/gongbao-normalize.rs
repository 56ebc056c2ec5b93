//! Runs the normalize stage alone.

use std::process::ExitCode;

fn main() -> ExitCode {
    gongbao::cli::normalize()
}
