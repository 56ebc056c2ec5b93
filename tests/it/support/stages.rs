//! Stand-ins for the stages, simple enough to know what they give: tests of the machinery around the stages must not hang on how a
//! sentence is read. A line is a sentence, a run of digits is a number, every number is an observation.
//!
//! A text with `panic in ingest` (extract, normalize, derive) in it makes that stage panic.

use gongbao::cli::pipeline::Steps;
use gongbao::derive::{Derived, Input};
use gongbao::ingest::{Ingested, Source};
use gongbao::lexicon::Lexicon;
use gongbao::model::{Check, Document, Mention, Observation, Outcome, Period, Ratio, Reject, Sentence, Severity};
use gongbao::text::hex;
use rust_decimal::Decimal;
use sha2::{Digest, Sha256};

pub fn steps() -> Steps {
    Steps { ingest, read_text, extract, normalize, derive }
}

fn ingest(source: &Source<'_>, lexicon: &Lexicon) -> Ingested {
    let Ok(text) = std::str::from_utf8(source.bytes) else {
        return Ingested {
            documents: Vec::new(),
            rejects: vec![Reject { source_path: source.path.into(), reason: "is not UTF-8".into() }],
        };
    };
    assert!(!text.contains("panic in ingest"), "asked to panic");
    let (mut document, sentences) = read_text(text, lexicon);
    document.source_path = source.path.into();
    document.title = text.lines().next().map(str::to_owned);
    Ingested { documents: vec![(document, sentences)], rejects: Vec::new() }
}

fn read_text(text: &str, _: &Lexicon) -> (Document, Vec<Sentence>) {
    let hash = hex(&Sha256::digest(text));
    let document = Document {
        document_id: hash[..16].into(),
        source_hash: hash,
        media_type: "text/plain".into(),
        encoding: "UTF-8".into(),
        ordinal: 1,
        region_code: Some("150900".into()),
        region_name: Some("乌兰察布市".into()),
        period: Period::year(2023),
        text: text.into(),
        n_chars: text.chars().count() as u32,
        ..Document::default()
    };
    let mut sentences = Vec::new();
    let mut start = 0;
    for (number, line) in text.split('\n').enumerate() {
        let end = start + line.chars().count() as u32;
        sentences.push(Sentence {
            document_id: document.document_id.clone(),
            sentence: number as u32,
            section: Some("总结".into()),
            start,
            end,
            source_start: start.into(),
            source_end: end.into(),
            text: line.into(),
        });
        start = end + 1;
    }
    (document, sentences)
}

fn extract(document: &Document, sentences: &[Sentence], _: &Lexicon) -> Vec<Mention> {
    assert!(!document.text.contains("panic in extract"), "asked to panic");
    let mut mentions = Vec::new();
    for sentence in sentences {
        let chars: Vec<char> = sentence.text.chars().collect();
        let mut at = 0;
        while at < chars.len() {
            let run = chars[at..].iter().take_while(|c| c.is_ascii_digit()).count();
            if run > 0 {
                let surface: String = chars[at..at + run].iter().collect();
                let start = sentence.start + at as u32;
                mentions.push(Mention {
                    mention_id: format!("{}:{start}", document.document_id),
                    document_id: document.document_id.clone(),
                    sentence: sentence.sentence,
                    start,
                    end: start + run as u32,
                    number: surface.parse().ok(),
                    outcome: if surface == "2023" { Outcome::Ignored } else { Outcome::Observed },
                    reason: (surface == "2023").then(|| "date".into()),
                    unit: Some("case".into()),
                    verb: Some("破获".into()),
                    inherited: vec!["verb".into()],
                    rule: "level.digits".into(),
                    surface,
                    ..Mention::default()
                });
            }
            at += run.max(1);
        }
    }
    mentions
}

fn normalize(document: &Document, _: &[Sentence], mentions: &[Mention], _: &Lexicon) -> Vec<Observation> {
    assert!(!document.text.contains("panic in normalize"), "asked to panic");
    let observed = mentions.iter().filter(|mention| mention.outcome == Outcome::Observed);
    let observation = |mention: &Mention| Observation {
        observation_id: format!("o{}", mention.mention_id),
        document_id: mention.document_id.clone(),
        sentence: mention.sentence,
        start: mention.start,
        end: mention.end,
        surface: mention.surface.clone(),
        region_code: document.region_code.clone(),
        region_name: document.region_name.clone(),
        period: document.period,
        indicator: Some("crime.cleared".into()),
        measure: "level".into(),
        value: mention.number,
        bound: "exact".into(),
        unit: "case".into(),
        status: "reported".into(),
        mention_id: mention.mention_id.clone(),
        rule: mention.rule.clone(),
        confidence: 0.5,
        ..Observation::default()
    };
    observed.map(observation).collect()
}

fn derive(input: &Input<'_>, _: &Lexicon) -> Derived {
    assert!(!input.sentences.iter().any(|sentence| sentence.text.contains("panic in derive")), "asked to panic");
    let mut derived = Derived::default();
    for pair in input.observations.chunks_exact(2) {
        let [above, below] = pair else { continue };
        let number = |o: &Observation| o.value.unwrap_or(Decimal::ONE).to_string().parse::<f64>().unwrap();
        let value = number(above) / number(below).max(1.0);
        derived.ratios.push(Ratio {
            ratio: "first_per_second".into(),
            subject: "crime".into(),
            region_code: above.region_code.clone(),
            period: above.period,
            value,
            lower: value - 0.5,
            upper: value + 0.5,
            unit: "count".into(),
            numerator: Some(above.observation_id.clone()),
            denominator: Some(below.observation_id.clone()),
            formula: "first / second".into(),
            ..Ratio::default()
        });
        derived.checks.push(Check {
            check: "pair".into(),
            severity: Severity::Warning,
            document_id: Some(above.document_id.clone()),
            observation_id: Some(above.observation_id.clone()),
            message: "has a neighbour".into(),
        });
    }
    derived
}
