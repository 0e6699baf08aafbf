//! The corpus against the table it was made from: every statement is a claim, nothing is added, and what was linked by hand
//! follows the table's own word on what agrees and what conflicts, or says why not.
//!
//! What a row should have become is worked out a second time here, from docs/MAPPINGS.md and the mapping as data. The program
//! is asked only for its tables.

mod amounts;
mod cells;
mod entry;
mod essay;
mod invented;
mod links;
mod making;
mod mapping;
mod people;
mod statements;

use std::path::PathBuf;

use serde_json::{Map, Value};

use crate::programs::skipped;
use crate::workspaces::root;

/// The table of statements, below the root of the repository.
const TABLE: &str = "data/tables/contacts-1948-2024.tsv";
/// What the table means.
const MAPPING: &str = "data/mappings/contacts-1948-2024.toml";
/// The entry that the import made of both, below the workspace.
const IMPORTED: &str = "journal/2026-11-24-contacts-1948-2024.toml";
/// The entries that link and settle what was imported.
const REVIEWS: [&str; 2] = ["journal/2026-11-24-review-1948-2012.toml", "journal/2026-11-24-review-2013-2024.toml"];

/// A file of the repository.
fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// A row of a table that the program printed.
type Shown = Map<String, Value>;

/// A cell of such a row as text; nothing where the cell is empty.
fn shown(row: &Shown, column: &str) -> Option<String> {
    match row.get(column) {
        Some(Value::Null) => None,
        Some(Value::String(text)) => Some(text.clone()),
        Some(value) => Some(value.to_string()),
        None => panic!("a column {column} is printed, beside {:?}", row.keys().collect::<Vec<_>>()),
    }
}

/// Fails with all faults at once, so that one run tells what there is to mend.
fn assert_none(faults: &[String], what: &str) {
    assert!(faults.is_empty(), "{what}: {} faults\n  {}", faults.len(), faults.join("\n  "));
}

/// The table came from a folder that may lie beside the clone, `../shared`, or where CHANCERY_SHARED says. Where it does, nobody
/// has changed a byte of it here.
#[test]
fn the_table_is_the_shared_one() {
    let shared = std::env::var_os("CHANCERY_SHARED").map_or_else(|| root().join("../shared"), PathBuf::from);
    let original = shared.join("facts/contacts.tsv");
    if !original.is_file() {
        skipped("the table was not compared with the shared one: there is no ../shared/facts/contacts.tsv");
        return;
    }
    let bytes = |path: &PathBuf| std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let (ours, theirs) = (bytes(&root().join(TABLE)), bytes(&original));
    let at = ours.iter().zip(&theirs).take_while(|(a, b)| a == b).count();
    let line = 1 + ours[..at].iter().filter(|byte| **byte == b'\n').count();
    assert!(ours == theirs, "{TABLE} is not {} any more, from line {line} on", original.display());
}
