//! Random points of random histories: what the filter keeps is what a naive one keeps, event by event, and the fold of the
//! one is the fold of the other.
//!
//! The soak (10,000 histories, 100 points of each) is left out of ordinary runs; `cargo xtask test -- --ignored soak` runs
//! it. A failure names the seed of its history.

use std::ops::Range;
use std::thread;

use chancery_core::event::Entry;
use chancery_core::filter::{Kept, known_at};
use chancery_core::fold::{FaultKind, Place, State, fold};
use chancery_testkit::histories::{history, points};
use chancery_testkit::naive;

/// A state and its faults without the places of events: a filter may leave gaps.
fn placeless(entries: &[Entry]) -> (State, Vec<FaultKind>) {
    let (mut state, faults) = fold(entries);
    state.claims.values_mut().for_each(|held| held.place = Place { entry: 0, event: 0 });
    state.decisions.values_mut().for_each(|decisions| decisions.place = None);
    let mut kinds: Vec<FaultKind> = faults.into_iter().map(|fault| fault.kind).collect();
    kinds.sort();
    (state, kinds)
}

/// How many points were compared, and at how many of them something was left out.
#[derive(Debug, Default)]
struct Compared {
    points: usize,
    filtered: usize,
    folded: usize,
}

/// On two threads, each every other history.
fn compare(seeds: Range<u64>, number: usize) -> Compared {
    thread::scope(|scope| {
        let halves = [0, 1].map(|first| {
            scope.spawn({
                let seeds = seeds.clone();
                move || compare_all(seeds.skip(first).step_by(2), number)
            })
        });
        let [one, other] = halves.map(|half| half.join().expect("every point is equal"));
        Compared {
            points: one.points + other.points,
            filtered: one.filtered + other.filtered,
            folded: one.folded + other.folded,
        }
    })
}

fn compare_all(seeds: impl Iterator<Item = u64>, number: usize) -> Compared {
    let mut compared = Compared::default();
    for seed in seeds {
        let entries = history(seed);
        let all: usize = entries.iter().map(|entry| entry.events.len()).sum();
        for point in points(&entries, !seed, number) {
            let Kept { entries: kept, undated_sources, .. } = known_at(&entries, point);
            let (naive, undated) = naive::known_at(&entries, point);
            let at = || format!("history {seed} at {point:?}");
            assert!(undated.iter().eq(&undated_sources), "{}: {undated:?}, {undated_sources:?}", at());
            let ((state, faults), (expected, naive_faults)) = (placeless(&kept), placeless(&naive));
            assert_eq!(state, expected, "{}", at());
            assert_eq!(faults, naive_faults, "{}", at());
            compared.points += 1;
            compared.filtered += usize::from(state.events < all);
            compared.folded += usize::from(!state.contacts.is_empty());
        }
    }
    compared
}

#[test]
fn two_thousand_histories_at_25_points_equal_a_naive_filter() {
    let compared = compare(0..2_000, 25);
    assert_eq!(compared.points, 50_000);
    // It would be easy to compare nothing with nothing.
    assert!(compared.filtered > 40_000 && compared.folded > 30_000, "{compared:?}");
}

#[test]
#[ignore = "a soak of some minutes: cargo xtask test -- --ignored soak"]
fn soak_ten_thousand_histories_at_100_points_equal_a_naive_filter() {
    assert_eq!(compare(100_000..110_000, 100).points, 1_000_000);
}
