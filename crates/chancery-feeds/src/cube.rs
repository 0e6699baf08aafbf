//! Cubes: what the rows of a feed add up to by month, pair and root code, packed, so that a question about a hundred million rows reads
//! some ten million cells.
//!
//! A cell holds what can be put together with the same cell of other rows: sums, and the days on which there was anything as bits, so that
//! what is counted once a day is counted once however many files tell of it. Putting together is exact and knows no order; taking
//! out is not possible, so whoever wants fewer rows puts the others together again.
//!
//! A month is the unit: its bytes depend on its rows alone, never on which files they came in. docs/FORMAT.md has the bytes.

mod acts;
mod block;
mod build;
mod bytes;
mod codes;
mod days;
mod file;
mod merge;
mod section;

use std::fmt;

pub use block::Block;
pub use build::{Builder, Row};
pub use bytes::Damaged;
pub use file::{CubeError, Place, Reader, Writer};
pub use merge::merge;
pub use section::{Head, Packed, Place as BlockPlace, within};

/// The most days that a month has.
pub const DAYS: usize = 31;

/// The code of an event or a root: a text of at most four bytes, the first of them highest, so that codes sort as their texts do.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(pub u32);

impl Code {
    /// The code of a text; `None` for one of more than four bytes, or with a byte of zero.
    #[inline]
    pub fn of(text: &str) -> Option<Code> {
        if text.len() > 4 || text.as_bytes().contains(&0) {
            return None;
        }
        let mut bytes = [0; 4];
        bytes.iter_mut().zip(text.bytes()).for_each(|(to, from)| *to = from);
        Some(Code(u32::from_be_bytes(bytes)))
    }

    /// The root of a code of CAMEO: its first two characters.
    #[inline]
    fn root(self) -> Code {
        Code(self.0 & 0xffff_0000)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = self.0.to_be_bytes();
        let end = bytes.iter().position(|byte| *byte == 0).unwrap_or(bytes.len());
        formatter.write_str(&String::from_utf8_lossy(&bytes[..end]))
    }
}

/// The rows of one pair of different actors with one root code in one month.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Cell {
    /// The bytewise smaller actor, as a place in the month's actors.
    pub a: u32,
    /// The larger one.
    pub b: u32,
    /// The root code.
    pub root: Code,
    /// How many rows.
    pub rows: u64,
    /// How many of them have no score.
    pub unscored: u64,
    /// The sum of the scores of the others, in tenths.
    pub score: i64,
    /// The days with rows: bit 0 is the first of the month.
    pub days: u32,
    /// How many of the month's acts are this cell's.
    pub acts: u32,
}

/// What the rows of a cell say in one direction with one code.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Act {
    /// The code of the event.
    pub code: Code,
    /// Whether the larger actor acts upon the smaller.
    pub is_back: bool,
    /// The days with such rows, as in a cell.
    pub days: u32,
}

/// All that a cube says of one month.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Month {
    /// Year and month, as in 201910.
    pub month: i32,
    /// How many rows there are on each day, with a pair or without.
    pub volume: [u64; DAYS],
    /// The actors of the cells, sorted bytewise; none that no cell names.
    pub actors: Vec<String>,
    /// Sorted by smaller actor, larger actor and root.
    pub cells: Vec<Cell>,
    /// The acts of the cells, one cell's after another's, each sorted by code and direction.
    pub acts: Vec<Act>,
}
