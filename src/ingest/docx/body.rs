//! The story of a Word file: its paragraphs and tables as a reader sees them, without what was deleted, hidden or only computed from.

use super::numbering::Numbering;
use super::styles::{self, Listed, Means, Styles};
use super::tables::{self, Row};
use super::xml::{Element, Next, Xml};

/// A piece of the story.
pub(super) enum Block {
    /// A paragraph, its breaks as line feeds.
    Paragraph { text: String, heading: bool },
    /// A table.
    Table(Vec<Row>),
}

/// Pieces in order, and the text of a paragraph whose end was deleted: it goes on in the next one.
#[derive(Default)]
pub(super) struct Story {
    pub blocks: Vec<Block>,
    carried: String,
}

impl Story {
    /// Ends it: a paragraph that would have gone on ends too.
    pub(super) fn close(&mut self) {
        if !self.carried.is_empty() {
            let text = std::mem::take(&mut self.carried);
            self.blocks.push(Block::Paragraph { text, heading: false });
        }
    }
}

/// An open paragraph.
#[derive(Default)]
struct Paragraph {
    text: String,
    number: Option<String>,
    heading: bool,
    contents: bool,
    /// Its style hides it.
    hidden: bool,
    /// The open run is hidden.
    run_hidden: bool,
    /// Its end was deleted.
    unended: bool,
    /// Text boxes anchored in it; they are read after it.
    boxes: Story,
}

/// Reads the parts of a story.
pub(super) struct Reading<'x, 'd> {
    pub xml: Xml<'x>,
    styles: &'d Styles,
    numbering: &'d mut Numbering,
    /// The open fields, and whether each is still in its code.
    fields: Vec<bool>,
    /// How many of them are in their code.
    codes: usize,
}

/// Reads the main part.
pub(super) fn read(part: &str, styles: &Styles, numbering: &mut Numbering) -> Result<Vec<Block>, String> {
    let mut reading = Reading { xml: Xml::new(part), styles, numbering, fields: Vec::new(), codes: 0 };
    let mut story = Story::default();
    reading.blocks(&mut story)?;
    Ok(story.blocks)
}

/// Elements that hold no text of the story: properties, codes, what was deleted or moved away, and how a word is said.
pub(super) fn silent(name: &str) -> bool {
    matches!(
        name,
        "del" | "moveFrom" | "delText" | "delInstrText" | "instrText" | "fldData" | "ffData" | "sdtEndPr" | "sectPr" | "rt" | "Fallback"
    )
}

impl<'x> Reading<'x, '_> {
    /// Reads blocks up to the end of the open element.
    pub(super) fn blocks(&mut self, story: &mut Story) -> Result<(), String> {
        self.blocks_inside(story)?;
        story.close();
        Ok(())
    }

    fn blocks_inside(&mut self, story: &mut Story) -> Result<(), String> {
        let mut contents = false;
        loop {
            match self.xml.next()? {
                Next::Open(element) => match element.name() {
                    "sdtPr" => contents = self.holds_contents()?,
                    "sdtContent" if contents => self.xml.skip()?,
                    _ => self.block(&element, story)?,
                },
                Next::Text(_) => {}
                Next::Close | Next::End => return Ok(()),
            }
        }
    }

    /// Reads one element that may hold blocks.
    pub(super) fn block(&mut self, element: &Element<'_>, story: &mut Story) -> Result<(), String> {
        match element.name() {
            "p" => self.paragraph(story),
            "tbl" => {
                let rows = tables::read(self)?;
                story.blocks.push(Block::Table(rows));
                Ok(())
            }
            "AlternateContent" => self.choose(story, Self::blocks_inside),
            name if silent(name) => self.xml.skip(),
            _ => self.blocks_inside(story),
        }
    }

    /// Whether the properties of a control say that it holds the table of contents.
    fn holds_contents(&mut self) -> Result<bool, String> {
        let mut holds = false;
        self.xml.children(|xml, element| match element.name() {
            "docPartObj" => xml.children(|xml, part| {
                holds |= part.name() == "docPartGallery" && part.value().is_some_and(|name| name == "Table of Contents");
                xml.skip()
            }),
            _ => xml.skip(),
        })?;
        Ok(holds)
    }

    /// Reads the first of several versions of the same.
    fn choose<T>(&mut self, into: &mut T, inner: fn(&mut Self, &mut T) -> Result<(), String>) -> Result<(), String> {
        let mut chosen = false;
        loop {
            match self.xml.next()? {
                Next::Open(element) if !chosen && matches!(element.name(), "Choice" | "Fallback") => {
                    chosen = true;
                    inner(self, into)?;
                }
                Next::Open(_) => self.xml.skip()?,
                Next::Text(_) => {}
                Next::Close | Next::End => return Ok(()),
            }
        }
    }

    fn paragraph(&mut self, story: &mut Story) -> Result<(), String> {
        let mut paragraph = Paragraph { text: std::mem::take(&mut story.carried), ..Paragraph::default() };
        self.inline(&mut paragraph)?;
        // A field whose code never ends would silence the rest of the file.
        if self.codes > 0 {
            self.fields.clear();
            self.codes = 0;
        }
        if paragraph.unended {
            story.carried = paragraph.text;
        } else if !paragraph.contents && paragraph.text.chars().any(|c| !c.is_whitespace()) {
            // 1. before 2024年 would be taken for 1.2024.
            let figure = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit() || c == '.');
            let runs_in = |number: &String| {
                figure(number.trim_end().chars().last()) && paragraph.text.trim_start().starts_with(|c: char| c.is_ascii_digit())
            };
            let text = paragraph.number.filter(|number| !runs_in(number)).unwrap_or_default() + &paragraph.text;
            story.blocks.push(Block::Paragraph { text, heading: paragraph.heading });
        }
        story.blocks.append(&mut paragraph.boxes.blocks);
        Ok(())
    }

    /// Reads what stands in a paragraph, or in a part of one.
    fn inline(&mut self, paragraph: &mut Paragraph) -> Result<(), String> {
        loop {
            match self.xml.next()? {
                Next::Open(element) => match element.name() {
                    "pPr" => self.properties(paragraph)?,
                    "r" => {
                        paragraph.run_hidden = paragraph.hidden;
                        self.run(paragraph)?;
                    }
                    "AlternateContent" => self.choose(paragraph, Self::inline)?,
                    "p" | "tbl" => self.block(&element, &mut paragraph.boxes)?,
                    "sdtPr" => self.xml.skip()?,
                    name if silent(name) => self.xml.skip()?,
                    _ => self.inline(paragraph)?,
                },
                Next::Text(_) => {}
                Next::Close | Next::End => return Ok(()),
            }
        }
    }

    /// Reads what stands in a run.
    fn run(&mut self, paragraph: &mut Paragraph) -> Result<(), String> {
        loop {
            match self.xml.next()? {
                Next::Open(element) => {
                    let name = element.name();
                    match name {
                        "rPr" => self.run_properties(paragraph)?,
                        "t" => {
                            let kept = element.attribute("space").is_some_and(|space| space == "preserve");
                            let text = self.xml.text()?;
                            let text = if kept { text.as_str() } else { text.trim_matches(|c: char| c.is_ascii_whitespace()) };
                            self.say(paragraph, text.chars().map(|c| if c.is_control() { ' ' } else { c }));
                        }
                        "tab" | "ptab" | "br" | "cr" | "noBreakHyphen" => {
                            let ch = match name {
                                "tab" | "ptab" => ' ',
                                "noBreakHyphen" => '-',
                                _ => '\n',
                            };
                            self.say(paragraph, [ch]);
                            self.xml.skip()?;
                        }
                        "fldChar" => {
                            self.field(&element.attribute("fldCharType").unwrap_or_default());
                            self.xml.skip()?;
                        }
                        "drawing" | "pict" | "object" if !paragraph.run_hidden => self.boxes(&mut paragraph.boxes)?,
                        "AlternateContent" => self.choose(paragraph, Self::run)?,
                        "ruby" | "rubyBase" => self.inline(paragraph)?,
                        _ => self.xml.skip()?,
                    }
                }
                Next::Text(_) => {}
                Next::Close | Next::End => return Ok(()),
            }
        }
    }

    /// Adds to a paragraph what is neither hidden nor the code of a field.
    fn say(&self, paragraph: &mut Paragraph, text: impl IntoIterator<Item = char>) {
        if !paragraph.run_hidden && self.codes == 0 {
            paragraph.text.extend(text);
        }
    }

    fn field(&mut self, mark: &str) {
        let code = match mark {
            "begin" => {
                self.fields.push(true);
                self.codes += 1;
                return;
            }
            "separate" => self.fields.last_mut().is_some_and(|code| std::mem::replace(code, false)),
            "end" => self.fields.pop().unwrap_or(false),
            _ => false,
        };
        self.codes -= usize::from(code);
    }

    /// Reads the text boxes of a drawing.
    fn boxes(&mut self, story: &mut Story) -> Result<(), String> {
        loop {
            match self.xml.next()? {
                Next::Open(element) => match element.name() {
                    "txbxContent" => self.blocks(story)?,
                    "AlternateContent" => self.choose(story, Self::boxes)?,
                    _ => self.boxes(story)?,
                },
                Next::Text(_) => {}
                Next::Close | Next::End => return Ok(()),
            }
        }
    }

    fn run_properties(&mut self, paragraph: &mut Paragraph) -> Result<(), String> {
        let styles = self.styles;
        self.xml.children(|xml, element| {
            match element.name() {
                "rStyle" => paragraph.run_hidden |= element.value().is_some_and(|id| styles.means(&id).hidden),
                "vanish" => paragraph.run_hidden = element.on(),
                _ => {}
            }
            xml.skip()
        })
    }

    /// Reads the properties of a paragraph, and counts it if it is numbered.
    fn properties(&mut self, paragraph: &mut Paragraph) -> Result<(), String> {
        let (mut style, mut outline, mut own) = (None, None, Listed::default());
        self.xml.children(|xml, element| {
            match element.name() {
                "pStyle" => style = element.value(),
                "outlineLvl" => outline = element.value().and_then(|n| n.parse().ok()),
                "numPr" => return styles::listed(xml, &mut own),
                "rPr" => {
                    return xml.children(|xml, mark| {
                        paragraph.unended |= matches!(mark.name(), "del" | "moveFrom");
                        xml.skip()
                    });
                }
                _ => {}
            }
            xml.skip()
        })?;
        let Means { heading, hidden, contents, listed } = style.as_deref().map(|id| self.styles.means(id)).unwrap_or_default();
        paragraph.heading = outline.map_or(heading, styles::outlined);
        paragraph.hidden = hidden;
        paragraph.contents = contents;
        if let Some(list) = own.list.or(listed.list)
            && !paragraph.unended
        {
            paragraph.number = self.numbering.count(&list, own.level.or(listed.level), style.as_deref());
        }
        Ok(())
    }
}
