//! Dates of contacts, of sources, and of the dataset's own history.

use chancery_core::when::WhenError;

use crate::explanation::explanation;
use crate::problem::{Problem, Spot, quoted};

explanation!(BAD_DATE = "bad-date", "a date that cannot be read",
    "Dates are EDTF (ISO 8601-2), so that a vague date can stay vague: `2013`, `2013-10`, `2013-10-30`, `201X` for a decade, \
     `2012-21` for spring, `2013-10-28/2013-10-31` for what lasted, `[2013-09..2013-11]` for once within, `../2004-08` for \
     no later than. `~` marks about, `?` uncertain. Where no date is known, leave `when` out.",
    wrong: "when = \"October 2013\"", right: "when = \"2013-10\"");

/// `error` of the date's own reader; `guess` what an everyday spelling may stand for.
pub fn bad_date(at: Spot<'_>, key: &str, text: &str, error: &WhenError, guess: Option<&str>) -> Problem {
    let fix = match guess {
        Some(guess) => format!("Did you mean `{guess}`?"),
        None => format!("{}.", capital(&error.hint)),
    };
    BAD_DATE.problem(
        at,
        format!("{} is no date for {}: {}", quoted(text), quoted(key), error.message),
        "Dates are EDTF, which lets a vague date stay vague without losing its meaning.",
        fix,
    )
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
