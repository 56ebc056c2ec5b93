//! Numbers that bound a class or measure a stretch of time in passing: thresholds, ages, durations, denominators.

use super::Look;
use crate::extract::scan::Fate;
use crate::lexicon::units::UnitKind;
use crate::lexicon::words::Grammar;
use crate::text::fold::is_han;
use crate::text::{CLAUSE_MARKS, after_last};

/// 26岁的王某, 100周年: an age or an anniversary, unless it is what a statistic measures.
pub fn age(look: &Look<'_>) -> Option<Fate> {
    // 预期寿命达79.4岁 is a figure.
    let life = ["寿命", "年龄"].iter().any(|word| look.clause().contains(word)) || look.before().ends_with(['至', '达']);
    (matches!(look.unit_text(), "岁" | "周岁" | "周年" | "个年头") && !life).then_some(Fate::Ignored("age"))
}

/// 2025，我们再出发; 回望2024，: a year without 年, alone in its clause or at its end.
pub fn year(look: &Look<'_>) -> Option<Fate> {
    let digits = &look.scene.text[look.quantity.numeral.clone()];
    let year = digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20")) && digits.bytes().all(|b| b.is_ascii_digit());
    let before = look.before();
    let opens = before.is_empty() || before.ends_with(CLAUSE_MARKS) || look.cues().looks_on_year.closes(before);
    let closes = look.after().is_empty() || look.after().starts_with(['，', '！', '。', '“', '《', '·', '：']);
    // 坚守2025，我们…, where a line without a full stop was joined to the next; 人数达2025， is a figure.
    let led = look.scene.tags.iter().any(|tag| {
        tag.bytes.end == look.quantity.bytes.start
            && (tag.is(Grammar::Reach)
                || tag.event_nouns().next().is_some()
                || tag.verbs().next().is_some()
                || tag.subjects().next().is_some())
    });
    let opens = opens || digits.starts_with("20") && look.after().starts_with('，') && !led;
    // 某省公安2023“向人民报告”: the year of what is quoted.
    let opens = opens || digits.starts_with("20") && look.after().starts_with('“');
    // 2025中国民营企业500强: events are called by their year.
    let event = digits.starts_with("20") && look.cues().event_of.opens(look.after());
    (year && look.unit().is_none() && (opens && closes || event)).then_some(Fate::Ignored("date"))
}

/// 20时至, 8点: a time of day. Dates are ruled out before; this is what stands alone.
pub fn clock(look: &Look<'_>) -> Option<Fate> {
    let after = look.after_numeral();
    let clock = look.unit().is_none()
        && (after.starts_with('时') || after.starts_with("点钟") || after.starts_with("点半"))
        && !after.starts_with("时期");
    clock.then_some(Fate::Ignored("clock time"))
}

/// 连续9年, 20年连续下降: how long something has gone on is a figure, whatever the other rules say of durations.
pub fn streak(look: &Look<'_>) -> Option<Fate> {
    (look.quantity.goes_on(look.scene.text) || look.quantity.is_time() && look.before().ends_with("连续")).then_some(Fate::Quantity)
}

/// `一次死亡3人以上事故12起`, `20年以上积案`, `0—30秒的占97%`: the number defines the class that is counted.
///
/// A bound after the unit, or a range, with a noun right behind it. Percentages are figures all the same: 八成以上的纠纷.
pub fn threshold(look: &Look<'_>) -> Option<Fate> {
    let quantity = look.quantity;
    // 30万吨级航道, 百万吨级示范工程.
    if quantity.kind == Some(UnitKind::Measure) && look.after().starts_with('级') && !look.after().starts_with("级别") {
        return Some(Fate::Ignored("threshold"));
    }
    let ratio = quantity.kind == Some(UnitKind::Ratio);
    let ranged = quantity.bound == "range" && !quantity.form.vague && look.quantity.is_time() && !look.before().ends_with(['由', '从']);
    let before_class = quantity.form.bound_before && quantity.kind == Some(UnitKind::Measure);
    // 较大事故（一次死亡3至9人）2起: what makes an accident one of the class.
    let inner = look.before().rsplit_once('（').map_or("", |(_, inner)| inner);
    let defines = inner.starts_with("一次") && !inner.contains('）') && look.after().starts_with('）');
    if describes(look) || defines && quantity.bound != "exact" {
        return Some(Fate::Ignored("threshold"));
    }
    if ratio || !(before_class || quantity.form.bound_after && !look.scene.text[..quantity.bytes.end].ends_with("左右") || ranged) {
        return None;
    }
    // 缴毒超过500公斤的有…: the class, not a figure.
    if quantity.form.bound_before
        && quantity.kind == Some(UnitKind::Measure)
        && ["的有", "的是", "的共", "的县", "的案件"].iter().any(|word| look.after().starts_with(word))
    {
        return Some(Fate::Ignored("threshold"));
    }
    let after = look.after().trim_start_matches(['”', '（']);
    // 其中10亿元以上5个: the class, and right behind it how many there are.
    if quantity.form.bound_after && after.starts_with(|c: char| c.is_ascii_digit()) {
        return Some(Fate::Ignored("threshold"));
    }
    let noun = after.starts_with(|c: char| is_han(c) || c == '“' || c.is_ascii_alphabetic());
    let functional = ["的高位", "的水平", "的较高", "的好成绩", "，"].iter().any(|word| after.starts_with(word));
    let classifies = quantity.form.bound_after || ranged;
    let figure = governed(look) && !look.quantity.is_time();
    (noun && classifies && !functional && !figure).then_some(Fate::Ignored("threshold"))
}

/// 一次记12分的违法行为840起, 出警超过800次的消防站有24个: a measure or a bound before 的, nothing that states a figure before it, and
/// behind it how many there are. 死亡3人的事故: how grave it was.
fn describes(look: &Look<'_>) -> bool {
    let quantity = look.quantity;
    let measures = quantity.kind == Some(UnitKind::Measure) || quantity.form.bound_before && quantity.kind == Some(UnitKind::Classifier);
    let deaths = look.before().ends_with("死亡");
    let Some(rest) = look.after().strip_prefix('的').filter(|_| measures || deaths) else { return false };
    let clause = rest.find(['，', '。', '；', '、']).map_or(rest, |end| &rest[..end]);
    if deaths && clause.contains("事故") {
        return true;
    }
    let stated = look.scene.tags.iter().any(|tag| {
        tag.bytes.end == look.quantity.bytes.start
            && (tag.event_nouns().chain(tag.verbs()).next().is_some()
                || tag.is_any(&[Grammar::Reach, Grammar::Verb])
                || tag.per().is_some())
    });
    !stated && clause.contains(|c: char| c.is_ascii_digit())
}

/// 建设10家以上中试平台: a verb right before the number, and no other number in the clause for the class to be counted by.
fn governed(look: &Look<'_>) -> bool {
    let start = look.quantity.bytes.start;
    let verb = look.scene.tags.iter().any(|tag| tag.bytes.end == start && tag.is(Grammar::Verb));
    let rest = look.after();
    let clause = rest.find(['，', '。', '；', '、']).map_or(rest, |end| &rest[..end]);
    verb && !clause.contains(|c: char| c.is_ascii_digit())
}

/// 每8名居民, 每100公里: a denominator.
pub fn denominator(look: &Look<'_>) -> Option<Fate> {
    let per = look.before().ends_with('每') && (look.quantity.form.digits || !look.quantity.form.single);
    // 0.6人/百亿元
    let over = look.before().ends_with('/') && look.scene.text[look.quantity.numeral.clone()].chars().all(|c| "十百千万亿".contains(c));
    // 煤炭百万吨死亡率, 百公里事故率: the round amount that a rate is counted over.
    let round = !look.unit_text().is_empty()
        && look.scene.text[look.quantity.bytes.clone()].starts_with(['十', '百', '千', '万', '亿'])
        && look.scene.text[look.quantity.numeral.clone()].chars().all(|c| "十百千万亿".contains(c));
    let rate = round && look.cues().rate.opens(look.after());
    (per || over || rate).then_some(Fate::Ignored("denominator"))
}

/// 72小时破案率, 24小时值守, 近一个小时调解: a duration in passing. As a figure it ends its clause, or something says that it is reached.
pub fn duration(look: &Look<'_>) -> Option<Fate> {
    if !look.quantity.is_time() || matches!(look.unit_text(), "岁" | "周岁") {
        return None;
    }
    // 提升三年行动, 延长三十年整省试点: it names what is done.
    if look.cues().undertaking.opens(look.after()) {
        return Some(Fate::Ignored("duration"));
    }
    // 由2023年的9.8秒压缩至7.5秒: what is brought down to another figure.
    if look.scene.tags.iter().any(|tag| tag.bytes.start == look.quantity.bytes.end && tag.is_any(&[Grammar::UpTo, Grammar::DownTo])) {
        return None;
    }
    // 平均出警时间：5.8分钟.
    let named = look.before().trim_end_matches(['：', ' ']);
    let clause = &named[after_last(named, &CLAUSE_MARKS)..];
    let said = look.scene.tags.iter().find(|tag| tag.bytes.end == named.len()).is_some_and(|tag| {
        const REACH: [Grammar; 9] = [
            Grammar::Reach,
            Grammar::Up,
            Grammar::Down,
            Grammar::UpTo,
            Grammar::DownTo,
            Grammar::From,
            Grammar::Distribute,
            Grammar::Each,
            Grammar::Prior,
        ];
        tag.is_any(&REACH) || tag.event_nouns().next().is_some() || tag.is_noun("tail") && named.ends_with(['间', '时', '限', '期'])
    });
    let ends = look.after().is_empty() || look.after().starts_with(['，', '。', '；', '、', '）', '！', '和']);
    let to = ["至", "到", "由", "为", "达", "在"].iter().any(|word| look.before().ends_with(word));
    if said || ends && (to || look.quantity.form.bound_before) {
        return None;
    }
    // 优良天数增加25天, 平均用时4.6分钟: the clause says what is measured.
    let measured = look.cues().measures_time.within(clause);
    // 一级警情平均到场4.6分钟，二级警情7.9分钟: the next kind goes on with what is measured.
    let goes_on = look.before().contains("平均") && clause.chars().count() > 1 && clause.ends_with(is_han);
    let measured = measured || goes_on;
    // 平均4分30秒到达现场: what takes so long stands behind it.
    let arrives = clause.ends_with("平均") && look.cues().arrives.opens(look.after());
    if ends && measured || arrives {
        return None;
    }
    Some(Fate::Ignored("duration"))
}
