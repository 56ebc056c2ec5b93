//! Times with a name of their own: spans of years, plans, congresses, weekdays.

use super::When;
use super::cursor::{self, Cursor};

const RELATIVE_MONTHS: [(&str, i32); 7] =
    [("本月", 0), ("当月", 0), ("上月", -1), ("上个月", -1), ("下月", 1), ("下个月", 1), ("这个月", 0)];

/// 五年来, 五年间, 三年多来, 近五年, 过去五年, 前五年.
pub(super) fn n_years(here: &mut Cursor) -> Option<When> {
    let long = ["连续", "长达", "历时", "持续", "已"].iter().any(|word| here.before().ends_with(word));
    let school = here.before().ends_with('学');
    let lead = here.eat_any(&["过去的", "过去", "未来", "今后", "前", "近", "这"]);
    here.eat("这");
    let n = here.small(1..=99)?;
    let vague = here.eat_any(&["多", "余"]).is_some();
    here.eat("年").then_some(())?;
    here.eat_any(&["多", "余"]);
    let tail = here.eat_any(&["以来", "来", "间"]).is_some();
    match lead {
        // 学前三年 is kindergarten.
        Some("前") if school => None,
        Some("前") => (!vague && !tail).then_some(When::YearsBefore(n)),
        Some("未来" | "今后") => (!tail).then_some(When::NextYears(n)),
        Some("近") if long => None,
        Some(_) => Some(When::LastYears(n)),
        None => tail.then_some(When::LastYears(n)),
    }
}

pub(super) fn relative_month(here: &mut Cursor) -> Option<When> {
    RELATIVE_MONTHS.iter().find(|(word, _)| here.eat(word)).map(|(_, months)| When::RelativeMonth(*months))
}

/// “十四五”时期. The words 十二五 to 十九五 are no numerals and stand alone; 十五 is, and must be quoted and called a plan.
pub(super) fn plan(here: &mut Cursor) -> Option<When> {
    const UNITS: [&str; 9] = ["一", "二", "三", "四", "五", "六", "七", "八", "九"];
    const CLOSING: [&str; 5] = ["”", "\"", "」", "』", "’"];
    let quoted = here.before().ends_with(['“', '"', '「', '『', '‘']);
    if here.eat("第") {
        let n = here.small(1..=30)?;
        return (here.eat("个五年") && here.eat_any(&["规划", "计划"]).is_some()).then_some(When::Plan(n));
    }
    let ten = here.eat("十");
    let unit = |word| UNITS.iter().position(|unit| *unit == word).map_or(0, |at| at as u32 + 1);
    let mut next = *here;
    let n = match next.eat_any(&UNITS) {
        Some(word) if next.eat("五") => {
            *here = next;
            ten.then(|| 10 + unit(word))?
        }
        _ if ten && here.eat("五") => 10,
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
pub(super) fn congress(here: &mut Cursor) -> Option<When> {
    here.eat("党的");
    here.peek().filter(|&c| cursor::is_chinese_digit(c))?;
    let n = here.small(12..=40)?;
    (here.eat("大") && !here.rest().starts_with(['类', '项', '个', '要', '行', '举', '重', '案', '队', '品'])).then_some(When::Congress(n))
}

/// 星期三, 周三; 每周三次 is none.
pub(super) fn weekday(here: &mut Cursor) -> Option<When> {
    let before = here.before();
    let long = here.eat("星期");
    (long || here.eat("周")).then_some(())?;
    here.eat_any(&["一", "二", "三", "四", "五", "六", "日", "天"])?;
    let counted = before.ends_with(|c: char| c == '每' || c.is_ascii_digit() || cursor::is_chinese_digit(c))
        || here.rest().starts_with(['次', '个', '期', '年']);
    (long || !counted).then_some(When::Weekday)
}
