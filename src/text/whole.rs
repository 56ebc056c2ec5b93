//! Words for a whole region, mostly the one that a report is of: 全市, 我县, 本州.
//!
//! ```text
//! whole    = ( "全" | "我" | "本" ) division, not before "场" "域" "性" (全市场, 全区域, 全国性), nor 全州县, which is a county
//! division = "国" | "省" | "区" | "市" | "州" | "盟" | "地区" | "县" | "旗"
//! ```
//!
//! 区 is an autonomous region as often as a district, and no word tells which: [`Whole::around`] says only what holds of both.

/// A word for a whole region.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Whole {
    /// 我, 本: the region of who speaks.
    own: bool,
    division: Division,
}

/// From the widest to the narrowest, but for 区, which is of two kinds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Division {
    Nation,
    Province,
    /// An autonomous region or a district.
    Either,
    Prefecture,
    County,
}

const DIVISIONS: [(&str, Division); 9] = [
    ("国", Division::Nation),
    ("省", Division::Province),
    ("区", Division::Either),
    ("市", Division::Prefecture),
    ("州", Division::Prefecture),
    ("盟", Division::Prefecture),
    ("地区", Division::Prefecture),
    ("县", Division::County),
    ("旗", Division::County),
];

impl Whole {
    /// Whether this region lies around the other, where both are named one after the other: 全省为52.3%，我市为61.8%.
    pub fn around(self, other: Whole) -> bool {
        match (self.division, other.division) {
            // 全市…，我区…: the district of who speaks. 全市…，全区… may be said in a city of an autonomous region.
            (Division::Prefecture, Division::Either) => other.own && !self.own,
            (one, other) => one < other,
        }
    }
}

/// The word that a text begins with.
pub fn at_start(text: &str) -> Option<Whole> {
    read(text).map(|(whole, _)| whole)
}

/// What stands behind the word that a text begins with.
pub fn strip(text: &str) -> Option<&str> {
    read(text).map(|(_, after)| after)
}

fn read(text: &str) -> Option<(Whole, &str)> {
    let said = text.chars().next().filter(|c| matches!(c, '全' | '我' | '本'))?;
    let rest = &text[said.len_utf8()..];
    let (word, division) = DIVISIONS.into_iter().find(|(word, _)| rest.starts_with(word))?;
    let after = &rest[word.len()..];
    let other_word = after.starts_with(['场', '域', '性']) || word == "州" && after.starts_with('县');
    (!other_word).then_some((Whole { own: said != '全', division }, after))
}

/// Whether such a word stands in a text.
pub fn within(text: &str) -> bool {
    text.match_indices(['全', '我', '本']).any(|(at, _)| at_start(&text[at..]).is_some())
}

/// Whether a text ends with such a word.
pub fn at_end(text: &str) -> bool {
    text.rfind(['全', '我', '本']).is_some_and(|at| {
        let said = text[at..].chars().next().map_or(0, char::len_utf8);
        DIVISIONS.iter().any(|(word, _)| text[at + said..] == **word)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words() {
        for text in ["全市共", "我省", "本县今年", "全地区", "全国"] {
            assert!(at_start(text).is_some(), "{text}");
        }
        for text in ["全市场监管", "全区域", "全国性", "全州县公安局", "全年", "我们", "市"] {
            assert!(at_start(text).is_none(), "{text}");
        }
        assert!(within("其中全县") && !within("全州县其中"));
        assert!(at_end("2024年全市") && !at_end("全市共") && !at_end("全市市"));
    }

    #[test]
    fn one_around_the_other() {
        let around = |one, other| at_start(one).zip(at_start(other)).is_some_and(|(one, other)| one.around(other));
        let pairs =
            [("全国", "全省"), ("全省", "我市"), ("全市", "我县"), ("全区", "全市"), ("全市", "我区"), ("全省", "全区"), ("全区", "我旗")];
        for (one, other) in pairs {
            assert!(around(one, other), "{one} {other}");
            assert!(!around(other, one) || one.ends_with('区') && other.ends_with('市'), "{other} {one}");
        }
        assert!(!around("全市", "全区") && !around("全区", "我区") && !around("我市", "我区"));
    }
}
