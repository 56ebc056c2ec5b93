//! Extract: a document's sentences to mentions, one for each number. A pure function of one document.
//!
//! A sentence is folded, its numbers are found and judged (`scan`), and those that are quantities are framed (`frame`): cut into
//! cells, each with the words before and after it, and read for role, verb, head and comparison.

mod antecedent;
mod behind;
mod cell;
mod compound;
mod deed;
mod distribute;
mod doer;
mod each;
mod fill;
mod fraction;
mod frame;
mod head;
mod lead;
mod list;
mod noun;
mod phrase;
mod quantity;
mod ranking;
mod reach;
mod role;
mod ruled_out;
mod scan;
mod share;
mod token;

use frame::Frame;
use scan::{Fate, Number, Scene, scan};
use sha2::{Digest, Sha256};

use crate::lexicon::Lexicon;
use crate::model::{Document, Mention, Outcome, Sentence};
use crate::span::CharIndex;
use crate::text::date;
use crate::text::fold::Folded;
use crate::text::hex;

/// Reads every number of a document.
pub fn extract(document: &Document, sentences: &[Sentence], lexicon: &Lexicon) -> Vec<Mention> {
    sentences.iter().flat_map(|sentence| read_sentence(document, sentence, lexicon)).collect()
}

fn read_sentence(document: &Document, sentence: &Sentence, lexicon: &Lexicon) -> Vec<Mention> {
    let folded = Folded::new(&sentence.text);
    // Most sentences have no number; they cost no more than this.
    if !folded.text.contains(scan::may_begin) {
        return Vec::new();
    }
    let times = date::find(&folded.text);
    let tags = lexicon.words.tag(&folded.text);
    let regions = lexicon.regions.find(&folded.text);
    let scene = Scene { text: &folded.text, lexicon, tags: &tags, times: &times, regions: &regions };
    let numbers = scan(&scene);
    if numbers.is_empty() {
        return Vec::new();
    }
    let frames = frame::frames(&scene, &numbers);
    let index = CharIndex::new(&sentence.text);
    let mut frames = frames.into_iter().peekable();
    let mut mentions = Vec::with_capacity(numbers.len());
    for (at, number) in numbers.iter().enumerate() {
        let frame = frames.next_if(|frame| frame.number == at);
        let origin = folded.origin(&number.quantity.bytes);
        let span = index.span(&origin);
        let mut mention = Mention {
            document_id: document.document_id.clone(),
            sentence: sentence.sentence,
            start: sentence.start + span.start,
            end: sentence.start + span.end,
            surface: sentence.text.get(origin).unwrap_or_default().to_owned(),
            number: number.quantity.value.map(|value| value.normalize()),
            number_high: number.quantity.high.map(|value| value.normalize()),
            bound: Some(number.quantity.bound.to_owned()),
            unit: number.quantity.unit.clone(),
            unit_text: number.quantity.unit_text.clone(),
            ..Mention::default()
        };
        mention.mention_id = mention_id(document, &mention);
        settle(&mut mention, number, frame);
        mentions.push(mention);
    }
    mentions
}

/// Fills in what became of the number.
fn settle(mention: &mut Mention, number: &Number, frame: Option<Frame>) {
    match (number.fate, frame) {
        (Fate::Ignored(reason), _) => {
            mention.outcome = Outcome::Ignored;
            mention.reason = Some(reason.to_owned());
            mention.rule = format!("ignored.{}", reason.replace(' ', "_"));
        }
        (Fate::Unresolved(reason), _) => {
            mention.outcome = Outcome::Unresolved;
            mention.reason = Some(reason.to_owned());
            mention.rule = "unresolved".to_owned();
        }
        (Fate::Quantity, None) => {
            mention.outcome = Outcome::Unresolved;
            mention.reason = Some("no frame".to_owned());
            mention.rule = "unresolved".to_owned();
        }
        (Fate::Quantity, Some(frame)) => {
            mention.outcome = Outcome::Observed;
            mention.rule = if frame.how.is_empty() { frame.role.name().to_owned() } else { format!("{}.{}", frame.role.name(), frame.how) };
            if let Some(bound) = frame.bound {
                mention.bound = Some(bound.to_owned());
            }
            mention.verb = frame.verb;
            mention.head = (!frame.heads.is_empty()).then(|| frame.heads.join("、"));
            mention.comparison_text = frame.comparison;
            mention.per = frame.per;
            mention.inherited = frame.inherited.into_iter().map(str::to_owned).collect();
            mention.inherited.sort();
            mention.inherited.dedup();
            if let Some((code, text)) = frame.unit {
                mention.unit = Some(code);
                mention.unit_text = (!text.is_empty()).then_some(text);
            }
            if mention.unit.is_none() {
                mention.unit = zero_unit(number).map(str::to_owned);
            }
            if mention.unit.is_none() {
                mention.outcome = Outcome::Unresolved;
                mention.reason = Some("no unit".to_owned());
            }
        }
    }
}

/// 零发案 counts cases.
fn zero_unit(number: &Number) -> Option<&'static str> {
    (!number.quantity.form.digits && number.quantity.value.is_some_and(|value| value.is_zero())).then_some("case")
}

/// First 16 hex digits of SHA-256 over the document and the position.
fn mention_id(document: &Document, mention: &Mention) -> String {
    let mut hash = Sha256::new();
    hash.update(&document.document_id);
    hash.update(mention.start.to_le_bytes());
    hash.update(mention.end.to_le_bytes());
    hex(&hash.finalize()[..8])
}
