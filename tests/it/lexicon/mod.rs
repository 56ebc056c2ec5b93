//! The vocabulary: what is embedded, what a user's files add to it, and what is wrong with them.

mod check;
mod embedded;
mod merge;
mod review;
mod wrong;
