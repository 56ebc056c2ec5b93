//! How well the observations of a page agree with its gold.
//!
//! A gold row and an observation may be one where they overlap in the text. Pairs are taken from the best to the worst, a required row
//! before a tolerated one, then in the order of the text, and each row and each observation is taken once. What is left over of the
//! observations is spurious, except on a tolerated figure.

use std::collections::{BTreeMap, HashSet};

use gongbao::model::{Document, Observation};
use rust_decimal::Decimal;

use super::gold::{Indicator, Row, Value};
use super::squeeze::{places, squeeze};

/// What a row is read right in.
pub const RESPECTS: [&str; 9] = ["value", "unit", "bound", "measure", "status", "indicator", "extras", "region", "period"];

/// The score of a page, or of several. `right[k]` counts the found rows that are right in `RESPECTS[k]`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Tally {
    pub gold: usize,
    pub found: usize,
    pub spurious: usize,
    pub right: [usize; RESPECTS.len()],
    /// Right in every respect.
    pub exact: usize,
    /// Every observation that counts: found or spurious.
    pub judged: Vec<Judged>,
}

/// How sure an observation was, and whether it is right in every respect.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Judged {
    pub confidence: f64,
    pub exact: bool,
}

impl Tally {
    pub fn add(&mut self, other: &Tally) {
        self.gold += other.gold;
        self.found += other.found;
        self.spurious += other.spurious;
        self.exact += other.exact;
        self.judged.extend(&other.judged);
        for (mine, theirs) in self.right.iter_mut().zip(other.right) {
            *mine += theirs;
        }
    }

    /// Harmonic mean of exact over predicted and exact over gold: with `p = e/n` and `r = e/g`, `2pr/(p+r)` is `2e/(n+g)`.
    pub fn f1(&self) -> f64 {
        let of = self.found + self.spurious + self.gold;
        if of == 0 { 0.0 } else { 2.0 * self.exact as f64 / of as f64 }
    }
}

/// One report with what was read from it.
pub struct Read {
    pub document: Document,
    pub observations: Vec<Observation>,
}

/// An observation with its place in the squeezed text of report number `report`.
struct Placed<'a> {
    report: usize,
    from: usize,
    to: usize,
    observation: &'a Observation,
}

type Verdict = [bool; RESPECTS.len()];

/// Compares a page with its gold. Beside the score: every figure missed, misread or spurious. An `Err` is a fault of the gold.
pub fn measure(rows: &[Row], page: &[Read]) -> Result<(Tally, Vec<String>), Vec<String>> {
    let texts: Vec<Vec<(char, usize)>> = page.iter().map(|read| squeeze(&read.document.text)).collect();
    let placed: Vec<Placed> = page.iter().zip(&texts).enumerate().flat_map(|(report, (read, text))| place(report, read, text)).collect();
    let spots = |row: &Row| -> Vec<(usize, usize)> {
        texts.iter().enumerate().flat_map(|(report, text)| places(text, &row.text).into_iter().map(move |at| (report, at))).collect()
    };
    let spots: Vec<Vec<(usize, usize)>> = rows.iter().map(spots).collect();
    let twice: Vec<String> = rows
        .iter()
        .zip(&spots)
        .filter(|(_, spots)| spots.len() > 1)
        .map(|(row, spots)| format!("line {}: {} stands in {} places", row.line, row.near, spots.len()))
        .collect();
    if !twice.is_empty() {
        return Err(twice);
    }

    let mut pairs: Vec<(usize, usize, Verdict)> = Vec::new();
    for (g, row) in rows.iter().enumerate() {
        for &(report, at) in &spots[g] {
            let overlaps = |p: &&Placed| p.report == report && p.from < at + row.to && at + row.from < p.to;
            pairs.extend(placed.iter().enumerate().filter(|(_, p)| overlaps(p)).map(|(n, p)| (g, n, judge(row, p.observation))));
        }
    }
    pairs.sort_by_key(|(g, n, verdict)| (RESPECTS.len() - verdict.iter().filter(|ok| **ok).count(), rows[*g].tolerated, *g, *n));
    let mut taken: BTreeMap<usize, (usize, Verdict)> = BTreeMap::new();
    let mut used = HashSet::new();
    for (g, n, verdict) in &pairs {
        if !taken.contains_key(g) && used.insert(*n) {
            taken.insert(*g, (*n, *verdict));
        }
    }
    let tolerated: HashSet<usize> = pairs.iter().filter(|(g, ..)| rows[*g].tolerated).map(|(_, n, _)| *n).collect();

    let (mut tally, mut wrong) = (Tally::default(), Vec::new());
    for (n, p) in placed.iter().enumerate().filter(|(n, _)| !used.contains(n) && !tolerated.contains(n)) {
        tally.spurious += 1;
        tally.judged.push(Judged { confidence: p.observation.confidence, exact: false });
        wrong.push(format!("spurious {} at {}: {}", placed[n].observation.surface, p.observation.start, told(p.observation)));
    }
    for (g, row) in rows.iter().enumerate().filter(|(_, row)| !row.tolerated) {
        tally.gold += 1;
        let Some((n, verdict)) = taken.get(&g) else {
            wrong.push(format!("line {}: {} {}", row.line, row.near, if spots[g].is_empty() { "is not in the text" } else { "is missed" }));
            continue;
        };
        tally.found += 1;
        tally.judged.push(Judged { confidence: placed[*n].observation.confidence, exact: verdict.iter().all(|ok| *ok) });
        for (count, ok) in tally.right.iter_mut().zip(verdict) {
            *count += usize::from(*ok);
        }
        let bad: Vec<&str> = RESPECTS.iter().zip(verdict).filter(|(_, ok)| !**ok).map(|(respect, _)| *respect).collect();
        if bad.is_empty() {
            tally.exact += 1;
        } else {
            wrong.push(format!("line {}: {} wrong in {}: {}", row.line, row.near, bad.join(", "), told(placed[*n].observation)));
        }
    }
    Ok((tally, wrong))
}

/// The observations of a report that cover anything of its squeezed text.
fn place<'a>(report: usize, read: &'a Read, text: &[(char, usize)]) -> Vec<Placed<'a>> {
    let range = |o: &Observation| {
        let from = text.partition_point(|(_, at)| *at < o.start as usize);
        let to = text.partition_point(|(_, at)| *at < o.end as usize);
        (from < to).then_some((from, to))
    };
    let placed = read.observations.iter().filter_map(|observation| range(observation).map(|(from, to)| (from, to, observation)));
    placed.map(|(from, to, observation)| Placed { report, from, to, observation }).collect()
}

/// In the order of [`RESPECTS`].
fn judge(row: &Row, o: &Observation) -> Verdict {
    let is = |asked: &Option<String>, found: &str| asked.as_deref().is_none_or(|asked| asked == found);
    let value = match &row.value {
        None => true,
        Some(Value::One(value)) => close(o.value, *value),
        Some(Value::Range(low, high)) => close(o.lower, *low) && close(o.upper, *high),
    };
    let indicator = match &row.indicator {
        None => true,
        Some(Indicator::Code(code)) => o.indicator.as_ref() == Some(code),
        Some(Indicator::LabelWith(text)) => o.label.as_ref().is_some_and(|label| label.contains(text)),
    };
    [
        value,
        is(&row.unit, &o.unit),
        is(&row.bound, &o.bound),
        is(&row.measure, &o.measure),
        is(&row.status, &o.status),
        indicator,
        row.extras.iter().all(|extra| extra.holds(o)),
        row.region.is_none() || row.region == o.region_code,
        row.period.is_none_or(|period| period == o.period),
    ]
}

/// Equal to nine digits: thirds are written out in the gold.
fn close(found: Option<Decimal>, wanted: Decimal) -> bool {
    let nine_digits = Decimal::new(1, 9);
    found.is_some_and(|found| (found - wanted).abs() <= nine_digits * wanted.abs().max(Decimal::ONE))
}

/// What an observation says, for a message.
fn told(o: &Observation) -> String {
    let or_none = |text: &Option<String>| text.clone().unwrap_or_else(|| "none".to_owned());
    let number = |number: Option<Decimal>| number.map_or("none".to_owned(), |number| number.normalize().to_string());
    let value = o.value.map_or_else(|| format!("{}..{}", number(o.lower), number(o.upper)), |value| number(Some(value)));
    let period = o.period.map_or("none".to_owned(), |period| format!("{}..{}", period.start, period.end));
    format!(
        "{value} {} {} {} {} {} (label {}) region {} period {period} per {} comparison {} campaign {}",
        o.unit,
        o.bound,
        o.measure,
        o.status,
        or_none(&o.indicator),
        or_none(&o.label),
        or_none(&o.region_code),
        or_none(&o.per),
        or_none(&o.comparison),
        or_none(&o.campaign)
    )
}
