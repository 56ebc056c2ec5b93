//! The derived ratios: how they agree with the stated ones, and one example of each.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use super::{heading, list};
use crate::cli::exit::Failure;
use crate::cli::grid::{Grid, count, grouped};
use crate::cli::show;
use crate::model::{Document, Ratio};
use crate::table::TableReader;

/// Stated ratios shown.
const STATED: usize = 5;

/// Kinds of ratio shown.
const KINDS: usize = 7;

/// Writes the ratios: those that a report states too, disagreement before agreement, then every kind with its number and one example.
/// Gives what `gongbao explain` can be asked about the first of them.
pub fn write(text: &mut String, out: &Path) -> Result<Option<String>, Failure> {
    let mut ratios = TableReader::<Ratio>::in_dir(out)?.all()?;
    let more = if ratios.is_empty() { String::new() } else { agreement(&ratios) };
    heading(text, "Ratios", ratios.len(), &more);
    ratios.sort_by_key(|ratio| match (ratio.reported.is_some(), ratio.agrees) {
        (true, Some(false)) => 0,
        (true, _) => 1,
        (false, _) => 2,
    });
    let names = region_names(out)?;
    let stated = ratios.iter().take_while(|ratio| ratio.reported.is_some()).count();
    let mut grid = Grid::default();
    for ratio in ratios.iter().take(stated.min(STATED)) {
        let notes = [show::agreement(ratio), show::maybe(&ratio.caveat).to_owned()];
        let notes: Vec<String> = notes.into_iter().filter(|note| !note.is_empty()).collect();
        let [about, region, period, value] = cells(ratio, &names);
        grid.row([ratio.ratio.clone(), about, region, period, value, notes.join("; ")]);
    }
    if stated > 0 {
        list(text, &grid, &[], stated.saturating_sub(STATED));
    }
    let mut kinds: BTreeMap<&str, (usize, &Ratio)> = BTreeMap::new();
    // An example is one that no report states, if there is one, and the surest of those.
    let worth = |ratio: &Ratio| (ratio.reported.is_none(), ratio.exact);
    for ratio in &ratios {
        let (number, example) = kinds.entry(&ratio.ratio).or_insert((0, ratio));
        *number += 1;
        if worth(ratio) > worth(example) {
            *example = ratio;
        }
    }
    let mut kinds: Vec<(usize, &Ratio)> = kinds.into_values().collect();
    kinds.sort_by(|(a, of_a), (b, of_b)| b.cmp(a).then_with(|| of_a.ratio.cmp(&of_b.ratio)));
    let mut grid = Grid::default();
    for (number, example) in kinds.iter().take(KINDS) {
        let [about, region, period, value] = cells(example, &names);
        grid.row([grouped(*number), example.ratio.clone(), "as".to_owned(), about, region, period, value]);
    }
    text.push_str(&grid.render(&[0]));
    if let more @ 1.. = kinds.len().saturating_sub(KINDS) {
        let _ = writeln!(text, "  … and {}", count(more, "more kind"));
    }
    text.push('\n');
    Ok(ratios.first().map(selector))
}

/// What a ratio is of, where, when and how much.
fn cells(ratio: &Ratio, names: &BTreeMap<String, String>) -> [String; 4] {
    let code = show::maybe(&ratio.region_code);
    let region = names.get(code).map_or(code, String::as_str);
    let about = ratio.indicator.as_ref().unwrap_or(&ratio.subject);
    let value = format!("{} {}", show::short_ratio(ratio), ratio.unit);
    [about.clone(), region.to_owned(), show::period(ratio.period), value]
}

/// How many ratios are stated too, and how many of those agree.
fn agreement(ratios: &[Ratio]) -> String {
    let of = |agrees| ratios.iter().filter(|ratio| ratio.reported.is_some() && ratio.agrees == agrees).count();
    let (agree, differ, open_) = (of(Some(true)), of(Some(false)), of(None));
    let verb = |number: usize, one: &str, many: &str| format!("{} {}", grouped(number), if number == 1 { one } else { many });
    match agree + differ + open_ {
        0 => "none of them stated by a report".to_owned(),
        stated => {
            let (agree, differ) = (verb(agree, "agrees", "agree"), verb(differ, "does not", "do not"));
            let open_ = if open_ > 0 { format!(", {} cannot be compared", grouped(open_)) } else { String::new() };
            format!("{} of them also stated by a report: {agree}, {differ}{open_}", grouped(stated))
        }
    }
}

/// `RATIO:SUBJECT:REGION`, as `gongbao explain` takes it.
fn selector(ratio: &Ratio) -> String {
    let about = ratio.indicator.as_ref().unwrap_or(&ratio.subject);
    format!("{}:{about}:{}", ratio.ratio, show::maybe(&ratio.region_code)).trim_end_matches(':').to_owned()
}

/// Names of the regions that reports are about, by code.
fn region_names(out: &Path) -> Result<BTreeMap<String, String>, Failure> {
    let mut names = BTreeMap::new();
    for document in TableReader::<Document>::in_dir(out)?.without(&["text"]).rows() {
        let document = document?;
        names.extend(document.region_code.zip(document.region_name));
    }
    Ok(names)
}
