//! Against every choice of days that there is: all triples over four days, and small onsets with holes.

use std::collections::BTreeSet;

use chancery_core::rhythm::{Between, Rhythm};
use proptest::{collection::vec, prelude::*};

use super::{Ranges, of, read};

/// What holds over all choices of days.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Found {
    /// Of each place in order: the earliest day, the latest, and who can be there.
    windows: Vec<(i64, i64, BTreeSet<String>)>,
    gaps: Vec<Between>,
    longest: Between,
    /// The choices' (from, to, after, before) for the most.
    places: BTreeSet<(i64, i64, String, String)>,
    median: Between,
}

fn widen(between: &mut Between, least: i64, most: i64) {
    *between = Between { min: between.min.min(least), max: between.max.max(most) };
}

/// Every choice of days, one after the other.
fn choices(onsets: &[Ranges]) -> Vec<Vec<i64>> {
    onsets.iter().fold(vec![Vec::new()], |chosen, ranges| {
        let days: Vec<i64> = ranges.iter().flat_map(|(first, last)| i64::from(*first)..=i64::from(*last)).collect();
        chosen.iter().flat_map(|days_before| days.iter().map(|day| [&days_before[..], &[*day]].concat())).collect()
    })
}

fn by_force(onsets: &[Ranges]) -> Found {
    let nothing = Between { min: i64::MAX, max: i64::MIN };
    let count = onsets.len();
    let mut found = Found {
        windows: vec![(i64::MAX, i64::MIN, BTreeSet::new()); count],
        gaps: vec![nothing; count - 1],
        longest: nothing,
        places: BTreeSet::new(),
        median: nothing,
    };
    for days in choices(onsets) {
        let mut sorted = days.clone();
        sorted.sort_unstable();
        for (window, day) in found.windows.iter_mut().zip(&sorted) {
            *window = (window.0.min(*day), window.1.max(*day), std::mem::take(&mut window.2));
            // On equal days any of the contacts may be called the k-th.
            window.2.extend(('a'..).zip(&days).filter(|(_, own)| *own == day).map(|(id, _)| id.to_string()));
        }
        let gaps: Vec<i64> = sorted.windows(2).map(|pair| pair[1] - pair[0]).collect();
        found.gaps.iter_mut().zip(&gaps).for_each(|(between, gap)| widen(between, *gap, *gap));
        let longest = *gaps.iter().max().expect("two contacts or more");
        if longest > found.longest.max {
            found.places.clear();
        }
        widen(&mut found.longest, longest, longest);
        if longest == found.longest.max {
            found.places.extend(places(&days, &sorted, longest));
        }
        let mut by_length = gaps;
        by_length.sort_unstable();
        widen(&mut found.median, by_length[(by_length.len() - 1) / 2], by_length[by_length.len() / 2]);
    }
    found
}

/// Where a choice has a silence of that length, and between which contacts.
fn places(days: &[i64], sorted: &[i64], length: i64) -> BTreeSet<(i64, i64, String, String)> {
    let mut places = BTreeSet::new();
    for pair in sorted.windows(2).filter(|pair| pair[1] - pair[0] == length) {
        for (after, from) in ('a'..).zip(days) {
            for (before, to) in ('a'..).zip(days) {
                if *from == pair[0] && *to == pair[1] && after != before {
                    places.insert((*from, *to, after.to_string(), before.to_string()));
                }
            }
        }
    }
    places
}

/// The rhythm agrees with brute force wherever it is exact, and bounds it elsewhere.
fn agrees(onsets: &[Ranges]) -> Rhythm {
    let (got, found) = (of(onsets), by_force(onsets));
    let windows: Vec<(i64, i64, BTreeSet<String>)> = got
        .windows
        .iter()
        .map(|w| (w.earliest.0.into(), w.latest.0.into(), w.may_be.iter().cloned().collect()))
        .collect();
    assert_eq!(windows, found.windows, "windows of {onsets:?}");
    let last: BTreeSet<String> = got.may_be_last.iter().cloned().collect();
    assert_eq!(last, found.windows[onsets.len() - 1].2, "last of {onsets:?}");
    assert_eq!(got.gaps, found.gaps, "gaps of {onsets:?}");
    let longest = got.longest.clone().expect("two contacts or more");
    assert_eq!((longest.least, longest.is_least_exact), (found.longest.min, true), "least of {onsets:?}");
    assert_eq!(longest.most, found.longest.max, "most of {onsets:?}");
    let sides = |place: (i64, i64)| {
        let those = found.places.iter().filter(|(from, to, ..)| (*from, *to) == place);
        let sides = those.map(|(.., after, before)| (after.clone(), before.clone()));
        sides.unzip::<_, _, BTreeSet<String>, BTreeSet<String>>()
    };
    let expected: BTreeSet<(i64, i64)> = found.places.iter().map(|(from, to, ..)| (*from, *to)).collect();
    assert_eq!(longest.places_in_all, expected.len(), "places of {onsets:?}");
    for (place, (from, to)) in longest.places.iter().zip(expected) {
        assert_eq!((i64::from(place.from.0), i64::from(place.to.0)), (from, to), "places of {onsets:?}");
        let named = (place.after.iter().cloned().collect(), place.before.iter().cloned().collect());
        assert_eq!(named, sides((from, to)), "sides of {from} {to} of {onsets:?}");
    }
    let median = got.median.expect("two contacts or more");
    assert_eq!(Between { min: median.least, max: median.most }, found.median, "median of {onsets:?}");
    assert!(median.is_least_exact && median.is_most_exact, "few choices are all tried");
    got
}

#[test]
fn the_cases_that_mislead() {
    for onsets in [
        // A wide onset around a narrow one: the wide one may be on either side.
        "0-9 1",
        // The best stop is not the k-th first day.
        "0-100 1",
        // Onsets that overlap but hold no day in common, so that no gap can be zero.
        "1,3 2",
        "1,5 2 3",
        "1,9 3-7 5",
        // One contact alone holds the days on both sides of a hole.
        "1,4 1,4",
        "0,22 10,12",
        "1-4 9 9",
        // The last first day is held by one contact, which is also the latest.
        "0-3 5-9",
        "0-3 0-9",
        "5-9 5-9 0",
        // Stepping stones with little room.
        "0 0-4 2-9 8-9 12",
        "0 3-8 3-8 3-8 12",
        "0 1-2 1-9 12",
        "0 5,6 5-6 12",
    ] {
        agrees(&read(onsets));
    }
}

#[test]
fn all_triples_of_days_without_holes() {
    let all: Vec<(i32, i32)> = (0..4).flat_map(|first| (first..4).map(move |last| (first, last))).collect();
    for a in &all {
        for b in &all {
            for c in &all {
                agrees(&[vec![*a], vec![*b], vec![*c]]);
            }
        }
    }
}

#[test]
fn all_triples_of_sets_of_four_days() {
    let ranges = |set: u32| (0..4).filter(|day| set & (1 << day) != 0).map(|day| (day, day)).collect::<Ranges>();
    for a in 1..16 {
        for b in a..16 {
            for c in b..16 {
                agrees(&[ranges(a), ranges(b), ranges(c)]);
            }
        }
    }
}

/// Two to five contacts, each on some of five days in a row, within two weeks.
fn small() -> impl Strategy<Value = Vec<Ranges>> {
    let onset = (0..12_i32, 1..32_u32).prop_map(|(start, set)| {
        (0..5).filter(|day| set & (1 << day) != 0).map(|day| (start + day, start + day)).collect::<Ranges>()
    });
    vec(onset, 2..6)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn small_dyads(onsets in small()) {
        agrees(&onsets);
    }
}
