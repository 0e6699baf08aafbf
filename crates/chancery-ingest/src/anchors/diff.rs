//! What two lists have in common, in order, at a bounded cost.
//!
//! Diffs of lists with few different items take time that grows with the square of their length, also with the usual
//! heuristics. So long lists are first cut at sequences that stand once in either (in the longest order that both have), again and again;
//! only what then lies between is compared in full, where it is short. A long stretch without them counts as different.

use std::collections::HashMap;

use imara_diff::{Algorithm, Diff, InternedInput};

use super::Budget;

/// Stretches are compared in full if the product of their lengths is at most this.
const MOST_COMPARED: u64 = 1 << 24;

/// The lengths of sequences that are looked for: of eight words most stand once in a text, of one word few do.
const LONGEST_FIRST: [usize; 2] = [8, 1];

/// How often a stretch between items that stand once is cut again.
const DEEPEST: usize = 12;

/// Equal stretches: where each begins in both lists, and how long it is.
pub(super) type Equal = Vec<(usize, usize, usize)>;

/// What two lists have in common, ascending in both.
pub(super) fn equal<T: Eq + std::hash::Hash + Copy>(old: &[T], new: &[T], budget: &mut Budget) -> Equal {
    let mut numbers: HashMap<T, u32> = HashMap::new();
    let mut number = |item: &T| {
        let next = numbers.len() as u32;
        *numbers.entry(*item).or_insert(next)
    };
    let old: Vec<u32> = old.iter().map(&mut number).collect();
    let new: Vec<u32> = new.iter().map(&mut number).collect();
    let mut found = Equal::new();
    between(&old, &new, (0, 0), DEEPEST, budget, &mut found);
    let mut joined = Equal::new();
    for (old, new, length) in found.into_iter().filter(|(_, _, length)| *length > 0) {
        match joined.last_mut() {
            Some(last) if last.0 + last.2 == old && last.1 + last.2 == new => last.2 += length,
            _ => joined.push((old, new, length)),
        }
    }
    joined
}

fn between(old: &[u32], new: &[u32], at: (usize, usize), depth: usize, budget: &mut Budget, found: &mut Equal) {
    let head = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    found.push((at.0, at.1, head));
    let (old, new, at) = (&old[head..], &new[head..], (at.0 + head, at.1 + head));
    let tail = old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| a == b).count();
    let (old, new) = (&old[..old.len() - tail], &new[..new.len() - tail]);
    let cost = old.len() as u64 * new.len() as u64;
    if cost > 0 && cost <= MOST_COMPARED && budget.spend(cost) {
        in_full(old, new, at, found);
    } else if cost > MOST_COMPARED && depth > 0 {
        let mut from = (0, 0);
        let once = LONGEST_FIRST.iter().map(|length| in_order(once_in_both(old, new, *length)));
        let once = once.into_iter().find(|once| !once.is_empty()).unwrap_or_default();
        // Without a cut the same stretch would come again.
        for to in once.iter().copied().chain((!once.is_empty()).then_some((old.len(), new.len()))) {
            let at = (at.0 + from.0, at.1 + from.1);
            between(&old[from.0..to.0], &new[from.1..to.1], at, depth - 1, budget, found);
            from = to;
        }
    }
    found.push((at.0 + old.len(), at.1 + new.len(), tail));
}

fn in_full(old: &[u32], new: &[u32], at: (usize, usize), found: &mut Equal) {
    let mut input: InternedInput<u32> = InternedInput::default();
    input.update_before(old.iter().copied());
    input.update_after(new.iter().copied());
    let (mut from, end) = ((0, 0), (old.len(), new.len()));
    let mut add = |from: (usize, usize), to: usize| found.push((at.0 + from.0, at.1 + from.1, to - from.0));
    for hunk in Diff::compute(Algorithm::Histogram, &input).hunks() {
        add(from, hunk.before.start as usize);
        from = (hunk.before.end as usize, hunk.after.end as usize);
    }
    add(from, end.0);
}

/// The places of sequences of a length that stand once in either list, in the order of the first.
fn once_in_both(old: &[u32], new: &[u32], length: usize) -> Vec<(usize, usize)> {
    let once = |list| {
        let mut places: HashMap<&[u32], Option<usize>> = HashMap::new();
        for (at, sequence) in <[u32]>::windows(list, length).enumerate() {
            places.entry(sequence).and_modify(|place| *place = None).or_insert(Some(at));
        }
        places
    };
    let (old_once, new_once) = (once(old), once(new));
    let place = |(at, sequence)| {
        old_once.get(sequence).copied().flatten()?;
        Some((at, new_once.get(sequence).copied().flatten()?))
    };
    old.windows(length).enumerate().filter_map(place).collect()
}

/// The longest choice of pairs that ascend in both.
fn in_order(pairs: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    // Of each length the chain that ends smallest, by the pair at its end; and for each pair the one before it.
    let (mut ends, mut before): (Vec<usize>, Vec<Option<usize>>) = (Vec::new(), Vec::with_capacity(pairs.len()));
    for (at, (_, new)) in pairs.iter().enumerate() {
        let length = ends.partition_point(|end| pairs[*end].1 < *new);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut chain = Vec::with_capacity(ends.len());
    let mut next = ends.last().copied();
    while let Some(at) = next {
        chain.push(pairs[at]);
        next = before[at];
    }
    chain.reverse();
    chain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn common(old: &str, new: &str) -> String {
        let chars = |text: &str| text.chars().collect::<Vec<char>>();
        let old = chars(old);
        let found = equal(&old, &chars(new), &mut Budget(u64::MAX));
        found
            .iter()
            .map(|(at, _, length)| old[*at..at + length].iter().collect::<String>())
            .collect::<Vec<_>>()
            .join("|")
    }

    #[test]
    fn short_lists_are_compared_in_full() {
        for (old, new, expected) in
            [("", "", ""), ("abc", "abc", "abc"), ("abc", "", ""), ("abcd", "abxd", "ab|d"), ("bcd", "abcd", "bcd")]
        {
            assert_eq!(common(old, new), expected, "{old} {new}");
        }
    }

    #[test]
    fn long_lists_are_cut_at_what_stands_once() {
        let old: Vec<u32> = (0..50_000).collect();
        let mut new = old.clone();
        new.splice(20_000..20_010, [7, 7, 7]);
        new.splice(40_000..40_000, 90_000..95_000);
        let found = equal(&old, &new, &mut Budget(u64::MAX));
        assert_eq!(found, [(0, 0, 20_000), (20_010, 20_003, 19_997), (40_007, 45_000, 9_993)]);
        // Nothing stands once, and nothing is compared in full: what is common at the ends is all.
        let old: Vec<u32> = (0..50_000).map(|at| at % 2).collect();
        let new: Vec<u32> = (0..50_000).map(|at| if at == 20_000 { 5 } else { at % 3 }).collect();
        assert_eq!(equal(&old, &new, &mut Budget(u64::MAX)), [(0, 0, 2), (49_998, 49_998, 2)]);
    }

    #[test]
    fn the_longest_order_is_found() {
        assert_eq!(in_order(vec![(0, 5), (1, 1), (2, 2), (3, 0), (4, 3)]), [(1, 1), (2, 2), (4, 3)]);
        assert_eq!(in_order(Vec::new()), []);
    }
}
