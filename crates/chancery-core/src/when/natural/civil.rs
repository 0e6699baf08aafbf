//! Dates that name a place in the calendar: days, months, seasons, years, decades, centuries.

use super::cursor::Cursor;
use super::names;
use super::numeric;
use super::reckoned;
use super::token::{Kind, Suffix};
use super::tree::{Base, Field, Year};
use super::unit::{day_number, month};

/// The hundreds of a century's years by its number: the 20th is 1900.
fn first_year(number: u32) -> Option<i16> {
    (1..=99).contains(&number).then(|| i16::try_from((number - 1) * 100).ok())?
}

/// Reads a date of the calendar, but for a number alone.
pub(super) fn base(c: &mut Cursor<'_>) -> Option<Base> {
    let read = c.attempt(numeric::base).or_else(|| c.attempt(of_weekday)).or_else(|| c.attempt(day_first));
    let read = read.or_else(|| c.attempt(month_first)).or_else(|| c.attempt(season)).or_else(|| c.attempt(century));
    read.or_else(|| c.attempt(decade)).or_else(|| c.attempt(year_first))
}

fn civil(year: Year, field: Field) -> Base {
    Base::Civil { year, field, weekday: None }
}

/// `Wednesday, 30 October 2013`.
fn of_weekday(c: &mut Cursor<'_>) -> Option<Base> {
    let weekday = c.meaning(names::weekday)?;
    c.mark(&Kind::Comma);
    c.skip(&["the", "on"]);
    let date = c.attempt(numeric::base).or_else(|| c.attempt(day_first)).or_else(|| c.attempt(month_first))?;
    match date {
        Base::Civil { year, field: field @ Field::Day { .. }, .. } => {
            Some(Base::Civil { year, field, weekday: Some(weekday) })
        }
        Base::Choice { days, .. } => Some(Base::Choice { days, weekday: Some(weekday) }),
        _ => None,
    }
}

/// `30 October 2013`, `30th of Oct. '13`, `30-Oct-2013`, `30 October`.
fn day_first(c: &mut Cursor<'_>) -> Option<Base> {
    let day = day_number(c)?;
    let dashed = c.mark(&Kind::Dash);
    if !dashed {
        c.mark(&Kind::Dot);
        c.skip(&["day", "of"]);
    }
    let month = Some(month(c)?);
    let year = if dashed { c.attempt(|c| c.mark(&Kind::Dash).then(|| c.year())?).map(Year::Given) } else { None };
    let year = year.unwrap_or_else(|| year_after(c));
    Some(civil(year, Field::Day { month, day }))
}

/// `October 30, 2013`, `October 2013`, `October`.
fn month_first(c: &mut Cursor<'_>) -> Option<Base> {
    let month = month(c)?;
    let day = c.attempt(|c| {
        c.skip(&["the"]);
        day_number(c)
    });
    let field = day.map_or(Field::Month(month), |day| Field::Day { month: Some(month), day });
    Some(civil(year_after(c), field))
}

/// `spring 2012`, `the summer of '88`, `winter 2012/13`, `spring`.
fn season(c: &mut Cursor<'_>) -> Option<Base> {
    let code = c.meaning(names::season)?;
    let pair = |c: &mut Cursor<'_>| {
        c.skip(&["of", "the"]);
        let first = c.year()?;
        (c.mark(&Kind::Slash) || c.mark(&Kind::Dash)).then_some(())?;
        let second = c.attempt(|c| c.year()).or_else(|| c.digits(2, 2).and_then(|short| i16::try_from(short).ok()))?;
        [first + 1, (first + 1) % 100].contains(&second).then_some(first)
    };
    let first = if code == 24 { c.attempt(pair) } else { None };
    let year = first.map_or_else(|| year_after(c), Year::Given);
    Some(civil(year, Field::Season { code, is_sure: first.is_some() }))
}

/// `the 20th century`, `twentieth-century`, `the first decade of the 21st century`.
fn century(c: &mut Cursor<'_>) -> Option<Base> {
    let nth = |c: &mut Cursor<'_>, what: &str| {
        let number = c.ordinal()?;
        c.mark(&Kind::Dash);
        c.word(&[what]).then_some(number)
    };
    if let Some(number) = c.attempt(|c| nth(c, "century")) {
        return Some(Base::Century(first_year(number)?));
    }
    let decade = nth(c, "decade").filter(|decade| (1..=10).contains(decade))?;
    c.skip(&["of", "the"]);
    let first = first_year(nth(c, "century")?)?;
    Some(Base::Decade(Year::Given(first + i16::try_from(10 * (decade - 1)).ok()?)))
}

/// `the 1990s`, `the '90s`, `the nineties`.
fn decade(c: &mut Cursor<'_>) -> Option<Base> {
    if c.word(&["noughties", "aughts", "noughts"]) {
        return Some(Base::Decade(Year::Given(2000)));
    }
    if let Some(tens) = c.meaning(names::decade) {
        return u8::try_from(tens).ok().map(|tens| Base::Decade(Year::Short(tens)));
    }
    c.mark(&Kind::Apostrophe);
    let number = c.number().filter(|number| number.suffix == Suffix::Plural && number.value % 10 == 0)?;
    match number.digits {
        4 => i16::try_from(number.value).ok().map(|year| Base::Decade(Year::Given(year))),
        2 => u8::try_from(number.value).ok().map(|tens| Base::Decade(Year::Short(tens))),
        _ => None,
    }
}

/// `2013`, `2013 October 30`, `2013, spring`, `'89`.
fn year_first(c: &mut Cursor<'_>) -> Option<Base> {
    if c.mark(&Kind::Apostrophe) {
        return short_year(c).map(|year| civil(year, Field::Whole));
    }
    let year = Year::Given(c.year()?);
    let field = c.attempt(|c| {
        c.mark(&Kind::Comma);
        let field = match c.meaning(names::season) {
            Some(code) => Field::Season { code, is_sure: false },
            None => {
                let month = month(c)?;
                let day = c.attempt(|c| day_number(c));
                day.map_or(Field::Month(month), |day| Field::Day { month: Some(month), day })
            }
        };
        // "2011, March 2012" has the year of March behind it.
        (!is_year_next(c)).then_some(field)
    });
    Some(civil(year, field.unwrap_or(Field::Whole)))
}

fn is_year_next(c: &Cursor<'_>) -> bool {
    let ahead = usize::from(c.peek() == Some(&Kind::Comma));
    matches!(c.peek_at(ahead), Some(Kind::Number { digits: 4, suffix: Suffix::None, .. }))
}

fn short_year(c: &mut Cursor<'_>) -> Option<Year> {
    c.digits(2, 2).and_then(|year| u8::try_from(year).ok()).map(Year::Short)
}

/// The year behind a month, season or day: `, 2013`, `of '13`, `last year`; missing if there is none.
pub(super) fn year_after(c: &mut Cursor<'_>) -> Year {
    let year = c.attempt(|c| {
        c.mark(&Kind::Comma);
        c.skip(&["of", "in", "the", "year"]);
        if c.mark(&Kind::Apostrophe) {
            return short_year(c);
        }
        c.year().map(Year::Given).or_else(|| reckoned::year(c))
    });
    year.unwrap_or(Year::Missing)
}

/// A number alone, or with a year but no month: the ends of `20-23 July 2007`, `July 20 to 23, 2007`, `1973-89`.
pub(super) fn number(c: &mut Cursor<'_>) -> Option<Base> {
    let in_digits = |c: &mut Cursor<'_>| {
        let number = c.number().filter(|number| number.suffix == Suffix::None && number.digits <= 2)?;
        Some((u8::try_from(number.value).ok()?, number.digits))
    };
    let (value, digits) = c.attempt(in_digits).or_else(|| Some((day_number(c)?, 2)))?;
    // "1973-89, 1995": no month has 89 days.
    let year = if (1..=31).contains(&value) { year_after(c) } else { Year::Missing };
    match year {
        Year::Missing => Some(Base::Number { value, digits }),
        year => Some(civil(year, Field::Day { month: None, day: value })),
    }
}
