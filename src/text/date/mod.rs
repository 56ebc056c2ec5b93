//! Dates and periods as reports write them.
//!
//! A report dates its figures in passing (1—7月, 截至3月底, 五年来), and the digits of a date must not be taken for figures. Both need
//! the same thing: every expression of time in a text, with all its numerals, and what it says. What it leaves open (the year of
//! 1—7月) the reader knows from the report; that knowledge is an [`Anchor`], and [`TimeExpr::resolve`] puts the two together.
//!
//! Texts are folded: half-width digits, simplified script, no blanks beside digits or Chinese characters.
//!
//! # Grammar
//!
//! ```text
//! expr    = [ "截至" | "截止" | "截至到" … ] core [ "以来" | "起" | "至今" | "来" | "前" … ]  |  "截至" ( "目前" | "今" … )
//! core    = years | year-part | holiday | days | clock | weekday | n-years | plan | congress | relative-month
//! years   = year [ sep year ]  |  year holiday  |  YYYY sep YYYY "年"
//! year    = YYYY "年" [ "度" | "全年" ]  |  今年 | 去年 | 上年 | 前年 | 明年 | 全年 …
//! part    = month [ sep [ year ] month ] | M sep M "月" | "前" N [ "个" ] "月" | 上半年 | 下半年
//!         | [ "第" ] Q "季度" | Q sep Q "季度" | "前" N "季度" | 年末 | 年底 | 月末 | 月底 | 上旬 | 中旬 | 下旬
//! days    = month D "日" [ clock ] [ sep [ year ] [ month ] [ D "日" ] [ clock ] ] | YYYY-MM-DD [ sep [ YYYY- ] MM-DD ] | M.D sep M.D | D "日"
//! clock   = H "时" [ M "分" ] [ "许" ] [ sep clock ] | H ":" MM
//! n-years = N [ "多" | "余" ] "年" ( "来" | "间" ) | ( "近" | "过去" | "这" ) N "年" | ( "前" | "未来" | "今后" ) N "年"
//! plan    = [ “ ] N "五" [ ” ] [ "时期" | "期间" | "规划" ]  |  "第" N "个五年" ( "规划" | "计划" )
//! sep     = "至" | "到" | "—" | "-" | "~" …
//! ```
//!
//! A year has four digits and lies between 1949 and 2099: anything else before 年 is a duration, a quantity like others, and so is
//! N个月. 15日 after 拘留 or before 内 is a duration too.
//!
//! # Examples
//!
//! | text | reading | in a report of 2023 |
//! | --- | --- | --- |
//! | 2023年8.2万起 | the year, up to 年 | 2023-01-01 … 2023-12-31 |
//! | 1—7月, 前7个月 | months 1 to 7 | 2023-01-01 … 2023-07-31 |
//! | 前三季度 | months 1 to 9 | 2023-01-01 … 2023-09-30 |
//! | 一至四季度 | four quarters | the year, in four [`parts`](TimeExpr::parts) |
//! | 6月20日至8月31日 | days | 2023-06-20 … 2023-08-31 |
//! | 国庆假期 (days in `holidays.csv`) | the holiday | 2023-09-29 … 2023-10-06 |
//! | 截至11月30日, 11月底 | up to a day | 2023-11-30, `until` |
//! | 2019年以来 | since | 2019-01-01 … 2023-12-31 |
//! | 五年来 | the last five years | 2019-01-01 … 2023-12-31 |
//! | “十四五”时期 | five-year plan | 2021-01-01 … 2025-12-31 |
//! | 8时30分, 星期三, 二十大 | no period | none |
//! | 100周年, 5年, 10年以上, 15个月, 1、3、5分钟 | not found | |

mod base;
mod cursor;
mod days;
mod holiday;
mod named;
mod parse;
mod resolve;

pub use base::{after_season, equates, is_season};
use chrono::NaiveDate;
pub use holiday::Holiday;

use crate::model::Period;
use crate::span::Bytes;

/// An expression of time in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeExpr {
    /// Where, in bytes of the text searched; every numeral of the expression lies inside.
    pub bytes: Bytes,
    /// Which side of `when` is meant.
    pub edge: Edge,
    /// What it names.
    pub when: When,
}

/// Which side of a time is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    /// The time itself.
    Within,
    /// From its first day on: 2019年以来.
    Since,
    /// Up to its last day: 截至3月底.
    Until,
    /// Before it, with no beginning: 2022年前.
    Before,
}

/// A time as the text names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// Whole years, both inclusive; one year is both.
    Years(YearRef, YearRef),
    /// Whole months, both inclusive: months, halves, 前8个月, one quarter.
    Months(Month, Month),
    /// Several quarters, 1 to 4, both inclusive.
    Quarters(Option<YearRef>, u32, u32),
    /// Days, both inclusive; one day is both.
    Days(Day, Day),
    /// The last day of a month: 3月底.
    MonthEnd(Month),
    /// The last day of a year: 年末, 2025年底.
    YearEnd(Option<YearRef>),
    /// Months from the present one: 0 本月, -1 上月.
    RelativeMonth(i32),
    /// The last N years: 五年来, 这五年.
    LastYears(u32),
    /// The N years to come: 未来五年.
    NextYears(u32),
    /// The N years before: 前五年.
    YearsBefore(u32),
    /// A five-year plan by its number: 14 for “十四五”.
    Plan(u32),
    /// A party congress by its number: 18 for 十八大. Names a period only with 以来.
    Congress(u32),
    /// A holiday, or two joined into one, of a year: 2024年春节假期, 国庆中秋假期.
    Holiday(Option<YearRef>, Holiday, Option<Holiday>),
    /// The present: 截至目前.
    Now,
    /// A time of day; never a period.
    Clock,
    /// A day of the week; never a period.
    Weekday,
}

impl When {
    /// The one year that is named by its number: 2023年, not 今年 nor 2021年至2023年.
    pub fn one_year(self) -> Option<i32> {
        match self {
            When::Years(YearRef::Stated(first), YearRef::Stated(last)) if first == last => Some(first),
            _ => None,
        }
    }

    /// Whether it is a month alone.
    pub fn is_month(self) -> bool {
        matches!(self, When::Months(first, last) if first == last)
    }

    /// Whether it is a day alone, with its month.
    pub fn is_day(self) -> bool {
        matches!(self, When::Days(first, last) if first == last && first.month.is_some())
    }
}

/// A year, stated or said from where the report stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum YearRef {
    /// 2023年.
    Stated(i32),
    /// 今年, 本年, 全年: the report's year.
    This,
    /// 去年: the year before publication.
    Last,
    /// 上年: the year before the report's.
    Previous,
    /// 前年: two years before publication.
    BeforeLast,
    /// 明年: the year after the report's.
    Next,
}

/// A month, 1 to 12.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Month {
    /// Its year, where said.
    pub year: Option<YearRef>,
    /// 1 to 12.
    pub month: u32,
}

/// A day of a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day {
    /// Its year, where said.
    pub year: Option<YearRef>,
    /// 1 to 12; none in 20日.
    pub month: Option<u32>,
    /// 1 to 31; the last days of a month are written 31 also where it is shorter (下旬).
    pub day: u32,
}

/// What the report is known to speak of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Anchor {
    /// The report's own year.
    pub year: Option<i32>,
    /// The period reported on.
    pub period: Option<Period>,
    /// Date of publication.
    pub published: Option<NaiveDate>,
}

/// A time with nothing left open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Resolved {
    /// The days; a single one where `until` is set.
    pub period: Period,
    /// The text only gives the end: a stock is counted on that day, a flow from where its period begins to that day.
    pub until: bool,
}

/// The expression of time that a text begins with.
pub fn at_start(text: &str) -> Option<TimeExpr> {
    text.chars().next().filter(|&c| parse::can_begin(c) || holiday::begins(c, text))?;
    parse::expr(text, 0).filter(|expr| expr.bytes.end > 0)
}

/// Whether a text tells of 去年, and does not only measure against it: 我市去年破案逾千起, not 较去年同期.
pub fn tells_last_year(text: &str) -> bool {
    text.match_indices("去年").any(|(at, word)| {
        let (before, after) = (&text[..at], &text[at + word.len()..]);
        !before.ends_with(['比', '较', '由', '从', '与', '同', '是', '超']) && !after.starts_with(['同', '的', '相'])
    })
}

/// All expressions of time, from left to right, without overlaps.
pub fn find(text: &str) -> Vec<TimeExpr> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        if !parse::can_begin(c) && !holiday::begins(c, &text[at..]) {
            at += c.len_utf8();
        } else if let Some(expr) = parse::expr(text, at).filter(|expr| expr.bytes.end > at) {
            at = expr.bytes.end;
            found.push(expr);
        } else {
            // The rest of a number is never the beginning of a date.
            at = cursor::after_numeral(text, at).unwrap_or(at + c.len_utf8());
        }
    }
    found
}
