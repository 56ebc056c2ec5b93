//! What a report says of itself: headline, publisher, region and period.

use std::sync::LazyLock;

use chrono::NaiveDate;
use regex::Regex;
use unicode_normalization::UnicodeNormalization;

use crate::lexicon::Lexicon;
use crate::model::Period;
use crate::text::date::{self, When};
use crate::text::hanzi;

use super::format::PROPERTIES;
use super::heading;
use super::page::{BESIDE, Page, Said};
use super::source::{Facts, Given};
use super::trace::{self, Kind, Paragraph};
use super::words::words;
use super::{period, region, stamp};

/// What a report is about; empty where it does not say.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct About {
    pub title: Option<Said<String>>,
    pub publisher: Option<Said<String>>,
    /// Code and full name.
    pub region: Option<Said<(String, String)>>,
    pub period: Option<Said<Period>>,
    pub published: Option<Said<NaiveDate>>,
}

/// What stands around a report.
#[derive(Debug, Clone, Copy)]
pub(super) struct Around<'a> {
    /// Its place among the reports of its source.
    pub ordinal: u32,
    /// What the page says of itself.
    pub page: &'a Page,
    /// Furniture, where date and source may stand.
    pub dropped: &'a [String],
    /// What is known from elsewhere.
    pub given: &'a Given,
    /// Codes of the regions that the other reports of its page are about.
    pub beside: &'a [String],
}

/// Paragraphs that open a report: what it is about is said there or nowhere.
const OPENING: usize = 4;

impl About {
    /// Reads what a report says of itself; a side file has the last word.
    pub(super) fn of(report: &[Paragraph], around: &Around<'_>, lexicon: &Lexicon) -> About {
        let record = &around.given.record;
        let side = around.given.side.as_ref().map(|side| side.of(around.ordinal)).unwrap_or_default();
        let title = title(report, around, &side);
        let headlines = headlines(report);
        let headline = headline(report, headlines, title.as_ref());
        let texts: Vec<String> = report.iter().skip(headlines).map(|p| plain(&trace::text(&p.glyphs))).collect();
        let body = || report.iter().skip(headlines).zip(&texts).filter(|(p, _)| p.kind == Kind::Text).map(|(_, text)| text.as_str());
        // 各位代表： is said to the readers, not of the report.
        let addresses = |text: &&str| text.ends_with(':') && !text.contains(|c: char| c.is_ascii_digit() || c == '，');
        let addressed = body().take_while(addresses).count();
        let opening: Vec<&str> = body().skip(addressed).take(OPENING).collect();
        let dropped: Vec<String> = around.dropped.iter().map(|line| plain(&without_address(line))).collect();
        let signature = signature(&texts).join("\n");
        let published = published(around, &side, &dropped, &signature, &headline, &opening);
        // The day it came out stands before all other dates.
        let day = published.map(|day| day.fact.format("%Y年%-m月%-d日").to_string());
        let dates: Vec<String> = day.into_iter().chain(dropped.iter().cloned()).collect();
        let period = side.period.map(|period| Said::new(period, SIDE)).or_else(|| period::find(&headline, &opening, &signature, &dates));
        let year = period.map(|p| p.fact.end).or(published.map(|day| day.fact)).map(|day| chrono::Datelike::year(&day));
        // 地点：北京市东城区 is where it was told.
        let held = |line: &&str| line.split_once(':').is_some_and(|(label, _)| words().labels.is(label));
        let (labelled, headline): (Vec<&str>, Vec<&str>) = headline.lines().partition(held);
        let headline: String = headline.iter().flat_map(|line| [line, "\n"]).collect();
        let lead = opening.first().copied().unwrap_or_default().to_owned();
        let rest = opening.get(1..).unwrap_or_default().join("\n");
        let rows = report.iter().filter(|p| p.kind == Kind::Row).map(|p| plain(&trace::text(&p.glyphs)));
        let rows = rows.collect::<Vec<_>>().join("\n");
        let parts = [headline, lead, rest, body().skip(addressed + OPENING).collect::<Vec<_>>().join("\n")];
        let names = around.page.names.iter().chain(&record.publisher);
        let frame =
            names.map(|name| plain(name)).chain(dropped.iter().map(String::as_str).chain(signature.lines()).flat_map(sources)).collect();
        // 某某市公安局 on a line of its own below the headline is by whom, as it is at the end.
        let heads = |(p, text): &(&Paragraph, &String)| p.kind == Kind::Heading && heading::level(text).is_none();
        let below = report.iter().skip(headlines).zip(&texts).take_while(heads).map(|(_, text)| text.as_str());
        let signature = below.chain(labelled).chain([signature.as_str()]).collect::<Vec<_>>().join("\n");
        let said = region::Said { parts, rows, signature, frame, beside_text: dropped, beside: around.beside.to_vec() };
        let (region, publisher) = region::find(&said, year, &lexicon.regions);
        let region = match side.region.as_deref().and_then(|code| lexicon.regions.get(code, year)) {
            Some(region) => Some((region, SIDE)),
            None => region.map(|region| (region, region::named_in(&said, region, &lexicon.regions))),
        };
        let publisher = side
            .publisher
            .map(|name| Said::new(name, SIDE))
            .or_else(|| {
                publisher.map(|name| {
                    let by = named_in(&name, &said);
                    Said::new(name, by)
                })
            })
            .or_else(|| around.page.publisher.clone())
            .or_else(|| record.publisher.clone().map(|name| Said::new(name, COLUMN)));
        About {
            title,
            publisher,
            region: region.map(|(region, by)| Said::new((region.code.clone(), region.name.clone()), by)),
            period,
            published,
        }
    }

    /// Where each fact is said, as `fact: place`.
    pub(super) fn evidence(&self) -> Vec<String> {
        let places = [
            ("title", self.title.as_ref().map(|said| said.by)),
            ("publisher", self.publisher.as_ref().map(|said| said.by)),
            ("region", self.region.as_ref().map(|said| said.by)),
            ("period", self.period.as_ref().map(|said| said.by)),
            ("date_published", self.published.as_ref().map(|said| said.by)),
        ];
        places.into_iter().filter_map(|(fact, place)| Some(format!("{fact}: {}", place?))).collect()
    }
}

/// Places of facts outside the text.
const SIDE: &str = "side file";
const COLUMN: &str = "column";

/// Where a publisher is named: its name may be shortened, so the last characters decide.
fn named_in(publisher: &str, said: &region::Said) -> &'static str {
    let chars: Vec<char> = publisher.chars().collect();
    let tail: String = chars.get(chars.len().saturating_sub(3)..).unwrap_or_default().iter().collect();
    let place = |name: &str| said.places().into_iter().find(|(_, text)| text.contains(name)).map(|(place, _)| place);
    place(publisher).or_else(|| place(&tail)).unwrap_or("site")
}

/// The day a report came out, where the page or a line beside the text says so. Dates in the text are those of events.
fn published(
    around: &Around<'_>,
    side: &Facts,
    dropped: &[String],
    signature: &str,
    headline: &str,
    opening: &[&str],
) -> Option<Said<NaiveDate>> {
    let stamped = |line: &&String| {
        line.starts_with(|c: char| c.is_ascii_digit() || c == '(') || words().stamps.within(line) || timed(line) || dated(line)
    };
    let record = around.given.record.published;
    side.published
        .map(|day| Said::new(day, SIDE))
        .or(around.page.published)
        .or(record.map(|day| Said::new(day, COLUMN)))
        .or_else(|| {
            let stamps = || around.dropped.iter().find_map(|line| stamp::day(line));
            dropped.iter().filter(stamped).find_map(|line| period::published(line)).or_else(stamps).map(|day| Said::new(day, BESIDE))
        })
        .or_else(|| period::published(signature).map(|day| Said::new(day, "signature")))
        .or_else(|| period::dateline_day(headline, opening).map(|day| Said::new(day, "dateline")))
}

/// 2024年1月8日17:05, 2024-01-08 17:05: a day with its hour is when a page was put up.
fn timed(line: &str) -> bool {
    static HOUR: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\d[日\d]\d{1,2}:\d{2}").expect("a constant pattern"));
    HOUR.is_match(line)
}

/// 某某网 2024-07-04: a line that ends in a day.
fn dated(line: &str) -> bool {
    static DAY: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?:19|20)\d{2}[-年/.]\d{1,2}[-月/.]\d{1,2}日?$").expect("a constant pattern"));
    DAY.is_match(line.trim_end())
}

/// A line without the addresses of sites and the numbers of pages: a date behind one would grow together with it.
fn without_address(line: &str) -> String {
    let page = |word: &str| {
        let number = word.strip_prefix(|c: char| c.is_ascii_uppercase()).map(|rest| rest.trim_end_matches('版'));
        number.is_some_and(|number| (1..=3).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit()))
    };
    line.split_whitespace().filter(|word| !word.contains("www.") && !page(word)).collect()
}

/// A line right below the headline that goes on with it: the body whose report it is, in brackets what dates it, （2024年第20周，5月13日至5月19日）, behind a dash the meeting
/// that heard it, ——2025年1月6日在永州市第六届人民代表大会第五次会议上.
fn subtitle(below: &Paragraph) -> Option<String> {
    let text = plain(&trace::text(&below.glyphs));
    let short = text.chars().count() <= LONGEST_LINE;
    let dates = text.starts_with('(') && text.ends_with(')') && !date::find(&text).is_empty();
    let meeting = text.starts_with(['—', '-']) && text.contains("会");
    if let Some(body) = subtitle_body(&text).filter(|_| short) {
        return Some(body.to_owned());
    }
    (short && (dates || meeting)).then_some(text)
}

/// 某某市公安局 2024-03-02: by whom, above the text.
fn subtitle_body(line: &str) -> Option<&str> {
    let body = line.trim_end_matches(|c: char| c.is_ascii_digit() || "-年月日/.".contains(c));
    words().bodies.closes(body).then_some(body)
}

/// The last lines of a report, if they are no sentences: by whom and when.
fn signature(texts: &[String]) -> Vec<&str> {
    let line = |text: &&String| text.chars().count() <= LONGEST_LINE && !text.contains(['。', ';', '?']);
    let mut lines: Vec<&str> = texts.iter().rev().take(SIGNED).take_while(line).map(String::as_str).collect();
    lines.reverse();
    lines
}

/// What is set twice is a title if it has so many characters.
const SHORTEST_TITLE: usize = 8;
/// A subtitle or signature has no more characters than this.
const LONGEST_LINE: usize = 40;
/// A signature has no more lines than this.
const SIGNED: usize = 3;

/// The names of sources in a line of furniture: after 来源： and its like, an account before the hour of its post, a newspaper beside its day.
fn sources(line: &str) -> Vec<String> {
    static ACCOUNT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:原创)?(\p{Han}{4,14})\d{4}(?:年\d{1,2}月\d{1,2}日|-\d{1,2}-\d{1,2})(?:\d{1,2}:\d{2}|$)")
            .expect("a constant pattern")
    });
    static PAPER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"\d日?(?:星期[一二三四五六日天])?(\p{Han}{2,6}(?:日|晚|早|时|晨|商|都市)报)|^(\p{Han}{2,6}(?:日|晚|早|时|晨|商|都市)报)\d{4}|(?:摘自|原载|转自|刊于|载于)《(\p{Han}{2,6}报)》|(?:^|[·:])(\p{Han}{2,6}(?:日|晚|早|时|晨|商|都市)报)(?:全媒体)?(?:首席)?记者",
        )
        .expect("a constant pattern")
    });
    let after = words().sources.words().filter_map(|label| {
        let rest = line.split_once(&format!("{label}:"))?.1;
        let name: String = rest.chars().take_while(|c| c.is_alphabetic()).collect();
        (!name.is_empty()).then_some(name)
    });
    let beside = [&ACCOUNT, &PAPER].into_iter().filter_map(|pattern| pattern.captures(line));
    let beside = beside.filter_map(|found| found.iter().skip(1).flatten().next().map(|name| name.as_str().to_owned()));
    after.chain(beside).collect()
}

/// The headline: what the page or record says of its first report, else the lines above the text.
fn title(report: &[Paragraph], around: &Around<'_>, side: &Facts) -> Option<Said<String>> {
    let record = around.given.record.title.clone().map(|title| Said::new(title, COLUMN));
    let (properties, page) = match around.page.title.clone().filter(|_| around.ordinal == 1) {
        Some(title) if title.by == PROPERTIES => (Some(title), None),
        title => (None, title),
    };
    let page = page.or(record.filter(|_| around.ordinal == 1));
    let mut lines: Vec<String> = report.iter().take(headlines(report)).map(|p| trace::text(&p.glyphs)).collect();
    // 地点：…, 某某支队 2024-07-09: of the report, and no part of its name.
    let labelled = |line: &str| line.split_once('：').is_some_and(|(label, _)| words().labels.is(&plain(label)));
    let signed = |line: &str| line.chars().count() <= LONGEST_LINE / 2 && subtitle_body(&plain(line)).is_some();
    if let Some(end) = lines.iter().skip(1).position(|line| labelled(line) || signed(line)) {
        lines.truncate(end + 1);
    }
    let above = || (!lines.is_empty()).then(|| Said::new(lines.join(" "), "headline"));
    side.title.clone().map(|title| Said::new(title, SIDE)).or(page).or_else(above).or(properties)
}

/// The lines of the headline, a record's title, and the subtitle, a line each.
fn headline(report: &[Paragraph], headlines: usize, title: Option<&Said<String>>) -> String {
    let mut headline: String = report.iter().take(headlines).map(|p| plain(&trace::text(&p.glyphs)) + "\n").collect();
    // A record's title need not stand in its text.
    if let Some(title) = title.filter(|title| headline.is_empty() || title.by == COLUMN) {
        headline.insert_str(0, &(plain(&title.fact) + "\n"));
    }
    // A title that is set twice stands before its subtitle.
    let below = report.get(headlines).map(|p| plain(&trace::text(&p.glyphs))).unwrap_or_default();
    let twice = below.split('(').next().filter(|title| title.chars().count() >= SHORTEST_TITLE);
    let again = twice.is_some_and(|title| headline.starts_with(title));
    headline.extend(report.get(headlines + usize::from(again)).and_then(subtitle));
    headline
}

/// How many paragraphs at the head of a report are its headline: headings, up to the first numbered one or the one after a line that
/// names the kind of report it is.
pub(super) fn headlines(report: &[Paragraph]) -> usize {
    let mut complete = false;
    let headline = |p: &&Paragraph| {
        let text = trace::text(&p.glyphs);
        let goes_on = p.kind == Kind::Heading && heading::level(&text).is_none() && !complete;
        complete = names_kind(&text);
        goes_on
    };
    report.iter().take_while(headline).count()
}

/// Whether a headline ends in the kind of report it heads.
fn names_kind(headline: &str) -> bool {
    words().kinds.closes(headline)
}

/// Whether a text names a place.
pub(super) fn names_place(text: &str, lexicon: &Lexicon) -> bool {
    region::names_place(&plain(text), &lexicon.regions)
}

/// Whether a paragraph further down opens the report of another region than the one that `report` opens with: by a headline that names its
/// body, or by a lead that opens with year and body. Neither may lie inside the other, unless the headline is one that only a report of
/// its own has, with body, year and kind: 绍兴市公安局2022年工作总结.
pub(super) fn opens_another(report: &[Paragraph], paragraph: &Paragraph, lexicon: &Lexicon) -> bool {
    let regions = &lexicon.regions;
    let text = plain(&trace::text(&paragraph.glyphs));
    let other = match paragraph.kind {
        Kind::Heading if heading::level(&text).is_none() => region::first_acting(&text, regions),
        Kind::Text => region::of_lead(&text, regions),
        _ => None,
    };
    let Some(other) = other else { return false };
    // Headlines and the lead say whose report this is.
    let head = report.iter().take(headlines(report) + 1);
    let own = head.filter_map(|p| region::first_acting(&plain(&trace::text(&p.glyphs)), regions)).next();
    let whole =
        paragraph.kind == Kind::Heading && names_kind(&text) && date::find(&text).iter().any(|time| matches!(time.when, When::Years(..)));
    match own {
        Some(own) if whole => own.code != other.code,
        Some(own) => !regions.contains(&own.code, &other.code) && !regions.contains(&other.code, &own.code),
        None => whole,
    }
}

/// One form for each character and no blanks: what the lexicon and the grammar of dates are written for.
fn plain(text: &str) -> String {
    let folded = text.nfkc().filter(|c| !c.is_whitespace());
    folded.map(|c| if c == ',' { '，' } else { hanzi::simplify(c) }).collect()
}
