//! The vocabularies of derive: the populations add up, and what is wrong is refused with a reason.

use gongbao::lexicon::Lexicon;
use gongbao::lexicon::population::Population;

#[test]
fn ratios_name_only_codes_that_exist() {
    let lexicon = Lexicon::embedded();
    for rule in &lexicon.ratios.rules {
        for event in rule.numerator.iter().chain(&rule.denominator).chain(&rule.reported) {
            assert!(lexicon.event(event).is_some(), "{}: no event {event:?}", rule.name);
        }
        let fixed = Some(&rule.denominator_subject).filter(|subject| !["same", "parent"].contains(&subject.as_str()));
        for subject in rule.subjects.iter().chain(fixed) {
            assert!(lexicon.subject(subject).is_some(), "{}: no subject {subject:?}", rule.name);
        }
    }
}

#[test]
fn the_provinces_sum_to_the_published_totals() {
    // Communiqué no. 3 of 2020 and no. 2 of 2010: the country without servicemen (in 2010 also without persons of no fixed residence).
    let population = &Lexicon::embedded().population;
    let of = |code: &str, year: i32| population.nearest(code, year).filter(|census| census.year == year).map(|census| census.population);
    let sum = |codes: Vec<String>, year| codes.iter().filter_map(|code| of(code, year)).sum::<u64>();
    let provinces = || (11..=65).map(|province| format!("{province}0000")).collect::<Vec<_>>();
    let leagues = || (1501..=1530).map(|league| format!("{league}00")).collect::<Vec<_>>();
    assert_eq!(sum(provinces(), 2020), 1_409_778_724);
    assert_eq!(sum(provinces(), 2010), 1_332_774_867);
    assert_eq!(sum(leagues(), 2020), 24_049_155);
    assert_eq!(sum(leagues(), 2010), 24_706_321);
}

#[test]
fn of_two_censuses_the_nearer_counts_and_the_later_of_two_equally_near() {
    let population = &Lexicon::embedded().population;
    let year = |at| population.nearest("150900", at).map(|census| census.year);
    assert_eq!([year(1999), year(2014), year(2015), year(2023)], [Some(2010), Some(2010), Some(2020), Some(2020)]);
    assert_eq!(population.nearest("999999", 2020), None);
}

#[test]
fn wrong_ratios_are_refused_with_a_reason() {
    let ratio = |keys: &str| format!("[[ratio]]\nen = \"e\"\nzh = \"z\"\n{keys}\n");
    let cases = [
        (ratio("name = \"a\"\nnumerator = [\"x\"]\ndenominator = [\"y\"]\ncolour = 1"), "unknown field `colour`"),
        (ratio("name = \"a\"\nkind = \"sum\""), "unknown variant `sum`"),
        (ratio("name = \"a b\"\nnumerator = [\"x\"]\ndenominator = [\"y\"]"), "lower-case letters"),
        (ratio("name = \"a\"\ndenominator = [\"y\"]"), "a numerator is needed"),
        (ratio("name = \"a\"\nnumerator = [\"x\"]"), "a denominator is needed"),
        (ratio("name = \"a\"\nkind = \"of_sum\"\nnumerator = [\"x\"]"), "a denominator is needed"),
        (ratio("name = \"a\"\nkind = \"prior\"\nnumerator = [\"x\"]"), "takes no numerator"),
        (ratio("name = \"a\"\nkind = \"part\"\ndenominator = [\"x\"]"), "takes no denominator"),
        (ratio("name = \"a\"\nnumerator = [\"x\"]\ndenominator = [\"y\"]\nfactor = 0"), "factor of 0"),
        (ratio("name = \"a\"\nkind = \"prior\"").repeat(2), "declared twice"),
        ("[[ratio]]\nname = \"a\"\nkind = \"prior\"\nen = \"e\"\n".to_owned(), "missing field `zh`"),
    ];
    for (toml, reason) in cases {
        let error = Lexicon::with(&[("ratios.toml", &toml)]).expect_err(&toml).to_string();
        assert!(error.contains(reason), "{error:?} does not say {reason:?}");
    }
}

#[test]
fn wrong_populations_are_refused_with_their_line() {
    let head = "region_code,region_name,year,population,source\n";
    let cases = [
        ("1509,x,2020,5,s\n", "line 2: a region code has six digits"),
        ("150900,x,2020,0,s\n", "line 2: a population of 0"),
        ("150900,x,2020,5,s\n150900,x,2020,6,s\n", "line 3: 150900 is given twice"),
        ("150900,x,2020,many,s\n", "invalid digit"),
        ("150900,x,2020\n", "3 fields"),
    ];
    for (rows, reason) in cases {
        let error = Population::parse(&format!("{head}{rows}")).expect_err(rows).to_string();
        assert!(error.contains(reason), "{error:?} does not say {reason:?}");
    }
    assert!(Population::parse("region_code,region_name,year,population,source,more\n150900,x,2020,5,s,m\n").is_err(), "an unknown column");
}
