//! Regions: the embedded list, finding names, and what a name means where and when.

use gongbao::lexicon::Lexicon;
use gongbao::lexicon::regions::{Level, RegionError, Regions};

fn regions() -> &'static Regions {
    &Lexicon::embedded().regions
}

/// Code that a name resolves to.
fn code(name: &str, within: &str, year: i32) -> Option<&'static str> {
    regions().resolve(name, Some(within).filter(|w| !w.is_empty()), Some(year).filter(|&y| y > 0)).map(|r| r.code.as_str())
}

/// Names found, weak ones in brackets.
fn found(text: &str) -> String {
    let names = regions().find(text);
    names
        .iter()
        .map(|m| if m.weak { format!("[{}]", &text[m.bytes.clone()]) } else { text[m.bytes.clone()].to_owned() })
        .collect::<Vec<_>>()
        .join(" ")
}

fn sure(text: &str) -> String {
    regions().find_sure(text).iter().map(|m| &text[m.bytes.clone()]).collect::<Vec<_>>().join(" ")
}

#[test]
fn embedded_list_parses_and_every_code_has_its_parents() {
    Regions::parse(&[Regions::CSV], &[Regions::NAMES]).unwrap();
    for line in Regions::CSV.lines().skip(1) {
        let at = line.split(',').next().unwrap();
        let region = regions().get(at, None).unwrap();
        assert_eq!(regions().parent(at).is_none(), region.level == Level::Nation, "{line}");
        assert!(regions().contains("100000", at), "{line}");
    }
}

#[test]
fn names_resolve_by_place_and_year() {
    for (name, within, year, want) in [
        ("郧阳区", "420300", 2023, Some("420304")),
        ("郧县", "420300", 2012, Some("420321")),
        // Not valid then: the nearest in time still tells which region is meant.
        ("郧县", "", 2023, Some("420321")),
        ("隆林", "451000", 2024, Some("451031")),
        ("隆林县", "", 2024, Some("451031")),
        ("隆林各族自治县", "", 0, Some("451031")),
        ("西林", "451000", 2024, Some("451030")),
        ("田林", "451000", 2024, Some("451029")),
        ("集贤县", "230500", 2021, Some("230521")),
        ("集贤", "", 0, Some("230521")),
        ("平果市", "", 2024, Some("451082")),
        ("平安区", "630000", 2023, Some("630203")),
        ("平果", "451000", 2018, Some("451023")),
        ("乌兰察布", "150000", 2023, Some("150900")),
        ("察右后旗", "150900", 2023, Some("150928")),
        ("黔东南", "", 0, Some("522600")),
        ("黔东南州", "", 0, Some("522600")),
        ("博州", "", 0, Some("652700")),
        ("东乡", "620000", 0, Some("622926")),
        ("东乡", "361000", 2023, Some("361003")),
        ("内蒙古", "", 0, Some("150000")),
        ("广西", "", 0, Some("450000")),
        ("新疆", "", 0, Some("650000")),
        ("全国", "", 0, Some("100000")),
        // A code that moved to another prefecture, before, in and after the year.
        ("寿县", "", 2012, Some("341521")),
        ("寿县", "", 2015, Some("340422")),
        ("寿县", "", 2024, Some("340422")),
        ("寿县", "341500", 2024, Some("341521")),
        ("莱芜", "370000", 2015, Some("371200")),
        ("莱芜", "370000", 2022, Some("370116")),
        // Shared names.
        ("鼓楼区", "", 2023, None),
        ("鼓楼区", "320100", 2023, Some("320106")),
        ("鼓楼区", "350000", 2023, Some("350102")),
        ("朝阳区", "", 2023, None),
        ("朝阳区", "110000", 2023, Some("110105")),
        ("朝阳区", "110108", 2023, Some("110105")),
        ("朝阳", "", 2023, Some("211300")),
        ("朝阳", "220100", 2023, Some("220104")),
        ("朝阳市", "", 2023, Some("211300")),
        ("吉林", "", 2023, Some("220000")),
        ("吉林市", "", 2023, Some("220200")),
        ("海南", "", 2023, Some("460000")),
        ("海南", "150300", 2023, Some("150303")),
        ("云河县", "", 2023, None),
    ] {
        assert_eq!(code(name, within, year), want, "{name} within {within:?} in {year}");
    }
}

#[test]
fn regions_of_the_sample_reports_are_known() {
    for (at, name) in [
        ("150600", "鄂尔多斯市"),
        ("230503", "岭东区"),
        ("230505", "四方台区"),
        ("230522", "友谊县"),
        ("230523", "宝清县"),
        ("230524", "饶河县"),
        ("330600", "绍兴市"),
        ("341523", "舒城县"),
        ("341524", "金寨县"),
        ("341525", "霍山县"),
        ("350581", "石狮市"),
        ("420302", "茅箭区"),
        ("420381", "丹江口市"),
        ("440904", "电白区"),
        ("440983", "信宜市"),
        ("451002", "右江区"),
        ("520328", "湄潭县"),
        ("620500", "天水市"),
        ("810000", "香港特别行政区"),
    ] {
        let region = regions().get(at, Some(2023)).unwrap();
        assert_eq!(region.name, name);
        assert_eq!(regions().resolve(name, Some(at), Some(2023)), Some(region));
    }
}

#[test]
fn one_code_may_have_had_two_names() {
    let name = |year| regions().get("371324", year).map(|r| r.name.as_str());
    assert_eq!(name(Some(2010)), Some("苍山县"));
    assert_eq!(name(Some(2014)), Some("兰陵县"));
    assert_eq!(name(None), Some("兰陵县"));
    assert_eq!(regions().get("999999", None), None);
    assert_eq!(regions().get("字", None), None);
}

#[test]
fn parents_skip_what_is_not_there() {
    assert_eq!(regions().parent("110105"), Some("110000"));
    assert_eq!(regions().parent("429004"), Some("420000"));
    assert_eq!(regions().parent("451031"), Some("451000"));
    assert_eq!(regions().parent("451000"), Some("450000"));
    assert_eq!(regions().parent("450000"), Some("100000"));
    assert_eq!(regions().parent("100000"), None);
    assert!(regions().contains("450000", "451031"));
    assert!(regions().contains("451031", "451031"));
    assert!(!regions().contains("451031", "451000"));
    assert!(!regions().contains("两位数", "451000"));
}

#[test]
fn names_are_found_longest_first_and_common_words_are_weak() {
    for (text, want) in [
        ("十堰市郧阳区和郧西县", "十堰市 郧阳区 郧西县"),
        ("隆林、西林、田林三县", "[隆林] [西林] [田林]"),
        ("兰州、天水、庆阳三市", "兰州 天水 庆阳"),
        ("察右后旗、察哈尔右翼前旗", "察右后旗 察哈尔右翼前旗"),
        ("维护社会和平稳定，老城区改造", "[和平] [老城区]"),
        ("在城区、郊区和矿区", "[城区] [郊区] [矿区]"),
        ("维护国家长治久安，春节前市长春节慰问", ""),
        ("在北京路设卡，在北京设卡", "[北京] 北京"),
        ("一半在城外", ""),
        ("", ""),
    ] {
        assert_eq!(found(text), want, "{text}");
    }
    for (text, want) in [
        ("百色隆林警方", "百色 隆林"),
        ("隆林、西林、田林三县", "隆林 西林 田林"),
        ("隆林、西林两县", "隆林 西林"),
        ("和平与新华", ""),
        ("在隆林县和西林设卡", "隆林县 西林"),
        ("世界和平。北京市", "北京市"),
        ("荆州市公安局、百色市公安局", "荆州市 百色市"),
        ("公安县公安局", "公安县"),
        ("全国合作、全国振兴", "全国 全国"),
        ("美丽江西，新增城市绿地", "江西"),
        ("苏州北站", "苏州"),
    ] {
        assert_eq!(sure(text), want, "{text}");
    }
}

#[test]
fn every_word_that_is_no_region_hides_a_name() {
    let names: toml::Table = toml::from_str(Regions::NAMES).unwrap();
    let bare = Regions::parse(&[Regions::CSV], &[]).unwrap();
    for word in names["not"].as_array().unwrap() {
        let word = word.as_str().unwrap();
        // A name may begin in the word and end in what often follows: 美丽江西, 推广安全.
        let hides = |next| bare.find(&format!("{word}{next}")).iter().any(|hit| hit.bytes.start < word.len());
        assert!(["", "江西", "安全"].into_iter().any(hides), "{word} hides nothing");
        assert_eq!(found(word), "", "{word}");
    }
}

#[test]
fn wrong_lists_are_refused() {
    let head = "code,name,from_year,to_year\n";
    let parse = |rows: &str, names: &str| Regions::parse(&[&format!("{head}{rows}")], &[names]).err();
    assert!(matches!(parse("12345,甲市,,\n", ""), Some(RegionError::Code(_))));
    assert!(matches!(parse("123456,甲市,2010,2009\n", ""), Some(RegionError::Years { .. })));
    assert!(matches!(parse("123456,甲市,,\n123456,甲市,2010,\n", ""), Some(RegionError::Twice { .. })));
    assert!(matches!(parse("123456,甲市,early,\n", ""), Some(RegionError::Csv(_))));
    assert!(matches!(parse("123456,甲市,,\n", "[alias]\n乙 = \"丙市\""), Some(RegionError::Toml(_) | RegionError::Alias { .. })));
    assert!(matches!(parse("123456,甲市,,\n", "weak = [\"乙\"]"), Some(RegionError::Weak(_))));
    assert!(matches!(parse("", "strong = []"), Some(RegionError::Toml(_))));
    assert!(matches!(Regions::parse(&["code,name,from_year,to_year,area\n123456,甲市,,,1\n"], &[]), Err(RegionError::Csv(_))));
    assert!(parse("123456,甲市,,\n", "").is_none());
}
