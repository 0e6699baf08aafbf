//! When something happened: vague dates as sets of days.
//!
//! A source says "in 2013", "on the 27th of some month of 2005" or "no later than August 2004". [`When`] keeps
//! that as an EDTF expression (ISO 8601-2, levels 0 to 2) and answers two questions about it: on which days the
//! thing may have begun ([`When::onset`], a [`Days`]) and which days it may touch at all ([`When::extent`], an
//! [`Extent`]). [`Period`] names the months, years and decades that counts are broken down by, and
//! [`Days::expected`] shares one contact out over them in whole millionths.
//! [`Precision`] says how precisely a beginning is known, and [`Truth`] is the answer to questions about the order of two
//! dates and the days they share ([`Span`]).
//!
//! Nothing here reads a clock, a time zone or a file, and no input makes it panic. Times of day are refused: the
//! day is the smallest unit. Qualifiers (`~ ? %`) are kept and reported but move no day.

mod day;
mod days;
mod error;
pub mod natural;
mod notation;
mod onset;
mod period;
mod precision;
mod span;
#[cfg(test)]
mod tests;
mod truth;

pub use day::Day;
pub use days::Days;
pub use error::WhenError;
pub use period::{Grain, Period, periods};
pub use precision::{Precision, UcdpDate};
pub use span::Span;
pub use truth::Truth;

use edtf_core::{Edtf, SetKind};
use std::{cmp::Ordering, fmt, hash, str::FromStr};

/// The longest text [`When::parse`] accepts, in bytes.
pub const MAX_BYTES: usize = 256;

/// The most separate ranges of days one expression may denote; a wider mask is refused as too vague.
pub const MAX_RANGES: usize = 4096;

/// The outermost days an expression touches, for what lasts (an embassy, a posting, a policy).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Extent {
    /// The earliest possible day; `None` if there is no first day (`/B`, `../B`, `[..B]`).
    pub first: Option<Day>,
    /// The latest possible day; `None` if the end is open or unknown (`A/..`, `A/`, `[A..]`).
    pub last: Option<Day>,
}

impl Extent {
    /// Whether the extent shares a day with the period from `first` to `last`, ends included. A missing end
    /// reaches without limit.
    pub fn meets(&self, first: Day, last: Day) -> bool {
        first <= last && self.first.is_none_or(|own| own <= last) && self.last.is_none_or(|own| own >= first)
    }
}

/// An EDTF expression, with the days it denotes.
///
/// Two values are equal, ordered and hashed by their text as written: `1985-04-12?` and `?1985-?04-?12` mean the
/// same and have one [`canonical`](When::canonical) form, but are different texts.
///
/// ```
/// use chancery_core::when::When;
///
/// let when = When::parse("201X/2014-03")?;
/// assert_eq!(when.onset().to_string(), "2010-01-01..2014-03-31");
/// assert_eq!(when.latest().map(|day| day.to_string()).as_deref(), Some("2014-03-31"));
/// # Ok::<(), chancery_core::when::WhenError>(())
/// ```
#[derive(Debug, Clone)]
pub struct When {
    text: String,
    expression: Edtf,
    onset: Days,
    extent: Extent,
    ending: span::Ending,
}

impl When {
    /// Reads an EDTF expression. Nothing is trimmed.
    ///
    /// # Errors
    ///
    /// A [`WhenError`] with the byte offset and a fix, if the text is no EDTF, an interval or range ends before it
    /// starts, it or its canonical text is over [`MAX_BYTES`] long, it has a time of day, a year is outside -9999 to
    /// 9999, or it denotes more than [`MAX_RANGES`] separate ranges of days (`XXXX-12-25`).
    pub fn parse(text: &str) -> Result<When, WhenError> {
        if text.len() > MAX_BYTES {
            return Err(WhenError::too_long(text));
        }
        if let Some(error) = WhenError::if_time_of_day(text) {
            return Err(error);
        }
        let expression = Edtf::parse(text).map_err(|error| WhenError::not_edtf(text, error))?;
        // Qualifiers can make the canonical text a little longer, and it must be read again.
        if text.len() > MAX_BYTES / 2 && expression.to_string().len() > MAX_BYTES {
            return Err(WhenError::too_long(text));
        }
        let (onset, extent, ending) = days(&expression).map_err(|fault| WhenError::no_days(text, fault))?;
        Ok(When { text: text.to_owned(), expression, onset, extent, ending })
    }

    /// The text as written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The spelling EDTF prefers; texts that mean the same have the same one.
    pub fn canonical(&self) -> String {
        self.expression.to_string()
    }

    /// The days on which it may have begun. Never empty.
    ///
    /// | text | onset |
    /// | --- | --- |
    /// | `2013`, `2013-10`, `2013-10-30`, `2012-21` | any day of that year, month, day, season |
    /// | `200X`, `2005-XX-27` | any completion of the mask |
    /// | `A/B`, `A/`, `A/..` | any day of A, none after the last day of B |
    /// | `/B`, `../B`, `[..B]` | no first day, up to the last day of B |
    /// | `[A..B]`, `[A,B]`, `[A..]` | any day of the range, of a member, from A on |
    /// | `{A,B}` | any day of any member; see [`When::is_all_members`] |
    pub fn onset(&self) -> Days {
        self.onset.clone()
    }

    /// The outermost days it may touch.
    pub fn extent(&self) -> Extent {
        self.extent
    }

    /// The earliest possible day; `None` if there is no first day.
    pub fn earliest(&self) -> Option<Day> {
        self.extent.first
    }

    /// The latest possible day at all, ends of intervals included; `None` if the end is open or unknown.
    pub fn latest(&self) -> Option<Day> {
        self.extent.last
    }

    /// Whether it is a `{…}`, which says that *every* member happened: several occasions, so no onset of one.
    pub fn is_all_members(&self) -> bool {
        matches!(&self.expression, Edtf::Set(set) if set.kind == SetKind::AllMembers)
    }

    /// Whether any part is marked approximate (`~` or `%`).
    pub fn is_approximate(&self) -> bool {
        self.expression.is_approximate()
    }

    /// Whether any part is marked uncertain (`?` or `%`).
    pub fn is_uncertain(&self) -> bool {
        self.expression.is_uncertain()
    }

    /// Whether any digit is unspecified (`X`).
    pub fn has_unspecified(&self) -> bool {
        self.expression.has_unspecified()
    }
}

/// On which days an expression began, which it touches at most, when it was over.
fn days(expression: &Edtf) -> Result<(Days, Extent, span::Ending), onset::Fault> {
    let onset = onset::onset(expression)?;
    let (extent, ending) = (onset::extent(expression, &onset)?, onset::ending(expression, &onset)?);
    Ok((onset, extent, ending))
}

impl fmt::Display for When {
    /// The text as written.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.text)
    }
}

impl FromStr for When {
    type Err = WhenError;

    fn from_str(text: &str) -> Result<When, WhenError> {
        When::parse(text)
    }
}

impl PartialEq for When {
    fn eq(&self, other: &When) -> bool {
        self.text == other.text
    }
}

impl Eq for When {}

impl PartialOrd for When {
    fn partial_cmp(&self, other: &When) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for When {
    fn cmp(&self, other: &When) -> Ordering {
        self.text.cmp(&other.text)
    }
}

impl hash::Hash for When {
    fn hash<H: hash::Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}
