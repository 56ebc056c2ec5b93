//! Entries that replace what an embedded one says: a subject's default, a ratio, a count of residents.

use std::collections::HashMap;
use std::fmt::Debug;

use super::Findings;
use crate::lexicon::Lexicon;
use crate::model::Severity;

/// Compares a vocabulary with the embedded one below it.
pub(super) fn review(below: &Lexicon, above: &Lexicon, findings: &mut Findings<'_>) {
    let mut add = |file: &str, message: String| findings.add(Severity::Warning, file, None, message);
    for (subject, new) in below.subjects.iter().filter_map(|subject| Some((subject, above.subject(&subject.code)?))) {
        let code = format!("subject.{}", subject.code);
        add_changed(&mut add, "subjects.toml", &code, "default", &subject.default, &new.default);
        add_changed(&mut add, "subjects.toml", &code, "thing", &subject.thing, &new.thing);
    }
    for (event, new) in below.events.iter().filter_map(|event| Some((event, above.event(&event.code)?))) {
        let code = format!("event.{}", event.code);
        add_changed(&mut add, "events.toml", &code, "subject", &event.subject, &new.subject);
        add_changed(&mut add, "events.toml", &code, "thing", &event.thing, &new.thing);
        add_changed(&mut add, "events.toml", &code, "always", &event.always, &new.always);
        for (key, old, new) in [("objects", &event.objects, &new.objects), ("within", &event.within, &new.within)] {
            // An empty list means any, so the first member narrows the event down.
            if old.is_empty() && !new.is_empty() {
                add("events.toml", format!("{code}.{key} was empty, which means any; now only {} counts", new.join(", ")));
            }
        }
    }
    for rule in &below.ratios.rules {
        if above.ratios.rules.iter().any(|new| new.name == rule.name && new != rule) {
            add("ratios.toml", format!("ratio {:?} replaces the one of that name", rule.name));
        }
    }
    let censuses: HashMap<(&str, i32), u64> = above.population.iter().map(|c| ((c.region_code.as_str(), c.year), c.population)).collect();
    for census in below.population.iter() {
        if let Some(new) = censuses.get(&(census.region_code.as_str(), census.year)).filter(|new| **new != census.population) {
            add(
                "population.csv",
                format!("{} in {} had {} residents and now has {new}", census.region_code, census.year, census.population),
            );
        }
    }
    let regions: HashMap<(&str, &str), _> =
        above.regions.iter().map(|region| ((region.code.as_str(), region.name.as_str()), region)).collect();
    for region in below.regions.iter() {
        if regions.get(&(region.code.as_str(), region.name.as_str())).is_some_and(|new| *new != region) {
            add("regions.csv", format!("{} {} now has other years", region.code, region.name));
        }
    }
}

fn add_changed<T: PartialEq + Debug>(add: &mut impl FnMut(&str, String), file: &str, code: &str, key: &str, old: &T, new: &T) {
    if old != new {
        let plain = |value: &T| format!("{value:?}").trim_start_matches("Some(").trim_end_matches(')').to_lowercase();
        add(file, format!("{code}.{key} was {} and is now {}", plain(old), plain(new)));
    }
}
