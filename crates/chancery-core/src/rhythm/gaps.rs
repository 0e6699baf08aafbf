//! The shortest and the longest that each gap can be, over all choices of days; exact, also where onsets have holes.
//!
//! `A(k)` and `B(k)` are the k-th smallest first day and the k-th smallest last day. Gap k lies between the k-th and the
//! next day in order, of a choice that takes one day of each onset.
//!
//! **Longest.** A choice leaves the days between `t` and `u` empty, with k contacts up to `t` and the others from `u` on,
//! exactly if each onset has a day up to `t` or a day from `u` on, at least k can be early and at most k must be:
//! no onset begins after `t` and ends before `u`, `t >= A(k)`, `u <= B(k+1)`. Early contacts can take their first days and
//! late ones their last, so holes do not matter, and the best `t` is some contact's first day. With `U(t)` the smallest
//! last day among onsets that begin after `t`, the longest is the greatest `min(U(t), B(k+1)) - t` over first days
//! `t >= A(k)`.
//!
//! **Shortest.** Take a choice in which gap k, from `s` to `e`, is as short as can be. If any onset had a day strictly
//! between, its contact could move there from either side, and the gap would be shorter; so `s` and `e` are one day, or
//! neighbours among the days of all onsets together. Two contacts can be k-th and next on one day `s` if two onsets hold
//! it and `A(k+1) <= s <= B(k)`; on neighbours `s < e` if two different contacts hold them, `A(k) <= s <= B(k)` and
//! `A(k+1) <= e <= B(k+1)`. (Whoever holds neither goes to either side of both; the four conditions say that so many can
//! and no more must.) The days fall into stretches held by the same contacts, so few pairs need to be looked at.

use std::collections::VecDeque;

use super::possible::{Possible, windows};

/// The longest that each of the gaps can be.
pub(super) fn longest(onsets: &[Possible]) -> Vec<i64> {
    let (firsts, lasts) = windows(onsets);
    let stops = stops(onsets);
    let (mut from, mut to) = (0, 0);
    let mut best: VecDeque<usize> = VecDeque::new();
    let gain = |place: usize| stops[place].1.saturating_sub(stops[place].0);
    let mut longest = Vec::with_capacity(firsts.len().saturating_sub(1));
    for (first, next_last) in firsts.iter().zip(lasts.iter().skip(1)) {
        // Both limits only ever move on, so each stop enters and leaves the queue of the best ones once.
        while stops.get(to).is_some_and(|(_, until)| until < next_last) {
            while best.back().is_some_and(|other| gain(*other) <= gain(to)) {
                best.pop_back();
            }
            best.push_back(to);
            to += 1;
        }
        while stops.get(from).is_some_and(|(day, _)| day < first) {
            from += 1;
        }
        while best.front().is_some_and(|place| *place < from) {
            best.pop_front();
        }
        let before = best.front().map(|place| gain(*place));
        let after = stops.get(from.max(to)).map(|(day, _)| next_last - day);
        longest.push(before.max(after).unwrap_or_default().max(0));
    }
    longest
}

/// Each first day `t`, in order, with `U(t)`: the smallest last day among onsets that begin later, `i64::MAX` if none does.
pub(super) fn stops(onsets: &[Possible]) -> Vec<(i64, i64)> {
    let mut ends: Vec<(i64, i64)> = onsets.iter().map(|onset| (onset.first, onset.last)).collect();
    ends.sort_unstable();
    let mut stops: Vec<(i64, i64)> = Vec::with_capacity(ends.len());
    let (mut later, mut same) = (i64::MAX, i64::MAX);
    for (first, last) in ends.into_iter().rev() {
        match stops.last() {
            Some((day, _)) if *day == first => same = same.min(last),
            _ => {
                later = later.min(same);
                same = last;
                stops.push((first, later));
            }
        }
    }
    stops.reverse();
    stops
}

/// Days in a row that are held by the same contacts.
struct Stretch {
    first: i64,
    last: i64,
    /// How many contacts hold it.
    held: usize,
    /// The sum of their numbers: the number itself where one holds it.
    holders: u128,
    /// How many onsets have begun by then.
    begun: usize,
    /// How many onsets were over before.
    over: usize,
}

/// The shortest that each of the gaps can be.
pub(super) fn shortest(onsets: &[Possible]) -> Vec<i64> {
    let mut offers: Vec<(i64, usize, usize)> = Vec::new();
    let stretches = stretches(onsets);
    for stretch in &stretches {
        if stretch.held >= 2 {
            offers.push((0, stretch.over + 1, stretch.begun.saturating_sub(1)));
        }
    }
    for pair in stretches.windows(2) {
        let [early, late] = pair else { continue };
        let is_one = early.held == 1 && late.held == 1 && early.holders == late.holders;
        if !is_one {
            let (least, most) = ((early.over + 1).max(late.over), early.begun.min(late.begun.saturating_sub(1)));
            offers.push((late.first - early.last, least, most));
        }
    }
    cheapest(offers, onsets.len().saturating_sub(1))
}

/// The stretches that any contact holds, in order.
fn stretches(onsets: &[Possible]) -> Vec<Stretch> {
    // Where a range begins, or ends on the day before: the day, whose it is, and whether it begins.
    let mut turns: Vec<(i64, usize, bool)> = Vec::new();
    for (number, onset) in onsets.iter().enumerate() {
        turns.extend(onset.ranges.iter().flat_map(|(from, to)| [(*from, number, true), (to + 1, number, false)]));
    }
    turns.sort_unstable();
    let (firsts, lasts) = windows(onsets);
    let (mut held, mut holders, mut begun, mut over) = (0_usize, 0_u128, 0, 0);
    let mut stretches = Vec::new();
    for (place, (day, number, begins)) in turns.iter().enumerate() {
        if *begins {
            (held, holders) = (held + 1, holders + *number as u128);
        } else {
            (held, holders) = (held.saturating_sub(1), holders.saturating_sub(*number as u128));
        }
        let Some((next, ..)) = turns.get(place + 1) else { break };
        if next > day && held > 0 {
            while firsts.get(begun).is_some_and(|first| first <= day) {
                begun += 1;
            }
            while lasts.get(over).is_some_and(|last| last < day) {
                over += 1;
            }
            stretches.push(Stretch { first: *day, last: next - 1, held, holders, begun, over });
        }
    }
    stretches
}

/// The least of the offers that hold for each gap, given as (days, from which gap, to which gap); gaps count from 1.
fn cheapest(mut offers: Vec<(i64, usize, usize)>, gaps: usize) -> Vec<i64> {
    offers.sort_unstable();
    let mut found = vec![0; gaps];
    // The next gap, from each on, that has no offer yet; followed and shortened like a chain of forwarding addresses.
    let mut free: Vec<usize> = (0..=gaps).collect();
    for (days, from, to) in offers {
        let mut gap = next_free(&mut free, from.saturating_sub(1));
        while gap < to.min(gaps) {
            found[gap] = days;
            free[gap] = gap + 1;
            gap = next_free(&mut free, gap);
        }
    }
    found
}

fn next_free(free: &mut [usize], from: usize) -> usize {
    let mut place = from;
    while let Some(next) = free.get(place).copied().filter(|next| *next != place) {
        if let Some(beyond) = free.get(next).copied() {
            free[place] = beyond;
        }
        place = next;
    }
    place
}
