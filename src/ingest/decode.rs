//! Bytes to text. Strict: a file is used where one encoding explains it, and refused with a reason where none does.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use super::{mojibake, sniff, trace};

/// The text of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Decoded {
    /// Without a byte order mark.
    pub text: String,
    /// Its encoding; in brackets what went wrong with it on the way.
    pub encoding: String,
}

/// At most one character in this many may be undecodable: a cut at the end of a file or a flipped byte, not a wrong encoding.
const SOUND_PER_BROKEN: usize = 50;

/// Reads a file's bytes, or says why they cannot be read and what to do.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded, String> {
    if u32::try_from(bytes.len()).is_err() {
        return Err("larger than 4 GB: positions would not fit; split the file".into());
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err("empty: there is nothing to read; fetch the report again".into());
    }
    if let Some(what) = sniff::old_office(bytes) {
        return Err(what.into());
    }
    if let Some(what) = sniff::binary(bytes) {
        return Err(format!("{what}, not text; convert it to UTF-8 text or HTML"));
    }
    let decoded = by_mark(bytes).map_or_else(|| by_content(bytes), Ok)?;
    let controls = decoded.text.chars().filter(|c| c.is_control() && !c.is_whitespace()).count();
    let chars = decoded.text.chars().count();
    if controls * SOUND_PER_BROKEN > chars {
        return Err(format!("binary data: {controls} of {chars} characters are control characters; convert it to UTF-8 text or HTML"));
    }
    let broken = broken(&decoded.text);
    if broken * SOUND_PER_BROKEN > chars {
        return Err(format!(
            "damaged text: {broken} of {chars} characters cannot be decoded as {}; fetch it again and save it as UTF-8",
            decoded.encoding
        ));
    }
    let decoded = mojibake::repair(decoded);
    check_chinese(&decoded.text, &decoded.encoding)?;
    Ok(decoded)
}

/// Refuses a text without a Chinese character.
///
/// # Errors
/// What it was read as, and what to do.
pub(super) fn check_chinese(text: &str, read_as: &str) -> Result<(), String> {
    if text.chars().any(trace::han) {
        return Ok(());
    }
    Err(format!("no Chinese text (read as {read_as}); if it is a report, save it as UTF-8, else take it out of the raw directory"))
}

/// Characters that stand for bytes which could not be decoded.
fn broken(text: &str) -> usize {
    text.chars().filter(|&c| c == '\u{FFFD}').count()
}

/// Follows a byte order mark.
fn by_mark(bytes: &[u8]) -> Option<Decoded> {
    let (encoding, mark) = Encoding::for_bom(bytes)?;
    Some(lossy(encoding, bytes.get(mark..).unwrap_or_default()))
}

/// Goes by the bytes: UTF-8 is unmistakable, a declaration is believed where it decodes, and what is left is guessed.
fn by_content(bytes: &[u8]) -> Result<Decoded, String> {
    if bytes.contains(&0) {
        return [UTF_16LE, UTF_16BE]
            .into_iter()
            .filter_map(|encoding| strict(encoding, bytes))
            .max_by_key(|decoded| common(&decoded.text))
            .filter(|decoded| common(&decoded.text) * 3 > decoded.text.chars().count())
            .ok_or_else(|| "binary data (it holds NUL bytes and is not UTF-16); convert it to UTF-8 text or HTML".to_owned());
    }
    if let Some(decoded) = strict(UTF_8, bytes) {
        return Ok(decoded);
    }
    // Almost UTF-8 is UTF-8 with damage; other encodings would read its bytes as rare characters without complaint.
    let almost = lossy(UTF_8, bytes);
    if broken(&almost.text) * SOUND_PER_BROKEN <= almost.text.chars().count() && almost.text.chars().any(trace::han) {
        return Ok(almost);
    }
    if let Some(decoded) = declared(bytes).and_then(|encoding| strict(encoding, bytes)) {
        return Ok(decoded);
    }
    let guess = guess(bytes);
    let candidates = [guess, GB18030, BIG5];
    if let Some(decoded) = candidates.into_iter().filter(chinese).find_map(|encoding| strict(encoding, bytes)) {
        return Ok(decoded);
    }
    // Damaged or foreign: the reading that loses least; the caller judges how much that is.
    let others = [GB18030, BIG5].into_iter().map(|encoding| lossy(encoding, bytes));
    Ok(others.fold(almost, |least, other| if broken(&other.text) < broken(&least.text) { other } else { least }))
}

/// The encoding named in the markup's first bytes.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(2048))?).to_ascii_lowercase();
    let after = head.split("charset").nth(1).or_else(|| head.split("encoding").nth(1))?;
    let label: String = after
        .trim_start_matches(|c: char| c == '=' || c == '"' || c == '\'' || c.is_whitespace())
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || "-_:".contains(*c))
        .collect();
    Encoding::for_label(label.as_bytes()).map(widest).filter(chinese)
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    widest(detector.guess(None, Utf8Detection::Deny))
}

/// GBK and GB2312 are read as the standard that contains them.
fn widest(encoding: &'static Encoding) -> &'static Encoding {
    if encoding == encoding_rs::GBK { GB18030 } else { encoding }
}

/// An encoding that official Chinese text is found in.
fn chinese(encoding: &&'static Encoding) -> bool {
    [GB18030, BIG5, UTF_8, UTF_16LE, UTF_16BE].contains(encoding)
}

fn strict(encoding: &'static Encoding, bytes: &[u8]) -> Option<Decoded> {
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
    Some(Decoded { text: text.into_owned(), encoding: name(encoding).into() })
}

fn lossy(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let (text, broken) = encoding.decode_without_bom_handling(bytes);
    let name = name(encoding);
    Decoded { text: text.into_owned(), encoding: if broken { format!("{name} (damaged)") } else { name.into() } }
}

fn name(encoding: &'static Encoding) -> &'static str {
    // The registry spells it in lower case; everyone else does not.
    if encoding == GB18030 { "GB18030" } else { encoding.name() }
}

/// Characters that Chinese text is mostly made of: Han, ASCII and Chinese punctuation. Tells byte orders apart.
fn common(text: &str) -> usize {
    let plain =
        |c: char| matches!(c, '\u{4E00}'..='\u{9FA5}' | '\u{3000}'..='\u{3017}' | '\u{FF01}'..='\u{FF5E}' | ' '..='~' | '\n' | '\r');
    text.chars().filter(|&c| plain(c)).count()
}
