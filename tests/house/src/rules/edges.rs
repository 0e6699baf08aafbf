//! Who may depend on whom. The table is the design's; adding a line to it is a decision, not a repair.

use std::collections::BTreeSet;

use crate::workspace::Package;
use crate::{Violations, Workspace};

/// Each crate with the crates of the workspace that it may name.
const ROOMS: &[(&str, &[&str])] = &[
    ("chancery-core", &[]),
    ("chancery-log", &["chancery-core"]),
    ("chancery-ingest", &["chancery-core"]),
    ("chancery-feeds", &["chancery-core"]),
    ("chancery-analytics", &["chancery-core", "chancery-feeds", "chancery-log"]),
    ("chancery", &["chancery-core", "chancery-ingest", "chancery-log"]),
    (TESTKIT, &["chancery-core", "chancery-feeds", "chancery-ingest", "chancery-log"]),
    ("xtask", &[]),
];

/// Never shipped: a dependency of tests alone, and of every crate's tests.
const TESTKIT: &str = "chancery-testkit";

/// These never see each other, not even through the testkit.
const SIBLINGS: &[&str] = &["chancery-feeds", "chancery-ingest", "chancery-log"];

/// All edges that no room allows, and siblings that reach each other.
pub fn check(workspace: &Workspace) -> Violations {
    let mut violations = Violations::new();
    for package in &workspace.packages {
        match room(package, workspace) {
            Some(allowed) => violations.extend(forbidden_edges(package, &allowed, workspace)),
            None => violations.push(format!("{}: has no line in the table of rooms", package.name)),
        }
    }
    for sibling in SIBLINGS.iter().filter_map(|name| workspace.package(name)) {
        let reached = reached_by_tests_of(sibling, workspace);
        let others = SIBLINGS.iter().filter(|other| **other != sibling.name && reached.contains(**other));
        violations.extend(others.map(|other| format!("{}: sees its sibling {other}", sibling.name)));
    }
    violations
}

/// What a package may name. A package of whole-workspace tests may name any library; polars has a rule of its own.
fn room<'a>(package: &Package, workspace: &'a Workspace) -> Option<Vec<&'a str>> {
    if package.folder.starts_with("tests/") {
        let libraries = workspace.packages.iter().filter(|other| other.folder.starts_with("crates/"));
        return Some(libraries.map(|other| other.name.as_str()).collect());
    }
    ROOMS.iter().find(|(name, _)| *name == package.name).map(|(_, allowed)| allowed.to_vec())
}

fn forbidden_edges(package: &Package, allowed: &[&str], workspace: &Workspace) -> Violations {
    let is_test_package = package.folder.starts_with("tests/");
    let ours = package.dependencies.iter().filter(|edge| workspace.package(&edge.name).is_some());
    let forbidden = ours.filter(|edge| {
        let is_allowed = allowed.contains(&edge.name.as_str());
        match edge.kind.as_str() {
            "normal" if edge.name == TESTKIT => !is_test_package,
            "normal" => !is_allowed,
            "dev" if edge.name == TESTKIT => matches!(package.name.as_str(), TESTKIT | "xtask"),
            "dev" => !is_allowed,
            _ => true,
        }
    });
    forbidden.map(|edge| format!("{}: may not name {} ({})", package.name, edge.name, edge.kind)).collect()
}

/// The packages that the tests of a crate link: its own edges of any kind, then the normal ones of those.
fn reached_by_tests_of<'a>(package: &'a Package, workspace: &'a Workspace) -> BTreeSet<&'a str> {
    let mut open: Vec<&str> = package.dependencies.iter().map(|edge| edge.name.as_str()).collect();
    let mut reached = BTreeSet::new();
    while let Some(name) = open.pop() {
        if let (true, Some(next)) = (reached.insert(name), workspace.package(name)) {
            open.extend(next.dependencies.iter().filter(|edge| edge.kind != "dev").map(|edge| edge.name.as_str()));
        }
    }
    reached
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::sketch::workspace;

    const GOOD: &str = "
        crates/chancery-core: serde dev:proptest
        crates/chancery-log: chancery-core bincode=2.0.1 dev:chancery-testkit
        crates/chancery-ingest: chancery-core toml
        crates/chancery-feeds: chancery-core dev:chancery-core
        crates/chancery-analytics: chancery-core chancery-feeds chancery-log polars dev:chancery-testkit
        crates/chancery: chancery-core chancery-ingest chancery-log
        crates/chancery-testkit: chancery-core
        xtask:
        tests/golden: chancery-testkit chancery-core dev:chancery-ingest
    ";

    #[test]
    fn the_rooms_of_the_design_hold() {
        assert_eq!(check(&workspace(GOOD)), Violations::new());
    }

    #[test]
    fn every_edge_that_is_not_in_the_table_is_refused() {
        let table = [
            ("chancery-core:", "chancery-core: dev:chancery-log", "chancery-core: may not name chancery-log (dev)"),
            ("chancery-log:", "chancery-log: chancery-feeds", "chancery-log: may not name chancery-feeds (normal)"),
            (
                "chancery-ingest:",
                "chancery-ingest: build:chancery-core",
                "chancery-ingest: may not name chancery-core (build)",
            ),
            ("chancery: ", "chancery: chancery-analytics ", "chancery: may not name chancery-analytics (normal)"),
            ("chancery: ", "chancery: chancery-testkit ", "chancery: may not name chancery-testkit (normal)"),
            ("analytics:", "analytics: dev:chancery-ingest", "chancery-analytics: may not name chancery-ingest (dev)"),
            ("xtask:", "xtask: dev:chancery-core", "xtask: may not name chancery-core (dev)"),
            ("tests/golden:", "tests/golden: xtask", "chancery-golden: may not name xtask (normal)"),
            ("xtask:", "crates/chancery-new:\nxtask:", "chancery-new: has no line in the table of rooms"),
        ];
        for (old, new, expected) in table {
            let violations = check(&workspace(&GOOD.replace(old, new)));
            assert!(violations.contains(&expected.to_owned()), "{new}: {violations:?}");
        }
    }

    #[test]
    fn siblings_do_not_meet_in_the_testkit() {
        let sketch = GOOD.replace("chancery-testkit: chancery-core", "chancery-testkit: chancery-core chancery-ingest");
        assert_eq!(check(&workspace(&sketch)), ["chancery-log: sees its sibling chancery-ingest"]);
    }
}
