//! `date`: what a date means, as EDTF or as people write it; needs no workspace.

use std::process::ExitCode;

use chancery_core::when::natural::{Anchor, Dated, NaturalFault, Reading, read};
use chancery_core::when::{Day, Days, When};

use crate::cli::{DateArgs, Global};
use crate::error::CommandError;
use crate::{say, show};

pub fn run(global: &Global, args: &DateArgs) -> Result<ExitCode, CommandError> {
    let is_json = show::is_json(global.format)?;
    let text = args.text.join(" ");
    let readings = readings(&text, args.anchor.as_deref())?;
    match is_json {
        true => out!("{}", as_json(&text, &readings)),
        false => out!("{}", as_text(&readings)),
    }
    if readings.len() > 1 {
        say::note(format!("{} readings: which is meant?", readings.len()));
    }
    Ok(ExitCode::SUCCESS)
}

fn readings(text: &str, anchor: Option<&str>) -> Result<Vec<Reading>, CommandError> {
    let anchor = anchor.map(read_anchor).transpose()?;
    read(text, anchor).map_err(|error| {
        let stopped = CommandError::usage(format!("\"{text}\" is no date: {}", error.message));
        match error.fault {
            NaturalFault::NeedsAnchor | NaturalFault::VagueAnchor => {
                stopped.hint("give the day on which the text was written, as --anchor 2013-10-30, or write the year")
            }
            _ => stopped.hint(error.hint),
        }
    })
}

fn read_anchor(text: &str) -> Result<Anchor, CommandError> {
    let when = When::parse(text).map_err(|error| {
        CommandError::usage(format!("--anchor \"{text}\": {}", error.message)).hint(error.hint.into_owned())
    })?;
    Anchor::of(&when).ok_or_else(|| {
        CommandError::usage(format!("--anchor \"{text}\" has no first or no last day"))
            .hint("give a day, as 2013-10-30")
    })
}

/// Each reading with its number, if there are several, and for each of its dates the EDTF, the words and the days.
fn as_text(readings: &[Reading]) -> String {
    let mut text = String::new();
    for (number, reading) in (1..).zip(readings) {
        let before = if readings.len() > 1 { format!("{number}. ") } else { String::new() };
        for (index, date) in reading.dates.iter().enumerate() {
            let before = if index == 0 { before.clone() } else { " ".repeat(before.len()) };
            let inside = " ".repeat(before.len() + 2);
            text.push_str(&format!("{before}{}\n{inside}{}\n", date.when, date.words));
            for line in days(date) {
                text.push_str(&format!("{inside}{line}\n"));
            }
        }
    }
    text
}

/// On which days it may have begun; and, for what lasts, which days it may touch.
fn days(date: &Dated) -> Vec<String> {
    let (onset, extent) = (date.when.onset(), date.when.extent());
    let count = match onset.count() {
        Some(1) => "1 day".to_owned(),
        Some(count) => format!("{count} days"),
        None => "no number of days".to_owned(),
    };
    let mut lines = vec![format!("onset {}, {count}", outermost(&onset))];
    if (extent.first, extent.last) != (onset.first(), onset.last()) {
        lines.push(match (extent.first, extent.last) {
            (_, Some(last)) => format!("lasted until {last} at the latest"),
            (Some(first), None) => format!("may touch every day from {first} on"),
            (None, None) => "may touch any day".to_owned(),
        });
    }
    lines
}

/// The first and last day of an onset, and whether there are gaps between.
fn outermost(onset: &Days) -> String {
    let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
    let gaps = if onset.ranges().len() > 1 { format!(" in {} ranges", onset.ranges().len()) } else { String::new() };
    format!("{}..{}{gaps}", day(onset.first()), day(onset.last()))
}

/// One object a line, one line a date.
fn as_json(text: &str, readings: &[Reading]) -> String {
    let mut lines = String::new();
    for (number, reading) in (1..).zip(readings) {
        for (index, date) in (1..).zip(&reading.dates) {
            let (onset, extent) = (date.when.onset(), date.when.extent());
            let day = |day: Option<Day>| day.map(|day| day.to_string());
            let object = serde_json::json!({
                "text": text,
                "reading": number,
                "readings": readings.len(),
                "date": index,
                "dates": reading.dates.len(),
                "edtf": date.when.text(),
                "words": date.words,
                "onset_first": day(onset.first()),
                "onset_last": day(onset.last()),
                "onset_days": onset.count(),
                "latest": day(extent.last),
            });
            lines.push_str(&format!("{object}\n"));
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reading_is_listed_with_its_days() {
        #[rustfmt::skip]
        let cases = [
            ("the 2000s", "", "200X\n  the decade 2000 to 2009\n  onset 2000-01-01..2009-12-31, 3653 days\n"),
            ("30 October", "2013-12-01",
             "1. 2013-10-30\n     30 October 2013\n     onset 2013-10-30..2013-10-30, 1 day\n\
              2. 2014-10-30\n     30 October 2014\n     onset 2014-10-30..2014-10-30, 1 day\n"),
            ("March and May 2012", "",
             "2012-03\n  March 2012\n  onset 2012-03-01..2012-03-31, 31 days\n\
              2012-05\n  May 2012\n  onset 2012-05-01..2012-05-31, 31 days\n"),
            ("since 2004", "",
             "2004/..\n  from 2004 on\n  onset 2004-01-01..2004-12-31, 366 days\n  may touch every day from 2004-01-01 on\n"),
            ("1973-89", "",
             "1973/1989\n  from 1973 to 1989\n  onset 1973-01-01..1973-12-31, 365 days\n  lasted until 1989-12-31 at the latest\n"),
            ("before 1999", "", "[..1998]\n  once, not later than 1998\n  onset ..1998-12-31, no number of days\n"),
            ("2005-XX-27", "",
             "2005-XX-27\n  day 27 of some month of 2005\n  onset 2005-01-27..2005-12-27 in 12 ranges, 12 days\n"),
        ];
        for (text, anchor, expected) in cases {
            let found = readings(text, Some(anchor).filter(|anchor| !anchor.is_empty())).map(|found| as_text(&found));
            assert_eq!(found.ok().as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn json_has_one_object_a_date() {
        let found = readings("03/04/2012", None).map(|found| as_json("03/04/2012", &found)).unwrap_or_default();
        let objects: Vec<serde_json::Value> =
            found.lines().map(|line| serde_json::from_str(line).unwrap_or_default()).collect();
        assert_eq!(objects.len(), 2);
        assert_eq!(
            objects[1],
            serde_json::json!({
                "text": "03/04/2012", "reading": 2, "readings": 2, "date": 1, "dates": 1, "edtf": "2012-03-04",
                "words": "4 March 2012", "onset_first": "2012-03-04", "onset_last": "2012-03-04", "onset_days": 1,
                "latest": "2012-03-04",
            })
        );
    }

    #[test]
    fn what_is_no_date_says_what_to_do() {
        #[rustfmt::skip]
        let cases = [
            ("in July", None, "\"in July\" is no date: it depends on the day on which the text was written, which is not given",
             "give the day on which the text was written, as --anchor 2013-10-30, or write the year"),
            ("30 February 2013", None, "\"30 February 2013\" is no date: there is no such day in the calendar",
             "check the day, the month and the year"),
            ("in July", Some("../2004"), "--anchor \"../2004\" has no first or no last day", "give a day, as 2013-10-30"),
            ("in July", Some("July"), "--anchor \"July\": year must have exactly four digits (or X)",
             "write the year with four digits: 2013, -0044; a decade as 201X"),
        ];
        for (text, anchor, expected, hint) in cases {
            let Err(CommandError::Stopped { message, hints, .. }) = readings(text, anchor) else { panic!("{text}") };
            assert_eq!((message.as_str(), hints.as_slice()), (expected, [hint.to_owned()].as_slice()), "{text}");
        }
    }
}
