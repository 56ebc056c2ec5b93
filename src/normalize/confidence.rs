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

/// A figure of no doubtful kind: right were 2155 of 2167, of the other pages 1860 of 1872.
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
    // The codebook has no code for it, or none was found: 1904 of 1947; 1799 of 1842.
    (0.03, |seen| seen.observation.indicator.is_none()),
    // Of what it is a share: 245 of 249; 220 of 224.
    (0.035, |seen| seen.observation.measure == "share"),
    // The label took in more than a noun: 241 of 245; 216 of 220.
    (0.045, |seen| seen.label().chars().count() > 12 || seen.label().contains(['“', '”'])),
    // What is counted was handed out, or stands before the earlier of two values: 499 of 505; 441 of 447.
    (0.02, |seen| matches!(seen.mention.how(), "back" | "each" | "to" | "fused" | "from")),
    // A list of heads and a list of figures differ in length, so some head may be wrong: 7 of 10, few to go by; 7 of 10.
    (0.15, |seen| seen.mention.how() == "mismatch"),
    // Taken from an earlier clause: 1900 of 1926; 1684 of 1710.
    (0.02, |seen| seen.mention.inherits("head") || seen.mention.inherits("verb")),
    // What was added may be a level: 235 of 238; 212 of 215.
    (0.02, |seen| matches!(seen.observation.measure.as_str(), "difference" | "point_change")),
    // A duration may be an anecdote's: 136 of 139; 117 of 120.
    (0.035, |seen| matches!(seen.observation.unit.as_str(), "year" | "month" | "day" | "hour" | "minute" | "second")),
    // A goal or an earlier value whose date was not found: 65 of 76; 57 of 68.
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
