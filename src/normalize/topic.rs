//! What a topic is, what begins a new one, and what a whole document is about.

use std::collections::BTreeMap;

use super::scene::{Page, Scene};
use crate::lexicon::words::{Grammar, Tag};
use crate::text::whole;

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

/// Of the offences that a document names, the one that is named at least six times in ten, and eight times.
pub(super) fn document_topic(page: &Page<'_>) -> Option<usize> {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for subject in page.lines.iter().flat_map(|line| &line.tags).flat_map(Tag::subjects) {
        let of = &page.lexicon.subjects[subject];
        if of.code.starts_with("crime.") && !of.thing {
            *counts.entry(subject).or_default() += 1;
        }
    }
    let all: usize = counts.values().sum();
    let (&subject, &count) = counts.iter().max_by_key(|&(subject, count)| (*count, std::cmp::Reverse(*subject)))?;
    (count >= 8 && count * 10 >= all * 6).then_some(subject)
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
