//! The keys of `words.toml`, each with what its words do.

use super::words::Grammar;

/// Table (empty for the top), key and meaning of every list. Denominators (`per`) have codes for keys and stand apart.
pub(super) const KEYS: [(&str, &str, Grammar); 28] = [
    ("", "up", Grammar::Up),
    ("", "down", Grammar::Down),
    ("", "up_to", Grammar::UpTo),
    ("", "down_to", Grammar::DownTo),
    ("", "up_noun", Grammar::UpNoun),
    ("", "down_noun", Grammar::DownNoun),
    ("", "unchanged", Grammar::Unchanged),
    ("", "reach", Grammar::Reach),
    ("", "from", Grammar::From),
    ("", "share", Grammar::Share),
    ("", "distribute", Grammar::Distribute),
    ("", "each", Grammar::Each),
    ("", "part", Grammar::Part),
    ("", "without", Grammar::Without),
    ("", "rest", Grammar::Rest),
    ("", "yoy", Grammar::Yoy),
    ("", "mom", Grammar::Mom),
    ("", "previous", Grammar::Previous),
    ("", "prior", Grammar::Prior),
    ("", "other_level", Grammar::OtherLevel),
    ("", "target", Grammar::Target),
    ("", "plan_heading", Grammar::PlanHeading),
    ("incident", "words", Grammar::Incident),
    ("general", "verbs", Grammar::Verb),
    ("general", "adverbs", Grammar::Adverb),
    ("general", "actors", Grammar::Actor),
    ("general", "nominal", Grammar::Nominal),
    ("general", "topic", Grammar::Topic),
];
