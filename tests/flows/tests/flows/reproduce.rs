//! `reproduce`: from the manifest, in a clean folder, every byte; and everything that keeps it from being so is said.

use std::fs;

use crate::programs::{Outcome, chancery};
use crate::workspaces::{Workspace, difference, root};

/// An entry with a source alone.
const LATER: &str = r#"[entry]
format = 1
id = "2026-03-01-later"
recorded = 2026-03-01
by = "tests"

[source]
id = "later"
title = "Later, made up"
publisher = "A ministry"
language = "en"
published = "2015-05"
seen = "citation"
"#;

/// A workspace with views.
fn ran(arguments: &[&str]) -> Workspace {
    let workspace = Workspace::nasty();
    let all: Vec<&str> = ["run"].into_iter().chain(arguments.iter().copied()).collect();
    chancery(&workspace.path, &all).exits(0);
    workspace
}

/// Reproduces, and changes nothing by it.
fn reproduce(workspace: &Workspace, further: &[&str]) -> Outcome {
    let before = workspace.derived();
    let all: Vec<&str> = ["reproduce"].into_iter().chain(further.iter().copied()).collect();
    let outcome = chancery(&workspace.path, &all);
    assert_eq!(difference(&before, &workspace.derived()), None, "what was published stays as it is");
    outcome
}

#[test]
fn every_choice_of_a_run_is_made_again() {
    for choice in [
        &[][..],
        &["--as-of", "2026-01-12"],
        &["--known-by", "2014-12-31", "--unit", "claim"],
        &["--rule", "unofficial"],
    ] {
        let workspace = ran(choice);
        let count = workspace.views().len();
        assert!(count >= 71, "{count}");
        let outcome =
            reproduce(&workspace, &[]).exits(0).says(&format!("reproduced: {count} files, byte for byte, from"));
        assert_eq!(outcome.stdout, "", "{choice:?}");
    }
}

#[test]
fn what_was_added_since_is_left_aside_and_what_changed_is_named() {
    let workspace = ran(&[]);
    workspace.write("journal/2026-03-01-later.toml", LATER);
    chancery(&workspace.path, &["check"]).exits(0);
    reproduce(&workspace, &[]).exits(0);
    let memo = "journal/2026-01-13-memo.toml";
    let text = workspace.read(memo);
    workspace.write(memo, &format!("{text}\n# A remark.\n"));
    fs::remove_file(workspace.file("vocabulary/rules.toml")).expect("removes");
    reproduce(&workspace, &[])
        .exits(1)
        .says("2 of 18 inputs are not those of the manifest")
        .says("journal/2026-01-13-memo.toml: changed since")
        .says("vocabulary/rules.toml: is not here");
}

#[test]
fn a_published_file_that_somebody_changed_is_named() {
    let workspace = ran(&[]);
    let report = workspace.read("views/report.md");
    workspace.write("views/report.md", &format!("{report}An edit.\n"));
    fs::remove_file(workspace.file("views/tables/gaps.csv")).expect("removes");
    let count = workspace.views().len() + 1;
    let outcome = reproduce(&workspace, &[]).exits(1).says(&format!("1 of {count} files are not reproduced"));
    assert_eq!(outcome.stdout, "report.md: made as the manifest says, but the file beside the manifest is another\n");
    let rows = reproduce(&workspace, &["--format", "json"]).exits(1).rows();
    let faults: Vec<&str> =
        rows.iter().filter(|row| row["is_fault"] == true).filter_map(|row| row["path"].as_str()).collect();
    assert_eq!((rows.len(), faults), (count, vec!["report.md"]));
}

#[test]
fn another_version_is_compared_by_what_its_tables_say() {
    let workspace = ran(&[]);
    let manifest = workspace.read("views/manifest.json");
    let version = format!("\"version\": \"{}\"", env!("CARGO_PKG_VERSION"));
    let other = manifest.replace(&version, "\"version\": \"0.0.9\"");
    assert_ne!(other, manifest);
    // Its bytes were others; what it says is the same.
    let mut edited: serde_json::Value = serde_json::from_str(&other).expect("is JSON");
    edited["outputs"][0]["sha256"] = "0".repeat(64).into();
    workspace.write("views/manifest.json", &edited.to_string());
    let outcome = reproduce(&workspace, &[]).exits(0).says("made by version 0.0.9").says("in what they say");
    let path = edited["outputs"][0]["path"].as_str().expect("has a path").to_owned();
    assert_eq!(outcome.stdout, format!("{path}: says the same in other bytes\n"));
    edited["outputs"][0]["logical"] = "0".repeat(64).into();
    workspace.write("views/manifest.json", &edited.to_string());
    let outcome = reproduce(&workspace, &[]).exits(1);
    assert_eq!(outcome.stdout, format!("{path}: differs\n"));
}

/// A newer program reads what an older one recorded, sealed and published. The manifest names another version, so that tables are
/// compared by what they say and may be written in other bytes.
#[test]
fn an_old_workspace_opens_and_says_what_it_said() {
    let workspace = Workspace::old();
    chancery(&workspace.path, &["check"]).exits(0);
    let verified = chancery(&workspace.path, &["verify"]).exits(0).stdout;
    let root_of_seal = "root 4ba8ab28876b9ae84d3bde0a6d45271c5a46247c0485ce20ee1554c50e0d9e96";
    assert!(verified.contains(root_of_seal), "{verified}");
    let manifest = root().join("tests/compat/workspace/manifest.json");
    let manifest = manifest.to_str().expect("is UTF-8");
    let outcome =
        reproduce(&workspace, &["--manifest", manifest, "--format", "json"]).exits(0).says("in what they say");
    let rows = outcome.rows();
    let is_table = |path: &str| path.starts_with("tables/");
    let tables = rows.iter().filter(|row| row["path"].as_str().is_some_and(is_table));
    // Tables that this version has and the old one had not are no fault.
    let made: Vec<&str> =
        tables.filter_map(|row| row["result"].as_str()).filter(|result| *result != "not-in-manifest").collect();
    assert!(made.len() >= 58 && made.iter().all(|result| ["same", "bytes-differ"].contains(result)), "{made:?}");
}

#[test]
fn a_release_rests_on_its_seals_alone() {
    let workspace = Workspace::nasty();
    chancery(&workspace.path, &["seal", "first"]).exits(0);
    chancery(&workspace.path, &["run", "--release", "first"]).exits(0);
    let published = workspace.views();
    fs::rename(workspace.file("views"), workspace.file("release-views")).expect("moves");
    // The vocabulary goes on, and so does the journal.
    let rules = workspace.read("vocabulary/rules.toml");
    workspace.write("vocabulary/rules.toml", &format!("{rules}\n# A remark.\n"));
    workspace.write("journal/2026-03-01-later.toml", LATER);
    let manifest = workspace.file("release-views/manifest.json");
    let manifest = manifest.to_str().expect("is UTF-8");
    chancery(&workspace.path, &["seal", "second"]).exits(0);
    reproduce(&workspace, &["--manifest", manifest]).exits(0);
    chancery(&workspace.path, &["run", "--release", "first"]).exits(0);
    assert_eq!(difference(&published, &workspace.views()), None, "a release stays as it was");
    fs::remove_dir_all(workspace.file("journal")).expect("removes");
    fs::remove_dir_all(workspace.file("vocabulary")).expect("removes");
    reproduce(&workspace, &["--manifest", manifest])
        .exits(0)
        .says(&format!("reproduced: {} files", workspace.views().len()));
    fs::remove_file(workspace.file("seals/001-first.clog")).expect("removes");
    reproduce(&workspace, &["--manifest", manifest]).exits(4);
}

#[test]
fn what_is_no_manifest_is_refused() {
    let workspace = Workspace::nasty();
    reproduce(&workspace, &[]).exits(3).says("`chancery run` writes one");
    chancery(&workspace.path, &["run"]).exits(0);
    let manifest = workspace.read("views/manifest.json");
    let outside = manifest.replacen("\"vocabulary/rules.toml\"", "\"../rules.toml\"", 1);
    let later = manifest.replacen("\"format\": 1", "\"format\": 2", 1);
    for (text, said) in [
        ("", "is no manifest of a run"),
        ("[]", "is no manifest of a run"),
        (&manifest[..manifest.len() / 2], "is no manifest of a run"),
        (&outside, "`../rules.toml` is no path within a folder"),
        (&later, "its format is 2"),
    ] {
        workspace.write("views/manifest.json", text);
        reproduce(&workspace, &[]).exits(1).says(said);
    }
    reproduce(&workspace, &["--format", "csv"]).exits(2);
}
