//! Readings against rows: in the order of the text, each row to one reading, nothing left over.

use chrono::Datelike;
use gongbao::model::{Observation, Period};
use rust_decimal::Decimal;
use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;

/// Not judged.
const ANY: &str = "*";

/// One row wanted; see the head of `mod.rs`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reading {
    surface: String,
    value: Option<String>,
    low: Option<String>,
    high: Option<String>,
    unit: Option<String>,
    bound: Option<String>,
    measure: Option<String>,
    status: Option<String>,
    indicator: Option<String>,
    label: Option<String>,
    comparison: Option<String>,
    region: Option<String>,
    period: Option<String>,
    per: Option<String>,
    campaign: Option<String>,
    part_of: Option<String>,
    #[serde(default)]
    tolerated: bool,
}

/// Folded and without blanks, so that layout does not matter.
fn folded(text: &str) -> String {
    text.nfkc().filter(|c| !c.is_whitespace()).collect()
}

/// One third has no last digit.
fn near(a: Decimal, b: Decimal) -> bool {
    (a - b).abs() <= Decimal::new(1, 9) * a.abs().max(Decimal::ONE)
}

fn number(text: &str) -> Option<Decimal> {
    text.parse().ok()
}

/// As a reading writes it: whole years and months by their names, else by their days.
fn period_told(period: Option<Period>) -> String {
    let Some(period) = period else { return "none".to_owned() };
    let Period { start, end } = period;
    let months = Period::months(start.year(), start.month(), start.month()).zip(Period::months(end.year(), end.month(), end.month()));
    let whole = months.is_some_and(|(first, last)| first.start == start && last.end == end);
    let (first, last) = match (whole, start.month(), end.month()) {
        (true, 1, 12) => (start.format("%Y"), end.format("%Y")),
        (true, ..) => (start.format("%Y-%m"), end.format("%Y-%m")),
        (false, ..) => (start.format("%Y-%m-%d"), end.format("%Y-%m-%d")),
    };
    let (first, last) = (first.to_string(), last.to_string());
    if first == last { first } else { format!("{first}..{last}") }
}

/// A row in one line.
pub fn told(row: &Observation) -> String {
    let value = match (row.value, row.lower, row.upper) {
        (Some(value), ..) => value.to_string(),
        (None, lower, upper) => format!("{lower:?}..{upper:?}"),
    };
    let mut told = format!("{} | {value} {} {} {} {}", row.surface, row.unit, row.bound, row.measure, row.status);
    told += &format!(" | {} ~{}", row.indicator.as_deref().unwrap_or("-"), row.label.as_deref().unwrap_or("-"));
    for (name, value) in [("comparison", &row.comparison), ("region", &row.region_name), ("per", &row.per), ("campaign", &row.campaign)] {
        if let Some(value) = value {
            told += &format!(" {name}={value}");
        }
    }
    if row.period.is_some() {
        told += &format!(" period={}", period_told(row.period));
    }
    told
}

/// What is missing, misread or left over.
pub fn faults(readings: &[Reading], rows: &[Observation]) -> Vec<String> {
    let mut faults = Vec::new();
    let mut next = 0;
    for row in rows {
        let named = |reading: &&Reading| folded(&reading.surface) == folded(&row.surface);
        let Some(skipped) = readings[next..].iter().position(|reading| !reading.tolerated && named(&reading)) else {
            if !readings.iter().filter(|reading| reading.tolerated).any(|reading| named(&reading)) {
                faults.push(format!("left over: {}", told(row)));
            }
            continue;
        };
        faults.extend(readings[next..next + skipped].iter().filter(|reading| !reading.tolerated).map(Reading::missing));
        faults.extend(readings[next + skipped].against(row, rows));
        next += skipped + 1;
    }
    faults.extend(readings[next..].iter().filter(|reading| !reading.tolerated).map(Reading::missing));
    faults
}

impl Reading {
    fn missing(&self) -> String {
        format!("missing: {} {}", self.surface, self.indicator.as_ref().or(self.label.as_ref()).map_or("", String::as_str))
    }

    /// What is wrong with the reading itself.
    pub fn ill_formed(&self, all: &[Reading]) -> Option<String> {
        let ranged = self.low.is_some() || self.high.is_some();
        let decimals = [&self.value, &self.low, &self.high].into_iter().flatten();
        if decimals.filter(|text| text.as_str() != ANY).any(|text| number(text).is_none()) {
            return Some(format!("{}: a value is no decimal", self.surface));
        }
        if !self.tolerated && (self.unit.is_none() || self.value.is_some() == ranged || self.low.is_some() != self.high.is_some()) {
            return Some(format!("{}: needs a unit, and a value or both ends of a range", self.surface));
        }
        let whole = self.part_of.as_ref()?;
        (!all.iter().any(|reading| reading.surface == *whole)).then(|| format!("{}: no reading is the whole {whole}", self.surface))
    }

    /// What a row got wrong.
    fn against(&self, row: &Observation, rows: &[Observation]) -> Option<String> {
        if self.tolerated {
            return None;
        }
        let mut wrong = Vec::new();
        let mut judge = |name: &str, wanted: &str, got: &str| {
            if wanted != ANY && wanted != got {
                wrong.push(format!("{name} is {got}, not {wanted}"));
            }
        };
        let or = |value: &Option<String>, default: &str| value.clone().unwrap_or_else(|| default.to_owned());
        let got = |value: &Option<String>| value.clone().unwrap_or_else(|| "none".to_owned());
        judge("unit", &or(&self.unit, ANY), &row.unit);
        judge("bound", &or(&self.bound, "exact"), &row.bound);
        judge("measure", &or(&self.measure, "level"), &row.measure);
        judge("status", &or(&self.status, "reported"), &row.status);
        judge("indicator", &or(&self.indicator, ANY), &got(&row.indicator));
        judge("comparison", &or(&self.comparison, ANY), &got(&row.comparison));
        judge("region", &or(&self.region, ANY), &got(&row.region_name));
        judge("per", &or(&self.per, ANY), &got(&row.per));
        judge("campaign", &or(&self.campaign, ANY), &got(&row.campaign));
        judge("period", &or(&self.period, ANY), &period_told(row.period));
        if let Some(whole) = &self.part_of {
            let of = row.part_of.as_ref().and_then(|id| rows.iter().find(|row| row.observation_id == *id));
            judge("part_of", &folded(whole), &of.map_or_else(|| "none".to_owned(), |row| folded(&row.surface)));
        }
        if self.label.as_ref().is_some_and(|label| !row.label.as_ref().is_some_and(|got| folded(got).contains(&folded(label)))) {
            judge("label", &or(&self.label, ""), &got(&row.label));
        }
        for (name, wanted, got) in [("value", &self.value, row.value), ("low", &self.low, row.lower), ("high", &self.high, row.upper)] {
            let Some(text) = wanted.as_ref().filter(|text| *text != ANY) else { continue };
            if !number(text).zip(got).is_some_and(|(wanted, got)| near(wanted, got)) {
                judge(name, text, &got.map_or_else(|| "none".to_owned(), |got| got.to_string()));
            }
        }
        (!wrong.is_empty()).then(|| format!("{}: {}", self.surface, wrong.join("; ")))
    }
}
