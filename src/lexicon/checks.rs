//! The words that the checks on the data go by: what bears on scope, what claims a sum. See `checks.toml`.

use super::section::Section;

/// The words of the checks. The keys are explained in `checks.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CheckWords {
    /// Words in a label that say nothing about scope.
    pub generic: Vec<String>,
    /// Words between a whole and its parts that claim that the parts make it up.
    pub exhausting: Vec<String>,
    /// Words right before a figure that claim that it is the sum of the list before it.
    pub totals: Vec<String>,
    /// Events so broad that two values under one label need not be one figure.
    pub broad: Vec<String>,
}

impl CheckWords {
    /// Takes in one file: its words come on top.
    pub(super) fn read(&mut self, mut file: Section<'_, '_>) {
        self.generic.extend(file.words("generic", None));
        self.exhausting.extend(file.words("exhausting", None));
        self.totals.extend(file.words("totals", None));
        self.broad.extend(file.words("broad", None));
        file.end();
    }
}
