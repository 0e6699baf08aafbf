//! Before, after, on one day: tables, and laws of the three answers.

use super::super::*;
use super::properties::any_days;
use proptest::prelude::*;

#[test]
fn beginnings_are_ordered_only_where_every_day_agrees() {
    #[rustfmt::skip]
    let cases = [
        // one, other, one begins before the other, the other before the one, on one day
        ("2012",              "2013",               "yes",     "no",      "no"),
        ("2013-10-30",        "2013-10-31",         "yes",     "no",      "no"),
        ("2013-10-30",        "2013-10-30",         "no",      "no",      "yes"),
        ("2013-10-30",        "2013-10-30~",        "no",      "no",      "yes"),
        ("2013",              "2013",               "unknown", "unknown", "unknown"),
        ("2013",              "2013-01-01",         "no",      "unknown", "unknown"),
        ("2013",              "2013-12-31",         "unknown", "no",      "unknown"),
        ("201X",              "2013-10",            "unknown", "unknown", "unknown"),
        ("2013-10/2014",      "2013-11",            "yes",     "no",      "no"),
        ("2013/2013-02",      "2013-03",            "yes",     "no",      "no"),
        ("2013/..",           "2014",               "yes",     "no",      "no"),
        ("2013/",             "2012",               "no",      "yes",     "no"),
        ("../2012",           "2013",               "yes",     "no",      "no"),
        ("/2012",             "2013",               "yes",     "no",      "no"),
        ("../2013",           "2013",               "unknown", "unknown", "unknown"),
        ("../2013",           "2012-12-31",         "unknown", "unknown", "unknown"),
        ("[2013..]",          "2013",               "unknown", "unknown", "unknown"),
        ("[2013..]",          "2012",               "no",      "yes",     "no"),
        ("[2013..]",          "../2012",            "no",      "yes",     "no"),
        ("[..2004,2010..]",   "2006",               "unknown", "unknown", "no"),
        ("[2012-03,2012-12]", "2012-06",            "unknown", "unknown", "no"),
        ("{2012-03,2012-12}", "2013",               "yes",     "no",      "no"),
    ];
    for (one, other, before, after, same) in cases {
        let (a, b) = (When::parse(one).expect(one), When::parse(other).expect(other));
        let got = (a.begins_before(&b), b.begins_before(&a), a.onset().same_day(&b.onset()));
        assert_eq!((got.0.as_str(), got.1.as_str(), got.2.as_str()), (before, after, same), "{one} and {other}");
    }
}

#[test]
fn of_no_day_nothing_can_be_told() {
    let (none, all) = (Days::from_ranges([]), Days::unknown());
    for other in [&none, &all, &Days::between(Day(1), Day(1))] {
        assert_eq!((none.before(other), other.before(&none)), (Truth::Unknown, Truth::Unknown));
        assert_eq!((none.same_day(other), other.same_day(&none)), (Truth::Unknown, Truth::Unknown));
    }
    assert_eq!(none.within(Day::MIN, Day::MAX), Truth::Unknown);
    assert_eq!(Days::since(Day(1)).within(Day(1), Day::MAX), Truth::Unknown);
}

#[test]
fn and_or_and_not_are_kleenes() {
    use Truth::{No, Unknown, Yes};
    assert_eq!((Yes.min(Unknown), No.min(Unknown)), (Unknown, No));
    assert_eq!((Yes.max(Unknown), No.max(Unknown)), (Yes, Unknown));
    assert_eq!((!Yes, !Unknown, !No), (No, Unknown, Yes));
    assert_eq!([Yes, Unknown, No].map(|truth| truth.to_string()), ["yes", "unknown", "no"]);
}

/// Every set of the days 0 to 3, and every one with no first or last day.
fn small_sets() -> Vec<Days> {
    let day = |bit: i32| Days::between(Day(bit), Day(bit));
    let bounded = (1..16_i32).map(|bits| Days::union((0..4).filter(|bit| bits >> bit & 1 == 1).map(day)));
    let open = (0..4).flat_map(|bit| [Days::up_to(Day(bit)), Days::since(Day(bit))]);
    bounded.chain(open).chain([Days::unknown()]).collect()
}

/// The days of a set, as far as two days before and after the small ones.
fn members(days: &Days) -> Vec<i32> {
    (-2..6).filter(|day| days.meets(Day(*day), Day(*day))).collect()
}

/// The answer that every pair of days gives, if they agree.
fn by_hand(one: &Days, other: &Days, holds: fn(i32, i32) -> bool) -> Truth {
    let (ones, others) = (members(one), members(other));
    let mut answers = ones.iter().flat_map(|a| others.iter().map(move |b| holds(*a, *b)));
    let first = answers.next().expect("no set is empty");
    match answers.all(|answer| answer == first) {
        true if first => Truth::Yes,
        true => Truth::No,
        false => Truth::Unknown,
    }
}

#[test]
fn answers_are_those_of_all_pairs_of_days() {
    let sets = small_sets();
    assert_eq!(sets.len(), 24);
    for (one, other) in sets.iter().flat_map(|one| sets.iter().map(move |other| (one, other))) {
        assert_eq!(one.before(other), by_hand(one, other, |a, b| a < b), "{one} before {other}");
        assert_eq!(one.same_day(other), by_hand(one, other, |a, b| a == b), "{one} on the day of {other}");
    }
    for (one, (first, last)) in sets.iter().flat_map(|one| (0..16).map(move |n| (one, (n / 4, n % 4)))) {
        let inside = members(one).iter().filter(|day| (first..=last).contains(*day)).count();
        let expected = Truth::of(inside == members(one).len(), inside > 0);
        assert_eq!(one.within(Day(first), Day(last)), expected, "{one} from {first} to {last}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn one_is_never_before_the_other_and_after_it(a in any_days(), b in any_days()) {
        let (before, after) = (a.before(&b), b.before(&a));
        prop_assert!(before != Truth::Yes || after == Truth::No, "{} {}", before, after);
        prop_assert!(a.before(&a) != Truth::Yes);
        prop_assert_eq!(a.same_day(&b), b.same_day(&a));
        prop_assert!(a.same_day(&b) != Truth::Yes || (before, after) == (Truth::No, Truth::No));
    }

    #[test]
    fn what_is_before_something_earlier_is_before_what_comes_later(a in any_days(), b in any_days(), c in any_days()) {
        if a.before(&b) == Truth::Yes && c.before(&b) == Truth::No {
            prop_assert_eq!(a.before(&c), Truth::Yes);
        }
    }

    #[test]
    fn a_vaguer_day_never_tells_more(a in any_days(), b in any_days(), more in any_days(), from in -3000..5000_i32, days in 0..4000_i32) {
        let vaguer = Days::union([a.clone(), more]);
        let (first, last) = (Day(from), Day(from + days));
        for (told, vague) in [
            (a.before(&b), vaguer.before(&b)),
            (b.before(&a), b.before(&vaguer)),
            (a.same_day(&b), vaguer.same_day(&b)),
            (a.within(first, last), vaguer.within(first, last)),
        ] {
            prop_assert!(vague == Truth::Unknown || vague == told, "{} became {}", told, vague);
        }
    }
}
