//! Sign, bounds, measure and comparison of a figure.

use rust_decimal::Decimal;

use super::scene::Scene;
use crate::lexicon::units::FRACTION;
use crate::lexicon::words::{Grammar, Sense};
use crate::model::{Mention, Role};
use crate::span::Bytes;
use crate::text::date::{self, When, YearRef};

/// A figure as an observation states it.
pub struct Figure {
    /// level, change, point_change, difference, share.
    pub measure: &'static str,
    /// yoy, mom, previous, or a year.
    pub comparison: Option<String>,
    /// Signed; none for a range.
    pub value: Option<Decimal>,
    /// Where the report gives one.
    pub lower: Option<Decimal>,
    /// Where the report gives one.
    pub upper: Option<Decimal>,
    /// A bound code.
    pub bound: String,
    /// A unit code.
    pub unit: String,
}

/// Works out the figure of a mention.
pub fn figure(scene: &Scene<'_>, mention: &Mention, role: Role, at: &Bytes, part_of_cases: bool) -> Figure {
    let mut unit = mention.unit.clone().unwrap_or_else(|| "other".to_owned());
    let factor = factor(scene, mention);
    let scale = |value: Option<Decimal>| value.and_then(|value| value.checked_mul(factor));
    let mut value = scale(mention.number);
    let mut high = scale(mention.number_high);
    let mut comparison = mention.comparison_text.as_deref().and_then(|text| comparison_code(scene, text));
    let mut measure = match role {
        Role::Level | Role::Streak => "level",
        Role::Change => "change",
        Role::PointChange => "point_change",
        Role::Difference => "difference",
        Role::Share => "share",
        Role::Multiple => "level",
    };
    let hundred = Decimal::ONE_HUNDRED;
    if role == Role::Change && unit == "times" {
        // 增长1.5倍 is +150 percent.
        value = value.and_then(|value| value.checked_mul(hundred));
        high = high.and_then(|value| value.checked_mul(hundred));
        unit = "percent".to_owned();
    }
    if role == Role::Multiple
        && let Some(base) = base(scene, at)
    {
        // 是上年的2.6倍 is +160 percent, 是2019年同期的48.8% is -51.2.
        let scale = if unit == "percent" { Decimal::ONE } else { hundred };
        value = value.and_then(|value| value.checked_mul(scale)).and_then(|value| value.checked_sub(hundred));
        unit = "percent".to_owned();
        measure = "change";
        comparison = Some(base);
    }
    // 较上年同期（52起）: the base itself is measured against nothing.
    if mention.how() == "prior" {
        comparison = None;
    }
    let counts = matches!(role, Role::Level | Role::Difference);
    if counts && mention.unit_text.as_deref() == Some("件") && !(part_of_cases || counts_cases(scene, mention)) {
        unit = "count".to_owned();
    } else if counts && unit == "count" && mention.unit_text.as_deref() == Some("件") {
        unit = "case".to_owned();
    }
    if unit == "household" && !homes(scene, mention, at) {
        unit = "count".to_owned();
    }
    let bound = mention.bound.clone().unwrap_or_else(|| "exact".to_owned());
    let falls = matches!(role, Role::Change | Role::PointChange | Role::Difference)
        && mention.verb.as_deref().is_some_and(|verb| falls(scene, verb));
    if falls {
        value = value.map(|value| if value.is_sign_negative() { value } else { -value });
        high = high.map(|value| -value);
    }
    let (lower, upper, value) = bounds(&bound, value, high);
    Figure {
        measure,
        comparison,
        value: value.map(|v| v.normalize()),
        lower: lower.map(|v| v.normalize()),
        upper: upper.map(|v| v.normalize()),
        bound,
        unit,
    }
}

/// What the number as written is multiplied by to be in its unit: 0.5 for 斤. A compound (2公斤350克) already is.
fn factor(scene: &Scene<'_>, mention: &Mention) -> Decimal {
    let Some(text) = mention.unit_text.as_deref() else { return Decimal::ONE };
    if text == FRACTION {
        return Decimal::ONE_HUNDRED;
    }
    scene.page.lexicon.units.at_start(text).filter(|(_, len)| *len == text.len()).map_or(Decimal::ONE, |(unit, _)| unit.factor)
}

/// Bounds of the true value. Of a fall they bound the magnitude: 下降30%以上 is at most -30.
fn bounds(bound: &str, value: Option<Decimal>, high: Option<Decimal>) -> (Option<Decimal>, Option<Decimal>, Option<Decimal>) {
    let fall = value.is_some_and(|value| value.is_sign_negative() && !value.is_zero());
    match bound {
        "range" => {
            let (a, b) = (value, high);
            if fall { (b, a, None) } else { (a, b, None) }
        }
        "more_than" if fall => (None, value, value),
        "more_than" => (value, None, value),
        "less_than" | "nearly" if fall => (value, None, value),
        "less_than" | "nearly" => (None, value, value),
        _ => (None, None, value),
    }
}

/// Whether a word says that something went down.
fn falls(scene: &Scene<'_>, word: &str) -> bool {
    let senses = scene.page.lexicon.words.senses(word);
    word.starts_with('低')
        || [Grammar::Down, Grammar::DownTo, Grammar::DownNoun].into_iter().any(|grammar| senses.contains(&Sense::Grammar(grammar)))
}

/// The code of a comparison as written.
fn comparison_code(scene: &Scene<'_>, text: &str) -> Option<String> {
    let digits: String = text.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    if digits.len() == 4 {
        return Some(digits);
    }
    // The whole is one word, listed or made up: 与整治前三个月相比.
    let tags = scene.page.lexicon.words.tag(text);
    let is = |grammar| tags.iter().any(|tag| tag.bytes == (0..text.len()) && tag.is(grammar));
    let month = text.ends_with("季度") || text.ends_with('月') || text.ends_with("月份");
    // 较行动开展前三个月 is no month.
    if month && !is(Grammar::Previous) {
        return Some("mom".to_owned());
    }
    if is(Grammar::Yoy) {
        Some("yoy".to_owned())
    } else if is(Grammar::Mom) {
        Some("mom".to_owned())
    } else if is(Grammar::Previous) || is(Grammar::Prior) {
        let code = match text {
            _ if !is(Grammar::Prior) => "previous",
            _ if text.contains(['月', '周', '季']) => "mom",
            _ if ["去年", "上年", "前一年"].iter().any(|year| text.contains(year)) => "yoy",
            _ => "previous",
        };
        Some(code.to_owned())
    } else {
        None
    }
}

/// What a multiple is a multiple of: 上年 gives yoy, 2018年 that year; anything else is no change over time.
fn base(scene: &Scene<'_>, at: &Bytes) -> Option<String> {
    let before = scene.before(at).trim_end_matches('的');
    // 恢复至2019年春节同期的九成
    let season = |end: usize| before.get(end..).is_some_and(date::is_season);
    if scene.tags.iter().any(|tag| tag.is(Grammar::Prior) && (season(tag.bytes.end) || tag.bytes.end == at.start)) {
        return Some("yoy".to_owned());
    }
    let (time, _) = scene.times.iter().find(|(time, _)| season(time.bytes.end))?;
    match time.when {
        When::Years(YearRef::Last | YearRef::Previous, _) => Some("yoy".to_owned()),
        when => when.one_year().map(|year| year.to_string()),
    }
}

/// 件 counts cases where the noun is one: 案件, 纠纷, 警情.
fn counts_cases(scene: &Scene<'_>, mention: &Mention) -> bool {
    let said = format!("{}{}", mention.verb.as_deref().unwrap_or_default(), mention.head.as_deref().unwrap_or_default());
    // 提案 and its like are documents.
    let said = scene.cues().no_case.words().fold(said, |said, paper| said.replace(paper, ""));
    ["case", "judicial"].iter().filter_map(|class| scene.page.lexicon.nouns.get(*class)).flatten().any(|word| said.contains(word.as_str()))
}

/// 户 counts households, unless it is said of firms.
fn homes(scene: &Scene<'_>, mention: &Mention, at: &Bytes) -> bool {
    let clause = format!("{}{}", scene.clause(at), mention.head.as_deref().unwrap_or_default());
    let tags = scene.page.lexicon.words.tag(&clause);
    tags.iter().any(|tag| tag.is_noun("home")) || !tags.iter().any(|tag| tag.is_noun("firm"))
}
