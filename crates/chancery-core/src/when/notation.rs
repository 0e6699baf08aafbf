//! A set of days written back as EDTF.

use super::{Day, Days, day::year_text};

/// What a range is named in: the largest unit that both its ends fit.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Unit {
    Day,
    Month,
    Year,
}

/// See [`Days::to_edtf`].
pub(super) fn to_edtf(days: &Days) -> String {
    let mut ranges = days.ranges();
    match (ranges.next(), ranges.len()) {
        (Some((None, None)), _) => return String::new(),
        (Some((Some(first), Some(last))), 0) => {
            if let Some(text) = one_value(first, last) {
                return text;
            }
        }
        _ => {}
    }
    let elements: Vec<String> = days.ranges().map(|(first, last)| element(first, last)).collect();
    format!("[{}]", elements.join(","))
}

/// One element of a one-of set.
fn element(first: Option<Day>, last: Option<Day>) -> String {
    match (first, last) {
        (Some(first), Some(last)) => one_value(first, last).unwrap_or_else(|| {
            let unit = starts(first).min(ends(last));
            format!("{}..{}", name(first, unit), name(last, unit))
        }),
        (Some(first), None) => format!("{}..", name(first, starts(first))),
        (None, Some(last)) => format!("..{}", name(last, ends(last))),
        (None, None) => "..".to_owned(),
    }
}

/// The day, month, year or masked year that is exactly this range, if one is.
fn one_value(first: Day, last: Day) -> Option<String> {
    let unit = starts(first).min(ends(last));
    let text = name(first, unit);
    if text == name(last, unit) {
        return Some(text);
    }
    if unit < Unit::Year {
        return None;
    }
    let (from, to) = (i32::from(first.ymd().0), i32::from(last.ymd().0));
    // EDTF knows no mask in a negative year.
    let digits = (1..=4).find(|digits| from >= 0 && to == from + 10_i32.pow(*digits) - 1)?;
    let kept = 4 - digits as usize;
    let whole = from % 10_i32.pow(digits) == 0;
    whole.then(|| format!("{}{}", &text[..kept], "X".repeat(digits as usize)))
}

/// The largest unit that begins on this day.
fn starts(day: Day) -> Unit {
    match day.ymd() {
        (_, 1, 1) => Unit::Year,
        (_, _, 1) => Unit::Month,
        _ => Unit::Day,
    }
}

/// The largest unit that ends on this day.
fn ends(day: Day) -> Unit {
    match day.ymd() {
        (_, 12, 31) => Unit::Year,
        _ if day.ends_month() => Unit::Month,
        _ => Unit::Day,
    }
}

/// The unit that holds this day.
fn name(day: Day, unit: Unit) -> String {
    let (year, month, _) = day.ymd();
    match unit {
        Unit::Day => day.to_string(),
        Unit::Month => format!("{}-{month:02}", year_text(year)),
        Unit::Year => year_text(year),
    }
}
