//! Which stage writes which tables, and the stamp that chains a table to what it was made from.
//!
//! A stamp's fingerprint covers the stage, the layout, the program, the vocabulary and the fingerprint of its inputs: the raw files for
//! ingest, the stage before for the others. Tables belong together when each names the fingerprint before it as its input.

use std::collections::BTreeMap;
use std::path::Path;

use super::Error;
use super::footer::Footer;
use super::schema::{Table, VERSION};
use crate::text::Fingerprint;

/// The stages, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Stage {
    /// Files to documents, sentences and rejects.
    Ingest,
    /// Sentences to mentions.
    Extract,
    /// Mentions to observations.
    Normalize,
    /// Observations to ratios and checks.
    Derive,
}

impl Stage {
    /// Every stage.
    pub const ALL: [Stage; 4] = [Stage::Ingest, Stage::Extract, Stage::Normalize, Stage::Derive];

    /// Its name; the binary is `gongbao-<name>`.
    pub fn name(self) -> &'static str {
        match self {
            Stage::Ingest => "ingest",
            Stage::Extract => "extract",
            Stage::Normalize => "normalize",
            Stage::Derive => "derive",
        }
    }

    /// The stage before.
    pub fn before(self) -> Option<Stage> {
        Stage::ALL.into_iter().take_while(|stage| *stage != self).last()
    }

    /// The tables it writes.
    pub fn writes(self) -> &'static [Table] {
        match self {
            Stage::Ingest => &[Table::Documents, Table::Sentences, Table::Rejects],
            Stage::Extract => &[Table::Mentions],
            Stage::Normalize => &[Table::Observations],
            Stage::Derive => &[Table::Ratios, Table::Checks],
        }
    }

    /// The tables it reads.
    pub fn reads(self) -> &'static [Table] {
        match self {
            Stage::Ingest => &[],
            Stage::Extract => &[Table::Documents, Table::Sentences],
            Stage::Normalize => &[Table::Documents, Table::Sentences, Table::Mentions],
            Stage::Derive => &[Table::Documents, Table::Sentences, Table::Mentions, Table::Observations],
        }
    }

    /// The stage that writes a table.
    pub fn of(table: Table) -> Stage {
        Stage::ALL.into_iter().find(|stage| stage.writes().contains(&table)).unwrap_or(Stage::Ingest)
    }
}

/// What a table says of where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// The stage that wrote it.
    pub stage: Stage,
    /// Version of the program that wrote it.
    pub program_version: String,
    /// Fingerprint of the vocabulary it was read with.
    pub vocabulary: String,
    /// Fingerprint of what it was made from.
    pub inputs: String,
}

impl Stamp {
    /// The stamp of this program's tables.
    pub fn new(stage: Stage, vocabulary: &str, inputs: &str) -> Stamp {
        let program_version = env!("CARGO_PKG_VERSION").to_owned();
        Stamp { stage, program_version, vocabulary: vocabulary.to_owned(), inputs: inputs.to_owned() }
    }

    /// The stamp that a table bears, for one that is written anew beside those it belongs to.
    pub fn of(table: Table, footer: &Footer) -> Stamp {
        let get = |key| footer.get(key).to_owned();
        Stamp { stage: Stage::of(table), program_version: get("program_version"), vocabulary: get("vocabulary"), inputs: get("inputs") }
    }

    /// Fingerprint of the tables that bear this stamp, hex.
    pub fn fingerprint(&self) -> String {
        let mut fingerprint = Fingerprint::default();
        for part in [self.stage.name(), VERSION, &self.program_version, &self.vocabulary, &self.inputs] {
            fingerprint.add(part);
        }
        fingerprint.finish()
    }

    /// The metadata of a table that bears this stamp, in the order in which it is written.
    pub fn metadata(&self, table: Table) -> Vec<(String, String)> {
        let own = [
            ("table", table.name()),
            ("meaning", table.meaning()),
            ("stage", self.stage.name()),
            ("schema_version", VERSION),
            ("program_version", &self.program_version),
            ("vocabulary", &self.vocabulary),
            ("inputs", &self.inputs),
            ("fingerprint", &self.fingerprint()),
        ];
        let own = own.map(|(key, value)| (format!("gongbao:{key}"), value.to_owned()));
        let columns = table.fields().iter().map(|f| (format!("gongbao:column:{}", f.column.name), f.column.meaning.to_owned()));
        own.into_iter().chain(columns).collect()
    }
}

/// What these tables of a directory say of themselves, after checking that they belong to one run.
///
/// # Errors
/// Where one is missing, damaged or of another layout, and as [`check_chain`].
pub fn of_one_run(dir: &Path, tables: &[Table]) -> Result<BTreeMap<Table, Footer>, Error> {
    let read = |&table: &Table| Ok((table, Footer::read_table(&dir.join(table.file_name()), table)?));
    let footers = tables.iter().map(read).collect::<Result<_, Error>>()?;
    check_chain(&footers)?;
    Ok(footers)
}

/// Checks that tables belong to one run and gives the fingerprint of the last of their stages.
///
/// # Errors
/// [`Error::Chain`] where one was made from others than those beside it.
pub fn check_chain(footers: &BTreeMap<Table, Footer>) -> Result<Option<String>, Error> {
    let mut last: Option<(Table, &str)> = None;
    for stage in Stage::ALL {
        let mut of_stage = footers.iter().filter(|(table, _)| Stage::of(**table) == stage);
        let Some((&first, footer)) = of_stage.next() else { continue };
        if let Some((other, _)) = of_stage.find(|(_, other)| other.fingerprint() != footer.fingerprint()) {
            return Err(behind(first, *other, stage));
        }
        if let Some((before, fingerprint)) = last
            && footer.inputs() != fingerprint
        {
            return Err(behind(before, first, stage));
        }
        last = Some((first, footer.fingerprint()));
    }
    Ok(last.map(|(_, fingerprint)| fingerprint.to_owned()))
}

fn behind(one: Table, other: Table, stage: Stage) -> Error {
    let what = format!(
        "the tables {} and {} are from different runs; run gongbao-{} and the stages after it again, or gongbao for all",
        one.name(),
        other.name(),
        stage.name()
    );
    Error::Chain { what }
}
