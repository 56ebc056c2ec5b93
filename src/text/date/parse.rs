//! The grammar of `mod.rs`, a function per rule: expressions, years and their parts.

use super::cursor::{self, Cursor};
use super::days::{clock, day_alone, days_of, dotted, iso};
use super::holiday::holiday;
use super::named::{congress, n_years, plan, relative_month, weekday};
use super::{Edge, Month, TimeExpr, When, YearRef};

const UNTIL: [&str; 7] = ["截至到", "截止到", "截至于", "截至", "截止于", "截止", "截到"];
const NOW: [&str; 9] = ["目前", "现在", "日前", "发稿时", "发稿", "记者发稿", "今日", "今天", "今"];
const SINCE: [&str; 5] = ["以来", "至今", "以后", "起", "来"];
const BEFORE: [&str; 3] = ["以前", "之前", "前"];
const RELATIVE_YEARS: [(&str, YearRef); 8] = [
    ("今年", YearRef::This),
    ("本年", YearRef::This),
    ("全年", YearRef::This),
    ("去年", YearRef::Last),
    ("上一年", YearRef::Previous),
    ("上年", YearRef::Previous),
    ("前年", YearRef::BeforeLast),
    ("明年", YearRef::Next),
];

/// Whether an expression can begin with this character.
pub(super) fn can_begin(c: char) -> bool {
    c.is_ascii_digit()
        || cursor::is_chinese_digit(c)
        || matches!(
            c,
            '截' | '今'
                | '本'
                | '全'
                | '去'
                | '上'
                | '前'
                | '明'
                | '当'
                | '下'
                | '这'
                | '年'
                | '第'
                | '近'
                | '过'
                | '未'
                | '头'
                | '党'
                | '星'
                | '周'
        )
}

/// The expression that begins at `at`.
pub(super) fn expr(text: &str, at: usize) -> Option<TimeExpr> {
    let start = Cursor::new(text, at);
    if !at_boundary(&start) {
        return None;
    }
    let mut here = start;
    let (edge, when) = if here.eat_any(&UNTIL).is_some() {
        if here.eat_any(&NOW).is_some() { (Edge::Until, When::Now) } else { (Edge::Until, core(&mut here)?) }
    } else {
        let when = core(&mut here)?;
        (side(&mut here, when), when)
    };
    Some(TimeExpr { bytes: at..here.at, edge, when })
}

/// A numeral does not begin inside a number or a name: 8.2, 1,024, G2023, 3+1.
fn at_boundary(start: &Cursor) -> bool {
    let mut before = start.before().chars().rev();
    let numeral = start.peek().is_some_and(|c| c.is_ascii_digit() || cursor::is_chinese_digit(c));
    // A year may follow the number of a heading: 20.2026年.
    let mut year = *start;
    if numeral && before.clone().next() == Some('.') && year.year().is_some() && year.eat("年") {
        return true;
    }
    match (numeral, before.next()) {
        (true, Some(c)) if c.is_ascii_alphanumeric() || cursor::is_chinese_digit(c) || "百千万亿%+×".contains(c) => false,
        (true, Some('.' | ',' | '/' | ':')) => !before.next().is_some_and(|c| c.is_ascii_digit()),
        _ => true,
    }
}

/// 以来, 起, 前 after a time that has sides.
fn side(here: &mut Cursor, when: When) -> Edge {
    match when {
        When::LastYears(_) | When::NextYears(_) | When::YearsBefore(_) | When::Clock | When::Weekday => Edge::Within,
        When::Plan(_) | When::Congress(_) => {
            if here.eat("以来") {
                Edge::Since
            } else {
                Edge::Within
            }
        }
        _ => {
            let mut next = *here;
            let verb = ["起诉", "起获", "起火", "起底", "起草", "起伏", "来临", "来到"].iter().any(|verb| next.rest().starts_with(verb));
            if !verb && next.eat_any(&SINCE).is_some() {
                *here = next;
                Edge::Since
            } else if next.eat_any(&BEFORE).is_some()
                && !next.peek().is_some_and(|c| cursor::is_chinese_digit(c) || c.is_ascii_digit() || "年列往来期".contains(c))
            {
                *here = next;
                Edge::Before
            } else {
                Edge::Within
            }
        }
    }
}

fn core(here: &mut Cursor) -> Option<When> {
    const RULES: [fn(&mut Cursor) -> Option<When>; 12] =
        [iso, dotted, years, n_years, part_alone, relative_month, day_alone, clock, plan, congress, weekday, holiday_alone];
    RULES.iter().find_map(|rule| {
        let mut next = *here;
        let when = rule(&mut next)?;
        *here = next;
        Some(when)
    })
}

fn holiday_alone(here: &mut Cursor) -> Option<When> {
    // 中秋、国庆期间: of two that are listed the last is not the whole. 4月4日至6日清明假期: its days are said.
    let listed = here.before().ends_with(['、', '和', '日']);
    holiday(here, None).filter(|_| !listed)
}

/// A year, a range of years, or a part of a year.
fn years(here: &mut Cursor) -> Option<When> {
    let first = year(here).or_else(|| {
        // 2021—2025年
        let mut next = *here;
        let first = next.year()?;
        let mut last = next;
        (last.separator() && last.year().is_some() && last.eat("年")).then(|| *here = next)?;
        Some(YearRef::Stated(first))
    })?;
    let mut next = *here;
    if let Some(when) = holiday(&mut next, Some(first)) {
        *here = next;
        return Some(when);
    }
    let mut next = *here;
    if next.separator()
        && let Some(last) = year(&mut next)
    {
        let mut part = next;
        if part_of(&mut part, Some(last)).is_none() {
            *here = next;
            return Some(When::Years(first, last));
        }
    }
    if let Some(when) = part_of(here, Some(first)) {
        return Some(when);
    }
    here.eat_any(&["全年", "度"]);
    Some(When::Years(first, first))
}

/// 2023年, 今年. 上年 inside 以上年龄 is none, and 全年 no part of 全年龄.
pub(super) fn year(here: &mut Cursor) -> Option<YearRef> {
    let mut next = *here;
    let year = if let Some(year) = next.year() {
        next.eat("年").then_some(YearRef::Stated(year))?
    } else if let Some(year) = short_year(&mut next) {
        YearRef::Stated(year)
    } else {
        let before = next.before();
        let (_, year) = RELATIVE_YEARS.iter().find(|(word, _)| next.eat(word))?;
        if before.ends_with(['以', '安', '健']) {
            return None;
        }
        *year
    };
    if next.rest().starts_with(['龄', '轻']) {
        return None;
    }
    *here = next;
    Some(year)
}

/// 09年第一季度, 09年上半年: two digits, the first of them 0, before a part of the year.
fn short_year(here: &mut Cursor) -> Option<i32> {
    let mut next = *here;
    let digits = next.eat("0").then(|| next.small(1..=9))??;
    next.eat("年").then_some(())?;
    // Only looked at: reading the part would read a year again, and so on as long as the text does.
    let mut part = next;
    part.eat("第");
    let named = part.rest().starts_with("上半年") || part.rest().starts_with("下半年");
    let numbered = part.small(1..=12).is_some() && (part.eat("季度") || part.eat("月"));
    (named || numbered).then_some(())?;
    *here = next;
    Some(2000 + digits as i32)
}

/// A part of a year that is not named.
fn part_alone(here: &mut Cursor) -> Option<When> {
    let mut end = *here;
    if end.eat_any(&["年末", "年底"]).is_some()
        && !here.before().ends_with(|c: char| c.is_ascii_digit() || cursor::is_chinese_digit(c) || c == '每')
    {
        *here = end;
        return Some(When::YearEnd(None));
    }
    part_of(here, None)
}

/// A rule for a part of the year before it.
type PartRule = fn(&mut Cursor, Option<YearRef>) -> Option<When>;

fn part_of(here: &mut Cursor, year: Option<YearRef>) -> Option<When> {
    const RULES: [PartRule; 4] = [end_of_year, halves_and_quarters, first_months, months];
    RULES.iter().find_map(|rule| {
        let mut next = *here;
        let when = rule(&mut next, year)?;
        *here = next;
        Some(when)
    })
}

fn end_of_year(here: &mut Cursor, year: Option<YearRef>) -> Option<When> {
    year?;
    if here.eat("初") {
        let january = Month { year, month: 1 };
        return Some(When::Months(january, january));
    }
    here.eat_any(&["年末", "年底", "末", "底"])?;
    Some(When::YearEnd(year))
}

fn span_of_months(year: Option<YearRef>, first: u32, last: u32) -> When {
    When::Months(Month { year, month: first }, Month { year, month: last })
}

fn halves_and_quarters(here: &mut Cursor, year: Option<YearRef>) -> Option<When> {
    if here.eat("上半年") {
        return Some(span_of_months(year, 1, 6));
    }
    if here.eat("下半年") {
        return Some(span_of_months(year, 7, 12));
    }
    here.eat("第");
    let first = here.small(1..=4)?;
    let mut next = *here;
    // 一季度、二季度 are two expressions; 一、二季度 is one.
    let named = next.eat("季度");
    if next.separator() || !named && (next.eat("、") || next.eat("和")) {
        next.eat("第");
        if let Some(last) = next.small(1..=4).filter(|&last| last > first)
            && next.eat("季度")
        {
            *here = next;
            return Some(When::Quarters(year, first, last));
        }
    }
    here.eat("季度").then_some(())?;
    if here.eat_any(&["末", "底"]).is_some() {
        return Some(When::MonthEnd(Month { year, month: first * 3 }));
    }
    Some(span_of_months(year, first * 3 - 2, first * 3))
}

/// 前8个月, 前三季度.
fn first_months(here: &mut Cursor, year: Option<YearRef>) -> Option<When> {
    // 提前3个月 is how much earlier.
    (!here.before().ends_with('提')).then_some(())?;
    here.eat_any(&["前", "头"])?;
    let n = here.small(1..=12)?;
    let counted = here.eat("个");
    if here.eat("季度") {
        return (n <= 4).then(|| span_of_months(year, 1, n * 3));
    }
    (here.eat("月") && (counted || n > 1)).then(|| span_of_months(year, 1, n))
}

/// Months, ranges of months, and the days that begin with a month.
fn months(here: &mut Cursor, year: Option<YearRef>) -> Option<When> {
    let first = here.small(1..=12)?;
    let mut next = *here;
    if !here.eat("月") {
        // 1—7月; 1、2月
        let adjacent = next.eat("、");
        (adjacent || next.separator()).then_some(())?;
        let last = next.small(1..=12).filter(|&last| if adjacent { last == first + 1 } else { last > first })?;
        next.eat("月").then_some(())?;
        // 1—7月 is never the first half of 1—7月5日.
        if next.peek().is_some_and(|c| c.is_ascii_digit()) {
            let mut day = next;
            if day.small(1..=31).is_some() && day.eat("日") {
                return None;
            }
        }
        next.eat("份");
        *here = next;
        return Some(span_of_months(year, first, last));
    }
    let month = Month { year, month: first };
    if let Some(when) = days_of(here, month) {
        return Some(when);
    }
    here.eat("份");
    if here.eat_any(&["末", "底"]).is_some() {
        return Some(When::MonthEnd(month));
    }
    let mut next = *here;
    if next.separator() {
        let last_year = self::year(&mut next);
        if let Some(last) = next.small(1..=12)
            && next.eat("月")
            && days_of(&mut next.clone(), Month { year, month: last }).is_none()
        {
            next.eat("份");
            next.eat_any(&["末", "底"]);
            *here = next;
            return Some(When::Months(month, Month { year: last_year, month: last }));
        }
    }
    Some(When::Months(month, month))
}
