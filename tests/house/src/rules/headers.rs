//! Every Rust file begins with `//!` and its purpose, and is short enough to be read at once.

use crate::{Violations, Workspace};

/// The house aims at 250; this is where it stops.
const MAX_LINES: usize = 400;

/// Long tables and generated files, each with its reason.
const MAY_BE_LONG: &[&str] = &[];

/// Files without a purpose, and files that are too long.
pub fn check(workspace: &Workspace) -> Violations {
    let mut violations = Violations::new();
    for (file, text) in workspace.tree.rust() {
        let purpose = text.lines().next().and_then(|line| line.strip_prefix("//!")).unwrap_or_default();
        if purpose.trim().is_empty() {
            violations.push(format!("{file}: does not begin with `//!` and its purpose"));
        }
        let lines = text.lines().count();
        if lines > MAX_LINES && !MAY_BE_LONG.contains(&file) {
            violations.push(format!("{file}: has {lines} lines, more than {MAX_LINES}"));
        }
    }
    violations
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::Tree;

    #[test]
    fn files_without_purpose_or_end_are_named_and_others_are_not() {
        let long = format!("//! Long.\n{}", "\n".repeat(MAX_LINES));
        let just = format!("//! Just.\n{}", "\n".repeat(MAX_LINES - 1));
        let tree = Tree::made_up(&[
            ("crates/a/src/lib.rs", "//! What it is.\n"),
            ("crates/a/src/empty.rs", ""),
            ("crates/a/src/mute.rs", "//!\n//! Late.\n"),
            ("crates/a/src/late.rs", "// License\n//! What it is.\n"),
            ("crates/a/src/just.rs", &just),
            ("crates/a/src/long.rs", &long),
            ("docs/page.md", "no purpose"),
        ]);
        let expected = [
            "crates/a/src/empty.rs: does not begin with `//!` and its purpose",
            "crates/a/src/late.rs: does not begin with `//!` and its purpose",
            "crates/a/src/long.rs: has 401 lines, more than 400",
            "crates/a/src/mute.rs: does not begin with `//!` and its purpose",
        ];
        assert_eq!(check(&Workspace { tree, ..Workspace::default() }), expected);
    }
}
