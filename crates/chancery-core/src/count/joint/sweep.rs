//! Contacts placed by one sweep over the periods: whoever can wait least goes first.
//!
//! For sets that are runs of neighbouring periods this places as many contacts as can be placed at all (the earliest end
//! first, as in scheduling jobs of equal length between release and deadline). For sets with holes it is a good start.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::network::Shares;
use super::reach::Group;

/// How many of which groups fall where, when each period takes no more than it has `room`, which is lowered by it.
/// O(R log R + P) for R runs of the groups that are `meant` and P periods.
pub(super) fn sweep(groups: &[&Group], meant: impl Fn(&Group) -> bool, room: &mut [u64]) -> Shares {
    let mut shares: Shares = vec![Vec::new(); groups.len()];
    let mut left: Vec<u64> = groups.iter().map(|group| group.size()).collect();
    // Where each run begins, where the last run of its group ends, its group, where it ends itself.
    let mut runs: Vec<(usize, usize, usize, usize)> = Vec::new();
    for (number, group) in groups.iter().enumerate().filter(|(_, group)| meant(group)) {
        let end = group.runs.last().map_or(0, |run| run.1);
        runs.extend(group.runs.iter().map(|(first, last)| (*first, end, number, *last)));
    }
    runs.sort_unstable();
    let mut coming = runs.into_iter().peekable();
    let mut waiting = BinaryHeap::new();
    for (period, room) in room.iter_mut().enumerate() {
        while let Some((_, end, group, last)) = coming.next_if(|run| run.0 <= period) {
            waiting.push(Reverse((end, group, last)));
        }
        while *room > 0 {
            let Some(Reverse((_, group, last))) = waiting.peek().copied() else { break };
            let taken = if last < period { 0 } else { left[group].min(*room) };
            if taken > 0 {
                shares[group].push((period, taken));
                left[group] -= taken;
                *room -= taken;
            }
            if last < period || left[group] == 0 {
                waiting.pop();
            }
        }
    }
    shares
}
