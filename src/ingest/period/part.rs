//! Parts of a year that figures are counted over, and whether a part that a text names is the report's own.

use std::sync::LazyLock;

use regex::Regex;

use crate::ingest::words::words;
use crate::text::date::{self, Edge, TimeExpr, When, YearRef};

use super::headline::is_years;
use super::year::{after, stated_year};

/// Whether a time in `text` is a part of a year that figures are counted over: months, quarters, a run of days. A month alone is the date of
/// an event as often, so it must be followed as a period is.
pub(super) fn is_part(time: &TimeExpr, text: &str) -> bool {
    static PERIOD: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^(?:份|[)）,，」]|$|\n|全|工|治|刑|警|接|我|各|公安)").expect("a constant pattern"));
    time.edge == Edge::Within
        && match time.when {
            When::Months(..) if time.when.is_month() => {
                text.get(time.bytes.clone()).is_some_and(|t| t.ends_with('份')) || PERIOD.is_match(after(text, time))
            }
            When::Months(..) | When::Quarters(..) => true,
            When::Days(first, last) => first != last && last.month.is_some(),
            _ => false,
        }
}

/// A part of a year that opens a sentence or follows 通报: one named in passing is not the report's. Where the headline speaks of a week
/// or a season, its days may stand in brackets (`short`); elsewhere those are an operation's.
pub(super) fn opening_part(text: &str, short: bool) -> Option<TimeExpr> {
    let times = date::find(text);
    // 2018年全年立案831起，…，上半年…: the year is told first, and whole.
    let told = |time: &TimeExpr| {
        let whole = times.iter().find(|first| is_years(first) && stated_year(first).is_some());
        whole.and_then(|first| text.get(first.bytes.end..time.bytes.start)).is_some_and(|between| between.contains("全年"))
    };
    let part = times.iter().find(|time| {
        let before = text.get(..time.bytes.start).unwrap_or_default();
        let before = before.strip_suffix(['自', '从']).filter(|_| matches!(time.when, When::Days(..))).unwrap_or(before);
        let opens = before.is_empty()
            || before.ends_with(['。', '，', ')', '“'])
            // 召开新闻通气会:今年1至11月，…; a month alone behind a colon is an event's.
            || (before.ends_with(':') && !time.when.is_month())
            || (before.ends_with('(') && (short || before.ends_with("周(") || before.ends_with("以来(")))
            || words().told.closes(before);
        if !opens || !is_part(time, text) {
            return false;
        }
        // 今年1月，公安部部署…: a month alone is the report's only where its sentence has a figure.
        let sentence = after(text, time).split('。').next().unwrap_or_default();
        let counts = !time.when.is_month() || sentence.contains(|c: char| c.is_ascii_digit());
        !told(time) && counts && !took_office(text, time) && !after_so_far(&times, time, text)
    });
    part.cloned()
}

/// 2019年3月，我任分局局长。
fn took_office(text: &str, time: &TimeExpr) -> bool {
    let sentence = after(text, time).split(['。', ';']).next().unwrap_or_default();
    sentence.starts_with('，') && words().took_office.within(sentence)
}

/// 今年以来，…破获1.2万起。…今年5月，…: a part that is told of only after the year so far, and its figures.
fn after_so_far(times: &[TimeExpr], part: &TimeExpr, text: &str) -> bool {
    let so_far = |time: &&TimeExpr| time.edge == Edge::Since && matches!(time.when, When::Years(YearRef::This | YearRef::Last, _));
    let between = times.iter().find(so_far).and_then(|first| text.get(first.bytes.end..part.bytes.start));
    between.is_some_and(|between| between.contains('。') && between.contains(|c: char| c.is_ascii_digit()))
}
