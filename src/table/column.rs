//! The column dictionary: every column defined once, whichever tables have it. `table/schema.rs` puts them together.
//!
//! The meanings stand in each file's metadata under `gongbao:column:<name>`, so that a table explains itself.

/// What a cell holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Type {
    /// UTF-8 text.
    Str,
    /// Unsigned, 32 bits.
    U32,
    /// Unsigned, 64 bits.
    U64,
    /// Floating point, 64 bits.
    F64,
    /// True or false.
    Bool,
    /// A calendar day.
    Date,
    /// A list of texts, never null, possibly empty.
    StrList,
}

impl Type {
    /// The name used in documentation and messages.
    pub fn name(self) -> &'static str {
        match self {
            Type::Str => "str",
            Type::U32 => "u32",
            Type::U64 => "u64",
            Type::F64 => "f64",
            Type::Bool => "bool",
            Type::Date => "date",
            Type::StrList => "list[str]",
        }
    }
}

/// One column, wherever it occurs.
#[derive(Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name in every table.
    pub name: &'static str,
    /// What its cells hold.
    pub ty: Type,
    /// What it means, in a sentence.
    pub meaning: &'static str,
}

macro_rules! columns {
    ($($constant:ident $name:literal $ty:ident $meaning:literal)+) => {
        $(
            #[doc = concat!("The column `", $name, "`.")]
            pub static $constant: Column = Column { name: $name, ty: Type::$ty, meaning: $meaning };
        )+
        /// Every column there is.
        pub static DICTIONARY: &[&Column] = &[$(&$constant),+];
    };
}

columns! {
    AGREES "agrees" Bool "Whether the stated figure lies within what the rounding of the inputs allows"
    BOUND "bound" Str "How the number bounds the true value: exact, more_than, less_than, nearly, about, range"
    CAMPAIGN "campaign" Str "The special operation that the value is confined to, without its quotes"
    CAVEAT "caveat" Str "What to keep in mind: backlog_possible, earlier_catches_possible or earlier_losses_possible (of earlier years), mixed_scope, separate_sections, approximate_input, not_a_year, census_<year>"
    CHECK "check" Str "Name of the check"
    COMPARISON "comparison" Str "What a comparing measure compares with: yoy, mom, previous or a year"
    COMPARISON_TEXT "comparison_text" Str "The comparison as written: 同比, 较2019年"
    CONFIDENCE "confidence" F64 "0 to 1, calibrated: of the values given 0.9, nine in ten are right"
    DATE_PUBLISHED "date_published" Date "The day the report was published, as the page, a record or a line beside the text says"
    DENOMINATOR "denominator" Str "observation_id of the figure divided by"
    DOCUMENT_ID "document_id" Str "The report; stable across runs, from the file's content and the report's place in it"
    DUPLICATE_OF "duplicate_of" Str "document_id of the same article in another place; its figures stand for this one, which has none in the later tables"
    ENCODING "encoding" Str "The file's encoding as detected: UTF-8, GB18030, UTF-16LE; in brackets what went wrong with it on the way: damaged, as ISO-8859-1"
    END "end" U32 "One past the last code point, in documents.text"
    EVIDENCE "evidence" StrList "Where each fact about the report is said, as fact: place, for example region: headline"
    EXACT "exact" Bool "Whether only one whole number fits the inputs"
    FORMULA "formula" Str "How the figure is derived, readable"
    HEAD "head" Str "The noun phrase counted; several are joined by 、"
    INDICATOR "indicator" Str "<subject>.<event> of the codebook; null where the codebook has none"
    INHERITED "inherited" StrList "Which of verb, head, unit, period, region came from an earlier clause"
    LABEL "label" Str "What is counted, in the report's own words"
    LOWER "lower" F64 "Lower bound of the true value"
    MEASURE "measure" Str "level, change, point_change, difference or share"
    MEDIA_TYPE "media_type" Str "The media type of the file, or of the member or record in it: text/plain, text/html, application/pdf"
    MENTION_ID "mention_id" Str "The number in the text; stable across runs"
    MESSAGE "message" Str "The finding in one sentence that a person can act on"
    N_CHARS "n_chars" U32 "Length of documents.text in code points"
    NOTES "notes" StrList "What could not be read as it stands in the source, for a person to look at"
    NUMBER "number" F64 "The number as read, multiples resolved; the lower end of a range"
    NUMBER_HIGH "number_high" F64 "The upper end of a range"
    NUMERATOR "numerator" Str "observation_id of the figure that is divided, or derived from"
    OBSERVATION_ID "observation_id" Str "The statistical value; stable across runs"
    ORDINAL "ordinal" U32 "Place of the report in its file, 1 for the first"
    OUTCOME "outcome" Str "What became of the number: observed, ignored, unresolved"
    PART_OF "part_of" Str "observation_id of the whole, for a value introduced by 其中"
    PER "per" Str "Denominator code: day, km2, 100k_persons"
    PERIOD_END "period_end" Date "Last day of the period, inclusive"
    PERIOD_START "period_start" Date "First day of the period, inclusive"
    PUBLISHER "publisher" Str "The reporting body"
    RATIO "ratio" Str "Name of the derived figure: clearance_rate, prior_level, suspects_per_case"
    REASON "reason" Str "Why it could not be used or was left out, and for a file what to do"
    REGION_CODE "region_code" Str "GB/T 2260 code, six digits; 100000 for the whole country"
    REGION_NAME "region_name" Str "Full name of the region"
    REPEAT_OF "repeat_of" Str "observation_id of the first statement of the same value"
    REPORTED "reported" F64 "The same figure as stated by the report"
    REPORTED_ID "reported_id" Str "observation_id of the stated figure"
    RULE "rule" Str "How it was read: level, change, share and the like, after a dot how that was found; ignored.<reason>; or unresolved"
    SECTION "section" Str "The heading that the sentence stands under"
    SENTENCE "sentence" U32 "The sentence, 0-based, in reading order within the document"
    SEVERITY "severity" Str "How bad the finding is: info, warning, error"
    SOURCE_END "source_end" U64 "One past the last code point, in the decoded source file"
    SOURCE_HASH "source_hash" Str "SHA-256 of the file's bytes, hex"
    SOURCE_PATH "source_path" Str "Path of the file below the raw directory, /-separated; of a member its path in the archive follows, of a record # and its number"
    SOURCE_START "source_start" U64 "First code point, in the decoded source file"
    SOURCE_URL "source_url" Str "Where the report was published, as the page or record says"
    START "start" U32 "First code point, in documents.text"
    STATUS "status" Str "reported; baseline, a value compared with; target, a plan; or incident, of a single narrated case"
    SUBJECT "subject" Str "Subject code of the codebook"
    SURFACE "surface" Str "The quantity as written: documents.text[start:end]"
    TEXT "text" Str "The clean text; of a sentence, documents.text[start:end]"
    TITLE "title" Str "Headline of the report"
    UNIT "unit" Str "Unit code of the codebook, multiples resolved"
    UNIT_TEXT "unit_text" Str "The unit or classifier as written"
    UPPER "upper" F64 "Upper bound of the true value"
    VALUE "value" F64 "The value in unit, signed; null where only a range is known"
    VERB "verb" Str "The event word in force: 破获, 下降"
}
