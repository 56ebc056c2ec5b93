//! The vocabulary: typed words, units and regions, read from the TOML and CSV files beside this one. Unknown keys are refused.

pub mod regions;

use std::sync::LazyLock;

use regions::Regions;

/// All vocabularies together.
#[derive(Debug, Clone)]
pub struct Lexicon {
    /// GB/T 2260.
    pub regions: Regions,
}

impl Lexicon {
    /// The vocabulary embedded in the program. It cannot fail: a test parses it.
    pub fn embedded() -> &'static Lexicon {
        static EMBEDDED: LazyLock<Lexicon> = LazyLock::new(|| Lexicon { regions: Regions::embedded() });
        &EMBEDDED
    }
}
