//! People and bodies of a row: whom the vocabulary knows by the name, and for whom they act.

use std::collections::BTreeMap;

use chancery_core::vocabulary::Found;

use super::bound::{Bound, Row};
use super::draft::{Draft, Origin, parts};
use super::mapping::{Named, Who};
use crate::names::Names;
use crate::problem::{Problem, Sink, Spot};
use crate::problems;
use crate::reader::{Reader, Text};
use crate::table::{Example, Table};

pub(super) const WHO: &[Example] = &[
    ("column", "\"people\""),
    ("split", "\";\""),
    ("unnamed", "[\"both governments\"]"),
    ("names", "{ \"the premier\" = { is = \"amarjargal\" } }"),
];

pub(super) const NAMED: &[Example] = &[("is", "\"kim-yong-nam\""), ("actor", "\"PRK\"")];

/// `[who]`.
pub(super) fn read(r: &mut Reader<'_>, root: &Table<'_, '_>) -> Option<Who> {
    let mut table = root.table(r, "who", WHO)?.named("[who]");
    let column = table.needed_text(r, "column");
    let split = table.needed_text(r, "split");
    let unnamed = table.different_texts(r, "unnamed").unwrap_or_default();
    let names = table.table(r, "names", &[]).map(|names| names.each(r, "[who.names]", NAMED));
    let names = names.into_iter().flatten().map(|(phrase, table)| (phrase.value, named(r, table))).collect();
    table.finish(r);
    Some(Who { column: column?, split: split?.value, unnamed, names })
}

fn named(r: &mut Reader<'_>, table: Table<'_, '_>) -> Named {
    let named = Named { is: table.text(r, "is"), actor: table.text(r, "actor") };
    table.finish(r);
    named
}

/// A table of texts under keys of the mapping's own.
pub(super) fn texts(r: &mut Reader<'_>, table: &Table<'_, '_>) -> BTreeMap<String, Text> {
    let mut texts = BTreeMap::new();
    for (key, value) in table.items() {
        match value.get_ref().as_str() {
            Some(text) => {
                texts.insert(key.value, Text { value: text.to_owned(), span: value.span() });
            }
            None => {
                let example = format!("{} = \"…\"", key.value);
                let found = crate::wanted::kind(value.get_ref());
                r.tell(value.span(), |at| problems::wrong_type(at, &key.value, found, "a text", &example));
            }
        }
    }
    texts
}

/// Gives each person or body named in the row to the actor for whom it acts.
pub(super) fn fill(bound: &Bound<'_>, row: &Row, draft: &mut Draft, sink: &mut Sink) {
    let Some(who) = &bound.mapping.who else { return };
    let names = Names { vocabulary: bound.vocabulary, budget: &bound.budget };
    for (part, span) in parts(bound.cell(row, &who.column.value), &who.split) {
        if who.unnamed.iter().any(|phrase| phrase.value == part) {
            continue;
        }
        let named = who.names.get(&part);
        let text = named.and_then(|named| named.is.as_ref()).map_or(part.as_str(), |is| is.value.as_str());
        let spot = || Spot::at(bound.path, span.clone()).of(Some(&draft.key));
        let id = match bound.people.find(text) {
            Found::Id => text.to_owned(),
            Found::Name(id) => id,
            Found::Ambiguous(_) | Found::Code(_) | Found::Nothing => {
                unknown(&names, bound, spot(), text, sink);
                continue;
            }
        };
        let states = match named.and_then(|named| named.actor.as_ref()) {
            Some(actor) => vec![bound.actor_id(&actor.value)],
            None => states_of(bound, &id),
        };
        match draft.actors.iter().position(|actor| states.contains(&actor.id)) {
            Some(at) => draft.actors[at].add_who(&id, Origin::Cell(span)),
            // An actor whom nobody knows is told of anyway, and may be the one.
            None if draft.actors.iter().any(|actor| !bound.is_actor(&actor.id)) => {}
            None => sink.add(spot(), |at| problems::who_without_actor(at, &part, &states)),
        }
    }
}

/// Tells a name as an entry's would be told, with what a mapping can do about it.
fn unknown(names: &Names<'_>, bound: &Bound<'_>, at: Spot<'_>, text: &str, sink: &mut Sink) {
    let mut inner = Sink::default();
    names.check_person(&bound.people, at.clone(), text, &mut inner);
    for problem in inner.finish(|_| None) {
        let fix = format!("{} Or say under `[who.names]` whom it names, or list it under `unnamed`.", problem.fix);
        sink.add(at.clone(), |_| Problem { fix, ..problem });
    }
}

/// The states and bodies for which a person or body acts: its own, and what that belongs to.
fn states_of(bound: &Bound<'_>, id: &str) -> Vec<String> {
    let vocabulary = bound.vocabulary;
    let mut of: Vec<String> = match vocabulary.people.get(id) {
        Some(person) => person.roles.iter().filter_map(|office| office.of.clone()).collect(),
        None => vec![id.to_owned()],
    };
    for at in 0..of.len() {
        of.extend(vocabulary.bodies.get(&of[at]).and_then(|body| body.of.clone()));
    }
    of
}
