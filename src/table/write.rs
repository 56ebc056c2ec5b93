//! The one Parquet writer. Rows come one by one and leave a row group at a time, cut by rows and bytes alone, so that the same rows give
//! the same file however they were batched.

use std::fs::File;
use std::io::BufWriter;
use std::marker::PhantomData;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use polars::prelude::*;

use super::Error;
use super::column::Type;
use super::row::{Row, Value};
use super::schema::Table;
use super::stage::Stamp;

/// A row group is closed at this many rows …
const GROUP_ROWS: usize = 32_768;
/// … or at this many bytes of text, so that long reports do not fill the memory of whoever reads them back.
const GROUP_BYTES: usize = 16 << 20;

/// The footer fits into it, so that a disk that takes no more is told of as such, and not by the encoder of footers.
const BUFFER_BYTES: usize = 256 << 10;

/// Writes one table. Nothing is a table until [`TableWriter::finish`] has written its footer.
pub struct TableWriter<R> {
    path: PathBuf,
    /// For the flush to disk, which the Parquet writer does not reach.
    file: File,
    writer: BatchedWriter<BufWriter<File>>,
    columns: Vec<Building>,
    rows: usize,
    bytes: usize,
    total: usize,
    of: PhantomData<fn(R)>,
}

impl<R: Row> TableWriter<R> {
    /// Begins a file, replacing one that is there.
    ///
    /// # Errors
    /// Where the file cannot be made or written.
    pub fn create(path: &Path) -> Result<Self, Error> {
        let file = File::create(path).map_err(|source| Error::io(path, source))?;
        let own = file.try_clone().map_err(|source| Error::io(path, source))?;
        let schema = Schema::from_iter(R::TABLE.fields().iter().map(|f| Field::new(f.column.name.into(), data_type(f.column.ty))));
        let options = ParquetWriter::new(BufWriter::with_capacity(BUFFER_BYTES, file))
            .with_compression(ParquetCompression::Zstd(None))
            .with_statistics(StatisticsOptions { binary_statistics_truncate_length: Some(64), ..StatisticsOptions::default() })
            .set_parallel(false);
        let writer = options.batched(&schema).map_err(|error| failed(path, error))?;
        let columns = building(R::TABLE);
        Ok(TableWriter { path: path.to_path_buf(), file: own, writer, columns, rows: 0, bytes: 0, total: 0, of: PhantomData })
    }

    /// Adds a row.
    ///
    /// # Errors
    /// Where a full row group cannot be written.
    pub fn push(&mut self, row: &R) -> Result<(), Error> {
        for (column, value) in self.columns.iter_mut().zip(row.cells()) {
            self.bytes += column.push(value);
        }
        self.rows += 1;
        if self.rows >= GROUP_ROWS || self.bytes >= GROUP_BYTES { self.flush() } else { Ok(()) }
    }

    /// Adds rows.
    ///
    /// # Errors
    /// As [`TableWriter::push`].
    pub fn extend<'r>(&mut self, rows: impl IntoIterator<Item = &'r R>) -> Result<(), Error>
    where
        R: 'r,
    {
        rows.into_iter().try_for_each(|row| self.push(row))
    }

    /// Writes what is left and the footer with the stamp, and flushes to disk. Gives the number of rows.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn finish(mut self, stamp: &Stamp) -> Result<usize, Error> {
        self.flush()?;
        // The stamp of ingest is known only now, so the footer is ended here. Without the Arrow schema that `BatchedWriter::finish` would
        // add, readers take the types from Parquet, and older Arrow readers do not meet string views.
        let context = ParquetMetadataContext { arrow_schema: "" };
        let metadata = KeyValueMetadata::from_static(stamp.metadata(R::TABLE)).collect(context);
        let mut inner = match self.writer.get_writer().lock() {
            Ok(inner) => inner,
            Err(poisoned) => poisoned.into_inner(),
        };
        metadata.and_then(|pairs| inner.end(Some(pairs))).map_err(|error| failed(&self.path, error))?;
        self.file.sync_all().map_err(|source| Error::io(&self.path, source))?;
        Ok(self.total)
    }

    fn flush(&mut self) -> Result<(), Error> {
        if self.rows == 0 {
            return Ok(());
        }
        let full = std::mem::replace(&mut self.columns, building(R::TABLE));
        let columns = full.into_iter().map(Building::finish).collect();
        let frame = DataFrame::new(self.rows, columns).and_then(|frame| self.writer.write_batch(&frame));
        frame.map_err(|error| failed(&self.path, error))?;
        self.total += self.rows;
        (self.rows, self.bytes) = (0, 0);
        Ok(())
    }
}

fn failed(path: &Path, error: PolarsError) -> Error {
    let source = match error {
        PolarsError::IO { error, .. } => std::io::Error::new(error.kind(), error.to_string()),
        other => std::io::Error::other(other.to_string()),
    };
    Error::Io { path: path.to_path_buf(), source }
}

fn data_type(ty: Type) -> DataType {
    match ty {
        Type::Str => DataType::String,
        Type::U32 => DataType::UInt32,
        Type::U64 => DataType::UInt64,
        Type::F64 => DataType::Float64,
        Type::Bool => DataType::Boolean,
        Type::Date => DataType::Date,
        Type::StrList => DataType::List(Box::new(DataType::String)),
    }
}

fn building(table: Table) -> Vec<Building> {
    table.fields().iter().map(|field| Building::new(field.column.name, field.column.ty)).collect()
}

/// A column of the row group being filled.
enum Building {
    Str(StringChunkedBuilder),
    U32(PrimitiveChunkedBuilder<UInt32Type>),
    U64(PrimitiveChunkedBuilder<UInt64Type>),
    F64(PrimitiveChunkedBuilder<Float64Type>),
    Bool(BooleanChunkedBuilder),
    Date(PrimitiveChunkedBuilder<Int32Type>),
    StrList(ListStringChunkedBuilder),
}

impl Building {
    fn new(name: &str, ty: Type) -> Self {
        let name = PlSmallStr::from_str(name);
        match ty {
            Type::Str => Building::Str(StringChunkedBuilder::new(name, 0)),
            Type::U32 => Building::U32(PrimitiveChunkedBuilder::new(name, 0)),
            Type::U64 => Building::U64(PrimitiveChunkedBuilder::new(name, 0)),
            Type::F64 => Building::F64(PrimitiveChunkedBuilder::new(name, 0)),
            Type::Bool => Building::Bool(BooleanChunkedBuilder::new(name, 0)),
            Type::Date => Building::Date(PrimitiveChunkedBuilder::new(name, 0)),
            Type::StrList => Building::StrList(ListStringChunkedBuilder::new(name, 0, 0)),
        }
    }

    /// Appends a cell and gives the bytes of text in it.
    ///
    /// # Panics
    /// Where the cell is not of the column's type. Rows and schema are both fixed in code, and a test writes every table.
    fn push(&mut self, value: Value<'_>) -> usize {
        match (self, value) {
            (Building::Str(column), Value::Str(text)) => {
                column.append_value(text);
                return text.len();
            }
            (Building::StrList(column), Value::List(texts)) => column.append_values_iter(texts.into_iter()),
            (Building::U32(column), Value::U32(number)) => column.append_value(number),
            (Building::U64(column), Value::U64(number)) => column.append_value(number),
            (Building::F64(column), Value::F64(number)) => column.append_value(number),
            (Building::Bool(column), Value::Bool(truth)) => column.append_value(truth),
            (Building::Date(column), Value::Date(day)) => column.append_value(days(day)),
            (Building::Str(column), Value::Null) => column.append_null(),
            (Building::F64(column), Value::Null) => column.append_null(),
            (Building::Bool(column), Value::Null) => column.append_null(),
            (Building::Date(column), Value::Null) => column.append_null(),
            (_, value) => unreachable!("the schema has no such cell: {value:?}"),
        }
        0
    }

    fn finish(self) -> Column {
        match self {
            Building::Str(column) => column.finish().into_column(),
            Building::U32(column) => column.finish().into_column(),
            Building::U64(column) => column.finish().into_column(),
            Building::F64(column) => column.finish().into_column(),
            Building::Bool(column) => column.finish().into_column(),
            Building::Date(column) => column.finish().into_date().into_column(),
            Building::StrList(mut column) => column.finish().into_column(),
        }
    }
}

/// Days since 1970-01-01, as Parquet counts them.
fn days(day: NaiveDate) -> i32 {
    (day - NaiveDate::default()).num_days() as i32
}
