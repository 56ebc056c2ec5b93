//! What is wrong with a vocabulary file, with its place.

use std::fmt;

/// One thing that is wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file's name.
    pub file: String,
    /// Where, if it has a place.
    pub place: Option<Place>,
    /// What is wrong, and what was expected.
    pub message: String,
}

/// A place in a file, both 1-based.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The line.
    pub line: usize,
    /// The column, in code points.
    pub column: usize,
}

impl Place {
    /// The place of a byte of a text.
    pub fn of(text: &str, byte: usize) -> Place {
        let before = text.char_indices().take_while(|(at, _)| *at < byte);
        before.fold(Place { line: 1, column: 1 }, |place, (_, c)| match c {
            '\n' => Place { line: place.line + 1, column: 1 },
            _ => Place { column: place.column + 1, ..place },
        })
    }
}

impl Problem {
    /// A problem with the file as a whole.
    pub fn with_file(file: &str, message: impl Into<String>) -> Problem {
        Problem { file: file.to_owned(), place: None, message: message.into() }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.place {
            Some(Place { line, column }) => write!(f, "{}:{line}:{column}: {}", self.file, self.message),
            None => write!(f, "{}: {}", self.file, self.message),
        }
    }
}

/// Why a vocabulary cannot be used: everything that is wrong with its files, by file and place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LexiconError {
    /// At least one.
    pub problems: Vec<Problem>,
}

impl LexiconError {
    /// All of these, in order and each once; none where there is nothing wrong.
    pub fn of(mut problems: Vec<Problem>) -> Option<LexiconError> {
        problems.sort();
        problems.dedup();
        (!problems.is_empty()).then_some(LexiconError { problems })
    }
}

impl fmt::Display for LexiconError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, problem) in self.problems.iter().enumerate() {
            let apart = if at > 0 { "\n" } else { "" };
            write!(f, "{apart}{problem}")?;
        }
        Ok(())
    }
}

impl std::error::Error for LexiconError {}
