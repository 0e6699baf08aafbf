//! Finding an actor or person by any name that the vocabulary gives it, or an actor by its code in somebody's list.

use std::collections::{BTreeMap, BTreeSet};

use super::{DatedCode, Vocabulary};

/// What a name leads to.
#[derive(Debug, Clone, PartialEq)]
pub enum Found {
    /// It is an id.
    Id,
    /// It is a name of exactly this one.
    Name(String),
    /// It is a name of several, or a name of one and a code of another.
    Ambiguous(Vec<String>),
    /// It is no name, but a code of one state or several; sorted by state, then in the order in which it lists them.
    Code(Vec<CodeOf>),
    /// Nobody is called so.
    Nothing,
}

/// A code with the state that has it. A code means something only in its scheme: `KN` is one state in FIPS 10-4 and another
/// in ISO 3166-1.
#[derive(Debug, Clone, PartialEq)]
pub struct CodeOf {
    /// The state's id.
    pub id: String,
    /// The code as its state gives it.
    pub code: DatedCode,
}

/// Every name and code in the vocabulary, compared without case, with the ids that bear it.
#[derive(Debug, Clone, Default)]
pub struct NameIndex {
    ids: BTreeSet<String>,
    names: BTreeMap<String, BTreeSet<String>>,
    codes: BTreeMap<String, Vec<CodeOf>>,
}

impl NameIndex {
    /// Of states and bodies: what `actors.id` and `for` may name.
    pub fn of_actors(vocabulary: &Vocabulary) -> NameIndex {
        let mut index = NameIndex::default();
        for state in vocabulary.states.values() {
            let names = state.names.iter().map(|n| n.name.as_str());
            index.add(&state.id, names.chain(state.aliases.iter().map(String::as_str)).chain([state.name.as_str()]));
            for code in &state.codes {
                let of = CodeOf { id: state.id.clone(), code: code.clone() };
                index.codes.entry(code.code.to_lowercase()).or_default().push(of);
            }
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

    /// Looks a text up: ids exactly, names and codes without case. That a name of one state is also a code of the same is
    /// nothing to ask about; a name of one that is a code of another is ambiguous.
    pub fn find(&self, text: &str) -> Found {
        if self.ids.contains(text) {
            return Found::Id;
        }
        let lower = text.to_lowercase();
        let codes = self.codes.get(&lower).map(Vec::as_slice).unwrap_or_default();
        let mut ids: BTreeSet<&str> = self.names.get(&lower).into_iter().flatten().map(String::as_str).collect();
        ids.extend(self.ids().filter(|id| id.eq_ignore_ascii_case(text)));
        if ids.is_empty() {
            return if codes.is_empty() { Found::Nothing } else { Found::Code(codes.to_vec()) };
        }
        ids.extend(codes.iter().map(|code| code.id.as_str()));
        match ids.iter().next() {
            Some(id) if ids.len() == 1 => Found::Name((*id).to_owned()),
            _ => Found::Ambiguous(ids.into_iter().map(str::to_owned).collect()),
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
