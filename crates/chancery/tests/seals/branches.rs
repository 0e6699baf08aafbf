//! Two branches: both seal, or one seals what the other edits.

use crate::repository::{FIRST, Repository};

/// From one seal on, two branches each record an entry and seal it; then they are merged.
fn both_sealed() -> Repository {
    let repository = Repository::sealed();
    for (branch, recorded) in [("spring", "2026-11-27"), ("april", "2026-11-26T08:00:00Z")] {
        repository.git(&["checkout", "-q", "-b", branch, "main"]).exits(0);
        repository.entry(&format!("{branch}-work"), recorded);
        repository.chancery(&["seal", branch]).exits(0);
        repository.commit(branch);
    }
    repository.git(&["checkout", "-q", "spring"]).exits(0);
    repository.git(&["merge", "-q", "-m", "merge", "april"]).exits(0);
    repository
}

#[test]
fn two_branches_that_both_seal_are_told_what_to_do() {
    let repository = both_sealed();
    let problems = repository.problems();
    assert_eq!(problems.len(), 1, "{problems:#?}");
    let text = |key: &str| problems[0][key].as_str().unwrap_or_default();
    assert_eq!(text("code"), "two-seals");
    for seal in ["`seals/002-april.clog`", "`seals/002-spring.clog`"] {
        assert!(text("message").contains(seal), "{}", text("message"));
    }
    for step in ["Keep the one that was published", "remove the other file", "open again", "`coded`", "seal again"] {
        assert!(text("fix").contains(step), "{step}: {}", text("fix"));
    }
    for verb in ["check", "ingest", "verify"] {
        repository.chancery(&[verb]).exits(1).says("two-seals");
    }
    repository.chancery(&["seal", "both"]).exits(1).says("two-seals");
    repository.script().exits(1).says("002-spring.clog: byte 16: the seal before it is another");

    // As it says: keep one, remove the other, give what is open a later moment, seal again.
    repository.git(&["rm", "-q", "data/seals/002-april.clog"]).exits(0);
    let problems = repository.problems();
    assert_eq!(repository.codes(), ["recorded-before-seal"]);
    assert_eq!(problems[0]["file"], "journal/april-work.toml");
    let fix = problems[0]["fix"].as_str().unwrap_or_default();
    assert!(
        fix.contains("`recorded = 2026-11-27T00:00:01Z`") && fix.contains("`coded = 2026-11-26T08:00:00Z`"),
        "{fix}"
    );
    repository.edit(
        "journal/april-work.toml",
        "recorded = 2026-11-26T08:00:00Z",
        "recorded = 2026-11-27T00:00:01Z\ncoded = 2026-11-26T08:00:00Z",
    );
    repository.chancery(&["seal", "april"]).exits(0).says("seals/003-april.clog");
    repository.chancery(&["verify"]).exits(0);
    repository.script().exits(0).says("003-april.clog");
    repository.commit("sealed again");
}

#[test]
fn the_other_seal_may_be_the_one_that_stays() {
    let repository = both_sealed();
    repository.git(&["rm", "-q", "data/seals/002-spring.clog"]).exits(0);
    // The entry that is open again is the later one, so nothing stands against sealing it.
    repository.chancery(&["check"]).exits(0);
    repository.chancery(&["seal", "spring"]).exits(0).says("seals/003-spring.clog");
    repository.script().exits(0);
}

#[test]
fn what_one_branch_seals_and_the_other_edits_is_named() {
    let repository = Repository::new();
    repository.git(&["checkout", "-q", "-b", "edit"]).exits(0);
    repository.edit(FIRST, "publisher = \"Example Gazette\"", "publisher = \"The Gazette\"");
    repository.commit("edit");
    repository.git(&["checkout", "-q", "main"]).exits(0);
    repository.chancery(&["seal", "first"]).exits(0);
    repository.commit("seal");
    repository.git(&["merge", "-q", "-m", "merge", "edit"]).exits(0);
    let problems = repository.problems();
    // The origin of an account is its publisher if nothing else is said.
    let told: Vec<_> = problems.iter().map(|problem| (problem["code"].as_str(), problem["id"].as_str())).collect();
    assert_eq!(told, [(Some("sealed-entry-changed"), Some("example-gazette-2013")); 2], "{problems:#?}");
    assert!(
        problems[1]["reason"]
            .as_str()
            .unwrap_or_default()
            .contains("has `Example Gazette`, the file says `The Gazette`")
    );
    repository.git(&["checkout", "-q", "main~1", "--", "data/journal"]).exits(0);
    repository.chancery(&["check"]).exits(0);
}
