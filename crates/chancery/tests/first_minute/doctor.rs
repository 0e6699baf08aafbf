//! `doctor`: each fault it knows, in a workspace that has it, and nothing else said to be wrong.

use std::fs::{self, File};
use std::io::Write;

use serde_json::Value;

use crate::place::{FIRST, Outcome, Place, files, manifest};

/// Parts that are not well, each with its state and all that is said of it. Each has a reason and a mending.
fn unwell(outcome: &Outcome) -> Vec<(String, String, String)> {
    let text = |object: &Value, key: &str| object[key].as_str().unwrap().to_owned();
    let mut found = Vec::new();
    for object in outcome.objects() {
        let state = text(&object, "state");
        if state == "ok" {
            assert!(text(&object, "why").is_empty() && text(&object, "fix").is_empty(), "{object}");
            continue;
        }
        assert!(!text(&object, "fix").is_empty(), "{object}");
        let said = format!("{} | {} | {}", text(&object, "what"), text(&object, "why"), text(&object, "fix"));
        found.push((state, text(&object, "part"), said));
    }
    found
}

/// What is said of one part in a workspace where the views are not made, and everything else is as the part alone makes it.
fn only(place: &Place, state: &str, part: &str) -> String {
    let outcome = place.here(&["doctor", "--format", "json"]).exits(i32::from(state == "fault"));
    let found = unwell(&outcome);
    let others = ["programs", "views"];
    let meant: Vec<_> =
        found.iter().filter(|(_, other, _)| !others.contains(&other.as_str()) || other == part).collect();
    let [(found_state, found_part, said)] = meant.as_slice() else { panic!("one finding of {part}: {found:?}") };
    assert_eq!((found_state.as_str(), found_part.as_str()), (state, part), "{said}");
    said.clone()
}

/// A new workspace whose journal is compiled, with an engine of the same version.
fn well() -> Place {
    let place = Place::with_engine(Some("echo chancery-engine 0.1.0"));
    place.here(&["ingest"]).exits(0);
    place
}

#[test]
fn where_all_is_well_it_says_so_and_writes_nothing() {
    let place = well();
    let before = files(&place.file(""));
    let text = place.here(&["doctor"]).exits(0);
    assert!(text.stdout.starts_with("ok    programs    chancery and chancery-engine 0.1.0\nok    workspace   w\n"));
    assert_eq!(text.stderr, "no fault, 1 note\n");
    assert!(only(&place, "note", "views").starts_with("not made yet | "));
    assert_eq!(before, files(&place.file("")));
}

#[test]
fn an_engine_that_is_missing_broken_or_of_another_version_is_a_fault() {
    for (script, said) in [
        (None, "there is no such file"),
        (Some("exit 3"), "it does not say which version it is"),
        (Some("echo chancery-engine 0.0.9"), "chancery is 0.1.0, but chancery-engine beside it is 0.0.9"),
    ] {
        let place = Place::with_engine(script);
        place.here(&["ingest"]).exits(0);
        let found = only(&place, "fault", "programs");
        assert!(found.contains(said) && found.contains("cargo"), "{found}");
    }
}

#[test]
fn what_is_no_workspace_is_named_with_those_nearby() {
    let place = well();
    let said = |workspace: &str| {
        let outcome = place.chancery(&["--workspace", workspace, "doctor", "--format", "json"]).exits(1);
        let found = unwell(&outcome);
        assert_eq!(found.len(), 1, "{found:?}");
        found[0].2.clone()
    };
    let nowhere = said("nowhere");
    assert!(nowhere.contains("there is no such folder") && nowhere.contains("`--workspace w`"), "{nowhere}");
    assert!(nowhere.contains("`chancery init DIR`"), "{nowhere}");
    assert!(said("programs").contains("it lacks the folders"));
    fs::remove_dir_all(place.file("vocabulary")).unwrap();
    let none = said("w");
    assert!(none.contains("it lacks the folders") && !none.contains("Here is one"), "{none}");
}

#[test]
fn problems_are_counted_by_part_with_the_first_place() {
    let place = well();
    place.edit(FIRST, "form = \"visit\"", "form = \"vist\"");
    place.edit(FIRST, "status = \"happened\"", "status = \"hapened\"");
    place.edit("vocabulary/rules.toml", "[[rule]]\nid = \"official\"", "[[rule]]\ncolour = 1\nid = \"official\"");
    let found = unwell(&place.here(&["doctor", "--format", "json"]).exits(1));
    let of =
        |part: &str| found.iter().find(|(_, other, _)| other == part).unwrap_or_else(|| panic!("{part}: {found:?}"));
    let (state, _, journal) = of("journal");
    assert_eq!(state, "fault");
    assert!(journal.starts_with("2 problems in 1 file; the first journal/first-entry.toml:"), "{journal}");
    assert!(
        journal.contains("`vist`") && journal.ends_with("`chancery --workspace w check` shows all 2."),
        "{journal}"
    );
    let (_, _, vocabulary) = of("vocabulary");
    assert!(vocabulary.starts_with("1 problem in 1 file; vocabulary/rules.toml:"), "{vocabulary}");
    assert!(vocabulary.contains("(unknown-key)"), "{vocabulary}");
    let (state, _, compiled) = of("compiled");
    assert!(state == "note" && compiled.contains("journal/first-entry.toml changed (and 1 more)"), "{compiled}");
}

#[test]
fn a_file_that_cannot_be_read_is_a_fault() {
    let place = well();
    fs::create_dir(place.file("journal/folder.toml")).unwrap();
    let said = only(&place, "fault", "journal");
    assert!(said.contains("journal/folder.toml") && said.contains("(unreadable-file)"), "{said}");
}

#[test]
fn the_compiled_journal_is_absent_stale_damaged_or_kept_aside() {
    let place = well();
    fs::remove_file(place.file(".chancery/tail.clog")).unwrap();
    assert!(only(&place, "note", "compiled").starts_with("the journal is not compiled yet | "));

    place.here(&["ingest"]).exits(0);
    place.edit(FIRST, "by = \"you\"", "by = \"me\"");
    let said = only(&place, "note", "compiled");
    assert!(said.starts_with("of other files than are here now: journal/first-entry.toml changed | "), "{said}");

    place.here(&["ingest"]).exits(0);
    let mut bytes = fs::read(place.file(".chancery/tail.clog")).unwrap();
    bytes[70] ^= 1;
    fs::write(place.file(".chancery/tail.clog"), bytes).unwrap();
    let said = only(&place, "fault", "compiled");
    assert!(
        said.contains("is damaged") && said.contains("at byte ") && said.contains("`chancery --workspace w ingest`"),
        "{said}"
    );

    place.here(&["ingest"]).exits(0);
    let said = only(&place, "note", "kept");
    assert!(said.starts_with("1 damaged file kept aside, the first .chancery/tail-damaged-1.clog"), "{said}");
}

#[test]
fn a_lock_is_told_with_its_holder_and_what_was_left_with_who_left_it() {
    let place = well();
    let mut lock = File::options().write(true).open(place.file(".chancery/lock")).unwrap();
    lock.lock().unwrap();
    lock.write_all(b"chancery seal, process 4711").unwrap();
    place.write("journal/.mine.toml.a1B2c3.tmp", "half");
    let said = only(&place, "note", "lock");
    assert!(said.starts_with("chancery seal, process 4711 is at work here | "), "{said}");

    drop(lock);
    let said = only(&place, "note", "lock");
    let left = "chancery seal, process 4711 was ended before it was done; 1 temporary file left behind, the first \
                journal/.mine.toml.a1B2c3.tmp | ";
    assert!(said.starts_with(left) && said.contains("`chancery --workspace w ingest`"), "{said}");
    // What it names does tidy up.
    place.here(&["ingest"]).exits(0);
    assert!(!place.file("journal/.mine.toml.a1B2c3.tmp").exists());
    only(&place, "note", "views");
}

#[test]
fn a_broken_chain_of_seals_is_a_fault() {
    let place = well();
    place.here(&["seal", "first"]).exits(0);
    let text = place.here(&["doctor"]).exits(0).stdout;
    assert!(text.contains("ok    seals       1 seal in an unbroken chain\n"), "{text}");
    let mut bytes = fs::read(place.file("seals/001-first.clog")).unwrap();
    bytes[70] ^= 1;
    fs::write(place.file("seals/001-first.clog"), &bytes).unwrap();
    let found = unwell(&place.here(&["doctor", "--format", "json"]).exits(1));
    let (state, part, said) = &found[0];
    assert_eq!((state.as_str(), part.as_str()), ("fault", "seals"), "{found:?}");
    assert!(said.contains("seals/001-first.clog") && said.contains("(damaged-segment)"), "{said}");
}

#[test]
fn segments_that_are_gone_or_empty_are_faults() {
    let place = well();
    let segment = "ab".repeat(32);
    place.write("journal/2026-11-27-feed.toml", &crate::meant::feed());
    place.here(&["ingest"]).exits(0);
    let said = only(&place, "fault", "segments");
    assert!(
        said.contains("is not here") && said.contains("`chancery --workspace w feed add` the file events.2018.tab"),
        "{said}"
    );
    place.write(&format!("segments/{segment}.parquet"), "");
    assert!(only(&place, "fault", "segments").contains("is empty"));
    place.write(&format!("segments/{segment}.parquet"), "rows");
    only(&place, "note", "views");
}

#[test]
fn views_are_compared_by_their_manifest_and_not_by_times() {
    let place = well();
    place.write("views/manifest.json", &manifest(&place, "0.1.0"));
    place.write("views/report.md", "# Report\n");
    let outcome = place.here(&["doctor"]).exits(0);
    assert_eq!(outcome.stderr, "all is well\n", "{}", outcome.stdout);

    place.edit(FIRST, "by = \"you\"", "by = \"me\"");
    place.here(&["ingest"]).exits(0);
    let said = only(&place, "note", "views");
    assert!(said.starts_with("older than the journal: journal/first-entry.toml changed | "), "{said}");
    assert!(said.ends_with("`chancery --workspace w run` makes them anew."), "{said}");

    place.write("views/manifest.json", &manifest(&place, "0.0.9"));
    assert!(only(&place, "note", "views").starts_with("made by version 0.0.9, and this is 0.1.0"));
    place.write("views/manifest.json", &manifest(&place, "0.1.0"));
    fs::remove_file(place.file("views/report.md")).unwrap();
    assert!(only(&place, "note", "views").starts_with("1 file of the manifest not here, the first report.md"));
    place.write("views/manifest.json", "{");
    assert!(only(&place, "fault", "views").contains("is no manifest of a run"));
}

#[test]
fn texts_are_counted_where_a_folder_is_given() {
    let place = well();
    fs::create_dir(place.beside("texts")).unwrap();
    let outcome = place.here(&["doctor", "--texts", "texts"]).exits(0);
    assert!(
        outcome.stdout.contains("ok    texts       0 compared with their digests, 0 not here"),
        "{}",
        outcome.stdout
    );
    let outcome = place.here(&["doctor", "--texts", "nowhere", "--format", "json"]).exits(1);
    let found = unwell(&outcome);
    assert!(
        found.iter().any(|(state, part, said)| state == "fault" && part == "texts" && said.contains("nowhere")),
        "{found:?}"
    );
}

#[test]
fn what_is_no_workspace_is_told_by_every_verb_with_those_nearby() {
    let place = Place::new();
    let said = place.chancery(&["check"]).exits(3).stderr;
    assert!(said.contains("no-workspace") && said.contains("Here is one: `--workspace w`."), "{said}");
}

#[test]
fn each_reason_and_each_mending_has_a_line_of_its_own() {
    let place = well();
    let said = place.here(&["doctor"]).exits(0).stdout;
    let indent = " ".repeat(18);
    for begins in ["note  views       not made yet", &format!("{indent}why: "), &format!("{indent}fix: `chancery ")] {
        assert!(said.lines().any(|line| line.starts_with(begins)), "{begins}: {said}");
    }
}
