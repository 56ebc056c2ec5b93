//! Figures of a region around the report's own: 全国现有吸毒人员89.6万名, 全省为26.5%.

use super::scene::Scene;
use crate::lexicon::regions::{Level, Region};
use crate::span::Bytes;
use crate::text::{CLAUSE_MARKS, after_last};

/// Words for a region around a smaller one.
const AROUND: [(&str, Level); 5] = [
    ("全国", Level::Nation),
    ("全省", Level::Province),
    ("我省", Level::Province),
    ("全州", Level::Prefecture),
    ("全市", Level::Prefecture),
];

/// The region around the report's own that a figure is of: the word for it opens the figure's clause, or stands before 为 at the figure.
pub fn wider<'a>(scene: &Scene<'a>, at: &Bytes) -> Option<&'a Region> {
    let (regions, year) = (&scene.page.lexicon.regions, scene.page.year);
    let own = regions.get(scene.page.document.region_code.as_deref()?, year)?;
    let mut clause = scene.clause(at);
    // 全国现有吸毒人员89.6万名，同比下降20.3%.
    if changes(clause) {
        let before = scene.before(at);
        let before = before[..before.len() - clause.len()].trim_end_matches('，');
        clause = &before[after_last(before, &CLAUSE_MARKS)..];
    }
    let level_of = ["为", "是", "达", "达到"].iter().find_map(|is| clause.strip_suffix(is));
    let opens = |word: &str, level: Level| {
        let large = matches!(level, Level::Nation | Level::Province);
        large && clause.strip_prefix(word).is_some_and(|rest| scene.cues().said_of_all.opens(rest))
    };
    let (word, level) =
        AROUND.into_iter().find(|(word, level)| level_of.is_some_and(|said| said.ends_with(word)) || opens(word, *level))?;
    // A city below a city calls itself 全市 too.
    if word == "全市" && own.name.ends_with('市') {
        return None;
    }
    let mut code = own.code.as_str();
    loop {
        code = regions.parent(code)?;
        if let Some(found) = regions.get(code, year).filter(|region| region.level == level) {
            // An autonomous region is no 全省.
            return Some(found).filter(|found| level != Level::Province || found.name.ends_with('省'));
        }
    }
}

/// ，同比增长: how the figure before changed.
pub fn changes(text: &str) -> bool {
    ["同比", "环比", "较", "比", "上升", "下降", "增长", "增加", "减少"].iter().any(|word| text.starts_with(word))
}

/// Whether 全市平均 and its like mean the report's own region, with nothing compared: 全市平均接警时长29秒.
pub fn own_average(scene: &Scene<'_>, at: &Bytes) -> bool {
    let clause = scene.clause(at);
    let own = scene.page.document.region_name.as_deref().and_then(|name| name.chars().next_back());
    let compared = ["高于", "低于", "比", "较", "优于", "好于", "快于", "少于", "多于", "超过"].iter().any(|word| clause.contains(word));
    own.is_some_and(|kind| clause.starts_with('全') && clause.chars().nth(1) == Some(kind)) && !compared
}
