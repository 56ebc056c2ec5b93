//! Rows in words: values, periods and regions as a person reads them.

use rust_decimal::Decimal;

use crate::model::{Mention, Observation, Period, Ratio};

/// A period in its shortest form: `2023`, `2023-01 to 2023-06`, `2023-12-31`, `2023-01-01 to 2023-07-15`.
pub fn period(period: Option<Period>) -> String {
    use chrono::Datelike;
    let Some(Period { start, end }) = period else { return String::new() };
    if start == end {
        return start.to_string();
    }
    let months = Period::months(end.year(), end.month(), end.month()).is_some_and(|month| month.end == end) && start.day() == 1;
    let month = |day: chrono::NaiveDate| day.format("%Y-%m").to_string();
    match (months, start.month(), end.month()) {
        (true, 1, 12) if start.year() == end.year() => start.year().to_string(),
        (true, 1, 12) => format!("{} to {}", start.year(), end.year()),
        (true, ..) if month(start) == month(end) => month(start),
        (true, ..) => format!("{} to {}", month(start), month(end)),
        (false, ..) => format!("{start} to {end}"),
    }
}

/// A text, or nothing.
pub fn maybe(text: &Option<String>) -> &str {
    text.as_deref().unwrap_or_default()
}

/// A number without needless zeros, or nothing.
pub fn decimal(number: Option<Decimal>) -> String {
    number.map(|number| number.normalize().to_string()).unwrap_or_default()
}

/// A number of a ratio, to as many places as are worth reading.
pub fn float(number: f64) -> String {
    let text = format!("{number:.4}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The number of a mention, with its upper end where it is a range.
pub fn number(mention: &Mention) -> String {
    match mention.number_high {
        Some(high) => format!("{} to {}", decimal(mention.number), decimal(Some(high))),
        None => decimal(mention.number),
    }
}

/// The value of an observation with what is known of its bounds: `56`, `92000000, at least 92000000`, `3 to 5`.
pub fn value(observation: &Observation) -> String {
    let value = decimal(observation.value);
    match (observation.lower, observation.upper) {
        (None, None) => value,
        (lower, upper) if observation.value.is_none() => format!("{} to {}", decimal(lower), decimal(upper)),
        (Some(lower), None) => format!("{value}, at least {}", decimal(Some(lower))),
        (None, Some(upper)) => format!("{value}, at most {}", decimal(Some(upper))),
        (Some(lower), Some(upper)) => format!("{value}, {} to {}", decimal(Some(lower)), decimal(Some(upper))),
    }
}

/// What an observation is about: its indicator, else its label.
pub fn subject(observation: &Observation) -> &str {
    observation.indicator.as_deref().or(observation.label.as_deref()).unwrap_or_default()
}

/// A ratio's value with what the inputs allow.
pub fn ratio(ratio: &Ratio) -> String {
    if ratio.lower == ratio.upper {
        return float(ratio.value);
    }
    format!("{} ({} to {})", float(ratio.value), float(ratio.lower), float(ratio.upper))
}

/// A ratio's value and bounds, to as many places as the bounds leave certain and four digits at least; where only one whole number
/// fits, that number.
pub fn short_ratio(ratio: &Ratio) -> String {
    let spread = ratio.upper - ratio.lower;
    if ratio.exact || spread <= 0.0 {
        return rounded(ratio.value, digits_for(ratio.value.abs() / 1000.0));
    }
    // Half of the spread tells value and bounds apart.
    let digits = digits_for((spread / 2.0).max(f64::MIN_POSITIVE)).max(digits_for(ratio.value.abs() / 1000.0));
    format!("{} ({} to {})", rounded(ratio.value, digits), rounded(ratio.lower, digits), rounded(ratio.upper, digits))
}

/// Digits behind the point that show a step of this size.
fn digits_for(step: f64) -> usize {
    // More than a float holds are noise, and an infinite spread needs none.
    const MOST: f64 = 12.0;
    if step > 0.0 { (-step.log10()).ceil().clamp(0.0, MOST) as usize } else { 0 }
}

fn rounded(number: f64, digits: usize) -> String {
    let text = format!("{number:.digits$}");
    let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// How a ratio agrees with the stated figure.
pub fn agreement(ratio: &Ratio) -> String {
    let Some(reported) = ratio.reported else { return String::new() };
    let verdict = match ratio.agrees {
        Some(true) => "agrees",
        Some(false) => "does not agree",
        None => "cannot be compared",
    };
    format!("stated {}: {verdict}", float(reported))
}

/// A text with the code points from `start` to `end` marked as 【…】; as it is where they lie outside.
pub fn marked(text: &str, start: u32, end: u32) -> String {
    let chars: Vec<char> = text.chars().collect();
    let (start, end) = (start as usize, end as usize);
    match (chars.get(..start), chars.get(start..end), chars.get(end..)) {
        (Some(before), Some(inside), Some(after)) => {
            let part = |chars: &[char]| chars.iter().collect::<String>();
            format!("{}【{}】{}", part(before), part(inside), part(after))
        }
        _ => text.to_owned(),
    }
}
