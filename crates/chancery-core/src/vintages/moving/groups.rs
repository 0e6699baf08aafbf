//! Which contacts hang together as parts and wholes, kept up to date as they move.

use std::collections::{BTreeSet, HashMap};

use crate::fold::State;

/// Who is part of what: as said, and as found. Cycles are among what is found; tying takes them apart.
#[derive(Debug, Default)]
pub(super) struct Groups {
    /// The name that each contact gives its whole: a contact's or a claim's.
    said: HashMap<String, String>,
    /// The contacts that give a name.
    named: HashMap<String, BTreeSet<String>>,
    /// The whole of each part.
    wholes: HashMap<String, String>,
    /// The parts of each whole.
    parts: HashMap<String, BTreeSet<String>>,
}

impl Groups {
    /// Whether a contact says that it is part of another.
    pub(super) fn is_part(&self, contact: &str) -> bool {
        self.said.contains_key(contact)
    }

    /// Every contact, sorted, whose group one of these was in or is in: contacts that moved, settled anew and not yet tied,
    /// and those that found another whole since the claims that they name have moved.
    pub(super) fn follow(
        &mut self,
        claims: &BTreeSet<String>,
        contacts: &BTreeSet<String>,
        state: &State,
    ) -> Vec<String> {
        for contact in contacts {
            let whole = state.contacts.get(contact).and_then(|contact| contact.part_of.clone());
            replace(&mut self.said, &mut self.named, contact, whole);
        }
        let mut moved = contacts.clone();
        let names = claims.iter().chain(contacts).filter_map(|name| self.named.get(name));
        moved.extend(names.flatten().cloned());
        let found: Vec<(String, Option<String>)> = moved
            .iter()
            .map(|contact| {
                let whole = self.said.get(contact).and_then(|name| state.resolve(name));
                (contact.clone(), whole.map(str::to_owned))
            })
            .collect();
        let before = self.closure(moved);
        for (contact, whole) in found {
            replace(&mut self.wholes, &mut self.parts, &contact, whole);
        }
        self.closure(before).into_iter().collect()
    }

    /// All that can be reached from contacts, up and down.
    fn closure(&self, from: BTreeSet<String>) -> BTreeSet<String> {
        let mut open: Vec<String> = from.iter().cloned().collect();
        let mut reached = from;
        while let Some(contact) = open.pop() {
            let parts = self.parts.get(&contact).into_iter().flatten();
            for next in self.wholes.get(&contact).into_iter().chain(parts) {
                if !reached.contains(next) {
                    reached.insert(next.clone());
                    open.push(next.clone());
                }
            }
        }
        reached
    }
}

/// Sets what a key points to, and keeps the way back.
fn replace(
    there: &mut HashMap<String, String>,
    back: &mut HashMap<String, BTreeSet<String>>,
    key: &str,
    value: Option<String>,
) {
    let old = there.get(key);
    if old == value.as_ref() {
        return;
    }
    if let Some(old) = old.cloned()
        && let Some(keys) = back.get_mut(&old)
    {
        keys.remove(key);
        if keys.is_empty() {
            back.remove(&old);
        }
    }
    match value {
        Some(value) => {
            back.entry(value.clone()).or_default().insert(key.to_owned());
            there.insert(key.to_owned(), value);
        }
        None => {
            there.remove(key);
        }
    }
}
