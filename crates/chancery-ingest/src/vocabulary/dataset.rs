//! `[dataset]`: what is said of the dataset as a whole. Only its form is looked at here: it decides no figure, and the program
//! that writes tables reads it from the file.

use toml::de::DeTable;

use crate::ids;
use crate::problems;
use crate::reader::Reader;
use crate::table::{Example, Table};

pub(super) const FILE: &[Example] = &[("dataset", "[dataset]")];

pub(super) const DATASET: &[Example] = &[
    ("name", "\"mongolia-north-korea\""),
    ("title", "\"Contacts between Mongolia and North Korea\""),
    ("description", "\"…\""),
    ("licence", "\"CC-BY-4.0\""),
    ("licence_url", "\"https://creativecommons.org/licenses/by/4.0/\""),
    ("authors", "[{ name = \"A. Author\" }]"),
    ("keywords", "[\"diplomacy\"]"),
    ("url", "\"https://…\""),
];

pub(super) const AUTHOR: &[Example] =
    &[("name", "\"A. Author\""), ("orcid", "\"https://orcid.org/0000-0000-0000-0000\"")];

pub(super) fn read(r: &mut Reader<'_>, table: &DeTable<'_>) {
    let mut root = Table::new(table, 0..0, "the file", String::new(), FILE);
    root.need("dataset");
    if let Some(table) = root.table(r, "dataset", DATASET) {
        dataset(r, table.named("[dataset]"));
    }
    root.finish(r);
}

fn dataset(r: &mut Reader<'_>, mut table: Table<'_, '_>) {
    if table.has("name") {
        ids::defined(r, &mut table, "name", ids::Kind::Dataset);
    }
    for key in ["title", "description", "licence", "licence_url", "url"] {
        table.text(r, key);
    }
    table.some_texts(r, "keywords");
    if table.is_empty_inside("authors") {
        r.tell(table.span_of("authors"), |at| problems::empty_list(at, "authors"));
    }
    for mut author in table.tables(r, "authors", "an author", AUTHOR).unwrap_or_default() {
        author.needed_text(r, "name");
        author.text(r, "orcid");
        author.finish(r);
    }
    table.finish(r);
}
