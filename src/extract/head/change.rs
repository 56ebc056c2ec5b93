//! The head of a change: what rose or fell, said with it or counted by a figure before.

use crate::extract::frame::{Frame, Reading};
use crate::extract::list::named_before;
use crate::model::Role;

impl Reading<'_> {
    /// What a change is of, and the direction that it takes over from the figure before.
    pub(super) fn head_of_change(&self, at: usize, frame: &mut Frame) {
        let phrase = &self.phrases[at];
        let cell = &self.cells[at];
        let direction = phrase.direction.as_ref().map(|d| self.text(&d.bytes).to_owned());
        let lead = self.lead_change(at).filter(|_| phrase.reach);
        let of_lead = || lead.as_ref().map(|(word, _)| word.clone());
        if let Some(direction) = direction.clone().or_else(of_lead).or_else(|| self.direction_before(at).filter(|_| !self.doubled(at))) {
            if phrase.direction.is_none() {
                frame.inherited.push("verb");
            }
            frame.verb = Some(direction);
        }
        // 盗窃警情在连续三年下降的基础上再降9%: of what has gone on.
        let on = phrase.whole.as_ref().is_some_and(|whole| self.text(whole).trim_start_matches('的') == "基础上");
        if let Some(before) = self.frames.last().filter(|before| on && before.role == Role::Streak && !before.heads.is_empty()) {
            frame.heads.clone_from(&before.heads);
            frame.inherited.push("head");
            return;
        }
        if let Some(whole) = phrase.whole.clone().filter(|_| !self.bare_region(at)) {
            let place = ["前者", "后者"].iter().position(|word| self.text(&whole) == *word);
            let levels = || {
                let levels: Vec<usize> = self.levels().collect();
                let pair = levels.len().checked_sub(2).map(|start| &levels[start..]).unwrap_or_default();
                pair.iter().filter_map(|&k| self.composed(k).into_iter().next()).collect::<Vec<_>>()
            };
            let named = |place: usize| {
                let named = named_before(self, at);
                if named.len() > 1 { named } else { levels() }.into_iter().nth(place)
            };
            match place.and_then(named) {
                Some(head) => {
                    frame.heads.push(head);
                    frame.inherited.push("head");
                }
                None => frame.heads.push(self.text(&whole).to_owned()),
            }
            return;
        }
        if let Some((_, Some(what))) = lead {
            frame.heads.push(what);
            return;
        }
        if let Some(what) = self.moved(at).or_else(|| self.on_base(at)) {
            frame.heads.push(what);
            return;
        }
        // 损失上升144.1%，多死1人: a direction that says what happened is of the figure before only where that is of one unit with it.
        let happened = || {
            let word = phrase.direction.as_ref().map(|direction| &direction.bytes);
            self.tokens[cell.pre.clone()].iter().any(|token| Some(&token.bytes) == word && token.event_verb())
        };
        let unit = |at: usize| self.unit_ahead(at).map(|(unit, _)| unit);
        let antecedent = self.antecedent(at);
        let apart = antecedent.is_some_and(|from| unit(from) != unit(at));
        if apart && frame.role == Role::Difference && phrase.whole.is_none() && happened() {
            return;
        }
        let region = phrase.whole.as_ref().map(|whole| self.text(whole).to_owned()).unwrap_or_default();
        if let Some(from) = antecedent {
            let heads = if region.is_empty() { self.composed(from) } else { vec![format!("{region}{}", self.topic(at))] };
            frame.heads = heads;
            frame.inherited.push("head");
        } else if !region.is_empty() {
            frame.heads.push(region);
        }
    }
}
