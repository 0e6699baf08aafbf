//! `[[scheme]]` and `[[crosswalk]]` tables: other people's codes, and which of them stand for our categories.

mod check;

use std::ops::Range;

use chancery_core::vocabulary::{Crosswalk, Scheme, SchemeCode};
use toml::de::DeTable;

use super::{CROSSWALKS, ReadVocabulary};
use crate::ids;
use crate::problems;
use crate::reader::Reader;
use crate::table::{Example, Table};

pub(super) use check::check;

pub(super) const FILE: &[Example] = &[("scheme", "[[scheme]]"), ("crosswalk", "[[crosswalk]]")];

pub(super) const SCHEME: &[Example] = &[
    ("id", "\"cameo-root\""),
    ("name", "\"CAMEO's root codes\""),
    ("source", "\"…\""),
    ("note", "\"…\""),
    ("codes", "[{ code = \"07\", name = \"PROVIDE AID\" }]"),
];

pub(super) const CODE: &[Example] = &[("code", "\"07\""), ("name", "\"PROVIDE AID\""), ("retired", "\"dropped in …\"")];

pub(super) const ROW: &[Example] = &[
    ("category", "\"humanitarian\""),
    ("scheme", "\"cameo-root\""),
    ("codes", "[\"07\"]"),
    ("lossy", "true"),
    ("note", "\"…\""),
];

/// Where what was read stands, in the order of the vocabulary's own lists.
#[derive(Debug, Default)]
pub(super) struct Places {
    schemes: Vec<Place>,
    rows: Vec<RowPlaces>,
}

#[derive(Debug)]
struct Place {
    path: String,
    span: Range<usize>,
}

#[derive(Debug)]
struct RowPlaces {
    path: String,
    category: Range<usize>,
    scheme: Range<usize>,
    codes: Vec<Range<usize>>,
    lossy: Range<usize>,
    /// Whether `lossy` could be read: if not, there is nothing to compare.
    marked: bool,
}

pub(super) fn read(read: &mut ReadVocabulary, r: &mut Reader<'_>, table: &DeTable<'_>) {
    let root = Table::new(table, 0..0, "the file", String::new(), FILE);
    for table in root.tables(r, "scheme", "[[scheme]]", SCHEME).unwrap_or_default() {
        if scheme(read, r, table).is_none() {
            read.doubtful_lists.insert(CROSSWALKS.to_owned());
        }
    }
    for table in root.tables(r, "crosswalk", "[[crosswalk]]", ROW).unwrap_or_default() {
        if row(read, r, table).is_none() {
            read.doubtful_lists.insert(CROSSWALKS.to_owned());
        }
    }
    r.id = None;
    let before = r.sink.total();
    root.finish(r);
    // A heading that is misspelt hides a row or a scheme.
    if r.sink.total() > before {
        read.doubtful_lists.insert(CROSSWALKS.to_owned());
    }
}

/// Reads a scheme; `None` if it cannot be relied on.
fn scheme(read: &mut ReadVocabulary, r: &mut Reader<'_>, mut table: Table<'_, '_>) -> Option<()> {
    r.id = None;
    let before = r.sink.total();
    let id = ids::defined(r, &mut table, "id", ids::Kind::Scheme);
    r.id.clone_from(&id);
    let span = table.span_of("id");
    let mut needed = |key| table.needed_text(r, key).map(|text| text.value).unwrap_or_default();
    let (name, source) = (needed("name"), needed("source"));
    let note = table.text(r, "note").map(|text| text.value);
    table.need("codes");
    // By its place: a scheme given twice is one fault, and not one for each of its codes.
    let list = format!("codes of the scheme at {}", span.start);
    let mut codes = Vec::new();
    for table in table.tables(r, "codes", "a code", CODE).unwrap_or_default() {
        codes.extend(code(read, r, table, &list));
    }
    table.finish(r);
    let id = id?;
    if let Some(first) = read.given(r, CROSSWALKS, &id, &span) {
        r.tell(span, |at| problems::duplicate_term(at, &id, &first));
        return None;
    }
    read.crosswalks.schemes.push(Place { path: r.document.path.to_owned(), span });
    read.vocabulary.crosswalks.schemes.push(Scheme { id, name, source, note, codes });
    (r.sink.total() == before).then_some(())
}

fn code(read: &mut ReadVocabulary, r: &mut Reader<'_>, mut table: Table<'_, '_>, list: &str) -> Option<SchemeCode> {
    let code = table.needed_text(r, "code");
    let name = table.needed_text(r, "name").map(|text| text.value).unwrap_or_default();
    let retired = table.text(r, "retired").map(|text| text.value);
    table.finish(r);
    let code = code?;
    if let Some(first) = read.given(r, list, &code.value, &code.span) {
        r.tell(code.span, |at| problems::duplicate_term(at, &code.value, &first));
        return None;
    }
    Some(SchemeCode { code: code.value, name, retired })
}

/// Reads a row; `None` if it cannot be relied on.
fn row(read: &mut ReadVocabulary, r: &mut Reader<'_>, mut table: Table<'_, '_>) -> Option<()> {
    r.id = None;
    let category = table.needed_text(r, "category");
    r.id = category.as_ref().map(|category| category.value.clone());
    let scheme = table.needed_text(r, "scheme");
    table.need("codes");
    table.need("lossy");
    let codes = table.different_texts(r, "codes");
    let lossy = table.flag(r, "lossy");
    if lossy == Some(true) || codes.as_ref().is_some_and(Vec::is_empty) {
        table.need("note");
    }
    let note = table.text(r, "note").map(|text| text.value);
    let lossy_span = table.span_of("lossy");
    table.finish(r);
    let (category, scheme, codes) = (category?, scheme?, codes?);
    let list = format!("rows of {}", scheme.value);
    if let Some(first) = read.given(r, &list, &category.value, &category.span) {
        r.tell(category.span, |at| problems::duplicate_crosswalk(at, &category.value, &scheme.value, &first));
        return Some(());
    }
    read.crosswalks.rows.push(RowPlaces {
        path: r.document.path.to_owned(),
        category: category.span,
        scheme: scheme.span,
        codes: codes.iter().map(|code| code.span.clone()).collect(),
        lossy: lossy_span,
        marked: lossy.is_some(),
    });
    let codes = codes.into_iter().map(|code| code.value).collect();
    let (category, scheme, lossy) = (category.value, scheme.value, lossy.unwrap_or_default());
    read.vocabulary.crosswalks.rows.push(Crosswalk { category, scheme, codes, lossy, note });
    Some(())
}
