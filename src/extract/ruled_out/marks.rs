//! Numbers that order or mark: section numbers, ordinals, ranks, and broken numbers.

use super::Look;
use crate::extract::scan::Fate;
use crate::lexicon::units::FRACTION;
use crate::lexicon::words::Grammar;
use crate::text::fold::is_han;

/// More digits than a decimal holds.
pub fn overflow(look: &Look<'_>) -> Option<Fate> {
    look.quantity.value.is_none().then_some(Fate::Unresolved("too many digits"))
}

/// 五百分之2.2: a part with decimals is a part of a power of ten only.
pub fn fraction(look: &Look<'_>) -> Option<Fate> {
    let malformed = Fate::Ignored("malformed fraction");
    if look.earlier.last().is_some_and(|last| last.fate == malformed && last.quantity.bytes.end > look.quantity.numeral.start) {
        return Some(malformed);
    }
    if look.unit_text() != FRACTION {
        return None;
    }
    let text = &look.scene.text[look.quantity.bytes.clone()];
    let (whole, part) = text.split_once(FRACTION)?;
    let ten = ["一百", "一千", "一万", "壹百", "十"].iter().any(|power| whole.contains(power)) || whole.contains("万");
    (part.contains(['.', '点']) && !ten).then_some(malformed)
}

/// A number whose fraction is gone (`12.某某9%`) and what follows it up to the next comma: never repaired, never read on.
pub fn broken(look: &Look<'_>) -> Option<Fate> {
    let dangling = |rest: &str| {
        let mut rest = rest.chars();
        rest.next() == Some('.') && rest.next().is_some_and(is_han)
    };
    // 58казино起: a foreign string between number and unit.
    let foreign = look.after_numeral().starts_with(|c: char| c.is_alphabetic() && !c.is_ascii() && !is_han(c));
    if look.quantity.form.digits && foreign {
        return Some(Fate::Unresolved("broken number"));
    }
    if look.quantity.form.digits && (dangling(look.after_numeral()) && !opens(look.before_numeral()) || torn(look)) {
        return Some(Fate::Unresolved("broken number"));
    }
    let last = look.earlier.last().filter(|last| last.fate == Fate::Unresolved("broken number"))?;
    let between = &look.scene.text[last.quantity.numeral.end..look.quantity.numeral.start];
    (!between.contains(['，', '。', '；', '、'])).then_some(Fate::Unresolved("broken number"))
}

/// 达9彩票网址7.6%: a figure is announced, and unknown words stand where its unit should, right before more digits.
fn torn(look: &Look<'_>) -> bool {
    let (start, end) = (look.quantity.numeral.start, look.quantity.numeral.end);
    let run = look.after_numeral().find(|c: char| !is_han(c)).unwrap_or_default();
    let tags = look.scene.tags;
    look.unit().is_none()
        && run > '字'.len_utf8()
        && look.after_numeral()[run..].starts_with(|c: char| c.is_ascii_digit())
        && tags
            .iter()
            .filter(|tag| tag.bytes.end == start)
            .any(|tag| tag.is_any(&[Grammar::Reach, Grammar::Up, Grammar::Down]) || tag.verbs().chain(tag.event_nouns()).next().is_some())
        && tags
            .iter()
            .filter(|tag| tag.bytes.end > end && tag.bytes.start < end + run)
            .all(|tag| tag.subjects().next().is_some() || tag.is(Grammar::Incident))
}

/// Whether a list index may stand here: at the beginning, or after the end of a clause.
fn opens(before: &str) -> bool {
    let before = before.trim_end_matches([' ', '“', '（']);
    before.is_empty() || before.ends_with(['。', '；', '：', '！', '？', '，', '…', '”', '）', '—', '●', '◆'])
}

/// `1.`, `（二）`, `三、`, `②`: the number of a section or list item.
///
/// Known limits: a one-digit count alone in brackets (`村委会（3）`) is taken for one.
pub fn section_number(look: &Look<'_>) -> Option<Fate> {
    let (before, after) = (look.before_numeral(), look.after_numeral());
    let short = look.quantity.numeral.len() <= 6;
    // [1] refers to a note, or opens it.
    let noted = before.ends_with('[') && after.starts_with(']');
    let bracketed = (before.ends_with('（') && after.starts_with('）') || noted) && short;
    // 1）破案126起 2）抓获86人.
    let item = before.ends_with(' ') && after.starts_with('）');
    let dotted = (opens(before) || item) && short && {
        let mut rest = after.chars();
        match rest.next() {
            Some('.' | '．') => rest.next().is_some_and(|c| !c.is_ascii_digit()),
            Some('、') => {
                before.trim_end_matches(' ').is_empty() && (rest.clone().next().is_some_and(is_han) || opens_year(rest.as_str()))
            }
            Some('）') => !before.ends_with('（'),
            // 1.2月破案126起: the item, and a month.
            Some('月') => look.quantity.numeral.len() > 1 && look.scene.text[look.quantity.numeral.clone()].contains('.'),
            _ => false,
        }
    };
    (bracketed || dotted).then_some(Fate::Ignored("section number"))
}

/// 1、2007年，: a year is no second member of a list.
fn opens_year(text: &str) -> bool {
    let year = text.trim_start_matches(|c: char| c.is_ascii_digit());
    text.len() - year.len() == 4 && year.starts_with('年')
}

/// `第3位`, `第二批`, `初一`: a place in an order.
pub fn ordinal(look: &Look<'_>) -> Option<Fate> {
    // 十一届八次, 十一届十次、十一次全会: meetings are numbered.
    let numbered = look.unit_text() == "次" && look.before_numeral().ends_with('届');
    let session = || {
        let rest = look.after().trim_start_matches(|c: char| c == '、' || c == '次' || crate::text::numeral::begins(c));
        look.unit_text() == "次"
            && !look.quantity.form.digits
            && look.clause().contains('届')
            && (rest.starts_with("全会") || rest.starts_with("全体会议"))
    };
    (numbered || look.before_numeral().trim_end().ends_with(['第', '初']) || session()).then_some(Fate::Ignored("ordinal"))
}

/// `前三`, `前8位`, `位居第二`, `列全国10强`: a rank.
pub fn rank(look: &Look<'_>) -> Option<Fate> {
    let ranked =
        look.before_numeral().ends_with('前') && matches!(look.unit_text(), "" | "位" | "名" | "强" | "个" | "家" | "大" | "%" | "‰");
    let strong = look.after_numeral().starts_with(['强', '佳', '优']) && look.unit().is_none();
    // 较上年上升2位, 前移3个位次: how far in a ranking.
    let moved = || look.cues().moves.closes(look.before_numeral());
    let places = look.unit_text() == "位" && moved() || ["个位次", "个名次"].iter().any(|word| look.after_numeral().starts_with(word));
    (ranked || strong || places).then_some(Fate::Ignored("rank"))
}

/// 点击：1286次, 阅读：1.2万: what a page counts of its readers.
pub fn counter(look: &Look<'_>) -> Option<Fate> {
    let label = look.before().strip_suffix('：')?;
    let label = label.rsplit([' ', '　', '，', '。', '）', '（']).next().unwrap_or(label);
    let read = look.cues().page_counter.is(label)
        || look.cues().page_readers.behind(label).is_some_and(|rest| matches!(rest, "" | "量" | "数" | "次数" | "率"));
    read.then_some(Fate::Ignored("furniture"))
}
