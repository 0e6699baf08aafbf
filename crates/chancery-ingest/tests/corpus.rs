//! Every case of the corpus has the problem that its name says and no other, and the problem reads well.
#![allow(clippy::disallowed_methods)] // the corpus and the sources of this crate are files

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use chancery_ingest::{
    CATALOGUE, InputFile, MAX_FILE_BYTES, MAX_LINE_BYTES, OUTSIDE, Problem, Workspace, explain, read,
};

/// The codes that a case must have, in the order in which they are found.
fn expected(name: &str, bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(bytes);
    match text.lines().next().and_then(|line| line.strip_prefix("# problems: ")) {
        Some(codes) => codes.split(", ").map(str::to_owned).collect(),
        None => vec![name.split("--").next().unwrap().to_owned()],
    }
}

/// What is wrong with how a problem is told; nothing, it is hoped.
fn badly_told(problem: &Problem, bytes: &[u8]) -> Vec<String> {
    let mut bad = Vec::new();
    let Problem { code, message, reason, fix, line, span, .. } = problem;
    for (what, text) in [("message", message), ("reason", reason), ("fix", fix)] {
        if text.is_empty() || text.contains(['\n', '\r']) || text.contains("  ") {
            bad.push(format!("{code}: {what} is `{text}`"));
        }
    }
    if message.ends_with('.') || !reason.ends_with('.') || !fix.ends_with(['.', '?']) {
        bad.push(format!("{code}: full stops: `{message}`, `{reason}`, `{fix}`"));
    }
    let lines = String::from_utf8_lossy(bytes).lines().count();
    if *line == 0 || *line > lines.max(1) {
        bad.push(format!("{code}: line {line} of {lines}"));
    }
    if span.as_ref().is_some_and(|span| span.end > bytes.len() || span.start > span.end) {
        bad.push(format!("{code}: span {span:?}"));
    }
    bad
}

#[test]
fn every_case_has_its_problem_and_no_other() {
    let mut bad = Vec::new();
    let mut shown = String::new();
    for (name, bytes) in common::files("invalid", "toml") {
        let (workspace, path) = common::with_case(&name, &bytes);
        let (_, problems) = read(&workspace, &[]);
        let found: Vec<String> = problems.iter().map(|problem| problem.code.to_owned()).collect();
        let mut unique: Vec<String> = found.clone();
        unique.dedup();
        let expected = expected(&name, &bytes);
        if unique.iter().collect::<BTreeSet<_>>() != expected.iter().collect::<BTreeSet<_>>() {
            bad.push(format!("{name}: {found:?}"));
        }
        shown.push_str(&format!("== {name}\n"));
        for problem in &problems {
            if problem.path != path {
                bad.push(format!("{name}: a problem of {}", problem.path));
            }
            bad.extend(badly_told(problem, &bytes).into_iter().map(|what| format!("{name}: {what}")));
            shown.push_str(&common::rendered(problem));
        }
        shown.push('\n');
    }
    assert!(bad.is_empty(), "{}\n\n{shown}", bad.join("\n"));
    insta::assert_snapshot!("invalid", shown);
}

#[test]
fn ten_common_mistakes_read_well() {
    let name = "several--ten-common-mistakes";
    let (workspace, _) = common::with_case(name, &common::files("invalid", "toml")[name]);
    let (_, problems) = read(&workspace, &[]);
    assert_eq!(problems.len(), 10);
    insta::assert_snapshot!(name, problems.iter().map(common::rendered).collect::<Vec<_>>().join("\n"));
}

#[test]
fn valid_cases_have_no_problem() {
    assert_eq!(read(&common::support(), &[]).1, []);
    for (name, bytes) in common::files("valid", "toml") {
        let (workspace, path) = common::with_case(&name, &bytes);
        let (batch, problems) = read(&workspace, &[]);
        assert_eq!(problems, [], "{name}");
        match batch.spans.iter().position(|spans| spans.path == path) {
            Some(at) => insta::assert_debug_snapshot!(format!("valid--{name}"), batch.entries[at]),
            None => assert!(path.starts_with("vocabulary/"), "{path} was not read"),
        }
    }
}

/// Cases that are no text, too large for a file, or about files that are not there.
fn made_cases() -> Vec<(&'static str, Workspace)> {
    let journal = |bytes: Vec<u8>| {
        let mut workspace = common::support();
        workspace.journal.push(InputFile::new("journal/made.toml", bytes));
        workspace
    };
    let mut unknown_file = common::support();
    unknown_file.vocabulary.push(InputFile::new("vocabulary/role.toml", ""));
    let mut missing_file = common::support();
    missing_file.vocabulary.retain(|file| file.path != "vocabulary/forms.toml");
    let mut latin_text = common::support();
    latin_text.texts.get_mut("paper-2012").unwrap().bytes = b"caf\xe9".to_vec();
    latin_text.journal.push(InputFile::new(
        "journal/every-key-of-a-claim.toml",
        &*common::files("valid", "toml")["every-key-of-a-claim"],
    ));
    let comment = "#".repeat(MAX_LINE_BYTES + 1);
    vec![
        ("invalid-utf8", journal(b"[entry]\nnote = \"Z\xfcrich\"\n".to_vec())),
        ("invalid-utf8", latin_text),
        ("forbidden-character", journal(b"[entry]\nformat = 1\nid = \"made\"\nrecorded = 2026-02-01\nby = \"a\0b\"\n[[retract]]\nclaim = \"gazette-2010/talks\"\nreason = \"-\"".to_vec())),
        ("file-too-large", journal(vec![b'\n'; MAX_FILE_BYTES + 1])),
        ("line-too-long", journal(comment.into_bytes())),
        ("too-many-problems", journal("key = 1\n".repeat(3_000).into_bytes())),
        ("unknown-file", unknown_file),
        ("missing-file", missing_file),
    ]
}

#[test]
fn made_cases_have_their_problem() {
    for (code, workspace) in made_cases() {
        let (_, problems) = read(&workspace, &[]);
        assert_eq!(problems.last().map(|problem| problem.code), Some(code), "{problems:?}");
        assert!(code == "too-many-problems" || problems.len() == 1, "{problems:?}");
    }
}

#[test]
fn constructors_catalogue_and_corpus_agree() {
    let mut constructors = BTreeSet::new();
    for file in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/problems")).unwrap() {
        let source = fs::read_to_string(file.unwrap().path()).unwrap();
        let names = source.lines().filter_map(|line| line.strip_prefix("pub fn "));
        constructors.extend(names.map(|name| name.split(['(', '<']).next().unwrap().replace('_', "-")));
    }
    let catalogue: BTreeSet<String> = CATALOGUE.iter().map(|explanation| explanation.code.to_owned()).collect();
    assert_eq!(constructors, catalogue, "a constructor for each code, named after it");
    let cases = common::files("invalid", "toml").into_iter().flat_map(|(name, bytes)| expected(&name, &bytes));
    let tables = common::IMPORT_CASES.iter().chain(common::REGISTER_CASES).map(|case| case.0);
    let made = made_cases().into_iter().map(|(code, _)| code).chain(tables);
    let mut corpus: BTreeSet<String> = cases.chain(made.map(str::to_owned)).collect();
    // tests/import.rs and tests/registers: they take two tables.
    corpus.extend(["row-differs", "both-changed", "older-snapshot"].map(str::to_owned));
    assert!(OUTSIDE.iter().all(|code| explain(code).is_some() && !corpus.contains(*code)));
    corpus.extend(OUTSIDE.iter().map(|code| (*code).to_owned()));
    assert_eq!(corpus, catalogue, "a case of the corpus for each code");
}

#[test]
fn crosswalks_are_read_and_may_be_left_out() {
    let (batch, _) = read(&common::support(), &[]);
    assert_eq!(batch.vocabulary.crosswalks, Default::default());
    let name = "crosswalks";
    let (workspace, _) = common::with_case(name, &common::files("valid", "toml")[name]);
    insta::assert_debug_snapshot!("valid--crosswalks", read(&workspace, &[]).0.vocabulary.crosswalks);
}

#[test]
fn what_follows_from_a_fault_elsewhere_is_not_told() {
    let broken = |workspace: &mut Workspace, path: &str, from: &str, to: &str| {
        let mut files = workspace.journal.iter_mut().chain(&mut workspace.vocabulary);
        let file = files.find(|file| file.path == path).unwrap();
        let text = String::from_utf8(file.bytes.clone()).unwrap();
        assert!(text.contains(from), "{path} holds no {from}");
        file.bytes = text.replacen(from, to, 1).into_bytes();
    };
    for (path, from, to, code) in [
        ("journal/2026-01-01-gazette.toml", "[[claim]]", "[[claim", "bad-toml"),
        ("journal/2026-01-01-gazette.toml", "[source]", "[source", "bad-toml"),
        ("journal/2026-01-01-gazette.toml", "2026-01-01\nby", "2026-01-01T00:00:00\nby", "bad-instant"),
        ("journal/2026-01-01-gazette.toml", "\"2010-06\"", "\"June\"", "bad-date"),
        ("journal/2026-01-03-edits.toml", "reason = \"The same journey.\"", "", "missing-key"),
        ("vocabulary/actors.toml", "exists = \"1921-07-11/..\"", "exists = \"1921\"", "bad-existence"),
        ("vocabulary/actors.toml", "name = \"Mongolia\"", "name = Mongolia", "bad-toml"),
        ("vocabulary/actors.toml", "exists = \"1921-07-11/..\"", "", "missing-key"),
        ("vocabulary/forms.toml", "id = \"visit\"", "", "missing-key"),
        ("vocabulary/roles.toml", "id = \"visitor\"", "id = \"visitor", "bad-toml"),
    ] {
        let (mut workspace, _) = common::with_case("every-event", &common::files("valid", "toml")["every-event"]);
        broken(&mut workspace, path, from, to);
        let (_, problems) = read(&workspace, &[]);
        let found: Vec<_> = problems.iter().map(|problem| problem.code).collect();
        assert_eq!(found, [code], "{path}: {to}: {problems:#?}");
    }
}

#[test]
fn what_follows_from_a_fault_in_the_crosswalks_is_not_told() {
    let text = String::from_utf8(common::files("valid", "toml")["crosswalks"].clone()).unwrap();
    for (from, to, code) in [
        ("[[scheme]]", "[[scheme", "bad-toml"),
        ("id = \"plover\"", "", "missing-key"),
        ("source = \"Its manual.\"", "", "missing-key"),
        ("codes = [\"health\"]", "codes = \"health\"", "wrong-type"),
        ("category = \"medical\"", "", "missing-key"),
        ("category = \"medical\"", "category = \"medcal\"", "unknown-term"),
        ("lossy = false", "lossy = \"false\"", "wrong-type"),
        ("codes = [\"health\"]", "codes = [\"polty\"]", "unknown-code"),
        ("[[crosswalk]]", "[[crosswlk]]", "unknown-key"),
    ] {
        assert!(text.contains(from), "the case holds no {from}");
        let (workspace, _) = common::with_case("crosswalks", text.replacen(from, to, 1).as_bytes());
        let (_, problems) = read(&workspace, &[]);
        let found: Vec<_> = problems.iter().map(|problem| problem.code).collect();
        assert_eq!(found, [code], "{to}: {problems:#?}");
    }
}

#[test]
fn a_check_can_be_left_out() {
    let name = "unknown-actor--stranger";
    let (workspace, _) = common::with_case(name, &common::files("invalid", "toml")[name]);
    assert_eq!(read(&workspace, &["actors"]).1, []);
    assert_eq!(read(&workspace, &["terms"]).1.len(), 1);
}
