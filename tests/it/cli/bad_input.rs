//! Every kind of bad input: a message that names the file, a row in rejects, the documented exit code, and the other files still read.

use std::fs::{self, File};

use gongbao::cli::exit::Exit;
use gongbao::model::{Document, Reject};
use gongbao::table::Stage;

use crate::support::{Dir, Ran, report, stages};

/// Runs `gongbao` over one bad file and checks what every kind of bad file has in common.
fn rejected(dir: &Dir, path: &str, words: &[&str]) -> Ran {
    let ran = dir.run("gongbao", &["--max-bytes", "1000000"]);
    let reason = dir.rejected(path).unwrap_or_else(|| panic!("{path} is not in rejects: {ran:?}"));
    for word in words {
        assert!(reason.contains(word), "{reason:?} does not say {word:?}");
    }
    assert!(ran.stderr.contains(&format!("gongbao: {path}: {reason}")), "{}", ran.stderr);
    assert_eq!(ran.code, Some(Exit::Rejected as i32), "{ran:?}");
    assert_eq!(dir.tables().len(), 7, "all tables are written all the same");
    ran
}

#[test]
fn an_empty_file() {
    let dir = Dir::new();
    rejected(dir.file("empty.txt", ""), "empty.txt", &["is empty", "fill it"]);
}

#[test]
fn a_binary_file() {
    let dir = Dir::new();
    let noise: Vec<u8> = (0u32..4096).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    rejected(dir.file("noise.bin", noise), "noise.bin", &[]);
}

#[test]
fn encodings_that_are_broken_or_hold_no_report() {
    let cut = report(1).into_bytes().into_iter().flat_map(|byte| [byte, 0xff]).collect::<Vec<u8>>();
    for (path, bytes, words) in [
        ("broken.txt", cut, &["damaged"][..]),
        ("controls.txt", b"\x01\x02\x03\x04\x05\x06\x07\xe5\x85\xa8".to_vec(), &["control characters"]),
        ("readme.txt", b"Put the reports here.".to_vec(), &["no Chinese text"]),
        ("scan.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec(), &["PDF"]),
        ("zeros.txt", vec![0; 4000], &["binary data"]),
    ] {
        let dir = Dir::new();
        dir.file(path, bytes).file("good.txt", report(2));
        rejected(&dir, path, words);
        let read: Vec<String> = dir.rows::<Document>().into_iter().map(|document| document.source_path).collect();
        assert!(read.contains(&"good.txt".to_owned()), "{path}: {read:?}");
    }
}

#[test]
fn a_file_with_one_broken_character_is_used_and_says_so() {
    let dir = Dir::new();
    let utf16 = report(1).encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    dir.file("half.txt", [&[0xff, 0xfe][..], &utf16, &[0x00, 0xd8]].concat()).file("cut.txt", [report(2).as_bytes(), b"\xe5\x85"].concat());
    let ran = dir.run("gongbao", &[]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let encodings: Vec<String> = dir.rows::<Document>().into_iter().map(|document| document.encoding).collect();
    assert_eq!(encodings, ["UTF-8 (damaged)", "UTF-16LE (damaged)"]);
}

#[test]
fn a_file_of_200_megabytes_is_not_read_into_memory() {
    let dir = Dir::new();
    File::create(dir.raw().join("huge.txt")).unwrap().set_len(200_000_000).unwrap();
    rejected(&dir, "huge.txt", &["longer than 1000000 bytes", "1000000", "--max-bytes"]);
}

#[test]
fn the_limit_itself_is_still_read() {
    let dir = Dir::new();
    dir.file("at.txt", vec![b'1'; 1 << 20]).file("above.txt", vec![b'2'; (1 << 20) + 1]);
    let done = dir.pipeline(&stages::steps(), &Stage::ALL, 1).unwrap();
    assert_eq!(done.rejected, 1);
    assert_eq!(dir.rows::<Document>()[0].source_path, "at.txt");
    assert!(dir.rejected("above.txt").is_some());
}

#[cfg(unix)]
mod unix {
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::os::unix::process::CommandExt;
    use std::process::Command;

    use super::*;
    use crate::support::binary;

    #[test]
    fn a_name_that_is_not_utf8() {
        let dir = Dir::new();
        dir.file(std::ffi::OsStr::from_bytes(b"\xb9\xab\xb1\xa8.txt"), report(1));
        rejected(&dir, "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}.txt", &["not UTF-8", "rename"]);
    }

    #[test]
    fn links_that_loop_or_lead_nowhere() {
        let dir = Dir::new();
        fs::create_dir_all(dir.raw().join("2023")).unwrap();
        symlink("..", dir.raw().join("2023/up")).unwrap();
        rejected(&dir, "2023/up", &["loop", "take the link away"]);
        symlink("gone.txt", dir.raw().join("dangling.txt")).unwrap();
        rejected(&dir, "dangling.txt", &["leads nowhere"]);
        symlink("self.txt", dir.raw().join("self.txt")).unwrap();
        rejected(&dir, "self.txt", &["link"]);
    }

    #[test]
    fn links_to_files_are_followed() {
        let dir = Dir::new();
        fs::write(dir.path().join("elsewhere.txt"), report(1)).unwrap();
        symlink("../elsewhere.txt", dir.raw().join("link.txt")).unwrap();
        dir.pipeline(&stages::steps(), &Stage::ALL, 1).unwrap();
        assert_eq!(dir.rows::<Document>()[0].source_path, "link.txt");
    }

    #[test]
    fn something_that_is_no_file() {
        let dir = Dir::new();
        std::os::unix::net::UnixListener::bind(dir.raw().join("socket")).unwrap();
        rejected(&dir, "socket", &["neither a file nor a directory"]);
    }

    /// A user who may not read the file. Root may read anything, so a test run by root gives the program to another user.
    #[test]
    fn a_file_or_directory_without_permission() {
        let dir = Dir::new();
        dir.file("secret.txt", report(1)).file("closed/a.txt", report(2)).file("open.txt", report(3));
        fs::create_dir(dir.out()).unwrap();
        for open in [dir.path().to_path_buf(), dir.out()] {
            fs::set_permissions(open, fs::Permissions::from_mode(0o777)).unwrap();
        }
        for closed in ["secret.txt", "closed"] {
            fs::set_permissions(dir.raw().join(closed), fs::Permissions::from_mode(0o000)).unwrap();
        }
        // The build directory may be closed to other users too.
        let program = dir.path().join("gongbao");
        fs::copy(binary("gongbao"), &program).unwrap();
        let mut command = Command::new(program);
        command.current_dir(dir.path());
        if File::open(dir.raw().join("secret.txt")).is_ok() {
            command.uid(65534).gid(65534);
        }
        let ran = Ran::of(&mut command);
        for path in ["secret.txt", "closed"] {
            let reason = dir.rejected(path).unwrap_or_else(|| panic!("{path} is not in rejects: {ran:?}"));
            assert!(reason.contains("cannot be read") && reason.contains("right to read"), "{reason}");
            assert!(ran.stderr.contains(&format!("gongbao: {path}: ")), "{}", ran.stderr);
        }
        assert_eq!(ran.code, Some(Exit::Rejected as i32));
        fs::set_permissions(dir.raw().join("closed"), fs::Permissions::from_mode(0o700)).unwrap();
    }
}

#[test]
fn good_files_are_read_among_bad_ones() {
    let dir = Dir::new();
    dir.file("a.txt", report(1))
        .file("b.txt", "")
        .file("c.txt", b"\xff\xfe\xff")
        .file("d.txt", "panic in ingest")
        .file("e/f.txt", report(2));
    let done = dir.pipeline(&stages::steps(), &Stage::ALL, 2).unwrap();
    let paths: Vec<String> = dir.rows::<Document>().into_iter().map(|document| document.source_path).collect();
    assert_eq!(paths, ["a.txt", "e/f.txt"]);
    let rejects: Vec<(String, String)> = dir.rows::<Reject>().into_iter().map(|reject| (reject.source_path, reject.reason)).collect();
    assert_eq!(rejects.iter().map(|(path, _)| path.as_str()).collect::<Vec<_>>(), ["b.txt", "c.txt", "d.txt"]);
    assert!(rejects[2].1.contains("asked to panic"), "{rejects:?}");
    assert_eq!((done.files, done.rejected), (5, 3));
}

#[test]
fn a_file_with_the_same_bytes_is_a_copy_and_no_failure() {
    let dir = Dir::new();
    dir.file("b.txt", report(1)).file("a/z.txt", report(1)).file("c.txt", report(2));
    let done = dir.pipeline(&stages::steps(), &Stage::ALL, 2).unwrap();
    assert_eq!(done.rejected, 0);
    assert!(dir.rows::<Reject>().is_empty());
    let documents = dir.rows::<Document>();
    let first = documents[0].document_id.as_str();
    assert_eq!(documents.iter().map(|d| d.duplicate_of.as_deref()).collect::<Vec<_>>(), [None, Some(first), None]);
    assert!(documents[1].document_id != first && documents[1].source_hash == documents[0].source_hash);
    assert!(!dir.rows::<gongbao::model::Mention>().iter().any(|mention| mention.document_id == documents[1].document_id));
}

#[test]
fn hidden_files_and_the_tables_themselves_are_not_read() {
    let dir = Dir::new();
    dir.file(".gitkeep", "").file(".cache/x.txt", report(1)).file("a.txt", report(2));
    let out = dir.raw().join("tables");
    for _ in 0..2 {
        let ran = dir.run("gongbao", &["--out", out.to_str().unwrap()]);
        assert!(!ran.stderr.contains("parquet") && !ran.stderr.contains(".gitkeep"), "{}", ran.stderr);
        assert!(ran.stdout.contains("in 1 file\n") || ran.stdout.contains("in 1 file;"), "{}", ran.stdout);
    }
}

#[test]
fn a_panic_in_a_later_stage_costs_one_document() {
    for stage in [Stage::Extract, Stage::Normalize] {
        let dir = Dir::new();
        dir.file("a.txt", report(1)).file("b.txt", format!("panic in {}\n{}", stage.name(), report(2))).file("c.txt", report(3));
        let done = dir.pipeline(&stages::steps(), &Stage::ALL, 2).unwrap();
        assert_eq!(done.rejected, 1);
        let reason = dir.rejected("b.txt").unwrap();
        assert!(reason.contains(stage.name()) && reason.contains("asked to panic"), "{reason}");
        let observed: std::collections::BTreeSet<String> =
            dir.rows::<gongbao::model::Observation>().into_iter().map(|observation| observation.document_id).collect();
        assert_eq!(observed.len(), 2, "the other two documents");
        // Run again by itself, the stage takes back what it said before, and says it again only if it is still so.
        dir.pipeline(&stages::steps(), &[stage], 1).unwrap();
        assert_eq!(dir.rows::<Reject>().len(), 1);
        let mended = gongbao::cli::pipeline::Steps { extract: |_, _, _| Vec::new(), normalize: |_, _, _, _| Vec::new(), ..stages::steps() };
        dir.pipeline(&mended, &[stage], 1).unwrap();
        assert!(dir.rows::<Reject>().is_empty());
    }
}
