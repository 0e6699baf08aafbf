//! Dates that are reckoned from the day on which a text was written: `yesterday`, `last Tuesday`, `two weeks ago`.

use super::cursor::Cursor;
use super::names::{self, Length};
use super::tree::{Base, Field, Relative, Which, Year};

/// Reads a date that only an anchor makes one.
pub(super) fn base(c: &mut Cursor<'_>) -> Option<Base> {
    let relative = c.attempt(days).or_else(|| c.attempt(away)).or_else(|| c.attempt(rest));
    if let Some(relative) = relative {
        return Some(Base::Relative(relative));
    }
    let of_which = c.attempt(|c| {
        let which = which(c)?;
        this_last_next(c, which)
    });
    of_which.or_else(|| c.meaning(names::weekday).map(|day| Base::Relative(Relative::Weekday(day, Which::Any))))
}

/// The year in `March of last year`.
pub(super) fn year(c: &mut Cursor<'_>) -> Option<Year> {
    let which = which(c)?;
    c.word(&["year"]).then_some(Year::Away(steps(which)))
}

fn steps<T: From<i8>>(which: Which) -> T {
    T::from(match which {
        Which::Any | Which::This => 0,
        Which::Last => -1,
        Which::Next => 1,
    })
}

fn which(c: &mut Cursor<'_>) -> Option<Which> {
    c.meaning(|word| match word {
        "this" | "current" => Some(Which::This),
        "last" | "past" | "previous" => Some(Which::Last),
        "next" | "coming" | "following" => Some(Which::Next),
        _ => None,
    })
}

fn this_last_next(c: &mut Cursor<'_>, which: Which) -> Option<Base> {
    if let Some(length) = c.meaning(names::length) {
        return Some(Base::Relative(Relative::Calendar(length, steps(which))));
    }
    if let Some(weekday) = c.meaning(names::weekday) {
        return Some(Base::Relative(Relative::Weekday(weekday, which)));
    }
    let field = match c.meaning(names::season) {
        Some(code) => Field::Season { code, is_sure: true },
        None => Field::Month(c.meaning(names::month)?),
    };
    Some(Base::Civil { year: Year::Which(which), field, weekday: None })
}

const DAYS: &[(&[&str], i32)] = &[
    (&["day", "before", "yesterday"], -2),
    (&["before", "yesterday"], -2),
    (&["day", "after", "tomorrow"], 2),
    (&["after", "tomorrow"], 2),
    (&["yesterday"], -1),
    (&["last", "night"], -1),
    (&["tomorrow"], 1),
    (&["today"], 0),
    (&["tonight"], 0),
    (&["this", "morning"], 0),
    (&["this", "afternoon"], 0),
    (&["this", "evening"], 0),
    (&["this", "day"], 0),
];

fn days(c: &mut Cursor<'_>) -> Option<Relative> {
    let found = DAYS.iter().find(|(phrase, _)| c.phrase(phrase));
    found.map(|(_, days)| Relative::Days(*days))
}

/// `two weeks ago`, `a year from now`.
fn away(c: &mut Cursor<'_>) -> Option<Relative> {
    let count = i32::try_from(c.cardinal()?).ok()?;
    let length = c.meaning(names::length)?;
    if c.word(&["ago"]) {
        return Some(Relative::Away(length, -count));
    }
    let later = c.phrase(&["from", "now"]) || c.phrase(&["from", "today"]) || c.word(&["hence"]);
    later.then_some(Relative::Away(length, count))
}

/// `earlier this year`, `later this month`.
fn rest(c: &mut Cursor<'_>) -> Option<Relative> {
    let which = c.meaning(|word| match word {
        "earlier" => Some(Which::Last),
        "later" => Some(Which::Next),
        _ => None,
    })?;
    c.skip(&["in"]);
    c.word(&["this"]).then_some(())?;
    c.meaning(names::length).filter(|length| *length != Length::Day).map(|length| Relative::Rest(length, which))
}
