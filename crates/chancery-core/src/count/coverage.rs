//! Whether the declared days of a dyad and category fill a period.

use std::collections::BTreeMap;
use std::fmt;

use super::Dyad;
use crate::fold::State;
use crate::terms::Search;
use crate::when::{Day, Days, Period};

/// How much of a period was searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CoverageLevel {
    /// None of its days.
    None,
    /// Some of its days, or what searching turned up was kept.
    Partial,
    /// All of its days, systematically: an empty cell means that nothing is known to have happened.
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
    /// By dyad without direction.
    declared: BTreeMap<Dyad, Vec<Declared>>,
}

#[derive(Debug, Clone)]
struct Declared {
    /// Empty for all.
    categories: Vec<String>,
    days: Days,
    search: Search,
}

impl Declared {
    /// Whether it speaks of a category; of all at once (`None`) only if it names none.
    fn is_about(&self, category: Option<&str>) -> bool {
        self.categories.is_empty() || category.is_some_and(|category| self.categories.iter().any(|c| c == category))
    }
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
            let declared = Declared { categories: coverage.categories.clone(), days, search: coverage.search };
            index.declared.entry(dyad).or_default().push(declared);
        }
        index
    }

    /// How much of a period was searched for a dyad and a category (`None`: for all categories at once).
    ///
    /// Only what was searched systematically fills a period: where what turned up was kept, silence says nothing.
    pub fn level(&self, a: &str, b: &str, category: Option<&str>, period: Period) -> CoverageLevel {
        let Some(declared) = self.declared.get(&Dyad::undirected(a, b)) else { return CoverageLevel::None };
        let whole = Days::between(period.first, period.last);
        let within = |search: Search| {
            let about = declared.iter().filter(|one| one.search == search && one.is_about(category));
            Days::union(about.map(|one| one.days.clone())).intersect(&whole)
        };
        let systematic = within(Search::Systematic);
        if systematic == whole {
            CoverageLevel::Full
        } else if systematic.is_empty() && within(Search::Selective).is_empty() {
            CoverageLevel::None
        } else {
            CoverageLevel::Partial
        }
    }
}
