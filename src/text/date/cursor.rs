//! Reading tokens of a date: literals, small numbers, years.

/// A place in a text. Copied to look ahead, assigned to accept.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'t> {
    text: &'t str,
    pub(super) at: usize,
}

/// What stands between the ends of a range.
const SEPARATORS: [&str; 14] = ["——", "--", "至", "到", "—", "–", "―", "─", "-", "−", "~", "～", "〜", "－"];

impl<'t> Cursor<'t> {
    pub(super) fn new(text: &'t str, at: usize) -> Self {
        Cursor { text, at }
    }

    pub(super) fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    pub(super) fn before(&self) -> &'t str {
        self.text.get(..self.at).unwrap_or_default()
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Takes `word` if it comes next.
    pub(super) fn eat(&mut self, word: &str) -> bool {
        let there = self.rest().starts_with(word);
        self.at += if there { word.len() } else { 0 };
        there
    }

    /// Takes the first of `words` that comes next, so longer ones stand first.
    pub(super) fn eat_any(&mut self, words: &[&'static str]) -> Option<&'static str> {
        words.iter().copied().find(|word| self.eat(word))
    }

    pub(super) fn separator(&mut self) -> bool {
        self.eat_any(&SEPARATORS).is_some()
    }

    /// Takes a whole number of one or two digits, ASCII or Chinese, within `range`.
    pub(super) fn small(&mut self, range: std::ops::RangeInclusive<u32>) -> Option<u32> {
        let end = after_numeral(self.text, self.at)?;
        let numeral = self.text.get(self.at..end)?;
        let value = if numeral.starts_with(|c: char| c.is_ascii_digit()) {
            if numeral.len() > 2 {
                return None;
            }
            numeral.parse().ok()?
        } else {
            chinese_below_hundred(numeral)?
        };
        range.contains(&value).then(|| self.at = end)?;
        Some(value)
    }

    /// Takes the four digits of a year.
    pub(super) fn year(&mut self) -> Option<i32> {
        // 二00六: an ASCII zero stands for the Chinese one.
        let mixed = || {
            let rest = self.rest();
            let end = rest.char_indices().nth(4)?.0;
            let four = &rest[..end];
            let zero = |c: char| c == '0' || is_chinese_digit(c);
            (four.starts_with(is_chinese_digit) && four.contains('0') && four.chars().all(zero)).then_some(self.at + end)
        };
        let end = mixed().or_else(|| after_numeral(self.text, self.at))?;
        let numeral = self.text.get(self.at..end)?;
        if numeral.chars().count() != 4 {
            return None;
        }
        let year = numeral.chars().try_fold(0, |year, c| Some(year * 10 + digit(c)? as i32))?;
        (1949..=2099).contains(&year).then(|| self.at = end)?;
        Some(year)
    }
}

/// The end of the run of digits, or of Chinese numerals, that begins at `at`.
pub(super) fn after_numeral(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let first = rest.chars().next()?;
    let same: fn(char) -> bool = match first {
        '0'..='9' => |c| c.is_ascii_digit(),
        _ if is_chinese_digit(first) => is_chinese_digit,
        _ => return None,
    };
    Some(at + rest.find(|c| !same(c)).unwrap_or(rest.len()))
}

pub(super) fn is_chinese_digit(c: char) -> bool {
    c == '十' || c == '两' || !c.is_ascii() && digit(c).is_some()
}

/// A digit that stands for itself; 十 and 两 do not.
fn digit(c: char) -> Option<u32> {
    Some(match c {
        '〇' | '零' | '○' => 0,
        '一' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return c.to_digit(10),
    })
}

/// 三, 十, 十二, 三十, 三十一.
fn chinese_below_hundred(numeral: &str) -> Option<u32> {
    let one = |part: &str| {
        let mut chars = part.chars();
        let value = chars.next().and_then(|c| if c == '两' { Some(2) } else { digit(c) });
        value.filter(|_| chars.next().is_none())
    };
    match numeral.split_once('十') {
        None => one(numeral),
        Some((tens, units)) => {
            let tens = if tens.is_empty() { 1 } else { one(tens)? };
            Some(tens * 10 + if units.is_empty() { 0 } else { one(units)? })
        }
    }
}
