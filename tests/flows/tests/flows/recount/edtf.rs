//! On which days something may have begun, by asking of every day whether a text allows it.

use std::collections::BTreeSet;

use super::calendar::{Calendar, Day};

/// The days on which something may have begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Onset {
    /// In order; where there is no first or no last day, as far as the calendar goes.
    pub days: Vec<Day>,
    /// Whether there is a first and a last day.
    pub is_bounded: bool,
}

/// The days that a date allows, less those before `earliest` and after `latest`; without `earliest` there is no first day,
/// without `latest` no last.
pub fn onset(when: Option<&str>, earliest: Option<Day>, latest: Option<Day>, calendar: &Calendar) -> Onset {
    let fits = |day: &Day| earliest.is_none_or(|first| first <= *day) && latest.is_none_or(|last| *day <= last);
    let plain: String = when.unwrap_or_default().chars().filter(|c| !matches!(c, '~' | '?' | '%')).collect();
    let days = beginnings(&plain, calendar).into_iter().filter(fits).collect();
    Onset { days, is_bounded: earliest.is_some() && latest.is_some() }
}

/// The days on which something dated so may have begun.
fn beginnings(text: &str, calendar: &Calendar) -> Vec<Day> {
    if text.is_empty() {
        return calendar.all().collect();
    }
    if let Some(items) = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        let days: BTreeSet<Day> = items.split(',').flat_map(|item| between(item, "..", calendar)).collect();
        return days.into_iter().collect();
    }
    match text.split_once('/') {
        // It lasted: it began within what stands first, and not after its end.
        Some((start, end)) if !is_open(start) => {
            let last = if is_open(end) { None } else { days_of(end, calendar).last().copied() };
            days_of(start, calendar).into_iter().filter(|day| last.is_none_or(|last| *day <= last)).collect()
        }
        Some(_) => between(text, "/", calendar),
        None => days_of(text, calendar),
    }
}

/// From the first day of the one date to the last day of the other.
fn between(text: &str, joint: &str, calendar: &Calendar) -> Vec<Day> {
    let Some((start, end)) = text.split_once(joint) else { return days_of(text, calendar) };
    let first = if is_open(start) { 0 } else { days_of(start, calendar)[0] };
    let last = if is_open(end) { calendar.all().end - 1 } else { *days_of(end, calendar).last().expect("has a day") };
    (first..=last).collect()
}

fn is_open(date: &str) -> bool {
    matches!(date, "" | "..")
}

fn days_of(date: &str, calendar: &Calendar) -> Vec<Day> {
    calendar.all().filter(|day| is_meant(date, *day, calendar)).collect()
}

/// Whether a day is one that a year, month, season or day means, with `X` for any digit.
fn is_meant(date: &str, day: Day, calendar: &Calendar) -> bool {
    let (year, month, of_month) = calendar.parts(day);
    let mut parts = date.split('-');
    let fits = |part: Option<&str>, number: u32| part.is_none_or(|part| matches_mask(part, &format!("{number:02}")));
    if !parts.next().is_some_and(|part| matches_mask(part, &format!("{year:04}"))) {
        return false;
    }
    let is_month = match parts.next() {
        Some("21") => (3..=5).contains(&month),
        Some("22") => (6..=8).contains(&month),
        Some("23") => (9..=11).contains(&month),
        Some(part) if part.parse::<u32>().is_ok_and(|number| number > 12) => panic!("the recount does not know {date}"),
        part => fits(part, month),
    };
    is_month && fits(parts.next(), of_month)
}

fn matches_mask(mask: &str, number: &str) -> bool {
    mask.len() == number.len() && mask.chars().zip(number.chars()).all(|(a, b)| a == 'X' || a == b)
}

#[test]
fn dates_mean_the_days_that_they_say() {
    let calendar = Calendar::new();
    let day = |text: &str| calendar.day(text);
    for (when, count, first, last) in [
        ("2013", 365, "2013-01-01", "2013-12-31"),
        ("200X~", 3_653, "2000-01-01", "2009-12-31"),
        ("2005-XX-27", 12, "2005-01-27", "2005-12-27"),
        ("2005-XX-30", 11, "2005-01-30", "2005-12-30"),
        ("2013-1X", 92, "2013-10-01", "2013-12-31"),
        ("2012-22", 92, "2012-06-01", "2012-08-31"),
        ("2013-10-28/2013-11", 1, "2013-10-28", "2013-10-28"),
        ("201X/2014-03", 1_551, "2010-01-01", "2014-03-31"),
        ("[2013-09..2013-11]", 91, "2013-09-01", "2013-11-30"),
        ("[2013-09,2013-11]", 60, "2013-09-01", "2013-11-30"),
        ("[2013-09,2013-11-29..2013-12]", 63, "2013-09-01", "2013-12-31"),
    ] {
        let (earliest, latest) = (Some(day(first)), Some(day(last)));
        let wide = onset(when, Some(0), Some(calendar.all().end), &calendar);
        assert_eq!((wide.days.len(), wide.days.first(), wide.days.last()), (count, earliest.as_ref(), latest.as_ref()));
    }
    let open = onset("../2013-11", None, Some(day("2013-10-31")), &calendar);
    assert!(!open.is_bounded && open.days.first() == Some(&0) && open.days.last() == Some(&day("2013-10-31")));
    assert_eq!(onset("2013-11", Some(day("2013-11-05")), Some(day("2013-11-07")), &calendar).days.len(), 3);

    fn onset(when: &str, earliest: Option<Day>, latest: Option<Day>, calendar: &Calendar) -> Onset {
        super::edtf::onset(Some(when), earliest, latest, calendar)
    }
}
