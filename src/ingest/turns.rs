//! Articles cut to fit their pages: 下转第4版 at the end of one part, 上接第1版 at the head of the other. Where both stand in one file, the second part is put
//! back behind the first.

use std::sync::LazyLock;

use regex::Regex;

use super::trace::{self, Kind, Paragraph, Turn};
use super::{heading, layout};

/// Takes the remarks out of a paragraph and notes which it had. A remark names a page; 上接 and 下转 alone are words.
pub(super) fn note(paragraph: &mut Paragraph) {
    static REMARK: LazyLock<Regex> = LazyLock::new(|| {
        let page = r"第?\s*(?:[A-Za-z]?\d{1,3}|[一二三四五六七八九十]{1,3}|[\p{Han}]{1,3})\s*版";
        let name = r"(?:[·・《“ \p{Han}]{0,14}[》”]?)?";
        Regex::new(&format!(
            r"(?:^[▶►>◀◄<\s]*(?:上接|紧接){page}{name}$|^[▶►>\s]*[（(【\[]?\s*(?:上接|紧接){page}[^）)】\]]{{0,20}}[）)】\]]|(?:^|[▶►>\s])下转{page}{name}\s*$|[（(【\[]\s*(?:下转|转){page}[^）)】\]]{{0,20}}[）)】\]]\s*$)"
        ))
        .expect("a constant pattern")
    });
    let text = trace::text(&paragraph.glyphs);
    let Some(found) = REMARK.find(&text) else { return };
    paragraph.turns = Some(if found.as_str().contains('接') { Turn::From } else { Turn::To });
    trace::cut(&mut paragraph.glyphs, &[found.range()]);
    let (glyphs, _) = trace::clean(std::mem::take(&mut paragraph.glyphs));
    paragraph.glyphs = glyphs;
}

/// Puts second parts behind first ones: the next 上接 belongs to the first 下转 that is still open.
pub(super) fn join(mut paragraphs: Vec<Paragraph>) -> Vec<Paragraph> {
    let mut from = 0;
    while let Some(to) = place(&paragraphs, from, Turn::To) {
        from = to + 1;
        let Some(begin) = place(&paragraphs, from, Turn::From) else { break };
        let mut moved = paragraphs.split_off(begin);
        let after = moved.split_off(part(&moved));
        let between = paragraphs.split_off(from);
        append(&mut paragraphs, moved);
        from = paragraphs.len();
        paragraphs.extend(between.into_iter().chain(after));
    }
    // What goes on with the article of a page that is not here is none of the article above it.
    for paragraph in paragraphs.iter_mut().filter(|p| p.turns == Some(Turn::From)) {
        paragraph.dateline = true;
    }
    paragraphs
}

fn place(paragraphs: &[Paragraph], from: usize, turn: Turn) -> Option<usize> {
    paragraphs.iter().skip(from).position(|p| p.turns == Some(turn)).map(|at| from + at)
}

/// How many paragraphs a second part has: up to its byline, the headline or dateline of another article, or another remark.
fn part(paragraphs: &[Paragraph]) -> usize {
    let mut begun = false;
    for (i, paragraph) in paragraphs.iter().enumerate() {
        let headline = paragraph.kind == Kind::Heading && heading::level(&trace::text(&paragraph.glyphs)).is_none();
        if begun && (headline || paragraph.dateline || paragraph.turns.is_some()) {
            return i;
        }
        // The headline may be printed again above the part.
        begun |= paragraph.kind != Kind::Heading && !paragraph.glyphs.is_empty();
        if paragraph.signed {
            return i + 1;
        }
    }
    paragraphs.len()
}

/// Goes on with the sentence that was cut, if one was.
fn append(paragraphs: &mut Vec<Paragraph>, mut moved: Vec<Paragraph>) {
    // What held nothing but the remarks is empty now.
    moved.retain(|paragraph| !paragraph.glyphs.is_empty());
    while paragraphs.pop_if(|paragraph| paragraph.glyphs.is_empty()).is_some() {}
    // A headline repeated above the second part would stand in the middle.
    let headlines = moved.iter().take_while(|p| p.kind == Kind::Heading).count();
    moved.drain(..headlines);
    // A short line that is cut off looks like a heading, but for its commas.
    let prose = |p: &Paragraph| p.kind == Kind::Text || (p.kind == Kind::Heading && p.glyphs.iter().any(|g| "，；".contains(g.ch)));
    let cut = paragraphs.last().is_some_and(|last| prose(last) && !layout::complete(&last.glyphs));
    if cut
        && moved.first().is_some_and(|p| p.kind == Kind::Text)
        && let Some(last) = paragraphs.last_mut()
    {
        let first = moved.remove(0);
        last.kind = Kind::Text;
        last.glyphs.extend(first.glyphs);
        last.signed |= first.signed;
    }
    paragraphs.extend(moved);
}
