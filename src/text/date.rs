//! Dates and periods as reports write them.
