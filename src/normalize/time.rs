//! The period that a figure is about.
//!
//! The last time named before it in its sentence holds, if it is neither the base of a comparison (较2019年) nor the time of an earlier
//! value alone (由9月的318起); else the time that opened the sentence before it in the paragraph; else that of the heading; else the report's.

use chrono::Datelike;

use super::baseline::{self, heads_clause};
use super::carry::Carry;
use super::earlier::{belongs_to_from, is_base};
use super::meaning::Meaning;
use super::scene::Scene;
use super::stock::stands;
use crate::lexicon::words::Grammar;
use crate::model::{Mention, Period, Role};
use crate::span::Bytes;
use crate::text::CLAUSE_MARKS;
use crate::text::date::{self, Anchor, Edge, Resolved, TimeExpr, When, YearRef};

/// A time that was found for a figure.
#[derive(Debug, Clone, Copy)]
pub struct Found {
    /// The days.
    pub resolved: Resolved,
    /// 年末, 9月末 without 截至: what there is on that day.
    pub stock: bool,
}

impl Found {
    fn of(resolved: Resolved) -> Self {
        Found { resolved, stock: false }
    }

    fn within(period: Period) -> Self {
        Found::of(Resolved { period, until: false })
    }
}

/// Finds the time of a figure; none where the report's own holds.
pub fn period(scene: &Scene<'_>, mention: &Mention, how: &str, at: &Bytes, carry: &Carry) -> Option<Found> {
    let clause_start = at.start - scene.clause(at).len();
    let role = Role::of_rule(&mention.rule).unwrap_or(Role::Level);
    let beside = |at: &Bytes| {
        let found = period(scene, mention, "", at, carry);
        found.map_or(scene.page.document.period, |found| Some(found.resolved.period))
    };
    if how == "prior" {
        return baseline::days(scene, at, beside).map(Found::within);
    }
    if how == "from" {
        // 由上年的97.9%, 由9月的318起, 2017年至2021年…由: a level of the past without a date has no period.
        let from = scene.clause(at).rfind(['由', '从']).map_or(clause_start, |offset| clause_start + offset);
        if let Some((_, resolved)) = scene.times.iter().rfind(|(time, _)| time.bytes.start >= from && time.bytes.end <= at.start) {
            return resolved.map(Found::of);
        }
        if scene.tags.iter().any(|tag| tag.bytes.start >= from && tag.bytes.end <= at.start && tag.is_any(&Grammar::BASES)) {
            return baseline::days(scene, at, beside).map(Found::within);
        }
        return spanned(scene, at).map(|period| Found::within(first_year(period)));
    }
    if how == "to" {
        if let Some((_, Some(resolved))) =
            scene.times.iter().rfind(|(time, _)| time.bytes.end <= at.start && last_clause_after_from(scene, time.bytes.start, at))
        {
            return Some(Found::of(*resolved));
        }
        // ，到2025年的34.8起
        let reached = scene.times.iter().rfind(|(time, _)| {
            time.bytes.start >= clause_start && time.bytes.end <= at.start && scene.text()[..time.bytes.start].ends_with(['至', '到'])
        });
        if let Some((_, Some(resolved))) = reached {
            return Some(Found::of(*resolved));
        }
        if let Some(years) = spanned(scene, at) {
            return Some(Found::within(last_year(years)));
        }
    }
    // 假期首日，当天…: the first of the days that the report is on.
    if let Some(own) = scene.page.document.period.filter(|own| (own.end - own.start).num_days() < FEW_DAYS) {
        let said = scene.text()[scene.after_time(at)..at.start].rsplit(['。', '；']).next().unwrap_or_default();
        if scene.cues().first_day.within(said) {
            return Some(Found::within(Period::day(own.start)));
        }
    }
    // 3月立案数: the head itself is of a time.
    if let Some(head) = mention.head.as_deref() {
        let found = date::find(head);
        // 2024年1月、2月: a month without a year has that of the time before it.
        let stated = scene.times.iter().filter(|(time, _)| time.bytes.end <= at.start).find_map(|(_, resolved)| *resolved);
        let year = scene.page.anchor.year.or_else(|| stated.map(|resolved| resolved.period.end.year()));
        let anchor = Anchor { year, ..scene.page.anchor };
        if let Some(resolved) = found.first().filter(|time| time.bytes.start == 0).and_then(|time| time.resolve(&anchor)) {
            return Some(Found::of(resolved));
        }
    }
    if let Some(part) = turn(scene, at) {
        return Some(Found::within(part));
    }
    let in_sentence = scene.times.iter().rev().filter(|(time, _)| time.bytes.end <= at.start).find_map(|(time, resolved)| {
        let resolved = (*resolved)?;
        if let Some(period) = own_year(scene, &time.bytes) {
            return Some((false, Found::within(period)));
        }
        if let Some(period) = since(scene, &time.bytes, &resolved) {
            return Some((false, Found::within(period)));
        }
        if let Some(period) = launched(scene, &time.bytes, &resolved) {
            return Some((false, Found::within(period)));
        }
        if let Some(period) = up_to(scene, time, &resolved) {
            return Some((false, Found::within(period)));
        }
        // 6月24日单日突破140万人次: the figure is of that day.
        let said_behind = &scene.text()[time.bytes.end..at.start];
        let one_day = ["单日", "当日", "当天", "当晚"].iter().any(|word| said_behind.contains(word));
        let one_day = one_day || day_of_run(scene, &time.bytes, &resolved, at);
        let day =
            !one_day && matches!(time.when, When::Days(..)) && resolved.period.start == resolved.period.end && time.edge == Edge::Within;
        let own = is_this_year(&time.when) && time.edge == Edge::Within;
        // 2021年，分局将…，全年改造12个: of the year just named.
        if own
            && scene.text()[time.bytes.clone()].starts_with("全年")
            && let Some((year, named)) =
                scene.times.iter().rfind(|(named, _)| named.bytes.end <= time.bytes.start && named.when.one_year().is_some())
            && !is_base(scene, &year.bytes)
        {
            return named.map(|resolved| (false, Found::of(resolved)));
        }
        // 今年 in a report on last year that came out this year: the year of its plans.
        // 今年将…, where the page came out in the year after.
        let plans = || scene.tags.iter().any(|tag| tag.is(Grammar::Target) && tag.bytes.start >= time.bytes.end);
        let next = || scene.page.year_put_up().filter(|_| plans());
        let published =
            scene.page.published.or_else(next).filter(|_| own && says_this_year(scene.text(), &time.bytes)).and_then(Period::year);
        if let Some(period) = published {
            return Some((false, Found::within(period)));
        }
        // A time in passing holds to ；, one that opens the sentence to its end.
        let before = &scene.text()[..time.bytes.start];
        let bracketed =
            before.ends_with('（') && !scene.times.iter().any(|(other, _)| other.bytes.end + '（'.len_utf8() == time.bytes.start);
        // 从月份看，2月火灾最多，共219起；…: one month of several.
        let clause = scene.text()[time.bytes.end..at.start].split(CLAUSE_MARKS).next().unwrap_or_default();
        let ranked = !before.is_empty() && scene.cues().peaks.closes(clause);
        let opens = !bracketed && !ranked && !before.contains('；') && !before.contains(|c: char| c.is_ascii_digit());
        let day = day || !opens && scene.text()[time.bytes.end..at.start].contains('；');
        // 在2023年下降3%的基础上再降5%: the year of the change before.
        let based = before.ends_with('在') && scene.text()[time.bytes.end..at.start].contains("基础上");
        // 近十年来命案发案首次降到…: the stretch that a record is measured by.
        let between = &scene.text()[time.bytes.end..at.start];
        let based =
            based || scene.text()[time.bytes.clone()].ends_with('来') && between.contains("首次") && !between.contains(CLAUSE_MARKS);
        let aside = heads_clause(scene.text(), time) && !baseline::holds(scene.text(), time, at, role);
        // 立足“十四五”开局: what the work is for, and no time of it.
        let said = &scene.text()[time.bytes.clone()];
        let motto =
            matches!(time.when, When::Plan(_)) && time.edge == Edge::Within && !scene.cues().plan_time.closes(said) && !before.is_empty();
        // （统计到4日17时）: when it was counted.
        let counted = before.ends_with("（统计到") || before.ends_with('（') && said.starts_with("截");
        let counted = counted && between.starts_with('）');
        // 结合春节期间群众聚餐多的特点: why it was done.
        let reason = scene.cues().reasons.closes(before);
        let usable = !motto
            && !reason
            && !counted
            && !based
            && !aside
            && !is_base(scene, &time.bytes)
            && !belongs_to_from(scene, &time.bytes, at)
            && !day;
        let stock = time.edge == Edge::Within && matches!(time.when, When::YearEnd(_) | When::MonthEnd(_));
        usable.then_some((own, Found { resolved, stock }))
    });
    // 从2020年的…增长到2025年的…，年均增长6.5%: over the years of the heading, not in the last of them.
    let yearly = scene.heading.years.filter(|_| mention.per.as_deref() == Some("year"));
    let within = |found: &Found, years: &Resolved| {
        found.resolved.period.start >= years.period.start && found.resolved.period.start.year() == found.resolved.period.end.year()
    };
    match in_sentence {
        Some((_, found)) if yearly.is_some_and(|years| within(&found, &years)) => return yearly.map(Found::of),
        // 全年 in a report on several years: of the one that its heading or paragraph is on, or the last.
        Some((true, found)) if scene.page.document.period.is_some_and(|own| several_years(&own)) => {
            let named = [carry.opened, scene.heading.time].into_iter().flatten();
            return Some(named.map(Found::of).find(|found| !several_years(&found.resolved.period)).unwrap_or(found));
        }
        // 全年 in a report of part of a year is the whole year only for a plan.
        Some((true, found)) => {
            let target = scene.tags.iter().any(|tag| tag.is(Grammar::Target) && tag.bytes.end <= at.start);
            return target.then_some(found);
        }
        Some((false, found)) => return Some(found),
        None => {}
    }
    // 截至9月6日 where nothing says from when on: neither what opened the sentence before.
    if scene.times.iter().any(|(time, resolved)| time.edge == Edge::Until && resolved.is_none() && time.bytes.end <= at.start) {
        return None;
    }
    // 年均: over the years that the heading names.
    let years = scene.heading.years.filter(|_| mention.per.as_deref() == Some("year"));
    carry.opened.or(years).or(scene.heading.time).map(Found::of)
}

/// 去年以来 in a report on a year, said in the days after it.
pub(super) fn own_year(scene: &Scene<'_>, time: &Bytes) -> Option<Period> {
    let own = scene.page.document.period.filter(|own| Period::year(own.end.year()).as_ref() == Some(own));
    own.filter(|_| scene.text()[time.start..].starts_with("去年以来"))
}

/// 其中10月2日达27.9万辆次: a day of the few that the report is on has its own figures, unless it is when somebody told of them.
fn day_of_run(scene: &Scene<'_>, time: &Bytes, day: &Resolved, at: &Bytes) -> bool {
    let between = scene.text().get(time.end..at.start).unwrap_or_default();
    let within = |own: Period| (own.end - own.start).num_days() < FEW_DAYS && own.start <= day.period.start && day.period.end <= own.end;
    scene.page.document.period.is_some_and(within) && !scene.cues().told.within(between)
}

/// A report on a season or a month, whose days may each be told of.
const FEW_DAYS: i64 = 62;

/// 今年, 全年: the report's own year.
pub(super) fn is_this_year(when: &When) -> bool {
    matches!(when, When::Years(YearRef::This, YearRef::This))
}

pub(super) fn says_this_year(text: &str, time: &Bytes) -> bool {
    &text[time.clone()] == "今年"
}

/// Turns a found time into the observation's days.
pub fn days(scene: &Scene<'_>, found: Option<&Found>, status: &str, meaning: &Meaning, verb: Option<&str>, at: &Bytes) -> Option<Period> {
    let own = scene.page.document.period;
    let Some(found) = found else {
        return if status == "baseline" || status == "target" && !scene.heading.plans { None } else { own };
    };
    if !found.resolved.until {
        return Some(found.resolved.period);
    }
    let stock = matches!(meaning.event_code(scene.page.lexicon), Some("total" | "registered" | "officers" | "cameras"));
    let end = found.resolved.period.end;
    // 截至6月底，上牌的电动自行车有1860万辆, 注册率达78.6%: a state, where no event says what happened.
    let state = || ["有", "率达", "率为", "率达到"].iter().any(|word| scene.before(at).ends_with(word)) || stands(scene, at);
    // 截至12月底，累计处置域名836万个: what was done is a flow, whatever it was done to.
    let acts = || verb.is_some_and(|verb| !verb.contains('有'));
    if stock || meaning.event.is_none() && (own.is_none() && !acts() || found.stock || state()) {
        return Some(found.resolved.period);
    }
    // A goal for the end of a year to come is that year's.
    let to_come = own.filter(|own| status == "target" && own.end < end);
    // 今年以来，…截至5月31日 in a report on last year.
    let after = own.is_some_and(|own| end.year() > own.end.year());
    let start = own.map(|own| own.start).filter(|&start| start <= end && to_come.is_none() && !after);
    let start = start.or_else(|| chrono::NaiveDate::from_ymd_opt(end.year(), 1, 1))?;
    Period::new(start, end)
}

/// 自2021年6月平台上线以来，…: from then to the end of the report's period.
fn since(scene: &Scene<'_>, time: &Bytes, begun: &Resolved) -> Option<Period> {
    let (before, after) = (&scene.text()[..time.start], &scene.text()[time.end..]);
    let goes_on = after.find(['，', '。', '；']).is_some_and(|end| after[..end].ends_with("以来") || after[..end].ends_with("至今"));
    let end = scene.page.document.period.map(|own| own.end)?;
    Period::new(begun.period.start, end).filter(|_| before.ends_with(['自', '从']) && goes_on && begun.period.start < end)
}

/// 行动自5月20日启动，至6月末…: from the day of its beginning to this one.
fn launched(scene: &Scene<'_>, time: &Bytes, end: &Resolved) -> Option<Period> {
    let text = scene.text();
    let (first, begun) = scene.times.iter().rfind(|(first, _)| first.bytes.end <= time.start)?;
    let from = first.edge == Edge::Since || ["自", "从"].iter().any(|word| text[..first.bytes.start].ends_with(word));
    let between = &text[first.bytes.end..time.start];
    let begins = text[..first.bytes.end].ends_with('起') || scene.cues().launched.within(between) || between.contains("以来");
    let until = between.ends_with(['至', '到']) || text[time.clone()].starts_with(['截', '至']);
    // 6月1日至8月底
    if between.is_empty() && until {
        return Period::new((*begun)?.period.start, end.period.end);
    }
    // 从2021年的发案61起，到2025年的35起: a figure between makes two times of them.
    let figure = between.contains(|c: char| c.is_ascii_digit());
    let reaches = between.ends_with(['至', '到']);
    Period::new(begun.filter(|_| from && (begins || reaches) && until && !figure)?.period.start, end.period.end)
}

/// 截至10月6日，总站今年以来…; 截至目前，今年已…: from when on stands behind the day that it goes up to.
fn up_to(scene: &Scene<'_>, since: &TimeExpr, begun: &Resolved) -> Option<Period> {
    let year = is_this_year(&since.when) && says_this_year(scene.text(), &since.bytes);
    let (time, until) = scene.times.iter().rfind(|(time, _)| time.bytes.end <= since.bytes.start)?;
    let between = &scene.text()[time.bytes.end..since.bytes.start];
    let told = time.edge == Edge::Until && !between.contains(|c: char| c.is_ascii_digit());
    let put_up = || time.resolve(&scene.page.put_up());
    let day = if matches!(time.when, When::Now) { put_up().or(*until) } else { until.or_else(put_up) }?.period.end;
    let start = begun.period.start;
    Period::new(start, day).filter(|_| told && (since.edge == Edge::Since || year) && start < day)
}

/// 2017年至2021年，…由X降至Y: the years that frame two levels.
fn spanned(scene: &Scene<'_>, at: &Bytes) -> Option<Period> {
    let (_, resolved) = scene.times.iter().rfind(|(time, _)| {
        time.bytes.end <= at.start && matches!(time.when, When::Years(YearRef::Stated(first), YearRef::Stated(last)) if first != last)
    })?;
    resolved.map(|resolved| resolved.period)
}

pub(super) fn several_years(period: &Period) -> bool {
    period.start.year() != period.end.year()
}

fn first_year(period: Period) -> Period {
    Period::year(period.start.year()).unwrap_or(period)
}

fn last_year(period: Period) -> Period {
    Period::year(period.end.year()).unwrap_or(period)
}

/// Whether a time stands between the earlier value and this one: 减少到2025年的12起.
fn last_clause_after_from(scene: &Scene<'_>, time: usize, at: &Bytes) -> bool {
    let clause_start = at.start - scene.clause(at).len();
    let from = scene.clause(at).rfind(['由', '从']).map_or(clause_start, |offset| clause_start + offset);
    let between = scene.text().get(from..time).unwrap_or_default();
    time > from && between.chars().any(|c| c.is_ascii_digit()) && ["至", "到", "为"].iter().any(|word| between.contains(word))
}

/// 一至四季度分别查处…, 2021年至2023年分别为…: the k-th figure has the k-th quarter or year.
fn turn(scene: &Scene<'_>, at: &Bytes) -> Option<Period> {
    let several = |when: &When| match when {
        When::Quarters(..) | When::LastYears(2..) => true,
        When::Years(YearRef::Stated(first), YearRef::Stated(last)) => first < last,
        _ => false,
    };
    let (time, resolved) = scene.times.iter().rfind(|(time, _)| time.bytes.end <= at.start && several(&time.when))?;
    let between = &scene.text()[time.bytes.end..at.start];
    let (heads, given) = between.rsplit_once("分别")?;
    let place = given.matches(['、', '和']).count();
    if matches!(time.when, When::Quarters(..)) {
        return time.parts(&scene.page.anchor).get(given.matches('、').count()).copied();
    }
    // As many figures as years, of one thing.
    let years = resolved.as_ref()?.period;
    let list = scene.text()[at.start - given.len()..].split(['，', '；', '。']).next().unwrap_or_default();
    let first = years.start.year();
    let counted = list.matches(['、', '和']).count() as i32 == years.end.year() - first && !heads.contains(['、', '和']);
    Period::year(first + place as i32).filter(|_| counted && !given.contains('，'))
}
