//! The notebooks: each ends well on the bundled data, with the program that cargo built, and fails when a table or the journal says
//! something else. `.ci/run` installs what they need in `target/oracles`; without it this says that it did not look.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::programs::{Outcome, Programs, chancery, outcome, skipped};
use crate::workspaces::{Workspace, files, root};

const NOTEBOOKS: [&str; 3] = ["categories-polars.py", "frequency-pandas.ipynb", "mediation-duckdb.sql"];

/// A Python that has all that the notebooks need.
fn python() -> Option<PathBuf> {
    let python = root().join("target/oracles/bin/python");
    let modules = "import duckdb, ipykernel, marimo, nbclient, pandas, polars, pyarrow";
    let is_whole = Command::new(&python).args(["-c", modules]).output().is_ok_and(|said| said.status.success());
    assert!(is_whole || std::env::var_os("CI").is_none(), ".ci/run installs what notebooks need in target/oracles");
    is_whole.then_some(python)
}

/// Runs a notebook as its readers would, on the views of a workspace.
fn run(python: &Path, notebook: &str, workspace: &Workspace) -> Outcome {
    let path = root().join("notebooks").join(notebook).canonicalize().expect("the notebook is there");
    let oracle = |name: &str| root().join("tests/flows/oracles").join(name);
    let mut command = Command::new(python);
    command.env("CHANCERY", Programs::built().path("chancery")).env("CHANCERY_VIEWS", workspace.file("views"));
    // Jupyter and marimo keep files of their own in a home, and a cache beside the notebook would be one that nobody asked for.
    let home = tempfile::tempdir().expect("makes a folder");
    command.env("HOME", home.path()).env("PYTHONDONTWRITEBYTECODE", "1");
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("ipynb") => command.arg(oracle("notebook.py")).arg(path),
        Some("sql") => {
            let printed = chancery(&workspace.path, &["table", "mediation", "--format", "csv"]).exits(0).stdout;
            workspace.write("printed.csv", &printed);
            let variable = |name: &str, file: &str| format!("{name}={}", workspace.file(file).display());
            command.arg(oracle("script.py")).arg(path);
            command.args([variable("tables", "views/tables"), variable("printed", "printed.csv")])
        }
        _ => command.arg(path),
    };
    outcome(&mut command)
}

/// Sets a cell in the Parquet of a table to another value; the rest says in which row.
fn spoil(python: &Path, table: &Path, cell: &str) {
    let script = root().join("tests/flows/oracles/spoil.py");
    outcome(Command::new(python).arg(script).arg(table).args(cell.split(' '))).exits(0);
}

#[test]
fn notebooks_count_what_the_program_counts() {
    let Some(python) = python() else {
        return skipped("target/oracles lacks Jupyter, marimo or DuckDB, so no notebook was run");
    };
    let before = files(&root().join("notebooks"));
    // What editors keep in folders beside them is nobody's notebook.
    let names: Vec<&String> = before.keys().filter(|path| !path.contains('/')).collect();
    assert_eq!(names, ["README.md", NOTEBOOKS[0], NOTEBOOKS[1], NOTEBOOKS[2]]);
    for workspace in [Workspace::bundled(), Workspace::nasty()] {
        chancery(&workspace.path, &["run"]).exits(0);
        for notebook in NOTEBOOKS {
            let said = run(&python, notebook, &workspace).exits(0).stdout;
            let expected =
                if notebook.ends_with(".sql") { "MNG convenor JPN PRK" } else { "cells of the Parquet are equal" };
            assert!(said.contains(expected), "{notebook}: {said}");
        }
    }
    assert!(before == files(&root().join("notebooks")), "running a notebook changes no file beside it");
}

/// A published figure, or what it was counted from, is another.
#[test]
fn notebooks_notice_a_table_that_is_not_what_it_was() {
    let Some(python) = python() else {
        return skipped("target/oracles lacks Jupyter, marimo or DuckDB, so no notebook was seen to fail");
    };
    let workspace = Workspace::bundled();
    chancery(&workspace.path, &["run"]).exits(0);
    let [categories, frequency, mediation] = NOTEBOOKS;
    for (notebook, table, cell, said) in [
        (categories, "exchange_categories", "certain=7 certain=1", "1 cells of the Parquet differ"),
        (categories, "categories", "category=culture category=political", "what the program prints differ"),
        (frequency, "contact_frequency", "certain=7 dyad=MNG-PRK period=2013", "1 cells of the Parquet differ"),
        (
            frequency,
            "contacts",
            "status=planned contact=elbegdorj-visit-2013-october",
            "what the program prints differ",
        ),
        (mediation, "mediation", "certain=0 certain=1", "`mediation` as exported differs"),
        (mediation, "actors", "class=named class=sending", "the pairs of `evidence` are not those of `actors`"),
        (mediation, "evidence", "certain=0 certain=1", "`evidence` differs from the days of `contacts`"),
        (mediation, "contact_frequency", "certain=7 certain=1", "`contact_frequency` differs from the sums"),
    ] {
        let path = workspace.file(&format!("views/tables/{table}.parquet"));
        let sound = fs::read(&path).expect("reads");
        spoil(&python, &path, cell);
        run(&python, notebook, &workspace).exits(1).says(said);
        fs::write(&path, sound).expect("writes");
    }
}

/// The journal says more than the tables that were exported before.
#[test]
fn notebooks_notice_that_the_data_are_newer_than_the_tables() {
    let Some(python) = python() else {
        return skipped("target/oracles lacks Jupyter, marimo or DuckDB, so no notebook was seen to fail");
    };
    let workspace = Workspace::bundled();
    chancery(&workspace.path, &["run"]).exits(0);
    let entry = "[entry]\nformat = 1\nid = \"later\"\nrecorded = 2026-12-01\nby = \"coder-a\"\n";
    let settled = [
        ("elbegdorj-visit-2013-october", "2012-10-28", "dierkes-byambaa-2013/elbegdorj-visit"),
        ("japan-dprk-talks-2012-november", "2012-10-15", "japan-times-2012-11-16/mc186"),
    ]
    .map(|(contact, when, claim)| {
        let because = format!("because = [\"{claim}\"]\nreason = \"A test.\"\n");
        format!("\n[[settle]]\ncontact = \"{contact}\"\nset = {{ when = \"{when}\" }}\n{because}")
    });
    workspace.write("journal/later.toml", &[entry, &settled[0], &settled[1]].concat());
    for notebook in NOTEBOOKS {
        run(&python, notebook, &workspace).exits(1).says("differ");
    }
}

/// Outputs would age, and show somebody's machine.
#[test]
fn notebooks_are_kept_without_outputs() {
    let notebooks = files(&root().join("notebooks"));
    let is_book = |path: &String| path.ends_with(".ipynb") && !path.contains('/');
    let books: Vec<_> = notebooks.iter().filter(|(path, _)| is_book(path)).collect();
    assert!(!books.is_empty());
    for (path, bytes) in books {
        let book: Value = serde_json::from_slice(bytes).expect("is JSON");
        for cell in book["cells"].as_array().expect("cells") {
            let is_code = cell["cell_type"] == "code";
            let is_empty = cell["outputs"].as_array().is_some_and(Vec::is_empty) && cell["execution_count"].is_null();
            assert!(!is_code || is_empty, "{path}: {} has outputs", cell["id"]);
        }
        let written = serde_json::to_string(&book["metadata"]).expect("is JSON");
        let expected = r#"{"kernelspec":{"display_name":"Python 3","language":"python","name":"python3"},"language_info":{"name":"python"}}"#;
        assert_eq!(written, expected, "{path}: metadata of somebody's machine");
    }
}
