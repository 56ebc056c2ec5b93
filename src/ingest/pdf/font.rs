//! Fonts: what the codes of a string mean, and how wide they are.

use encoding_rs::{BIG5, Encoding, GB18030, MACINTOSH, WINDOWS_1252};
use hayro_cmap::{BfString, CMap, CMapName, CidFamily, WritingMode, load_embedded};
use hayro_syntax::object::{self, Array, Dict, Name, Object, Stream};

use super::names;
use super::stream::Budget;

/// What stands for a code that no character is known for.
pub(super) const UNKNOWN: char = '\u{FFFD}';

/// A font, ready to read strings with.
#[derive(Debug)]
pub(super) struct Font {
    codes: Codes,
    to_unicode: Option<CMap>,
    widths: Widths,
    /// Glyphs stand below each other.
    pub vertical: bool,
}

#[derive(Debug)]
enum Codes {
    /// One byte a character.
    Simple(Vec<Option<char>>),
    /// One to four bytes a character, named by a CMap.
    Composite { cmap: Box<CMap>, direct: Option<Direct>, unicode: Option<Box<CMap>> },
}

/// CMaps whose codes are themselves text.
#[derive(Debug, Clone, Copy)]
enum Direct {
    Utf16,
    Bytes(&'static Encoding),
}

/// One code of a string.
#[derive(Debug)]
pub(super) struct Code {
    /// Usually one character; more for a ligature.
    pub text: BfString,
    /// In sizes of the font.
    pub advance: f64,
    /// The one-byte code 32, which word spacing widens.
    pub space: bool,
}

impl Font {
    /// Reads a font dictionary.
    ///
    /// # Errors
    /// If its streams inflate too far.
    pub(super) fn read(dict: &Dict<'_>, budget: &mut Budget) -> Result<Font, String> {
        let to_unicode = match dict.get::<Stream<'_>>("ToUnicode") {
            Some(stream) => budget.decode(&stream)?.and_then(|data| CMap::parse(&data, load_embedded)),
            None => None,
        };
        let descendant = dict.get::<Array<'_>>("DescendantFonts").and_then(|fonts| fonts.iter::<Dict<'_>>().next());
        if let Some(descendant) = descendant {
            return Font::composite(dict, &descendant, to_unicode, budget);
        }
        let codes = Codes::Simple(simple(dict, to_unicode.is_some()));
        Ok(Font { codes, to_unicode, widths: Widths::simple(dict), vertical: false })
    }

    fn composite(dict: &Dict<'_>, descendant: &Dict<'_>, to_unicode: Option<CMap>, budget: &mut Budget) -> Result<Font, String> {
        let mut direct = None;
        let cmap = if let Some(stream) = dict.get::<Stream<'_>>("Encoding") {
            budget.decode(&stream)?.and_then(|data| CMap::parse(&data, load_embedded))
        } else {
            let name = dict.get::<Name<'_>>("Encoding");
            direct = name.as_ref().and_then(|name| Direct::of(name.as_ref()));
            match name.as_deref() {
                Some(b"Identity-V") => Some(CMap::identity_v()),
                Some(name) => load_embedded(CMapName::from_bytes(name)).and_then(|data| CMap::parse(data, load_embedded)),
                None => None,
            }
        };
        let cmap = cmap.unwrap_or_else(CMap::identity_h);
        let vertical = cmap.metadata().writing_mode == Some(WritingMode::Vertical);
        let ordering = |dict: &Dict<'_>| {
            let info = dict.get::<Dict<'_>>("CIDSystemInfo")?;
            let text = |key: &str| info.get::<object::String<'_>>(key);
            Some(CidFamily::from_registry_ordering(&text("Registry")?, &text("Ordering")?))
        };
        let unicode = ordering(descendant).and_then(|family| family.ucs2_cmap()).filter(|_| to_unicode.is_none());
        let unicode = unicode.and_then(load_embedded).and_then(|data| CMap::parse(data, load_embedded));
        let widths = Widths::composite(descendant);
        Ok(Font { codes: Codes::Composite { cmap: Box::new(cmap), direct, unicode: unicode.map(Box::new) }, to_unicode, widths, vertical })
    }

    /// The first code of a string, and how many bytes it takes; none at its end.
    pub(super) fn next(&self, bytes: &[u8]) -> Option<(Code, usize)> {
        let first = *bytes.first()?;
        let (code, len, cid, own) = match &self.codes {
            Codes::Simple(chars) => (u32::from(first), 1, u32::from(first), chars.get(usize::from(first)).copied().flatten()),
            Codes::Composite { cmap, direct, unicode } => {
                let (code, len, cid) = split(cmap, bytes);
                let own = match direct {
                    Some(direct) => direct.character(bytes.get(..len).unwrap_or_default()),
                    None => None,
                };
                let own = own.or_else(|| match unicode.as_ref()?.lookup_bf_string(cid?)? {
                    BfString::Char(ch) => Some(ch),
                    BfString::String(_) => None,
                });
                (code, len, cid.unwrap_or(0), own)
            }
        };
        let mapped = self.to_unicode.as_ref().and_then(|map| map.lookup_bf_string(code)).filter(|text| match text {
            BfString::Char(ch) => *ch != '\0' && *ch != UNKNOWN,
            BfString::String(text) => !text.is_empty(),
        });
        let text = mapped.unwrap_or(BfString::Char(own.unwrap_or(UNKNOWN)));
        let advance = if self.vertical { 1.0 } else { self.widths.of(cid) };
        Some((Code { text, advance, space: len == 1 && code == 32 }, len))
    }
}

/// The first code: its value, its length and its glyph. The shortest length that the CMap knows wins.
fn split(cmap: &CMap, bytes: &[u8]) -> (u32, usize, Option<u32>) {
    let mut code = 0;
    for (len, byte) in (1u8..=4).zip(bytes) {
        code = code << 8 | u32::from(*byte);
        if let Some(cid) = cmap.lookup_cid_code(code, len) {
            return (code, usize::from(len), Some(cid));
        }
    }
    let taken = bytes.get(..2).unwrap_or(bytes);
    (taken.iter().fold(0, |code, byte| code << 8 | u32::from(*byte)), taken.len(), None)
}

impl Direct {
    fn of(name: &[u8]) -> Option<Direct> {
        let has = |part: &[u8]| name.windows(part.len()).any(|window| window == part);
        if name.starts_with(b"Uni") && (has(b"UCS2") || has(b"UTF16")) {
            Some(Direct::Utf16)
        } else if name.starts_with(b"GB") {
            Some(Direct::Bytes(GB18030))
        } else if has(b"B5") {
            Some(Direct::Bytes(BIG5))
        } else {
            None
        }
    }

    fn character(self, code: &[u8]) -> Option<char> {
        match self {
            Direct::Utf16 => {
                let units = code.chunks_exact(2).map(|pair| pair.iter().fold(0u16, |unit, byte| unit << 8 | u16::from(*byte)));
                char::decode_utf16(units).next()?.ok()
            }
            Direct::Bytes(encoding) => encoding.decode_without_bom_handling_and_without_replacement(code)?.chars().next(),
        }
    }
}

/// The characters of a font with one byte each.
fn simple(dict: &Dict<'_>, mapped: bool) -> Vec<Option<char>> {
    let encoding = dict.get::<Dict<'_>>("Encoding");
    let base = dict.get::<Name<'_>>("Encoding").or_else(|| encoding.as_ref()?.get::<Name<'_>>("BaseEncoding"));
    let descriptor = dict.get::<Dict<'_>>("FontDescriptor");
    let symbolic = descriptor.as_ref().and_then(|d| d.get::<i32>("Flags")).is_some_and(|flags| flags & 4 != 0);
    let embedded = descriptor.is_some_and(|d| ["FontFile", "FontFile2", "FontFile3"].iter().any(|key| d.contains_key(key)));
    // Codes of an embedded font without an encoding mean what the font says, which need not be text.
    let own = base.is_none() && symbolic && (embedded || mapped);
    let page = if base.as_deref() == Some(b"MacRomanEncoding") { MACINTOSH } else { WINDOWS_1252 };
    let mut chars: Vec<Option<char>> =
        (0..=255u8).map(|code| if own { None } else { page.decode_without_bom_handling(&[code]).0.chars().next() }).collect();
    let Some(differences) = encoding.and_then(|encoding| encoding.get::<Array<'_>>("Differences")) else { return chars };
    let mut code = 0;
    for item in differences.iter::<Object<'_>>() {
        match item {
            Object::Number(number) => code = usize::try_from(number.as_i64()).unwrap_or(usize::MAX),
            Object::Name(name) => {
                if let Some(place) = chars.get_mut(code) {
                    *place = names::character(name.as_str());
                }
                code = code.saturating_add(1);
            }
            _ => {}
        }
    }
    chars
}

/// Widths of glyphs, in sizes of the font.
#[derive(Debug)]
struct Widths {
    /// First and last glyph, and the width of each; sorted, so that they can be searched.
    ranges: Vec<(u32, u32, f64)>,
    default: f64,
}

impl Widths {
    fn simple(dict: &Dict<'_>) -> Widths {
        // The glyphs of Type 3 fonts have a space of their own.
        let unit = dict.get::<Array<'_>>("FontMatrix").and_then(|matrix| matrix.iter::<f32>().next()).map_or(0.001, f64::from);
        let first = dict.get::<u32>("FirstChar").unwrap_or(0);
        let widths = dict.get::<Array<'_>>("Widths").into_iter().flat_map(|widths| widths.iter::<f32>());
        let ranges = widths.take(256).enumerate().filter_map(|(i, width)| {
            let code = first.checked_add(u32::try_from(i).ok()?)?;
            Some((code, code, f64::from(width) * unit))
        });
        let missing = dict.get::<Dict<'_>>("FontDescriptor").and_then(|descriptor| descriptor.get::<f32>("MissingWidth"));
        Widths { ranges: ranges.collect(), default: missing.filter(|width| *width > 0.0).map_or(0.5, |width| f64::from(width) * unit) }
    }

    fn composite(descendant: &Dict<'_>) -> Widths {
        let mut ranges = Vec::new();
        let mut open: Vec<f64> = Vec::new();
        for item in descendant.get::<Array<'_>>("W").into_iter().flat_map(|widths| widths.iter::<Object<'_>>()) {
            match (item, open.as_slice()) {
                (Object::Array(widths), [first]) => {
                    let from = *first as u32;
                    let listed = widths.iter::<f32>().enumerate().map_while(|(i, width)| {
                        let code = from.checked_add(u32::try_from(i).ok()?)?;
                        Some((code, code, f64::from(width) / 1000.0))
                    });
                    ranges.extend(listed);
                    open.clear();
                }
                (Object::Number(width), [first, last]) => {
                    ranges.push((*first as u32, *last as u32, width.as_f64() / 1000.0));
                    open.clear();
                }
                (Object::Number(number), _) => open.push(number.as_f64()),
                _ => open.clear(),
            }
        }
        ranges.sort_by_key(|(first, ..)| *first);
        Widths { ranges, default: descendant.get::<f32>("DW").map_or(1.0, |width| f64::from(width) / 1000.0) }
    }

    fn of(&self, glyph: u32) -> f64 {
        let after = self.ranges.partition_point(|(first, ..)| *first <= glyph);
        let range = after.checked_sub(1).and_then(|at| self.ranges.get(at)).filter(|(_, last, _)| glyph <= *last);
        range.map_or(self.default, |(.., width)| *width)
    }
}
