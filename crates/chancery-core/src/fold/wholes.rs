//! After all contacts are settled: parts find their wholes, and what contradicts itself is reported.

use std::collections::{BTreeMap, BTreeSet};

use super::{Fault, FaultKind, HeldClaim, Place, State};
use crate::claim::{Field, FieldValue};
use crate::settle::claim_onset;
use crate::terms::Nature;

/// Resolves `part_of` and `instance_of` to contact ids, gives a part without a date its whole's, and checks.
pub(super) fn tie_together(state: &mut State) -> Vec<Fault> {
    let mut faults = Vec::new();
    for held in state.claims.values() {
        check_claim(state, held, &mut faults);
    }
    for (contact, decisions) in &state.decisions {
        let named = |field| match decisions.set.get(&field) {
            Some((_, FieldValue::Text(named))) => Some(named),
            _ => None,
        };
        if let Some(place) = decisions.place.filter(|_| state.contacts.contains_key(contact)) {
            check_named(state, place, named(Field::PartOf), named(Field::InstanceOf), &mut faults);
        }
    }
    for contact in state.contacts.values() {
        let held: Vec<&HeldClaim> = contact.claims.iter().filter_map(|id| state.claims.get(id)).collect();
        let natures: BTreeSet<&str> = held.iter().map(|h| h.claim.nature.as_str()).collect();
        if let (Some(last), true) = (held.last(), natures.len() > 1) {
            let natures = natures.into_iter().collect::<Vec<_>>().join(", ");
            faults.push(Fault {
                place: last.place,
                kind: FaultKind::MixedNatures { contact: contact.id.clone(), natures },
            });
        }
    }
    let ids: Vec<String> = state.contacts.keys().cloned().collect();
    tie(state, &ids, &mut faults);
    faults
}

/// The tying itself, of contacts that are settled and not tied yet. `ids` are sorted, and hold with a part every other part
/// that hangs together with it, directly or through wholes; contacts beyond them are left alone.
pub(crate) fn tie(state: &mut State, ids: &[String], faults: &mut Vec<Fault>) {
    let contacts = ids.iter().filter_map(|id| state.contacts.get(id));
    let resolve = |id: &Option<String>| id.as_deref().and_then(|id| state.resolve(id)).map(str::to_owned);
    let named = contacts.filter(|contact| contact.part_of.is_some() || contact.instance_of.is_some());
    let resolved: Vec<(String, Option<String>, Option<String>)> =
        named.map(|contact| (contact.id.clone(), resolve(&contact.part_of), resolve(&contact.instance_of))).collect();
    for (id, part_of, instance_of) in resolved {
        if let Some(contact) = state.contacts.get_mut(&id) {
            contact.part_of = part_of;
            contact.instance_of = instance_of;
        }
    }
    break_cycles(state, ids, faults);
    inherit_dates(state, ids);
}

fn check_claim(state: &State, held: &HeldClaim, faults: &mut Vec<Fault>) {
    let claim = &held.claim;
    check_named(state, held.place, claim.part_of.as_ref(), claim.instance_of.as_ref(), faults);
    if claim_onset(held).is_empty() {
        let when = claim.when.as_ref().map(|when| when.text().to_owned()).unwrap_or_default();
        let kind = FaultKind::EmptyOnset { claim: claim.id.clone(), when, known_until: held.known_until.to_string() };
        faults.push(Fault { place: held.place, kind });
    }
}

/// Reports a whole that is not there, and a recurrence that is not there or is none.
fn check_named(
    state: &State,
    place: Place,
    part_of: Option<&String>,
    instance_of: Option<&String>,
    faults: &mut Vec<Fault>,
) {
    for (key, named) in [("part_of", part_of), ("instance_of", instance_of)] {
        let Some(named) = named else { continue };
        let kind = match state.resolve(named).and_then(|id| state.contacts.get(id)) {
            None => FaultKind::UnknownWhole { key, whole: named.clone() },
            Some(whole) if key == "instance_of" && whole.nature != Nature::Recurrence => {
                FaultKind::NotARecurrence { contact: named.clone() }
            }
            Some(_) => continue,
        };
        faults.push(Fault { place, kind });
    }
}

/// Takes `part_of` from every contact that would be part of itself.
fn break_cycles(state: &mut State, ids: &[String], faults: &mut Vec<Fault>) {
    let contacts = ids.iter().filter_map(|id| state.contacts.get(id));
    let above: BTreeMap<String, String> = contacts.filter_map(|c| Some((c.id.clone(), c.part_of.clone()?))).collect();
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for start in above.keys() {
        // Each contact is walked over once. Only a walk that comes back to one of its own steps has found a cycle.
        let mut path: Vec<&str> = Vec::new();
        let mut next = Some(start.as_str());
        while let Some(id) = next.filter(|id| seen.insert(id)) {
            path.push(id);
            next = above.get(id).map(String::as_str);
        }
        if let Some(first) = next.and_then(|id| path.iter().position(|step| *step == id)) {
            report_cycle(state, &path[first..], faults);
        }
    }
}

/// The most contacts of a cycle that a fault names.
const MAX_SHOWN: usize = 8;

fn report_cycle(state: &mut State, cycle: &[&str], faults: &mut Vec<Fault>) {
    for (index, id) in cycle.iter().enumerate() {
        let Some(contact) = state.contacts.get_mut(*id) else { continue };
        contact.part_of = None;
        let Some(held) = contact.claims.first().and_then(|id| state.claims.get(id)) else { continue };
        let around = cycle[index..].iter().chain(&cycle[..index]).copied();
        let mut shown: Vec<&str> = around.take(MAX_SHOWN).collect();
        shown.extend((cycle.len() > MAX_SHOWN).then_some("…").into_iter().chain([*id]));
        faults.push(Fault { place: held.place, kind: FaultKind::PartOfItself { cycle: shown.join(" > ") } });
    }
}

/// A part without a date of its own takes its whole's; wholes first, so that it passes down.
fn inherit_dates(state: &mut State, ids: &[String]) {
    let mut done: BTreeSet<String> = BTreeSet::new();
    for id in ids {
        let mut chain = vec![id.clone()];
        while let Some(contact) = chain.last().and_then(|id| state.contacts.get(id)) {
            match &contact.part_of {
                Some(whole) if contact.when.is_empty() && done.insert(contact.id.clone()) => chain.push(whole.clone()),
                _ => break,
            }
        }
        while let (Some(whole), true) = (chain.pop(), !chain.is_empty()) {
            let Some(whole) = state.contacts.get(&whole) else { continue };
            let (when, onset, extent) = (whole.when.clone(), whole.onset.clone(), whole.extent);
            if let Some(part) = chain.last().and_then(|id| state.contacts.get_mut(id)) {
                let both = onset.intersect(&part.onset);
                part.onset = if both.is_empty() { onset } else { both };
                part.when = when;
                part.extent = extent;
            }
        }
    }
}
