//! The one test binary.

mod regions;
