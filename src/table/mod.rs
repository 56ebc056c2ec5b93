//! The tables in Parquet: the only user of polars and parquet.
//!
//! | part | what it holds |
//! | --- | --- |
//! | [`column`](mod@column) | the dictionary: every column once, with its type and meaning |
//! | [`schema`] | which columns each table has |
//! | [`stage`] | which stage writes which tables, and the stamp that chains a table to its inputs |
//! | [`row`] | model structs to cells and back |
//! | [`write`](mod@write), [`read`] | the one writer and the one reader, a row group at a time |
//! | [`texts`] | Parquet files of others, as a source of texts |
//! | [`footer`] | what a file says of itself, without loading data |

pub mod column;
pub mod footer;
pub mod read;
pub mod row;
pub mod schema;
pub mod stage;
pub mod texts;
pub mod write;

use std::io;
use std::path::{Path, PathBuf};

pub use read::TableReader;
pub use row::{Row, Value};
pub use schema::Table;
pub use stage::{Stage, Stamp};
pub use texts::Texts;
pub use write::TableWriter;

/// Why a table could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file is not there.
    #[error("{} is missing; run gongbao, or the stage that writes it", .0.display())]
    Missing(PathBuf),
    /// The disk or a permission stood in the way.
    #[error("{}: {source}", .path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// It is not a table that this program wrote, or only half of one.
    #[error("{} is damaged: {what}", .path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        what: String,
    },
    /// It was written to another schema.
    #[error("{} has another layout: {what}", .path.display())]
    Layout {
        /// The file.
        path: PathBuf,
        /// Where it differs.
        what: String,
    },
    /// It does not belong to the run whose tables it is read with.
    #[error("{what}")]
    Chain {
        /// Which table is behind which, and the stage to run again.
        what: String,
    },
}

impl Error {
    fn io(path: &Path, source: io::Error) -> Self {
        if source.kind() == io::ErrorKind::NotFound {
            return Error::Missing(path.to_path_buf());
        }
        Error::Io { path: path.to_path_buf(), source }
    }

    fn damaged(path: &Path, what: impl std::fmt::Display) -> Self {
        Error::Damaged { path: path.to_path_buf(), what: what.to_string() }
    }
}

/// Runs a decoder of somebody else's. One that panics on bytes that are not what their header says has found one more way to be damaged.
fn decode<T>(path: &Path, work: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
    let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(work));
    result.unwrap_or_else(|_| Err(Error::damaged(path, "it cannot be decoded")))
}
