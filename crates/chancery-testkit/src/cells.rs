//! A table as the sum of its increments, by the names of its cells.

use std::collections::BTreeMap;

use chancery_core::count::{Increment, Increments};

/// What names a cell.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// `MNG-PRK` or `MNG>PRK`; in mediation with `FACILITATOR/` before it.
    pub dyad: String,
    /// `all`, `201X`, `2013` or `2013-10`.
    pub period: String,
    /// A category or `all`.
    pub category: String,
    /// A form or `all`.
    pub form: String,
}

impl Key {
    /// A key from its four texts.
    pub fn new(dyad: &str, period: &str, category: &str, form: &str) -> Key {
        let [dyad, period, category, form] = [dyad, period, category, form].map(str::to_owned);
        Key { dyad, period, category, form }
    }
}

/// The numbers of a cell; expected in millionths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(missing_docs)]
pub struct Cell {
    pub certain: u64,
    pub possible: u64,
    pub expected: u64,
    pub open: u64,
    pub recurring: u64,
}

impl Cell {
    /// The number of that name.
    pub fn get(&self, name: &str) -> Option<u64> {
        match name {
            "certain" => Some(self.certain),
            "possible" => Some(self.possible),
            "expected" => Some(self.expected),
            "open" => Some(self.open),
            "recurring" => Some(self.recurring),
            _ => None,
        }
    }
}

/// The cells of `contact_frequency`.
pub fn frequency(increments: &Increments) -> BTreeMap<Key, Cell> {
    sum(increments, &increments.cells, |_, dyad| dyad)
}

/// The cells of `mediation`.
pub fn mediation(increments: &Increments) -> BTreeMap<Key, Cell> {
    sum(increments, &increments.mediation, |facilitator, dyad| format!("{facilitator}/{dyad}"))
}

fn sum(all: &Increments, some: &[Increment], name: impl Fn(&str, String) -> String) -> BTreeMap<Key, Cell> {
    let mut cells: BTreeMap<Key, Cell> = BTreeMap::new();
    let label = |number: u32| all.labels[number as usize].as_str();
    for one in some {
        let dyad = name(label(one.facilitator), all.dyads[one.dyad as usize].to_string());
        let key = Key::new(&dyad, &one.period.to_string(), label(one.category), label(one.form));
        let cell = cells.entry(key).or_default();
        cell.certain += u64::from(one.certain);
        cell.possible += u64::from(one.possible);
        cell.expected += u64::from(one.expected);
        cell.open += u64::from(one.open);
        cell.recurring += u64::from(one.recurring);
    }
    cells
}
