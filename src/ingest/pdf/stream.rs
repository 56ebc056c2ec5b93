//! Streams of a PDF, inflated no further than a limit: a small file may hold a stream that fills the memory.

use std::borrow::Cow;
use std::io::Read;

use flate2::read::ZlibDecoder;
use hayro_syntax::Filter;
use hayro_syntax::object::Stream;
use memchr::memmem;

/// No stream may be longer once decoded.
const LONGEST: usize = 128 << 20;

/// Decoded bytes of content and fonts that one file may cost.
const CONTENT: usize = 512 << 20;

/// What opening a stream costs, however short it is.
const LEAST_COST: usize = 4096;

/// The most bytes that each byte can become: deflate, LZW, runs.
const FLATE: usize = 1032;
const LZW: usize = 1400;
const RUNS: usize = 64;

/// Bytes that all streams of a file may hold together, and more for each byte of the file: pages of white inflate enormously too.
const FILE: usize = 256 << 20;
const FILE_RATIO: usize = 100;

/// Each dictionary may become a page in the memory of the library.
const MOST_DICTS: usize = 1_000_000;

/// What a stream or a file that inflates too far is refused with.
pub(super) fn too_large() -> String {
    "a PDF that inflates enormously: it holds far more data than a report has; print it to a new PDF and put that in its place".to_owned()
}

/// How much of a file may still be decoded.
#[derive(Debug)]
pub(super) struct Budget(usize);

impl Budget {
    /// That of a whole file.
    pub(super) fn new() -> Budget {
        Budget(CONTENT)
    }

    /// The data of a stream; none where it is damaged.
    ///
    /// # Errors
    /// If it is longer than a stream may be, or the file's budget is spent.
    pub(super) fn decode(&mut self, stream: &Stream<'_>) -> Result<Option<Vec<u8>>, String> {
        let limit = LONGEST.min(self.0);
        let filters = stream.filters();
        let predicted = stream.dict().contains_key("DecodeParms") || stream.dict().contains_key("DP");
        let raw = stream.raw_data();
        let packed = match filters.as_slice() {
            [Filter::FlateDecode] => Some(Cow::Borrowed(raw.as_ref())),
            [Filter::Ascii85Decode, Filter::FlateDecode] => Some(Cow::Owned(ascii85(&raw))),
            _ => None,
        };
        let data = if let Some(packed) = packed.filter(|_| !predicted) {
            let data = inflate(&packed, limit + 1);
            (!data.is_empty() || packed.is_empty()).then_some(data)
        } else {
            let worst = filters.iter().fold(raw.len(), |worst, filter| worst.saturating_mul(ratio(*filter)));
            let inflates = filters.as_slice() == [Filter::FlateDecode];
            if worst > limit && !(inflates && measured(&raw, limit).0 < limit) {
                return Err(too_large());
            }
            stream.decoded_data().ok().map(Cow::into_owned)
        };
        let len = data.as_ref().map_or(0, Vec::len);
        if len > limit {
            return Err(too_large());
        }
        self.0 = self.0.checked_sub(len + LEAST_COST).ok_or_else(too_large)?;
        Ok(data)
    }
}

fn ratio(filter: Filter) -> usize {
    match filter {
        Filter::FlateDecode => FLATE,
        Filter::LzwDecode => LZW,
        Filter::RunLengthDecode => RUNS,
        _ => 1,
    }
}

/// Inflates up to `limit` bytes, as far as the data are sound.
fn inflate(data: &[u8], limit: usize) -> Vec<u8> {
    let mut out = Vec::new();
    // What was read before the damage stays in `out`.
    let _ = ZlibDecoder::new(data).take(limit as u64).read_to_end(&mut out);
    out
}

/// How many bytes data inflate to, counted up to `limit`, and how many dictionaries those bytes may hold.
fn measured(data: &[u8], limit: usize) -> (usize, usize) {
    let mut decoder = ZlibDecoder::new(data);
    let mut buffer = [0; 1 << 15];
    let (mut size, mut dicts) = (0, 0);
    while size < limit {
        match decoder.read(&mut buffer) {
            Ok(0) | Err(_) => break,
            Ok(n) => {
                size += n;
                dicts += memmem::find_iter(buffer.get(..n).unwrap_or_default(), b"<<").count();
            }
        }
    }
    (size, dicts)
}

/// What five printable characters a group stand for, as far as they are sound.
fn ascii85(data: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(data.len() / 5 * 4);
    let mut group: Vec<u8> = Vec::with_capacity(5);
    let value = |group: &[u8]| {
        let padded = group.iter().copied().chain(std::iter::repeat(84)).take(5);
        padded.fold(0u32, |value, digit| value.wrapping_mul(85).wrapping_add(u32::from(digit))).to_be_bytes()
    };
    for byte in data {
        match byte {
            b'z' if group.is_empty() => out.extend([0; 4]),
            b'!'..=b'u' => group.push(byte - b'!'),
            byte if byte.is_ascii_whitespace() || *byte == 0 => {}
            _ => break,
        }
        if group.len() == 5 {
            out.extend(value(&group));
            group.clear();
        }
    }
    out.extend(value(&group).iter().take(group.len().saturating_sub(1)));
    out
}

/// Refuses a file whose streams, wherever they are used, inflate too far.
///
/// The library decodes the streams that hold objects and cross-references by itself and without a limit, and any stream may be one of them.
pub(super) fn check(bytes: &[u8]) -> Result<(), String> {
    let limit = bytes.len().saturating_mul(FILE_RATIO).saturating_add(FILE);
    let encrypted = memmem::find(bytes, b"/Encrypt").is_some();
    let mut total = 0usize;
    let mut dicts = memmem::find_iter(bytes, b"<<").count();
    let mut from = 0;
    for at in memmem::find_iter(bytes, b"stream") {
        let (before, after) = (bytes.get(from..at).unwrap_or_default(), bytes.get(at + 6..).unwrap_or_default());
        from = at + 6;
        let start = match after {
            [b'\r', b'\n', ..] => 2,
            [b'\r' | b'\n', ..] => 1,
            _ => continue,
        };
        if !before.trim_ascii_end().ends_with(b">>") {
            continue;
        }
        let dict = unescaped(before.get(memmem::rfind(before, b"obj").unwrap_or(0)..).unwrap_or_default());
        let has = |name: &[u8]| memmem::find_iter(&dict, name).count();
        let flate = has(b"/FlateDecode") + has(b"/Fl ") + has(b"/Fl/") + has(b"/Fl]") + has(b"/Fl>");
        let (lzw, runs) = (has(b"/LZW"), has(b"/RunLength") + has(b"/RL"));
        let data = after.get(start..).unwrap_or_default();
        let len = || memmem::find(data, b"endstream").unwrap_or(data.len());
        let worst = |times: usize| len().saturating_mul(times);
        let left = limit.saturating_sub(total);
        let image = has(b"/Image") > 0;
        let printable = has(b"/ASCII85") + has(b"/A85") > 0;
        let hexadecimal = has(b"/ASCIIHex") + has(b"/AHx") > 0;
        let (size, held) = match (flate, lzw, runs) {
            (0, 0, 0) => (0, 0),
            // What is encrypted cannot be measured here; content is measured when it is read.
            (1, 0, 0) if encrypted && has(b"/ObjStm") == 0 && has(b"/First") == 0 => (0, 0),
            (1, 0, 0) if encrypted || (hexadecimal && !image) => (worst(FLATE), 0),
            (1, 0, 0) if printable => measured(&ascii85(data.get(..len()).unwrap_or_default()), left),
            (1, 0, 0) => measured(data, left),
            (0, 1, 0) => (worst(LZW), 0),
            (0, 0, 1) => (worst(RUNS), 0),
            (2, 0, 0) if !image => {
                let outer = inflate(data, LONGEST);
                let (inner, held) = measured(&outer, left);
                (outer.len().saturating_add(inner), held)
            }
            _ if image => (0, 0),
            _ => (worst(FLATE.saturating_mul(LZW)), 0),
        };
        total = total.saturating_add(size);
        dicts += held;
        if total >= limit || dicts > MOST_DICTS {
            return Err(too_large());
        }
    }
    if dicts > MOST_DICTS { Err(too_large()) } else { Ok(()) }
}

/// A dictionary with the `#xx` of its names resolved, so that no name can hide.
fn unescaped(dict: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(dict.len().min(1 << 12));
    let mut rest = dict;
    while let [first, after @ ..] = rest {
        rest = after;
        let hex = |b: u8| char::from(b).to_digit(16).and_then(|d| u8::try_from(d).ok());
        if let (b'#', [a, b, after @ ..]) = (first, rest)
            && let (Some(a), Some(b)) = (hex(*a), hex(*b))
        {
            out.push(a << 4 | b);
            rest = after;
        } else {
            out.push(*first);
        }
    }
    out
}
