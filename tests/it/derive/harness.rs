//! Cases of derive, as TOML. Unknown keys, duplicate names and references to nothing are refused; all failures are reported together.
//!
//! ```toml
//! [[case]]
//! name = "one_of_its_own"
//! why = "what it shows"
//! documents = [{ id = "d", region = "150900", period = "2023" }]  # left out: this one
//! sentences = [{ s = 0, text = "…" }]      # of document `d` unless said; left out: rows follow each other at a distance
//! mentions = [{ observed = 3, unresolved = 9 }]
//! rows = [{ id = "filed", is = "crime.filed", value = "1108", surface = "1108起", unit = "case" }]
//! population = "region_code,…"             # added to the embedded one
//! only = ["clearance_rate"]                # ratios to compare; left out: all
//! ratios = [{ ratio = "clearance_rate", of = "cleared", by = "filed", value = "65.88" }]
//! refused = ["clearance_rate"]             # ratios that the case shows not to arise
//! checks = [{ check = "no_whole_base", on = "filed", says = "591.37" }]   # on a document's id where it is about that
//! quiet = ["outlier"]                      # checks that the case shows not to fire
//! ```
//!
//! A period is `2023`, `2023-01..2023-06` or a day. Numbers of a ratio are compared to the digits given.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::path::Path;

use chrono::NaiveDate;
use gongbao::derive::{Derived, Input, derive, handle};
use gongbao::lexicon::Lexicon;
use gongbao::lexicon::population::Population;
use gongbao::model::{Document, Mention, Observation, Outcome, Period, Ratio, Sentence};
use rust_decimal::Decimal;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    pub name: String,
    why: String,
    #[serde(default = "one_document")]
    documents: Vec<Doc>,
    #[serde(default)]
    sentences: Vec<Text>,
    #[serde(default)]
    mentions: Vec<Numbers>,
    rows: Vec<Row>,
    #[serde(default)]
    population: String,
    only: Option<Vec<String>>,
    #[serde(default)]
    pub ratios: Vec<ExpectedRatio>,
    #[serde(default)]
    pub refused: Vec<String>,
    #[serde(default)]
    pub checks: Vec<ExpectedCheck>,
    #[serde(default)]
    pub quiet: Vec<String>,
}

#[derive(Deserialize, Clone)]
#[serde(deny_unknown_fields)]
struct Doc {
    id: String,
    title: Option<String>,
    region: Option<String>,
    period: Option<String>,
}

fn one_document() -> Vec<Doc> {
    vec![Doc { id: "d".into(), title: None, region: Some("150900".into()), period: Some("2023".into()) }]
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Text {
    #[serde(default = "d")]
    document: String,
    s: u32,
    text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Numbers {
    #[serde(default = "d")]
    document: String,
    #[serde(default)]
    observed: usize,
    #[serde(default)]
    ignored: usize,
    #[serde(default)]
    unresolved: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    id: String,
    #[serde(default = "d")]
    document: String,
    #[serde(default)]
    s: u32,
    is: Option<String>,
    label: Option<String>,
    surface: String,
    value: Option<String>,
    lower: Option<String>,
    upper: Option<String>,
    #[serde(default = "exact")]
    bound: String,
    unit: String,
    #[serde(default = "level")]
    measure: String,
    comparison: Option<String>,
    per: Option<String>,
    #[serde(default = "reported")]
    status: String,
    campaign: Option<String>,
    region: Option<String>,
    /// `none` for no period, left out for the document's.
    period: Option<String>,
    part_of: Option<String>,
    repeat_of: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpectedRatio {
    pub ratio: String,
    of: String,
    by: Option<String>,
    value: Option<String>,
    lower: Option<String>,
    upper: Option<String>,
    exact: Option<bool>,
    unit: Option<String>,
    formula: Option<String>,
    caveat: Option<String>,
    reported: Option<String>,
    agrees: Option<bool>,
    period: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpectedCheck {
    pub check: String,
    on: String,
    says: Option<String>,
}

fn d() -> String {
    "d".into()
}
fn exact() -> String {
    "exact".into()
}
fn level() -> String {
    "level".into()
}
fn reported() -> String {
    "reported".into()
}

/// Every case of every file below `tests/it/derive`.
pub fn load() -> Vec<Case> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/derive");
    let mut paths: Vec<_> = fs::read_dir(root).expect("the cases").map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    let mut names = BTreeSet::new();
    let mut cases = Vec::new();
    for path in paths.iter().filter(|path| path.extension().is_some_and(|end| end == "toml")) {
        let text = fs::read_to_string(path).expect("a readable file");
        let file: File = toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        for case in file.case {
            assert!(names.insert(case.name.clone()), "{}: case {:?} exists twice", path.display(), case.name);
            assert!(!case.why.is_empty(), "{}: case {:?} gives no reason", path.display(), case.name);
            cases.push(case);
        }
    }
    cases
}

impl Case {
    /// What is wrong, a line each.
    pub fn failures(&self) -> Vec<String> {
        let derived = self.derive();
        let mut wrong = self.ratio_failures(&derived);
        wrong.extend(self.check_failures(&derived));
        wrong.into_iter().map(|line| format!("{}: {line}", self.name)).collect()
    }

    /// Runs derive on the case's tables.
    pub fn derive(&self) -> Derived {
        let (documents, sentences) = (self.documents(), self.sentences());
        let (mentions, observations) = (self.mentions(), self.observations(&sentences));
        let mut lexicon = Lexicon::embedded().clone();
        if !self.population.is_empty() {
            lexicon.population.extend(Population::parse(&self.population).expect("a population"));
        }
        let input = Input { documents: &documents, sentences: &sentences, mentions: &mentions, observations: &observations };
        derive(&input, &lexicon)
    }

    fn ratio_failures(&self, derived: &Derived) -> Vec<String> {
        let wanted = |name: &String| self.only.as_ref().is_none_or(|only| only.contains(name));
        let mut found: BTreeMap<String, &Ratio> = BTreeMap::new();
        let mut wrong = Vec::new();
        for ratio in &derived.ratios {
            if found.insert(handle(ratio), ratio).is_some() {
                wrong.push(format!("two ratios share the handle {}", handle(ratio)));
            }
            if self.refused.contains(&ratio.ratio) {
                wrong.push(format!("{} must not arise: {}", ratio.ratio, ratio.formula));
            }
        }
        for expected in &self.ratios {
            let by = expected.by.as_ref().map_or(String::new(), |by| format!(":{by}"));
            let key = format!("ratio:{}:{}{by}", expected.ratio, expected.of);
            match found.remove(&key) {
                Some(ratio) => wrong.extend(expected.differences(ratio).into_iter().map(|line| format!("{key}: {line}"))),
                None => wrong.push(format!("{key} is missing")),
            }
        }
        let unexpected = found.into_iter().filter(|(_, ratio)| wanted(&ratio.ratio));
        wrong.extend(unexpected.map(|(key, ratio)| format!("unexpected {key} = {} [{}, {}]", ratio.value, ratio.lower, ratio.upper)));
        wrong
    }

    fn check_failures(&self, derived: &Derived) -> Vec<String> {
        let mut wrong = Vec::new();
        let mut left: Vec<_> = derived.checks.iter().collect();
        for expected in &self.checks {
            let is = |check: &&gongbao::model::Check| {
                check.check == expected.check && check.observation_id.as_ref().or(check.document_id.as_ref()) == Some(&expected.on)
            };
            match left.iter().position(is) {
                Some(at) => {
                    let check = left.remove(at);
                    if let Some(says) = expected.says.as_ref().filter(|says| !check.message.contains(says.as_str())) {
                        wrong.push(format!("{} does not say {says:?}: {}", check.check, check.message));
                    }
                }
                None => wrong.push(format!("{} does not fire on {}", expected.check, expected.on)),
            }
        }
        let on = |check: &gongbao::model::Check| check.observation_id.clone().or(check.document_id.clone()).unwrap_or_default();
        wrong.extend(left.iter().map(|check| format!("false alarm {} on {}: {}", check.check, on(check), check.message)));
        wrong.extend(
            derived.checks.iter().filter(|check| self.quiet.contains(&check.check)).map(|c| format!("{} must stay quiet", c.check)),
        );
        wrong
    }

    fn documents(&self) -> Vec<Document> {
        let document = |doc: &Doc| Document {
            document_id: doc.id.clone(),
            source_path: format!("{}.txt", doc.id),
            ordinal: 1,
            title: doc.title.clone(),
            region_code: doc.region.clone(),
            period: doc.period.as_deref().map(period),
            ..Document::default()
        };
        self.documents.iter().map(document).collect()
    }

    fn sentences(&self) -> Vec<Sentence> {
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
                text: text.text.clone(),
                ..Sentence::default()
            }
        };
        self.sentences.iter().map(sentence).collect()
    }

    fn mentions(&self) -> Vec<Mention> {
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

    fn observations(&self, sentences: &[Sentence]) -> Vec<Observation> {
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

impl ExpectedRatio {
    fn differences(&self, ratio: &Ratio) -> Vec<String> {
        let mut wrong = Vec::new();
        for (name, expected, found) in
            [("value", &self.value, ratio.value), ("lower", &self.lower, ratio.lower), ("upper", &self.upper, ratio.upper)]
        {
            if let Some(expected) = expected.as_ref().filter(|expected| !same_digits(expected, found)) {
                wrong.push(format!("{name} is {found}, not {expected}"));
            }
        }
        let texts = [
            ("unit", self.unit.clone(), Some(ratio.unit.clone())),
            ("formula", self.formula.clone(), Some(ratio.formula.clone())),
            ("caveat", self.caveat.clone(), Some(ratio.caveat.clone().unwrap_or_default())),
            ("reported", self.reported.clone(), Some(ratio.reported_id.clone().unwrap_or_default())),
            ("exact", self.exact.map(|exact| exact.to_string()), Some(ratio.exact.to_string())),
            ("agrees", self.agrees.map(|agrees| agrees.to_string()), ratio.agrees.map(|agrees| agrees.to_string())),
        ];
        for (name, expected, found) in texts {
            if expected.is_some() && expected != found {
                wrong.push(format!("{name} is {found:?}, not {expected:?}"));
            }
        }
        if let Some(expected) = self.period.as_deref().map(period).filter(|expected| ratio.period != Some(*expected)) {
            wrong.push(format!("period is {:?}, not {expected:?}", ratio.period));
        }
        if !(ratio.lower <= ratio.upper && (ratio.exact || (ratio.lower <= ratio.value && ratio.value <= ratio.upper))) {
            wrong.push(format!("{} does not lie in [{}, {}]", ratio.value, ratio.lower, ratio.upper));
        }
        wrong
    }
}

/// True where `found` has the digits of `expected` when rounded to as many.
fn same_digits(expected: &str, found: f64) -> bool {
    let digits = expected.split_once('.').map_or(0, |(_, after)| after.len());
    expected == format!("{found:.digits$}")
}

fn period(text: &str) -> Period {
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
