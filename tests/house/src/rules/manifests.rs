//! Every version is exact and stands in one place; every package takes the workspace's lints.

use toml::{Table, Value};

use crate::workspace::Package;
use crate::{Violations, Workspace};

/// Versions that are not exact or not in the root's manifest, packages with lints of their own, a lock that is not kept.
pub fn check(workspace: &Workspace) -> Violations {
    let mut violations = inexact_versions(&workspace.manifest);
    violations.extend(workspace.packages.iter().flat_map(check_package));
    if !workspace.tree.contains("Cargo.lock") {
        violations.push("Cargo.lock: is neither committed nor would be".to_owned());
    }
    violations
}

/// The tables in which dependencies stand.
const KINDS: &[&str] = &["dependencies", "dev-dependencies", "build-dependencies"];

fn inexact_versions(root: &Table) -> Violations {
    let table = root.get("workspace").and_then(|workspace| workspace.get("dependencies")).and_then(Value::as_table);
    let inexact = table.into_iter().flatten().filter(|(_, dependency)| {
        let version = dependency.as_str().or_else(|| dependency.get("version").and_then(Value::as_str));
        let is_ours = version.is_none() && dependency.get("path").is_some();
        !is_ours && !version.is_some_and(is_exact)
    });
    inexact.map(|(name, dependency)| format!("Cargo.toml: {name}: not an exact version: {dependency}")).collect()
}

/// As in `=1.2.3`, also with what may follow the last number.
fn is_exact(version: &str) -> bool {
    let numbers: Vec<&str> = version.strip_prefix('=').unwrap_or_default().splitn(3, '.').collect();
    numbers.len() == 3
        && numbers.iter().all(|number| number.starts_with(|first: char| first.is_ascii_digit()))
        && !version.contains([',', '*', ' '])
}

fn check_package(package: &Package) -> Violations {
    let mut violations = Violations::new();
    for (name, dependency) in dependencies(&package.manifest) {
        if dependency.get("workspace").and_then(Value::as_bool) != Some(true) {
            violations.push(format!("{}: {name}: write `{name}.workspace = true`", package.name));
        }
    }
    let lints = package.manifest.get("lints").and_then(|lints| lints.get("workspace")).and_then(Value::as_bool);
    if lints != Some(true) {
        violations.push(format!("{}: write `[lints]` and `workspace = true`", package.name));
    }
    for key in ["version", "edition", "rust-version", "license", "publish"] {
        let setting = package.manifest.get("package").and_then(|table| table.get(key));
        if setting.and_then(|setting| setting.get("workspace")).and_then(Value::as_bool) != Some(true) {
            violations.push(format!("{}: write `{key}.workspace = true`", package.name));
        }
    }
    violations
}

/// Of every kind, and for every platform.
fn dependencies(manifest: &Table) -> impl Iterator<Item = (&String, &Value)> {
    let platforms = manifest.get("target").and_then(Value::as_table).into_iter().flatten();
    let tables = platforms.filter_map(|(_, platform)| platform.as_table()).chain([manifest]);
    tables.flat_map(|table| KINDS.iter().filter_map(move |kind| table.get(*kind)?.as_table())).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::Tree;

    const GOOD: &str = "
        [package]
        name = 'a'
        version.workspace = true
        edition.workspace = true
        rust-version.workspace = true
        license.workspace = true
        publish.workspace = true
        [dependencies]
        serde.workspace = true
        toml = { workspace = true, features = ['parse'] }
        [lints]
        workspace = true
    ";

    fn made_up(root: &str, package: &str) -> Workspace {
        let manifest = package.parse().expect("is a table");
        let packages = vec![Package { name: "a".to_owned(), manifest, ..Package::default() }];
        let tree = Tree::made_up(&[("Cargo.lock", "")]);
        Workspace { manifest: root.parse().expect("is a table"), packages, tree, ..Workspace::default() }
    }

    #[test]
    fn exact_versions_in_one_place_are_good() {
        let root = "[workspace.dependencies]\na = '=1.2.3'\nb = { version = '=0.1.0-rc.1' }\nc = { path = 'crates/c' }";
        assert_eq!(check(&made_up(root, GOOD)), Violations::new());
    }

    #[test]
    fn loose_versions_are_refused() {
        for version in [
            "'1.2.3'",
            "'=1.2'",
            "'=1'",
            "'^1.2.3'",
            "'*'",
            "'=1.2.*'",
            "'=1.2.3, <2'",
            "{ git = 'x' }",
            "{ version = '1' }",
        ] {
            let violations = check(&made_up(&format!("[workspace.dependencies]\na = {version}"), GOOD));
            assert_eq!(violations.len(), 1, "{version}: {violations:?}");
        }
    }

    #[test]
    fn a_package_with_versions_or_lints_of_its_own_is_refused() {
        let wrong = GOOD
            .replace("serde.workspace = true", "serde = '=1.0.0'")
            .replace("edition.workspace = true", "edition = '2021'")
            .replace("[lints]", "[target.'cfg(unix)'.dev-dependencies]\nnix = '=0.30.0'\n[other]");
        let expected = [
            "a: nix: write `nix.workspace = true`",
            "a: serde: write `serde.workspace = true`",
            "a: write `[lints]` and `workspace = true`",
            "a: write `edition.workspace = true`",
        ];
        assert_eq!(check(&made_up("", &wrong)), expected);
    }

    #[test]
    fn a_lock_that_is_not_kept_is_named() {
        let mut wrong = made_up("", GOOD);
        wrong.tree = Tree::default();
        assert_eq!(check(&wrong), ["Cargo.lock: is neither committed nor would be"]);
    }
}
