//! The front matter of a Markdown file: keys and values between lines of dashes, above the text.

use chrono::NaiveDate;

use crate::ingest::period;

/// What it says of the text.
#[derive(Debug, Clone, Default)]
pub(super) struct Front {
    pub title: Option<String>,
    pub published: Option<NaiveDate>,
    /// Source, publisher and author.
    pub names: Vec<String>,
}

/// Front matter has no more lines than this.
const LONGEST: usize = 100;

/// Reads the front matter, and says at which byte the text begins.
pub(super) fn read(text: &str) -> (Front, usize) {
    let none = || (Front::default(), 0);
    let mut at = 0;
    let mut front = Front::default();
    let mut keys = 0;
    for (i, line) in text.split_inclusive('\n').take(LONGEST).enumerate() {
        at += line.len();
        let inside = line.trim_end();
        if i == 0 {
            if inside != "---" {
                return none();
            }
        } else if inside == "---" || inside == "..." {
            return if keys > 0 { (front, at) } else { none() };
        } else if inside.starts_with([' ', '\t', '-', '#']) || inside.is_empty() {
            // A part of the value above, or a remark.
        } else {
            let Some((key, value)) = inside.split_once(':').filter(|(key, _)| is_key(key)) else { return none() };
            keys += 1;
            front.take(&key.to_lowercase(), value);
        }
    }
    none()
}

fn is_key(key: &str) -> bool {
    !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || "_-".contains(c))
}

impl Front {
    fn take(&mut self, key: &str, value: &str) {
        let value = value.trim().trim_matches(['"', '\'']).trim();
        if value.is_empty() {
            return;
        }
        match key {
            "title" => self.title = Some(value.to_owned()),
            "date" => self.published = period::day(value),
            "source" | "publisher" | "author" => self.names.push(value.to_owned()),
            _ => {}
        }
    }
}
