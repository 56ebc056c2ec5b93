//! Model structs to cells and back. A struct's fields stand in the order of its table's columns; a period fills two.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::schema::Table;
use crate::model::{Check, Document, Mention, Observation, Outcome, Period, Ratio, Reject, Sentence, Severity};

/// One cell, on its way into or out of a table.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'a> {
    /// No value.
    Null,
    /// Text.
    Str(&'a str),
    /// Unsigned, 32 bits.
    U32(u32),
    /// Unsigned, 64 bits.
    U64(u64),
    /// Floating point.
    F64(f64),
    /// True or false.
    Bool(bool),
    /// A day.
    Date(NaiveDate),
    /// Several texts.
    List(Vec<&'a str>),
}

/// A struct that is a row of one table.
pub trait Row: Sized {
    /// The table.
    const TABLE: Table;

    /// The struct's fields, in order.
    const FIELDS: &'static [&'static str];

    /// Appends one cell for each column of the table, in order.
    fn put<'a>(&'a self, cells: &mut Vec<Value<'a>>);

    /// Builds a row from one cell for each column, in order; none where a cell does not fit.
    fn take<'a>(cells: &mut dyn Iterator<Item = Value<'a>>) -> Option<Self>;

    /// The cells of this row, one for each column of the table.
    fn cells(&self) -> Vec<Value<'_>> {
        let mut cells = Vec::with_capacity(Self::TABLE.fields().len());
        self.put(&mut cells);
        cells
    }
}

macro_rules! row {
    ($row:ident is $table:ident: $($field:ident),+) => {
        impl Row for $row {
            const TABLE: Table = Table::$table;
            const FIELDS: &'static [&'static str] = &[$(stringify!($field)),+];

            fn put<'a>(&'a self, cells: &mut Vec<Value<'a>>) {
                $(self.$field.put(cells);)+
            }

            fn take<'a>(cells: &mut dyn Iterator<Item = Value<'a>>) -> Option<Self> {
                Some($row { $($field: Cell::take(cells)?),+ })
            }
        }
    };
}

row!(Document is Documents: document_id, source_path, source_hash, media_type, encoding, ordinal, title, publisher, region_code,
    region_name, period, text, n_chars, date_published, source_url, evidence, notes, duplicate_of);
row!(Sentence is Sentences: document_id, sentence, section, start, end, source_start, source_end, text);
row!(Reject is Rejects: source_path, reason);
row!(Mention is Mentions: mention_id, document_id, sentence, start, end, surface, number, number_high, bound, unit, unit_text, per,
    verb, head, comparison_text, inherited, rule, outcome, reason);
row!(Observation is Observations: observation_id, document_id, sentence, start, end, surface, region_code, region_name, period,
    indicator, label, measure, comparison, value, lower, upper, bound, unit, unit_text, per, status, campaign, mention_id, part_of,
    repeat_of, rule, confidence);
row!(Ratio is Ratios: ratio, subject, indicator, region_code, period, value, lower, upper, exact, unit, numerator, denominator,
    formula, reported, reported_id, caveat, agrees);
row!(Check is Checks: check, severity, document_id, observation_id, message);

/// A field's type, as cells.
trait Cell: Sized {
    fn put<'a>(&'a self, cells: &mut Vec<Value<'a>>);
    fn take<'a>(cells: &mut dyn Iterator<Item = Value<'a>>) -> Option<Self>;
}

/// A type that is exactly one cell and never null.
trait Single: Sized {
    fn value(&self) -> Value<'_>;
    fn of(value: Value<'_>) -> Option<Self>;
}

impl<T: Single> Cell for T {
    fn put<'a>(&'a self, cells: &mut Vec<Value<'a>>) {
        cells.push(self.value());
    }

    fn take<'a>(cells: &mut dyn Iterator<Item = Value<'a>>) -> Option<Self> {
        T::of(cells.next()?)
    }
}

impl<T: Single> Cell for Option<T> {
    fn put<'a>(&'a self, cells: &mut Vec<Value<'a>>) {
        cells.push(self.as_ref().map_or(Value::Null, T::value));
    }

    fn take<'a>(cells: &mut dyn Iterator<Item = Value<'a>>) -> Option<Self> {
        match cells.next()? {
            Value::Null => Some(None),
            value => T::of(value).map(Some),
        }
    }
}

impl Cell for Option<Period> {
    fn put<'a>(&'a self, cells: &mut Vec<Value<'a>>) {
        cells.push(self.map_or(Value::Null, |period| Value::Date(period.start)));
        cells.push(self.map_or(Value::Null, |period| Value::Date(period.end)));
    }

    fn take<'a>(cells: &mut dyn Iterator<Item = Value<'a>>) -> Option<Self> {
        match (cells.next()?, cells.next()?) {
            (Value::Null, Value::Null) => Some(None),
            (Value::Date(start), Value::Date(end)) => Period::new(start, end).map(Some),
            _ => None,
        }
    }
}

macro_rules! plain {
    ($($ty:ty as $variant:ident),+) => {
        $(impl Single for $ty {
            fn value(&self) -> Value<'_> {
                Value::$variant(*self)
            }

            fn of(value: Value<'_>) -> Option<Self> {
                let Value::$variant(value) = value else { return None };
                Some(value)
            }
        })+
    };
}

plain!(u32 as U32, u64 as U64, f64 as F64, bool as Bool, NaiveDate as Date);

impl Single for String {
    fn value(&self) -> Value<'_> {
        Value::Str(self)
    }

    fn of(value: Value<'_>) -> Option<Self> {
        let Value::Str(text) = value else { return None };
        Some(text.to_owned())
    }
}

impl Single for Vec<String> {
    fn value(&self) -> Value<'_> {
        Value::List(self.iter().map(String::as_str).collect())
    }

    fn of(value: Value<'_>) -> Option<Self> {
        let Value::List(texts) = value else { return None };
        Some(texts.into_iter().map(str::to_owned).collect())
    }
}

impl Single for Outcome {
    fn value(&self) -> Value<'_> {
        Value::Str(self.name())
    }

    fn of(value: Value<'_>) -> Option<Self> {
        let Value::Str(name) = value else { return None };
        Outcome::of_name(name)
    }
}

impl Single for Severity {
    fn value(&self) -> Value<'_> {
        Value::Str(self.name())
    }

    fn of(value: Value<'_>) -> Option<Self> {
        let Value::Str(name) = value else { return None };
        Severity::of_name(name)
    }
}

/// By way of decimal digits both ways: the nearest double, and back the shortest decimal that gives it. `to_f64` would round twice.
impl Single for Decimal {
    fn value(&self) -> Value<'_> {
        // A decimal's digits are always a valid double.
        Value::F64(self.to_string().parse().unwrap_or(f64::NAN))
    }

    fn of(value: Value<'_>) -> Option<Self> {
        let Value::F64(number) = value else { return None };
        Decimal::from_scientific(&format!("{number:e}")).ok()
    }
}
