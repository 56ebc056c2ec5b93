//! That the measure sees what it should, on a report of two sentences with observations made by hand.

use gongbao::lexicon::Lexicon;
use gongbao::model::{Document, Observation, Period};
use rust_decimal::Decimal;

use super::gold;
use super::measure::{RESPECTS, Read, Tally, measure};

const TEXT: &str = "全年破获案件 ３0\n起，抓获 12人。团伙各2个，约5分钟。";

const GOLD: &str = "
@ region=150900 period=2023
破获案件[30起] | 30 | case | exact | level | reported | crime.cleared
抓获[12人] | 12 | person | exact | level | reported | crime.suspects_caught | campaign~昆仑
团伙各[2个] | 2 | count | exact | level | reported | ~涉黑
团伙各[2个] | 2 | count | exact | level | reported | ~涉恶
? [约5分钟] | 5 | minute | about | level | * | *
";

/// An observation on a part of the text, right in everything that the gold asks for but its value and unit, which are given.
fn on(surface: &str, value: i64, unit: &str) -> Observation {
    let from = TEXT.find(surface).unwrap();
    let start = TEXT[..from].chars().count() as u32;
    Observation {
        start,
        end: start + surface.chars().count() as u32,
        surface: surface.into(),
        region_code: Some("150900".into()),
        period: Period::year(2023),
        value: Some(Decimal::from(value)),
        unit: unit.into(),
        bound: "exact".into(),
        measure: "level".into(),
        status: "reported".into(),
        ..Observation::default()
    }
}

fn cases() -> Observation {
    Observation { indicator: Some("crime.cleared".into()), ..on("３0\n起", 30, "case") }
}

fn persons() -> Observation {
    Observation { indicator: Some("crime.suspects_caught".into()), campaign: Some("昆仑2023".into()), ..on("12人", 12, "person") }
}

fn gangs(label: &str) -> Observation {
    Observation { label: Some(label.into()), ..on("2个", 2, "count") }
}

fn score(observations: Vec<Observation>) -> (Tally, Vec<String>) {
    let rows = gold::read(GOLD, Lexicon::embedded()).unwrap();
    let document = Document { text: TEXT.into(), ..Document::default() };
    measure(&rows, &[Read { document, observations }]).unwrap()
}

/// Which respects were read wrong, by the counts.
fn wrong_in(tally: &Tally) -> Vec<&'static str> {
    RESPECTS.iter().zip(tally.right).filter(|(_, right)| *right < tally.found).map(|(respect, _)| *respect).collect()
}

#[test]
fn all_right_is_one() {
    let (tally, wrong) = score(vec![cases(), persons(), gangs("恶势力、涉恶团伙"), gangs("涉黑团伙"), on("约5分钟", 5, "minute")]);
    assert!(wrong.is_empty(), "{wrong:?}");
    assert_eq!((tally.gold, tally.found, tally.spurious, tally.exact), (4, 4, 0, 4));
    assert_eq!(tally.f1(), 1.0);
}

#[test]
fn nothing_read_is_zero() {
    let (tally, wrong) = score(Vec::new());
    assert_eq!((tally.gold, tally.found, tally.exact, wrong.len()), (4, 0, 0, 4));
    assert_eq!(tally.f1(), 0.0);
    assert_eq!(Tally::default().f1(), 0.0);
}

#[test]
fn each_respect_is_seen() {
    type Spoil = fn(&mut Observation);
    let spoils: [(&str, Spoil); 9] = [
        ("value", |o| o.value = Some(Decimal::from(31))),
        ("unit", |o| o.unit = "count".into()),
        ("bound", |o| o.bound = "about".into()),
        ("measure", |o| o.measure = "share".into()),
        ("status", |o| o.status = "target".into()),
        ("indicator", |o| o.indicator = None),
        ("extras", |o| o.campaign = Some("云剑".into())),
        ("region", |o| o.region_code = None),
        ("period", |o| o.period = Period::year(2022)),
    ];
    for (respect, spoil) in spoils {
        let mut spoiled = persons();
        spoil(&mut spoiled);
        let (tally, wrong) = score(vec![cases(), spoiled, gangs("涉黑"), gangs("涉恶")]);
        assert_eq!(wrong_in(&tally), [respect]);
        assert_eq!((tally.found, tally.exact, wrong.len()), (4, 3, 1));
    }
}

#[test]
fn too_much_is_spurious_but_on_tolerated_figures() {
    let (tally, wrong) = score(vec![cases(), cases(), on("全年", 1, "year"), on("约5分钟", 5, "minute"), on("5分钟", 5, "minute")]);
    assert_eq!((tally.found, tally.spurious, tally.exact), (1, 2, 1));
    assert_eq!(wrong.iter().filter(|line| line.starts_with("spurious")).count(), 2);
    assert_eq!(tally.f1(), 2.0 / 7.0);
}

#[test]
fn faults_of_the_gold_are_refused() {
    let lexicon = Lexicon::embedded();
    let line = "案件[3起] | 3 | case | exact | level | reported | crime.cleared";
    let with = |line: &str| gold::read(&format!("@ region=* period=*\n{line}"), lexicon).map(|rows| rows.len());
    assert_eq!(with(line), Ok(1));
    assert!(gold::read(line, lexicon).is_err());
    for (part, by) in [
        ("[3起]", "3起"),
        ("[3起]", "[3][起]"),
        ("| 3 ", "| three "),
        ("| case ", "| cases "),
        ("| exact ", "| over "),
        ("| level ", "| amount "),
        ("| reported ", "| said "),
        ("crime.cleared", "crime.clared"),
        ("crime.cleared", "~"),
        ("| reported ", ""),
        ("crime.cleared", "crime.cleared | campain=昆仑"),
        ("crime.cleared", "crime.cleared | campaign"),
    ] {
        assert!(with(&line.replace(part, by)).is_err(), "{part} as {by}");
    }
    for scope in ["@ region=150900", "@ region=999999 period=2023", "@ region=* period=2023-13", "@ region=* period=2023 year=2023"] {
        assert!(gold::read(scope, lexicon).is_err(), "{scope}");
    }
    let rows = gold::read("@ region=* period=*\n[2] | 2 | count | exact | level | * | *", lexicon).unwrap();
    let page = [Read { document: Document { text: "2个和2名".into(), ..Document::default() }, observations: Vec::new() }];
    assert!(measure(&rows, &page).is_err());
}
