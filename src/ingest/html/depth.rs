//! How deep a page nests its elements, before it is parsed: parsers take quadratic time on pages nested without end.

use super::source::{is_raw, markup};

/// Elements that end by themselves, or by the next of their kind.
const SELF_ENDING: [&str; 33] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "p", "li", "dt", "dd",
    "option", "optgroup", "tr", "td", "th", "thead", "tbody", "tfoot", "colgroup", "rp", "rt", "html", "head", "body", "caption",
];

/// The most elements that stand open at once, taking every end tag for the end of the last one.
pub(super) fn of(source: &str) -> usize {
    let (mut depth, mut deepest) = (0usize, 0usize);
    let mut rest = source;
    while let Some(at) = rest.find('<') {
        rest = rest.get(at..).unwrap_or_default();
        let length = markup(rest);
        let Some(tag) = rest.get(..length).filter(|_| length > 0) else {
            rest = rest.get(1..).unwrap_or_default();
            continue;
        };
        let closes = tag.starts_with("</");
        let name: String =
            tag.trim_start_matches(['<', '/']).chars().take_while(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
        // What holds raw text comes as one piece with its end.
        if !name.is_empty() && !is_raw(&name) && !SELF_ENDING.contains(&name.as_str()) {
            if closes {
                depth = depth.saturating_sub(1);
            } else {
                depth += 1;
                deepest = deepest.max(depth);
            }
        }
        rest = rest.get(length..).unwrap_or_default();
    }
    deepest
}
