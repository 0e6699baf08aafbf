//! Which claim of one coder is which claim of the other.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::marked::Marks;
use crate::claim::Claim;
use crate::when::Days;

/// What two claims were paired by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ground {
    /// Both have anchors, and these overlap.
    Anchors,
    /// One of them has no anchor, and date, form and actors are alike.
    Likeness,
}

impl Ground {
    /// The word for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Ground::Anchors => "anchors",
            Ground::Likeness => "likeness",
        }
    }
}

/// A claim of each coder that are taken for one: places in the two lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pair {
    /// Place in the first list.
    pub a: usize,
    /// Place in the second.
    pub b: usize,
    /// By what.
    pub ground: Ground,
}

/// Pairs claims of one source, each with one other at most: the best pair first, then the best of what is left.
///
/// Anchors come first, and only among those that overlap equally (to a tenth) does it matter what the claims say: else
/// fields would be compared only where they agree. Two anchored claims pair where at least half of the shorter text lies in
/// the longer; without anchors, where at least two of date, form and actors are alike. The result is sorted.
pub fn pairs(a: &[&Claim], b: &[&Claim]) -> Vec<Pair> {
    let (one, other): (Vec<Reading<'_>>, Vec<Reading<'_>>) = (readings(a), readings(b));
    let mut found: Vec<(Reverse<Closeness>, Pair)> = Vec::new();
    for (place_a, reading_a) in one.iter().enumerate() {
        for (place_b, reading_b) in other.iter().enumerate() {
            if let Some((closeness, ground)) = closeness(reading_a, reading_b) {
                found.push((Reverse(closeness), Pair { a: place_a, b: place_b, ground }));
            }
        }
    }
    found.sort_by_key(|(closeness, pair)| (pair.ground, *closeness, *pair));
    let (mut taken_a, mut taken_b, mut pairs) = (BTreeSet::new(), BTreeSet::new(), Vec::new());
    for (_, pair) in found {
        if !taken_a.contains(&pair.a) && !taken_b.contains(&pair.b) {
            taken_a.insert(pair.a);
            taken_b.insert(pair.b);
            pairs.push(pair);
        }
    }
    pairs.sort();
    pairs
}

/// A claim with what is asked of it again and again.
struct Reading<'a> {
    claim: &'a Claim,
    marks: Marks,
    onset: Option<Days>,
    actors: BTreeSet<&'a str>,
}

fn readings<'a>(claims: &[&'a Claim]) -> Vec<Reading<'a>> {
    let reading = |claim: &&'a Claim| Reading {
        claim,
        marks: Marks::of(&claim.anchor),
        onset: claim.when.as_ref().map(|when| when.onset()),
        actors: claim.actors.iter().map(|actor| actor.id.as_str()).collect(),
    };
    claims.iter().map(reading).collect()
}

/// Tenths of the text in common, then how much the claims say alike.
type Closeness = (u64, u32);

fn closeness(a: &Reading<'_>, b: &Reading<'_>) -> Option<(Closeness, Ground)> {
    let (alike, points) = likeness(a, b);
    let (length_a, length_b) = (a.marks.length(), b.marks.length());
    if length_a == 0 || length_b == 0 {
        return (alike >= 2).then_some(((0, points), Ground::Likeness));
    }
    let shared = a.marks.shared(&b.marks);
    if u128::from(shared) * 2 < u128::from(length_a.min(length_b)) {
        return None;
    }
    let all = u128::from(length_a) + u128::from(length_b) - u128::from(shared);
    let tenths = u64::try_from(u128::from(shared) * 10 / all).unwrap_or(10);
    Some(((tenths, points), Ground::Anchors))
}

/// How many of date, form and actors are alike, and how much so.
fn likeness(a: &Reading<'_>, b: &Reading<'_>) -> (u32, u32) {
    let form = u32::from(a.claim.form == b.claim.form);
    let date = match (&a.onset, &b.onset) {
        (None, None) => 1,
        (Some(one), Some(other)) if one == other => 2,
        (Some(one), Some(other)) => u32::from(!one.intersect(other).is_empty()),
        _ => 0,
    };
    let shared = a.actors.intersection(&b.actors).count();
    let all = a.actors.union(&b.actors).count();
    let actors = if all > 0 && shared == all { 2 } else { u32::from(shared > 0 && shared * 2 >= all) };
    (form + date.min(1) + actors.min(1), 3 * form + 2 * date + 2 * actors)
}
