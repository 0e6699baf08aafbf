//! Sorted rows to months of cells.

use std::collections::BTreeMap;

use super::acts::{Acts, Said};
use super::{Cell, Code, DAYS, Month, merge};
use crate::format::Format;
use crate::names::NONE;
use crate::parse::value::{FIRST_DAY, LAST_DAY, month_of};
use crate::texts::Texts;

/// Takes rows and makes cells of them. It is quick where the rows of a pair stand together by day, as they do in a segment; in any other
/// order it makes the same cells.
#[derive(Debug)]
pub struct Builder {
    root_of: fn(Code) -> Code,
    actors: Texts,
    /// Pieces of each month: cells in the order in which they were met, in pieces that are sorted.
    months: BTreeMap<i32, Month>,
    /// Rows of each day since [`FIRST_DAY`].
    volume: Vec<u64>,
    pair: (u32, u32),
    /// The month of the rows at hand, and its first and last day; as in 201910.
    month: i32,
    first: i32,
    last: i32,
    acts: Acts,
}

/// A row between two different actors, as far as cells tell of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// The bytewise smaller actor, as [`Builder::actor`] numbers it.
    pub a: u32,
    /// The larger.
    pub b: u32,
    /// In days since 1970-01-01.
    pub day: i32,
    /// Whether the larger acts upon the smaller.
    pub is_back: bool,
    /// The code of the event, which its root begins.
    pub code: Code,
    /// In tenths.
    pub score: Option<i32>,
}

impl Builder {
    /// A builder of cells of rows of a format, which says what the root of a code is.
    pub fn of(format: Format) -> Builder {
        Builder {
            root_of: if format == Format::UcdpGed { |code| code } else { Code::root },
            actors: Texts::default(),
            months: BTreeMap::new(),
            volume: Vec::new(),
            pair: (NONE, NONE),
            month: 0,
            first: 0,
            last: 0,
            acts: Acts::default(),
        }
    }

    /// The number of an actor here.
    pub fn actor(&mut self, text: &str) -> u32 {
        self.actors.number(text)
    }

    /// Counts a row of any kind on its day. A day that no reader takes is not counted.
    #[inline]
    pub fn volume(&mut self, day: i32) {
        let place = day.wrapping_sub(FIRST_DAY) as usize;
        if let Some(rows) = self.volume.get_mut(place) {
            *rows += 1;
        } else if (FIRST_DAY..=LAST_DAY).contains(&day) {
            self.volume.resize((LAST_DAY - FIRST_DAY + 1) as usize, 0);
            self.volume(day);
        }
    }

    /// Takes a row of two different actors; its volume is counted apart.
    #[inline]
    pub fn row(&mut self, row: &Row) {
        if (row.a, row.b) != self.pair || row.day < self.first || row.day > self.last {
            self.begin(row);
        }
        self.acts.take(&Said {
            code: row.code,
            is_back: row.is_back,
            score: row.score,
            day: 1 << (row.day - self.first).clamp(0, 31),
        });
    }

    /// The cells of all rows, by month.
    pub fn finish(mut self) -> Vec<Month> {
        self.put();
        let ranks = self.actors.ranks();
        for (day, rows) in (FIRST_DAY..).zip(&self.volume).filter(|(_, rows)| **rows > 0) {
            let (month, first) = month_of(day);
            let month = self.months.entry(month).or_insert_with(|| Month { month, ..Month::default() });
            if let Some(place) = month.volume.get_mut((day - first) as usize) {
                *place += rows;
            }
        }
        self.months.into_values().map(|month| sorted(month, self.actors.all(), &ranks)).collect()
    }

    /// Another pair or another month.
    #[cold]
    fn begin(&mut self, row: &Row) {
        self.put();
        self.pair = (row.a, row.b);
        let (month, first) = month_of(row.day);
        (self.month, self.first) = (month, first);
        // So many days later is the next month, whatever this one's length.
        self.last = month_of(first + DAYS as i32).1 - 1;
    }

    /// Cells of the rows at hand.
    fn put(&mut self) {
        if self.acts.is_empty() {
            return;
        }
        let number = self.month;
        let month = self.months.entry(number).or_insert_with(|| Month { month: number, ..Month::default() });
        self.acts.put(self.pair, self.root_of, month);
    }
}

/// A month whose actors are its own and sorted, and whose cells are sorted and put together.
fn sorted(mut month: Month, actors: &[String], ranks: &[u32]) -> Month {
    let mut used: Vec<u32> = month.cells.iter().flat_map(|cell| [cell.a, cell.b]).collect();
    used.sort_unstable_by_key(|number| ranks[*number as usize]);
    used.dedup();
    let mut places = vec![0; actors.len()];
    for (place, number) in used.iter().enumerate() {
        places[*number as usize] = place as u32;
    }
    month.actors = used.iter().map(|number| actors[*number as usize].clone()).collect();
    for cell in &mut month.cells {
        (cell.a, cell.b) = (places[cell.a as usize], places[cell.b as usize]);
    }
    let key = |cell: &Cell| (cell.a, cell.b, cell.root);
    if month.cells.is_sorted_by(|one, next| key(one) < key(next)) { month } else { merge(&[month]) }
}
