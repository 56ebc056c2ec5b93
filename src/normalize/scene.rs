//! A sentence with what is read around its figures: times, regions, words, and the document it stands in.

use chrono::Datelike;

use super::anchor::{looks_back, told_after};
use super::heading::Heading;
use crate::lexicon::Lexicon;
use crate::lexicon::cues::Cues;
use crate::lexicon::regions::{RegionMatch, is_full};
use crate::lexicon::words::{Grammar, Tag};
use crate::model::{Document, Mention, Period, Sentence};
use crate::span::{Bytes, CharIndex};
use crate::text::date::{self, Anchor, Edge, Resolved, TimeExpr, When};
use crate::text::fold::Folded;
use crate::text::{CLAUSE_MARKS, after_last};

/// A document as its sentences see it.
pub struct Page<'a> {
    /// The document.
    pub document: &'a Document,
    /// All its sentences.
    pub sentences: &'a [Sentence],
    /// The vocabulary.
    pub lexicon: &'a Lexicon,
    /// What its relative times are said from.
    pub anchor: Anchor,
    /// The year reported on.
    pub year: Option<i32>,
    /// The year after the one reported on, where the text looks back from there and calls its own year 去年.
    pub year_after: Option<i32>,
    /// The year of publication, where the title names one after the year reported on.
    pub published: Option<i32>,
    /// All its sentences, folded and searched for words: once, since each is looked at from several sides.
    pub lines: Vec<Line<'a>>,
    index: CharIndex<'a>,
    /// For each sentence, the first of its paragraph and whether it goes on in a list: once, since each sentence asks for the whole way back.
    paragraphs: Vec<Place>,
}

/// Where a sentence stands in its paragraph.
#[derive(Debug, Clone, Copy)]
struct Place {
    /// The first sentence of the paragraph.
    first: usize,
    /// It is an item of a list without full stops, behind another.
    goes_on_in_list: bool,
}

/// The text of one sentence.
pub struct Line<'a> {
    /// Folded.
    pub folded: Folded,
    /// Words of the vocabulary in it.
    pub tags: Vec<Tag<'a>>,
}

impl<'a> Page<'a> {
    /// Makes a page.
    pub fn new(document: &'a Document, sentences: &'a [Sentence], lexicon: &'a Lexicon) -> Self {
        let year = document.period.map(|period| period.end.year());
        // Without a period of its own a report is said from the day it came out.
        let published = document.date_published.filter(|_| document.period.is_none());
        let anchor = Anchor { year, period: document.period, published };
        let title = document.title.as_deref().map(|title| Folded::new(title).text).unwrap_or_default();
        let titled = date::find(&title)
            .into_iter()
            .filter_map(|time| time.resolve(&Anchor::default()))
            .map(|resolved| resolved.period.start.year())
            .max();
        let published = titled.filter(|titled| year.is_some_and(|year| *titled > year));
        let line = |sentence: &Sentence| {
            let folded = Folded::new(&sentence.text);
            Line { tags: lexicon.words.tag(&folded.text), folded }
        };
        let lines: Vec<Line<'a>> = sentences.iter().map(line).collect();
        let put_up = |period: &Period| document.date_published.is_some_and(|day| day.year() == period.end.year() + 1);
        // 去年破案三千起 at the head of a page that came out in the year after its report's.
        let headed = |period: &Period| put_up(period) && lines.first().is_some_and(|line| date::tells_last_year(&line.folded.text));
        let year_after = document
            .period
            .filter(|period| looks_back(period, &lines) || told_after(period, &lines, lexicon) || headed(period))
            .map(|period| period.end.year() + 1);
        let published = published.or(year_after);
        let index = CharIndex::new(&document.text);
        let paragraphs = paragraphs(sentences, &index);
        Page { document, sentences, lexicon, anchor, year, year_after, published, lines, index, paragraphs }
    }

    /// The document's text between two places, code points.
    pub fn text(&self, start: u32, end: u32) -> &'a str {
        self.index.slice(start, end)
    }

    /// The regions of a text, weak ones only where a list speaks for them, or where one in full opens a clause and lies in the report's own:
    /// 滑县 in a report of 安阳.
    fn regions(&self, text: &str) -> Vec<RegionMatch> {
        let regions = &self.lexicon.regions;
        let found = regions.find(text);
        let mut sure = regions.sure(text, &found);
        let own = self.document.region_code.as_deref();
        let part = |name: &str| {
            regions
                .resolve(name, own, self.year)
                .is_some_and(|part| own.is_some_and(|own| own != part.code && regions.contains(own, &part.code)))
        };
        let full = |found: &&RegionMatch| {
            found.weak
                && opens_clause(&text[..found.bytes.start])
                && is_full(&text[found.bytes.clone()])
                && part(&text[found.bytes.clone()])
        };
        let more: Vec<RegionMatch> = found.iter().filter(full).filter(|found| !sure.contains(found)).cloned().collect();
        if !more.is_empty() {
            sure.extend(more);
            sure.sort_by_key(|found| found.bytes.start);
        }
        sure
    }

    /// Whether a sentence begins a paragraph.
    pub fn opens_paragraph(&self, at: usize) -> bool {
        self.paragraphs[at].first == at
    }

    /// Whether a sentence is an item of a list without full stops, behind another: it goes on with what that speaks of.
    pub fn goes_on_in_list(&self, at: usize) -> bool {
        self.paragraphs[at].goes_on_in_list
    }

    /// Whether the paragraph of sentence `at` is an item of a list, told by the dash before it.
    pub fn item(&self, at: usize) -> bool {
        self.lines[self.paragraphs[at].first].folded.text.starts_with('—')
    }

    /// The folded first sentence of the paragraph of sentence `at`.
    fn opening(&self, at: usize) -> &str {
        &self.lines[self.paragraphs[at].first].folded.text
    }

    /// The head run into the paragraph of sentence `at`: its first sentence, if it is short and holds no figure, or what stands in 【】.
    fn run_in(&self, at: usize) -> Option<String> {
        let first = self.paragraphs[at].first;
        let text = &self.lines[first].folded.text;
        if let Some((head, _)) = text.strip_prefix('【').and_then(|rest| rest.split_once('】')) {
            return Some(head.to_owned());
        }
        if first == at {
            return None;
        }
        let head = text.trim_end_matches('。');
        let head = head.trim_start_matches(|c: char| {
            matches!(c, '（' | '）' | '.' | '、') || c.is_ascii_digit() || "一二三四五六七八九十".contains(c)
        });
        let short = (2..=20).contains(&head.chars().count()) && text.ends_with('。') && head.len() < text.trim_end_matches('。').len();
        (short && !head.contains('，')).then(|| head.to_owned())
    }
}

/// Whether a clause begins behind a text: 其中 is none of it.
pub(super) fn opens_clause(before: &str) -> bool {
    before.is_empty() || before.ends_with(CLAUSE_MARKS) || before.ends_with("其中")
}

/// The paragraphs of the sentences. An item of a list without full stops stands in that of the first.
fn paragraphs(sentences: &[Sentence], index: &CharIndex<'_>) -> Vec<Place> {
    let item = |before: &Sentence| {
        before.text.contains(|c: char| c.is_ascii_digit()) && before.text.ends_with(|c: char| c.is_alphanumeric() || c == '%')
    };
    let mut first = 0;
    let place = |at: usize| {
        let before = at.checked_sub(1).map(|before| (&sentences[before], &sentences[at]));
        let opens_line = before.is_none_or(|(before, own)| before.end != own.start && index.slice(before.end, own.start).contains('\n'));
        let goes_on_in_list = opens_line && before.is_some_and(|(before, own)| before.section == own.section && item(before));
        // （一）…。…（二）…。: an item of the list that the paragraph runs together.
        let number = |at: usize| numbering(&sentences[at].text);
        let next_item = at > first && number(at).is_some() && number(at) == number(first);
        if opens_line && !goes_on_in_list || next_item {
            first = at;
        }
        Place { first, goes_on_in_list }
    };
    (0..sentences.len()).map(place).collect()
}

/// The marks of the number that an item begins with: （） of （一）, ． of 1.
fn numbering(text: &str) -> Option<char> {
    let number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    let open = text.chars().next().filter(|&c| matches!(c, '（' | '('));
    let inner = text.trim_start_matches(['（', '(']);
    let rest = inner.trim_start_matches(number);
    let (first, second) = (rest.chars().next()?, rest.chars().nth(1)?);
    if rest.len() == inner.len() {
        None
    } else if open.is_some() {
        matches!(first, '）' | ')').then_some('（')
    } else {
        (matches!(first, '.' | '．' | '、') && !second.is_ascii_digit()).then_some('.')
    }
}

/// 2018年专项行动开展以来: what began then stands between the time and 以来.
fn begins(text: &str, time: &TimeExpr) -> bool {
    let rest = text.get(time.bytes.end..).unwrap_or_default();
    let what = rest.split(CLAUSE_MARKS).next().and_then(|clause| clause.strip_suffix("以来")).unwrap_or_default();
    let dated = matches!(time.when, When::Years(..) | When::Months(..) | When::Days(..));
    dated
        && time.edge == Edge::Within
        && what.chars().all(|c| c.is_alphabetic() || "“”".contains(c))
        && (2..=24).contains(&what.chars().count())
        && date::find(what).is_empty()
}

/// One sentence.
pub struct Scene<'a> {
    /// The document.
    pub page: &'a Page<'a>,
    /// Its place among the document's sentences.
    at: usize,
    /// The sentence.
    pub sentence: &'a Sentence,
    /// Folded.
    pub folded: &'a Folded,
    /// Times, with what they resolve to.
    pub times: Vec<(TimeExpr, Option<Resolved>)>,
    /// Regions, weak ones only where a list speaks for them, or where one in full opens a clause.
    pub regions: Vec<RegionMatch>,
    /// Words.
    pub tags: &'a [Tag<'a>],
    /// It opens a paragraph.
    pub opens_paragraph: bool,
    /// Its paragraph is an item of a list: ——经济实力….
    pub paragraph_is_item: bool,
    /// It is an item of a list without full stops, behind another.
    pub goes_on_in_list: bool,
    /// It stands under another heading than the sentence before.
    pub opens_section: bool,
    /// Its heading.
    pub heading: &'a Heading,
    /// The short head that opens its paragraph: 【“药剑”专项行动】, （二）盗窃警情。
    pub run_in: Option<String>,
}

impl<'a> Scene<'a> {
    /// Reads the surroundings of sentence `at`.
    pub fn new(page: &'a Page<'a>, at: usize, sentence: &'a Sentence, heading: &'a Heading) -> Self {
        let Line { folded, tags } = &page.lines[at];
        let mut times: Vec<(TimeExpr, Option<Resolved>)> = Vec::new();
        let mut this_year = None;
        for mut time in date::find(&folded.text) {
            if begins(&folded.text, &time) {
                time.edge = Edge::Since;
            }
            // 截至9月6日 in a report of no known period: from when on is not said.
            let until = time.edge == Edge::Until || matches!(time.when, When::Now);
            // 一年来 of a page of no known period is the year up to it, and no calendar year.
            let rolling = page.document.period.is_none() && &folded.text[time.bytes.clone()] == "一年来";
            let open = rolling || until && page.document.period.is_none() && !folded.text[time.bytes.clone()].contains('年');
            // 今年以来，…截至5月31日…: of the year that the sentence calls this one.
            let dated = matches!(time.when, When::Days(..) | When::Months(..) | When::MonthEnd(_)) && time.edge == Edge::Until;
            let yearless = dated && !folded.text[time.bytes.clone()].contains('年');
            let anchor = || match this_year.filter(|_| yearless) {
                Some(year) => Anchor { year: Some(year), period: None, published: None },
                None => page.anchor(&folded.text, &time),
            };
            let resolved = page.same_period(at, &time, &times).or_else(|| time.resolve(&anchor())).filter(|_| !open);
            if let Some(own) = resolved.filter(|_| folded.text[time.bytes.clone()].starts_with("今年")) {
                this_year = Some(own.period.end.year());
            }
            times.push((time, resolved));
        }
        let regions = page.regions(&folded.text);
        let before = at.checked_sub(1).map(|before| &page.sentences[before]);
        let opens_paragraph = page.opens_paragraph(at);
        let opens_section = before.is_none_or(|before| before.section != sentence.section);
        let run_in = page.run_in(at);
        let (paragraph_is_item, goes_on_in_list) = (page.item(at), page.goes_on_in_list(at));
        Scene {
            page,
            at,
            sentence,
            folded,
            times,
            regions,
            tags,
            opens_paragraph,
            paragraph_is_item,
            goes_on_in_list,
            opens_section,
            heading,
            run_in,
        }
    }

    /// The first sentence of its paragraph, folded.
    pub fn opening(&self) -> &str {
        self.page.opening(self.at)
    }

    /// Whether figures, not only times, stand before a place.
    pub fn figures_before(&self, at: usize) -> bool {
        let in_time = |place: usize| self.times.iter().any(|(time, _)| time.bytes.contains(&place));
        self.text().bytes().take(at).enumerate().any(|(place, byte)| byte.is_ascii_digit() && !in_time(place))
    }

    /// Whether one of the three sentences before it in the paragraph announces plans.
    pub fn announces(&self) -> bool {
        let at = self.at;
        !self.opens_paragraph
            && self.page.lines[..at].iter().rev().take(3).any(|before| before.tags.iter().any(|tag| tag.is(Grammar::Target)))
    }

    /// Where the last time before a place ends; 0 without one.
    pub fn after_time(&self, at: &Bytes) -> usize {
        self.times.iter().rfind(|(time, _)| time.bytes.end <= at.start).map_or(0, |(time, _)| time.bytes.end)
    }

    /// Where a mention stands in the folded sentence.
    pub fn place(&self, mention: &Mention) -> Bytes {
        let byte = |chars: u32| {
            let chars = chars.saturating_sub(self.sentence.start) as usize;
            self.sentence.text.char_indices().nth(chars).map_or(self.sentence.text.len(), |(at, _)| at)
        };
        let start = self.folded.place(byte(mention.start));
        start..self.folded.place(byte(mention.end)).max(start)
    }

    /// The folded text.
    pub fn text(&self) -> &str {
        &self.folded.text
    }

    /// The words that rules look for.
    pub fn cues(&self) -> &'a Cues {
        &self.page.lexicon.cues
    }

    /// The folded text before a place.
    pub fn before(&self, at: &Bytes) -> &str {
        self.text().get(..at.start).unwrap_or_default()
    }

    /// The clause that ends at a place.
    pub fn clause(&self, at: &Bytes) -> &str {
        let before = self.before(at);
        &before[after_last(before, &CLAUSE_MARKS)..]
    }
}
