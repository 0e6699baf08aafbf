//! Days reckoned from an anchor. Where the anchor is vague, a reading is all days that any day of it leads to.

use super::super::{Day, Days, day::year_text};
use super::anchor::{Anchor, around, shift, touched, weekday};
use super::fault::Fault;
use super::names::Length;
use super::span::Span;
use super::tree::{Relative, Which};

/// The longest anchor, in days, for days of the week.
const MAX_DAYS_FOR_WEEKDAYS: i32 = 31;

/// Every reading, at least one. `at` is the byte for errors.
pub(super) fn spans(relative: Relative, anchor: &Anchor, at: usize) -> Result<Vec<Span>, Fault> {
    let outside = || Fault::no_such_day(at);
    match relative {
        Relative::Days(days) => away(anchor, Length::Day, days).map(|span| vec![span]).ok_or_else(outside),
        Relative::Away(length, count) => away(anchor, length, count).map(|span| vec![span]).ok_or_else(outside),
        Relative::Calendar(length, count) => calendar(anchor, length, count).map(|span| vec![span]).ok_or_else(outside),
        Relative::Rest(length, which) => rest(anchor, length, which).map(|span| vec![span]).ok_or_else(outside),
        Relative::Weekday(..) if anchor.last().0 - anchor.first().0 >= MAX_DAYS_FOR_WEEKDAYS => {
            Err(Fault::vague_anchor(at))
        }
        Relative::Weekday(day, which) => weekdays(anchor, day, which).ok_or_else(outside),
    }
}

/// The calendar's week, month, … so many after the anchor's.
pub(super) fn calendar(anchor: &Anchor, length: Length, count: i32) -> Option<Span> {
    let (first, last) = (shift(anchor.first(), length, count)?, shift(anchor.last(), length, count)?);
    let days = touched(first, last, length)?;
    let is_one = length == Length::Quarter && around(first, length) == around(last, length);
    let span = Span::new(days, length);
    let (year, month, _) = first.ymd();
    Some(if is_one { span.named(format!("{}-{}", year_text(year), 33 + (month - 1) / 3)) } else { span })
}

/// So many lengths after the anchor. But for days, nobody counts to the day: half a length on either side is meant too, in
/// whole months for months, whole years for what is longer.
fn away(anchor: &Anchor, length: Length, count: i32) -> Option<Span> {
    let (first, last) = (shift(anchor.first(), length, count)?, shift(anchor.last(), length, count)?);
    let (half, unit) = match length {
        Length::Day => return Some(Span::new(Days::between(first, last), Length::Day)),
        Length::Week => (3, Length::Day),
        Length::Month => (15, Length::Month),
        Length::Quarter => (46, Length::Month),
        Length::Year => (183, Length::Year),
        Length::Decade => (5 * 366, Length::Year),
        Length::Century => (50 * 366, Length::Year),
    };
    let days = touched(shift(first, Length::Day, -half)?, shift(last, Length::Day, half)?, unit)?;
    let mut span = Span::new(days, unit).noted("give or take half of one");
    span.doubt.approximate = true;
    Some(span)
}

/// What of the anchor's week, month, … is over, or is left.
fn rest(anchor: &Anchor, length: Length, which: Which) -> Option<Span> {
    let (start, end) = (around(anchor.first(), length)?.0, around(anchor.last(), length)?.1);
    let days = match which {
        Which::Next => Days::between(anchor.first(), end),
        _ => Days::between(start, anchor.last()),
    };
    Some(Span::new(days, Length::Day))
}

/// The readings of a day of the week. A week begins on a Monday.
fn weekdays(anchor: &Anchor, day: i32, which: Which) -> Option<Vec<Span>> {
    let mut readings: Vec<Vec<Day>> = Vec::new();
    for number in anchor.first().0..=anchor.last().0 {
        let now = Day(number);
        let back = (weekday(now) - day).rem_euclid(7);
        let (latest, monday) = (number - back, number - weekday(now));
        let (before, after) = (if back == 0 { number - 7 } else { latest }, latest + 7);
        let found = match which {
            Which::Any => vec![latest, after],
            Which::This => vec![monday + day, if back == 0 { number } else { after }],
            // A text that is dated on a Tuesday may tell of that day as last Tuesday: it was written later.
            Which::Last if back == 0 => vec![before, number],
            Which::Last => vec![before, monday - 7 + day],
            Which::Next => vec![after, monday + 7 + day],
        };
        readings.resize(found.len(), Vec::new());
        readings.iter_mut().zip(found).for_each(|(reading, day)| reading.push(Day(day)));
    }
    let mut spans: Vec<Span> = Vec::new();
    for reading in readings {
        let days = Days::from_ranges(reading.into_iter().map(|day| (day, day)));
        let span = Span::new(days, Length::Day);
        if !span.days.is_empty() && !spans.contains(&span) {
            spans.push(span);
        }
    }
    (!spans.is_empty()).then_some(spans)
}
