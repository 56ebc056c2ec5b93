//! HTML to lines: the article of a page, without what surrounds it.

mod article;
mod depth;
mod source;
mod tables;

use std::collections::HashSet;
use std::sync::LazyLock;

use ego_tree::NodeId;
use ego_tree::iter::Edge;
use scraper::{ElementRef, Html, Node, Selector};

use super::furniture::Furniture;
use super::page::{BESIDE, Page, Said};
use super::trace::{self, Glyph, Kind, Line};
use super::{period, stamp, table};
use crate::text::hanzi;
use source::Located;

/// What may be a headline.
static CANDIDATES: LazyLock<Selector> =
    LazyLock::new(|| constant("h1, h2, h3, h4, [class*=title], [id*=title], [class*=Title], [id*=Title]"));
/// What the head calls the article.
static CALLED: LazyLock<Selector> = LazyLock::new(|| constant(r#"meta[name="ArticleTitle" i], meta[property="og:title"]"#));
static TITLE: LazyLock<Selector> = LazyLock::new(|| constant("title"));
/// What the head says of site and source.
static SITE: LazyLock<[Selector; 3]> =
    LazyLock::new(|| [r#"meta[name="SiteName" i]"#, r#"meta[name="ContentSource" i]"#, r#"meta[property="og:site_name"]"#].map(constant));

/// Who the head says published the page.
static PUBLISHER: LazyLock<Selector> =
    LazyLock::new(|| constant(r#"meta[name="ContentSource" i], meta[name="source" i], meta[property="article:publisher"]"#));
/// When. The first are those that the standard for Chinese government sites asks for.
static PUBLISHED: LazyLock<Selector> = LazyLock::new(|| {
    constant(concat!(
        r#"meta[name="PubDate" i], meta[property="article:published_time"], meta[name="publishdate" i], meta[name="publish-date" i], "#,
        r#"meta[name="publishtime" i], meta[name="firstpublishedtime" i], meta[itemprop="datePublished" i], meta[name="DC.Date" i]"#
    ))
});
/// What may hold a line that dates the page.
static LINES: LazyLock<Selector> = LazyLock::new(|| constant("div, p, span, td, h3, h4, h5, h6"));
/// No line that dates a page is longer.
const LONGEST_STAMP_BYTES: usize = 400;
/// Nor is there one of more nodes.
const MOST_NODES: usize = 24;
static TIME: LazyLock<Selector> = LazyLock::new(|| constant("time[datetime]"));
/// Where.
static ADDRESS: LazyLock<Selector> = LazyLock::new(|| constant(r#"meta[name="Url" i], meta[property="og:url"], link[rel="canonical" i]"#));

fn constant(selector: &str) -> Selector {
    Selector::parse(selector).expect("a constant selector")
}

/// Refuses a text whose elements stand inside each other more than `nesting` deep.
///
/// # Errors
/// How deep they are, and what to do.
pub(super) fn check_depth(text: &str, nesting: usize) -> Result<(), String> {
    match depth::of(text) {
        depth if depth > nesting => Err(format!(
            "nests {depth} elements inside each other, and the limit is {nesting}: no page that people read does; save its text, or raise the limit with --max-nesting"
        )),
        _ => Ok(()),
    }
}

/// Reads a page or a piece of one.
pub(super) fn read(text: &str) -> Page {
    let html = Html::parse_document(text);
    let located = Located::new(&html, text);
    let article = article::find(&html);
    let headline = headline(&html);
    // A headline that is never closed holds the article, and is none.
    let inside =
        |outer: &ElementRef<'_>| html.tree.get(article.root).is_some_and(|root| root.ancestors().any(|node| node.id() == outer.id()));
    let (root, headline) = match headline {
        Some(unclosed) if inside(&unclosed) => (unclosed.id(), None),
        headline => (article.root, headline),
    };
    let mut lines = Vec::new();
    // A headline often stands above the element that holds the text.
    if let Some(headline) = headline
        && headline.id() != root
        && !headline.ancestors().any(|node| node.id() == root)
    {
        let above = walk(&html, headline.id(), &located, &HashSet::new()).lines;
        lines.extend(above.into_iter().map(|line| Line { kind: Kind::Heading, ..line }));
    }
    let walked = walk(&html, root, &located, &article.skipped);
    lines.extend(walked.lines);
    Page {
        title: title(&html, headline),
        names: names(&html),
        publisher: meta(&html, &PUBLISHER).next().map(|name| Said::new(name, "meta")),
        published: published(&html).or_else(|| stamped(&html)),
        url: meta(&html, &ADDRESS).next(),
        lines,
        notes: walked.notes,
    }
}

/// What the elements of the head that a selector finds say.
fn meta<'h>(html: &'h Html, selector: &'h Selector) -> impl Iterator<Item = String> + 'h {
    html.select(selector).filter_map(|element| element.attr("content").or(element.attr("href")).or(element.attr("datetime")).and_then(tidy))
}

/// The day the head names, or the only one that the page marks as its time.
fn published(html: &Html) -> Option<Said<chrono::NaiveDate>> {
    let named = meta(html, &PUBLISHED).find_map(|text| period::day(&text)).map(|day| Said::new(day, "meta"));
    let marked = || {
        let mut days = meta(html, &TIME).filter_map(|text| period::day(&text));
        let first = days.next()?;
        days.all(|day| day == first).then(|| Said::new(first, "time"))
    };
    named.or_else(marked)
}

/// The day of the first line of the page that only dates it: 2013-01-08 15:30　作者：徐某　点击数：412.
fn stamped(html: &Html) -> Option<Said<chrono::NaiveDate>> {
    let line = |element: ElementRef<'_>| {
        // Whatever holds more than a line is passed over unread, or deep pages would be read once for each of their levels.
        if element.descendants().nth(MOST_NODES).is_some() {
            return None;
        }
        let text = tidy(&element.text().collect::<String>()).filter(|text| text.len() <= LONGEST_STAMP_BYTES)?;
        let text: String = text.chars().map(hanzi::simplify).collect();
        stamp::is_stamp(&text).then(|| stamp::day(&text)).flatten()
    };
    html.select(&LINES).find_map(line).map(|day| Said::new(day, BESIDE))
}

/// The element of the page's body that holds its headline: what the head calls the article, word for word, or the first `<h1>`.
fn headline(html: &Html) -> Option<ElementRef<'_>> {
    let called: Vec<String> = named(html).map(|title| squeezed(&title)).collect();
    let says = |element: &ElementRef<'_>| squeezed(&element.text().collect::<String>());
    let is_headline = |element: &ElementRef<'_>| {
        let said = says(element);
        element.value().name() != "title"
            && said.chars().filter(|&c| trace::han(c)).count() >= 4
            && called.iter().any(|title| title.starts_with(&said) || said.starts_with(title))
    };
    html.select(&CANDIDATES).find(is_headline).or_else(|| {
        html.select(&CANDIDATES)
            .find(|element| element.value().name() == "h1" && says(element).chars().filter(|&c| trace::han(c)).count() >= 4)
    })
}

/// The whole of the title, and what the head says of site and source.
fn names(html: &Html) -> Vec<String> {
    let elements = std::iter::once(&*TITLE).chain(&*SITE).flat_map(|selector| html.select(selector));
    elements.map(|e| e.attr("content").map_or_else(|| e.text().collect(), str::to_owned)).collect()
}

/// The headline; else what the page's head calls the article, without the site's name.
fn title(html: &Html, headline: Option<ElementRef<'_>>) -> Option<Said<String>> {
    let shown = headline.and_then(|element| tidy(&element.text().collect::<String>())).map(|title| Said::new(title, "headline"));
    shown.or_else(|| named(html).next().map(|title| Said::new(title, "title")))
}

/// What the page's head calls the article, the most reliable first.
fn named(html: &Html) -> impl Iterator<Item = String> + '_ {
    const SITE_AFTER: [char; 5] = ['_', '|', '-', '–', '—'];
    let meta = html.select(&CALLED).filter_map(|m| m.attr("content").and_then(tidy));
    let titles = html.select(&TITLE).filter_map(|t| tidy(t.text().collect::<String>().split(SITE_AFTER).next()?));
    // Templates leave titles like 首页 and index.
    meta.chain(titles).filter(|title| title.chars().filter(|&c| trace::han(c)).count() >= 4)
}

/// Without blanks at the ends, and with single ones inside; none if nothing is left.
fn tidy(text: &str) -> Option<String> {
    Some(text.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|t| !t.is_empty())
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The lines below one element.
fn walk(html: &Html, root: NodeId, located: &Located, skipped: &HashSet<NodeId>) -> Lines {
    let mut out = Lines::default();
    let Some(root) = html.tree.get(root) else { return out };
    // Depth first without recursion: markup may be nested deeper than any stack.
    let mut inside: Option<NodeId> = None;
    for edge in root.traverse() {
        match edge {
            Edge::Open(node) if inside.is_none() => {
                if let Some(glyphs) = located.get(node.id()) {
                    out.raw.extend_from_slice(glyphs);
                }
                let Some(element) = ElementRef::wrap(node) else { continue };
                let name = element.value().name();
                if skipped.contains(&node.id()) || Furniture::embedded().element(name) || hidden(element) {
                    inside = Some(node.id());
                } else if name == "table" {
                    out.flush();
                    (out.gap, out.kind) = (true, Kind::Text);
                    match tables::read(element, located) {
                        tables::Reading::Data(table) => {
                            out.lines.extend(table::render(table));
                            inside = Some(node.id());
                        }
                        tables::Reading::Torn(rows) => {
                            let rows = if rows == 1 { "1 row does".to_owned() } else { format!("{rows} rows do") };
                            out.notes.push(format!(
                                "{rows} not match the heads of a table, so its cells were read one by one: look at it in the source"
                            ));
                        }
                        tables::Reading::Layout => {}
                    }
                } else if block(name) {
                    out.flush();
                    out.gap |= name != "br";
                    out.kind = if heading(name) { Kind::Heading } else { Kind::Text };
                }
            }
            Edge::Close(node) if inside.is_none() => {
                if let Node::Element(element) = node.value()
                    && block(element.name())
                {
                    out.flush();
                    out.gap |= element.name() != "br";
                    if heading(element.name()) {
                        out.kind = Kind::Text;
                    }
                }
            }
            Edge::Close(node) if inside == Some(node.id()) => inside = None,
            Edge::Open(_) | Edge::Close(_) => {}
        }
    }
    out.flush();
    out
}

#[derive(Debug, Default)]
struct Lines {
    lines: Vec<Line>,
    raw: Vec<Glyph>,
    kind: Kind,
    gap: bool,
    notes: Vec<String>,
}

impl Lines {
    fn flush(&mut self) {
        let (glyphs, indent) = trace::clean(self.raw.drain(..));
        if !glyphs.is_empty() {
            self.lines.push(Line { glyphs, kind: self.kind, gap: self.gap, indent, begins: false });
            self.gap = false;
        }
    }
}

fn heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// Elements that stand on lines of their own.
fn block(name: &str) -> bool {
    heading(name)
        || matches!(
            name,
            "address"
                | "article"
                | "blockquote"
                | "body"
                | "br"
                | "caption"
                | "center"
                | "dd"
                | "div"
                | "dl"
                | "dt"
                | "fieldset"
                | "figure"
                | "header"
                | "hr"
                | "li"
                | "main"
                | "ol"
                | "p"
                | "pre"
                | "section"
                | "table"
                | "tbody"
                | "td"
                | "tfoot"
                | "th"
                | "thead"
                | "title"
                | "tr"
                | "ul"
        )
}

fn hidden(element: ElementRef<'_>) -> bool {
    element.attr("hidden").is_some()
        || element.attr("style").is_some_and(|style| style.replace(' ', "").to_ascii_lowercase().contains("display:none"))
}
