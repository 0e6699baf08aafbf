//! Whether two coders read one source alike: which claims both have, and how far they agree, field by field.
//!
//! Nothing here says who is right; what differs is a list to work through. Figures are in millionths and exact up to the
//! last rounding, but for the intervals, which are drawn from a seed.

mod alpha;
mod bootstrap;
mod fields;
mod marked;
mod masi;
mod pairs;

pub use alpha::Ratings;
pub use bootstrap::{DRAWS, Interval, MAX_VALUES, interval};
pub use fields::{FIELDS, FieldAgreement, Level};
pub use marked::Marked;
pub use pairs::{Ground, Pair, pairs};

use crate::claim::{Claim, Field};
use crate::event::Source;
use crate::fold::State;

/// The most claims of one source that are compared: every claim is held against every other.
pub const MAX_CLAIMS: usize = 2_000;

/// What two coders made of one source.
#[derive(Debug, Clone, PartialEq)]
pub struct Agreement {
    /// The source.
    pub source: String,
    /// How many claims the first coder found.
    pub claims_a: usize,
    /// How many the second.
    pub claims_b: usize,
    /// Ids of claims that are taken for one, by the first.
    pub pairs: Vec<(String, String, Ground)>,
    /// Claims of the first that the second does not have, by id.
    pub only_a: Vec<String>,
    /// Claims of the second that the first does not have.
    pub only_b: Vec<String>,
    /// Which text they found to be about contacts.
    pub marked: Option<Marked>,
    /// How far they agree, field by field.
    pub fields: Vec<FieldAgreement>,
    /// Where they do not.
    pub disagreements: Vec<Disagreement>,
}

/// A field on which two readings of one claim differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disagreement {
    /// The first coder's claim.
    pub a: String,
    /// The second's.
    pub b: String,
    /// The field.
    pub field: Field,
    /// What the first has; empty for nothing.
    pub value_a: String,
    /// What the second has.
    pub value_b: String,
}

impl Agreement {
    /// The share of the second's claims that the first has too, in millionths; `None` without any.
    pub fn precision(&self) -> Option<i64> {
        share(self.pairs.len(), self.claims_b)
    }

    /// The share of the first's claims that the second has too.
    pub fn recall(&self) -> Option<i64> {
        share(self.pairs.len(), self.claims_a)
    }

    /// The share of all their claims that both have: the harmonic mean of the two, whoever comes first.
    pub fn f1(&self) -> Option<i64> {
        share(2 * self.pairs.len(), self.claims_a + self.claims_b)
    }
}

/// A share in millionths, halves rounded up.
fn share(part: usize, whole: usize) -> Option<i64> {
    let (part, whole) = (part as u128, whole as u128);
    i64::try_from((2_000_000 * part + whole).checked_div(2 * whole)?).ok()
}

/// Compares what two coders made of one source. The seed is that of the intervals.
pub fn agreement(source: &Source, a: &State, b: &State, seed: u64) -> Agreement {
    let (one, other) = (claims_of(source, a), claims_of(source, b));
    let paired = pairs(&one, &other);
    let both: Vec<(&Claim, &Claim)> = paired.iter().map(|pair| (one[pair.a], other[pair.b])).collect();
    let alone = |claims: &[&Claim], taken: Vec<usize>| -> Vec<String> {
        let left = claims.iter().enumerate().filter(|(place, _)| !taken.contains(place));
        left.map(|(_, claim)| claim.id.clone()).collect()
    };
    Agreement {
        source: source.id.clone(),
        claims_a: one.len(),
        claims_b: other.len(),
        pairs: both.iter().zip(&paired).map(|((a, b), pair)| (a.id.clone(), b.id.clone(), pair.ground)).collect(),
        only_a: alone(&one, paired.iter().map(|pair| pair.a).collect()),
        only_b: alone(&other, paired.iter().map(|pair| pair.b).collect()),
        marked: Marked::of(&one, &other, source.length),
        fields: fields::compare(&both, seed),
        disagreements: disagreements(&both),
    }
}

/// The claims of a source, by id.
fn claims_of<'a>(source: &Source, state: &'a State) -> Vec<&'a Claim> {
    state.claims.values().map(|held| &held.claim).filter(|claim| claim.source == source.id).collect()
}

fn disagreements(both: &[(&Claim, &Claim)]) -> Vec<Disagreement> {
    let mut all = Vec::new();
    for (a, b) in both {
        for field in FIELDS {
            let (value_a, value_b) = (fields::values(a, field), fields::values(b, field));
            if value_a != value_b {
                let shown =
                    |values: std::collections::BTreeSet<String>| values.into_iter().collect::<Vec<_>>().join("; ");
                let (value_a, value_b) = (shown(value_a), shown(value_b));
                all.push(Disagreement { a: a.id.clone(), b: b.id.clone(), field, value_a, value_b });
            }
        }
    }
    all
}
