//! Which columns each table has, in order. The columns themselves stand in `table/column.rs`.
//!
//! Columns may be added; any other change is a new [`VERSION`].

use super::column::*;

/// Version of the layout, in every file's metadata. A reader refuses any other.
pub const VERSION: &str = "1";

/// A column's place in a table.
#[derive(Debug, PartialEq, Eq)]
pub struct Field {
    /// The column.
    pub column: &'static Column,
    /// Whether cells may be null here.
    pub nullable: bool,
}

/// The tables, in the order in which they come about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Table {
    /// One row per report.
    Documents,
    /// One row per sentence.
    Sentences,
    /// One row per input that could not be used.
    Rejects,
    /// One row per number in the text.
    Mentions,
    /// One row per statistical value.
    Observations,
    /// One row per derived figure.
    Ratios,
    /// One row per finding about the data.
    Checks,
}

impl Table {
    /// Every table.
    pub const ALL: [Table; 7] =
        [Table::Documents, Table::Sentences, Table::Rejects, Table::Mentions, Table::Observations, Table::Ratios, Table::Checks];

    /// Its name; the file is `<name>.parquet`.
    pub fn name(self) -> &'static str {
        match self {
            Table::Documents => "documents",
            Table::Sentences => "sentences",
            Table::Rejects => "rejects",
            Table::Mentions => "mentions",
            Table::Observations => "observations",
            Table::Ratios => "ratios",
            Table::Checks => "checks",
        }
    }

    /// Its file's name.
    pub fn file_name(self) -> String {
        format!("{}.parquet", self.name())
    }

    /// What a row stands for.
    pub fn meaning(self) -> &'static str {
        match self {
            Table::Documents => "one row per report",
            Table::Sentences => "one row per sentence",
            Table::Rejects => "one row per input that could not be used",
            Table::Mentions => "one row per number in the text, whatever becomes of it",
            Table::Observations => "one row per statistical value",
            Table::Ratios => "one row per derived figure",
            Table::Checks => "one row per finding about the data",
        }
    }

    /// Its columns, in order.
    pub fn fields(self) -> &'static [Field] {
        match self {
            Table::Documents => DOCUMENTS,
            Table::Sentences => SENTENCES,
            Table::Rejects => REJECTS,
            Table::Mentions => MENTIONS,
            Table::Observations => OBSERVATIONS,
            Table::Ratios => RATIOS,
            Table::Checks => CHECKS,
        }
    }
}

const fn always(column: &'static Column) -> Field {
    Field { column, nullable: false }
}

const fn maybe(column: &'static Column) -> Field {
    Field { column, nullable: true }
}

static DOCUMENTS: &[Field] = &[
    always(&DOCUMENT_ID),
    always(&SOURCE_PATH),
    always(&SOURCE_HASH),
    always(&MEDIA_TYPE),
    always(&ENCODING),
    always(&ORDINAL),
    maybe(&TITLE),
    maybe(&PUBLISHER),
    maybe(&REGION_CODE),
    maybe(&REGION_NAME),
    maybe(&PERIOD_START),
    maybe(&PERIOD_END),
    always(&TEXT),
    always(&N_CHARS),
    maybe(&DATE_PUBLISHED),
    maybe(&SOURCE_URL),
    always(&EVIDENCE),
    always(&NOTES),
    maybe(&DUPLICATE_OF),
];

static SENTENCES: &[Field] = &[
    always(&DOCUMENT_ID),
    always(&SENTENCE),
    maybe(&SECTION),
    always(&START),
    always(&END),
    always(&SOURCE_START),
    always(&SOURCE_END),
    always(&TEXT),
];

static REJECTS: &[Field] = &[always(&SOURCE_PATH), always(&REASON)];

static MENTIONS: &[Field] = &[
    always(&MENTION_ID),
    always(&DOCUMENT_ID),
    always(&SENTENCE),
    always(&START),
    always(&END),
    always(&SURFACE),
    maybe(&NUMBER),
    maybe(&NUMBER_HIGH),
    maybe(&BOUND),
    maybe(&UNIT),
    maybe(&UNIT_TEXT),
    maybe(&PER),
    maybe(&VERB),
    maybe(&HEAD),
    maybe(&COMPARISON_TEXT),
    always(&INHERITED),
    always(&RULE),
    always(&OUTCOME),
    maybe(&REASON),
];

static OBSERVATIONS: &[Field] = &[
    always(&OBSERVATION_ID),
    always(&DOCUMENT_ID),
    always(&SENTENCE),
    always(&START),
    always(&END),
    always(&SURFACE),
    maybe(&REGION_CODE),
    maybe(&REGION_NAME),
    maybe(&PERIOD_START),
    maybe(&PERIOD_END),
    maybe(&INDICATOR),
    maybe(&LABEL),
    always(&MEASURE),
    maybe(&COMPARISON),
    maybe(&VALUE),
    maybe(&LOWER),
    maybe(&UPPER),
    always(&BOUND),
    always(&UNIT),
    maybe(&UNIT_TEXT),
    maybe(&PER),
    always(&STATUS),
    maybe(&CAMPAIGN),
    always(&MENTION_ID),
    maybe(&PART_OF),
    maybe(&REPEAT_OF),
    always(&RULE),
    always(&CONFIDENCE),
];

static RATIOS: &[Field] = &[
    always(&RATIO),
    always(&SUBJECT),
    maybe(&INDICATOR),
    maybe(&REGION_CODE),
    maybe(&PERIOD_START),
    maybe(&PERIOD_END),
    always(&VALUE),
    always(&LOWER),
    always(&UPPER),
    always(&EXACT),
    always(&UNIT),
    maybe(&NUMERATOR),
    maybe(&DENOMINATOR),
    always(&FORMULA),
    maybe(&REPORTED),
    maybe(&REPORTED_ID),
    maybe(&CAVEAT),
    maybe(&AGREES),
];

static CHECKS: &[Field] = &[always(&CHECK), always(&SEVERITY), maybe(&DOCUMENT_ID), maybe(&OBSERVATION_ID), always(&MESSAGE)];
