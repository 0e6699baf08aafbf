//! Every Rust file is part of a target: a file that nobody declares is compiled by nobody, and its tests run never.

use crate::code::{blanked, is_name};
use crate::workspace::Package;
use crate::{Violations, Workspace};

/// Rust files of a package that no other file declares, and Rust files of no package at all.
pub fn check(workspace: &Workspace) -> Violations {
    let undeclared = workspace.tree.rust().filter_map(|(file, _)| {
        let mut packages = workspace.packages.iter();
        match packages.find(|package| file.starts_with(&format!("{}/", package.folder))) {
            None => Some(format!("{file}: belongs to no package")),
            Some(package) if is_root(file, package) => None,
            Some(_) if is_declared(file, workspace) => None,
            Some(_) => Some(format!("{file}: no file declares it with `mod {};`", module(file).1)),
        }
    });
    undeclared.collect()
}

/// Whether cargo itself starts from this file.
fn is_root(file: &str, package: &Package) -> bool {
    package.targets.iter().any(|target| target.source == file)
}

fn is_declared(file: &str, workspace: &Workspace) -> bool {
    let (folder, name) = module(file);
    workspace.tree.rust().any(|(other, text)| {
        other != file
            && ((may_declare_in(other, folder) && declares(&blanked(text), name)) || names_path(text, other, file))
    })
}

/// The folder in which a module is declared, and its name: `a/b.rs` and `a/b/mod.rs` are both `b` in `a`.
fn module(file: &str) -> (&str, &str) {
    let path = file.strip_suffix("/mod.rs").or_else(|| file.strip_suffix(".rs")).unwrap_or(file);
    path.rsplit_once('/').unwrap_or(("", path))
}

/// Whether `mod x;` in this file means a file in that folder: it lies there as a root or `mod.rs`, or carries its name.
/// Every file directly in `tests`, `examples`, `benches` and `bin` is a root.
fn may_declare_in(file: &str, folder: &str) -> bool {
    if file.strip_suffix(".rs") == Some(folder) {
        return true;
    }
    let Some((place, name)) = file.rsplit_once('/') else { return false };
    let last = place.rsplit('/').next().unwrap_or_default();
    place == folder
        && (matches!(name, "lib.rs" | "main.rs" | "mod.rs") || matches!(last, "tests" | "examples" | "benches" | "bin"))
}

/// Whether the code holds `mod name;`, with any spaces.
fn declares(code: &str, name: &str) -> bool {
    code.match_indices("mod").any(|(start, _)| {
        let before = code[..start].chars().next_back();
        let rest = &code[start + "mod".len()..];
        let after = rest.trim_start();
        !before.is_some_and(is_name)
            && after.len() < rest.len()
            && after
                .strip_prefix("r#")
                .unwrap_or(after)
                .strip_prefix(name)
                .is_some_and(|end| end.trim_start().starts_with(';'))
    })
}

/// Whether the other file reaches this one by its path: `#[path = "x.rs"]` or `include!("x.rs")`.
fn names_path(text: &str, from: &str, file: &str) -> bool {
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    ["path = \"", "include!(\""].iter().any(|opening| {
        let written = text.split(opening).skip(1).filter_map(|rest| rest.split('"').next());
        written.map(|path| resolved(folder, path)).any(|path| path == file)
    })
}

fn resolved(folder: &str, path: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::Tree;
    use crate::workspace::sketch::{target, workspace};

    fn check_files(files: &[(&str, &str)]) -> Violations {
        let mut made_up = workspace("crates/a:");
        made_up.packages[0].targets = vec![
            target("lib", "crates/a/src/lib.rs"),
            target("bin", "crates/a/src/bin/tool.rs"),
            target("test", "crates/a/tests/one.rs"),
            target("test", "crates/a/tests/many/main.rs"),
        ];
        made_up.tree = Tree::made_up(files);
        check(&made_up)
    }

    #[test]
    fn modules_are_found_wherever_rust_looks_for_them() {
        let files = [
            ("crates/a/src/lib.rs", "pub mod when;\n#[cfg(test)]\nmod   tests ;\nmod r#type;"),
            ("crates/a/src/type.rs", ""),
            ("crates/a/src/tests.rs", ""),
            ("crates/a/src/when.rs", "mod day; #[path = \"odd/name.rs\"] mod odd;"),
            ("crates/a/src/when/day.rs", ""),
            ("crates/a/src/odd/name.rs", ""),
            ("crates/a/src/bin/tool.rs", "mod shown;"),
            ("crates/a/src/bin/shown.rs", ""),
            ("crates/a/tests/one.rs", "mod common;"),
            ("crates/a/tests/common/mod.rs", "mod files;"),
            ("crates/a/tests/common/files.rs", "include!(\"../table.rs\");"),
            ("crates/a/tests/table.rs", ""),
            ("crates/a/tests/many/main.rs", "mod part;"),
            ("crates/a/tests/many/part.rs", ""),
        ];
        assert_eq!(check_files(&files), Violations::new());
    }

    #[test]
    fn a_forgotten_file_is_named() {
        let table = [
            ("crates/a/src/lib.rs", "// mod when;\n/* mod when; */ \"mod when;\"", "crates/a/src/when.rs"),
            ("crates/a/src/lib.rs", "mod whenever; submod when; mod when {}", "crates/a/src/when.rs"),
            ("crates/a/src/lib.rs", "mod tests;", "crates/a/src/when/tests.rs"),
            ("crates/a/src/when.rs", "mod day;", "crates/a/src/day.rs"),
            ("crates/a/tests/one.rs", "mod part;", "crates/a/tests/many/part.rs"),
        ];
        for (parent, text, forgotten) in table {
            let violations = check_files(&[(parent, text), (forgotten, "mod itself;")]);
            assert!(
                violations.iter().any(|line| line.starts_with(&format!("{forgotten}: no file"))),
                "{text}: {violations:?}"
            );
        }
        assert_eq!(check_files(&[("tools/x.rs", "")]), ["tools/x.rs: belongs to no package"]);
    }
}
