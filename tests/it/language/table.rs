//! The table by phenomenon in this folder's README, as the cases and the marks stand.
//!
//! `cargo test --release --test it language::table -- --nocapture` prints it.

use std::env;
use std::fmt::Write;
use std::fs;

use super::{Case, cases, folder, phenomena};

/// The table stands between these lines of the README.
const BEGIN: &str = "<!-- table -->\n";
const END: &str = "<!-- end of table -->\n";

fn table() -> String {
    let cases = cases();
    let right: Vec<bool> = cases.iter().map(|case| case.faults().is_empty()).collect();
    let mut table = String::from("| id | phenomenon | cases | read right |\n| --- | --- | ---: | ---: |\n");
    for phenomenon in phenomena() {
        let own = || cases.iter().zip(&right).filter(|(case, _): &(&Case, &bool)| case.phenomenon() == phenomenon.id);
        let (count, good) = (own().count(), own().filter(|(_, right)| **right).count());
        writeln!(table, "| {} | {} | {count} | {good} |", phenomenon.id, phenomenon.what).unwrap();
    }
    let good = right.iter().filter(|right| **right).count();
    writeln!(table, "| | all | {} | {good} |", cases.len()).unwrap();
    table
}

#[test]
fn the_readme_shows_the_table() {
    let table = table();
    println!("{table}");
    let path = folder().join("README.md");
    let readme = fs::read_to_string(&path).unwrap();
    let (before, rest) = readme.split_once(BEGIN).expect("the README has lost the mark where the table begins");
    let (shown, after) = rest.split_once(END).expect("the README has lost the mark where the table ends");
    if env::var_os("GONGBAO_WRITE_TABLE").is_some() {
        fs::write(path, [before, BEGIN, &table, END, after].concat()).unwrap();
        return;
    }
    let gone = shown.lines().filter(|line| !table.lines().any(|other| other == *line)).map(|line| format!("- {line}"));
    let new = table.lines().filter(|line| !shown.lines().any(|other| other == *line)).map(|line| format!("+ {line}"));
    let difference: Vec<String> = gone.chain(new).collect();
    assert!(
        shown == table,
        "the table of tests/it/language/README.md is stale; GONGBAO_WRITE_TABLE=1 with this test rewrites it:\n{}",
        difference.join("\n")
    );
}
