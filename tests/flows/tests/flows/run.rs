//! `run`, the main job: what it makes, that it says where, and that it makes the same again.

use std::collections::BTreeMap;
use std::fs;

use serde_json::Value;

use crate::programs::{Outcome, chancery};
use crate::workspaces::{Workspace, difference, sha256};

/// The tables that the help of `table` names, in order.
fn tables_in_help() -> Vec<String> {
    let workspace = Workspace::bundled();
    let help = chancery(&workspace.path, &["table", "--help"]).exits(0).stdout;
    let list = help.split("Tables:\n").nth(1).expect("the help lists the tables");
    let names =
        list.lines().take_while(|line| line.starts_with("  ")).filter_map(|line| line.split_whitespace().next());
    names.map(str::to_owned).collect()
}

#[test]
fn it_makes_every_table_and_a_manifest_that_holds() {
    let workspace = Workspace::bundled();
    let Outcome { stdout, stderr, .. } = chancery(&workspace.path, &["run"]).exits(0);
    let report = workspace.file("views/report.md");
    assert_eq!(stdout, format!("{}\n", report.display()), "the report's path and nothing else");
    assert!(report.is_file() && !stderr.contains("warning"), "{stderr}");

    let views = workspace.views();
    let tables = tables_in_help();
    assert_eq!(tables.len(), 31, "{tables:?}");
    let mut expected: Vec<String> =
        tables.iter().flat_map(|name| ["csv", "parquet"].map(|ending| format!("tables/{name}.{ending}"))).collect();
    let about = ["CITATION.cff", "codebook.csv", "codebook.json", "codebook.md", "croissant.json", "datapackage.json"];
    expected.extend(about.into_iter().chain(["report.html", "report.md"]).map(str::to_owned));
    let pictures = String::from_utf8_lossy(&views["report.html"]).matches("<svg role=\"img\"").count();
    let figures: Vec<String> = views.keys().filter(|path| path.starts_with("figures/")).cloned().collect();
    assert!(figures.len() == pictures && pictures > 15, "{pictures} pictures, and {figures:?}");
    expected.extend(figures);
    expected.sort();

    let manifest: Value = serde_json::from_slice(&views["manifest.json"]).expect("the manifest is JSON");
    let outputs = digests(&manifest["outputs"]);
    assert_eq!(outputs.keys().cloned().collect::<Vec<_>>(), expected, "the manifest lists every output");
    for (path, digest) in &outputs {
        assert_eq!(*digest, sha256(&views[path]), "{path}");
    }
    let mut present: Vec<&str> = views.keys().map(String::as_str).collect();
    present.retain(|path| *path != "manifest.json");
    assert_eq!(present, expected, "nothing is there that the manifest does not list");

    let inputs = digests(&manifest["inputs"]);
    let ground = crate::workspaces::files(&workspace.path).into_iter();
    let ground = ground.filter(|(path, _)| path.starts_with("journal/") || path.starts_with("vocabulary/"));
    assert_eq!(inputs, ground.map(|(path, bytes)| (path, sha256(&bytes))).collect(), "the manifest lists every input");
}

#[test]
fn every_table_is_documented_by_that_number() {
    let workspace = Workspace::bundled();
    let tables = tables_in_help();
    let page = chancery(&workspace.path, &["docs", "cli"]).exits(0).stdout;
    for name in &tables {
        assert!(page.lines().any(|line| line.trim_start().starts_with(name.as_str())), "docs/CLI.md lists {name}");
        let header = chancery(&workspace.path, &["table", name, "--format", "csv"]).exits(0).stdout;
        assert!(header.lines().next().is_some_and(|line| line.contains(',')), "{name} has a header");
    }
    let said = chancery(&workspace.path, &["run"]).exits(0).stderr;
    assert!(said.contains(&format!("{} tables", tables.len())), "{said}");
}

#[test]
fn it_makes_the_same_again_and_from_nothing() {
    let workspace = Workspace::bundled();
    chancery(&workspace.path, &["run"]).exits(0);
    let (first, tail) = (workspace.derived(), fs::read(workspace.file(".chancery/tail.clog")).expect("reads"));
    chancery(&workspace.path, &["run"]).exits(0);
    assert_eq!(difference(&first, &workspace.derived()), None, "a second run changes nothing");

    fs::remove_dir_all(workspace.file(".chancery")).expect("removes");
    fs::remove_dir_all(workspace.file("views")).expect("removes");
    chancery(&workspace.path, &["run"]).exits(0);
    assert_eq!(difference(&first, &workspace.derived()), None, "what was derived can be thrown away");
    assert_eq!(tail, fs::read(workspace.file(".chancery/tail.clog")).expect("reads"));
    assert_eq!(workspace.temporary(), Vec::<String>::new());
}

#[test]
fn what_is_printed_is_what_is_exported() {
    let workspace = Workspace::nasty();
    chancery(&workspace.path, &["run"]).exits(0);
    let views = workspace.views();
    for name in tables_in_help() {
        let printed = chancery(&workspace.path, &["table", &name, "--format", "csv"]).exits(0).stdout;
        assert!(printed.as_bytes() == views[&format!("tables/{name}.csv")], "{name} is printed as it is exported");
    }
    let report = chancery(&workspace.path, &["report"]).exits(0).stdout;
    assert!(report.as_bytes() == views["report.md"], "the report is printed as it is written");
    let before = workspace.derived();
    let listed = chancery(&workspace.path, &["export"]).exits(0).stdout;
    assert_eq!(listed.lines().count(), 68, "{listed}");
    assert_eq!(difference(&before, &workspace.derived()), None, "an export writes what a run does");
}

/// Path and digest of each item of a list in the manifest.
fn digests(list: &Value) -> BTreeMap<String, String> {
    let text = |item: &Value, key: &str| item[key].as_str().expect("is a text").to_owned();
    let items = list.as_array().expect("is a list").iter();
    items.map(|item| (text(item, "path"), text(item, "sha256"))).collect()
}
