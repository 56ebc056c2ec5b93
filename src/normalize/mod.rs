//! Normalize: mentions to observations. What is counted, where, when and how it is measured. A pure function of one document.

use crate::lexicon::Lexicon;
use crate::model::{Document, Mention, Observation, Sentence};

/// Gives a document's observed mentions their meaning.
pub fn normalize(document: &Document, sentences: &[Sentence], mentions: &[Mention], lexicon: &Lexicon) -> Vec<Observation> {
    let _ = (document, sentences, mentions, lexicon);
    Vec::new()
}
