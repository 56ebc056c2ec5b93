//! Holidays that a report names and gives no days: 春节假期, 国庆长假, 2019年春运期间.
//!
//! ```text
//! holiday = name [ [ "、" ] name ] [ "”" ] tail
//! name    = "元旦" | "春节" | "清明" | "五一" | "劳动节" | "端午" | "中秋" | "国庆" | "春运"  (with or without "节")
//! tail    = "期间" | "假期" | "长假" | "小长假" | "假日" | "黄金周"  [ "期间" ]
//! ```
//!
//! Without a tail a name is a day, a reason or a market (春节前夕, 国庆安保) and no period. Two names mean the one holiday that they were
//! joined into; in a year in which they were not, none.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::model::Period;

use super::When;
use super::cursor::Cursor;

/// A holiday, or the spring travel season.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Holiday {
    /// 元旦.
    NewYear,
    /// 春节.
    SpringFestival,
    /// 春运.
    SpringTravel,
    /// 清明.
    TombSweeping,
    /// 五一.
    Labour,
    /// 端午.
    DragonBoat,
    /// 中秋.
    MidAutumn,
    /// 国庆.
    NationalDay,
}

/// How texts name them. The table has the first name of each.
const NAMES: [(&str, Holiday); 9] = [
    ("元旦", Holiday::NewYear),
    ("春节", Holiday::SpringFestival),
    ("春运", Holiday::SpringTravel),
    ("清明", Holiday::TombSweeping),
    ("五一", Holiday::Labour),
    ("端午", Holiday::DragonBoat),
    ("中秋", Holiday::MidAutumn),
    ("国庆", Holiday::NationalDay),
    ("劳动", Holiday::Labour),
];

/// Whether a text that begins with `first` begins with a name that is no numeral. Their first characters are common ones, so that the whole
/// name is looked at.
pub(super) fn begins(first: char, text: &str) -> bool {
    let name = match first {
        '春' => return text.starts_with("春节") || text.starts_with("春运"),
        '元' => "元旦",
        '清' => "清明",
        '端' => "端午",
        '中' => "中秋",
        '国' => "国庆",
        '劳' => "劳动",
        _ => return false,
    };
    text.starts_with(name)
}

const TAILS: [&str; 6] = ["期间", "小长假", "长假", "假期", "假日", "黄金周"];

const TABLE: &str = include_str!("holidays.csv");

static DAYS: LazyLock<HashMap<(i32, Holiday), Period>> = LazyLock::new(|| lines().filter_map(day).collect());

/// The lines of the table, without what explains it.
fn lines() -> impl Iterator<Item = &'static str> {
    TABLE.lines().filter(|line| !line.starts_with('#')).skip(1)
}

/// A line of the table; none if it is none, which a test holds against.
fn day(line: &str) -> Option<((i32, Holiday), Period)> {
    let [year, name, start, end] = line.split(',').collect::<Vec<_>>().try_into().ok()?;
    let (_, holiday) = NAMES.iter().find(|(known, _)| *known == name)?;
    Some(((year.parse().ok()?, *holiday), Period::new(start.parse().ok()?, end.parse().ok()?)?))
}

/// The days of a holiday, or of two that were joined into one, in a year.
pub(super) fn days(year: i32, first: Holiday, second: Option<Holiday>) -> Option<Period> {
    let days = |holiday| DAYS.get(&(year, holiday)).copied();
    let found = days(first)?;
    second.is_none_or(|second| days(second) == Some(found)).then_some(found)
}

/// A holiday, behind the year that it is of.
pub(super) fn holiday(here: &mut Cursor, year: Option<super::YearRef>) -> Option<When> {
    let first = name(here)?;
    let mut next = *here;
    next.eat("、");
    let second = name(&mut next).inspect(|_| *here = next);
    here.eat("”");
    here.eat_any(&TAILS)?;
    here.eat("期间");
    Some(When::Holiday(year, first, second))
}

fn name(here: &mut Cursor) -> Option<Holiday> {
    let (word, holiday) = NAMES.iter().find(|(word, _)| here.rest().starts_with(word))?;
    here.eat(word);
    // 劳动节 is a day, 劳动 is not.
    (here.eat("节") || *word != "劳动").then_some(*holiday)
}
