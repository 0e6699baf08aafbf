//! What became of anchors when the publisher changed a text: proposals for a reviewer, never applied.
//!
//! Pure: two texts and anchors in, one [`Outcome`] for each anchor out. Positions are carried over by a diff of the texts; the
//! same characters are looked for everywhere; what is only alike is scored in whole thousandths. Nothing here is quadratic
//! in a text's length: [`MOST_COPIES`] copies of a passage are looked at, refinements by the character are for short
//! stretches, and whatever else could grow with both texts or with text and anchors spends from one budget.
//!
//! A text that differs in a single character is never `exact` or `moved`, so a number or a negation cannot change unseen. What
//! stands directly beside a passage is compared as well, since a negation may stand there.

mod alike;
mod carry;
mod decide;
mod diff;
mod differences;
mod digests;
mod owners;
mod places;
mod tokens;

use chancery_core::Anchor;

pub use differences::{Difference, Kind};
pub use places::{CONTEXT, MOST_COPIES};

use chancery_core::canonical::CanonicalText;

/// From this likeness on, in thousandths, a passage is held to be a changed one and not another.
pub const ALIKE: u32 = 600;

/// What an anchor's passage is in the new text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// The anchor, as it stands in the claim.
    pub anchor: Anchor,
    /// What became of it.
    pub fate: Fate,
}

/// The five fates of an anchor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// The same characters stand at the same place.
    Exact {
        /// What stands beside them.
        beside: Beside,
    },
    /// The very same characters stand elsewhere, and nothing else can be meant.
    Moved {
        /// Where.
        to: Anchor,
        /// What stands beside them.
        beside: Beside,
    },
    /// The text at the place that corresponds differs a little.
    Changed {
        /// Where.
        to: Anchor,
        /// What stood there.
        old: String,
        /// What stands there.
        new: String,
        /// How much of both is common, in thousandths.
        likeness: u32,
        /// What differs, numbers and negations first.
        differences: Vec<Difference>,
    },
    /// Several passages may be meant, or the only one that is like it may be another.
    Ambiguous {
        /// Why it cannot be told.
        why: &'static str,
        /// What stood there, where the old text is known.
        old: Option<String>,
        /// The likeliest first.
        candidates: Vec<Candidate>,
    },
    /// Nothing like it is there.
    Orphan {
        /// Why.
        why: &'static str,
        /// What stood there, where the old text is known.
        old: Option<String>,
    },
}

impl Fate {
    /// `exact`, `moved`, `changed`, `ambiguous` or `orphan`.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Fate::Exact { .. } => "exact",
            Fate::Moved { .. } => "moved",
            Fate::Changed { .. } => "changed",
            Fate::Ambiguous { .. } => "ambiguous",
            Fate::Orphan { .. } => "orphan",
        }
    }
}

/// Whether what stands directly before and after a passage is what stood there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beside {
    /// On both sides.
    Alike,
    /// Not before it.
    OtherBefore,
    /// Not after it.
    OtherAfter,
    /// On neither side.
    Other,
    /// The old text is not at hand.
    Unknown,
}

/// A passage that may be the one that was meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Where.
    pub at: Anchor,
    /// What stands there.
    pub text: String,
    /// How much of both is common, in thousandths; 1000 for the same characters.
    pub likeness: u32,
    /// How many of the [`CONTEXT`] characters on either side are those that stood beside the passage, added up.
    pub context: u32,
}

/// How much work may be done for all anchors together: bytes hashed, words compared.
struct Budget(u64);

impl Budget {
    /// Takes what a step costs, if that much is left.
    fn spend(&mut self, cost: u64) -> bool {
        let left = self.0.checked_sub(cost);
        self.0 = left.unwrap_or(self.0);
        left.is_some()
    }
}

/// What became of each anchor, in the order given.
///
/// Without the old text only lengths and digests are known: equal characters are then found and changed ones are not.
pub fn outcomes(old: Option<&CanonicalText>, new: &CanonicalText, anchors: &[Anchor]) -> Vec<Outcome> {
    let mut fates: Vec<Option<Fate>> = vec![None; anchors.len()];
    if let Some(old) = old {
        let mut judge = decide::Judge::new(old, new);
        for (fate, anchor) in fates.iter_mut().zip(anchors) {
            *fate = judge.fate(anchor);
        }
    }
    // What is left has no old text, or another one: its digest is not that of the characters there.
    let left: Vec<&Anchor> = anchors.iter().zip(&fates).filter(|(_, fate)| fate.is_none()).map(|(a, _)| a).collect();
    let mut by_digest = digests::fates(new, &left).into_iter();
    let fate = |fate: Option<Fate>| fate.or_else(|| by_digest.next());
    let fates: Vec<Option<Fate>> = fates.into_iter().map(fate).collect();
    let gone = || Fate::Orphan { why: digests::UNKNOWN, old: None };
    anchors
        .iter()
        .zip(fates)
        .map(|(anchor, fate)| Outcome { anchor: anchor.clone(), fate: fate.unwrap_or_else(gone) })
        .collect()
}
