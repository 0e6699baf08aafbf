//! The text that anchors mark, as ranges of code points.

use super::alpha;
use crate::claim::{Anchor, Claim};

/// Code points of one text: sorted ranges that neither overlap nor touch, ends excluded.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Marks(Vec<(u64, u64)>);

impl Marks {
    pub(super) fn of<'a>(anchors: impl IntoIterator<Item = &'a Anchor>) -> Marks {
        let mut ranges: Vec<(u64, u64)> = anchors.into_iter().map(|anchor| (anchor.start, anchor.end)).collect();
        ranges.retain(|(start, end)| start < end);
        ranges.sort_unstable();
        let mut merged: Vec<(u64, u64)> = Vec::with_capacity(ranges.len());
        for (start, end) in ranges {
            match merged.last_mut() {
                Some(open) if start <= open.1 => open.1 = open.1.max(end),
                _ => merged.push((start, end)),
            }
        }
        Marks(merged)
    }

    pub(super) fn length(&self) -> u64 {
        // Disjoint ranges below 2^64 cannot sum to more.
        self.0.iter().map(|(start, end)| end - start).sum()
    }

    fn end(&self) -> u64 {
        self.0.last().map_or(0, |range| range.1)
    }

    /// How many code points are in both.
    pub(super) fn shared(&self, other: &Marks) -> u64 {
        let (mut left, mut right, mut shared) = (self.0.iter().peekable(), other.0.iter().peekable(), 0);
        while let (Some(a), Some(b)) = (left.peek(), right.peek()) {
            shared += a.1.min(b.1).saturating_sub(a.0.max(b.0));
            // The range that ends first can meet nothing further.
            if a.1 <= b.1 {
                left.next()
            } else {
                right.next()
            };
        }
        shared
    }
}

/// Which parts of a text the coders found to be about contacts at all, code point by code point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Marked {
    /// In anchors of both.
    pub both: u64,
    /// In those of the first alone.
    pub only_a: u64,
    /// In those of the second alone.
    pub only_b: u64,
    /// In none.
    pub neither: u64,
    /// Alpha over all code points, in millionths: in an anchor or not.
    pub alpha: Option<i64>,
}

impl Marked {
    /// Of one source; `None` unless both coders anchored something. Where the length of the text is not known, it is taken to
    /// end with the last anchor.
    pub(super) fn of(a: &[&Claim], b: &[&Claim], length: Option<u64>) -> Option<Marked> {
        let marks = |claims: &[&Claim]| Marks::of(claims.iter().flat_map(|claim| &claim.anchor));
        let (one, other) = (marks(a), marks(b));
        if one.length() == 0 || other.length() == 0 {
            return None;
        }
        let both = one.shared(&other);
        let (only_a, only_b) = (one.length() - both, other.length() - both);
        let length = length.unwrap_or(0).max(one.end()).max(other.end());
        // Three disjoint parts of the text, so their sum is within its length.
        let neither = length - both - only_a - only_b;
        let alpha = alpha::of_two_values(both, neither, only_a.saturating_add(only_b));
        Some(Marked { both, only_a, only_b, neither, alpha })
    }
}
