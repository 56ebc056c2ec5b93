//! Short forms of region names: 隆林 for 隆林各族自治县, 黔东南 and 黔东南州 for 黔东南苗族侗族自治州.
//!
//! A name is taken apart from its end: the kind of region (市, 自治县), then, only after an autonomous kind, the peoples it is named
//! for. What remains is the short form, if it has two characters or more. Both lists are closed: the kinds of the law, and the 56
//! peoples.

use super::Level;

/// Kinds, longest first; the second column is what an autonomous one is called with its short form (隆林县).
const KINDS: [(&str, Option<&str>); 17] = [
    ("特别行政区", None),
    ("行政委员会", None),
    ("自治区", Some("")),
    ("自治州", Some("州")),
    ("自治县", Some("县")),
    ("自治旗", Some("旗")),
    ("地区", None),
    ("林区", None),
    ("特区", None),
    ("新区", None),
    ("省", None),
    ("市", None),
    ("盟", None),
    ("县", None),
    ("区", None),
    ("旗", None),
    ("群岛", None),
];

/// Peoples as names of regions write them; 蒙古 and a few others also stand without 族.
const PEOPLES: [&str; 58] = [
    "各族",
    "蒙古族",
    "回族",
    "藏族",
    "维吾尔族",
    "苗族",
    "彝族",
    "壮族",
    "布依族",
    "朝鲜族",
    "满族",
    "侗族",
    "瑶族",
    "白族",
    "土家族",
    "哈尼族",
    "哈萨克族",
    "傣族",
    "黎族",
    "傈僳族",
    "佤族",
    "畲族",
    "高山族",
    "拉祜族",
    "水族",
    "东乡族",
    "纳西族",
    "景颇族",
    "柯尔克孜族",
    "土族",
    "达斡尔族",
    "仫佬族",
    "羌族",
    "布朗族",
    "撒拉族",
    "毛南族",
    "仡佬族",
    "锡伯族",
    "阿昌族",
    "普米族",
    "塔吉克族",
    "怒族",
    "乌孜别克族",
    "俄罗斯族",
    "鄂温克族",
    "德昂族",
    "保安族",
    "裕固族",
    "京族",
    "独龙族",
    "鄂伦春族",
    "赫哲族",
    "门巴族",
    "珞巴族",
    "基诺族",
    "蒙古",
    "维吾尔",
    "哈萨克",
];
const PEOPLES_BARE: [&str; 3] = ["柯尔克孜", "塔吉克", "锡伯"];

/// The short forms of a full name: the bare one first, then, where the full one has an autonomous kind, those with a plain kind and with its
/// own.
pub(super) fn short_forms(name: &str, level: Level) -> Vec<String> {
    let Some((stem, plain)) = KINDS.iter().find_map(|(kind, plain)| Some((name.strip_suffix(kind)?, plain))) else { return Vec::new() };
    if level == Level::Nation {
        return Vec::new();
    }
    let bare = if plain.is_some() { without_peoples(stem) } else { stem };
    let mut forms = Vec::new();
    if bare.chars().count() >= 2 {
        forms.push(bare.to_owned());
        if let Some(kind) = plain.filter(|kind| !kind.is_empty()) {
            forms.push(format!("{bare}{kind}"));
        }
        // 耿马自治县, 凉山自治州
        if let Some(kind) = name.strip_prefix(stem).filter(|_| plain.is_some() && bare != stem) {
            forms.push(format!("{bare}{kind}"));
        }
    }
    forms
}

/// Takes peoples off the end while something remains; a region named for its people alone (东乡族自治县) keeps the name without 族.
fn without_peoples(stem: &str) -> &str {
    let mut rest = stem;
    while let Some(shorter) = PEOPLES.iter().chain(&PEOPLES_BARE).find_map(|people| rest.strip_suffix(people)) {
        if shorter.is_empty() {
            return rest.strip_suffix('族').unwrap_or(rest);
        }
        // 内蒙古: what is left of a name is never a single character.
        if shorter.chars().count() < 2 {
            return rest;
        }
        rest = shorter;
    }
    rest
}
