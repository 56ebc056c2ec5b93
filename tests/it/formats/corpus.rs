//! The corpora that fuzzing gathered, read again: what held of each file then must still hold.

use std::fs;
use std::panic;
use std::path::Path;

use crate::targets::ALL;

#[test]
fn what_fuzzing_found_holds() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/corpus");
    let mut problems = Vec::new();
    for (name, target) in ALL {
        let folder = corpus.join(name);
        let files = fs::read_dir(&folder).unwrap_or_else(|error| panic!("the corpus of {name} is missing: {error}"));
        let files: Vec<_> = files.map(|file| file.unwrap().path()).collect();
        assert!(!files.is_empty(), "the corpus of {name} is empty");
        for file in files {
            let bytes = fs::read(&file).unwrap();
            let found = panic::catch_unwind(|| target(&bytes)).unwrap_or_else(|_| Err("panicked".to_owned()));
            problems.extend(found.err().map(|problem| format!("{}: {problem}", file.display())));
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}
