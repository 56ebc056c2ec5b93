//! How fast ingest reads each format, against reading the same bytes with the bare library: `cargo bench --bench formats`.
//!
//! The bare library only decodes or walks the file and throws away what it sees; ingest also finds the article, mends lines, cuts sentences
//! and reads what the report is about. The ratio says what that costs. One core; the median of several rounds, in which the two take turns.

mod timing;
#[allow(dead_code, reason = "shared with the tests, which use all of it")]
#[path = "../tests/it/ingest/pdf/writer.rs"]
mod writer;

use std::hint::black_box;
use std::io::{BufReader, Cursor, Read, Write};
use std::ops::ControlFlow;
use std::path::Path;

use gongbao::ingest::unpack::{Opened, Packed, unpack};
use gongbao::ingest::{Settings, Source, ingest};
use gongbao::lexicon::Lexicon;
use gongbao::table::Texts;
use gongbao::table::texts::is_parquet;
use parquet::file::reader::{FileReader, SerializedFileReader};
use timing::{median, seconds};
use writer::{Font, written};

const ROUNDS: usize = 7;
/// A round reads at least so many bytes of text.
const BYTES: usize = 1_000_000;

/// A format: its file, and how the bare library reads it.
struct Format {
    name: &'static str,
    file: Vec<u8>,
    bare: fn(&[u8]),
}

fn main() {
    let reports = reports();
    println!("{} reports, {:.2} MB of text", reports.len(), reports.iter().map(String::len).sum::<usize>() as f64 / 1e6);
    println!("{:<12} {:>10} {:>10} {:>8}", "format", "bare MB/s", "ours MB/s", "ratio");
    for Format { name, file, bare } in formats(&reports) {
        let times = BYTES.div_ceil(file.len());
        let (mut theirs, mut ours) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            theirs.push(seconds(times, || bare(&file)));
            ours.push(seconds(times, || read(name, &file)));
        }
        let megabytes = (file.len() * times) as f64 / 1e6;
        let ratio = median(theirs.iter().zip(&ours).map(|(theirs, ours)| theirs / ours).collect());
        println!("{name:<12} {:10.1} {:10.2} {ratio:8.4}", megabytes / median(theirs), megabytes / median(ours));
    }
}

/// Unpacks and ingests a file.
fn read(name: &str, file: &[u8]) {
    let (lexicon, settings) = (Lexicon::embedded(), Settings::default());
    let mut documents = 0;
    if is_parquet(file) {
        let read = Texts::Bytes(file.to_vec()).read(|_| Ok(vec![0]), &mut |_, cells| {
            let text = cells.into_iter().flatten().next().unwrap_or_default();
            black_box(ingest(&Source::of(name, text.as_bytes()), lexicon));
            ControlFlow::Continue(())
        });
        return read.expect("written above");
    }
    let packed = Packed { path: name, file: Opened::Bytes(file.to_vec()), side: None };
    unpack(packed, &settings, lexicon, &mut |member| {
        if let Ok(bytes) = &member.content {
            let source = Source { path: &member.path, bytes, given: &member.given, settings: &settings };
            documents += ingest(&source, lexicon).documents.len();
        }
        ControlFlow::Continue(())
    });
    assert!(documents > 0, "{name} was not read");
}

/// The texts of the project's own pages, without markup.
fn reports() -> Vec<String> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages/raw");
    let mut paths: Vec<_> = std::fs::read_dir(dir).into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    let texts = paths.iter().filter_map(|path| std::fs::read_to_string(path).ok());
    texts.filter(|text| !text.contains("<html")).collect()
}

fn formats(reports: &[String]) -> Vec<Format> {
    let all = reports.join("\n\n");
    let html = format!(
        "<!doctype html><html><head><title>公报</title></head><body><div>{}</div></body></html>",
        all.lines().map(|line| format!("<p>{line}</p>\n")).collect::<String>()
    );
    let record = |text: &String| serde_json::json!({ "title": "公报", "text": text }).to_string() + "\n";
    let mut csv = csv::Writer::from_writer(Vec::new());
    for cells in std::iter::once(["title", "text"]).chain(reports.iter().map(|text| ["公报", text])) {
        csv.write_record(cells).expect("memory takes anything");
    }
    let many = || reports.iter().enumerate().map(|(n, text)| (format!("{n}.txt"), text.as_bytes()));
    let format = |name, file, bare| Format { name, file, bare };
    vec![
        format("text", all.clone().into_bytes(), |file| {
            black_box(String::from_utf8_lossy(file).chars().count());
        }),
        format("gb18030", encoding_rs::GB18030.encode(&all).0.into_owned(), |file| {
            black_box(encoding_rs::GB18030.decode(file).0.chars().count());
        }),
        format("html", html.into_bytes(), |file| {
            black_box(scraper::Html::parse_document(&String::from_utf8_lossy(file)).tree.nodes().count());
        }),
        format(
            "markdown",
            all.lines().fold("# 公报\n\n".to_owned(), |all, line| all + "**" + line.trim() + "**\n\n").into_bytes(),
            |file| {
                black_box(pulldown_cmark::Parser::new(&String::from_utf8_lossy(file)).count());
            },
        ),
        format("docx", docx(&all), |file| {
            let mut archive = zip::ZipArchive::new(Cursor::new(file)).expect("written above");
            let part = archive.by_name("word/document.xml").expect("written above");
            let mut reader = quick_xml::Reader::from_reader(BufReader::new(part));
            let mut buffer = Vec::new();
            while !matches!(reader.read_event_into(&mut buffer), Ok(quick_xml::events::Event::Eof) | Err(_)) {
                buffer.clear();
            }
        }),
        format("pdf", pdf(&all), |file| {
            let pdf = hayro_syntax::Pdf::new(file.to_vec()).expect("written above");
            black_box(pdf.pages().iter().filter_map(|page| page.page_stream().map(<[u8]>::len)).sum::<usize>());
        }),
        format("gzip", gzip(all.as_bytes()), |file| {
            sink(flate2::bufread::MultiGzDecoder::new(file));
        }),
        format("zstd", zstd::encode_all(all.as_bytes(), 3).expect("memory takes anything"), |file| {
            sink(zstd::stream::read::Decoder::new(file).expect("written above"));
        }),
        format("zip", zip(many()), |file| {
            let mut archive = zip::ZipArchive::new(Cursor::new(file)).expect("written above");
            (0..archive.len()).for_each(|at| sink(archive.by_index(at).expect("written above")));
        }),
        format("tar", tar(many()), |file| {
            let mut archive = tar::Archive::new(file);
            archive.entries().expect("written above").for_each(|entry| sink(entry.expect("written above")));
        }),
        format("jsonl", reports.iter().map(record).collect::<String>().into_bytes(), |file| {
            let values = serde_json::Deserializer::from_slice(file).into_iter::<serde_json::Value>();
            black_box(values.count());
        }),
        format("csv", csv.into_inner().expect("memory takes anything"), |file| {
            black_box(csv::Reader::from_reader(file).byte_records().count());
        }),
        format("warc", warc(reports), |file| {
            black_box(warc::WarcReader::new(file).iter_records().count());
        }),
        format("parquet", table(reports), |file| {
            let reader = SerializedFileReader::new(bytes::Bytes::copy_from_slice(file)).expect("written above");
            black_box(reader.get_row_iter(None).expect("written above").count());
        }),
    ]
}

fn sink(mut reader: impl Read) {
    std::io::copy(&mut reader, &mut std::io::sink()).expect("written above");
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).expect("memory takes anything")
}

fn zip<'a>(files: impl Iterator<Item = (String, &'a [u8])>) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(name, zip::write::SimpleFileOptions::default()).expect("memory takes anything");
        writer.write_all(bytes).expect("memory takes anything");
    }
    writer.finish().expect("memory takes anything").into_inner()
}

fn tar<'a>(files: impl Iterator<Item = (String, &'a [u8])>) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (name, bytes) in files {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        builder.append_data(&mut header, name, bytes).expect("memory takes anything");
    }
    builder.into_inner().expect("memory takes anything")
}

fn docx(text: &str) -> Vec<u8> {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;");
    let body: String = escaped.lines().map(|line| format!("<w:p><w:r><w:t>{line}</w:t></w:r></w:p>")).collect();
    let main = format!(
        r#"<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>"#
    );
    let parts = [("[Content_Types].xml", "<Types/>"), ("word/document.xml", main.as_str())];
    zip(parts.into_iter().map(|(name, part)| (name.to_owned(), part.as_bytes())))
}

/// Lines of forty characters, forty to a page.
fn pdf(text: &str) -> Vec<u8> {
    let chars: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    let lines: Vec<String> = chars.chunks(40).map(|line| line.iter().collect()).collect();
    let place = |(at, line): (usize, &String)| (60.0, 780.0 - 18.0 * at as f64, 12.0, line.clone());
    let pages: Vec<_> = lines.chunks(40).map(|page| page.iter().enumerate().map(place).collect()).collect();
    written(Font::Mapped, &pages).bytes()
}

fn warc(reports: &[String]) -> Vec<u8> {
    let record = |(number, text): (usize, &String)| {
        let answer = format!("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n{text}");
        format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:bench:{number}>\r\nWARC-Date: 2024-02-01T08:00:00Z\r\n\
             WARC-Target-URI: http://example.cn/{number}\r\nContent-Length: {}\r\n\r\n{answer}\r\n\r\n",
            answer.len()
        )
    };
    reports.iter().enumerate().map(record).collect::<String>().into_bytes()
}

fn table(reports: &[String]) -> Vec<u8> {
    use polars::prelude::*;
    let texts: Vec<&str> = reports.iter().map(String::as_str).collect();
    let mut frame = DataFrame::new(texts.len(), vec![Column::new("text".into(), texts)]).expect("one column");
    let mut file = Vec::new();
    ParquetWriter::new(&mut file).finish(&mut frame).expect("memory takes anything");
    file
}
