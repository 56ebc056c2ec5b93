//! Resident population at the censuses, from `population.csv`.

use std::collections::BTreeMap;

use serde::Deserialize;
use thiserror::Error;

use super::rows::rows;

/// Residents of one region in one year.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Census {
    /// GB/T 2260.
    pub region_code: String,
    /// For the reader of the file only; may be left out.
    #[serde(default)]
    pub region_name: String,
    /// The year counted.
    pub year: i32,
    /// Residents.
    pub population: u64,
    /// Where the number is from.
    pub source: String,
}

const COLUMNS: [&str; 5] = ["region_code", "region_name", "year", "population", "source"];

/// All censuses, by region and year.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Population {
    regions: BTreeMap<String, BTreeMap<i32, Census>>,
}

/// Why a file of populations was refused.
#[derive(Debug, Error)]
pub enum PopulationError {
    /// Not CSV, a column too many or too few, or a number that is none.
    #[error("{0}")]
    Csv(#[from] csv::Error),
    /// A region and year twice in one file.
    #[error("line {line}: {region_code} is given twice for {year}; remove one")]
    Duplicate {
        /// The region.
        region_code: String,
        /// The year.
        year: i32,
        /// Where the second one stands.
        line: u64,
    },
    /// A code that is not six digits, or nobody living there.
    #[error("line {line}: {problem}")]
    Row {
        /// Where.
        line: u64,
        /// What is wrong.
        problem: &'static str,
    },
}

impl PopulationError {
    /// The line, where it has one.
    pub fn line(&self) -> Option<u64> {
        match self {
            PopulationError::Csv(error) => error.position().map(csv::Position::line),
            PopulationError::Duplicate { line, .. } | PopulationError::Row { line, .. } => Some(*line),
        }
    }
}

impl Population {
    /// Reads one file with the columns region_code, year, population, source and, if you like, region_name, in any order.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub fn parse(text: &str) -> Result<Self, PopulationError> {
        let (population, errors) = Self::rows(text);
        errors.into_iter().next().map_or(Ok(population), Err)
    }

    /// Reads the rows of one file that can be used, and says what is wrong with the others.
    pub(super) fn rows(text: &str) -> (Self, Vec<PopulationError>) {
        let mut population = Population::default();
        let mut errors = Vec::new();
        for row in rows(text, &COLUMNS) {
            errors.extend(row.map_err(PopulationError::Csv).and_then(|(line, census)| population.add(line, census)).err());
        }
        (population, errors)
    }

    fn add(&mut self, line: u64, census: Census) -> Result<(), PopulationError> {
        if census.region_code.len() != 6 || !census.region_code.bytes().all(|b| b.is_ascii_digit()) {
            return Err(PopulationError::Row { line, problem: "a region code has six digits" });
        }
        if census.population == 0 {
            return Err(PopulationError::Row { line, problem: "a population of 0 gives no rate; leave the row out" });
        }
        let (region_code, year) = (census.region_code.clone(), census.year);
        let years = self.regions.entry(region_code.clone()).or_default();
        if years.contains_key(&year) {
            return Err(PopulationError::Duplicate { region_code, year, line });
        }
        years.insert(year, census);
        Ok(())
    }

    /// Adds the rows of another file; a region and year that exist are replaced.
    pub fn extend(&mut self, other: Population) {
        for (code, years) in other.regions {
            self.regions.entry(code).or_default().extend(years);
        }
    }

    /// Every count, by region and year.
    pub fn iter(&self) -> impl Iterator<Item = &Census> {
        self.regions.values().flat_map(BTreeMap::values)
    }

    /// The count of a region nearest in time to `year`; of two equally near, the later.
    pub fn nearest(&self, region_code: &str, year: i32) -> Option<&Census> {
        self.regions.get(region_code)?.values().min_by_key(|census| (census.year.abs_diff(year), -census.year))
    }
}
