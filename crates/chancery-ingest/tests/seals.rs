//! The journal against what is sealed: every difference is told once, at its place, with both values.
#![allow(clippy::disallowed_methods)] // the corpus lies in files

mod common;

use chancery_core::Entry;
use chancery_ingest::{InputFile, OUTSIDE, Problem, SealedEntry, Workspace, read, read_sealed, sealed_until};

/// The small workspace with two entries more, in which every event and every key stands.
fn workspace() -> Workspace {
    let mut workspace = common::support();
    for name in ["every-event", "every-key-of-a-claim"] {
        let bytes = common::files("valid", "toml")[name].clone();
        workspace.journal.push(InputFile::new(format!("journal/{name}.toml"), bytes));
    }
    workspace
}

/// The workspace with one text replaced by another in one file.
fn edited(path: &str, from: &str, to: &str) -> Workspace {
    let mut workspace = workspace();
    let file = workspace.journal.iter_mut().find(|file| file.path == path).expect("it is there");
    let text = String::from_utf8(file.bytes.clone()).unwrap();
    assert_eq!(text.matches(from).count(), 1, "`{from}` stands once in {path}");
    file.bytes = text.replace(from, to).into_bytes();
    workspace
}

fn sealed(entries: Vec<Entry>) -> Vec<SealedEntry> {
    entries.into_iter().map(|entry| SealedEntry { seal: "seals/001-first.clog".to_owned(), entry }).collect()
}

fn all_sealed() -> Vec<SealedEntry> {
    let (batch, problems) = read(&workspace(), &[]);
    assert_eq!(problems, []);
    sealed(batch.entries)
}

/// The problems about seals.
fn about_seals(workspace: &Workspace, sealed: &[SealedEntry]) -> Vec<Problem> {
    let (_, problems) = read_sealed(workspace, sealed, &[]);
    problems.into_iter().filter(|problem| OUTSIDE.contains(&problem.code)).collect()
}

const KEYS: &str = "journal/every-key-of-a-claim.toml";
const EVENTS: &str = "journal/every-event.toml";

/// What is told of a difference: its line, code and id, and a part of the reason.
type Told = (usize, &'static str, &'static str, &'static str);

#[test]
fn every_difference_is_told_at_its_place() {
    let sealed = all_sealed();
    #[rustfmt::skip]
    let cases: &[(&str, &str, &str, &[Told])] = &[
        (KEYS, "recorded = 2026-02-01T09:30:00+08:00", "recorded = 2026-02-01T01:30:00Z", &[]),
        (KEYS, "categories = [\"political\", \"medical\"]", "categories = [\"medical\", \"political\"]", &[]),
        (KEYS, "coded = 2026-01-20\n", "", &[(2, "sealed-entry-changed", "every-key-of-a-claim", "has `2026-01-20T00:00:00Z`, the file says nothing")]),
        (KEYS, "by = \"coder-a\"", "by = \"coder-b\"", &[(6, "sealed-entry-changed", "every-key-of-a-claim", "has `coder-a`, the file says `coder-b`")]),
        (KEYS, "title = \"Notes from the steppe\"", "title = \"Notes\"", &[(12, "sealed-entry-changed", "paper-2012", "has `Notes from the steppe`, the file says `Notes`")]),
        (KEYS, "2010-05-03/2010-05-06", "2010-05-03/2010-05-05", &[(37, "sealed-entry-changed", "paper-2012/fourth-visit", "has `2010-05-03/2010-05-06`, the file says `2010-05-03/2010-05-05`")]),
        (KEYS, "level = \"minister\"", "level = \"senior\"", &[(33, "sealed-entry-changed", "paper-2012/fourth-visit", "level = \"minister\"")]),
        (KEYS, "ordinal = 4", "ordinal = 5\n# and more", &[(43, "sealed-entry-changed", "paper-2012/fourth-visit", "has `4`, the file says `5`")]),
        (EVENTS, "reason = \"Told as one.\"", "reason = \"One.\"", &[(16, "sealed-entry-changed", "spring-journey-2010", "has `Told as one.`, the file says `One.`")]),
        (EVENTS, "set = { when = \"2010-05-04\", place", "set = { when = \"2010-05-05\", place", &[(28, "sealed-entry-changed", "gazette-2010/talks", "has `2010-05-04`, the file says `2010-05-05`")]),
        (EVENTS, "unset = [\"place\", \"when\"]", "unset = [\"place\"]", &[(39, "sealed-entry-changed", "spring-journey-2010", "the file says `[\"place\"]`")]),
        (EVENTS, "readmit = [\"gazette-2010/tournament\"]\n", "", &[(36, "sealed-entry-changed", "spring-journey-2010", "the file says nothing")]),
        (EVENTS, "on its second page", "on its third page", &[(46, "sealed-entry-changed", "gazette-2010/exchanges", "third page")]),
        (EVENTS, "extent = \"2010\"\n", "extent = \"2011\"\n", &[(58, "sealed-entry-changed", "JPN", "has `2010`, the file says `2011`")]),
        (EVENTS, "rows = 2110", "rows = 2109", &[(77, "sealed-entry-changed", "gdelt-2-20191024143000", "has `2110`, the file says `2109`")]),
        (EVENTS, "A newer export replaces it.", "It was wrong.", &[(95, "sealed-entry-changed", "icews-2018", "the file says `It was wrong.`")]),
        (EVENTS, "[[retract]]\nclaim = \"gazette-2010/exchanges\"\nreason = \"The source does not say so.\"\n", "",
            &[(2, "sealed-event-gone", "every-event", "The seal `seals/001-first.clog` holds it.")]),
        (EVENTS, "[[retract]]", "[[coverage]]\ndyad = [\"JPN\", \"PRK\"]\nextent = \"2009\"\nsearched = [\"en\"]\nby = \"coder-b\"\n\n[[retract]]",
            &[(32, "sealed-event-added", "JPN", "has the entry without it")]),
    ];
    for (path, from, to, expected) in cases {
        let found = about_seals(&edited(path, from, to), &sealed);
        let told: Vec<_> = found.iter().map(|p| (p.line, p.code, p.id.as_deref().unwrap_or_default())).collect();
        let wanted: Vec<_> = expected.iter().map(|(line, code, id, _)| (*line, *code, *id)).collect();
        assert_eq!(told, wanted, "{from}: {found:#?}");
        for (problem, (.., says)) in found.iter().zip(*expected) {
            assert!(problem.reason.contains(says) && problem.path == *path, "{from}: {problem:#?}");
        }
    }
}

#[test]
fn order_is_sealed_too() {
    let block = "[[retract]]\nclaim = \"gazette-2010/exchanges\"\nreason = \"The source does not say so.\"\n\n";
    let mut workspace = edited(EVENTS, block, "");
    let file = workspace.journal.iter_mut().find(|file| file.path == EVENTS).unwrap();
    let text = String::from_utf8(file.bytes.clone()).unwrap();
    file.bytes = text.replacen("[[link]]", &format!("{block}[[link]]"), 1).into_bytes();
    let found = about_seals(&workspace, &all_sealed());
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!((found[0].code, found[0].line), ("sealed-entry-changed", 13), "{found:#?}");
    assert!(found[0].message.contains("`order of events` of the entry `every-event`"), "{}", found[0].message);
}

#[test]
fn an_entry_is_gone_or_has_another_id_or_cannot_be_read() {
    let sealed = all_sealed();
    let mut gone = workspace();
    gone.journal.retain(|file| file.path != KEYS);
    let found = about_seals(&gone, &sealed);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].code, found[0].path.as_str()), ("sealed-entry-gone", KEYS));
    assert_eq!(found[0].id.as_deref(), Some("every-key-of-a-claim"));

    let renamed = edited(KEYS, "id = \"every-key-of-a-claim\"", "id = \"another\"");
    let found = about_seals(&renamed, &sealed);
    // The entry under its new id is new, and so it is too early.
    assert_eq!(
        found.iter().map(|p| p.code).collect::<Vec<_>>(),
        ["sealed-entry-changed", "recorded-before-seal"],
        "{found:#?}"
    );

    for (from, to) in
        [("[entry]", "[entry"), ("by = \"coder-a\"", ""), ("when = \"[2010-04..2010-05]\"", "when = \"soon\"")]
    {
        let (_, problems) = read_sealed(&edited(KEYS, from, to), &sealed, &[]);
        let codes: Vec<_> = problems.iter().map(|problem| problem.code).collect();
        assert_eq!(codes.len(), 1, "{to}: what cannot be read is not said to be gone: {codes:?}");
    }
}

#[test]
fn a_new_entry_comes_after_everything_sealed() {
    let (batch, _) = read(&common::support(), &[]);
    let sealed = sealed(batch.entries);
    assert_eq!(sealed_until(&sealed).map(|until| until.to_string()).as_deref(), Some("2026-01-03T00:00:00Z"));
    #[rustfmt::skip]
    let cases = [
        ("recorded = 2026-02-01", "recorded = 2026-01-03T00:00:01Z", None),
        ("recorded = 2026-02-01", "recorded = 2026-01-03", Some("keep the old as `coded = 2026-01-03T00:00:00Z`")),
        ("recorded = 2026-02-01", "recorded = 2026-01-02\ncoded = 2025-12-31", Some("leave `coded` as it is")),
    ];
    for (from, to, fix) in cases {
        let found = about_seals(&edited(EVENTS, &format!("{from}\n"), &format!("{to}\n")), &sealed);
        match fix {
            None => assert_eq!(found, []),
            Some(fix) => {
                assert_eq!((found.len(), found[0].code, found[0].line), (1, "recorded-before-seal", 5));
                assert!(
                    found[0].fix.contains("`recorded = 2026-01-03T00:00:01Z`") && found[0].fix.contains(fix),
                    "{}",
                    found[0].fix
                );
            }
        }
    }
    assert_eq!(about_seals(&workspace(), &[]), [], "nothing is sealed, so nothing is too early");
}

/// Every line of every file changed or left out, one at a time: what reads as another entry is told, and nothing else is.
#[test]
fn a_difference_is_told_exactly_where_there_is_one() {
    let (now, current) = (workspace(), all_sealed());
    let (mut told, mut same) = (0, 0);
    for (at, file) in now.journal.iter().enumerate() {
        let text = String::from_utf8(file.bytes.clone()).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        for number in 0..lines.len() {
            for changed in [None, Some(lines[number].replacen("e", "o", 1))] {
                let other: Vec<&str> = lines[..number]
                    .iter()
                    .copied()
                    .chain(changed.as_deref())
                    .chain(lines[number + 1..].iter().copied())
                    .collect();
                let mut was = now.clone();
                was.journal[at].bytes = other.join("\n").into_bytes();
                // A seal holds whole entries of a journal without problems, or nearly: those that are whole as they read.
                let (batch, problems) = read(&was, &[]);
                if problems.iter().any(|problem| problem.path == file.path) {
                    continue;
                }
                let sealed = sealed(batch.entries);
                let differs = sealed != current;
                let found = about_seals(&now, &sealed);
                assert_eq!(differs, !found.is_empty(), "{}:{}: {changed:?}: {found:#?}", file.path, number + 1);
                if differs { told += 1 } else { same += 1 }
            }
        }
    }
    assert!(told > 60 && same > 20, "{told} told, {same} the same");
}

#[test]
fn every_problem_about_seals_reads_well() {
    let mut gone = edited(EVENTS, "reason = \"Told as one.\"", "reason = \"One.\"");
    gone.journal.retain(|file| file.path != KEYS);
    let (_, problems) = read_sealed(&gone, &all_sealed(), &[]);
    let shown: Vec<String> = problems.iter().filter(|p| p.code.starts_with("sealed")).map(common::rendered).collect();
    let expected = "journal/every-event.toml:16:10 sealed-entry-changed\n  `reason` of the link of `spring-journey-2010` was changed \
                    after it had been sealed\n  why: The seal `seals/001-first.clog` has `Told as one.`, the file says `One.`.\n  \
                    fix: Put the sealed value back, and mend the claim by a `[[correct]]` in a new entry.\n\
                    journal/every-key-of-a-claim.toml:1:1 sealed-entry-gone\n  the entry `every-key-of-a-claim` is sealed, but its \
                    file is gone\n  why: The seal `seals/001-first.clog` holds it.\n  fix: Restore the file from version control; \
                    take claims back by `[[retract]]` in a new entry.\n";
    assert_eq!(shown.join(""), expected);
}
