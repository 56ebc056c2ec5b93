//! What a topic is, what begins a new one, and what a whole document is about.

use std::collections::BTreeMap;

use super::scene::{Page, Scene};
use crate::lexicon::words::{Grammar, Tag};
use crate::text::fold::Folded;
use crate::text::{date, whole};

/// What is spoken of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Topic {
    /// Nothing yet.
    #[default]
    Open,
    /// A subject without a code.
    Unknown,
    /// A subject.
    Subject(usize),
}

/// Subjects that name a field of work rather than a topic; a clause that mentions one in passing does not change the topic.
pub(super) const WIDE: [&str; 24] = [
    "crime",
    "admin",
    "admin.public_order",
    "public",
    "publicity",
    "force",
    "service",
    "patrol",
    "enterprise",
    "station",
    "workplace",
    "community",
    "hotline",
    "tip",
    "venue",
    "border_crossing",
    "surveillance",
    "crime.food",
    "crime.environment",
    "crime.medicine",
    "service.vehicle",
    "traffic.vehicle",
    "traffic.driver",
    "anti_fraud_app",
];

/// Of the offences that a document names, the one that is named at least six times in ten, and eight times, or five where its title names it;
/// or the one that its title is on, 打击经济犯罪工作情况.
pub(super) fn document_topic(page: &Page<'_>) -> Option<usize> {
    let title = page.document.title.as_deref().map(|title| Folded::new(title).text).unwrap_or_default();
    let tags = page.lexicon.words.tag(&title);
    if let Some(subject) = of_title(page, &title, &tags) {
        return Some(subject);
    }
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for subject in page.lines.iter().flat_map(|line| &line.tags).flat_map(Tag::subjects).filter(|&subject| is_offence(page, subject)) {
        *counts.entry(subject).or_default() += 1;
    }
    let (&subject, &count) = counts.iter().max_by_key(|&(subject, count)| (*count, std::cmp::Reverse(*subject)))?;
    // 刷单返利, 冒充客服: how fraud by telephone is done is no other offence.
    let code = |subject: usize| page.lexicon.subjects[subject].code.as_str();
    let kin = |other: usize| code(subject) == "crime.telecom_fraud" && code(other) == "crime.fraud";
    let all: usize = counts.iter().filter(|&(&other, _)| !kin(other)).map(|(_, count)| count).sum();
    let titled = tags.iter().any(|tag| tag.subjects().any(|named| named == subject));
    (count >= if titled { 5 } else { 8 } && count * 10 >= all * 6).then_some(subject)
}

fn is_offence(page: &Page<'_>, subject: usize) -> bool {
    let of = &page.lexicon.subjects[subject];
    of.code.starts_with("crime.") && !of.thing
}

/// The only subject that a title without figures names, where that is a kind of 犯罪 or the title names a report: 全市破获命案 is
/// not what all of its text is on.
fn of_title(page: &Page<'_>, title: &str, tags: &[Tag<'_>]) -> Option<usize> {
    let years = date::find(title);
    let figures = title.char_indices().any(|(at, c)| c.is_ascii_digit() && !years.iter().any(|time| time.bytes.contains(&at)));
    let mut named: Vec<usize> = tags.iter().flat_map(Tag::subjects).collect();
    named.dedup();
    let [subject] = named.as_slice() else { return None };
    let kind = page.lexicon.cues.report_kind.closes(title)
        || tags.iter().any(|tag| {
            let goes_on = &title[tag.bytes.end..];
            tag.subjects().next().is_some() && (title[tag.bytes.clone()].ends_with("犯罪") || goes_on.starts_with("犯罪"))
        });
    (kind && !figures && is_offence(page, *subject)).then_some(*subject)
}

/// Fires or accidents at work, of a document that names them three times or more and traffic never.
pub(super) fn document_accidents(page: &Page<'_>) -> Option<usize> {
    let subjects = || page.lines.iter().flat_map(|line| &line.tags).flat_map(Tag::subjects);
    let code = |subject: usize| page.lexicon.subjects[subject].code.as_str();
    if subjects().any(|subject| code(subject).starts_with("traffic")) {
        return None;
    }
    let count = |kind: &str| subjects().filter(|&subject| code(subject) == kind).count();
    let kind = ["fire", "workplace_accident"].into_iter().max_by_key(|kind| count(kind)).filter(|kind| count(kind) >= 3)?;
    page.lexicon.subject_at(kind)
}

/// A sentence that opens with a new topic word, a region, a time or 全市.
pub(super) fn begins_anew(scene: &Scene<'_>) -> bool {
    let text = scene.text();
    let opening = text.trim_start_matches(['“', '（', ' ', '●', '◆', '■', '▲']);
    let skipped = text.len() - opening.len();
    let wide = ["全年", "各地", "截至", "目前"];
    // 打击假币犯罪方面，…: a field of work, whether or not it has a code.
    let field = text.split(['，', '：']).next().is_some_and(|first| first.len() < text.len() && first.ends_with("方面"));
    field
        || whole::at_start(opening).is_some()
        || wide.iter().any(|word| opening.starts_with(word))
        || scene.tags.first().is_some_and(|tag| tag.bytes.start == skipped && tag.is(Grammar::Topic))
        || scene.regions.first().is_some_and(|region| region.bytes.start == skipped)
        || scene.times.first().is_some_and(|(time, _)| time.bytes.start == skipped)
}
