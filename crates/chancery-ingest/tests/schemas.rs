//! What an editor says of entries and vocabulary files by their JSON Schemas: nothing of those that are there, something of one
//! with a slip.
#![allow(clippy::disallowed_methods)] // the files are those of the repository

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use boon::{Compiler, SchemaIndex, Schemas};
use chancery_ingest::{entry_schema, vocabulary_schema};
use serde_json::Value;

struct Editor {
    schemas: Schemas,
    schema: SchemaIndex,
}

impl Editor {
    fn with(schema: &str) -> Editor {
        let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
        compiler.add_resource("schema.json", serde_json::from_str(schema).unwrap()).unwrap();
        let schema = compiler.compile("schema.json", &mut schemas).unwrap();
        Editor { schemas, schema }
    }

    fn says(&self, text: &str) -> Result<(), String> {
        let table: toml::Table = toml::from_str(text).unwrap();
        self.schemas.validate(&value(toml::Value::Table(table)), self.schema).map_err(|error| error.to_string())
    }
}

/// TOML as editors check it: days and instants are texts.
fn value(toml: toml::Value) -> Value {
    match toml {
        toml::Value::Datetime(moment) => moment.to_string().into(),
        toml::Value::Array(items) => items.into_iter().map(value).collect(),
        toml::Value::Table(table) => table.into_iter().map(|(key, item)| (key, value(item))).collect(),
        other => serde_json::to_value(other).unwrap(),
    }
}

/// The TOML files of folders of the repository, with their texts.
fn files(folders: &[&str]) -> Vec<(PathBuf, String)> {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let listings = folders.iter().map(|folder| fs::read_dir(repository.join(folder)).unwrap());
    let paths = listings.flatten().map(|file| file.unwrap().path());
    let tables = paths.filter(|path| path.extension().is_some_and(|ending| ending == "toml"));
    tables.map(|path| (path.clone(), fs::read_to_string(path).unwrap())).collect()
}

fn is_of_the_vocabulary(text: &str) -> bool {
    text.starts_with("# vocabulary: ")
}

#[test]
fn entries_fit_their_schema() {
    let editor = Editor::with(&entry_schema());
    let found =
        files(&["data/journal", "tests/corpus/support", "tests/corpus/valid", "tests/compat/workspace/journal"]);
    let entries: Vec<_> = found.iter().filter(|(_, text)| !is_of_the_vocabulary(text)).collect();
    assert!(entries.len() > 15, "{} entries", entries.len());
    for (path, text) in entries {
        assert_eq!(editor.says(text), Ok(()), "{}", path.display());
    }
}

#[test]
fn vocabularies_fit_their_schema() {
    let editor = Editor::with(&vocabulary_schema());
    let mut found = files(&["data/vocabulary", "tests/corpus/vocabulary", "tests/compat/workspace/vocabulary"]);
    found.extend(files(&["tests/corpus/valid"]).into_iter().filter(|(_, text)| is_of_the_vocabulary(text)));
    assert!(found.len() > 35, "{} files", found.len());
    for (path, text) in found {
        assert_eq!(editor.says(&text), Ok(()), "{}", path.display());
    }
}

#[test]
fn a_slip_is_refused() {
    let entries = Editor::with(&entry_schema());
    let entry = files(&["data/journal"]).remove(0).1;
    let whole = "[entry]\nformat = 1\nid = \"a\"\nrecorded = 2026-11-24\nby = \"a\"\n[[correct]]\nclaim = \"a/b\"\nreason = \"x\"\n\
                 expect = { stance = \"\", place = [] }\nset = { stance = \"hedged\" }\n";
    assert_eq!(entries.says(whole), Ok(()));
    assert!(entries.says(&entry.replacen("recorded =", "record =", 1)).is_err());
    for (from, to) in [
        ("recorded =", "record ="),
        ("format = 1", "format = \"1\""),
        ("[[correct]]", "[[corrects]]"),
        ("stance = \"hedged\"", "stance = \"hedge\""),
        ("stance = \"hedged\"", "stanse = \"hedged\""),
        ("reason = \"x\"\n", ""),
    ] {
        assert!(entries.says(&whole.replace(from, to)).is_err(), "{to}");
    }
    let vocabularies = Editor::with(&vocabulary_schema());
    let rules = files(&["data/vocabulary"]).into_iter().find(|(path, _)| path.ends_with("rules.toml")).unwrap().1;
    let replaced =
        [("natures =", "nature ="), ("unit = \"occasion\"", "unit = \"occasions\""), ("[[rule]]", "[[rules]]")];
    for (from, to) in replaced {
        assert!(vocabularies.says(&rules.replacen(from, to, 1)).is_err(), "{to}");
    }
    assert!(vocabularies.says("[dataset]\nlicense = \"CC-BY-4.0\"").is_err());
}

#[test]
fn the_schemas_are_committed_as_they_are_made() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/schema");
    for (name, made) in [("entry", entry_schema()), ("vocabulary", vocabulary_schema())] {
        let committed = fs::read_to_string(folder.join(format!("{name}.schema.json"))).unwrap();
        assert_eq!(committed.trim_end(), made, "`cargo xtask codegen` writes docs/schema anew");
    }
}
