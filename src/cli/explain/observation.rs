//! An observation, or a mention that became none.

use super::source::{self, Place, Raw};
use super::{brief, findings, section};
use crate::cli::exit::Failure;
use crate::cli::lookup::{About, Tables};
use crate::cli::show;
use crate::model::{Mention, Observation, Ratio};

/// Explains one observation.
pub fn explain(tables: &Tables<'_>, raw: &Raw<'_>, observation: &Observation) -> Result<String, Failure> {
    let mut text = format!("Observation {}\n", observation.observation_id);
    let place =
        Place { document_id: &observation.document_id, sentence: observation.sentence, start: observation.start, end: observation.end };
    let about = About::place(tables, place.document_id, place.sentence)?;
    source::explain(&about, raw, &mut text, &place);
    let mention = tables.find(|mention: &Mention| mention.mention_id == observation.mention_id)?.pop();
    if let Some(mention) = &mention {
        read(&mut text, mention);
        normalized(&mut text, mention, observation);
    }
    let related = |id: &Option<String>| -> Result<String, Failure> {
        let Some(id) = id else { return Ok(String::new()) };
        Ok(tables.observation(id)?.map_or_else(|| id.clone(), |found| brief(&found)))
    };
    let mut kin = vec![("part of", related(&observation.part_of)?), ("repeats", related(&observation.repeat_of)?)];
    let id = Some(&observation.observation_id);
    for other in tables.find(|other: &Observation| other.part_of.as_ref() == id || other.repeat_of.as_ref() == id)? {
        kin.push((if other.part_of.as_ref() == id { "has the part" } else { "repeated by" }, brief(&other)));
    }
    section(&mut text, "What it belongs to", kin);
    let ratios = tables.find(|ratio: &Ratio| [&ratio.numerator, &ratio.denominator, &ratio.reported_id].contains(&&id.cloned()))?;
    let built = ratios.iter().map(|ratio| {
        let part = match id {
            _ if ratio.reported_id.as_ref() == id => "stated",
            _ if ratio.numerator.as_ref() == id => "numerator",
            _ => "denominator",
        };
        let text = [format!("{} = {}", ratio.ratio, show::ratio(ratio)), ratio.unit.clone(), ratio.formula.clone(), show::agreement(ratio)];
        (part, text.join("  "))
    });
    section(&mut text, "Ratios built on it", built);
    findings(&mut text, &tables.checks_on(&[&observation.observation_id])?);
    Ok(text)
}

/// Explains a mention that no observation came from.
pub fn explain_mention(tables: &Tables<'_>, raw: &Raw<'_>, mention: &Mention) -> Result<String, Failure> {
    let mut text = format!("Mention {}, {}\n", mention.mention_id, mention.outcome.name());
    let place = Place { document_id: &mention.document_id, sentence: mention.sentence, start: mention.start, end: mention.end };
    let about = About::place(tables, place.document_id, place.sentence)?;
    source::explain(&about, raw, &mut text, &place);
    read(&mut text, mention);
    Ok(text)
}

fn read(text: &mut String, mention: &Mention) {
    let lines = [
        ("mention", mention.mention_id.clone()),
        ("outcome", mention.outcome.name().to_owned()),
        ("reason", show::maybe(&mention.reason).to_owned()),
        ("rule", mention.rule.clone()),
        ("inherited", mention.inherited.join(", ")),
        ("verb", show::maybe(&mention.verb).to_owned()),
        ("head", show::maybe(&mention.head).to_owned()),
        ("number", show::number(mention)),
    ];
    section(text, "How it was read", lines);
}

/// Each column of the observation beside what it was made from.
fn normalized(text: &mut String, mention: &Mention, observation: &Observation) {
    let from = |value: &str, column: &str, made: String| match (value.is_empty(), made.is_empty()) {
        (true, true) => String::new(),
        (true, false) => made,
        (false, _) => format!("{} from {column} {value}", if made.is_empty() { "none" } else { &made }),
    };
    let region = match (&observation.region_name, &observation.region_code) {
        (Some(name), Some(code)) => format!("{name} ({code})"),
        (name, code) => name.clone().or_else(|| code.clone()).unwrap_or_default(),
    };
    let words: Vec<&str> = [&mention.verb, &mention.head].into_iter().flatten().map(String::as_str).collect();
    let lines = [
        ("value", from(&show::number(mention), "number", show::value(observation))),
        ("bound", from(show::maybe(&mention.bound), "bound", observation.bound.clone())),
        ("unit", from(show::maybe(&mention.unit_text), "unit_text", observation.unit.clone())),
        ("per", from(show::maybe(&mention.per), "per", show::maybe(&observation.per).to_owned())),
        ("measure", from(&mention.rule, "rule", observation.measure.clone())),
        ("comparison", from(show::maybe(&mention.comparison_text), "comparison_text", show::maybe(&observation.comparison).to_owned())),
        ("indicator", from(&words.join(" "), "verb and head", show::maybe(&observation.indicator).to_owned())),
        ("label", show::maybe(&observation.label).to_owned()),
        ("region", region),
        ("period", show::period(observation.period)),
        ("status", observation.status.clone()),
        ("campaign", show::maybe(&observation.campaign).to_owned()),
        ("rule", observation.rule.clone()),
        ("confidence", show::float(observation.confidence)),
    ];
    section(text, "What was made of it", lines);
}
