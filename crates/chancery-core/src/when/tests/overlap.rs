//! What lasts: where it may have been, where it must have been, and whether two things met.

use super::super::*;
use super::properties::any_days;
use proptest::prelude::*;

#[test]
fn a_date_says_where_something_was() {
    #[rustfmt::skip]
    let cases = [
        // text, the days it may touch, the days it touches in any case
        ("2013",                    "2013-01-01..2013-12-31",  "none"),
        ("2013-10-30",              "2013-10-30",              "2013-10-30"),
        ("2013-10-28/2013-10-31",   "2013-10-28..2013-10-31",  "2013-10-28..2013-10-31"),
        ("2001/2004",               "2001-01-01..2004-12-31",  "2001-12-31..2004-01-01"),
        ("2013/2013-02",            "2013-01-01..2013-02-28",  "none"),
        ("2013/2013",               "2013-01-01..2013-12-31",  "none"),
        ("1999-08/2004-XX-15",      "1999-08-01..2004-12-15",  "1999-08-31..2004-01-15"),
        ("2004-01-20/2004-XX-15",   "2004-01-20..2004-12-15",  "2004-01-20..2004-02-15"),
        ("2013/XXXX-12-25",         "2013-01-01..9999-12-25",  "none"),
        ("2001/..",                 "2001-01-01..",            "2001-12-31.."),
        ("2001/",                   "2001-01-01..",            "none"),
        ("2001-05-01/",             "2001-05-01..",            "2001-05-01"),
        ("2001/2004..",             "2001-01-01..",            "2001-12-31..2004-01-01"),
        ("..2001/2004",             "..2004-12-31",            "2001-12-31..2004-01-01"),
        ("/2004",                   "..2004-12-31",            "none"),
        ("../2004",                 "..2004-12-31",            "none"),
        ("[2013-09,2013-11]",       "2013-09-01..2013-09-30, 2013-11-01..2013-11-30", "none"),
        ("[2013..]",                "2013-01-01..",            "none"),
    ];
    for (text, possible, certain) in cases {
        let span = When::parse(text).expect(text).span();
        let got = (span.possible().to_string(), span.certain().to_string());
        assert_eq!((got.0.as_str(), got.1.as_str()), (possible, certain), "{text}");
    }
}

#[test]
fn two_dates_meet_only_where_every_day_agrees() {
    #[rustfmt::skip]
    let cases = [
        // one, other, they overlap, one was over before the other began, the other before the one
        ("2013-10-28/2013-10-31", "2013-10-30",        "yes",     "no",      "no"),
        ("2013-10-28/2013-10-31", "2013-11-01",        "no",      "yes",     "no"),
        ("2013-10-28/2013-10-31", "2013-10",           "unknown", "no",      "unknown"),
        ("2001/2013",             "2005",              "yes",     "no",      "no"),
        ("2001/2013",             "2005/2020",         "yes",     "no",      "no"),
        ("2001/2013",             "2013/2020",         "unknown", "unknown", "no"),
        ("2001/2013",             "2014/2020",         "no",      "yes",     "no"),
        ("2001/..",               "2005",              "yes",     "no",      "no"),
        ("2001/",                 "2005",              "unknown", "unknown", "no"),
        ("2001/..",               "2001-06",           "unknown", "no",      "unknown"),
        ("2001/..",               "2000",              "no",      "no",      "yes"),
        ("2001/",                 "2000",              "no",      "no",      "yes"),
        ("2001/..",               "2005/..",           "yes",     "no",      "no"),
        ("2001/..",               "2005/",             "yes",     "no",      "no"),
        ("2001/",                 "2005/",             "unknown", "unknown", "no"),
        ("2001/..",               "[2003..]",          "yes",     "no",      "no"),
        ("2001/..",               "/2005",             "yes",     "no",      "no"),
        ("2001/..",               "../2005",           "unknown", "no",      "unknown"),
        ("/2004-08",              "2004-08-31/2005",   "unknown", "unknown", "no"),
        ("/2004",                 "/2003",             "unknown", "no",      "unknown"),
        ("/2004-08-01",           "../2003",           "unknown", "no",      "unknown"),
        ("../2004",               "2005",              "no",      "yes",     "no"),
        ("[2013-09,2013-11]",     "2013-10",           "no",      "unknown", "unknown"),
        ("[2013-09,2013-11]",     "2013-08/2013-12",   "yes",     "no",      "no"),
        ("2013",                  "2013",              "unknown", "unknown", "unknown"),
        ("{2012-03,2012-12}",     "2012-02/2012-04",   "yes",     "no",      "unknown"),
        ("{2012-03,2012-12}",     "2012-06/2012-07",   "no",      "unknown", "unknown"),
    ];
    for (one, other, overlap, before, after) in cases {
        let (a, b) = (When::parse(one).expect(one), When::parse(other).expect(other));
        let got = (a.overlaps(&b), a.over_before(&b), b.over_before(&a));
        assert_eq!((got.0.as_str(), got.1.as_str(), got.2.as_str()), (overlap, before, after), "{one} and {other}");
        assert_eq!(b.overlaps(&a), a.overlaps(&b), "{one} and {other}");
    }
}

#[test]
fn a_date_meets_a_period() {
    #[rustfmt::skip]
    let cases = [
        ("2013-10",             "2013",    "yes"),
        ("2013",                "2013-10", "unknown"),
        ("2013",                "2014",    "no"),
        ("2013-09-30/2013-11",  "2013-10", "yes"),
        ("2013-09/2013-10",     "2013-10", "yes"),
        ("2013-09/2013",        "2013-10", "unknown"),
        ("2001/..",             "2050",    "yes"),
        ("2001/",               "2050",    "unknown"),
        ("2001/",               "200X",    "yes"),
        ("2001/",               "2000",    "no"),
        ("/2004-08",            "2004-08", "yes"),
        ("../2004-08",          "2004-08", "unknown"),
        ("../2004-08",          "all",     "unknown"),
        ("/2004-08",            "1990",    "unknown"),
        ("/2004-08",            "2004-09", "no"),
        ("[2013-09,2013-11]",   "2013-10", "no"),
        ("{2012-03,2012-12}",   "2012-03", "yes"),
        ("{2012-03,2012-12}",   "2012-04", "no"),
        ("{2012,2014}",         "2012-04", "unknown"),
    ];
    for (text, period, expected) in cases {
        let (when, of) = (When::parse(text).expect(text), period.parse::<Period>().expect(period));
        assert_eq!(when.overlaps_period(of).as_str(), expected, "{text} in {period}");
    }
}

/// A small span and every start and end that it allows, ends up to two days beyond the small days or never.
type Small = (Span, Vec<(i32, i32)>);

const NEVER: i32 = i32::MAX;

fn small_spans() -> Vec<Small> {
    let day = |bit: i32| Days::between(Day(bit), Day(bit));
    let bounded = (1..8_i32).map(|bits| Days::union((0..3).filter(|bit| bits >> bit & 1 == 1).map(day)));
    let open = (0..3).flat_map(|bit| [Days::up_to(Day(bit)), Days::since(Day(bit))]);
    let sets: Vec<Days> = bounded.chain(open).chain([Days::unknown()]).collect();
    let within = |days: &Days| (-2..5).filter(|day| days.meets(Day(*day), Day(*day))).collect::<Vec<i32>>();
    let mut spans = Vec::new();
    for start in &sets {
        let starts = within(start);
        spans.push((Span::once(start), starts.iter().map(|day| (*day, *day)).collect::<Vec<_>>()));
        spans.push((Span::unending(start), starts.iter().map(|day| (*day, NEVER)).collect()));
        for end in &sets {
            let pairs = starts.iter().flat_map(|day| within(end).into_iter().map(move |last| (*day, last)));
            spans.push((Span::lasting(start, end), pairs.filter(|(day, last)| day <= last).collect()));
        }
    }
    assert!(spans.iter().all(|(span, pairs)| span.is_some() != pairs.is_empty()));
    spans.into_iter().filter_map(|(span, pairs)| Some((span?, pairs))).collect()
}

/// The answer that every choice of both gives, if they agree.
fn by_hand(one: &Small, other: &Small, holds: fn((i32, i32), (i32, i32)) -> bool) -> Truth {
    let (mut always, mut ever) = (true, false);
    for a in &one.1 {
        for b in &other.1 {
            let answer = holds(*a, *b);
            (always, ever) = (always && answer, ever || answer);
        }
    }
    Truth::of(always, ever)
}

#[test]
fn answers_are_those_of_all_starts_and_ends() {
    let spans = small_spans();
    assert!(spans.len() > 150);
    for (one, other) in spans.iter().flat_map(|one| spans.iter().map(move |other| (one, other))) {
        let (a, b) = (&one.0, &other.0);
        let expected = by_hand(one, other, |a, b| a.0 <= b.1 && b.0 <= a.1);
        assert_eq!(a.overlaps(b), expected, "{:?} and {:?}", one, other);
        assert_eq!(a.begins_before(b), by_hand(one, other, |a, b| a.0 < b.0), "{:?} and {:?}", one, other);
        assert_eq!(a.over_before(b), by_hand(one, other, |a, b| a.1 < b.0), "{:?} and {:?}", one, other);
    }
    for (span, pairs) in &spans {
        // Of the last day that is tried, starts beyond it would tell more.
        for day in -2..4 {
            let touched = pairs.iter().filter(|(start, end)| (*start..=*end).contains(&day)).count();
            let got = (span.possible().meets(Day(day), Day(day)), span.certain().meets(Day(day), Day(day)));
            assert_eq!(got, (touched > 0, touched == pairs.len()), "{day} in {span:?} of {pairs:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_vaguer_span_never_tells_more(
        (start, end) in (any_days(), any_days()),
        (more, later) in (any_days(), any_days()),
        (other_start, other_end) in (any_days(), any_days()),
    ) {
        let vaguer = Span::lasting(&Days::union([start.clone(), more]), &Days::union([end.clone(), later]));
        let (span, other) = (Span::lasting(&start, &end), Span::lasting(&other_start, &other_end));
        let (Some(span), Some(vaguer), Some(other)) = (span, vaguer, other) else { return Ok(()) };
        for (told, vague) in [
            (span.overlaps(&other), vaguer.overlaps(&other)),
            (span.over_before(&other), vaguer.over_before(&other)),
            (other.over_before(&span), other.over_before(&vaguer)),
        ] {
            prop_assert!(vague == Truth::Unknown || vague == told, "{} became {}", told, vague);
        }
        prop_assert_eq!(&span.certain().intersect(&vaguer.certain()), &vaguer.certain());
        prop_assert_eq!(&span.possible().intersect(vaguer.possible()), span.possible());
    }

    #[test]
    fn two_spans_overlap_unless_one_is_over_before_the_other(
        (a, b) in ((any_days(), any_days()), (any_days(), any_days())),
    ) {
        let (Some(one), Some(other)) = (Span::lasting(&a.0, &a.1), Span::lasting(&b.0, &b.1)) else { return Ok(()) };
        prop_assert_eq!(one.overlaps(&other), other.overlaps(&one));
        let apart = one.over_before(&other).max(other.over_before(&one));
        prop_assert!(one.overlaps(&other) == !apart || one.overlaps(&other) == Truth::Unknown);
        prop_assert!(apart != Truth::Yes || one.overlaps(&other) == Truth::No);
    }
}
