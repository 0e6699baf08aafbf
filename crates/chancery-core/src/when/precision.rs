//! How precisely a date is known, in our words and in those of UCDP GED.
//!
//! Both are read off the length of the onset, from its first possible day to its last. Neither says how sure a source
//! is: qualifiers (`~ ? %`) and hedges are told elsewhere.

use super::{Day, Days, When};
use std::fmt;

/// The smallest of these lengths that the onset fits in, from its first possible day to its last, gaps included. Finer
/// ones come first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// One day.
    Day,
    /// 2 to 6 days.
    Days,
    /// 7 days.
    Week,
    /// 8 to 31 days.
    Month,
    /// 32 to 92 days.
    Season,
    /// 93 to 366 days.
    Year,
    /// 367 to 3653 days.
    Decade,
    /// More days than a decade has.
    Longer,
    /// No first or no last day.
    Open,
}

/// The most days that each precision but the last two allows.
const MOST_DAYS: [(Precision, u64); 7] = [
    (Precision::Day, 1),
    (Precision::Days, 6),
    (Precision::Week, 7),
    (Precision::Month, 31),
    (Precision::Season, 92),
    (Precision::Year, 366),
    (Precision::Decade, 3653),
];

impl Precision {
    /// `day`, `days`, `week`, `month`, `season`, `year`, `decade`, `longer` or `open`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Precision::Day => "day",
            Precision::Days => "days",
            Precision::Week => "week",
            Precision::Month => "month",
            Precision::Season => "season",
            Precision::Year => "year",
            Precision::Decade => "decade",
            Precision::Longer => "longer",
            Precision::Open => "open",
        }
    }

    /// The `date_prec` of the UCDP Georeferenced Event Dataset: 1 the exact day, 2 a range of 2 to 6 days, 3 the week,
    /// 4 a range of 8 to 30 days or the month, 5 a range of more than a month and not more than a calendar year. What
    /// is vaguer has no code there, for UCDP does not hold it as one event.
    pub const fn ucdp(self) -> Option<u8> {
        match self {
            Precision::Day => Some(1),
            Precision::Days => Some(2),
            Precision::Week => Some(3),
            Precision::Month => Some(4),
            Precision::Season | Precision::Year => Some(5),
            Precision::Decade | Precision::Longer | Precision::Open => None,
        }
    }
}

impl fmt::Display for Precision {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.as_str())
    }
}

/// A date as the columns of UCDP GED have it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct UcdpDate {
    /// `date_prec`, 1 to 5.
    pub date_prec: u8,
    /// `date_start`: the earliest possible day.
    pub date_start: Day,
    /// `date_end`: the latest possible day.
    pub date_end: Day,
}

impl Days {
    /// How precisely a day is known of which this is the set; `None` if it is empty.
    pub fn precision(&self) -> Option<Precision> {
        if self.is_empty() {
            return None;
        }
        let (Some(first), Some(last)) = (self.first(), self.last()) else { return Some(Precision::Open) };
        let length = u64::try_from(i64::from(last.0) - i64::from(first.0) + 1).unwrap_or_default();
        let found = MOST_DAYS.iter().find(|(_, most)| length <= *most);
        Some(found.map_or(Precision::Longer, |(precision, _)| *precision))
    }

    /// The set as UCDP GED would have it: its outermost days and their code. `None` where UCDP has no code: no first or
    /// no last day, or more than 366 days from the one to the other.
    pub fn ucdp(&self) -> Option<UcdpDate> {
        let date_prec = self.precision()?.ucdp()?;
        Some(UcdpDate { date_prec, date_start: self.first()?, date_end: self.last()? })
    }
}

impl When {
    /// How precisely the beginning is known. See [`Days::ucdp`] of the [`onset`](When::onset) for UCDP's columns.
    pub fn precision(&self) -> Precision {
        // An onset is never empty.
        self.onset.precision().unwrap_or(Precision::Open)
    }
}
