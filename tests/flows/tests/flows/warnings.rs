//! A source that contradicts itself is told of and stops nothing; while something cannot be read, nothing is compared.

use crate::programs::chancery;
use crate::workspaces::Workspace;

const JOURNAL: &str = "journal/2026-11-24-talks-to-2014.toml";

#[test]
fn warnings_are_shown_and_the_exit_code_is_0() {
    let workspace = Workspace::talks();
    let shown = chancery(&workspace.path, &["check"]).exits(0);
    for said in ["32 less", "98 and as 102", "source-contradicts-itself", "no problems but 2 warnings: entries 4"] {
        assert!(shown.stderr.contains(said), "{said} is missing: {}", shown.stderr);
    }
    assert!(!shown.stderr.contains("nothing was written"), "{}", shown.stderr);
    let found = chancery(&workspace.path, &["check", "--format", "json"]).exits(0).rows();
    let severities: Vec<_> = found.iter().map(|problem| problem["severity"].as_str()).collect();
    assert_eq!(severities, [Some("warning"), Some("warning")]);
    let skipped = chancery(&workspace.path, &["check", "--skip", "figures"]).exits(0);
    assert!(skipped.stderr.contains("no problems: entries 4"), "{}", skipped.stderr);
}

#[test]
fn a_journal_with_warnings_is_compiled() {
    let workspace = Workspace::talks();
    let compiled = chancery(&workspace.path, &["ingest"]).exits(0);
    assert!(compiled.stderr.contains("2 warnings; `chancery check` shows them"), "{}", compiled.stderr);
    assert!(workspace.file(".chancery/tail.clog").is_file());
}

#[test]
fn figures_are_not_compared_while_something_cannot_be_read() {
    let workspace = Workspace::talks();
    workspace.edit(JOURNAL, "[\"military\"]", "[\"militry\"]");
    let shown = chancery(&workspace.path, &["check"]).exits(1);
    assert!(shown.stderr.contains("1 problem in 1 file, and 2 warnings; nothing was written"), "{}", shown.stderr);
    workspace.edit(JOURNAL, "seen = \"excerpt\"", "seen = \"exerpt\"");
    let shown = chancery(&workspace.path, &["check"]).exits(1);
    assert!(shown.stderr.contains("2 problems in 1 file; nothing was written"), "{}", shown.stderr);
}
