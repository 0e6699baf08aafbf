//! The one shape of row that every feed is read into: columns of equal length. What a format does not tell is null; nothing is worked
//! out that the feed does not say, but for the sorted pair of the two sides.

use crate::names::{Interner, NONE, Names};

/// No value in a column of `i8`.
pub const NULL_I8: i8 = i8::MIN;
/// No value in a column of `i32`.
pub const NULL_I32: i32 = i32::MIN;
/// No value in a column of `i64`.
pub const NULL_I64: i64 = i64::MIN;

/// Rows of a feed as columns, all of the same length. Columns of texts hold indices into `names`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rows {
    /// The feed's own number of the row.
    pub row: Vec<i64>,
    /// The first day, in days since 1970-01-01.
    pub day: Vec<i32>,
    /// The last day; another than the first in UCDP alone.
    pub last_day: Vec<i32>,
    /// UCDP's precision of the date, 1 (the day) to 5 (the year or more), or [`NULL_I8`].
    pub precision: Vec<i8>,
    /// The day on which the feed took the row in, or [`NULL_I32`].
    pub added: Vec<i32>,
    /// Who acts, as the feed writes it, or [`NONE`].
    pub source: Vec<u32>,
    /// Upon whom, as the feed writes it, or [`NONE`].
    pub target: Vec<u32>,
    /// The bytewise smaller of source and target; [`NONE`] unless both are there.
    pub actor_a: Vec<u32>,
    /// The larger of the two, which may be the same: a contact within a country.
    pub actor_b: Vec<u32>,
    /// The code of the event, as text with its zeros.
    pub code: Vec<u32>,
    /// The code of its root, as text with its zeros.
    pub root: Vec<u32>,
    /// Conflict or cooperation in tenths (Goldstein, intensity), or [`NULL_I32`].
    pub score: Vec<i32>,
    /// How often the event is mentioned, or by how many sources; or [`NULL_I32`].
    pub mentions: Vec<i32>,
    /// ICEWS's number of the story, or [`NULL_I64`].
    pub story: Vec<i64>,
    /// Whether the event was found in the lead of its text, 0 or 1, or [`NULL_I8`].
    pub is_root: Vec<i8>,
    /// The country where it happened, as the feed writes it, or [`NONE`].
    pub place: Vec<u32>,
    /// The feed's own precision of the place, or [`NULL_I8`].
    pub place_precision: Vec<i8>,
    /// UCDP's low estimate of deaths, or [`NULL_I32`].
    pub low: Vec<i32>,
    /// UCDP's best estimate of deaths, or [`NULL_I32`].
    pub best: Vec<i32>,
    /// UCDP's high estimate of deaths, or [`NULL_I32`].
    pub high: Vec<i32>,
    /// The texts that the indices name.
    pub names: Names,
}

impl Rows {
    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.row.len()
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.row.is_empty()
    }

    /// Room for that many rows.
    pub(crate) fn with_capacity(rows: usize) -> Rows {
        Rows {
            row: Vec::with_capacity(rows),
            day: Vec::with_capacity(rows),
            last_day: Vec::with_capacity(rows),
            precision: Vec::with_capacity(rows),
            added: Vec::with_capacity(rows),
            source: Vec::with_capacity(rows),
            target: Vec::with_capacity(rows),
            actor_a: Vec::with_capacity(rows),
            actor_b: Vec::with_capacity(rows),
            code: Vec::with_capacity(rows),
            root: Vec::with_capacity(rows),
            score: Vec::with_capacity(rows),
            mentions: Vec::with_capacity(rows),
            story: Vec::with_capacity(rows),
            is_root: Vec::with_capacity(rows),
            place: Vec::with_capacity(rows),
            place_precision: Vec::with_capacity(rows),
            low: Vec::with_capacity(rows),
            best: Vec::with_capacity(rows),
            high: Vec::with_capacity(rows),
            names: Names::default(),
        }
    }

    /// Fills what the format never tells, so that all columns are of one length, and takes the texts.
    pub(crate) fn finish(&mut self, interner: Interner) {
        let rows = self.row.len();
        if self.last_day.is_empty() {
            self.last_day.extend_from_slice(&self.day);
        }
        for column in [&mut self.precision, &mut self.is_root, &mut self.place_precision] {
            column.resize(rows, NULL_I8);
        }
        let numbers = [&mut self.added, &mut self.score, &mut self.mentions, &mut self.low, &mut self.best];
        for column in numbers.into_iter().chain([&mut self.high]) {
            column.resize(rows, NULL_I32);
        }
        self.story.resize(rows, NULL_I64);
        self.names = interner.finish();
    }

    /// The two sides, as they are written and as a sorted pair.
    #[inline]
    pub(crate) fn push_sides(&mut self, source: u32, target: u32, interner: &Interner) {
        let (a, b) = if source == NONE || target == NONE {
            (NONE, NONE)
        } else if source != target && interner.text(target) < interner.text(source) {
            (target, source)
        } else {
            (source, target)
        };
        self.source.push(source);
        self.target.push(target);
        self.actor_a.push(a);
        self.actor_b.push(b);
    }
}

/// A stretch of the file, read: batches come in file order and depend on the size of a block, never on threads.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Batch {
    /// What was read.
    pub rows: Rows,
    /// What was not, in file order.
    pub rejected: Vec<Rejected>,
    /// The number of the batch's first line in the file, from 1; a heading counts as a line.
    pub first_line: u64,
}

/// A line that is no row, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejected {
    /// The number of the line in the file, from 1; of a record over several lines, the first.
    pub line: u64,
    /// What kind of reason: one of [`crate::REASONS`].
    pub code: &'static str,
    /// The reason, with the name of the column. It may quote the file: whoever shows it makes it safe.
    pub reason: String,
    /// The beginning of the line, untouched, at most [`crate::TEXT`] bytes.
    pub text: Vec<u8>,
}
