//! In which order openings and closings came, where their dates overlap.

use std::collections::BTreeSet;

use super::changes::{Change, Turn};
use super::span::Reach;
use crate::when::Day;

/// The order of the changes that contradicts itself least, and another that does so as little, if one is found.
///
/// A change whose last possible day is before another's first comes before it. Among what that leaves open, an opening is
/// followed by a closing and a closing by an opening where possible, and else what must end first comes first. Whether a
/// mission was there before the first change is not known, so both beginnings are tried.
pub(super) fn orders(changes: &[Change]) -> (Vec<usize>, Option<Vec<usize>>) {
    let by_dates = ordered(changes, None);
    let mut tried = vec![by_dates];
    tried.extend([Turn::Opening, Turn::Closing].map(|first| ordered(changes, Some(first))));
    let least = tried.iter().map(|order| contradictions(changes, order)).min();
    let mut best = tried.into_iter().filter(|order| Some(contradictions(changes, order)) == least);
    let order = best.next().unwrap_or_default();
    let turns = |order: &[usize]| -> Vec<Turn> { order.iter().map(|index| changes[*index].turn).collect() };
    let other = best.find(|other| turns(other) != turns(&order));
    (order, other)
}

/// Of each change, the outermost days of the changes with which its place cannot be told for sure; `None` where it can.
///
/// Where an order contradicts itself, others may do so as little that were not tried. So every change is entangled that
/// hangs together with one of the other turn by windows that overlap.
pub(super) fn entangled(changes: &[Change], order: &[usize]) -> Vec<Option<Reach>> {
    let mut entangled = vec![None; changes.len()];
    if contradictions(changes, order) == (0, 0) {
        return entangled;
    }
    let mut sorted: Vec<(Day, Day, usize)> = Vec::with_capacity(changes.len());
    sorted.extend(
        changes.iter().map(|change| Reach::of(&change.days)).zip(0..).map(|(r, index)| (r.first, r.last, index)),
    );
    sorted.sort_unstable();
    let mut sorted = sorted.into_iter().peekable();
    while let Some((first, mut last, index)) = sorted.next() {
        let mut members = vec![index];
        while let Some((_, end, member)) = sorted.next_if(|next| next.0 <= last) {
            last = last.max(end);
            members.push(member);
        }
        let turns: BTreeSet<Turn> = members.iter().map(|member| changes[*member].turn).collect();
        if turns.len() > 1 {
            members.into_iter().for_each(|member| entangled[member] = Some(Reach { first, last }));
        }
    }
    entangled
}

/// How often two changes of one turn follow each other: those that cannot be one, then those that may be.
fn contradictions(changes: &[Change], order: &[usize]) -> (usize, usize) {
    let (mut apart, mut alike) = (0, 0);
    for pair in order.windows(2) {
        let (one, next) = (&changes[pair[0]], &changes[pair[1]]);
        if one.turn == next.turn {
            let may_be_one = !one.days.intersect(&next.days).is_empty();
            *(if may_be_one { &mut alike } else { &mut apart }) += 1;
        }
    }
    (apart, alike)
}

/// A change by its window: the last day, the first, the place in the list.
type Key = (Day, Day, usize);

fn ordered(changes: &[Change], first: Option<Turn>) -> Vec<usize> {
    let reaches: Vec<Reach> = changes.iter().map(|change| Reach::of(&change.days)).collect();
    let mut ends: BTreeSet<(Day, usize)> = reaches.iter().zip(0..).map(|(reach, index)| (reach.last, index)).collect();
    let mut waiting: BTreeSet<(Day, usize)> =
        reaches.iter().zip(0..).map(|(reach, index)| (reach.first, index)).collect();
    let mut ready: [BTreeSet<Key>; 2] = Default::default();
    let mut order = Vec::with_capacity(changes.len());
    let mut wanted = first;
    while let Some((earliest_end, _)) = ends.first().copied() {
        // What begins by the earliest end of all that is left may come next; something always does.
        while let Some((_, index)) = waiting.first().copied().filter(|(first, _)| *first <= earliest_end) {
            waiting.pop_first();
            ready[changes[index].turn as usize].insert((reaches[index].last, reaches[index].first, index));
        }
        let next = |turn: Turn| ready[turn as usize].first().map(|key| (key.0, key.1, turn, key.2));
        let either = || [Turn::Opening, Turn::Closing].into_iter().filter_map(next).min();
        let Some((last, first, turn, index)) = wanted.and_then(next).or_else(either) else { break };
        ready[turn as usize].remove(&(last, first, index));
        ends.remove(&(last, index));
        order.push(index);
        wanted = Some(turn.other());
    }
    order
}
