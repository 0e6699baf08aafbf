//! What an EDTF expression means, in words.

use super::super::When;
use super::names::month_name;
use edtf_core::{Date, DateField, Edtf, Interval, IntervalEndpoint, Set, SetElement, SetKind, YearKind};

/// What a date means, in words: `the decade 2000 to 2009`, `from May 1973 to 1989`, `once, in 2012 or in 2013`.
///
/// Words follow the expression as it is written, so what they leave vague is as vague as it. A phrase without a full stop.
pub fn in_words(when: &When) -> String {
    match &when.expression {
        Edtf::Date(date) => alone(date),
        Edtf::DateTime(instant) => alone(&instant.date),
        Edtf::Interval(interval) => of_interval(interval),
        Edtf::Set(set) => of_set(set),
    }
}

fn alone(date: &Date) -> String {
    let is_year = date.month.is_none() && !date.has_unspecified() && !date.is_approximate() && !date.is_uncertain();
    if is_year { format!("the year {}", of_date(date)) } else { of_date(date) }
}

fn of_date(date: &Date) -> String {
    let doubt = match (date.is_uncertain(), date.is_approximate()) {
        (false, false) => "",
        (true, false) => "possibly ",
        (false, true) => "about ",
        (true, true) => "possibly about ",
    };
    format!("{doubt}{}", undoubted(date))
}

fn undoubted(date: &Date) -> String {
    let as_written = || Edtf::Date(without_doubt(*date)).to_string();
    let Some((year, masked)) = year(date) else { return as_written() };
    let within = match (date.month, date.day) {
        (None, _) => return year,
        (Some(month), None) => of_month(month),
        (Some(month), Some(day)) => of_day(month, day),
    };
    match within {
        // EDTF's winter begins in December.
        Some(within) if is_winter(date) => format!("{within} {year}/{}", two_digits_of_next(&year)),
        Some(within) if masked => format!("{within} of a year of {year}"),
        Some(within) => format!("{within} {year}"),
        None => format!("what fits {}", as_written()),
    }
}

fn is_winter(date: &Date) -> bool {
    date.month.and_then(DateField::value) == Some(24) && !date.year.has_unspecified()
}

fn two_digits_of_next(year: &str) -> String {
    let next = year.parse::<i16>().unwrap_or_default().saturating_add(1);
    format!("{:02}", next.rem_euclid(100))
}

fn without_doubt(mut date: Date) -> Date {
    date.year.qualifier = Default::default();
    let plain = |field: DateField| DateField { qualifier: Default::default(), ..field };
    (date.month, date.day) = (date.month.map(plain), date.day.map(plain));
    date
}

/// A year in words, and whether it has a mask; `None` for a spelling that has no words.
fn year(date: &Date) -> Option<(String, bool)> {
    let YearKind::Standard { negative, digits } = date.year.kind else { return None };
    if date.year.significant_digits.is_some() {
        return None;
    }
    let text = |fill: u8| -> String {
        let digits = digits.iter().map(|digit| char::from(b'0' + digit.unwrap_or(fill)));
        if negative { "-".chars().chain(digits).collect() } else { digits.collect() }
    };
    let span = format!("{} to {}", text(0), text(9));
    Some(match digits {
        [Some(_), Some(_), Some(_), Some(_)] => return Some((text(0), false)),
        [Some(_), Some(_), Some(_), None] => (format!("the decade {span}"), true),
        [Some(_), Some(_), None, None] => (format!("the century {span}"), true),
        [Some(_), None, None, None] => (format!("the years {span}"), true),
        [None, None, None, None] => ("any year".to_owned(), true),
        _ => return None,
    })
}

fn of_month(month: DateField) -> Option<String> {
    if month.digits == [None, None] {
        return Some("some month of".to_owned());
    }
    let code = month.value()?;
    let ordinal =
        |from: u8| ["first", "second", "third", "fourth"].get(usize::from(code - from)).copied().unwrap_or_default();
    let season =
        |from: u8| ["spring", "summer", "autumn", "winter"].get(usize::from(code - from)).copied().unwrap_or_default();
    match code {
        1..=12 => Some(month_name(code)),
        21..=24 => Some(season(21).to_owned()),
        25..=28 => Some(format!("northern {}", season(25))),
        29..=32 => Some(format!("southern {}", season(29))),
        33..=36 => Some(format!("the {} quarter of", ordinal(33))),
        37..=39 => Some(format!("the {} four months of", ordinal(37))),
        40..=41 => Some(format!("the {} half of", ordinal(40))),
        _ => None,
    }
}

fn of_day(month: DateField, day: DateField) -> Option<String> {
    match (month.value(), day.value()) {
        (Some(month), Some(day)) => Some(format!("{day} {}", month_name(month))),
        (Some(month), None) if day.digits == [None, None] => Some(format!("some day of {}", month_name(month))),
        (None, Some(day)) if month.digits == [None, None] => Some(format!("day {day} of some month of")),
        (None, None) if month.digits == [None, None] && day.digits == [None, None] => Some("some day of".to_owned()),
        _ => None,
    }
}

fn of_interval(interval: &Interval) -> String {
    use IntervalEndpoint::{Date, OnOrAfter, OnOrBefore, Open, Unknown};
    let start = match &interval.start {
        Date(date) => format!("from {}", of_date(date)),
        OnOrBefore(date) => format!("from {} or earlier", of_date(date)),
        OnOrAfter(date) => format!("from {} or later", of_date(date)),
        Open => String::new(),
        Unknown => "from an unknown date".to_owned(),
    };
    let end = match (&interval.end, &interval.start) {
        (Date(date), Open) => format!("until {}", of_date(date)),
        (Date(date), _) => format!(" to {}", of_date(date)),
        (OnOrBefore(date), _) => format!(" to {} or earlier", of_date(date)),
        (OnOrAfter(date), _) => format!(" to {} or later", of_date(date)),
        (Open, _) => " on".to_owned(),
        (Unknown, _) => " to an unknown date".to_owned(),
    };
    format!("{start}{end}").trim().to_owned()
}

fn of_set(set: &Set) -> String {
    let member = |element: &SetElement| match element {
        SetElement::Date(date) => format!("in {}", of_date(date)),
        SetElement::OnOrBefore(date) => format!("not later than {}", of_date(date)),
        SetElement::OnOrAfter(date) => format!("not earlier than {}", of_date(date)),
        SetElement::Range(from, to) => format!("between {} and {}", of_date(from), of_date(to)),
    };
    let on = |element: &SetElement| match element {
        SetElement::Date(date) if date.day.is_some() => format!("on {}", of_date(date)),
        other => member(other),
    };
    let members: Vec<String> = set.elements.iter().map(on).collect();
    match set.kind {
        SetKind::OneMember => format!("once, {}", members.join(" or ")),
        SetKind::AllMembers => format!("each time: {}", members.join("; ")),
    }
}
