//! Two coders on one source, by the program.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::{chancery, workspace};

const HEAD: &str = r#"[entry]
format = 1
id = "ENTRY"
recorded = 2026-11-30
by = "CODER"

[source]
id = "newswire-2007-07"
title = "A visit"
publisher = "newswire.mn"
published = "2007-07"
language = "en"
seen = "excerpt"
"#;

fn claim(slug: &str, when: &str, form: &str, categories: &str, host: &str) -> String {
    format!(
        r#"
[[claim]]
id = "newswire-2007-07/{slug}"
form = "{form}"
categories = [{categories}]
status = "happened"
stance = "asserted"
when = "{when}"
actors = [{{ id = "PRK", role = "visitor" }}, {{ id = "MNG", role = "{host}" }}]
summary = "In own words."
"#
    )
}

/// An entry file outside the journal.
fn entry(dir: &Path, name: &str, claims: &[String]) -> String {
    let path = dir.join(format!("{name}.toml"));
    let head = HEAD.replace("ENTRY", name).replace("CODER", name);
    fs::write(&path, head + &claims.concat()).unwrap();
    path.display().to_string()
}

/// Three claims each; two are in both, of which one differs in its form, its categories and its day.
fn two(dir: &Path) -> [String; 2] {
    let same = claim("visit", "2007-07-20", "visit", r#""political""#, "host");
    let a = [
        same.clone(),
        claim("accord", "2007-07-21", "agreement", r#""medical", "political""#, "host"),
        claim("aid", "1952", "aid", r#""humanitarian""#, "recipient"),
    ];
    let b = [
        same,
        claim("health", "2007-07-21", "talks", r#""medical""#, "host"),
        claim("posting", "2001-05", "posting", r#""political""#, "party"),
    ];
    [entry(dir, "coder-a", &a), entry(dir, "coder-b", &b)]
}

#[test]
fn two_entries_are_compared_and_what_differs_is_listed() {
    let (workspace, coded) = (workspace(&[]), tempfile::tempdir().unwrap());
    let [a, b] = two(coded.path());
    let (code, out, err) = chancery(workspace.path(), &["agreement", &a, &b]);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    for line in [
        "  A: coder-a by coder-a, 3 claims",
        "claims: 2 in both (0 by their anchors, 2 by what they say), 1 in A alone, 1 in B alone",
        "  F1 0.667; of A's claims B has 0.667 (recall), of B's A has 0.667 (precision)",
        "to talk over (4)",
        "  only A has newswire-2007-07/aid",
        "  only B has newswire-2007-07/posting",
        "  newswire-2007-07/accord (B: newswire-2007-07/health)",
        "    form: A agreement; B talks",
        "    categories: A medical; political; B medical",
    ] {
        assert!(out.lines().any(|found| found == line), "{line}\n{out}");
    }
    assert!(!workspace.path().join(".chancery").exists(), "comparing writes nothing");
}

/// By hand: forms visit, visit, agreement, talks. D_o = 1/2; D_e = 5/6; alpha = 1 - 3/5 = 0.4. Roles and stances do not vary or
/// agree in full.
#[test]
fn the_figures_are_those_worked_out_by_hand_and_depend_on_the_seed_alone() {
    let (workspace, coded) = (workspace(&[]), tempfile::tempdir().unwrap());
    let [a, b] = two(coded.path());
    let json = |seed: &str| {
        let (code, out, _) = chancery(workspace.path(), &["agreement", &a, &b, "--seed", seed, "--format", "json"]);
        assert_eq!(code, Some(0));
        out
    };
    let first = json("7");
    assert_eq!(first, json("7"));
    let objects: Vec<Value> = first.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let field = |field: &str, level: &str| {
        objects
            .iter()
            .find(|one| one["field"] == field && one["level"] == level && one["kind"] == "field")
            .unwrap()
            .clone()
    };
    assert_eq!(
        (&field("form", "nominal")["alpha_millionths"], &field("form", "nominal")["pairs"]),
        (&400_000.into(), &2.into())
    );
    assert_eq!(field("when", "interval")["alpha_millionths"], 1_000_000);
    assert_eq!(field("status", "nominal")["alpha_millionths"], Value::Null);
    assert_eq!(objects[0]["f1_millionths"], 666_667);
    assert_eq!(objects.iter().filter(|one| one["kind"] == "alone").count(), 2);
}

#[test]
fn what_cannot_be_compared_is_said() {
    let (workspace, coded) = (workspace(&[]), tempfile::tempdir().unwrap());
    let [a, _] = two(coded.path());
    let text = fs::read_to_string(&a).unwrap();
    let write = |name: &str, text: String| {
        let path = coded.path().join(format!("{name}.toml"));
        fs::write(&path, text).unwrap();
        path.display().to_string()
    };
    let other = write("other", text.replace("newswire-2007-07", "elsewhere").replace("\"coder-a\"", "\"other\""));
    let (code, _, err) = chancery(workspace.path(), &["agreement", &a, &other]);
    assert_eq!(code, Some(2));
    assert!(err.contains("no source in common") && err.contains("the second elsewhere"), "{err}");

    let broken = write("broken", text.replace("\"visit\"", "\"vizit\"").replace("\"coder-a\"", "\"broken\""));
    let (code, _, err) = chancery(workspace.path(), &["agreement", &a, &broken]);
    assert_eq!(code, Some(1));
    assert!(err.contains("vizit"), "{err}");

    let (code, _, err) = chancery(workspace.path(), &["agreement", &a, "no-such.toml"]);
    assert_eq!(code, Some(3));
    assert!(err.contains("no-such.toml"), "{err}");
    let (code, _, err) = chancery(workspace.path(), &["agreement", &a, &a, "--format", "csv"]);
    assert_eq!(code, Some(2));
    assert!(err.contains("json"), "{err}");
}
