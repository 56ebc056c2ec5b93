//! What a user's files would do: what is wrong with them, which entries they shadow, what is new in them.

mod entries;
mod words;

use std::collections::HashSet;

use super::Lexicon;
use super::load::{self, Files};
use super::problem::Problem;
use super::section::Notes;
use crate::model::Severity;

/// One thing worth knowing about a file.
///
/// An error keeps the files from being used. A warning is of an entry that changes what an embedded one means or where it is found.
/// Info is of what is new, and of what has no effect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// How much it matters.
    pub severity: Severity,
    /// What and where.
    pub problem: Problem,
}

/// What there is to say of a user's files.
#[derive(Debug, Clone)]
pub struct Review {
    /// By severity, the worst first, then by file and place.
    pub findings: Vec<Finding>,
    /// The vocabulary with the files on top, where nothing is wrong with them.
    pub lexicon: Option<Lexicon>,
}

/// Looks through a user's files, given as name and text.
pub fn review(texts: &[(&str, &str)]) -> Review {
    let files = Files::read(texts);
    let mut findings = Findings { texts, list: Vec::new() };
    words::review(&files.embedded, &files.added, &mut findings);
    declared(&files.embedded, &files.added, &mut findings);
    let lexicon = match files.build(texts) {
        Ok(lexicon) => {
            entries::review(Lexicon::embedded(), &lexicon, &mut findings);
            Some(lexicon)
        }
        Err(error) => {
            findings.list.extend(error.problems.into_iter().map(|problem| Finding { severity: Severity::Error, problem }));
            None
        }
    };
    let mut findings = findings.list;
    findings.sort_by(|a, b| b.severity.cmp(&a.severity).then_with(|| a.problem.cmp(&b.problem)));
    findings.dedup();
    Review { findings, lexicon }
}

/// Findings as they are made.
struct Findings<'t> {
    texts: &'t [(&'t str, &'t str)],
    list: Vec<Finding>,
}

impl Findings<'_> {
    /// Adds one; `at` is a byte of the file.
    fn add(&mut self, severity: Severity, file: &str, at: Option<usize>, message: String) {
        let problem = match at {
            Some(byte) => load::at(self.texts, file, byte, message),
            None => Problem::with_file(file, message),
        };
        self.list.push(Finding { severity, problem });
    }
}

/// Codes that the embedded files do not have: whoever uses the tables will not know them.
fn declared(embedded: &Notes, added: &Notes, findings: &mut Findings<'_>) {
    let known: HashSet<(&str, &str)> = embedded.declared.iter().map(|code| (code.what, code.code.as_str())).collect();
    for code in added.declared.iter().filter(|code| !known.contains(&(code.what, code.code.as_str()))) {
        findings.add(Severity::Info, &code.file, Some(code.at), format!("{} is a new {}", code.code, code.what));
    }
}
