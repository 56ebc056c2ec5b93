//! The programs as a user meets them.

mod bad_input;
mod command_line;
mod explain;
mod interrupted;
mod read;
mod runs;
mod show;
mod summary;
