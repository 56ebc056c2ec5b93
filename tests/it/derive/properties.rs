//! Properties of the arithmetic: a true value, written as a report would write it, stays within the bounds worked out from what is written.

use gongbao::derive::interval::{Interval, Wholes, number, to_f64};
use gongbao::derive::stated::stated;
use gongbao::derive::{Input, derive};
use gongbao::lexicon::Lexicon;
use gongbao::model::{Observation, Period, Ratio};
use proptest::prelude::*;
use rust_decimal::{Decimal, RoundingStrategy};

const CASES: u32 = 2000;

/// A report's rounding: half away from zero.
fn round(value: Decimal, digits: u32) -> Decimal {
    value.round_dp_with_strategy(digits, RoundingStrategy::MidpointAwayFromZero)
}

/// How a report writes a sum or a count: as it is, or in 万 or 亿 with some digits, which rounds it.
fn written(true_value: Decimal, multiple: u32, digits: u32) -> (Decimal, String) {
    let (name, size) = [("", 1), ("万", 10_000), ("亿", 100_000_000)][multiple as usize % 3];
    let digits = if size == 1 { 0 } else { digits };
    let shown = round(true_value / Decimal::from(size), digits);
    (shown * Decimal::from(size), format!("{shown:.*}{name}", digits as usize))
}

fn level(id: &str, indicator: &str, value: Decimal, surface: String, unit: &str) -> Observation {
    Observation {
        observation_id: id.into(),
        surface,
        indicator: Some(indicator.into()),
        period: Period::year(2023),
        measure: "level".into(),
        value: Some(value),
        bound: "exact".into(),
        unit: unit.into(),
        status: "reported".into(),
        ..Observation::default()
    }
}

fn change(indicator: &str, value: Decimal, digits: u32) -> Observation {
    let surface = format!("{:.*}%", digits as usize, value.abs());
    Observation { measure: "change".into(), comparison: Some("yoy".into()), ..level("c", indicator, value, surface, "percent") }
}

fn ratios(observations: &[Observation]) -> Vec<Ratio> {
    derive(&Input { documents: &[], sentences: &[], mentions: &[], observations }, Lexicon::embedded()).ratios
}

fn find<'r>(ratios: &'r [Ratio], name: &str) -> Option<&'r Ratio> {
    ratios.iter().find(|ratio| ratio.ratio == name)
}

/// The nearest f64 of an exact quotient, as a row would hold it.
fn quotient(a: Decimal, b: Decimal) -> f64 {
    to_f64(&(number(a) / number(b)))
}

fn holds(ratio: &Ratio, truth: f64) -> bool {
    ratio.lower <= truth && truth <= ratio.upper
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(CASES) })]

    #[test]
    fn a_rounded_figure_holds_the_true_one(cents in 0i64..10_000_000_000_000, multiple in 0u32..3, digits in 0u32..4) {
        let truth = Decimal::new(cents, 2);
        let (value, surface) = written(truth, multiple, digits);
        let figure = stated(&level("a", "crime.loss", value, format!("{surface}元"), "CNY")).expect("a figure");
        prop_assert!(figure.interval.contains(&number(truth)), "{truth} written {surface:?}: {:?}", figure.interval);
    }

    #[test]
    fn a_quotient_holds_the_true_one(a in 0i64..100_000_000, b in 1i64..100_000_000, m in 0u32..2, n in 0u32..2, digits in 0u32..3) {
        let (above, above_text) = written(Decimal::from(a), m, digits);
        let (below, below_text) = written(Decimal::from(b), n, digits);
        let rows = [
            level("a", "crime.suspects_caught", above, format!("{above_text}人"), "person"),
            level("b", "crime.cleared", below, format!("{below_text}起"), "case"),
        ];
        let ratios = ratios(&rows);
        // A denominator that rounds to nothing, and bounds that say nothing, give no ratio.
        if let Some(ratio) = find(&ratios, "suspects_per_case") {
            prop_assert!(holds(ratio, quotient(Decimal::from(a), Decimal::from(b))), "{above_text} / {below_text}: {ratio:?}");
        } else {
            prop_assert!(below.is_zero() || n > 0);
        }
    }

    #[test]
    fn the_level_before_and_the_difference_hold_the_true_ones(
        before in 1i64..2_000_000, now in 0i64..2_000_000, digits in 0u32..3, multiple in 0u32..2, level_digits in 0u32..3,
    ) {
        let percent = Decimal::from(now - before) * Decimal::ONE_HUNDRED / Decimal::from(before);
        prop_assume!(percent < Decimal::from(10_000));
        let stated_change = round(percent, digits);
        let (value, surface) = written(Decimal::from(now), multiple, level_digits);
        let rows = [level("a", "crime.filed", value, format!("{surface}起"), "case"), change("crime.filed", stated_change, digits)];
        let ratios = ratios(&rows);
        if let Some(prior) = find(&ratios, "prior_level") {
            prop_assert!(holds(prior, before as f64), "{now} ({surface}) {stated_change}%: {prior:?}");
            prop_assert!(!prior.exact || prior.value == before as f64, "exact, but not {before}: {prior:?}");
        } else {
            prop_assert!(stated_change == Decimal::from(-100) || value.is_zero(), "no level before {now} ({surface}) {stated_change}%");
        }
        if let Some(difference) = find(&ratios, "difference") {
            prop_assert!(holds(difference, (now - before) as f64), "{now} ({surface}) {stated_change}%: {difference:?}");
            prop_assert!(!difference.exact || difference.value == (now - before) as f64);
        }
    }

    #[test]
    fn the_change_from_a_difference_and_from_two_years_is_the_true_one(before in 1i64..2_000_000, now in 0i64..2_000_000) {
        let truth = to_f64(&(number(Decimal::from(now - before)) * number(Decimal::ONE_HUNDRED) / number(Decimal::from(before))));
        let this_year = level("a", "crime.filed", Decimal::from(now), format!("{now}起"), "case");
        let difference = Observation {
            observation_id: "d".into(),
            measure: "difference".into(),
            comparison: Some("yoy".into()),
            ..level("d", "crime.filed", Decimal::from(now - before), format!("{}起", (now - before).abs()), "case")
        };
        let ratios = ratios(&[this_year, difference]);
        let change = find(&ratios, "change").expect("a change");
        prop_assert!(holds(change, truth), "{change:?} is not {truth}");
    }

    #[test]
    fn fatality_holds_the_true_one(deaths in 0i64..100_000, injured in 0i64..10_000_000, m in 0u32..2, n in 0u32..2, digits in 0u32..3) {
        prop_assume!(deaths + injured > 0);
        let (dead, dead_text) = written(Decimal::from(deaths), m, digits);
        let (hurt, hurt_text) = written(Decimal::from(injured), n, digits);
        let rows = [
            level("a", "traffic.accident.deaths", dead, format!("{dead_text}人"), "person"),
            level("b", "traffic.accident.injured", hurt, format!("{hurt_text}人"), "person"),
        ];
        let ratios = ratios(&rows);
        if let Some(ratio) = find(&ratios, "fatality") {
            let truth = quotient(Decimal::from(deaths * 100), Decimal::from(deaths + injured));
            prop_assert!(holds(ratio, truth), "{ratio:?} is not {truth}");
        }
    }

    #[test]
    fn whole_numbers_are_counted_rightly(a in -1_000i64..1_000, width in 0i64..400, scale in 0u32..3) {
        let (low, high) = (Decimal::new(a, scale), Decimal::new(a + width, scale));
        let fitting = (-1_000i64..=1_400).filter(|&n| low <= Decimal::from(n) && Decimal::from(n) <= high).count();
        let expected = match Interval::new(number(low), number(high)).wholes() {
            Wholes::None => fitting == 0,
            Wholes::One(_) => fitting == 1,
            Wholes::Many => fitting > 1,
        };
        prop_assert!(expected, "[{low}, {high}] holds {fitting}");
    }

    #[test]
    fn the_nearest_f64_is_the_one_that_division_gives(a in -(1i64 << 53)..(1i64 << 53), b in 1i64..(1i64 << 53)) {
        // IEEE 754 division of two exactly held numbers is rounded to nearest.
        prop_assert_eq!(to_f64(&(number(Decimal::from(a)) / number(Decimal::from(b)))), a as f64 / b as f64);
    }

    #[test]
    fn no_observation_makes_derive_panic(
        surface in ".{0,12}", mantissa in any::<i64>(), scale in 0u32..28, bound in "(exact|more_than|less_than|nearly|about|range|odd)",
        measure in "(level|change|point_change|difference|share|odd)", unit in "(case|CNY|percent|percentage_point|kg)",
    ) {
        let wild = level("a", "crime.filed", Decimal::new(mantissa, scale), surface, &unit);
        let mut rows = vec![
            Observation { bound, measure, comparison: Some("yoy".into()), ..wild },
            level("b", "crime.cleared", Decimal::from(7), "7起".into(), "case"),
            level("c", "crime.filed", Decimal::from(9), "9起".into(), "case"),
        ];
        rows.push(Observation { part_of: Some("a".into()), repeat_of: Some("d".into()), ..rows[0].clone() });
        rows.push(Observation { value: None, lower: Some(Decimal::MAX), upper: Some(Decimal::MIN), ..rows[0].clone() });
        for ratio in ratios(&rows) {
            prop_assert!(ratio.lower <= ratio.upper, "{ratio:?}");
        }
    }
}
