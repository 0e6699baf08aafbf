//! `[[state]]`, `[[body]]` and `[[person]]` tables.

use std::ops::Range;

use chancery_core::terms::Level;
use chancery_core::vocabulary::{Body, DatedCode, DatedName, Office, Person, State};
use chancery_core::when::When;
use toml::de::DeTable;

use super::{ReadVocabulary, ReferenceKind, iso};
use crate::entry::values::{codes, date, plain, term};
use crate::ids;
use crate::problems;
use crate::reader::Reader;
use crate::table::{Example, Table};

pub(super) const FILE: &[Example] = &[("state", "[[state]]"), ("body", "[[body]]"), ("person", "[[person]]")];
const NAMES: &str = "[{ name = \"Mongolian People's Republic\", during = \"1924-11-26/1992-02-11\" }]";

pub(super) const STATE: &[Example] = &[
    ("id", "\"PRK\""),
    ("name", "\"North Korea\""),
    ("names", NAMES),
    ("aliases", "[\"DPRK\"]"),
    ("exists", "\"1948-09-09/..\""),
    ("codes", "[{ scheme = \"cow\", code = \"731\" }]"),
    ("note", "\"…\""),
];

pub(super) const BODY: &[Example] = &[
    ("id", "\"chongryon\""),
    ("name", "\"Chongryon\""),
    ("names", NAMES),
    ("aliases", "[\"Chosen Soren\"]"),
    ("of", "\"PRK\""),
    ("sector", "\"CVL\""),
    ("note", "\"…\""),
];

pub(super) const PERSON: &[Example] = &[
    ("id", "\"elbegdorj\""),
    ("name", "\"Tsakhiagiin Elbegdorj\""),
    ("aliases", "[\"Ts Elbegdorj\"]"),
    ("roles", "[{ role = \"President of Mongolia\", of = \"MNG\", during = \"2009-06-18/2017-07-10\" }]"),
    ("note", "\"…\""),
];

pub(super) const OFFICE: &[Example] = &[
    ("role", "\"President of Mongolia\""),
    ("of", "\"MNG\""),
    ("sector", "\"GOV\""),
    ("level", "\"head\""),
    ("during", "\"2009-06-18/2017-07-10\""),
];

pub(super) const NAME: &[Example] =
    &[("name", "\"Mongolian People's Republic\""), ("during", "\"1924-11-26/1992-02-11\"")];

pub(super) const CODE: &[Example] = &[("scheme", "\"cow\""), ("code", "\"731\""), ("during", "\"1992/..\"")];

pub(super) fn read(read: &mut ReadVocabulary, r: &mut Reader<'_>, table: &DeTable<'_>) {
    let root = Table::new(table, 0..0, "the file", String::new(), FILE);
    for table in root.tables(r, "state", "[[state]]", STATE).unwrap_or_default() {
        if let Some(state) = one(read, r, table, ids::Kind::State, state) {
            read.vocabulary.states.insert(state.id.clone(), state);
        }
    }
    for table in root.tables(r, "body", "[[body]]", BODY).unwrap_or_default() {
        if let Some(body) = one(read, r, table, ids::Kind::Body, body) {
            read.vocabulary.bodies.insert(body.id.clone(), body);
        }
    }
    for table in root.tables(r, "person", "[[person]]", PERSON).unwrap_or_default() {
        if let Some(person) = one(read, r, table, ids::Kind::Person, person) {
            read.vocabulary.people.insert(person.id.clone(), person);
        }
    }
    r.id = None;
    root.finish(r);
}

/// What all three have in common.
struct Named {
    id: String,
    name: String,
    aliases: Vec<String>,
    note: Option<String>,
}

/// Reads one actor or person: its id, which must be new, and then the rest.
fn one<'t, 'd, T>(
    read: &mut ReadVocabulary,
    r: &mut Reader<'_>,
    mut table: Table<'t, 'd>,
    kind: ids::Kind,
    rest: fn(&mut ReadVocabulary, &mut Reader<'_>, &mut Table<'t, 'd>, Named) -> Option<T>,
) -> Option<T> {
    r.id = None;
    let before = r.sink.total();
    let id = ids::defined(r, &mut table, "id", kind);
    r.id.clone_from(&id);
    let span = table.span_of("id");
    let name = table.needed_text(r, "name").map(|text| text.value).unwrap_or_default();
    let aliases = plain(table.some_texts(r, "aliases")).unwrap_or_default();
    let note = table.text(r, "note").map(|text| text.value);
    let named = Named { id: id.clone().unwrap_or_default(), name, aliases, note };
    let made = rest(read, r, &mut table, named);
    table.finish(r);
    let Some(id) = id else {
        read.doubtful_lists.insert(super::ACTORS.to_owned());
        return None;
    };
    if r.sink.total() > before {
        read.doubtful_ids.insert(id.clone());
    }
    if let Some(first) = read.given(r, super::ACTORS, &id, &span) {
        r.tell(span, |at| problems::duplicate_actor(at, &id, &first));
        return None;
    }
    made
}

fn state(_: &mut ReadVocabulary, r: &mut Reader<'_>, table: &mut Table<'_, '_>, named: Named) -> Option<State> {
    table.need("exists");
    let exists = date(r, table, "exists");
    if let Some(exists) = exists.as_ref().filter(|exists| !exists.text().contains('/')) {
        r.tell(table.span_of("exists"), |at| problems::bad_existence(at, exists.text()));
    }
    let (names, codes) = (dated_names(r, table), dated_codes(r, table));
    iso::check(r, &named.id, table.span_of("id"), &codes);
    let codes = codes.into_iter().map(|(code, _)| code).collect();
    let Named { id, name, aliases, note } = named;
    Some(State { id, name, names, aliases, exists: exists?, codes, note })
}

fn body(read: &mut ReadVocabulary, r: &mut Reader<'_>, table: &mut Table<'_, '_>, named: Named) -> Option<Body> {
    let names = dated_names(r, table);
    let (of, sector) = affiliation(read, r, table);
    let Named { id, name, aliases, note } = named;
    Some(Body { id, name, names, aliases, of, sector, note })
}

fn person(read: &mut ReadVocabulary, r: &mut Reader<'_>, table: &mut Table<'_, '_>, named: Named) -> Option<Person> {
    let mut roles = Vec::new();
    for mut table in table.tables(r, "roles", "an office", OFFICE).unwrap_or_default() {
        let role = table.needed_text(r, "role").map(|text| text.value).unwrap_or_default();
        let (of, sector) = affiliation(read, r, &table);
        let level = term(r, &table, "level", &codes(Level::ALL, |level| level.as_str()));
        let during = during(r, &table);
        table.finish(r);
        roles.push(Office { role, of, sector, level: level.and_then(|level| level.parse().ok()), during });
    }
    let Named { id, name, aliases, note } = named;
    Some(Person { id, name, aliases, roles, note })
}

fn affiliation(
    read: &mut ReadVocabulary,
    r: &mut Reader<'_>,
    table: &Table<'_, '_>,
) -> (Option<String>, Option<String>) {
    let (of, sector) = (table.text(r, "of"), table.text(r, "sector"));
    if let Some(of) = &of {
        read.refer(r, ReferenceKind::Actor, &of.value, of.span.clone());
    }
    if let Some(sector) = &sector {
        read.refer(r, ReferenceKind::Sector, &sector.value, sector.span.clone());
    }
    (of.map(|text| text.value), sector.map(|text| text.value))
}

fn during(r: &mut Reader<'_>, table: &Table<'_, '_>) -> Option<When> {
    date(r, table, "during")
}

fn dated_names(r: &mut Reader<'_>, table: &Table<'_, '_>) -> Vec<DatedName> {
    let mut names = Vec::new();
    for mut table in table.tables(r, "names", "a name", NAME).unwrap_or_default() {
        let name = table.needed_text(r, "name").map(|text| text.value).unwrap_or_default();
        let during = during(r, &table);
        table.finish(r);
        names.push(DatedName { name, during });
    }
    names
}

/// Codes, each with the place where it stands.
fn dated_codes(r: &mut Reader<'_>, table: &Table<'_, '_>) -> Vec<(DatedCode, Range<usize>)> {
    let mut codes = Vec::new();
    for mut table in table.tables(r, "codes", "a code", CODE).unwrap_or_default() {
        let mut needed = |key| table.needed_text(r, key).map(|text| text.value).unwrap_or_default();
        let (scheme, code) = (needed("scheme"), needed("code"));
        let (during, span) = (during(r, &table), table.span_of("code"));
        table.finish(r);
        codes.push((DatedCode { scheme, code, during }, span));
    }
    codes
}
