//! The day on which a text was written, from which its "yesterday" is reckoned; and the calendar's own arithmetic.

use super::super::{Day, Days, When};
use super::names::Length;

/// The day on which a text was written or published, or the days from which to which that may have been.
///
/// A vague anchor makes what is reckoned from it vaguer: yesterday of some day of October is a day from 30 September to 30
/// October.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Anchor {
    first: Day,
    last: Day,
}

impl Anchor {
    /// That day.
    pub fn on(day: Day) -> Anchor {
        Anchor { first: day, last: day }
    }

    /// From the first to the last day on which it may have been; `None` if the date has no first or no last day.
    pub fn of(when: &When) -> Option<Anchor> {
        Some(Anchor { first: when.earliest()?, last: when.latest()? })
    }

    /// The first day on which it may have been.
    pub fn first(&self) -> Day {
        self.first
    }

    /// The last day on which it may have been.
    pub fn last(&self) -> Day {
        self.last
    }
}

/// The day so many lengths later, or earlier if fewer than none. A month without that day has its last day instead.
pub(super) fn shift(day: Day, length: Length, count: i32) -> Option<Day> {
    let months = match length {
        Length::Day => return within(day.0.checked_add(count)?),
        Length::Week => return within(day.0.checked_add(count.checked_mul(7)?)?),
        Length::Month => 1,
        Length::Quarter => 3,
        Length::Year => 12,
        Length::Decade => 120,
        Length::Century => 1200,
    };
    let (year, month, date) = day.ymd();
    let months = i32::from(year) * 12 + i32::from(month) - 1 + count.checked_mul(months)?;
    let (year, month) = (i16::try_from(months.div_euclid(12)).ok()?, i8::try_from(months.rem_euclid(12) + 1).ok()?);
    Day::from_ymd(year, month, date).or_else(|| Day::month_end(year, month))
}

fn within(day: i32) -> Option<Day> {
    (Day::MIN.0..=Day::MAX.0).contains(&day).then_some(Day(day))
}

/// The day of the week, Monday 0. Day 0 was a Thursday.
pub(super) fn weekday(day: Day) -> i32 {
    (day.0 + 3).rem_euclid(7)
}

/// The calendar's day, week, month, … that holds a day. A week may begin on a Sunday or a Monday, so it is all days that are
/// in the same week by either count.
pub(super) fn around(day: Day, length: Length) -> Option<(Day, Day)> {
    let (year, month, _) = day.ymd();
    let years = |size: i16| {
        let first = year - year.rem_euclid(size);
        Some((Day::from_ymd(first, 1, 1)?, Day::from_ymd(first + size - 1, 12, 31)?))
    };
    match length {
        Length::Day => Some((day, day)),
        Length::Week => {
            let (since_monday, since_sunday) = (weekday(day), (weekday(day) + 1) % 7);
            Some((within(day.0 - since_monday.max(since_sunday))?, within(day.0 + 6 - since_monday.min(since_sunday))?))
        }
        Length::Month => Some((Day::from_ymd(year, month, 1)?, Day::month_end(year, month)?)),
        Length::Quarter => {
            let first = month - (month - 1) % 3;
            Some((Day::from_ymd(year, first, 1)?, Day::month_end(year, first + 2)?))
        }
        Length::Year => years(1),
        Length::Decade => years(10),
        Length::Century => years(100),
    }
}

/// All days of the calendar's months, years, … from the one that holds `first` to the one that holds `last`.
pub(super) fn touched(first: Day, last: Day, length: Length) -> Option<Days> {
    Some(Days::between(around(first, length)?.0, around(last, length)?.1))
}
