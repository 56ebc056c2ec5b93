//! Frames: what each quantity of a sentence is said of, and how.
//!
//! A cell is read by itself first. What it leaves open it takes from the cells before it in the same sentence, and the frame
//! says so in `inherited`. Three shapes decide what is counted:
//!
//! | shape | example | counted |
//! | --- | --- | --- |
//! | noun before | 破获电诈案件4726起 | 电诈案件 |
//! | noun after | 组建29个武装巡逻机动组 | 武装巡逻机动组 |
//! | none | 破获730起; 同比下降2.98% | what the figure before counts |

use std::ops::Range;

use super::cell::{Cell, Opened, cells};
use super::distribute;
use super::phrase::{Phrase, phrase};
use super::scan::{Number, Scene};
use super::token::{Token, tokens};
use crate::lexicon::cues::Cues;
use crate::model::Role;

/// What a quantity is said of, and how.
#[derive(Debug, Clone)]
pub struct Frame {
    /// The quantity's place among the numbers.
    pub number: usize,
    /// The part it plays.
    pub role: Role,
    /// How it was found; the rest of the rule's name.
    pub how: &'static str,
    /// The event word in force.
    pub verb: Option<String>,
    /// What is counted, one for each row wanted.
    pub heads: Vec<String>,
    /// 同比, 较2019年.
    pub comparison: Option<String>,
    /// A denominator code.
    pub per: Option<String>,
    /// What came from an earlier clause.
    pub inherited: Vec<&'static str>,
    /// A unit taken from a neighbour or from the noun: code and text.
    pub unit: Option<(String, String)>,
    /// A bound that stands before the list.
    pub bound: Option<&'static str>,
}

/// A sentence on its way to frames.
pub struct Reading<'a> {
    /// The sentence.
    pub scene: &'a Scene<'a>,
    /// Its numbers.
    pub numbers: &'a [Number],
    /// Its tokens.
    pub tokens: Vec<Token<'a>>,
    /// Its cells.
    pub cells: Vec<Cell>,
    /// For each cell, the words before it.
    pub phrases: Vec<Phrase>,
    /// For each cell, its frame; those of a distribution are made together.
    pub frames: Vec<Frame>,
}

/// The frames of a sentence, one for each quantity, in order.
pub fn frames(scene: &Scene<'_>, numbers: &[Number]) -> Vec<Frame> {
    let tokens = tokens(scene, numbers);
    let cells = cells(scene.text, &tokens);
    let phrases = cells.iter().map(|cell| phrase(scene, &tokens, &cell.pre)).collect();
    let mut reading = Reading { scene, numbers, tokens, cells, phrases, frames: Vec::new() };
    let mut at = 0;
    while at < reading.cells.len() {
        let taken = distribute::distribute(&mut reading, at);
        if taken > 0 {
            at += taken;
            continue;
        }
        let frame = reading.single(at);
        reading.frames.push(frame);
        at += 1;
    }
    reading.verbs_behind();
    reading.frames
}

impl Reading<'_> {
    /// The text of a byte range.
    pub fn text(&self, range: &Range<usize>) -> &str {
        self.scene.text.get(range.clone()).unwrap_or_default()
    }

    pub(super) fn cues(&self) -> &Cues {
        &self.scene.lexicon.cues
    }

    /// The number of a cell.
    pub fn number(&self, cell: usize) -> &Number {
        &self.numbers[self.cells[cell].number]
    }

    /// The token right behind a cell's quantity, in its clause.
    pub(super) fn right_behind(&self, at: usize) -> Option<&Token<'_>> {
        self.tokens[self.cells[at].post.clone()].first()
    }

    /// The verb that 的 parts from the quantity.
    fn deed_before(&self, at: usize) -> Option<String> {
        let [.., verb, of] = &self.tokens[self.cells[at].pre.clone()] else { return None };
        (self.text(&of.bytes) == "的" && verb.event_verb() && self.post_noun(at).is_some()).then(|| self.text(&verb.bytes).to_owned())
    }

    /// The frame of one cell that is in no distribution.
    pub(super) fn single(&self, at: usize) -> Frame {
        let phrase = &self.phrases[at];
        let role = self.role(at);
        let mut frame = Frame {
            number: self.cells[at].number,
            role,
            how: self.how(at),
            verb: phrase.verb.as_ref().map(|verb| self.text(verb).to_owned()),
            heads: Vec::new(),
            comparison: phrase.comparison.as_ref().map(|range| self.text(range).to_owned()),
            per: phrase.per.clone(),
            inherited: Vec::new(),
            unit: None,
            bound: None,
        };
        // 40起/天.
        // 8.6万起/日均235起: that one is of the next figure.
        let behind = self.right_behind(at).filter(|token| !self.text(&token.bytes).ends_with('均'));
        frame.per = frame.per.or_else(|| behind?.per().map(str::to_owned));
        // 造成61人死亡: known before a list of changes reaches back to it.
        let behind = self.right_behind(at).filter(|token| token.event_verb() && token.event_noun());
        if let (Some(behind), Role::Level) = (behind, role) {
            frame.verb = Some(self.text(&behind.bytes).to_owned());
        }
        // 破获的612起电诈案件
        if let (Some(verb), Role::Level) = (self.deed_before(at), role) {
            frame.verb.get_or_insert(verb);
        }
        self.fill_head(at, &mut frame);
        if frame.verb.is_none()
            && role == Role::Level
            && let Some(event) = self.ranked_event(at)
        {
            frame.verb = Some(event);
            frame.inherited.push("verb");
        }
        self.fill_comparison(at, &mut frame);
        self.fill_unit(at, &mut frame);
        let ahead = at.checked_sub(1).filter(|_| self.phrases[at].whole.is_none()).and_then(|before| self.right_behind(before));
        let ahead = ahead.filter(|token| self.text(&token.bytes).ends_with('均'));
        frame.per = frame.per.or_else(|| ahead?.per().map(str::to_owned));
        if frame.per.is_none() && frame.role == Role::Level && self.cells[at].opened == Opened::List {
            frame.per = self.frames.get(at.wrapping_sub(1)).and_then(|before| before.per.clone());
        }
        frame
    }
}
