//! Proofs that a seal holds an event: made, checked here, checked by a stranger, and refused once anything in them is changed.

use serde_json::{Value, json};

use crate::repository::{CLAIM, Repository};

/// Two seals; the second links the claims of both into a contact.
fn linked() -> Repository {
    let repository = Repository::sealed();
    repository.entry("monitor-2014", "2026-11-26");
    repository.write("journal/review.toml", &format!(
        "[entry]\nformat = 1\nid = \"review\"\nrecorded = 2026-11-27\nby = \"coder-a\"\n\n[[link]]\ncontact = \"visit-2013\"\n\
         claims = [\"{CLAIM}\", \"monitor-2014/talks\"]\nreason = \"One visit.\"\n"
    ));
    repository.chancery(&["seal", "second"]).exits(0);
    repository
}

/// The event, entry and seal of a line.
type Told = (&'static str, &'static str, &'static str);

fn lines(repository: &Repository, id: &str) -> Vec<Value> {
    let outcome = repository.chancery(&["log", "prove", id]).exits(0);
    outcome.stdout.lines().map(|line| serde_json::from_str(line).expect("an object a line")).collect()
}

#[test]
fn everything_that_is_sealed_about_an_id_is_proved() {
    let repository = linked();
    let cases: [(&str, &[Told]); 5] = [
        ("example-gazette-2013", &[("SourceRegistered", "first-entry", "seals/001-first.clog")]),
        (
            CLAIM,
            &[
                ("ClaimRecorded", "first-entry", "seals/001-first.clog"),
                ("ClaimsLinked", "review", "seals/002-second.clog"),
            ],
        ),
        ("visit-2013", &[("ClaimsLinked", "review", "seals/002-second.clog")]),
        (
            "review",
            &[("Entry", "review", "seals/002-second.clog"), ("ClaimsLinked", "review", "seals/002-second.clog")],
        ),
        (
            "first-entry",
            &[
                ("Entry", "first-entry", "seals/001-first.clog"),
                ("SourceRegistered", "first-entry", "seals/001-first.clog"),
                ("ClaimRecorded", "first-entry", "seals/001-first.clog"),
            ],
        ),
    ];
    for (id, expected) in cases {
        let found = lines(&repository, id);
        let told: Vec<_> = found
            .iter()
            .map(|line| ["event", "entry", "seal"].map(|key| line[key].as_str().unwrap_or_default()))
            .collect();
        let wanted: Vec<_> = expected.iter().map(|(event, entry, seal)| [*event, *entry, *seal]).collect();
        assert_eq!(told, wanted, "{id}");
    }
    repository.chancery(&["log", "prove", "nobody"]).exits(2).says("no seal holds anything about `nobody`");
    repository.chancery(&["log", "prove"]).exits(2);
}

#[test]
fn a_proof_holds_until_anything_in_it_is_changed() {
    let repository = linked();
    let proof = lines(&repository, CLAIM).remove(0);
    let check = |line: &Value| {
        repository.write("../proof.jsonl", &format!("{line}\n"));
        let path = repository.path("../proof.jsonl");
        repository.chancery(&["log", "prove", "--check", path.to_str().expect("a path in UTF-8")])
    };
    check(&proof).exits(0).says("line 1: ClaimRecorded first-entry 1 is in seals/001-first.clog");
    let other = lines(&repository, "monitor-2014/talks").remove(0);
    for key in ["leaf", "root", "index", "count", "path", "frame", "event", "entry", "place"] {
        let changed = match key {
            "index" => json!(proof["index"].as_u64().map(|index| index ^ 1)),
            "place" => json!(0),
            "entry" => json!("review"),
            "event" => json!("ClaimCorrected"),
            _ => other[key].clone(),
        };
        assert_ne!(changed, proof[key], "{key}");
        let mut line = proof.clone();
        line[key] = changed;
        check(&line).exits(1).says("line 1: ").says("1 of 1 proofs do not hold");
        line[key] = Value::Null;
        check(&line).exits(1);
    }
    repository.write("../proof.jsonl", "\n");
    let path = repository.path("../proof.jsonl");
    repository.chancery(&["log", "prove", "--check", path.to_str().expect("UTF-8")]).exits(2).says("no proof to check");
    repository.write("../proof.jsonl", "{\"frame\": \"\u{202e}\"}\nno json\n");
    repository.chancery(&["log", "prove", "--check", path.to_str().expect("UTF-8")]).exits(1).says("2 of 2 proofs");
}

/// The lines of Python that docs/SEALS.md gives to strangers.
fn strangers_script() -> &'static str {
    let page = include_str!("../../../../docs/SEALS.md");
    let (_, script) = page.split_once("```python\n").expect("the page has a script");
    script.split_once("```").expect("the script ends").0
}

#[test]
fn a_stranger_checks_a_proof_with_the_lines_of_the_page() {
    let repository = linked();
    let output = repository.chancery(&["log", "prove", "first-entry"]).exits(0).stdout;
    repository.write("../proof.jsonl", &output);
    repository.write("../check_proof.py", strangers_script());
    let root = lines(&repository, CLAIM)[0]["root"].as_str().expect("a root").to_owned();
    repository.python(&["check_proof.py", "proof.jsonl", &root]).exits(0).says("3 proofs hold");
    repository.python(&["check_proof.py", "proof.jsonl", &"0".repeat(64)]).exits(1);
    let first: Value = serde_json::from_str(output.lines().next().unwrap_or_default()).expect("an object");
    let leaf = first["leaf"].as_str().expect("a leaf").to_owned();
    let turned: String = leaf.chars().rev().collect();
    repository.write("../proof.jsonl", &output.replace(&leaf, &turned));
    repository.python(&["check_proof.py", "proof.jsonl", &root]).exits(1);
    let frame = first["frame"].as_str().expect("a frame").to_owned();
    repository.write("../proof.jsonl", &output.replace(&frame, &format!("{frame}00")));
    repository.python(&["check_proof.py", "proof.jsonl", &root]).exits(1);
}
