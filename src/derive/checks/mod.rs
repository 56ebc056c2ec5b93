//! Checks: what does not add up. Each is a function that returns the rows that fail, in the one table below.
//!
//! To add one: write the function in a file of its family, add a line to [`CHECKS`], and to `tests/it/derive/checks.toml` a case that it
//! must find and one that it must not.

mod change;
mod conflict;
mod document;
mod outlier;
mod parts;
mod range;
mod ratio;
mod revision;

use rayon::prelude::*;

use super::Input;
use super::facts::{Fact, Facts};
use super::interval::{Number, to_f64};
use super::ratios::Outcome;
use crate::lexicon::Lexicon;
use crate::model::{Check, Severity};

/// What the checks look at.
pub struct Context<'s, 'a> {
    /// The tables.
    pub input: &'s Input<'a>,
    /// The observations, made ready.
    pub facts: &'s Facts<'a>,
    /// The ratios.
    pub outcome: &'s Outcome,
    /// The vocabulary.
    pub lexicon: &'s Lexicon,
}

/// One failing row.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The document's place in the input.
    pub document: usize,
    /// The observation's place in the input; none where the finding is about the document.
    pub observation: Option<usize>,
    /// One sentence a person can act on.
    pub message: String,
}

/// One check.
pub struct CheckRule {
    /// Its name in the table.
    pub name: &'static str,
    /// How bad what it finds is.
    pub severity: Severity,
    /// What it finds and what it leaves alone.
    pub doc: &'static str,
    find: fn(&Context<'_, '_>) -> Vec<Finding>,
}

/// Every check, from documents to the data set.
pub const CHECKS: &[CheckRule] = &[
    CheckRule {
        name: "document_without_region",
        severity: Severity::Warning,
        doc: "No region is known for the document, so its figures belong nowhere.",
        find: document::without_region,
    },
    CheckRule {
        name: "document_without_period",
        severity: Severity::Warning,
        doc: "No period is known for the document, so its figures belong to no time.",
        find: document::without_period,
    },
    CheckRule {
        name: "document_unsaid",
        severity: Severity::Info,
        doc: "No title, publisher or date of publication could be told of the document for certain.",
        find: document::unsaid,
    },
    CheckRule {
        name: "duplicate_document",
        severity: Severity::Info,
        doc: "The document is the same article as an earlier one: word for word, or nearly and with the same figures.",
        find: document::duplicate,
    },
    CheckRule {
        name: "source_note",
        severity: Severity::Warning,
        doc: "Something in the source could not be read as it stands: a table whose rows and heads do not match.",
        find: document::noted,
    },
    CheckRule {
        name: "few_observed",
        severity: Severity::Warning,
        doc: "Fewer than half of the numbers that may be figures became observations. Documents with few numbers are left alone.",
        find: document::few_observed,
    },
    CheckRule {
        name: "unit_of_event",
        severity: Severity::Warning,
        doc: "The unit does not go with the event: deaths in yuan. The units of each event stand in lexicon/events.toml.",
        find: range::unit_of_event,
    },
    CheckRule {
        name: "share_above_100",
        severity: Severity::Error,
        doc: "A share of more than 100% of its whole.",
        find: range::share_above_100,
    },
    CheckRule {
        name: "fall_above_100",
        severity: Severity::Error,
        doc: "A fall of more than 100%, which no count can have.",
        find: range::fall_above_100,
    },
    CheckRule {
        name: "repeat_differs",
        severity: Severity::Warning,
        doc: "A repeated figure that is not the first one rounded.",
        find: conflict::repeat_differs,
    },
    CheckRule {
        name: "conflicting_values",
        severity: Severity::Warning,
        doc: "One report gives two values of one indicator and scope. A list within one sentence is left alone.",
        find: conflict::within_report,
    },
    CheckRule {
        name: "conflicting_reports",
        severity: Severity::Warning,
        doc: "Two reports give different values of one indicator, region, period and scope.",
        find: conflict::across_reports,
    },
    CheckRule {
        name: "part_above_whole",
        severity: Severity::Error,
        doc: "A part that exceeds the whole it is said to be part of.",
        find: parts::part_above_whole,
    },
    CheckRule {
        name: "parts_above_whole",
        severity: Severity::Warning,
        doc: "Parts that together exceed their whole. Overlapping parts can; then it is to be known before they are added.",
        find: parts::parts_above_whole,
    },
    CheckRule {
        name: "parts_not_total",
        severity: Severity::Warning,
        doc: "Figures that the sentence says make up a total, and do not. Parts after 其中 need not sum and are left alone.",
        find: parts::parts_not_total,
    },
    CheckRule {
        name: "change_sign",
        severity: Severity::Error,
        doc: "A change said to be a rise where the two levels fall, or the other way round.",
        find: change::sign,
    },
    CheckRule {
        name: "points_meant",
        severity: Severity::Warning,
        doc: "A change of a percentage stated in percent where the two levels differ by as many points, or the other way round.",
        find: change::points_meant,
    },
    CheckRule {
        name: "change_against_levels",
        severity: Severity::Warning,
        doc: "A change that the two stated levels do not allow, rounding considered.",
        find: change::against_levels,
    },
    CheckRule {
        name: "change_against_difference",
        severity: Severity::Warning,
        doc: "A relative and an absolute change of one level that do not go together.",
        find: change::against_difference,
    },
    CheckRule {
        name: "no_whole_base",
        severity: Severity::Warning,
        doc: "No whole number changed by the stated percentage gives the stated count, so one of the two, or what is counted changed unsaid.",
        find: ratio::no_whole_base,
    },
    CheckRule {
        name: "stated_ratio",
        severity: Severity::Warning,
        doc: "A stated ratio outside what its stated inputs allow.",
        find: ratio::stated_ratio,
    },
    CheckRule {
        name: "ratio_above_limit",
        severity: Severity::Warning,
        doc: "A ratio above the limit that it has where both inputs are of one scope. A clearance rate has none.",
        find: ratio::above_limit,
    },
    CheckRule {
        name: "no_population",
        severity: Severity::Info,
        doc: "No population is at hand for a report's region or a prefecture or province in it. Counties named in passing are left alone.",
        find: ratio::no_population,
    },
    CheckRule {
        name: "revised",
        severity: Severity::Info,
        doc: "The level of the year before, as this report implies it, is off the published one by up to a tenth: a revision.",
        find: revision::revised,
    },
    CheckRule {
        name: "redefined",
        severity: Severity::Warning,
        doc: "The implied level of the year before is off the published one, and the two reports call it by different names.",
        find: revision::redefined,
    },
    CheckRule {
        name: "suspect",
        severity: Severity::Warning,
        doc: "The implied level of the year before is off the published one by more than a tenth, under the same name.",
        find: revision::suspect,
    },
    CheckRule {
        name: "outlier",
        severity: Severity::Warning,
        doc: "A value far from the others of its indicator, by median and median deviation of logarithms, with a slip that explains it.",
        find: outlier::outlier,
    },
];

/// Runs every check. Findings are ordered by document, observation and the table above.
pub fn checks(context: &Context<'_, '_>) -> Vec<Check> {
    let mut found: Vec<(usize, Option<usize>, usize, Finding)> = Vec::new();
    // Collected in the order of the table, on however many threads.
    let findings: Vec<Vec<Finding>> = CHECKS.par_iter().map(|rule| (rule.find)(context)).collect();
    for (order, findings) in findings.into_iter().enumerate() {
        found.extend(findings.into_iter().map(|finding| (finding.document, finding.observation, order, finding)));
    }
    // Stable, so that several findings of one check on one row keep the order in which it gave them.
    found.sort_by_key(|&(document, observation, order, _)| (document, observation, order));
    let rows = found.into_iter().filter_map(|(_, _, order, finding)| {
        let rule = CHECKS.get(order)?;
        let row = finding.observation.and_then(|at| context.facts.all.get(at)).map(|fact| fact.row);
        let document = context.input.documents.get(finding.document).map(|document| document.document_id.clone());
        Some(Check {
            check: rule.name.to_owned(),
            severity: rule.severity,
            document_id: document.or_else(|| row.map(|row| row.document_id.clone())),
            observation_id: row.map(|row| row.observation_id.clone()),
            message: finding.message,
        })
    });
    rows.collect()
}

impl Finding {
    /// A finding about one observation.
    fn about(fact: &Fact<'_>, message: String) -> Self {
        Finding { document: fact.document, observation: Some(fact.at), message }
    }
}

/// A figure as it is quoted in a message: what is counted, in the report's words, and the figure as written.
fn quote(fact: &Fact<'_>) -> String {
    match fact.row.label.as_deref().or(fact.row.indicator.as_deref()) {
        Some(name) => format!("{name} {:?}", fact.row.surface),
        None => format!("{:?}", fact.row.surface),
    }
}

/// A number for a message: at most two digits behind the point, which show why no whole number fits, and no trailing zeros.
fn plain(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// An exact number for a message.
fn show(n: &Number) -> String {
    plain(to_f64(n))
}

/// The ends of an interval for a message.
fn show_interval(interval: &super::interval::Interval) -> String {
    match (&interval.lower, &interval.upper) {
        (Some(lower), Some(upper)) if lower == upper => show(lower),
        (Some(lower), Some(upper)) => format!("{} to {}", show(lower), show(upper)),
        (Some(lower), None) => format!("{} or more", show(lower)),
        (None, Some(upper)) => format!("{} or less", show(upper)),
        (None, None) => "anything".to_owned(),
    }
}
