//! Finding an actor or person by any name that the vocabulary gives it.

use std::collections::{BTreeMap, BTreeSet};

use super::Vocabulary;

/// What a name leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// It is an id.
    Id,
    /// It is a name of exactly this one.
    Name(String),
    /// It is a name of several.
    Ambiguous(Vec<String>),
    /// Nobody is called so.
    Nothing,
}

/// Every name in the vocabulary, compared without case, with the ids that bear it.
#[derive(Debug, Clone, Default)]
pub struct NameIndex {
    ids: BTreeSet<String>,
    names: BTreeMap<String, BTreeSet<String>>,
}

impl NameIndex {
    /// Of states and bodies: what `actors.id` and `for` may name.
    pub fn of_actors(vocabulary: &Vocabulary) -> NameIndex {
        let mut index = NameIndex::default();
        for state in vocabulary.states.values() {
            let names = state.names.iter().map(|n| n.name.as_str());
            let codes = state.codes.iter().map(|c| c.code.as_str());
            index.add(
                &state.id,
                names.chain(codes).chain(state.aliases.iter().map(String::as_str)).chain([state.name.as_str()]),
            );
        }
        index.add_bodies(vocabulary);
        index
    }

    /// Of people and bodies: what `who` may name.
    pub fn of_people(vocabulary: &Vocabulary) -> NameIndex {
        let mut index = NameIndex::default();
        index.add_bodies(vocabulary);
        for person in vocabulary.people.values() {
            index.add(&person.id, person.aliases.iter().map(String::as_str).chain([person.name.as_str()]));
        }
        index
    }

    fn add_bodies(&mut self, vocabulary: &Vocabulary) {
        for body in vocabulary.bodies.values() {
            let names = body.names.iter().map(|n| n.name.as_str());
            self.add(&body.id, names.chain(body.aliases.iter().map(String::as_str)).chain([body.name.as_str()]));
        }
    }

    fn add<'a>(&mut self, id: &str, names: impl Iterator<Item = &'a str>) {
        self.ids.insert(id.to_owned());
        for name in names {
            self.names.entry(name.to_lowercase()).or_default().insert(id.to_owned());
        }
    }

    /// Looks a text up: ids exactly, names without case.
    pub fn find(&self, text: &str) -> Found {
        if self.ids.contains(text) {
            return Found::Id;
        }
        let mut ids: BTreeSet<&String> = self.names.get(&text.to_lowercase()).into_iter().flatten().collect();
        ids.extend(self.ids.iter().filter(|id| id.eq_ignore_ascii_case(text)));
        match ids.len() {
            0 => Found::Nothing,
            1 => Found::Name(ids.into_iter().next().cloned().unwrap_or_default()),
            _ => Found::Ambiguous(ids.into_iter().cloned().collect()),
        }
    }

    /// Every id, sorted: what a suggestion may offer.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.ids.iter().map(String::as_str)
    }

    /// Every name (in lower case) with its ids, sorted.
    pub fn names(&self) -> impl Iterator<Item = (&str, &BTreeSet<String>)> {
        self.names.iter().map(|(name, ids)| (name.as_str(), ids))
    }
}
