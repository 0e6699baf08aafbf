//! Dates in numbers alone: `2013-10-30`, `2013/10/30`, `30.10.2013`, `03/04/2012`, `06/2012`, `20131030`.

use super::cursor::Cursor;
use super::token::{Kind, Suffix};
use super::tree::{Base, Field, Year};

const SEPARATORS: [Kind; 3] = [Kind::Dash, Kind::Slash, Kind::Dot];

/// How far the years of a pair may lie apart.
const MAX_PAIR: i64 = 50;

/// Reads a date in numbers.
pub(super) fn base(c: &mut Cursor<'_>) -> Option<Base> {
    c.attempt(three).or_else(|| c.attempt(two)).or_else(|| c.attempt(one))
}

/// What separates the numbers, which must be the same throughout.
fn separator(c: &mut Cursor<'_>) -> Option<&'static Kind> {
    SEPARATORS.iter().find(|kind| c.mark(kind))
}

fn day(year: Year, month: u32, day: u32) -> Option<(Year, u8, u8)> {
    let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
    ((1..=12).contains(&month) && (1..=31).contains(&day)).then_some((year, month, day))
}

/// Year, month and day in one of the orders that are in use.
fn three(c: &mut Cursor<'_>) -> Option<Base> {
    let plain = |c: &mut Cursor<'_>| c.number().filter(|number| number.suffix == Suffix::None);
    let first = plain(c)?;
    let kind = separator(c)?;
    let second = c.digits(1, 2)?;
    c.mark(kind).then_some(())?;
    let third = plain(c)?;
    let year = |value: u32| i16::try_from(value).ok().map(Year::Given);
    let short = |value: u32| u8::try_from(value).ok().map(Year::Short);
    let days: Vec<Option<_>> = match (first.digits, third.digits) {
        (4, 1 | 2) => vec![day(year(first.value)?, second, third.value)],
        (1 | 2, 4) => {
            let year = year(third.value)?;
            vec![day(year, second, first.value), day(year, first.value, second)]
        }
        (1 | 2, 2) => {
            let at_end = short(third.value)?;
            let at_start = if first.digits == 2 { day(short(first.value)?, second, third.value) } else { None };
            vec![day(at_end, second, first.value), day(at_end, first.value, second), at_start]
        }
        _ => return None,
    };
    let mut choice: Vec<(Year, u8, u8)> = Vec::new();
    for found in days.into_iter().flatten() {
        if !choice.contains(&found) {
            choice.push(found);
        }
    }
    single(choice)
}

fn single(choice: Vec<(Year, u8, u8)>) -> Option<Base> {
    match choice.as_slice() {
        [] => None,
        [(year, month, day)] => {
            let field = Field::Day { month: Some(*month), day: *day };
            Some(Base::Civil { year: *year, field, weekday: None })
        }
        _ => Some(Base::Choice { days: choice, weekday: None }),
    }
}

/// `2013-10`, `2007/08`, `06/2012`. The number may be the end of a pair of years instead: `1998–02`, but not `2013–10`.
fn two(c: &mut Cursor<'_>) -> Option<Base> {
    let month = |value: u32| u8::try_from(value).ok().filter(|month| (1..=12).contains(month)).map(Field::Month);
    let (year, field) = if let Some(year) = c.year() {
        separator(c)?;
        let second = c.number().filter(|number| number.suffix == Suffix::None && number.digits <= 2)?;
        let (pair_of, second) = (if second.digits == 1 { 10 } else { 100 }, second.value);
        let may_be_pair = (1..MAX_PAIR).contains(&(i64::from(second) - i64::from(year)).rem_euclid(pair_of));
        (!(may_be_pair && c.pairs_are_years)).then_some(())?;
        (year, month(second)?)
    } else {
        let first = c.digits(1, 2)?;
        separator(c)?;
        (c.year()?, month(first)?)
    };
    Some(Base::Civil { year: Year::Given(year), field, weekday: None })
}

/// `20131030`.
fn one(c: &mut Cursor<'_>) -> Option<Base> {
    let number = c.digits(8, 8)?;
    let year = i16::try_from(number / 10_000).ok().map(Year::Given)?;
    single(day(year, number / 100 % 100, number % 100).into_iter().collect())
}
