//! What is refused, with which exit code, and that a refusal leaves everything as it was.

use std::fs::{self, File};
use std::io::Write;

use crate::programs::{Programs, chancery, outcome, skipped};
use crate::workspaces::{ESSAY, Workspace, difference};

/// Three mistakes in two files.
fn spoil(workspace: &Workspace) {
    workspace.edit(ESSAY, "when = \"2012-12\"", "when = \"2012-13\"");
    workspace.edit(ESSAY, "by = \"chancery\"", "by = \"chancery\"\nbye = \"now\"");
    workspace.write("journal/second.toml", "[entry]\nformat = 1\nid = \"third\"\nrecorded = 2026-11-25\nby = \"x\"\n");
}

#[test]
fn bad_data_ends_a_run_before_anything_is_written() {
    let workspace = Workspace::bundled();
    chancery(&workspace.path, &["run"]).exits(0);
    let before = workspace.derived();
    spoil(&workspace);
    for verb in [["run"].as_slice(), &["ingest"], &["export"], &["report"], &["table", "claims"], &["check"]] {
        let outcome = chancery(&workspace.path, verb).exits(1);
        for code in ["bad-date", "unknown-key", "file-name"] {
            assert!(outcome.stderr.contains(code), "{verb:?} shows all problems: {}", outcome.stderr);
        }
        assert_eq!(outcome.stdout, "", "{verb:?}");
        assert_eq!(difference(&before, &workspace.derived()), None, "{verb:?}");
        assert_eq!(workspace.temporary(), Vec::<String>::new(), "{verb:?}");
    }
}

#[test]
fn problems_as_json_are_one_object_a_line() {
    let workspace = Workspace::bundled();
    spoil(&workspace);
    let outcome = chancery(&workspace.path, &["check", "--format", "json"]).exits(1);
    let problems = outcome.rows();
    assert!(problems.len() >= 3, "{}", outcome.stdout);
    for problem in &problems {
        let keys: Vec<&str> = problem.keys().map(String::as_str).collect();
        let mut expected = ["code", "severity", "file", "line", "column", "id", "message", "reason", "fix"];
        let mut sorted = keys.clone();
        sorted.sort_unstable();
        expected.sort_unstable();
        assert_eq!(sorted, expected);
        let place = ["line", "column"].map(|key| problem[key].as_u64().expect("is a number"));
        assert!(place.iter().all(|number| *number >= 1), "{problem:?}");
        assert!(["message", "reason", "fix"].iter().all(|key| !problem[*key].as_str().expect("is a text").is_empty()));
    }
    let date = problems.iter().find(|problem| problem["code"] == "bad-date").expect("the date is among them");
    assert_eq!(
        (date["file"].as_str(), date["id"].as_str()),
        (Some(ESSAY), Some("dierkes-byambaa-2013/talks-2012-december"))
    );
    let line = workspace.read(ESSAY).lines().position(|line| line == "when = \"2012-13\"").expect("stands there");
    assert_eq!(date["line"], line + 1);
}

#[test]
fn a_file_that_cannot_be_read_is_a_problem_among_the_others() {
    let workspace = Workspace::bundled();
    chancery(&workspace.path, &["run"]).exits(0);
    let before = workspace.derived();
    fs::create_dir(workspace.file("journal/folder.toml")).expect("makes");
    workspace.edit(ESSAY, "when = \"2012-12\"", "when = \"2012-13\"");
    for verb in [["check"], ["run"]] {
        let outcome = chancery(&workspace.path, &verb).exits(3).says("unreadable-file").says("journal/folder.toml");
        assert!(outcome.stderr.contains("bad-date"), "{}", outcome.stderr);
    }
    assert_eq!(difference(&before, &workspace.derived()), None);
}

#[cfg(unix)]
#[test]
fn a_file_without_permission_is_a_problem() {
    use std::os::unix::fs::PermissionsExt;

    let workspace = Workspace::bundled();
    let path = workspace.file("vocabulary/forms.toml");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).expect("sets");
    if fs::read(&path).is_ok() {
        return skipped("a file without permission: this user reads every file");
    }
    chancery(&workspace.path, &["check"]).exits(3).says("unreadable-file").says("vocabulary/forms.toml");
}

#[test]
fn a_folder_that_is_no_workspace_is_named() {
    let folder = tempfile::tempdir().expect("makes a folder");
    for place in [folder.path().to_owned(), folder.path().join("nowhere")] {
        for verb in [["run"].as_slice(), &["check"], &["ingest"], &["table", "claims"]] {
            let outcome = chancery(&place, verb).exits(3).says("no-workspace");
            assert!(outcome.stderr.contains("init"), "it says what to do: {}", outcome.stderr);
        }
    }
    assert_eq!(fs::read_dir(folder.path()).expect("lists").count(), 0, "nothing was made");
}

#[test]
fn an_unknown_name_is_answered_with_those_there_are() {
    let workspace = Workspace::bundled();
    for (arguments, known) in [
        (["table", "contact_freqency"].as_slice(), "contact_frequency"),
        (&["table", "claims", "--rule", "oficial"], "official"),
        (&["table", "claims", "--dyad", "MNG-PRK"], "no column `dyad`"),
        (&["table", "claims", "--dyad", "MNG-PRK"], "are chosen by --form"),
        (&["feed", "measure", "contact_freqency"], "did you mean `contact_frequency`?"),
        (&["run", "--release", "spring"], "there are none"),
        (&["report", "--rule", "oficial"], "official"),
        (&["check", "--skip", "text"], "texts"),
        (&["tabel", "claims"], "table"),
        (&["table", "claims", "--grian", "year"], "--grain"),
        (&["table"], "<NAME>"),
        (&["run", "--threads", "0"], "--threads"),
        (&["run", "--format", "yaml"], "json"),
        (&[], "run"),
    ] {
        let outcome = chancery(&workspace.path, arguments).exits(2);
        assert!(outcome.stderr.contains(known), "{arguments:?}: {}", outcome.stderr);
        assert_eq!(outcome.stdout, "");
    }
    let none = chancery(&workspace.path, &["table", "contact_frequency", "--dyad", "MNG-PKR"]).exits(0);
    assert!(none.stderr.contains("no row has dyad `MNG-PKR`; this table has"), "{}", none.stderr);
    assert!(none.stderr.contains("did you mean `MNG-PRK`?"), "{}", none.stderr);
}

#[test]
fn a_lock_held_elsewhere_is_named_with_its_holder() {
    let workspace = Workspace::bundled();
    chancery(&workspace.path, &["run"]).exits(0);
    let before = workspace.derived();
    let mut lock = File::options().write(true).open(workspace.file(".chancery/lock")).expect("opens");
    lock.lock().expect("locks");
    lock.write_all(b"chancery seal, process 4711").expect("writes");

    for verb in [["run"].as_slice(), &["export"], &["ingest"]] {
        let outcome = chancery(&workspace.path, verb).exits(3).says("workspace-locked");
        let unfolded: Vec<&str> = outcome.stderr.split(['│', ' ', '\n']).filter(|word| !word.is_empty()).collect();
        assert!(unfolded.join(" ").contains("chancery seal, process 4711"), "{}", outcome.stderr);
    }
    // What only reads needs no lock, as long as nothing has to be compiled.
    chancery(&workspace.path, &["table", "claims"]).exits(0);
    chancery(&workspace.path, &["check"]).exits(0);
    workspace.edit(ESSAY, "when = \"2012-12\"", "when = \"2011-12\"");
    chancery(&workspace.path, &["table", "claims"]).exits(3).says("workspace-locked");
    assert_eq!(difference(&before, &workspace.derived()), None);

    drop(lock);
    chancery(&workspace.path, &["run"]).exits(0);
}

#[test]
fn without_the_engine_it_says_what_is_missing() {
    let workspace = Workspace::bundled();
    let folder = tempfile::tempdir().expect("makes a folder");
    let alone = folder.path().join(format!("chancery{}", std::env::consts::EXE_SUFFIX));
    fs::copy(Programs::built().path("chancery"), &alone).expect("copies");
    let start =
        |verb: &[&str]| outcome(std::process::Command::new(&alone).arg("--workspace").arg(&workspace.path).args(verb));
    for verb in [["run"].as_slice(), &["table", "claims"], &["report"]] {
        let outcome = start(verb).exits(3).says("chancery-engine").says("hint: ");
        assert!(outcome.stderr.contains("cargo xtask"), "{}", outcome.stderr);
    }
    start(&["check"]).exits(0);
    start(&["log", "cat"]).exits(0);
}

#[cfg(unix)]
#[test]
fn a_reader_that_stops_early_is_no_fault() {
    use std::io::{BufRead, BufReader};
    use std::process::Stdio;

    let workspace = Workspace::bundled();
    chancery(&workspace.path, &["ingest"]).exits(0);
    for arguments in [["table", "contact_frequency", "--format", "csv"].as_slice(), &["report"], &["log", "cat"]] {
        let mut command = Programs::built().chancery(&workspace.path);
        let mut child = command.args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("starts");
        let mut line = String::new();
        BufReader::with_capacity(16, child.stdout.take().expect("is piped")).read_line(&mut line).expect("reads");
        assert!(!line.is_empty());
        let ended = child.wait_with_output().expect("ends");
        let stderr = String::from_utf8_lossy(&ended.stderr);
        assert!(ended.status.code() == Some(0) && stderr.is_empty(), "{arguments:?}: {:?} {stderr}", ended.status);
    }
}
