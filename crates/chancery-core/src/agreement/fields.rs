//! The fields that are compared, and how.

use std::collections::BTreeSet;

use super::alpha::Ratings;
use super::bootstrap::{Interval, interval};
use crate::claim::{Claim, Field};
use crate::when::When;

/// The fields that are compared, in the order of docs/ENTRIES.md.
pub const FIELDS: [Field; 7] =
    [Field::Nature, Field::Form, Field::Categories, Field::Status, Field::Stance, Field::Actors, Field::When];

/// What kind of values a comparison takes them for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Equal or not.
    Nominal,
    /// With an order.
    Ordinal,
    /// With distances.
    Interval,
    /// Sets.
    Masi,
}

impl Level {
    /// The word for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Level::Nominal => "nominal",
            Level::Ordinal => "ordinal",
            Level::Interval => "interval",
            Level::Masi => "masi",
        }
    }
}

/// How far two coders agree on a field of the claims that both have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldAgreement {
    /// The field.
    pub field: Field,
    /// What its values are taken for.
    pub level: Level,
    /// The pairs of claims that could be compared.
    pub pairs: usize,
    /// Those with equal values.
    pub equal: usize,
    /// Krippendorff's alpha, in millionths; `None` where nothing varies.
    pub alpha: Option<i64>,
    /// How far it could be off.
    pub interval: Option<Interval>,
}

/// Every comparison of every field.
pub(super) fn compare(pairs: &[(&Claim, &Claim)], seed: u64) -> Vec<FieldAgreement> {
    let mut all = Vec::new();
    for field in FIELDS {
        let mut add = |level: Level, ratings: &Ratings| {
            all.push(FieldAgreement {
                field,
                level,
                pairs: ratings.units(),
                equal: ratings.equal(),
                alpha: ratings.alpha(),
                interval: interval(ratings, seed),
            });
        };
        match field {
            Field::Categories | Field::Actors => add(Level::Masi, &Ratings::sets(&both(pairs, |c| values(c, field)))),
            _ => add(Level::Nominal, &Ratings::nominal(&both(pairs, |c| values(c, field)))),
        }
        match field {
            Field::Stance => add(Level::Ordinal, &Ratings::ordinal(&both(pairs, |claim| claim.stance))),
            Field::When => add(Level::Interval, &Ratings::interval(&dated(pairs))),
            _ => {}
        }
    }
    all
}

fn both<V>(pairs: &[(&Claim, &Claim)], value: impl Fn(&Claim) -> V) -> Vec<Vec<V>> {
    pairs.iter().map(|(a, b)| vec![value(a), value(b)]).collect()
}

/// The middle of each onset, where it has a first and a last day: a date that is a day off is nearly right, which equal or
/// not cannot tell. In half days, so that every middle is a whole number.
fn dated(pairs: &[(&Claim, &Claim)]) -> Vec<Vec<i64>> {
    let middle = |claim: &Claim| {
        let onset = claim.when.as_ref().map(When::onset)?;
        Some(i64::from(onset.first()?.0) + i64::from(onset.last()?.0))
    };
    pairs.iter().map(|(a, b)| [middle(a), middle(b)].into_iter().flatten().collect()).collect()
}

/// A field's value as it is compared and shown: several codes for categories, actors with their roles, otherwise one text or
/// none. A date is in its canonical spelling, since `?` may stand in several places.
pub(super) fn values(claim: &Claim, field: Field) -> BTreeSet<String> {
    match field {
        Field::Categories => claim.categories.iter().cloned().collect(),
        Field::Actors => claim.actors.iter().map(|actor| format!("{} {}", actor.id, actor.role)).collect(),
        Field::When => claim.when.iter().map(When::canonical).collect(),
        _ => BTreeSet::from([claim.get(field).to_string()]),
    }
}
