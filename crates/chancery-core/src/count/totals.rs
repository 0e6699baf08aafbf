//! What a whole dyad comes to, category and form left aside: the base of rhythm, joint bounds, units and sensitivity.

use std::collections::BTreeMap;

use super::{Dyad, Occasion, Standing, occasions, pairs, spread};
use crate::fold::State;
use crate::vocabulary::{Rule, Vocabulary};
use crate::when::{Days, Grain, Period};

/// The figures of one cell over all categories and forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Total {
    /// How many certainly began in the period.
    pub certain: i64,
    /// How many may have.
    pub possible: i64,
    /// The expected number, in millionths.
    pub expected: i64,
}

/// A counted occasion of one dyad.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatedOccasion {
    /// The id of its whole.
    pub id: String,
    /// The days on which it may have begun.
    pub onset: Days,
    /// Whether it is held to have happened; contested otherwise.
    pub standing: Standing,
}

/// The counted occasions of each dyad without direction, in the order of their ids.
pub fn occasions_by_dyad(state: &State, rule: &Rule) -> BTreeMap<Dyad, Vec<DatedOccasion>> {
    let mut found: BTreeMap<Dyad, Vec<DatedOccasion>> = BTreeMap::new();
    for occasion in occasions(state, rule) {
        for (dyad, standing) in of_occasion(&occasion, rule) {
            let (id, onset) = (occasion.whole.id.clone(), occasion.whole.onset.clone());
            found.entry(dyad).or_default().push(DatedOccasion { id, onset, standing });
        }
    }
    found
}

/// The dyads of an occasion without direction, each as firm as the firmest member that makes it.
pub(super) fn of_occasion(occasion: &Occasion<'_>, rule: &Rule) -> BTreeMap<Dyad, Standing> {
    let mut dyads: BTreeMap<Dyad, Standing> = BTreeMap::new();
    for (member, standing) in &occasion.members {
        for dyad in pairs(member, rule).undirected {
            let own = dyads.entry(dyad).or_insert(*standing);
            *own = (*own).max(*standing);
        }
    }
    dyads
}

/// The figures of each dyad without direction for all time and each period of some grains: those rows of
/// `contact_frequency` whose category and form are `all`.
pub fn totals(
    state: &State,
    vocabulary: &Vocabulary,
    rule: &Rule,
    grains: &[Grain],
) -> BTreeMap<(Dyad, Period), Total> {
    let mut totals: BTreeMap<(Dyad, Period), Total> = BTreeMap::new();
    for (dyad, occasions) in occasions_by_dyad(state, rule) {
        let bounds = spread::reach(&dyad, state, vocabulary);
        for occasion in occasions {
            let firm = occasion.standing == Standing::Firm;
            for share in spread::shares(&occasion.onset, firm, bounds, grains) {
                let total = totals.entry((dyad.clone(), share.period)).or_default();
                total.certain += i64::from(share.certain);
                total.possible += 1;
                total.expected += i64::from(share.expected);
            }
        }
    }
    totals
}
