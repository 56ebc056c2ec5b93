//! Which columns of a record hold its text and what is known of it. Their names stand in `columns.toml`.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::ingest::period;
use crate::ingest::source::{Facts, Settings};

/// `columns.toml`, as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Names {
    text: Vec<String>,
    title: Vec<String>,
    publisher: Vec<String>,
    url: Vec<String>,
    published: Vec<String>,
}

fn names() -> &'static Names {
    static NAMES: LazyLock<Names> =
        LazyLock::new(|| toml::from_str(include_str!("columns.toml")).unwrap_or_else(|problem| panic!("columns.toml: {problem}")));
    &NAMES
}

/// Places of the columns that matter among those of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Columns {
    /// The text itself.
    pub text: usize,
    title: Option<usize>,
    publisher: Option<usize>,
    url: Option<usize>,
    published: Option<usize>,
}

impl Columns {
    /// Finds them; none where no column holds texts.
    pub fn find<S: AsRef<str>>(columns: &[S], settings: &Settings) -> Option<Columns> {
        let place = |name: &str| columns.iter().position(|column| column.as_ref().trim().to_lowercase() == name);
        let first = |names: &[String]| names.iter().find_map(|name| place(name));
        let text = match &settings.text_column {
            Some(name) => columns.iter().position(|column| column.as_ref().trim() == name)?,
            None => first(&names().text)?,
        };
        let other = |names: &[String]| first(names).filter(|place| *place != text);
        Some(Columns {
            text,
            title: other(&names().title),
            publisher: other(&names().publisher),
            url: other(&names().url),
            published: other(&names().published),
        })
    }

    /// The same columns among those of [`Columns::used`] alone.
    pub fn packed(&self) -> Columns {
        let mut next = 0;
        let mut place = |used: Option<usize>| {
            used.map(|_| {
                next += 1;
                next - 1
            })
        };
        let text = place(Some(self.text)).unwrap_or_default();
        Columns { text, title: place(self.title), publisher: place(self.publisher), url: place(self.url), published: place(self.published) }
    }

    /// The places of all of them, that of the text first.
    pub fn used(&self) -> Vec<usize> {
        std::iter::once(self.text).chain([self.title, self.publisher, self.url, self.published].into_iter().flatten()).collect()
    }

    /// What the other columns say of the text; `cell` gives the text of a column.
    pub fn facts(&self, cell: impl Fn(usize) -> Option<String>) -> Facts {
        let said = |place: Option<usize>| {
            let text = cell(place?)?;
            Some(text.trim().to_owned()).filter(|text| !text.is_empty())
        };
        Facts {
            title: said(self.title),
            publisher: said(self.publisher),
            url: said(self.url),
            published: said(self.published).and_then(|text| period::day(&text)),
            ..Facts::default()
        }
    }
}

/// The reason that records without texts are refused for.
pub fn missing(columns: &[String]) -> String {
    format!("has no column of texts among {}; name the one that holds them with --text-column", columns.join(", "))
}
