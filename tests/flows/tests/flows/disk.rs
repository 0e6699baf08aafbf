//! A disk that takes no more: exit code 3, and every file is the old one or the new one, whole.
#![cfg(unix)]

use std::process::Command;

use crate::programs::{Outcome, Programs, chancery, outcome};
use crate::workspaces::{ESSAY, Files, Workspace, difference};

/// Runs `chancery run` where no file may grow beyond so many blocks of 512 bytes.
fn limited(workspace: &Workspace, blocks: u64) -> Outcome {
    let mut command = Command::new("sh");
    command.args(["-c", &format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$@\""), "sh"]);
    command.arg(Programs::built().path("chancery")).arg("--workspace").arg(&workspace.path).arg("run");
    outcome(&mut command)
}

fn change(workspace: &Workspace) {
    workspace.edit(ESSAY, "when = \"2012-12\"", "when = \"2011-12\"");
}

/// What a run makes of the changed data where the disk is well.
fn after_the_change() -> Files {
    let workspace = Workspace::bundled();
    change(&workspace);
    chancery(&workspace.path, &["run"]).exits(0);
    workspace.derived()
}

#[test]
fn a_disk_that_takes_nothing_leaves_everything_as_it_was() {
    let workspace = Workspace::bundled();
    chancery(&workspace.path, &["run"]).exits(0);
    let before = workspace.derived();
    change(&workspace);
    limited(&workspace, 0).exits(3).says("disk-refused");
    assert_eq!(difference(&before, &workspace.derived()), None);
    assert_eq!(workspace.temporary(), Vec::<String>::new());
}

#[test]
fn a_disk_that_takes_no_tail_leaves_everything_as_it_was() {
    let workspace = Workspace::bundled();
    chancery(&workspace.path, &["run"]).exits(0);
    let before = workspace.derived();
    change(&workspace);
    limited(&workspace, 8).exits(3).says("tail.clog");
    assert_eq!(difference(&before, &workspace.derived()), None);
    assert_eq!(workspace.temporary(), Vec::<String>::new());
}

#[test]
fn a_disk_that_fills_up_among_the_tables_leaves_each_whole() {
    let workspace = Workspace::bundled();
    chancery(&workspace.path, &["run"]).exits(0);
    let (before, after) = (workspace.derived(), after_the_change());
    change(&workspace);
    let tail = before[".chancery/tail.clog"].len() as u64;
    let largest = after.values().map(Vec::len).max().expect("there are files") as u64;
    assert!(largest > 2 * tail, "some table is larger than the tail");
    let outcome = limited(&workspace, tail / 512 + 16).exits(3);
    assert!(outcome.stderr.contains("views"), "it names the file: {}", outcome.stderr);

    let now = workspace.derived();
    assert_eq!(now.keys().collect::<Vec<_>>(), before.keys().collect::<Vec<_>>());
    for (path, bytes) in &now {
        assert!(*bytes == before[path] || *bytes == after[path], "{path} is neither the old file nor the new one");
    }
    assert!(now["views/manifest.json"] == before["views/manifest.json"], "the manifest comes last");
    assert_eq!(workspace.temporary(), Vec::<String>::new());

    chancery(&workspace.path, &["run"]).exits(0);
    assert_eq!(difference(&after, &workspace.derived()), None, "the next run makes up for it");
}
