//! From what a date says to the days that it may be. `relative` reckons those that hang on the anchor.

use super::super::{Day, Days, day::year_text};
use super::anchor::{Anchor, around, weekday};
use super::fault::Fault;
use super::names::{Length, weekday_name};
use super::relative;
use super::span::Span;
use super::tree::{Base, Field, Unit, Which, Year};

/// Two digits of a year up to here may be of this century or the last; above, they are of the last.
const SHORT_OF_EITHER: u8 = 29;

/// With an anchor, two digits name the year from 79 before to 20 after its own.
const SHORT_AFTER_ANCHOR: i16 = 20;

const SHORT_NOTE: &str = "the century is not written out";

/// Every reading of a date, at least one. Years are complete, but for those that the anchor gives.
pub(super) fn spans(unit: &Unit, anchor: Option<&Anchor>) -> Result<Vec<Span>, Fault> {
    let whole = match &unit.base {
        Base::Civil { year: Year::Which(which), field, .. } => of_which(unit, *which, *field, anchor)?,
        Base::Civil { year, field, weekday } => of_years(unit, *year, *field, *weekday, anchor)?,
        Base::Choice { days, weekday } => choices(unit, days, *weekday, anchor)?,
        Base::Decade(year) => decades(unit, *year, anchor)?,
        Base::Century(first) => vec![century(*first).ok_or(Fault::no_such_day(unit.at))?],
        Base::Relative(relative) => {
            let anchor = anchor.ok_or(Fault::needs_anchor(unit.at))?;
            relative::spans(*relative, anchor, unit.at)?
        }
        Base::Number { .. } => return Err(Fault::not_understood(unit.at)),
    };
    let mut spans = Vec::new();
    for span in whole {
        let mut span = match unit.part {
            Some(part) => span.part(part).ok_or(Fault::not_understood(unit.at))?,
            None => span,
        };
        span.doubt.approximate |= unit.doubt.approximate;
        span.doubt.uncertain |= unit.doubt.uncertain;
        if !spans.contains(&span) {
            spans.push(span);
        }
    }
    Ok(spans)
}

fn of_years(
    unit: &Unit,
    year: Year,
    field: Field,
    weekday: Option<i32>,
    anchor: Option<&Anchor>,
) -> Result<Vec<Span>, Fault> {
    let mut spans = Vec::new();
    let mut fault = Fault::no_such_day(unit.at);
    let (years, note) = years(unit, year, anchor)?;
    for year in years {
        let firsts = match field {
            // In English the winter of 2012 is the one that began in December 2012, or the one that ended that year.
            Field::Season { code: 24, is_sure: false } => vec![year, year.saturating_sub(1)],
            _ => vec![year],
        };
        for first in firsts {
            match civil(first, field)
                .ok_or(Fault::no_such_day(unit.at))
                .and_then(|span| on_weekday(span, weekday, unit.at))
            {
                Ok(span) => spans.push(if note.is_empty() { span } else { span.noted(note) }),
                Err(other) => fault = other,
            }
        }
    }
    if spans.is_empty() { Err(fault) } else { Ok(spans) }
}

/// The days of a year's month, season or day, or of all of it.
fn civil(year: i16, field: Field) -> Option<Span> {
    let month = |month: i8, length: Length, months: i8| {
        let end = month - 1 + months - 1;
        Some(Span::new(
            Days::between(Day::from_ymd(year, month, 1)?, Day::month_end(year + i16::from(end / 12), end % 12 + 1)?),
            length,
        ))
    };
    match field {
        Field::Whole => month(1, Length::Year, 12),
        Field::Month(number) => month(i8::try_from(number).ok()?, Length::Month, 1),
        Field::Day { month, day } => {
            let day = Day::from_ymd(year, i8::try_from(month?).ok()?, i8::try_from(day).ok()?)?;
            Some(Span::new(Days::between(day, day), Length::Day))
        }
        Field::Season { code, .. } => {
            let first = i8::try_from(code).ok()?.checked_sub(20)? * 3;
            Some(month(first, Length::Quarter, 3)?.named(format!("{}-{code}", year_text(year))))
        }
    }
}

fn on_weekday(span: Span, expected: Option<i32>, at: usize) -> Result<Span, Fault> {
    match (expected, span.days.first()) {
        (Some(expected), Some(day)) if weekday(day) != expected => {
            let (is, not) = (weekday_name(weekday(day)), weekday_name(expected));
            Err(Fault::weekday(at, format!("{day} is a {is}, not a {not}")))
        }
        _ => Ok(span),
    }
}

/// The years that are meant, and what is to be said of that.
fn years(unit: &Unit, year: Year, anchor: Option<&Anchor>) -> Result<(Vec<i16>, &'static str), Fault> {
    match year {
        Year::Given(year) => Ok((vec![year], "")),
        Year::Short(digits) => Ok((written_out(digits, anchor), SHORT_NOTE)),
        Year::Away(years) => {
            let anchor = anchor.ok_or(Fault::needs_anchor(unit.at))?;
            let (first, last) = (anchor.first().ymd().0, anchor.last().ymd().0);
            if last - first > 1 {
                return Err(Fault::vague_anchor(unit.at));
            }
            Ok(((first..=last).map(|year| year.saturating_add(years)).collect(), ""))
        }
        Year::Which(_) | Year::Missing => Err(Fault::needs_anchor(unit.at)),
    }
}

fn written_out(digits: u8, anchor: Option<&Anchor>) -> Vec<i16> {
    let digits_as_year = i16::from(digits);
    match anchor {
        Some(anchor) => {
            let latest = anchor.last().ymd().0.saturating_add(SHORT_AFTER_ANCHOR);
            vec![latest - (latest - digits_as_year).rem_euclid(100)]
        }
        None if digits <= SHORT_OF_EITHER => vec![2000 + digits_as_year, 1900 + digits_as_year],
        None => vec![1900 + digits_as_year],
    }
}

/// What is no day of the calendar, or another day of the week, is no reading.
fn choices(
    unit: &Unit,
    days: &[(Year, u8, u8)],
    weekday: Option<i32>,
    anchor: Option<&Anchor>,
) -> Result<Vec<Span>, Fault> {
    let mut spans = Vec::new();
    let mut fault = Fault::no_such_day(unit.at);
    for (year, month, day) in days {
        match of_years(unit, *year, Field::Day { month: Some(*month), day: *day }, weekday, anchor) {
            Ok(found) => spans.extend(found),
            Err(other) => fault = other,
        }
    }
    if spans.is_empty() { Err(fault) } else { Ok(spans) }
}

fn decades(unit: &Unit, year: Year, anchor: Option<&Anchor>) -> Result<Vec<Span>, Fault> {
    let (firsts, note) = match (year, anchor) {
        // A decade has a name only once it has begun.
        (Year::Short(tens), Some(anchor)) => {
            let now = anchor.last().ymd().0;
            (vec![now - (now - i16::from(tens)).rem_euclid(100)], SHORT_NOTE)
        }
        _ => years(unit, year, anchor)?,
    };
    let mut spans = Vec::new();
    for first in firsts {
        let (start, end) = Day::from_ymd(first, 1, 1)
            .and_then(|day| around(day, Length::Decade))
            .ok_or(Fault::no_such_day(unit.at))?;
        let span = Span::new(Days::between(start, end), Length::Decade);
        spans.push(if note.is_empty() { span } else { span.noted(note) });
        // "The 1900s" is also all of the century; "the 2000s" is not, for it has hardly begun.
        if matches!(year, Year::Given(_)) && first % 100 == 0 && first != 2000 {
            spans.extend(century(first));
        }
    }
    Ok(spans)
}

fn century(first: i16) -> Option<Span> {
    let (start, end) = around(Day::from_ymd(first, 1, 1)?, Length::Century)?;
    Some(Span::new(Days::between(start, end), Length::Century))
}

/// `this`, `last` or `next` July, spring, ….
fn of_which(unit: &Unit, which: Which, field: Field, anchor: Option<&Anchor>) -> Result<Vec<Span>, Fault> {
    let anchor = anchor.ok_or(Fault::needs_anchor(unit.at))?;
    let (first, last) = (anchor.first(), anchor.last());
    let (from, to) = (first.ymd().0, last.ymd().0);
    if to - from > 1 {
        return Err(Fault::vague_anchor(unit.at));
    }
    let of_years = |from: i16, to: i16| (from..=to).filter_map(|year| civil(year, field)).collect::<Vec<_>>();
    // From the one that any first day of the anchor calls the last, to the one that any last day does; then last year's.
    let found: Vec<Span> = match which {
        // Before July, this winter is the one that began last year.
        Which::This | Which::Any => {
            let is_winter = matches!(field, Field::Season { code: 24, .. });
            let back = i16::from(is_winter && first.ymd().1 <= 6);
            of_years(from - back, to - back)
        }
        Which::Last => {
            let is_before = |span: &Span, day: Day| span.days.last().is_some_and(|last| last < day);
            let mut near = of_years(from - 2, to);
            let start = near.iter().rposition(|span| is_before(span, first)).unwrap_or_default();
            near.drain(..start);
            near.reverse();
            near.extend(of_years(from - 1, to - 1));
            near.retain(|span| is_before(span, last));
            near
        }
        Which::Next => {
            let is_after = |span: &Span, day: Day| span.days.first().is_some_and(|first| first > day);
            let mut near = of_years(from, to + 2);
            let end = near.iter().position(|span| is_after(span, last)).map_or(near.len(), |end| end + 1);
            near.truncate(end);
            near.extend(of_years(from + 1, to + 1));
            near.retain(|span| is_after(span, first));
            near
        }
    };
    if found.is_empty() { Err(Fault::no_such_day(unit.at)) } else { Ok(found) }
}
