//! The rows of a CSV file, each with its line, and what is wrong with the others.

use serde::de::DeserializeOwned;

/// Reads all rows of a file. Lines that begin with # are comments.
///
/// Where the header is not `columns`, one error says it all: each row would repeat it.
pub(super) fn rows<T: DeserializeOwned>(text: &str, columns: &[&str]) -> Vec<Result<(u64, T), csv::Error>> {
    let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(text.as_bytes());
    let headers = match reader.headers() {
        Ok(headers) => headers.clone(),
        Err(error) => return vec![Err(error)],
    };
    let row = |record: Result<csv::StringRecord, csv::Error>| {
        let record = record?;
        Ok((record.position().map_or(0, csv::Position::line), record.deserialize(Some(&headers))?))
    };
    let mut rows: Vec<_> = reader.records().map(row).collect();
    if !headers.iter().eq(columns.iter().copied())
        && let Some(wrong) = rows.iter().position(Result::is_err)
    {
        rows = vec![rows.swap_remove(wrong)];
    }
    rows
}

/// The byte at which a line of a text begins; lines count from 1.
pub(super) fn start_of_line(text: &str, line: u64) -> Option<usize> {
    match usize::try_from(line).ok()?.checked_sub(2) {
        Some(before) => text.match_indices('\n').nth(before).map(|(at, _)| at + 1),
        None => Some(0),
    }
}
