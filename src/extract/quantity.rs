//! From a numeral to a quantity: the bounds, the unit and the multiples that stand with it.
//!
//! # Grammar
//!
//! ```text
//! quantity := before* amount after?
//! before   := 近 | 超 | 不到 | …                       bounds.toml; the one nearest the number wins
//! amount   := fraction | tenth | range | compound | numeral unit?
//! fraction := numeral '分之' numeral                   三分之一, 百分之七点四, 千分之二: percent
//! tenth    := numeral '成' (digit | '半')? | numeral '番'
//! range    := numeral unit? ('至' | '到' | '—' | '-' | '～') numeral unit
//! compound := (numeral unit)+                          4分20秒, 2公斤350克, 50元6角: units of one kind, falling
//! after    := 以上 | 以内 | 左右 | …                    bounds.toml
//! ```
//!
//! | input | read as |
//! | --- | --- |
//! | `9200余万元` | 92000000 CNY, more_than |
//! | `近三分之一` | 33.33… percent, nearly |
//! | `4分20秒` | 260 second |
//! | `2公斤350克` | 2.35 kg |
//! | `3—5名` | 3 to 5 person, range |
//! | `不超过10人` | 10 person, less_than |

use rust_decimal::Decimal;

use super::fraction::{slash, tenth};
use crate::lexicon::Lexicon;
use crate::lexicon::cues::Cues;
use crate::lexicon::units::{FRACTION, Unit, UnitKind};
use crate::span::Bytes;
use crate::text::after_last;
use crate::text::numeral::{self, Numeral, Options};

/// A number with all that stands with it. Positions are bytes of the folded sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// From the bound word before to the bound word after.
    pub bytes: Bytes,
    /// The numeral alone, the first one of a range or compound.
    pub numeral: Bytes,
    /// The number as written, multiples resolved; in `unit` for a compound. None where it has too many digits.
    pub value: Option<Decimal>,
    /// The upper end of a range.
    pub high: Option<Decimal>,
    /// A bound code.
    pub bound: &'static str,
    /// The unit's code.
    pub unit: Option<String>,
    /// The unit as written.
    pub unit_text: Option<String>,
    /// How the unit stands to its noun.
    pub kind: Option<UnitKind>,
    /// What of the numeral's form the rules need.
    pub form: Form,
    /// Two bounds stood together and disagree.
    pub conflict: bool,
}

impl Quantity {
    /// Whether it is a stretch of time.
    pub fn is_time(&self) -> bool {
        matches!(self.unit.as_deref(), Some("second" | "minute" | "hour" | "day" | "month" | "year"))
    }

    /// 20年连续下降: whether what is said behind it in `text` has gone on for so long.
    pub fn goes_on(&self, text: &str) -> bool {
        matches!(self.unit.as_deref(), Some("day" | "month" | "year"))
            && ["连续", "连降", "连升"].iter().any(|word| text[self.bytes.end..].starts_with(word))
    }
}

/// Whether what stands before a number ends in a plus that is its sign: 同比+6.6%, 环比+3起, not 1+3.
pub(super) fn plus_sign(before: &str, unit: Option<&str>, cues: &Cues) -> bool {
    let Some(rest) = before.strip_suffix('+') else { return false };
    let rate = matches!(unit, Some("percent" | "percentage_point"));
    cues.compared.closes(rest) || rate && !rest.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '%')
}

/// The form of a numeral.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Form {
    /// Written with digits 0 to 9.
    pub digits: bool,
    /// One Chinese digit and nothing else: 一, 三.
    pub single: bool,
    /// A percentage written as 成, 分之 or 番.
    pub tenth: bool,
    /// Known only between two powers: 数十.
    pub vague: bool,
    /// A bound word stands after the unit.
    pub bound_after: bool,
    /// A bound word stands before the number.
    pub bound_before: bool,
}

/// Where a quantity is read.
#[derive(Debug, Clone, Copy)]
pub struct Reader<'a> {
    /// The folded sentence.
    pub text: &'a str,
    /// The vocabulary.
    pub lexicon: &'a Lexicon,
}

/// An amount without its bounds.
pub(super) struct Amount {
    pub(super) end: usize,
    pub(super) value: Option<Decimal>,
    pub(super) high: Option<Decimal>,
    pub(super) unit: Option<(String, String, UnitKind)>,
    pub(super) more: bool,
    pub(super) tenth: bool,
}

impl Reader<'_> {
    /// Reads the quantity whose numeral begins at byte `at`; none where no numeral does.
    pub fn read(&self, at: usize, wide_comma: bool) -> Option<Quantity> {
        let before = &self.text[..at];
        let sign = !before.ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '）' | '/'));
        // 减负80亿元: a burden, no minus.
        let burden = self.text[at..].starts_with('负') && before.ends_with(['减', '担', '背', '肩', '胜', '抱', '辜', '自', '欠']);
        if burden {
            return None;
        }
        let first = numeral::read(&self.text[at..], Options { wide_comma, sign, point: !before.ends_with('.') })?;
        let vague = first.high.is_some() && first.han_digits == 0 && !first.digits;
        let numeral_end = at + first.len;
        let amount = self.amount(at, &first, wide_comma);
        let (mut bound, bound_len, conflict) = self.before(before, &first);
        let mut end = amount.end;
        let mut form = Form {
            digits: first.digits,
            single: first.han_digits == 1 && first.len == '一'.len_utf8(),
            tenth: amount.tenth,
            vague,
            bound_before: bound_len > 0,
            bound_after: false,
        };
        if amount.more {
            bound = Some("more_than");
        }
        // 上百, 上千: 上 bounds a bare power only.
        // 5% 以上: a blank of the page.
        let blank = self.text[end..].len() - self.text[end..].trim_start_matches(' ').len();
        if let Some((code, len)) = self.lexicon.units.bound_after(&self.text[end + blank..])
            && amount.unit.is_some()
        {
            end += blank + len;
            form.bound_after = true;
            if bound.is_none() {
                bound = Some(code_of(code));
            }
        }
        let bound = if amount.high.is_some() { "range" } else { bound.unwrap_or("exact") };
        let (unit, unit_text, kind) = match amount.unit {
            Some((code, text, kind)) => (Some(code), Some(text), Some(kind)),
            None => (None, None, None),
        };
        // 同比+6.6%: a plus is a sign where no number or name stands before it.
        let plus = plus_sign(before, unit.as_deref(), &self.lexicon.cues);
        Some(Quantity {
            bytes: at - bound_len - usize::from(plus)..end,
            numeral: at..numeral_end,
            value: amount.value,
            high: amount.high,
            bound,
            unit,
            unit_text,
            kind,
            form,
            conflict,
        })
    }

    /// The bound before the number; two may stand together (近二十余万, 超过约), then the nearer one wins.
    fn before(&self, before: &str, first: &Numeral) -> (Option<&'static str>, usize, bool) {
        let Some((code, len)) = self.lexicon.units.bound_before(before) else { return (None, 0, false) };
        let word = &before[before.len() - len..];
        if word == "上" && !first.bare_power {
            return (None, 0, false);
        }
        let outer = self.lexicon.units.bound_before(&before[..before.len() - len]);
        let outer = outer.filter(|(_, outer_len)| &before[before.len() - len - outer_len..before.len() - len] != "上");
        let more = first.more;
        let conflict = more && code != "more_than" || outer.is_some_and(|(outer, _)| outer != code);
        (Some(code_of(code)), len + outer.map_or(0, |(_, len)| len), conflict)
    }

    fn amount(&self, at: usize, first: &Numeral, wide_comma: bool) -> Amount {
        let end = at + first.len;
        let rest = &self.text[end..];
        if let Some(amount) = self.fraction(at, first) {
            return amount;
        }
        if let Some(amount) = slash(rest, end, first) {
            return amount;
        }
        if let Some(amount) = tenth(rest, end, first) {
            return amount;
        }
        if let Some(amount) = self.range(end, first, wide_comma) {
            return amount;
        }
        self.compound(end, first)
    }

    /// 三分之一, 百分之七点四.
    fn fraction(&self, at: usize, first: &Numeral) -> Option<Amount> {
        let end = at + first.len;
        let rest = self.text[end..].strip_prefix("分之")?;
        let start = end + "分之".len();
        // 百分之百.
        if first.bare_power && rest.starts_with('百') {
            let unit = Some(("percent".to_owned(), "百分之".to_owned(), UnitKind::Ratio));
            return Some(Amount {
                end: start + '百'.len_utf8(),
                value: Some(Decimal::ONE_HUNDRED),
                high: None,
                unit,
                more: false,
                tenth: true,
            });
        }
        let second = numeral::read(rest, Options { sign: true, ..Options::default() })?;
        let whole = first.value.filter(|value| !value.is_zero())?;
        // 百分之七点四 is 7.4 percent; 三分之一 is the fraction, which normalize turns into percent.
        let percent = first.bare_power;
        let part = second.value?;
        let factor = if percent { Decimal::ONE_HUNDRED } else { Decimal::ONE };
        let value = part.checked_mul(factor)?.checked_div(whole)?;
        let unit = Some(("percent".to_owned(), if percent { "百分之" } else { FRACTION }.to_owned(), UnitKind::Ratio));
        Some(Amount { end: start + second.len, value: Some(value), high: None, unit, more: second.more, tenth: true })
    }

    /// 3至5名, 10—15%. Not after 由 or 从, where the two ends are two values.
    fn range(&self, end: usize, first: &Numeral, wide_comma: bool) -> Option<Amount> {
        let (unit, unit_len) = self.unit(end).map_or((None, 0), |(unit, len)| (Some(unit), len));
        let rest = &self.text[end + unit_len..];
        let dash = ["至", "到", "——", "—", "-", "～"].into_iter().find(|dash| rest.starts_with(dash))?;
        let before = &self.text[..end - first.len];
        let clause = after_last(before, &['，', '；', '。', '、', '：']);
        let moves = |word: &str| before[clause..].contains(word);
        if unit.is_some() && (moves("由") || moves("从")) || matches!(dash, "至" | "到") && (moves("由") || moves("从") || moves("自"))
        {
            return None;
        }
        let start = end + unit_len + dash.len();
        let second = numeral::read(&self.text[start..], Options { wide_comma, ..Options::default() })?;
        let (last, last_len) = self.unit(start + second.len)?;
        if unit.is_some_and(|unit| unit.code != last.code) || second.high.is_some() || first.high.is_some() {
            return None;
        }
        let mut low = first.value?;
        let high = second.value?;
        // 10—15万: the multiple of the second number holds for both.
        if low > high && low < Decimal::from(10_000) {
            return None;
        }
        if low < high {
            for power in [100_000_000u32, 10_000] {
                let power = Decimal::from(power);
                if high >= power
                    && low < Decimal::from(1000)
                    && high / power >= low
                    && self.text[start..start + second.len].ends_with(['万', '亿'])
                {
                    low *= power;
                }
            }
        }
        // 500克至1公斤: both ends in the unit of the last.
        if let Some(unit) = unit.filter(|unit| unit.factor != last.factor) {
            low = low.checked_mul(unit.factor)?.checked_div(last.factor)?;
        }
        let text = &self.text[start + second.len..start + second.len + last_len];
        let unit = Some((last.code.clone(), text.to_owned(), last.kind));
        Some(Amount { end: start + second.len + last_len, value: Some(low), high: Some(high), unit, more: false, tenth: false })
    }

    /// One number and its unit, or several of one kind, each smaller than the one before.
    fn compound(&self, end: usize, first: &Numeral) -> Amount {
        let plain = |more| Amount { end, value: first.value, high: first.high, unit: None, more, tenth: false };
        let Some((unit, len)) = self.unit(end) else { return plain(first.more) };
        let dollars = unit.code == "CNY" && self.text[..end - first.len].ends_with("美元");
        let text_end = end + len;
        let mut amount = Amount {
            end: text_end,
            value: first.value,
            high: first.high,
            unit: Some((if dollars { "USD".to_owned() } else { unit.code.clone() }, self.text[end..text_end].to_owned(), unit.kind)),
            more: first.more,
            tenth: false,
        };
        // 3.6万多元, 20多个: 多 and 余 may also follow the unit: 10元多, 3个多月.
        if let Some(rest) = self.text[amount.end..].strip_prefix('多') {
            let month = unit.code == "count" && rest.starts_with('月');
            if !month && (unit.kind == UnitKind::Measure || unit.code == "times") {
                amount.end += '多'.len_utf8();
                amount.more = true;
            }
        }
        amount.end += self.second_unit(amount.end);
        if first.high.is_none() {
            self.lower_units(unit, &mut amount);
        }
        if unit.code == "score" && amount.unit.as_ref().is_some_and(|(code, ..)| code == "score") && self.minutes(amount.end) {
            amount.unit = Some(("minute".to_owned(), "分".to_owned(), UnitKind::Measure));
        }
        amount
    }

    /// The length of a second classifier in brackets: 1.7万件（套）, 2.3万所（处）.
    fn second_unit(&self, at: usize) -> usize {
        let inner = self.text[at..].strip_prefix('（').and_then(|rest| Some((rest, self.lexicon.units.at_start(rest)?.1)));
        // 辆（艘、架）次, 架（艘、列、辆）次.
        let inner = inner.map(|(rest, mut len)| {
            while let Some((_, more)) = rest[len..].strip_prefix('、').and_then(|next| self.lexicon.units.at_start(next)) {
                len += '、'.len_utf8() + more;
            }
            (rest, len)
        });
        let closed = inner.filter(|(rest, len)| rest[*len..].starts_with('）'));
        // 5.2万家（户）次.
        let visits = |len: usize| if self.text[at + len..].starts_with('次') { len + '次'.len_utf8() } else { len };
        closed.map_or(0, |(_, len)| visits('（'.len_utf8() + len + '）'.len_utf8()))
    }

    /// The rest of a compound: 20秒 after 4分, 350克 after 2公斤, 6角 after 50元.
    fn lower_units(&self, unit: &Unit, amount: &mut Amount) {
        let mut last = match self.text[..amount.end].ends_with("分钟") || self.text[..amount.end].ends_with('分') {
            true if unit.kind == UnitKind::Measure => ("second", Decimal::from(60)),
            _ => (unit.code.as_str(), unit.factor),
        };
        if unit.code == "hour" {
            last = ("second", Decimal::from(3600));
        }
        let mut compound = false;
        loop {
            let Some(next) = numeral::read(&self.text[amount.end..], Options::default()) else { return };
            let start = amount.end + next.len;
            let Some((lower, len)) = self.unit(start) else { return };
            let minute = matches!(&self.text[start..start + len], "分钟" | "分");
            let (code, factor) = match lower.code.as_str() {
                "second" => ("second", Decimal::ONE),
                "minute" | "score" if minute && last.0 == "second" => ("second", Decimal::from(60)),
                // 50元6角3分: a hundredth.
                "score" if last.0 == "CNY" => ("CNY", Decimal::new(1, 2)),
                code => (code, lower.factor),
            };
            if code != last.0 || factor >= last.1 || lower.kind != UnitKind::Measure || next.high.is_some() {
                return;
            }
            let (Some(value), Some(more)) = (amount.value, next.value.and_then(|value| value.checked_mul(factor))) else { return };
            // The first number is still as written; from here on the amount is in the code's own unit.
            let in_code = if compound { Some(value) } else { value.checked_mul(last.1) };
            compound = true;
            let Some(sum) = in_code.and_then(|value| value.checked_add(more)) else { return };
            amount.value = Some(sum);
            amount.more |= next.more;
            amount.end = start + len;
            if let Some((unit_code, text, _)) = &mut amount.unit {
                if code == "second" {
                    "second".clone_into(unit_code);
                }
                text.push_str(&self.text[start..start + len]);
            }
            last = (code, factor);
        }
    }

    /// 分 is a minute, not a point, where the clause measures time.
    fn minutes(&self, end: usize) -> bool {
        let before = &self.text[..end];
        let clause = after_last(before, &['，', '；', '。']);
        self.lexicon.cues.minutes.within(&before[clause..])
    }

    fn unit(&self, at: usize) -> Option<(&Unit, usize)> {
        self.lexicon.units.at_start(&self.text[at..])
    }
}

/// Bound codes live as long as the program, so that quantities need not own them.
fn code_of(code: &str) -> &'static str {
    ["more_than", "less_than", "nearly", "about", "range"].into_iter().find(|known| *known == code).unwrap_or("exact")
}
