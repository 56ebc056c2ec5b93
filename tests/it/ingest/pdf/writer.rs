//! A small writer of PDFs: lines at places, in the kinds of fonts that Chinese documents have.

use std::fmt::Write as _;
use std::io::Write as _;

use encoding_rs::GBK;
use flate2::{Compression, write::ZlibEncoder};
use serde::Deserialize;
use sha2::{Digest, Sha256};

/// A line of text: from left, from the bottom, size, characters.
pub type Line = (f64, f64, f64, String);

/// How a font says what its codes mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum Font {
    /// Codes are glyphs, and a map to Unicode stands beside them: Word, WPS, browsers.
    Mapped,
    /// Codes are UTF-16, by a CMap that every reader knows.
    Unicode,
    /// The same, below each other.
    Vertical,
    /// Codes are GBK, by a CMap that every reader knows.
    Gbk,
    /// Codes are glyphs of a collection that every reader knows, here the digits from 0 to 9 and the blank.
    Collection,
    /// Codes are glyphs, and nothing says what they mean.
    Unmapped,
}

/// The kinds that can write any Chinese text.
pub const KINDS: [Font; 3] = [Font::Mapped, Font::Unicode, Font::Gbk];

/// A file being written.
pub struct Writer {
    objects: Vec<Vec<u8>>,
    /// Entries of the trailer.
    pub trailer: String,
}

/// Objects that every file has: its catalogue, its page tree and its font.
pub const CATALOGUE: usize = 1;
pub const TREE: usize = 2;
pub const FONT: usize = 3;

impl Writer {
    /// Without pages yet.
    pub fn new() -> Writer {
        Writer { objects: vec![b"<</Type/Catalog/Pages 2 0 R>>".to_vec(), Vec::new(), Vec::new()], trailer: String::new() }
    }

    /// Adds an object and gives its number.
    pub fn add(&mut self, object: impl Into<Vec<u8>>) -> usize {
        self.objects.push(object.into());
        self.objects.len()
    }

    /// Replaces an object.
    pub fn set(&mut self, number: usize, object: impl Into<Vec<u8>>) {
        self.objects[number - 1] = object.into();
    }

    /// Adds a stream, deflated so many times.
    pub fn stream(&mut self, entries: &str, data: &[u8], deflated: usize) -> usize {
        let mut data = data.to_vec();
        for _ in 0..deflated {
            data = deflate(&data);
        }
        let filter = format!("/Filter[{}]", "/FlateDecode".repeat(deflated));
        let mut object = format!("<<{entries}{filter}/Length {}>>stream\n", data.len()).into_bytes();
        object.extend(data);
        object.extend(b"\nendstream");
        self.add(object)
    }

    /// Adds a page with this content.
    pub fn page(&mut self, content: &[u8]) -> usize {
        let content = self.stream("", content, 1);
        self.add(format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents {content} 0 R/Resources<</Font<</F 3 0 R>>>>>>"))
    }

    /// Says which pages there are.
    pub fn pages(&mut self, pages: &[usize]) {
        let kids: String = pages.iter().map(|page| format!("{page} 0 R ")).collect();
        self.set(TREE, format!("<</Type/Pages/Count {}/Kids[{kids}]>>", pages.len()));
    }

    /// The bytes of the file.
    pub fn bytes(&self) -> Vec<u8> {
        let mut out = b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n".to_vec();
        let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", self.objects.len() + 1);
        for (number, object) in (1..).zip(&self.objects) {
            writeln!(table, "{:010} 00000 n ", out.len()).unwrap();
            out.extend(format!("{number} 0 obj\n").bytes());
            out.extend(object);
            out.extend(b"\nendobj\n");
        }
        let start = out.len();
        let (size, trailer) = (self.objects.len() + 1, &self.trailer);
        out.extend(format!("{table}trailer\n<</Size {size}/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF\n").bytes());
        out
    }

    /// The bytes of a file whose objects stand in a stream, as the table of them does.
    pub fn packed(&self) -> Vec<u8> {
        let mut out = b"%PDF-1.7\n".to_vec();
        let holds_data = |object: &[u8]| object.windows(6).any(|window| window == b"stream");
        let (mut heads, mut bodies, mut inside) = (String::new(), Vec::new(), 0u8);
        let holder = self.objects.len() + 1;
        // Kind, offset or holder, and place in the holder.
        let mut table = vec![[0u8; 6]];
        for (number, object) in (1..).zip(&self.objects) {
            if holds_data(object) {
                table.push(entry(1, out.len(), 0));
                out.extend(format!("{number} 0 obj\n").bytes().chain(object.iter().copied()).chain(*b"\nendobj\n"));
            } else {
                table.push(entry(2, holder, inside));
                write!(heads, "{number} {} ", bodies.len()).unwrap();
                bodies.extend(object.iter().copied().chain([b' ']));
                inside += 1;
            }
        }
        let mut end = |number: usize, entries: String, data: &[u8]| {
            let (at, data) = (out.len(), deflate(data));
            out.extend(format!("{number} 0 obj\n<<{entries}/Filter/FlateDecode/Length {}>>stream\n", data.len()).bytes());
            out.extend(data.into_iter().chain(*b"\nendstream\nendobj\n"));
            at
        };
        let at = end(holder, format!("/Type/ObjStm/N {inside}/First {}", heads.len()), &[heads.as_bytes(), &bodies].concat());
        table.push(entry(1, at, 0));
        let entries = format!("/Type/XRef/W[1 4 1]/Size {}/Root 1 0 R{}", table.len(), self.trailer);
        let start = end(holder + 1, entries, table.as_flattened());
        out.extend(format!("startxref\n{start}\n%%EOF\n").bytes());
        out
    }

    /// The bytes of a file that needs a password.
    pub fn encrypted(mut self, password: &str) -> Vec<u8> {
        let hash: String = hex(&Sha256::digest(format!("{password}12345678")));
        let salts = hex(b"12345678abcdefgh");
        let (zeros, key) = ("00".repeat(48), "00".repeat(32));
        write!(
            self.trailer,
            "/ID[<00><00>]/Encrypt<</Filter/Standard/V 5/R 5/Length 256/P -4/StmF/Identity/StrF/Identity/U<{hash}{salts}>/O<{zeros}>/UE<{key}>/OE<{key}>>>"
        )
        .unwrap();
        self.bytes()
    }
}

fn entry(kind: u8, place: usize, index: u8) -> [u8; 6] {
    let [a, b, c, d] = u32::try_from(place).unwrap().to_be_bytes();
    [kind, a, b, c, d, index]
}

/// A file of pages with lines.
pub fn written(font: Font, pages: &[Vec<Line>]) -> Writer {
    let mut writer = Writer::new();
    let characters = characters(pages);
    let numbers: Vec<usize> = pages
        .iter()
        .map(|lines| {
            let mut content = String::new();
            for (x, y, size, text) in lines {
                writeln!(content, "BT /F {size} Tf 1 0 0 1 {x} {y} Tm <{}> Tj ET", encoded(font, text, &characters)).unwrap();
            }
            writer.page(content.as_bytes())
        })
        .collect();
    writer.pages(&numbers);
    let object = font_object(&mut writer, font, &characters);
    writer.set(FONT, object);
    writer
}

/// A text in the codes of a font.
pub fn encoded(font: Font, text: &str, characters: &[char]) -> String {
    match font {
        Font::Mapped | Font::Unmapped => text.chars().map(|ch| format!("{:04x}", code(ch, characters))).collect(),
        Font::Unicode | Font::Vertical => text.encode_utf16().map(|unit| format!("{unit:04x}")).collect(),
        Font::Gbk => hex(&GBK.encode(text).0),
        // The glyphs of ASCII stand in its order, beginning with the blank as number 1.
        Font::Collection => text.bytes().map(|b| format!("{:04x}", b - 31)).collect(),
    }
}

fn characters(pages: &[Vec<Line>]) -> Vec<char> {
    let mut characters: Vec<char> = pages.iter().flatten().flat_map(|line| line.3.chars()).collect();
    characters.sort_unstable();
    characters.dedup();
    characters
}

fn code(ch: char, characters: &[char]) -> usize {
    characters.iter().position(|c| *c == ch).unwrap() + 1
}

fn font_object(writer: &mut Writer, font: Font, characters: &[char]) -> String {
    let narrow: String = characters.iter().filter(|c| c.is_ascii()).map(|c| format!("{0} {0} 500 ", code(*c, characters))).collect();
    let (cmap, ordering, widths) = match font {
        Font::Mapped | Font::Unmapped => ("Identity-H", "Identity", narrow),
        Font::Unicode => ("UniGB-UCS2-H", "GB1", "1 95 500".to_owned()),
        Font::Vertical => ("UniGB-UCS2-V", "GB1", String::new()),
        Font::Gbk => ("GBK-EUC-H", "GB1", "814 939 500".to_owned()),
        Font::Collection => ("Identity-H", "GB1", "1 95 500".to_owned()),
    };
    let descendant = writer.add(format!(
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/Song/CIDSystemInfo<</Registry(Adobe)/Ordering({ordering})/Supplement 2>>/DW 1000/W[{widths}]>>"
    ));
    let map = if font == Font::Mapped { format!("/ToUnicode {} 0 R", to_unicode(writer, characters)) } else { String::new() };
    format!("<</Type/Font/Subtype/Type0/BaseFont/Song/Encoding/{cmap}/DescendantFonts[{descendant} 0 R]{map}>>")
}

fn to_unicode(writer: &mut Writer, characters: &[char]) -> usize {
    let mut map = "begincmap\n1 begincodespacerange\n<0000><ffff>\nendcodespacerange\n".to_owned();
    for chunk in characters.chunks(100) {
        writeln!(map, "{} beginbfchar", chunk.len()).unwrap();
        for ch in chunk {
            let units: String = ch.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("{unit:04x}")).collect();
            writeln!(map, "<{:04x}><{units}>", code(*ch, characters)).unwrap();
        }
        map.push_str("endbfchar\n");
    }
    map.push_str("endcmap\n");
    writer.stream("", map.as_bytes(), 1)
}

/// Bytes as hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Data, deflated.
pub fn deflate(data: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(data).unwrap();
    encoder.finish().unwrap()
}
