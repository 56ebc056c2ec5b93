//! What is said on standard error while a run goes on: a progress bar on a terminal, messages everywhere.

use std::io::{IsTerminal, stderr};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use indicatif::{ProgressBar, ProgressStyle};
use tracing::level_filters::LevelFilter;

use super::grid::visible;

/// Messages about single inputs before the rest is left to the table of rejects.
const MESSAGES: usize = 100;

/// The way a run speaks to whoever started it.
#[derive(Debug)]
pub struct Voice {
    program: &'static str,
    show: bool,
    bar: Mutex<ProgressBar>,
    told: AtomicUsize,
}

impl Voice {
    /// The voice of `program`. A bar is shown on a terminal only, and not where logs are asked for.
    pub fn new(program: &'static str, quiet: bool, verbose: u8) -> Voice {
        let level = match verbose {
            0 => LevelFilter::OFF,
            1 => LevelFilter::INFO,
            _ => LevelFilter::DEBUG,
        };
        // A second voice in one process, as in tests, keeps the first one's logs.
        let ansi = stderr().is_terminal();
        let _ = tracing_subscriber::fmt()
            .with_ansi(ansi)
            .with_max_level(level)
            .with_writer(stderr)
            .with_target(false)
            .without_time()
            .try_init();
        let show = !quiet && verbose == 0 && stderr().is_terminal();
        Voice { program, show, bar: Mutex::new(ProgressBar::hidden()), told: AtomicUsize::new(0) }
    }

    /// A voice that shows no bar.
    pub fn plain(program: &'static str) -> Voice {
        Voice::new(program, true, 0)
    }

    /// Begins a bar of `total` steps.
    pub fn begin(&self, what: &str, total: usize) {
        tracing::info!("{what}: {total} to do");
        if !self.show {
            return;
        }
        let bar = ProgressBar::new(total as u64);
        if let Ok(style) = ProgressStyle::with_template("{msg:<10} {bar:40} {pos}/{len} {eta}") {
            bar.set_style(style);
        }
        bar.set_message(what.to_owned());
        self.replace(bar);
    }

    /// One step on.
    pub fn step(&self) {
        if self.show {
            self.bar().inc(1);
        }
    }

    /// Takes the bar away.
    pub fn end(&self) {
        self.replace(ProgressBar::hidden());
    }

    /// Says what is wrong with one input.
    pub fn reject(&self, path: &str, reason: &str) {
        match self.told.fetch_add(1, Ordering::Relaxed) {
            told if told < MESSAGES => self.error(&format!("{path}: {reason}")),
            MESSAGES => self.error("and more inputs that could not be used; of a run the table rejects lists them all"),
            _ => {}
        }
    }

    /// Says something on standard error.
    pub fn error(&self, message: &str) {
        let line = format!("{}: {}", self.program, visible(message));
        self.bar().suspend(|| eprintln!("{line}"));
    }

    fn bar(&self) -> ProgressBar {
        self.bar.lock().map_or_else(|poisoned| poisoned.into_inner().clone(), |bar| bar.clone())
    }

    fn replace(&self, new: ProgressBar) {
        if let Ok(mut bar) = self.bar.lock() {
            bar.finish_and_clear();
            *bar = new;
        }
    }
}
