//! Documents whose figures cannot be placed, or of which little could be read.

use std::collections::HashMap;

use super::{Context, Finding};
use crate::model::{Document, Outcome};

/// Fewer numbers than this say nothing about how well a document was read.
const ENOUGH_NUMBERS: usize = 8;

pub(super) fn without_region(context: &Context<'_, '_>) -> Vec<Finding> {
    placed(
        context,
        |document| document.region_code.is_none(),
        "region",
        "add the reporting body's place to region_names.toml or regions.csv (see --lexicon)",
    )
}

pub(super) fn without_period(context: &Context<'_, '_>) -> Vec<Finding> {
    placed(context, |document| document.period.is_none(), "period", "look for the year in the title or the file's name")
}

fn placed(context: &Context<'_, '_>, lacks: fn(&Document) -> bool, what: &str, advice: &str) -> Vec<Finding> {
    // A copy is placed where its original is.
    let own = |document: &Document| document.duplicate_of.is_none() && lacks(document);
    let documents = context.input.documents.iter().enumerate().filter(|(_, document)| own(document));
    let message = |document: &Document| {
        let (title, ordinal) = (titled(document), document.ordinal);
        format!("{title} ({}, report {ordinal}) has no {what}: {advice}", document.source_path)
    };
    documents.map(|(at, document)| Finding { document: at, observation: None, message: message(document) }).collect()
}

pub(super) fn unsaid(context: &Context<'_, '_>) -> Vec<Finding> {
    let documents = context.input.documents.iter().enumerate().filter(|(_, document)| document.duplicate_of.is_none());
    let found = documents.filter_map(|(at, document)| {
        let facts = [
            ("title", document.title.is_none()),
            ("publisher", document.publisher.is_none()),
            ("date of publication", document.date_published.is_none()),
        ];
        let missing: Vec<&str> = facts.iter().filter(|(_, missing)| *missing).map(|(fact, _)| *fact).collect();
        (!missing.is_empty()).then(|| Finding {
            document: at,
            observation: None,
            message: format!(
                "No {} could be told of {} ({}, report {}): a side file {}.meta.toml can say it",
                missing.join(" or "),
                titled(document),
                document.source_path,
                document.ordinal,
                document.source_path
            ),
        })
    });
    found.collect()
}

pub(super) fn duplicate(context: &Context<'_, '_>) -> Vec<Finding> {
    let by_id: HashMap<&str, &Document> =
        context.input.documents.iter().map(|document| (document.document_id.as_str(), document)).collect();
    let found = context.input.documents.iter().enumerate().filter_map(|(at, document)| {
        let first = by_id.get(document.duplicate_of.as_deref()?)?;
        Some(Finding {
            document: at,
            observation: None,
            message: format!(
                "{} ({}, report {}) is the same article as {} (report {}), whose figures stand for both",
                titled(document),
                document.source_path,
                document.ordinal,
                first.source_path,
                first.ordinal
            ),
        })
    });
    found.collect()
}

pub(super) fn noted(context: &Context<'_, '_>) -> Vec<Finding> {
    let documents = context.input.documents.iter().enumerate();
    let message = |document: &Document, note: &String| format!("{} ({}): {note}", titled(document), document.source_path);
    // What is noted of a file stands with its first report.
    documents
        .filter(|(_, document)| document.ordinal == 1)
        .flat_map(|(at, document)| {
            document.notes.iter().map(move |note| Finding { document: at, observation: None, message: message(document, note) })
        })
        .collect()
}

/// A document by its title, quoted.
fn titled(document: &Document) -> String {
    document.title.as_ref().map_or_else(|| "a report without a title".to_owned(), |title| format!("{title:?}"))
}

pub(super) fn few_observed(context: &Context<'_, '_>) -> Vec<Finding> {
    let mut counts: HashMap<&str, (usize, usize)> = HashMap::new();
    for mention in context.input.mentions {
        let (observed, unresolved) = counts.entry(&mention.document_id).or_default();
        match mention.outcome {
            Outcome::Observed => *observed += 1,
            Outcome::Unresolved => *unresolved += 1,
            // Dates and names are no figures, however many there are.
            Outcome::Ignored => {}
        }
    }
    let documents = context.input.documents.iter().enumerate();
    let poor = documents.filter_map(|(at, document)| {
        let &(observed, unresolved) = counts.get(document.document_id.as_str())?;
        let numbers = observed + unresolved;
        (numbers >= ENOUGH_NUMBERS && observed * 2 < numbers).then(|| Finding {
            document: at,
            observation: None,
            message: format!(
                "Only {observed} of {numbers} numbers in {} ({}) became observations: look at the reasons in its unresolved mentions",
                titled(document),
                document.source_path
            ),
        })
    });
    poor.collect()
}
