//! What the heading of a section says of all that stands under it.

use chrono::Datelike;

use super::scene::Page;
use crate::lexicon::words::Grammar;
use crate::model::Period;
use crate::text::date::{self, Resolved, TimeExpr, When};
use crate::text::fold::Folded;

/// A section's heading, read once for all its sentences.
#[derive(Debug, Clone, Default)]
pub struct Heading {
    /// Folded; empty where there is none.
    pub text: String,
    /// The time it names.
    pub time: Option<Resolved>,
    /// The years it names, where it names several.
    pub years: Option<Resolved>,
    /// It looks back, whatever else it announces.
    pub looks_back: bool,
    /// It announces plans.
    pub plans: bool,
    /// It announces single cases.
    pub cases: bool,
}

impl Heading {
    /// Reads a heading.
    pub fn new(page: &Page<'_>, section: &str) -> Self {
        let text = Folded::new(section).text;
        // A heading with several times (“十四五”时期和2025年工作回顾) leaves open which holds, unless one is a year's plans.
        // A single day is when the page was published or an event took place.
        let day = |resolved: &Resolved| resolved.period.start == resolved.period.end && !resolved.until;
        // 破案成效显著，下半年满意度居首: what a later clause says of a part of the year is of that clause alone.
        let first = text.find('，').unwrap_or(text.len());
        let own = |time: &TimeExpr| time.bytes.start < first || matches!(time.when, When::Years(..));
        let times = date::find(&text).into_iter().filter(own).filter_map(|time| time.resolve(&page.anchor));
        let times: Vec<Resolved> = times.filter(|resolved| !day(resolved)).collect();
        let one_year = |resolved: &&Resolved| resolved.period.start.year() == resolved.period.end.year();
        let years = times.iter().find(|resolved| !one_year(resolved)).copied();
        let time = match times.as_slice() {
            [only] => Some(*only),
            several => several.iter().find(one_year).copied(),
        };
        let looks_back = page.lexicon.cues.looks_back.within(&text);
        let plans = page.lexicon.words.tag(&text).iter().any(|tag| tag.is(Grammar::PlanHeading)) && !looks_back;
        let cases = page.lexicon.cues.cases.within(&text);
        // What stands under a later year than the report's can only be planned.
        let later = page
            .document
            .period
            .zip(time)
            .is_some_and(|(own, time)| time.period.start > own.end && Period::year(own.end.year()) == Some(own));
        Heading { text, time, years, looks_back, plans: plans || later, cases }
    }

    /// With what the heading above it says and it does not.
    pub fn within(mut self, above: Option<&Heading>) -> Self {
        let Some(above) = above else { return self };
        // The title of the whole says what the report is on, and is no chapter.
        let number = above.text.split_once('、').map_or("", |(number, _)| number);
        let chapter = !number.is_empty() && number.chars().all(|c| "一二三四五六七八九十".contains(c));
        if chapter || above.plans {
            self.time = self.time.or(above.time);
            self.years = self.years.or(above.years);
        }
        self.plans |= above.plans && !self.looks_back;
        self.cases |= above.cases;
        self
    }
}
