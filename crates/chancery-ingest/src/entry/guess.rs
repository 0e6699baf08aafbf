//! What a date in everyday spelling looks like as EDTF: `May 2010` is `2010-05`.
//!
//! Only a suggestion for a person to look at: nothing is ever read this way.

use chancery_core::when::When;

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

const SEASONS: [(&str, u32); 5] = [("spring", 21), ("summer", 22), ("autumn", 23), ("fall", 23), ("winter", 24)];

/// The parts that a text names.
#[derive(Default)]
struct Parts {
    year: Option<u32>,
    month: Option<u32>,
    day: Option<u32>,
    about: bool,
}

/// The EDTF that a text in everyday spelling may stand for. Where the order of day and month cannot be told, nothing.
pub(super) fn edtf(text: &str) -> Option<String> {
    if text.len() > 40 {
        return None;
    }
    let lower = text.trim().to_lowercase();
    let guess = decade(&lower).or_else(|| parts(&lower)?.edtf())?;
    When::parse(&guess).is_ok().then_some(guess)
}

/// `1990s`, `the 1990s`.
fn decade(text: &str) -> Option<String> {
    let digits = text.trim_start_matches("the ").trim_end_matches('s').trim_end_matches('\'');
    let is_decade = digits.len() == 4 && digits.ends_with('0') && digits.bytes().all(|byte| byte.is_ascii_digit());
    (is_decade && text.ends_with('s')).then(|| format!("{}X", &digits[..3]))
}

fn parts(text: &str) -> Option<Parts> {
    let mut parts = Parts::default();
    let mut numbers = Vec::new();
    for word in
        text.split(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | '/' | '-')).filter(|word| !word.is_empty())
    {
        let number = word.trim_end_matches("st").trim_end_matches("nd").trim_end_matches("rd").trim_end_matches("th");
        if ["c", "ca", "circa", "about", "around"].contains(&word) {
            parts.about = true;
        } else if let Ok(number) = number.parse::<u32>() {
            numbers.push((number, number_is_year(word)));
        } else if let Some((_, season)) = SEASONS.iter().find(|(name, _)| *name == word) {
            parts.month = Some(*season);
        } else if let Some(month) = month(word) {
            parts.month = Some(month);
        } else if !["in", "of", "the", "on"].contains(&word) {
            return None;
        }
    }
    let year = numbers.iter().position(|(_, is_year)| *is_year)?;
    let rest: Vec<u32> = numbers.iter().filter(|(_, is_year)| !is_year).map(|(number, _)| *number).collect();
    parts.year = Some(numbers[year].0);
    match (rest.as_slice(), parts.month) {
        ([], _) => {}
        ([day], Some(1..=12)) => parts.day = Some(*day),
        ([month], None) => parts.month = Some(*month),
        // Year, month, day in this order; or the one above 12 is the day.
        ([month, day], None) if year == 0 || *day > 12 => (parts.month, parts.day) = (Some(*month), Some(*day)),
        ([day, month], None) if *day > 12 => (parts.month, parts.day) = (Some(*month), Some(*day)),
        _ => return None,
    }
    Some(parts)
}

fn number_is_year(word: &str) -> bool {
    word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// A month by its name or the first three letters of it.
fn month(word: &str) -> Option<u32> {
    let found = MONTHS.iter().position(|month| {
        *month == word || (word.len() == 3 && month.starts_with(word)) || word == "sept" && month.starts_with(word)
    });
    found.and_then(|at| u32::try_from(at + 1).ok())
}

impl Parts {
    fn edtf(&self) -> Option<String> {
        let mut text = format!("{:04}", self.year?);
        for part in [self.month, self.day].into_iter().flatten() {
            text.push_str(&format!("-{part:02}"));
        }
        if self.about {
            text.push('~');
        }
        Some(text)
    }
}

#[cfg(test)]
mod tests {
    use super::edtf;

    #[test]
    fn everyday_spellings() {
        for (text, guess) in [
            ("May 2010", Some("2010-05")),
            ("3 May 2010", Some("2010-05-03")),
            ("May 3rd, 2010", Some("2010-05-03")),
            ("in Sept. 2012", Some("2012-09")),
            ("spring 2012", Some("2012-21")),
            ("06/2012", Some("2012-06")),
            ("2010-5-3", Some("2010-05-03")),
            ("2010/05/03", Some("2010-05-03")),
            ("30.10.2013", Some("2013-10-30")),
            ("10/30/2013", Some("2013-10-30")),
            ("the 1990s", Some("199X")),
            ("c. 2010", Some("2010~")),
            ("03/04/2010", None),
            ("2010-13", None),
            ("last spring", None),
            ("31 February 2010", None),
            ("", None),
        ] {
            assert_eq!(edtf(text).as_deref(), guess, "{text}");
        }
    }
}
