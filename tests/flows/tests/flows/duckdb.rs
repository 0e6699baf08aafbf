//! DuckDB runs the measures' own queries on the same segments: every cell is equal. It is a tool of Python, which `.ci/run` installs
//! in `target/oracles`; without it this says that it did not look.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;

use crate::feeds::{REAL, add, events, lines};
use crate::programs::{chancery, outcome, skipped};
use crate::workspaces::{Workspace, root};

const MEASURES: [&str; 5] = ["contact_frequency", "share_of_volume", "categories", "covered_days", "pair_days"];

fn python() -> Option<PathBuf> {
    let python = root().join("target/oracles/bin/python");
    assert!(python.exists() || std::env::var_os("CI").is_none(), ".ci/run installs DuckDB in target/oracles");
    python.exists().then_some(python)
}

/// Lines of JSON as values, in an order of their own.
fn values(text: &str) -> Vec<Value> {
    let mut values: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).expect("is JSON")).collect();
    values.sort_by_key(Value::to_string);
    values
}

fn agrees(python: &PathBuf, workspace: &Workspace) {
    let crosswalk = "SELECT root, category, lossy FROM crosswalk";
    let crosswalk = chancery(&workspace.path, &["sql", "--format", "csv", crosswalk]).exits(0).stdout;
    workspace.write("crosswalk.csv", &crosswalk);
    let actors = "SELECT format, code, actor FROM feed_actors";
    workspace.write("actors.csv", &chancery(&workspace.path, &["sql", "--format", "csv", actors]).exits(0).stdout);
    let feeds = chancery(&workspace.path, &["feed", "list", "--format", "json"]).exits(0).rows();
    let segments = feeds.iter().flat_map(|feed| {
        let format = feed["format"].as_str().expect("a format");
        let segments = feed["segments"].as_array().expect("segments").iter().filter_map(Value::as_str);
        segments.map(move |segment| (format, segment))
    });
    let segments: Vec<String> = segments
        .map(|(format, name)| format!("{format}={}", workspace.file(&format!("segments/{name}.parquet")).display()))
        .collect();
    for name in MEASURES {
        let ours = chancery(&workspace.path, &["feed", "measure", name, "--format", "json"]).exits(0).stdout;
        let query = chancery(&workspace.path, &["feed", "measure", name, "--query"]).exits(0).stdout;
        workspace.write("query.sql", &query);
        let script = root().join("tests/flows/oracles/measures.py");
        let mut command = Command::new(python);
        command.arg(script).args(["query.sql", "crosswalk.csv", "actors.csv"].map(|name| workspace.file(name)));
        command.args(&segments);
        let theirs = outcome(&mut command).exits(0).stdout;
        let (ours, theirs) = (values(&ours), values(&theirs));
        assert!(ours.len() > 3, "{name} has {} rows", ours.len());
        let differs = ours.iter().zip(&theirs).find(|(ours, theirs)| ours != theirs);
        assert_eq!((differs, ours.len()), (None, theirs.len()), "{name}");
    }
}

#[test]
fn duckdb_agrees_on_every_cell_of_every_measure() {
    let Some(python) = python() else {
        return skipped("target/oracles has no Python with DuckDB, so no measure was compared with it");
    };
    let workspace = Workspace::small();
    // The vocabulary of `init` has no crosswalk: the bundled one has.
    crate::workspaces::copy(&root().join("data/vocabulary"), &workspace.file("vocabulary"));
    for (name, seed) in [("a.CSV", 1), ("b.CSV", 2)] {
        fs::write(workspace.file(name), lines(&events(seed, 2_000))).expect("writes");
        add(&workspace, &workspace.file(name), &[]).exits(0);
    }
    agrees(&python, &workspace);
}

/// The same on real files, which may lie in `../shared`.
#[test]
fn duckdb_agrees_on_real_files() {
    let feeds = root().join("../shared/feeds");
    let (Some(python), true) = (python(), feeds.is_dir()) else {
        return skipped("../shared/feeds or DuckDB is absent, so no measure of real files was compared with it");
    };
    let workspace = Workspace::bundled();
    for (path, _) in REAL {
        add(&workspace, &feeds.join(path), &[]).exits(0);
    }
    agrees(&python, &workspace);
}
