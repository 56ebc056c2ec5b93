//! A directory of its own for each test, and running the programs in it.

pub mod cases;
pub mod shared;
pub mod stages;

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use gongbao::cli::exit::Failure;
use gongbao::cli::pipeline::{self, Done, Plan, Steps};
use gongbao::cli::progress::Voice;
use gongbao::ingest::{Limits, Settings};
use gongbao::lexicon::Lexicon;
use gongbao::model::Reject;
use gongbao::table::{Row, Stage, Table, TableReader};
use tempfile::TempDir;

/// A raw directory and one for the tables, gone after the test.
pub struct Dir {
    temp: TempDir,
}

/// How a program ended.
#[derive(Debug)]
pub struct Ran {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Dir {
    pub fn new() -> Dir {
        let temp = tempfile::tempdir().unwrap();
        fs::create_dir(temp.path().join("raw")).unwrap();
        Dir { temp }
    }

    pub fn path(&self) -> &Path {
        self.temp.path()
    }

    pub fn raw(&self) -> PathBuf {
        self.path().join("raw")
    }

    pub fn out(&self) -> PathBuf {
        self.path().join("processed")
    }

    /// Puts a file below the raw directory.
    pub fn file(&self, path: impl AsRef<OsStr>, bytes: impl AsRef<[u8]>) -> &Dir {
        let path = self.raw().join(Path::new(&path));
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
        self
    }

    /// A program, to run in this directory.
    pub fn command(&self, program: &str) -> Command {
        let mut command = Command::new(binary(program));
        command.current_dir(self.path()).stdin(Stdio::null());
        command
    }

    /// Runs a program in this directory.
    pub fn run(&self, program: &str, args: &[&str]) -> Ran {
        Ran::of(self.command(program).args(args))
    }

    /// Runs stages in this process, with the stages given.
    pub fn pipeline(&self, steps: &Steps, stages: &[Stage], threads: usize) -> Result<Done, Failure> {
        let limits = Limits { bytes: 1 << 20, ..Limits::default() };
        let settings = Settings { limits, text_column: None };
        let plan = Plan { raw: self.raw(), out: self.out(), threads, settings, max_seconds: 60, stages: stages.to_vec() };
        pipeline::run(&plan, steps, Lexicon::embedded(), &Voice::plain("test"))
    }

    /// Runs ingest in this process with these settings.
    pub fn ingest(&self, settings: Settings) {
        let plan = Plan { raw: self.raw(), out: self.out(), threads: 1, settings, max_seconds: 60, stages: vec![Stage::Ingest] };
        pipeline::run(&plan, &Steps::default(), Lexicon::embedded(), &Voice::plain("test")).unwrap();
    }

    /// All rows of a table.
    pub fn rows<R: Row>(&self) -> Vec<R> {
        TableReader::open(&self.out().join(R::TABLE.file_name())).unwrap().all().unwrap()
    }

    /// Why a file was rejected; nothing where it was not.
    pub fn rejected(&self, path: &str) -> Option<String> {
        self.rows::<Reject>().into_iter().find(|reject| reject.source_path == path).map(|reject| reject.reason)
    }

    /// The bytes of every table that is there.
    pub fn tables(&self) -> BTreeMap<Table, Vec<u8>> {
        let read = |table: Table| Some((table, fs::read(self.out().join(table.file_name())).ok()?));
        Table::ALL.into_iter().filter_map(read).collect()
    }

    /// Names in the directory of the tables that are not tables.
    pub fn other_files(&self) -> Vec<String> {
        let names = fs::read_dir(self.out()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<String> = names.filter(|name| !Table::ALL.iter().any(|table| table.file_name() == *name)).collect();
        names.sort();
        names
    }
}

impl Ran {
    pub fn of(command: &mut Command) -> Ran {
        let output = command.output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Ran { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
    }
}

/// Every program.
pub const PROGRAMS: [&str; 5] = ["gongbao", "gongbao-ingest", "gongbao-extract", "gongbao-normalize", "gongbao-derive"];

pub fn binary(program: &str) -> &'static Path {
    Path::new(match program {
        "gongbao" => env!("CARGO_BIN_EXE_gongbao"),
        "gongbao-ingest" => env!("CARGO_BIN_EXE_gongbao-ingest"),
        "gongbao-extract" => env!("CARGO_BIN_EXE_gongbao-extract"),
        "gongbao-normalize" => env!("CARGO_BIN_EXE_gongbao-normalize"),
        "gongbao-derive" => env!("CARGO_BIN_EXE_gongbao-derive"),
        other => panic!("no program {other}"),
    })
}

/// A report of a made-up bureau, another one for each number.
pub fn report(number: usize) -> String {
    format!(
        "第{number}县公安局2023年工作总结\n2023年，全县公安机关破获刑事案件{}起，同比上升{}.5%；抓获犯罪嫌疑人{}人。\n全年发生道路交通事故{}起。\n",
        number * 7 + 11,
        number % 40,
        number * 3 + 5,
        number % 90 + 1
    )
}
