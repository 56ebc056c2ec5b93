//! What can be typed. What it becomes stands in `cli/mod.rs` and `cli/pipeline`.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use super::exit::Exit;
use crate::ingest::{Limits, Settings};
use crate::model::Severity;

fn after(about: &str) -> String {
    format!("{about}\n\n{}", Exit::help())
}

/// Turn official Chinese reports into analytic data sets
///
/// Reads every report below --raw and writes the tables documents, sentences, rejects, mentions, observations, ratios and
/// checks to --out, one Parquet file each. The same four steps can be run one by one: gongbao-ingest, gongbao-extract,
/// gongbao-normalize, gongbao-derive.
///
/// A run that is stopped leaves the tables of the run before. With nothing to read, they stay as they are too.
#[derive(Debug, Parser)]
#[command(
    name = "gongbao",
    version,
    args_conflicts_with_subcommands = true,
    after_help = after("Examples:\n  gongbao\n  gongbao --raw reports --out tables\n  gongbao read 全市破获毒品案件56起，同比下降12.5%。")
)]
pub struct Gongbao {
    /// What to do instead of a run.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// Where the reports are.
    #[command(flatten)]
    pub raw: Raw,
    /// How to run.
    #[command(flatten)]
    pub run: Run,
}

/// What `gongbao` can do besides a run.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Show how a text is read: every number with what becomes of it
    ///
    /// Nothing is written. Positions count code points in the text as shown, which is the given one after cleaning.
    #[command(after_help = after(
        "Examples:\n  gongbao read 全市破获毒品案件56起，同比下降12.5%。\n  gongbao read --json - < sentences.txt > readings.jsonl"
    ))]
    Read(Read),
    /// Show where a figure comes from and what was built on it
    ///
    /// For an observation: its sentence, its place in the source file, the rule, what was inherited, how each column of the mention
    /// became one of the observation, and the ratios and findings built on it. For a ratio: its formula and its inputs.
    #[command(after_help = after(
        "Examples:\n  gongbao explain 3f2a91\n  gongbao explain clearance_rate:crime\n  gongbao explain clearance_rate::150900:2023"
    ))]
    Explain(Explain),
    /// List the findings about the data, worst first
    ///
    /// Each with the sentence that it is about and the id that gongbao explain takes. Nothing is written.
    #[command(after_help = after(
        "Examples:\n  gongbao check\n  gongbao check --quiet --fail-on error\n  gongbao check --json > findings.jsonl"
    ))]
    Check(Check),
    /// Work on a vocabulary of your own
    Lexicon(Lexicon),
}

/// Arguments of `gongbao lexicon`.
#[derive(Debug, Args)]
pub struct Lexicon {
    /// What to do with it.
    #[command(subcommand)]
    pub command: LexiconCommand,
}

/// What `gongbao lexicon` can do.
#[derive(Debug, Subcommand)]
pub enum LexiconCommand {
    /// Say what vocabulary files of your own do before they are used
    ///
    /// Reads the files of DIR as --lexicon would and lists what is wrong with them, which entries shadow built-in ones, and what is new.
    /// Errors end with exit code 2, as a run with these files would; warnings and information do not. With --against, the reports of a
    /// directory of tables are read again, and every observation that would be added, lost or changed is listed. Nothing is written.
    #[command(after_help = after(
        "Examples:\n  gongbao lexicon check words\n  gongbao lexicon check words --against processed --all"
    ))]
    Check(LexiconCheck),
}

/// Arguments of `gongbao lexicon check`.
#[derive(Debug, Args)]
pub struct LexiconCheck {
    /// Directory with the vocabulary files
    #[arg(value_name = "DIR")]
    pub dir: PathBuf,

    /// Directory of tables whose reports are read again
    #[arg(long, value_name = "PROCESSED")]
    pub against: Option<PathBuf>,

    /// Show every observation that changes, not only the first 40
    #[arg(long, requires = "against")]
    pub all: bool,

    /// Print one JSON object: {"findings": […], "against": {…}}
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `gongbao read`.
#[derive(Debug, Args)]
pub struct Read {
    /// The text, or - for standard input, one text a line; \n written as two characters stands for a line break
    #[arg(value_name = "TEXT", allow_hyphen_values = true)]
    pub text: String,

    /// Print one JSON object for each text, on a line of its own: {"text": …, "mentions": […], "observations": […]}
    #[arg(long)]
    pub json: bool,

    /// Directory with vocabulary files of your own, read on top of the built-in ones; gongbao lexicon check tells what they do
    #[arg(long, value_name = "DIR")]
    pub lexicon: Option<PathBuf>,
}

/// Arguments of `gongbao explain`.
#[derive(Debug, Args)]
pub struct Explain {
    /// An observation_id or mention_id or the beginning of one, or a ratio as RATIO:SUBJECT:REGION:PERIOD, where
    /// parts may be empty, or left off at the end
    #[arg(value_name = "ID")]
    pub id: String,

    /// Directory of the tables
    #[arg(long, value_name = "DIR", default_value = "processed")]
    pub out: PathBuf,

    /// Directory with the reports, to tell the line in the source file
    #[arg(long, value_name = "DIR", default_value = "raw")]
    pub raw: PathBuf,

    /// Column that held the texts of records, where the run named it
    #[arg(long, value_name = "NAME")]
    pub text_column: Option<String>,
}

/// Arguments of `gongbao check`.
#[derive(Debug, Args)]
pub struct Check {
    /// Directory of the tables
    #[arg(long, value_name = "DIR", default_value = "processed")]
    pub out: PathBuf,

    /// End with exit code 6 where a finding is as bad as this, or worse
    #[arg(long, value_name = "SEVERITY")]
    pub fail_on: Option<FailOn>,

    /// Print one JSON object for each finding, on a line of its own: the columns of checks, then source_path, title, sentence and surface
    #[arg(long)]
    pub json: bool,

    /// Print nothing; with --fail-on the exit code tells
    #[arg(short, long, conflicts_with = "json")]
    pub quiet: bool,
}

/// What `--fail-on` takes: the severities by their names in the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// Any finding.
    Info,
    /// What is worth a look, or wrong.
    Warning,
    /// What is wrong.
    Error,
}

impl From<FailOn> for Severity {
    fn from(typed: FailOn) -> Severity {
        match typed {
            FailOn::Info => Severity::Info,
            FailOn::Warning => Severity::Warning,
            FailOn::Error => Severity::Error,
        }
    }
}

/// Read the files below --raw into the tables documents, sentences and rejects
///
/// Reads every file, decodes and cleans it, cuts it into reports and sentences, and writes the tables to --out. A file that cannot be
/// used gets a row in rejects.
#[derive(Debug, Parser)]
#[command(name = "gongbao-ingest", version, after_help = after("Example:\n  gongbao-ingest --raw reports --out tables"))]
pub struct Ingest {
    /// Where the reports are.
    #[command(flatten)]
    pub raw: Raw,
    /// How to run.
    #[command(flatten)]
    pub run: Run,
}

/// Find every number in the reports: documents and sentences to mentions
///
/// Reads the tables of gongbao-ingest in --out and writes mentions, one row for each number, whatever becomes of it.
#[derive(Debug, Parser)]
#[command(name = "gongbao-extract", version, after_help = after("Example:\n  gongbao-extract --out tables"))]
pub struct Extract {
    /// How to run.
    #[command(flatten)]
    pub run: Run,
}

/// Give the numbers their meaning: mentions to observations
///
/// Reads the tables of gongbao-ingest and gongbao-extract in --out and writes observations, one row for each statistical value.
#[derive(Debug, Parser)]
#[command(name = "gongbao-normalize", version, after_help = after("Example:\n  gongbao-normalize --out tables"))]
pub struct Normalize {
    /// How to run.
    #[command(flatten)]
    pub run: Run,
}

/// Work out what follows from the observations: ratios and checks
///
/// Reads the tables of the stages before in --out and writes ratios, the derived figures, and checks, the findings about the data.
#[derive(Debug, Parser)]
#[command(name = "gongbao-derive", version, after_help = after("Example:\n  gongbao-derive --out tables"))]
pub struct Derive {
    /// How to run.
    #[command(flatten)]
    pub run: Run,
}

/// Options of the programs that read reports.
#[derive(Debug, Args)]
pub struct Raw {
    /// Directory with the reports, read recursively; links are followed, hidden files are not read
    #[arg(long, value_name = "DIR", default_value = "raw")]
    pub raw: PathBuf,

    /// Column that holds the texts of JSON Lines, CSV and Parquet files [default: text, content, 正文 and the like]
    #[arg(long, value_name = "NAME")]
    pub text_column: Option<String>,

    /// Reject files, members of archives and records with more bytes than this
    #[arg(long, value_name = "N", default_value_t = Limits::default().bytes)]
    pub max_bytes: u64,

    /// Read no more bytes than this out of one compressed file or archive
    #[arg(long, value_name = "N", default_value_t = Limits::default().unpacked_bytes)]
    pub max_unpacked_bytes: u64,

    /// Read no more members or records than this of one file
    #[arg(long, value_name = "N", default_value_t = Limits::default().members)]
    pub max_members: u64,

    /// Open archives inside archives down to this depth
    #[arg(long, value_name = "N", default_value_t = Limits::default().depth)]
    pub max_depth: u32,

    /// Reject PDFs with more pages than this
    #[arg(long, value_name = "N", default_value_t = Limits::default().pages)]
    pub max_pages: usize,

    /// Reject HTML with more elements inside each other than this
    #[arg(long, value_name = "N", default_value_t = Limits::default().nesting)]
    pub max_nesting: usize,

    /// Give up on a file, or a member of it, after this many seconds
    #[arg(long, value_name = "N", default_value_t = 60)]
    pub max_seconds: u64,
}

impl Raw {
    /// How files are read.
    pub fn settings(&self) -> Settings {
        let limits = Limits {
            bytes: self.max_bytes,
            unpacked_bytes: self.max_unpacked_bytes,
            members: self.max_members,
            depth: self.max_depth,
            pages: self.max_pages,
            nesting: self.max_nesting,
        };
        Settings { limits, text_column: self.text_column.clone() }
    }
}

/// Options of every program that writes tables.
#[derive(Debug, Args)]
pub struct Run {
    /// Directory of the tables; made where it is missing
    #[arg(long, value_name = "DIR", default_value = "processed")]
    pub out: PathBuf,

    /// Directory with vocabulary files of your own, read on top of the built-in ones; gongbao lexicon check tells what they do
    #[arg(long, value_name = "DIR")]
    pub lexicon: Option<PathBuf>,

    /// Threads to use [default: one for each core]. The tables are the same with any number
    #[arg(long, value_name = "N")]
    pub threads: Option<NonZeroUsize>,

    /// Print no summary and show no progress; messages about bad input stay
    #[arg(short, long)]
    pub quiet: bool,

    /// Log what is being done to standard error, twice for more; replaces the progress bar
    #[arg(short, long, action = clap::ArgAction::Count, conflicts_with = "quiet")]
    pub verbose: u8,
}
