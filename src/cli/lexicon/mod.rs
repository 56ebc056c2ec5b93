//! A user's vocabulary: the files of `--lexicon`, read from disk, and what `gongbao lexicon check` says of them.

pub mod against;
pub mod check;

use std::borrow::Cow;
use std::fs;
use std::path::Path;

use super::exit::Failure;
use crate::lexicon::problem::Problem;
use crate::lexicon::{Lexicon, LexiconError};

/// The files of a directory that can be read, as name and text in the order of their names, and what is wrong with the others.
#[derive(Debug, Default)]
pub struct Found {
    /// Name and text.
    pub files: Vec<(String, String)>,
    /// What cannot be read.
    pub problems: Vec<Problem>,
}

impl Found {
    /// Reads every file of a directory; hidden ones are left alone.
    ///
    /// # Errors
    /// Where the directory cannot be read.
    pub fn read(dir: &Path) -> Result<Found, Failure> {
        let failed = |source| Failure::Usage(format!("cannot read the directory {} of vocabulary files: {source}", dir.display()));
        let mut found = Found::default();
        for entry in fs::read_dir(dir).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.starts_with('.') {
                continue;
            }
            let text = if entry.path().is_dir() {
                Err("is a directory; vocabulary files stand side by side".to_owned())
            } else {
                let bytes = fs::read(entry.path()).map_err(|error| format!("cannot be read: {error}"));
                bytes.and_then(|bytes| String::from_utf8(bytes).map_err(|_| "is not UTF-8; save it as UTF-8".to_owned()))
            };
            match text {
                Ok(text) => found.files.push((name, text)),
                Err(message) => found.problems.push(Problem::with_file(&name, message)),
            }
        }
        if found.files.is_empty() && found.problems.is_empty() {
            found.problems.push(Problem::with_file(&dir.display().to_string(), "holds no vocabulary file"));
        }
        found.files.sort();
        Ok(found)
    }

    /// The files, as the lexicon takes them.
    pub fn texts(&self) -> Vec<(&str, &str)> {
        self.files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect()
    }

    /// The vocabulary with these files on top of the embedded ones.
    ///
    /// # Errors
    /// With all that is wrong with them.
    pub fn lexicon(&self) -> Result<Lexicon, LexiconError> {
        let built = Lexicon::with(&self.texts());
        let of_text = built.as_ref().err().map(|error| error.problems.clone()).unwrap_or_default();
        LexiconError::of(self.problems.iter().cloned().chain(of_text).collect()).map_or(built, Err)
    }
}

/// The vocabulary of a run.
///
/// # Errors
/// Where the directory or one of its files cannot be used.
pub fn load(dir: Option<&Path>) -> Result<Cow<'static, Lexicon>, Failure> {
    let Some(dir) = dir else { return Ok(Cow::Borrowed(Lexicon::embedded())) };
    let lexicon = Found::read(dir)?.lexicon();
    lexicon.map(Cow::Owned).map_err(|error| Failure::Lexicon { dir: dir.display().to_string(), error })
}

/// A vocabulary that lasts as long as the program: a worker that hangs on one file keeps it.
pub fn for_good(lexicon: Cow<'static, Lexicon>) -> &'static Lexicon {
    match lexicon {
        Cow::Borrowed(lexicon) => lexicon,
        Cow::Owned(lexicon) => Box::leak(Box::new(lexicon)),
    }
}
