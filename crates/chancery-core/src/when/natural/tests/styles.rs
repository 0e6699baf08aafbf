//! The ways in which people write a day, written out from the day itself: what the laws read back.

use crate::when::Day;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const WEEKDAYS: [&str; 7] = ["Thursday", "Friday", "Saturday", "Sunday", "Monday", "Tuesday", "Wednesday"];

const TENS: [&str; 10] =
    ["", "", "twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"];

pub(super) fn month(day: Day) -> &'static str {
    MONTHS[usize::try_from(day.ymd().1 - 1).unwrap()]
}

/// The day of the week, counted from a Thursday in 1970.
pub(super) fn weekday(day: Day) -> &'static str {
    WEEKDAYS[usize::try_from(day.0.rem_euclid(7)).unwrap()]
}

fn ordinal(number: i16) -> String {
    let suffix = match (number % 100, number % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{number}{suffix}")
}

/// The day itself in many spellings.
pub(super) fn exact(day: Day) -> Vec<String> {
    let (year, month_number, date) = day.ymd();
    let (name, weekday) = (month(day), weekday(day));
    let (short, nth) = (&name[..3], ordinal(i16::from(date)));
    vec![
        format!("{date} {name} {year:04}"),
        format!("{name} {date}, {year:04}"),
        format!("the {nth} of {name}, {year:04}"),
        format!("{short}. {nth} {year:04}"),
        format!("{date}-{short}-{year:04}"),
        format!("{date}\u{a0}{}\u{a0}{year:04}", name.to_uppercase()),
        format!("{weekday}, {name} {date}, {year:04}"),
        format!("{} {nth} {short} {year:04}", &weekday[..3]),
        format!("{year:04} {name} {date}"),
        format!("{year:04}/{month_number}/{date}"),
        format!("{date}.{month_number}.{year:04}"),
        format!("{month_number:02}/{date:02}/{year:04}"),
        format!("{year:04}{month_number:02}{date:02}"),
        format!("{year:04}\u{2013}{month_number:02}\u{2013}{date:02}"),
        format!("about {date} {name} {year:04}"),
        format!("possibly on {name} {date} {year:04}"),
        format!("{date} or 28 {name} {year:04}"),
        format!("{date} and 28 {name} {year:04}"),
        format!("{date}/{month_number}/{:02}", year % 100),
        format!("the {nth} of {short} '{:02}", year % 100),
    ]
}

/// Vaguer: a time that the day is in.
pub(super) fn vaguer(day: Day) -> Vec<String> {
    let (year, month_number, date) = day.ymd();
    let name = month(day);
    let third = |at: i16, of: i16| ["early", "mid", "late"][usize::try_from(3 * at / of).unwrap()];
    let length = i16::from(crate::when::Day::month_end(year, month_number).unwrap().ymd().2);
    let (season, of_year) = match month_number {
        12 => ("winter", year),
        1 | 2 => ("winter", year - 1),
        3..=5 => ("spring", year),
        6..=8 => ("summer", year),
        _ => ("autumn", year),
    };
    let half = if month_number <= 6 { "first" } else { "second" };
    let mut texts = vec![
        format!("{name} {year:04}"),
        format!("in {} of {year:04}", &name[..3]),
        format!("some time in {year:04}"),
        format!("{} {name} {year:04}", third(i16::from(date) - 1, length)),
        format!("{} in {year:04}", third(i16::from(month_number) - 1, 12)),
        format!("{}-{year:04}", third(i16::from(month_number) - 1, 12)),
        format!("the {} {}s", third(year % 10, 10), year - year % 10),
        format!("the {}s", year - year % 10),
        format!("Q{} {year:04}", (month_number + 2) / 3),
        format!("{half} half of {year:04}"),
        format!("{season} {year:04}"),
        format!("the {season} of {of_year:04}"),
        format!("the {} century", ordinal(year / 100 + 1)),
        format!("the {} {} century", third(year % 100, 100), ordinal(year / 100 + 1)),
        format!("between {year:04} and {:04}", year + 5),
        format!("between {:04} and {year:04}", year - 5),
        format!("by {name} {year:04}"),
        format!("before {:04}", year + 1),
        format!("after {:04}", year - 1),
        format!("no earlier than {name} {year:04}"),
        format!("{year:04} or {:04}", year + 3),
        format!("from {name} {year:04} to {:04}", year + 3),
        format!("{year:04}\u{2013}{:02}", (year + 3) % 100),
        format!("since {name} {year:04}"),
        format!("{name} and December {year:04}"),
        format!("{year:04}, {:04}, and {:04}", year - 30, year - 20),
    ];
    let decade = TENS[usize::try_from(year / 10 % 10).unwrap()];
    if !decade.is_empty() {
        texts.push(format!("the {decade}"));
    }
    texts
}
