//! The programs as a user meets them.

mod bad_input;
mod check;
mod command_line;
mod explain;
mod interrupted;
mod read;
mod runs;
mod samples;
mod show;
mod summary;
