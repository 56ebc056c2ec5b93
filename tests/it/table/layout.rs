//! Columns, types and metadata of every table, in code and in the files of a run.

use std::collections::{BTreeMap, BTreeSet};

use gongbao::model::{Check, Document, Mention, Observation, Ratio, Reject, Sentence};
use gongbao::table::column::DICTIONARY;
use gongbao::table::footer::Footer;
use gongbao::table::schema::VERSION;
use gongbao::table::{Row, Stage, Table};

use crate::support::{Dir, report, stages};

/// The columns of `layout.toml` as (name, type).
fn promised() -> BTreeMap<String, Vec<(String, String)>> {
    let text: BTreeMap<String, String> = toml::from_str(include_str!("layout.toml")).unwrap();
    let column = |line: &str| line.split_once(' ').map(|(name, ty)| (name.to_owned(), ty.to_owned())).unwrap();
    text.into_iter().map(|(table, columns)| (table, columns.lines().map(column).collect())).collect()
}

#[test]
fn tables_have_the_promised_columns() {
    let promised = promised();
    assert_eq!(promised.len(), Table::ALL.len());
    for table in Table::ALL {
        let of = |f: &gongbao::table::schema::Field| {
            let null = if f.nullable { "?" } else { "" };
            (f.column.name.to_owned(), f.column.ty.name().to_owned() + null)
        };
        assert_eq!(table.fields().iter().map(of).collect::<Vec<_>>(), promised[table.name()], "{}", table.name());
    }
}

#[test]
fn files_have_the_promised_columns_even_when_empty() {
    let (full, empty) = (Dir::new(), Dir::new());
    full.file("a.txt", report(1)).pipeline(&stages::steps(), &Stage::ALL, 1).unwrap();
    empty.pipeline(&stages::steps(), &Stage::ALL, 1).unwrap_err();
    for (table, columns) in promised() {
        for dir in [&full, &empty] {
            let footer = Footer::read(&dir.out().join(format!("{table}.parquet"))).unwrap();
            let named = footer.columns.iter().map(|(name, ty)| (name.clone(), ty.map_or("?", |ty| ty.name()).to_owned()));
            let plain = columns.iter().map(|(name, ty)| (name.clone(), ty.trim_end_matches('?').to_owned()));
            assert_eq!(named.collect::<Vec<_>>(), plain.collect::<Vec<_>>(), "{table}");
        }
        let empty = Footer::read(&empty.out().join(format!("{table}.parquet"))).unwrap();
        assert_eq!(empty.rows(), usize::from(table == "rejects"), "{table}");
    }
}

#[test]
fn fields_stand_in_the_order_of_the_columns() {
    fn check<R: Row>() {
        let columns = R::FIELDS.iter().flat_map(|field| match *field {
            "period" => vec!["period_start", "period_end"],
            field => vec![field],
        });
        let table = R::TABLE.fields().iter().map(|field| field.column.name);
        assert_eq!(columns.collect::<Vec<_>>(), table.collect::<Vec<_>>());
    }
    check::<Document>();
    check::<Sentence>();
    check::<Reject>();
    check::<Mention>();
    check::<Observation>();
    check::<Ratio>();
    check::<Check>();
}

#[test]
fn every_column_is_defined_once_and_used() {
    let names: BTreeSet<&str> = DICTIONARY.iter().map(|column| column.name).collect();
    assert_eq!(names.len(), DICTIONARY.len(), "a name twice");
    let used: BTreeSet<&str> = Table::ALL.iter().flat_map(|table| table.fields()).map(|field| field.column.name).collect();
    assert_eq!(names, used);
    for column in DICTIONARY {
        assert!(column.meaning.chars().count() > 10, "{} has no meaning", column.name);
    }
}

#[test]
fn every_table_has_one_stage() {
    let written: Vec<Table> = Stage::ALL.iter().flat_map(|stage| stage.writes().iter().copied()).collect();
    assert_eq!(written.iter().collect::<BTreeSet<_>>().len(), written.len());
    assert_eq!(written.len(), Table::ALL.len());
}

#[test]
fn metadata_says_what_a_table_is_and_where_it_comes_from() {
    let dir = Dir::new();
    dir.file("a.txt", report(1)).pipeline(&stages::steps(), &Stage::ALL, 1).unwrap();
    let footers: BTreeMap<Table, Footer> =
        Table::ALL.into_iter().map(|table| (table, Footer::read(&dir.out().join(table.file_name())).unwrap())).collect();
    for (table, footer) in &footers {
        let mut expected: BTreeSet<String> =
            ["table", "meaning", "stage", "schema_version", "program_version", "vocabulary", "inputs", "fingerprint"]
                .map(|key| format!("gongbao:{key}"))
                .into();
        expected.extend(table.fields().iter().map(|field| format!("gongbao:column:{}", field.column.name)));
        assert_eq!(footer.metadata.keys().cloned().collect::<BTreeSet<_>>(), expected);
        assert!(footer.metadata.values().all(|value| !value.is_empty()), "{}", table.name());
        assert_eq!(footer.get("schema_version"), VERSION);
        assert_eq!(footer.get("program_version"), env!("CARGO_PKG_VERSION"));
        assert_eq!(footer.get("table"), table.name());
        for field in table.fields() {
            assert_eq!(footer.get(&format!("column:{}", field.column.name)), field.column.meaning);
        }
    }
    let of = |table| footers[&table].fingerprint();
    assert_eq!(of(Table::Documents), of(Table::Sentences));
    assert_eq!(footers[&Table::Mentions].inputs(), of(Table::Documents));
    assert_eq!(footers[&Table::Observations].inputs(), of(Table::Mentions));
    assert_eq!(footers[&Table::Ratios].inputs(), of(Table::Observations));
}

#[test]
fn the_fingerprint_of_inputs_follows_names_and_contents() {
    let inputs = |files: &[(&str, &str)]| {
        let dir = Dir::new();
        for (path, text) in files {
            dir.file(path, text);
        }
        dir.pipeline(&stages::steps(), &[Stage::Ingest], 1).unwrap();
        Footer::read(&dir.out().join("documents.parquet")).unwrap().inputs().to_owned()
    };
    let first = inputs(&[("a.txt", "1"), ("b.txt", "2")]);
    assert_eq!(inputs(&[("a.txt", "1"), ("b.txt", "2")]), first);
    for other in [
        inputs(&[("a.txt", "1"), ("b.txt", "3")]),
        inputs(&[("a.txt", "1"), ("c.txt", "2")]),
        inputs(&[("a.txt", "1")]),
        inputs(&[("a.txt", "1"), ("b.txt", "2"), ("c.txt", "2")]),
        inputs(&[("a.txt", "1"), ("b.txt", "")]),
    ] {
        assert_ne!(other, first);
    }
}
