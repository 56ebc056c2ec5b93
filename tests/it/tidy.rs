//! The structure of the house: who may import whom, who may use which library, and how files look.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use regex::Regex;

/// The layers from low to high. A module imports only from lower layers, and from its own folder.
const LAYERS: [&[&str]; 7] =
    [&["span", "model"], &["text"], &["lexicon"], &["ingest", "extract", "normalize", "derive"], &["table"], &["cli"], &["bin", "lib.rs"]];

/// Libraries that only one module may use.
const RESERVED: [(&str, &[&str]); 2] =
    [("table", &["polars", "parquet"]), ("cli", &["clap", "indicatif", "tracing_subscriber", "walkdir"])];

/// No file is longer.
const MAX_LINES: usize = 400;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every Rust file below a directory, with its path below the root and its text.
fn files(under: &str) -> Vec<(PathBuf, String)> {
    // What fuzzing builds stands beside its targets.
    let built = root().join("tests/fuzz/target");
    let walk = walkdir::WalkDir::new(root().join(under)).sort_by_file_name().into_iter();
    let entries = walk.filter_entry(move |entry| entry.path() != built).map(Result::unwrap);
    let rust = entries.filter(|entry| entry.path().extension().is_some_and(|extension| extension == "rs"));
    let read = |entry: walkdir::DirEntry| {
        let path = entry.path().strip_prefix(root()).unwrap().to_path_buf();
        (path, fs::read_to_string(entry.path()).unwrap())
    };
    rust.map(read).collect()
}

/// The module a file of `src` belongs to: its first folder, or its own name.
fn module(path: &Path) -> String {
    let below = path.strip_prefix("src").unwrap();
    let first = below.components().next().unwrap().as_os_str().to_str().unwrap();
    if first == "lib.rs" { first.to_owned() } else { first.trim_end_matches(".rs").to_owned() }
}

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| layer.contains(&module))
}

/// The code without comments; a mention in documentation imports nothing.
fn code(text: &str) -> String {
    let lines = text.lines().map(|line| if line.trim_start().starts_with("//") { "" } else { line });
    lines.collect::<Vec<_>>().join("\n")
}

/// Modules of this crate that a text names, by `crate::a` or `crate::{a, b::c}`.
fn imports(text: &str) -> Vec<String> {
    let code = code(text);
    let name = Regex::new(r"^\s*(\w+)").unwrap();
    let mut found = Vec::new();
    for (at, key) in code.match_indices("crate::").chain(code.match_indices("gongbao::")) {
        let rest = &code[at + key.len()..];
        let Some(group) = rest.strip_prefix('{') else {
            found.extend(name.captures(rest).map(|name| name[1].to_owned()));
            continue;
        };
        let mut depth = 0;
        let mut part = String::new();
        for c in group.chars() {
            match c {
                '}' if depth == 0 => break,
                ',' if depth == 0 => {
                    found.extend(name.captures(&part).map(|name| name[1].to_owned()));
                    part.clear();
                }
                _ => {
                    depth += i32::from(c == '{') - i32::from(c == '}');
                    part.push(c);
                }
            }
        }
        found.extend(name.captures(&part).map(|name| name[1].to_owned()));
    }
    found
}

/// What is wrong with what a module imports.
fn wrong_imports(module: &str, text: &str) -> Vec<String> {
    let own = layer(module).unwrap_or_else(|| panic!("{module} has no layer; give it one in LAYERS"));
    let wrong = |other: &String| other != module && layer(other).is_some_and(|other| other >= own);
    imports(text).into_iter().filter(wrong).collect()
}

fn wrong_libraries(module: &str, text: &str) -> Vec<String> {
    let code = code(text);
    let others = RESERVED.iter().filter(|(owner, _)| *owner != module);
    let uses = |library: &&&str| Regex::new(&format!(r"\b(use {library}\b|{library}::)")).unwrap().is_match(&code);
    others.flat_map(|(_, libraries)| libraries.iter().filter(uses)).map(|library| (*library).to_owned()).collect()
}

#[test]
fn lower_layers_never_import_higher_ones_and_nobody_imports_sideways() {
    let mut wrong = BTreeMap::new();
    for (path, text) in files("src") {
        let imports = wrong_imports(&module(&path), &text);
        if !imports.is_empty() {
            wrong.insert(path, imports);
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn each_library_has_its_module() {
    let mut wrong = BTreeMap::new();
    for (path, text) in files("src") {
        let libraries = wrong_libraries(&module(&path), &text);
        if !libraries.is_empty() {
            wrong.insert(path, libraries);
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_rules_see_what_they_should() {
    assert_eq!(wrong_imports("extract", "use crate::{model::Mention, ingest::{self, Source},\n normalize};"), ["ingest", "normalize"]);
    assert_eq!(wrong_imports("text", "fn f() { crate::lexicon::Lexicon::embedded(); }"), ["lexicon"]);
    assert_eq!(wrong_imports("table", "pub use crate::cli;"), ["cli"]);
    assert_eq!(wrong_imports("bin", "gongbao::cli::gongbao()"), Vec::<String>::new());
    assert_eq!(wrong_imports("derive", "/// See [`crate::table`].\nuse crate::span::Span;"), Vec::<String>::new());
    assert_eq!(wrong_libraries("derive", "use polars::prelude::*;"), ["polars"]);
    assert_eq!(wrong_libraries("table", "use polars::prelude::*;\nclap::Parser"), ["clap"]);
}

#[test]
fn every_file_opens_with_its_purpose() {
    for (path, text) in files("src").into_iter().chain(files("tests")) {
        assert!(text.starts_with("//! "), "{} does not say what it is for", path.display());
        let first = text.lines().next().unwrap_or_default();
        assert!(first.len() > 12, "{} does not say enough", path.display());
    }
}

#[test]
fn files_are_short_and_named_for_what_they_hold() {
    for (path, text) in files("src").into_iter().chain(files("tests")) {
        assert!(text.lines().count() <= MAX_LINES, "{} has more than {MAX_LINES} lines; split it", path.display());
        let name = path.file_stem().unwrap().to_str().unwrap();
        assert!(!["util", "utils", "helpers", "common", "misc"].contains(&name), "{} is named for nothing", path.display());
        let folder = path.with_extension("");
        assert!(!root().join(&folder).is_dir(), "{} stands beside a folder; it belongs into it as mod.rs", path.display());
    }
}

#[test]
fn no_file_names_a_path_of_the_machine_it_was_written_on() {
    let machine = Regex::new(concat!("\"/(", "home|root|work|Users)/")).unwrap();
    for (path, text) in files("src").into_iter().chain(files("tests")) {
        assert!(!machine.is_match(&text), "{} names a path of one machine", path.display());
    }
}
