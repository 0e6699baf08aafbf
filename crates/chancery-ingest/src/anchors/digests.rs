//! Anchors whose old text nobody has: a passage of the same length with the same digest is looked for.

use std::collections::BTreeMap;

use chancery_core::Anchor;
use chancery_core::canonical::CanonicalText;
use sha2::{Digest as _, Sha256};

use super::decide::ENOUGH;
use super::places::{MOST_COPIES, cut_out};
use super::{Beside, Budget, Candidate, Fate};

/// How many bytes are hashed at most: SHA-256 of every window of every length that an anchor has.
const MOST_HASHED: u64 = 1 << 30;

/// What a hash costs beside its bytes, in bytes.
const COST_OF_A_HASH: u64 = 64;

pub(super) const UNKNOWN: &str =
    "the same characters stand nowhere, and without the old text it cannot be told what became of them";
const BOUNDED: &str = "the same characters do not stand at the same place, and the search for them was cut short: the text is too long for it";
const SEVERAL: &str =
    "the same characters stand in several places, and without the old text nothing decides between them";
const CUT_OUT: &str = "the same characters stand there as part of a longer word or number";
const SHORT: &str =
    "the same characters stand there, but they are few, and without the old text nothing speaks for them";

/// What became of each anchor.
pub(super) fn fates(new: &CanonicalText, anchors: &[&Anchor]) -> Vec<Fate> {
    let mut fates: Vec<Option<Fate>> = anchors.iter().map(|anchor| in_place(new, anchor)).collect();
    let mut lengths: BTreeMap<u64, BTreeMap<&str, Vec<usize>>> = BTreeMap::new();
    for (at, anchor) in anchors.iter().enumerate().filter(|(at, _)| fates[*at].is_none()) {
        let length = anchor.end.saturating_sub(anchor.start);
        lengths.entry(length).or_default().entry(&anchor.digest).or_default().push(at);
    }
    let mut budget = Budget(MOST_HASHED);
    for (length, wanted) in lengths {
        let found = search(new, length, &wanted, &mut budget);
        for (digest, waiting) in &wanted {
            let fate = match &found {
                None => Fate::Orphan { why: BOUNDED, old: None },
                Some(found) => fate(new, length, digest, found.get(digest).map_or(&[], Vec::as_slice)),
            };
            waiting.iter().for_each(|at| fates[*at] = Some(fate.clone()));
        }
    }
    fates.into_iter().map(|fate| fate.unwrap_or(Fate::Orphan { why: UNKNOWN, old: None })).collect()
}

/// An anchor whose characters are where they were.
fn in_place(new: &CanonicalText, anchor: &Anchor) -> Option<Fate> {
    let text = new.slice(anchor.start, anchor.end)?;
    if crate::text::hex(text.as_bytes()) != anchor.digest {
        return None;
    }
    if is_cut_out(new, anchor.start, anchor.end) {
        let candidates = vec![candidate(new, anchor.start, anchor.end, &anchor.digest)];
        return Some(Fate::Ambiguous { why: CUT_OUT, old: None, candidates });
    }
    Some(Fate::Exact { beside: Beside::Unknown })
}

/// Where passages of a length have one of some digests; none where that would cost more than is left.
fn search<'a>(
    new: &CanonicalText,
    length: u64,
    wanted: &BTreeMap<&'a str, Vec<usize>>,
    budget: &mut Budget,
) -> Option<BTreeMap<&'a str, Vec<u64>>> {
    let text = new.as_str();
    let windows = new.length().checked_sub(length).map_or(0, |last| last + 1);
    // Characters have as many bytes as they have on average; where they are longer, others are shorter.
    let bytes = (text.len() as u64).div_ceil(new.length().max(1)).saturating_mul(length);
    if !budget.spend(windows.saturating_mul(bytes.saturating_add(COST_OF_A_HASH))) {
        return None;
    }
    let raw: BTreeMap<Vec<u8>, &str> = wanted.keys().map(|digest| (bytes_of(digest), *digest)).collect();
    let mut found: BTreeMap<&str, Vec<u64>> = BTreeMap::new();
    let starts = text.char_indices().map(|(byte, _)| byte);
    let ends = text.char_indices().map(|(byte, _)| byte).chain([text.len()]).skip(usize::try_from(length).ok()?);
    for (at, (start, end)) in (0..).zip(starts.zip(ends)) {
        let digest = Sha256::digest(text.get(start..end).unwrap_or_default());
        if let Some(digest) = raw.get(digest.as_slice()) {
            let places = found.entry(digest).or_default();
            if places.len() <= MOST_COPIES {
                places.push(at);
            }
        }
    }
    Some(found)
}

fn fate(new: &CanonicalText, length: u64, digest: &str, places: &[u64]) -> Fate {
    let candidates = |why| {
        let candidates = places.iter().take(MOST_COPIES).map(|at| candidate(new, *at, at + length, digest)).collect();
        Fate::Ambiguous { why, old: None, candidates }
    };
    match places {
        [] => Fate::Orphan { why: UNKNOWN, old: None },
        [at] if is_cut_out(new, *at, at + length) => candidates(CUT_OUT),
        [_] if length < ENOUGH as u64 => candidates(SHORT),
        [at] => Fate::Moved {
            to: Anchor { start: *at, end: at + length, digest: digest.to_owned() },
            beside: Beside::Unknown,
        },
        _ => candidates(SEVERAL),
    }
}

fn candidate(new: &CanonicalText, start: u64, end: u64, digest: &str) -> Candidate {
    let text = new.slice(start, end).unwrap_or_default().to_owned();
    Candidate { at: Anchor { start, end, digest: digest.to_owned() }, text, likeness: 1_000, context: 0 }
}

fn is_cut_out(new: &CanonicalText, start: u64, end: u64) -> bool {
    let bytes = new.byte(start).zip(new.byte(end));
    bytes.is_some_and(|(start, end)| cut_out(new.as_str(), &(start..end)) != (false, false))
}

fn bytes_of(hex: &str) -> Vec<u8> {
    let digits: Vec<u8> = hex.chars().filter_map(|digit| digit.to_digit(16)).map(|digit| digit as u8).collect();
    digits.chunks_exact(2).map(|pair| pair[0] * 16 + pair[1]).collect()
}
