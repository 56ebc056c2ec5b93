//! A folded sentence as tokens: numbers, times, regions, words, marks, and the text between.

use super::scan::{Fate, Number, Scene};
use crate::lexicon::regions::is_full;
use crate::lexicon::words::{Grammar, Sense, describes};
use crate::span::{Bytes, overlap};
use crate::text::fold::is_han;

/// A token.
#[derive(Debug, Clone)]
pub struct Token<'a> {
    /// Where it stands in the folded sentence.
    pub bytes: Bytes,
    /// What it is.
    pub kind: Kind<'a>,
}

/// What a token is.
#[derive(Debug, Clone)]
pub enum Kind<'a> {
    /// A quantity, by its place among the numbers.
    Number(usize),
    /// A date or period.
    Time,
    /// A region's name.
    Region,
    /// A word of the vocabulary.
    Word(&'a [Sense]),
    /// Punctuation; `和` stands for every conjunction.
    Mark(char),
    /// Anything else.
    Text,
}

impl Token<'_> {
    /// Whether it is that word of the grammar.
    pub fn is(&self, grammar: Grammar) -> bool {
        matches!(&self.kind, Kind::Word(senses) if senses.contains(&Sense::Grammar(grammar)))
    }

    /// Whether it is any of those words of the grammar.
    pub fn is_any(&self, words: &[Grammar]) -> bool {
        words.iter().any(|word| self.is(*word))
    }

    /// Whether it is a verb of an event.
    pub fn event_verb(&self) -> bool {
        matches!(&self.kind, Kind::Word(senses) if senses.iter().any(|s| matches!(s, Sense::Verb(_))))
    }

    /// Whether it is a noun that says an event alone.
    pub fn event_noun(&self) -> bool {
        matches!(&self.kind, Kind::Word(senses) if senses.iter().any(|s| matches!(s, Sense::EventNoun(_))))
    }

    /// Whether it names a subject or a class of nouns.
    pub fn noun(&self) -> bool {
        matches!(&self.kind, Kind::Word(senses) if senses.iter().any(|s| matches!(s, Sense::Subject(_) | Sense::Noun(_))))
    }

    /// Whether it is a noun of that class.
    pub fn is_noun(&self, class: &str) -> bool {
        matches!(&self.kind, Kind::Word(senses) if senses.iter().any(|s| matches!(s, Sense::Noun(of) if of == class)))
    }

    /// Whether a noun phrase ends before it: a verb, or a word that says how figures stand to each other.
    pub fn ends_phrase(&self) -> bool {
        const WORDS: [Grammar; 17] = [
            Grammar::Up,
            Grammar::Down,
            Grammar::UpTo,
            Grammar::DownTo,
            Grammar::UpNoun,
            Grammar::DownNoun,
            Grammar::Unchanged,
            Grammar::Reach,
            Grammar::From,
            Grammar::Share,
            Grammar::Distribute,
            Grammar::Each,
            Grammar::Yoy,
            Grammar::Mom,
            Grammar::Previous,
            Grammar::Verb,
            Grammar::Adverb,
        ];
        !self.noun() && (self.event_verb() || self.is_any(&WORDS))
    }

    /// The denominator that it states.
    pub fn per(&self) -> Option<&str> {
        let Kind::Word(senses) = &self.kind else { return None };
        senses.iter().find_map(|sense| if let Sense::Per(code) = sense { Some(code.as_str()) } else { None })
    }

    /// The mark that it is.
    pub fn mark(&self) -> Option<char> {
        if let Kind::Mark(c) = self.kind { Some(c) } else { None }
    }
}

const MARKS: &str = "—，；。：！？、（）“”《》\"|●◆■▲☆•★◇□ …";
const CONJUNCTIONS: [&str; 4] = ["以及", "和", "及", "与"];
/// Words that begin with a conjunction and are none.
const NOT_CONJUNCTIONS: [&str; 11] = ["及时", "与会", "和谐", "和美", "和平", "与上", "与去", "和睦", "与时", "及格", "与行"];

/// Characters that make one word with a conjunction behind them: 普及, 涉及, 参与, 缓和.
const NOT_BEFORE_CONJUNCTION: [char; 16] = ['普', '涉', '危', '波', '触', '遍', '顾', '参', '赠', '授', '共', '总', '缓', '饱', '温', '提'];

/// The tokens of a sentence.
pub fn tokens<'a>(scene: &Scene<'a>, numbers: &[Number]) -> Vec<Token<'a>> {
    // What the gaps are cut by: quantities, times and regions, none overlapping.
    let mut fixed: Vec<(Bytes, Kind<'a>)> = numbers
        .iter()
        .enumerate()
        .filter(|(_, number)| number.fate == Fate::Quantity)
        .map(|(at, number)| (number.quantity.bytes.clone(), Kind::Number(at)))
        .collect();
    // （2）抓获86人: the number of an item begins a clause as a bullet does.
    for number in numbers.iter().filter(|number| number.fate == Fate::Ignored("section number")) {
        let Bytes { start, end } = number.quantity.numeral;
        let open = if scene.text[..start].ends_with('（') { '（'.len_utf8() } else { 0 };
        let close = scene.text[end..].chars().next().filter(|c| matches!(c, '）' | '、' | '.' | '．')).map_or(0, char::len_utf8);
        fixed.push((start - open..end + close, Kind::Mark('●')));
    }
    let add = |fixed: &mut Vec<(Bytes, Kind<'a>)>, bytes: Bytes, kind: Kind<'a>| {
        if !fixed.iter().any(|(taken, _)| overlap(taken, &bytes)) {
            fixed.push((bytes, kind));
        }
    };
    let compares = |bytes: &Bytes| scene.tags.iter().any(|tag| overlap(&tag.bytes, bytes) && tag.is_any(&Grammar::BASES));
    // 比上年, 上年的: the word of the grammar says more than the time in it.
    for time in scene.times.iter().filter(|time| !compares(&time.bytes)) {
        add(&mut fixed, time.bytes.clone(), Kind::Time);
    }
    // 5年提高4.5个百分点, 提前3个月完成: a stretch of time before a change says when, and is no part of what changed.
    const CHANGES: [Grammar; 4] = [Grammar::Up, Grammar::Down, Grammar::UpTo, Grammar::DownTo];
    for number in numbers.iter().filter(|number| number.fate == Fate::Ignored("duration")) {
        let Bytes { start, end } = number.quantity.bytes;
        let earlier = scene.text[..start].ends_with("提前");
        // 五年累计下降52.7%
        let behind = scene.text[end..].trim_start_matches(['累', '计', '总', '共', '间', '内', '来']);
        let change = scene.text.len() - behind.len();
        if earlier || scene.tags.iter().any(|tag| tag.bytes.start == change && tag.is_any(&CHANGES)) {
            add(&mut fixed, number.quantity.bytes.clone(), Kind::Time);
        }
    }
    // 上升3位、提升0.8个百分点: places in a ranking are no part of what changed next.
    for number in numbers.iter().filter(|number| number.fate == Fate::Ignored("rank") && number.quantity.unit_text.as_deref() == Some("位"))
    {
        add(&mut fixed, number.quantity.bytes.clone(), Kind::Time);
    }
    // 全国平均 is the level of the whole country.
    let level = |bytes: &Bytes| scene.tags.iter().any(|tag| overlap(&tag.bytes, bytes) && tag.is(Grammar::OtherLevel));
    for region in scene.lexicon.regions.sure(scene.text, scene.regions).into_iter().filter(|region| !level(&region.bytes)) {
        add(&mut fixed, region.bytes, Kind::Region);
    }
    // 、丰县210起: short enough to be part of another word, and here a member by itself.
    for region in scene.regions.iter().filter(|region| region.weak && is_full(&scene.text[region.bytes.clone()])) {
        let member = scene.text[..region.bytes.start].ends_with(['、', '，', '；', '：']);
        if member && numbers.iter().any(|number| number.quantity.bytes.start == region.bytes.end) {
            add(&mut fixed, region.bytes.clone(), Kind::Region);
        }
    }
    fixed.sort_by_key(|(bytes, _)| bytes.start);
    let mut out = Vec::new();
    let mut at = 0;
    for (bytes, kind) in fixed {
        gap(scene, at..bytes.start, &mut out);
        at = bytes.end;
        // 浓度较2020年: the noun ends before the comparison.
        if let (Kind::Time, Some(last)) = (&kind, out.last_mut())
            && matches!(last.kind, Kind::Text)
            && let Some(word) = ['较', '比'].into_iter().find(|word| scene.text[last.bytes.clone()].ends_with(*word))
            && last.bytes.len() > word.len_utf8()
            && !scene.text[last.bytes.clone()].ends_with("占比")
        {
            last.bytes.end -= word.len_utf8();
            let start = last.bytes.end;
            out.push(Token { bytes: start..start + word.len_utf8(), kind: Kind::Text });
        }
        out.push(Token { bytes, kind });
    }
    gap(scene, at..scene.text.len(), &mut out);
    out
}

fn gap<'a>(scene: &Scene<'a>, range: Bytes, out: &mut Vec<Token<'a>>) {
    if range.is_empty() {
        return;
    }
    let text = &scene.text[range.clone()];
    let mut at = range.start;
    for tag in scene.lexicon.words.tag(text).into_iter().filter(|tag| !(tag.acts() && describes(&text[tag.bytes.end..]))) {
        let start = range.start + tag.bytes.start;
        plain(scene.text, at..start, out);
        at = range.start + tag.bytes.end;
        out.push(Token { bytes: start..at, kind: Kind::Word(tag.senses) });
    }
    plain(scene.text, at..range.end, out);
}

/// Marks, conjunctions and runs of other text.
fn plain(text: &str, range: Bytes, out: &mut Vec<Token<'_>>) {
    let mut start = range.start;
    let mut at = range.start;
    let flush = |out: &mut Vec<Token<'_>>, from: usize, to: usize| {
        if from < to {
            out.push(Token { bytes: from..to, kind: Kind::Text });
        }
    };
    while at < range.end {
        let rest = &text[at..range.end];
        let Some(c) = rest.chars().next() else { break };
        let may_join = matches!(c, '以' | '和' | '及' | '与');
        let conjunction = (CONJUNCTIONS.into_iter())
            .find(|word| may_join && rest.starts_with(word))
            .filter(|_| !NOT_CONJUNCTIONS.iter().any(|word| text[at..].starts_with(word)))
            .filter(|_| !text[..at].ends_with(NOT_BEFORE_CONJUNCTION));
        let (mark, len) = match conjunction {
            Some(word) => ('和', word.len()),
            None if !is_han(c) && MARKS.contains(c) => (c, c.len_utf8()),
            None => {
                at += c.len_utf8();
                continue;
            }
        };
        flush(out, start, at);
        out.push(Token { bytes: at..at + len, kind: Kind::Mark(mark) });
        at += len;
        start = at;
    }
    flush(out, start, range.end);
}
