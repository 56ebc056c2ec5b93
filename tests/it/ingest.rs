use gongbao::ingest::{Source, ingest};
use gongbao::lexicon::Lexicon;
#[test]
fn dump() {
    let dir = std::env::var("DUMP").unwrap_or_default();
    for path in dir.split(':').filter(|d| !d.is_empty()).flat_map(|d| { let mut v: Vec<_> = std::fs::read_dir(d).unwrap().map(|e| e.unwrap().path()).collect(); v.sort(); v }) {
        let bytes = std::fs::read(&path).unwrap();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let got = ingest(&Source { path: &name, bytes: &bytes }, Lexicon::embedded());
        for r in &got.rejects { println!("REJECT {name}: {}", r.reason); }
        for (d, ss) in &got.documents {
            println!("##DOC\t{}\t{}\t{}\t{}\t{:?}\t{:?}\t{:?}\t{:?}", name, d.ordinal, d.encoding, d.media_type, d.title, d.publisher, d.region_code, d.period.map(|p| format!("{}..{}", p.start, p.end)));
            for s in ss { println!("{}-{}\t{:?}\t{}\t{}", s.source_start, s.source_end, s.section, if d.text.contains('\n') {""} else {"1"}, s.text); }
            println!("##TEXT\t{}", d.text.replace('\n', "⏎"));
        }
    }
}
#[test]
fn phrases() {
    let Ok(path) = std::env::var("PHRASES") else { return };
    for line in std::fs::read_to_string(path).unwrap().lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let raw = cells[1].replace("\\n", "\n");
        let (d, ss) = gongbao::ingest::read_text(&raw, Lexicon::embedded());
        let same = d.text == raw;
        println!("{}\t{}\t{:?}\t{:?}\t{}\t{}\t{}", cells[0], if same { "=" } else { "~" }, d.region_code, d.period.map(|p| format!("{}..{}", p.start, p.end)), d.encoding, ss.len(), d.text.replace('\n', "⏎"));
        for r in cells.get(2).unwrap_or(&"").split(" ; ").filter(|r| !r.is_empty()) {
            let s: String = r.trim_start_matches('?').split('|').next().unwrap().chars().filter(|c| !c.is_whitespace()).collect();
            let t: String = d.text.chars().filter(|c| !c.is_whitespace()).collect();
            if !t.contains(&s) { println!("MISSING {s}"); }
        }
    }
}
