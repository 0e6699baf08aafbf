//! The fold: all events in order give the state. Pure and total: faults are returned, never panicked over.

mod apply;
mod fault;
mod redacted;
mod wholes;

pub(crate) use apply::Folding;
pub use fault::{Fault, FaultKind};
pub(crate) use wholes::tie;

use std::collections::{BTreeMap, BTreeSet};

use crate::claim::{Claim, Field};
use crate::event::{Coverage, Entry, FieldSetting, Source};
use crate::feed::Feed;
use crate::instant::Instant;
use crate::settle::{Contact, settle};
use crate::when::Day;

/// Where an event stands: the entry's place in the slice given to [`fold`], and the event's place in the entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Index of the entry.
    pub entry: usize,
    /// Index of the event in it.
    pub event: usize,
}

/// A claim with what the dataset knows about it.
#[derive(Debug, Clone, PartialEq)]
pub struct HeldClaim {
    /// The claim, corrections applied.
    pub claim: Claim,
    /// Where it was recorded.
    pub place: Place,
    /// Id of that entry.
    pub entry: String,
    /// When it was recorded.
    pub recorded: Instant,
    /// The account's own origin: what a vote counts.
    pub origin: String,
    /// The last day on which the source can know of anything: its latest day of publication, or, where it bears no date,
    /// the day on which it was recorded.
    pub known_until: Day,
}

/// What editors decided about one contact.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Decisions {
    /// Fields that hold whatever the claims say.
    pub set: BTreeMap<Field, FieldSetting>,
    /// Claims that no longer vote.
    pub rejected: BTreeSet<String>,
    /// Why, in order.
    pub reasons: Vec<String>,
    /// Where it was last decided.
    pub place: Option<Place>,
}

/// The fold of events up to a point.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct State {
    /// Sources by id.
    pub sources: BTreeMap<String, Source>,
    /// Claims by id; retracted ones are gone.
    pub claims: BTreeMap<String, HeldClaim>,
    /// The contact of each claim that is linked.
    pub linked: BTreeMap<String, String>,
    /// Decisions by contact.
    pub decisions: BTreeMap<String, Decisions>,
    /// What was searched, in order.
    pub coverage: Vec<Coverage>,
    /// Feeds that are attached, by id.
    pub feeds: BTreeMap<String, Feed>,
    /// What we hold to have happened, by contact id.
    pub contacts: BTreeMap<String, Contact>,
    /// When the last entry was recorded.
    pub last_recorded: Option<Instant>,
    /// Number of events folded.
    pub events: usize,
}

impl State {
    /// The contact of a claim: the one it is linked into, or its own.
    pub fn contact_of<'a>(&'a self, claim: &'a str) -> &'a str {
        self.linked.get(claim).map_or(claim, String::as_str)
    }

    /// The contact that an id names: a contact's own, or the one that holds the claim of that id.
    pub fn resolve<'a>(&'a self, id: &'a str) -> Option<&'a str> {
        if self.contacts.contains_key(id) {
            return Some(id);
        }
        self.claims.contains_key(id).then(|| self.contact_of(id))
    }
}

/// Folds entries in the order (recorded, entry id, place in file), whatever the order in which they are given.
///
/// Every fault is returned; an event at fault has as much effect as it can (a link of a known and an unknown claim links
/// the known one), so that one mistake does not hide the next. What was redacted is no mistake: what depended on it drops out.
pub fn fold(entries: &[Entry]) -> (State, Vec<Fault>) {
    let entries = &*redacted::without(entries);
    let mut folding = Folding::default();
    for index in order(entries) {
        folding.entry(index, &entries[index]);
    }
    let (mut state, mut faults) = folding.finish();
    for (contact, claims) in members(&state) {
        let decisions = state.decisions.get(&contact).cloned().unwrap_or_default();
        let held: Vec<&HeldClaim> = claims.iter().filter_map(|id| state.claims.get(id)).collect();
        let settled = settle(&contact, &held, &decisions);
        state.contacts.insert(contact, settled);
    }
    faults.extend(wholes::tie_together(&mut state));
    faults.sort();
    (state, faults)
}

/// The places of entries in the order of the fold: by instant, then by id.
pub(crate) fn order(entries: &[Entry]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..entries.len()).collect();
    order.sort_by(|&a, &b| (entries[a].recorded, &entries[a].id).cmp(&(entries[b].recorded, &entries[b].id)));
    order
}

/// The claims of each contact, sorted.
fn members(state: &State) -> BTreeMap<String, Vec<String>> {
    let mut members: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for id in state.claims.keys() {
        members.entry(state.contact_of(id).to_owned()).or_default().push(id.clone());
    }
    members
}
