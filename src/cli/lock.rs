//! One run at a time in one directory. The system releases the lock when the process ends, however it ends.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Write};
use std::path::Path;
use std::time::SystemTime;

use chrono::{DateTime, SecondsFormat, Utc};

use super::exit::Failure;

/// Name of the lock file. It stays: removing it would let two runs lock two files of one name.
pub const FILE: &str = ".gongbao.lock";

/// A held lock; released when dropped.
#[derive(Debug)]
pub struct Lock {
    file: File,
}

impl Drop for Lock {
    /// Closing the file is not enough: a program that was just started may still hold a copy of it.
    fn drop(&mut self) {
        let _ = self.file.unlock();
    }
}

impl Lock {
    /// Takes the lock of a directory.
    ///
    /// # Errors
    /// [`Failure::Locked`] where another run holds it, with the process and the time that it left in the file.
    pub fn take(dir: &Path) -> Result<Lock, Failure> {
        let path = dir.join(FILE);
        let failed = |source| Failure::Directory { what: format!("cannot lock {}", path.display()), source };
        let mut file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path).map_err(failed)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let mut holder = String::new();
                // The holder may be between emptying the file and writing its name; the message is then shorter.
                let _ = file.read_to_string(&mut holder);
                let holder = if holder.is_empty() { "another run".to_owned() } else { format!("another run ({holder})") };
                return Err(Failure::Locked(format!("{holder} is writing to {}; wait for it, or choose another --out", dir.display())));
            }
            Err(TryLockError::Error(source)) => return Err(failed(source)),
        }
        let since = DateTime::<Utc>::from(SystemTime::now()).to_rfc3339_opts(SecondsFormat::Secs, true);
        file.set_len(0).and_then(|()| write!(file, "process {}, since {since}", std::process::id())).map_err(failed)?;
        Ok(Lock { file })
    }
}
