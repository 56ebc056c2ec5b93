//! The command line: arguments, progress, locks and exit codes, and nothing that knows how to read a report.
//!
//! What was typed ([`args`]) becomes what runs here; each capability is a module of its own.

pub mod args;
pub mod check;
pub mod deadline;
pub mod exit;
pub mod explain;
pub mod grid;
pub mod guard;
pub mod json;
pub mod lexicon;
pub mod lock;
mod lookup;
pub mod pipeline;
pub mod progress;
pub mod read;
pub mod show;
pub mod summary;
pub mod walk;
pub mod workspace;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;

use crate::table::Stage;
use exit::{Exit, Failure};
use pipeline::{Plan, Steps};
use progress::Voice;

/// Runs `gongbao`.
pub fn gongbao() -> ExitCode {
    let typed = args::Gongbao::parse();
    match typed.command {
        Some(args::Command::Read(read)) => {
            let voice = Voice::plain("gongbao");
            return finish(&voice, || {
                let lexicon = lexicon::load(read.lexicon.as_deref())?;
                read::run(&read, &Steps::default(), &lexicon, &voice)
            });
        }
        Some(args::Command::Explain(explain)) => {
            return finish(&Voice::plain("gongbao"), || {
                print(&explain::run(&explain)?)?;
                Ok(Exit::Success)
            });
        }
        Some(args::Command::Check(check)) => {
            return finish(&Voice::plain("gongbao"), || {
                let (text, exit) = check::run(&check)?;
                print(&text)?;
                Ok(exit)
            });
        }
        Some(args::Command::Lexicon(args::Lexicon { command: args::LexiconCommand::Check(check) })) => {
            let voice = Voice::plain("gongbao");
            return finish(&voice, || lexicon::check::run(&check, &Steps::default(), &voice));
        }
        None => {}
    }
    run("gongbao", &typed.run, Some(&typed.raw), Stage::ALL.to_vec())
}

/// Runs `gongbao-ingest`.
pub fn ingest() -> ExitCode {
    let typed = args::Ingest::parse();
    run("gongbao-ingest", &typed.run, Some(&typed.raw), vec![Stage::Ingest])
}

/// Runs `gongbao-extract`.
pub fn extract() -> ExitCode {
    run("gongbao-extract", &args::Extract::parse().run, None, vec![Stage::Extract])
}

/// Runs `gongbao-normalize`.
pub fn normalize() -> ExitCode {
    run("gongbao-normalize", &args::Normalize::parse().run, None, vec![Stage::Normalize])
}

/// Runs `gongbao-derive`.
pub fn derive() -> ExitCode {
    run("gongbao-derive", &args::Derive::parse().run, None, vec![Stage::Derive])
}

fn run(program: &'static str, typed: &args::Run, raw: Option<&args::Raw>, stages: Vec<Stage>) -> ExitCode {
    let voice = Voice::new(program, typed.quiet, typed.verbose);
    let plan = Plan::new(typed, raw, stages);
    finish(&voice, || {
        let lexicon = lexicon::load(typed.lexicon.as_deref())?;
        let done = pipeline::run(&plan, &Steps::default(), lexicon::for_good(lexicon), &voice)?;
        if !typed.quiet {
            print(&summary::of_run(&plan, &done)?)?;
        }
        Ok(if done.rejected > 0 { Exit::Rejected } else { Exit::Success })
    })
}

/// Turns the end of a run into an exit code, with a message where it failed.
fn finish(voice: &Voice, work: impl FnOnce() -> Result<Exit, Failure>) -> ExitCode {
    guard::quiet_panics();
    let ended = guard::guarded(work).unwrap_or_else(|message| Err(Failure::Fault(message)));
    let exit = ended.unwrap_or_else(|failure| {
        // One line for each thing that is wrong with a vocabulary.
        failure.to_string().lines().for_each(|line| voice.error(line));
        failure.exit()
    });
    exit.into()
}

/// Writes to standard output. A reader that has gone away (`gongbao | head`) is no failure.
fn print(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Failure::Output(error)),
        _ => Ok(()),
    }
}
