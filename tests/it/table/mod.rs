//! The tables: their layout, and reading back what was written.

mod damage;
mod layout;
mod rows;

use gongbao::table::{Row, Stage, Stamp, TableWriter};
use std::path::{Path, PathBuf};

/// Writes rows as a table into a directory.
fn write<R: Row>(dir: &Path, rows: &[R]) -> PathBuf {
    let path = dir.join(R::TABLE.file_name());
    let mut writer = TableWriter::create(&path).unwrap();
    writer.extend(rows).unwrap();
    assert_eq!(writer.finish(&Stamp::new(Stage::of(R::TABLE), "words", "inputs")).unwrap(), rows.len());
    path
}
