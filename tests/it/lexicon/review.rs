//! What a user's files shadow, repeat and add. The cases stand in `review.toml`.

use std::collections::BTreeSet;

use gongbao::lexicon::files::FILES;
use gongbao::lexicon::review::review;
use gongbao::model::Severity;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    reason: String,
    file: String,
    text: String,
    /// Every finding: severity, place and message.
    findings: Vec<String>,
}

fn lines(files: &[(&str, &str)]) -> Vec<String> {
    review(files).findings.iter().map(|finding| format!("{} {}", finding.severity.name(), finding.problem)).collect()
}

#[test]
fn cases() {
    let cases: Cases = toml::from_str(include_str!("review.toml")).unwrap();
    let mut failures = Vec::new();
    let mut names = BTreeSet::new();
    for case in &cases.case {
        assert!(names.insert(&case.name), "two cases are called {}", case.name);
        let lines = lines(&[(&case.file, &case.text)]);
        if lines != case.findings {
            failures.push(format!("{} ({}):\n{}\n", case.name, case.reason, lines.join("\n")));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn the_embedded_files_on_top_of_themselves_shadow_nothing() {
    for (file, text) in FILES {
        let review = review(&[(file, text)]);
        let other: Vec<_> = review.findings.iter().filter(|finding| finding.severity != Severity::Info).take(3).collect();
        assert!(other.is_empty(), "{file}: {other:?}");
        assert!(review.findings.iter().all(|finding| finding.problem.message.ends_with("it can be left out")), "{file}");
        assert!(review.lexicon.is_some());
    }
}

#[test]
fn the_worst_comes_first_and_with_errors_there_is_no_vocabulary() {
    let files = [("nouns.toml", "den = [\"窝点\"]\n"), ("subjects.toml", "[subject.fire]\ndefault = \"handled\"\nname = []\n")];
    let found = review(&files);
    let severities: Vec<Severity> = found.findings.iter().map(|finding| finding.severity).collect();
    assert_eq!(severities, [Severity::Error, Severity::Info]);
    assert!(found.lexicon.is_none());
}
