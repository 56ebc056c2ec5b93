//! The one Parquet reader. A table is checked by its footer when it is opened, and read a row group at a time.

use std::collections::VecDeque;
use std::fs::File;
use std::marker::PhantomData;
use std::path::{Path, PathBuf};

use chrono::{Days, NaiveDate};
use polars::prelude::*;

use super::Error;
use super::column::Type;
use super::footer::Footer;
use super::row::{Row, Value};

/// Reads one table.
#[derive(Debug)]
pub struct TableReader<R> {
    path: PathBuf,
    footer: Footer,
    left_out: &'static [&'static str],
    of: PhantomData<fn() -> R>,
}

impl<R: Row> TableReader<R> {
    /// Opens a table.
    ///
    /// # Errors
    /// Where the file is missing, damaged or of another layout.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let footer = Footer::read_table(path, R::TABLE)?;
        Ok(TableReader { path: path.to_path_buf(), footer, left_out: &[], of: PhantomData })
    }

    /// Opens the table of a directory.
    ///
    /// # Errors
    /// As [`TableReader::open`].
    pub fn in_dir(dir: &Path) -> Result<Self, Error> {
        Self::open(&dir.join(R::TABLE.file_name()))
    }

    /// Does not load these text columns; their cells read as null, or empty where null is not allowed.
    pub fn without(mut self, columns: &'static [&'static str]) -> Self {
        self.left_out = columns;
        self
    }

    /// What the file says of itself.
    pub fn footer(&self) -> &Footer {
        &self.footer
    }

    /// The rows of one row group; none past the last.
    ///
    /// # Errors
    /// Where the file cannot be read or does not hold what its footer promises.
    pub fn group(&self, group: usize) -> Result<Vec<R>, Error> {
        let Some(&len) = self.footer.groups.get(group) else { return Ok(Vec::new()) };
        let offset: usize = self.footer.groups.iter().take(group).sum();
        let frame = super::decode(&self.path, || self.frame(offset, len))?;
        let columns = self.columns(&frame)?;
        (0..len).map(|row| self.row(&columns, row, offset)).collect()
    }

    /// All rows, holding one row group at a time.
    pub fn rows(&self) -> Rows<'_, R> {
        Rows { reader: self, next: 0, ready: VecDeque::new() }
    }

    /// All rows at once.
    ///
    /// # Errors
    /// As [`TableReader::group`].
    pub fn all(&self) -> Result<Vec<R>, Error> {
        self.rows().collect()
    }

    fn frame(&self, offset: usize, len: usize) -> Result<DataFrame, Error> {
        let file = File::open(&self.path).map_err(|source| Error::io(&self.path, source))?;
        let names = R::TABLE.fields().iter().map(|field| field.column.name).filter(|name| !self.left_out.contains(name));
        let reader = ParquetReader::new(file)
            .read_parallel(ParallelStrategy::None)
            .with_columns(Some(names.map(str::to_owned).collect()))
            .with_slice(Some((offset, len)))
            .set_rechunk(true);
        let frame = reader.finish().map_err(|error| Error::damaged(&self.path, error))?;
        if frame.height() != len {
            return Err(Error::damaged(&self.path, format!("{} rows where its footer promises {len}", frame.height())));
        }
        Ok(frame)
    }

    fn columns<'f>(&self, frame: &'f DataFrame) -> Result<Vec<Loaded<'f>>, Error> {
        let load = |field: &super::schema::Field| {
            if self.left_out.contains(&field.column.name) {
                return Ok(if field.nullable { Loaded::Null } else { Loaded::Empty });
            }
            let column = frame.column(field.column.name)?.as_materialized_series();
            Loaded::new(column, field.column.ty)
        };
        let fields = R::TABLE.fields().iter();
        fields.map(load).collect::<PolarsResult<_>>().map_err(|error| Error::damaged(&self.path, error))
    }

    fn row(&self, columns: &[Loaded<'_>], row: usize, offset: usize) -> Result<R, Error> {
        let mut taken = 0;
        let mut cells = columns.iter().map(|column| column.get(row)).inspect(|_| taken += 1);
        R::take(&mut cells).ok_or_else(|| {
            let column = R::TABLE.fields().get(taken.max(1) - 1).map_or("?", |field| field.column.name);
            Error::damaged(&self.path, format!("row {}, column {column}: a value that cannot stand there", offset + row + 1))
        })
    }
}

/// All rows of a table; see [`TableReader::rows`].
#[derive(Debug)]
pub struct Rows<'t, R> {
    reader: &'t TableReader<R>,
    next: usize,
    ready: VecDeque<R>,
}

impl<R: Row> Iterator for Rows<'_, R> {
    type Item = Result<R, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.ready.is_empty() {
            if self.next >= self.reader.footer.groups.len() {
                return None;
            }
            let group = self.reader.group(self.next);
            self.next += 1;
            match group {
                Ok(rows) => self.ready = rows.into(),
                Err(error) => {
                    self.next = usize::MAX;
                    return Some(Err(error));
                }
            }
        }
        self.ready.pop_front().map(Ok)
    }
}

/// A loaded column.
enum Loaded<'f> {
    Str(&'f StringChunked),
    U32(&'f UInt32Chunked),
    U64(&'f UInt64Chunked),
    F64(&'f Float64Chunked),
    Bool(&'f BooleanChunked),
    Date(&'f DateChunked),
    /// The values of each row's list, taken out of the column so that cells can borrow them.
    StrList(Vec<Option<StringChunked>>),
    Null,
    Empty,
}

impl<'f> Loaded<'f> {
    fn new(column: &'f Series, ty: Type) -> PolarsResult<Self> {
        Ok(match ty {
            Type::Str => Loaded::Str(column.str()?),
            Type::U32 => Loaded::U32(column.u32()?),
            Type::U64 => Loaded::U64(column.u64()?),
            Type::F64 => Loaded::F64(column.f64()?),
            Type::Bool => Loaded::Bool(column.bool()?),
            Type::Date => Loaded::Date(column.date()?),
            Type::StrList => {
                let texts = |list: Option<Series>| list.map(|list| list.str().cloned()).transpose();
                Loaded::StrList(column.list()?.series_iter().map(texts).collect::<PolarsResult<_>>()?)
            }
        })
    }

    fn get(&self, row: usize) -> Value<'_> {
        match self {
            Loaded::Str(column) => column.get(row).map_or(Value::Null, Value::Str),
            Loaded::U32(column) => column.get(row).map_or(Value::Null, Value::U32),
            Loaded::U64(column) => column.get(row).map_or(Value::Null, Value::U64),
            Loaded::F64(column) => column.get(row).map_or(Value::Null, Value::F64),
            Loaded::Bool(column) => column.get(row).map_or(Value::Null, Value::Bool),
            Loaded::Date(column) => column.physical().get(row).and_then(day).map_or(Value::Null, Value::Date),
            Loaded::StrList(lists) => match lists.get(row).and_then(Option::as_ref) {
                Some(texts) => Value::List(texts.iter().flatten().collect()),
                None => Value::Null,
            },
            Loaded::Null => Value::Null,
            Loaded::Empty => Value::Str(""),
        }
    }
}

/// The day that is `days` after 1970-01-01.
fn day(days: i32) -> Option<NaiveDate> {
    let count = Days::new(u64::from(days.unsigned_abs()));
    if days < 0 { NaiveDate::default().checked_sub_days(count) } else { NaiveDate::default().checked_add_days(count) }
}
