//! From a parsed EDTF expression to the days it denotes.
//!
//! Masks are completed in the largest unit that has no mask left and neighbours are joined at once, so `XXXX-XX-XX`
//! is one range and `XXXX-12-25` is given up after [`MAX_RANGES`].

use super::{Day, Days, Extent, MAX_RANGES, Span, span::Ending};
use edtf_core::{Bound, BoundDate, Date, DateField, Edtf, Interval, IntervalEndpoint, Set, SetElement, YearKind};

/// Why a valid expression has no set of days here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// A day lies outside -9999-01-01 to 9999-12-31.
    OutOfRange,
    /// More than [`MAX_RANGES`] separate ranges.
    TooVague,
}

/// The days on which what the expression dates may have begun.
pub(super) fn onset(expression: &Edtf) -> Result<Days, Fault> {
    match expression {
        Edtf::Date(date) => date_days(date),
        Edtf::DateTime(instant) => date_days(&instant.date),
        Edtf::Interval(interval) => interval_onset(interval),
        Edtf::Set(set) => set_days(set),
    }
}

/// The outermost days the expression touches; `onset` is its own onset.
pub(super) fn extent(expression: &Edtf, onset: &Days) -> Result<Extent, Fault> {
    let Edtf::Interval(interval) = expression else {
        return Ok(Extent { first: onset.first(), last: onset.last() });
    };
    let (first, _) = endpoint_reach(&interval.start)?;
    let (_, last) = endpoint_reach(&interval.end)?;
    Ok(Extent { first, last })
}

/// What lasts from A to B began on a day of A, and not after the last day of B. With no date for A, the last day
/// of B is all that is known.
fn interval_onset(interval: &Interval) -> Result<Days, Fault> {
    let begun = match &interval.start {
        IntervalEndpoint::Date(start) => date_days(start)?,
        IntervalEndpoint::OnOrBefore(start) => Days::up_to(outermost(start)?.1),
        IntervalEndpoint::OnOrAfter(start) => Days::since(outermost(start)?.0),
        IntervalEndpoint::Open | IntervalEndpoint::Unknown => Days::unknown(),
    };
    Ok(match endpoint_reach(&interval.end)? {
        (_, Some(last)) => begun.intersect(&Days::up_to(last)),
        _ => begun,
    })
}

/// When what the expression dates was over; `onset` is its own onset.
pub(super) fn ending(expression: &Edtf, onset: &Days) -> Result<Ending, Fault> {
    let Edtf::Interval(interval) = expression else { return Ok(Ending::AtOnce) };
    let ended = match &interval.end {
        IntervalEndpoint::Open => return Ok(Ending::Never),
        IntervalEndpoint::Unknown => Days::unknown(),
        // `../B` is how an entry says "no later than B": nothing need have been there on a day of B.
        end if interval.start == IntervalEndpoint::Open => {
            endpoint_reach(end)?.1.map_or_else(Days::unknown, Days::up_to)
        }
        IntervalEndpoint::Date(end) => end_days(end)?,
        IntervalEndpoint::OnOrBefore(end) => Days::up_to(outermost(end)?.1),
        IntervalEndpoint::OnOrAfter(end) => Days::since(outermost(end)?.0),
    };
    Ok(Span::ending(onset, &ended))
}

/// The days of an end. One too vague to be taken apart is all days between its outermost.
fn end_days(end: &Date) -> Result<Days, Fault> {
    match date_days(end) {
        Err(Fault::TooVague) => outermost(end).map(|(first, last)| Days::between(first, last)),
        days => days,
    }
}

/// The first and last day an endpoint can stand for; `None` where it has no such day.
fn endpoint_reach(endpoint: &IntervalEndpoint) -> Result<(Option<Day>, Option<Day>), Fault> {
    Ok(match endpoint {
        IntervalEndpoint::Open | IntervalEndpoint::Unknown => (None, None),
        IntervalEndpoint::Date(date) => outermost(date).map(|(first, last)| (Some(first), Some(last)))?,
        IntervalEndpoint::OnOrBefore(date) => (None, Some(outermost(date)?.1)),
        IntervalEndpoint::OnOrAfter(date) => (Some(outermost(date)?.0), None),
    })
}

/// The union of the members.
fn set_days(set: &Set) -> Result<Days, Fault> {
    let members: Result<Vec<Days>, Fault> = set.elements.iter().map(element_days).collect();
    let days = Days::union(members?);
    if days.ranges().len() > MAX_RANGES { Err(Fault::TooVague) } else { Ok(days) }
}

pub(super) fn element_days(element: &SetElement) -> Result<Days, Fault> {
    Ok(match element {
        SetElement::Date(date) => date_days(date)?,
        SetElement::OnOrBefore(date) => Days::up_to(outermost(date)?.1),
        SetElement::OnOrAfter(date) => Days::since(outermost(date)?.0),
        SetElement::Range(from, to) => Days::between(outermost(from)?.0, outermost(to)?.1),
    })
}

/// The days one date may stand for.
fn date_days(date: &Date) -> Result<Days, Fault> {
    let date = without_empty_fields(*date);
    if is_one_stretch(&date) {
        let (first, last) = outermost(&date)?;
        return Ok(Days::between(first, last));
    }
    let mut ranges: Vec<(Day, Day)> = Vec::new();
    // A masked date always enumerates; only years that are out of range anyway do not.
    for value in Edtf::Date(date).values().map_err(|_| Fault::OutOfRange)? {
        let (first, last) = outermost_of(&value)?;
        match ranges.last_mut() {
            Some(open) if open.1.tomorrow() == Some(first) => open.1 = last,
            _ => ranges.push((first, last)),
        }
        if ranges.len() > MAX_RANGES {
            return Err(Fault::TooVague);
        }
    }
    Ok(Days::from_ranges(ranges))
}

/// A day or month of which nothing is known says no more than its absence: `2004-02-XX` is `2004-02`.
fn without_empty_fields(mut date: Date) -> Date {
    let is_empty = |field: DateField| field.digits == [None, None];
    if date.day.is_some_and(is_empty) {
        date.day = None;
    }
    if date.day.is_none() && date.month.is_some_and(is_empty) {
        date.month = None;
    }
    date
}

/// Whether the outermost days and all between them are the answer: no mask, or a mask over the last digits of a
/// bare year.
fn is_one_stretch(date: &Date) -> bool {
    let known_after_mask =
        |digits: [Option<u8>; 4]| digits.windows(2).any(|pair| pair[0].is_none() && pair[1].is_some());
    match date.year.kind {
        YearKind::Standard { digits, .. } if date.has_unspecified() => {
            date.month.is_none() && !known_after_mask(digits)
        }
        _ => true,
    }
}

/// The first and last day of a date, by EDTF's own bounds.
fn outermost(date: &Date) -> Result<(Day, Day), Fault> {
    outermost_of(&Edtf::Date(*date))
}

fn outermost_of(expression: &Edtf) -> Result<(Day, Day), Fault> {
    let bounds = expression.bounds();
    match (bounds.earliest, bounds.latest) {
        (Bound::Date(first), Bound::Date(last)) => Ok((to_day(first)?, to_day(last)?)),
        _ => Err(Fault::OutOfRange),
    }
}

fn to_day(date: BoundDate) -> Result<Day, Fault> {
    let (year, month, day) = (i16::try_from(date.year), i8::try_from(date.month), i8::try_from(date.day));
    let (Ok(year), Ok(month), Ok(day)) = (year, month, day) else {
        return Err(Fault::OutOfRange);
    };
    Day::from_ymd(year, month, day).ok_or(Fault::OutOfRange)
}
