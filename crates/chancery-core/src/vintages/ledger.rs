//! The table as it stands, and which of its cells were touched since it was last asked.
//!
//! What counts once often counts in a hundred months under a dozen keys. So a key of dyad, category and form is looked up once,
//! and its periods lie side by side.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::{CellNumber, Change, Sums};
use crate::count::Increment;
use crate::count::names::Names;
use crate::when::Period;

/// Every cell that ever held anything.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    /// Dyads and labels by number.
    pub(super) names: Names,
    /// The place of each key's series.
    places: HashMap<Key, u32, BuildHasherDefault<Mixer>>,
    series: Vec<Series>,
    slots: Vec<Slot>,
    /// Slots touched in this turn, with what they were at its start.
    touched: Vec<(u32, Option<Small>)>,
    /// Turns are numbered from 1.
    turns: u32,
}

/// Dyad, category and form.
type Key = (u32, u32, u32);

/// The cells of one key.
#[derive(Debug)]
struct Series {
    key: Key,
    /// Sorted, each with its slot.
    periods: Vec<(Period, u32)>,
}

/// One cell. There are millions, and each is met where the memory is slow.
#[derive(Debug)]
struct Slot {
    sums: Small,
    /// How many increments it is the sum of; without any there is no such cell.
    increments: i32,
    /// One more than the turn in which it was touched last.
    touched: u32,
    series: u32,
    period: Period,
}

/// [`Sums`] in fewer bytes: a journal has fewer contacts than these can count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Small {
    expected: i64,
    certain: i32,
    possible: i32,
    open: i32,
    recurring: i32,
}

impl Small {
    fn wide(self) -> Sums {
        let Small { expected, certain, possible, open, recurring } = self;
        let [certain, possible, open, recurring] = [certain, possible, open, recurring].map(i64::from);
        Sums { certain, possible, expected, open, recurring }
    }
}

impl Slot {
    fn now(&self) -> Option<Small> {
        (self.increments > 0).then_some(self.sums)
    }
}

/// Whether increments come or go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    Add,
    Take,
}

impl Ledger {
    /// Adds increments to the cells of a key, or takes some that were added before: one of each period at most, quick
    /// where they are in order. Their own keys are not looked at.
    pub(super) fn post(&mut self, key: (u32, u32, u32), increments: &[Increment], sign: Sign) {
        let next = self.series.len() as u32;
        let place = *self.places.entry(key).or_insert(next);
        if place == next {
            self.series.push(Series { key, periods: Vec::new() });
        }
        let known = self.series[place as usize].periods.len();
        let mut at = 0;
        for one in increments {
            let periods = &mut self.series[place as usize].periods;
            if periods.get(at).is_none_or(|(period, _)| *period != one.period) || at >= known {
                match periods[..known].binary_search_by_key(&one.period, |(period, _)| *period) {
                    Ok(found) => at = found,
                    Err(_) => {
                        at = known;
                        let slot = self.slots.len() as u32;
                        periods.push((one.period, slot));
                        let (period, sums) = (one.period, Small::default());
                        self.slots.push(Slot { series: place, period, sums, increments: 0, touched: 0 });
                        self.add(slot, one, sign);
                        continue;
                    }
                }
            }
            let slot = periods[at].1;
            at += 1;
            self.add(slot, one, sign);
        }
        // Two sorted runs, which the sort only merges.
        let periods = &mut self.series[place as usize].periods;
        if periods.len() > known {
            periods.sort_by_key(|(period, _)| *period);
        }
    }

    fn add(&mut self, place: u32, one: &Increment, sign: Sign) {
        self.touch(place);
        let slot = &mut self.slots[place as usize];
        let times = if sign == Sign::Add { 1 } else { -1 };
        slot.increments += times;
        slot.sums.certain += times * i32::from(one.certain);
        slot.sums.possible += times * i32::from(one.possible);
        slot.sums.expected += i64::from(times) * i64::from(one.expected);
        slot.sums.open += times * i32::from(one.open);
        slot.sums.recurring += times * i32::from(one.recurring);
    }

    fn touch(&mut self, place: u32) {
        let slot = &mut self.slots[place as usize];
        if slot.touched != self.turns + 1 {
            slot.touched = self.turns + 1;
            self.touched.push((place, slot.now()));
        }
    }

    /// Takes everything away.
    pub(super) fn empty(&mut self) {
        for place in 0..self.slots.len() as u32 {
            self.touch(place);
            let slot = &mut self.slots[place as usize];
            (slot.sums, slot.increments) = (Small::default(), 0);
        }
    }

    /// Ends a turn: the cells that are not what they were at the end of the last one.
    pub(super) fn turn(&mut self) -> Vec<Change> {
        self.turns += 1;
        let mut changes = Vec::with_capacity(self.touched.len());
        for (place, before) in self.touched.drain(..) {
            let slot = &self.slots[place as usize];
            let after = slot.now();
            if before != after {
                let cell = cell(self.series[slot.series as usize].key, slot.period);
                changes.push(Change { cell, before: before.map(Small::wide), after: after.map(Small::wide) });
            }
        }
        changes
    }

    pub(super) fn figures(&self, cell: CellNumber) -> Option<Sums> {
        let place = self.places.get(&(cell.dyad, cell.category, cell.form))?;
        let periods = &self.series[*place as usize].periods;
        let at = periods.binary_search_by_key(&cell.period, |(period, _)| *period).ok()?;
        self.slots[periods[at].1 as usize].now().map(Small::wide)
    }

    pub(super) fn cells(&self) -> Vec<(CellNumber, Sums)> {
        let mut series: Vec<&Series> = self.series.iter().collect();
        series.sort_unstable_by_key(|series| series.key);
        let of_series = |series: &'_ Series| -> Vec<(CellNumber, Sums)> {
            let slots = series.periods.iter().map(|(_, slot)| &self.slots[*slot as usize]);
            slots.filter_map(|slot| Some((cell(series.key, slot.period), slot.now()?.wide()))).collect()
        };
        series.into_iter().flat_map(of_series).collect()
    }
}

fn cell((dyad, category, form): Key, period: Period) -> CellNumber {
    CellNumber { dyad, category, form, period }
}

/// A hash of a few small numbers: each is mixed in by a multiplication, as in Fibonacci hashing (Knuth, The Art of Computer
/// Programming 3, section 6.4). Keys come from our own counting, so nobody chooses keys that collide.
#[derive(Debug, Default)]
struct Mixer(u64);

impl Mixer {
    fn mix(&mut self, number: u64) {
        self.0 = (self.0.rotate_left(5) ^ number).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

impl Hasher for Mixer {
    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.mix(u64::from(*byte)));
    }

    fn write_u32(&mut self, number: u32) {
        self.mix(u64::from(number));
    }

    fn finish(&self) -> u64 {
        // The upper bits are the well mixed ones, and a table looks at both ends.
        self.0 ^ (self.0 >> 32)
    }
}
