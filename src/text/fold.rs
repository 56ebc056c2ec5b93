//! A view of a text made for reading: one form for each character, noise gone, every byte traceable to the text as written.

use unicode_normalization::UnicodeNormalization;

use super::hanzi::simplify;
use crate::span::Bytes;

/// Folded text with the way back.
///
/// - full-width letters, digits and signs become half-width, traditional characters simplified;
/// - commas, colons and brackets take their Chinese form unless they stand inside a number or a time;
/// - `~ ～` are one character, and so are the long dashes and the minus signs;
/// - pictographs set as bullets or for show end a sentence, as a full stop does; pictured arrows are arrows;
/// - gone are zero-width and private characters, pinyin in brackets, footnote marks, doubled punctuation, and blanks
///   beside a digit or a sign. A blank between two Chinese words stays: in a headline it is a comma.
///
/// ```
/// # use gongbao::text::fold::Folded;
/// let folded = Folded::new("破獲(huò) １２ 起");
/// assert_eq!(folded.text, "破获12起");
/// assert_eq!(&"破獲(huò) １２ 起"[folded.origin(&(6..8))], "１２");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Folded {
    /// The text to read.
    pub text: String,
    /// For each byte of `text`, the first byte of the character it came from. Empty where nothing was changed.
    from: Vec<u32>,
    /// For each byte of `text`, one past that character. Empty where nothing was changed.
    to: Vec<u32>,
}

/// One character on its way through.
#[derive(Debug, Clone, Copy)]
struct Piece {
    c: char,
    from: u32,
    to: u32,
}

impl Folded {
    /// Folds `text`.
    pub fn new(text: &str) -> Self {
        if is_folded(text) {
            return Folded { text: text.to_owned(), from: Vec::new(), to: Vec::new() };
        }
        let mut pieces: Vec<Piece> = Vec::with_capacity(text.len() / 2);
        for (at, c) in text.char_indices() {
            let end = at + c.len_utf8();
            if let Some(c) = fold_char(c) {
                pieces.push(Piece { c, from: at as u32, to: end as u32 });
            }
        }
        drop_annotations(&mut pieces);
        let pieces = settle(&pieces);
        let mut folded = Folded { text: String::with_capacity(text.len()), from: Vec::new(), to: Vec::new() };
        for piece in pieces {
            folded.text.push(piece.c);
            for _ in 0..piece.c.len_utf8() {
                folded.from.push(piece.from);
                folded.to.push(piece.to);
            }
        }
        folded
    }

    /// The bytes of the original that a range of `self.text` came from, noise inside it included.
    pub fn origin(&self, range: &Bytes) -> Bytes {
        if self.from.is_empty() {
            return range.start..range.end.max(range.start);
        }
        let start = self.from.get(range.start).map_or(0, |&at| at as usize);
        let end = range.end.checked_sub(1).and_then(|last| self.to.get(last)).map_or(start, |&at| at as usize);
        start..end.max(start)
    }

    /// The byte of `self.text` that byte `at` of the original went to, or the next one kept.
    pub fn place(&self, at: usize) -> usize {
        let byte = if self.from.is_empty() { at } else { self.from.partition_point(|&from| (from as usize) < at) };
        // A character of several bytes repeats its origin; its first byte is meant.
        (byte..=self.text.len()).find(|&byte| self.text.is_char_boundary(byte)).unwrap_or(self.text.len())
    }
}

/// Whether folding would change nothing, as far as a look at each character and the one before it tells. Most sentences are such.
fn is_folded(text: &str) -> bool {
    let mut before = '\0';
    for c in text.chars() {
        let stays = match c {
            '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' => simplify(c) == c,
            '0'..='9' => !matches!(before, '[' | '?'),
            '，' | '、' | '。' | '；' => !matches!(before, '，' | '、' | '。' | '；'),
            '%' => before != '%',
            // Letters in brackets may be pinyin, and some stand for digits.
            'a'..='k' | 'm'..='n' | 'p'..='z' | 'A'..='H' | 'J'..='N' | 'P'..='Z' => before != '（',
            '：' | '（' | '“' | '”' | '《' | '》' | '—' | '.' | '-' | '+' | '/' => true,
            '）' => before != '（',
            _ => false,
        };
        if !stays {
            return false;
        }
        before = c;
    }
    true
}

/// The form of one character; none where it is noise.
fn fold_char(c: char) -> Option<char> {
    let c = match c {
        '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' => return Some(simplify(c)),
        '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' | '\u{00AD}' | '\u{E000}'..='\u{F8FF}' | '\u{FE0F}' => return None,
        '，' | '：' | '；' | '！' | '？' | '（' | '）' => return Some(c),
        '\u{FF01}'..='\u{FF5E}' | '\u{FE50}'..='\u{FE6F}' | '\u{F900}'..='\u{FAFF}' | '\u{2F00}'..='\u{2FDF}' => {
            let mut folded = [c].into_iter().nfkc();
            match (folded.next(), folded.next()) {
                (Some(one), None) => one,
                _ => c,
            }
        }
        _ => c,
    };
    Some(match c {
        '\t' | '\n' | '\r' | '\u{A0}' | '\u{3000}' | '\u{2000}'..='\u{200A}' => ' ',
        '–' | '―' | '─' | '━' => '—',
        '−' => '-',
        '~' | '〜' | '∼' => '～',
        '「' | '『' | '〝' => '“',
        '」' | '』' | '〞' => '”',
        '○' => '〇',
        '⬆' | '📈' => '↑',
        '⬇' | '📉' => '↓',
        '.' | ',' => c,
        c => simplify(c),
    })
}

/// What makes a digit a keycap.
const KEYCAP: char = '\u{20E3}';

/// Emoji and dingbats. Stars are marks of lists in print too, and stay.
fn pictograph(c: char) -> bool {
    !matches!(c, '★' | '☆') && matches!(c, '\u{1F000}'..='\u{1FAFF}' | '\u{2600}'..='\u{27BF}' | '\u{2B00}'..='\u{2BFF}' | KEYCAP)
}

/// Removes pinyin in brackets after a Chinese character, and footnote marks: `破獲(huò)`, `97起［12］`.
fn drop_annotations(pieces: &mut Vec<Piece>) {
    let mut kept = 0;
    let mut at = 0;
    while at < pieces.len() {
        let skip = match pieces[at].c {
            '(' | '（' if kept > 0 && is_han(pieces[kept - 1].c) => pinyin(&pieces[at..]),
            '[' | '〔' | '［' if kept > 0 => footnote(&pieces[at..]),
            _ => 0,
        };
        if skip > 0 {
            at += skip;
        } else {
            pieces[kept] = pieces[at];
            kept += 1;
            at += 1;
        }
    }
    pieces.truncate(kept);
}

/// Length of `(huò)`: Latin letters only, one of them with a tone, so that `(km)` and `(APP)` stay.
fn pinyin(pieces: &[Piece]) -> usize {
    let inner = pieces[1..].iter().take(8).take_while(|p| p.c.is_alphabetic() && !is_han(p.c)).count();
    let closed = pieces.get(1 + inner).is_some_and(|p| matches!(p.c, ')' | '）'));
    let toned = pieces[1..1 + inner].iter().any(|p| matches!(p.c, '\u{C0}'..='\u{24F}'));
    if closed && toned { inner + 2 } else { 0 }
}

/// Length of `[3]` or `〔12〕`.
fn footnote(pieces: &[Piece]) -> usize {
    let digits = pieces[1..].iter().take(3).take_while(|p| p.c.is_ascii_digit()).count();
    let closed = pieces.get(1 + digits).is_some_and(|p| matches!(p.c, ']' | '〕' | '］'));
    if closed && digits > 0 { digits + 2 } else { 0 }
}

/// Blanks, punctuation and look-alikes, which need their neighbours.
fn settle(pieces: &[Piece]) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::with_capacity(pieces.len());
    let mut lost_up_to = 0;
    for (at, piece) in pieces.iter().enumerate() {
        if at < lost_up_to {
            continue;
        }
        let before = out.last().map_or('\0', |p| p.c);
        let after = pieces[at + 1..].iter().map(|p| p.c).find(|&c| c != ' ').unwrap_or('\0');
        let next = pieces.get(at + 1).map_or('\0', |p| p.c);
        let inside_number = before.is_ascii_digit() && next.is_ascii_digit();
        let c = match piece.c {
            ' ' if spaced_out(pieces, at) => continue,
            ' ' if keeps_blank(&out, before, after, &pieces[at + 1..]) => ' ',
            ' ' => continue,
            // The digit of a keycap numbers an item.
            c if c.is_ascii_digit() && next == KEYCAP => continue,
            c if pictograph(c) && (out.is_empty() || matches!(before, ' ' | '。' | '，' | '；' | '：' | '！' | '？')) => continue,
            c if pictograph(c) => '。',
            // A mark that stands for a lost character: 安全感保?95.2%.
            '?' | '？' | '\u{FFFD}' if is_han(before) && lost_before_digit(&pieces[at..]) > 0 => {
                lost_up_to = at + lost_before_digit(&pieces[at..]);
                continue;
            }
            // 216人②，: the mark of a note.
            '①'..='⑳' if is_han(before) && matches!(after, '\0' | '，' | ',' | '。' | '；' | '、') => continue,
            // `1, 234` is a list; grouping has no blank.
            ',' if !inside_number => '，',
            ':' if !inside_number => '：',
            ';' => '；',
            '(' => '（',
            ')' => '）',
            '!' => '！',
            '?' => '？',
            // Letters that a scanner takes for digits, only between digits.
            'O' | 'o' if inside_number => '0',
            'l' | 'I' if inside_number => '1',
            c => c,
        };
        if c == before && matches!(c, '，' | '、' | '。' | '；' | '%') {
            continue;
        }
        // `，,` is one comma.
        if matches!((before, c), ('，' | '、' | '。' | '；', '，' | '、')) {
            continue;
        }
        out.push(Piece { c, ..*piece });
    }
    out
}

/// How many marks of lost characters stand between here and a digit, if nothing else does.
fn lost_before_digit(pieces: &[Piece]) -> usize {
    let len = pieces.iter().take_while(|p| matches!(p.c, '?' | '？' | '\u{FFFD}')).count();
    if pieces.get(len).is_some_and(|p| p.c.is_ascii_digit()) { len } else { 0 }
}

/// `全 年 破 获`: a blank in a run of at least three single characters, set apart for the look of it.
fn spaced_out(pieces: &[Piece], at: usize) -> bool {
    let c = |at: Option<usize>| at.and_then(|at| pieces.get(at)).map_or(' ', |p| p.c);
    let alone = |k: Option<usize>| {
        let outer = |k: Option<usize>| !is_han(c(k));
        is_han(c(k)) && outer(k.and_then(|k| k.checked_sub(1))) && outer(k.map(|k| k + 1))
    };
    let (before, after) = (at.checked_sub(1), Some(at + 1));
    alone(before) && alone(after) && (alone(at.checked_sub(3)) || alone(Some(at + 3)))
}

/// Whether a blank means something: between Latin words, between two numbers, and between two Chinese words, where it is a comma.
fn keeps_blank(out: &[Piece], before: char, after: char, rest: &[Piece]) -> bool {
    if before == '\0' || after == '\0' || before == ' ' {
        return false;
    }
    if before.is_ascii_digit() && after.is_ascii_digit() {
        return !groups(out, rest) && !after_point(out);
    }
    if before.is_ascii_alphanumeric() && after.is_ascii_alphanumeric() {
        return true;
    }
    (is_han(before) || before == '%') && (is_han(after) || after == '“') && !holds_together(out, rest)
}

/// `1 236`: a blank is grouping when one to three digits stand before it and exactly three after.
fn groups(out: &[Piece], rest: &[Piece]) -> bool {
    let before = out.iter().rev().take_while(|p| p.c.is_ascii_digit()).count();
    let after = rest.iter().skip_while(|p| p.c == ' ').take_while(|p| p.c.is_ascii_digit()).count();
    (1..=3).contains(&before) && after == 3
}

/// `12. 6`: the blank follows a decimal point.
fn after_point(out: &[Piece]) -> bool {
    let mut back = out.iter().rev();
    back.next().is_some_and(|p| p.c == '.') && back.next().is_some_and(|p| p.c.is_ascii_digit())
}

/// Numerals and the words of percentages are read together whatever blanks a typesetter put into them: `三千 八百`, `百 分 之`.
fn holds_together(out: &[Piece], rest: &[Piece]) -> bool {
    let tail: String = out.iter().rev().take(3).map(|p| p.c).collect::<Vec<_>>().into_iter().rev().collect();
    let head: String = rest.iter().map(|p| p.c).filter(|&c| c != ' ').take(3).collect();
    let numeral =
        |c: Option<char>| c.is_some_and(|c| "零〇一二两三四五六七八九十百千万亿兆点余几多数负壹贰叁肆伍陆柒捌玖拾佰仟".contains(c));
    if numeral(tail.chars().last()) && numeral(head.chars().next()) {
        return true;
    }
    ["分之", "百分点", "个百分点", "百分之", "佰分之"].iter().any(|word| {
        word.char_indices()
            .skip(1)
            .any(|(cut, _)| tail.ends_with(&word[..cut]) && word[cut..].starts_with(&head[..head.len().min(word.len() - cut)]))
    }) || numeral(tail.chars().last()) && (head.starts_with("个百") || head.starts_with('成') || head.starts_with("分之"))
        || numeral(head.chars().next()) && (tail.ends_with("分之") || tail.ends_with('成') && numeral(tail.chars().nth_back(1)))
}

/// A Chinese character, 〇 included.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '〇')
}
