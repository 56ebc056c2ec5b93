//! Finding and loading the files below the raw directory. What cannot be used gets a reason, never a panic and never silence.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

/// One thing found below the raw directory.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// Path below the raw directory, `/`-separated; lossy where it is not UTF-8, and then only used to say so.
    pub path: String,
    /// The file and its size in bytes, or why it cannot be used.
    pub file: Result<(PathBuf, u64), String>,
}

/// Finds every file below `raw`, in path order. Links are followed; hidden files and directories, and `out`, are passed over.
///
/// # Errors
/// Why there is nothing to read.
pub fn walk(raw: &Path, out: &Path) -> Result<Vec<Found>, String> {
    let advice = "put reports into it, or name another directory with --raw";
    match fs::metadata(raw) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(format!("the raw directory {} does not exist; {advice}", raw.display()));
        }
        Err(error) => return Err(format!("the raw directory {} cannot be read: {error}", raw.display())),
        Ok(about) if !about.is_dir() => return Err(format!("{} is not a directory; name one with --raw", raw.display())),
        Ok(_) => {}
    }
    if let Err(error) = fs::read_dir(raw) {
        return Err(format!("the raw directory {} cannot be read: {error}", raw.display()));
    }
    let out = fs::canonicalize(out).ok();
    let wanted = |entry: &DirEntry| {
        entry.depth() == 0
            || !(is_hidden(entry) || entry.file_type().is_dir() && out.is_some() && fs::canonicalize(entry.path()).ok() == out)
    };
    let entries = WalkDir::new(raw).follow_links(true).into_iter().filter_entry(wanted);
    let mut found: Vec<Found> = entries.filter_map(|entry| look(raw, entry)).collect();
    found.sort();
    if found.is_empty() {
        return Err(format!("the raw directory {} holds no file; {advice}", raw.display()));
    }
    Ok(found)
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().as_encoded_bytes().starts_with(b".")
}

fn look(raw: &Path, entry: walkdir::Result<DirEntry>) -> Option<Found> {
    let entry = match entry {
        Ok(entry) if entry.file_type().is_dir() => return None,
        Ok(entry) => entry,
        Err(error) => return Some(Found { path: below(raw, error.path().unwrap_or(raw)), file: Err(trouble(&error)) }),
    };
    let file = if entry.path().to_str().is_none() && entry.path().strip_prefix(raw).ok().and_then(Path::to_str).is_none() {
        Err("its name is not UTF-8; rename it".to_owned())
    } else if !entry.file_type().is_file() {
        Err("is neither a file nor a directory; take it away".to_owned())
    } else {
        match entry.metadata() {
            Ok(about) => Ok((entry.path().to_path_buf(), about.len())),
            Err(error) => Err(trouble(&error)),
        }
    };
    Some(Found { path: below(raw, entry.path()), file })
}

fn below(raw: &Path, path: &Path) -> String {
    let relative = path.strip_prefix(raw).unwrap_or(path);
    let parts: Vec<_> = relative.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

fn trouble(error: &walkdir::Error) -> String {
    if error.loop_ancestor().is_some() {
        return "is a link to a directory that it lies in, a loop; take the link away".to_owned();
    }
    let is_link = error.path().and_then(|path| fs::symlink_metadata(path).ok()).is_some_and(|about| about.is_symlink());
    match error.io_error() {
        Some(error) if is_link && error.kind() == io::ErrorKind::NotFound => {
            "is a link that leads nowhere; mend it or take it away".to_owned()
        }
        Some(error) if is_link => format!("is a link that cannot be followed ({error}); mend it or take it away"),
        Some(error) => unreadable(error),
        None => format!("cannot be looked at: {error}"),
    }
}

/// Why a file cannot be read, and what to do.
pub fn unreadable(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::PermissionDenied => format!("cannot be read ({error}); give this user the right to read it"),
        _ => format!("cannot be read ({error}); check the disk, or take it away"),
    }
}
