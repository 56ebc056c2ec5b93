//! Small and empty counts: zero in words, articles, rhetoric, numerals that are words.

use rust_decimal::Decimal;

use super::Look;
use crate::extract::scan::Fate;
use crate::lexicon::units::UnitKind;
use crate::text::CLAUSE_MARKS;
use crate::text::fold::is_han;

/// 零发案, 零发生, 零伤亡 and 为零 say that nothing happened; 零 before any other noun is a slogan.
pub fn zero(look: &Look<'_>) -> Option<Fate> {
    if look.quantity.form.digits || look.quantity.value != Some(Decimal::ZERO) || look.unit().is_some() {
        return None;
    }
    let after = look.after().trim_start_matches(['“', '”']);
    // 零发案小区 is a kind of place.
    let kind = |rest: &str| look.cues().spared.opens(rest);
    let happened = look.cues().happens.behind(after).is_some_and(|rest| !kind(rest.trim_start_matches(['”', '的'])));
    let is = look.before().ends_with('为') && !after.starts_with(is_han);
    Some(if happened || is { Fate::Quantity } else { Fate::Ignored("slogan") })
}

/// 三个方面, 八类: kinds and aspects are rhetoric, and so are a few things counted with one Chinese digit.
pub fn rhetoric(look: &Look<'_>) -> Option<Fate> {
    if look.quantity.kind == Some(UnitKind::Rhetoric) {
        return Some(Fate::Ignored("rhetoric"));
    }
    // 百分之百努力.
    let whole = look.unit_text() == "百分之" && look.quantity.value == Some(Decimal::ONE_HUNDRED);
    if whole && look.after().starts_with(|c: char| is_han(c) && c != '的') {
        return Some(Fate::Ignored("idiom"));
    }
    let small = look.quantity.form.single;
    (small && look.cues().rhetoric.opens(look.after())).then_some(Fate::Ignored("rhetoric"))
}

/// 一个, 一名 before a noun is an article; after it, at the end of its clause, a count: 捣毁窝点一处.
pub fn article(look: &Look<'_>) -> Option<Fate> {
    let quantity = look.quantity;
    if !quantity.form.single || quantity.value != Some(Decimal::ONE) || quantity.form.bound_before {
        return None;
    }
    let counted = matches!(quantity.kind, Some(UnitKind::Classifier | UnitKind::RareClassifier));
    let ends = look.after().is_empty() || look.after().starts_with(['，', '。', '；', '、', '）']);
    // 定一件、干一件、成一件: one character says no noun.
    let noun_before = look.clause().chars().rev().take_while(|c| is_han(*c) || *c == '”').count() > 1;
    // 一名辅警因公殉职 too.
    let clause = look.after().split(CLAUSE_MARKS).next().unwrap_or_default();
    let dead = look.unit() == Some("person")
        && (look.after().starts_with("死亡") || look.after().starts_with("受伤") || look.cues().fallen.closes(clause));
    // 四名民警负伤，一名民警牺牲: counted like the persons before.
    let numbers = ["两", "二", "三", "四", "五", "六", "七", "八", "九", "十", "百"];
    let noun: String = look.after().chars().take(2).collect();
    let same = || {
        let other = format!("{}{noun}", look.unit_text());
        let before = look.before();
        let counts = |at: usize| before[..at].ends_with(|c: char| c.is_ascii_digit()) || numbers.iter().any(|n| before[..at].ends_with(n));
        noun.chars().all(is_han) && before.match_indices(&other).any(|(at, _)| counts(at))
    };
    let count = ends && noun_before || dead || same();
    (counted && !count).then_some(Fate::Ignored("article"))
}

/// A Chinese numeral without a unit, or one digit before a rare classifier, is a word: 二者, 三环, 五届.
pub fn word(look: &Look<'_>) -> Option<Fate> {
    let quantity = look.quantity;
    if quantity.form.digits || quantity.form.tenth {
        return None;
    }
    // 陆家镇, 伍家岗区: a numeral of cheques alone is a name.
    let numeral = &look.scene.text[quantity.numeral.clone()];
    if quantity.form.single && ["壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"].contains(&numeral) {
        return Some(Fate::Ignored("name"));
    }
    // 举办轮训六期: behind its noun, at the end of its clause, it counts.
    let ends = look.after().is_empty() || look.after().starts_with(['，', '。', '；', '、', '）']);
    // 机场三期 is a stage of building; what comes out or is taught in 期 is counted.
    let stage = look.unit_text() == "期" && !look.before().ends_with(['训', '班', '课', '堂', '座', '刊', '报', '会']);
    let behind = ends && look.before().chars().next_back().is_some_and(is_han) && !stage;
    let rare = quantity.form.single && quantity.kind == Some(UnitKind::RareClassifier) && !behind;
    let coin = quantity.form.single && look.unit_text() == "角";
    (quantity.unit.is_none() || rare || coin).then_some(Fate::Ignored("word"))
}

/// Digits that nothing follows and nothing announces, alone in their line: a page number, a table cell without its head.
pub fn bare(look: &Look<'_>) -> Option<Fate> {
    let alone = look.unit().is_none() && look.scene.text.chars().filter(|c| is_han(*c)).count() == 0;
    alone.then_some(Fate::Ignored("bare number"))
}
