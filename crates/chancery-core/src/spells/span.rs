//! An interval whose ends are each known to lie between two days.

use crate::when::{Day, Days};

/// Stands for "no first day"; no day of the calendar.
pub(super) const EVER: Day = Day(i32::MIN);
/// Stands for "no last day"; no day of the calendar.
pub(super) const NEVER: Day = Day(i32::MAX);

/// A day of which only the earliest and the latest possibility are kept.
///
/// Gaps of a date (`2005-XX-27`) are filled. That takes certainty away and adds possibility, never the other way round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reach {
    pub(super) first: Day,
    pub(super) last: Day,
}

impl Reach {
    /// The outermost days of a set that is not empty.
    pub(super) fn of(days: &Days) -> Reach {
        Reach { first: days.first().unwrap_or(EVER), last: days.last().unwrap_or(NEVER) }
    }

    /// Everything from the one day to the other; a sentinel at an end means that there is none.
    pub(super) fn days(self) -> Days {
        match (self.first == EVER, self.last == NEVER) {
            (true, true) => Days::unknown(),
            (true, false) => Days::up_to(self.last),
            (false, true) => Days::since(self.first),
            (false, false) => Days::between(self.first, self.last),
        }
    }
}

/// From a day of `begin` to a day of `end`, both included, whichever they are; the end is never before the beginning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) begin: Reach,
    pub(super) end: Reach,
}

impl Span {
    /// Whether it meets the days from `first` to `last` wherever its ends are: it begins by the last of them and does not
    /// end before the first.
    pub(super) fn surely_meets(&self, first: Day, last: Day) -> bool {
        self.begin.last <= last && self.end.first >= first
    }

    /// Whether it meets them for some choice of its ends.
    pub(super) fn may_meet(&self, first: Day, last: Day) -> bool {
        self.begin.first <= last && self.end.last >= first
    }

    /// The days that are in it wherever its ends are; `None` where the windows of the ends overlap.
    pub(super) fn sure_days(&self) -> Option<(Day, Day)> {
        (self.begin.last <= self.end.first).then_some((self.begin.last, self.end.first))
    }

    /// The days that are in it for some choice of its ends.
    pub(super) fn possible_days(&self) -> (Day, Day) {
        (self.begin.first, self.end.last)
    }

    /// What of it lies fixed: the days from the latest beginning to the earliest end, or, where that is the wrong way round,
    /// days of which it holds one at least.
    pub(super) fn core(&self) -> (Day, Day) {
        (self.begin.last.min(self.end.first), self.begin.last.max(self.end.first))
    }
}
