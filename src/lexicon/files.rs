//! The vocabulary files: which there are, and what the embedded ones say.

/// Every file with its embedded text, by the name under which a user's own may add to it.
pub const FILES: [(&str, &str); 14] = [
    ("bounds.toml", include_str!("bounds.toml")),
    ("checks.toml", include_str!("checks.toml")),
    ("compounds.toml", include_str!("compounds.toml")),
    ("cues.toml", include_str!("cues.toml")),
    ("events.toml", include_str!("events.toml")),
    ("names.toml", include_str!("names.toml")),
    ("nouns.toml", include_str!("nouns.toml")),
    ("population.csv", include_str!("population.csv")),
    ("ratios.toml", include_str!("ratios.toml")),
    ("region_names.toml", include_str!("regions/names.toml")),
    ("regions.csv", include_str!("regions/regions.csv")),
    ("subjects.toml", include_str!("subjects.toml")),
    ("units.toml", include_str!("units.toml")),
    ("words.toml", include_str!("words.toml")),
];
