//! Where a day lies in a picture. All lengths are whole tenths, so that the same days are drawn the same everywhere.

use std::fmt;

use chancery_core::when::Day;
use maud::{Markup, html};

/// A length or place in a picture, in tenths of its unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Tenths(pub(super) i64);

impl Tenths {
    pub(super) fn of(units: i64) -> Tenths {
        Tenths(units * 10)
    }
}

impl fmt::Display for Tenths {
    /// `12`, `12.5`, `-0.5`.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, tenth) = (self.0.unsigned_abs() / 10, self.0.unsigned_abs() % 10);
        if tenth == 0 { write!(out, "{sign}{whole}") } else { write!(out, "{sign}{whole}.{tenth}") }
    }
}

/// A share of a length, halves rounded up; nothing of nothing.
pub(super) fn part(of: i64, part: i64, whole: i64) -> i64 {
    if whole <= 0 { 0 } else { (2 * of * part + whole) / (2 * whole) }
}

/// Width of a picture of time, and of its margins.
pub(super) const WIDTH: i64 = 960;
const MARGIN: i64 = 14;
/// How many years are named at most.
const MOST_TICKS: i16 = 12;

/// Whole years from left to right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Axis {
    first_year: i16,
    last_year: i16,
    left: Tenths,
    right: Tenths,
}

impl Axis {
    /// The years that hold all of these days; none where there is no day.
    pub(super) fn of(days: impl IntoIterator<Item = Day>) -> Option<Axis> {
        let years = days.into_iter().map(|day| day.ymd().0).fold(None, |found: Option<(i16, i16)>, year| {
            Some(found.map_or((year, year), |(first, last)| (first.min(year), last.max(year))))
        });
        years.map(|(first_year, last_year)| Axis {
            first_year,
            last_year,
            left: Tenths::of(MARGIN),
            right: Tenths::of(WIDTH - MARGIN),
        })
    }

    /// Where a day lies; days outside lie at the ends.
    pub(super) fn x(&self, day: Day) -> Tenths {
        let (first, last) = (first_of(self.first_year), i64::from(last_of(self.last_year)) + 1);
        let days = (i64::from(day.0) - i64::from(first)).clamp(0, last - i64::from(first));
        Tenths(self.left.0 + part(self.right.0 - self.left.0, days, last - i64::from(first)))
    }

    pub(super) fn left(&self) -> Tenths {
        self.left
    }

    pub(super) fn right(&self) -> Tenths {
        self.right
    }

    pub(super) fn years(&self) -> (i16, i16) {
        (self.first_year, self.last_year)
    }

    /// The years that are named: multiples of a round number.
    pub(super) fn ticks(&self) -> Vec<i16> {
        let years = self.last_year - self.first_year;
        let steps = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000];
        let step = steps.into_iter().find(|step| years / step < MOST_TICKS).unwrap_or(5_000);
        (self.first_year..=self.last_year).filter(|year| year.rem_euclid(step) == 0).collect()
    }

    /// Lines at the named years over the whole height, with the years below.
    pub(super) fn grid(&self, height: i64) -> Markup {
        html! {
            @for year in self.ticks() {
                @let x = self.x(Day(first_of(year)));
                line.grid x1=(x) x2=(x) y1="0" y2=(height) {}
                text.tick x=(x) y=(height + 14) text-anchor="middle" { (year) }
            }
        }
    }
}

fn first_of(year: i16) -> i32 {
    Day::from_ymd(year, 1, 1).map_or(0, |day| day.0)
}

fn last_of(year: i16) -> i32 {
    Day::from_ymd(year, 12, 31).map_or(0, |day| day.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn days_lie_between_the_margins_in_order() {
        let axis = Axis::of([day("1950-06-01"), day("1948-02-03")]).unwrap();
        assert_eq!((axis.years(), axis.ticks()), ((1948, 1950), vec![1948, 1949, 1950]));
        assert_eq!(axis.x(day("1948-01-01")), Tenths::of(14));
        assert_eq!(axis.x(day("1900-01-01")), Tenths::of(14), "outside lies at the end");
        assert_eq!(axis.x(day("1951-01-01")), Tenths::of(946));
        // 366 of 1096 days.
        assert_eq!(axis.x(day("1949-01-01")), Tenths(140 + 3112));
        assert_eq!(Axis::of([]), None);
    }

    #[test]
    fn few_round_years_are_named() {
        let axis = Axis::of([day("1948-01-01"), day("2024-12-31")]).unwrap();
        assert_eq!(axis.ticks(), [1950, 1960, 1970, 1980, 1990, 2000, 2010, 2020]);
        let all = Axis::of([Day::MIN, Day::MAX]).unwrap();
        assert!(all.ticks().len() <= 12 && all.x(Day::MAX) <= all.right(), "{:?}", all.ticks());
        let before = Axis::of([day("-0044-03-15"), day("0014-08-19")]).unwrap();
        assert_eq!(before.ticks()[..2], [-40, -35]);
    }

    #[test]
    fn lengths_are_written_in_tenths() {
        for (tenths, written) in [(0, "0"), (125, "12.5"), (-5, "-0.5"), (40, "4")] {
            assert_eq!(Tenths(tenths).to_string(), written);
        }
        assert_eq!((part(10, 1, 3), part(10, 1, 4), part(10, 1, 0)), (3, 3, 0));
    }
}
