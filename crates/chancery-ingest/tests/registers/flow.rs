//! A register from snapshot to snapshot, with coders at work in between.

use chancery_core::fold;
use chancery_ingest::{InputFile, Refused, RegisterImport, RegisterRequest, Registers, Workspace, read};

use crate::example::{after_first, import, mapping, replaced, snapshot, workspace};

fn second(workspace: &mut Workspace, recorded: &str) -> Result<RegisterImport, Refused> {
    import(workspace, (&mapping("us-visits"), "us-visits"), &snapshot("second"), recorded)
}

/// An entry of a coder.
fn coder(workspace: &mut Workspace, id: &str, recorded: &str, events: &str) {
    let head = format!("[entry]\nformat = 1\nid = \"{id}\"\nrecorded = {recorded}\nby = \"coder-a\"\n\n");
    workspace.journal.push(InputFile::new(format!("journal/{id}.toml"), head + events));
    let (_, problems) = read(workspace, &[]);
    assert_eq!(problems, []);
}

fn text(import: &RegisterImport) -> &str {
    std::str::from_utf8(&import.file.bytes).unwrap()
}

fn numbers(import: &RegisterImport) -> (usize, usize, usize, usize, usize) {
    (import.rows, import.claims, import.corrections, import.retractions, import.same)
}

/// A snapshot that is refused leaves what is known as it was, and those after it are compared with that.
#[test]
fn snapshots_are_imported_one_after_the_other() {
    let mut registers = Registers::open(workspace()).unwrap();
    let mapping = mapping("us-visits");
    let mut strict = mapping.clone();
    replaced(&mut strict, "reused = \"new\"", "reused = \"refuse\"");
    let mut import = |mapping: &InputFile, name: &str, recorded: &str| {
        let (snapshot, recorded) = (snapshot(name), recorded.parse().unwrap());
        let (source, by, entry, reason) = ("us-visits", None, None, None);
        let request = RegisterRequest { mapping, snapshot: &snapshot, source, recorded, by, entry, reason };
        registers.import(&request).map(|made| numbers(&made)).map_err(|refused| codes(&refused).len())
    };
    assert_eq!(import(&mapping, "first", "2020-11-01"), Ok((5, 5, 0, 0, 0)));
    assert_eq!(import(&strict, "second", "2020-11-02"), Err(1));
    assert_eq!(import(&mapping, "first", "2020-11-03"), Ok((5, 0, 0, 0, 5)));
    assert_eq!(import(&mapping, "second", "2020-11-01"), Err(1));
    assert_eq!(import(&mapping, "second", "2020-11-02"), Ok((5, 2, 2, 2, 1)));
    assert_eq!(registers.workspace().journal.len(), 2);
    assert_eq!(read(registers.workspace(), &[]).1, []);
}

fn codes(refused: &Refused) -> Vec<(&str, &str, usize)> {
    refused.problems.iter().map(|problem| (problem.code, problem.path.as_str(), problem.line)).collect()
}

#[test]
fn two_snapshots_are_two_entries() {
    let mut workspace = workspace();
    let (mapping, register) = (mapping("us-visits"), "us-visits");
    let first = import(&mut workspace, (&mapping, register), &snapshot("first"), "2020-11-01").unwrap();
    assert_eq!(numbers(&first), (5, 5, 0, 0, 0));
    insta::assert_snapshot!("first", text(&first));
    let second = second(&mut workspace, "2020-11-20T14:48:35-05:00").unwrap();
    assert_eq!(numbers(&second), (5, 2, 2, 2, 1));
    insta::assert_snapshot!("second", text(&second));
    assert_eq!(
        second.notes,
        ["the key `2138` is about something else: a new claim (President Bronislaw Komorowski, Poland, 2010-12-08 → \
          King Kalakaua, Hawaii, 1874-12-12)"]
    );
    assert_eq!(read(&workspace, &[]).1, []);
}

#[test]
fn the_same_snapshot_brings_nothing_and_an_older_one_is_refused() {
    let mut workspace = after_first();
    second(&mut workspace, "2020-11-20").unwrap();
    for recorded in ["2020-11-21", "2020-11-20", "2019-01-01"] {
        let again = second(&mut workspace, recorded).unwrap();
        assert_eq!((numbers(&again), again.file.bytes.len()), ((5, 0, 0, 0, 5), 0), "{recorded}");
    }
    for (recorded, told) in [("2020-11-20", true), ("2020-11-19", true), ("2020-11-21", false)] {
        let first = import(&mut workspace.clone(), (&mapping("us-visits"), "us-visits"), &snapshot("first"), recorded);
        let told_of: Vec<_> = first.as_ref().err().map(codes).unwrap_or_default();
        assert_eq!(told_of, if told { vec![("older-snapshot", "first/1870.xml", 1)] } else { vec![] }, "{recorded}");
    }
}

#[test]
fn entries_of_one_day_have_ids_of_their_own() {
    let mut workspace = after_first();
    let second = second(&mut workspace, "2020-11-01T12:00:00Z").unwrap();
    assert_eq!(second.file.path, "journal/2020-11-01-us-visits-2.toml");
}

#[test]
fn what_a_coder_corrected_stands_until_the_register_changes_it() {
    let correct = |from: &str, to: &str| {
        format!(
            "[[correct]]\nclaim = \"us-visits/1777\"\nexpect = {{ when = \"{from}\" }}\nset = {{ when = \"{to}\" }}\nreason = \"Seen.\"\n"
        )
    };
    let register_had = "[2005-05-08,2005-05-17]";
    // The coder's date, and what the second snapshot, which changes it to 2005-05-17/2005-05-18, comes to.
    for (coders, told, corrections) in [
        ("2005-05-17", true, 0),
        ("2005-05-17/2005-05-18", false, 1), // the register says what the coder found: only the other row is corrected
        (register_had, false, 2),
    ] {
        let mut workspace = after_first();
        if coders != register_had {
            coder(&mut workspace, "2020-11-02-mending", "2020-11-02", &correct(register_had, coders));
        }
        // A snapshot that leaves the row alone leaves the coder's reading alone.
        let first = import(&mut workspace, (&mapping("us-visits"), "us-visits"), &snapshot("first"), "2020-11-03");
        assert_eq!(numbers(&first.unwrap()), (5, 0, 0, 0, 5));
        match second(&mut workspace, "2020-11-20") {
            Ok(import) => assert_eq!((told, import.corrections), (false, corrections), "{coders}"),
            Err(refused) => {
                assert_eq!((told, codes(&refused)), (true, vec![("both-changed", "second/2000.xml", 4)]), "{coders}");
                let problem = &refused.problems[0];
                let named = ["2005-05-17", register_had, "2005-05-17/2005-05-18"];
                assert!(named.iter().all(|value| problem.reason.contains(&format!("`{value}`"))), "{problem:?}");
            }
        }
    }
    // As the problem's fix says: back to what the register had, and what is known better in a settlement.
    let mut workspace = after_first();
    coder(&mut workspace, "2020-11-02-mending", "2020-11-02", &correct(register_had, "2005-05-19"));
    coder(
        &mut workspace,
        "2020-11-04-back",
        "2020-11-04",
        &(correct("2005-05-19", register_had)
            + "\n[[settle]]\ncontact = \"us-visits/1777\"\nset = { when = \"2005-05-19\" }\nbecause = [\"us-visits/1777\"]\nreason = \"Seen.\"\n"),
    );
    assert_eq!(second(&mut workspace, "2020-11-20").unwrap().corrections, 2);
    let (state, faults) = fold(&read(&workspace, &[]).0.entries);
    assert_eq!(faults, []);
    let of = |when: Option<&chancery_core::when::When>| when.map(|when| when.text().to_owned());
    assert_eq!(of(state.claims["us-visits/1777"].claim.when.as_ref()).as_deref(), Some("2005-05-17/2005-05-18"));
}

#[test]
fn what_a_coder_retracted_is_left_alone() {
    let mut workspace = after_first();
    let retract = |id: &str| format!("[[retract]]\nclaim = \"us-visits/{id}\"\nreason = \"No visit.\"\n");
    coder(&mut workspace, "2020-11-02-away", "2020-11-02", &(retract("1777") + "\n" + &retract("1778")));
    let second = second(&mut workspace, "2020-11-20").unwrap();
    // 1777 changed and 1778 is gone: neither is written; 2138 is retracted for its new claim.
    assert_eq!(numbers(&second), (5, 2, 1, 1, 2));
    assert!(second.notes.iter().any(|note| note.contains("`1777`") && note.contains("retracted here")), "{second:?}");
}

#[test]
fn a_key_that_comes_back_gets_a_claim_of_its_own() {
    let (mut workspace, mapping) = (after_first(), mapping("us-visits"));
    second(&mut workspace, "2020-11-20").unwrap();
    // The first snapshot again: 1778 is back, 2138 is Poland's once more.
    let third = import(&mut workspace, (&mapping, "us-visits"), &snapshot("first"), "2020-11-21").unwrap();
    assert_eq!(numbers(&third), (5, 2, 2, 2, 1));
    let fourth = second(&mut workspace, "2020-11-22").unwrap();
    assert_eq!(numbers(&fourth), (5, 2, 2, 2, 1));
    let (batch, problems) = read(&workspace, &[]);
    assert_eq!(problems, []);
    let (state, _) = fold(&batch.entries);
    let ids: Vec<&str> = state.claims.keys().map(String::as_str).collect();
    let slugs = ["1777", "1780", "1781-2", "2138-4", "2139"];
    assert_eq!(ids, slugs.map(|slug| format!("us-visits/{slug}")).each_ref().map(String::as_str));
    assert_eq!(state.claims["us-visits/2138-4"].claim.reference.as_deref(), Some("2138"));
}

#[test]
fn the_mapping_decides_what_repeated_and_reused_keys_are() {
    let mut twice = snapshot("second");
    replaced(&mut twice[1], "<id>1780</id>", "<id>1777</id>");
    let first = "the key `1777` stands in second/2000.xml, line 4 and in second/2000.xml, line 16: the first counts";
    let last = first.replace("the first", "the last");
    for (repeated, reused, snapshot, note, expected) in [
        ("first", "new", &twice, first, (4, 2, 2, 3, 0)),
        ("last", "new", &twice, last.as_str(), (4, 3, 1, 4, 0)), // 1777 is Karzai's now
        ("refuse", "same", &snapshot("second"), "the key `2138` seems to be about something else", (5, 1, 3, 1, 1)),
    ] {
        let mut mapping = mapping("us-visits");
        let to = format!("repeated = \"{repeated}\"\nreused = \"{reused}\"");
        replaced(&mut mapping, "reused = \"new\"", &to);
        let made = import(&mut after_first(), (&mapping, "us-visits"), snapshot, "2020-11-20").unwrap();
        assert_eq!(numbers(&made), expected, "{repeated} {reused}");
        assert!(made.notes.iter().any(|told| told.starts_with(note)), "{:?}", made.notes);
    }
}

#[test]
fn reasons_name_columns_and_what_the_importer_adds() {
    let workspace = after_first();
    let (mapping, snapshot) = (mapping("us-visits"), snapshot("second"));
    let request = RegisterRequest {
        mapping: &mapping,
        snapshot: &snapshot,
        source: "us-visits",
        recorded: "2020-11-20".parse().unwrap(),
        by: Some("coder-b"),
        entry: Some("the-second"),
        reason: Some("Upstream: restored IDs."),
    };
    let made = Registers::open(workspace).unwrap().import(&request).unwrap();
    let reasons: Vec<&str> = text(&made).lines().filter(|line| line.starts_with("reason")).collect();
    assert_eq!(
        reasons,
        [
            "reason = \"The register changed `description`. Upstream: restored IDs.\"",
            "reason = \"The register changed `end-date`. Upstream: restored IDs.\"",
            "reason = \"The register uses the key `2138` for another row now. Upstream: restored IDs.\"",
            "reason = \"The row is gone from the register. Upstream: restored IDs.\"",
        ]
    );
    assert!(text(&made).contains("id = \"the-second\"") && text(&made).contains("by = \"coder-b\""));
}
