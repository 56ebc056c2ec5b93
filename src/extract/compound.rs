//! One word for several kinds, over which values are handed out: 盗抢骗案件分别下降12%、8%、5%, 四项指数分别….

use super::frame::Reading;

/// The heads that a lone head stands for, where it holds a word for as many kinds as there are values; the head itself otherwise.
///
/// Each kind takes the word's place, and with it what the head says around it. Which words there are stands in `compounds.toml`.
pub(super) fn members(reading: &Reading<'_>, own: Vec<String>, values: usize) -> Vec<String> {
    let [head] = own.as_slice() else { return own };
    let held = reading.scene.lexicon.compounds.iter().filter(|(word, _)| head.contains(word.as_str()));
    match held.max_by_key(|(word, _)| word.len()) {
        Some((word, kinds)) if kinds.len() == values => kinds.iter().map(|kind| head.replacen(word.as_str(), kind, 1)).collect(),
        _ => own,
    }
}
