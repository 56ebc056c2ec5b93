//! What only looks like a quantity. The rules stand in one ordered table; the first that answers decides.

mod counts;
mod marks;
mod names;
mod spans;

use super::quantity::Quantity;
use super::scan::{Fate, Number, Scene};
use crate::lexicon::cues::Cues;
use crate::text::{CLAUSE_MARKS, after_last};

/// A rule sees the sentence, the number, and the numbers before it.
pub struct Look<'a> {
    /// The sentence.
    pub scene: &'a Scene<'a>,
    /// The number.
    pub quantity: &'a Quantity,
    /// The numbers before it, already judged.
    pub earlier: &'a [Number],
}

impl<'a> Look<'a> {
    /// The text before the quantity, its bound word left out.
    fn before(&self) -> &'a str {
        &self.scene.text[..self.quantity.bytes.start]
    }

    /// The text before the numeral.
    fn before_numeral(&self) -> &'a str {
        &self.scene.text[..self.quantity.numeral.start]
    }

    /// The text after the quantity.
    fn after(&self) -> &'a str {
        &self.scene.text[self.quantity.bytes.end..]
    }

    /// The text after the numeral.
    fn after_numeral(&self) -> &'a str {
        &self.scene.text[self.quantity.numeral.end..]
    }

    /// The clause before the quantity.
    fn clause(&self) -> &'a str {
        let before = self.before();
        &before[after_last(before, &CLAUSE_MARKS)..]
    }

    fn cues(&self) -> &'a Cues {
        &self.scene.lexicon.cues
    }

    fn unit(&self) -> Option<&str> {
        self.quantity.unit.as_deref()
    }

    fn unit_text(&self) -> &str {
        self.quantity.unit_text.as_deref().unwrap_or_default()
    }
}

type Rule = fn(&Look<'_>) -> Option<Fate>;

/// All rules, in the order in which they are asked.
const RULES: [(&str, Rule); 22] = [
    ("overflow", marks::overflow),
    ("fraction", marks::fraction),
    ("broken", marks::broken),
    ("counter", marks::counter),
    ("zero", counts::zero),
    ("section_number", marks::section_number),
    ("ordinal", marks::ordinal),
    ("quoted", names::quoted),
    ("code", names::code),
    ("scheme", names::scheme),
    ("rank", marks::rank),
    ("year", spans::year),
    ("age", spans::age),
    ("clock", spans::clock),
    ("streak", spans::streak),
    ("threshold", spans::threshold),
    ("denominator", spans::denominator),
    ("duration", spans::duration),
    ("rhetoric", counts::rhetoric),
    ("article", counts::article),
    ("word", counts::word),
    ("bare", counts::bare),
];

/// What a number is, by the first rule that answers; a quantity where none does.
pub fn judge(scene: &Scene<'_>, quantity: &Quantity, earlier: &[Number]) -> Fate {
    let look = Look { scene, quantity, earlier };
    RULES.iter().find_map(|(_, rule)| rule(&look)).unwrap_or(Fate::Quantity)
}
