//! The directory of the tables during a run: locked, written beside its place, and changed in one step at the end.
//!
//! A run writes into `.gongbao-staging-*`. When all is written, that directory is renamed to `.gongbao-ready`: from there on the new tables
//! count, and only remain to be moved into place, one rename each. A run that is killed before leaves the old tables; one that is
//! killed while moving leaves the rest to the next run, which finishes the moving first.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::exit::Failure;
use super::lock::Lock;
use crate::table::Table;

const STAGING: &str = ".gongbao-staging-";
const READY: &str = ".gongbao-ready";

/// The directory of the tables, ours until dropped.
#[derive(Debug)]
pub struct Workspace {
    out: PathBuf,
    staging: TempDir,
    _lock: Lock,
}

impl Workspace {
    /// Makes the directory where it is missing, locks it, and clears up after runs that were killed.
    ///
    /// # Errors
    /// Where another run holds it, or it cannot be written.
    pub fn open(out: &Path) -> Result<Workspace, Failure> {
        fs::create_dir_all(out).map_err(|source| failed("cannot make the directory", out, source))?;
        let lock = Lock::take(out)?;
        recover(out).map_err(|source| failed("cannot clear up after a run that was killed in", out, source))?;
        let staging = tempfile::Builder::new().prefix(STAGING).tempdir_in(out);
        let staging = staging.map_err(|source| failed("cannot write to", out, source))?;
        Ok(Workspace { out: out.to_path_buf(), staging, _lock: lock })
    }

    /// Where a table is read: as written by this run, else as the run before left it.
    pub fn source(&self, table: Table) -> PathBuf {
        let staged = self.target(table);
        if staged.exists() { staged } else { self.out.join(table.file_name()) }
    }

    /// Where this run writes a table.
    pub fn target(&self, table: Table) -> PathBuf {
        self.staging.path().join(table.file_name())
    }

    /// Puts all that this run wrote into place.
    ///
    /// # Errors
    /// Where the directory cannot be written.
    pub fn commit(self) -> Result<(), Failure> {
        let Workspace { out, staging, _lock } = self;
        let ready = out.join(READY);
        sync_dir(staging.path())
            .and_then(|()| fs::rename(staging.path(), &ready))
            .map_err(|source| failed("cannot put the tables in place in", &out, source))?;
        // It is no longer where the guard would look for it.
        let _ = staging.keep();
        move_in(&ready, &out).map_err(|source| failed("cannot put the tables in place in", &out, source))
    }
}

fn recover(out: &Path) -> io::Result<()> {
    let ready = out.join(READY);
    if ready.is_dir() {
        move_in(&ready, out)?;
    }
    for entry in fs::read_dir(out)? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().starts_with(STAGING) {
            fs::remove_dir_all(entry.path())?;
        }
    }
    Ok(())
}

fn move_in(ready: &Path, out: &Path) -> io::Result<()> {
    sync_dir(out)?;
    for entry in fs::read_dir(ready)? {
        let entry = entry?;
        fs::rename(entry.path(), out.join(entry.file_name()))?;
    }
    fs::remove_dir(ready)?;
    sync_dir(out)
}

/// Makes renames in a directory survive a power cut, where the system has such a thing.
fn sync_dir(dir: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(dir)?.sync_all() } else { Ok(()) }
}

fn failed(what: &str, path: &Path, source: io::Error) -> Failure {
    Failure::Directory { what: format!("{what} {}", path.display()), source }
}
