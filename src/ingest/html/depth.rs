//! How deep a page nests its elements, before it is parsed: parsers take quadratic time on pages nested without end.

use std::collections::HashMap;

use super::source::{self, is_plain, is_raw};

/// Elements that end by themselves, or by the next of their kind.
const SELF_ENDING: [&str; 33] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "p", "li", "dt", "dd",
    "option", "optgroup", "tr", "td", "th", "thead", "tbody", "tfoot", "colgroup", "rp", "rt", "html", "head", "body", "caption",
];

/// The most elements that stand open at once, taking every end tag for the end of one of its name, if there is one.
pub(super) fn of(source: &str) -> usize {
    let (mut depth, mut deepest) = (0usize, 0usize);
    // Drawings and formulas that stand open: nothing in them is raw.
    let mut foreign = 0usize;
    let mut open: HashMap<String, usize> = HashMap::new();
    let mut rest = source;
    while let Some(at) = rest.find('<') {
        rest = rest.get(at..).unwrap_or_default();
        let Some((name, closes)) = source::name(rest) else {
            rest = rest.get(source::markup(rest).max(1)..).unwrap_or_default();
            continue;
        };
        let tag = source::tag(rest);
        // Nothing counts in what holds raw text; templates are parsed like the page itself.
        let skips = !closes && foreign == 0 && name != "template" && (is_raw(&name) || is_plain(&name));
        let length = if skips { tag + source::to_end(rest, tag, &name) } else { tag };
        rest = rest.get(length..).unwrap_or_default();
        if skips || SELF_ENDING.contains(&name.as_str()) {
            continue;
        }
        if matches!(name.as_str(), "svg" | "math") {
            foreign = if closes { foreign.saturating_sub(1) } else { foreign + 1 };
        }
        let of_name = open.entry(name).or_default();
        if closes && *of_name > 0 {
            *of_name -= 1;
            depth -= 1;
        } else if !closes {
            *of_name += 1;
            depth += 1;
            deepest = deepest.max(depth);
        }
    }
    deepest
}
