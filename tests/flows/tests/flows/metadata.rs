//! The files about the tables, looked at by other people's programs: frictionless and mlcroissant find nothing wrong with them, and
//! pandas, polars, pyarrow and DuckDB read from Parquet what stands in the CSV beside it. `.ci/run` installs all of them in
//! `target/oracles`; without them this says that it did not look.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::programs::{Outcome, chancery, outcome, skipped};
use crate::workspaces::{Workspace, root};

/// A Python that has all that the scripts need.
fn python() -> Option<PathBuf> {
    let python = root().join("target/oracles/bin/python");
    let modules = "import duckdb, frictionless, mlcroissant, pandas, polars, pyarrow";
    let is_whole = Command::new(&python).args(["-c", modules]).output().is_ok_and(|said| said.status.success());
    assert!(is_whole || std::env::var_os("CI").is_none(), ".ci/run installs the readers in target/oracles");
    is_whole.then_some(python)
}

fn ask(python: &PathBuf, script: &str, workspace: &Workspace) -> Outcome {
    let script = root().join("tests/flows/oracles").join(script);
    outcome(Command::new(python).arg(script).arg(workspace.file("views")))
}

/// One word of one table is another.
fn spoil(workspace: &Workspace) {
    let table = workspace.read("views/tables/contacts.csv");
    workspace.write("views/tables/contacts.csv", &table.replacen("happened", "planned", 1));
}

#[test]
fn everybody_reads_the_same_tables() {
    let Some(python) = python() else {
        return skipped("target/oracles lacks readers, so no table was read by pandas, polars, pyarrow and DuckDB");
    };
    for workspace in [Workspace::nasty(), Workspace::bundled()] {
        chancery(&workspace.path, &["run"]).exits(0);
        let said = ask(&python, "tables.py", &workspace).exits(0).stdout;
        assert!(said.starts_with("31 tables, ") && said.ends_with("by 6 readers\n"), "{said}");
        spoil(&workspace);
        ask(&python, "tables.py", &workspace).exits(1);
    }
}

#[test]
fn validators_find_nothing_wrong_until_a_file_changes() {
    let Some(python) = python() else {
        return skipped("target/oracles lacks frictionless and mlcroissant, so no metadata were validated");
    };
    for workspace in [Workspace::nasty(), Workspace::bundled()] {
        chancery(&workspace.path, &["run"]).exits(0);
        let said = ask(&python, "packages.py", &workspace).exits(0).stdout;
        assert_eq!(said, "31 resources, 31 record sets\n");
        spoil(&workspace);
        ask(&python, "packages.py", &workspace).exits(1);
    }
}

#[test]
fn what_the_workspace_says_of_itself_is_in_every_file_about_it() {
    let workspace = Workspace::small();
    let about = "[dataset]\ntitle = \"Visits: a \\\"list\\\"\\n- x\"\nlicence = \"CC0-1.0\"\nauthors = [{ name = \"A. Coder\" }]\n";
    workspace.write("vocabulary/dataset.toml", about);
    chancery(&workspace.path, &["run"]).exits(0);
    for file in ["datapackage.json", "croissant.json", "CITATION.cff"] {
        let text = workspace.read(&format!("views/{file}"));
        for said in [r#"Visits: a \"list\"\n- x"#, "CC0-1.0", "A. Coder"] {
            assert!(text.contains(said), "{file}: no {said}");
        }
    }
    workspace.write("vocabulary/dataset.toml", "[dataset]\ntitel = \"Visits\"\n");
    chancery(&workspace.path, &["check"]).exits(1).says("titel");
    // Where nothing is said, no licence is made up.
    fs::remove_file(workspace.file("vocabulary/dataset.toml")).expect("removes");
    chancery(&workspace.path, &["run"]).exits(0);
    assert!(!workspace.read("views/CITATION.cff").contains("license"));
}

/// A release says of itself what its seal kept, and what is written since changes nothing of it.
#[test]
fn a_release_keeps_what_was_said_when_it_was_sealed() {
    let workspace = Workspace::small();
    workspace.write("vocabulary/dataset.toml", "[dataset]\ntitle = \"As sealed\"\n");
    chancery(&workspace.path, &["seal", "first"]).exits(0);
    workspace.write("vocabulary/dataset.toml", "[dataset]\ntitle = \"As of now\"\n");
    chancery(&workspace.path, &["run", "--release", "first"]).exits(0);
    let citation = workspace.read("views/CITATION.cff");
    assert!(citation.contains("As sealed") && citation.contains("version: \"first\""), "{citation}");
    chancery(&workspace.path, &["reproduce"]).exits(0);
    chancery(&workspace.path, &["run"]).exits(0);
    assert!(workspace.read("views/CITATION.cff").contains("As of now"));
    chancery(&workspace.path, &["reproduce"]).exits(0);
}
