//! Characters to rows: what stands on one baseline, in words.

use super::glyph::Glyph;

/// Characters that follow each other without a wide gap.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Word {
    pub glyphs: Vec<Glyph>,
    pub x: f64,
    pub end: f64,
    /// Its usual size.
    pub size: f64,
}

/// Words on one baseline, from left to right. Never empty.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Row {
    pub words: Vec<Word>,
    pub y: f64,
    pub size: f64,
}

/// Characters farther apart than this, in sizes, are different words.
const WORD_GAP: f64 = 0.4;

/// Baselines within so many sizes are one.
const SAME_LINE: f64 = 0.3;

/// The same character so near, in sizes, is set twice to look bold.
const OVERPRINT: f64 = 0.15;

/// No page of text has more words.
const MOST_WORDS: usize = 6000;

/// Characters no larger than this part of their neighbours are superscripts or subscripts.
const SCRIPT: f64 = 0.8;

impl Word {
    fn of(glyphs: Vec<Glyph>) -> Option<Word> {
        let x = glyphs.first()?.x;
        let end = glyphs.iter().fold(x, |end, g| end.max(g.end));
        let size = median(glyphs.iter().map(|g| g.size))?;
        Some(Word { glyphs, x, end, size })
    }

    fn join(&mut self, other: Word) {
        self.end = self.end.max(other.end);
        self.x = self.x.min(other.x);
        self.glyphs.extend(other.glyphs);
    }
}

impl Row {
    /// Of words in order.
    pub(super) fn of(words: Vec<Word>, y: f64) -> Option<Row> {
        let size = median(words.iter().flat_map(|word| word.glyphs.iter().map(|g| g.size)))?;
        Some(Row { words, y, size })
    }

    /// Where it begins.
    pub(super) fn x(&self) -> f64 {
        self.words.first().map_or(0.0, |word| word.x)
    }

    /// Where it ends.
    pub(super) fn end(&self) -> f64 {
        self.words.iter().fold(f64::MIN, |end, word| end.max(word.end))
    }

    /// Its characters, without blanks.
    pub(super) fn chars(&self) -> impl Iterator<Item = char> {
        self.words.iter().flat_map(|word| word.glyphs.iter().map(|g| g.ch))
    }
}

/// Whether rows have no more words than a page of text may have. Looking for order among more would take too long.
pub(super) fn legible(rows: &[Row]) -> bool {
    rows.iter().map(|row| row.words.len()).sum::<usize>() <= MOST_WORDS
}

/// The middle of some numbers; none of none.
pub(super) fn median(numbers: impl Iterator<Item = f64>) -> Option<f64> {
    let mut numbers: Vec<f64> = numbers.collect();
    numbers.sort_by(f64::total_cmp);
    numbers.get(numbers.len() / 2).copied()
}

/// The rows of a page from top to bottom.
pub(super) fn rows(mut glyphs: Vec<Glyph>) -> Vec<Row> {
    glyphs.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.x.total_cmp(&b.x)));
    let mut lines: Vec<Vec<Glyph>> = Vec::new();
    for glyph in glyphs {
        match lines.last_mut() {
            Some(line) if line.first().is_some_and(|first| glyph.y - first.y <= SAME_LINE * glyph.size.min(first.size)) => line.push(glyph),
            _ => lines.push(vec![glyph]),
        }
    }
    let mut rows: Vec<(f64, Vec<Word>)> = lines
        .into_iter()
        .filter_map(|line| {
            let y = median(line.iter().map(|g| g.y))?;
            Some((y, words(line)))
        })
        .collect();
    if rows.iter().map(|(_, words)| words.len()).sum::<usize>() <= MOST_WORDS {
        take_in_scripts(&mut rows);
    }
    rows.into_iter().filter_map(|(y, words)| Row::of(together(words), y)).collect()
}

fn words(mut line: Vec<Glyph>) -> Vec<Word> {
    line.sort_by(|a, b| a.x.total_cmp(&b.x));
    let mut out: Vec<Vec<Glyph>> = Vec::new();
    for glyph in line {
        let Some(word) = out.last_mut() else {
            out.push(vec![glyph]);
            continue;
        };
        let twin = |other: &Glyph| other.ch == glyph.ch && (glyph.x - other.x).abs() < OVERPRINT * glyph.size;
        if word.iter().rev().take(3).any(twin) {
            continue;
        }
        let apart = word.last().is_some_and(|last| glyph.x - last.end > WORD_GAP * last.size.max(glyph.size));
        if apart {
            out.push(vec![glyph]);
        } else {
            word.push(glyph);
        }
    }
    out.into_iter().filter_map(Word::of).collect()
}

/// Moves superscripts and subscripts, which have a baseline of their own, into the word they stand at.
fn take_in_scripts(rows: &mut [(f64, Vec<Word>)]) {
    for at in 0..rows.len() {
        let Some((y, words)) = rows.get_mut(at) else { continue };
        let (y, words) = (*y, std::mem::take(words));
        let mut kept = Vec::new();
        for word in words {
            let hosts = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
            let host = hosts.filter_map(|row| Some((row, host(&word, y, rows.get(row)?)?))).next();
            match host.and_then(|(row, place)| rows.get_mut(row)?.1.get_mut(place)) {
                Some(host) => {
                    host.join(word);
                    host.glyphs.sort_by(|a, b| a.x.total_cmp(&b.x));
                }
                None => kept.push(word),
            }
        }
        if let Some((_, words)) = rows.get_mut(at) {
            words.splice(0..0, kept);
        }
    }
}

/// The word of a row that a script at `y` belongs to.
fn host(script: &Word, y: f64, (base, words): &(f64, Vec<Word>)) -> Option<usize> {
    words.iter().position(|word| {
        let near = script.x < word.end + 0.4 * word.size && script.end > word.x - 0.4 * word.size;
        let level = y > base - 0.75 * word.size && y < base + 0.4 * word.size;
        script.size < SCRIPT * word.size && near && level
    })
}

/// A line set with wide, even spaces between its characters is one word.
fn together(words: Vec<Word>) -> Vec<Word> {
    let single = words.iter().all(|word| word.glyphs.len() == 1);
    let gaps: Vec<f64> = words.iter().zip(words.iter().skip(1)).map(|(a, b)| (b.x - a.end) / a.size).collect();
    let (least, most) = gaps.iter().fold((f64::MAX, 0.0f64), |(least, most), gap| (least.min(*gap), most.max(*gap)));
    let letters = words.iter().flat_map(|word| &word.glyphs).all(|g| g.ch.is_alphabetic());
    if !(single && letters && words.len() > 1 && most < 4.0 && most < 1.6 * least) {
        return words;
    }
    let mut words = words.into_iter();
    let Some(mut one) = words.next() else { return Vec::new() };
    words.for_each(|word| one.join(word));
    vec![one]
}
