//! The grammar of `mod.rs`, a function per rule.

use super::cursor::{self, Cursor};
use super::{Day, Edge, Month, TimeExpr, When, YearRef};

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
const RELATIVE_MONTHS: [(&str, i32); 7] =
    [("本月", 0), ("当月", 0), ("上月", -1), ("上个月", -1), ("下月", 1), ("下个月", 1), ("这个月", 0)];
/// Words after which N日 or N年 is how long something took.
const LASTING: [&str; 15] = ["拘留", "连续", "历时", "为期", "期限", "长达", "每", "达", "近", "仅", "共", "持续", "逾", "超", "第"];
const DAY_PARTS: [&str; 15] =
    ["凌晨", "清晨", "早上", "早晨", "上午", "中午", "下午", "傍晚", "晚上", "晚间", "深夜", "夜间", "当晚", "早", "晚"];

/// Whether an expression can begin with this character.
pub(super) fn can_begin(c: char) -> bool {
    c.is_ascii_digit() || cursor::is_chinese_digit(c) || "截今本全去上前明当下这年第近过头党星周".contains(c)
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
    match (numeral, before.next()) {
        (true, Some(c)) if c.is_ascii_alphanumeric() || cursor::is_chinese_digit(c) || "百千万亿%+×".contains(c) => false,
        (true, Some('.' | ',' | '/' | ':')) => !before.next().is_some_and(|c| c.is_ascii_digit()),
        _ => true,
    }
}

/// 以来, 起, 前 after a time that has sides.
fn side(here: &mut Cursor, when: When) -> Edge {
    match when {
        When::LastYears(_) | When::YearsBefore(_) | When::Clock | When::Weekday => Edge::Within,
        When::Plan(_) | When::Congress(_) => {
            if here.eat("以来") {
                Edge::Since
            } else {
                Edge::Within
            }
        }
        _ => {
            let mut next = *here;
            if next.eat_any(&SINCE).is_some() {
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
    const RULES: [fn(&mut Cursor) -> Option<When>; 10] =
        [iso, years, n_years, part_alone, relative_month, day_alone, clock, plan, congress, weekday];
    RULES.iter().find_map(|rule| {
        let mut next = *here;
        let when = rule(&mut next)?;
        *here = next;
        Some(when)
    })
}

/// 2023-12-28, 2024/1/9, 2023.10.17, with a clock that may have lost its blank.
fn iso(here: &mut Cursor) -> Option<When> {
    let year = here.year()?;
    let sep = here.eat_any(&["-", "/", "."])?;
    let month = here.small(1..=12)?;
    here.eat(sep).then_some(())?;
    let digits = here.rest().bytes().take_while(u8::is_ascii_digit).count();
    let (day, clock) = match digits {
        1 | 2 => (here.rest().get(..digits)?, false),
        4 if here.rest().as_bytes().get(4) == Some(&b':') => (here.rest().get(..2)?, true),
        _ => return None,
    };
    let day: u32 = day.parse().ok().filter(|day| (1..=31).contains(day))?;
    here.at += if clock { 2 } else { digits };
    let mut next = *here;
    next.eat(" ");
    if time_of_day(&mut next).is_some() {
        *here = next;
    }
    let day = Day { year: Some(YearRef::Stated(year)), month: Some(month), day };
    Some(When::Days(day, day))
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
fn year(here: &mut Cursor) -> Option<YearRef> {
    let mut next = *here;
    let year = if let Some(year) = next.year() {
        next.eat("年").then_some(YearRef::Stated(year))?
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

fn part_of(here: &mut Cursor, year: Option<YearRef>) -> Option<When> {
    const RULES: [fn(&mut Cursor, Option<YearRef>) -> Option<When>; 4] = [end_of_year, halves_and_quarters, first_months, months];
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
    next.eat("季度");
    if next.separator() || next.eat("、") || next.eat("和") {
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

/// What follows 6月 where it is not the whole month.
fn days_of(here: &mut Cursor, month: Month) -> Option<When> {
    let day = |day| Day { year: month.year, month: Some(month.month), day };
    if let Some(third) = here.eat_any(&["上旬", "中旬", "下旬", "初"]) {
        return Some(match third {
            "中旬" => When::Days(day(11), day(20)),
            "下旬" => When::Days(day(21), day(31)),
            _ => When::Days(day(1), day(10)),
        });
    }
    let mut next = *here;
    let first = next.small(1..=31)?;
    if !next.eat("日") && !next.eat("号") {
        // 1月26—30日
        next.separator().then_some(())?;
        let last = next.small(1..=31).filter(|&last| last > first)?;
        (next.eat("日") || next.eat("号")).then_some(())?;
        *here = next;
        return Some(When::Days(day(first), day(last)));
    }
    *here = next;
    let last = range_end(here, day(first));
    Some(When::Days(day(first), last))
}

/// A clock and the other end of a range of days, where they follow.
fn range_end(here: &mut Cursor, from: Day) -> Day {
    let mut next = *here;
    if next.eat_any(&["星期", "周"]).is_some() && next.eat_any(&["一", "二", "三", "四", "五", "六", "日", "天"]).is_some() {
        *here = next;
    }
    optional_clock(here);
    let mut next = *here;
    if !next.separator() {
        return from;
    }
    let year = year(&mut next);
    let mut with_month = next;
    let month = with_month.small(1..=12).filter(|_| with_month.eat("月"));
    if month.is_some() {
        next = with_month;
    }
    if let Some(day) = next.small(1..=31)
        && (next.eat("日") || next.eat("号"))
    {
        optional_clock(&mut next);
        *here = next;
        return Day { year, month: month.or(from.month), day };
    }
    if optional_clock(&mut with_month) && month.is_none() {
        *here = with_month;
    }
    from
}

/// 20日, 10—15日, unless it is a duration.
fn day_alone(here: &mut Cursor) -> Option<When> {
    if !here.peek()?.is_ascii_digit() || LASTING.iter().any(|word| here.before().ends_with(word)) {
        return None;
    }
    let day = |day| Day { year: None, month: None, day };
    let first = here.small(1..=31)?;
    let mut next = *here;
    if next.separator()
        && let Some(last) = next.small(1..=31).filter(|&last| last > first)
        && next.eat("日")
    {
        *here = next;
        return not_lasting(here).then_some(When::Days(day(first), day(last)));
    }
    (here.eat("日") && not_lasting(here)).then_some(())?;
    let last = range_end(here, day(first));
    Some(When::Days(day(first), last))
}

/// 10日内, 15日以上, 3日游 are durations.
fn not_lasting(here: &Cursor) -> bool {
    !["内", "以内", "以上", "以下", "之内", "游", "均", "后", "以后", "前", "的"].iter().any(|word| here.rest().starts_with(word))
}

fn clock(here: &mut Cursor) -> Option<When> {
    time_of_day(here)?;
    let mut next = *here;
    if next.separator() {
        next.eat("次日");
        next.eat("当日");
        if time_of_day(&mut next).is_some() {
            *here = next;
        }
    }
    Some(When::Clock)
}

fn optional_clock(here: &mut Cursor) -> bool {
    let mut next = *here;
    let there = clock(&mut next).is_some();
    if there {
        *here = next;
    }
    there
}

/// 23时许, 8时30分, 10:40, 下午3点. 点 alone counts points, so it needs a part of the day before it or more of a time after it.
fn time_of_day(here: &mut Cursor) -> Option<()> {
    let mut next = *here;
    next.eat("的");
    let day_part = next.eat_any(&DAY_PARTS).is_some() || DAY_PARTS.iter().any(|part| here.before().ends_with(part));
    next.eat("约");
    next.small(0..=24)?;
    if next.eat(":") {
        let minutes = next.at;
        next.small(0..=59)?;
        (next.at - minutes == 2).then_some(())?;
        if next.eat(":") {
            next.small(0..=59)?;
        }
        *here = next;
        return Some(());
    }
    if next.eat("时") {
        if next.rest().starts_with(['期', '间', '段', '代', '效']) {
            return None;
        }
    } else {
        next.eat("点").then_some(())?;
        let mut more = next;
        if !day_part && more.eat_any(&["许", "半", "左右", "钟", "整"]).is_none() && !(more.small(0..=59).is_some() && more.eat("分"))
        {
            return None;
        }
        next.eat("钟");
    }
    let mut minutes = next;
    if minutes.small(0..=59).is_some() && minutes.eat("分") {
        next = minutes;
        let mut seconds = next;
        if seconds.small(0..=59).is_some() && seconds.eat("秒") {
            next = seconds;
        }
    }
    next.eat_any(&["半", "整"]);
    next.eat_any(&["许", "左右"]);
    *here = next;
    Some(())
}

/// 五年来, 五年间, 三年多来, 近五年, 过去五年, 前五年.
fn n_years(here: &mut Cursor) -> Option<When> {
    let long = ["连续", "长达", "历时", "持续", "已"].iter().any(|word| here.before().ends_with(word));
    let lead = here.eat_any(&["过去的", "过去", "前", "近"]);
    here.eat("这");
    let n = here.small(1..=99)?;
    let vague = here.eat_any(&["多", "余"]).is_some();
    here.eat("年").then_some(())?;
    here.eat_any(&["多", "余"]);
    let tail = here.eat_any(&["以来", "来", "间"]).is_some();
    match lead {
        Some("前") => (!vague && !tail).then_some(When::YearsBefore(n)),
        Some("近") if long => None,
        Some(_) => Some(When::LastYears(n)),
        None => tail.then_some(When::LastYears(n)),
    }
}

fn relative_month(here: &mut Cursor) -> Option<When> {
    RELATIVE_MONTHS.iter().find(|(word, _)| here.eat(word)).map(|(_, months)| When::RelativeMonth(*months))
}

/// “十四五”时期. The words 十二五 to 十九五 are no numerals and stand alone; 十五 is, and must be quoted and called a plan.
fn plan(here: &mut Cursor) -> Option<When> {
    const UNITS: [&str; 9] = ["一", "二", "三", "四", "五", "六", "七", "八", "九"];
    const CLOSING: [&str; 5] = ["”", "\"", "」", "』", "’"];
    let quoted = here.before().ends_with(['“', '"', '「', '『', '‘']);
    here.eat("第");
    let ten = here.eat("十");
    let unit = |word| UNITS.iter().position(|unit| *unit == word).map_or(0, |at| at as u32 + 1);
    let mut next = *here;
    let n = match next.eat_any(&UNITS) {
        Some(word) if next.eat("五") => {
            *here = next;
            ten.then(|| 10 + unit(word))?
        }
        _ if ten && here.eat("五") => 10,
        Some(word) if !ten && matches!(word, "六" | "七" | "八" | "九") => {
            here.eat(word);
            here.eat("五").then(|| unit(word))?
        }
        _ => return None,
    };
    if here.peek().is_some_and(|c| cursor::is_chinese_digit(c) || c.is_ascii_digit()) {
        return None;
    }
    let mut next = *here;
    let closed = next.eat_any(&CLOSING).is_some();
    let called = next.eat_any(&["时期", "期间", "规划期", "规划", "计划"]).is_some();
    if called {
        *here = next;
    }
    (n > 10 || quoted && closed && called).then_some(When::Plan(n))
}

/// 党的十八大, 二十大.
fn congress(here: &mut Cursor) -> Option<When> {
    here.eat("党的");
    here.peek().filter(|&c| cursor::is_chinese_digit(c))?;
    let n = here.small(12..=40)?;
    (here.eat("大") && !here.rest().starts_with(['类', '项', '个', '要', '行', '举', '重', '案', '队', '品'])).then_some(When::Congress(n))
}

/// 星期三, 周三; 每周三次 is none.
fn weekday(here: &mut Cursor) -> Option<When> {
    let before = here.before();
    let long = here.eat("星期");
    (long || here.eat("周")).then_some(())?;
    here.eat_any(&["一", "二", "三", "四", "五", "六", "日", "天"])?;
    let counted = before.ends_with(|c: char| c == '每' || c.is_ascii_digit() || cursor::is_chinese_digit(c))
        || here.rest().starts_with(['次', '个', '期', '年']);
    (long || !counted).then_some(When::Weekday)
}
