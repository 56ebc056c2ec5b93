//! Side files inside archives: one counts for its source if it stands right before or behind it, as packing a directory puts them.

use std::ops::ControlFlow;
use std::sync::Arc;

use super::{SIDE_SUFFIX, Unpacking, read_side};
use crate::ingest::source::Side;

/// The last member, held back until its neighbour has been seen.
#[derive(Debug, Default)]
pub(super) struct Neighbours {
    held: Option<(String, Result<Vec<u8>, String>)>,
    /// A side file and the path of its source, which has yet to come.
    side: Option<(String, Arc<Side>)>,
}

impl Unpacking<'_, '_> {
    /// Takes the next member of an archive.
    pub(super) fn neighbour(
        &mut self,
        seen: &mut Neighbours,
        path: String,
        content: Result<Vec<u8>, String>,
        depth: u32,
    ) -> ControlFlow<()> {
        let Some(source) = path.strip_suffix(SIDE_SUFFIX) else {
            if let Some((_, side)) = seen.side.take_if(|(source, _)| *source == path) {
                return self.with_side(side, &path, content, depth);
            }
            return match seen.held.replace((path, content)) {
                Some((path, content)) => self.member(&path, content, depth),
                None => ControlFlow::Continue(()),
            };
        };
        let text = content.and_then(|bytes| String::from_utf8(bytes).map_err(|_| "is not UTF-8".to_owned()));
        match text.and_then(|text| read_side(&text, &self.lexicon.regions)) {
            Err(reason) => self.refuse(&path, &format!("{reason}; its source is read without it")),
            Ok(side) => {
                let side = Arc::new(side);
                match seen.held.take_if(|(held, _)| held == source) {
                    Some((held, content)) => self.with_side(side, &held, content, depth),
                    None => self.unused(seen.side.replace((source.to_owned(), side))),
                }
            }
        }
    }

    /// Gives what is still held at the end of the archive.
    pub(super) fn last(&mut self, seen: Neighbours, depth: u32) -> ControlFlow<()> {
        if let Some((path, content)) = seen.held {
            self.member(&path, content, depth)?;
        }
        self.unused(seen.side)
    }

    fn unused(&mut self, side: Option<(String, Arc<Side>)>) -> ControlFlow<()> {
        match side {
            Some((source, _)) => {
                self.refuse(&format!("{source}{SIDE_SUFFIX}"), "does not stand next to its source in the archive, and was not used")
            }
            None => ControlFlow::Continue(()),
        }
    }

    fn with_side(&mut self, side: Arc<Side>, path: &str, content: Result<Vec<u8>, String>, depth: u32) -> ControlFlow<()> {
        let outer = self.side.replace(side);
        let flow = self.member(path, content, depth);
        self.side = outer;
        flow
    }
}
