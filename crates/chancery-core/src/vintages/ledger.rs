//! The table as it stands, and which of its cells were touched since it was last asked.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::{Cell, Change, Figures};
use crate::count::Increment;
use crate::count::names::Names;

/// Every cell that ever held anything.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    /// Dyads and labels by number.
    pub(super) names: Names,
    places: HashMap<Cell, u32, BuildHasherDefault<Mixer>>,
    slots: Vec<Slot>,
    /// Places of cells touched in this turn.
    touched: Vec<u32>,
}

#[derive(Debug)]
struct Slot {
    cell: Cell,
    figures: Figures,
    /// How many increments it is the sum of; without any there is no such cell.
    increments: i64,
    /// What it was at the end of the last turn, if it was touched in this one.
    before: Option<Option<Figures>>,
}

impl Slot {
    fn now(&self) -> Option<Figures> {
        (self.increments > 0).then_some(self.figures)
    }
}

/// Whether an increment comes or goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    Add,
    Take,
}

impl Ledger {
    /// Adds an increment to its cell, or takes one that was added before.
    pub(super) fn post(&mut self, one: &Increment, sign: Sign) {
        let cell = Cell { dyad: one.dyad, category: one.category, form: one.form, period: one.period };
        let next = self.slots.len() as u32;
        let place = *self.places.entry(cell).or_insert(next);
        if place == next {
            self.slots.push(Slot { cell, figures: Figures::default(), increments: 0, before: None });
        }
        let slot = &mut self.slots[place as usize];
        if slot.before.is_none() {
            slot.before = Some(slot.now());
            self.touched.push(place);
        }
        let times = if sign == Sign::Add { 1 } else { -1 };
        slot.increments += times;
        slot.figures.certain += times * i64::from(one.certain);
        slot.figures.possible += times * i64::from(one.possible);
        slot.figures.expected += times * i64::from(one.expected);
        slot.figures.open += times * i64::from(one.open);
        slot.figures.recurring += times * i64::from(one.recurring);
    }

    /// Takes everything away.
    pub(super) fn empty(&mut self) {
        for (place, slot) in (0..).zip(&mut self.slots) {
            if slot.before.is_none() {
                slot.before = Some(slot.now());
                self.touched.push(place);
            }
            (slot.figures, slot.increments) = (Figures::default(), 0);
        }
    }

    /// Ends a turn: the cells that are not what they were at the end of the last one, sorted.
    pub(super) fn turn(&mut self) -> Vec<Change> {
        let mut changes = Vec::new();
        for place in self.touched.drain(..) {
            let slot = &mut self.slots[place as usize];
            let (before, after) = (slot.before.take().flatten(), slot.now());
            if before != after {
                changes.push(Change { cell: slot.cell, before, after });
            }
        }
        changes.sort_unstable_by_key(|change| change.cell);
        changes
    }

    pub(super) fn figures(&self, cell: Cell) -> Option<Figures> {
        self.places.get(&cell).and_then(|place| self.slots[*place as usize].now())
    }

    pub(super) fn cells(&self) -> Vec<(Cell, Figures)> {
        let mut cells: Vec<_> = self.slots.iter().filter_map(|slot| Some((slot.cell, slot.now()?))).collect();
        cells.sort_unstable_by_key(|(cell, _)| *cell);
        cells
    }
}

/// A hash of a few small numbers: each is mixed in by a multiplication, as in Fibonacci hashing (Knuth, The Art of Computer
/// Programming 3, section 6.4). Cells come from our own counting, so nobody chooses keys that collide.
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

    fn write_i32(&mut self, number: i32) {
        self.mix(u64::from(number.cast_unsigned()));
    }

    fn write_isize(&mut self, number: isize) {
        self.mix(number.cast_unsigned() as u64);
    }

    fn finish(&self) -> u64 {
        // The upper bits are the well mixed ones, and a table looks at both ends.
        self.0 ^ (self.0 >> 32)
    }
}
