//! Looking names up in the vocabulary, and saying what they may have meant.

use chancery_core::Vocabulary;
use chancery_core::vocabulary::{Found, NameIndex};

use crate::codes;
use crate::problem::{Problem, Sink, Spot};
use crate::problems::{self, Meant};
use crate::suggest::Budget;

/// The vocabulary as names are looked up in it.
pub(crate) struct Names<'a> {
    pub(crate) vocabulary: &'a Vocabulary,
    pub(crate) budget: &'a Budget,
}

impl Names<'_> {
    /// Tells a text that is no id of a state or body.
    pub(crate) fn check_actor(&self, index: &NameIndex, at: Spot<'_>, key: &str, text: &str, sink: &mut Sink) {
        match index.find(text) {
            Found::Id => {}
            Found::Ambiguous(ids) => {
                sink.add(at, |at| problems::ambiguous_actor(at, key, text, &self.candidates(&ids)));
            }
            found => sink.add(at, |at| self.no_actor(index, at, key, text, found)),
        }
    }

    /// What to say of a text that is no id: a name is told by its name, a code by everybody whose code it is.
    fn no_actor(&self, index: &NameIndex, at: Spot<'_>, key: &str, text: &str, found: Found) -> Problem {
        let known = match &found {
            Found::Name(_) => return problems::unknown_actor(at, key, text, &self.meant(index, text, found)),
            Found::Code(known) => known.as_slice(),
            _ => &[],
        };
        let mut holders = codes::holders(self.vocabulary, known, text);
        match holders.len() {
            0 => problems::unknown_actor(at, key, text, &self.meant(index, text, found)),
            1 => {
                let near = self.budget.nearest(text, index.ids()).map(str::to_owned);
                problems::unknown_actor(at, key, text, &Meant::CodeOf(holders.remove(0), near))
            }
            _ => problems::colliding_code(at, key, text, &holders),
        }
    }

    /// Tells a text that is no id of a person or body.
    pub(crate) fn check_person(&self, index: &NameIndex, at: Spot<'_>, text: &str, sink: &mut Sink) {
        match index.find(text) {
            Found::Id => {}
            Found::Ambiguous(ids) => sink.add(at, |at| problems::ambiguous_person(at, text, &self.candidates(&ids))),
            found => sink.add(at, |at| problems::unknown_person(at, text, &self.meant(index, text, found))),
        }
    }

    fn meant(&self, index: &NameIndex, text: &str, found: Found) -> Meant {
        if let Found::Name(id) = found {
            let name = self.name_of(&id);
            return Meant::NameOf(id, name);
        }
        if let Some(id) = self.budget.nearest(text, index.ids()) {
            return Meant::LooksLike(id.to_owned(), id.to_owned(), self.name_of(id));
        }
        let Some(name) = self.budget.nearest(text, index.names().map(|(name, _)| name)) else { return Meant::Nothing };
        let ids = index.names().find(|(known, _)| *known == name).map(|(_, ids)| ids);
        match ids.and_then(|ids| ids.first().filter(|_| ids.len() == 1)) {
            Some(id) => Meant::LooksLike(name.to_owned(), id.clone(), self.name_of(id)),
            None => Meant::Nothing,
        }
    }

    fn name_of(&self, id: &str) -> String {
        let person = self.vocabulary.people.get(id).map(|person| person.name.as_str());
        person.unwrap_or_else(|| self.vocabulary.name(id)).to_owned()
    }

    fn candidates(&self, ids: &[String]) -> Vec<String> {
        ids.iter().map(|id| format!("`{id}` ({})", self.name_of(id))).collect()
    }
}
