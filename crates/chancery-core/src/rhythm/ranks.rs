//! Which contacts may be the k-th: named where they are few.
//!
//! Contact i can be k-th on its day `v` if at most k - 1 others must come before (their last day is before `v`) and at
//! least k - 1 can (their first day is not after it). Within one range of its onset the ranks it can have are an interval,
//! for from one day to the next nobody who must come before could not also have come on the day before; over a hole ranks
//! may be left out.

use std::collections::BTreeSet;

use super::possible::{Possible, windows};

/// So many contacts are named for one place; of more, none is.
pub const NAMED: usize = 8;

/// For each rank the contacts, by number, that may have it; none where they are more than [`NAMED`].
pub(super) fn candidates(onsets: &[Possible]) -> Vec<Vec<usize>> {
    let mut turns: Vec<(usize, bool, usize)> = Vec::new();
    let (firsts, lasts) = windows(onsets);
    for (number, onset) in onsets.iter().enumerate() {
        for (from, to) in ranks(onset, &firsts, &lasts) {
            turns.push((from, true, number));
            turns.push((to + 1, false, number));
        }
    }
    // At one rank those who leave go first.
    turns.sort_unstable();
    let mut turns = turns.into_iter().peekable();
    let mut able = BTreeSet::new();
    let named = (0..onsets.len()).map(|rank| {
        while let Some((_, comes, number)) = turns.next_if(|(at, ..)| *at <= rank) {
            if comes {
                able.insert(number);
            } else {
                able.remove(&number);
            }
        }
        if able.len() <= NAMED { able.iter().copied().collect() } else { Vec::new() }
    });
    named.collect()
}

/// The ranks, from 0, that a contact can have: disjoint intervals in order, ends included.
fn ranks(onset: &Possible, firsts: &[i64], lasts: &[i64]) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (from, to) in &onset.ranges {
        // Its own last day is not before one of its days, and its own first day is one of those not after.
        let least = lasts.partition_point(|last| last < from);
        let most = firsts.partition_point(|first| first <= to).saturating_sub(1);
        match found.last_mut() {
            Some(open) if least <= open.1 + 1 => open.1 = open.1.max(most),
            _ => found.push((least, most)),
        }
    }
    found
}

/// The contacts, by number, that may be the last; all of them, however many.
pub(super) fn may_be_last(onsets: &[Possible]) -> Vec<usize> {
    let latest_first = onsets.iter().map(|onset| onset.first).max();
    (0..).zip(onsets).filter(|(_, onset)| latest_first.is_some_and(|day| onset.last >= day)).map(|(n, _)| n).collect()
}
