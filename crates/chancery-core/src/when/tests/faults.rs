//! Texts that are refused: the message, the place and the fix.

use super::super::*;

#[test]
fn faults_say_where_and_what_to_do() {
    #[rustfmt::skip]
    let cases = [
        ("", "empty input (at byte 0); leave the date out if it is unknown, or give the latest possible as ../2004-08"),
        (" 2013", "whitespace is not allowed (at byte 0); take the blanks out"),
        ("2013\u{2013}2014", "EDTF permits ASCII characters only (at byte 4); use plain digits, '-' for parts, '/' for an interval and '..' for a range"),
        ("199", "year must have exactly four digits (or X) (at byte 2); write the year with four digits: 2013, -0044; a decade as 201X"),
        ("-0000", "-0000 is not a valid year (at byte 0); write 0000 for the year before 0001"),
        ("-004X", "negative years cannot contain unspecified digits (at byte 1); give the range instead: [-0049..-0040]"),
        ("2013-13", "month must be 01-12 or a sub-year code 21-41 (at byte 5); months are 01 to 12, seasons 21 (spring) to 24 (winter), quarters 33 to 36"),
        ("2013-5", "month must be two digits (or X) (at byte 5); write the month with two digits: 2013-05"),
        ("2013-02-30", "day is out of range for the month (at byte 8); check the day against the calendar; an unknown day is XX"),
        ("2012-21-05", "sub-year groupings cannot carry a day (at byte 8); give either the season or the day"),
        ("2013/10/30", "interval must contain exactly one '/' (at byte 7); write parts of a date with '-', and '/' only between start and end"),
        ("2013-10-31/2013-10-28", "interval end precedes interval start (at byte 11); put the earlier date first"),
        ("[2014..2013]", "set range end precedes range start (at byte 7); put the earlier date first"),
        ("[2013..2014-05]", "set range endpoints must share precision (at byte 7); give both ends of the range as days, as months or as years"),
        ("../..", "interval needs at least one dated endpoint (at byte 0); leave the date out if neither end is known"),
        ("[2013", "unterminated set (at byte 4); write one of several as [2013-09,2013-11], a range as [2013-09..2013-11]"),
        ("Y170000002", "the year is out of range (at byte 0); give days from -9999-01-01 to 9999-12-31, years with four digits"),
        ("2013/Y20000..", "the year is out of range (at byte 5); give days from -9999-01-01 to 9999-12-31, years with four digits"),
        ("[2013..2014,Y1E5]", "the year is out of range (at byte 12); give days from -9999-01-01 to 9999-12-31, years with four digits"),
        ("9999-24", "the year is out of range (at byte 0); give days from -9999-01-01 to 9999-12-31, years with four digits"),
        ("XXXX-12-25", "too vague: over 4096 separate ranges of days (at byte 0); give more digits of the year, or leave the month and day out"),
        ("[2013,XXXX-XX-1X]", "too vague: over 4096 separate ranges of days (at byte 6); give more digits of the year, or leave the month and day out"),
        ("2013-10-30T10:00:00Z", "a time of day is not kept (at byte 10); give the day alone: 2013-10-30"),
        ("2013T10", "a time of day is not kept (at byte 4); give the day alone, as in 2013-10-30"),
        ("autumn", "year must have exactly four digits (or X) (at byte 0); write the year with four digits: 2013, -0044; a decade as 201X"),
    ];
    for (text, expected) in cases {
        let error = When::parse(text).map(|when| when.onset().to_string()).expect_err(text);
        assert_eq!(error.to_string(), expected, "{text}");
    }
}

#[test]
fn long_texts_are_refused_on_a_character_boundary() {
    let year = "[2013".to_owned() + &",2013".repeat(49) + "]";
    assert!(year.len() < MAX_BYTES && When::parse(&year).is_ok());
    let error = When::parse(&"é".repeat(200)).expect_err("400 bytes");
    assert_eq!((error.offset, error.message.as_ref()), (256, "400 bytes long, 256 are allowed"));
    // `2004?-06-11~` is `2004%-~06-~11`, one byte longer: nineteen of them fit as they are, and eighteen in either spelling.
    let members = |count: usize| format!("[{}]", vec!["2004?-06-11~"; count].join(","));
    assert!(When::parse(&members(18)).is_ok_and(|when| When::parse(&when.canonical()).is_ok()));
    let error = When::parse(&members(19)).expect_err("267 bytes");
    let message = "over 256 bytes long in its canonical spelling, 256 are allowed";
    assert_eq!((members(19).len(), error.offset, error.message.as_ref()), (248, 248, message));
    let error = When::parse(&("x".to_owned() + &"é".repeat(200))).expect_err("401 bytes");
    assert_eq!(error.offset, 255);
}

#[test]
fn many_ranges_are_allowed_up_to_the_limit() {
    let days = When::parse("XXXX-02-29").expect("leap days").onset();
    assert_eq!((days.ranges().len(), days.count()), (2425, Some(2425)));
    // Nine thousand months, but those of one year touch.
    assert!(When::parse("1XXX-0X").is_ok_and(|when| when.onset().ranges().len() == 1000));
    assert!(When::parse("[1XXX-12-25,2XXX-12-25,3XXX-12-25,4XXX-12-25]").is_ok());
    let error = When::parse("[1XXX-12-25,2XXX-12-25,3XXX-12-25,4XXX-12-25,5XXX-12-25]").expect_err("5000 ranges");
    assert_eq!(error.offset, 0);
}
