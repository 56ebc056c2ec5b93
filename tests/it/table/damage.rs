//! Files that are not what they should be: an error that names the file, never a panic.

use std::fs;

use gongbao::model::{Document, Mention, Sentence};
use gongbao::table::{Error, Row, Stage, Stamp, TableReader, TableWriter, Value};

use super::write;

fn mentions() -> Vec<Mention> {
    let mention = |n: u32| Mention { mention_id: format!("m{n}"), start: n, surface: "五".repeat(n as usize % 7), ..Mention::default() };
    (0..300).map(mention).collect()
}

fn load(path: &std::path::Path) -> Result<Vec<Mention>, Error> {
    TableReader::<Mention>::open(path)?.all()
}

#[test]
fn a_file_cut_short_anywhere_is_damaged() {
    let dir = tempfile::tempdir().unwrap();
    let path = write(dir.path(), &mentions());
    let whole = fs::read(&path).unwrap();
    for len in (0..whole.len()).step_by(97).chain([whole.len() - 1]) {
        fs::write(&path, &whole[..len]).unwrap();
        let error = load(&path).expect_err("half a table must not be read");
        assert!(matches!(error, Error::Damaged { .. }), "{len} bytes: {error}");
        assert!(error.to_string().contains("mentions.parquet"), "{error}");
    }
}

#[test]
fn a_file_with_a_flipped_byte_does_not_panic() {
    let dir = tempfile::tempdir().unwrap();
    let path = write(dir.path(), &mentions());
    let whole = fs::read(&path).unwrap();
    let mut refused = 0;
    for at in (0..whole.len()).step_by(13) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0xA5;
        fs::write(&path, bytes).unwrap();
        refused += usize::from(load(&path).is_err());
    }
    assert!(refused > 0, "no flip was noticed");
}

#[test]
fn other_files_are_told_from_tables() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("mentions.parquet");
    assert!(matches!(load(&path), Err(Error::Missing(_))));
    fs::write(&path, "not a table at all, but long enough for a footer").unwrap();
    assert!(matches!(load(&path), Err(Error::Damaged { .. })));
    fs::remove_file(&path).unwrap();
    fs::create_dir(&path).unwrap();
    assert!(matches!(load(&path), Err(Error::Io { .. } | Error::Damaged { .. })));

    let other = write::<Sentence>(dir.path(), &[]);
    let error = TableReader::<Document>::open(&other).unwrap_err();
    assert!(matches!(&error, Error::Layout { .. }) && error.to_string().contains("documents"), "{error}");
}

#[test]
fn values_that_cannot_stand_in_a_row_are_refused() {
    use gongbao::model::Ratio;
    // A ratio's value may be any double, a mention's number may not.
    let cells = |number| {
        let mention = Mention::default();
        let mut cells: Vec<_> = mention.cells();
        cells[6] = Value::F64(number);
        Mention::take(&mut cells.into_iter())
    };
    assert!(cells(1.5).is_some());
    assert!(cells(1e300).is_none());
    assert!(cells(f64::NAN).is_none());
    let mention = Mention::default();
    for at in 0..Mention::FIELDS.len() {
        let mut cells: Vec<_> = mention.cells();
        cells[at] = Value::Null;
        let nullable = Mention::TABLE.fields()[at].nullable;
        assert_eq!(Mention::take(&mut cells.into_iter()).is_some(), nullable, "null in {}", Mention::FIELDS[at]);
    }

    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("ratios.parquet");
    let mut writer = TableWriter::create(&path).unwrap();
    writer.push(&Ratio { value: f64::NAN, upper: f64::INFINITY, ..Ratio::default() }).unwrap();
    writer.finish(&Stamp::new(Stage::Derive, "w", "i")).unwrap();
    let rows: Vec<Ratio> = TableReader::open(&path).unwrap().all().unwrap();
    assert!(rows[0].value.is_nan() && rows[0].upper == f64::INFINITY);
}

#[test]
fn a_table_cannot_be_written_where_there_is_no_directory() {
    let dir = tempfile::tempdir().unwrap();
    assert!(TableWriter::<Mention>::create(&dir.path().join("no/such/mentions.parquet")).is_err());
}
