//! The derived ratios and how they agree with the stated ones.

use std::collections::BTreeMap;
use std::path::Path;

use super::{heading, list, open};
use crate::cli::exit::Failure;
use crate::cli::grid::{Grid, grouped};
use crate::cli::show;
use crate::model::{Document, Ratio};

const SHOWN: usize = 20;

/// The ratios: those that can be compared first, disagreement before agreement.
pub fn write(text: &mut String, out: &Path) -> Result<(), Failure> {
    let mut ratios = open::<Ratio>(out)?.all()?;
    let count = |agrees| ratios.iter().filter(|ratio| ratio.reported.is_some() && ratio.agrees == agrees).count();
    let (agree, differ, open_) = (count(Some(true)), count(Some(false)), count(None));
    let more = match agree + differ + open_ {
        0 => "none of them stated by a report".to_owned(),
        stated => {
            let mut more =
                format!("{} of them also stated by a report: {} agree, {} do not", grouped(stated), grouped(agree), grouped(differ));
            if open_ > 0 {
                more.push_str(&format!(", {} cannot be compared", grouped(open_)));
            }
            more
        }
    };
    heading(text, "Ratios", ratios.len(), if ratios.is_empty() { "" } else { &more });
    ratios.sort_by_key(|ratio| match (ratio.reported.is_some(), ratio.agrees) {
        (true, Some(false)) => 0,
        (true, _) => 1,
        (false, _) => 2,
    });
    let names = region_names(out)?;
    let mut grid = Grid::default();
    for ratio in ratios.iter().take(SHOWN) {
        let code = show::maybe(&ratio.region_code);
        let region = names.get(code).map_or(code, String::as_str);
        let about = ratio.indicator.as_ref().unwrap_or(&ratio.subject);
        let value = format!("{} {}", show::ratio(ratio), ratio.unit);
        let period = show::period(ratio.period);
        let notes = [show::agreement(ratio), show::maybe(&ratio.caveat).to_owned()];
        let notes: Vec<String> = notes.into_iter().filter(|note| !note.is_empty()).collect();
        grid.row([&ratio.ratio, about, region, &period, &value, &notes.join("; ")]);
    }
    list(text, &grid, &[], ratios.len().saturating_sub(SHOWN));
    Ok(())
}

/// Names of the regions that reports are about, by code.
fn region_names(out: &Path) -> Result<BTreeMap<String, String>, Failure> {
    let mut names = BTreeMap::new();
    for document in open::<Document>(out)?.without(&["text"]).rows() {
        let document = document?;
        names.extend(document.region_code.zip(document.region_name));
    }
    Ok(names)
}
