//! How sure the reading is: the share of such readings that is right in every respect, measured over the annotated pages.
//!
//! A reading starts from [`BASE`]; each kind in [`DOUBTS`] that it belongs to takes its part away. Beside each part stand the counts it
//! comes from: figures of that kind that were right, of all, over the gold of every page; then the same over the pages that the rules
//! were not written with. Both flatter: pages that were read for the first time had seven to
//! nine figures in ten right, so each part takes somewhat more away than its counts say.
//!
//! To measure when the reading has changed, with or without the gold beside the checkout:
//!
//! ```text
//! GONGBAO_SHARED=../shared cargo test --release --test it confidence -- --nocapture
//! ```
//!
//! It prints every confidence given with its figures and the share of them that is right, then the five bands, each of which must lie
//! within seven points. Where a band does not, change the part of the kind that its figures have in common.

use super::scene::Scene;
use crate::model::{Mention, Observation};

/// A figure of no doubtful kind: right were 1667 of 1680, of the other pages 1373 of 1386.
const BASE: f64 = 0.97;
/// A report's figure without a region, or without a period that it should have, lacks what belongs to every figure. Right were 0 of 173
/// while the regions of three pages were not found; no annotated page is left with any.
const PLACELESS: f64 = 0.05;

/// What is seen of a reading.
struct Seen<'a> {
    observation: &'a Observation,
    mention: &'a Mention,
    /// It has no period, and the text is a report.
    dateless: bool,
}

impl Seen<'_> {
    fn label(&self) -> &str {
        self.observation.label.as_deref().unwrap_or_default()
    }
}

/// A kind of reading: what it takes away, and how it is told.
type Doubt = (f64, fn(&Seen<'_>) -> bool);

/// The kinds that are read wrongly more often than others. None adds to the confidence.
const DOUBTS: [Doubt; 9] = [
    // The codebook has no code for it, or none was found: 1519 of 1558; 1414 of 1453.
    (0.03, |seen| seen.observation.indicator.is_none()),
    // Of what it is a share: 186 of 190; 161 of 165.
    (0.045, |seen| seen.observation.measure == "share"),
    // The label took in more than a noun: 190 of 193; 163 of 166.
    (0.06, |seen| seen.label().chars().count() > 12 || seen.label().contains(['“', '”'])),
    // What is counted was handed out, or stands before the earlier of two values: 404 of 411; 346 of 353.
    (0.02, |seen| matches!(seen.mention.how(), "back" | "each" | "to" | "fused" | "from")),
    // A list of heads and a list of figures differ in length, so some head may be wrong: 7 of 10, few to go by; 7 of 10.
    (0.15, |seen| seen.mention.how() == "mismatch"),
    // Taken from an earlier clause: 1473 of 1498; 1256 of 1281.
    (0.02, |seen| seen.mention.inherits("head") || seen.mention.inherits("verb")),
    // What was added may be a level: 186 of 189; 163 of 166.
    (0.02, |seen| matches!(seen.observation.measure.as_str(), "difference" | "point_change")),
    // A duration may be an anecdote's: 104 of 107; 85 of 88.
    (0.04, |seen| matches!(seen.observation.unit.as_str(), "year" | "month" | "day" | "hour" | "minute" | "second")),
    // A goal or an earlier value whose date was not found: 54 of 62; 46 of 54.
    (0.05, |seen| seen.dateless),
];

/// Confidence of one observation, in hundredths.
pub fn confidence(scene: &Scene<'_>, observation: &Observation, mention: &Mention) -> f64 {
    // A text without a headline is no report, and nothing is known to be missing. A goal or an earlier value may be without a date.
    let report = scene.page.document.title.is_some();
    let dateless = report && observation.period.is_none();
    if report && observation.region_code.is_none() || dateless && !matches!(observation.status.as_str(), "target" | "baseline") {
        return PLACELESS;
    }
    let seen = Seen { observation, mention, dateless };
    let doubt: f64 = DOUBTS.iter().filter(|(_, holds)| holds(&seen)).map(|(part, _)| part).sum();
    ((BASE - doubt) * 100.0).round() / 100.0
}
