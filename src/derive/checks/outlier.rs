//! Values far from the others of their indicator.
//!
//! Counts of one indicator spread by factors, so logarithms are compared: |ln v - median| over 1.4826 times the median absolute deviation,
//! which estimates the standard deviation of a normal sample and is not moved by the outlier itself (Hampel 1974, Iglewicz and Hoaglin
//! 1993).

use std::collections::{HashMap, HashSet};

use super::{Context, Finding, plain, quote};
use crate::derive::facts::Fact;
use crate::derive::interval::to_f64;
use crate::model::Period;

/// Deviations beyond which a value is far.
const FAR: f64 = 5.0;
/// Makes the median absolute deviation comparable with a standard deviation.
const NORMAL: f64 = 1.4826;

/// Among which values one is judged.
struct Pool {
    /// What the values have in common, for the message.
    name: &'static str,
    /// Fewer values are not enough.
    enough: usize,
    /// The least spread assumed, in logarithms: figures that hardly vary must not make a small difference far.
    floor: f64,
}

/// One region over time: a factor of 2.7 is far at the least.
const REGION: Pool = Pool { name: "of the region", enough: 5, floor: 0.2 };
/// All regions and times: a factor of 7.4 is far at the least, since regions differ in size.
const ALL: Pool = Pool { name: "in the data set", enough: 8, floor: 0.4 };

/// An indicator's values that can be compared: same unit, denominator, label and length of period; of one region or of all.
type Series<'f> = (&'f str, &'f str, Option<&'f str>, &'f str, i64, Option<&'f str>);

pub(super) fn outlier(context: &Context<'_, '_>) -> Vec<Finding> {
    let facts = context.facts;
    let comparable = |fact: &&Fact<'_>| fact.row.region_code.is_some() && facts.is_of_series(fact);
    let levels: Vec<(&Fact<'_>, f64, Period)> = facts
        .levels()
        .filter(comparable)
        .filter_map(|fact| Some((fact, fact.figure.as_ref().map(|figure| to_f64(&figure.point)).filter(|&v| v > 0.0)?, fact.row.period?)))
        .collect();
    let mut series: HashMap<Series<'_>, Vec<f64>> = HashMap::new();
    // A report on the web twice is still one value.
    let mut seen = HashSet::new();
    for &(fact, value, period) in &levels {
        for region in [fact.row.region_code.as_deref(), None] {
            let key = key(fact, period, region);
            if seen.insert((key, fact.row.region_code.as_deref(), period, value.to_bits())) {
                series.entry(key).or_default().push(value.ln());
            }
        }
    }
    let spreads: HashMap<Series<'_>, Spread> =
        series.into_iter().filter_map(|(key, values)| Some((key, spread(values, key.5.is_some())?))).collect();
    let far = levels.iter().filter_map(|&(fact, value, period)| {
        let own = spreads.get(&key(fact, period, fact.row.region_code.as_deref()));
        let all = spreads.get(&key(fact, period, None));
        // A small region is far from the others every year; its own years, where there are enough, know better.
        let spread = own.or(all).filter(|spread| spread.is_far(value))?;
        let slip = slip(value, spread).map_or_else(String::new, |(meant, how)| format!("; {} would fit if {how}", plain(meant)));
        let message = format!(
            "{} is far from the {} values {}, whose median is {}: compare it with the report{slip}",
            quote(fact),
            spread.count,
            spread.pool.name,
            plain(spread.median.exp()),
        );
        Some(Finding::about(fact, message))
    });
    far.collect()
}

fn key<'f>(fact: &'f Fact<'_>, period: Period, region: Option<&'f str>) -> Series<'f> {
    let months = ((period.end - period.start).num_days() + 15) / 30;
    (fact.indicator(), &fact.row.unit, fact.row.per.as_deref(), &fact.label, months, region)
}

struct Spread {
    pool: &'static Pool,
    count: usize,
    median: f64,
    deviation: f64,
}

impl Spread {
    fn is_far(&self, value: f64) -> bool {
        (value.ln() - self.median).abs() > FAR * self.deviation
    }
}

fn spread(mut values: Vec<f64>, of_region: bool) -> Option<Spread> {
    let pool = if of_region { &REGION } else { &ALL };
    let count = values.len();
    if count < pool.enough {
        return None;
    }
    let middle = median(&mut values)?;
    let mut distances: Vec<f64> = values.iter().map(|v| (v - middle).abs()).collect();
    let deviation = (NORMAL * median(&mut distances)?).max(pool.floor);
    Some(Spread { pool, count, median: middle, deviation })
}

fn median(values: &mut [f64]) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let upper = *values.get(values.len() / 2)?;
    let lower = *values.get((values.len() - 1) / 2)?;
    Some((lower + upper) / 2.0)
}

/// One slip of the pen that turns the median's neighbourhood into `value`, with the value then meant.
fn slip(value: f64, spread: &Spread) -> Option<(f64, &'static str)> {
    let scales = [
        (0.1, "a decimal point was lost or a digit added"),
        (0.01, "a decimal point was lost"),
        (10.0, "a digit or a nought was lost"),
        (100.0, "the decimal point is two places off"),
        (1e4, "万 is missing"),
        (1e-4, "万 is one too many"),
    ];
    let scaled = scales.into_iter().map(|(factor, how)| (value * factor, how));
    let replaced = leading_digits(value).map(|meant| (meant, "its first digit is wrong"));
    let distance = |meant: f64| (meant.ln() - spread.median).abs();
    let near = scaled.chain(replaced).filter(|&(meant, _)| distance(meant) <= spread.deviation);
    near.min_by(|a, b| distance(a.0).total_cmp(&distance(b.0)))
}

/// `value` with each other first digit.
fn leading_digits(value: f64) -> impl Iterator<Item = f64> {
    let place = 10f64.powf(value.log10().floor());
    let first = (value / place).floor();
    (1..=9).map(f64::from).filter(move |&digit| digit != first).map(move |digit| value + (digit - first) * place)
}
