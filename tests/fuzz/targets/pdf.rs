//! PDFs around any font, maps and contents: mutated files hardly ever open.

use super::parts;

/// A file of the parts of an input: entries of the font, the map to Unicode (object 4), a map of codes (5), a form (6, named X), and the
/// content of each page.
pub(super) fn written(data: &[u8]) -> Vec<u8> {
    let mut parts = parts(data);
    let mut next = || parts.next().unwrap_or_default();
    let (font, unicode, codes, form) = (next(), next(), next(), next());
    let pages: Vec<&[u8]> = parts.take(25).collect();
    let kids: String = (0..pages.len()).map(|page| format!("{} 0 R ", 7 + 2 * page)).collect();
    let mut objects: Vec<Vec<u8>> = vec![
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        format!("<</Type/Pages/Count {}/Kids[{kids}]>>", pages.len()).into_bytes(),
        [b"<</Type/Font ", font, b">>"].concat(),
        stream("", unicode),
        stream("/Type/CMap", codes),
        stream("/Subtype/Form/Matrix[1 0 0 1 9 9]", form),
    ];
    for (page, content) in pages.into_iter().enumerate() {
        let page = format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents {} 0 R/Resources<</Font<</F 3 0 R>>/XObject<</X 6 0 R>>>>>>",
            8 + 2 * page
        );
        objects.push(page.into_bytes());
        objects.push(stream("", content));
    }
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (number, object) in (1..).zip(&objects) {
        table.push_str(&format!("{:010} 00000 n \n", out.len()));
        out.extend([format!("{number} 0 obj\n").as_bytes(), object, b"\nendobj\n"].concat());
    }
    let end = format!("{table}trailer\n<</Size {}/Root 1 0 R>>\nstartxref\n{}\n%%EOF\n", objects.len() + 1, out.len());
    out.extend(end.bytes());
    out
}

fn stream(entries: &str, data: &[u8]) -> Vec<u8> {
    [format!("<<{entries}/Length {}>>stream\n", data.len()).as_bytes(), data, b"\nendstream"].concat()
}
