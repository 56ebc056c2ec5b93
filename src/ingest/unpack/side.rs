//! Side files: what a person knows of a source and its text does not say. `NAME.meta.toml` stands beside the source `NAME`.
//!
//! ```toml
//! title = "…"
//! publisher = "乌兰察布市公安局"
//! region = "150900"                        # GB/T 2260
//! period = "2023"                          # or "2023-05", or "2023-01-01..2023-09-30"
//! published = "2024-01-15"
//! url = "https://…"
//!
//! [report.2]                               # of the second report in the file only
//! region = "150600"
//! ```

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use serde::Deserialize;

use crate::ingest::source::{Facts, Side};
use crate::lexicon::regions::Regions;
use crate::model::Period;

/// What the name of a side file ends in.
pub const SUFFIX: &str = ".meta.toml";

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Said {
    title: Option<String>,
    publisher: Option<String>,
    region: Option<String>,
    period: Option<String>,
    published: Option<Day>,
    url: Option<String>,
}

/// A day, with quotes or, as TOML has dates too, without.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Day {
    Text(String),
    Date(toml::value::Datetime),
}

/// Reads a side file.
///
/// # Errors
/// What is wrong with it.
pub fn read(text: &str, regions: &Regions) -> Result<Side, String> {
    let problem = |error: toml::de::Error| error.to_string().replace('\n', " ");
    let mut all: toml::Table = toml::from_str(text).map_err(problem)?;
    let mut reports = BTreeMap::new();
    if let Some(single) = all.remove("report") {
        for (ordinal, said) in BTreeMap::<String, Said>::deserialize(single).map_err(problem)? {
            let number: u32 =
                ordinal.parse().map_err(|_| format!("[report.{ordinal}]: {ordinal:?} is no ordinal; the first report is 1"))?;
            reports.insert(number, facts(said, regions).map_err(|error| format!("[report.{ordinal}]: {error}"))?);
        }
    }
    Ok(Side { all: facts(Said::deserialize(all).map_err(problem)?, regions)?, reports })
}

fn facts(said: Said, regions: &Regions) -> Result<Facts, String> {
    if let Some(code) = said.region.as_ref().filter(|code| regions.get(code, None).is_none()) {
        return Err(format!("region {code:?} is no GB/T 2260 code that is known here"));
    }
    let period = said
        .period
        .map(|text| period(&text).ok_or(format!("period {text:?} is no year, month, day, or two of them with .. between")))
        .transpose()?;
    let published = said.published.map(|day| {
        let text = match day {
            Day::Text(text) => text,
            Day::Date(date) => date.to_string(),
        };
        text.parse::<NaiveDate>().map_err(|_| format!("published {text:?} is no day; write it like 2024-01-15"))
    });
    Ok(Facts {
        title: said.title,
        publisher: said.publisher,
        url: said.url,
        published: published.transpose()?,
        region: said.region,
        period,
    })
}

/// `2023`, `2023-05`, `2023-05-01`, or `a..b` of those.
fn period(text: &str) -> Option<Period> {
    let part = |text: &str| -> Option<Period> {
        let numbers: Vec<u32> = text.trim().split('-').map(|n| n.parse().ok()).collect::<Option<_>>()?;
        match numbers[..] {
            [year] => Period::year(i32::try_from(year).ok().filter(|year| (1949..=2099).contains(year))?),
            [year, month] => Period::months(i32::try_from(year).ok()?, month, month),
            [year, month, day] => NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day).and_then(|day| Period::new(day, day)),
            _ => None,
        }
    };
    match text.split_once("..") {
        Some((first, last)) => Period::new(part(first)?.start, part(last)?.end),
        None => part(text),
    }
    .filter(|period| (1949..=2099).contains(&period.start.year()))
}
