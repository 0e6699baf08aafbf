//! The days on which one contact may have begun, as plain numbers: what the measures of a rhythm choose from.

use crate::when::Days;

/// A bounded onset that is not empty. Days are numbers as in [`crate::when::Day`], wide enough never to overflow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Possible {
    /// The first day.
    pub(super) first: i64,
    /// The last day.
    pub(super) last: i64,
    /// Sorted ranges, ends included, that neither overlap nor touch.
    pub(super) ranges: Vec<(i64, i64)>,
}

impl Possible {
    /// `None` unless the onset has a first and a last day.
    pub(super) fn of(onset: &Days) -> Option<Possible> {
        let (first, last) = (onset.first()?, onset.last()?);
        let ranges = onset.ranges().filter_map(|(from, to)| Some((i64::from(from?.0), i64::from(to?.0)))).collect();
        Some(Possible { first: first.0.into(), last: last.0.into(), ranges })
    }

    /// From the first to the last day, ends included, holes and all.
    pub(super) fn width(&self) -> i64 {
        self.last - self.first + 1
    }

    /// How many days.
    pub(super) fn count(&self) -> i64 {
        self.ranges.iter().map(|(from, to)| to - from + 1).sum()
    }

    /// The day with that many days before it; the last one if there are fewer.
    pub(super) fn nth(&self, before: i64) -> i64 {
        let mut left = before;
        for (from, to) in &self.ranges {
            if left <= to - from {
                return from + left;
            }
            left -= to - from + 1;
        }
        self.last
    }

    /// The middle day; of an even number the earlier of the two.
    pub(super) fn middle(&self) -> i64 {
        self.nth((self.count() - 1) / 2)
    }

    /// Whether the day is one of them.
    pub(super) fn has(&self, day: i64) -> bool {
        let place = self.ranges.partition_point(|(_, to)| *to < day);
        self.ranges.get(place).is_some_and(|(from, _)| *from <= day)
    }
}

/// The first days of all, sorted, and the last days of all, sorted: the windows of the order statistics, as
/// [`super`] proves.
pub(super) fn windows(onsets: &[Possible]) -> (Vec<i64>, Vec<i64>) {
    let mut firsts: Vec<i64> = onsets.iter().map(|onset| onset.first).collect();
    let mut lasts: Vec<i64> = onsets.iter().map(|onset| onset.last).collect();
    firsts.sort_unstable();
    lasts.sort_unstable();
    (firsts, lasts)
}

/// The onset that consists of these ranges, for tests.
#[cfg(test)]
pub(super) fn possible(ranges: &[(i32, i32)]) -> Possible {
    use crate::when::Day;
    let days = Days::from_ranges(ranges.iter().map(|(from, to)| (Day(*from), Day(*to))));
    Possible::of(&days).expect("is bounded")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_found_by_number() {
        let holed = possible(&[(3, 4), (7, 9), (12, 12)]);
        let numbered: Vec<i64> = (0..7).map(|before| holed.nth(before)).collect();
        assert_eq!(numbered, [3, 4, 7, 8, 9, 12, 12]);
        assert_eq!((holed.count(), holed.width(), holed.middle()), (6, 10, 7));
        let held: Vec<i64> = (0..15).filter(|day| holed.has(*day)).collect();
        assert_eq!(held, [3, 4, 7, 8, 9, 12]);
    }

    #[test]
    fn the_middle_is_a_day_of_the_onset() {
        for (ranges, middle) in [
            (&[(5, 5)][..], 5),
            (&[(5, 6)], 5),
            (&[(5, 7)], 6),
            (&[(1, 1), (9, 9)], 1),
            (&[(1, 1), (8, 9)], 8),
            (&[(-9, -8), (8, 9)], -8),
        ] {
            assert_eq!(possible(ranges).middle(), middle, "{ranges:?}");
        }
    }
}
