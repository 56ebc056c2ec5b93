//! Exact intervals: what is known of a true value, as two rational ends. No floating point until a figure leaves for a row.
//!
//! Both ends belong to the interval. Rounding half up would leave the upper one out, but spreadsheets also round half to even and
//! half down, and a bound that is too tight by one point is worse than one that holds it.

use num_bigint::{BigInt, Sign};
use num_rational::Ratio;
use num_traits::{One, Signed, ToPrimitive, Zero};
use rust_decimal::Decimal;

/// A rational number of any size.
pub type Number = Ratio<BigInt>;

/// Bits of quotient that are computed before rounding to the 53 of an f64.
const QUOTIENT_BITS: i64 = 66;

/// A decimal as a rational, exactly.
pub fn number(decimal: Decimal) -> Number {
    Number::new(BigInt::from(decimal.mantissa()), power_of_ten(decimal.scale()))
}

/// A whole number as a rational.
pub fn whole(n: i64) -> Number {
    Number::from_integer(BigInt::from(n))
}

/// 10 to the `exponent`.
pub fn power_of_ten(exponent: u32) -> BigInt {
    BigInt::from(10u8).pow(exponent)
}

/// The f64 nearest to `n`.
///
/// Rounding to nearest never reverses an order, so whatever lies between two numbers still lies between them afterwards.
pub fn to_f64(n: &Number) -> f64 {
    if n.is_zero() {
        return 0.0;
    }
    let (numer, denom) = (n.numer().magnitude(), n.denom().magnitude());
    let lacking = QUOTIENT_BITS - (numer.bits() as i64 - denom.bits() as i64);
    let shift = u32::try_from(lacking.max(0)).unwrap_or(0);
    let scaled = numer << shift;
    let mut quotient = &scaled / denom;
    // The last bit stands for all that was cut off, so that a tie is only taken for one where it is one.
    if !(&scaled % denom).is_zero() && !quotient.bit(0) {
        quotient.set_bit(0, true);
    }
    let size = quotient.to_f64().unwrap_or(f64::INFINITY) * 2f64.powi(-i32::try_from(shift).unwrap_or(i32::MAX));
    if n.numer().sign() == Sign::Minus { -size } else { size }
}

/// What is known of a true value. A side without an end is unbounded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interval {
    /// Lowest value that it may have.
    pub lower: Option<Number>,
    /// Highest value that it may have.
    pub upper: Option<Number>,
}

/// The whole numbers inside an interval.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wholes {
    /// No whole number fits.
    None,
    /// Only this one fits.
    One(Number),
    /// Several fit.
    Many,
}

impl Interval {
    /// From `lower` to `upper`.
    pub fn new(lower: Number, upper: Number) -> Self {
        Interval { lower: Some(lower), upper: Some(upper) }
    }

    /// One value.
    pub fn point(value: Number) -> Self {
        Interval { lower: Some(value.clone()), upper: Some(value) }
    }

    /// True where `value` may be the true one.
    pub fn contains(&self, value: &Number) -> bool {
        self.lower.as_ref().is_none_or(|lower| lower <= value) && self.upper.as_ref().is_none_or(|upper| value <= upper)
    }

    /// True where every value of `self` is below every value of `other`.
    pub fn is_below(&self, other: &Interval) -> bool {
        matches!((&self.upper, &other.lower), (Some(upper), Some(lower)) if upper < lower)
    }

    /// True where one true value may have given both.
    pub fn meets(&self, other: &Interval) -> bool {
        !self.is_below(other) && !other.is_below(self)
    }

    /// The sum: `[a, b] + [c, d] = [a + c, b + d]`.
    pub fn plus(&self, other: &Interval) -> Interval {
        Interval { lower: both(&self.lower, &other.lower, |a, b| a + b), upper: both(&self.upper, &other.upper, |a, b| a + b) }
    }

    /// The difference: `[a, b] - [c, d] = [a - d, b - c]`.
    pub fn minus(&self, other: &Interval) -> Interval {
        Interval { lower: both(&self.lower, &other.upper, |a, b| a - b), upper: both(&self.upper, &other.lower, |a, b| a - b) }
    }

    /// `self` times a positive number.
    pub fn scaled(&self, factor: &Number) -> Interval {
        Interval { lower: self.lower.as_ref().map(|n| n * factor), upper: self.upper.as_ref().map(|n| n * factor) }
    }

    /// The quotient of two quantities that cannot be negative: `[a, b] / [c, d] = [a / d, b / c]`. None where the divisor can only be 0.
    pub fn over(&self, divisor: &Interval) -> Option<Interval> {
        if divisor.upper.as_ref().is_some_and(|upper| !upper.is_positive()) {
            return None;
        }
        let lower = match (&self.lower, &divisor.upper) {
            (Some(a), Some(d)) => a / d,
            _ => Number::zero(),
        };
        let upper = match (&self.upper, &divisor.lower) {
            (Some(b), Some(c)) if c.is_positive() => Some(b / c),
            _ => None,
        };
        Some(Interval { lower: Some(lower), upper })
    }

    /// The relative change from `before`, in percent: `100 (self / before - 1)`. None where there was nothing before.
    pub fn growth_from(&self, before: &Interval) -> Option<Interval> {
        Some(self.over(before)?.minus(&Interval::point(one())).scaled(&whole(100)))
    }

    /// How many whole numbers it holds.
    pub fn wholes(&self) -> Wholes {
        let (Some(lower), Some(upper)) = (&self.lower, &self.upper) else { return Wholes::Many };
        let (first, last) = (lower.ceil(), upper.floor());
        if first > last {
            Wholes::None
        } else if first == last {
            Wholes::One(first)
        } else {
            Wholes::Many
        }
    }

    /// The ends as they are written to a row: an unbounded side is an infinity, which compares as it should where NaN would not.
    pub fn ends(&self) -> (f64, f64) {
        (self.lower.as_ref().map_or(f64::NEG_INFINITY, to_f64), self.upper.as_ref().map_or(f64::INFINITY, to_f64))
    }
}

/// The smallest interval around some numbers; none for none.
pub fn hull(numbers: impl IntoIterator<Item = Number>) -> Option<Interval> {
    let mut numbers = numbers.into_iter();
    let first = numbers.next()?;
    let (lower, upper) = numbers.fold((first.clone(), first), |(low, high), n| (low.min(n.clone()), high.max(n)));
    Some(Interval::new(lower, upper))
}

/// 1.
pub fn one() -> Number {
    Number::one()
}

fn both(a: &Option<Number>, b: &Option<Number>, of: impl Fn(&Number, &Number) -> Number) -> Option<Number> {
    Some(of(a.as_ref()?, b.as_ref()?))
}
