//! Whether a text is Markdown, by its marks: one kind alone stands in many a plain text.

use std::sync::LazyLock;

use regex::Regex;

use super::front;

/// Kinds of marks that tell Markdown where the file's name does not.
const ENOUGH: usize = 2;

/// Whether a text is Markdown: it has marks of two kinds, or of one where `name` says so too.
pub(in crate::ingest) fn is(text: &str, name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let named = name.ends_with(".md") || name.ends_with(".markdown");
    let head = text.trim_start();
    if head.starts_with('<') && (!named || whole_page(head)) {
        return false;
    }
    let wanted = if named { 1 } else { ENOUGH };
    let mut marks = Marks { front: front::read(text).1 > 0, ..Marks::default() };
    let mut before = "";
    text.lines().any(|line| {
        marks.see(line, before);
        before = line;
        marks.kinds() >= wanted
    })
}

/// Whether a text begins like a whole page of HTML.
fn whole_page(head: &str) -> bool {
    ["<!doctype", "<html", "<head", "<body", "<?xml"].iter().any(|tag| head.get(..tag.len()).is_some_and(|h| h.eq_ignore_ascii_case(tag)))
}

/// The kinds of marks seen.
#[derive(Debug, Default)]
struct Marks {
    front: bool,
    heading: bool,
    strong: bool,
    link: bool,
    image: bool,
    table: bool,
    quote: bool,
    fences: usize,
    items: usize,
}

impl Marks {
    fn kinds(&self) -> usize {
        // Lists with dashes and stars stand in plain text too.
        let list = self.items >= 2 && self.heading;
        let marks = [self.front, self.heading, self.strong, self.link, self.image, self.table, self.quote, self.fences >= 2, list];
        marks.into_iter().filter(|&seen| seen).count()
    }

    fn see(&mut self, line: &str, before: &str) {
        static STRONG: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\*\*[^\s*](?:[^*]*[^\s*])?\*\*").expect("a constant pattern"));
        static LINK: LazyLock<Regex> =
            LazyLock::new(|| Regex::new(r#"(!?)\[[^\[\]]*\]\([^()\s\p{Han}]+(?:\s+"[^"]*")?\)"#).expect("a constant pattern"));
        if line.contains("**") {
            self.strong |= STRONG.is_match(line);
        }
        if line.contains("](") {
            for link in LINK.captures_iter(line) {
                let image = link.get(1).is_some_and(|mark| !mark.is_empty());
                self.image |= image;
                self.link |= !image;
            }
        }
        let marked = line.trim_start_matches(' ');
        if line.len() - marked.len() > 3 {
            return;
        }
        let after = |mark: char, most: usize| {
            let rest = marked.trim_start_matches(mark);
            (1..=most).contains(&(marked.len() - rest.len())).then_some(rest)
        };
        let blank = |rest: &str| rest.starts_with([' ', '\t']) && !rest.trim().is_empty();
        self.heading |= after('#', 6).is_some_and(blank);
        self.quote |= after('>', 3).is_some_and(|rest| !rest.trim().is_empty());
        self.fences += usize::from(marked.starts_with("```") || marked.starts_with("~~~"));
        self.items += usize::from(['-', '*', '+'].into_iter().any(|mark| after(mark, 1).is_some_and(blank)));
        let delimits = marked.contains('|') && marked.contains("--") && marked.chars().all(|c| "|:- \t".contains(c));
        self.table |= delimits && before.contains('|');
    }
}
