//! Hostile text: entries of the corpus, mappings and tables with some of their bytes changed. They are read or refused with places
//! that are in the file.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "the corpus consists of files, and soaks say how they went"
)]

mod common;

use chancery_ingest::{ImportRequest, InputFile, Problem, Workspace, import_table, read};
use chancery_testkit::mutants::{Mutants, Tally, most_memory, run};

/// Each mutant has a whole workspace read, which takes milliseconds in a build without optimisation; `CHANCERY_SOAK=20` runs as many
/// as the faster targets do.
const ORDINARY: u64 = 5_000;

/// What a key, a table or a value may begin or end with.
const PIECES: &[&str] = &[
    "[",
    "]",
    "{",
    "}",
    "[[claim]]\n",
    "[[link]]\n",
    "[entry]\n",
    "=",
    ",",
    "\"",
    "\"\"\"",
    "'''",
    "\n",
    "\r\n",
    "#",
    "\\u0000",
    "\\U00110000",
    "\u{feff}",
    "\u{202e}",
    "a.",
    "\u{301}",
    "{ a = ",
    "[[",
    "2010-02-30",
    "{2010,2011}",
    "1979-05-27T07:32:00Z",
    "nan",
];

fn ends_well(what: &str, tally: Tally) {
    println!("{what}: {tally}");
    assert!(tally.accepted * 1_000 > tally.executions && tally.accepted * 2 < tally.executions, "{tally}");
    assert!(most_memory().is_none_or(|kibibytes| kibibytes < 256 << 10), "{tally}");
}

/// Every problem of a file points into it.
fn points_into(problems: &[Problem], file: &InputFile) {
    for problem in problems.iter().filter(|problem| problem.path == file.path) {
        let end = problem.span.as_ref().map_or(0, |span| span.end);
        let lines = file.bytes.iter().filter(|byte| **byte == b'\n').count() + 1;
        assert!(end <= file.bytes.len().max(1) && (1..=lines).contains(&problem.line), "{problem:?}");
        assert!(!problem.message.chars().any(chancery_core::text::acts), "{problem:?}");
    }
}

/// The small workspace without its texts, its vocabulary without the prose: less to read beside each mutant.
fn support() -> Workspace {
    let prose = ["definition", "typical", "borderline", "excluded"];
    let mut support = common::support();
    support.texts.clear();
    for file in &mut support.vocabulary {
        let text = String::from_utf8_lossy(&file.bytes).into_owned();
        let shorter = text.lines().map(|line| match line.split_once(" = \"") {
            Some((key, _)) if prose.contains(&key) => format!("{key} = \"x\"\n"),
            _ => format!("{line}\n"),
        });
        file.bytes = shorter.collect::<String>().into_bytes();
    }
    let (_, problems) = read(&support, &[]);
    assert!(problems.iter().all(Problem::is_warning), "{problems:?}");
    support
}

/// The first id of an entry, after which its file must be named.
fn named(entry: &[u8]) -> String {
    let text = String::from_utf8_lossy(entry);
    let id = text.lines().find_map(|line| line.strip_prefix("id = \"")?.split('"').next());
    id.unwrap_or("mutant").to_owned()
}

#[test]
fn five_thousand_hostile_entries_are_read_or_refused() {
    let of_folder = |folder: &str| common::files(folder, "toml").into_values();
    // The valid ones as often as the others, or hardly any mutant would be sound.
    let invalid: Vec<Vec<u8>> = of_folder("invalid").collect();
    let valid: Vec<Vec<u8>> = of_folder("valid").collect();
    let seeds = valid.iter().cycle().take(invalid.len()).chain(&invalid).cloned().collect();
    let pieces = PIECES.iter().map(|piece| piece.as_bytes().to_vec()).collect();
    let mutants = Mutants { seeds, pieces, longest: 6 << 10 };
    let support = support();
    let tally = run(&mutants, ORDINARY, |mutant| {
        let file = InputFile::new(format!("journal/{}.toml", named(mutant)), mutant);
        let mut workspace = support.clone();
        workspace.journal.push(file.clone());
        let (batch, problems) = read(&workspace, &[]);
        points_into(&problems, &file);
        assert!(batch.entries.len() <= support.journal.len() + 1);
        problems.iter().all(Problem::is_warning)
    });
    ends_well("entries", tally);
}

/// Inputs that failed once, each with what was wrong.
#[test]
fn what_once_failed_is_told_sanely() {
    let entry =
        "[entry]\nformat = 1\nid = \"a\"\nrecorded = 2026-02-01\nby = \"x\"\n\n[[claim]]\nid = \"s/x\"\nwhen = ";
    let cases = [
        // Line ends and orders of writing of a text that is no date stood in the message as they were.
        "\"\"\"\"2010-05\"\nof some year\"\"\"",
        "\"2010-05 \\u202e of\\u0007 some year\"",
    ];
    for case in cases {
        let file = InputFile::new("journal/a.toml", format!("{entry}{case}\n"));
        let workspace =
            Workspace { journal: vec![file.clone()], vocabulary: common::support().vocabulary, ..Workspace::default() };
        let (_, problems) = read(&workspace, &[]);
        assert!(problems.iter().any(|problem| problem.code == "bad-date"), "{problems:?}");
        points_into(&problems, &file);
    }
}

/// Half of the mutants are of the mapping, beside the table as it is, and half of a table, which its first bytes tell apart: a text
/// or a workbook. The mapping of the other half is the honest one.
#[test]
fn five_thousand_hostile_mapped_tables_are_imported_or_refused() {
    let part = |ending: &str| common::files("import", ending)["base"].clone();
    let (mapping, table) = (part("toml"), part("csv"));
    let mut seeds = vec![[b"m", &mapping[..]].concat(), [b"t", &table[..]].concat()];
    // Every fault of the corpus of mappings and tables is a seed too.
    for (_, of, from, to) in common::IMPORT_CASES {
        let (mark, text) = if *of == "mapping" { ("m", &mapping) } else { ("t", &table) };
        seeds.push(format!("{mark}{}", String::from_utf8_lossy(text).replacen(from, to, 1)).into_bytes());
    }
    let pieces = PIECES.iter().chain(&[";", "\t", "\"\"", "={", "{summary}", "^(", ")*", "[[date]]\n"]);
    let pieces = pieces.map(|piece| piece.as_bytes().to_vec()).collect();
    let mutants = Mutants { seeds, pieces, longest: 3 << 10 };
    let mut support = support();
    support.journal.clear();
    let tally = run(&mutants, ORDINARY, |mutant| {
        let (mark, rest) = mutant.split_first().unwrap_or((&b't', &[]));
        let (mapping, table) = if *mark == b'm' { (rest, &table[..]) } else { (&mapping[..], rest) };
        let (mapping, table) = (InputFile::new("map.toml", mapping), InputFile::new("table.csv", table));
        let recorded = chancery_core::Instant(1_767_225_600);
        let request =
            ImportRequest { workspace: &support, mapping: &mapping, table: &table, recorded, by: None, entry: None };
        match import_table(&request) {
            Ok(made) => made.claims > 0,
            Err(refused) => {
                assert!(!refused.problems.is_empty());
                refused.files.iter().for_each(|file| points_into(&refused.problems, file));
                false
            }
        }
    });
    ends_well("mapped tables", tally);
}
