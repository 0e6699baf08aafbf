//! The periods counts are broken down by: months, years, decades, and all time.

use super::{
    Day, WhenError,
    day::{number, split_sign, year_text},
};
use std::{fmt, iter, str::FromStr};

/// How long a period is. Coarser grains come first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grain {
    /// One period for everything.
    All,
    /// Ten years that share their first three digits.
    Decade,
    /// A calendar year.
    Year,
    /// A calendar month.
    Month,
}

impl Grain {
    /// `all`, `decade`, `year` or `month`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Grain::All => "all",
            Grain::Decade => "decade",
            Grain::Year => "year",
            Grain::Month => "month",
        }
    }
}

impl fmt::Display for Grain {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.as_str())
    }
}

impl FromStr for Grain {
    type Err = WhenError;

    /// Reads what [`Grain::as_str`] gives.
    fn from_str(text: &str) -> Result<Grain, WhenError> {
        let grains = [Grain::All, Grain::Decade, Grain::Year, Grain::Month];
        let found = grains.into_iter().find(|grain| grain.as_str() == text);
        found.ok_or_else(|| WhenError::new(0, "not a grain", "write all, decade, year or month"))
    }
}

/// A period of whole days, ends included. Periods of one grain are disjoint and leave no day out.
///
/// Made by [`Period::of`], [`periods`] or from its text, which are what keep the three fields in step. A decade is
/// the years that share sign and first three digits, so `000X` is 0 to 9 and `-000X` is -9 to -1, nine years.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    /// How long it is.
    pub grain: Grain,
    /// Its first day.
    pub first: Day,
    /// Its last day.
    pub last: Day,
}

impl Period {
    /// All days of the calendar.
    pub const ALL: Period = Period { grain: Grain::All, first: Day::MIN, last: Day::MAX };

    /// The period of that grain which holds the day. A number that is no day counts as the nearest one.
    pub fn of(grain: Grain, day: Day) -> Period {
        let (year, month, _) = day.ymd();
        let period = match grain {
            Grain::All => None,
            Grain::Decade => Period::of_decade(year < 0, year.saturating_abs() / 10),
            Grain::Year => Period::of_years(Grain::Year, year, year),
            Grain::Month => Period::of_month(year, month),
        };
        // Every day has its month, year and decade within the calendar, so only `Grain::All` is left.
        period.unwrap_or(Period::ALL)
    }

    /// The next period of the same grain; `None` after the last one of the calendar.
    pub fn next(self) -> Option<Period> {
        self.last.tomorrow().map(|day| Period::of(self.grain, day))
    }

    fn of_month(year: i16, month: i8) -> Option<Period> {
        let first = Day::from_ymd(year, month, 1)?;
        Some(Period { grain: Grain::Month, first, last: Day::month_end(year, month)? })
    }

    fn of_years(grain: Grain, first: i16, last: i16) -> Option<Period> {
        Some(Period { grain, first: Day::from_ymd(first, 1, 1)?, last: Day::from_ymd(last, 12, 31)? })
    }

    /// The decade with these first three digits, 0 to 999.
    fn of_decade(negative: bool, digits: i16) -> Option<Period> {
        let (low, high) = (digits * 10, digits * 10 + 9);
        if negative {
            // There is no year -0.
            Period::of_years(Grain::Decade, -high, -low.max(1))
        } else {
            Period::of_years(Grain::Decade, low, high)
        }
    }
}

impl fmt::Display for Period {
    /// `all`, `201X`, `2013` or `2013-10`; before year 0 `-004X`, `-0044`, `-0044-03`.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, _) = self.first.ymd();
        match self.grain {
            Grain::All => out.write_str("all"),
            Grain::Decade => {
                let sign = if year < 0 { "-" } else { "" };
                write!(out, "{sign}{:03}X", year.unsigned_abs() / 10)
            }
            Grain::Year => out.write_str(&year_text(year)),
            Grain::Month => write!(out, "{}-{month:02}", year_text(year)),
        }
    }
}

impl FromStr for Period {
    type Err = WhenError;

    /// Reads what `Display` gives.
    fn from_str(text: &str) -> Result<Period, WhenError> {
        let (negative, rest) = split_sign(text);
        let signed = |digits: &[u8]| match number(digits, 4)? {
            0 if negative => None,
            year => Some(if negative { -year } else { year }),
        };
        let period = match rest.as_bytes() {
            b"all" if !negative => Some(Period::ALL),
            [digits @ .., b'X'] => number(digits, 3).and_then(|digits| Period::of_decade(negative, digits)),
            [year @ .., b'-', tens, ones] => signed(year)
                .zip(number(&[*tens, *ones], 2))
                .and_then(|(year, month)| i8::try_from(month).ok().and_then(|month| Period::of_month(year, month))),
            year => signed(year).and_then(|year| Period::of_years(Grain::Year, year, year)),
        };
        period.ok_or_else(|| WhenError::new(0, "not a period", "write all, 201X, 2013 or 2013-10"))
    }
}

/// The periods of that grain that hold a day from `first` to `last`, in order; none if `first` is later. The
/// outermost ones may reach beyond those days.
pub fn periods(grain: Grain, first: Day, last: Day) -> impl Iterator<Item = Period> {
    let start = (first <= last).then(|| Period::of(grain, first));
    iter::successors(start, |period| period.next()).take_while(move |period| period.first <= last)
}
