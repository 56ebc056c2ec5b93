//! Words that mean something already, and words that hide others or are hidden by them.
//!
//! Of the words that begin at one place of a text the longest is found, and none inside it. So a new word hides what the embedded
//! vocabulary would have found where it stands, and is itself not found inside a longer one.

use std::collections::{BTreeMap, BTreeSet};

use super::Findings;
use crate::lexicon::section::{Listed, Notes};
use crate::model::Severity;

/// Words named in one message; of more only the number is told.
const NAMED: usize = 5;

/// Which search a list belongs to: words of different searches do not get into each other's way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Search {
    Tagger,
    Units,
    BoundsBefore,
    BoundsAfter,
}

impl Search {
    fn of(listed: &Listed) -> Option<Search> {
        match &*listed.file {
            "subjects.toml" | "events.toml" | "nouns.toml" | "words.toml" | "names.toml" => Some(Search::Tagger),
            "units.toml" => Some(Search::Units),
            "bounds.toml" if listed.list.ends_with("before") => Some(Search::BoundsBefore),
            "bounds.toml" => Some(Search::BoundsAfter),
            _ => None,
        }
    }
}

/// Words with the lists they stand in.
type Index<'n> = BTreeMap<&'n str, BTreeSet<&'n str>>;

fn index(notes: &Notes, search: Search) -> Index<'_> {
    let mut index = Index::new();
    for listed in notes.words.iter().filter(|listed| Search::of(listed) == Some(search)) {
        index.entry(&listed.word).or_default().insert(&listed.list);
    }
    index
}

/// Compares the words of a user's files with the embedded ones.
pub(super) fn review(embedded: &Notes, added: &Notes, findings: &mut Findings<'_>) {
    for search in [Search::Tagger, Search::Units, Search::BoundsBefore, Search::BoundsAfter] {
        let (known, new) = (index(embedded, search), index(added, search));
        let mut all = known.clone();
        new.iter().for_each(|(word, lists)| all.entry(word).or_default().extend(lists));
        let mut seen = BTreeSet::new();
        for listed in added.words.iter().filter(|listed| Search::of(listed) == Some(search)) {
            let word = listed.word.as_str();
            equal(listed, search, known.get(word), findings);
            // What it hides does not hang on the list, so it is told once; what an embedded word hides is nothing new.
            if !seen.insert(word) || known.contains_key(word) {
                continue;
            }
            let own = new.get(word).cloned().unwrap_or_default();
            let hidden = hidden(word, search, &all);
            tell(listed, &hidden, &own, findings, Severity::Warning, |names| {
                format!("{word} hides {names}: where {word} stands, no shorter word is found")
            });
            let longer: Vec<_> = all.iter().filter(|(longer, _)| covers(longer, word, search)).collect();
            tell(listed, &longer, &own, findings, Severity::Info, |names| format!("{word} is not found inside {names}, which is longer"));
        }
    }
}

/// A word that the embedded vocabulary has itself.
fn equal(listed: &Listed, search: Search, known: Option<&BTreeSet<&str>>, findings: &mut Findings<'_>) {
    let Some(lists) = known else { return };
    let mut add = |severity, message| findings.add(severity, &listed.file, Some(listed.at), message);
    let (word, list) = (&listed.word, &listed.list);
    if lists.contains(&**list) {
        add(Severity::Info, format!("{word} stands in {list} already; it can be left out"));
        return;
    }
    let others = lists.iter().copied().collect::<Vec<_>>().join(", ");
    let message = match search {
        Search::Tagger => format!("{word} means {others} already; it now means {list} too"),
        _ => format!("{word} was {others} and is now {list}"),
    };
    add(Severity::Warning, message);
}

/// The words that would be found where this one stands, if it were none.
fn hidden<'a, 'n>(word: &str, search: Search, all: &'a Index<'n>) -> Vec<(&'a &'n str, &'a BTreeSet<&'n str>)> {
    // A unit or bound is looked for at one place only, beside the number; what stands before the number ends there.
    if search == Search::BoundsBefore {
        return word.char_indices().skip(1).find_map(|(at, _)| all.get_key_value(&word[at..])).into_iter().collect();
    }
    let mut found = Vec::new();
    let mut from = 0;
    while from < word.len() {
        let ends = word[from..].char_indices().map(|(at, c)| from + at + c.len_utf8()).filter(|end| (from, *end) != (0, word.len()));
        match ends.rev().find_map(|end| all.get_key_value(&word[from..end])) {
            Some((shorter, lists)) => {
                found.push((shorter, lists));
                from += shorter.len();
            }
            None => from += word[from..].chars().next().map_or(1, char::len_utf8),
        }
        if search != Search::Tagger {
            break;
        }
    }
    found
}

fn covers(longer: &str, word: &str, search: Search) -> bool {
    let inside = match search {
        Search::Tagger => longer.contains(word),
        Search::Units | Search::BoundsAfter => longer.starts_with(word),
        Search::BoundsBefore => longer.ends_with(word),
    };
    inside && longer != word
}

/// Tells of the words among `others` that have a meaning which `own` lists do not give.
fn tell(
    listed: &Listed,
    others: &[(&&str, &BTreeSet<&str>)],
    own: &BTreeSet<&str>,
    findings: &mut Findings<'_>,
    severity: Severity,
    message: impl Fn(&str) -> String,
) {
    let mut names: Vec<String> = Vec::new();
    for (other, lists) in others {
        let lost: Vec<&str> = lists.difference(own).copied().collect();
        if !lost.is_empty() {
            names.push(format!("{other} ({})", lost.join(", ")));
        }
    }
    let more = names.len().saturating_sub(NAMED);
    names.truncate(NAMED);
    if more > 0 {
        names.push(format!("{more} more"));
    }
    if !names.is_empty() {
        findings.add(severity, &listed.file, Some(listed.at), message(&names.join(", ")));
    }
}
