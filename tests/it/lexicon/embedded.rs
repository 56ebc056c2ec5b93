//! The embedded files: sorted, unique, folded, and of the codebook's codes, all of them and no others.

use std::collections::{BTreeMap, BTreeSet};

use gongbao::lexicon::Lexicon;
use gongbao::lexicon::files::FILES;
use gongbao::lexicon::units::BOUNDS;
use gongbao::lexicon::words::Sense;
use gongbao::text::fold::Folded;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Codes {
    subjects: BTreeSet<String>,
    events: BTreeSet<String>,
    units: BTreeSet<String>,
    per: BTreeSet<String>,
    bounds: BTreeSet<String>,
}

/// Lists whose order says something.
const ORDERED: [(&str, &str); 3] = [
    ("compounds.toml", "figures are handed out in that order"),
    ("ratios.toml", "the first event at hand counts"),
    ("region_names.toml weak", "stands by rank"),
];

/// Events that no word says, with what gives them their figures.
const WORDLESS: [(&str, &str); 6] = [
    ("amount", "a sum of money that no other event takes"),
    ("built", "a number of new things, told by the noun"),
    ("posts", "told by the noun"),
    ("rate_per_100k", "told by the denominator"),
    ("streak", "told by the role of the number: 连续N年"),
    ("teams", "told by the noun"),
];

fn codes() -> Codes {
    toml::from_str(include_str!("codes.toml")).unwrap()
}

/// Every list of texts in the embedded TOML files, with its name.
fn lists() -> Vec<(String, Vec<String>)> {
    fn walk(name: &str, value: &toml::Value, found: &mut Vec<(String, Vec<String>)>) {
        match value {
            toml::Value::Table(table) => table.iter().for_each(|(key, value)| walk(&format!("{name} {key}"), value, found)),
            toml::Value::Array(array) if array.iter().all(toml::Value::is_str) => {
                found.push((name.to_owned(), array.iter().filter_map(|text| Some(text.as_str()?.to_owned())).collect()));
            }
            toml::Value::Array(array) => array.iter().for_each(|value| walk(name, value, found)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    for (file, text) in FILES.iter().filter(|(file, _)| file.ends_with(".toml")) {
        walk(file, &toml::Value::Table(toml::from_str(text).unwrap()), &mut found);
    }
    found
}

/// Fails with all of the lines, if there are any.
fn none(lines: &[String]) {
    assert!(lines.is_empty(), "{}", lines.join("\n"));
}

#[test]
fn every_list_is_sorted_and_holds_each_word_once() {
    let mut wrong = Vec::new();
    for (name, list) in lists() {
        if ORDERED.iter().any(|(ordered, _)| name.starts_with(ordered)) {
            continue;
        }
        for pair in list.windows(2).filter(|pair| pair[0] >= pair[1]) {
            wrong.push(format!("{name}: {} stands before {}", pair[0], pair[1]));
        }
    }
    none(&wrong);
}

#[test]
fn every_word_is_folded() {
    let folded = |word: &String| Folded::new(word).text == *word || word.contains(' ');
    let wrong =
        |(name, list): (String, Vec<String>)| list.into_iter().filter(|word| !folded(word)).map(move |word| format!("{name}: {word}"));
    none(&lists().into_iter().flat_map(wrong).collect::<Vec<_>>());
}

#[test]
fn the_codes_are_those_of_the_codebook() {
    let lexicon = Lexicon::embedded();
    let codes = codes();
    assert_eq!(lexicon.subjects.iter().map(|subject| subject.code.clone()).collect::<BTreeSet<_>>(), codes.subjects);
    assert_eq!(lexicon.events.iter().map(|event| event.code.clone()).collect::<BTreeSet<_>>(), codes.events);
    let mut units: BTreeSet<String> = lexicon.units.iter().map(|unit| unit.code.clone()).collect();
    assert!(units.remove("other"), "measures that the codebook has no unit for");
    assert_eq!(units, codes.units);
    let senses = lexicon.words.iter().flat_map(|(_, senses)| senses);
    let per: BTreeSet<String> = senses.filter_map(|sense| if let Sense::Per(code) = sense { Some(code.clone()) } else { None }).collect();
    assert_eq!(per, codes.per);
    // A number without a word is exact, and a range is told by its two numbers.
    let bounds: BTreeSet<String> = BOUNDS.iter().chain(&["exact", "range"]).map(|&code| code.to_owned()).collect();
    assert_eq!(bounds, codes.bounds);
}

#[test]
fn every_subject_and_every_event_has_a_word() {
    let lexicon = Lexicon::embedded();
    let mut subjects = BTreeSet::new();
    let mut events = BTreeSet::new();
    for sense in lexicon.words.iter().flat_map(|(_, senses)| senses) {
        match sense {
            Sense::Subject(at) => drop(subjects.insert(*at)),
            Sense::Verb(at) | Sense::EventNoun(at) => drop(events.insert(*at)),
            _ => {}
        }
    }
    let silent: Vec<&str> =
        (0..lexicon.subjects.len()).filter(|at| !subjects.contains(at)).map(|at| lexicon.subjects[at].code.as_str()).collect();
    assert_eq!(silent, ["crime.seizure_of_funds"], "涉案资金 is a noun of the event amount_involved, so no word is left for the subject");
    let silent: Vec<&str> =
        (0..lexicon.events.len()).filter(|at| !events.contains(at)).map(|at| lexicon.events[at].code.as_str()).collect();
    assert_eq!(silent, WORDLESS.map(|(code, _)| code));
}

#[test]
fn a_name_has_one_subject_or_that_of_the_offence_and_that_of_the_thing() {
    let lexicon = Lexicon::embedded();
    let mut wrong = Vec::new();
    for (word, senses) in lexicon.words.iter() {
        let subjects = senses.iter().filter_map(|sense| if let Sense::Subject(at) = sense { lexicon.subjects.get(*at) } else { None });
        let mut things: BTreeMap<bool, Vec<&str>> = BTreeMap::new();
        subjects.for_each(|subject| things.entry(subject.thing).or_default().push(&subject.code));
        wrong.extend(things.values().filter(|codes| codes.len() > 1).map(|codes| format!("{word}: {}", codes.join(", "))));
    }
    none(&wrong);
}

#[test]
fn the_fingerprint_is_that_of_all_files() {
    let embedded = Lexicon::embedded().fingerprint().to_owned();
    assert_eq!(embedded.len(), 64);
    assert_eq!(Lexicon::with(&[]).unwrap().fingerprint(), embedded);
    let of = |files: &[(&str, &str)]| Lexicon::with(files).unwrap().fingerprint().to_owned();
    let mut seen = BTreeSet::from([embedded]);
    for (file, text) in FILES {
        // An own file that says nothing new is another vocabulary all the same: it need not stay so in the next version.
        let header = if file.ends_with(".csv") { text.lines().next().unwrap() } else { "" };
        assert!(seen.insert(of(&[(file, header)])), "{file} does not count");
    }
    let (one, other) = (("nouns.toml", "den = [\"甲\"]"), ("names.toml", ""));
    assert_eq!(of(&[one, other]), of(&[other, one]), "the order in which a directory is read must not matter");
}
