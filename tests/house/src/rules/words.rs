//! No committed text knows the machine it was written on, nor a folder that only some clones have.

use crate::{Violations, Workspace};

/// How absolute paths of somebody's machine begin.
const MACHINE_PATHS: &[&str] = &["/work/", "/root/", "/tmp/", "/home/", "/Users/"];

/// A folder that may lie beside the clone: tests may use it, and say why.
const BESIDE: &str = "shared/";

/// Files that may hold any path: this one names them, and a source's text is not ours to edit.
const EXEMPT: &[&str] = &["tests/house/src/rules/words.rs", "data/sources/"];

/// Every line with a path of a machine, or with the folder beside.
pub fn check(workspace: &Workspace) -> Violations {
    let mut violations = Violations::new();
    for (file, text) in workspace.tree.texts() {
        if EXEMPT.iter().any(|exempt| file.starts_with(exempt)) {
            continue;
        }
        for (number, line) in (1..).zip(text.lines()) {
            let paths = MACHINE_PATHS.iter().filter(|path| begins_in(line, path, |before| before == '/'));
            violations.extend(paths.map(|path| format!("{file}:{number}: `{path}` is a path of one machine")));
            if begins_in(line, BESIDE, |before| before == '/') && !may_look_beside(file, text) {
                violations.push(format!(
                    "{file}:{number}: `{BESIDE}` is not in every clone; only a test that says why may use it"
                ));
            }
        }
    }
    violations
}

/// Whether a path begins in this line: what stands before it is no part of a longer path or address, unless `joins`.
fn begins_in(line: &str, path: &str, joins: impl Fn(char) -> bool) -> bool {
    line.match_indices(path).any(|(start, _)| {
        let before = line[..start].chars().next_back();
        before.is_none_or(|before| joins(before) || !(before.is_alphanumeric() || "._-~}$".contains(before)))
    })
}

/// Whether it is a test, and says in a comment or in a line it prints what the folder is to it.
fn may_look_beside(file: &str, text: &str) -> bool {
    let is_test = file.split('/').any(|part| matches!(part, "tests" | "tests.rs"));
    let says = |line: &str| line.trim_start().starts_with("//") || line.contains("println!(");
    is_test && text.lines().any(|line| says(line) && line.contains(BESIDE.trim_end_matches('/')))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::Tree;

    fn check_text(file: &str, text: &str) -> Violations {
        check(&Workspace { tree: Tree::made_up(&[(file, text)]), ..Workspace::default() })
    }

    #[test]
    fn a_path_of_a_machine_is_refused_in_any_file() {
        for line in ["/work/main", "see `/tmp/x`", "file:///root/a", "path = \"/home/me\"", "(/Users/me)", "-I/tmp/x"] {
            let line = line.replace("-I", "-I ");
            assert_eq!(check_text("docs/page.md", &format!("first\n{line}\n")).len(), 1, "{line}");
        }
        let expected =
            ["README.md:1: `/work/` is a path of one machine", "README.md:1: `/tmp/` is a path of one machine"];
        assert_eq!(check_text("README.md", "/work/a /tmp/b"), expected);
    }

    #[test]
    fn addresses_and_longer_paths_are_no_paths_of_a_machine() {
        for line in ["https://example.org/home/page", "a/work/b", "$HOME/work/", "../tmp/x", "tmp/x", "/workshop/"] {
            assert_eq!(check_text("docs/page.md", line), Violations::new(), "{line}");
        }
        assert_eq!(check_text("data/sources/essay.txt", "/home/page"), Violations::new());
    }

    #[test]
    fn the_folder_beside_is_for_tests_that_say_why() {
        let used = "let texts = root.join(\"../shared/sources\");";
        assert_eq!(check_text("docs/page.md", used).len(), 1);
        assert_eq!(check_text("crates/a/tests/texts.rs", used).len(), 1, "it does not say why");
        let reason = format!("//! The essay cannot be in the repository; it may lie in `../shared`.\n{used}");
        assert_eq!(check_text("crates/a/tests/texts.rs", &reason), Violations::new());
        let skipped = format!("{used}\n    println!(\"skipped: ../shared/sources is absent\");");
        assert_eq!(check_text("crates/a/tests/texts.rs", &skipped), Violations::new());
        assert_eq!(check_text("crates/a/src/lib.rs", &reason).len(), 1, "this is no test");
        assert_eq!(check_text("docs/page.md", "unshared/ and shared, things"), Violations::new());
    }
}
