//! However a day is written, and however vaguely, some reading of the text holds the day.

use super::super::{Anchor, Reading, read};
use super::styles::{exact, month, vaguer, weekday};
use crate::when::Day;
use proptest::prelude::*;

/// The days from 1930 to 2029, whose years' last two digits name them.
const DAYS: std::ops::Range<i32> = -14_610..21_915;

/// Whether a date of some reading may have begun on the day.
fn may_begin(readings: &[Reading], day: Day) -> bool {
    readings.iter().flat_map(|reading| &reading.dates).any(|date| date.when.onset().meets(day, day))
}

/// Whether a date of some reading may touch the day.
fn may_touch(readings: &[Reading], day: Day) -> bool {
    readings.iter().flat_map(|reading| &reading.dates).any(|date| date.when.extent().meets(day, day))
}

fn check(
    texts: &[String],
    anchor: Option<Anchor>,
    day: Day,
    holds: fn(&[Reading], Day) -> bool,
) -> Result<(), TestCaseError> {
    for text in texts {
        let readings = read(text, anchor).map_err(|error| TestCaseError::fail(format!("{text}: {error}")))?;
        prop_assert!(holds(&readings, day), "{}: {}", text, day);
        for date in readings.iter().flat_map(|reading| &reading.dates) {
            prop_assert_eq!(date.when.canonical(), date.when.text(), "{}", text);
        }
    }
    Ok(())
}

/// What somebody writes on `now` of a day before it.
fn looking_back(day: Day, now: Day) -> Vec<String> {
    let days = now.0 - day.0;
    let ((year, month_number, date), (this_year, this_month, _)) = (day.ymd(), now.ymd());
    let months = i32::from(this_year - year) * 12 + i32::from(this_month - month_number);
    let mut texts = vec![
        format!("{days} days ago"),
        format!("{} weeks ago", (days + 3) / 7),
        format!("{months} months ago"),
        format!("{} years ago", this_year - year),
        format!("in the past {} weeks", days / 7 + 1),
        format!("within the last {} years", days / 365 + 1),
    ];
    match this_year - year {
        0 => texts.extend(["this year", "earlier this year"].map(str::to_owned)),
        1 => {
            texts.extend(["last year".to_owned(), "the previous year".to_owned(), format!("{} last year", month(day))])
        }
        _ => {}
    }
    match months {
        0 => texts.push("this month".to_owned()),
        1 => texts.push("last month".to_owned()),
        _ => {}
    }
    if months < 12 {
        texts.push(format!("in {}", month(day)));
        texts.push(format!("on {date} {}", month(day)));
        texts.push(format!("{}, {} {date}", weekday(day), month(day)));
    }
    if (1..12).contains(&months) {
        texts.push(format!("last {}", month(day)));
    }
    match days {
        0 => texts.extend(["today", "this morning"].map(str::to_owned)),
        1 => texts.push("yesterday".to_owned()),
        2 => texts.push("the day before yesterday".to_owned()),
        _ => {}
    }
    if days < 7 {
        texts.push(format!("on {}", weekday(day)));
        texts.push(format!("last {}", weekday(day)));
    }
    texts
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_day_in_any_spelling_is_that_day(number in DAYS) {
        check(&exact(Day(number)), None, Day(number), may_begin)?;
    }

    #[test]
    fn a_vaguer_text_holds_the_day(number in DAYS) {
        check(&vaguer(Day(number)), None, Day(number), may_begin)?;
    }

    #[test]
    fn years_of_four_digits_may_be_any(number in -700_000..2_900_000_i32) {
        let day = Day(number);
        prop_assume!(day.ymd().0 >= 100);
        check(&exact(day)[..17], None, day, may_begin)?;
    }

    #[test]
    fn a_text_that_looks_back_holds_the_day(number in DAYS, back in prop_oneof![0..10_i32, 0..70_i32, 0..800_i32]) {
        let now = Day(number);
        let day = Day(number - back);
        check(&looking_back(day, now), Some(Anchor::on(now)), day, may_begin)?;
        let lasting = [format!("for the past {} years", back / 365 + 1), format!("since {}", month(day))];
        check(&lasting[..if back < 300 { 2 } else { 1 }], Some(Anchor::on(now)), day, may_touch)?;
    }

    #[test]
    fn a_vague_anchor_takes_no_reading_away(number in DAYS, back in 0..40_i32, (before, after) in (0..14_i32, 0..14_i32)) {
        let now = Day(number);
        let day = Day(number - back);
        let around = format!("{}/{}", Day(number - before), Day(number + after));
        let anchor = crate::when::When::parse(&around).ok().as_ref().and_then(Anchor::of);
        check(&looking_back(day, now), anchor, day, may_begin)?;
    }
}
