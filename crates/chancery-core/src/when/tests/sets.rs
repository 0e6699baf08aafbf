//! Days as numbers, and sets of them at the edges of the calendar.

use super::super::*;

#[test]
fn days_are_numbers_from_1970() {
    let day = |text: &str| text.parse::<Day>().map(|day| day.0);
    assert_eq!(day("1970-01-01"), Ok(0));
    assert_eq!(day("2000-02-29"), Ok(11016));
    assert_eq!((day("-9999-01-01"), day("9999-12-31")), (Ok(Day::MIN.0), Ok(Day::MAX.0)));
    assert_eq!((Day::MIN.to_string().as_str(), Day::MAX.to_string().as_str()), ("-9999-01-01", "9999-12-31"));
    assert_eq!((Day(i32::MIN).ymd(), Day(i32::MAX).ymd()), ((-9999, 1, 1), (9999, 12, 31)));
    for text in [
        "",
        "2013",
        "2013-1-01",
        "2013-02-30",
        "-0000-01-01",
        "+2013-01-01",
        "12013-01-01",
        "2013-01-01 ",
        "2013-0é-01",
    ] {
        assert!(text.parse::<Day>().is_err(), "{text}");
    }
}

#[test]
fn an_onset_loses_the_days_after_publication() {
    let published = Day::from_ymd(2013, 10, 5).expect("a day");
    let trimmed = |text: &str| When::parse(text).expect(text).onset().trimmed_after(published).to_string();
    assert_eq!(trimmed("2013"), "2013-01-01..2013-10-05");
    assert_eq!(trimmed("[2013..]"), "2013-01-01..2013-10-05");
    assert_eq!(trimmed("2013-11"), "none");
    for open in [Days::unknown(), Days::since(published)] {
        assert_eq!(open.trimmed_after(Day::MAX), open);
    }
    assert_eq!(Days::unknown().trimmed_after(published), Days::up_to(published));
}

#[test]
fn days_outside_the_calendar_are_in_no_set() {
    assert!(Days::between(Day(Day::MAX.0 + 1), Day(i32::MAX)).is_empty());
    assert_eq!(Days::between(Day(i32::MIN), Day(i32::MAX)), Days::between(Day::MIN, Day::MAX));
    let all = Days::between(Day::MIN, Day::MAX);
    assert_eq!(all.expected(Day(i32::MIN), Day(i32::MAX)), 1_000_000);
    assert_eq!(all.expected(Day::MAX, Day::MIN), 0);
    assert_eq!(Days::unknown().expected(Day::MIN, Day::MAX), 0);
    assert_eq!(
        (all.is_bounded(), Days::unknown().is_bounded(), Days::between(Day(1), Day(0)).is_bounded()),
        (true, false, false)
    );
    assert_eq!((Days::unknown().count(), Days::between(Day(1), Day(0)).count()), (None, Some(0)));
    assert!(Days::unknown() != Days::up_to(Day::MAX) && Days::up_to(Day::MAX).to_edtf() == "[..9999]");
}

#[test]
fn one_contact_is_shared_out_by_days() {
    let onset = When::parse("[2013-10-31..2013-11-02]").expect("a range").onset();
    let share = |text: &str| text.parse::<Period>().map(|period| onset.expected(period.first, period.last));
    let months = (share("2013-10"), share("2013-11"), share("2013-12"), share("2013"));
    assert_eq!(months, (Ok(333_333), Ok(666_667), Ok(0), Ok(1_000_000)));
}

#[test]
fn a_period_holds_its_ends() {
    let month = |text: &str| text.parse::<Period>().expect(text);
    #[rustfmt::skip]
    let cases = [
        // text, period, the onset is inside, the onset meets, the extent meets
        ("2013-10",             "2013-10", true,  true,  true),
        ("2013-10-31",          "2013-10", true,  true,  true),
        ("2013-10-31",          "2013-11", false, false, false),
        ("2013",                "2013-10", false, true,  true),
        ("[2013-09,2013-11]",   "2013-10", false, false, true),
        ("2013-09-30/2013-10",  "2013-10", false, false, true),
        ("2013-09/..",          "2013-10", false, false, true),
        ("2013-11/..",          "2013-10", false, false, false),
        ("../2013-09",          "2013-10", false, false, false),
        ("../2013-10-01",       "2013-10", false, true,  true),
        ("[2013-10-31..]",      "2013-10", false, true,  true),
    ];
    for (text, period, inside, meets, touches) in cases {
        let (when, period) = (When::parse(text).expect(text), month(period));
        let (first, last) = (period.first, period.last);
        let onset = when.onset();
        let got = (onset.is_inside(first, last), onset.meets(first, last), when.extent().meets(first, last));
        assert_eq!(got, (inside, meets, touches), "{text} in {period}");
        assert!(!onset.meets(last, first) && !when.extent().meets(last, first));
    }
}
