//! The keys of `words.toml`, each with what its words do.

use super::words::Grammar;

/// Table (empty for the top), key and meaning of every list. Denominators (`per`) have codes for keys and stand apart.
pub(super) const KEYS: [(&str, &str, Grammar); 27] = [
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
    ("", "target", Grammar::Target),
    ("", "plan_heading", Grammar::PlanHeading),
    ("incident", "words", Grammar::Incident),
    ("general", "verbs", Grammar::Verb),
    ("general", "adverbs", Grammar::Adverb),
    ("general", "actors", Grammar::Actor),
    ("general", "nominal", Grammar::Nominal),
    ("general", "topic", Grammar::Topic),
];

/// Lists of the table `base`: what a change is measured against. Each word stands for itself in every frame.
pub(super) const BASES: [(&str, Grammar); 4] =
    [("yoy", Grammar::Yoy), ("mom", Grammar::Mom), ("previous", Grammar::Previous), ("other_level", Grammar::OtherLevel)];

/// The list of it whose words say the same without a frame: 高于全省平均.
pub(super) const BARE: &str = "other_level";

/// What stands before and behind a base: 比上年同期, 与上年同期相比.
pub(super) const FRAMES: [(&str, &str); 18] = [
    ("比", ""),
    ("较", ""),
    ("较之", ""),
    ("相比", ""),
    ("相比于", ""),
    ("相较", ""),
    ("相较于", ""),
    ("对比", ""),
    ("与", "相比"),
    ("同", "相比"),
    ("和", "相比"),
    ("跟", "相比"),
    ("较", "相比"),
    ("与", "比"),
    ("同", "比"),
    ("与", "比较"),
    ("与", "相较"),
    ("与", "对比"),
];

/// Frames that say which way the figure went, too: 高于上年, 少于去年同期.
pub(super) const DIRECTED: [(Grammar, [(&str, &str); 4]); 2] = [
    (Grammar::Up, [("高于", ""), ("多于", ""), ("快于", ""), ("高出", "")]),
    (Grammar::Down, [("低于", ""), ("少于", ""), ("慢于", ""), ("低出", "")]),
];
