//! What the figures say of dyads that can be followed by hand.

use chancery_core::count::{DatedOccasion, Dyad, Standing};
use chancery_core::rhythm::{Between, GapRow, NAMED, NULL_DRAWS, Options, RhythmRow, TRILLIONTHS, rhythm};
use chancery_core::when::{Day, Days, When};

use super::{contact, contacts, of, read};

fn dated(id: &str, when: &str) -> DatedOccasion {
    contact(id, When::parse(when).expect("is EDTF").onset())
}

fn day(text: &str) -> Day {
    text.parse().expect("is a day")
}

/// Three dated contacts, one on either of two days, one without a first day, one contested, one of a decade.
fn seven() -> Vec<DatedOccasion> {
    let mut seven = vec![
        dated("embassy", "/2004-08"),
        dated("forum", "2013-10-30"),
        dated("talks", "[2013-10-30,2013-11-02]"),
        dated("visit", "2007-07-20"),
        dated("aid", "2014"),
        dated("exchange", "200X"),
        dated("mooted", "2014-01-01"),
    ];
    seven[6].standing = Standing::Contested;
    seven
}

#[test]
fn a_dyad_by_hand() {
    let options = Options { as_of: Some(day("2015-01-10")), ..Options::default() };
    let got = rhythm(&seven(), &options);
    assert_eq!((got.contacts, got.left_out.all()), (4, 3));
    let left = got.left_out;
    assert_eq!((left.contested, left.no_first_day, left.no_last_day, left.too_vague), (1, 1, 0, 1));
    assert_eq!(got.gaps, [(2294, 2294), (0, 3), (60, 427)].map(|(min, max)| Between { min, max }));
    assert_eq!(got.same_day, Between { min: 0, max: 1 });
    assert_eq!(got.silence, Some(Between { min: 10, max: 374 }));
    assert_eq!(got.may_be_last, ["aid"]);
    let longest = got.longest.clone().expect("four contacts");
    assert_eq!((longest.least, longest.is_least_exact, longest.most), (2294, true, 2294));
    let median = got.median.expect("four contacts");
    assert_eq!((median.least, median.most), (60, 427));
    assert_eq!((got.burstiness.middle, got.dispersion.middle, got.against_chance), (None, None, None));
}

#[test]
fn rows_of_a_dyad_by_hand() {
    let dyad = Dyad::undirected("MNG", "PRK");
    let got = rhythm(&seven(), &Options { as_of: Some(day("2015-01-10")), ..Options::default() });
    let row = RhythmRow::of(&dyad, &got);
    assert_eq!((row.first_earliest, row.first_latest), (Some(day("2007-07-20")), Some(day("2007-07-20"))));
    assert_eq!((row.last_earliest, row.last_latest), (Some(day("2014-01-01")), Some(day("2014-12-31"))));
    assert_eq!((row.longest_after.as_deref(), row.longest_before.as_deref()), (Some("visit"), Some("forum;talks")));
    let row = |n, after: &str, before: &str, min_days, max_days| GapRow {
        dyad: dyad.clone(),
        n,
        after: Some(after.to_owned()),
        before: Some(before.to_owned()),
        min_days,
        max_days,
    };
    let expected = [
        row(1, "visit", "forum;talks", 2294, 2294),
        row(2, "forum;talks", "forum;talks", 0, 3),
        row(3, "forum;talks", "aid", 60, 427),
    ];
    assert_eq!(GapRow::of(&dyad, &got), expected);
}

#[test]
fn few_contacts_have_few_figures() {
    let none = of(&[]);
    assert_eq!((none.contacts, none.last(), none.longest.clone(), none.median), (0, None, None, None));
    assert_eq!(none, rhythm(&[], &Options { as_of: Some(Day(0)), ..Options::default() }));
    let one = of(&read("3-5"));
    assert_eq!((one.windows.len(), one.gaps.len(), one.longest.clone(), one.median), (1, 0, None, None));
    assert_eq!(one.may_be_last, ["a"]);
    let row = RhythmRow::of(&Dyad::undirected("A", "B"), &none);
    assert_eq!((row.contacts, row.last, row.silence_max, row.longest_after), (0, None, None, None));
}

#[test]
fn a_day_after_the_day_of_asking_counts_as_that_day() {
    for (as_of, min, max) in [(20, 11, 15), (7, 0, 2), (5, 0, 0), (1, 0, 0), (i32::MIN, 0, 0)] {
        let options = Options { as_of: Some(Day(as_of)), ..Options::default() };
        assert_eq!(rhythm(&contacts(&read("5-9")), &options).silence, Some(Between { min, max }), "as of {as_of}");
    }
}

#[test]
fn what_cannot_be_used_is_counted_under_one_reason() {
    let mut unusable = vec![
        contact("a", Days::unknown()),
        contact("b", Days::up_to(Day(5))),
        contact("c", Days::since(Day(5))),
        contact("d", Days::between(Day(5), Day(4))),
        contact("e", Days::between(Day(0), Day(366))),
        contact("f", Days::between(Day(0), Day(365))),
        // Twelve days, but a year from the first to the last.
        dated("g", "2005-XX-27"),
    ];
    unusable.extend([contact("h", Days::unknown()), contact("i", Days::up_to(Day(5)))]);
    unusable[8].standing = Standing::Contested;
    let cases = [
        (Some(366), 2, (1, 4, 1, 1)),
        (Some(335), 1, (1, 4, 1, 2)),
        (Some(0), 0, (1, 4, 1, 3)),
        (None, 3, (1, 4, 1, 0)),
    ];
    for (max_onset_days, used, (contested, no_first_day, no_last_day, too_vague)) in cases {
        let got = rhythm(&unusable, &Options { max_onset_days, ..Options::default() });
        let left = got.left_out;
        assert_eq!(got.contacts, used, "{max_onset_days:?}");
        assert_eq!(
            (left.contested, left.no_first_day, left.no_last_day, left.too_vague),
            (contested, no_first_day, no_last_day, too_vague),
            "{max_onset_days:?}"
        );
    }
}

#[test]
fn burstiness_needs_ten_gaps() {
    let regular = |count: i32| (0..count).map(|n| vec![(n * 30, n * 30)]).collect::<Vec<_>>();
    assert_eq!(of(&regular(10)).burstiness.middle, None);
    let eleven = of(&regular(11));
    for sampled in [eleven.burstiness, eleven.burstiness_finite] {
        let expected = (Some(-TRILLIONTHS), Some(-TRILLIONTHS), Some(-TRILLIONTHS));
        assert_eq!((sampled.middle, sampled.low, sampled.high), expected, "dates are known to the day");
    }
    let same_day = of(&vec![vec![(7, 7)]; 12]);
    assert_eq!((same_day.burstiness.middle, same_day.burstiness_finite.high), (None, None));
    assert_eq!(same_day.same_day, Between { min: 11, max: 11 });
}

#[test]
fn burstiness_of_uneven_gaps() {
    // Gaps 1, 1, 2, 3, 5, 8, 13, 21, 34, 55: computed apart, with forty decimal digits.
    let days = [0, 1, 2, 4, 7, 12, 20, 33, 54, 88, 143];
    let got = of(&days.map(|day| vec![(day, day)]));
    assert_eq!(got.burstiness.middle, Some(82_811_217_386));
    assert_eq!(got.burstiness_finite.middle, Some(189_614_279_142));
}

#[test]
fn a_sampled_range_holds_the_middle_and_grows_with_vagueness() {
    let vague = |days: i32| (0..15).map(|n| vec![(n * 30, n * 30 + days)]).collect::<Vec<_>>();
    let (known, vague) = (of(&vague(0)), of(&vague(20)));
    assert_eq!(known.burstiness.low, known.burstiness.high);
    let low = vague.burstiness.low.expect("fourteen gaps");
    let high = vague.burstiness.high.expect("fourteen gaps");
    assert_eq!((low, vague.burstiness.middle), (-TRILLIONTHS, Some(-TRILLIONTHS)), "first, middle, last are regular");
    assert!(high > low && high < 0, "{high}");
}

#[test]
fn dispersion_needs_ten_contacts_in_five_years() {
    let yearly = |counts: &[usize]| {
        let years = (2000..).zip(counts);
        years
            .flat_map(|(year, count)| std::iter::repeat_n(format!("{year}-07"), *count))
            .map(|when| dated(&when, &when))
            .collect::<Vec<_>>()
    };
    let cases: [(&[usize], Option<i64>); 5] = [
        (&[2, 2, 2, 2, 1], None),
        (&[3, 3, 3, 3], None),
        (&[2, 2, 2, 2, 2], Some(0)),
        // Mean 2; squares of differences 36 + 4 + 4 + 4 + 4 over 4 are 13.
        (&[8, 0, 0, 0, 2], Some(6 * TRILLIONTHS)),
        (&[6, 1, 1, 1, 1], Some(5 * TRILLIONTHS / 2)),
    ];
    for (counts, expected) in cases {
        let got = rhythm(&yearly(counts), &Options::default());
        assert_eq!(got.dispersion.middle, expected, "{counts:?}");
        assert_eq!((got.dispersion.low, got.dispersion.high), (expected, expected), "months lie inside years");
        assert_eq!(got.against_chance.map(|chance| chance.draws), expected.map(|_| NULL_DRAWS), "{counts:?}");
    }
    let crowded = rhythm(&yearly(&[20, 0, 0, 0, 1]), &Options::default());
    assert_eq!(crowded.against_chance.map(|chance| chance.draws_above), Some(0));
}

#[test]
fn a_sampled_choice_may_prove_a_bound() {
    // Ninety thousand combinations of ranges; on their first days the two are as near as they can be.
    let comb = |first: i32| (0..300).map(|n| (first + 10 * n, first + 10 * n)).collect::<Vec<_>>();
    let longest = of(&[comb(0), comb(5)]).longest.expect("two contacts");
    assert_eq!((longest.least, longest.is_least_exact, longest.most), (5, true, 2995));
}

#[test]
fn many_candidates_are_not_named() {
    let few = of(&vec![vec![(0, 9)]; NAMED]);
    assert_eq!(few.windows[0].may_be.len(), NAMED);
    let many = of(&vec![vec![(0, 9)]; NAMED + 1]);
    assert_eq!((many.windows[0].may_be.len(), many.may_be_last.len()), (0, NAMED + 1));
    assert_eq!(RhythmRow::of(&Dyad::undirected("A", "B"), &many).last, None);
}
