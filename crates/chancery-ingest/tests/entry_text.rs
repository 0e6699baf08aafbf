//! An entry that is written as text reads as itself: every event, every key, and the bundled journal.
#![allow(clippy::disallowed_methods)] // the corpus and the bundled journal are files

mod common;

use std::fs;
use std::path::Path;

use chancery_core::event::{Event, Redaction};
use chancery_core::terms::Redactable;
use chancery_ingest::{InputFile, Workspace, entry_text, read};

/// The workspace with every entry written anew.
fn rewritten(workspace: &Workspace) -> Workspace {
    let (batch, _) = read(workspace, &[]);
    let written = |entry| InputFile::new(format!("journal/{}.toml", entry_id(entry)), entry_text(entry));
    Workspace { journal: batch.entries.iter().map(written).collect(), ..workspace.clone() }
}

fn entry_id(entry: &chancery_core::Entry) -> &str {
    &entry.id
}

fn assert_reads_as_itself(workspace: &Workspace, told: &str) {
    let (before, problems) = read(workspace, &[]);
    assert!(problems.iter().all(chancery_ingest::Problem::is_warning), "{told}: {problems:?}");
    let again = rewritten(workspace);
    let (after, problems) = read(&again, &[]);
    assert!(problems.iter().all(chancery_ingest::Problem::is_warning), "{told}: {problems:?}");
    assert_eq!(after.entries.len(), workspace.journal.len(), "{told}");
    for (before, after) in before.entries.iter().zip(&after.entries) {
        assert_eq!(after, before, "{told}");
    }
    assert_eq!(rewritten(&again).journal, again.journal, "{told}: written a second time, the text is the same");
}

#[test]
fn every_event_and_every_key_reads_as_itself() {
    assert_reads_as_itself(&common::support(), "the small workspace");
    for (name, bytes) in common::files("valid", "toml") {
        let (workspace, path) = common::with_case(&name, &bytes);
        if path.starts_with("journal/") {
            assert_reads_as_itself(&workspace, &name);
        }
    }
}

#[test]
fn the_bundled_journal_reads_as_itself() {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data");
    let folder = |name: &str| {
        let files = fs::read_dir(data.join(name)).expect("reads").map(|file| file.expect("reads").path());
        let files = files.filter(|path| path.extension().is_some_and(|ending| ending == "toml"));
        let name_of = |path: &Path| path.file_name().expect("has a name").to_string_lossy().into_owned();
        files
            .map(|path| InputFile::new(format!("{name}/{}", name_of(&path)), fs::read(&path).expect("reads")))
            .collect()
    };
    let workspace = Workspace { journal: folder("journal"), vocabulary: folder("vocabulary"), ..Workspace::default() };
    assert_reads_as_itself(&workspace, "the bundled journal");
}

/// What was redacted stands in entries that are sealed, and only there.
#[test]
fn what_is_left_of_a_redaction_is_written_as_the_program_writes_it() {
    let (mut batch, _) = read(&common::support(), &[]);
    let entry = &mut batch.entries[0];
    let redaction = Redaction {
        leaf: [0xab; 32],
        was: Redactable::Claim,
        of: "a/x".into(),
        reason: "a \"court\" order".into(),
        by: "coder-a".into(),
    };
    entry.events = vec![Event::Redacted(redaction)];
    let leaf = "ab".repeat(32);
    let expected = format!(
        "\n[[redacted]]\nleaf = \"{leaf}\"\nwas = \"claim\"\nof = \"a/x\"\nreason = \"a \\\"court\\\" order\"\nby = \"coder-a\"\n"
    );
    assert!(entry_text(entry).ends_with(&expected), "{}", entry_text(entry));
}
