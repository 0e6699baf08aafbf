//! What a text says, as a tree: before years are filled in, days are reckoned, and readings told apart.

use super::names::Length;

/// One or several dates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Joined {
    /// Each of them is a date of its own: `March and December 2012`.
    Each(Vec<Item>),
    /// One of them is the date: `2012 or 2013`.
    One(Vec<Item>),
}

/// A date, or a stretch between two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Item {
    /// A day, month, year, decade, ….
    Unit(Unit),
    /// From one to another.
    Range { from: Unit, to: Unit, sort: Sort },
    /// To one side of a date.
    Open { unit: Unit, side: Side },
    /// The past twenty years.
    Running { count: i32, length: Length, past: bool, sort: Sort, or_calendar: bool },
}

/// What a stretch of time says of the thing that it dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// It lasted all the while: `from 1973 to 1989`.
    Lasted,
    /// It was once, on a day of it: `in the past two weeks`.
    Once,
    /// Either may be meant: `between 1973 and 1989`.
    Either,
}

/// On which side of a date something lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// `since 2004`: it began then and goes on.
    Since,
    /// `until 1999`: it ended then.
    Until,
    /// `before 1999`: once, earlier.
    Before,
    /// `after 2001`: once, later.
    After,
    /// `by August 2004`: once, not later.
    By,
    /// `no earlier than 2004`: once, not earlier.
    NotBefore,
}

/// A date with what is said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unit {
    pub(super) base: Base,
    pub(super) part: Option<Part>,
    pub(super) doubt: Doubt,
    /// The byte at which it begins, for errors.
    pub(super) at: usize,
}

/// Marks that move no day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Doubt {
    pub(super) approximate: bool,
    pub(super) uncertain: bool,
}

/// Some of the equal parts of a unit: `early` is the first of three, which nobody measures; `first half` one of two; `mid to
/// late` the last two of three.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Part {
    /// The first of them, from 0.
    pub(super) index: i32,
    /// The last of them.
    pub(super) to: i32,
    /// How many make the unit.
    pub(super) of: i32,
}

impl Part {
    /// One part.
    pub(super) fn one(index: i32, of: i32) -> Part {
        Part { index, to: index, of }
    }

    /// Whether its edges are nobody's to say.
    pub(super) fn is_third(self) -> bool {
        self.of == 3
    }
}

/// What a date names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Base {
    /// A year or a month, season or day of it.
    Civil { year: Year, field: Field, weekday: Option<i32> },
    /// A number that waits for its month, or for the first digits of its year; and how many digits it has.
    Number { value: u8, digits: usize },
    /// Numbers alone: which is the day and which the month is open.
    Choice { days: Vec<(Year, u8, u8)>, weekday: Option<i32> },
    /// The decade that begins with that year; `190X` and `19XX` are both called the 1900s.
    Decade(Year),
    /// The hundred years from that one on.
    Century(i16),
    /// Reckoned from the anchor.
    Relative(Relative),
}

/// What is known of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Year {
    Given(i16),
    /// Its last two digits.
    Short(u8),
    /// So many years after the anchor's.
    Away(i16),
    /// This, the last or the next that has the month, season or day.
    Which(Which),
    Missing,
}

/// What of a year is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    /// All of it.
    Whole,
    Month(u8),
    Day {
        month: Option<u8>,
        day: u8,
    },
    /// A season by EDTF's code. Winter belongs to the year in which it begins; `is_sure` if that is said.
    Season {
        code: u8,
        is_sure: bool,
    },
}

/// This one, the last or the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    /// The last or the next, as it may be.
    Any,
    This,
    Last,
    Next,
}

/// What is reckoned from the anchor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Relative {
    /// So many days after the anchor.
    Days(i32),
    /// That day of the week, Monday 0.
    Weekday(i32, Which),
    /// The calendar's week, month, … so many after the anchor's.
    Calendar(Length, i32),
    /// So many lengths after the anchor, give or take half of one.
    Away(Length, i32),
    /// The part of the anchor's week, month, … that is over, or is left.
    Rest(Length, Which),
}
