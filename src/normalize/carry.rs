//! The time in force from sentence to sentence.

use super::baseline::heads_clause;
use super::scene::Scene;
use super::time::{is_this_year, own_year, says_this_year, several_years};
use crate::model::Period;
use crate::span::Bytes;
use crate::text::date::{Resolved, When, YearRef};
use crate::text::whole;

/// The time that opened the sentence before.
#[derive(Debug, Clone, Default)]
pub struct Carry {
    pub(super) opened: Option<Resolved>,
    next: Option<Resolved>,
    /// The time that the last paragraph of its own opened with, and ended on: the items of a list below it (——) go on from it.
    intro: Option<Resolved>,
    /// The time in force where a list of points (一是…。二是…。) began in the paragraph: none of them goes on with that of another.
    points: Option<Option<Resolved>>,
    /// The time in force was named as years gone by: 这五年, “十四五”时期, 2025年.
    back: bool,
}

impl Carry {
    /// Whether what is told was named as past, whatever the heading announces.
    pub fn looks_back(&self) -> bool {
        self.back
    }

    /// Begins a sentence.
    pub fn enter(&mut self, scene: &Scene<'_>) {
        let text = scene.text();
        let item = scene.paragraph_is_item;
        if scene.opens_section {
            self.intro = None;
        }
        if scene.opens_paragraph || scene.opens_section {
            // 刚刚过去的2025年，… in a retrospect of five years: what follows goes on with it.
            let years = |time: &Resolved| several_years(&time.period);
            let narrowed = scene.heading.time.is_some_and(|time| years(&time));
            self.next = self.intro.filter(|intro| item || narrowed && !years(intro));
            self.back &= self.next.is_some();
            self.points = None;
        }
        if is_point(text) {
            self.next = *self.points.get_or_insert(self.next);
        }
        self.opened = self.next;
        // The whole region again ends a time within the report's, not the one that the report or its retrospect is about.
        let own = scene.page.document.period;
        let covers = |opened: Resolved| own.is_some_and(|own| opened.period.start <= own.start && opened.period.end >= own.end);
        let years = self.opened.is_some_and(covers);
        // 冬季行动五个月来，…: all of the report's days.
        let all_days = scene.cues().all_days.closes(text.split('，').next().unwrap_or_default());
        if ["全年", "目前"].iter().any(|word| text.starts_with(word)) || all_days || !years && whole::at_start(text).is_some() {
            self.opened = None;
            self.next = None;
        }
        // What stands in 【】 before it is a head.
        let from = text.strip_prefix('【').and_then(|rest| rest.find('】')).map_or(0, |at| at + '【'.len_utf8() + '】'.len_utf8());
        // 五、2024年工作目标。; 3、2009年，…: nor does the number of an item count.
        let from = from.max(numbered(text));
        let leads = |start: usize| {
            let before = text.get(from..start).map(|before| before.trim_end_matches("过去的").trim_end_matches("刚刚"));
            before.is_some_and(|before| before.chars().all(|c| !c.is_alphanumeric()))
        };
        // 围绕特色产业，去年，全市…: a clause of its own, behind one that says no figure.
        let aside = |time: &Bytes| {
            let apart = text[..time.start].ends_with('，') && text[time.end..].starts_with('，');
            apart && !scene.figures_before(time.start)
        };
        if let Some((time, resolved)) =
            scene.times.iter().find(|(time, _)| time.bytes.start >= from).filter(|(time, _)| leads(time.bytes.start) || aside(&time.bytes))
        {
            let single_day = resolved.is_some_and(|resolved| resolved.period.start == resolved.period.end && !resolved.until);
            // 今年…预期目标是：…。 in a report that came out in the year after its own.
            let published = resolved.filter(|_| is_this_year(&time.when) && says_this_year(text, &time.bytes)).and(scene.page.published);
            let published = published.and_then(Period::year).map(|period| Resolved { period, until: false });
            let aside = heads_clause(text, time);
            let since_last = own_year(scene, &time.bytes).is_some();
            // 1月、2月分别…: none of them holds for the sentence behind.
            let rest = &text[time.bytes.end..];
            let listed = rest.starts_with(['、', '和'])
                && scene.times.iter().any(|(other, _)| other.bytes.start == time.bytes.end + '、'.len_utf8());
            self.next = published.or(*resolved).filter(|_| !single_day && !aside && !since_last && !listed);
            let named = matches!(time.when, When::Years(YearRef::Stated(_), _) | When::LastYears(_) | When::Plan(_));
            let over = |next: &Resolved| scene.page.document.period.is_some_and(|own| next.period.end <= own.end);
            self.back = named && self.next.as_ref().is_some_and(over);
        }
        if !item {
            self.intro = self.next;
        }
    }
}

/// The byte behind the number that a text opens with: 五、, （二）, 3.; 0 without one.
fn numbered(text: &str) -> usize {
    let inner = text.trim_start_matches(['（', '(']);
    let rest = inner.trim_start_matches(|c: char| "一二三四五六七八九十".contains(c) || c.is_ascii_digit());
    let tail = rest.trim_start_matches(['、', '）', ')', '.']);
    if rest.len() < inner.len() && tail.len() < rest.len() { text.len() - tail.len() } else { 0 }
}

/// 一是, 第二，: the next point of a list within a paragraph.
fn is_point(text: &str) -> bool {
    let rest = text.strip_prefix('第').unwrap_or(text);
    let number = |c: char| "一二三四五六七八九十".contains(c);
    let tail = rest.trim_start_matches(number);
    tail.len() < rest.len() && tail.starts_with(if rest.len() < text.len() { ['，', '、'] } else { ['是', '要'] })
}
