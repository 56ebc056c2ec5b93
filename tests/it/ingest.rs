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
