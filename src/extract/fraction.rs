//! Tenths and fractions, which are percentages however they are written.

use rust_decimal::Decimal;

use super::quantity::Amount;
use crate::lexicon::units::{FRACTION, UnitKind};
use crate::text::numeral::{self, Numeral, Options};

/// 1/3: a fraction written with digits, numerator below denominator; not 110/119, nor 次/秒.
pub(super) fn slash(rest: &str, end: usize, first: &Numeral) -> Option<Amount> {
    let digits = rest.strip_prefix('/')?;
    let len = digits.bytes().take_while(u8::is_ascii_digit).count();
    let whole: u32 = digits[..len].parse().ok().filter(|whole| (2..=100).contains(whole))?;
    let part = first.value.filter(|part| first.digits && *part < Decimal::from(whole) && part.is_integer() && !part.is_zero())?;
    if digits[len..].starts_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '年' | '月' | '.')) {
        return None;
    }
    let unit = Some(("percent".to_owned(), FRACTION.to_owned(), UnitKind::Ratio));
    Some(Amount { end: end + 1 + len, value: part.checked_div(Decimal::from(whole)), high: None, unit, more: false, tenth: true })
}

/// 三成, 七成六, 两番.
pub(super) fn tenth(rest: &str, end: usize, first: &Numeral) -> Option<Amount> {
    let percent = |len: usize, value: Option<Decimal>, high: Option<Decimal>| {
        let unit = Some(("percent".to_owned(), rest[..len].chars().take(1).collect(), UnitKind::Ratio));
        Some(Amount { end: end + len, value, high, unit, more: first.more, tenth: true })
    };
    if let Some(tail) = rest.strip_prefix('成') {
        if tail.starts_with(['立', '功', '员', '果', '本', '年', '效', '交', '都', '长', '就']) {
            return None;
        }
        let mut value = first.value?.checked_mul(Decimal::TEN)?;
        let high = first.high.and_then(|high| high.checked_mul(Decimal::TEN));
        let mut len = '成'.len_utf8();
        if tail.starts_with('半') {
            value += Decimal::from(5);
            len += '半'.len_utf8();
        } else if let Some(extra) = numeral::read(tail, Options::default()).filter(|n| n.han_digits == 1 && n.len == '一'.len_utf8()) {
            value += extra.value?;
            len += extra.len;
        }
        let more = rest[len..].starts_with(['多', '余']);
        if more {
            len += '多'.len_utf8();
        }
        return percent(len, Some(value), high).map(|amount| Amount { more: amount.more || more, ..amount });
    }
    if rest.starts_with('番') {
        // 翻一番 doubles: +100%; 翻两番: +300%.
        let times = u32::try_from(first.value?).ok().filter(|n| (1..=10).contains(n))?;
        let value = Decimal::from(2u64.pow(times)).checked_sub(Decimal::ONE)?.checked_mul(Decimal::ONE_HUNDRED);
        return percent('番'.len_utf8(), value, None);
    }
    None
}
