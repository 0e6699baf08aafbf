//! The fewest periods that meet each of some sets of periods: on how few the contacts can have fallen together.
//!
//! Where every set is one run of neighbouring periods, the classical sweep is exact: the run that ends first is met at its
//! end. Where sets have holes the problem is as hard as any (hitting set), so it is searched, number by number from a lower
//! bound upwards, for a stated number of steps; what has been refuted by then is a bound, and is said to be no more.

mod search;

use super::reach::Run;

/// A number of periods below which nothing can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fewest {
    pub(super) number: usize,
    /// Whether so few are enough.
    pub(super) is_exact: bool,
}

/// How many partial answers a search may look at, over all its parts.
const STEPS: usize = 20_000;

/// The fewest periods that meet every set; a set without runs is left aside.
pub(super) fn fewest(sets: &[&[Run]]) -> Fewest {
    let mut alone: Vec<usize> = sets.iter().filter_map(|set| single(set)).collect();
    alone.sort_unstable();
    alone.dedup();
    let mut found = Fewest { number: alone.len(), is_exact: true };
    let open = sets.iter().copied().filter(|set| !set.is_empty() && !set.iter().any(|run| holds_any(*run, &alone)));
    let mut steps = STEPS;
    for part in parts(open.collect()) {
        let own = if part.iter().all(|set| set.len() == 1) {
            Fewest { number: stabs(&part), is_exact: true }
        } else {
            search::fewest(&part, stabs(&part), &mut steps)
        };
        found.number += own.number;
        found.is_exact &= own.is_exact;
    }
    found
}

fn single(set: &[Run]) -> Option<usize> {
    match set {
        [(first, last)] if first == last => Some(*first),
        _ => None,
    }
}

/// Whether a run holds any of some sorted periods.
fn holds_any((first, last): Run, sorted: &[usize]) -> bool {
    sorted.get(sorted.partition_point(|period| *period < first)).is_some_and(|period| *period <= last)
}

/// From the first period of a set to its last, holes included.
fn hull(set: &[Run]) -> Run {
    (set.first().map_or(0, |run| run.0), set.last().map_or(0, |run| run.1))
}

/// Sets that have no period between them, not even over holes, are apart: what meets one is no use to the other.
fn parts(mut sets: Vec<&[Run]>) -> Vec<Vec<&[Run]>> {
    sets.sort_unstable_by_key(|set| hull(set));
    let mut parts: Vec<Vec<&[Run]>> = Vec::new();
    let mut reached = None;
    for set in sets {
        let (first, last) = hull(set);
        match parts.last_mut() {
            Some(part) if reached >= Some(first) => part.push(set),
            _ => parts.push(vec![set]),
        }
        reached = reached.max(Some(last));
    }
    parts
}

/// The fewest periods that meet every hull. With holes the sets need at least as many.
fn stabs(sets: &[&[Run]]) -> usize {
    let mut hulls: Vec<Run> = sets.iter().map(|set| hull(set)).collect();
    hulls.sort_unstable_by_key(|run| run.1);
    let (mut number, mut met) = (0, None);
    for (first, last) in hulls {
        if met < Some(first) {
            number += 1;
            met = Some(last);
        }
    }
    number
}

#[cfg(test)]
mod tests {
    use proptest::collection::{btree_set, vec};
    use proptest::prelude::*;

    use super::*;

    fn runs(set: impl IntoIterator<Item = usize>) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        for period in set {
            match runs.last_mut() {
                Some(run) if run.1 + 1 == period => run.1 = period,
                _ => runs.push((period, period)),
            }
        }
        runs
    }

    fn fewest_of(sets: &[Vec<Run>]) -> Fewest {
        fewest(&sets.iter().map(Vec::as_slice).collect::<Vec<_>>())
    }

    /// The smallest of all sets of periods that meets every one.
    fn by_force(sets: &[Vec<Run>], periods: usize) -> usize {
        let meets =
            |chosen: u32, set: &[Run]| set.iter().any(|(a, b)| (*a..=*b).any(|period| chosen >> period & 1 == 1));
        let good = (0..1_u32 << periods).filter(|chosen| sets.iter().all(|set| meets(*chosen, set)));
        good.map(|chosen| chosen.count_ones() as usize).min().expect("all periods meet every set")
    }

    #[test]
    fn a_part_ends_where_no_set_reaches_over() {
        let cases: &[(&[&[Run]], usize)] = &[
            (&[], 0),
            (&[&[(0, 0)], &[(0, 0)]], 1),
            (&[&[(0, 1)], &[(2, 3)]], 2),
            (&[&[(0, 9)], &[(1, 2)], &[(4, 5)]], 1),
            (&[&[(0, 0), (4, 4)], &[(2, 2)], &[(5, 5)]], 2),
        ];
        for (sets, expected) in cases {
            assert_eq!(parts(sets.to_vec()).len(), *expected, "{sets:?}");
        }
    }

    /// Pairs of seven periods, each pair once: all but one period are needed, and neither hulls nor sets apart say so.
    #[test]
    fn the_search_finds_what_no_bound_shows() {
        let pairs: Vec<Vec<Run>> = (0..7).flat_map(|a| (a + 1..7).map(move |b| runs([2 * a, 2 * b]))).collect();
        assert_eq!(fewest_of(&pairs), Fewest { number: 6, is_exact: true });
    }

    #[test]
    fn a_search_that_would_take_too_long_gives_a_bound_and_says_so() {
        // Four of ninety periods, as if thrown at them.
        let mut state = 1_u64;
        let mut thrown = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            2 * (state >> 33) as usize % 180
        };
        let mut four = || (0..4).map(|_| thrown()).collect::<std::collections::BTreeSet<_>>();
        let sets: Vec<Vec<Run>> = (0..400).map(|_| runs(four())).collect();
        let found = fewest_of(&sets);
        assert!(!found.is_exact && found.number > 5 && found.number < 60, "{found:?}");
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn the_fewest_equal_brute_force(sets in vec(btree_set(0..10_usize, 1..5), 0..12)) {
            let sets: Vec<Vec<Run>> = sets.into_iter().map(runs).collect();
            prop_assert_eq!(fewest_of(&sets), Fewest { number: by_force(&sets, 10), is_exact: true });
        }
    }
}
