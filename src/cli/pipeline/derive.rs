//! Observations to ratios and checks, over the whole data set at once.

use super::Context;
use crate::cli::exit::Failure;
use crate::cli::guard::guarded;
use crate::derive::Input;
use crate::model::{Check, Document, Mention, Observation, Ratio, Sentence};
use crate::table::Stage;

/// Texts of mentions that derive does not look at.
const MENTION_TEXTS: [&str; 8] = ["mention_id", "surface", "unit_text", "verb", "head", "comparison_text", "rule", "reason"];

/// Runs derive.
pub fn run(context: &Context<'_>) -> Result<(), Failure> {
    let stamp = context.stamp(Stage::Derive)?;
    // The largest column by far; what is said of a figure stands in its sentence.
    let documents = context.read::<Document>()?.without(&["text"]).all()?;
    let sentences = context.read::<Sentence>()?.all()?;
    // Only their outcomes are counted, document by document.
    let mentions = context.read::<Mention>()?.without(&MENTION_TEXTS).all()?;
    let observations = context.read::<Observation>()?.all()?;
    context.voice.begin(Stage::Derive.name(), 1);
    let input = Input { documents: &documents, sentences: &sentences, mentions: &mentions, observations: &observations };
    let derived = context.pool.install(|| guarded(|| (context.steps.derive)(&input, context.lexicon)));
    let derived = derived.map_err(|message| Failure::Fault(format!("gongbao-derive: {message}")))?;
    let mut ratios = context.write::<Ratio>()?;
    ratios.extend(&derived.ratios)?;
    context.finish(ratios, &stamp)?;
    let mut checks = context.write::<Check>()?;
    checks.extend(&derived.checks)?;
    context.finish(checks, &stamp)?;
    context.voice.step();
    Ok(())
}
