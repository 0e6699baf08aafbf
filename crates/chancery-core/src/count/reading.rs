//! The state as a rule reads it: with the links that it lets hold, in the unit that it counts.
//!
//! Nothing is counted here. Under the usual rules a reading is the state itself.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::standing;
use crate::event::{Entry, Event};
use crate::fold::{Decisions, HeldClaim, State, fold};
use crate::settle::{Contact, settle};
use crate::terms::{Links, Unit};
use crate::vocabulary::Rule;

/// The state as a rule reads it; `entries` are those that it was folded from.
pub fn reading<'a>(state: &'a State, entries: &[Entry], rule: &Rule) -> Cow<'a, State> {
    let linked = match rule.limits.links {
        Links::All => Cow::Borrowed(state),
        Links::Undisputed | Links::None => Cow::Owned(unlinked(state, entries, rule.limits.links)),
    };
    match rule.unit {
        Unit::Claim | Unit::Origin => Cow::Owned(taken_apart(linked.into_owned(), rule)),
        _ => linked,
    }
}

/// The fold without links that do not hold and without what editors decided about the contacts that these made.
fn unlinked(state: &State, entries: &[Entry], links: Links) -> State {
    let made: BTreeSet<&String> = state.linked.values().collect();
    let is_disputed = |contact: &Contact| !contact.contested.is_empty() || !contact.settled.is_empty();
    let falls =
        |id: &String| made.contains(id) && (links == Links::None || state.contacts.get(id).is_some_and(is_disputed));
    let holds = |event: &Event| match event {
        Event::ClaimsLinked(link) | Event::ClaimsUnlinked(link) => !falls(&link.contact),
        Event::ContactSettled(settlement) => !falls(&settlement.contact),
        _ => true,
    };
    let kept: Vec<Entry> = entries
        .iter()
        .map(|entry| Entry { events: entry.events.iter().filter(|e| holds(e)).cloned().collect(), ..entry.clone() })
        .collect();
    // Faults were shown when the journal was checked; that a whole is missing now is the point of reading without links.
    fold(&kept).0
}

/// Each counted contact in the pieces that the unit counts: its voting claims, or those of one origin together.
fn taken_apart(mut state: State, rule: &Rule) -> State {
    let counted: Vec<Contact> =
        state.contacts.values().filter(|contact| standing(contact, rule).is_some()).cloned().collect();
    for contact in counted {
        let pieces = pieces(&state, &contact, rule.unit);
        state.contacts.remove(&contact.id);
        for (id, claims) in pieces {
            let held: Vec<&HeldClaim> = claims.iter().filter_map(|claim| state.claims.get(claim)).collect();
            let piece = piece(&id, &held, &contact);
            state.linked.extend(claims.into_iter().map(|claim| (claim, id.clone())));
            state.contacts.insert(id, piece);
        }
    }
    state
}

/// The claims of each piece, by its id.
fn pieces(state: &State, contact: &Contact, unit: Unit) -> BTreeMap<String, Vec<String>> {
    let mut pieces: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for claim in contact.claims.iter().filter(|claim| !contact.rejected.contains(claim)) {
        let origin = state.claims.get(claim).map_or("", |held| held.origin.as_str());
        let id = if unit == Unit::Claim { claim.clone() } else { format!("{} by {origin}", contact.id) };
        pieces.entry(id).or_default().push(claim.clone());
    }
    pieces
}

/// A piece by its own claims. It bears the origins of the whole, which has passed the rule's limits; a part that says no
/// date has the one that it took from its whole.
fn piece(id: &str, held: &[&HeldClaim], contact: &Contact) -> Contact {
    let mut piece = settle(id, held, &Decisions::default());
    piece.origins.clone_from(&contact.origins);
    piece.part_of.clone_from(&contact.part_of);
    piece.instance_of.clone_from(&contact.instance_of);
    if piece.when.is_empty() && contact.part_of.is_some() {
        piece.when.clone_from(&contact.when);
        piece.onset.clone_from(&contact.onset);
        piece.extent = contact.extent;
    }
    piece
}
