//! A sealed claim is taken away: its text is nowhere any more, and root, commitment, chain and old proofs stay good.

use crate::repository::{CLAIM, FIRST, Repository};

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|part| part == text.as_bytes())
}

const SUMMARY: &str = "The president of Mongolia paid North Korea a visit";

/// The first entry sealed; then a link with the claim and a correction of it, sealed too.
fn worked_with() -> Repository {
    let repository = Repository::sealed();
    repository.entry("monitor-2014", "2026-11-26");
    repository.write("journal/review.toml", &format!(
        "[entry]\nformat = 1\nid = \"review\"\nrecorded = 2026-11-27\nby = \"coder-a\"\n\n[[link]]\ncontact = \"visit-2013\"\n\
         claims = [\"{CLAIM}\", \"monitor-2014/talks\"]\nreason = \"One visit.\"\n\n[[correct]]\nclaim = \"{CLAIM}\"\n\
         set = {{ motive = \"A secret.\" }}\nreason = \"Misread.\"\n\n# A remark.\n[[settle]]\ncontact = \"visit-2013\"\n\
         set = {{ place = [\"Pyongyang\"] }}\nbecause = [\"{CLAIM}\"]\nreason = \"Both.\"\n"
    ));
    repository.chancery(&["seal", "second"]).exits(0);
    repository.commit("second");
    repository
}

fn commitments(repository: &Repository) -> Vec<String> {
    let said = repository.script().exits(0).stdout;
    said.lines().map(str::to_owned).collect()
}

#[test]
fn a_claim_is_taken_away_with_its_corrections() {
    let repository = worked_with();
    let before = commitments(&repository);
    let proof = repository.chancery(&["log", "prove", CLAIM]).exits(0).stdout;
    repository.chancery(&["redact", CLAIM, "--reason", "A court said \"so\".", "--by", "coder-a"]).exits(0).says(FIRST);

    let everywhere =
        ["seals/001-first.clog", "seals/002-second.clog", FIRST, "journal/review.toml", ".chancery/tail.clog"];
    for path in everywhere {
        for text in [SUMMARY, "A secret."] {
            assert!(!holds(&repository.bytes(path), text), "{path} holds {text}");
        }
    }
    let journal = repository.read(FIRST);
    assert!(
        journal.contains("[[redacted]]\nleaf = \"") && journal.contains("reason = \"A court said \\\"so\\\".\"\n"),
        "{journal}"
    );
    assert!(journal.contains("[source]"), "the source stays");
    assert!(repository.read("journal/review.toml").contains("was = \"correct\""));

    assert_eq!(commitments(&repository), before, "names, frames, roots and commitments are the same");
    repository.chancery(&["check"]).exits(0).says("no problems: entries 3, sources 2, claims 1, events 7");
    repository.chancery(&["verify"]).exits(0);
    repository.chancery(&["log", "cat"]).exits(0).says(&format!("Redacted redaction of claim {CLAIM}"));

    // Proofs from before still hold, and new ones say what happened.
    repository.write("../proof.jsonl", &proof);
    let path = repository.path("../proof.jsonl");
    let path = path.to_str().expect("a path in UTF-8");
    repository
        .chancery(&["log", "prove", "--check", path])
        .exits(0)
        .says("ClaimRecorded first-entry 1 is in seals/001-first.clog");
    let again = repository.chancery(&["log", "prove", CLAIM]).exits(0).says("\"frame\":null").stdout;
    repository.write("../proof.jsonl", &again);
    repository.chancery(&["log", "prove", "--check", path]).exits(0);
    repository.git(&["checkout", "-q", "--", "data/seals"]).exits(0);
    repository.chancery(&["log", "prove", "--check", path]).exits(1).says("is not redacted in that seal");

    // The old seal beside the new journal is a problem like any other; so is the new seal beside the old journal.
    assert!(repository.codes().iter().all(|code| code.starts_with("sealed-event-")));
    repository.chancery(&["check"]).exits(1);
}

#[test]
fn an_interrupted_redaction_is_finished_by_the_same_command() {
    let repository = worked_with();
    let redact = || repository.chancery(&["redact", CLAIM, "--reason", "Why.", "--by", "coder-a"]);
    redact().exits(0);
    let finished = (repository.read(FIRST), repository.read("journal/review.toml"));
    // As if the disk had failed after the seals.
    repository.git(&["checkout", "-q", "--", "data/journal"]).exits(0);
    repository.chancery(&["check"]).exits(1);
    redact().exits(0);
    assert_eq!((repository.read(FIRST), repository.read("journal/review.toml")), finished);
    redact().exits(0).says("redacted already");
    repository.chancery(&["verify"]).exits(0);
}

#[test]
fn work_goes_on_after_a_redaction() {
    let repository = worked_with();
    repository.chancery(&["redact", "example-gazette-2013", "--reason", "Why.", "--by", "coder-a"]).exits(0);
    repository.chancery(&["check"]).exits(0);
    repository.chancery(&["redact", CLAIM, "--reason", "Why.", "--by", "coder-a"]).exits(0);
    repository.chancery(&["check"]).exits(0);
    assert!(!holds(&repository.bytes("seals/001-first.clog"), "An example, made up"));
    repository.entry("monitor-2015", "2026-11-28");
    repository.chancery(&["seal", "third"]).exits(0);
    repository.chancery(&["verify"]).exits(0);
    repository.script().exits(0).says("003-third.clog");
    // Redactions are guarded like everything else that is sealed.
    let journal = repository.read(FIRST);
    repository.write(FIRST, &journal.replacen("reason = \"Why.\"", "reason = \"No.\"", 1));
    assert_eq!(repository.codes(), ["sealed-entry-changed"]);
}

#[test]
fn what_cannot_be_redacted_is_refused_and_nothing_changes() {
    let repository = worked_with();
    repository.entry("open-2015", "2026-11-28");
    let before = commitments(&repository);
    let redact = |id: &str, reason: &str| repository.chancery(&["redact", id, "--reason", reason, "--by", "coder-a"]);
    redact("open-2015/talks", "Why.").exits(2).says("it is open: delete it");
    redact("nobody/nothing", "Why.").exits(2).says("no seal holds a claim or source");
    redact("visit-2013", "Why.").exits(2);
    redact(CLAIM, " ").exits(2);
    redact(CLAIM, "a\u{202e}b").exits(2);
    repository.edit(FIRST, "form = \"visit\"", "form = \"talks\"");
    redact("monitor-2014/talks", "Why.").exits(1).says("sealed-entry-changed");
    assert_eq!(commitments(&repository), before);
    repository.git(&["checkout", "-q", "--", "data/journal"]).exits(0);
    repository.chancery(&["check"]).exits(0);
}
