//! Glyph names of simple fonts, as characters.

/// What the Adobe glyph list calls the characters that Latin fonts in Chinese documents use beside letters.
const NAMES: [(&str, char); 84] = [
    ("space", ' '),
    ("exclam", '!'),
    ("quotedbl", '"'),
    ("numbersign", '#'),
    ("dollar", '$'),
    ("percent", '%'),
    ("ampersand", '&'),
    ("quotesingle", '\''),
    ("parenleft", '('),
    ("parenright", ')'),
    ("asterisk", '*'),
    ("plus", '+'),
    ("comma", ','),
    ("hyphen", '-'),
    ("sfthyphen", '-'),
    ("period", '.'),
    ("slash", '/'),
    ("zero", '0'),
    ("one", '1'),
    ("two", '2'),
    ("three", '3'),
    ("four", '4'),
    ("five", '5'),
    ("six", '6'),
    ("seven", '7'),
    ("eight", '8'),
    ("nine", '9'),
    ("colon", ':'),
    ("semicolon", ';'),
    ("less", '<'),
    ("equal", '='),
    ("greater", '>'),
    ("question", '?'),
    ("at", '@'),
    ("bracketleft", '['),
    ("backslash", '\\'),
    ("bracketright", ']'),
    ("asciicircum", '^'),
    ("underscore", '_'),
    ("grave", '`'),
    ("braceleft", '{'),
    ("bar", '|'),
    ("braceright", '}'),
    ("asciitilde", '~'),
    ("quoteleft", '‘'),
    ("quoteright", '’'),
    ("quotedblleft", '“'),
    ("quotedblright", '”'),
    ("endash", '–'),
    ("emdash", '—'),
    ("bullet", '•'),
    ("ellipsis", '…'),
    ("perthousand", '‰'),
    ("degree", '°'),
    ("plusminus", '±'),
    ("multiply", '×'),
    ("divide", '÷'),
    ("minus", '−'),
    ("lessequal", '≤'),
    ("greaterequal", '≥'),
    ("notequal", '≠'),
    ("periodcentered", '·'),
    ("middot", '·'),
    ("section", '§'),
    ("paragraph", '¶'),
    ("copyright", '©'),
    ("registered", '®'),
    ("trademark", '™'),
    ("yen", '¥'),
    ("sterling", '£'),
    ("cent", '¢'),
    ("Euro", '€'),
    ("guillemotleft", '«'),
    ("guillemotright", '»'),
    ("mu", 'µ'),
    ("onesuperior", '¹'),
    ("twosuperior", '²'),
    ("threesuperior", '³'),
    ("onehalf", '½'),
    ("onequarter", '¼'),
    ("threequarters", '¾'),
    ("fi", 'ﬁ'),
    ("fl", 'ﬂ'),
    ("nbspace", ' '),
];

/// The character a glyph name stands for; none for a name that only its font understands.
pub(super) fn character(name: &str) -> Option<char> {
    // `one.lf` is another shape of `one`.
    let name = name.split_once('.').map_or(name, |(stem, _)| stem);
    let mut chars = name.chars();
    if let (Some(only), None) = (chars.next(), chars.next()) {
        return only.is_ascii_alphabetic().then_some(only);
    }
    if let Some((_, ch)) = NAMES.iter().find(|(known, _)| *known == name) {
        return Some(*ch);
    }
    let hex =
        name.strip_prefix("uni").filter(|hex| hex.len() == 4).or(name.strip_prefix('u').filter(|hex| (4..=6).contains(&hex.len())))?;
    u32::from_str_radix(hex, 16).ok().and_then(char::from_u32)
}
