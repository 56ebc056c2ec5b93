//! What a careful reader takes from a page, one figure a line. This is what trust rests on: written by hand from the page and the
//! codebook, never from what the program gives, and by no command.
//!
//! ```text
//! # a comment
//! @ region=341126 period=2023
//! 批准逮捕[186人] | 186 | person | exact | level | reported | crime.arrested
//! 较上年提高[3.7个百分点] | 3.7 | percentage_point | exact | point_change | reported | ~不捕率 | comparison=yoy
//! ? 做到“[三个]更加” | 3 | count | exact | level | * | *
//! ```
//!
//! - The first column is the text around the figure, the figure itself in `[ ]`. White space and forms of width do not count. It stands
//!   in the page once; two lines with the same text are two rows of one figure, as with 各.
//! - Then value (`15..20` for a range), unit, bound, measure, status, indicator, and what else must hold: `key=is` or `key~contains`.
//! - `*` is not asked. `~text` asks for a label with that text in it instead of a code.
//! - `@` sets region and period of the lines below it: `2023`, `2023-05`, a day, `a..b` of those, `-` for none.
//! - `?` marks a reading that is neither needed nor wrong.
//!
//! A figure of the page that no line names must not become an observation.

use std::collections::HashMap;
use std::str::FromStr;

use chrono::NaiveDate;
use gongbao::lexicon::Lexicon;
use gongbao::model::{Observation, Period};
use rust_decimal::Decimal;

const UNITS: &str = "case person person_time household count percent percentage_point permille times CNY USD kg m2 km km2 mu m3 litre \
                     second minute hour day month year score kwh";
const BOUNDS: &str = "exact more_than less_than nearly about range";
const MEASURES: &str = "level change point_change difference share";
const STATUSES: &str = "reported baseline target incident";

/// One line. What is not asked is `None`.
#[derive(Debug, Clone)]
pub struct Row {
    /// 1-based.
    pub line: usize,
    pub tolerated: bool,
    /// The first column as written.
    pub near: String,
    /// The same, squeezed and without brackets.
    pub text: Vec<char>,
    /// Where the figure stands in `text`.
    pub from: usize,
    pub to: usize,
    pub value: Option<Value>,
    pub unit: Option<String>,
    pub bound: Option<String>,
    pub measure: Option<String>,
    pub status: Option<String>,
    pub indicator: Option<Indicator>,
    pub extras: Vec<Extra>,
    pub region: Option<String>,
    /// `Some(None)`: no period.
    pub period: Option<Option<Period>>,
}

#[derive(Debug, Clone)]
pub enum Value {
    One(Decimal),
    Range(Decimal, Decimal),
}

#[derive(Debug, Clone)]
pub enum Indicator {
    Code(String),
    LabelWith(String),
}

/// A column beyond the seventh.
#[derive(Debug, Clone)]
pub struct Extra {
    key: String,
    contains: bool,
    text: String,
}

impl Extra {
    const KEYS: &str = "per comparison campaign part_of repeat_of";

    pub fn holds(&self, o: &Observation) -> bool {
        let found = match self.key.as_str() {
            "per" => &o.per,
            "comparison" => &o.comparison,
            "campaign" => &o.campaign,
            "part_of" => &o.part_of,
            _ => &o.repeat_of,
        };
        let found = found.as_deref().unwrap_or_default();
        if self.contains { found.contains(&self.text) } else { found == self.text }
    }
}

/// Reads a gold file; gives everything that is wrong with it.
pub fn read(text: &str, lexicon: &Lexicon) -> Result<Vec<Row>, Vec<String>> {
    let (mut rows, mut wrong) = (Vec::new(), Vec::new());
    let mut scope = None;
    for (number, line) in (1..).zip(text.lines()) {
        let line = line.trim();
        let result = match line.strip_prefix('@') {
            _ if line.is_empty() || line.starts_with('#') => Ok(()),
            Some(rest) => self::scope(rest, lexicon).map(|found| scope = Some(found)),
            None => match &scope {
                Some((region, period)) => row(number, line, lexicon).map(|row| {
                    rows.push(Row { region: region.clone(), period: *period, ..row });
                }),
                None => Err("no @ line above it".to_owned()),
            },
        };
        wrong.extend(result.err().map(|problem| format!("line {number}: {problem}: {line}")));
    }
    if wrong.is_empty() { Ok(rows) } else { Err(wrong) }
}

type Scope = (Option<String>, Option<Option<Period>>);

fn scope(rest: &str, lexicon: &Lexicon) -> Result<Scope, String> {
    let mut words: HashMap<&str, &str> = rest.split_whitespace().filter_map(|word| word.split_once('=')).collect();
    let (region, dates) = words.remove("region").zip(words.remove("period")).ok_or("region and period are wanted")?;
    if !words.is_empty() || rest.split_whitespace().count() != 2 {
        return Err("region and period are wanted, nothing else".to_owned());
    }
    if region != "*" && lexicon.regions.get(region, None).is_none() {
        return Err(format!("no region {region}"));
    }
    let period = match dates {
        "*" => None,
        "-" => Some(None),
        _ => Some(Some(period(dates).ok_or(format!("{dates} is no period"))?)),
    };
    Ok((asked(region), period))
}

fn asked(cell: &str) -> Option<String> {
    (cell != "*").then(|| cell.to_owned())
}

/// `2023`, `2023-05`, `2023-05-01`, or two of those with `..` between them.
fn period(text: &str) -> Option<Period> {
    let part = |text: &str| {
        let numbers: Vec<u32> = text.split('-').map(str::parse).collect::<Result<_, _>>().ok()?;
        match numbers[..] {
            [year] => Period::year(year as i32),
            [year, month] => Period::months(year as i32, month, month),
            [year, month, day] => NaiveDate::from_ymd_opt(year as i32, month, day).map(Period::day),
            _ => None,
        }
    };
    let (first, last) = text.split_once("..").unwrap_or((text, text));
    Period::new(part(first)?.start, part(last)?.end)
}

fn row(line: usize, text: &str, lexicon: &Lexicon) -> Result<Row, String> {
    let tolerated = text.starts_with('?');
    let cells: Vec<&str> = text.trim_start_matches('?').split('|').map(str::trim).collect();
    let [near, value, unit, bound, measure, status, indicator, extras @ ..] = &cells[..] else {
        return Err(format!("{} columns, at least 7 are wanted", cells.len()));
    };
    let squeezed: Vec<char> = super::squeeze::squeeze(near).into_iter().map(|(c, _)| c).collect();
    let brackets: Vec<usize> = (0..squeezed.len()).filter(|at| matches!(squeezed[*at], '[' | ']')).collect();
    let [open, close] = brackets[..] else { return Err("one figure in [ ] is wanted".to_owned()) };
    if squeezed[open] != '[' || squeezed[close] != ']' || close == open + 1 {
        return Err("one figure in [ ] is wanted".to_owned());
    }
    Ok(Row {
        line,
        tolerated,
        near: (*near).to_owned(),
        text: squeezed.iter().filter(|c| !matches!(c, '[' | ']')).copied().collect(),
        from: open,
        to: close - 1,
        value: self::value(value)?,
        unit: one_of(unit, UNITS)?,
        bound: one_of(bound, BOUNDS)?,
        measure: one_of(measure, MEASURES)?,
        status: one_of(status, STATUSES)?,
        indicator: self::indicator(indicator, lexicon)?,
        extras: extras.iter().flat_map(|cell| cell.split_whitespace()).map(extra).collect::<Result<_, _>>()?,
        region: None,
        period: None,
    })
}

fn value(cell: &str) -> Result<Option<Value>, String> {
    let number = |text: &str| Decimal::from_str(text).map_err(|_| format!("{text} is no number"));
    Ok(match cell.split_once("..") {
        _ if cell == "*" => None,
        Some((low, high)) => Some(Value::Range(number(low)?, number(high)?)),
        None => Some(Value::One(number(cell)?)),
    })
}

fn one_of(cell: &str, codes: &str) -> Result<Option<String>, String> {
    if cell == "*" || codes.split_whitespace().any(|code| code == cell) { Ok(asked(cell)) } else { Err(format!("no code {cell:?}")) }
}

fn indicator(cell: &str, lexicon: &Lexicon) -> Result<Option<Indicator>, String> {
    if let Some(text) = cell.strip_prefix('~') {
        return if text.is_empty() { Err("an empty label".to_owned()) } else { Ok(Some(Indicator::LabelWith(text.to_owned()))) };
    }
    if cell == "*" {
        return Ok(None);
    }
    let (subject, event) = cell.rsplit_once('.').ok_or(format!("{cell} is no indicator"))?;
    match (lexicon.subject(subject), lexicon.event(event)) {
        (Some(_), Some(_)) => Ok(Some(Indicator::Code(cell.to_owned()))),
        _ => Err(format!("no indicator {cell}")),
    }
}

fn extra(word: &str) -> Result<Extra, String> {
    let at = word.find(['=', '~']).ok_or(format!("{word} is neither key=is nor key~contains"))?;
    let (key, text) = (&word[..at], &word[at + 1..]);
    if !Extra::KEYS.split(' ').any(|known| known == key) || text.is_empty() {
        return Err(format!("nothing to ask for by {word}"));
    }
    Ok(Extra { key: key.to_owned(), contains: word[at..].starts_with('~'), text: text.to_owned() })
}
