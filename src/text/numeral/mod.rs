//! Numerals, from digits and Chinese characters to exact decimals.
//!
//! Reports write one number in many ways: `118.8万`, `1亿2600万`, `三千二百多`, `20多万`, `3600余万`, `二三十`, `数百万`. All of them are
//! one sequence of digits and powers of ten, so one reader serves them all.
//!
//! # Grammar
//!
//! ```text
//! numeral  := sign? (vague | term+) more?
//! sign     := '-' | '负'                       only where no numeral stands before it
//! term     := digits power* | han power* | power+ | zero
//! digits   := D+ (',' DDD)* ('.' D+)?          ('，' DDD only where the caller says that no list is meant)
//! han      := one Chinese digit | han '点' han+ | a string of two or more (二〇二三)
//! power    := 十 百 千 万 亿 兆                  a power after a power multiplies: 万亿 is 10^12
//!           | 廿 | 卅                          20 and 30, before a digit too: 廿五
//! zero     := 零                               says that the next digit is not an elided tail
//! more     := 余 | 多 | 几                      also before the last powers: 3600余万
//! vague    := (数 | 几 | 好几) power+            2 to just under 10 times the power: 数百万
//!           | 十几                             11 to 19
//! ```
//!
//! A last Chinese digit right after a power stands for its next lower power: 四百五 is 450, 九万四 is 94000.
//! Two neighbouring digits are a range: 二三十 is 20 to 30, 七八成 70 to 80 percent.
//!
//! | input | value |
//! | --- | --- |
//! | `118.8万` | 1188000 |
//! | `1亿2600万` | 126000000 |
//! | `38,612` | 38612 |
//! | `三千二百多` | 3200, more |
//! | `3600余万` | 36000000, more |
//! | `二三十` | 20 to 30 |
//! | `数百万` | 2000000 to 9999999 |

mod value;

use rust_decimal::Decimal;
use value::{Item, evaluate, han_digit, joined_tens, power, ten_to};

/// A numeral as read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numeral {
    /// Bytes read from the start.
    pub len: usize,
    /// The number, or the lower end of a range; none where it has more digits than a decimal holds (28).
    pub value: Option<Decimal>,
    /// The upper end of a range.
    pub high: Option<Decimal>,
    /// 余, 多 or 几 stands inside or after it.
    pub more: bool,
    /// It holds a digit 0 to 9.
    pub digits: bool,
    /// Chinese digits that it holds, powers not counted.
    pub han_digits: usize,
    /// It begins with a power, as 百余 does.
    pub bare_power: bool,
}

/// How a numeral may be read where the characters alone do not decide.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Options {
    /// `38，612` is one number; false after 分别, where it is a list.
    pub wide_comma: bool,
    /// A sign may stand here: no digit and no letter before it.
    pub sign: bool,
    /// The number may begin with its point: none of several points (...9).
    pub point: bool,
}

/// Reads a numeral at the start of `text`; none where there is none.
pub fn read(text: &str, options: Options) -> Option<Numeral> {
    let signed = options.sign.then(|| ["-", "负"].into_iter().find(|sign| text.starts_with(sign))).flatten();
    let skip = signed.map_or(0, str::len);
    let mut numeral = unsigned(&text[skip..], options)?;
    if signed.is_some() {
        numeral.value = numeral.value.map(|value| -value);
        numeral.high = numeral.high.map(|value| -value);
    }
    numeral.len += skip;
    Some(numeral)
}

fn unsigned(text: &str, options: Options) -> Option<Numeral> {
    if let Some(numeral) = vague(text) {
        return Some(numeral);
    }
    let mut scan = Scan { text, at: 0, options, items: Vec::new(), more: false, overflow: false, pair: None, digits: false, point: None };
    scan.run();
    scan.finish()
}

/// 数百万, 几十, 十几: known only between two powers.
fn vague(text: &str) -> Option<Numeral> {
    let of = |len, low: Decimal, high: Decimal| {
        Some(Numeral { len, value: Some(low), high: Some(high), more: false, digits: false, han_digits: 0, bare_power: false })
    };
    if let Some(rest) = text.strip_prefix("十几")
        && power(rest).is_none()
    {
        return of("十几".len(), Decimal::from(11), Decimal::from(19));
    }
    let lead = ["好几", "数", "几"].into_iter().find(|lead| text.starts_with(lead))?;
    let mut at = lead.len();
    let mut unit = Decimal::ONE;
    while let Some((exponent, len)) = power(&text[at..]) {
        unit = unit.checked_mul(ten_to(exponent)?)?;
        at += len;
    }
    if at == lead.len() {
        return None;
    }
    of(at, unit.checked_mul(Decimal::TWO)?, unit.checked_mul(Decimal::TEN)? - Decimal::ONE)
}

struct Scan<'t> {
    text: &'t str,
    at: usize,
    options: Options,
    items: Vec<Item>,
    more: bool,
    overflow: bool,
    /// The higher of two neighbouring digits, at the place of the lower one in `items`.
    pair: Option<(usize, u8)>,
    digits: bool,
    /// Digits after 点.
    point: Option<Decimal>,
}

impl Scan<'_> {
    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn run(&mut self) {
        loop {
            let rest = self.rest();
            // The powers behind a fraction scale the whole: 十七点六万.
            let Some(c) = rest.chars().next().filter(|_| self.point.is_none()) else { return };
            let last = self.items.last().copied();
            if c.is_ascii_digit() || c == '.' && last.is_none() && rest[1..].starts_with(|c: char| c.is_ascii_digit()) && self.options.point
            {
                // Digits follow only a power or a zero: 5万4千, 1千零1.
                if !matches!(last, None | Some(Item::Power(_) | Item::Zero)) || self.more || last.is_some() && names_model(rest) {
                    return;
                }
                self.read_digits();
            } else if let Some(digit) = han_digit(c) {
                if !self.read_han(digit, c) {
                    return;
                }
            } else if let Some(tens) = joined_tens(c).filter(|_| !matches!(last, Some(Item::Han(_) | Item::Digits(_)))) {
                self.items.extend([Item::Han(tens), Item::Power(1)]);
                self.at += c.len_utf8();
            } else if let Some((exponent, len)) = power(rest) {
                if self.blocked_power(c, last) {
                    return;
                }
                self.items.push(Item::Power(exponent));
                self.at += len;
            } else if matches!(c, '零' | '〇') && matches!(last, Some(Item::Power(_)) | None) {
                self.items.push(Item::Zero);
                self.at += c.len_utf8();
            } else if matches!(c, '余' | '多' | '几') && self.takes_more(c) {
                self.more = true;
                self.at += c.len_utf8();
            } else if c == '点' && self.point.is_none() && !self.digits && !self.more && self.read_point() {
                continue;
            } else {
                return;
            }
        }
    }

    /// Digits with grouping and fraction.
    fn read_digits(&mut self) {
        let bytes = self.rest().as_bytes();
        let mut plain = String::new();
        let mut at = 0;
        while at < bytes.len() && bytes[at].is_ascii_digit() {
            plain.push(bytes[at] as char);
            at += 1;
        }
        if at <= 3 {
            loop {
                let comma = match &self.rest()[at..] {
                    rest if rest.starts_with(',') => 1,
                    rest if self.options.wide_comma && rest.starts_with('，') => '，'.len_utf8(),
                    _ => break,
                };
                let group = &bytes[at + comma..];
                let run = group.iter().take_while(|b| b.is_ascii_digit()).count();
                if run != 3 {
                    break;
                }
                plain.extend(group[..3].iter().map(|&b| b as char));
                at += comma + 3;
            }
        }
        if bytes.get(at) == Some(&b'.') && bytes.get(at + 1).is_some_and(u8::is_ascii_digit) {
            plain.push('.');
            at += 1;
            while at < bytes.len() && bytes[at].is_ascii_digit() {
                plain.push(bytes[at] as char);
                at += 1;
            }
        }
        if plain.starts_with('.') {
            plain.insert(0, '0');
        }
        match Decimal::from_str_exact(&plain) {
            Ok(value) => self.items.push(Item::Digits(value)),
            Err(_) => {
                self.overflow = true;
                self.items.push(Item::Digits(Decimal::ZERO));
            }
        }
        self.digits = true;
        self.at += at;
    }

    fn read_han(&mut self, digit: u8, c: char) -> bool {
        if self.more || self.point.is_some() {
            return false;
        }
        let next = self.rest()[c.len_utf8()..].chars().next();
        // 两 and 俩 are digits before a power or a classifier, not after a power, where 两 weighs 50 grams.
        if c == '两' && matches!(self.items.last(), Some(Item::Power(_))) && !next.is_some_and(|c| "百千万亿".contains(c)) {
            return false;
        }
        // 八两, 三斤二两: a weight; 一两 may be one or two, and 两两 is no number.
        if c == '两' && (matches!(self.items.last(), Some(Item::Han(2..))) || self.items.is_empty() && next == Some('两')) {
            return false;
        }
        match self.items.last() {
            Some(Item::Digits(_)) => return false,
            // 二三十 or 七八成: a range; 二〇二三: a string of digits.
            Some(Item::Han(low)) => {
                let low = *low;
                let string = self.items.iter().all(|item| matches!(item, Item::Han(_) | Item::Zero));
                // 三五 is the one pair that leaves a digit out: 三五个.
                let neighbours = digit == low + 1 || (low, digit) == (3, 5) && self.items.len() == 1;
                let range = neighbours && self.pair.is_none() && !next.is_some_and(|c| han_digit(c).is_some() || c == '〇');
                if range && (self.items.len() == 1 || matches!(self.items[self.items.len() - 2], Item::Power(_))) {
                    self.pair = Some((self.items.len() - 1, digit));
                } else if string && self.pair.is_none() {
                    self.items.push(Item::Han(digit));
                } else {
                    return false;
                }
            }
            _ => self.items.push(Item::Han(digit)),
        }
        self.at += c.len_utf8();
        true
    }

    /// A power that is the beginning of a unit (千克, 千瓦, 百分点) or an idiom.
    fn blocked_power(&self, c: char, last: Option<Item>) -> bool {
        let mut after = self.rest()[c.len_utf8()..].chars();
        let next = after.next();
        match c {
            // 一万二千米 is 12000 metres: the digit behind 万 is not a number of kilometres.
            '千' | '仟' => {
                let inner = matches!(last, Some(Item::Han(_))) && self.items.iter().any(|item| matches!(item, Item::Power(4..)));
                next.is_some_and(|c| "克米瓦伏卡安字帕赫焦比".contains(c)) && !inner
            }
            '百' | '佰' => next == Some('分') && last.is_some() && !self.rest()[c.len_utf8()..].starts_with("分之"),
            '兆' => last.is_none() || next.is_some_and(|c| "瓦赫字比".contains(c)),
            '万' => next == Some('向'),
            _ => false,
        }
    }

    /// 余, 多, 几 after a number; not 多 before another word that begins with it (8多边形 does not occur, 多次 does).
    fn takes_more(&self, c: char) -> bool {
        if self.more || self.items.is_empty() || self.point.is_some() {
            return false;
        }
        match (c, self.items.last()) {
            ('几', Some(Item::Digits(_) | Item::Han(_))) => false,
            ('几', _) => true,
            (_, Some(Item::Zero)) => false,
            _ => true,
        }
    }

    /// 点 and what follows it: 六点三.
    fn read_point(&mut self) -> bool {
        let rest = &self.rest()['点'.len_utf8()..];
        let mut fraction = String::from("0.");
        let mut len = 0;
        for c in rest.chars() {
            let Some(digit) = (if matches!(c, '零' | '〇') { Some(0) } else { han_digit(c).filter(|_| c != '两') }) else { break };
            fraction.push((b'0' + digit) as char);
            len += c.len_utf8();
        }
        if len == 0 || self.items.is_empty() {
            return false;
        }
        let Ok(value) = Decimal::from_str_exact(&fraction) else { return false };
        self.point = Some(value);
        self.at += '点'.len_utf8() + len;
        true
    }

    fn finish(self) -> Option<Numeral> {
        let han_digits = self.items.iter().filter(|item| matches!(item, Item::Han(_))).count();
        let only_zero = self.items.iter().all(|item| matches!(item, Item::Zero));
        if self.items.is_empty() || only_zero && self.items.len() > 1 {
            return None;
        }
        let bare_power = matches!(self.items[0], Item::Power(exponent) if exponent > 1);
        // 百姓, 万家: a power alone is no number unless something makes it one.
        if bare_power && self.items.len() == 1 && !self.more && !self.rest().starts_with("分之") {
            return None;
        }
        let mut value = evaluate(&self.items);
        let mut high = None;
        if let Some((place, digit)) = self.pair {
            let mut upper = self.items.clone();
            upper[place] = Item::Han(digit);
            high = evaluate(&upper);
        }
        if let (Some(fraction), Some(whole)) = (self.point, value) {
            // A power after the fraction scales both: 一点五万.
            let (powers, len) = trailing_powers(&self.text[self.at..]);
            value = whole.checked_add(fraction).and_then(|sum| sum.checked_mul(powers));
            let numeral = Numeral { len: self.at + len, value, high: None, more: false, digits: self.digits, han_digits, bare_power };
            return Some(with_more(numeral, self.text));
        }
        if self.overflow {
            value = None;
        }
        Some(Numeral { len: self.at, value, high, more: self.more, digits: self.digits, han_digits, bare_power })
    }
}

/// 1.6万5G基站: digits grown together with letters name a model.
fn names_model(text: &str) -> bool {
    text.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with(|c: char| c.is_ascii_alphabetic())
}

fn with_more(mut numeral: Numeral, text: &str) -> Numeral {
    let next = text[numeral.len..].chars().next();
    if let Some(c) = next.filter(|c| matches!(c, '余' | '多')) {
        numeral.more = true;
        numeral.len += c.len_utf8();
    }
    numeral
}

fn trailing_powers(text: &str) -> (Decimal, usize) {
    let (mut value, mut at) = (Decimal::ONE, 0);
    while let Some((exponent, len)) = power(&text[at..]) {
        let Some(product) = ten_to(exponent).and_then(|unit| value.checked_mul(unit)) else { break };
        value = product;
        at += len;
    }
    (value, at)
}

/// Whether a numeral can begin with `c`: the characters that get a row in mentions.
pub fn begins(c: char) -> bool {
    c.is_ascii_digit()
        || han_digit(c).is_some()
        || joined_tens(c).is_some()
        || matches!(c, '十' | '拾' | '百' | '佰' | '千' | '仟' | '万' | '亿' | '零' | '〇')
}
