//! The label: what is counted, in the report's own words.

use super::scene::Scene;
use crate::lexicon::Lexicon;
use crate::lexicon::words::{Grammar, Sense, Tag, describes};
use crate::model::{Mention, Role};

/// The head without the verb it was composed with, without regions at its beginning and words without weight.
pub fn label(scene: &Scene<'_>, head: &str, mention: &Mention) -> String {
    let lexicon = scene.page.lexicon;
    let verb = mention.verb.as_deref().unwrap_or_default();
    // 抓获嫌疑人688人，挽回损失413万元，紧急止付86万元: a verb with its own object takes no head from the clause before, nor does a sum
    // take what is none.
    let money = mention.unit.as_deref() == Some("CNY");
    let alone = || has_object(lexicon, verb, money) || money && !is_sum(lexicon, head) || is_deed(lexicon, head);
    let level = Role::of_rule(&mention.rule).is_none_or(|role| role == Role::Level);
    if level && mention.inherits("head") && !mention.inherits("verb") && !verb.is_empty() && alone() {
        return as_written(scene, verb).unwrap_or(verb).to_owned();
    }
    // 破案涉众型经济犯罪, put together of 涉众型经济犯罪 and a later 破案.
    let composed = |tag: &Tag<'_>, rest: &str| {
        mention.inherits("head")
            && tag.verbs().next().is_some()
            && !scene.text().contains(rest)
            && scene.text().contains(&rest[tag.bytes.end..])
    };
    let mut rest = head;
    loop {
        let before = rest.len();
        rest = rest.trim_start_matches(['的', '、', ' ', '”', '，', '：']);
        // 【人口管理】年末全市户籍人口.
        rest = rest.strip_prefix('【').and_then(|rest| rest.split_once('】')).map_or(rest, |(_, rest)| rest);
        rest = scene.cues().passing_time.behind(rest).filter(|rest| rest.chars().count() > 1).unwrap_or(rest);
        // 全国文明城市 is a title.
        if rest.starts_with("全国") || rest.starts_with("国家") {
            break;
        }
        if let Some(tag) = lexicon.words.at_start(rest).filter(|tag| {
            // 化解成功率, 网办量: a verb before 率 or 量 is part of the noun.
            let suffix = lexicon
                .words
                .senses(rest[tag.bytes.end..].trim_end_matches('”'))
                .iter()
                .any(|sense| matches!(sense, Sense::Noun(class) if class == "tail"));
            let single = tag.bytes.len() == '共'.len_utf8();
            // 共享泊位: one character is an adverb only before a word that is known.
            let grown = single && lexicon.words.at_start(&rest[tag.bytes.end..]).is_none_or(|next| next.bytes.start > 0);
            let word = rest[tag.bytes.end..].chars().count() > 1 && !grown;
            tag.bytes.start == 0 && word && (is_weightless(tag) || composed(tag, rest)) && !suffix && !describes(&rest[tag.bytes.end..])
        }) {
            rest = &rest[tag.bytes.end..];
        } else if let Some(region) =
            lexicon.regions.find_sure(rest).first().filter(|found| found.bytes.start == 0 && found.bytes.end < rest.len())
        {
            rest = &rest[region.bytes.end..];
        }
        if rest.len() == before {
            break;
        }
    }
    let rest = whole_marks(scene.text(), rest.trim_matches(['、', ' ', '，', '：']).trim_end_matches("等"));
    let label = if rest.is_empty() { verb } else { rest };
    as_written(scene, label).unwrap_or(label).to_owned()
}

/// 不批准逮捕: what is done is counted, and no object of the next verb.
fn is_deed(lexicon: &Lexicon, head: &str) -> bool {
    let senses = lexicon.words.senses(head);
    senses.iter().any(|sense| matches!(sense, Sense::Verb(_))) || head.starts_with('不') && !senses.is_empty()
}

/// A label with both halves of its quotes and brackets, or neither: the half that was cut off is taken back from the text, else the other
/// one goes.
fn whole_marks<'t>(text: &'t str, label: &'t str) -> &'t str {
    let mut rest = label;
    for (open, close) in [('“', '”'), ('（', '）')] {
        let inner = rest.strip_prefix(open).and_then(|inner| inner.strip_suffix(close));
        rest = inner.filter(|inner| !inner.contains([open, close])).unwrap_or(rest);
        let at = text.find(rest).map(|at| at..at + rest.len()).unwrap_or_default();
        rest = match (rest.contains(open), rest.contains(close)) {
            (false, true) if text[..at.start].ends_with(open) => &text[at.start - open.len_utf8()..at.end],
            (true, false) if !rest.starts_with(open) && text[at.end..].starts_with(close) => &text[at.start..at.end + close.len_utf8()],
            (false, true) => rest.split(close).next_back().unwrap_or_default(),
            (true, false) => rest.trim_start_matches(open).split(open).next().unwrap_or_default(),
            _ => rest,
        };
        // 社区戒毒（康复）: what stands in brackets alone is said of the verb.
        if rest.starts_with('（') && rest.ends_with('）') {
            rest = "";
        }
    }
    rest
}

/// 挽回经济损失, 检查单位: a verb of the vocabulary that ends in what it is done to. 返还群众 ends in whom it is done for, and the end of
/// 移送起诉 is a verb as often.
fn has_object(lexicon: &Lexicon, verb: &str, money: bool) -> bool {
    let noun = |sense: &Sense| matches!(sense, Sense::Noun(_) | Sense::EventNoun(_));
    let other = |sense: &Sense| match sense {
        Sense::Noun(class) => money && class == "people",
        sense => matches!(sense, Sense::Verb(_) | Sense::Subject(_) | Sense::Grammar(_)),
    };
    let ends = |end: &str| {
        let senses = lexicon.words.senses(end);
        end.chars().nth(1).is_some() && senses.iter().any(noun) && !senses.iter().any(other)
    };
    verb.char_indices().skip(1).any(|(at, _)| ends(&verb[at..]))
}

/// Whether a head says what is told in money: 涉案资金.
fn is_sum(lexicon: &Lexicon, head: &str) -> bool {
    let tags = lexicon.words.tag(head);
    let sum = |event: usize| lexicon.events[event].units.iter().any(|unit| unit == "CNY");
    tags.iter().flat_map(Tag::event_nouns).any(sum) || head.contains(['款', '资', '金', '财', '赃', '债', '费', '税'])
}

/// The label in the script that the report uses: 兩搶, where it was looked up as 两抢.
fn as_written<'a>(scene: &Scene<'a>, label: &str) -> Option<&'a str> {
    let start = scene.text().find(label).filter(|_| !label.is_empty())?;
    let written = scene.sentence.text.get(scene.folded.origin(&(start..start + label.len())))?;
    (written.chars().count() == label.chars().count()).then_some(written)
}

fn is_weightless(tag: &Tag<'_>) -> bool {
    let verb = tag.verbs().next().is_some() || tag.is(Grammar::Verb);
    let noun = tag.subjects().next().is_some() || tag.event_nouns().next().is_some();
    !noun && if verb { !tag.is(Grammar::Nominal) } else { tag.is(Grammar::Adverb) }
}
