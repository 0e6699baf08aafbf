//! Whether the declared days of a dyad and category fill a period.

use std::collections::BTreeMap;
use std::fmt;

use super::Dyad;
use crate::fold::State;
use crate::when::{Day, Days, Period};

/// How much of a period was searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CoverageLevel {
    /// None of its days.
    None,
    /// Some of its days.
    Partial,
    /// All of its days: an empty cell means that nothing is known to have happened.
    Full,
}

impl fmt::Display for CoverageLevel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            CoverageLevel::None => "none",
            CoverageLevel::Partial => "partial",
            CoverageLevel::Full => "full",
        })
    }
}

/// The declared days of every dyad.
#[derive(Debug, Clone, Default)]
pub struct CoverageIndex {
    /// By dyad without direction: categories (empty for all) and days.
    declared: BTreeMap<Dyad, Vec<(Vec<String>, Days)>>,
}

impl CoverageIndex {
    /// Of a state. An open end reaches to the day on which the dataset last learned something.
    pub fn of(state: &State) -> CoverageIndex {
        let mut index = CoverageIndex::default();
        let now = state.last_recorded.map_or(Day::MAX, |instant| instant.day());
        for coverage in &state.coverage {
            let extent = coverage.extent.extent();
            let days = Days::between(extent.first.unwrap_or(Day::MIN), extent.last.unwrap_or(now).min(now));
            let dyad = Dyad::undirected(&coverage.dyad.0, &coverage.dyad.1);
            index.declared.entry(dyad).or_default().push((coverage.categories.clone(), days));
        }
        index
    }

    /// How much of a period was searched for a dyad and a category (`None`: for all categories at once).
    pub fn level(&self, a: &str, b: &str, category: Option<&str>, period: Period) -> CoverageLevel {
        let Some(declared) = self.declared.get(&Dyad::undirected(a, b)) else { return CoverageLevel::None };
        let fits = |categories: &[String]| {
            categories.is_empty() || category.is_some_and(|c| categories.iter().any(|x| x == c))
        };
        let days = Days::union(declared.iter().filter(|(c, _)| fits(c)).map(|(_, days)| days.clone()));
        let covered = days.intersect(&Days::between(period.first, period.last));
        if covered.is_empty() {
            CoverageLevel::None
        } else if covered == Days::between(period.first, period.last) {
            CoverageLevel::Full
        } else {
            CoverageLevel::Partial
        }
    }
}
