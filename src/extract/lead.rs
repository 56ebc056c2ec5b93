//! The clause without a figure before a cell, and what it names.

use std::ops::Range;

use super::frame::Reading;
use super::list::unknown_region;
use super::token::Kind;

impl Reading<'_> {
    /// The tokens of the last clause without a figure before a cell, the marks behind it left out.
    pub(super) fn clause_before(&self, at: usize) -> Option<Range<usize>> {
        let lead = &self.cells[at].lead;
        let last = lead.clone().rev().find(|&k| self.tokens[k].mark().is_none())?;
        let start = (lead.start..last).rev().find(|&k| self.tokens[k].mark().is_some()).map_or(lead.start, |k| k + 1);
        Some(start..last + 1)
    }

    /// The noun phrase that a clause without a figure ends in: 盗窃电动自行车警情，共96起.
    pub(super) fn lead_noun(&self, at: usize) -> Option<String> {
        let lead = self.cells[at].lead.clone();
        let last = lead.clone().rev().find(|&k| self.tokens[k].mark().is_none())?;
        let token = &self.tokens[last];
        let place = matches!(token.kind, Kind::Region) || unknown_region(self.scene.lexicon, self.text(&token.bytes));
        if let Some(noun) = lead.clone().rev().find(|&k| self.tokens[k].event_noun()).filter(|_| place) {
            // 接警量最高的是松湖区，达1.2万起.
            let named = self.scene.text[self.tokens[noun].bytes.end..token.bytes.start].contains("的是");
            return named.then(|| format!("{}{}", self.text(&token.bytes), self.text(&self.tokens[noun].bytes)));
        }
        // 通过走访得到线索，破案14起: by what means.
        let clause = (lead.start..last).rev().find(|&k| self.tokens[k].mark().is_some()).map_or(lead.start, |k| k + 1);
        let means = self.cues().by_means.opens(&self.scene.text[self.tokens[clause].bytes.start..]);
        if means || !(token.noun() || token.event_noun()) {
            return None;
        }
        let first = (lead.start..last)
            .rev()
            .find(|&k| self.tokens[k].ends_phrase() || self.tokens[k].mark().is_some())
            .map_or(lead.start, |k| k + 1);
        let range = self.tokens[first].bytes.start..token.bytes.end;
        Some(self.text(&range).to_owned())
    }
}
