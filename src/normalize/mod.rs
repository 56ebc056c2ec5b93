//! Normalize: mentions to observations. What is counted, where, when and how it is measured. A pure function of one document.
//!
//! | step | file |
//! | --- | --- |
//! | subject and event, from verb and head and what the sentences before spoke of | `meaning.rs`, `settle.rs`, `memory.rs` |
//! | sign, bounds and measure | `value.rs` |
//! | region, period, campaign, status, from the sentence around the figure | `place.rs`, `time.rs`, `baseline.rs`, `campaign.rs`, `status.rs` |
//! | what holds from sentence to sentence: time, heading, a narrated case | `carry.rs`, `heading.rs`, `story.rs` |
//! | wholes and repetitions, over the document's observations | `links.rs` |

mod anchor;
mod baseline;
mod campaign;
mod candidate;
mod carry;
mod confidence;
mod earlier;
mod elsewhere;
mod heading;
mod label;
mod links;
mod meaning;
mod memory;
mod place;
mod scene;
mod settle;
mod status;
mod stock;
mod story;
mod streak;
mod subject;
mod time;
mod topic;
mod value;
mod wider;

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::lexicon::Lexicon;
use crate::model::{Document, Mention, Observation, Outcome, Role, Sentence};
use crate::text::hex;
use heading::Heading;
use meaning::Meaning;
use memory::Memory;
use scene::{Page, Scene};

/// Gives a document's observed mentions their meaning.
pub fn normalize(document: &Document, sentences: &[Sentence], mentions: &[Mention], lexicon: &Lexicon) -> Vec<Observation> {
    let mut by_sentence: BTreeMap<u32, Vec<&Mention>> = BTreeMap::new();
    for mention in mentions.iter().filter(|mention| mention.outcome == Outcome::Observed) {
        by_sentence.entry(mention.sentence).or_default().push(mention);
    }
    let page = Page::new(document, sentences, lexicon);
    let mut memory = Memory::of(&page);
    let mut story = story::Story::default();
    let mut clock = carry::Carry::default();
    let mut observations = Vec::new();
    let last_figures = last_figures(&page, &by_sentence);
    let mut headings: BTreeMap<&str, Heading> = BTreeMap::new();
    let no_heading = Heading::default();
    for (at, sentence) in sentences.iter().enumerate() {
        if let Some(section) = sentence.section.as_deref().filter(|_| at == 0 || sentences[at - 1].section != sentence.section) {
            // The heading is a sentence itself, of the section that it parts: 三、2026年重点工作 > （一）扩大内需.
            let parent = sentences[at.saturating_sub(4)..at]
                .iter()
                .rfind(|line| line.text == section)
                .and_then(|line| headings.get(line.section.as_deref()?));
            let heading = Heading::new(&page, section).within(parent);
            headings.insert(section, heading);
        }
        if last_figures[at].is_none_or(|last| last < at) {
            continue;
        }
        let heading = sentence.section.as_deref().and_then(|section| headings.get(section)).unwrap_or(&no_heading);
        let scene = Scene::new(&page, at, sentence, heading);
        memory.enter(&scene);
        story.enter(&scene);
        clock.enter(&scene);
        let Some(mentions) = by_sentence.get(&sentence.sentence) else {
            memory.pass(&scene, scene.folded.text.len());
            continue;
        };
        let resumed = memory.resumed(mentions);
        for (place, mention) in mentions.iter().enumerate() {
            let context = Context { story: &story, clock: &clock, resumed: resumed.get(place) };
            read(&scene, mention, &mut memory, &context, &mut observations);
        }
        memory.pass(&scene, scene.folded.text.len());
    }
    links::link(&page, &mut observations);
    observations
}

/// For each sentence, the last one of its paragraph that has a figure. What a sentence says is remembered within its paragraph
/// alone, so that behind the last figure nothing need be read.
fn last_figures(page: &Page<'_>, by_sentence: &BTreeMap<u32, Vec<&Mention>>) -> Vec<Option<usize>> {
    let mut last = None;
    let mut out = vec![None; page.sentences.len()];
    for (at, sentence) in page.sentences.iter().enumerate().rev() {
        last = last.or_else(|| by_sentence.contains_key(&sentence.sentence).then_some(at));
        out[at] = last;
        // The items of a list take their time from the paragraph before it.
        if page.opens_paragraph(at) && !page.item(at) {
            last = None;
        }
    }
    out
}

/// What the sentences before say of a mention.
struct Context<'a> {
    story: &'a story::Story,
    clock: &'a carry::Carry,
    /// What the figure before counted that a change alone is said of.
    resumed: Option<&'a (String, Meaning)>,
}

/// The rows of one mention.
fn read(scene: &Scene<'_>, mention: &Mention, memory: &mut Memory, context: &Context<'_>, out: &mut Vec<Observation>) {
    let role = Role::of_rule(&mention.rule).unwrap_or(Role::Level);
    let at = scene.place(mention);
    // 去年全市破获…: no earlier value where the report calls its own year so.
    let own_year = mention.how() == "prior" && scene.page.year_after.is_some() && scene.clause(&at).contains("去年");
    let how = if own_year || mention.how() == "other" && wider::own_average(scene, &at) { "" } else { mention.how() };
    memory.part(scene, &at, role == Role::Level && mention.unit.as_deref() == Some("case"), !mention.inherits("head"));
    memory.pass(scene, at.start);
    let heads: Vec<&str> = match mention.head.as_deref().or(context.resumed.map(|(head, _)| head.as_str())) {
        Some(head) if how == "each" => head.split('、').collect(),
        Some(head) => vec![head],
        // （二）盗窃警情。共42起: the head that opens the paragraph.
        None if mention.verb.is_none() || role != Role::Level => vec![scene.run_in.as_deref().unwrap_or_default()],
        None => vec![""],
    };
    // 全国现有吸毒人员89.6万名: a level to compare with.
    let wider = wider::wider(scene, &at);
    for (row, head) in heads.into_iter().enumerate() {
        let figure = value::figure(scene, mention, role, &at, memory.part_of_cases());
        memory.count(&figure.unit);
        let resumed = context.resumed.map(|(_, meaning)| meaning.clone());
        let meaning = resumed.unwrap_or_else(|| meaning::meaning(scene, mention, head, role, &at, memory, &figure.unit));
        let when = time::period(scene, mention, how, &at, context.clock);
        let status = match wider {
            Some(_) => "baseline",
            None => status::status(scene, how, role, &at, context.story, context.clock, when.as_ref()),
        };
        let region = wider.or_else(|| place::region(scene, how, head, &at));
        let label = label::label(scene, head, mention);
        let mut observation = Observation {
            observation_id: observation_id(mention, row),
            document_id: mention.document_id.clone(),
            sentence: mention.sentence,
            start: mention.start,
            end: mention.end,
            surface: mention.surface.clone(),
            region_code: region.as_ref().map(|region| region.code.clone()),
            region_name: region.as_ref().map(|region| region.name.clone()),
            period: time::days(scene, when.as_ref(), status, &meaning, mention.verb.as_deref(), &at),
            indicator: meaning.indicator(scene.page.lexicon),
            label: (!label.is_empty()).then_some(label),
            measure: figure.measure.to_owned(),
            comparison: figure.comparison,
            value: figure.value,
            lower: figure.lower,
            upper: figure.upper,
            bound: figure.bound,
            unit: figure.unit,
            unit_text: mention.unit_text.clone(),
            per: mention.per.clone(),
            status: status.to_owned(),
            campaign: campaign::campaign(scene, &at),
            mention_id: mention.mention_id.clone(),
            part_of: None,
            repeat_of: None,
            rule: mention.rule.clone(),
            confidence: 0.0,
        };
        observation.confidence = confidence::confidence(scene, &observation, mention);
        // A later change names this figure by its head, with or without the verb.
        let verb = mention.verb.as_deref().unwrap_or_default();
        let fresh = !mention.inherits("head");
        // 连续两年下降，今年再降9.2%: of the figure, not of how long it went on.
        let keys = [head.to_owned(), format!("{verb}{head}")];
        memory.take(scene, &meaning, fresh, keys.into_iter().filter(|_| role != Role::Streak));
        if role == Role::Level && !matches!(how, "from" | "prior" | "other") {
            memory.tell(head, &meaning);
        }
        out.push(observation);
    }
}

/// First 16 hex digits of SHA-256 over the mention and the row's place among its rows.
fn observation_id(mention: &Mention, row: usize) -> String {
    let mut hash = Sha256::new();
    hash.update(&mention.mention_id);
    hash.update((row as u64).to_le_bytes());
    hex(&hash.finalize()[..8])
}
