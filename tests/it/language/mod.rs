//! How quantities are told in official reports, phenomenon by phenomenon: texts with the observations that a careful reader takes.
//!
//! ```toml
//! [[case]]
//! name = "N4-wan-decimal"          # begins with the phenomenon, of `phenomena.toml`
//! text = "…"                       # as a page may hold it; \n is a line break
//! why = "what it tests"
//! wrong = "why it is misread"      # only where it is; the test fails once it is read right
//! reading = [                      # in the order of the text; left out: nothing may be observed
//!   { surface = "1.9万起", value = "19000", unit = "case", indicator = "crime.filed" },
//! ]
//! ```
//!
//! A reading has `value`, or `low` and `high`. `bound`, `measure` and `status` are exact, level and reported unless said;
//! `"*"` is not judged.
//! `indicator`, `comparison`, `region`, `period` (`2023`, `2023-01..2023-06` or a day), `per`, `campaign` and `part_of` (the surface of the
//! whole) are judged where given; `label` must be contained in the row's. Surfaces are compared folded and without blanks.
//! A `tolerated` reading is neither needed nor wrong, whatever its value.
//!
//! `GONGBAO_CASE=N4` reads only the cases whose names begin so, and with `--nocapture` tells what the marked ones get wrong.

mod compare;
mod table;

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::fs;
use std::path::PathBuf;

use gongbao::extract::extract;
use gongbao::ingest::read_text;
use gongbao::lexicon::Lexicon;
use gongbao::model::Observation;
use gongbao::normalize::normalize;
use serde::Deserialize;

use compare::{Reading, told};

/// Cases that a phenomenon needs at least.
const MIN_CASES: usize = 2;
const MIN_CASES_OF_COMMON: usize = 3;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    text: String,
    why: String,
    wrong: Option<String>,
    #[serde(default)]
    reading: Vec<Reading>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Phenomena {
    phenomenon: Vec<Phenomenon>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Phenomenon {
    id: String,
    what: String,
    #[serde(default)]
    common: bool,
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/it/language")
}

fn phenomena() -> Vec<Phenomenon> {
    let text = fs::read_to_string(folder().join("phenomena.toml")).unwrap();
    toml::from_str::<Phenomena>(&text).unwrap().phenomenon
}

/// Every case, of the files in alphabetical order.
fn cases() -> Vec<Case> {
    let files = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> =
        files.filter(|path| path.extension().is_some_and(|e| e == "toml") && !path.ends_with("phenomena.toml")).collect();
    files.sort();
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).unwrap();
        toml::from_str::<File>(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display())).case
    };
    files.into_iter().flat_map(read).collect()
}

impl Case {
    fn phenomenon(&self) -> &str {
        self.name.split_once('-').map_or(&self.name, |(id, _)| id)
    }

    fn rows(&self) -> Vec<Observation> {
        let lexicon = Lexicon::embedded();
        let (document, sentences) = read_text(&self.text, lexicon);
        let mentions = extract(&document, &sentences, lexicon);
        let mut rows = normalize(&document, &sentences, &mentions, lexicon);
        rows.sort_by_key(|row| row.start);
        rows
    }

    /// What is misread; nothing where all is well.
    fn faults(&self) -> Vec<String> {
        compare::faults(&self.reading, &self.rows())
    }

    /// Why the test must fail, in full; nothing where the case does what its marks say.
    fn failure(&self) -> Option<String> {
        match (&self.wrong, self.faults().is_empty()) {
            (None, true) | (Some(_), false) => None,
            (Some(wrong), true) => Some(format!("{}: is read right now; take off `wrong = \"{wrong}\"`", self.name)),
            (None, false) => Some(self.story()),
        }
    }

    /// The case, what is misread and what was read.
    fn story(&self) -> String {
        let rows: Vec<String> = self.rows().iter().map(told).collect();
        format!(
            "{}: {}\n    text: {}\n    {}\n    rows: {}",
            self.name,
            self.why,
            self.text.escape_debug(),
            self.faults().join("\n    "),
            if rows.is_empty() { "none".to_owned() } else { rows.join("\n          ") }
        )
    }
}

#[test]
fn every_case_is_read_as_its_marks_say() {
    let only = env::var("GONGBAO_CASE").unwrap_or_default();
    let cases: Vec<Case> = cases().into_iter().filter(|case| case.name.starts_with(&only)).collect();
    assert!(!cases.is_empty(), "no case begins with {only:?}");
    if !only.is_empty() {
        cases.iter().filter(|case| case.wrong.is_some()).for_each(|case| println!("marked wrong: {}\n", case.story()));
    }
    let failures: Vec<String> = cases.iter().filter_map(Case::failure).collect();
    assert!(failures.is_empty(), "{} of {} cases:\n\n{}\n", failures.len(), cases.len(), failures.join("\n\n"));
}

#[test]
fn every_case_is_well_formed_and_every_phenomenon_has_cases() {
    let phenomena = phenomena();
    let mut count: BTreeMap<&str, usize> = phenomena.iter().map(|phenomenon| (phenomenon.id.as_str(), 0)).collect();
    let mut names = BTreeSet::new();
    let mut texts = BTreeSet::new();
    let mut faults = Vec::new();
    for case in cases() {
        match count.get_mut(case.phenomenon()) {
            Some(count) => *count += 1,
            None => faults.push(format!("{}: its name begins with no phenomenon", case.name)),
        }
        if case.why.trim().is_empty() || case.wrong.as_ref().is_some_and(|wrong| wrong.trim().is_empty()) {
            faults.push(format!("{}: a reason is empty", case.name));
        }
        faults
            .extend(case.reading.iter().filter_map(|reading| reading.ill_formed(&case.reading)).map(|why| format!("{}: {why}", case.name)));
        if !texts.insert(case.text.clone()) {
            faults.push(format!("{}: has the text of another case", case.name));
        }
        if !names.insert(case.name.clone()) {
            faults.push(format!("{}: twice", case.name));
        }
    }
    for Phenomenon { id, common, .. } in &phenomena {
        let (has, needs) = (count[id.as_str()], if *common { MIN_CASES_OF_COMMON } else { MIN_CASES });
        if has < needs {
            faults.push(format!("{id}: has {has} cases, needs {needs}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn unknown_keys_are_refused() {
    let case = "[[case]]\nname = \"N1-x\"\nwhy = \"x\"\ntext = \"x\"\n";
    assert_eq!(toml::from_str::<File>(case).unwrap().case.len(), 1);
    assert!(toml::from_str::<File>(&format!("{case}expect = 1\n")).is_err());
    assert!(toml::from_str::<File>(&format!("{case}reading = [{{ surface = \"1起\", amount = \"1\" }}]\n")).is_err());
}

#[test]
fn a_misreading_is_told() {
    let case = |readings: &str| -> Case {
        toml::from_str(&format!("name = \"x\"\nwhy = \"x\"\ntext = \"全市破获刑事案件86起。\"\nreading = [{readings}]")).unwrap()
    };
    let fine = "surface = \"86起\", unit = \"case\"";
    let faults = [
        (format!("{{ {fine}, value = \"86\", indicator = \"crime.cleared\" }}"), ""),
        (format!("{{ {fine}, value = \"87\" }}"), "value"),
        (format!("{{ {fine}, value = \"86\", indicator = \"crime.filed\" }}"), "indicator"),
        (format!("{{ {fine}, value = \"86\", label = \"警情\" }}"), "label"),
        (format!("{{ {fine}, value = \"86\", comparison = \"yoy\" }}"), "comparison"),
        (format!("{{ {fine}, value = \"86\", part_of = \"3起\" }}"), "part_of"),
        (format!("{{ {fine}, value = \"86\", period = \"2019\" }}"), "period"),
        (format!("{{ {fine}, value = \"86\" }}, {{ surface = \"9人\", value = \"9\", unit = \"person\" }}"), "missing"),
        (String::new(), "left over"),
        ("{ surface = \"86起\", tolerated = true }".to_owned(), ""),
    ];
    for (readings, fault) in faults {
        let told = case(&readings).faults();
        assert!(if fault.is_empty() { told.is_empty() } else { told.len() == 1 && told[0].contains(fault) }, "{readings}: {told:?}");
    }
}
