//! A run: the stages asked for, one after the other, through tables. A whole run and the four binaries are thus the same thing, and
//! memory holds a batch of files or a row group of documents at a time.

mod derive;
mod documents;
mod ingest;

pub(super) use documents::ByDocument;
pub(super) use ingest::{Packed, members};

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::{fs, thread};

use super::args;
use super::exit::Failure;
use super::progress::Voice;
use super::walk;
use super::workspace::Workspace;
use crate::ingest::{Ingested, Settings, Source};
use crate::lexicon::Lexicon;
use crate::model::{Document, Mention, Observation, Reject, Sentence};
use crate::table::footer::Footer;
use crate::table::{Row, Stage, Stamp, Table, TableReader, TableWriter, stage};

/// What is to be run.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Where the reports are.
    pub raw: PathBuf,
    /// Where the tables go.
    pub out: PathBuf,
    /// Threads to use.
    pub threads: usize,
    /// How files are read.
    pub settings: Settings,
    /// Seconds that reading one file, or one member of it, may take.
    pub max_seconds: u64,
    /// The stages, in order.
    pub stages: Vec<Stage>,
}

impl Plan {
    /// What was typed, with the defaults of this machine.
    pub fn new(typed: &args::Run, raw: Option<&args::Raw>, stages: Vec<Stage>) -> Plan {
        let threads = typed.threads.or_else(|| thread::available_parallelism().ok()).map_or(1, usize::from);
        let settings = raw.map(args::Raw::settings).unwrap_or_default();
        let max_seconds = raw.map(|raw| raw.max_seconds).unwrap_or_default();
        let raw = raw.map(|raw| raw.raw.clone()).unwrap_or_default();
        Plan { raw, out: typed.out.clone(), threads, settings, max_seconds, stages }
    }
}

/// The stages themselves. A run takes them as values, so that what it does with a stage that fails can be tried out.
#[derive(Clone, Copy)]
pub struct Steps {
    /// See [`crate::ingest::ingest`].
    pub ingest: fn(&Source<'_>, &Lexicon) -> Ingested,
    /// See [`crate::ingest::read_text`].
    pub read_text: fn(&str, &Lexicon) -> (Document, Vec<Sentence>),
    /// See [`crate::extract::extract`].
    pub extract: fn(&Document, &[Sentence], &Lexicon) -> Vec<Mention>,
    /// See [`crate::normalize::normalize`].
    pub normalize: fn(&Document, &[Sentence], &[Mention], &Lexicon) -> Vec<Observation>,
    /// See [`crate::derive::derive`].
    pub derive: fn(&crate::derive::Input<'_>, &Lexicon) -> crate::derive::Derived,
}

impl Default for Steps {
    fn default() -> Self {
        Steps {
            ingest: crate::ingest::ingest,
            read_text: crate::ingest::read_text,
            extract: crate::extract::extract,
            normalize: crate::normalize::normalize,
            derive: crate::derive::derive,
        }
    }
}

/// What a run did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Done {
    /// Files found, where files were looked for.
    pub files: usize,
    /// Inputs that this run could not use.
    pub rejected: usize,
}

/// What the stages of one run share.
struct Context<'r> {
    plan: &'r Plan,
    steps: &'r Steps,
    lexicon: &'static Lexicon,
    voice: &'r Voice,
    workspace: &'r Workspace,
    pool: rayon::ThreadPool,
}

/// Runs the stages of a plan. The tables are put in place at the end, all together.
///
/// # Errors
/// Where nothing can be read, or a table cannot be read or written. The tables are then as before.
pub fn run(plan: &Plan, steps: &Steps, lexicon: &'static Lexicon, voice: &Voice) -> Result<Done, Failure> {
    if plan.stages.contains(&Stage::Ingest)
        && fs::canonicalize(&plan.raw).is_ok_and(|raw| fs::canonicalize(&plan.out).is_ok_and(|o| o == raw))
    {
        return Err(Failure::Usage(format!("--raw and --out are the same directory, {}", plan.raw.display())));
    }
    if !plan.stages.contains(&Stage::Ingest) && !plan.out.exists() {
        let out = plan.out.display();
        return Err(Failure::Nothing(format!("there is no directory {out}; run gongbao-ingest first, or name another with --out")));
    }
    let workspace = Workspace::open(&plan.out)?;
    let pool = rayon::ThreadPoolBuilder::new().num_threads(plan.threads).build();
    let pool = pool.map_err(|error| Failure::Fault(format!("cannot start {} threads: {error}", plan.threads)))?;
    let context = Context { plan, steps, lexicon, voice, workspace: &workspace, pool };
    let mut done = Done::default();
    let mut nothing = None;
    for stage in &plan.stages {
        match stage {
            Stage::Ingest => {
                let found = match walk::walk(&plan.raw, &plan.out) {
                    Ok(found) => found,
                    Err(reason) => {
                        context.spare_tables(&reason)?;
                        nothing = Some(reason);
                        Vec::new()
                    }
                };
                done.files = found.len();
                done.rejected += ingest::run(&context, &found, nothing.as_deref())?;
            }
            Stage::Extract => done.rejected += documents::extract(&context)?,
            Stage::Normalize => done.rejected += documents::normalize(&context)?,
            Stage::Derive => derive::run(&context)?,
        }
        voice.end();
    }
    workspace.commit()?;
    nothing.map_or(Ok(done), |reason| Err(Failure::Nothing(reason)))
}

impl Context<'_> {
    /// With nothing to read, tables that are there stay: a slip in `--raw` must not empty them. Where there are none yet, empty ones with
    /// the reason in rejects are better than none.
    fn spare_tables(&self, reason: &str) -> Result<(), Failure> {
        if Table::ALL.into_iter().any(|table| self.workspace.source(table).exists()) {
            return Err(Failure::Nothing(format!("{reason} (the tables in {} stay as they are)", self.plan.out.display())));
        }
        Ok(())
    }

    fn read<R: Row>(&self) -> Result<TableReader<R>, Failure> {
        Ok(TableReader::open(&self.workspace.source(R::TABLE))?)
    }

    fn write<R: Row>(&self) -> Result<TableWriter<R>, Failure> {
        Ok(TableWriter::create(&self.workspace.target(R::TABLE))?)
    }

    fn finish<R: Row>(&self, writer: TableWriter<R>, stamp: &Stamp) -> Result<(), Failure> {
        let rows = writer.finish(stamp)?;
        tracing::info!("{}: {rows} rows", R::TABLE.name());
        Ok(())
    }

    /// The stamp of a stage's tables, after checking that what it reads is of one run.
    fn stamp(&self, of: Stage) -> Result<Stamp, Failure> {
        let mut footers = BTreeMap::new();
        for &table in of.reads() {
            let path = self.workspace.source(table);
            if !path.exists() {
                let (name, before) = (table.name(), Stage::of(table).name());
                let out = self.plan.out.display();
                return Err(Failure::Nothing(format!("there is no table {name} in {out}; run gongbao-{before} first, or gongbao for all")));
            }
            footers.insert(table, Footer::read_table(&path, table)?);
        }
        let inputs = stage::check_chain(&footers)?.unwrap_or_default();
        Ok(Stamp::new(of, self.lexicon.fingerprint(), &inputs))
    }

    /// Puts the files of the documents that a stage could not use, each with its message, into rejects, in the place of what it put there before, and tells of it.
    fn reject(&self, of: Stage, failed: &[(String, String)]) -> Result<usize, Failure> {
        let mark = format!("gongbao-{} failed on it: ", of.name());
        let path = self.workspace.source(Table::Rejects);
        let stamp = Footer::read_table(&path, Table::Rejects).map(|footer| Stamp::of(Table::Rejects, &footer))?;
        let before = TableReader::<Reject>::open(&path)?.all()?;
        let mut after: Vec<Reject> = before.iter().filter(|reject| !reject.reason.starts_with(&mark)).cloned().collect();
        for (source_path, message) in failed {
            let reason = format!("{mark}{message}; its other numbers are missing too, please report this");
            self.voice.reject(source_path, &reason);
            after.push(Reject { source_path: source_path.clone(), reason });
        }
        after.sort();
        after.dedup();
        if after != before {
            let mut writer = self.write::<Reject>()?;
            writer.extend(&after)?;
            self.finish(writer, &stamp)?;
        }
        Ok(failed.len())
    }
}
