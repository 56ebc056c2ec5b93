//! The tables that a case describes.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use gongbao::model::{Document, Mention, Observation, Outcome, Period, Sentence};
use rust_decimal::Decimal;

use super::harness::{Case, Doc, Row, Text};

impl Case {
    pub fn documents(&self) -> Vec<Document> {
        let document = |doc: &Doc| Document {
            document_id: doc.id.clone(),
            source_path: format!("{}.txt", doc.id),
            ordinal: 1,
            title: doc.title.clone().or_else(|| (!doc.unsaid).then(|| "报告".to_owned())),
            publisher: (!doc.unsaid).then(|| "公安局".to_owned()),
            date_published: (!doc.unsaid).then(|| NaiveDate::from_ymd_opt(2024, 1, 15).unwrap()),
            duplicate_of: doc.duplicate_of.clone(),
            notes: doc.notes.clone(),
            region_code: doc.region.clone(),
            period: doc.period.as_deref().map(period),
            ..Document::default()
        };
        self.documents.iter().map(document).collect()
    }

    pub fn sentences(&self) -> Vec<Sentence> {
        let mut ends: HashMap<String, u32> = HashMap::new();
        let sentence = |text: &Text| {
            let at = ends.entry(text.document.clone()).or_default();
            let start = *at;
            *at += u32::try_from(text.text.chars().count()).expect("a short sentence");
            Sentence {
                document_id: text.document.clone(),
                sentence: text.s,
                start,
                end: *at,
                section: text.section.clone(),
                text: text.text.clone(),
                ..Sentence::default()
            }
        };
        self.sentences.iter().map(sentence).collect()
    }

    pub fn mentions(&self) -> Vec<Mention> {
        let mut mentions = Vec::new();
        for numbers in &self.mentions {
            let counts =
                [(Outcome::Observed, numbers.observed), (Outcome::Ignored, numbers.ignored), (Outcome::Unresolved, numbers.unresolved)];
            for (outcome, count) in counts {
                let mention = Mention { document_id: numbers.document.clone(), outcome, ..Mention::default() };
                mentions.extend(std::iter::repeat_n(mention, count));
            }
        }
        mentions
    }

    pub fn observations(&self, sentences: &[Sentence]) -> Vec<Observation> {
        let ids: BTreeSet<&str> = self.rows.iter().map(|row| row.id.as_str()).collect();
        assert_eq!(ids.len(), self.rows.len(), "{}: two rows share an id", self.name);
        let mut after: HashMap<(String, u32), usize> = HashMap::new();
        let observation = |(at, row): (usize, &Row)| {
            let doc = self.documents.iter().find(|doc| doc.id == row.document);
            let doc = doc.unwrap_or_else(|| panic!("{}: row {} is of no document", self.name, row.id));
            for other in row.part_of.iter().chain(&row.repeat_of) {
                assert!(ids.contains(other.as_str()), "{}: row {} refers to {other}, which is not there", self.name, row.id);
            }
            let sentence = sentences.iter().find(|s| s.document_id == row.document && s.sentence == row.s);
            let start = sentence.map_or(at as u32 * 20, |sentence| {
                let from = after.entry((row.document.clone(), row.s)).or_default();
                let found = sentence.text.get(*from..).and_then(|rest| rest.find(&row.surface));
                let found = *from + found.unwrap_or_else(|| panic!("{}: {:?} is not in its sentence", self.name, row.surface));
                *from = found + row.surface.len();
                sentence.start + sentence.text[..found].chars().count() as u32
            });
            let decimal = |text: &Option<String>| text.as_ref().map(|text| text.parse::<Decimal>().expect("a decimal"));
            Observation {
                observation_id: row.id.clone(),
                document_id: row.document.clone(),
                sentence: row.s,
                start,
                end: start + row.surface.chars().count() as u32,
                surface: row.surface.clone(),
                region_code: row.region.clone().or(doc.region.clone()),
                region_name: None,
                period: row.period.as_ref().or(doc.period.as_ref()).filter(|p| *p != "none").map(|p| period(p)),
                indicator: row.is.clone(),
                label: row.label.clone(),
                measure: row.measure.clone(),
                comparison: row.comparison.clone(),
                value: decimal(&row.value),
                lower: decimal(&row.lower),
                upper: decimal(&row.upper),
                bound: row.bound.clone(),
                unit: row.unit.clone(),
                per: row.per.clone(),
                status: row.status.clone(),
                campaign: row.campaign.clone(),
                part_of: row.part_of.clone(),
                repeat_of: row.repeat_of.clone(),
                confidence: 1.0,
                ..Observation::default()
            }
        };
        self.rows.iter().enumerate().map(observation).collect()
    }
}

/// A period as a case writes it.
pub fn period(text: &str) -> Period {
    let part = |text: &str| {
        let numbers: Vec<u32> = text.split('-').map(|part| part.parse().expect("a number")).collect();
        match numbers[..] {
            [year] => Period::year(year as i32),
            [year, month] => Period::months(year as i32, month, month),
            [year, month, day] => NaiveDate::from_ymd_opt(year as i32, month, day).map(Period::day),
            _ => None,
        }
        .unwrap_or_else(|| panic!("{text:?} is no period"))
    };
    match text.split_once("..") {
        Some((from, to)) => Period::new(part(from).start, part(to).end).expect("a period in order"),
        None => part(text),
    }
}
