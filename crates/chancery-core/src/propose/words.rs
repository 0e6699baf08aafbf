//! The words of summaries, weighed by how rare they are.

use std::collections::{BTreeMap, BTreeSet};

use crate::claim::Claim;

/// How often words stand in the summaries of a corpus.
pub(super) struct Rarity {
    claims: usize,
    within: BTreeMap<String, usize>,
}

impl Rarity {
    pub(super) fn of<'a>(all: impl Iterator<Item = &'a BTreeSet<String>>) -> Rarity {
        let mut rarity = Rarity { claims: 0, within: BTreeMap::new() };
        for words in all {
            rarity.claims += 1;
            for word in words {
                *rarity.within.entry(word.clone()).or_default() += 1;
            }
        }
        rarity
    }

    /// What a word weighs: the whole part of the binary logarithm of one in how many claims has it. Words of more than half
    /// of them weigh nothing, so no list of common words is needed, in any language.
    pub(super) fn weight(&self, word: &str) -> u64 {
        let within = self.within.get(word).copied().unwrap_or(1).max(1);
        (self.claims / within).checked_ilog2().map_or(0, u64::from)
    }
}

/// The words of a summary: runs of letters and digits in lower case, of at least three characters, without the `s` of a plural.
pub(super) fn words(claim: &Claim) -> BTreeSet<String> {
    let runs = claim.summary.split(|character: char| !character.is_alphanumeric());
    let words = runs.map(str::to_lowercase).filter(|word| word.chars().count() >= 3);
    words
        .map(|word| word.strip_suffix('s').filter(|stem| stem.len() >= 3).map_or(word.clone(), str::to_owned))
        .collect()
}
