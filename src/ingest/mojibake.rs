//! Text that was decoded with the wrong table and stored as UTF-8: `È«ÊÐ` for 全市.

use encoding_rs::{GB18030, UTF_8, WINDOWS_1252};

use super::decode::Decoded;
use super::trace;

/// Fewer accented letters than this prove nothing.
const ENOUGH: usize = 6;

/// Undoes a wrong decoding where the text has no Chinese of its own and its bytes read another way are Chinese throughout.
pub(super) fn repair(decoded: Decoded) -> Decoded {
    match reread(&decoded.text) {
        Some((text, encoding)) => Decoded { text, encoding: format!("{encoding} (as ISO-8859-1)"), title: decoded.title },
        None => decoded,
    }
}

fn reread(text: &str) -> Option<(String, &'static str)> {
    let accented = text.chars().filter(|c| matches!(c, '\u{80}'..='\u{FF}')).count();
    let own = text.chars().filter(|&c| trace::han(c)).count();
    if accented < ENOUGH || own * 10 > accented {
        return None;
    }
    let (bytes, _, lost) = WINDOWS_1252.encode(text);
    if lost {
        return None;
    }
    [(UTF_8, "UTF-8"), (GB18030, "GB18030")].into_iter().find_map(|(encoding, name)| {
        let read = encoding.decode_without_bom_handling_and_without_replacement(&bytes)?;
        let foreign = read.chars().filter(|c| !c.is_ascii()).count();
        let chinese = read.chars().filter(|&c| frequent(c)).count();
        (chinese * 10 >= foreign * 8).then(|| (read.into_owned(), name))
    })
}

/// A character of the first level of GB 2312 (the 3755 in daily use) or Chinese punctuation. Western text read as GB18030 hits rare ones.
fn frequent(ch: char) -> bool {
    if matches!(ch, '\u{3000}'..='\u{3017}' | '\u{FF01}'..='\u{FF5E}' | '“' | '”' | '—' | '…' | '·') {
        return true;
    }
    let mut buffer = [0; 4];
    let (bytes, _, lost) = GB18030.encode(ch.encode_utf8(&mut buffer));
    !lost && matches!(*bytes, [0xB0..=0xD7, 0xA1..=0xFE])
}
