//! `gongbao lexicon check`: what a user's files do, before they are used.

use std::fmt::Write;

use serde_json::json;

use super::Found;
use super::against::{self, Against};
use crate::cli::args;
use crate::cli::exit::{Exit, Failure};
use crate::cli::grid::{grouped, visible};
use crate::cli::pipeline::Steps;
use crate::cli::print;
use crate::cli::progress::Voice;
use crate::lexicon::review::{Finding, review};
use crate::model::Severity;

/// Checks the files of a directory, and compares with the tables of another where that is asked for.
///
/// # Errors
/// Where the directory or the tables cannot be read.
pub fn run(typed: &args::LexiconCheck, steps: &Steps, voice: &Voice) -> Result<Exit, Failure> {
    let found = Found::read(&typed.dir)?;
    let review = review(&found.texts());
    let unreadable = found.problems.iter().map(|problem| Finding { severity: Severity::Error, problem: problem.clone() });
    let findings: Vec<Finding> = unreadable.chain(review.findings).collect();
    let wrong = findings.iter().any(|finding| finding.severity == Severity::Error);
    let against = match (&typed.against, &review.lexicon) {
        (Some(out), Some(lexicon)) if !wrong => Some(against::compare(out, steps, lexicon, voice)?),
        _ => None,
    };
    if typed.json {
        print(&json(&findings, against.as_ref()))?;
    } else {
        print(&text(&findings))?;
        match &against {
            Some(against) => print(&against.text(typed.all))?,
            None if typed.against.is_some() => print("\nNot compared with the tables: the files have errors.\n")?,
            None => {}
        }
    }
    Ok(match against {
        _ if wrong => Exit::Usage,
        Some(against) if !against.failed.is_empty() => Exit::Rejected,
        _ => Exit::Success,
    })
}

/// The findings, a line each, and how many there are.
fn text(findings: &[Finding]) -> String {
    let mut text = String::new();
    for finding in findings {
        let _ = writeln!(text, "{:<7}  {}", finding.severity.name(), visible(&finding.problem.to_string()));
    }
    let count = |severity| grouped(findings.iter().filter(|finding| finding.severity == severity).count());
    let _ = writeln!(
        text,
        "{} errors, {} warnings, {} for information",
        count(Severity::Error),
        count(Severity::Warning),
        count(Severity::Info)
    );
    text
}

fn json(findings: &[Finding], against: Option<&Against>) -> String {
    let finding = |finding: &Finding| {
        json!({
            "severity": finding.severity.name(),
            "file": finding.problem.file,
            "line": finding.problem.place.map(|place| place.line),
            "column": finding.problem.place.map(|place| place.column),
            "message": finding.problem.message,
        })
    };
    let findings: Vec<_> = findings.iter().map(finding).collect();
    json!({ "findings": findings, "against": against.map(Against::json) }).to_string() + "\n"
}
