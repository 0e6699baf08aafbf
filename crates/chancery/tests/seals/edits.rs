//! Seal, edit, merge, seal again: what was sealed stays, and every change of it is named.

use crate::repository::{CLAIM, FIRST, Repository};

#[test]
fn seal_edit_merge_and_seal_again() {
    let repository = Repository::sealed();
    let first = repository.bytes("seals/001-first.clog");
    repository.script().exits(0).says("001-first.clog: frames ");
    repository.chancery(&["verify"]).exits(0).says("seals/001-first.clog: frames ").says("commitment ");

    // Somebody edits what is sealed.
    repository.edit(FIRST, "when = \"2013-10-28/2013-10-31\"", "when = \"2013-10-28/2013-11-01\"");
    for verb in ["check", "ingest", "verify"] {
        repository.chancery(&[verb]).exits(1).says("sealed-entry-changed");
    }
    let problems = repository.problems();
    assert_eq!(problems.len(), 1, "{problems:#?}");
    let problem = |key: &str| problems[0][key].to_string();
    assert_eq!(
        (problem("id"), problem("line"), problem("file")),
        (format!("\"{CLAIM}\""), "19".to_owned(), format!("\"{FIRST}\""))
    );
    assert!(problem("message").contains("`when` of the claim"), "{problems:#?}");
    assert!(problem("reason").contains("has `2013-10-28/2013-10-31`, the file says `2013-10-28/2013-11-01`"));
    repository.chancery(&["seal", "second"]).exits(1).says("sealed-entry-changed");
    repository.git(&["checkout", "-q", "--", "data/journal"]).exits(0);

    // The right way: a correction on one branch, new work on the other, merged and sealed.
    repository.git(&["checkout", "-q", "-b", "mend"]).exits(0);
    repository.write("journal/mend.toml", &format!(
        "[entry]\nformat = 1\nid = \"mend\"\nrecorded = 2026-11-25\nby = \"coder-a\"\n\n[[correct]]\nclaim = \"{CLAIM}\"\n\
         expect = {{ when = \"2013-10-28/2013-10-31\" }}\nset = {{ when = \"2013-10-28/2013-11-01\" }}\nreason = \"Misread.\"\n"
    ));
    repository.commit("mend");
    repository.git(&["checkout", "-q", "main"]).exits(0);
    repository.entry("monitor-2014", "2026-11-26");
    repository.commit("more");
    repository.git(&["merge", "-q", "-m", "merge", "mend"]).exits(0);
    repository.chancery(&["check"]).exits(0).says("entries 3");
    repository.chancery(&["seal", "second"]).exits(0).says("seals/002-second.clog").says("entries 2, events 3");
    assert_eq!(repository.bytes("seals/001-first.clog"), first, "a seal is never written again");
    repository.chancery(&["verify"]).exits(0).says("seals/002-second.clog: frames ");
    assert_eq!(repository.script().exits(0).stdout.lines().count(), 2);

    repository.chancery(&["seal", "third"]).exits(2).says("nothing is open");
    repository.entry("monitor-2015", "2026-11-27");
    repository.chancery(&["seal", "second"]).exits(2).says("a seal of that name");
    repository.chancery(&["seal", "Third"]).exits(2).says("lower case letters");
    repository.chancery(&["seal", "third"]).exits(0);
    repository.script().exits(0).says("003-third.clog");
}

#[test]
fn every_way_to_change_what_is_sealed_is_a_problem() {
    let repository = Repository::sealed();
    let claim = "\n[[claim]]\nid = \"example-gazette-2013/more\"\nwhen = \"2013\"\nform = \"talks\"\ncategories = [\"political\"]\n\
                 status = \"happened\"\nstance = \"asserted\"\nactors = [{ id = \"MNG\", role = \"party\" }, { id = \"PRK\", role = \"party\" }]\n\
                 summary = \"They spoke.\"\n";
    let text = repository.read(FIRST);
    let (before, after) = text.split_once("[[claim]]").expect("it has a claim");
    #[rustfmt::skip]
    let cases: [(&str, Option<String>, &[&str]); 6] = [
        ("comments and spaces", Some(format!("# Looked at again.\n\n{text}")), &[]),
        ("a field", Some(text.replace("title = \"An example, made up\"", "title = \"Another\"")), &["sealed-entry-changed"]),
        ("two fields", Some(text.replace("by = \"you\"", "by = \"me\"").replace("form = \"visit\"", "form = \"talks\"")), &["sealed-entry-changed", "sealed-entry-changed"]),
        ("an event more", Some(format!("{text}{claim}")), &["sealed-event-added"]),
        ("an event less", Some(format!("{before}\n# [[claim]] {}", after.lines().map(|_| "").collect::<String>())), &["sealed-event-gone"]),
        ("no file", None, &["sealed-entry-gone"]),
    ];
    for (name, changed, expected) in cases {
        match changed {
            Some(changed) => repository.write(FIRST, &changed),
            None => repository.remove(FIRST),
        }
        assert_eq!(repository.codes(), expected, "{name}");
        repository.chancery(&["check"]).exits(i32::from(!expected.is_empty()));
        repository.git(&["checkout", "-q", "--", "data/journal"]).exits(0);
    }
    repository.entry("early", "2026-11-24");
    assert_eq!(repository.codes(), ["recorded-before-seal"]);
    let problems = repository.problems();
    let fix = problems[0]["fix"].as_str().expect("it says what to do");
    assert!(
        fix.contains("`recorded = 2026-11-24T00:00:01Z`") && fix.contains("`coded = 2026-11-24T00:00:00Z`"),
        "{fix}"
    );
    repository.edit(
        "journal/early.toml",
        "recorded = 2026-11-24",
        "recorded = 2026-11-24T00:00:01Z\ncoded = 2026-11-24",
    );
    repository.chancery(&["check"]).exits(0);
}

#[test]
fn the_vocabulary_may_change_and_every_seal_keeps_its_own() {
    let repository = Repository::sealed();
    let path = "vocabulary/rules.toml";
    let (old, added) = (repository.read(path), "# A remark that only the second seal has.\n");
    repository.write(path, &format!("{added}{old}"));
    repository.entry("monitor-2014", "2026-11-26");
    repository.chancery(&["seal", "second"]).exits(0);
    repository.chancery(&["verify"]).exits(0);
    let holds = |seal: &str, text: &str| repository.bytes(seal).windows(text.len()).any(|part| part == text.as_bytes());
    assert!(holds("seals/001-first.clog", &old) && !holds("seals/001-first.clog", added), "byte for byte");
    assert!(holds("seals/002-second.clog", &format!("{added}{old}")));
}

#[test]
fn a_seal_that_changes_makes_the_compiled_journal_stale() {
    let repository = Repository::sealed();
    repository.entry("monitor-2014", "2026-11-26");
    repository.chancery(&["seal", "second"]).exits(0);
    let frozen = || repository.chancery(&["--frozen", "table", "claims"]);
    assert_ne!(frozen().code, 1, "sealing leaves the compiled journal as it should be");
    repository.remove("seals/002-second.clog");
    frozen().exits(1).says("--frozen refuses");
}

/// An import is compared with the seals before it writes anything.
#[test]
fn an_import_does_not_write_into_a_journal_that_its_seals_gainsay() {
    let repository = Repository::sealed();
    repository.write(
        "map.toml",
        r#"[mapping]
format = 1
id = "ledger"
by = "tests"

[table]
key = "row"

[source]
same = ["paper"]
id = "{paper}"
title = "The ledger"
publisher = "{paper}"
published = "2013"
language = "en"
seen = "excerpt"

[claim]
slug = "row-{row}"
when = "{day}"
status = "happened"
stance = "asserted"
form = "visit"
categories = ["political"]
summary = "{told}"

[[actor]]
id = "MNG"
role = "visitor"

[[actor]]
id = "PRK"
role = "host"
"#,
    );
    repository.write("ledger.csv", "row,paper,day,told\n1,Ledger,2013-02-01,A visit.\n");
    let (map, ledger) = (repository.path("map.toml"), repository.path("ledger.csv"));
    let import = |recorded: &str| {
        let mapping = map.to_str().expect("is UTF-8");
        let table = ledger.to_str().expect("is UTF-8");
        repository.chancery(&["import", "table", "--mapping", mapping, "--recorded", recorded, table])
    };
    import("2013-01-01").exits(1).says("recorded-before-seal");
    repository.edit(FIRST, "when = \"2013-10-28/2013-10-31\"", "when = \"2013-10-28/2013-11-01\"");
    import("2026-12-01").exits(1).says("sealed-entry-changed");
    repository.git(&["checkout", "-q", "--", "data/journal"]).exits(0);
    import("2026-12-01").exits(0).says("1 claims of 1 new sources");
}
