//! Why a text is not understood as a date, where, and what to write instead.

use std::{error, fmt};

use crate::text::display_safe;

/// What kind of reason it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NaturalFault {
    /// Over [`MAX_BYTES`](super::super::MAX_BYTES) long.
    TooLong,
    /// It is no date that this grammar knows.
    NotUnderstood,
    /// It can only be reckoned from the day on which the text was written, which is not given.
    NeedsAnchor,
    /// The day on which the text was written is given, but not closely enough.
    VagueAnchor,
    /// The calendar has no such day.
    NoSuchDay,
    /// The end comes before the start.
    Reversed,
    /// The day of the week is another.
    Weekday,
    /// It could be written only as a text too long for a date.
    TooMany,
}

/// A text that is not understood as a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NaturalError {
    /// What kind of reason it is.
    pub fault: NaturalFault,
    /// Where reading stopped: a byte offset into the text, at most its length, on a character boundary.
    pub offset: usize,
    /// What is wrong: a phrase without a full stop.
    pub message: String,
    /// What to write instead: a phrase without a full stop.
    pub hint: String,
}

impl fmt::Display for NaturalError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} (at byte {}); {}", self.message, self.offset, self.hint)
    }
}

impl error::Error for NaturalError {}

/// A reason with its place, and what the message names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) kind: NaturalFault,
    pub(super) at: usize,
    detail: String,
}

impl Fault {
    pub(super) fn new(kind: NaturalFault, at: usize) -> Fault {
        Fault { kind, at, detail: String::new() }
    }

    pub(super) fn not_understood(at: usize) -> Fault {
        Fault::new(NaturalFault::NotUnderstood, at)
    }

    pub(super) fn needs_anchor(at: usize) -> Fault {
        Fault::new(NaturalFault::NeedsAnchor, at)
    }

    pub(super) fn vague_anchor(at: usize) -> Fault {
        Fault::new(NaturalFault::VagueAnchor, at)
    }

    pub(super) fn no_such_day(at: usize) -> Fault {
        Fault::new(NaturalFault::NoSuchDay, at)
    }

    /// `detail` says which day of the week it is.
    pub(super) fn weekday(at: usize, detail: String) -> Fault {
        Fault { kind: NaturalFault::Weekday, at, detail }
    }

    /// The error for a text.
    pub(super) fn of(self, text: &str) -> NaturalError {
        let offset = (0..=self.at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default();
        let (message, hint) = match self.kind {
            NaturalFault::TooLong => (
                format!("{} bytes long, {} are allowed", text.len(), super::super::MAX_BYTES),
                "give the date alone, without the sentence around it",
            ),
            NaturalFault::NotUnderstood => (stopped(text, offset), EXAMPLES),
            NaturalFault::NeedsAnchor => (
                "it depends on the day on which the text was written, which is not given".to_owned(),
                "give that day as the anchor, or write the year",
            ),
            NaturalFault::VagueAnchor => (
                "it depends on the day on which the text was written, which is not known closely enough".to_owned(),
                "give a narrower anchor, best a day, or write the year",
            ),
            NaturalFault::NoSuchDay => {
                ("there is no such day in the calendar".to_owned(), "check the day, the month and the year")
            }
            NaturalFault::Reversed => ("it ends before it starts".to_owned(), "put the earlier date first"),
            NaturalFault::Weekday => (self.detail, "check the day of the week, or leave it out"),
            NaturalFault::TooMany => {
                ("it has more readings, or longer ones, than can be shown".to_owned(), "give fewer dates at a time")
            }
        };
        NaturalError { fault: self.kind, offset, message, hint: hint.to_owned() }
    }
}

const EXAMPLES: &str = "write it like one of these: 30 October 2013, spring 2012, early 1990s, between 1973 and 1989, by August 2004, \
                        about 1975, last Tuesday; or as EDTF: 2013-10, 199X, ../2004-08";

/// How many characters of a text are repeated.
const SHOWN: usize = 40;

fn stopped(text: &str, offset: usize) -> String {
    let rest = text.get(offset..).unwrap_or_default().trim();
    let shown: String = rest.chars().take(SHOWN).collect();
    let more = if shown.len() < rest.len() { "…" } else { "" };
    if text.trim().is_empty() {
        "it is empty".to_owned()
    } else if rest.is_empty() {
        "it ends where more is expected".to_owned()
    } else {
        format!("it is not understood from \"{}{more}\" on", display_safe(&shown))
    }
}
