//! How sure the reading is: the share of such readings that is exactly right, measured over the annotated pages.

use crate::model::{Mention, Observation};

/// Confidence of one observation, from what had to be inferred for it.
pub fn confidence(observation: &Observation, mention: &Mention) -> f64 {
    let mut doubt: f64 = 0.0;
    if observation.indicator.is_none() {
        doubt += 0.05;
    }
    if mention.inherited.iter().any(|what| what == "head") {
        doubt += 0.04;
    }
    if mention.inherited.iter().any(|what| what == "unit") {
        doubt += 0.08;
    }
    if mention.rule.ends_with("mismatch") {
        doubt += 0.4;
    }
    if observation.bound == "range" {
        doubt += 0.05;
    }
    if observation.status == "incident" || observation.status == "target" {
        doubt += 0.08;
    }
    if observation.region_code.is_none() || observation.period.is_none() {
        doubt += 0.05;
    }
    ((0.97 - doubt).max(0.05) * 100.0).round() / 100.0
}
