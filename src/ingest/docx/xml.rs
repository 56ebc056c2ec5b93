//! The XML of a Word file as a stream: elements by their local names, which every dialect shares, no deeper than is sane, and without
//! document types, so that no entity can be defined.

use std::borrow::Cow;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// No writer nests elements as deeply as this, not even tables in tables in text boxes.
const DEEPEST: usize = 256;

/// What comes next in a part.
pub(super) enum Next<'x> {
    /// An element begins; its end comes as `Close`, even where it is empty.
    Open(Element<'x>),
    /// The innermost open element ends.
    Close,
    /// Text, its references resolved.
    Text(Cow<'x, str>),
    /// The part ends, all its elements closed.
    End,
}

/// The begin of an element.
pub(super) struct Element<'x>(BytesStart<'x>);

impl Element<'_> {
    /// Its name without prefix.
    pub(super) fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// The attribute of a local name.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.0.attributes();
        let found = attributes.with_checks(false).filter_map(Result::ok).find(|a| a.key.local_name().into_inner() == name)?;
        found.normalized_value(XmlVersion::Implicit1_0).ok().map(Cow::into_owned)
    }

    /// The attribute `val`, which most properties have.
    pub(super) fn value(&self) -> Option<String> {
        self.attribute("val")
    }

    /// Whether a property that is on by being there is on.
    pub(super) fn on(&self) -> bool {
        !self.value().is_some_and(|value| matches!(value.as_str(), "0" | "false" | "off"))
    }
}

/// Reads one part.
pub(super) struct Xml<'x> {
    reader: Reader<&'x [u8]>,
    depth: usize,
}

impl<'x> Xml<'x> {
    /// Begins to read a part.
    pub(super) fn new(part: &'x str) -> Xml<'x> {
        let mut reader = Reader::from_str(part);
        reader.config_mut().expand_empty_elements = true;
        Xml { reader, depth: 0 }
    }

    /// Reads on.
    pub(super) fn next(&mut self) -> Result<Next<'x>, String> {
        loop {
            let event = self.reader.read_event().map_err(|error| damaged(&error.to_string()))?;
            return Ok(match event {
                Event::Start(element) => {
                    self.depth += 1;
                    if self.depth > DEEPEST {
                        return Err(format!(
                            "a Word file whose elements are nested more than {DEEPEST} deep, as no report's are; open it in Word and save its text"
                        ));
                    }
                    Next::Open(Element(element))
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    Next::Close
                }
                Event::Text(text) => Next::Text(text.xml10_content().into_owned().into()),
                Event::CData(text) => Next::Text(text.into_inner()),
                Event::GeneralRef(reference) => {
                    let ch = match reference.resolve_char_ref() {
                        Ok(Some(ch)) => ch,
                        _ => predefined(&reference).ok_or_else(|| damaged(&format!("the entity &{};", reference.as_ref() as &str)))?,
                    };
                    Next::Text(ch.to_string().into())
                }
                Event::DocType(_) => {
                    return Err("a Word file with a document type, which may define entities and which Word never writes; \
                                open it in Word and save it as DOCX again"
                        .into());
                }
                Event::Eof if self.depth > 0 => return Err(damaged("it ends in the middle")),
                Event::Eof => Next::End,
                Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => continue,
            });
        }
    }

    /// Reads to the end of the element that was opened last.
    pub(super) fn skip(&mut self) -> Result<(), String> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            if matches!(self.next()?, Next::End) {
                break;
            }
        }
        Ok(())
    }

    /// The text of the element that was opened last, without that of elements in it.
    pub(super) fn text(&mut self) -> Result<String, String> {
        let mut text = String::new();
        loop {
            match self.next()? {
                Next::Open(_) => self.skip()?,
                Next::Text(more) => text.push_str(&more),
                Next::Close | Next::End => return Ok(text),
            }
        }
    }

    /// Calls `each` with the elements inside the one that was opened last; it must read each to its end.
    pub(super) fn children(&mut self, mut each: impl FnMut(&mut Xml<'x>, &Element<'x>) -> Result<(), String>) -> Result<(), String> {
        loop {
            match self.next()? {
                Next::Open(element) => each(self, &element)?,
                Next::Text(_) => {}
                Next::Close | Next::End => return Ok(()),
            }
        }
    }
}

fn predefined(name: &str) -> Option<char> {
    Some(match name {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        "apos" => '\'',
        _ => return None,
    })
}

fn damaged(detail: &str) -> String {
    format!("a damaged Word file: its XML cannot be read ({detail}); fetch it again, or open it in Word and save it as DOCX again")
}
