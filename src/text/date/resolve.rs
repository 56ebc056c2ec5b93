//! From what a text says and what is known of its report to days.
//!
//! The year of the report is `Anchor::year`, else that of its period's end. 今年, 上年 and 明年 are said from there; 去年 and 前年 from
//! the day of publication, if it is known: a report of 2023 that came out in January 2024 calls its own year 去年. A month without a
//! year lies in the report's year, or, where only the day of publication is known, is the last such month up to it.

use chrono::{Datelike, Months, NaiveDate};

use crate::model::Period;

use super::holiday::{self, Holiday};
use super::{Anchor, Day, Edge, Month, Resolved, TimeExpr, When, YearRef};

/// First and last year of the first five five-year plans; from the sixth on they follow each other without a gap.
const EARLY_PLANS: [(i32, i32); 5] = [(1953, 1957), (1958, 1962), (1966, 1970), (1971, 1975), (1976, 1980)];
/// Opening days of the party congresses from the sixteenth on.
const CONGRESSES: [(i32, u32, u32); 5] = [(2002, 11, 8), (2007, 10, 15), (2012, 11, 8), (2017, 10, 18), (2022, 10, 16)];

impl TimeExpr {
    /// The days meant in a report of which `anchor` is known; none where the text names no period (8时30分, 2022年前) or leaves open
    /// what the anchor does not say.
    pub fn resolve(&self, anchor: &Anchor) -> Option<Resolved> {
        let period = match (self.when, self.edge) {
            (When::Congress(_), Edge::Within) | (_, Edge::Before) => return None,
            (when, _) => when.days(anchor)?,
        };
        let ends = matches!(self.when, When::MonthEnd(_) | When::YearEnd(_) | When::Now);
        match self.edge {
            Edge::Since => {
                let year_end = anchor.report_year().and_then(Period::year).map(|year| year.end);
                let ends = [anchor.period.map(|p| p.end), anchor.published, year_end];
                let end = ends.into_iter().flatten().find(|&end| end >= period.start)?;
                Some(Resolved { period: Period::new(period.start, end)?, until: false })
            }
            Edge::Until => Some(Resolved { period: Period::day(period.end), until: true }),
            _ => Some(Resolved { period, until: ends }),
        }
    }

    /// The periods that a list of quarters hands out, in order; otherwise the one period.
    pub fn parts(&self, anchor: &Anchor) -> Vec<Period> {
        match self.when {
            When::Quarters(year, first, last) if self.edge == Edge::Within => {
                let Some(year) = anchor.year_of(year) else { return Vec::new() };
                (first..=last).filter_map(|quarter| Period::months(year, quarter * 3 - 2, quarter * 3)).collect()
            }
            _ => self.resolve(anchor).map(|resolved| resolved.period).into_iter().collect(),
        }
    }
}

impl When {
    fn days(self, anchor: &Anchor) -> Option<Period> {
        match self {
            When::Years(first, last) => {
                Period::new(Period::year(anchor.relative(first)?)?.start, Period::year(anchor.relative(last)?)?.end)
            }
            When::Months(first, last) => {
                let start = anchor.month(first)?;
                // 12月至次年2月 is written without a year, and its end lies after its start.
                let end = match last.year {
                    Some(_) => anchor.month(last)?,
                    None if last.month >= first.month => Period::months(start.start.year(), last.month, last.month)?,
                    None => Period::months(start.start.year() + 1, last.month, last.month)?,
                };
                Period::new(start.start, end.end)
            }
            When::Quarters(year, first, last) => Period::months(anchor.year_of(year)?, first * 3 - 2, last * 3),
            When::Days(first, last) => days(first, last, anchor),
            When::MonthEnd(month) => anchor.month(month).map(|month| Period::day(month.end)),
            When::YearEnd(year) => Period::year(anchor.year_of(year)?).map(|year| Period::day(year.end)),
            When::RelativeMonth(months) => anchor.present_month()?.shifted(months),
            When::LastYears(n) => {
                let last = anchor.report_year()?;
                Period::new(Period::year(last - n as i32 + 1)?.start, Period::year(last)?.end)
            }
            When::NextYears(n) => {
                let year = anchor.report_year()?;
                Period::new(Period::year(year + 1)?.start, Period::year(year + n as i32)?.end)
            }
            When::YearsBefore(n) => {
                let last = anchor.report_year()? - 1;
                Period::new(Period::year(last - n as i32 + 1)?.start, Period::year(last)?.end)
            }
            When::Plan(n) => {
                let at = n.checked_sub(1)? as usize;
                let (first, last) = EARLY_PLANS.get(at).copied().unwrap_or((1981 + (at as i32 - 5) * 5, 1985 + (at as i32 - 5) * 5));
                Period::new(Period::year(first)?.start, Period::year(last)?.end)
            }
            When::Congress(n) => {
                let (year, month, day) = *CONGRESSES.get(n.checked_sub(16)? as usize)?;
                NaiveDate::from_ymd_opt(year, month, day).map(Period::day)
            }
            When::Holiday(year, first, second) => anchor.holiday(year, first, second),
            When::Now => anchor.published.or(anchor.period.map(|p| p.end)).map(Period::day),
            When::Clock | When::Weekday => None,
        }
    }
}

fn days(first: Day, last: Day, anchor: &Anchor) -> Option<Period> {
    let start = match first.month {
        Some(month) => anchor.month(Month { year: first.year, month })?.start,
        None => anchor.present_month()?.0.start,
    };
    let mut end = match (last.year, last.month) {
        (Some(year), month) => Period::months(anchor.relative(year)?, month?, month?)?.start,
        (None, Some(month)) => start.with_month(month)?,
        (None, None) => start,
    };
    let start = clamped(start, first.day)?;
    if last.year.is_none() && clamped(end, last.day)? < start {
        // 12月20日至1月5日, and 30日至2日
        end = end.checked_add_months(Months::new(if last.month == first.month { 1 } else { 12 }))?;
    }
    Period::new(start, clamped(end, last.day)?)
}

/// The day of the month that begins on `month`; 31 is the last day of any month (下旬), any other must exist.
fn clamped(month: NaiveDate, day: u32) -> Option<NaiveDate> {
    if day == 31 {
        return month.checked_add_months(Months::new(1))?.pred_opt();
    }
    month.with_day(day)
}

/// A whole month.
#[derive(Clone, Copy)]
struct WholeMonth(Period);

impl WholeMonth {
    fn shifted(self, months: i32) -> Option<Period> {
        let start = self.0.start;
        let start = if months < 0 {
            start.checked_sub_months(Months::new(months.unsigned_abs()))?
        } else {
            start.checked_add_months(Months::new(months.unsigned_abs()))?
        };
        Period::months(start.year(), start.month(), start.month())
    }
}

impl Anchor {
    /// The year that the report speaks of.
    fn report_year(&self) -> Option<i32> {
        self.year.or(self.period.map(|p| p.end.year())).or(self.published.map(|day| day.year()))
    }

    fn relative(&self, year: YearRef) -> Option<i32> {
        let written = || self.published.map(|day| day.year()).or(self.report_year());
        match year {
            YearRef::Stated(year) => Some(year),
            YearRef::This => self.report_year(),
            YearRef::Previous => Some(self.report_year()? - 1),
            YearRef::Next => Some(self.report_year()? + 1),
            YearRef::Last => Some(written()? - 1),
            YearRef::BeforeLast => Some(written()? - 2),
        }
    }

    fn year_of(&self, year: Option<YearRef>) -> Option<i32> {
        year.map_or_else(|| self.report_year(), |year| self.relative(year))
    }

    fn month(&self, Month { year, month }: Month) -> Option<Period> {
        let only_published = year.is_none() && self.year.is_none() && self.period.is_none();
        let later = only_published && self.published.is_some_and(|day| month > day.month());
        let year = self.year_of(year)? - i32::from(later);
        Period::months(year, month, month)
    }

    /// The days of a holiday: in the year named, or the last one that had begun when the report came out.
    fn holiday(&self, year: Option<YearRef>, first: Holiday, second: Option<Holiday>) -> Option<Period> {
        let found = holiday::days(self.year_of(year)?, first, second)?;
        let only_published = year.is_none() && self.year.is_none() && self.period.is_none();
        let later = only_published && self.published.is_some_and(|day| found.start > day);
        if later { holiday::days(self.year_of(year)? - 1, first, second) } else { Some(found) }
    }

    /// The month that the report stands in: its period, if that is one month, else the month of publication.
    fn present_month(&self) -> Option<WholeMonth> {
        let period = self.period.filter(|p| (p.start.year(), p.start.month()) == (p.end.year(), p.end.month()));
        let day = period.map(|p| p.start).or(self.published)?;
        Period::months(day.year(), day.month(), day.month()).map(WholeMonth)
    }
}
