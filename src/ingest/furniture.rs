//! What stands on a page and is not the report: menus, page lines, bylines, lists of other articles. The words stand in `furniture.toml`.

use std::collections::HashSet;
use std::sync::LazyLock;

use regex::{Regex, RegexSet, RegexSetBuilder};
use serde::Deserialize;

use super::trace::{self, Kind, Line, Paragraph};
use super::{layout, stamp};
use crate::span::Bytes;
use crate::text::hanzi;

/// `furniture.toml`, as written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    buttons: Vec<String>,
    related: Vec<String>,
    elements: Vec<String>,
    names: Vec<String>,
    line: Vec<Pattern>,
    part: Vec<Pattern>,
}

/// Room for the states of the patterns of lines, per thread. In the default of 2 MB they do not fit, and a far slower engine takes over.
const LINES_CACHE_BYTES: usize = 16 << 20;

/// A pattern and a text it must match.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Pattern {
    example: String,
    pattern: String,
}

/// `furniture.toml`, ready for use.
#[derive(Debug)]
pub(super) struct Furniture {
    words: Words,
    lines: RegexSet,
    parts: Vec<Regex>,
}

impl Furniture {
    /// The vocabulary embedded in the program. It cannot fail: each test that ingests loads it.
    pub(super) fn embedded() -> &'static Furniture {
        static EMBEDDED: LazyLock<Furniture> =
            LazyLock::new(|| Furniture::load(include_str!("furniture.toml")).unwrap_or_else(|problem| panic!("furniture.toml: {problem}")));
        &EMBEDDED
    }

    /// Reads the vocabulary; refuses unknown keys and patterns that miss their example.
    fn load(source: &str) -> Result<Furniture, String> {
        let words: Words = toml::from_str(source).map_err(|e| e.to_string())?;
        let lines = RegexSetBuilder::new(words.line.iter().map(|p| &p.pattern))
            .dfa_size_limit(LINES_CACHE_BYTES)
            .build()
            .map_err(|e| e.to_string())?;
        let parts: Vec<Regex> = words.part.iter().map(|p| Regex::new(&p.pattern)).collect::<Result<_, _>>().map_err(|e| e.to_string())?;
        let of_line = words.line.iter().enumerate().map(|(at, line)| (line, lines.matches(&line.example).matched(at)));
        let of_part = words.part.iter().zip(&parts).map(|(part, regex)| (part, regex.is_match(&part.example)));
        if let Some((Pattern { example, pattern }, _)) = of_line.chain(of_part).find(|(_, matches)| !matches) {
            return Err(format!("{pattern} does not match its example {example}"));
        }
        Ok(Furniture { words, lines, parts })
    }

    /// Whether an element of markup never holds an article.
    pub(super) fn element(&self, name: &str) -> bool {
        self.words.elements.iter().any(|e| e == name)
    }

    /// Whether a class or id names a part of the page that is not the article.
    pub(super) fn named(&self, names: &str) -> bool {
        let mut parts = names.split(|c: char| !c.is_ascii_alphabetic()).filter(|part| !part.is_empty());
        parts.any(|part| self.words.names.iter().any(|n| n.eq_ignore_ascii_case(part)))
    }

    /// The patterns are written in simplified script.
    fn line(&self, text: &str) -> bool {
        let is_one = |text: &str| self.lines.is_match(text) || self.only_buttons(text) || stamp::is_stamp(text);
        let simplified = || text.chars().map(hanzi::simplify).collect::<String>();
        text.len() <= LONGEST
            && (is_one(text) || {
                let simplified = simplified();
                simplified != text && is_one(&simplified)
            })
    }

    /// Nothing but words of buttons, numbers and marks.
    fn only_buttons(&self, text: &str) -> bool {
        let mut words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).peekable();
        words.peek().is_some() && words.all(|word| self.words.buttons.iter().any(|b| b == word)) && !text.contains(['。', '，'])
    }

    fn related(&self, text: &str) -> bool {
        let bare = text.trim_matches(|c: char| !c.is_alphabetic() && c != '：');
        let head = bare.split(['：', ':']).next().unwrap_or_default().trim();
        self.words.related.iter().any(|r| r == head)
    }
}

/// Whether a line is none of an article's.
pub(super) fn is_line(text: &str) -> bool {
    Furniture::embedded().line(text.trim())
}

/// A line of more bytes is prose: no pattern need look at it.
const LONGEST: usize = 600;

/// The lines without the page's furniture, and the text of what was dropped, where dates may stand.
pub(super) fn drop_lines(lines: Vec<Line>) -> (Vec<Line>, Vec<String>) {
    let furniture = Furniture::embedded();
    let mut kept: Vec<Line> = Vec::new();
    let mut dropped = Vec::new();
    let mut in_list = false;
    let mut gap = false;
    let mut begins = false;
    for mut line in lines {
        let text = trace::text(&line.glyphs);
        if line.kind == Kind::Text || line.kind == Kind::Heading {
            let related = furniture.related(&text);
            // A list of other articles goes on as long as its lines are headlines.
            in_list = related || (in_list && !layout::ended(&line.glyphs) && layout::width(&line.glyphs) < layout::LONG_HEADING);
            let doubled = doubled(&text);
            // A doubled line is the trace of a shadowed headline or caption. Captions also double their full stop.
            if let Some(once) = doubled.filter(|_| kept.is_empty()) {
                line.glyphs.truncate(once);
            } else if in_list
                || doubled.is_some()
                || furniture.line(&text)
                || (!text.chars().any(char::is_alphanumeric) && !ends(&kept, &text))
            {
                // The dates of other articles are not its own.
                if !in_list {
                    dropped.push(text);
                }
                gap = true;
                begins |= line.begins;
                continue;
            }
        }
        line.gap |= gap && !kept.is_empty();
        line.begins |= begins;
        (gap, begins) = (false, false);
        kept.push(line);
    }
    (kept, dropped)
}

/// Whether a line is the full stop of the one before, for which its column had no room.
fn ends(kept: &[Line], text: &str) -> bool {
    text.chars().all(|c| layout::terminates(c) || layout::closes(c))
        && kept.last().is_some_and(|line| line.kind == Kind::Text && !layout::ended(&line.glyphs))
}

/// Where a line says the same twice, the length of once, in code points.
fn doubled(text: &str) -> Option<usize> {
    let chars: Vec<char> = text.chars().collect();
    let end = chars.iter().rposition(|c| c.is_alphanumeric() || "”》）".contains(*c))? + 1;
    let half = end / 2;
    let (first, second) = chars.get(..end)?.split_at(half);
    (half >= 4 && end % 2 == 0 && first == second).then_some(half)
}

/// Who a dateline begins with, as a pattern.
pub(super) const NEWSPAPERS: &str = r"(?:本报|本网|新华社|中新社|中新网|人民网|法治日报|人民公安报|\p{Han}{2,6}(?:日报|晚报|早报|时报|晨报|商报|都市报|法制报|法治报|新闻网)|\p{Han}{2,6}网\p{Han}{0,4}\d{1,2}月\d{1,2}日)";

static DATELINE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(r"^(?:(?:又|另)讯[\s，：:]|{NEWSPAPERS}[\p{{Han}}\d\s]{{0,14}}?[讯电](?:[\s（(，：:]|$))"))
        .expect("a constant pattern")
});

static SIGNATURE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(^|[。！？”…])\s*[（(]\s*[\p{Han}\s、·]{2,16}\s*[）)]$").expect("a constant pattern"));

/// Whether a text begins with the dateline of a newspaper.
pub(super) fn dated(text: &str) -> bool {
    DATELINE.is_match(text)
}

/// Whether a text ends with the name of its author or unit in brackets.
pub(super) fn signed(text: &str) -> bool {
    SIGNATURE.is_match(text)
}

/// What is taken out may make its neighbours a remark in turn, but no report has remarks so deep in each other.
const PASSES: usize = 8;

/// Takes bylines and other remarks of the editors out of a paragraph, and notes what they say of where reports begin and end.
pub(super) fn drop_parts(paragraph: &mut Paragraph) {
    let mut text = trace::text(&paragraph.glyphs);
    paragraph.dateline |= dated(&text);
    for part in &Furniture::embedded().parts {
        for _ in 0..PASSES {
            let ranges: Vec<Bytes> = part.find_iter(&text).map(|found| found.range()).collect();
            if ranges.is_empty() {
                break;
            }
            let mut kept = String::new();
            let mut at = 0;
            for range in &ranges {
                kept.push_str(text.get(at..range.start).unwrap_or_default());
                at = range.end;
                let closes = range.end == text.len() && kept.trim_end().ends_with(layout::terminates);
                paragraph.signed |= closes || text.get(range.clone()).is_some_and(|found| found.contains('完'));
            }
            kept.push_str(text.get(at..).unwrap_or_default());
            trace::cut(&mut paragraph.glyphs, &ranges);
            text = kept;
        }
    }
    if let Some(found) = SIGNATURE.captures(&text) {
        let kept = found.get(1).map_or(0, |m| m.end());
        paragraph.signed = true;
        let end = text.len();
        trace::cut(&mut paragraph.glyphs, std::slice::from_ref(&(kept..end)));
    }
    let (glyphs, _) = trace::clean(std::mem::take(&mut paragraph.glyphs));
    paragraph.glyphs = glyphs;
}

/// Drops every paragraph that says word for word what a paragraph before it said: a page saved twice, a lead set twice.
pub(super) fn drop_copies(paragraphs: &mut Vec<Paragraph>) {
    let mut seen = HashSet::new();
    paragraphs.retain(|p| p.kind == Kind::Row || p.glyphs.len() < COPIED || seen.insert(trace::text(&p.glyphs)));
}

/// Shorter paragraphs may come twice by chance.
const COPIED: usize = 20;
