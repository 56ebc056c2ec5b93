//! One plain struct per table row. Columns, their types and their meaning stand in `table/column.rs`; this is what the stages pass to each other.

use chrono::NaiveDate;
use rust_decimal::Decimal;

/// One report. See the `documents` table.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Document {
    /// Derived from the file's content and the report's place in it.
    pub document_id: String,
    /// Path below the raw directory, `/`-separated.
    pub source_path: String,
    /// SHA-256 of the file's bytes, hex.
    pub source_hash: String,
    /// `text/plain`, `text/html`, …
    pub media_type: String,
    /// As detected: `UTF-8`, `GB18030`, …
    pub encoding: String,
    /// 1 for the first report in the file.
    pub ordinal: u32,
    /// Headline.
    pub title: Option<String>,
    /// The reporting body.
    pub publisher: Option<String>,
    /// GB/T 2260 code of the region reported on.
    pub region_code: Option<String>,
    /// Its full name.
    pub region_name: Option<String>,
    /// The period reported on, inclusive.
    pub period: Option<Period>,
    /// The clean text.
    pub text: String,
    /// Code points in `text`.
    pub n_chars: u32,
    /// The day it was published.
    pub date_published: Option<NaiveDate>,
    /// Where it was published.
    pub source_url: Option<String>,
    /// Where each fact about it is said: `region: headline`.
    pub evidence: Vec<String>,
    /// What ingest noticed in its source and a person should look at.
    pub notes: Vec<String>,
    /// `document_id` of the same article, whose figures stand for it.
    pub duplicate_of: Option<String>,
}

/// One sentence. See the `sentences` table.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sentence {
    /// The document it stands in.
    pub document_id: String,
    /// 0-based, in reading order.
    pub sentence: u32,
    /// The heading it stands under.
    pub section: Option<String>,
    /// Position in the document's text, code points.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// Position in the decoded source file, code points.
    pub source_start: u64,
    /// One past the last code point.
    pub source_end: u64,
    /// The sentence itself: `document.text[start:end]`.
    pub text: String,
}

/// One number in the text, whatever becomes of it. See the `mentions` table.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Mention {
    /// Stable across runs: document and position.
    pub mention_id: String,
    /// The document it stands in.
    pub document_id: String,
    /// The sentence it stands in.
    pub sentence: u32,
    /// Position in the document's text, code points.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// `document.text[start:end]`.
    pub surface: String,
    /// The number as read, multiples resolved; the lower end of a range.
    pub number: Option<Decimal>,
    /// The upper end of a range.
    pub number_high: Option<Decimal>,
    /// A bound code of the codebook.
    pub bound: Option<String>,
    /// A unit code of the codebook.
    pub unit: Option<String>,
    /// The unit or classifier as written.
    pub unit_text: Option<String>,
    /// A denominator code of the codebook.
    pub per: Option<String>,
    /// The event word in force: 破获, 下降.
    pub verb: Option<String>,
    /// The noun phrase counted; several, for one figure said of each, are joined by 、.
    pub head: Option<String>,
    /// 同比, 较2019年.
    pub comparison_text: Option<String>,
    /// Which of verb, head, unit, period, region came from an earlier clause.
    pub inherited: Vec<String>,
    /// How it was read: a role (see [`Role`]) and after a dot how that was found; `ignored.<reason>`; or `unresolved`.
    pub rule: String,
    /// observed, ignored or unresolved.
    pub outcome: Outcome,
    /// Why it was ignored or could not be resolved.
    pub reason: Option<String>,
}

/// What became of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Outcome {
    /// It is a quantity and goes on to normalize.
    Observed,
    /// It only looks like one: a date, a name, an ordinal.
    Ignored,
    /// It may be a quantity, but cannot be read.
    #[default]
    Unresolved,
}

/// One statistical value. See the `observations` table.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Observation {
    /// Stable across runs: document, position and place among the rows of one mention.
    pub observation_id: String,
    /// The document it stands in.
    pub document_id: String,
    /// The sentence it stands in.
    pub sentence: u32,
    /// Position in the document's text, code points.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// The quantity as written.
    pub surface: String,
    /// GB/T 2260 code of the region that the value is about.
    pub region_code: Option<String>,
    /// Its name.
    pub region_name: Option<String>,
    /// The period that the value is about, inclusive.
    pub period: Option<Period>,
    /// `<subject>.<event>` of the codebook.
    pub indicator: Option<String>,
    /// What is counted, in the report's own words.
    pub label: Option<String>,
    /// level, change, point_change, difference, share.
    pub measure: String,
    /// yoy, mom, previous, or a year.
    pub comparison: Option<String>,
    /// In `unit`, signed; none where only a range is known.
    pub value: Option<Decimal>,
    /// Lower bound of the true value, where the report gives one.
    pub lower: Option<Decimal>,
    /// Upper bound of the true value, where the report gives one.
    pub upper: Option<Decimal>,
    /// exact, more_than, less_than, nearly, about, range.
    pub bound: String,
    /// A unit code of the codebook, multiples resolved.
    pub unit: String,
    /// The unit or classifier as written.
    pub unit_text: Option<String>,
    /// Denominator: day, km2, 100k_persons, ….
    pub per: Option<String>,
    /// reported, baseline, target, incident.
    pub status: String,
    /// The special operation that the value is confined to.
    pub campaign: Option<String>,
    /// The mention it came from.
    pub mention_id: String,
    /// The whole that it is a part of.
    pub part_of: Option<String>,
    /// The first statement of the same value.
    pub repeat_of: Option<String>,
    /// Which rule decided.
    pub rule: String,
    /// 0 to 1, calibrated.
    pub confidence: f64,
}

/// One derived figure. See the `ratios` table.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Ratio {
    /// clearance_rate, prior_level, ….
    pub ratio: String,
    /// Codebook subject.
    pub subject: String,
    /// The full code, for a figure that is a level of one indicator.
    pub indicator: Option<String>,
    /// GB/T 2260 code.
    pub region_code: Option<String>,
    /// Period, inclusive.
    pub period: Option<Period>,
    /// The figure itself.
    pub value: f64,
    /// Lowest value that the rounding and bounds of the inputs allow.
    pub lower: f64,
    /// Highest value that they allow.
    pub upper: f64,
    /// Only one whole number fits.
    pub exact: bool,
    /// A unit code of the codebook.
    pub unit: String,
    /// `observation_id` of the numerator.
    pub numerator: Option<String>,
    /// `observation_id` of the denominator.
    pub denominator: Option<String>,
    /// Readable.
    pub formula: String,
    /// The same ratio as stated by the report.
    pub reported: Option<f64>,
    /// Its `observation_id`.
    pub reported_id: Option<String>,
    /// What to keep in mind: backlog_possible, mixed_scope, approximate_input.
    pub caveat: Option<String>,
    /// The stated one lies within what rounding allows.
    pub agrees: Option<bool>,
}

/// One finding about the data. See the `checks` table.
#[derive(Debug, Clone, PartialEq)]
pub struct Check {
    /// Name of the check.
    pub check: String,
    /// How bad it is.
    pub severity: Severity,
    /// The document it is about.
    pub document_id: Option<String>,
    /// The observation it is about.
    pub observation_id: Option<String>,
    /// One sentence a person can act on.
    pub message: String,
}

/// How bad a finding is; the order is from mild to bad.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Worth a look.
    Warning,
    /// Cannot be right.
    Error,
}

/// One input that could not be used. See the `rejects` table.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reject {
    /// Path below the raw directory.
    pub source_path: String,
    /// What is wrong with it, and what to do.
    pub reason: String,
}

/// A stretch of days, both inclusive. One day where a stock is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    /// First day.
    pub start: NaiveDate,
    /// Last day.
    pub end: NaiveDate,
}

impl Period {
    /// The period from `start` to `end`; none where they are out of order.
    pub fn new(start: NaiveDate, end: NaiveDate) -> Option<Self> {
        (start <= end).then_some(Period { start, end })
    }

    /// A whole calendar year.
    pub fn year(year: i32) -> Option<Self> {
        Self::months(year, 1, 12)
    }

    /// Whole months of one year, 1-based and inclusive.
    pub fn months(year: i32, first: u32, last: u32) -> Option<Self> {
        let start = NaiveDate::from_ymd_opt(year, first, 1)?;
        let end = NaiveDate::from_ymd_opt(year, last, 1)?.checked_add_months(chrono::Months::new(1))?.pred_opt()?;
        Self::new(start, end)
    }

    /// One day.
    pub fn day(day: NaiveDate) -> Self {
        Period { start: day, end: day }
    }
}

/// The part a number plays in its clause; of an observed one the first word of `mentions.rule`. What comes after a dot says how it was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// The amount itself.
    Level,
    /// Relative change, percent.
    Change,
    /// Difference of two percentages.
    PointChange,
    /// Absolute change.
    Difference,
    /// Part of a whole.
    Share,
    /// How long something has gone on: 连续N年.
    Streak,
    /// N times another level: 是上年的2.6倍.
    Multiple,
}

impl Mention {
    /// How the figure was found: what stands behind its role in the rule's name; empty where nothing does.
    pub fn how(&self) -> &str {
        self.rule.split_once('.').map_or("", |(_, how)| how)
    }

    /// Whether that part (`head`, `verb`, `unit`) came from an earlier clause.
    pub fn inherits(&self, part: &str) -> bool {
        self.inherited.iter().any(|what| what == part)
    }
}

impl Role {
    /// Every role with its name in `mentions.rule`.
    pub const ALL: [(Role, &'static str); 7] = [
        (Role::Level, "level"),
        (Role::Change, "change"),
        (Role::PointChange, "point_change"),
        (Role::Difference, "difference"),
        (Role::Share, "share"),
        (Role::Streak, "streak"),
        (Role::Multiple, "multiple"),
    ];

    /// The name.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(role, _)| *role == self).map_or("level", |(_, name)| name)
    }

    /// The role that a rule's name begins with.
    pub fn of_rule(rule: &str) -> Option<Role> {
        let first = rule.split('.').next().unwrap_or_default();
        Self::ALL.iter().find(|(_, name)| *name == first).map(|(role, _)| *role)
    }
}

impl Outcome {
    /// The name in the table.
    pub fn name(self) -> &'static str {
        match self {
            Outcome::Observed => "observed",
            Outcome::Ignored => "ignored",
            Outcome::Unresolved => "unresolved",
        }
    }

    /// The outcome of that name.
    pub fn of_name(name: &str) -> Option<Outcome> {
        [Outcome::Observed, Outcome::Ignored, Outcome::Unresolved].into_iter().find(|o| o.name() == name)
    }
}

impl Severity {
    /// The name in the table.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }

    /// The severity of that name.
    pub fn of_name(name: &str) -> Option<Severity> {
        [Severity::Info, Severity::Warning, Severity::Error].into_iter().find(|s| s.name() == name)
    }
}
