//! What a user's files shadow, repeat and add. The cases stand in `review.toml`.

use gongbao::lexicon::files::FILES;
use gongbao::lexicon::review::review;
use gongbao::model::Severity;
use serde::Deserialize;

use crate::support::cases;

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

cases::case!(Case, reason);

fn lines(files: &[(&str, &str)]) -> Vec<String> {
    review(files).findings.iter().map(|finding| format!("{} {}", finding.severity.name(), finding.problem)).collect()
}

#[test]
fn cases() {
    cases::check(include_str!("review.toml"), |case: &Case| {
        let lines = lines(&[(&case.file, &case.text)]);
        if lines == case.findings { Ok(()) } else { Err(lines.join("\n")) }
    });
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
