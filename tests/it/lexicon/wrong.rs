//! What is wrong with a user's files is said with its place, all of it at once. The cases stand in `wrong.toml`.

use gongbao::lexicon::Lexicon;
use serde::Deserialize;

use crate::support::cases;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    reason: String,
    file: String,
    text: String,
    /// How each line of the message begins.
    problems: Vec<String>,
    /// Further lines follow: the message of the TOML reader shows where it stopped.
    #[serde(default)]
    goes_on: bool,
}

cases::case!(Case, reason);

fn message(files: &[(&str, &str)]) -> String {
    Lexicon::with(files).map_or_else(|error| error.to_string(), |_| String::new())
}

#[test]
fn every_problem_is_told_with_its_place() {
    cases::check(include_str!("wrong.toml"), |case: &Case| {
        let message = message(&[(&case.file, &case.text)]);
        let lines: Vec<&str> = message.lines().collect();
        let as_said = lines.len() >= case.problems.len()
            && (case.goes_on || lines.len() == case.problems.len())
            && case.problems.iter().zip(&lines).all(|(wanted, line)| line.starts_with(wanted.as_str()));
        if as_said { Ok(()) } else { Err(message) }
    });
}

#[test]
fn problems_of_all_files_come_together_by_file_and_place() {
    let files = [("words.toml", "upp = []\n"), ("nouns.toml", "den = [\"賭\", \"賭\"]\n"), ("notes.txt", "")];
    let message = message(&files);
    let starts: Vec<&str> = message.lines().filter_map(|line| line.split(": ").next()).collect();
    assert_eq!(starts, ["notes.txt", "nouns.toml:1:8", "nouns.toml:1:13", "words.toml:1:1"]);
}
