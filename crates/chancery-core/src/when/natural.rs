//! Dates as people write them in English, read as EDTF.
//!
//! "30th Oct. 2013", "the early 1990s", "between 1973 and 1989", "last Tuesday": [`read`] gives every reading a text has, each as
//! one or several [`When`]s with words that say what it means, so that somebody can choose. "03/04/2012" is 3 April or 4 March;
//! "the 1900s" ten years or a hundred. What hangs on the day on which a text was written needs that day, an [`Anchor`].
//!
//! Whatever is EDTF is read as EDTF and as nothing else. No reading is likelier than another here: the order only puts what
//! lies closest to the words first. No clock is asked, so without an anchor "last year" is an error; nothing is looked up, so
//! "the turn of the millennium", "recently" or "after the war" are not understood. Times of day are dropped. Input costs
//! bounded time, and never a panic.
//!
//! A text is cut into tokens (`token`), parsed into a tree (`parse` for lists and ranges, `unit`, `civil`, `numeric` and
//! `reckoned` for the dates in them), given the months and years that its parts share (`complete`), turned into days
//! (`resolve`, `relative`, `span`), and written as EDTF (`render`).

mod anchor;
mod civil;
mod complete;
mod cursor;
mod fault;
mod names;
mod numeric;
mod parse;
mod reckoned;
mod relative;
mod render;
mod resolve;
mod span;
#[cfg(test)]
mod tests;
mod token;
mod tree;
mod unit;
mod words;

pub use anchor::Anchor;
pub use fault::{NaturalError, NaturalFault};
pub use words::in_words;

use super::{MAX_BYTES, When};
use cursor::Cursor;
use fault::Fault;

/// A date with its meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dated {
    /// Its EDTF, in the canonical spelling.
    pub when: When,
    /// What it means: a phrase without a full stop.
    pub words: String,
}

/// One way to understand a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The dates it speaks of, at least one: "March and December 2012" speaks of two.
    pub dates: Vec<Dated>,
}

/// Every reading of a text, at least one. `anchor` is the day on which the text was written, if that is known.
///
/// # Errors
///
/// A [`NaturalError`] with the byte offset and a fix, if the text is over [`MAX_BYTES`] long, not understood, impossible (30
/// February; Tuesday, 30 October 2013), or hangs on an anchor that is missing or too vague.
///
/// ```
/// use chancery_core::when::natural::read;
///
/// let texts = |text: &str| -> Vec<String> {
///     let readings = read(text, None).unwrap_or_default();
///     readings.iter().map(|reading| reading.dates.iter().map(|date| date.when.text()).collect::<Vec<_>>().join(" and ")).collect()
/// };
/// assert_eq!(texts("the 2000s"), ["200X"]);
/// assert_eq!(texts("March and December 2012"), ["2012-03 and 2012-12"]);
/// assert_eq!(texts("03/04/2012"), ["2012-04-03", "2012-03-04"]);
/// ```
pub fn read(text: &str, anchor: Option<Anchor>) -> Result<Vec<Reading>, NaturalError> {
    if text.len() > MAX_BYTES {
        return Err(Fault::new(NaturalFault::TooLong, MAX_BYTES).of(text));
    }
    if let Some((when, note)) = as_edtf(text) {
        let words = in_words(&when) + &note;
        return Ok(vec![Reading { dates: vec![Dated { when, words }] }]);
    }
    let tokens = token::tokens(text);
    let (mut readings, mut stopped) = (Vec::new(), Vec::new());
    // "2004–05" is a pair of years or a month; most texts have no such pair and are the same tree both times.
    let mut trees = Vec::new();
    for pairs_are_years in [true, false] {
        let mut cursor = Cursor::new(&tokens, pairs_are_years);
        match parse::joined(&mut cursor) {
            Some(tree) if trees.contains(&tree) => {}
            Some(tree) => trees.push(tree),
            None => stopped.push(Fault::not_understood(cursor.furthest_byte())),
        }
    }
    for tree in trees {
        match every_reading(tree, anchor.as_ref()) {
            Ok(found) => found.into_iter().for_each(|reading| {
                if !readings.contains(&reading) {
                    readings.push(reading);
                }
            }),
            Err(fault) => stopped.insert(0, fault),
        }
    }
    if readings.is_empty() {
        let fault = stopped.into_iter().next().unwrap_or(Fault::not_understood(0));
        return Err(fault.of(text));
    }
    Ok(readings)
}

fn every_reading(tree: tree::Joined, anchor: Option<&Anchor>) -> Result<Vec<Reading>, Fault> {
    let mut readings = Vec::new();
    let mut faults = Vec::new();
    for tree in complete::completed(tree, anchor)? {
        match render::readings(&tree, anchor) {
            Ok(found) => readings.extend(found),
            Err(fault) => faults.push(fault),
        }
    }
    match faults.into_iter().next() {
        Some(fault) if readings.is_empty() => Err(fault),
        _ => Ok(readings),
    }
}

/// The text as EDTF in its canonical spelling, and what is to be said of it: as it is, or without blanks around it, small
/// letters for `X`, or a time of day.
fn as_edtf(text: &str) -> Option<(When, String)> {
    let trimmed = text.trim();
    let canonical = |when: When| When::parse(&when.canonical()).unwrap_or(when);
    if let Ok(when) = When::parse(trimmed).or_else(|_| When::parse(&trimmed.replace('x', "X"))).map(canonical) {
        let note = pair_note(when.text());
        return Some((when, note));
    }
    let day = trimmed.get(..10).filter(|_| is_time(trimmed.get(10..).unwrap_or_default()))?;
    When::parse(day).ok().map(|when| (canonical(when), "; the time of day is left out".to_owned()))
}

/// Whether a text is a time of day, as it follows a day in ISO 8601 or from a spreadsheet.
fn is_time(text: &str) -> bool {
    let is_of_time = |c: char| c.is_ascii_digit() || matches!(c, ':' | '.' | '+' | '-' | 'Z');
    let time = text.strip_prefix(['T', ' ']).map(str::trim).unwrap_or_default();
    time.contains(':') && time.starts_with(|c: char| c.is_ascii_digit()) && time.chars().all(is_of_time)
}

/// What to say of `2004-05`, which is May 2004, though people also write two years like that.
fn pair_note(text: &str) -> String {
    let pair = text.split_once('-').and_then(|(year, second)| {
        let is_pair = year.len() == 4 && second.len() == 2;
        let (year, second): (u16, u16) = (year.parse().ok()?, second.parse().ok()?);
        (is_pair && (1..=10).contains(&second.saturating_sub(year % 100))).then_some((year, year - year % 100 + second))
    });
    pair.map(|(first, last)| format!("; for the years {first} to {last} write {first}/{last}")).unwrap_or_default()
}
