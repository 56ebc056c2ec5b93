//! Regions of GB/T 2260 with the years in which each code was valid.

/// All regions.
#[derive(Debug, Clone, Default)]
pub struct Regions {}

impl Regions {
    /// The regions embedded in the program.
    pub fn embedded() -> Self {
        Regions {}
    }
}
