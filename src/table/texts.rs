//! Parquet files of others as a source of texts: one text a row, a few rows in memory at a time.

use std::fs::File;
use std::ops::ControlFlow;

use bytes::Bytes;
use parquet::file::reader::{ChunkReader, FileReader, SerializedFileReader};
use parquet::record::{Field, Row};
use parquet::schema::types::Type;

/// Whether bytes begin as a Parquet file does.
pub fn is_parquet(head: &[u8]) -> bool {
    head.starts_with(b"PAR1")
}

/// A Parquet file, or the bytes of one.
#[derive(Debug)]
pub enum Texts {
    /// On disk.
    File(File),
    /// In memory.
    Bytes(Vec<u8>),
}

/// The cells of one row, as texts where they are texts, numbers or dates.
pub type Cells = Vec<Option<String>>;

impl Texts {
    /// Gives each row, with its number from 1, to `each`, until that asks to stop. `wanted` picks columns among their names; only these are
    /// loaded, and stand in that order in the cells.
    ///
    /// # Errors
    /// Why the file cannot be read, or read further, or what `wanted` has against it.
    pub fn read(
        self,
        wanted: impl FnOnce(&[String]) -> Result<Vec<usize>, String>,
        each: &mut dyn FnMut(u64, Cells) -> ControlFlow<()>,
    ) -> Result<(), String> {
        // A decoder that panics on bytes that are not what their header says has found one more way to be damaged.
        let work = || match self {
            Texts::File(file) => read(file, wanted, each),
            Texts::Bytes(bytes) => read(Bytes::from(bytes), wanted, each),
        };
        let read = std::panic::catch_unwind(std::panic::AssertUnwindSafe(work));
        read.unwrap_or_else(|_| Err("cannot be read to its end: its parts contradict each other; write it again".to_owned()))
    }
}

fn read<R: ChunkReader + 'static>(
    from: R,
    wanted: impl FnOnce(&[String]) -> Result<Vec<usize>, String>,
    each: &mut dyn FnMut(u64, Cells) -> ControlFlow<()>,
) -> Result<(), String> {
    let damaged = |error: parquet::errors::ParquetError| format!("cannot be read as Parquet ({error}); write it again");
    let reader = SerializedFileReader::new(from).map_err(damaged)?;
    let schema = reader.metadata().file_metadata().schema();
    let names: Vec<String> = schema.get_fields().iter().map(|field| field.name().to_owned()).collect();
    let picked = wanted(&names)?;
    let fields = picked.iter().filter_map(|at| schema.get_fields().get(*at).cloned()).collect();
    let projection = Type::group_type_builder(schema.name()).with_fields(fields).build().map_err(damaged)?;
    // The rows come with their columns in the order of the projection.
    for (number, row) in (1u64..).zip(reader.get_row_iter(Some(projection)).map_err(damaged)?) {
        let row = row.map_err(|error| format!("cannot be read from row {number} on ({error}); what came before was read"))?;
        if each(number, cells(&row)).is_break() {
            break;
        }
    }
    Ok(())
}

fn cells(row: &Row) -> Cells {
    let cell = |(_, field): (&String, &Field)| match field {
        Field::Null => None,
        Field::Str(text) => Some(text.clone()),
        Field::Bytes(bytes) => String::from_utf8(bytes.data().to_vec()).ok(),
        Field::Group(_) | Field::ListInternal(_) | Field::MapInternal(_) => None,
        // Dates and times as their days are written, numbers as digits.
        other => Some(other.to_string()),
    };
    row.get_column_iter().map(cell).collect()
}
