//! The figures of every cell of `contact_frequency`, summed plainly: for comparing two moments, not for printing tables.

use std::collections::BTreeMap;

use super::{ALL, Counted, CoverageIndex, CoverageLevel, Dyad, Increment, reading};
use crate::event::Entry;
use crate::fold::State;
use crate::vocabulary::{Rule, Vocabulary};
use crate::when::Period;

/// The key of a cell. Of category and form at most one is not `all`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cell {
    /// The two actors.
    pub dyad: Dyad,
    /// The period.
    pub period: Period,
    /// Code of a category, or `all`.
    pub category: String,
    /// Code of a form, or `all`.
    pub form: String,
}

/// What a cell says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figures {
    /// How many certainly began in the period.
    pub certain: i64,
    /// How many may have.
    pub possible: i64,
    /// The expected number, in millionths.
    pub expected: i64,
    /// How many are possible only because they have no first day or are contested.
    pub open: i64,
    /// How many recurrences meet the period.
    pub recurring: i64,
    /// How much of it was searched.
    pub coverage: CoverageLevel,
}

impl Figures {
    /// A cell of which nothing is known.
    pub const NONE: Figures =
        Figures { certain: 0, possible: 0, expected: 0, open: 0, recurring: 0, coverage: CoverageLevel::None };

    fn add(&mut self, one: &Increment) {
        self.certain += i64::from(one.certain);
        self.possible += i64::from(one.possible);
        self.expected += i64::from(one.expected);
        self.open += i64::from(one.open);
        self.recurring += i64::from(one.recurring);
    }
}

impl Cell {
    fn coverage(&self, searched: &CoverageIndex) -> CoverageLevel {
        let category = Some(self.category.as_str()).filter(|category| *category != ALL);
        searched.level(&self.dyad.a, &self.dyad.b, category, self.period)
    }
}

/// The figures of every cell that a rule finds in a state, which was folded from `entries`.
pub fn figures(state: &State, entries: &[Entry], vocabulary: &Vocabulary, rule: &Rule) -> BTreeMap<Cell, Figures> {
    /// About so many increments are held at a time.
    const BATCH: usize = 1 << 16;
    let state = reading(state, entries, rule);
    let counted = Counted::of(&state, vocabulary, rule);
    let searched = CoverageIndex::of(&state);
    let mut cells: BTreeMap<(u32, Period, u32, u32), Figures> = BTreeMap::new();
    for one in counted.batches(BATCH).flatten() {
        cells.entry((one.dyad, one.period, one.category, one.form)).or_insert(Figures::NONE).add(&one);
    }
    let named = cells.into_iter().map(|((dyad, period, category, form), sum)| {
        let label = |number: u32| counted.labels[number as usize].clone();
        let dyad = counted.dyads[dyad as usize].clone();
        let cell = Cell { dyad, period, category: label(category), form: label(form) };
        let coverage = cell.coverage(&searched);
        (cell, Figures { coverage, ..sum })
    });
    named.collect()
}

/// The figures of one cell; [`Figures::NONE`] where it does not stand in the table.
pub fn figure(state: &State, entries: &[Entry], vocabulary: &Vocabulary, rule: &Rule, cell: &Cell) -> Figures {
    let state = reading(state, entries, rule);
    let counted = Counted::of(&state, vocabulary, rule);
    let mut own = counted.of_key(&cell.dyad, &cell.category, &cell.form);
    own.retain(|one| one.period == cell.period);
    if own.is_empty() {
        return Figures::NONE;
    }
    let mut sum = Figures { coverage: cell.coverage(&CoverageIndex::of(&state)), ..Figures::NONE };
    own.iter().for_each(|one| sum.add(one));
    sum
}
