//! Files to documents, sentences and rejects. Files are unpacked one after the other; what they hold is read a batch at a time on all threads.

mod intake;
mod members;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::sync::Arc;

use super::Context;
use crate::cli::exit::Failure;
use crate::cli::walk::{Found, unreadable};
use crate::ingest::Side;
use crate::ingest::unpack::{self, SIDE_SUFFIX};
use crate::lexicon::Lexicon;
use crate::table::Stage;
use intake::Intake;
pub(in crate::cli) use members::{Packed, members};

/// Runs ingest over what was found, or writes down why nothing was. Gives the number of inputs that could not be used.
pub fn run(context: &Context<'_>, found: &[Found], nothing: Option<&str>) -> Result<usize, Failure> {
    context.voice.begin(Stage::Ingest.name(), found.len());
    let mut intake = Intake::new(context)?;
    if let Some(reason) = nothing {
        intake.nothing(reason);
    }
    let (sources, sides) = part(found);
    for source in sources {
        let side = sides.get(source.path.as_str()).and_then(|side| {
            let read = read_side(side, context.lexicon);
            intake.side(&side.path, read.as_ref().map(|(_, text)| text.as_str()));
            read.ok().map(|(side, _)| Arc::new(side))
        });
        if source.path.ends_with(SIDE_SUFFIX) {
            let reason = "is a side file, and there is no source of that name beside it; rename it or take it away";
            intake.refuse(&source.path, reason.to_owned());
            continue;
        }
        match source.file.clone().and_then(|(path, _)| File::open(path).map_err(|error| unreadable(&error))) {
            Ok(file) => {
                let packed = Packed { path: &source.path, file, side };
                members(packed, &context.plan.settings, context.lexicon, &mut |member| intake.take(member));
            }
            Err(reason) => intake.refuse(&source.path, reason),
        }
        intake.failed()?;
        context.voice.step();
    }
    intake.finish()
}

/// Sources, and by their paths the side files of those that have one. A side file that stands beside nothing is a source, and will be refused.
fn part(found: &[Found]) -> (Vec<&Found>, BTreeMap<&str, &Found>) {
    let paths: BTreeSet<&str> = found.iter().map(|found| found.path.as_str()).collect();
    let source_of = |found: &Found| found.path.strip_suffix(SIDE_SUFFIX).and_then(|source| paths.get(source).copied());
    let sides = found.iter().filter_map(|found| Some((source_of(found)?, found))).collect();
    (found.iter().filter(|found| source_of(found).is_none()).collect(), sides)
}

/// A side file, and its text.
fn read_side(found: &Found, lexicon: &Lexicon) -> Result<(Side, String), String> {
    let (path, _) = found.file.as_ref().map_err(Clone::clone)?;
    let text = fs::read_to_string(path).map_err(|error| unreadable(&error))?;
    Ok((unpack::read_side(&text, &lexicon.regions)?, text))
}
