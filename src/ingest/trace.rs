//! Text that remembers where it came from: every stage of cleaning works on glyphs, so each join and each cut can be undone.

use crate::span::Bytes;

/// One character and the code points of the decoded source that it stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Glyph {
    pub ch: char,
    /// First code point in the source.
    pub from: u32,
    /// One past the last; equal to `from` for a character that rendering added.
    pub to: u32,
}

/// What a line or paragraph is, as far as the layout says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Kind {
    /// Running text.
    #[default]
    Text,
    /// A heading or headline.
    Heading,
    /// The caption of a table.
    Caption,
    /// A rendered row of a table: never joined with its neighbours.
    Row,
}

/// One line of the page, trimmed, with what stood around it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Line {
    pub glyphs: Vec<Glyph>,
    pub kind: Kind,
    /// A blank line, or a line that was dropped, stands before it.
    pub gap: bool,
    /// It began with a blank.
    pub indent: bool,
    /// The source says that a paragraph begins here: it never goes on with the line before.
    pub begins: bool,
}

/// One paragraph of a report.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Paragraph {
    pub glyphs: Vec<Glyph>,
    /// `Text` is body text here, and `Heading` heads what follows.
    pub kind: Kind,
    /// A byline that closes a report stood at its end.
    pub signed: bool,
    /// A dateline (本报讯, 又讯) stands at its start.
    pub dateline: bool,
    /// The page breaks here, to go on elsewhere.
    pub turns: Option<Turn>,
}

/// Where an article was cut to fit its pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    /// 下转第4版: what follows stands elsewhere.
    To,
    /// 上接第1版: what stands before is elsewhere.
    From,
}

/// The characters of `glyphs`.
pub(super) fn text(glyphs: &[Glyph]) -> String {
    glyphs.iter().map(|g| g.ch).collect()
}

/// Takes bytes of `text(glyphs)` out: ranges in order, none of which shares a byte with another or ends inside a character.
pub(super) fn cut(glyphs: &mut Vec<Glyph>, ranges: &[Bytes]) {
    let mut at = 0;
    let mut ranges = ranges.iter().peekable();
    glyphs.retain(|glyph| {
        let here = at;
        at += glyph.ch.len_utf8();
        while ranges.next_if(|range| range.end <= here).is_some() {}
        ranges.peek().is_none_or(|range| here < range.start)
    });
}

/// Cleans one raw line: drops what cannot be seen, folds each run of blanks to its first, trims, and says whether it was indented.
pub(super) fn clean(raw: impl IntoIterator<Item = Glyph>) -> (Vec<Glyph>, bool) {
    let mut glyphs: Vec<Glyph> = Vec::new();
    let mut indent = false;
    let mut blank: Option<Glyph> = None;
    for glyph in raw {
        if invisible(glyph.ch) {
            continue;
        }
        if glyph.ch.is_whitespace() {
            indent |= glyphs.is_empty();
            // A break inside a line, as markup has them, is a join and no blank.
            let ch = if matches!(glyph.ch, '\u{3000}' | '\n' | '\r') { glyph.ch } else { ' ' };
            if blank.is_none_or(|b| b.ch != '\n') {
                blank = Some(Glyph { ch: if ch == '\n' { ch } else { blank.map_or(ch, |b| b.ch) }, ..glyph });
            }
            continue;
        }
        if let Some(blank) = blank.take()
            && !glyphs.is_empty()
            && !matches!(blank.ch, '\n' | '\r')
        {
            glyphs.push(blank);
        }
        glyphs.push(glyph);
    }
    (glyphs, indent)
}

/// Characters that carry nothing: zero-width, directional and other format marks, controls, private use.
pub(super) fn invisible(ch: char) -> bool {
    matches!(ch,
        '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}'
        | '\u{E000}'..='\u{F8FF}' | '\u{E0000}'..='\u{E0FFF}' | '\u{F0000}'..='\u{10FFFF}')
        || (ch.is_control() && !ch.is_whitespace())
}

/// A Chinese character.
pub(super) fn han(ch: char) -> bool {
    matches!(ch, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' | '〇')
}
