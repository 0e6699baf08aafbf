//! The words of dates: months, days of the week, seasons, numbers, and how long something is.

/// How long a stretch of the calendar is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Length {
    Day,
    Week,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// A month, 1 to 12, by its name or the first three letters of it, or `sept`.
pub(super) fn month(word: &str) -> Option<u8> {
    one_of(&MONTHS, word, &["sept"]).and_then(|index| u8::try_from(index + 1).ok())
}

/// A day of the week, Monday 0 to Sunday 6.
pub(super) fn weekday(word: &str) -> Option<i32> {
    one_of(&WEEKDAYS, word, &["tues", "weds", "thur", "thurs"]).and_then(|index| i32::try_from(index).ok())
}

/// The name of a day of the week, Monday 0 to Sunday 6.
pub(super) fn weekday_name(weekday: i32) -> String {
    let name = usize::try_from(weekday).ok().and_then(|index| WEEKDAYS.get(index)).copied().unwrap_or_default();
    capital(name)
}

/// The name of a month, 1 to 12.
pub(super) fn month_name(month: u8) -> String {
    let name = usize::from(month).checked_sub(1).and_then(|index| MONTHS.get(index)).copied().unwrap_or_default();
    capital(name)
}

fn capital(word: &str) -> String {
    let mut characters = word.chars();
    characters.next().map(|first| first.to_uppercase().chain(characters).collect()).unwrap_or_default()
}

/// The name that a word is, or is short for: its first three letters, or one of the `other` spellings.
fn one_of(names: &[&str], word: &str, other: &[&str]) -> Option<usize> {
    let is_short = word.len() == 3 || other.contains(&word);
    let start = word.get(..3).filter(|_| is_short);
    names.iter().position(|name| *name == word || start.is_some_and(|start| name.starts_with(start)))
}

/// The code EDTF gives a season of the northern half of the earth.
pub(super) fn season(word: &str) -> Option<u8> {
    match word {
        "spring" => Some(21),
        "summer" => Some(22),
        "autumn" | "fall" => Some(23),
        "winter" => Some(24),
        _ => None,
    }
}

/// How long a day, week, … is; in the plural too.
pub(super) fn length(word: &str) -> Option<Length> {
    match word {
        "day" | "days" => Some(Length::Day),
        "week" | "weeks" => Some(Length::Week),
        "month" | "months" => Some(Length::Month),
        "quarter" | "quarters" => Some(Length::Quarter),
        "year" | "years" => Some(Length::Year),
        "decade" | "decades" => Some(Length::Decade),
        "century" | "centuries" => Some(Length::Century),
        _ => None,
    }
}

const UNITS: [(&str, &str); 19] = [
    ("one", "first"),
    ("two", "second"),
    ("three", "third"),
    ("four", "fourth"),
    ("five", "fifth"),
    ("six", "sixth"),
    ("seven", "seventh"),
    ("eight", "eighth"),
    ("nine", "ninth"),
    ("ten", "tenth"),
    ("eleven", "eleventh"),
    ("twelve", "twelfth"),
    ("thirteen", "thirteenth"),
    ("fourteen", "fourteenth"),
    ("fifteen", "fifteenth"),
    ("sixteen", "sixteenth"),
    ("seventeen", "seventeenth"),
    ("eighteen", "eighteenth"),
    ("nineteen", "nineteenth"),
];

const TENS: [(&str, &str, &str); 8] = [
    ("twenty", "twentieth", "twenties"),
    ("thirty", "thirtieth", "thirties"),
    ("forty", "fortieth", "forties"),
    ("fifty", "fiftieth", "fifties"),
    ("sixty", "sixtieth", "sixties"),
    ("seventy", "seventieth", "seventies"),
    ("eighty", "eightieth", "eighties"),
    ("ninety", "ninetieth", "nineties"),
];

/// `one` to `nineteen`, or nothing.
pub(super) fn small_cardinal(word: &str) -> Option<u32> {
    position(UNITS.iter().position(|(cardinal, _)| *cardinal == word))
}

/// `first` to `nineteenth`.
pub(super) fn small_ordinal(word: &str) -> Option<u32> {
    position(UNITS.iter().position(|(_, ordinal)| *ordinal == word))
}

fn position(index: Option<usize>) -> Option<u32> {
    index.and_then(|index| u32::try_from(index + 1).ok())
}

fn ten(index: Option<usize>) -> Option<u32> {
    index.and_then(|index| u32::try_from(10 * (index + 2)).ok())
}

/// `twenty`, `thirty`, … `ninety`.
pub(super) fn tens_cardinal(word: &str) -> Option<u32> {
    ten(TENS.iter().position(|(cardinal, ..)| *cardinal == word))
}

/// `twentieth`, `thirtieth`, … `ninetieth`.
pub(super) fn tens_ordinal(word: &str) -> Option<u32> {
    ten(TENS.iter().position(|(_, ordinal, _)| *ordinal == word))
}

/// The last two digits with which a decade named by its tens begins: `nineties` 90.
pub(super) fn decade(word: &str) -> Option<u32> {
    ten(TENS.iter().position(|(.., decade)| *decade == word))
}
