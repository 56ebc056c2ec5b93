//! What a heading looks like: short, no full stop, and standing where a paragraph would begin.

use std::sync::LazyLock;

use regex::Regex;

use super::furniture;
use super::layout::{self, Layout};
use super::trace::{self, Glyph, Kind, Line, Paragraph};

/// Whether the first of `lines` heads what follows it. `before` is the paragraph above, which has ended.
pub(super) fn is(lines: &[Line], before: Option<&Paragraph>, layout: Layout) -> bool {
    let Some(line) = lines.first() else { return false };
    let text = trace::text(&line.glyphs);
    if !(could_be(&line.glyphs) || open_at_end(&line.glyphs) && alone(lines) || before.is_none() && calls_out(lines))
        || furniture::dated(&text)
        || furniture::signed(&text)
    {
        return false;
    }
    match layout {
        // The last line heads nothing: with a figure and a list mark it is an item, and so is any with a figure and a semicolon.
        Layout::Whole => {
            let marks: &[char] = if lines.len() == 1 { &['，', '；'] } else { &['；'] };
            let item = line.glyphs.iter().any(|g| marks.contains(&g.ch)) && line.glyphs.iter().any(|g| g.ch.is_numeric());
            !(before.is_some() && item)
        }
        // A line with a figure is an item, unless it is the page's headline.
        Layout::Items => {
            // 2025，我们再出发: a year alone is no figure.
            let digits: String = line.glyphs.iter().map(|g| g.ch).filter(|ch| ch.is_numeric()).collect();
            let year = digits.len() == 4 && digits.starts_with("20") && text.contains(&digits);
            before.is_none() && lines.len() > 1 || numbered(&line.glyphs) || digits.is_empty() || year
        }
        Layout::Wrapped { justified, .. } => {
            let short = || justified && could_be(&line.glyphs) && !layout.reaches(&line.glyphs, 3, 5) && lines.get(1).is_some();
            let under_headline = before.is_none_or(|p| p.kind == Kind::Heading);
            couplet(&text) || (under_headline && text.starts_with(['—', '－', '-'])) || alone(lines) || short_lead(lines, layout) || short()
        }
    }
}

/// Whether the lines of the first block are nothing but headings: at most three, without a comma or full stop among them. A block ends
/// where a gap, an indent, a dateline or a numbered heading begins the next.
pub(super) fn alone(lines: &[Line]) -> bool {
    let begins =
        |line: &Line| line.begins || line.gap || line.indent || numbered(&line.glyphs) || furniture::dated(&trace::text(&line.glyphs));
    let mut block = lines.iter().enumerate().take_while(|(i, line)| *i == 0 || !begins(line)).map(|(_, line)| line);
    let mut count = 0;
    let bare = block.all(|line| {
        count += 1;
        count <= 3 && (could_be(&line.glyphs) || open_at_end(&line.glyphs)) && !line.glyphs.iter().any(|g| "，。；！？".contains(g.ch))
    });
    // What follows the last line of a page is unknown: a lone word there is a cut sentence as often as a heading.
    bare && lines.get(count).is_some()
}

/// Whether a heading goes on in the next line: it was broken inside a bracket or a quotation.
pub(super) fn open_at_end(glyphs: &[Glyph]) -> bool {
    let depth = glyphs.iter().fold(0i32, |depth, g| match g.ch {
        '（' | '(' | '“' | '《' | '「' => depth + 1,
        '）' | ')' | '”' | '》' | '」' => depth - 1,
        _ => depth,
    });
    depth > 0 && layout::width(glyphs) <= layout::LONG_HEADING
}

/// A short line right above a full one: a broken line would have run to the edge.
fn short_lead(lines: &[Line], layout: Layout) -> bool {
    let Some(line) = lines.first() else { return false };
    let commas = line.glyphs.iter().any(|g| "，；".contains(g.ch));
    let below = lines.get(1).is_some_and(|next| !next.gap && layout.reaches(&next.glyphs, 3, 4));
    let number = line.glyphs.last().is_some_and(|g| g.ch.is_numeric());
    !layout.reaches(&line.glyphs, 3, 4) && (!commas || numbered(&line.glyphs)) && !number && below
}

/// Short and open at the end.
fn could_be(glyphs: &[Glyph]) -> bool {
    let last = glyphs.last().map_or('。', |g| g.ch);
    !layout::ended(glyphs)
        && !"，、,；;：:“（(《—".contains(last)
        && layout::width(glyphs) <= layout::LONG_HEADING
        && glyphs.iter().any(|g| trace::han(g.ch))
}

/// The headline of a page may call out: 平安账单，请您签收！ 战果如何？
fn calls_out(lines: &[Line]) -> bool {
    let Some(line) = lines.first() else { return false };
    let text = trace::text(&line.glyphs);
    let greets = ["们", "好", "同志"].iter().any(|word| text.trim_end_matches(['！', '!']).ends_with(word));
    text.ends_with(['！', '!', '？', '?'])
        && !greets
        && !text.contains(['。', '；'])
        && layout::width(&line.glyphs) <= layout::LONG_HEADING
        && lines.get(1).is_some_and(|next| next.gap || next.begins)
}

/// Two halves of four or more characters with a blank between: 护航振兴路 平安满煤城.
fn couplet(text: &str) -> bool {
    let halves: Vec<&str> = text.split([' ', '\u{3000}']).collect();
    (2..=3).contains(&halves.len())
        && halves.iter().all(|half| half.chars().count() >= 4 && half.chars().all(|c| trace::han(c) || "“”·、".contains(c)))
}

/// Numbered like a section: 一、 （二） 第三章 1. 2、
pub(super) fn numbered(glyphs: &[Glyph]) -> bool {
    level(&trace::text(glyphs)).is_some()
}

/// Begins with a mark of lists.
pub(super) fn bullet(glyphs: &[Glyph]) -> bool {
    glyphs.first().is_some_and(|g| mark(g.ch))
}

/// A mark of lists.
pub(super) fn mark(ch: char) -> bool {
    "●◆◇■□▲△★☆①②③④⑤⑥⑦⑧⑨⑩➢➤✦❖◎○•✅✔☑➡▶►📌📍👉🔹🔸🔺🔷🔶⭐".contains(ch)
}

/// How deep a numbered heading stands: 1 for 一、, 2 for （一）, 3 for 1. and 4 for （1）.
pub(super) fn level(text: &str) -> Option<u8> {
    static NUMBERED: LazyLock<[Regex; 4]> = LazyLock::new(|| {
        [
            r"^(?:第[一二三四五六七八九十百]{1,4}[章节部编篇]|[一二三四五六七八九十]{1,3}[、．.])",
            r"^[（(][一二三四五六七八九十]{1,3}[）)]",
            r"^\d{1,2}(?:[、．]|\.(?:\D|$))",
            r"^[（(]\d{1,2}[）)]",
        ]
        .map(|pattern| Regex::new(pattern).expect("a constant pattern"))
    });
    (1..).zip(NUMBERED.iter()).find(|(_, pattern)| pattern.is_match(text)).map(|(level, _)| level)
}
