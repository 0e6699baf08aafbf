//! Which claims may be about one contact without anybody having said so: proposals for a reviewer, never applied.
//!
//! The score is a sum of whole numbers, each with its reason in words. The bar and what another form takes away were set on
//! that part of the bundled corpus which ends with 2012, the other weights by judgement; all is measured on the rest too
//! (docs/REVIEW.md). It is no probability.

mod score;
mod words;

use std::collections::BTreeMap;

pub use score::Reason;

use crate::fold::State;
use score::{Reading, reasons};
use words::Rarity;

/// From this score on two claims are proposed.
pub const LEAST: i64 = 70;

/// Two contacts that may be one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The two claims that are most alike, the smaller id first.
    pub claims: (String, String),
    /// Their contacts, in the same order.
    pub contacts: (String, String),
    /// The sum of the points.
    pub score: i64,
    /// What it is made of, the weightiest first.
    pub reasons: Vec<Reason>,
}

/// Every two contacts with claims that score at least `least`, the highest score first, then by ids.
///
/// Contacts that are part of one another are passed over: somebody said already how they hang together.
pub fn propose(state: &State, least: i64) -> Vec<Proposal> {
    let readings: Vec<Reading<'_>> =
        state.claims.iter().map(|(id, held)| Reading::of(held, state.contact_of(id))).collect();
    let rarity = Rarity::of(readings.iter().map(Reading::words));
    let mut best: BTreeMap<(&str, &str), Proposal> = BTreeMap::new();
    for (place, a) in readings.iter().enumerate() {
        for b in &readings[place + 1..] {
            if a.contact == b.contact || is_part(state, a, b) || is_part(state, b, a) {
                continue;
            }
            let Some(mut reasons) = reasons(a, b, &rarity) else { continue };
            let score = reasons.iter().map(|reason| reason.points).sum();
            let key = (a.contact.min(b.contact), a.contact.max(b.contact));
            if score < least || best.get(&key).is_some_and(|held| held.score >= score) {
                continue;
            }
            reasons.sort_by_key(|reason| std::cmp::Reverse(reason.points));
            let claims = (a.claim.id.clone(), b.claim.id.clone());
            let contacts = (a.contact.to_owned(), b.contact.to_owned());
            best.insert(key, Proposal { claims, contacts, score, reasons });
        }
    }
    let mut all: Vec<Proposal> = best.into_values().collect();
    all.sort_by(|one, other| other.score.cmp(&one.score).then_with(|| one.claims.cmp(&other.claims)));
    all
}

/// Whether the first is held to be a part or an instance of the second.
fn is_part(state: &State, part: &Reading<'_>, whole: &Reading<'_>) -> bool {
    let settled = state.contacts.get(part.contact);
    let settled = settled.into_iter().flat_map(|contact| [&contact.part_of, &contact.instance_of]);
    let named = settled.chain([&part.claim.part_of, &part.claim.instance_of]).flatten();
    named.into_iter().any(|id| state.resolve(id) == Some(whole.contact))
}
