//! What a stated figure says about the true one.
//!
//! | bound | the true value lies in |
//! | --- | --- |
//! | exact, a count without 万 or 亿 | the value alone |
//! | exact, anything else | half a unit of the last stated digit on either side: 65.9% is 65.85 to 65.95, 33.18万元 is 50 yuan either way |
//! | more_than (余, 超, 以上) | the value or above, without an upper end: nothing in the language gives one |
//! | less_than (不足, 以内) | 0 to the value |
//! | nearly (近) | one unit of the last digit that is not 0 below the value, to the value: 近3亿 is 2亿 to 3亿 |
//! | about (约) | one such unit on either side |
//! | range | its two ends |
//!
//! Of a change, more and less are said of its size: 下降30%以上 is -100 to -30.

use num_traits::{Signed, Zero};
use rust_decimal::Decimal;
use unicode_normalization::UnicodeNormalization;

use super::interval::{Interval, Number, number, one, power_of_ten, whole};
use crate::model::Observation;

/// A figure: the best single value, and what the true one may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// The stated value; of a range, its middle.
    pub point: Number,
    /// Where the true value lies.
    pub interval: Interval,
}

impl Figure {
    /// A figure known exactly.
    pub fn exact(value: Number) -> Self {
        Figure { interval: Interval::point(value.clone()), point: value }
    }
}

/// Units that count whole things.
const WHOLE_UNITS: [&str; 5] = ["case", "person", "person_time", "household", "count"];

/// True where the true value can only be a whole number: a count that is not an average.
pub fn is_whole(observation: &Observation) -> bool {
    WHOLE_UNITS.contains(&observation.unit.as_str()) && observation.per.is_none()
}

/// What `observation` says; none where it holds neither a value nor a range.
pub fn stated(observation: &Observation) -> Option<Figure> {
    let Some(value) = observation.value else {
        let (low, high) = (number(observation.lower?), number(observation.upper?));
        if low > high {
            return None;
        }
        let point = (&low + &high) / whole(2);
        return Some(Figure { point, interval: Interval::new(low, high) });
    };
    let point = number(value);
    let interval = match observation.bound.as_str() {
        "more_than" => beyond(observation, &point),
        "less_than" => within(&point),
        "nearly" => {
            let low = one_step_nearer_zero(&point, &coarse_unit(value));
            if point.is_negative() { Interval::new(point.clone(), low) } else { Interval::new(low, point.clone()) }
        }
        "about" => around(observation, &point, &coarse_unit(value)),
        "range" => match (observation.lower, observation.upper) {
            (Some(low), Some(high)) if low <= high => Interval::new(number(low), number(high)),
            _ => Interval::point(point.clone()),
        },
        _ => match rounding_unit(observation, value) {
            None => Interval::point(point.clone()),
            Some(unit) => around(observation, &point, &(unit / whole(2))),
        },
    };
    Some(Figure { point, interval })
}

/// True of the measures that can be negative.
fn is_signed(observation: &Observation) -> bool {
    matches!(observation.measure.as_str(), "change" | "point_change" | "difference")
}

/// The value or more; of a fall, the value or a deeper one, down to the 100% that no level can fall below.
fn beyond(observation: &Observation, point: &Number) -> Interval {
    if !point.is_negative() {
        return Interval { lower: Some(point.clone()), upper: None };
    }
    let deepest = whole(-100);
    let lower = (observation.measure == "change" && &deepest <= point).then_some(deepest);
    Interval { lower, upper: Some(point.clone()) }
}

/// From 0 to the value.
fn within(point: &Number) -> Interval {
    if point.is_negative() { Interval::new(point.clone(), Number::zero()) } else { Interval::new(Number::zero(), point.clone()) }
}

fn one_step_nearer_zero(point: &Number, step: &Number) -> Number {
    if point.is_negative() { (point + step).min(Number::zero()) } else { (point - step).max(Number::zero()) }
}

/// `margin` on either side, but not below 0 for what cannot be negative.
fn around(observation: &Observation, point: &Number, margin: &Number) -> Interval {
    let lower = point - margin;
    let lower = if is_signed(observation) || point.is_negative() { lower } else { lower.max(Number::zero()) };
    Interval::new(lower, point + margin)
}

/// The unit to which an exact figure is rounded, in the observation's unit; none for a count as it was counted.
fn rounding_unit(observation: &Observation, value: Decimal) -> Option<Number> {
    let surface: String = observation.surface.nfkc().collect();
    let counted = is_whole(observation) && value.fract().is_zero();
    // A part in words (三分之一) or in tenths is rounded to a tenth of the whole: 10 percent.
    if surface.contains("分之") && !surface.contains("百分之") {
        return Some(whole(10));
    }
    let Some(written) = Written::read(&surface) else {
        // Chinese numerals show no noughts behind the point: the last digit that is not 0 is the last one said.
        let rounded = surface.contains(['万', '亿', '萬', '億']);
        return (!counted || rounded).then(|| coarse_unit(value));
    };
    let last_digit = Number::new(1.into(), power_of_ten(written.decimals));
    if surface.contains('倍') && observation.unit == "percent" {
        return Some(last_digit * whole(100));
    }
    if written.size.is_zero() {
        // Nothing to scale by: 0.0万 is a rounded figure, 0 is none.
        let multiple = if surface.contains(['亿', '億']) {
            8
        } else if surface.contains(['万', '萬']) {
            4
        } else {
            0
        };
        return (!counted || multiple > 0).then(|| last_digit * Number::from_integer(power_of_ten(multiple)));
    }
    // Whatever multiple or unit stands behind the digits, it has scaled the value and scales the last digit alike.
    let multiple = number(value).abs() / &written.size;
    if counted && multiple == one() && written.decimals == 0 { None } else { Some(last_digit * multiple) }
}

/// The place of the last digit that is not 0: 1 for 326, 100000000 for 3亿, 0.1 for 11.5, 1 for 0.
fn coarse_unit(value: Decimal) -> Number {
    let value = value.normalize();
    let mut mantissa = value.mantissa().unsigned_abs();
    let mut zeros = 0;
    while mantissa != 0 && mantissa.is_multiple_of(10) {
        mantissa /= 10;
        zeros += 1;
    }
    Number::new(power_of_ten(zeros), power_of_ten(value.scale()))
}

/// The one plain decimal number in a surface.
struct Written {
    size: Number,
    decimals: u32,
}

impl Written {
    /// Reads it; none where there is no digit, more than one number (2公斤350克), or a Chinese numeral beside it.
    fn read(surface: &str) -> Option<Self> {
        if surface.contains(|c| "〇零一二两三四五六七八九十".contains(c)) {
            return None;
        }
        let mut digits = String::new();
        let mut done = false;
        for c in surface.chars() {
            match c {
                _ if c.is_ascii_digit() && done => return None,
                '0'..='9' => digits.push(c),
                '.' if !digits.is_empty() && !done && !digits.contains('.') => digits.push('.'),
                ',' | '，' | ' ' => {}
                _ => done = done || !digits.is_empty(),
            }
        }
        let digits = digits.trim_end_matches('.');
        let decimals = digits.split_once('.').map_or(0, |(_, after)| after.len());
        let decimal: Decimal = digits.parse().ok()?;
        Some(Written { size: number(decimal), decimals: u32::try_from(decimals).ok()? })
    }
}
