//! `gongbao read`: how a text is read, as a table for a person or as JSON for a program.

use std::io::{self, BufRead};

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::args;
use super::exit::{Exit, Failure};
use super::grid::{Grid, count, grouped, visible};
use super::guard::guarded;
use super::json::Object;
use super::pipeline::Steps;
use super::progress::Voice;
use super::{print, show};
use crate::lexicon::Lexicon;
use crate::model::{Mention, Observation, Outcome};

/// A text as read.
#[derive(Debug, Default)]
pub struct Reading {
    /// As cleaned: what positions count in.
    pub text: String,
    /// Its numbers.
    pub mentions: Vec<Mention>,
    /// What they mean.
    pub observations: Vec<Observation>,
    /// Why it could not be read.
    pub error: Option<String>,
}

/// Reads what was typed, or standard input line by line.
///
/// # Errors
/// Where standard input or output fails.
pub fn run(typed: &args::Read, steps: &Steps, lexicon: &Lexicon, voice: &Voice) -> Result<Exit, Failure> {
    let mut exit = Exit::Success;
    let mut one = |name: &str, text: &str, damaged: bool| {
        let mut reading = Reading::of(text, steps, lexicon);
        if damaged {
            reading.error = Some("it is not UTF-8; what is not was replaced by U+FFFD".to_owned());
        }
        if let Some(error) = &reading.error {
            voice.reject(name, error);
            exit = Exit::Rejected;
        }
        print(&if typed.json { reading.json() } else { reading.table() })
    };
    if typed.text != "-" {
        one("text", &typed.text, false)?;
        return Ok(exit);
    }
    let mut input = io::stdin().lock();
    let mut line = Vec::new();
    let mut number = 0;
    while input.read_until(b'\n', &mut line).map_err(Failure::Output)? > 0 {
        let bytes = line.strip_suffix(b"\n").unwrap_or(&line);
        let text = String::from_utf8_lossy(bytes.strip_suffix(b"\r").unwrap_or(bytes));
        number += 1;
        one(&format!("line {number}"), &text, std::str::from_utf8(bytes).is_err())?;
        line.clear();
    }
    Ok(exit)
}

impl Reading {
    /// Reads a text; the two characters `\n` stand for a line break.
    pub fn of(text: &str, steps: &Steps, lexicon: &Lexicon) -> Reading {
        let text = text.replace("\\n", "\n");
        let work = || {
            let (document, sentences) = (steps.read_text)(&text, lexicon);
            let mentions = (steps.extract)(&document, &sentences, lexicon);
            let observations = (steps.normalize)(&document, &sentences, &mentions, lexicon);
            Reading { text: document.text, mentions, observations, error: None }
        };
        guarded(work).unwrap_or_else(|message| Reading { error: Some(message), text: text.clone(), ..Reading::default() })
    }

    /// One line of JSON.
    pub fn json(&self) -> String {
        // Rows are strings and numbers under string keys: there is nothing in them that JSON could not hold.
        serde_json::to_string(self).unwrap_or_default() + "\n"
    }

    /// The text and a table of its numbers.
    pub fn table(&self) -> String {
        table(self)
    }
}

impl Serialize for Reading {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("text", &self.text)?;
        map.serialize_entry("mentions", &self.mentions.iter().map(Object).collect::<Vec<_>>())?;
        map.serialize_entry("observations", &self.observations.iter().map(Object).collect::<Vec<_>>())?;
        if let Some(error) = &self.error {
            map.serialize_entry("error", error)?;
        }
        map.end()
    }
}

fn table(reading: &Reading) -> String {
    let mut text: String = reading.text.lines().map(|line| visible(line) + "\n").collect();
    let mut grid = Grid::default();
    grid.row(["written", "outcome", "value", "unit", "what", "measure", "bound", "region", "period"]);
    for mention in &reading.mentions {
        let mut of_mention = reading.observations.iter().filter(|o| o.mention_id == mention.mention_id).peekable();
        if of_mention.peek().is_none() {
            let (surface, outcome, reason) = (mention.surface.as_str(), mention.outcome.name(), show::maybe(&mention.reason));
            grid.row([surface, outcome, &show::number(mention), show::maybe(&mention.unit), reason]);
        }
        for observation in of_mention {
            let measure = match &observation.comparison {
                Some(comparison) => format!("{} ({comparison})", observation.measure),
                None => observation.measure.clone(),
            };
            let unit = match &observation.per {
                Some(per) => format!("{} per {per}", observation.unit),
                None => observation.unit.clone(),
            };
            grid.row([
                &observation.surface,
                mention.outcome.name(),
                &show::value(observation),
                &unit,
                show::subject(observation),
                &measure,
                &observation.bound,
                show::maybe(&observation.region_name),
                &show::period(observation.period),
            ]);
        }
    }
    if !reading.mentions.is_empty() {
        text.push_str(&grid.render(&[2]));
    }
    let of = |outcome| grouped(reading.mentions.iter().filter(|mention| mention.outcome == outcome).count());
    let counts = [Outcome::Observed, Outcome::Ignored, Outcome::Unresolved].map(|outcome| format!("{} {}", of(outcome), outcome.name()));
    text.push_str(&format!("{}: {}\n", count(reading.mentions.len(), "number"), counts.join(", ")));
    text
}
