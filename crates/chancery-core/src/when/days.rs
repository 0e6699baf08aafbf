//! A set of days as ranges, possibly without a first or a last day.
//!
//! The set is what an onset is: the days on which something may have begun. It is never walked day by day, so ten
//! thousand years cost as much as one day.

use super::{Day, notation};
use std::fmt;

/// Stands for "no first day" at the start of the first range; no day of the calendar.
pub(super) const PAST: Day = Day(i32::MIN);
/// Stands for "no last day" at the end of the last range; no day of the calendar.
pub(super) const FUTURE: Day = Day(i32::MAX);

/// What one contact weighs, in millionths.
const ONE: u64 = 1_000_000;

/// A set of days: sorted inclusive ranges that neither overlap nor touch, so that equal sets compare equal.
///
/// Days outside [`Day::MIN`] to [`Day::MAX`] are in no set.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Days {
    /// Only the first range may start at `PAST`, only the last may end at `FUTURE`.
    ranges: Vec<(Day, Day)>,
}

impl Days {
    /// The days from `first` to `last`, ends included; empty if `first` is later.
    pub fn between(first: Day, last: Day) -> Days {
        Days::from_ranges([(first, last)])
    }

    /// Every day: no first day and no last day known. What an absent date says.
    pub fn unknown() -> Days {
        Days { ranges: vec![(PAST, FUTURE)] }
    }

    /// `last` and every day before it, with no first day.
    pub fn up_to(last: Day) -> Days {
        Days { ranges: vec![(PAST, last.clamp(Day::MIN, Day::MAX))] }
    }

    /// `first` and every day after it, with no last day.
    pub fn since(first: Day) -> Days {
        Days { ranges: vec![(first.clamp(Day::MIN, Day::MAX), FUTURE)] }
    }

    /// The union of inclusive ranges in any order; those whose first day is after their last add nothing.
    pub fn from_ranges(ranges: impl IntoIterator<Item = (Day, Day)>) -> Days {
        let inside = ranges.into_iter().map(|(first, last)| (first.max(Day::MIN), last.min(Day::MAX)));
        Days::merged(inside.collect())
    }

    /// The days that are in any of the sets.
    pub fn union(sets: impl IntoIterator<Item = Days>) -> Days {
        Days::merged(sets.into_iter().flat_map(|set| set.ranges).collect())
    }

    fn merged(mut ranges: Vec<(Day, Day)>) -> Days {
        ranges.retain(|(first, last)| first <= last);
        ranges.sort_unstable();
        let mut merged: Vec<(Day, Day)> = Vec::with_capacity(ranges.len());
        for (first, last) in ranges {
            match merged.last_mut() {
                Some(open) if first.0 <= open.1.0.saturating_add(1) => open.1 = open.1.max(last),
                _ => merged.push((first, last)),
            }
        }
        Days { ranges: merged }
    }

    /// Whether no day is in it.
    pub fn is_empty(&self) -> bool {
        self.ranges.is_empty()
    }

    /// Whether it has a first and a last day. The empty set has neither.
    pub fn is_bounded(&self) -> bool {
        self.first().is_some() && self.last().is_some()
    }

    /// Whether it reaches back without limit. The empty set does not.
    pub fn has_no_first_day(&self) -> bool {
        self.ranges.first().is_some_and(|range| range.0 == PAST)
    }

    /// The first day, if there is one.
    pub fn first(&self) -> Option<Day> {
        self.ranges.first().and_then(|range| a_day(range.0))
    }

    /// The last day, if there is one.
    pub fn last(&self) -> Option<Day> {
        self.ranges.last().and_then(|range| a_day(range.1))
    }

    /// The ranges in order, ends included. `None` as a first day means no first day (only in the first range),
    /// `None` as a last day no last day (only in the last).
    pub fn ranges(&self) -> impl ExactSizeIterator<Item = (Option<Day>, Option<Day>)> + '_ {
        self.ranges.iter().map(|(first, last)| (a_day(*first), a_day(*last)))
    }

    /// How many days are in it; `None` if it has days but no first or no last day.
    pub fn count(&self) -> Option<u64> {
        if self.is_empty() {
            return Some(0);
        }
        self.is_bounded().then(|| self.ranges.iter().map(|(first, last)| length(*first, *last)).sum())
    }

    /// How many of its days are strictly before `day`; 0 unless it is bounded.
    pub fn count_before(&self, day: Day) -> u64 {
        if !self.is_bounded() {
            return 0;
        }
        let yesterday = Day(day.0.saturating_sub(1));
        let earlier = self.ranges.iter().take_while(|range| range.0 < day);
        earlier.map(|(first, last)| length(*first, (*last).min(yesterday))).sum()
    }

    /// The days that are in both sets.
    pub fn intersect(&self, other: &Days) -> Days {
        let (mut left, mut right) = (self.ranges.iter().peekable(), other.ranges.iter().peekable());
        let mut both = Vec::new();
        while let (Some(a), Some(b)) = (left.peek(), right.peek()) {
            let (first, last) = (a.0.max(b.0), a.1.min(b.1));
            if first <= last {
                both.push((first, last));
            }
            // The range that ends first can meet nothing further.
            if a.1 <= b.1 {
                left.next()
            } else {
                right.next()
            };
        }
        Days { ranges: both }
    }

    /// Without the days after `day`. No day is after [`Day::MAX`], so with that one nothing leaves, and a set
    /// without a last day still has none.
    pub fn trimmed_after(&self, day: Day) -> Days {
        if day >= Day::MAX {
            return self.clone();
        }
        self.intersect(&Days::up_to(day))
    }

    /// Whether it is bounded and every day of it lies from `first` to `last`.
    pub fn is_inside(&self, first: Day, last: Day) -> bool {
        matches!((self.first(), self.last()), (Some(from), Some(to)) if first <= from && to <= last)
    }

    /// Whether any day of it lies from `first` to `last`.
    pub fn meets(&self, first: Day, last: Day) -> bool {
        first <= last && self.ranges.iter().any(|range| range.0 <= last && range.1 >= first)
    }

    /// The share of one contact, in millionths, that falls on the days from `first` to `last`, if each day of the
    /// set is as likely as any other; 0 unless the set is bounded.
    ///
    /// This is aoristic analysis: an event known only to lie within a window is spread evenly over the window, and
    /// each bin gets the part it covers. Ratcliffe and McCullagh proposed it for burglaries found after a holiday
    /// ("Aoristic crime analysis", International Journal of Geographical Information Science 12, 1998, 751-764);
    /// archaeologists use it for finds dated to a span (the R package archSeries). Two things differ here: the
    /// window may have gaps, and the share is a difference of floors of a running total,
    /// `floor(10^6 c(last + 1) / n) - floor(10^6 c(first) / n)` with `n` days in all and `c(d)` of them before `d`.
    /// The floors cancel between neighbours, so the shares of any periods that together cover the set without
    /// overlap add up to exactly 1,000,000, which shares rounded one by one would not.
    pub fn expected(&self, first: Day, last: Day) -> u32 {
        let days = match self.count() {
            Some(days) if days > 0 && first <= last => days,
            _ => return 0,
        };
        let share_before = |day: Day| ONE * self.count_before(day) / days;
        let share = share_before(Day(last.0.saturating_add(1))).saturating_sub(share_before(first));
        u32::try_from(share).unwrap_or_default()
    }

    /// A canonical EDTF text for exactly this set, read as an onset.
    ///
    /// One day, whole month or whole year is itself (`2013-10-30`, `2013-10`, `2013`), a whole decade, century or
    /// millennium from year 0 on is a mask (`201X`, `20XX`), anything else a one-of set (`[2012..2014]`,
    /// `[2005-01-27,2005-02-27]`, `[..2004-08]`, `[2013..]`), each range named in the largest unit both its ends
    /// fit. [`Days::unknown`] is the empty text. The empty set, which no EDTF denotes, is `[]`.
    ///
    /// A set of many ranges can give a text longer than [`When::parse`](super::When::parse) accepts.
    pub fn to_edtf(&self) -> String {
        notation::to_edtf(self)
    }
}

impl fmt::Display for Days {
    /// Ranges for people: `2013-10-28..2013-10-31, 2013-11-02`; `..` at an end that has no day; `none` if empty.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_empty() {
            return out.write_str("none");
        }
        for (index, range) in self.ranges().enumerate() {
            let comma = if index > 0 { ", " } else { "" };
            match range {
                (Some(first), Some(last)) if first == last => write!(out, "{comma}{first}")?,
                (Some(first), Some(last)) => write!(out, "{comma}{first}..{last}")?,
                (Some(first), None) => write!(out, "{comma}{first}..")?,
                (None, Some(last)) => write!(out, "{comma}..{last}")?,
                (None, None) => write!(out, "{comma}..")?,
            }
        }
        Ok(())
    }
}

/// The end of a range as a day, unless it stands for none.
fn a_day(end: Day) -> Option<Day> {
    (end != PAST && end != FUTURE).then_some(end)
}

/// How many days from `first` to `last`, ends included.
fn length(first: Day, last: Day) -> u64 {
    u64::try_from(i64::from(last.0) - i64::from(first.0) + 1).unwrap_or_default()
}
