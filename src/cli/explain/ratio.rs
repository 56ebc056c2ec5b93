//! A ratio: its formula and the figures it was worked out from.

use super::source::{self, Place, Raw};
use super::{brief, findings, section};
use crate::cli::exit::Failure;
use crate::cli::lookup::{About, Tables};
use crate::cli::show;
use crate::model::Ratio;

/// Whether `RATIO[:SUBJECT[:REGION[:PERIOD]]]` selects a ratio. The whole thing may begin with `ratio:`.
pub fn is_selected(ratio: &Ratio, selector: &str) -> bool {
    let mut parts = selector.strip_prefix("ratio:").unwrap_or(selector).split(':');
    let mut fits = |fit: &dyn Fn(&str) -> bool| parts.next().is_none_or(|part| part.is_empty() || fit(part));
    let start = ratio.period.map(|period| period.start.to_string());
    let name = fits(&|part| ratio.ratio == part || ratio.formula == part);
    let subject = fits(&|part| ratio.subject == part || ratio.indicator.as_deref() == Some(part));
    let region = fits(&|part| ratio.region_code.as_deref().is_some_and(|code| code.starts_with(part)));
    let period = fits(&|part| start.as_deref().is_some_and(|day| day.starts_with(part)));
    name && subject && region && period && parts.next().is_none() && selector.chars().any(|c| c != ':')
}

/// The figures behind a ratio, with the part that each plays.
pub fn figures(ratio: &Ratio) -> impl Iterator<Item = (&'static str, &str)> {
    let parts = [("Numerator", &ratio.numerator), ("Denominator", &ratio.denominator), ("Stated figure", &ratio.reported_id)];
    parts.into_iter().filter_map(|(part, id)| Some((part, id.as_deref()?)))
}

/// Explains one ratio, whose figures are looked up in `about`.
pub fn explain(tables: &Tables<'_>, about: &About, raw: &Raw<'_>, ratio: &Ratio) -> Result<String, Failure> {
    let start = ratio.period.map(|period| period.start.to_string()).unwrap_or_default();
    let name = [ratio.ratio.as_str(), &ratio.subject, show::maybe(&ratio.region_code), &start].join(":");
    let mut text = format!("Ratio {name}\n");
    let lines = [
        ("value", format!("{} {}", show::ratio(ratio), ratio.unit)),
        ("exact", if ratio.exact { "only one whole number fits".to_owned() } else { String::new() }),
        ("formula", ratio.formula.clone()),
        ("indicator", show::maybe(&ratio.indicator).to_owned()),
        ("region", show::maybe(&ratio.region_code).to_owned()),
        ("period", show::period(ratio.period)),
        ("compared", show::agreement(ratio)),
        ("caveat", show::maybe(&ratio.caveat).to_owned()),
    ];
    section(&mut text, "What it is", lines);
    let mut ids = Vec::new();
    for (part, id) in figures(ratio) {
        ids.push(id);
        let Some(input) = about.observation(id) else { continue };
        text.push_str(&format!("\n{part}: {}\n", brief(input)));
        let place = Place { document_id: &input.document_id, sentence: input.sentence, start: input.start, end: input.end };
        source::explain(about, raw, &mut text, &place);
    }
    findings(&mut text, &tables.checks_on(&ids)?);
    Ok(text)
}
