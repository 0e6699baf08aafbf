//! One day of the proleptic Gregorian calendar, as a number.
//!
//! Years are astronomical: `0000` is a leap year and 1 BCE, `-0044` is 45 BCE.

use super::WhenError;
use jiff::{SignedDuration, civil::Date};
use std::{fmt, str::FromStr};

const EPOCH: Date = Date::constant(1970, 1, 1);

/// A day, as days since 1970-01-01 (negative before it).
///
/// Any number can be put in, but only [`Day::MIN`] to [`Day::MAX`] are days of this calendar; [`Days`](super::Days)
/// never holds another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i32);

impl Day {
    /// -9999-01-01.
    pub const MIN: Day = Day(-4_371_587);
    /// 9999-12-31.
    pub const MAX: Day = Day(2_932_896);

    /// The day of that year (-9999 to 9999), month (1 to 12) and day of the month; `None` if there is none.
    pub fn from_ymd(year: i16, month: i8, day: i8) -> Option<Day> {
        Date::new(year, month, day).ok().and_then(Day::from_civil)
    }

    /// Year, month (1 to 12) and day of the month. A number outside [`Day::MIN`] to [`Day::MAX`] reads as the
    /// nearest day inside.
    pub fn ymd(self) -> (i16, i8, i8) {
        let date = self.to_civil();
        (date.year(), date.month(), date.day())
    }

    /// The day after; `None` after [`Day::MAX`].
    pub fn tomorrow(self) -> Option<Day> {
        (self < Day::MAX).then(|| Day(self.0 + 1))
    }

    /// Whether the day is the last of its month.
    pub(super) fn ends_month(self) -> bool {
        let date = self.to_civil();
        date.day() == date.days_in_month()
    }

    /// The last day of that month; `None` if there is no such month.
    pub(super) fn month_end(year: i16, month: i8) -> Option<Day> {
        Date::new(year, month, 1).ok().and_then(|date| Day::from_civil(date.last_of_month()))
    }

    fn from_civil(date: Date) -> Option<Day> {
        let days = date.duration_since(EPOCH).as_hours() / 24;
        i32::try_from(days).ok().map(Day)
    }

    fn to_civil(self) -> Date {
        let inside = self.clamp(Day::MIN, Day::MAX);
        EPOCH.saturating_add(SignedDuration::from_hours(24 * i64::from(inside.0)))
    }
}

/// A year as EDTF writes it: four digits, with a leading `-` if negative.
pub(super) fn year_text(year: i16) -> String {
    let sign = if year < 0 { "-" } else { "" };
    format!("{sign}{:04}", year.unsigned_abs())
}

impl fmt::Display for Day {
    /// `YYYY-MM-DD`, with a leading `-` for a negative year.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.ymd();
        write!(out, "{}-{month:02}-{day:02}", year_text(year))
    }
}

impl FromStr for Day {
    type Err = WhenError;

    /// Reads exactly `YYYY-MM-DD` or `-YYYY-MM-DD`; `-0000` is no year.
    fn from_str(text: &str) -> Result<Day, WhenError> {
        let wrong = |message| WhenError::new(0, message, "write the day as YYYY-MM-DD, for example 2013-10-30");
        let (negative, rest) = split_sign(text);
        let parts = rest.as_bytes();
        let [year @ .., b'-', m1, m2, b'-', d1, d2] = parts else {
            return Err(wrong("not a day"));
        };
        let (Some(year), Some(month), Some(day)) = (number(year, 4), number(&[*m1, *m2], 2), number(&[*d1, *d2], 2))
        else {
            return Err(wrong("not a day"));
        };
        if negative && year == 0 {
            return Err(wrong("-0000 is not a year"));
        }
        let year = if negative { -year } else { year };
        let part = |value: i16| i8::try_from(value).unwrap_or_default();
        Day::from_ymd(year, part(month), part(day)).ok_or_else(|| wrong("no such day in the calendar"))
    }
}

/// Takes a leading `-` off: whether there was one, and the rest.
pub(super) fn split_sign(text: &str) -> (bool, &str) {
    match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    }
}

/// The value of exactly `width` (at most 4) ASCII digits.
pub(super) fn number(digits: &[u8], width: usize) -> Option<i16> {
    let all_digits = digits.len() == width && digits.iter().all(u8::is_ascii_digit);
    all_digits.then(|| digits.iter().fold(0, |sum, digit| sum * 10 + i16::from(digit - b'0')))
}
