//! Exit codes and the failures that lead to them. `--help` prints this list.

use std::fmt::Write;
use std::io;
use std::process::ExitCode;

use crate::lexicon::LexiconError;
use crate::table;

/// How a run ended. The numbers are part of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Exit {
    /// All went well.
    Success = 0,
    /// The run finished, but some inputs could not be used.
    Rejected = 1,
    /// The command was not understood, or the vocabulary given with it is not in order.
    Usage = 2,
    /// There was nothing to do.
    Nothing = 3,
    /// Another run writes to the same directory.
    Locked = 4,
    /// A table could not be read or written.
    Tables = 5,
    /// `gongbao check --fail-on` found what it was to fail on.
    Findings = 6,
    /// A fault in the program itself.
    Fault = 101,
}

impl Exit {
    /// Every code with what it means to the one who ran the program.
    pub const ALL: [(Exit, &'static str); 8] = [
        (Exit::Success, "all went well"),
        (Exit::Rejected, "finished, but some inputs could not be used; the table rejects says which and why"),
        (Exit::Usage, "the command was not understood, or something is wrong with the files of --lexicon"),
        (Exit::Nothing, "nothing to do: no file to read, no table of the stage before, or nothing of that name"),
        (Exit::Locked, "another run is writing to the same directory"),
        (Exit::Tables, "a table could not be read or written (disk, permission), is damaged, or is of another run"),
        (Exit::Findings, "gongbao check --fail-on: there are findings as bad as that, or worse"),
        (Exit::Fault, "a fault in the program itself; nothing was changed"),
    ];

    /// The list as `--help` shows it.
    pub fn help() -> String {
        let mut text = String::from("Exit codes:");
        for (exit, meaning) in Exit::ALL {
            let _ = write!(text, "\n  {:>3}  {meaning}", exit as u8);
        }
        text
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(exit as u8)
    }
}

/// Why a run could not finish. The tables of the run before are then as they were.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// There is nothing to read.
    #[error("{0}")]
    Nothing(String),
    /// The arguments contradict each other, or do not say enough.
    #[error("{0}")]
    Usage(String),
    /// The vocabulary given.
    #[error("the vocabulary in {dir} cannot be used:\n{error}")]
    Lexicon {
        /// Where it stands.
        dir: String,
        /// All that is wrong with it.
        error: LexiconError,
    },
    /// Another run holds the lock.
    #[error("{0}")]
    Locked(String),
    /// A table.
    #[error(transparent)]
    Table(#[from] table::Error),
    /// The directory of the tables.
    #[error("{what}: {source}")]
    Directory {
        /// What was tried, with the path.
        what: String,
        /// What the system said.
        source: io::Error,
    },
    /// Standard input or output.
    #[error("standard input or output: {0}")]
    Output(io::Error),
    /// A panic outside any single document.
    #[error("a fault in the program itself: {0}; nothing was changed, please report it")]
    Fault(String),
}

impl Failure {
    /// The exit code.
    pub fn exit(&self) -> Exit {
        match self {
            Failure::Nothing(_) | Failure::Table(table::Error::Missing(_)) => Exit::Nothing,
            Failure::Usage(_) | Failure::Lexicon { .. } => Exit::Usage,
            Failure::Locked(_) => Exit::Locked,
            Failure::Table(_) | Failure::Directory { .. } | Failure::Output(_) => Exit::Tables,
            Failure::Fault(_) => Exit::Fault,
        }
    }
}
