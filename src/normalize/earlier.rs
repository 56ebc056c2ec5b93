//! Times that are not a figure's own: the base of its comparison, and that of an earlier value before it.

use super::scene::Scene;
use crate::lexicon::words::Grammar;
use crate::span::{Bytes, overlap};
use crate::text::CLAUSE_MARKS;
use crate::text::date::{self, Edge, When, YearRef};

/// 较2019年, 是2018年的, 比2020年: the base of a comparison.
pub fn is_base(scene: &Scene<'_>, time: &Bytes) -> bool {
    let before = &scene.text()[..time.start];
    let after = date::after_season(&scene.text()[time.end..]);
    let compares = [Grammar::Yoy, Grammar::Mom, Grammar::Previous];
    // 比去年春运同期（2018年2月1日至14日）: the base by its days.
    let called = before.strip_suffix('（').is_some_and(|before| before.ends_with("同期")) && scene.text()[time.end..].starts_with('）');
    if called {
        return true;
    }
    if scene.tags.iter().any(|tag| tag.is_any(&compares) && overlap(&tag.bytes, time)) {
        return true;
    }
    // 侦破1998年以来的积案: since when the cases are open.
    let opens = before.is_empty() || before.ends_with(CLAUSE_MARKS);
    let since = scene.times.iter().any(|(other, _)| other.bytes == *time && other.edge == Edge::Since);
    if since && !opens && after.starts_with('的') {
        return true;
    }
    // 为五年来最低, 建站三十年来，首次突破: a stretch that a record is measured by.
    let day = scene.times.iter().any(|(other, _)| other.bytes == *time && matches!(other.when, When::Days(..)));
    let record = if day { "" } else { after.trim_start_matches(['以', '来']) };
    let record = if scene.text()[time.clone()].ends_with('来') { record.trim_start_matches('，') } else { record };
    // 2021年首次实现…: the year that it came in; 六年来首次降到… is a stretch.
    let came = record.len() == after.len() && record.starts_with("首次") && !scene.text()[time.clone()].ends_with('来');
    if !came && ["最", "新低", "新高", "首次", "同期最", "罕见"].iter().any(|word| record.starts_with(word)) {
        return true;
    }
    // 高于“十三五”时期1.2个百分点
    let above = || {
        ["高于", "低于", "快于", "慢于", "好于", "优于", "多于", "少于", "大于", "小于"]
            .iter()
            .any(|word| before.trim_end_matches('“').ends_with(word))
    };
    // 较“十二五”翻了一番
    before.trim_end_matches('“').ends_with(['较', '比', '与']) && !before.ends_with("占比")
        || above()
        || before.ends_with("同比")
        || date::equates(before) && after.starts_with('的')
        || after.starts_with("相比")
}

/// Whether a time belongs to an earlier value that stands before this figure: 由9月的318起降至274起.
pub fn belongs_to_from(scene: &Scene<'_>, time: &Bytes, at: &Bytes) -> bool {
    let before = &scene.text()[..time.start];
    let between = &scene.text()[time.end..at.start];
    let prior = scene.times.iter().any(|(other, _)| {
        other.bytes == *time
            && other.edge == Edge::Within
            && matches!(other.when, When::Years(YearRef::Last | YearRef::Previous | YearRef::BeforeLast, _))
    });
    // 去年，立案1640起，破案960起: a time that opens its clause is of all that follows.
    let opens = before.is_empty() || before.ends_with(CLAUSE_MARKS) || between.starts_with('，');
    // 从4月1日至6月20日，…立案90起，破案61起: a stretch that all of it is of.
    let stretch = scene.times.iter().any(|(other, _)| other.bytes == *time && is_stretch(&other.when))
        && scene.text()[time.clone()].contains(['至', '到', '—', '-', '~']);
    (before.ends_with(['由', '从']) && !stretch || prior && !opens) && between.contains(|c: char| c.is_ascii_digit())
}

/// Days or months with a first and a last.
fn is_stretch(when: &When) -> bool {
    match when {
        When::Days(first, last) => first != last,
        When::Months(first, last) => first != last,
        _ => false,
    }
}
