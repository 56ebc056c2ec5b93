//! Finds every number of a sentence and says what it is: a quantity, or something that only looks like one.
//!
//! Dates, names and vocabulary words that hold a numeral block it first; every other numeral is read as a quantity and
//! shown to the rules of [`super::ruled_out`], in their order. Whatever becomes of it, it is returned.

use super::quantity::{Form, Quantity, Reader};
use super::ruled_out;
use crate::lexicon::Lexicon;
use crate::lexicon::regions::RegionMatch;
use crate::lexicon::words::Tag;
use crate::span::{Bytes, overlap};
use crate::text::after_last;
use crate::text::date::TimeExpr;
use crate::text::numeral::{self, Options};

/// What a number turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// Goes on to the frames.
    Quantity,
    /// No figure, and why.
    Ignored(&'static str),
    /// Cannot be read, and why.
    Unresolved(&'static str),
}

/// A number and what it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Number {
    /// As read.
    pub quantity: Quantity,
    /// What it is.
    pub fate: Fate,
}

/// A folded sentence with all that was found in it.
#[derive(Debug, Clone, Copy)]
pub struct Scene<'a> {
    /// The folded sentence.
    pub text: &'a str,
    /// The vocabulary.
    pub lexicon: &'a Lexicon,
    /// Words of the vocabulary in it.
    pub tags: &'a [Tag<'a>],
    /// Dates and periods in it.
    pub times: &'a [TimeExpr],
    /// Names of regions in it, weak ones too.
    pub regions: &'a [RegionMatch],
}

/// Whether a quantity, or a number of any kind, can begin with this character.
pub fn may_begin(c: char) -> bool {
    numeral::begins(c) || matches!(c, '数' | '几' | '负' | '-' | '.' | '点')
}

/// All numbers of a sentence, in order.
pub fn scan(scene: &Scene<'_>) -> Vec<Number> {
    let blocks = blocks(scene);
    let reader = Reader { text: scene.text, lexicon: scene.lexicon };
    let mut numbers = Vec::new();
    let mut next_block = 0;
    let mut at = 0;
    while at < scene.text.len() {
        while next_block < blocks.len() && blocks[next_block].0.end <= at {
            next_block += 1;
        }
        let Some(c) = scene.text[at..].chars().next() else { break };
        if let Some((range, reason)) = blocks.get(next_block).filter(|(range, _)| range.start <= at) {
            if numeral::begins(c) {
                let number = blocked(scene.text, at, range.end, reason);
                at = number.quantity.bytes.end;
                numbers.push(number);
            } else {
                at += c.len_utf8();
            }
            continue;
        }
        if !may_begin(c) {
            at += c.len_utf8();
            continue;
        }
        let wide_comma = !in_list(scene.text, at);
        match reader.read(at, wide_comma) {
            Some(quantity) => {
                let end = quantity.bytes.end;
                let fate = ruled_out::judge(scene, &quantity, &numbers);
                // What is left of a number that was ruled out is read again: 二级以上医院 is no quantity of 以上.
                // A range goes as a whole: 18至30岁.
                at = if fate == Fate::Quantity || quantity.bound == "range" { end } else { quantity.numeral.end.max(at + c.len_utf8()) };
                numbers.push(Number { quantity, fate });
            }
            // A numeral that says nothing alone (百, 万) is no number: 百姓, 万家.
            None => at += c.len_utf8(),
        }
    }
    share_points(scene.text, &mut numbers);
    numbers
}

/// 提高0.34个和0.51个百分点: the numbers of a list share the unit of its end.
fn share_points(text: &str, numbers: &mut [Number]) {
    for at in (1..numbers.len()).rev() {
        let (before, after) = numbers.split_at_mut(at);
        let (Some(one), Some(next)) = (before.last_mut(), after.first()) else { continue };
        let between = text.get(one.quantity.bytes.end..next.quantity.bytes.start);
        // 提高41个、33个和27个百分点: behind a comma only what counts no things.
        let whole = one.quantity.value.is_some_and(|value| value.is_integer());
        let listed = matches!(between, Some("、" | "和" | "及")) || between == Some("，") && !whole;
        let part = one.quantity.unit_text.as_deref() == Some("个");
        if listed && part && next.quantity.unit.as_deref() == Some("percentage_point") {
            one.quantity.unit.clone_from(&next.quantity.unit);
            one.quantity.kind = next.quantity.kind;
        }
    }
}

/// The ranges in which no quantity begins, each with its reason, in order.
fn blocks(scene: &Scene<'_>) -> Vec<(Bytes, &'static str)> {
    let mut blocks: Vec<(Bytes, &'static str)> = scene.times.iter().map(|time| (time.bytes.clone(), "date")).collect();
    for tag in scene.tags {
        let word = &scene.text[tag.bytes.clone()];
        let reason = match tag.name() {
            Some(class) => CLASSES.into_iter().find(|known| *known == class).unwrap_or("name"),
            None if tag.per().is_some() => "denominator",
            None if word.starts_with('零') => continue,
            None => "name",
        };
        // 110 in 1108起 is no code, nor in 110起.
        let digits_go_on = scene.text[..tag.bytes.start].ends_with(|c: char| c.is_ascii_digit())
            && word.starts_with(|c: char| c.is_ascii_digit())
            || scene.text[tag.bytes.end..].starts_with(|c: char| c.is_ascii_digit() || c == '.')
                && word.ends_with(|c: char| c.is_ascii_digit());
        let after = &scene.text[tag.bytes.end..];
        let counted = word.bytes().all(|b| b.is_ascii_digit())
            && (scene.lexicon.units.at_start(after).is_some() || after.starts_with(['万', '亿', '余', '多', '千']));
        // 十分之一 is a fraction.
        let fraction = word.ends_with('分') && after.starts_with('之');
        if digits_go_on || counted || fraction {
            continue;
        }
        if word.chars().any(numeral::begins) && !scene.times.iter().any(|time| overlap(&time.bytes, &tag.bytes)) {
            blocks.push((tag.bytes.clone(), reason));
        }
    }
    for region in scene.regions {
        if scene.text[region.bytes.clone()].chars().any(numeral::begins) && !blocks.iter().any(|(range, _)| overlap(range, &region.bytes)) {
            blocks.push((region.bytes.clone(), "name"));
        }
    }
    blocks.sort_by_key(|(range, _)| range.start);
    blocks
}

/// Classes of `names.toml`, as reasons.
const CLASSES: [&str; 6] = ["idiom", "class", "slogan", "code", "plan", "name"];

/// One numeral inside a date or a name.
fn blocked(text: &str, at: usize, end: usize, reason: &'static str) -> Number {
    let inner = &text[at..end];
    let digits = inner.bytes().take_while(u8::is_ascii_digit).count();
    // A run of digits is one number here, whatever follows it; so a date's parts stay apart.
    let read = numeral::read(if digits > 0 { &inner[..digits] } else { inner }, Options::default());
    let len = read.as_ref().map_or_else(|| inner.chars().next().map_or(0, char::len_utf8), |read| read.len);
    let quantity = Quantity {
        bytes: at..at + len,
        numeral: at..at + len,
        value: read.as_ref().and_then(|read| read.value),
        high: None,
        bound: "exact",
        unit: None,
        unit_text: None,
        kind: None,
        form: Form { digits: digits > 0, ..Form::default() },
        conflict: false,
    };
    Number { quantity, fate: Fate::Ignored(reason) }
}

/// After 分别 and its like a wide comma parts two numbers: 分别为38，612起.
fn in_list(text: &str, at: usize) -> bool {
    let before = &text[..at];
    let sentence = after_last(before, &['。', '；']);
    ["分别", "依次"].iter().any(|word| before[sentence..].contains(word))
}
