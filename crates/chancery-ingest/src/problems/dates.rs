//! Dates of contacts, of sources, and of the dataset's own history.

use chancery_core::when::WhenError;
use chancery_core::when::natural::{Dated, NaturalError, NaturalFault, Reading};

use crate::entry::english::English;
use crate::explanation::explanation;
use crate::problem::{Problem, Spot, quoted};

explanation!(BAD_DATE = "bad-date", "a date that cannot be read",
    "Dates are EDTF (ISO 8601-2), so that a vague date can stay vague: `2013`, `2013-10`, `2013-10-30`, `201X` for a decade, \
     `2012-21` for spring, `2013-10-28/2013-10-31` for what lasted, `[2013-09..2013-11]` for once within, `../2004-08` for \
     no later than. `~` marks about, `?` uncertain. Where no date is known, leave `when` out. English is not read for you, but the \
     fix lists what it may mean; so does `chancery date the early 1990s`.",
    wrong: "when = \"October 2013\"", right: "when = \"2013-10\"");

/// `error` of the date's own reader; `english` what the text may mean.
pub fn bad_date(at: Spot<'_>, key: &str, text: &str, error: &WhenError, english: &English) -> Problem {
    let is_words = text.split(|c: char| !c.is_alphabetic() || c == 'X').any(|word| word.chars().count() > 2);
    let (message, fix) = match &english.readings {
        Ok(readings) => {
            let meant = readings_as_fix(readings, key);
            let reckoned = if english.is_reckoned { " It is reckoned from the source's `published`." } else { "" };
            // What looks like EDTF is told what is wrong with it, too.
            let fix = if is_near_edtf(text) { format!("{}; or {meant}", error.hint) } else { meant };
            let message = if is_words { "it is English, not EDTF" } else { error.message.as_ref() };
            (message, format!("{}.{reckoned}", capital(&fix)))
        }
        Err(english) if is_words => (english.message.as_str(), format!("{}.", capital(&in_an_entry(english)))),
        Err(_) => (error.message.as_ref(), format!("{}.", capital(&error.hint))),
    };
    BAD_DATE.problem(
        at,
        format!("{} is no date for {}: {message}", quoted(text), quoted(key)),
        "Dates are EDTF, which lets a vague date stay vague without losing its meaning.",
        fix,
    )
}

fn is_near_edtf(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'X' | b'-'))
}

/// What to do in an entry about a text that is no date in English either.
fn in_an_entry(error: &NaturalError) -> String {
    match error.fault {
        NaturalFault::NotUnderstood => {
            "write EDTF: 2013-10-30, 2013-10, 2012-21 (spring), 199X, 2004/2006, ../2004-08; leave it out if no date is known".to_owned()
        }
        NaturalFault::NeedsAnchor | NaturalFault::VagueAnchor => {
            "write the date with its year; `chancery date TEXT --anchor DAY` reckons it from the day of the text"
                .to_owned()
        }
        _ => error.hint.clone(),
    }
}

/// How many readings a fix lists.
const MAX_READINGS: usize = 6;

/// What to write, for each reading: a phrase without a full stop.
pub(super) fn readings_as_fix(readings: &[Reading], key: &str) -> String {
    let listed: Vec<String> = readings.iter().take(MAX_READINGS).map(dates_as_fix).collect();
    let more = readings.len().saturating_sub(MAX_READINGS);
    let several = readings.iter().any(|reading| reading.dates.len() > 1);
    let fix = match (listed.as_slice(), more) {
        ([one], _) => format!("write {one}"),
        (_, 0) => format!("write what is meant: {}", listed.join(", or ")),
        _ => format!("write what is meant: {}, or another of {more} more readings", listed.join(", or ")),
    };
    if several && key == "when" { format!("{fix}, each in a claim of its own") } else { fix }
}

fn dates_as_fix(reading: &Reading) -> String {
    let date = |date: &Dated| format!("\"{}\" ({})", date.when, date.words);
    reading.dates.iter().map(date).collect::<Vec<_>>().join(" and ")
}

fn capital(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map(|first| first.to_uppercase().collect::<String>() + characters.as_str()).unwrap_or_default()
}

explanation!(SET_ON_EPISODE = "set-on-episode", "an episode on several dates at once",
    "Braces mean that something happened on every one of the dates. An episode happens once and counts once, so it cannot \
     have such a date. Make a claim of each; or write square brackets if it happened once, on one of the dates.",
    wrong: "when = \"{2012-08,2012-11}\"", right: "when = \"[2012-08,2012-11]\"      # once, in one of the two months");

/// `when` as written.
pub fn set_on_episode(at: Spot<'_>, when: &str) -> Problem {
    let once = when.replace('{', "[").replace('}', "]");
    SET_ON_EPISODE.problem(
        at,
        format!("an episode cannot have happened on every date of {}", quoted(when)),
        "An episode counts once; several occasions in one claim would be lost from every figure.",
        format!(
            "Make a claim of each date; or write {} if it was one of them; or set `nature = \"recurrence\"`.",
            quoted(&once)
        ),
    )
}

explanation!(EMPTY_ONSET = "empty-onset", "it happened after the source told of it",
    "A source cannot report as happened what had not begun when it was published, so later days are taken from the days on \
     which the contact may have begun. Here none is left. Either the date, the source's date of publication, or the status \
     is wrong (what was still to come is `planned` or `agreed`).",
    wrong: "published = \"2007-07\"\n…\nwhen = \"2008-05\"\nstatus = \"happened\"",
    right: "published = \"2007-07\"\n…\nwhen = \"2008-05\"\nstatus = \"planned\"");

/// `when` as written, `known_until` the last day on which the source can know of anything.
pub fn empty_onset(at: Spot<'_>, when: &str, known_until: &str) -> Problem {
    EMPTY_ONSET.problem(
        at,
        format!("the source says that it has begun, but {} is after the source's own date", quoted(when)),
        format!("The source can know of nothing after {known_until}."),
        "Correct `when`, or `published` of the source; or give the status `planned` or `agreed` if it was still to come.",
    )
}

explanation!(BAD_INSTANT = "bad-instant", "a moment of the dataset's history that is not one",
    "`recorded` and `coded` of an entry say when the dataset learned something. They are written without quotes, as a date \
     (which means its first second, UTC) or as a time with its offset from UTC. A time without an offset would mean another \
     moment on every machine; fractions of a second are not kept.",
    wrong: "recorded = 2026-11-24T09:30:00", right: "recorded = 2026-11-24T09:30:00+08:00");

/// `found` as written, `why` it is refused.
pub fn bad_instant(at: Spot<'_>, key: &str, found: &str, why: &str) -> Problem {
    BAD_INSTANT.problem(
        at,
        format!("{} cannot be {}: {why}", quoted(key), quoted(found)),
        "The order of the history hangs on it, so it must mean the same moment on every machine.",
        format!("Write a date, `{key} = 2026-11-24`, or a time with its offset, `{key} = 2026-11-24T09:30:00Z`, without quotes."),
    )
}

explanation!(CODED_AFTER_RECORDED = "coded-after-recorded", "coded later than recorded",
    "`coded` says when the work was done, for entries that could only be recorded later. It cannot be after `recorded`, for \
     the dataset cannot learn what is not yet coded. Leave `coded` out where both are the same.",
    wrong: "recorded = 2026-11-24\ncoded = 2026-12-01", right: "recorded = 2026-11-24\ncoded = 2026-11-20");

/// Both as instants.
pub fn coded_after_recorded(at: Spot<'_>, coded: &str, recorded: &str) -> Problem {
    CODED_AFTER_RECORDED.problem(
        at,
        format!("coded on {coded}, after it was recorded"),
        format!("`recorded` is {recorded}; the dataset cannot learn what is not yet coded."),
        "Exchange the two, or leave `coded` out.",
    )
}

explanation!(BAD_EXISTENCE = "bad-existence", "a state's existence that is no span of time",
    "`exists` says from when to when there was such a state: two dates with a slash between, `..` for an end that is open. A \
     single date would mean that the state was there for that day or year only.",
    wrong: "exists = \"1948-09-09\"", right: "exists = \"1948-09-09/..\"");

/// `found` as written.
pub fn bad_existence(at: Spot<'_>, found: &str) -> Problem {
    BAD_EXISTENCE.problem(
        at,
        format!("`exists` should be a span of time, and {} is not", quoted(found)),
        "A single date would mean that there was such a state on that date only.",
        "Write both ends with a slash between: `1948-09-09/..` if it still exists, `1949-10-07/1990-10-02` if not.",
    )
}
