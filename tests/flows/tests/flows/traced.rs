//! System calls that fail or end in a kill, one after another, while `run` writes: every file stays whole, and the next run
//! makes up for it. Needs strace, which CI installs.
#![cfg(target_os = "linux")]

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::programs::{Outcome, Programs, chancery, found, outcome, skipped};
use crate::workspaces::{Files, Workspace, difference};

/// However the file's name is given to it.
const RENAME: &str = "rename,renameat,renameat2";

/// strace, if it is installed and may trace here.
fn strace() -> Option<PathBuf> {
    let strace = found("strace")?;
    let tried = Command::new(&strace).args(["-f", "-qq", "-e", "trace=none", "true"]).output();
    tried.is_ok_and(|tried| tried.status.success()).then_some(strace)
}

/// A small workspace that was run, then changed.
fn changed() -> (Workspace, Files) {
    let workspace = Workspace::small();
    chancery(&workspace.path, &["run"]).exits(0);
    let before = workspace.derived();
    change(&workspace);
    (workspace, before)
}

fn change(workspace: &Workspace) {
    workspace.edit("journal/first-entry.toml", "when = \"2013-10-28/2013-10-31\"", "when = \"2012-12\"     ");
}

/// `chancery run` with some system calls tampered with.
fn traced(strace: &PathBuf, workspace: &Workspace, options: &[&str]) -> Outcome {
    let mut command = Command::new(strace);
    command.args(["-f", "-qq", "-o"]).arg(workspace.path.with_file_name("trace")).args(options);
    command.arg(Programs::built().path("chancery")).arg("--workspace").arg(&workspace.path).arg("run");
    outcome(&mut command)
}

/// Asserts that every file is the old one or the new one, and that another run makes all of them new.
fn assert_whole(workspace: &Workspace, before: &Files, after: &Files, told: &str) {
    for (path, bytes) in workspace.derived().iter().filter(|(path, _)| !path.ends_with(".tmp")) {
        assert!(
            *bytes == before[path] || *bytes == after[path],
            "{told}: {path} is neither the old file nor the new one"
        );
    }
    chancery(&workspace.path, &["run"]).exits(0);
    let mut now = workspace.derived();
    now.retain(|path, _| !path.ends_with(".tmp"));
    assert_eq!(difference(after, &now), None, "{told}: the next run makes up for it");
}

/// What a run makes of the changed data.
fn after_the_change() -> Files {
    let workspace = Workspace::small();
    change(&workspace);
    chancery(&workspace.path, &["run"]).exits(0);
    workspace.derived()
}

#[test]
fn the_first_failure_leaves_everything_as_it_was() {
    let Some(strace) = strace() else {
        return skipped("failing system calls: strace is not installed or may not trace");
    };
    for (call, error, at) in [
        // The first write names the holder of the lock, the second is the tail.
        ("write", "ENOSPC", 1),
        ("write", "ENOSPC", 2),
        ("fsync", "EIO", 1),
        (RENAME, "EACCES", 1),
    ] {
        let (workspace, before) = changed();
        let told = format!("inject={call}:error={error}:when={at}");
        let outcome = traced(&strace, &workspace, &["-e", &told]).exits(3);
        assert!(outcome.stderr.contains("disk-refused"), "{told}: {}", outcome.stderr);
        assert_eq!(difference(&before, &workspace.derived()), None, "{told}");
        assert_eq!(workspace.temporary(), Vec::<String>::new(), "{told}");
    }
}

#[test]
fn a_disk_for_reading_only_leaves_everything_as_it_was() {
    let Some(strace) = strace() else {
        return skipped("a disk for reading only: strace is not installed or may not trace");
    };
    let (seen, _) = changed();
    traced(&strace, &seen, &["-e", "trace=openat"]).exits(0);
    let trace = fs::read_to_string(seen.path.with_file_name("trace")).expect("reads");
    let process = trace.split_whitespace().next().expect("begins with a process").to_owned();
    let own: Vec<&str> = trace.lines().filter(|line| line.starts_with(&format!("{process} "))).collect();
    let at = own.iter().position(|line| line.contains(".tail.clog.")).expect("the tail is written") + 1;

    let (workspace, before) = changed();
    traced(&strace, &workspace, &["-e", &format!("inject=openat:error=EROFS:when={at}")]).exits(3).says("disk-refused");
    assert_eq!(difference(&before, &workspace.derived()), None);
    assert_eq!(workspace.temporary(), Vec::<String>::new());
}

#[test]
fn a_failure_at_any_step_leaves_each_file_whole() {
    let Some(strace) = strace() else {
        return skipped("failures at every step: strace is not installed or may not trace");
    };
    let after = after_the_change();
    for (call, error, steps) in [
        ("write", "ENOSPC", [2, 3, 14, 27, 28].as_slice()),
        ("fsync", "EIO", &[1, 2, 3, 4, 29, 55, 56]),
        (RENAME, "EACCES", &[1, 2, 14, 27, 28]),
    ] {
        for at in steps {
            let (workspace, before) = changed();
            chancery(&workspace.path, &["ingest"]).exits(0);
            let told = format!("inject={call}:error={error}:when={at}");
            let outcome = traced(&strace, &workspace, &["-e", &told]);
            assert_eq!(outcome.code, Some(3), "{told}: {}", outcome.stderr);
            assert_eq!(workspace.temporary(), Vec::<String>::new(), "{told}");
            assert_whole(&workspace, &before, &after, &told);
        }
    }
}

#[test]
fn a_kill_at_any_step_leaves_each_file_whole() {
    let Some(strace) = strace() else { return skipped("kills: strace is not installed or may not trace") };
    let after = after_the_change();
    for (call, steps) in [("write", [1, 2, 3].as_slice()), ("fsync", &[1, 2, 3, 4]), (RENAME, &[1, 2])] {
        for (at, is_compiled) in steps.iter().flat_map(|at| [(at, false), (at, true)]) {
            let (workspace, before) = changed();
            if is_compiled {
                chancery(&workspace.path, &["ingest"]).exits(0);
            }
            let told = format!("inject={call}:signal=KILL:when={at}");
            let outcome = traced(&strace, &workspace, &["-e", &told]);
            assert_ne!(outcome.code, Some(0), "{told}");
            assert_whole(&workspace, &before, &after, &told);
        }
    }
}
