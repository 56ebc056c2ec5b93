//! Where each text node of a parsed page stands in its source. The parser keeps no positions, so the source is scanned a second time, by
//! the few rules that matter here (tags, comments, raw text, entities), and its characters are matched with those of the nodes in order.

use std::collections::HashMap;

use ego_tree::NodeId;
use scraper::{Html, Node};

use crate::ingest::trace::Glyph;

/// The glyphs of every text node.
#[derive(Debug, Clone, Default)]
pub(super) struct Located {
    nodes: HashMap<NodeId, Vec<Glyph>>,
}

/// How many characters must agree before a node is taken to stand at a place.
const PROOF: usize = 12;

impl Located {
    /// Finds all text nodes of `html` in `source`, which it was parsed from.
    pub(super) fn new(html: &Html, source: &str) -> Located {
        let scanned = scan(source);
        let mut nodes = HashMap::new();
        let mut cursor = 0;
        // Bounds the work on sources made to mislead: past it, nodes get the place reached so far.
        let mut budget = scanned.len().saturating_mul(8) + 1024;
        for node in html.tree.root().descendants() {
            let Node::Text(text) = node.value() else { continue };
            let raw = node.parent().is_some_and(|p| p.value().as_element().is_some_and(|e| is_raw(e.name())));
            if raw {
                continue;
            }
            let wanted: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
            if let Some(at) = find(&scanned, &wanted, cursor, &mut budget) {
                cursor = at;
            }
            let glyphs = text.chars().map(|ch| place(&scanned, &mut cursor, ch)).collect();
            nodes.insert(node.id(), glyphs);
        }
        Located { nodes }
    }

    /// The glyphs of a text node.
    pub(super) fn get(&self, node: NodeId) -> Option<&[Glyph]> {
        self.nodes.get(&node).map(Vec::as_slice)
    }
}

/// The next place at or after `cursor`, then anywhere, where the first characters of `wanted` stand.
fn find(scanned: &[Glyph], wanted: &[char], cursor: usize, budget: &mut usize) -> Option<usize> {
    let proof = wanted.get(..wanted.len().min(PROOF)).filter(|proof| !proof.is_empty())?;
    let stands = |at: usize| scanned.get(at..at + proof.len()).is_some_and(|there| there.iter().zip(proof).all(|(g, c)| g.ch == *c));
    for at in (cursor..scanned.len()).chain(0..cursor.min(scanned.len())) {
        if stands(at) {
            return Some(at);
        }
        *budget = budget.checked_sub(1)?;
    }
    None
}

/// The glyph for one character of a node: its place in the source, or an empty place there if the two disagree.
fn place(scanned: &[Glyph], cursor: &mut usize, ch: char) -> Glyph {
    let here = scanned.get(*cursor);
    match here {
        Some(glyph) if glyph.ch == ch && !ch.is_whitespace() => {
            *cursor += 1;
            *glyph
        }
        _ => {
            let at = here.map(|g| g.from).or(scanned.last().map(|g| g.to)).unwrap_or_default();
            Glyph { ch, from: at, to: at }
        }
    }
}

/// The visible characters of a source outside of tags, comments and raw text, entities resolved.
fn scan(source: &str) -> Vec<Glyph> {
    let mut out = Vec::new();
    let mut entities: HashMap<String, Vec<char>> = HashMap::new();
    let mut rest = source;
    let mut at = 0u32;
    // Bytes left in which no tag begins.
    let mut plain = 0usize;
    while let Some(first) = rest.chars().next() {
        let taken = match first {
            '<' if plain == 0 => {
                let taken = markup(rest);
                plain = name(rest).filter(|(name, closes)| !closes && is_plain(name)).map_or(0, |(name, _)| to_end(rest, taken, &name));
                taken
            }
            '&' => {
                let run = entity(rest);
                let end = at + count(run);
                let read = entities.entry(run.to_owned()).or_insert_with(|| resolve(run));
                out.extend(read.iter().filter(|c| !c.is_whitespace()).map(|&ch| Glyph { ch, from: at, to: end }));
                run.len()
            }
            _ => 0,
        };
        let taken = if taken == 0 {
            if !first.is_whitespace() {
                out.push(Glyph { ch: first, from: at, to: at + 1 });
            }
            first.len_utf8()
        } else {
            taken
        };
        let (done, left) = rest.split_at(taken.min(rest.len()));
        // A tag is no part of the plain text behind it.
        if first != '<' || done.len() == 1 {
            plain = plain.saturating_sub(done.len());
        }
        at += count(done);
        rest = left;
    }
    out
}

fn count(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}

/// Bytes of the tag, comment or declaration that `rest` begins with, raw text that belongs to it included; 0 if it is text.
pub(super) fn markup(rest: &str) -> usize {
    let to = |needle: &str| rest.find(needle).map_or(rest.len(), |i| i + needle.len());
    if rest.starts_with("<!--") {
        let end = to("-->");
        // Browsers take this for an end too.
        return rest.get(4..end).and_then(|inner| inner.find("--!>")).map_or(end, |i| i + 8);
    }
    let Some((name, closes)) = name(rest) else {
        let declares = rest.starts_with("<!") || rest.starts_with("<?") || (rest.starts_with("</") && rest.len() > 2);
        return if declares { to(">") } else { 0 };
    };
    let tag = tag(rest);
    if closes || !is_raw(&name) { tag } else { tag + to_end(rest, tag, &name) }
}

/// The name of the tag that `rest` begins with, and whether it is an end tag; none if it is no tag.
pub(super) fn name(rest: &str) -> Option<(String, bool)> {
    let (named, closes) = match rest.strip_prefix("</") {
        Some(named) => (named, true),
        None => (rest.strip_prefix('<')?, false),
    };
    // Looked at first: a text may hold nothing but what would begin tags.
    if !named.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let name = named.split(|c: char| c.is_ascii_whitespace() || c == '/' || c == '>').next()?;
    Some((name.to_ascii_lowercase(), closes))
}

/// Bytes between `from` and the end tag of that name.
pub(super) fn to_end(rest: &str, from: usize, name: &str) -> usize {
    let body = rest.get(from..).unwrap_or_default().as_bytes();
    let close = format!("</{name}");
    let ends = |i: &usize| {
        let named = body.get(*i..i + close.len()).is_some_and(|b| b.eq_ignore_ascii_case(close.as_bytes()));
        named && body.get(i + close.len()).is_some_and(|b| b.is_ascii_whitespace() || matches!(b, b'/' | b'>'))
    };
    (0..body.len()).find(ends).unwrap_or(body.len())
}

/// Where in a tag a reader is.
#[derive(Debug, Clone, Copy)]
enum Inside {
    Name,
    Between,
    Attribute,
    AfterAttribute,
    BeforeValue,
    Quoted(u8),
    Value,
}

/// Bytes of a tag up to its `>`, which may stand in quoted values too.
pub(super) fn tag(rest: &str) -> usize {
    let mut inside = Inside::Name;
    for (i, byte) in rest.bytes().enumerate().skip(2) {
        let blank = byte.is_ascii_whitespace();
        inside = match (inside, byte) {
            (Inside::Quoted(quote), _) if byte == quote => Inside::Between,
            (Inside::Quoted(_), _) => inside,
            (_, b'>') => return i + 1,
            (Inside::BeforeValue, b'"' | b'\'') => Inside::Quoted(byte),
            (Inside::BeforeValue, _) if !blank => Inside::Value,
            (Inside::Attribute | Inside::AfterAttribute, b'=') => Inside::BeforeValue,
            (Inside::Name | Inside::Value, _) if blank => Inside::Between,
            (Inside::Attribute, _) if blank => Inside::AfterAttribute,
            (Inside::Name | Inside::Attribute | Inside::AfterAttribute, b'/') => Inside::Between,
            (Inside::Between | Inside::AfterAttribute, _) if !blank && byte != b'/' => Inside::Attribute,
            _ => inside,
        };
    }
    rest.len()
}

/// Elements whose content is not markup and not text of the page.
pub(super) fn is_raw(name: &str) -> bool {
    matches!(name, "script" | "style" | "noscript" | "xmp" | "iframe" | "noembed" | "noframes" | "template")
}

/// Elements whose content is text without markup.
pub(super) fn is_plain(name: &str) -> bool {
    matches!(name, "title" | "textarea")
}

/// The run that an `&` begins: name or number, and its semicolon.
fn entity(rest: &str) -> &str {
    let name = rest.char_indices().skip(1).take(32).take_while(|(_, c)| c.is_ascii_alphanumeric() || *c == '#');
    let end = name.last().map_or(1, |(i, c)| i + c.len_utf8());
    let end = if rest.as_bytes().get(end) == Some(&b';') { end + 1 } else { end };
    rest.get(..end).unwrap_or("&")
}

/// What a run of text with an entity means; the parser knows, so it is asked.
fn resolve(run: &str) -> Vec<char> {
    if run.len() < 2 {
        return run.chars().collect();
    }
    Html::parse_fragment(run).root_element().text().flat_map(str::chars).collect()
}
