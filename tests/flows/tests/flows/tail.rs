//! The compiled journal is a cache: damaged it is kept aside and made anew, stale it is refused only where that was asked for.

use std::fs;

use crate::programs::chancery;
use crate::workspaces::{ESSAY, Workspace};

const TAIL: &str = ".chancery/tail.clog";

/// Changes one byte among the claims of the tail and says where it stands.
fn damage(workspace: &Workspace) -> usize {
    let path = workspace.file(TAIL);
    let mut bytes = fs::read(&path).expect("reads");
    let at = bytes.len() / 4 * 3;
    bytes[at] ^= 0x10;
    fs::write(&path, bytes).expect("writes");
    at
}

#[test]
fn a_damaged_tail_is_kept_aside_and_made_anew() {
    let workspace = Workspace::essay();
    chancery(&workspace.path, &["run"]).exits(0);
    let sound = fs::read(workspace.file(TAIL)).expect("reads");
    let claims = chancery(&workspace.path, &["table", "claims", "--format", "csv"]).exits(0).stdout;
    for n in 1..=2 {
        damage(&workspace);
        let damaged = fs::read(workspace.file(TAIL)).expect("reads");
        let outcome = chancery(&workspace.path, &["table", "claims", "--format", "csv"]).exits(0);
        assert_eq!(outcome.stdout, claims, "the table is the same");
        let aside = format!("tail-damaged-{n}.clog");
        assert!(outcome.stderr.contains("kept as") && outcome.stderr.contains(&aside), "{}", outcome.stderr);
        assert_eq!(fs::read(workspace.file(&format!(".chancery/{aside}"))).expect("was kept"), damaged);
        assert_eq!(fs::read(workspace.file(TAIL)).expect("was made anew"), sound);
        assert_eq!(chancery(&workspace.path, &["table", "sources"]).exits(0).stderr, "", "it is said once");
    }
}

#[test]
fn what_is_no_tail_at_all_is_kept_aside_too() {
    let workspace = Workspace::essay();
    chancery(&workspace.path, &["ingest"]).exits(0);
    let sound = fs::read(workspace.file(TAIL)).expect("reads");
    for (n, bytes) in [b"".as_slice(), b"not a segment", &sound[..sound.len() - 1], &sound[..100]].iter().enumerate() {
        fs::write(workspace.file(TAIL), bytes).expect("writes");
        chancery(&workspace.path, &["run"]).exits(0).says(&format!("tail-damaged-{}.clog", n + 1));
        assert_eq!(fs::read(workspace.file(TAIL)).expect("reads"), sound);
    }
}

#[test]
fn verify_names_the_offset_of_the_damage() {
    let workspace = Workspace::essay();
    chancery(&workspace.path, &["log", "verify"]).exits(3).says("has not been compiled yet");
    chancery(&workspace.path, &["ingest"]).exits(0);
    let sound = chancery(&workspace.path, &["log", "verify"]).exits(0).stdout;
    assert_eq!(sound, "tail.clog: every byte is as it was written\n");
    let events = chancery(&workspace.path, &["log", "cat"]).exits(0).stdout;
    assert_eq!(events.lines().count(), 78, "a source and 77 claims");
    assert!(events.contains("business-forum"));
    let stats = chancery(&workspace.path, &["log", "stats"]).exits(0).stdout;
    assert!(stats.contains("frames ") && stats.contains("sha256 "), "{stats}");

    let at = damage(&workspace);
    let outcome = chancery(&workspace.path, &["log", "verify"]).exits(4);
    // The damage is told of the frame that holds the byte.
    let mut numbers = outcome.stderr.split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse::<usize>().ok());
    assert!(numbers.any(|offset| offset <= at && at - offset < 5_000 && offset > 0), "{at}: {}", outcome.stderr);
    assert!(outcome.stderr.contains("hint: ") && outcome.stdout.is_empty(), "{}", outcome.stderr);
    for verb in ["cat", "stats"] {
        chancery(&workspace.path, &["log", verb]).exits(4);
    }
}

#[test]
fn frozen_refuses_a_stale_tail_and_nothing_else() {
    let workspace = Workspace::essay();
    let frozen = |verb: &[&str]| chancery(&workspace.path, &[&["--frozen"], verb].concat());
    frozen(&["table", "claims"]).exits(1).says("--frozen");
    assert!(!workspace.file(TAIL).exists(), "it compiled nothing");
    chancery(&workspace.path, &["run"]).exits(0);
    frozen(&["table", "claims"]).exits(0);
    frozen(&["run"]).exits(0);
    let before = workspace.derived();
    workspace.edit(ESSAY, "when = \"2012-12\"", "when = \"2011-12\"");
    for verb in [["table", "claims"].as_slice(), &["run"], &["report"], &["export"]] {
        let outcome = frozen(verb).exits(1).says("--frozen refuses");
        assert!(outcome.stderr.contains("hint: ") && outcome.stdout.is_empty(), "{}", outcome.stderr);
    }
    assert!(before == workspace.derived());
}
