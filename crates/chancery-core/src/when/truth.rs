//! Answers about vague days: yes, no, or not to be told.
//!
//! Every question here is asked of two things whose days are known only as sets, each taken to be independent of the
//! other. An answer is given only if it is the same whichever days are the right ones; no answer is a probability.

use super::{
    Day, Days,
    days::{FUTURE, PAST},
};
use std::{fmt, ops::Not};

/// What can be told. Ordered `No < Unknown < Yes`, so that the smaller of two is their "and" and the larger their "or"
/// (Kleene's strong logic of three values).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Truth {
    /// It is so on none of the days that are possible.
    No,
    /// It is so on some of the days that are possible and not on others.
    Unknown,
    /// It is so on all of the days that are possible.
    Yes,
}

impl Truth {
    /// The answer to something that holds for all the possible days if `always`, and for some if `ever`.
    pub(super) fn of(always: bool, ever: bool) -> Truth {
        match (always, ever) {
            (true, _) => Truth::Yes,
            (false, true) => Truth::Unknown,
            (false, false) => Truth::No,
        }
    }

    /// `no`, `unknown` or `yes`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Truth::No => "no",
            Truth::Unknown => "unknown",
            Truth::Yes => "yes",
        }
    }
}

impl fmt::Display for Truth {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.as_str())
    }
}

impl Not for Truth {
    type Output = Truth;

    fn not(self) -> Truth {
        match self {
            Truth::No => Truth::Yes,
            Truth::Unknown => Truth::Unknown,
            Truth::Yes => Truth::No,
        }
    }
}

/// The order of single days, each known as a set. Of an empty set nothing can be told.
impl Days {
    /// Whether the day of this set is earlier than the day of the other. Two things on one day are not one before the
    /// other: hours are not kept.
    pub fn before(&self, other: &Days) -> Truth {
        match (self.reach(), other.reach()) {
            (Some(own), Some(others)) => earlier(own, others),
            _ => Truth::Unknown,
        }
    }

    /// Whether both are one and the same day.
    pub fn same_day(&self, other: &Days) -> Truth {
        let (Some(own), Some(others)) = (self.reach(), other.reach()) else { return Truth::Unknown };
        Truth::of(own == others && own.0 == own.1, !self.intersect(other).is_empty())
    }

    /// Whether the day lies from `first` to `last`, ends included. A set without a first or last day is never certain to.
    pub fn within(&self, first: Day, last: Day) -> Truth {
        if self.is_empty() {
            return Truth::Unknown;
        }
        Truth::of(self.is_inside(first, last), self.meets(first, last))
    }

    /// The outermost days, `PAST` and `FUTURE` where there is none; nothing of the empty set.
    pub(super) fn reach(&self) -> Option<(Day, Day)> {
        let ends = (self.first().unwrap_or(PAST), self.last().unwrap_or(FUTURE));
        (!self.is_empty()).then_some(ends)
    }
}

/// Whether a day from the one pair of ends is earlier than a day from the other.
pub(super) fn earlier(own: (Day, Day), others: (Day, Day)) -> Truth {
    Truth::of(own.1 < others.0, own.0 < others.1)
}
