//! The modules of gongbao that read files, and the targets that fuzz them, without the tables and the command line.

// The targets also run as a test of the main crate, and name this one as they name that.
extern crate self as gongbao;

#[path = "../../src/ingest/mod.rs"]
pub mod ingest;
#[path = "../../src/lexicon/mod.rs"]
pub mod lexicon;
#[path = "../../src/model.rs"]
pub mod model;
#[path = "../../src/span.rs"]
pub mod span;
pub mod targets;
#[path = "../../src/text/mod.rs"]
pub mod text;

#[doc(hidden)]
pub use libfuzzer_sys;

/// The program of one target.
#[macro_export]
macro_rules! fuzz {
    ($target:ident) => {
        $crate::libfuzzer_sys::fuzz_target!(init: $crate::let_guarded_panics_pass(), |data: &[u8]| {
            if let Err(problem) = $crate::targets::$target(data) {
                panic!("{problem}");
            }
        });
    };
}

/// Libraries whose panics are caught where they are called.
const GUARDED: [&str; 1] = ["/warc-"];

/// The fuzzer ends with any panic, even one that is caught; those of guarded libraries shall be as harmless as they are in production.
pub fn let_guarded_panics_pass() {
    let end = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if !info.location().is_some_and(|at| GUARDED.iter().any(|library| at.file().contains(library))) {
            end(info);
        }
    }));
}
