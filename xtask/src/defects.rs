//! Seeded defects: patches that break a promise on purpose, so that the test which holds it can be seen to fail.
//!
//! `tests/defects/NAME.patch` begins with four lines, `Promise:`, `Test:`, `Figure:` and an empty one; then the diff. The test is
//! a whole command: `cargo test -p chancery-log --test damage every_changed_byte`.

use std::fs;
use std::path::{Path, PathBuf};

use crate::cargo::root;

/// Where the patches lie.
pub const FOLDER: &str = "tests/defects";

/// A patch and what it says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Defect {
    /// Its file's name without the ending.
    pub name: String,
    /// What is promised.
    pub promise: String,
    /// The command of the test that holds it.
    pub test: String,
    /// How much the test goes through.
    pub figure: String,
    /// The patch.
    pub path: PathBuf,
}

impl Defect {
    /// The words after `cargo`.
    pub fn arguments(&self) -> Vec<&str> {
        self.test.split_whitespace().skip(1).collect()
    }

    /// Reads what a patch says of itself.
    fn parse(path: &Path, text: &str) -> Result<Defect, String> {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let wrong = |what: &str| format!("{FOLDER}/{name}.patch: {what}");
        let mut lines = text.lines();
        let mut next = |key: &str| {
            let line = lines.next().unwrap_or_default();
            let value = line.strip_prefix(key).map(str::trim).filter(|value| !value.is_empty());
            value.map(str::to_owned).ok_or_else(|| wrong(&format!("`{key} …` is missing: `{line}`")))
        };
        let (promise, test, figure) = (next("Promise:")?, next("Test:")?, next("Figure:")?);
        if !test.starts_with("cargo test ") {
            return Err(wrong("`Test:` is a command `cargo test …`"));
        }
        if !text.contains("\n--- a/") {
            return Err(wrong("there is no diff in it"));
        }
        Ok(Defect { name, promise, test, figure, path: path.to_owned() })
    }
}

/// All patches, sorted by name; all faults in one go.
pub fn all() -> Result<Vec<Defect>, String> {
    let folder = root().join(FOLDER);
    let listing = fs::read_dir(&folder).map_err(|error| format!("{FOLDER}: {error}"))?;
    let mut paths: Vec<PathBuf> = listing.filter_map(|item| Some(item.ok()?.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "patch"));
    paths.sort();
    let (mut defects, mut faults) = (Vec::new(), Vec::new());
    for path in paths {
        match fs::read_to_string(&path).map_err(|error| error.to_string()).and_then(|text| Defect::parse(&path, &text))
        {
            Ok(defect) => defects.push(defect),
            Err(fault) => faults.push(fault),
        }
    }
    if faults.is_empty() { Ok(defects) } else { Err(faults.join("\n  ")) }
}

/// docs/PROMISES.md: what is promised, what holds it, and what shows that it does.
pub fn page() -> Result<String, String> {
    let mut text = "<!-- Written by `cargo xtask codegen` from tests/defects. -->\n\n# What is promised, and seen to be held\n\n\
        Each promise has a test, and the test has a seeded defect: a patch in `tests/defects` that breaks the promise, so that the test \
        can be seen to fail. `cargo xtask defects` applies each in a folder of its own, and wants the test green without it and red with it. \
        That every patch still applies is a step of `cargo xtask ci`.\n\n\
        | promise | test | figure | seeded defect |\n| --- | --- | --- | --- |\n"
        .to_owned();
    let cell = |text: &str| text.replace('|', "\\|");
    for Defect { name, promise, test, figure, .. } in all()? {
        text.push_str(&format!("| {} | `{}` | {} | `{name}` |\n", cell(&promise), cell(&test), cell(&figure)));
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_patch_says_what_it_breaks() {
        let text = "Promise: a\nTest: cargo test -p b c\nFigure: 3 cases\n\ndiff --git a/x b/x\n--- a/x\n+++ b/x\n";
        let defect = Defect::parse(Path::new("tests/defects/late.patch"), text).expect("is good");
        assert_eq!((defect.name.as_str(), defect.arguments()), ("late", vec!["test", "-p", "b", "c"]));
        for (from, to) in
            [("Promise: a", ""), ("Test: cargo test", "Test: sh"), ("Figure: 3 cases", "Figure:"), ("--- a/x", "")]
        {
            let fault = Defect::parse(Path::new("late.patch"), &text.replace(from, to)).expect_err(from);
            assert!(fault.starts_with("tests/defects/late.patch: "), "{fault}");
        }
    }

    #[test]
    fn every_patch_of_the_workspace_can_be_read() {
        let defects = all().expect("all are good");
        assert!(page().expect("is made").lines().count() >= defects.len());
    }
}
