//! Days and times of day.

use super::cursor::Cursor;
use super::parse::year;
use super::{Day, Month, When, YearRef};

/// Words after which N日 or N年 is how long something took.
const LASTING: [&str; 15] = ["拘留", "连续", "历时", "为期", "期限", "长达", "每", "达", "近", "仅", "共", "持续", "逾", "超", "第"];
const DAY_PARTS: [&str; 15] =
    ["凌晨", "清晨", "早上", "早晨", "上午", "中午", "下午", "傍晚", "晚上", "晚间", "深夜", "夜间", "当晚", "早", "晚"];

/// 2023-12-28, 2024/1/9, 2023.10.17, with a clock that may have lost its blank.
pub(super) fn iso(here: &mut Cursor) -> Option<When> {
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
    // 2024.5.6-2024.5.12, 2024/5/6—5/12
    let mut next = *here;
    if next.separator()
        && let Some(last) = short_day(&mut next, sep)
    {
        *here = next;
        return Some(When::Days(day, last));
    }
    Some(When::Days(day, day))
}

/// 5.12, 2024.5.12: a day whose parts `sep` keeps apart.
fn short_day(here: &mut Cursor, sep: &'static str) -> Option<Day> {
    let mut next = *here;
    let year = next.year().filter(|_| next.eat(sep));
    if year.is_none() {
        next = *here;
    }
    let month = next.small(1..=12).filter(|_| next.eat(sep))?;
    let day = next.small(1..=31).filter(|_| !next.peek().is_some_and(|c| c.is_ascii_digit() || c == ':'))?;
    *here = next;
    Some(Day { year: year.map(YearRef::Stated), month: Some(month), day })
}

/// 3.4—3.10 as a heading writes a week: both ends are days, and neither a unit follows nor a word that it would be the value of stands before.
pub(super) fn dotted(here: &mut Cursor) -> Option<When> {
    if !here.peek()?.is_ascii_digit() || !(here.before().is_empty() || here.before().ends_with(OPENED)) {
        return None;
    }
    let mut next = *here;
    let first = short_day(&mut next, ".").filter(|day| day.year.is_none())?;
    next.separator().then_some(())?;
    let last = short_day(&mut next, ".").filter(|day| day.year.is_none())?;
    // 3.5—3.8万: amounts of one kind; a run of days is one of weeks.
    let of_units = next.peek().is_some_and(|c| "%‰万亿千百个起件宗例人名元倍米公里吨克分秒时小天年月次辆成".contains(c));
    let days = |day: Day| day.month.map(|month| month * 31 + day.day);
    let run = days(last)?.checked_sub(days(first)?).filter(|run| (1..=LONGEST_RUN).contains(run));
    run.filter(|_| !of_units)?;
    *here = next;
    Some(When::Days(first, last))
}

/// What stands before a run of days in short.
const OPENED: [char; 12] = ['(', '（', '[', '【', '】', '|', '｜', '丨', ' ', '\n', '：', '“'];

/// A run of days in short is one of weeks, hardly of more than two months.
const LONGEST_RUN: u32 = 62;

/// What follows 6月 where it is not the whole month.
pub(super) fn days_of(here: &mut Cursor, month: Month) -> Option<When> {
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
    aside(&mut next);
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

/// Skips a remark on a day: （初一）, （星期六）.
fn aside(here: &mut Cursor) {
    let Some(inside) = here.rest().strip_prefix(['（', '(']) else { return };
    let Some((remark, after)) = inside.split_once(['）', ')']) else { return };
    if remark.chars().count() <= LONGEST_REMARK && remark.chars().all(char::is_alphabetic) {
        here.at += here.rest().len() - after.len();
    }
}

/// 农历正月初一, 除夕.
const LONGEST_REMARK: usize = 7;

/// 20日, 10—15日, unless it is a duration.
pub(super) fn day_alone(here: &mut Cursor) -> Option<When> {
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

/// 10日内, 15日以上, 3日游 are durations; 10日元 is money.
fn not_lasting(here: &Cursor) -> bool {
    !["内", "以内", "以上", "以下", "之内", "游", "均", "后", "以后", "前", "的", "元", "圆", "本"]
        .iter()
        .any(|word| here.rest().starts_with(word))
}

pub(super) fn clock(here: &mut Cursor) -> Option<When> {
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
