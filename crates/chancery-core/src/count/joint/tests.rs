//! Joint bounds against every assignment there is.

mod brute;
mod large;

use super::*;
use crate::count::Standing;
use crate::when::{Day, Days, Grain, When, periods};
use brute::{All, bounds};
use proptest::collection::vec;
use proptest::prelude::*;

const ANYWHERE: Extent = Extent { first: None, last: None };

fn contact(onset: Days, is_firm: bool) -> DatedOccasion {
    let standing = if is_firm { Standing::Firm } else { Standing::Contested };
    DatedOccasion { id: String::new(), onset, standing }
}

/// A contact dated as sources date; one that is contested begins with `!`.
fn dated(text: &str) -> DatedOccasion {
    let (date, is_firm) = text.strip_prefix('!').map_or((text, true), |date| (date, false));
    let onset = if date == "-" { Days::unknown() } else { When::parse(date).expect("a date").onset() };
    contact(onset, is_firm)
}

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn joint(contacts: &str, grain: Grain, first: &str, last: &str) -> Joint {
    let contacts: Vec<DatedOccasion> = contacts.split_whitespace().map(dated).collect();
    let partition: Vec<Period> = periods(grain, day(first), day(last)).collect();
    Joint::of(&contacts, &partition, ANYWHERE)
}

fn pair(bound: Bound) -> (i64, i64) {
    assert!(bound.is_exact);
    (bound.least, bound.most)
}

/// Contacts; total, peak and active periods of the years 2011 to 2014.
#[test]
fn contacts_share_years_as_far_as_their_dates_allow() {
    let cases = [
        ("", (0, 0), (0, 0), (0, 0)),
        ("2012 2012 2013", (3, 3), (2, 2), (2, 2)),
        ("[2012..2013] [2012..2013]", (2, 2), (1, 2), (1, 2)),
        ("[2012..2013] [2012..2013] [2012..2013]", (3, 3), (2, 3), (1, 2)),
        // A decade that reaches beyond the years need not be in them.
        ("201X 201X 2012", (1, 3), (1, 3), (1, 3)),
        ("!2012 !2012 2013", (1, 3), (1, 2), (1, 2)),
        ("!2012", (0, 1), (0, 1), (0, 1)),
        // No first day, no last day, no day.
        ("[..2012] [2012..] - 2014", (1, 4), (1, 3), (1, 4)),
        ("[..2010] [2015..] 2009", (0, 0), (0, 0), (0, 0)),
        // Two years that are no neighbours.
        ("[2011,2013] [2012,2014] [2011,2014]", (3, 3), (1, 2), (2, 3)),
        ("2011 [2011,2013] [2012,2013] 2012", (4, 4), (2, 2), (2, 3)),
    ];
    for (contacts, total, peak, active) in cases {
        let joint = joint(contacts, Grain::Year, "2011-01-01", "2014-01-01");
        let found = (pair(joint.total()), pair(joint.peak()), pair(joint.active()));
        assert_eq!(found, (total, peak, active), "{contacts}");
    }
}

#[test]
fn all_time_holds_every_firm_contact() {
    let joint = joint("2012 [..2004] - !2013", Grain::All, "2011-01-01", "2014-01-01");
    assert_eq!(pair(joint.total()), (3, 4));
    assert_eq!(pair(joint.single(0)), (3, 4));
    let within = Extent { first: Some(day("2010-01-01")), last: Some(day("2020-12-31")) };
    let joint = Joint::of(&[dated("[..2004]")], &[Period::ALL], within);
    assert_eq!(
        (pair(joint.total()), pair(joint.peak())),
        ((1, 1), (1, 1)),
        "it was, before anybody says it can have been"
    );
}

#[test]
fn open_ends_reach_as_far_as_is_said() {
    let years: Vec<Period> = periods(Grain::Year, day("2000-01-01"), day("2005-01-01")).collect();
    let within = Extent { first: Some(day("2002-06-01")), last: Some(day("2004-12-31")) };
    // An onset, and the years in which it is possible.
    let cases =
        [("[..2003]", "001100"), ("-", "001110"), ("[2004..]", "000010"), ("[..2001]", "000000"), ("2001", "010000")];
    for (text, expected) in cases {
        let joint = Joint::of(&[dated(text)], &years, within);
        let possible: String = (0..6).map(|year| joint.single(year).most.to_string()).collect();
        assert_eq!(possible, expected, "{text}");
    }
}

#[test]
fn periods_are_put_in_order_and_gaps_are_outside() {
    let period = |text: &str| text.parse::<Period>().expect("a period");
    let partition = ["2013", "2011", "2011-05", "2013"].map(period);
    let joint = Joint::of(&["2011", "[2011..2013]", "2012"].map(dated), &partition, ANYWHERE);
    assert_eq!(joint.periods(), ["2011", "2013"].map(period));
    assert_eq!(pair(joint.total()), (1, 2));
    let none = Joint::of(&["2011"].map(dated), &[], ANYWHERE);
    assert_eq!((pair(none.total()), pair(none.peak()), pair(none.active())), ((0, 0), (0, 0), (0, 0)));
    assert_eq!(none.feasible(&[]), Some(Assignment { periods: vec![None], counts: Vec::new() }));
}

#[test]
fn numbers_that_cannot_be_together_are_refused() {
    let joint = joint("[2011..2012] [2011..2012] !2012", Grain::Year, "2011-01-01", "2012-01-01");
    // Counts of 2011 and 2012, and whether they can hold together.
    let cases = [((2, 0), true), ((2, 1), true), ((2, 2), false), ((0, 3), true), ((0, 1), false), ((3, 0), false)];
    for ((first, second), expected) in cases {
        let found = joint.feasible(&[first..=first, second..=second]);
        assert_eq!(found.is_some(), expected, "{first} and {second}");
        assert!(found.is_none_or(|found| found.counts == [first, second]));
    }
    assert!(joint.feasible(&[0..=1, 0..=u32::MAX]).is_some());
    #[expect(clippy::reversed_empty_ranges, reason = "a range without numbers holds none")]
    let none = joint.feasible(&[1..=0, 0..=9]);
    assert_eq!(none, None);
    assert_eq!(joint.feasible(&[0..=9]), None, "a range is missing");
}

#[test]
fn rows_name_their_periods() {
    let contacts = ["[2011..2012]", "2012", "2013"].map(dated);
    let partition: Vec<Period> = periods(Grain::Year, day("2011-01-01"), day("2013-01-01")).collect();
    let rows = joint_rows(&contacts, &partition, ANYWHERE);
    let texts = rows.iter().map(|row| {
        let JointRow { statistic, from, to, low, high, exact } = row;
        format!("{statistic} {from} {to} {low} {high} {exact}")
    });
    let expected = [
        "total 2011 2013 3 3 true",
        "peak 2011 2013 1 2 true",
        "active 2011 2013 2 3 true",
        "cumulative 2011 2011 0 1 true",
        "cumulative 2011 2012 2 2 true",
        "cumulative 2011 2013 3 3 true",
        "change 2011 2012 0 2 true",
        "change 2012 2013 -1 0 true",
    ];
    assert_eq!(texts.collect::<Vec<_>>(), expected);
    assert_eq!(joint_rows(&contacts, &[], ANYWHERE), []);
}

/// Every kind of contact over `months` months: each set of months, firm, perhaps elsewhere, or contested.
fn kinds(months: u32) -> Vec<DatedOccasion> {
    let tenth = |month: i8| Day::from_ymd(2005, month, 10).map(|day| (day, day));
    let sets = (1..1_u32 << months).map(move |set| (0..months).filter(move |month| set >> month & 1 == 1));
    let kinds = sets.flat_map(|set| {
        let days: Vec<(Day, Day)> = set.filter_map(|month| tenth(i8::try_from(month + 1).expect("small"))).collect();
        let elsewhere = days.iter().copied().chain(tenth(12));
        let onset = Days::from_ranges(days.clone());
        [contact(onset.clone(), true), contact(Days::from_ranges(elsewhere), true), contact(onset, false)]
    });
    kinds.collect()
}

fn months(number: i8) -> Vec<Period> {
    let last = Day::from_ymd(2005, number, 1).expect("a day");
    periods(Grain::Month, day("2005-01-01"), last).collect()
}

fn agrees(contacts: &[DatedOccasion], partition: &[Period]) -> Result<(), TestCaseError> {
    let joint = Joint::of(contacts, partition, ANYWHERE);
    let all = All::of(contacts, partition);
    let mut own = vec![joint.total(), joint.peak(), joint.active()];
    own.extend((1..partition.len()).map(|period| joint.change(period - 1)));
    own.extend(joint.cumulative());
    own.extend((0..partition.len()).map(|period| joint.single(period)));
    own.extend(brute::subsets(partition.len()).map(|subset| joint.subset(&subset)));
    prop_assert_eq!(own, all.bounds(), "{:?}", contacts);
    all.holds(&joint.levelled(), true)?;
    Ok(())
}

#[test]
fn bounds_equal_brute_force_for_all_kinds_of_few_contacts() {
    let check = |contacts: &[DatedOccasion], months: &[Period]| {
        if let Err(error) = agrees(contacts, months) {
            panic!("{error}: {contacts:?}");
        }
    };
    let (three, four) = (kinds(3), kinds(4));
    for (one, a) in three.iter().enumerate() {
        for (two, b) in three.iter().enumerate().skip(one) {
            for c in three.iter().skip(two) {
                check(&[a.clone(), b.clone(), c.clone()], &months(3));
            }
        }
    }
    for (one, a) in four.iter().enumerate() {
        check(std::slice::from_ref(a), &months(4));
        for b in four.iter().skip(one) {
            check(&[a.clone(), b.clone()], &months(4));
        }
    }
}

/// Onsets within a few weeks before, in and after four months; with holes, without ends, some contested.
fn small() -> impl Strategy<Value = Vec<DatedOccasion>> {
    let (first, last) = (day("2004-12-20").0, day("2005-05-10").0);
    let stretch = (first..=last, prop_oneof![Just(0), 0..40_i32, 0..120_i32]);
    let bounded = vec(stretch, 1..4)
        .prop_map(|ranges| Days::from_ranges(ranges.into_iter().map(|(day, length)| (Day(day), Day(day + length)))));
    let end = move || (first..=last).prop_map(Day);
    let onset = prop_oneof![
        8 => bounded.clone(),
        1 => end().prop_map(Days::since),
        1 => end().prop_map(Days::up_to),
        1 => (bounded, end()).prop_map(|(days, end)| Days::union([days, Days::since(end)])),
        1 => Just(Days::unknown()),
    ];
    vec((onset, 0..5_u8).prop_map(|(onset, kind)| contact(onset, kind > 0)), 0..=5)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn bounds_equal_brute_force(contacts in small(), number in 1..=4_i8) {
        agrees(&contacts, &months(number))?;
    }

    #[test]
    fn a_row_of_counts_is_feasible_if_some_assignment_has_it(
        contacts in small(),
        ranges in vec((0..3_u32, prop_oneof![Just(0_u32), 0..3_u32, Just(9)]), 4),
    ) {
        let partition = months(4);
        let joint = Joint::of(&contacts, &partition, ANYWHERE);
        let all = All::of(&contacts, &partition);
        let wanted: Vec<_> = ranges.into_iter().map(|(least, more)| least..=least + more).collect();
        let fits = |counts: &[u32]| counts.iter().zip(&wanted).all(|(count, range)| range.contains(count));
        let found = joint.feasible(&wanted);
        prop_assert_eq!(found.is_some(), all.counts().any(|counts| fits(&counts)));
        if let Some(found) = found {
            prop_assert!(fits(&found.counts));
            all.holds(&found, false)?;
        }
    }

    #[test]
    fn joint_bounds_nest_in_sums_of_single_ones(contacts in small(), number in 1..=4_i8) {
        let partition = months(number);
        let joint = Joint::of(&contacts, &partition, ANYWHERE);
        let singles: Vec<Bound> = (0..partition.len()).map(|period| joint.single(period)).collect();
        let (least, most): (i64, i64) = (singles.iter().map(|one| one.least).sum(), singles.iter().map(|one| one.most).sum());
        let (total, peak, active) = (joint.total(), joint.peak(), joint.active());
        prop_assert!(least <= total.least && total.most <= most);
        prop_assert!(singles.iter().all(|one| one.least <= peak.least));
        prop_assert!(peak.least <= total.least && peak.most <= total.most);
        prop_assert!(active.least <= active.most && active.most <= total.most.min(i64::from(number)));
        // Single bounds are the table's.
        for (period, single) in partition.iter().zip(&singles) {
            let firm = |one: &&DatedOccasion| one.standing == Standing::Firm;
            let inside = |one: &&DatedOccasion| one.onset.is_inside(period.first, period.last);
            let meets = |one: &&DatedOccasion| one.onset.meets(period.first, period.last);
            let certain = contacts.iter().filter(firm).filter(inside).count();
            let possible = contacts.iter().filter(meets).count();
            prop_assert_eq!(*single, bounds([certain as i64, possible as i64]));
        }
    }
}
