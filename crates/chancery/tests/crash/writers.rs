//! Four writers at once under one lock: nothing is lost, nothing comes twice, and who waits is told for whom.

use std::thread;
use std::time::Duration;

use crate::workspace::{Outcome, Workspace, entry, entry_text, say, soak};

const WRITERS: usize = 4;

/// Entries of each writer in an ordinary run; a workspace of all 800 entries takes minutes.
const ENTRIES: usize = 25;

/// Imports one entry after another, each as soon as the lock is free; gives how often it was not, and for whom it waited.
fn write(workspace: &Workspace, writer: usize, entries: usize) -> Vec<String> {
    let mut waited = Vec::new();
    for number in (0..entries).map(|number| writer * entries + number) {
        loop {
            let outcome = Outcome::of(&workspace.import(number).output().expect("starts"));
            match outcome.code {
                Some(0) => break,
                Some(3) if outcome.told().contains("workspace-locked") => waited.push(outcome.told()),
                other => panic!("entry {number}: {other:?}\n{}", outcome.stderr),
            }
            thread::sleep(Duration::from_millis(20));
        }
    }
    waited
}

#[test]
fn four_writers_lose_no_entry_and_are_told_who_holds_the_lock() {
    let entries = if soak() > 1 { 200 } else { ENTRIES };
    let workspace = Workspace::new();
    let waited: Vec<String> = thread::scope(|scope| {
        let workspace = &workspace;
        let writers: Vec<_> =
            (0..WRITERS).map(|writer| scope.spawn(move || write(workspace, writer, entries))).collect();
        writers.into_iter().flat_map(|writer| writer.join().expect("writes all")).collect()
    });
    say(&format!("{} entries, {} times the lock was held", WRITERS * entries, waited.len()));
    assert!(!waited.is_empty(), "nobody ever waited");
    for told in &waited {
        let named = told.split("chancery import table, process ").nth(1);
        let is_named = named.is_some_and(|rest| rest.starts_with(|digit: char| digit.is_ascii_digit()));
        assert!(is_named, "it does not say who holds the lock: {told}");
    }
    let files = workspace.files();
    let written = files.keys().filter(|path| path.starts_with("journal/e")).count();
    assert_eq!(written, WRITERS * entries);
    for number in 0..written {
        let path = format!("journal/{}.toml", entry(number));
        assert_eq!(String::from_utf8_lossy(&files[&path]), entry_text(number), "{path}");
    }
    assert_eq!(workspace.temporary(), Vec::<String>::new());
    workspace.chancery(&["verify"]).exits(0);
    workspace.chancery(&["ingest"]).exits(0).says(&format!("new entry {}", entry(written - 1)));
}
