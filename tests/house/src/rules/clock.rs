//! Only one module asks what time it is, so that a run can be repeated: everything else is told.

use crate::code::{blanked, lines_with};
use crate::{Violations, Workspace};

/// The module that asks.
const CLOCK: &str = "crates/chancery/src/clock.rs";

/// How one asks.
const QUESTIONS: &[&str] = &["SystemTime::now", "Instant::now", "Zoned::now", "Timestamp::now", "UNIX_EPOCH.elapsed"];

/// What clippy must be told to refuse, in every `clippy.toml` of the crates: one file hides those above it.
const BANNED_FOR_CLIPPY: &[&str] = &["std::time::SystemTime::now", "std::time::Instant::now"];

/// Every question elsewhere in what ships, and every `clippy.toml` that would let one pass.
pub fn check(workspace: &Workspace) -> Violations {
    let mut violations = Violations::new();
    let shipped = workspace.tree.rust().filter(|(file, _)| file.starts_with("crates/") && file.contains("/src/"));
    for (file, text) in shipped.filter(|(file, _)| *file != CLOCK) {
        let code = blanked(text);
        for question in QUESTIONS {
            let lines = lines_with(&code, question);
            violations
                .extend(lines.iter().map(|line| format!("{file}:{line}: `{question}`: only {CLOCK} asks the clock")));
        }
    }
    for (file, text) in workspace.tree.texts().filter(|(file, _)| is_clippy_file(file)) {
        let missing = BANNED_FOR_CLIPPY.iter().filter(|banned| !text.contains(&format!("path = \"{banned}\"")));
        violations.extend(missing.map(|banned| format!("{file}: does not ban {banned}")));
    }
    if workspace.package("chancery-core").is_some() && !workspace.tree.contains("crates/clippy.toml") {
        violations.push("crates/clippy.toml: is missing".to_owned());
    }
    violations
}

fn is_clippy_file(file: &str) -> bool {
    file.starts_with("crates/") && (file.ends_with("/clippy.toml") || file.ends_with("/.clippy.toml"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::Tree;
    use crate::workspace::sketch::workspace;

    #[test]
    fn the_clock_is_asked_in_its_module_and_in_tests() {
        let code = "let now = SystemTime::now();";
        let tree = Tree::made_up(&[
            (CLOCK, code),
            ("crates/chancery/tests/speed.rs", "Instant::now()"),
            ("xtask/src/steps.rs", "Instant::now()"),
            ("crates/a/src/lib.rs", "// Instant::now\nInstant::nowhere(); known::now();"),
            ("crates/clippy.toml", "{ path = \"std::time::SystemTime::now\" }, { path = \"std::time::Instant::now\" }"),
        ]);
        assert_eq!(check(&Workspace { tree, ..workspace("crates/chancery-core:") }), Violations::new());
    }

    #[test]
    fn a_question_elsewhere_and_a_file_that_lets_it_pass_are_refused() {
        let tree = Tree::made_up(&[
            ("crates/a/src/clock.rs", "\nstd::time::Instant::now();"),
            ("crates/chancery/clippy.toml", "disallowed-methods = [{ path = \"std::time::Instant::now\" }]"),
        ]);
        let expected = [
            "crates/a/src/clock.rs:2: `Instant::now`: only crates/chancery/src/clock.rs asks the clock",
            "crates/chancery/clippy.toml: does not ban std::time::SystemTime::now",
            "crates/clippy.toml: is missing",
        ];
        assert_eq!(check(&Workspace { tree, ..workspace("crates/chancery-core:") }), expected);
    }
}
