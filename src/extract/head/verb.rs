//! The verb that a cell takes over from the figure that it goes on from.

use crate::extract::cell::Opened;
use crate::extract::frame::{Frame, Reading};
use crate::lexicon::words::{Grammar, Sense};
use crate::model::Role;

impl Reading<'_> {
    /// Fills the verb of a cell in a list, or in a clause that says no event of its own. `from` is the figure that the cell goes on from.
    pub(super) fn take_verb(&self, at: usize, from: Option<usize>, frame: &mut Frame) {
        let phrase = &self.phrases[at];
        let cell = &self.cells[at];
        // 其中组织、运送他人偷越…案件17起: the verb of the whole, where the part's own is as often a noun.
        let nominal = phrase.part
            && phrase
                .verb
                .as_ref()
                .is_some_and(|verb| self.scene.lexicon.words.senses(self.text(verb)).contains(&Sense::Grammar(Grammar::Nominal)));
        let nominal = nominal || phrase.part && self.general_verb(at);
        if nominal {
            frame.verb = None;
        }
        let open =
            nominal || cell.opened == Opened::Comma && !self.clause_says_event(at) || cell.opened == Opened::Run && phrase.whole.is_none();
        // 立案640起；其中暴力案件9起；侵财案件410起: behind a part the next kind goes on with the verb of the whole.
        let behind_part = cell.opened == Opened::Stop
            && phrase.whole.as_ref().is_some_and(|whole| self.text(whole).ends_with("案件"))
            && phrase.verb.is_none()
            && self.levels().next_back().is_some_and(|k| {
                self.phrases[k].part
                    && self.unit_ahead(k) == self.unit_ahead(at)
                    && self.unit_ahead(at).is_some_and(|(unit, _)| unit == "case")
            });
        let open = open || behind_part;
        // 查处吸毒人员26人次，在册吸毒人员降至1092人: a noun of its own that came to a level was not dealt with.
        let state = cell.opened == Opened::Comma && phrase.whole.is_some() && phrase.direction.as_ref().is_some_and(|d| d.to);
        // 侦办涉枪案件64起，刑拘31人，涉爆案件9起: of cases, what was done to the cases before.
        let case = |k: usize| self.unit_ahead(k).is_some_and(|(unit, _)| unit == "case");
        let from = match from {
            Some(before)
                if open && cell.parent.is_none() && case(at) && !case(before) && (phrase.whole.is_some() || self.is_rate(before)) =>
            {
                self.levels().rev().find(|&k| case(k)).or(from)
            }
            _ => from,
        };
        let listed = matches!(cell.opened, Opened::List | Opened::Fused | Opened::Bracket);
        if frame.verb.is_none()
            && (listed || open && !state)
            && let Some(verb) = from
                .and_then(|from| self.frames.get(from))
                .filter(|f| matches!(f.role, Role::Level | Role::Streak))
                .and_then(|before| before.verb.clone())
            && (nominal || !self.clause_says_event(at))
            && self.same_kind(at, from.unwrap_or_default())
        {
            frame.verb = Some(verb);
            frame.inherited.push("verb");
        }
    }
}
