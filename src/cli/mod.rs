//! The command line: arguments, progress, locks and exit codes, and nothing that knows how to read a report.
