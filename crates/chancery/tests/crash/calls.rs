//! Every call to the system that writes fails once, with each error a disk can give, or ends in a kill. Needs strace.
#![cfg(target_os = "linux")]

use std::collections::BTreeMap;
use std::fs;
use std::process::{Command, Stdio};

use crate::workspace::{Files, Outcome, Workspace, say, soak};

/// The calls that change what lies on a disk.
const CALLS: &str = "openat,write,fsync,ftruncate,rename,renameat2,link,unlink,mkdir,flock";

const ERRORS: [&str; 3] = ["EIO", "ENOSPC", "EDQUOT"];

/// One call of a traced command.
#[derive(Debug, Clone)]
struct Call {
    name: String,
    /// How many of that name there were until it, itself included.
    at: usize,
    arguments: String,
}

impl Call {
    /// Whether it writes into the workspace; what goes to the terminal does not, nor what is only read.
    fn writes(&self) -> bool {
        match self.name.as_str() {
            "openat" => self.arguments.contains("O_CREAT"),
            "write" => !self.arguments.starts_with("1,") && !self.arguments.starts_with("2,"),
            _ => true,
        }
    }

    /// Whether the command cannot go on without it: not so where a lock is let go or a folder is there already.
    fn is_needed(&self, last_truncation: usize) -> bool {
        match self.name.as_str() {
            "mkdir" => false,
            "flock" => !self.arguments.contains("LOCK_UN"),
            "ftruncate" => self.at < last_truncation,
            _ => true,
        }
    }
}

struct Case {
    name: &'static str,
    before: fn() -> Workspace,
    command: fn(&Workspace) -> Command,
}

fn compiled() -> Workspace {
    let workspace = Workspace::new();
    workspace.chancery(&["ingest"]).exits(0);
    Outcome::of(&workspace.import(1).output().expect("starts")).exits(0);
    workspace
}

const CASES: &[Case] = &[
    Case { name: "ingest", before: compiled, command: |workspace| workspace.command(&["ingest"]) },
    Case { name: "import table", before: compiled, command: |workspace| workspace.import(2) },
    Case { name: "seal", before: compiled, command: |workspace| workspace.command(&["seal", "first"]) },
    Case { name: "init", before: Workspace::empty, command: Workspace::init },
];

/// The command under strace with these options; None where there is no strace that may trace.
fn traced(workspace: &Workspace, command: &Command, options: &[&str]) -> Option<Outcome> {
    let mut strace = Command::new("strace");
    strace.args(["-qq", "-s", "0", "-o"]).arg(workspace.beside("trace")).args(options);
    strace.arg(command.get_program()).args(command.get_args());
    strace.env("NO_COLOR", "1").stdin(Stdio::null());
    strace.output().ok().map(|output| Outcome::of(&output))
}

fn can_trace() -> bool {
    let tried = Command::new("strace").args(["-qq", "-e", "trace=none", "true"]).output();
    let can = tried.is_ok_and(|tried| tried.status.success());
    if !can {
        say("skipped: failing system calls: strace is not installed or may not trace");
    }
    can
}

fn calls(workspace: &Workspace) -> Vec<Call> {
    let trace = fs::read_to_string(workspace.beside("trace")).expect("reads");
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut calls = Vec::new();
    for line in trace.lines() {
        let Some((name, arguments)) = line.split_once('(') else { continue };
        let at = seen.entry(name.to_owned()).or_default();
        *at += 1;
        calls.push(Call { name: name.to_owned(), at: *at, arguments: arguments.to_owned() });
    }
    calls
}

/// Asserts that each file is the old one or the new one, but for temporary ones.
fn assert_whole(now: &Files, before: &Files, after: &Files, told: &str) {
    for (path, bytes) in now.iter().filter(|(path, _)| !path.ends_with(".tmp")) {
        let is_known = before.get(path) == Some(bytes) || after.get(path) == Some(bytes);
        assert!(is_known, "{told}: {path} is neither the old file nor the new one");
    }
    let lost = before.keys().find(|path| !now.contains_key(*path));
    assert_eq!(lost, None, "{told}: it is gone");
}

fn fail(case: &Case, start: &Workspace, after: &Files, call: &Call, error: &str, last_truncation: usize) {
    let told = format!("{}: {error} at {} {} ({})", case.name, call.name, call.at, call.arguments);
    let workspace = start.copy();
    let before = workspace.files();
    let inject = format!("inject={}:error={error}:when={}", call.name, call.at);
    let command = (case.command)(&workspace);
    let outcome = traced(&workspace, &command, &["-e", &inject]).expect("traces");
    let now = workspace.files();
    assert_whole(&now, &before, after, &told);
    assert_eq!(workspace.temporary(), Vec::<String>::new(), "{told}");
    match outcome.code {
        Some(0) => {
            assert!(!call.is_needed(last_truncation), "{told}: it was not told\n{}", outcome.stderr);
            assert_eq!(&now, after, "{told}: acknowledged and not done");
        }
        Some(3) => {
            let root = workspace.root().display().to_string();
            let names_it = outcome.told().replace(' ', "").contains(&root);
            assert!(outcome.stderr.contains("disk-refused") && names_it, "{told}: {}", outcome.stderr);
        }
        other => panic!("{told}: exit {other:?}\n{}", outcome.stderr),
    }
}

fn kill(case: &Case, start: &Workspace, after: &Files, call: &Call) {
    let told = format!("{}: killed at {} {} ({})", case.name, call.name, call.at, call.arguments);
    let workspace = start.copy();
    let before = workspace.files();
    let inject = format!("inject={}:signal=KILL:when={}", call.name, call.at);
    let command = (case.command)(&workspace);
    let outcome = traced(&workspace, &command, &["-e", &inject]).expect("traces");
    assert_eq!(outcome.code, None, "{told}");
    assert_whole(&workspace.files(), &before, after, &told);
    // Again: it does what is left to do, or says that all is done.
    let again = Outcome::of(&(case.command)(&workspace).output().expect("starts"));
    assert!(matches!(again.code, Some(0 | 2)), "{told}: then {:?}\n{}", again.code, again.stderr);
    workspace.chancery(&["ingest"]).exits(0);
    workspace.chancery(&["verify"]).exits(0);
    let mut now = workspace.files();
    now.retain(|path, _| path != ".chancery/tail.clog");
    let mut all = after.clone();
    all.retain(|path, _| path != ".chancery/tail.clog");
    assert_eq!(now, all, "{told}: and then done again");
}

#[test]
fn every_failing_call_is_told_and_leaves_every_file_whole() {
    if !can_trace() {
        return;
    }
    let mut tried = BTreeMap::new();
    for case in CASES {
        let start = (case.before)();
        let done = start.copy();
        let outcome = traced(&done, &(case.command)(&done), &["-e", &format!("trace={CALLS}")]).expect("traces");
        let outcome = outcome.exits(0);
        let (all, after) = (calls(&done), done.files());
        let last_truncation = all.iter().filter(|call| call.name == "ftruncate").count();
        let mut writing: Vec<&Call> = all.iter().filter(|call| call.writes()).collect();
        assert!(writing.len() > 5, "{}: {all:?}\n{}", case.name, outcome.stderr);
        // `init` does the same for each of its files; the first two and the last are tried.
        if case.name == "init" && soak() == 1 {
            let last = writing.len() - 8;
            writing =
                writing.iter().enumerate().filter(|(place, _)| *place < 14 || *place > last).map(|(_, c)| *c).collect();
        }
        for call in &writing {
            for error in ERRORS {
                fail(case, &start, &after, call, error, last_truncation);
            }
            kill(case, &start, &after, call);
        }
        tried.insert(case.name, writing.len());
    }
    say(&format!("calls that failed in {} ways each and ended in a kill once: {tried:?}", ERRORS.len()));
}
