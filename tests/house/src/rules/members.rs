//! Folders, members and default members agree, so that no package is forgotten and a bare `cargo test` takes seconds.

use std::collections::BTreeSet;

use super::polars::is_polars;
use crate::{Violations, Workspace};

/// Tests that start `chancery-engine` without linking it: they too need polars to be compiled first.
const STARTS_THE_ENGINE: &[&str] = &["chancery-flows"];

/// Packages that no member list has, folders with another name than their package, default members that are wrong.
pub fn check(workspace: &Workspace) -> Violations {
    let mut violations = Violations::new();
    let folders: BTreeSet<&str> = workspace.packages.iter().map(|package| package.folder.as_str()).collect();
    for (file, _) in workspace.tree.texts() {
        if let Some(folder) = file.strip_suffix("/Cargo.toml").filter(|folder| !folders.contains(folder)) {
            violations.push(format!("{folder}: holds a package that is no member of the workspace"));
        }
    }
    for package in &workspace.packages {
        let (expected, name) = (expected_name(&package.folder), &package.name);
        if expected.as_ref() != Some(name) {
            let expected = expected.unwrap_or_else(|| "in crates/, tests/ or xtask".to_owned());
            violations.push(format!("{}: is called {name}, should be {expected}", package.folder));
        }
        let links = workspace.lock.way(name, is_polars).is_some();
        let starts = STARTS_THE_ENGINE.contains(&name.as_str());
        match (workspace.default_members.contains(name), links || starts) {
            (true, true) => violations.push(format!("{name}: needs polars and is a default member")),
            (false, false) => violations.push(format!("{name}: is no default member and does not need polars")),
            _ => {}
        }
    }
    violations
}

fn expected_name(folder: &str) -> Option<String> {
    match folder.split('/').collect::<Vec<_>>().as_slice() {
        ["crates", name] => Some((*name).to_owned()),
        ["tests", name] => Some(format!("chancery-{name}")),
        ["xtask"] => Some("xtask".to_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::Tree;
    use crate::workspace::sketch::{lock, workspace};

    fn made_up() -> Workspace {
        let mut made_up = workspace("crates/chancery-core:\ncrates/chancery-analytics: polars\ntests/house:\nxtask:");
        made_up.lock = lock("chancery-core:\nchancery-analytics: polars\npolars:");
        made_up.default_members.remove("chancery-analytics");
        made_up.tree = Tree::made_up(&[("Cargo.toml", ""), ("xtask/Cargo.toml", ""), ("tests/house/Cargo.toml", "")]);
        made_up
    }

    #[test]
    fn default_members_are_those_without_polars() {
        assert_eq!(check(&made_up()), Violations::new());
        let mut wrong = made_up();
        wrong.default_members.insert("chancery-analytics".to_owned());
        wrong.default_members.remove("xtask");
        let expected = [
            "chancery-analytics: needs polars and is a default member",
            "xtask: is no default member and does not need polars",
        ];
        assert_eq!(check(&wrong), expected);
    }

    #[test]
    fn tests_that_start_the_engine_are_no_default_members() {
        let mut wrong = workspace("tests/flows:");
        assert_eq!(check(&wrong), ["chancery-flows: needs polars and is a default member"]);
        wrong.default_members.clear();
        assert_eq!(check(&wrong), Violations::new());
    }

    #[test]
    fn a_package_beside_the_list_is_named() {
        let mut wrong = made_up();
        wrong.tree = Tree::made_up(&[("tests/golden/Cargo.toml", "")]);
        assert_eq!(check(&wrong), ["tests/golden: holds a package that is no member of the workspace"]);
    }

    #[test]
    fn a_folder_with_another_name_is_named() {
        let mut wrong = made_up();
        wrong.packages[0].folder = "crates/core".to_owned();
        wrong.packages[2].folder = "house".to_owned();
        wrong.tree = Tree::default();
        let expected = [
            "crates/core: is called chancery-core, should be core",
            "house: is called chancery-house, should be in crates/, tests/ or xtask",
        ];
        assert_eq!(check(&wrong), expected);
    }
}
