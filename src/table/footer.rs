//! What a table's file says of itself: its columns, rows and metadata, read from the footer without loading data.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::Path;

use parquet::basic::{ConvertedType, LogicalType, Type as Physical};
use parquet::file::metadata::ParquetMetaDataReader;
use parquet::schema::types::Type as ParquetType;

use super::Error;
use super::column::Type;
use super::schema::{Table, VERSION};

/// The footer of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Footer {
    /// Columns in order; no type where it is one that no table of ours has.
    pub columns: Vec<(String, Option<Type>)>,
    /// Rows of each row group.
    pub groups: Vec<usize>,
    /// Key-value metadata.
    pub metadata: BTreeMap<String, String>,
}

impl Footer {
    /// Reads the footer of a file.
    ///
    /// # Errors
    /// Where the file is missing, cannot be read or is not Parquet.
    pub fn read(path: &Path) -> Result<Footer, Error> {
        let file = File::open(path).map_err(|source| Error::io(path, source))?;
        let parse = || ParquetMetaDataReader::new().parse_and_finish(&file).map_err(|error| Error::damaged(path, error));
        let parsed = super::decode(path, parse)?;
        let about = parsed.file_metadata();
        let columns = about.schema().get_fields().iter().map(|field| (field.name().to_owned(), column_type(field))).collect();
        let groups = parsed.row_groups().iter().map(|group| usize::try_from(group.num_rows()).unwrap_or(0)).collect();
        let pairs = about.key_value_metadata().into_iter().flatten();
        let metadata = pairs.filter_map(|pair| Some((pair.key.clone(), pair.value.clone()?))).collect();
        Ok(Footer { columns, groups, metadata })
    }

    /// Reads the footer of a table and checks that it is that table, in this program's layout.
    ///
    /// # Errors
    /// As [`Footer::read`], and [`Error::Layout`] where the table, the version or a column differs.
    pub fn read_table(path: &Path, table: Table) -> Result<Footer, Error> {
        let footer = Footer::read(path)?;
        let differs = |what: String| Err(Error::Layout { path: path.to_path_buf(), what });
        match (footer.get("table"), footer.get("schema_version")) {
            (name, _) if name != table.name() => return differs(format!("it is not the table {}", table.name())),
            (_, version) if version != VERSION => {
                return differs(format!("it has schema version {version:?}, this program reads {VERSION:?}; run the stages again"));
            }
            _ => {}
        }
        for field in table.fields() {
            let column = field.column;
            match footer.columns.iter().find(|(name, _)| name == column.name) {
                None => return differs(format!("it has no column {}", column.name)),
                Some((_, ty)) if *ty != Some(column.ty) => return differs(format!("column {} is not {}", column.name, column.ty.name())),
                Some(_) => {}
            }
        }
        Ok(footer)
    }

    /// Rows in all.
    pub fn rows(&self) -> usize {
        self.groups.iter().sum()
    }

    /// Fingerprint of the run of the stage that wrote the table; empty where it has none.
    pub fn fingerprint(&self) -> &str {
        self.get("fingerprint")
    }

    /// Fingerprint of what the table was made from; empty where it has none.
    pub fn inputs(&self) -> &str {
        self.get("inputs")
    }

    /// One of our own metadata entries, by its name without `gongbao:`; empty where there is none.
    pub fn get(&self, key: &str) -> &str {
        self.metadata.get(&format!("gongbao:{key}")).map_or("", String::as_str)
    }
}

fn column_type(field: &ParquetType) -> Option<Type> {
    let info = field.get_basic_info();
    if field.is_group() {
        return (info.converted_type() == ConvertedType::LIST).then_some(Type::StrList);
    }
    match (field.get_physical_type(), info.converted_type(), info.logical_type_ref()) {
        (Physical::BYTE_ARRAY, ConvertedType::UTF8, _) | (Physical::BYTE_ARRAY, _, Some(LogicalType::String)) => Some(Type::Str),
        (Physical::INT32, ConvertedType::UINT_32, _) => Some(Type::U32),
        (Physical::INT32, ConvertedType::DATE, _) | (Physical::INT32, _, Some(LogicalType::Date)) => Some(Type::Date),
        (Physical::INT64, ConvertedType::UINT_64, _) => Some(Type::U64),
        (Physical::DOUBLE, ..) => Some(Type::F64),
        (Physical::BOOLEAN, ..) => Some(Type::Bool),
        _ => None,
    }
}
