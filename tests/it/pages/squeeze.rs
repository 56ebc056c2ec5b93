//! Text as the gold looks at it: without white space, in one form of width, each character with the place it came from.

use unicode_normalization::UnicodeNormalization;

/// Each character that stays, with the index of the one that it came from, both in code points.
pub fn squeeze(text: &str) -> Vec<(char, usize)> {
    let folded = text.chars().enumerate().flat_map(|(at, c)| std::iter::once(c).nfkc().map(move |folded| (folded, at)));
    folded.filter(|(c, _)| !c.is_whitespace()).collect()
}

/// Every place where `part` begins in `whole`.
pub fn places(whole: &[(char, usize)], part: &[char]) -> Vec<usize> {
    let begins = |window: &[(char, usize)]| window.iter().map(|(c, _)| c).eq(part);
    whole.windows(part.len().max(1)).enumerate().filter(|(_, window)| begins(window)).map(|(at, _)| at).collect()
}
