//! No input makes it panic, point outside of a file, or take for ever.
#![allow(clippy::disallowed_methods)] // time is what is tested

mod common;

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use chancery_ingest::{ImportRequest, InputFile, Problem, Workspace, import_table, read};
use proptest::prelude::*;

/// Every problem points into its file, and the same input gives the same problems.
fn sane(workspace: &Workspace) -> Vec<Problem> {
    let (batch, problems) = read(workspace, &[]);
    let files = workspace.journal.iter().chain(&workspace.vocabulary).chain(workspace.texts.values());
    let sizes: BTreeMap<&str, (usize, usize)> = files.map(|file| (file.path.as_str(), size(&file.bytes))).collect();
    for problem in &problems {
        let (length, lines) = sizes.get(problem.path.as_str()).copied().unwrap_or((0, 1));
        if let Some(span) = &problem.span {
            assert!(span.start <= span.end && span.end <= length.max(1), "{problem:?}");
        }
        assert!((1..=lines).contains(&problem.line) && problem.column > 0, "{problem:?}");
        assert!(!problem.message.is_empty() && !problem.message.chars().any(chancery_core::text::acts), "{problem:?}");
    }
    let order =
        |problem: &Problem| (problem.path.clone(), problem.span.clone().unwrap_or_default().start, problem.code);
    assert!(problems.windows(2).all(|pair| order(&pair[0]) <= order(&pair[1]) || pair[1].code == "too-many-problems"));
    assert!(batch.entries.windows(2).all(|pair| pair[0].id < pair[1].id));
    problems
}

/// Every problem of an import points into the mapping or the table; and what is made can be read.
fn told_sanely(mapping: &InputFile, table: &InputFile) {
    let workspace = common::support();
    let recorded = chancery_core::Instant(1_767_225_600);
    let request = ImportRequest { workspace: &workspace, mapping, table, recorded, by: None, entry: None };
    match import_table(&request) {
        Ok(made) if made.claims == 0 => assert!(made.file.bytes.is_empty()),
        Ok(made) => {
            let mut workspace = workspace.clone();
            workspace.journal.push(made.file);
            assert_eq!(read(&workspace, &[]).1, []);
        }
        Err(refused) => {
            assert!(!refused.problems.is_empty());
            for problem in &refused.problems {
                let file = refused.files.iter().find(|file| file.path == problem.path).expect("a file that was given");
                let end = problem.span.as_ref().map_or(0, |span| span.end);
                assert!(end <= file.bytes.len() && problem.line <= size(&file.bytes).1, "{problem:?}");
            }
        }
    }
}

/// A table of many rows, nothing of which the mapping knows.
#[test]
fn large_tables_end_soon() {
    let part = |ending: &str| String::from_utf8(common::files("import", ending)["base"].clone()).expect("it is text");
    let known = (0..20_000).map(|n| format!("value-{n} = {{ form = \"visit\" }}\n")).collect::<String>();
    let mapping = part("toml").replace("talks = { form = \"talks\" }\n", &known);
    let header = part("csv").lines().next().map(str::to_owned).unwrap_or_default();
    let row = |n: usize| format!("\nr{n},2010,MN:gast;PRK:hos,Nobody {n},vlaue-{n},{n} peple,,x,x,Gazette,2011,u{n},");
    let table = header + &(0..20_000).map(row).collect::<String>();
    let start = Instant::now();
    told_sanely(&InputFile::new("m", mapping), &InputFile::new("t.csv", table));
    assert!(start.elapsed() < Duration::from_secs(60), "took {:?}", start.elapsed());
}

/// Bytes and lines.
fn size(bytes: &[u8]) -> (usize, usize) {
    (bytes.len(), bytes.iter().filter(|byte| **byte == b'\n').count() + 1)
}

/// A change to some bytes.
#[derive(Debug, Clone)]
enum Change {
    Delete(usize),
    Insert(Vec<u8>),
    RepeatLine,
    DropLine,
}

fn change() -> impl Strategy<Value = (prop::sample::Index, Change)> {
    let pieces = [
        "\"",
        "'",
        "[",
        "]",
        "{",
        "}",
        "=",
        ",",
        "\n",
        "[[claim]]\n",
        "\u{202e}",
        "\\u0000",
        "\u{feff}",
        "é",
        "\0",
        "#",
        "\"\"\"",
        "-1",
        "{2010,2011}",
    ];
    let change = prop_oneof![
        (1_usize..40).prop_map(Change::Delete),
        prop::sample::select(pieces.to_vec()).prop_map(|piece| Change::Insert(piece.as_bytes().to_vec())),
        prop::collection::vec(any::<u8>(), 1..4).prop_map(Change::Insert),
        Just(Change::RepeatLine),
        Just(Change::DropLine),
    ];
    (any::<prop::sample::Index>(), change)
}

fn apply(bytes: &mut Vec<u8>, (at, change): &(prop::sample::Index, Change)) {
    let at = at.index(bytes.len() + 1);
    let start = bytes[..at].iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    let end = bytes[at..].iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |newline| at + newline + 1);
    match change {
        Change::Delete(count) => drop(bytes.drain(at..(at + count).min(bytes.len()))),
        Change::Insert(piece) => drop(bytes.splice(at..at, piece.iter().copied())),
        Change::RepeatLine => drop(bytes.splice(end..end, bytes[start..end].to_vec())),
        Change::DropLine => drop(bytes.drain(start..end)),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_bytes(bytes in prop::collection::vec(any::<u8>(), 0..300), text in "\\PC{0,200}") {
        for bytes in [bytes, text.into_bytes()] {
            let file = |path: &str| InputFile::new(path, bytes.clone());
            let texts = [("a".to_owned(), file("sources/a.txt"))].into();
            sane(&Workspace { journal: vec![file("journal/a.toml"), file("b")], vocabulary: vec![file("vocabulary/roles.toml"), file("actors.toml"), file("")], texts });
        }
    }

    #[test]
    fn entries_with_slips(name in prop::sample::select(vec!["every-key-of-a-claim", "every-event"]), changes in prop::collection::vec(change(), 1..6)) {
        let mut bytes = common::files("valid", "toml")[name].clone();
        for change in &changes {
            apply(&mut bytes, change);
        }
        let (workspace, _) = common::with_case(name, &bytes);
        sane(&workspace);
    }

    #[test]
    fn mappings_and_tables_with_slips(of_mapping in any::<bool>(), changes in prop::collection::vec(change(), 1..6)) {
        let part = |ending: &str| common::files("import", ending)["base"].clone();
        let (mut mapping, mut table) = (InputFile::new("m", part("toml")), InputFile::new("t.csv", part("csv")));
        for change in &changes {
            apply(if of_mapping { &mut mapping.bytes } else { &mut table.bytes }, change);
        }
        told_sanely(&mapping, &table);
    }

    #[test]
    fn workbooks_with_slips(changes in prop::collection::vec(change(), 1..3)) {
        let part = |ending: &str| common::files("import", ending)["base"].clone();
        let (mapping, mut table) = (InputFile::new("m", part("toml")), InputFile::new("t.xlsx", part("xlsx")));
        changes.iter().for_each(|change| apply(&mut table.bytes, change));
        told_sanely(&mapping, &table);
    }

    #[test]
    fn vocabularies_with_slips(file in any::<prop::sample::Index>(), changes in prop::collection::vec(change(), 1..6)) {
        let (mut workspace, _) = common::with_case("crosswalks", &common::files("valid", "toml")["crosswalks"]);
        let at = file.index(workspace.vocabulary.len());
        for change in &changes {
            apply(&mut workspace.vocabulary[at].bytes, change);
        }
        sane(&workspace);
    }
}

const SOURCE: &str = "[source]\nid = \"s\"\ntitle = \"x\"\npublisher = \"x\"\nlanguage = \"en\"\nseen = \"text\"\n";

fn claim(number: usize) -> String {
    format!(
        "[[claim]]\nid = \"s/c{number}\"\nform = \"visit\"\ncategories = [\"sports\"]\nstatus = \"happened\"\nstance = \"asserted\"\nactors = [{{ id = \"MNG\", role = \"party\" }}]\nsummary = \"x\"\n"
    )
}

/// Crosswalks of many schemes that lead nowhere, and of many rows that share one code.
#[test]
fn large_crosswalks_end_soon() {
    let schemes = |n: usize| {
        format!("[[scheme]]\nid = \"s{n}\"\nname = \"x\"\nsource = \"x\"\ncodes = [{{ code = \"c\", name = \"c\" }}]\n")
    };
    let rows = |category: &str, n: usize, code: &str| {
        format!("[[crosswalk]]\ncategory = \"{category}{n}\"\nscheme = \"s0\"\ncodes = [\"{code}\"]\nlossy = false\n")
    };
    let terms = |n: usize| {
        format!(
            "[[term]]\nid = \"k{n}\"\nname = \"x\"\ndefinition = \"x\"\ntypical = \"x\"\nborderline = \"x\"\nexcluded = \"x\"\n"
        )
    };
    let many = |make: &dyn Fn(usize) -> String| (0..20_000).map(make).collect::<String>();
    let text = |kind: &str| match kind {
        "schemes" => many(&schemes),
        "strangers" => schemes(0) + &many(&|n| rows("m", n, "cc")),
        _ => schemes(0) + &many(&|n| rows("k", n, "c")),
    };
    for (kind, code) in [("schemes", "missing-crosswalk"), ("strangers", "unknown-term"), ("rows", "crosswalk-loss")] {
        let mut workspace = Workspace { vocabulary: common::support().vocabulary, ..Workspace::default() };
        let categories = workspace.vocabulary.iter_mut().find(|file| file.path.ends_with("categories.toml"));
        categories.expect("it is there").bytes = many(&terms).into_bytes();
        workspace.vocabulary.push(InputFile::new("vocabulary/crosswalks.toml", text(kind)));
        let start = Instant::now();
        assert!(sane(&workspace).iter().any(|problem| problem.code == code), "{kind}");
        assert!(start.elapsed() < Duration::from_secs(60), "{kind} took {:?}", start.elapsed());
    }
}

/// Files that are large, and most of them wrong throughout.
#[test]
fn large_files_end_soon() {
    let heading = "[entry]\nformat = 1\nid = \"big\"\nrecorded = 2026-02-01\nby = \"x\"\n";
    let claims = |line: fn(usize) -> String| (0..5_000).map(line).collect::<String>();
    let texts = [
        ("keys", (0..50_000).map(|n| format!("k{n} = 1\n")).collect::<String>()),
        ("faults", "= x\n".repeat(60_000)),
        ("headings", "[[claim]\n".repeat(25_000)),
        ("the same key", "a = 1\n".repeat(40_000)),
        ("tables", format!("claim = [{}]", "\n{},".repeat(50_000))),
        (
            "the same claim",
            format!("{heading}{}", claims(|_| "[[claim]]\nid = \"gazette-2010/visit\"\nform = \"visti\"\n".to_owned())),
        ),
        (
            "claims of no source",
            format!("{heading}{}", claims(|n| format!("[[claim]]\nid = \"source-{n}/visit-{n}\"\nform = \"vist\"\n"))),
        ),
        (
            "retractions of nothing",
            format!(
                "{heading}{}",
                claims(|n| format!("[[retract]]\nclaim = \"gazette-2010/vist-{n}\"\nreason = \"x\"\n"))
            ),
        ),
        (
            "a chain of parts",
            format!("{heading}{SOURCE}{}", claims(|n| format!("{}part_of = \"s/c{}\"\n", claim(n), n + 1))),
        ),
        (
            "figures that are parts of one and of each other",
            format!(
                "{heading}{SOURCE}{}",
                claims(|n| {
                    let flow = claim(n).replace("[[claim]]\n", "[[claim]]\nnature = \"flow\"\nwhen = \"2009\"\n");
                    let whole = if n % 2 == 0 { 0 } else { n - 1 };
                    let part = if n == 0 { String::new() } else { format!("part_of = \"s/c{whole}\"\n") };
                    format!("{flow}{part}quantity = [{{ of = \"x\", best = {n} }}]\n")
                })
            ),
        ),
        (
            "five thousand figures for one thing",
            format!(
                "{heading}{SOURCE}{}",
                claims(|n| {
                    let flow = claim(n).replace("[[claim]]\n", "[[claim]]\nnature = \"flow\"\nwhen = \"2009\"\n");
                    format!("{flow}quantity = [{{ of = \"x\", best = {n} }}]\n")
                })
            ),
        ),
        (
            "a settlement each",
            format!(
                "{heading}{SOURCE}{}",
                claims(|n| format!(
                    "{}[[link]]\ncontact = \"k{n}\"\nclaims = [\"s/c{n}\"]\nreason = \"x\"\n[[settle]]\ncontact = \"k{n}\"\nset = {{ when = \"2010\" }}\nbecause = [\"s/c{n}\"]\nreason = \"x\"\n",
                    claim(n)
                ))
            ),
        ),
        (
            "one long list",
            format!(
                "{heading}[[link]]\ncontact = \"c\"\nreason = \"x\"\nclaims = [\n{}]\n",
                claims(|n| format!("\"a/{n}\",\n"))
            ),
        ),
    ];
    for (what, text) in texts {
        let mut workspace = common::support();
        workspace.journal.push(InputFile::new("journal/big.toml", text));
        let start = Instant::now();
        let problems = sane(&workspace);
        assert_eq!(problems.is_empty(), what == "a settlement each", "{what}");
        let figures = problems.iter().filter(|problem| problem.is_warning()).count();
        assert_eq!(figures > 0, what.contains("figures"), "{what}");
        assert!(start.elapsed() < Duration::from_secs(60), "{what} took {:?}", start.elapsed());
    }
}
