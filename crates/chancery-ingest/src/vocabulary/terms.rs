//! `[[term]]` tables: codes with their definitions and examples.

use std::collections::BTreeSet;

use chancery_core::terms::{Role, RoleClass};
use chancery_core::vocabulary::{Term, TermList};
use toml::de::DeTable;

use super::ReadVocabulary;
use crate::entry::values::{codes, term};
use crate::ids;
use crate::problem::Spot;
use crate::problems;
use crate::reader::Reader;
use crate::suggest::nearest;
use crate::table::{Example, Table};

pub(super) const FILE: &[Example] = &[("term", "[[term]]")];

const TERM: &[Example] = &[
    ("id", "\"visit\""),
    ("name", "\"visit\""),
    ("definition", "\"…\""),
    ("typical", "\"…\""),
    ("borderline", "\"…\""),
    ("excluded", "\"…\""),
];

pub(super) const ROLE: &[Example] = &[
    ("id", "\"visitor\""),
    ("name", "\"visitor\""),
    ("definition", "\"…\""),
    ("typical", "\"…\""),
    ("borderline", "\"…\""),
    ("excluded", "\"…\""),
    ("class", "\"sending\""),
];

pub(super) fn read(read: &mut ReadVocabulary, r: &mut Reader<'_>, table: &DeTable<'_>, list: TermList) {
    let mut root = Table::new(table, 0..0, "the file", String::new(), FILE);
    root.need("term");
    let examples = if list == TermList::Roles { ROLE } else { TERM };
    let mut present = BTreeSet::new();
    let mut terms = Vec::new();
    for table in root.tables(r, "term", "[[term]]", examples).unwrap_or_default() {
        r.id = None;
        let span = table.span_of("id");
        let before = r.sink.total();
        let Some(term) = read_term(r, table, list) else {
            read.doubtful_lists.insert(list.as_str().to_owned());
            continue;
        };
        if let Some(first) = read.given(r, list.as_str(), &term.id, &span) {
            r.tell(span, |at| problems::duplicate_term(at, &term.id, &first));
            continue;
        }
        present.insert(term.id.clone());
        if r.sink.total() > before {
            read.doubtful_ids.insert(term.id.clone());
        }
        terms.push(term);
    }
    r.id = None;
    root.finish(r);
    let missing: Vec<&str> =
        list.closed().unwrap_or_default().into_iter().filter(|id| !present.contains(*id)).collect();
    if !missing.is_empty() && !read.doubtful_lists.contains(list.as_str()) {
        r.sink.add(Spot::file(r.document.path), |at| problems::term_missing(at, &missing));
    }
    read.vocabulary.terms.entry(list).or_default().extend(terms);
}

/// A term; `None` if it has no id.
fn read_term(r: &mut Reader<'_>, mut table: Table<'_, '_>, list: TermList) -> Option<Term> {
    let id = ids::defined(r, &mut table, "id", ids::Kind::Term);
    r.id.clone_from(&id);
    if let (Some(known), Some(id)) = (list.closed(), &id)
        && !known.contains(&id.as_str())
    {
        let near = nearest(id, known.iter().copied());
        r.tell(table.span_of("id"), |at| problems::term_unknown(at, id, near, &known));
    }
    let mut needed = |key| table.needed_text(r, key).map(|text| text.value).unwrap_or_default();
    let (name, definition) = (needed("name"), needed("definition"));
    let (typical, borderline, excluded) = (needed("typical"), needed("borderline"), needed("excluded"));
    let class = if list == TermList::Roles { class(r, &mut table, id.as_deref()) } else { None };
    table.finish(r);
    Some(Term { id: id?, name, definition, typical, borderline, excluded, class })
}

/// A role's class, which must be the one that the program counts by.
fn class(r: &mut Reader<'_>, table: &mut Table<'_, '_>, id: Option<&str>) -> Option<RoleClass> {
    table.need("class");
    let class = term(r, table, "class", &codes(RoleClass::ALL, |class| class.as_str()))?;
    let class: RoleClass = class.parse().ok()?;
    if let Some(role) = id.and_then(|id| id.parse::<Role>().ok())
        && role.class() != class
    {
        r.tell(table.span_of("class"), |at| problems::role_class(at, role.as_str(), class, role.class()));
    }
    Some(class)
}
