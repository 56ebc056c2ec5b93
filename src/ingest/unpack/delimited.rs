//! CSV and its like to records: a heading that names the columns, then a record a row, in any encoding.

use std::io::{BufReader, Read};
use std::ops::ControlFlow;

use csv::{ByteRecord, ReaderBuilder};
use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};
use encoding_rs_io::DecodeReaderBytesBuilder;

use super::columns::{self, Columns};
use super::meter::PerRecord;
use super::{Unpacking, unreadable};

/// How a file of rows is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Form {
    /// What parts the cells.
    pub delimiter: u8,
    pub encoding: &'static Encoding,
    /// Names of the columns.
    pub heading: Vec<String>,
}

impl Form {
    /// The form that a file with this head would have: parted by what its first line holds most of. None where it holds none of them.
    pub(super) fn of(head: &[u8], tabs: bool) -> Option<Form> {
        let encoding = encoding(head);
        let (text, _) = encoding.decode_with_bom_removal(head);
        let line = text.lines().next()?;
        let count = |delimiter: u8| line.bytes().filter(|b| *b == delimiter).count();
        let delimiter = if tabs { b'\t' } else { *[b',', b'\t', b';'].iter().max_by_key(|d| count(**d))? };
        if count(delimiter) == 0 {
            return None;
        }
        let mut reader = ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(text.as_bytes());
        let heading = reader.records().next()?.ok()?.iter().map(str::to_owned).collect();
        Some(Form { delimiter, encoding, heading })
    }
}

/// By the mark at its start, else UTF-8 if it is that, else the encoding of Chinese spreadsheets.
fn encoding(head: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(head) {
        return [UTF_8, UTF_16LE, UTF_16BE].into_iter().find(|own| *own == encoding).unwrap_or(UTF_8);
    }
    match std::str::from_utf8(head) {
        Ok(_) => UTF_8,
        // The head may end inside a character.
        Err(error) if error.error_len().is_none() => UTF_8,
        Err(_) => GB18030,
    }
}

impl Unpacking<'_, '_> {
    /// Reads row by row.
    pub(super) fn delimited(&mut self, path: &str, reader: &mut dyn Read, form: &Form) -> ControlFlow<()> {
        let Some(columns) = Columns::find(&form.heading, self.settings) else {
            return self.refuse(path, &columns::missing(&form.heading));
        };
        let decoded = DecodeReaderBytesBuilder::new().encoding(Some(form.encoding)).build(reader);
        // A quotation that is never closed would gather the rest of the file.
        let (bounded, next) = PerRecord::new(BufReader::new(decoded), self.settings.limits.bytes.saturating_add(2 * BUFFERED));
        let mut rows = ReaderBuilder::new().delimiter(form.delimiter).flexible(true).from_reader(bounded);
        let mut row = ByteRecord::new();
        let mut number = 0u64;
        loop {
            number += 1;
            next.begin();
            let path_of_row = format!("{path}#{number}");
            match rows.read_byte_record(&mut row) {
                Ok(true) => {}
                Ok(false) => return ControlFlow::Continue(()),
                Err(error) => {
                    let reason = match error.into_kind() {
                        csv::ErrorKind::Io(error) => unreadable(&error),
                        other => format!("cannot be read ({other:?}); what came before was read"),
                    };
                    return self.refuse(&path_of_row, &reason);
                }
            }
            let cell = |place: usize| row.get(place).map(|cell| String::from_utf8_lossy(cell).into_owned());
            let text = row.get(columns.text).unwrap_or_default().trim_ascii();
            if text.is_empty() {
                self.refuse(&path_of_row, "its text is empty")?;
            } else if text.len() as u64 > self.settings.limits.bytes {
                self.refuse(&path_of_row, &self.settings.limits.too_long())?;
            } else {
                self.give(&path_of_row, Ok(text.to_vec()), columns.facts(cell))?;
            }
        }
    }
}

/// Readers in between take this much ahead.
const BUFFERED: u64 = 1 << 16;
