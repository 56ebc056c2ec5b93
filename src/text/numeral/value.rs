//! The value of a sequence of digits and powers of ten.

use rust_decimal::Decimal;

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Item {
    /// Digits with their scale.
    Digits(Decimal),
    /// One Chinese digit.
    Han(u8),
    /// A power of ten.
    Power(u32),
    Zero,
}

/// The value of a sequence: a power multiplies the sum of all smaller terms before it; a power right after a power multiplies that.
pub(super) fn evaluate(items: &[Item]) -> Option<Decimal> {
    if items.len() > 1 && items.iter().all(|item| matches!(item, Item::Han(_) | Item::Zero)) {
        let digits: String = items.iter().map(|item| if let Item::Han(digit) = item { (b'0' + digit) as char } else { '0' }).collect();
        return Decimal::from_str_exact(&digits).ok();
    }
    let mut terms: Vec<Decimal> = Vec::new();
    let mut before: Option<Item> = None;
    for (at, item) in items.iter().enumerate() {
        match *item {
            Item::Zero => {}
            // 1万5 goes on as 一万五 does.
            Item::Digits(value) => {
                let elided = match before {
                    Some(Item::Power(exponent)) if at + 1 == items.len() && exponent >= 2 && is_digit(value) => ten_to(exponent - 1)?,
                    _ => Decimal::ONE,
                };
                terms.push(value.checked_mul(elided)?);
            }
            Item::Han(digit) => {
                let elided = match before {
                    Some(Item::Power(exponent)) if at + 1 == items.len() && exponent >= 2 => ten_to(exponent - 1)?,
                    _ => Decimal::ONE,
                };
                terms.push(Decimal::from(digit).checked_mul(elided)?);
            }
            Item::Power(exponent) => {
                let unit = ten_to(exponent)?;
                if let (Some(Item::Power(_)), Some(last)) = (before, terms.last_mut().filter(|last| **last >= unit)) {
                    *last = last.checked_mul(unit)?;
                } else {
                    let mut sum = Decimal::ZERO;
                    let mut any = false;
                    while let Some(term) = terms.last().copied().filter(|term| *term < unit) {
                        sum = sum.checked_add(term)?;
                        terms.pop();
                        any = true;
                    }
                    terms.push(if any { sum.checked_mul(unit)? } else { unit });
                }
            }
        }
        before = Some(*item);
    }
    terms.iter().try_fold(Decimal::ZERO, |sum, term| sum.checked_add(*term))
}

pub(super) fn ten_to(exponent: u32) -> Option<Decimal> {
    Decimal::from(10u64.checked_pow(exponent)?).into()
}

/// The power of ten at the start of `text`, and its bytes.
pub(super) fn power(text: &str) -> Option<(u32, usize)> {
    let c = text.chars().next()?;
    let exponent = match c {
        '十' | '拾' => 1,
        '百' | '佰' => 2,
        '千' | '仟' => 3,
        '万' => 4,
        '亿' => 8,
        '兆' => 12,
        _ => return None,
    };
    Some((exponent, c.len_utf8()))
}

/// One digit that is not zero.
fn is_digit(value: Decimal) -> bool {
    value.scale() == 0 && value >= Decimal::ONE && value < Decimal::TEN
}

/// 廿 and 卅 are two characters in one.
pub(super) fn joined_tens(c: char) -> Option<u8> {
    match c {
        '廿' => Some(2),
        '卅' => Some(3),
        _ => None,
    }
}

pub(super) fn han_digit(c: char) -> Option<u8> {
    Some(match c {
        '一' | '壹' => 1,
        '二' | '贰' | '两' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}
