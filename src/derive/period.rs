//! Periods moved back: the year or the months before.

use chrono::{Datelike, Months, NaiveDate};

use crate::model::Period;

/// The period that a comparison sets `period` against; none where it names none (previous) or the period does not allow it.
pub fn base(period: Period, comparison: &str) -> Option<Period> {
    match comparison {
        "yoy" => back(period, 12),
        "mom" => back(period, months(period)?),
        year => {
            let years = period.end.year().checked_sub(year.parse().ok()?)?;
            back(period, u32::try_from(years).ok().filter(|&years| years > 0)?.checked_mul(12)?)
        }
    }
}

/// The same stretch, `months` earlier.
fn back(period: Period, months: u32) -> Option<Period> {
    let start = period.start.checked_sub_months(Months::new(months))?;
    let end = period.end.checked_sub_months(Months::new(months))?;
    // The last day of a month stays the last: 28 February 2025 goes back to 29 February 2024.
    let end = if is_last_of_month(period.end) { last_of_month(end)? } else { end };
    Period::new(start, end)
}

/// How many whole months a period covers.
fn months(period: Period) -> Option<u32> {
    let whole = period.start.day() == 1 && is_last_of_month(period.end);
    let count = (period.end.year() - period.start.year()) * 12 + period.end.month() as i32 - period.start.month() as i32 + 1;
    u32::try_from(count).ok().filter(|_| whole)
}

/// True of twelve whole months, whichever they begin with.
pub fn is_one_year(period: Period) -> bool {
    months(period) == Some(12)
}

fn is_last_of_month(day: NaiveDate) -> bool {
    day.succ_opt().is_none_or(|next| next.day() == 1)
}

fn last_of_month(day: NaiveDate) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(day.year(), day.month(), 1)?.checked_add_months(Months::new(1))?.pred_opt()
}
