//! The visits register's real history: 43 commits as 43 snapshots, each given back from the claims as it was.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::Instant as Clock;

use chancery_core::filter::{Point, known_at};
use chancery_core::{State, fold};
use chancery_ingest::{InputFile, Registers, read};
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::example::{files, import, import_next, mapping, registers, workspace};

type Row = BTreeMap<String, String>;
type Rows = BTreeMap<String, Row>;

const SOURCE: &str = "us-visits";

/// One commit of the register, with what it came to.
struct Commit {
    id: String,
    at: String,
    records: usize,
    digest: String,
}

fn commits(registers: &Path) -> Vec<Commit> {
    let text = fs::read_to_string(registers.join("visits_commits.csv")).unwrap();
    let commit = |line: &str| {
        let cells: Vec<&str> = line.split(',').collect();
        let [id, at, records, digest] = cells[..] else { panic!("{line}") };
        Commit { id: id.to_owned(), at: at.to_owned(), records: records.parse().unwrap(), digest: digest.to_owned() }
    };
    text.lines().skip(1).map(commit).collect()
}

/// The register's own list of changes, replayed commit by commit.
struct Ledger {
    changes: Vec<Value>,
    rows: Rows,
    adds: usize,
    corrections: usize,
    removals: usize,
}

impl Ledger {
    fn of(registers: &Path) -> Ledger {
        let text = fs::read_to_string(registers.join("visits_changes.jsonl")).unwrap();
        let changes = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        Ledger { changes, rows: Rows::new(), adds: 0, corrections: 0, removals: 0 }
    }

    fn replay(&mut self, commit: &str) {
        for change in self.changes.iter().filter(|change| change["commit"] == commit) {
            let id = change["id"].as_str().unwrap().to_owned();
            let new = change["new"].as_object().into_iter().flatten();
            let new = new.map(|(column, text)| (column.clone(), text.as_str().unwrap().to_owned()));
            match change["op"].as_str().unwrap() {
                "add" => {
                    self.adds += 1;
                    self.rows.insert(id, new.collect());
                }
                "correct" => {
                    self.corrections += 1;
                    self.rows.get_mut(&id).unwrap().extend(new);
                }
                _ => {
                    self.removals += 1;
                    self.rows.remove(&id).unwrap();
                }
            }
        }
    }
}

fn digest(rows: &Rows) -> String {
    // As Python writes it: a space after each comma and colon between members, and nothing escaped that need not be.
    let mut text = String::from("{");
    for (index, (id, row)) in rows.iter().enumerate() {
        let between = if index == 0 { "" } else { ", " };
        let members: Vec<String> = row.iter().map(|(key, value)| format!("{}: {}", json(key), json(value))).collect();
        text.push_str(&format!("{between}{}: {{{}}}", json(id), members.join(", ")));
    }
    text.push('}');
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn json(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

/// The snapshot as the register's own files have it: an element a visit, with the columns that the mapping passes over.
fn xml(rows: &Rows) -> InputFile {
    let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<visits>\n");
    for (id, row) in rows {
        text.push_str(&format!("    <visit>\n        <id>{id}</id>\n"));
        for column in ["start-date", "end-date", "visitor", "from", "description"] {
            let attribute = row.get(&format!("{column}@id")).filter(|_| column == "from");
            let attribute = attribute.map(|id| format!(" id=\"{id}\"")).unwrap_or_default();
            text.push_str(&format!("        <{column}{attribute}>{}</{column}>\n", escaped(&row[column])));
        }
        text.push_str("        <created-by>nobody</created-by>\n    </visit>\n");
    }
    text.push_str("</visits>\n");
    InputFile::new("visits.xml", text)
}

/// The register's rows, read back out of the claims: a second reading of the mapping's texts, without its patterns.
fn rows(state: &State) -> Rows {
    let mut rows = Rows::new();
    for held in state.claims.values().filter(|held| held.claim.source == SOURCE) {
        let claim = &held.claim;
        let (visitor, rest) = claim.summary.split_once("; ").unwrap();
        let (from, rest) = rest.split_once(" [").unwrap();
        let (from_id, description) = rest.split_once("]: ").unwrap();
        let when = claim.when.as_ref().unwrap().text();
        let (start, end) = match when.strip_prefix('[').and_then(|when| when.strip_suffix(']')) {
            Some(one_of) => one_of.split_once(',').map(|(end, start)| (start, end)).unwrap(),
            None => when.split_once('/').unwrap_or((when, when)),
        };
        let mut row = Row::new();
        let mut put = |column: &str, text: &str| drop(row.insert(column.to_owned(), text.to_owned()));
        put("start-date", start);
        put("end-date", end);
        put("visitor", visitor);
        put("from", from);
        if !from_id.is_empty() {
            put("from@id", from_id);
        }
        put("description", description);
        let key = claim.reference.clone().unwrap();
        assert!(rows.insert(key, row).is_none(), "two claims of one row stand");
    }
    rows
}

#[test]
#[allow(clippy::print_stdout)]
fn every_commit_is_given_back_from_the_claims() {
    let Some(registers) = registers() else { return };
    let (mapping, mut known) = (mapping(SOURCE), Registers::open(workspace()).unwrap());
    let (commits, mut ledger) = (commits(&registers), Ledger::of(&registers));
    let (mut claims, mut corrections, mut retractions, mut notes) = (0, 0, 0, Vec::new());
    let clock = Clock::now();
    for commit in &commits {
        ledger.replay(&commit.id);
        assert_eq!((ledger.rows.len(), digest(&ledger.rows)), (commit.records, commit.digest.clone()), "the ledger");
        let import = import_next(&mut known, (&mapping, SOURCE), &[xml(&ledger.rows)], &commit.at);
        let import = import.unwrap_or_else(|refused| panic!("{}: {:#?}", commit.id, &refused.problems[..1]));
        assert_eq!(import.rows, commit.records);
        claims += import.claims;
        corrections += import.corrections;
        retractions += import.retractions;
        notes.extend(import.notes);
    }
    println!("{} snapshots in {:?}", commits.len(), clock.elapsed());
    let (batch, problems) = read(known.workspace(), &[]);
    assert_eq!(problems, []);
    for commit in &commits {
        let point = Point { as_of: Some(commit.at.parse().unwrap()), known_by: None };
        let (state, faults) = fold(&known_at(&batch.entries, point).entries);
        assert_eq!(faults, []);
        let rows = rows(&state);
        assert_eq!((rows.len(), digest(&rows)), (commit.records, commit.digest.clone()), "as of {}", commit.at);
    }
    account(&ledger, (claims, corrections, retractions), &notes);
    let entries = batch.entries.len();
    assert_eq!(entries, commits.len() - 3, "three commits changed nothing in the register's rows");
}

/// Why the numbers of claims, corrections and retractions differ from the ledger's adds, corrections and removals.
///
/// | | ledger | keys for other rows | written |
/// | --- | --- | --- | --- |
/// | claims | 3,267 added | + 13 | 3,280 |
/// | corrections | 835 | - 13 | 822 |
/// | retractions | 3 removed | + 13 | 16 |
///
/// 13 of the ledger's corrections give a key to another row altogether (visitor, country and first day all differ): by the
/// mapping they are a retraction and a new claim. Two more keys were removed and came back later, for other rows: they are
/// among the 3,267, and their claims have ids of their own. All other corrections of the ledger are one event each.
fn account(ledger: &Ledger, written: (usize, usize, usize), notes: &[String]) {
    let about = |what: &str| -> Vec<&str> {
        let told = notes.iter().filter(|note| note.contains(what));
        told.filter_map(|note| note.split('`').nth(1)).collect()
    };
    let (reused, back) = (about("is about something else"), about("is back"));
    let of_2017 = ["2879", "2880", "2881", "2882", "2883", "2884", "2885", "2886", "2887", "2888"];
    assert_eq!(reused, [&["2548", "2607"][..], &of_2017, &["2138"]].concat());
    assert_eq!(back, ["2939", "2966"]);
    assert_eq!(notes.len(), reused.len() + back.len());
    assert_eq!((ledger.adds, ledger.corrections, ledger.removals), (3_267, 835, 3));
    let n = reused.len();
    assert_eq!(written, (ledger.adds + n, ledger.corrections - n, ledger.removals + n));
}

#[test]
fn the_register_s_own_files_and_its_json_are_its_last_commit() {
    let Some(registers) = registers() else { return };
    let (mapping, last) = (mapping(SOURCE), commits(&registers).pop().unwrap());
    let snapshot = files(&registers.join("visits"), "visits", "xml");
    assert_eq!(snapshot.len(), 16);
    let mut of_xml = workspace();
    import(&mut of_xml, (&mapping, SOURCE), &snapshot, &last.at).unwrap();
    let (batch, problems) = read(&of_xml, &[]);
    assert_eq!(problems, []);
    let rows = rows(&fold(&batch.entries).0);
    assert_eq!((rows.len(), digest(&rows)), (last.records, last.digest));

    // The same rows, keyed by id in one JSON object, bring nothing to what the XML brought.
    let of_json = fs::read(registers.join("visits_final_state.json")).unwrap();
    let mut in_json = mapping.clone();
    in_json.bytes = String::from_utf8(in_json.bytes).unwrap().replace("format = \"xml\"", "format = \"json\"").into();
    let again = import(&mut of_xml, (&in_json, SOURCE), &[InputFile::new("state.json", of_json)], &last.at).unwrap();
    assert_eq!((again.rows, again.same, again.file.bytes.len()), (last.records, last.records, 0));
}
