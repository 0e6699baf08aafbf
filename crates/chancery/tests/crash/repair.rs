//! `log repair`: dry at first, then what was damaged is as it was, and what it replaced is kept.

use std::fs;

use crate::workspace::{Outcome, Workspace};

const TAIL: &str = ".chancery/tail.clog";
const FIRST: &str = "journal/first-entry.toml";
const KEPT: &str = ".chancery/first-entry-damaged-1.toml";

/// One with a sealed entry, an open one, and a tail.
fn sealed() -> Workspace {
    let workspace = Workspace::new();
    workspace.chancery(&["seal", "first"]).exits(0);
    Outcome::of(&workspace.import(1).output().expect("starts")).exits(0);
    workspace.chancery(&["ingest"]).exits(0);
    workspace
}

/// Asserts that a dry run writes nothing, and that `verify` is clean after the other.
fn repairs(workspace: &Workspace, told: &str) {
    let before = workspace.files();
    workspace.chancery(&["log", "repair"]).exits(0).says(told).says("nothing was written");
    assert!(workspace.files() == before, "a dry run changed something");
    workspace.chancery(&["log", "repair", "--write"]).exits(0).says(told);
    workspace.chancery(&["verify"]).exits(0);
    workspace.chancery(&["ingest"]).exits(0);
    workspace.chancery(&["log", "repair", "--write"]).exits(0).says("nothing is damaged");
}

#[test]
fn a_damaged_tail_is_compiled_anew_and_kept() {
    let workspace = sealed();
    let sound = workspace.files();
    let mut damaged = sound[TAIL].clone();
    damaged[70] ^= 1;
    workspace.write(TAIL, &damaged);
    repairs(&workspace, ".chancery/tail.clog is damaged");
    let files = workspace.files();
    assert_eq!(files[".chancery/tail-damaged-1.clog"], damaged);
    assert_eq!(files[TAIL], sound[TAIL]);
}

#[test]
fn a_sealed_entry_is_written_from_its_seal() {
    let text = String::from_utf8(sealed().files()[FIRST].clone()).expect("is text");
    for (name, damaged) in [
        ("edited", text.replace("form = \"visit\"", "form = \"talks\"")),
        ("an event more", format!("{text}\n[[retract]]\nclaim = \"example-gazette-2013/visit\"\nreason = \"No.\"\n")),
        ("an event less", text[..text.find("[[claim]]").expect("has a claim")].to_owned()),
        ("another id", text.replace("id = \"first-entry\"", "id = \"second-entry\"")),
        ("no TOML", text.replace("[[claim]]", "[[claim")),
        ("cut off", text[..text.len() / 2].to_owned()),
        ("empty", String::new()),
        ("zeros", "\0".repeat(400)),
    ] {
        let workspace = sealed();
        workspace.write(FIRST, &damaged);
        workspace.chancery(&["check"]).exits(1);
        repairs(&workspace, "journal/first-entry.toml is not what was sealed");
        assert_eq!(workspace.files()[KEPT], damaged.as_bytes(), "{name}: what it replaced is kept");
    }
    let workspace = sealed();
    fs::remove_file(workspace.path(FIRST)).expect("removes");
    repairs(&workspace, "journal/first-entry.toml is gone");
    assert!(!workspace.files().contains_key(KEPT));
}

#[test]
fn what_was_kept_is_never_replaced() {
    let workspace = sealed();
    workspace.write(KEPT, "kept before");
    workspace.write(FIRST, "damaged");
    repairs(&workspace, "is not what was sealed");
    let files = workspace.files();
    assert_eq!(files[KEPT], b"kept before");
    assert_eq!(files[".chancery/first-entry-damaged-2.toml"], b"damaged");
}

#[test]
fn what_cannot_be_made_anew_is_left_alone() {
    // A damaged seal.
    let workspace = sealed();
    let mut seal = workspace.files()["seals/001-first.clog"].clone();
    seal[80] ^= 1;
    workspace.write("seals/001-first.clog", seal);
    workspace.write(FIRST, "damaged");
    let before = workspace.files();
    workspace.chancery(&["log", "repair", "--write"]).exits(4).says("damaged-segment");
    assert!(workspace.files() == before);

    // The sealed entry was moved into another: with its text back, everything in it would be there twice.
    let workspace = sealed();
    let text = String::from_utf8(workspace.files()[FIRST].clone()).expect("is text");
    fs::remove_file(workspace.path(FIRST)).expect("removes");
    let later = text.replace("\"first-entry\"", "\"moved\"").replace("recorded = 2026-11-24", "recorded = 2026-12-24");
    workspace.write("journal/moved.toml", later);
    let before = workspace.files();
    workspace.chancery(&["log", "repair", "--write"]).exits(1).says("these problems remain");
    assert!(workspace.files() == before);

    // An open entry that cannot be read is its coder's, and no matter for a seal.
    let workspace = sealed();
    workspace.write("journal/e000001.toml", "damaged");
    let before = workspace.files();
    workspace.chancery(&["log", "repair", "--write"]).exits(0).says("nothing is damaged that could be made anew");
    assert!(workspace.files() == before);
}
