//! Numbers that Word writes before paragraphs by itself: 一、, （一）, 第三章. They are no text of the file, yet a reader sees them.

use std::collections::{HashMap, HashSet};

use super::xml::{Element, Next, Xml};

/// Levels of a list.
const LEVELS: usize = 9;

/// A pattern with more characters is no number of a heading.
const LONGEST: usize = 16;

/// One level of a list, as defined.
#[derive(Debug, Clone, Default)]
struct Level {
    start: u32,
    format: String,
    pattern: String,
    /// What follows the number: a tab unless it says otherwise.
    suffix: Option<String>,
    /// The style whose paragraphs stand at this level.
    style: Option<String>,
    /// Whether numbers of higher levels are written in digits too.
    legal: bool,
    /// It counts on past paragraphs of higher levels.
    counts_on: bool,
}

/// One kind of list, and how far its paragraphs have been counted.
#[derive(Debug, Clone, Default)]
struct List {
    levels: [Level; LEVELS],
    counted: [Option<u32>; LEVELS],
}

/// A list in use: what it is a kind of, and where it starts anew.
#[derive(Debug, Clone, Default)]
struct Used {
    list: String,
    starts: [Option<u32>; LEVELS],
}

/// The numbering of a file.
#[derive(Debug, Clone, Default)]
pub(super) struct Numbering {
    lists: HashMap<String, List>,
    used: HashMap<String, Used>,
    begun: HashSet<String>,
}

impl Numbering {
    /// Reads the part that defines it.
    pub(super) fn read(part: &str) -> Result<Numbering, String> {
        let mut numbering = Numbering::default();
        let mut xml = Xml::new(part);
        loop {
            match xml.next()? {
                Next::Open(element) => match element.name() {
                    "abstractNum" => {
                        let id = element.attribute("abstractNumId").unwrap_or_default();
                        numbering.lists.insert(id, list(&mut xml)?);
                    }
                    "num" => {
                        let id = element.attribute("numId").unwrap_or_default();
                        numbering.used.insert(id, used(&mut xml)?);
                    }
                    "numbering" => {}
                    _ => xml.skip()?,
                },
                Next::End => return Ok(numbering),
                Next::Close | Next::Text(_) => {}
            }
        }
    }

    /// Counts a paragraph of the list `id` and gives its number, as written. Where `level` is open, the style says it.
    pub(super) fn count(&mut self, id: &str, level: Option<usize>, style: Option<&str>) -> Option<String> {
        let used = self.used.get(id)?;
        let list = self.lists.get_mut(&used.list)?;
        let of_style = || list.levels.iter().position(|l| style.is_some() && l.style.as_deref() == style);
        let at = level.or_else(of_style).unwrap_or(0).min(LEVELS - 1);
        if self.begun.insert(id.to_owned()) {
            for (counted, start) in list.counted.iter_mut().zip(&used.starts) {
                *counted = counted.filter(|_| start.is_none());
            }
        }
        let start = used.starts.get(at).copied().flatten().unwrap_or(list.levels.get(at)?.start);
        let counted = list.counted.get_mut(at)?;
        *counted = Some(counted.map_or(start, |n| n.saturating_add(1)));
        for (counted, level) in list.counted.iter_mut().zip(&list.levels).skip(at + 1) {
            if !level.counts_on {
                *counted = None;
            }
        }
        list.written(at)
    }
}

impl List {
    /// The number of the paragraph counted last at a level; none where it is a bullet or of a kind that is not known.
    fn written(&self, at: usize) -> Option<String> {
        let level = self.levels.get(at)?;
        // What names several levels, as 1.2 does, would be taken for a figure.
        if level.pattern.chars().count() > LONGEST || level.pattern.matches('%').count() != 1 {
            return None;
        }
        let mut out = String::new();
        let mut rest = level.pattern.as_str();
        while let Some((before, after)) = rest.split_once('%') {
            out.push_str(before);
            let digit = after.chars().next().and_then(|c| c.to_digit(10)).and_then(|d| (d as usize).checked_sub(1));
            let of = digit.and_then(|i| self.levels.get(i));
            let (Some(i), Some(of)) = (digit, of) else {
                out.push('%');
                rest = after;
                continue;
            };
            let number = self.counted.get(i).copied().flatten().unwrap_or(of.start);
            out.push_str(&number_as(if level.legal { "decimal" } else { &of.format }, number)?);
            rest = after.get(1..).unwrap_or_default();
        }
        out.push_str(rest);
        // A Chinese mark parts number and text well enough; after others, a figure would run into the number.
        let parted = out.chars().last().is_none_or(|c| !c.is_alphanumeric() && c != '.');
        if !parted && (level.suffix.as_deref() != Some("nothing") || out.ends_with('.')) {
            out.push(' ');
        }
        Some(out)
    }
}

fn list(xml: &mut Xml<'_>) -> Result<List, String> {
    let mut list = List::default();
    xml.children(|xml, element| {
        let at = index(element);
        match at.and_then(|at| list.levels.get_mut(at)).filter(|_| element.name() == "lvl") {
            Some(level) => read_level(xml, level),
            None => xml.skip(),
        }
    })?;
    Ok(list)
}

fn index(element: &Element<'_>) -> Option<usize> {
    element.attribute("ilvl")?.parse().ok()
}

fn read_level(xml: &mut Xml<'_>, level: &mut Level) -> Result<(), String> {
    xml.children(|xml, element| {
        let value = || element.value().unwrap_or_default();
        match element.name() {
            "start" => level.start = value().parse().unwrap_or(0),
            "numFmt" => level.format = value(),
            "lvlText" => level.pattern = value(),
            "suff" => level.suffix = Some(value()),
            "pStyle" => level.style = Some(value()),
            "isLgl" => level.legal = element.on(),
            "lvlRestart" => level.counts_on = value() == "0",
            _ => {}
        }
        xml.skip()
    })
}

fn used(xml: &mut Xml<'_>) -> Result<Used, String> {
    let mut used = Used::default();
    xml.children(|xml, element| match element.name() {
        "abstractNumId" => {
            used.list = element.value().unwrap_or_default();
            xml.skip()
        }
        "lvlOverride" => {
            let at = index(element);
            xml.children(|xml, inner| {
                if inner.name() == "startOverride"
                    && let Some(start) = at.and_then(|at| used.starts.get_mut(at))
                {
                    *start = inner.value().and_then(|n| n.parse().ok());
                }
                xml.skip()
            })
        }
        _ => xml.skip(),
    })?;
    Ok(used)
}

/// A number in one of Word's formats; none where it shows none or the format is not known.
fn number_as(format: &str, n: u32) -> Option<String> {
    Some(match format {
        "decimal" | "" => n.to_string(),
        "decimalZero" => format!("{n:02}"),
        "decimalFullWidth" | "decimalFullWidth2" => n.to_string().chars().map(wide).collect(),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" if (1..=10).contains(&n) => {
            char::from_u32('①' as u32 + n - 1)?.to_string()
        }
        "chineseCounting" | "chineseCountingThousand" | "japaneseCounting" | "taiwaneseCounting" | "taiwaneseCountingThousand" => {
            counted(n)
        }
        "ideographDigital" | "japaneseDigitalTenThousand" | "taiwaneseDigital" => digits(n),
        "upperLetter" if (1..=26).contains(&n) => char::from_u32('A' as u32 + n - 1)?.to_string(),
        "lowerLetter" if (1..=26).contains(&n) => char::from_u32('a' as u32 + n - 1)?.to_string(),
        "upperRoman" if (1..=39).contains(&n) => roman(n),
        "lowerRoman" if (1..=39).contains(&n) => roman(n).to_ascii_lowercase(),
        _ => return None,
    })
}

fn wide(c: char) -> char {
    c.to_digit(10).and_then(|d| char::from_u32('０' as u32 + d)).unwrap_or(c)
}

const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

fn digit(n: u32) -> char {
    DIGITS[(n % 10) as usize]
}

fn digits(n: u32) -> String {
    n.to_string().chars().filter_map(|c| c.to_digit(10)).map(digit).collect()
}

/// 一, 十, 十二, 二十; above 99 digit by digit.
fn counted(n: u32) -> String {
    if !(10..100).contains(&n) {
        return digits(n);
    }
    let mut out = String::new();
    if n >= 20 {
        out.push(digit(n / 10));
    }
    out.push('十');
    if !n.is_multiple_of(10) {
        out.push(digit(n));
    }
    out
}

fn roman(n: u32) -> String {
    let ones = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    "X".repeat((n / 10) as usize) + ones[(n % 10) as usize]
}
