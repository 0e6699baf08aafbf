//! `import register` as its users meet it: the program itself, two snapshots, and what stands in the journal afterwards.
#![allow(clippy::disallowed_methods)] // a workspace lies in files

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn example() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/examples/us-registers")
}

/// A copy of the example's vocabulary with an empty journal.
fn workspace() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    for folder in ["journal", "vocabulary"] {
        fs::create_dir(dir.path().join(folder)).unwrap();
    }
    for file in fs::read_dir(example().join("vocabulary")).unwrap() {
        let path = file.unwrap().path();
        fs::copy(&path, dir.path().join("vocabulary").join(path.file_name().unwrap())).unwrap();
    }
    dir
}

fn chancery(workspace: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_chancery"));
    command.current_dir(example()).env("NO_COLOR", "1").arg("--workspace").arg(workspace).args(args).output().unwrap()
}

fn import(workspace: &Path, snapshot: &str, recorded: &str, more: &[&str]) -> (Option<i32>, String, String) {
    let files = ["1870", "2000"].map(|decade| format!("snapshots/{snapshot}/{decade}.xml"));
    let args = ["import", "register", "--mapping", "mappings/us-visits.toml", "--source", "us-visits"];
    let args = [&args[..], &["--recorded", recorded], more, &files.each_ref().map(String::as_str)].concat();
    let output = chancery(workspace, &args);
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

fn journal(workspace: &Path) -> Vec<String> {
    let listing = fs::read_dir(workspace.join("journal")).unwrap();
    let mut names: Vec<String> = listing.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn two_snapshots_are_imported_checked_and_compiled() {
    let dir = workspace();
    let first = import(dir.path(), "first", "2020-11-01", &[]);
    let path = "journal/2020-11-01-us-visits.toml\n".to_owned();
    let told = "a new entry: 5 new claims, 0 corrected, 0 retracted; 5 rows, 0 as they were, 0 skipped\n";
    assert_eq!((first.0, first.1), (Some(0), path));
    let next = first.2.strip_prefix(told).unwrap_or_else(|| panic!("{}", first.2));
    assert!(next.contains(" check` and `chancery ") && next.lines().count() == 1, "it says what is next: {next}");

    let dry = import(dir.path(), "second", "2020-11-20", &["--dry-run"]);
    assert_eq!((dry.0, journal(dir.path()).len()), (Some(0), 1));
    let second = import(dir.path(), "second", "2020-11-20", &[]);
    assert_eq!(second.0, Some(0));
    assert!(second.2.contains("note: the key `2138` is about something else"), "{}", second.2);
    assert!(second.2.contains("2 new claims, 2 corrected, 2 retracted; 5 rows, 1 as they were, 0 skipped\n"));
    let entry = fs::read_to_string(dir.path().join("journal/2020-11-20-us-visits.toml")).unwrap();
    assert_eq!(dry.1, entry, "what a dry run prints is what is written");

    let again = import(dir.path(), "second", "2020-11-21", &[]);
    assert_eq!((again.0, again.1.as_str(), journal(dir.path()).len()), (Some(0), "", 2));
    let older = import(dir.path(), "first", "2020-11-05", &[]);
    assert_eq!((older.0, journal(dir.path()).len()), (Some(1), 2));
    assert!(older.2.contains("older-snapshot") && older.2.contains("2020-11-20-us-visits"), "{}", older.2);
    assert_eq!(import(dir.path(), "first", "soon", &[]).0, Some(2));

    for args in [&["check"][..], &["ingest"]] {
        let output = chancery(dir.path(), args);
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    }
    let stats = chancery(dir.path(), &["log", "stats"]);
    let stats = String::from_utf8(stats.stdout).unwrap();
    assert!(stats.lines().any(|line| line.contains("OfRegister") && line.contains('2')), "{stats}");
}
