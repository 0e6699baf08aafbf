//! A proposal's way into the journal, by the program.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::{chancery, workspace};

/// One visit as three sources have it, and another one.
fn visits() -> tempfile::TempDir {
    let entries: Vec<(String, String)> = [
        ("alpha", "2007-07-20", "The chairman of parliament came on a four-day visit."),
        ("beta", "2007-07", "A visit of four days by the chairman of parliament."),
        ("gamma", "2007-07-20", "The chairman of parliament came on a four-day visit, by air."),
        ("delta", "1988-06-28", "The party's leader came."),
    ]
    .map(|(source, when, summary)| {
        let text = format!(
            r#"[entry]
format = 1
id = "{source}"
recorded = 2026-11-24
by = "tester"

[source]
id = "{source}"
title = "t"
publisher = "{source}"
published = "2010"
language = "en"
seen = "excerpt"

[[claim]]
id = "{source}/visit"
form = "visit"
categories = ["political"]
status = "happened"
stance = "asserted"
when = "{when}"
place = ["Ulaanbaatar"]
actors = [{{ id = "PRK", role = "visitor" }}, {{ id = "MNG", role = "host" }}]
summary = "{summary}"
"#
        );
        (source.to_owned(), text)
    })
    .into();
    let entries: Vec<(&str, &str)> = entries.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    workspace(&entries)
}

fn pairs(workspace: &Path) -> Vec<String> {
    let (code, out, err) = chancery(workspace, &["propose", "links", "--format", "json"]);
    assert_eq!(code, Some(0), "{err}");
    let object = |line: &str| serde_json::from_str::<Value>(line).unwrap();
    out.lines()
        .map(object)
        .map(|one| format!("{} {}", one["contacts"][0].as_str().unwrap(), one["contacts"][1].as_str().unwrap()))
        .collect()
}

#[test]
fn each_proposal_says_why_and_nothing_is_linked() {
    let dir = visits();
    let (code, out, _) = chancery(dir.path(), &["propose", "links", "--limit", "1"]);
    assert_eq!(code, Some(0));
    for part in [
        "points: alpha/visit and gamma/visit",
        "  +20  both are of the form visit",
        "both may have begun on 2007-07-20",
        "both are at ulaanbaatar",
        "1 of 3 proposals; nothing was linked",
    ] {
        assert!(out.contains(part), "{part}\n{out}");
    }
    assert_eq!(pairs(dir.path()), ["alpha/visit gamma/visit", "alpha/visit beta/visit", "beta/visit gamma/visit"]);
    let (_, claims, _) = chancery(dir.path(), &["history", "alpha/visit"]);
    assert!(!claims.contains("ClaimsLinked"), "{claims}");
}

/// The entry of `--toml`, the `#` taken from the links, as the journal's file.
fn review(dir: &Path, id: &str, recorded: &str) {
    let (code, out, err) = chancery(dir, &["propose", "links", "--toml", "--by", "coder-a", "--limit", "1"]);
    assert_eq!(code, Some(0), "{err}");
    let line = |line: &str| match line {
        line if line.starts_with("id = ") => format!("id = \"{id}\""),
        line if line.starts_with("recorded = ") => format!("recorded = {recorded}"),
        line if ["# [[", "# contact = ", "# claims = ", "# reason = "].iter().any(|start| line.starts_with(start)) => {
            line[2..].to_owned()
        }
        line => line.to_owned(),
    };
    let text: Vec<String> = out.lines().map(line).collect();
    fs::write(dir.join(format!("journal/{id}.toml")), text.join("\n") + "\n").unwrap();
    let (code, _, err) = chancery(dir, &["check"]);
    assert_eq!(code, Some(0), "{err}\n{}", text.join("\n"));
}

#[test]
fn a_reviewed_proposal_becomes_a_link_and_is_proposed_no_more() {
    let dir = visits();
    review(dir.path(), "review-1", "2026-11-25");
    assert_eq!(pairs(dir.path()), ["alpha/visit beta/visit"]);
    // The third claim joins the contact that is there now.
    review(dir.path(), "review-2", "2026-11-26");
    assert_eq!(pairs(dir.path()), [""; 0]);
    let (_, told, _) = chancery(dir.path(), &["history", "beta/visit"]);
    assert!(told.contains("ClaimsLinked"), "{told}");
}

#[test]
fn two_linked_contacts_become_one() {
    let dir = visits();
    let link = |id: &str, contact: &str, claim: &str| {
        let text = format!(
            "[entry]\nformat = 1\nid = \"{id}\"\nrecorded = 2026-11-25\nby = \"tester\"\n\n[[link]]\ncontact = \"{contact}\"\nclaims = [{claim}]\nreason = \"r\"\n"
        );
        fs::write(dir.path().join(format!("journal/{id}.toml")), text).unwrap();
    };
    link("one", "visit-2007", "\"alpha/visit\", \"beta/visit\"");
    link("two", "kim-visit", "\"gamma/visit\"");
    review(dir.path(), "review", "2026-11-26");
    assert_eq!(pairs(dir.path()), [""; 0]);
    let (_, told, _) = chancery(dir.path(), &["history", "gamma/visit"]);
    assert!(told.contains("ClaimsUnlinked kim-visit") && told.contains("ClaimsLinked visit-2007"), "{told}");
}

/// Left as it is printed, the entry is refused: nobody reviewed it.
#[test]
fn an_unreviewed_proposal_enters_nothing() {
    let dir = visits();
    let (_, out, _) = chancery(dir.path(), &["propose", "links", "--toml"]);
    let id = out.lines().find_map(|line| line.strip_prefix("id = \"")).unwrap().trim_end_matches('"').to_owned();
    fs::write(dir.path().join(format!("journal/{id}.toml")), &out).unwrap();
    let (code, _, err) = chancery(dir.path(), &["check"]);
    assert_eq!(code, Some(1));
    assert!(err.contains("empty-entry"), "{err}");
}
