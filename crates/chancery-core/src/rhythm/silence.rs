//! The longest silence between two consecutive contacts: the most and the least that it can be.
//!
//! **Most.** As for a single gap (see [`super::gaps`]), without counting who is early: the greatest `U(t) - t` over first
//! days `t`, or, once all have begun, the latest last day less the latest first day of two different contacts. Exact.
//!
//! **Least**, for onsets without holes. Let `b` be the smallest last day and `e` the greatest first day. If `b >= e` all
//! share a day, and no silence is needed. Otherwise move every day that lies before `b` to `b` and every one after `e` to
//! `e`: each onset reaches to `b` at least and begins by `e`, so it holds the new day, and no gap grows. So all lie from
//! `b` to `e`, one on each, and a silence of at most `g` is possible exactly if stones can be laid from `b` to `e` with
//! steps of at most `g`, each contact one stone; whoever is not needed lies anywhere between and harms nothing. From
//! stone `c` take, of the contacts that can be laid by `c + g` and after `c`, the one whose last day is the smallest, and
//! lay it as far as it goes. No other choice gets further: if that last day is before `c + g` the stone is of no use
//! later, and lies there for nothing; else any other contact laid now would go no further and has a later last day, so it
//! can stand in wherever the first was wanted. The least `g` is found by halving.
//!
//! **Least, with holes.** Which range a contact lies in is one more choice. Few combinations are all tried, and the least
//! is exact. Where they are many, the least without holes and the greatest of the shortest gaps are both lower bounds. The
//! greater is given, and flagged unless one of the sampled choices attains it.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::gaps::stops;
use super::possible::Possible;

/// How much may be tried where onsets have holes: combinations of ranges, times contacts.
const TRIED: usize = 100_000;

/// The most: its length, and each pair of days (all of it lies between them) on which it can be had. `None` for
/// fewer than two contacts.
pub(super) fn most(onsets: &[Possible]) -> Option<(i64, Vec<(i64, i64)>)> {
    let latest = onsets.iter().map(|onset| onset.last).max()?;
    let mut spots = stops(onsets);
    if let Some((day, until)) = spots.pop()
        && until == i64::MAX
        && differ(&holders(onsets, day), &holders(onsets, latest))
    {
        spots.push((day, latest));
    }
    let most = spots.iter().map(|(from, to)| to - from).max()?;
    spots.retain(|(from, to)| to - from == most);
    Some((most, spots))
}

/// Whether two different contacts can be named, one of each list.
fn differ(some: &[usize], others: &[usize]) -> bool {
    match (some, others) {
        ([], _) | (_, []) => false,
        ([one], [other]) => one != other,
        _ => true,
    }
}

/// The contacts that may lie on either side of a silence between these days, by number.
pub(super) fn sides(onsets: &[Possible], (from, to): (i64, i64)) -> (Vec<usize>, Vec<usize>) {
    let (mut after, mut before) = (holders(onsets, from), holders(onsets, to));
    // A contact that alone holds one of the days cannot lie on the other.
    match (after.as_slice(), before.as_slice()) {
        ([only], [_, _, ..]) => before.retain(|number| number != only),
        ([_, _, ..], [only]) => after.retain(|number| number != only),
        _ => {}
    }
    (after, before)
}

/// The contacts that may lie on a day, by number.
fn holders(onsets: &[Possible], day: i64) -> Vec<usize> {
    (0..).zip(onsets).filter(|(_, onset)| onset.has(day)).map(|(number, _)| number).collect()
}

/// The least, and whether it is exact; a lower bound otherwise. `shortest` are the shortest gaps, `seen` is the shortest
/// longest silence of any choice that was looked at.
pub(super) fn least(onsets: &[Possible], shortest: &[i64], seen: Option<i64>) -> (i64, bool) {
    let hulls: Vec<(i64, i64)> = onsets.iter().map(|onset| (onset.first, onset.last)).collect();
    let of_gaps = shortest.iter().copied().max().unwrap_or_default();
    let bound = least_without_holes(&hulls, 0).max(of_gaps);
    let combinations = onsets.iter().try_fold(1_usize, |all, onset| all.checked_mul(onset.ranges.len()));
    match combinations {
        Some(1) => (bound, true),
        Some(many) if many.saturating_mul(onsets.len()) <= TRIED => (least_of_all(onsets, bound), true),
        _ => (bound, seen == Some(bound)),
    }
}

/// The least over all combinations of ranges; none is below `bound`.
fn least_of_all(onsets: &[Possible], bound: i64) -> i64 {
    let mut places = vec![0_usize; onsets.len()];
    let mut least = i64::MAX;
    loop {
        let chosen: Vec<(i64, i64)> =
            onsets.iter().zip(&places).filter_map(|(onset, place)| onset.ranges.get(*place).copied()).collect();
        least = least.min(least_without_holes(&chosen, bound));
        let turned = places.iter_mut().zip(onsets).find_map(|(place, onset)| {
            *place = (*place + 1) % onset.ranges.len();
            (*place > 0).then_some(())
        });
        if least <= bound || turned.is_none() {
            return least;
        }
    }
}

/// The least for onsets without holes, if it is not below `bound`.
fn least_without_holes(onsets: &[(i64, i64)], bound: i64) -> i64 {
    let mut sorted = onsets.to_vec();
    sorted.sort_unstable();
    let (Some(begin), Some(end)) = (sorted.iter().map(|o| o.1).min(), sorted.last().map(|o| o.0)) else { return 0 };
    let (mut low, mut high) = (bound.max(0), (end - begin).max(bound).max(0));
    while low < high {
        let step = low + (high - low) / 2;
        if can_be_walked(&sorted, begin, end, step) {
            high = step;
        } else {
            low = step + 1;
        }
    }
    low
}

/// Whether stones can be laid from `begin` to `end` with steps of at most `step`; onsets sorted by first day.
fn can_be_walked(sorted: &[(i64, i64)], begin: i64, end: i64, step: i64) -> bool {
    let mut coming = sorted.iter().peekable();
    let mut ready: BinaryHeap<Reverse<i64>> = BinaryHeap::new();
    let mut stone = begin;
    // The contact that begins last waits on the far side, and cannot have been laid before this holds.
    while stone + step < end {
        while let Some((_, last)) = coming.next_if(|(first, _)| *first <= stone + step) {
            ready.push(Reverse(*last));
        }
        // None in wait ends before the stone, for the one that ends first was always laid first.
        let Some(Reverse(last)) = ready.pop() else { return false };
        stone = last.min(stone + step);
        if step == 0 {
            return false;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::super::gaps::shortest;
    use super::super::possible::possible;
    use super::*;

    #[test]
    fn stones_are_laid_as_far_apart_as_they_reach() {
        let cases: [(&[(i64, i64)], i64); 9] = [
            (&[], 0),
            (&[(3, 9)], 0),
            (&[(0, 5), (5, 9)], 0),
            (&[(0, 4), (5, 9)], 1),
            (&[(0, 0), (9, 9)], 9),
            (&[(0, 0), (2, 7), (9, 9)], 5),
            // The one that must lie early lies early, and the other takes the middle.
            (&[(0, 0), (1, 2), (1, 9), (12, 12)], 5),
            (&[(0, 0), (1, 9), (1, 9), (12, 12)], 4),
            (&[(0, 0), (5, 5), (5, 5), (12, 12)], 7),
        ];
        for (onsets, least) in cases {
            assert_eq!(least_without_holes(onsets, 0), least, "{onsets:?}");
        }
    }

    #[test]
    fn with_many_holes_the_least_is_a_bound_and_says_so() {
        // From 2 to 18 by way of 9 or 11: the least is 9, though 10 would make it 8 were there no hole.
        let mut holed = vec![possible(&[(0, 0), (2, 2)]), possible(&[(9, 9), (11, 11)])];
        holed.push(possible(&[(18, 18), (20, 20)]));
        assert_eq!(least(&holed, &shortest(&holed), None), (9, true));
        // Two to the twentieth combinations are not tried.
        holed.extend((0..17).map(|_| possible(&[(18, 18), (20, 20)])));
        assert_eq!(least(&holed, &shortest(&holed), None), (8, false));
        assert_eq!(least(&holed, &shortest(&holed), Some(9)), (8, false));
        // Nor are ninety thousand; without holes both could lie on one day, but no gap is below 5.
        let combs: Vec<Possible> = [0, 5]
            .map(|first| possible(&(0..300).map(|n| (first + 10 * n, first + 10 * n)).collect::<Vec<_>>()))
            .into();
        assert_eq!(least(&combs, &shortest(&combs), Some(7)), (5, false));
        assert_eq!(least(&combs, &shortest(&combs), Some(5)), (5, true));
    }
}
