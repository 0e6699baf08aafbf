//! What is wrong with a date, where, and what to write instead.

use super::{Day, MAX_BYTES, MAX_RANGES, onset, onset::Fault};
use edtf_core::{Edtf, ParseError};
use std::{borrow::Cow, error, fmt};

/// A text that is not a date this crate can use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WhenError {
    /// Where the trouble was noticed: a byte offset into the text, at most its length, on a character boundary.
    pub offset: usize,
    /// What is wrong: a phrase without a full stop.
    pub message: Cow<'static, str>,
    /// What to write instead: a phrase without a full stop.
    pub hint: Cow<'static, str>,
}

impl WhenError {
    pub(super) fn new(
        offset: usize,
        message: impl Into<Cow<'static, str>>,
        hint: impl Into<Cow<'static, str>>,
    ) -> WhenError {
        WhenError { offset, message: message.into(), hint: hint.into() }
    }

    /// The error for a text that is too long, or would be if it were spelt canonically.
    pub(super) fn too_long(text: &str) -> WhenError {
        let offset = boundary_at_or_before(text, MAX_BYTES);
        let message = match text.len() {
            length if length > MAX_BYTES => format!("{length} bytes long, {MAX_BYTES} are allowed"),
            _ => format!("over {MAX_BYTES} bytes long in its canonical spelling, {MAX_BYTES} are allowed"),
        };
        WhenError::new(offset, message, "give a range such as [2004..2008] instead of single dates")
    }

    /// The error for a text with a `T` between digits, where a time of day would begin.
    pub(super) fn if_time_of_day(text: &str) -> Option<WhenError> {
        let is_digit = |at: Option<&u8>| at.is_some_and(u8::is_ascii_digit);
        let bytes = text.as_bytes();
        let offset = (1..bytes.len())
            .find(|at| bytes[*at] == b'T' && is_digit(bytes.get(at - 1)) && is_digit(bytes.get(at + 1)))?;
        let hint = match text[..offset].parse::<Day>() {
            Ok(day) => Cow::Owned(format!("give the day alone: {day}")),
            Err(_) => Cow::Borrowed("give the day alone, as in 2013-10-30"),
        };
        Some(WhenError::new(offset, "a time of day is not kept", hint))
    }

    pub(super) fn not_edtf(text: &str, error: ParseError) -> WhenError {
        let offset = boundary_at_or_before(text, error.offset);
        WhenError::new(offset, error.message, hint_for(error.message))
    }

    pub(super) fn no_days(text: &str, fault: Fault) -> WhenError {
        let offset = first_faulty(text);
        match fault {
            Fault::OutOfRange => {
                let message = "the year is out of range";
                WhenError::new(offset, message, "give days from -9999-01-01 to 9999-12-31, years with four digits")
            }
            Fault::TooVague => {
                let message = format!("too vague: over {MAX_RANGES} separate ranges of days");
                WhenError::new(offset, message, "give more digits of the year, or leave the month and day out")
            }
        }
    }
}

impl fmt::Display for WhenError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} (at byte {}); {}", self.message, self.offset, self.hint)
    }
}

impl error::Error for WhenError {}

/// Where the first date begins that has no set of days by itself; 0 if only all together have none.
fn first_faulty(text: &str) -> usize {
    let mut offset = 0;
    for piece in text.split(['[', ']', '{', '}', ',', '/', '.']) {
        if Edtf::parse(piece).is_ok_and(|date| onset::onset(&date).is_err()) {
            return offset;
        }
        offset += piece.len() + 1;
    }
    0
}

fn boundary_at_or_before(text: &str, offset: usize) -> usize {
    (0..=offset.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default()
}

/// The fix for a message of edtf-core, found by a word of it; a message it does not know gets the usual forms.
fn hint_for(message: &str) -> &'static str {
    const HINTS: [(&str, &str); 19] = [
        ("empty input", "leave the date out if it is unknown, or give the latest possible as ../2004-08"),
        ("ASCII", "use plain digits, '-' for parts, '/' for an interval and '..' for a range"),
        ("whitespace", "take the blanks out"),
        ("four digits", "write the year with four digits: 2013, -0044; a decade as 201X"),
        ("-0000", "write 0000 for the year before 0001"),
        ("negative years", "give the range instead: [-0049..-0040]"),
        ("month must be two digits", "write the month with two digits: 2013-05"),
        ("day must be two digits", "write the day with two digits: 2013-05-09"),
        ("sub-year code", "months are 01 to 12, seasons 21 (spring) to 24 (winter), quarters 33 to 36"),
        ("calendar month", "months are 01 to 12; an unknown month is XX"),
        ("cannot carry a day", "give either the season or the day"),
        ("out of range for the month", "check the day against the calendar; an unknown day is XX"),
        ("Y-prefixed years require", "write the year with four digits, without Y"),
        ("precedes", "put the earlier date first"),
        ("exactly one '/'", "write parts of a date with '-', and '/' only between start and end"),
        ("one dated endpoint", "leave the date out if neither end is known"),
        ("share precision", "give both ends of the range as days, as months or as years"),
        ("set", "write one of several as [2013-09,2013-11], a range as [2013-09..2013-11]"),
        ("expected '-' before", "write YYYY-MM-DD; qualifiers ~ ? % follow the part they doubt"),
    ];
    const USUAL: &str = "write 2013, 2013-10, 2013-10-30, 201X, 2013-10-28/2013-10-31 or [2013-09..2013-11]";
    HINTS.iter().find(|(word, _)| message.contains(word)).map_or(USUAL, |(_, hint)| hint)
}
