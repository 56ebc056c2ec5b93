//! What a frame leaves open beside its head: comparison and unit.

use super::cell::{Cell, Opened};
use super::frame::{Frame, Reading};
use crate::lexicon::words::Grammar;
use crate::model::Role;
use crate::text::date::{When, YearRef};

impl Reading<'_> {
    pub(super) fn fill_comparison(&self, at: usize, frame: &mut Frame) {
        let change = matches!(frame.role, Role::Change | Role::PointChange | Role::Difference);
        if frame.comparison.is_none() && change {
            frame.comparison = self.lead_comparison(at);
        }
        if frame.comparison.is_some() || !change || !matches!(self.cells[at].opened, Opened::List | Opened::Comma | Opened::Run) {
            return;
        }
        // 同比减少6起、下降18.2%: of the same figure.
        // 较上周的24起减少5起: the base states the comparison.
        if let Some(base) = self.frames.last().filter(|before| before.how == "from" && before.comparison.is_some()) {
            frame.comparison.clone_from(&base.comparison);
            return;
        }
        // 从2019年的8126起下降到2023年的5340起，降幅34.3%: measured against the first year.
        if self.frames.last().is_some_and(|before| before.how == "to") {
            frame.comparison = self.year_of_from(at);
            return;
        }
        // 较上年同期（46起）减少8起; 去年同期46起，减少8起.
        if self.frames.last().is_some_and(|before| before.how == "prior") {
            frame.comparison = self.frames.last().and_then(|before| before.comparison.clone()).or_else(|| self.prior_word(at - 1));
            return;
        }
        // In a list of regions the comparison of the first holds for all.
        let regions = self.bare_region(at) && self.cells[at].opened != Opened::Stop;
        if let Some(before) = self.frames.last().filter(|before| before.comparison.is_some() && (before.heads == frame.heads || regions)) {
            frame.comparison.clone_from(&before.comparison);
        }
    }

    /// The year of the first of two levels before, its own or that of the years spoken of: 2019年至2023年，由8126起降至5340起.
    fn year_of_from(&self, at: usize) -> Option<String> {
        let from = self.frames.iter().rposition(|frame| frame.how == "from")?;
        let (cell, next) = (&self.cells[from], self.cells[from + 1..=at].first()?);
        let start = self.tokens.get(cell.lead.start.min(cell.pre.start))?.bytes.start;
        let end = self.tokens.get(next.pre.start)?.bytes.start;
        let years = self.scene.times.iter().rfind(|time| start <= time.bytes.start && time.bytes.end <= end)?;
        matches!(years.when, When::Years(YearRef::Stated(_), YearRef::Stated(_))).then(|| self.text(&years.bytes).to_owned())
    }

    /// 去年同期, 上月: the word that says when the value of a cell was.
    fn prior_word(&self, at: usize) -> Option<String> {
        let word = self.tokens[self.cells[at].pre.clone()].iter().rfind(|token| token.is(Grammar::Prior))?;
        Some(self.text(&word.bytes).trim_end_matches('的').to_owned())
    }

    /// 与2022年相比，起数上升8.2%，亡人…: a comparison in a clause of its own holds to the end of the sentence.
    pub fn lead_comparison(&self, at: usize) -> Option<String> {
        let start = self.cells[..=at].iter().rev().find(|cell| cell.opened == Opened::Stop).map_or(0, |cell| cell.lead.start);
        let cells = self.cells[..=at].iter().filter(|cell| cell.lead.start >= start && !cell.lead.is_empty());
        let led = |cell: &Cell| super::phrase::phrase(self.scene, &self.tokens, &cell.lead);
        let nearest = cells.rev().find_map(|cell| led(cell).comparison);
        // 与去年同期相比，事故减少12起；死亡人数减少3人: where it is all that its clause says, ； does not end it.
        let alone = |cell: &Cell| Some(led(cell)).filter(|lead| lead.whole.is_none()).and_then(|lead| lead.comparison);
        nearest
            .or_else(|| self.cells[..=at].iter().rev().filter(|cell| cell.lead.start < start).find_map(alone))
            .map(|range| self.text(&range).to_owned())
    }

    /// A number without a unit takes that of the list it stands in, or of its noun.
    pub fn fill_unit(&self, at: usize, frame: &mut Frame) {
        // 死亡人数为零 has the unit of its noun, 零发案 none.
        let noun_before = self.scene.text[..self.number(at).quantity.bytes.start].ends_with('为');
        if self.number(at).quantity.unit.is_some() || frame.how == "zero" && !noun_before {
            return;
        }
        if let Some(unit) = self.unit_ahead(at) {
            frame.unit = Some(unit);
            frame.inherited.push("unit");
            return;
        }
        // 420万困难群众, 注册用户突破45万.
        let people = self.scene.lexicon.nouns.get("people");
        let whole = self.number(at).quantity.value.is_none_or(|value| value.is_integer());
        let said = |phrase: &str| people.is_some_and(|words| words.iter().any(|word| phrase.contains(word.as_str())));
        if whole && (self.post_noun(at).is_some_and(|noun| said(&noun)) || frame.heads.first().is_some_and(|head| said(head))) {
            frame.unit = Some(("person".to_owned(), String::new()));
            frame.inherited.push("unit");
            return;
        }
        let Some(head) = frame.heads.first() else { return };
        let text = format!("{}{head}", frame.verb.as_deref().unwrap_or_default());
        for tag in self.scene.lexicon.words.tag(&text).iter().rev() {
            let units: Vec<&String> =
                tag.event_nouns().chain(tag.verbs()).flat_map(|event| &self.scene.lexicon.events[event].units).collect();
            let unit = ["person", "case"]
                .into_iter()
                .find(|unit| units.iter().any(|known| known == unit))
                .or(units.first().map(|unit| unit.as_str()));
            if let Some(unit) = unit {
                frame.unit = Some((unit.to_owned(), String::new()));
                frame.inherited.push("unit");
                return;
            }
        }
    }

    /// The unit of a quantity, or of the list that it begins: 321、287、205起.
    pub(super) fn unit_ahead(&self, at: usize) -> Option<(String, String)> {
        let mut k = at;
        loop {
            let quantity = &self.number(k).quantity;
            if let (Some(code), Some(text)) = (&quantity.unit, &quantity.unit_text) {
                return Some((code.clone(), text.clone()));
            }
            k += 1;
            if self.cells.get(k).is_none_or(|cell| cell.opened != Opened::List && !(cell.opened == Opened::Comma && cell.pre.is_empty())) {
                return None;
            }
        }
    }
}
