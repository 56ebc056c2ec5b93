//! The styles of a Word file, as far as they say what a paragraph is.

use std::collections::HashMap;

use super::xml::{Next, Xml};

/// A style stands on another, that on a third; a longer chain goes in a circle.
const LONGEST_CHAIN: usize = 16;

/// A reference to a list; its level where it is said.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Listed {
    pub list: Option<String>,
    pub level: Option<usize>,
}

/// A style, as defined.
#[derive(Debug, Clone, Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    outline: Option<u8>,
    hidden: Option<bool>,
    listed: Listed,
}

/// What a style makes of its paragraphs and runs.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Means {
    pub heading: bool,
    pub hidden: bool,
    /// Its paragraphs are entries of a table of contents.
    pub contents: bool,
    pub listed: Listed,
}

/// The styles of a file.
#[derive(Debug, Clone, Default)]
pub(super) struct Styles {
    styles: HashMap<String, Style>,
}

impl Styles {
    /// Reads the part that defines them.
    pub(super) fn read(part: &str) -> Result<Styles, String> {
        let mut styles = Styles::default();
        let mut xml = Xml::new(part);
        loop {
            match xml.next()? {
                Next::Open(element) if element.name() == "style" => {
                    let id = element.attribute("styleId").unwrap_or_default();
                    styles.styles.insert(id, style(&mut xml)?);
                }
                Next::Open(element) if element.name() != "styles" => xml.skip()?,
                Next::End => return Ok(styles),
                _ => {}
            }
        }
    }

    /// What a style means, those below it included.
    pub(super) fn means(&self, id: &str) -> Means {
        let mut chain = Vec::new();
        let mut next = self.styles.get(id);
        while let Some(style) = next.filter(|_| chain.len() < LONGEST_CHAIN) {
            chain.push(style);
            next = style.based_on.as_ref().and_then(|id| self.styles.get(id));
        }
        Means {
            heading: chain.iter().find_map(|style| style.heading()).unwrap_or(false),
            hidden: chain.iter().find_map(|style| style.hidden).unwrap_or(false),
            contents: chain.first().is_some_and(|style| style.contents()),
            listed: Listed {
                list: chain.iter().find_map(|style| style.listed.list.clone()),
                level: chain.iter().find_map(|style| style.listed.level),
            },
        }
    }
}

impl Style {
    /// Whether it is one of headings; open where the style below it decides.
    fn heading(&self) -> Option<bool> {
        let named = self.name.strip_prefix("heading ").is_some_and(|n| n.parse::<u8>().is_ok());
        let titled = matches!(self.name.as_str(), "title" | "subtitle" | "副标题") || self.name.starts_with("标题");
        self.outline.map(outlined).or((named || titled).then_some(true))
    }

    fn contents(&self) -> bool {
        self.name.strip_prefix("toc ").is_some_and(|rest| rest == "heading" || rest.parse::<u8>().is_ok())
    }
}

/// Whether a level of the outline is one of headings: 9 stands for text.
pub(super) fn outlined(level: u8) -> bool {
    level < 9
}

/// Reads a reference to a list.
pub(super) fn listed(xml: &mut Xml<'_>, into: &mut Listed) -> Result<(), String> {
    xml.children(|xml, element| {
        match element.name() {
            "numId" => into.list = element.value(),
            "ilvl" => into.level = element.value().and_then(|n| n.parse().ok()),
            _ => {}
        }
        xml.skip()
    })
}

fn style(xml: &mut Xml<'_>) -> Result<Style, String> {
    let mut style = Style::default();
    xml.children(|xml, element| match element.name() {
        "name" => {
            style.name = element.value().unwrap_or_default().trim().to_lowercase();
            xml.skip()
        }
        "basedOn" => {
            style.based_on = element.value();
            xml.skip()
        }
        "rPr" => xml.children(|xml, property| {
            if property.name() == "vanish" {
                style.hidden = Some(property.on());
            }
            xml.skip()
        }),
        "pPr" => xml.children(|xml, property| match property.name() {
            "numPr" => listed(xml, &mut style.listed),
            name => {
                if name == "outlineLvl" {
                    style.outline = property.value().and_then(|n| n.parse().ok());
                }
                xml.skip()
            }
        }),
        _ => xml.skip(),
    })?;
    Ok(style)
}
