//! The label: what is counted, in the report's own words.

use super::scene::Scene;
use crate::lexicon::words::{Grammar, Sense, Tag, describes};
use crate::model::Mention;

/// The head without the verb it was composed with, without regions at its beginning and words without weight.
pub fn label(scene: &Scene<'_>, head: &str, mention: &Mention) -> String {
    let lexicon = scene.page.lexicon;
    // 抓获嫌疑人36名，挽回损失90万元: money is none of the persons before it.
    let persons = |word: &str| {
        ["suspect", "fugitive"]
            .iter()
            .any(|class| lexicon.nouns.get(*class).is_some_and(|nouns| nouns.iter().any(|noun| word.ends_with(noun.as_str()))))
    };
    let money = mention.unit.as_deref() == Some("CNY") && mention.inherits("head") && !mention.inherits("verb");
    if let Some(verb) = mention
        .verb
        .as_deref()
        .filter(|verb| money && persons(head) && lexicon.words.senses(verb).iter().any(|sense| matches!(sense, Sense::Verb(_))))
    {
        return as_written(scene, verb).unwrap_or(verb).to_owned();
    }
    let mut rest = head;
    loop {
        let before = rest.len();
        rest = rest.trim_start_matches(['的', '、', ' ', '“', '”', '，', '：', '（']);
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
            tag.bytes.start == 0 && word && is_weightless(tag) && !suffix && !describes(&rest[tag.bytes.end..])
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
    let rest = rest.trim_matches(['“', '”', '、', ' ', '（', '，', '：']).trim_end_matches("等");
    let label = if rest.is_empty() { mention.verb.as_deref().unwrap_or_default() } else { rest };
    as_written(scene, label).unwrap_or(label).to_owned()
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
