//! What a user's files add and what they replace.

use gongbao::lexicon::Lexicon;
use gongbao::lexicon::words::{Grammar, Sense};

fn with(file: &str, text: &str) -> Lexicon {
    Lexicon::with(&[(file, text)]).unwrap()
}

/// The codes of the subjects that a word names.
fn subjects(lexicon: &Lexicon, word: &str) -> Vec<String> {
    let of = |sense: &Sense| if let Sense::Subject(at) = sense { Some(lexicon.subjects[*at].code.clone()) } else { None };
    lexicon.words.senses(word).iter().filter_map(of).collect()
}

fn unit(lexicon: &Lexicon, text: &str) -> Option<String> {
    lexicon.units.at_start(text).map(|(unit, len)| format!("{} {} {}", &text[..len], unit.factor, unit.code))
}

#[test]
fn a_subject_is_given_one_more_name_and_keeps_the_rest() {
    let lexicon = with("subjects.toml", "[subject.\"crime.theft\"]\nnames = [\"盗窃三车\"]\n");
    assert_eq!(subjects(&lexicon, "盗窃三车"), ["crime.theft"]);
    assert_eq!(subjects(&lexicon, "盗窃"), ["crime.theft"]);
    assert_eq!(lexicon.subject("crime.theft"), Lexicon::embedded().subject("crime.theft"));
    assert_eq!(subjects(Lexicon::embedded(), "盗窃三车"), Vec::<String>::new());
}

#[test]
fn a_key_that_stands_there_is_replaced() {
    let lexicon = with("subjects.toml", "[subject.\"crime.theft\"]\ndefault = \"filed\"\nthing = true\n");
    let theft = lexicon.subject("crime.theft").unwrap();
    assert_eq!((theft.default.as_deref(), theft.thing), (Some("filed"), true));
    let lexicon = with("events.toml", "[event.fugitives_caught]\nalways = false\nunits = [\"person_time\"]\n");
    let event = lexicon.event("fugitives_caught").unwrap();
    assert!(!event.always && event.subject.as_deref() == Some("crime"));
    assert_eq!(event.units, ["person", "person_time"]);
}

#[test]
fn new_subjects_events_and_classes_may_name_each_other_across_files() {
    let files = [
        ("subjects.toml", "[subject.flood]\nnames = [\"洪涝\"]\ndefault = \"submerged\"\n"),
        (
            "events.toml",
            "[event.submerged]\nverbs = [\"淹没\"]\nobjects = [\"field\"]\nunits = [\"li2\"]\nsubject = \"flood\"\nwithin = [\"flood\"]\n",
        ),
        ("nouns.toml", "field = [\"农田\"]\n"),
        ("units.toml", "[[unit]]\ncode = \"li2\"\nfactor = \"2.5\"\nkind = \"measure\"\nwords = [\"方里\"]\n"),
    ];
    let lexicon = Lexicon::with(&files).unwrap();
    let at = lexicon.events.iter().position(|event| event.code == "submerged").unwrap();
    assert_eq!(lexicon.words.senses("淹没"), [Sense::Verb(at)]);
    assert_eq!(subjects(&lexicon, "洪涝"), ["flood"]);
    assert_eq!(lexicon.words.senses("农田"), [Sense::Noun("field".into())]);
    assert_eq!(unit(&lexicon, "方里"), Some("方里 2.5 li2".into()));
    // What stood there before means the same, though it may have another place.
    for subject in &Lexicon::embedded().subjects {
        assert_eq!(lexicon.subject(&subject.code), Some(subject));
    }
    for (word, senses) in Lexicon::embedded().words.iter() {
        assert_eq!(lexicon.words.senses(word).len(), senses.len(), "{word}");
    }
}

#[test]
fn words_of_the_grammar_and_denominators_come_on_top() {
    let lexicon = with("words.toml", "up = [\"蹿升\"]\n[per]\nday = [\"每昼夜\"]\nhousehold = [\"每户\"]\n[general]\nverbs = [\"蹿升\"]\n");
    assert_eq!(lexicon.words.senses("蹿升"), [Sense::Grammar(Grammar::Up), Sense::Grammar(Grammar::Verb)]);
    assert_eq!(lexicon.words.senses("上升"), Lexicon::embedded().words.senses("上升"));
    assert_eq!(lexicon.words.senses("每昼夜"), [Sense::Per("day".into())]);
    assert_eq!(lexicon.words.senses("每户"), [Sense::Per("household".into())]);
}

#[test]
fn a_base_of_comparison_stands_in_every_frame() {
    let own = with("words.toml", "[base]\nprevious = [\"换届前\"]\n");
    for framed in ["比换届前", "较换届前", "与换届前相比", "相较于换届前"] {
        assert_eq!(own.words.senses(framed), own.words.senses("比启动前"), "{framed}");
        assert!(Lexicon::embedded().words.senses(framed).is_empty(), "{framed}");
    }
    assert!(own.words.senses("换届前").is_empty());
}

#[test]
fn a_unit_or_bound_that_stands_there_changes_its_meaning() {
    let embedded = Lexicon::embedded();
    assert_eq!((unit(embedded, "起"), unit(embedded, "起案")), (Some("起 1 case".into()), Some("起 1 case".into())));
    let own = "not_units = [\"起案\"]\n[[unit]]\ncode = \"count\"\nkind = \"classifier\"\nwords = [\"起\", \"人口\"]\n";
    let lexicon = with("units.toml", own);
    assert_eq!((unit(&lexicon, "起"), unit(&lexicon, "起案")), (Some("起 1 count".into()), None));
    assert_eq!((unit(embedded, "人口"), unit(&lexicon, "人口")), (None, Some("人口 1 count".into())));
    let lexicon = with("bounds.toml", "[about]\nbefore = [\"逾\"]\n");
    assert_eq!(embedded.units.bound_before("逾"), Some(("more_than", 3)));
    assert_eq!(lexicon.units.bound_before("逾"), Some(("about", 3)));
    assert_eq!(lexicon.units.bound_before("超过"), embedded.units.bound_before("超过"));
}

#[test]
fn ratios_populations_and_checks_are_added_and_replaced() {
    let ratio = |name: &str, en: &str| {
        format!("[[ratio]]\nname = \"{name}\"\nnumerator = [\"rescued\"]\ndenominator = [\"received\"]\nen = \"{en}\"\nzh = \"救助\"\n")
    };
    let ratios = ratio("clearance_rate", "mine") + &ratio("rescued_per_call", "new");
    let population = "region_code,region_name,year,population,source\n990100,云榆市,2021,1200000,own count\n150900,乌兰察布市,2020,1,own\n";
    let checks = "generic = [\"若干\"]\nbroad = [\"found\"]\n";
    let lexicon = Lexicon::with(&[("ratios.toml", &ratios), ("population.csv", population), ("checks.toml", checks)]).unwrap();
    let embedded = Lexicon::embedded();
    assert_eq!(lexicon.ratios.rules.len(), embedded.ratios.rules.len() + 1);
    assert_eq!(lexicon.ratios.rules.iter().find(|rule| rule.name == "clearance_rate").unwrap().en, "mine");
    assert_eq!(lexicon.population.nearest("990100", 2023).unwrap().population, 1_200_000);
    assert_eq!(lexicon.population.nearest("150900", 2023).unwrap().population, 1);
    assert_eq!(lexicon.population.nearest("150900", 2010), embedded.population.nearest("150900", 2010));
    assert_eq!(lexicon.checks.broad.last().map(String::as_str), Some("found"));
    assert_eq!(lexicon.checks.broad.len(), embedded.checks.broad.len() + 1);
    assert!(lexicon.checks.generic.len() == embedded.checks.generic.len() + 1);
}

#[test]
fn cues_are_added() {
    let lexicon = Lexicon::with(&[("cues.toml", "officials = [\"巡长\"]\n")]).unwrap();
    let embedded = Lexicon::embedded();
    assert!(lexicon.cues.officials.closes("社区巡长") && !embedded.cues.officials.closes("社区巡长"));
    assert!(lexicon.cues.officials.closes("市局发言人"));
    assert_ne!(lexicon.fingerprint(), embedded.fingerprint());
}

#[test]
fn of_the_words_of_a_cue_the_longest_is_taken_off() {
    let lexicon = Lexicon::with(&[("cues.toml", "rating = [\"高\", \"较高\"]\nhappens = [\"发\"]\n")]).unwrap();
    assert_eq!(lexicon.cues.rating.before("占比较高"), Some("占比"));
    assert_eq!(lexicon.cues.happens.behind("发案为零"), Some("为零"));
    assert_eq!(lexicon.cues.happens.behind("零发案"), None);
    assert!(lexicon.cues.rating.within("较高的") && !lexicon.cues.rating.is("较高的") && lexicon.cues.rating.opens("较高的"));
}

#[test]
fn regions_are_added_and_given_other_years_and_names() {
    let list = "code,name,from_year,to_year\n990100,云榆市,,\n110103,崇文区,,2010\n";
    let names = "not = [\"云榆木\"]\n[alias]\n\"榆城\" = \"云榆市\"\n";
    let lexicon = Lexicon::with(&[("regions.csv", list), ("region_names.toml", names)]).unwrap();
    let found = |text: &str| lexicon.regions.find(text).len();
    assert_eq!((found("云榆"), found("榆城"), found("云榆木"), found("北京市")), (1, 1, 0, 1));
    assert_eq!(lexicon.regions.get("110103", Some(2005)).unwrap().to_year, Some(2010));
    assert_eq!(Lexicon::embedded().regions.get("110103", Some(2005)).unwrap().to_year, Some(2009));
}
