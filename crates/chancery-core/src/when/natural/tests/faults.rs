//! Texts that are no date: the fault, where reading stopped, and what is said of it.

use super::super::{NaturalFault, read};
use super::shown;
use crate::when::{Day, MAX_BYTES};
use proptest::prelude::*;

#[test]
fn texts_without_a_reading_say_why() {
    #[rustfmt::skip]
    let cases = [
        // text, anchor, fault
        ("",                              "",           "NotUnderstood"),
        ("the",                           "",           "NotUnderstood"),
        ("recently",                      "2013-10-30", "NotUnderstood"),
        ("the turn of the millennium",    "",           "NotUnderstood"),
        ("in two weeks",                  "2013-10-30", "NotUnderstood"),
        ("a few years ago",               "2013-10-30", "NotUnderstood"),
        ("October 2013 B.C.",             "",           "NotUnderstood"),
        ("89",                            "",           "NotUnderstood"),
        ("20 to 23",                      "2013-10-30", "NotUnderstood"),
        ("32 July 2012",                  "",           "NotUnderstood"),
        ("2012 and 2013 or 2014",         "",           "NotUnderstood"),
        ("1990-95 or 2001",               "",           "NotUnderstood"),
        ("early 30 October 2013",         "",           "NotUnderstood"),
        ("fifth quarter of 2012",         "",           "NotUnderstood"),
        ("99999999999",                   "",           "NotUnderstood"),
        ("30 February 2013",              "",           "NoSuchDay"),
        ("29 February 2013",              "",           "NoSuchDay"),
        ("31/11/2012",                    "",           "NoSuchDay"),
        ("after 9999",                    "",           "NoSuchDay"),
        ("before 0000",                   "",           "[..-0001]"),
        ("1989-1973",                     "",           "Reversed"),
        ("from 30 October 2013 to 28 October 2013", "", "Reversed"),
        ("Tuesday, 30 October 2013",      "",           "Weekday"),
        ("Monday 30 October",             "2013-10-31", "Weekday"),
        ("in July",                       "",           "NeedsAnchor"),
        ("last Tuesday",                  "",           "NeedsAnchor"),
        ("for the past twenty years",     "",           "NeedsAnchor"),
        ("March of last year",            "",           "NeedsAnchor"),
        ("next July",                     "",           "NeedsAnchor"),
        ("in July",                       "201X",       "VagueAnchor"),
        ("last Tuesday",                  "2013",       "VagueAnchor"),
        ("last July",                     "201X",       "VagueAnchor"),
        ("3/4/12, 3/4/12, 3/4/12",        "",           "TooMany"),
    ];
    for (text, anchor, expected) in cases {
        assert_eq!(shown(text, anchor), expected, "{text}, written {anchor}");
    }
}

#[test]
fn faults_say_where_and_what_to_do() {
    #[rustfmt::skip]
    let cases = [
        ("  ", 0, "it is empty"),
        ("October 2013 or thereabouts", 16, "it is not understood from \"thereabouts\" on"),
        ("the turn of the millennium", 4, "it is not understood from \"turn of the millennium\" on"),
        ("since", 5, "it ends where more is expected"),
        ("in July", 0, "it depends on the day on which the text was written, which is not given"),
        ("Tuesday, 30 October 2013", 0, "2013-10-30 is a Wednesday, not a Tuesday"),
        ("from 1989 to 1973", 13, "it ends before it starts"),
        ("1 May to 31 June 2012", 9, "there is no such day in the calendar"),
    ];
    for (text, offset, message) in cases {
        let error = read(text, None).expect_err(text);
        assert_eq!((error.offset, error.message.as_str()), (offset, message), "{text}");
        assert!(!error.hint.is_empty() && !error.hint.ends_with('.'));
    }
    let error = read(&"é".repeat(200), None).expect_err("400 bytes");
    assert_eq!((error.fault, error.offset), (NaturalFault::TooLong, MAX_BYTES));
    assert_eq!(error.message, "400 bytes long, 256 are allowed");
}

/// Words that the grammar knows, in any order.
const WORDS: &[&str] = &[
    "between",
    "and",
    "or",
    "from",
    "to",
    "since",
    "until",
    "before",
    "after",
    "by",
    "the",
    "of",
    "in",
    "last",
    "next",
    "this",
    "early",
    "mid",
    "late",
    "end",
    "first",
    "third",
    "half",
    "quarter",
    "Q",
    "H",
    "winter",
    "May",
    "October",
    "Tuesday",
    "1990s",
    "'90s",
    "nineties",
    "century",
    "20th",
    "30",
    "31st",
    "2013",
    "9999",
    "0000",
    "99",
    "1/2/03",
    "2004-05",
    "2007/08",
    "-",
    "–",
    "/",
    ",",
    ".",
    "?",
    "~",
    "(",
    ")",
    "about",
    "possibly",
    "ago",
    "week",
    "years",
    "past",
    "for",
    "twenty",
    "one",
    "a",
    "999",
    "day",
    "decades",
    "centuries",
    "earlier",
    "later",
    "from now",
    "present",
    "so",
    "on",
    "00000001",
    "'",
    "s",
    "20s",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 2048, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_or_refused_at_a_boundary(
        text in prop_oneof!["\\PC{0,60}".boxed(), words().boxed()],
        days in (Day::MIN.0..=Day::MAX.0, 0..1000_i32),
        near in any::<bool>(),
    ) {
        let first = if near { 16_000 + days.0 % 400 } else { days.0 };
        let last = Day((first + days.1).min(Day::MAX.0));
        let anchor = crate::when::When::parse(&format!("{}/{last}", Day(first))).ok();
        let anchor = anchor.as_ref().and_then(super::super::Anchor::of);
        for anchor in [None, anchor] {
            match read(&text, anchor) {
                Ok(readings) => {
                    prop_assert!(!readings.is_empty());
                    for date in readings.iter().flat_map(|reading| &reading.dates) {
                        prop_assert_eq!(date.when.canonical(), date.when.text());
                        prop_assert!(!date.words.is_empty());
                    }
                    prop_assert!(readings.iter().all(|reading| !reading.dates.is_empty()));
                }
                Err(error) => prop_assert!(text.is_char_boundary(error.offset)),
            }
        }
    }
}

fn words() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(WORDS), 1..10).prop_map(|words| words.join(" "))
}
