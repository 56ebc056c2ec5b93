//! Numbers that are part of a name: of an operation, a slogan, a road, a line, a document.

use super::Look;
use crate::extract::quantity::plus_sign;
use crate::extract::scan::Fate;

/// A number in quotation marks or a title belongs to a name or a slogan: `“昆仑2023”`, `“1、3、5分钟”`, `《十项承诺》`.
///
/// Direct speech is no name: it is long, or ends in a full stop inside the marks.
/// Known limits: a short quotation that states a figure (`“下降三成。”` does not, for its full stop) is taken for a name.
pub fn quoted(look: &Look<'_>) -> Option<Fate> {
    let text = look.scene.text;
    let at = look.quantity.numeral.start;
    for (open, close, longest) in [("“", "”", 16), ("《", "》", 60), ("\"", "\"", 16)] {
        let Some(start) = text[..at].rfind(open) else { continue };
        let inner_start = start + open.len();
        let Some(len) = text[inner_start..].find(close) else { continue };
        let end = inner_start + len;
        let closed_before = text[inner_start..at].contains(close);
        if closed_before || end < look.quantity.numeral.end {
            continue;
        }
        let inner = &text[inner_start..end];
        if inner.chars().count() <= longest && !inner.contains(['。', '！', '？']) {
            return Some(Fate::Ignored("name"));
        }
    }
    None
}

/// Digits grown together with letters or a number of a thing: `G70`, `K1120+500`, `5G`, `107国道`, `12号`, `0668-1234567`, `2.0版`.
pub fn code(look: &Look<'_>) -> Option<Fate> {
    let quantity = look.quantity;
    if !quantity.form.digits {
        return road_or_house(look);
    }
    let (before, after) = (look.before_numeral(), look.after_numeral());
    let latin = before.chars().rev().take_while(char::is_ascii_alphabetic).count();
    let letters_before = (1..=2).contains(&latin) || latin > 2 && quantity.unit.is_none();
    let joined_before = !signed(look)
        && (before.ends_with(['_', '@', '#', '=', '$', '{', '·', '+', '×']) || before.ends_with(['/', '*']) && quantity.unit.is_none());
    let letters_after =
        quantity.unit.is_none() && after.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '_' | '@' | '×' | '·'));
    let digits = quantity.numeral.len();
    let plain = &look.scene.text[quantity.numeral.clone()];
    let zero_led = plain.len() > 1 && plain.starts_with('0') && !plain.starts_with("0.");
    // 开放2.0任务: the version of something.
    let version = plain.ends_with(".0") && plain.len() == 3 && quantity.unit.is_none() && after.starts_with(crate::text::fold::is_han);
    let long = digits >= 7 && plain.bytes().all(|b| b.is_ascii_digit()) && quantity.unit.is_none();
    let dashed = before.ends_with('-') && before.trim_end_matches('-').ends_with(|c: char| c.is_ascii_alphanumeric())
        || after.starts_with('-')
            && after[1..].starts_with(|c: char| c.is_ascii_digit())
            && quantity.unit.is_none()
            && quantity.high.is_none();
    if letters_before || joined_before || letters_after || zero_led || version || long || dashed {
        return Some(Fate::Ignored("code"));
    }
    road_or_house(look)
}

/// A number of a thing: 12号, 107国道, 301次列车, 2.0版, 96110专线.
fn road_or_house(look: &Look<'_>) -> Option<Fate> {
    let after = look.after_numeral();
    let thing = [
        "号",
        "国道",
        "省道",
        "县道",
        "次列车",
        "次航班",
        "版",
        "室",
        "楼",
        "单元",
        "栋",
        "型",
        "式",
        "专线",
        "热线",
        "平台",
        "专案",
        "案",
        "路公交",
        "中学",
        "小学",
        "团",
        "师",
        "军",
        "高地",
        "代",
        "届",
        "期工程",
        "号线",
        "中全会",
        "度角",
        "度高温",
        "周岁以",
        "线工作",
        "规划",
        "系统",
        "机制",
        "工程",
        "模式",
        "工作法",
        "行动",
        "体系",
        "联动",
    ];
    let named = thing.iter().any(|word| after.starts_with(word));
    (named
        && (look.unit().is_none() || after.starts_with("次列车") || after.starts_with("次航班") || after.starts_with("栋"))
        && !after.starts_with("案件"))
    .then_some(Fate::Ignored("code"))
}

/// 同比+6.6%: the plus is a sign.
fn signed(look: &Look<'_>) -> bool {
    plus_sign(look.before_numeral(), look.unit(), look.cues())
}

/// `1+3+N`, `10+N`, `8+X`, `7×24小时`: a scheme, not a sum.
pub fn scheme(look: &Look<'_>) -> Option<Fate> {
    let (before, after) = (look.before_numeral(), look.after_numeral());
    let joined = before.ends_with(['+', '＋', '×']) && !signed(look) || after.starts_with(['+', '＋', '×']);
    joined.then_some(Fate::Ignored("name"))
}
