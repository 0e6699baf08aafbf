//! Every test file is a target that `cargo test` runs, with the harness that counts tests.

use crate::code::blanked;
use crate::workspace::{Package, Target};
use crate::{Violations, Workspace};

/// Switches that hide files from cargo.
const AUTO_SWITCHES: &[&str] = &["autolib", "autobins", "autotests", "autoexamples", "autobenches"];

/// Test files that are no target, and targets whose tests do not run.
pub fn check(workspace: &Workspace) -> Violations {
    workspace.packages.iter().flat_map(|package| check_package(package, workspace)).collect()
}

fn check_package(package: &Package, workspace: &Workspace) -> Violations {
    let mut violations = Violations::new();
    let is_target = |file: &str| package.targets.iter().any(|target| target.kind == "test" && target.source == file);
    let files = workspace.tree.rust().map(|(file, _)| file);
    for file in files.filter(|file| is_test_root(file, &package.folder) && !is_target(file)) {
        violations.push(format!("{file}: is no test target of {}", package.name));
    }
    for target in &package.targets {
        if !target.required_features.is_empty() {
            violations.push(format!("{}: is left out in silence without its required-features", target.source));
        }
        if !target.is_tested && has_tests(target, package, workspace) {
            violations.push(format!("{}: holds tests that `test = false` hides", target.source));
        }
    }
    for switch in AUTO_SWITCHES.iter().filter(|switch| package_setting_is_false(package, switch)) {
        violations.push(format!("{}: `{switch} = false` hides files from cargo", package.name));
    }
    violations.extend(without_harness(package));
    violations
}

/// `tests/NAME.rs` and `tests/NAME/main.rs`.
fn is_test_root(file: &str, folder: &str) -> bool {
    let inside = file.strip_prefix(folder).and_then(|rest| rest.strip_prefix("/tests/"));
    inside.is_some_and(|rest| !rest.contains('/') || (rest.ends_with("/main.rs") && rest.matches('/').count() == 1))
}

/// Whether any file that a target may hold has tests: of a library all of `src`, of others their own file.
fn has_tests(target: &Target, package: &Package, workspace: &Workspace) -> bool {
    let library = format!("{}/src/", package.folder);
    let belongs = |file: &str| match target.kind.as_str() {
        "lib" => file.starts_with(&library) && !file.starts_with(&format!("{library}bin/")),
        _ => file == target.source,
    };
    workspace.tree.rust().any(|(file, text)| belongs(file) && blanked(text).contains("#[test]"))
        || (target.kind == "test" && !target.is_tested)
}

fn package_setting_is_false(package: &Package, key: &str) -> bool {
    package.manifest.get("package").and_then(|table| table.get(key)).and_then(toml::Value::as_bool) == Some(false)
}

fn without_harness(package: &Package) -> Violations {
    let sections = ["lib", "bin", "test"].iter().filter_map(|section| package.manifest.get(*section));
    let tables = sections.flat_map(|section| match section {
        toml::Value::Array(tables) => tables.iter().collect::<Vec<_>>(),
        table => vec![table],
    });
    let off = tables.filter(|table| table.get("harness").and_then(toml::Value::as_bool) == Some(false));
    off.map(|table| {
        let name = table.get("name").and_then(toml::Value::as_str).unwrap_or(&package.name);
        format!("{}: `{name}` has no harness, so its tests are not counted", package.name)
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::Tree;
    use crate::workspace::sketch::{target, workspace};

    fn made_up() -> Workspace {
        let mut made_up = workspace("crates/a:");
        made_up.packages[0].targets = vec![
            target("lib", "crates/a/src/lib.rs"),
            target("test", "crates/a/tests/one.rs"),
            target("test", "crates/a/tests/many/main.rs"),
        ];
        made_up.tree = Tree::made_up(&[
            ("crates/a/src/lib.rs", "mod deep;"),
            ("crates/a/src/deep.rs", "#[test] fn f() {}"),
            ("crates/a/tests/one.rs", ""),
            ("crates/a/tests/many/main.rs", ""),
            ("crates/a/tests/many/part.rs", ""),
            ("crates/a/tests/common/mod.rs", ""),
        ]);
        made_up
    }

    #[test]
    fn declared_and_discovered_tests_are_good() {
        assert_eq!(check(&made_up()), Violations::new());
    }

    #[test]
    fn a_test_file_that_is_no_target_is_named() {
        let mut wrong = made_up();
        wrong.packages[0].targets.drain(1..);
        let expected =
            ["crates/a/tests/many/main.rs: is no test target of a", "crates/a/tests/one.rs: is no test target of a"];
        assert_eq!(check(&wrong), expected);
    }

    #[test]
    fn targets_whose_tests_do_not_run_are_named() {
        let mut wrong = made_up();
        wrong.packages[0].targets[0].is_tested = false;
        wrong.packages[0].targets[1].is_tested = false;
        wrong.packages[0].targets[2].required_features.push("slow".to_owned());
        let expected = [
            "crates/a/src/lib.rs: holds tests that `test = false` hides",
            "crates/a/tests/one.rs: holds tests that `test = false` hides",
            "crates/a/tests/many/main.rs: is left out in silence without its required-features",
        ];
        assert_eq!(check(&wrong), expected);
    }

    #[test]
    fn a_program_without_tests_need_not_be_tested() {
        let mut good = made_up();
        let mut program = target("bin", "crates/a/src/bin/engine.rs");
        program.is_tested = false;
        good.packages[0].targets.push(program);
        assert_eq!(check(&good), Violations::new());
    }

    #[test]
    fn switches_that_hide_tests_are_named() {
        let mut wrong = made_up();
        let manifest =
            "[package]\nautotests = false\n[lib]\nharness = false\n[[test]]\nname = \"one\"\nharness = false";
        wrong.packages[0].manifest = manifest.parse().expect("is a table");
        let expected = [
            "a: `autotests = false` hides files from cargo",
            "a: `a` has no harness, so its tests are not counted",
            "a: `one` has no harness, so its tests are not counted",
        ];
        assert_eq!(check(&wrong), expected);
    }
}
