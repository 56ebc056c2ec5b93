//! Which element of a page holds the article: the smallest container that has nearly all of the page's prose.

use std::collections::HashSet;

use ego_tree::NodeId;
use ego_tree::iter::Edge;
use scraper::{Html, Node};

use crate::ingest::furniture::Furniture;

/// Where the article is.
#[derive(Debug, Clone)]
pub(super) struct Article {
    pub root: NodeId,
    /// Elements inside it that their names give away as furniture.
    pub skipped: HashSet<NodeId>,
}

/// An element found on the way, with the prose inside it.
#[derive(Debug, Clone, Copy)]
struct Weighed {
    id: NodeId,
    prose: usize,
    named: bool,
    container: bool,
}

/// Finds the article. Prose is text with commas or full stops and the cells of tables, outside links and furniture.
pub(super) fn find(html: &Html) -> Article {
    let furniture = Furniture::embedded();
    let mut open: Vec<Weighed> = Vec::new();
    // In the order in which elements close: inner ones first.
    let mut closed: Vec<Weighed> = Vec::new();
    let mut ignored = 0usize;
    for edge in html.tree.root().traverse() {
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Element(element) => {
                    ignored += usize::from(element.name() == "a" || furniture.element(element.name()));
                    let names = [element.attr("class"), element.attr("id")];
                    let named = names.into_iter().flatten().any(|names| furniture.named(names));
                    let container = matches!(element.name(), "div" | "section" | "article" | "main" | "td" | "center" | "body" | "html");
                    open.push(Weighed { id: node.id(), prose: 0, named, container });
                }
                Node::Text(text) if ignored == 0 => {
                    let cell = node.ancestors().take(3).any(|a| a.value().as_element().is_some_and(|e| matches!(e.name(), "td" | "th")));
                    if (cell || text.contains(['，', '。', '；', '、']))
                        && let Some(holder) = open.last_mut()
                    {
                        holder.prose += text.chars().filter(|c| !c.is_whitespace()).count();
                    }
                }
                _ => {}
            },
            Edge::Close(node) => {
                if let Node::Element(element) = node.value()
                    && let Some(done) = open.pop()
                {
                    ignored -= usize::from(element.name() == "a" || furniture.element(element.name()));
                    if let Some(parent) = open.last_mut() {
                        parent.prose += done.prose;
                    }
                    closed.push(done);
                }
            }
        }
    }
    let total = closed.last().map_or(0, |page| page.prose);
    // A name alone condemns nothing: the article itself may sit in an element called “main-info”.
    let skipped = closed.iter().filter(|e| e.named && e.prose * 5 < total.max(1)).map(|e| e.id).collect();
    let most = closed.iter().find(|e| total > 0 && e.container && e.prose * 10 >= total * 9);
    Article { root: most.map_or(html.tree.root().id(), |e| e.id), skipped }
}
