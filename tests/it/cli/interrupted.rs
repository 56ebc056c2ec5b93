//! Runs that are killed, and runs that meet another.

use std::fs::{self, File};
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use gongbao::cli::exit::Exit;
use gongbao::cli::lock::{self, Lock};
use gongbao::table::Stage;

use crate::support::{Dir, PROGRAMS, report, stages};

#[cfg(unix)]
#[test]
fn a_killed_run_leaves_the_tables_of_the_run_before() {
    use std::os::unix::process::ExitStatusExt;

    let dir = Dir::new();
    dir.file("first.txt", report(1)).pipeline(&stages::steps(), &Stage::ALL, 1).unwrap();
    // A machine may be fast enough to finish first; it is then given more to do.
    let killed = [1500, 6000, 24_000].into_iter().any(|files| {
        for number in 0..files {
            dir.file(format!("{number}.txt"), report(number));
        }
        let before = dir.tables();
        let mut child = dir.command("gongbao").arg("--threads").arg("1").stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let deadline = Instant::now() + Duration::from_secs(60);
        while !dir.other_files().iter().any(|name| name.contains("staging")) && child.try_wait().unwrap().is_none() {
            assert!(Instant::now() < deadline, "the run never began to write");
            thread::sleep(Duration::from_micros(200));
        }
        child.kill().unwrap();
        let killed = child.wait().unwrap().signal().is_some();
        assert!(!killed || dir.tables() == before, "a killed run must change nothing");
        killed
    });
    assert!(killed, "the run always finished before it could be killed");
    assert!(dir.other_files().iter().any(|name| name.contains("staging")), "{:?}", dir.other_files());
    let extracted = dir.run("gongbao-extract", &[]);
    assert_eq!(extracted.code, Some(0), "the tables are whole and the lock is free: {extracted:?}");
    assert_eq!(dir.other_files(), [lock::FILE], "what the killed run left is gone");
}

/// A limit on the size of files stands in for a full disk.
#[cfg(unix)]
#[test]
fn a_disk_that_takes_no_more_leaves_the_tables_of_the_run_before() {
    use std::process::Command;

    use crate::support::{Ran, binary};

    let dir = Dir::new();
    dir.file("a.txt", report(1)).pipeline(&stages::steps(), &Stage::ALL, 1).unwrap();
    let before = dir.tables();
    let mut shell = Command::new("sh");
    shell.args(["-c", "trap '' XFSZ; ulimit -f 1; exec \"$0\""]).arg(binary("gongbao")).current_dir(dir.path());
    let ran = Ran::of(&mut shell);
    assert_eq!(ran.code, Some(Exit::Tables as i32), "{ran:?}");
    assert!(ran.stderr.contains(".parquet: ") && ran.stderr.contains("large"), "{}", ran.stderr);
    assert!(dir.tables() == before);
    assert_eq!(dir.other_files(), [lock::FILE], "nothing is left behind");
}

#[test]
fn a_run_killed_while_moving_its_tables_is_finished_by_the_next() {
    let dir = Dir::new();
    dir.file("a.txt", report(1)).pipeline(&stages::steps(), &Stage::ALL, 1).unwrap();
    let old = dir.tables();
    dir.file("b.txt", report(2)).pipeline(&stages::steps(), &Stage::ALL, 1).unwrap();
    let new = dir.tables();
    // As it stands after three of seven renames.
    let ready = dir.out().join(".gongbao-ready");
    fs::create_dir(&ready).unwrap();
    for (table, bytes) in new.iter().skip(3) {
        fs::write(ready.join(table.file_name()), bytes).unwrap();
        fs::write(dir.out().join(table.file_name()), &old[table]).unwrap();
    }
    fs::create_dir(dir.out().join(".gongbao-staging-left")).unwrap();
    fs::write(dir.out().join(".gongbao-staging-left/documents.parquet"), "half").unwrap();
    // A run that finds nothing to read still clears up first.
    assert_eq!(dir.run("gongbao", &["--raw", "missing"]).code, Some(Exit::Nothing as i32));
    assert!(dir.tables() == new);
    assert_eq!(dir.other_files(), [lock::FILE]);
}

#[test]
fn a_second_run_says_who_holds_the_lock() {
    let dir = Dir::new();
    dir.file("a.txt", report(1)).pipeline(&stages::steps(), &Stage::ALL, 1).unwrap();
    let before = dir.tables();
    let held = Lock::take(&dir.out()).unwrap();
    for program in PROGRAMS {
        let ran = dir.run(program, &[]);
        assert_eq!(ran.code, Some(Exit::Locked as i32), "{program}: {ran:?}");
        assert!(ran.stderr.contains(&format!("process {}, since 2", std::process::id())), "{}", ran.stderr);
        assert!(dir.tables() == before);
    }
    assert!(dir.pipeline(&stages::steps(), &Stage::ALL, 1).is_err_and(|failure| failure.exit() == Exit::Locked));
    drop(held);
    assert_eq!(dir.run("gongbao-extract", &[]).code, Some(0));
    assert!(File::open(dir.out().join(lock::FILE)).is_ok());
}

#[test]
fn runs_in_different_directories_do_not_meet() {
    let (one, other) = (Dir::new(), Dir::new());
    fs::create_dir(one.out()).unwrap();
    let _held = Lock::take(&one.out()).unwrap();
    other.file("a.txt", report(1)).pipeline(&stages::steps(), &Stage::ALL, 1).unwrap();
}
