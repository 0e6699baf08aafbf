//! The life of one source, claim or contact: every event about it, and what each changed.

use std::collections::{BTreeMap, BTreeSet};

use super::Past;
use super::related::Groups;
use super::rows::{self, FieldChange, Row};
use super::steps::Walk;
use super::told::Told;
use crate::event::Event;
use crate::fold::{State, fold};

/// An event about a thing, with what it changed of the claims and contacts that have to do with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// The event.
    pub told: Told,
    /// For each claim and contact that it changed, and each source whose text it changed: the kind (`claim`, `contact` or
    /// `source`), the id, the fields.
    pub changed: Vec<(&'static str, String, Vec<FieldChange>)>,
}

/// The events about the source, claim or contact of that id, in order; none if there never was one.
///
/// About a claim are its own events, and the links and settlements of every contact that it ever belonged to; about a contact
/// its own events and those of every claim that was ever linked into it; about a source its registration and its claims'
/// events. What a moment changed is told of all of these.
pub fn life(past: &Past, id: &str) -> Vec<Moment> {
    let end = Walk::from(past);
    let about = things(&end, id);
    let groups = Groups::of(end.events());
    let mut related = BTreeSet::new();
    for thing in &about {
        related.extend(groups.around(thing));
    }
    let mut walk = Walk::default();
    let mut before = BTreeMap::new();
    let mut moments = Vec::new();
    for step in walk.steps(&end) {
        walk.take(&step);
        let Some(event) = step.after.as_ref().filter(|event| groups.holds(&related, event) || is_about(event, &about))
        else {
            continue;
        };
        let state = fold(&walk.entries(|event| groups.holds(&related, event))).0;
        let after = rows_of(&state, &about);
        let changed = changes(&before, &after);
        if is_about(event, &about) || !changed.is_empty() {
            moments.push(Moment { told: step.told(), changed });
        }
        before = after;
    }
    moments
}

/// The id, and the claims and contacts that were ever one with it; of a source, its claims.
fn things(walk: &Walk, id: &str) -> BTreeSet<String> {
    let mut things = BTreeSet::from([id.to_owned()]);
    for event in walk.events() {
        match event {
            Event::ClaimsLinked(link) if link.contact == id || link.claims.iter().any(|claim| claim == id) => {
                things.insert(link.contact.clone());
                if link.contact == id {
                    things.extend(link.claims.iter().cloned());
                }
            }
            Event::ClaimRecorded(claim) if claim.source == id => {
                things.insert(claim.id.clone());
            }
            _ => {}
        }
    }
    things
}

fn is_about(event: &Event, things: &BTreeSet<String>) -> bool {
    match event {
        Event::SourceRegistered(source) => things.contains(&source.id),
        Event::ClaimRecorded(claim) => things.contains(&claim.id),
        Event::ClaimCorrected(correction) => things.contains(&correction.claim),
        Event::ClaimRetracted(retraction) | Event::ClaimReinstated(retraction) => things.contains(&retraction.claim),
        Event::ClaimsLinked(link) | Event::ClaimsUnlinked(link) => {
            things.contains(&link.contact) || link.claims.iter().any(|claim| things.contains(claim))
        }
        Event::ContactSettled(settlement) => things.contains(&settlement.contact),
        Event::Redacted(redaction) => things.contains(&redaction.of),
        Event::FeedAttached(feed) => things.contains(&feed.id),
        Event::FeedDetached(detachment) => things.contains(&detachment.feed),
        Event::TextChanged(change) => things.contains(&change.source),
        Event::CoverageDeclared(_) => false,
    }
}

type Rows = BTreeMap<(&'static str, String), Row>;

fn rows_of(state: &State, things: &BTreeSet<String>) -> Rows {
    let claims =
        things.iter().filter_map(|id| Some((("claim", id.clone()), rows::of_claim(&state.claims.get(id)?.claim))));
    let contacts =
        things.iter().filter_map(|id| Some((("contact", id.clone()), rows::of_contact(state.contacts.get(id)?))));
    let sources =
        things.iter().filter_map(|id| Some((("source", id.clone()), rows::of_source(state.sources.get(id)?))));
    claims.chain(contacts).chain(sources).collect()
}

fn changes(before: &Rows, after: &Rows) -> Vec<(&'static str, String, Vec<FieldChange>)> {
    // That a source is there now is what its registration says; its text is told where it becomes another.
    let keys = before.keys().chain(after.keys());
    let keys: BTreeSet<_> =
        keys.filter(|key| key.0 != "source" || before.contains_key(*key) && after.contains_key(*key)).collect();
    let each = keys.into_iter().map(|key| (key.0, key.1.clone(), rows::changes(before.get(key), after.get(key))));
    each.filter(|(_, _, fields)| !fields.is_empty()).collect()
}
