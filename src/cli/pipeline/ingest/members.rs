//! Everything that a file holds: what the archives and records of ingest give, and the rows of Parquet files, which only the tables can read.

use std::cell::Cell;
use std::fs::File;
use std::io::{Read, Seek};
use std::ops::ControlFlow;
use std::sync::Arc;

use crate::ingest::unpack::{self, Columns, Member, Opened, Sink};
use crate::ingest::{Given, Settings, Side};
use crate::lexicon::Lexicon;
use crate::table::Texts;
use crate::table::texts::is_parquet;

/// A file on disk.
pub struct Packed<'a> {
    /// Its path below the raw directory.
    pub path: &'a str,
    /// The file itself, at its start.
    pub file: File,
    /// What its side file says.
    pub side: Option<Arc<Side>>,
}

/// Gives everything that a file holds to `sink`, until that asks to stop.
pub fn members(packed: Packed<'_>, settings: &Settings, lexicon: &Lexicon, sink: &mut Sink<'_>) {
    let Packed { path, mut file, side } = packed;
    let mut head = [0; 4];
    if file.read_exact(&mut head).is_ok() && is_parquet(&head) {
        // Whoever stops it has said why.
        let _ = records(path, Texts::File(file), side, settings, sink);
        return;
    }
    // A file that cannot be wound back cannot be read either, which unpacking will tell.
    let _ = file.rewind();
    let mut sink = |member: Member| match member.content {
        Ok(bytes) if is_parquet(&bytes) => records(&member.path, Texts::Bytes(bytes), member.given.side, settings, sink),
        content => sink(Member { content, ..member }),
    };
    unpack::unpack(unpack::Packed { path, file: Opened::File(file), side }, settings, lexicon, &mut sink);
}

/// The rows of a Parquet file.
fn records(path: &str, texts: Texts, side: Option<Arc<Side>>, settings: &Settings, sink: &mut Sink<'_>) -> ControlFlow<()> {
    let (limits, mut flow) = (settings.limits, ControlFlow::Continue(()));
    // Picked before the first row comes.
    let columns: Cell<Option<Columns>> = Cell::new(None);
    let wanted = |names: &[String]| {
        let found = Columns::find(names, settings).ok_or_else(|| unpack::without_texts(names))?;
        columns.set(Some(found.packed()));
        Ok(found.used())
    };
    let refused = |path: &str, reason: String| Member { path: path.to_owned(), content: Err(reason), given: Given::default() };
    let mut each = |number: u64, mut cells: Vec<Option<String>>| {
        let Some(columns) = columns.get() else { return ControlFlow::Break(()) };
        if number > limits.members {
            let limit = limits.members;
            let reason = format!(
                "holds more than {limit} rows, and that is the limit: the others were not read; split it, or raise the limit with --max-members"
            );
            let _ = sink(refused(path, reason));
            return ControlFlow::Break(());
        }
        let record = columns.facts(|place| cells.get(place).cloned().flatten());
        let text = cells.get_mut(columns.text).and_then(Option::take);
        let content = match text {
            Some(text) if text.len() as u64 > limits.bytes => Err(limits.too_long()),
            Some(text) if !text.trim().is_empty() => Ok(text.into_bytes()),
            _ => Err("its text is empty".to_owned()),
        };
        flow = sink(Member { path: format!("{path}#{number}"), content, given: Given { record, side: side.clone() } });
        flow
    };
    match texts.read(wanted, &mut each) {
        Ok(()) => flow,
        Err(reason) => sink(refused(path, reason)),
    }
}
