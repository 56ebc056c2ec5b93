//! Earlier values told beside a figure, 去年同期1352起 and 上月为213起: which figures they are, and when.

use chrono::{Datelike, Days, Months};

use super::scene::Scene;
use crate::lexicon::words::Grammar;
use crate::model::{Period, Role};
use crate::span::Bytes;
use crate::text::CLAUSE_MARKS;
use crate::text::date::{TimeExpr, When, YearRef};

/// Whether a time is 去年同期 or 上年同期.
fn year_earlier(text: &str, time: &TimeExpr) -> bool {
    let last = matches!(time.when, When::Years(YearRef::Last | YearRef::Previous, YearRef::Last | YearRef::Previous));
    last && same_days(text, time)
}

/// Whether a time is said of the same days of another year: 去年同期, 2019年同期.
pub fn same_days(text: &str, time: &TimeExpr) -> bool {
    text.get(time.bytes.end..).is_some_and(|rest| rest.starts_with(SAME))
}

/// How many years back the days of 去年同期 or 2019年同期 lie from `year`; none where the time says no such days.
pub fn years_back(text: &str, time: &TimeExpr, year: i32) -> Option<u32> {
    if year_earlier(text, time) {
        return Some(1);
    }
    let named = time.when.one_year().filter(|_| same_days(text, time))?;
    u32::try_from(year - named).ok().filter(|&back| back > 0)
}

/// Whether 去年同期 heads a clause, and is no base of a comparison.
pub fn heads_clause(text: &str, time: &TimeExpr) -> bool {
    let before = text.get(..time.bytes.start).unwrap_or_default();
    let opens = before.is_empty() || before.ends_with(CLAUSE_MARKS) || before.ends_with(['而', '（']);
    opens && year_earlier(text, time)
}

/// Whether a figure is told of the year earlier that heads a clause before it: 去年同期52起, 去年同期共立案52起，破案20起, but not what is
/// compared with it (，同比下降10%) nor what follows the bare value (去年同期52起，刑事警情41起).
pub fn holds(text: &str, time: &TimeExpr, at: &Bytes, role: Role) -> bool {
    let Some(rest) = text.get(time.bytes.end..at.start).and_then(|rest| rest.strip_prefix(SAME)) else { return false };
    if rest.contains(['；', '。', '）']) {
        return false;
    }
    // 去年同期，事故降幅为4.2%: the change of then, where no value of then stands before it.
    if !matches!(role, Role::Level | Role::Share) {
        return !rest.contains(|c: char| c.is_ascii_digit());
    }
    let Some((own, _)) = rest.split_once('，') else { return true };
    let said = own.trim_start_matches(|c| "为是有仅只共达约的".contains(c));
    !said.starts_with(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c))
}

/// The days of an earlier value: those of the figures beside it, `own`, as far back as the word before the value says. None where it says
/// no time that can be reckoned: 峰值时期的, 年初.
pub fn days(scene: &Scene<'_>, at: &Bytes, own: impl Fn(&Bytes) -> Option<Period>) -> Option<Period> {
    // （9月份82起）, （去年10月为111起）
    let said = |time: &TimeExpr| matches!(scene.text().get(time.bytes.end..at.start), Some("" | "为" | "是"));
    if let Some((_, Some(resolved))) = scene.times.iter().rfind(|(time, _)| said(time)) {
        return Some(resolved.period);
    }
    let base = scene.tags.iter().rfind(|tag| tag.bytes.end <= at.start && tag.is_any(&Grammar::BASES))?;
    let word = &scene.text()[base.bytes.clone()];
    let said = |words: &[&str]| words.iter().any(|said| word.contains(said));
    if said(&["年初", "年底", "年末"]) {
        return None;
    }
    let year = |back: i32| scene.page.year.and_then(|year| Period::year(year - back));
    if said(&["前年"]) {
        return year(2);
    }
    let own = || own(&(base.bytes.start..base.bytes.start));
    if said(&["同期"]) {
        return own().and_then(|own| back(own, 12)).or_else(|| year(1));
    }
    if said(&["去年", "上年", "前一年", "上一年"]) {
        return year(1);
    }
    let own = own()?;
    let length = (own.end - own.start).num_days() + 1;
    if said(&["周"]) {
        let week = Days::new(7);
        return Period::new(own.start.checked_sub_days(week)?, own.end.checked_sub_days(week)?).filter(|_| length == 7);
    }
    let months = if said(&["季"]) { 3 } else { 1 };
    let whole = own.start.day() == 1 && own.end.succ_opt()?.day() == 1 && (months..=months + 1).contains(&(length / 29));
    back(own, u32::try_from(months).ok()?).filter(|_| said(&["月", "季"]) && whole)
}

/// The same days so many months earlier.
pub fn back(own: Period, months: u32) -> Option<Period> {
    let earlier = Months::new(months);
    // The end of February may be a day earlier or later.
    Period::new(own.start.checked_sub_months(earlier)?, own.end.succ_opt()?.checked_sub_months(earlier)?.pred_opt()?)
}

/// What makes a year ago of a year.
const SAME: &str = "同期";
