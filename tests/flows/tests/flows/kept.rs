//! Counts of feeds come from what is kept of every month. Whatever the way in which that was made, it says what the measures say, which
//! are queries on the rows.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use serde_json::{Map, Value};

use crate::feeds::{Event, REAL, add, events, lines};
use crate::programs::{chancery, skipped};
use crate::workspaces::{Files, Workspace, difference, files, root};

type Row = Map<String, Value>;

fn rows(workspace: &Workspace, arguments: &[&str]) -> Vec<Row> {
    let all: Vec<&str> = arguments.iter().copied().chain(["--format", "json"]).collect();
    chancery(&workspace.path, &all).exits(0).rows()
}

fn text(row: &Row, columns: &[&str]) -> String {
    let cells = columns.iter().map(|column| match &row[*column] {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    });
    cells.collect::<Vec<String>>().join("|")
}

/// `2019-10` of 201910.
fn period(row: &Row) -> String {
    let month = row["month"].as_i64().expect("a month");
    format!("{:04}-{:02}", month / 100, month % 100)
}

/// Every count of every unit, every category with its scores, and every sum of the comparison.
fn agree(workspace: &Workspace) {
    let key = ["format", "unit", "actor_a", "actor_b"];
    let kept: BTreeMap<String, String> = rows(workspace, &["feed", "frequency", "--grain", "month"])
        .iter()
        .map(|row| (text(row, &key) + "|" + &text(row, &["period"]), text(row, &["contacts"])))
        .collect();
    let measured: BTreeMap<String, String> = rows(workspace, &["feed", "measure", "contact_frequency"])
        .iter()
        .map(|row| (text(row, &key) + "|" + &period(row), text(row, &["contacts"])))
        .collect();
    assert!(kept.len() > 10);
    assert_eq!(kept, measured);

    let key = ["format", "actor_a", "actor_b", "category"];
    let each = ["feed", "frequency", "--grain", "month", "--unit", "row", "--category", "each"];
    let kept: BTreeMap<String, String> = rows(workspace, &each)
        .iter()
        .filter(|row| row["category"] != "all")
        .map(|row| (text(row, &key) + "|" + &text(row, &["period"]), text(row, &["contacts", "score_sum"])))
        .collect();
    let measured: BTreeMap<String, String> = rows(workspace, &["feed", "measure", "categories"])
        .iter()
        .filter(|row| row["category"] != "unmapped")
        .map(|row| (text(row, &key) + "|" + &period(row), text(row, &["pair_rows", "score_sum"])))
        .collect();
    assert!(kept.len() > 10);
    assert_eq!(kept, measured);

    let mut measured: BTreeMap<String, (std::collections::BTreeSet<String>, i64)> = BTreeMap::new();
    for row in rows(workspace, &["feed", "measure", "pair_days"]) {
        let pair = format!("{}|{}-{}", text(&row, &["format"]), text(&row, &["actor_a"]), text(&row, &["actor_b"]));
        let of_pair = measured.entry(pair).or_default();
        of_pair.0.insert(text(&row, &["day"]));
        of_pair.1 += row["pair_rows"].as_i64().expect("a number");
    }
    let measured: BTreeMap<String, String> =
        measured.into_iter().map(|(pair, (days, rows))| (pair, format!("{}|{rows}", days.len()))).collect();
    let kept: BTreeMap<String, String> = rows(workspace, &["feed", "compare", "--grain", "all"])
        .iter()
        .filter(|row| row["feed_days"] != 0)
        .map(|row| (text(row, &["format", "dyad"]), text(row, &["feed_days", "feed_rows"])))
        .collect();
    assert_eq!(kept, measured);
    chancery(&workspace.path, &["feed", "recount"]).exits(0).says("");
}

/// The cubes of years, by name.
fn years(workspace: &Workspace) -> Files {
    let mut all = files(&workspace.file(".chancery/cubes/gdelt-2"));
    all.retain(|path, _| path.ends_with(".cube"));
    all
}

fn with(seeds: &[u64]) -> Workspace {
    let workspace = Workspace::small();
    // The vocabulary of `init` has no crosswalk and few states: the bundled one has.
    crate::workspaces::copy(&root().join("data/vocabulary"), &workspace.file("vocabulary"));
    for seed in seeds {
        attach(&workspace, *seed);
    }
    workspace
}

fn attach(workspace: &Workspace, seed: u64) {
    let path = workspace.file(&format!("{seed}.CSV"));
    let mut all = events(seed, 800);
    // A year that this file alone has rows in.
    let day = 20_000_101 + 10_000 * seed as u32;
    all.extend((0..20).map(|number| Event(seed * 10_000 + 9_000 + number, day, "MNG", "PRK", "0831")));
    fs::write(&path, lines(&all)).expect("writes");
    add(workspace, &path, &["--recorded", &format!("2026-12-0{seed}")]).exits(0);
}

fn frequency(workspace: &Workspace, further: &[&str]) -> String {
    let all: Vec<&str> = ["feed", "frequency", "--format", "csv"].into_iter().chain(further.iter().copied()).collect();
    chancery(&workspace.path, &all).exits(0).stdout
}

/// Both tables have the same lines.
#[track_caller]
fn same(one: &str, other: &str) {
    let differs = one.lines().zip(other.lines()).find(|(one, other)| one != other);
    assert_eq!(differs, None);
    assert_eq!(one.lines().count(), other.lines().count());
}

#[test]
fn counts_are_those_of_the_measures() {
    agree(&with(&[1, 2]));
}

/// The same on real files, which may lie in `../shared`.
#[test]
fn counts_of_real_files_are_those_of_the_measures() {
    let feeds = root().join("../shared/feeds");
    if !feeds.is_dir() {
        return skipped("../shared/feeds is absent, so what is kept of real files was not held against the measures");
    }
    let workspace = Workspace::bundled();
    for (path, _) in REAL {
        add(&workspace, &feeds.join(path), &[]).exits(0);
    }
    agree(&workspace);
}

#[test]
fn what_grew_and_what_was_made_at_once_have_the_same_bytes() {
    let (grown, at_once) = (with(&[1]), with(&[1, 2, 3]));
    frequency(&grown, &[]);
    attach(&grown, 2);
    frequency(&grown, &[]);
    attach(&grown, 3);
    same(&frequency(&grown, &[]), &frequency(&at_once, &[]));
    let (grown_years, whole) = (years(&grown), years(&at_once));
    assert_eq!(whole.len(), 5, "2001, 2002, 2003, 2019 and 2020: {:?}", whole.keys());
    for (name, bytes) in &whole {
        assert_eq!(grown_years.get(name).map(Vec::len), Some(bytes.len()), "{name}");
        assert!(grown_years.get(name) == Some(bytes), "{name}");
    }
}

#[test]
fn a_detached_feed_is_gone_from_every_count_and_still_there_as_of_before() {
    let (workspace, without) = (with(&[1, 2]), with(&[1]));
    let both = frequency(&workspace, &[]);
    let detach = ["feed", "detach", "gdelt-2-2", "--reason", "Another.", "--by", "coder-a", "--recorded", "2026-12-08"];
    chancery(&workspace.path, &detach).exits(0);
    for _ in 0..2 {
        same(&frequency(&workspace, &[]), &frequency(&without, &[]));
        same(&frequency(&workspace, &["--as-of", "2026-12-07"]), &both);
    }
    chancery(&workspace.path, &["feed", "recount", "--as-of", "2026-12-07"]).exits(0);
    let year = |workspace: &Workspace| years(workspace).into_iter().find(|(name, _)| name.starts_with("2019"));
    let one = year(&without).expect("a year");
    assert_eq!(years(&workspace).get(&one.0), Some(&one.1));
}

#[test]
fn what_is_kept_may_be_deleted_or_damaged() {
    let workspace = with(&[1, 2]);
    let (before, kept) = (frequency(&workspace, &[]), years(&workspace));
    let cubes = workspace.file(".chancery/cubes");
    fs::remove_dir_all(&cubes).expect("goes");
    same(&frequency(&workspace, &[]), &before);
    assert_eq!(difference(&kept, &years(&workspace)), None, "made from rows, not from files");
    let damage = |path: &PathBuf| {
        let mut bytes = fs::read(path).expect("reads");
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        fs::write(path, bytes).expect("writes");
    };
    for folder in ["gdelt-2", "segments"] {
        let all = files(&cubes.join(folder));
        for name in all.keys() {
            damage(&cubes.join(folder).join(name));
        }
        if folder == "segments" {
            // Nothing else is left to count from.
            fs::remove_dir_all(cubes.join("gdelt-2")).expect("goes");
        }
        same(&frequency(&workspace, &[]), &before);
        assert_eq!(difference(&kept, &years(&workspace)), None, "{folder}");
    }
}

/// A cube that is sound by itself and says what the rows do not say: only counting again finds that.
#[test]
fn counting_again_finds_what_no_checksum_shows() {
    let (workspace, other) = (with(&[1]), with(&[2]));
    let before = frequency(&workspace, &[]);
    frequency(&other, &[]);
    let find = |workspace: &Workspace| {
        let names = years(workspace).into_keys().find(|name| name.starts_with("2019"));
        workspace.file(".chancery/cubes/gdelt-2").join(names.expect("a year"))
    };
    fs::copy(find(&other), find(&workspace)).expect("copies");
    assert_ne!(frequency(&workspace, &[]), before);
    chancery(&workspace.path, &["feed", "recount"]).exits(1).says("it was thrown away");
    same(&frequency(&workspace, &[]), &before);
    let said = chancery(&workspace.path, &["feed", "recount"]).exits(0).stdout;
    assert!(said.starts_with("gdelt-2: ") && said.contains(" rows of pairs in "), "{said}");
    let objects = chancery(&workspace.path, &["feed", "recount", "--format", "json"]).exits(0).rows();
    assert_eq!((objects.len(), &objects[0]["same"]), (1, &objects[0]["cells"]));
    let measures = chancery(&workspace.path, &["feed", "measure", "--format", "json"]).exits(0).rows();
    assert!(measures.iter().any(|one| one["measure"] == "contact_frequency"), "{measures:?}");
    // Quiet, what is to be kept in mind is left out, and the answer stays.
    let compare = |more: &[&str]| chancery(&workspace.path, &[&["feed", "compare"], more].concat()).exits(0);
    let (loud, quiet) = (compare(&[]), compare(&["--quiet"]));
    assert!(!loud.stderr.is_empty() && quiet.stderr.is_empty(), "{} {}", loud.stderr, quiet.stderr);
    assert_eq!(loud.stdout, quiet.stdout);
}

#[test]
fn a_choice_that_cannot_be_is_refused_and_one_that_finds_nothing_says_so() {
    let workspace = with(&[1]);
    let refused = |arguments: &[&str], said: &str| {
        let all: Vec<&str> = ["feed", "frequency"].into_iter().chain(arguments.iter().copied()).collect();
        chancery(&workspace.path, &all).exits(2).says(said);
    };
    refused(&["--unit", "rows"], "did you mean `row`?");
    refused(&["--grain", "week"], "write all, decade, year or month");
    refused(&["--period", "2019-13"], "--period");
    refused(&["--category", "sport"], "each");
    chancery(&workspace.path, &["feed", "frequency", "--dyad", "MNG-XXX"])
        .exits(0)
        .says("no row is of all that was asked for");
    let by_code = frequency(&workspace, &["--dyad", "PRK-MNG", "--grain", "all", "--unit", "row"]);
    assert_eq!(by_code.lines().count(), 2, "{by_code}");
    let month = frequency(&workspace, &["--period", "2019-10", "--unit", "row", "--actor", "MNG"]);
    assert!(month.lines().skip(1).all(|line| line.contains(",month,2019-10,") && line.contains("MNG")), "{month}");
}

#[test]
fn a_report_tells_of_attached_feeds_and_is_reproduced() {
    let workspace = Workspace::bundled();
    let of_october = (1..=31).map(|day| Event(day, 20_131_000 + day as u32, "JPN", "CHN", "010"));
    let seen: Vec<Event> = of_october.chain([Event(41, 20_131_028, "PRK", "MNG", "040")]).collect();
    let path = workspace.file("a.export.CSV");
    fs::write(&path, lines(&seen)).expect("writes");
    add(&workspace, &path, &["--recorded", "2026-12-01"]).exits(0);
    chancery(&workspace.path, &["run"]).exits(0);
    let report = workspace.read("views/report.md");
    let begin = report.find("## Beside machine-coded feeds").expect("a section");
    let section = &report[begin..];
    let section = &section[..section[3..].find("\n## ").map_or(section.len(), |end| end + 3)];
    insta::assert_snapshot!(section);
    chancery(&workspace.path, &["reproduce"]).exits(0).says("byte for byte");

    // Without its rows a feed is named and nothing is compared; and that, too, is reproduced.
    let segments = files(&workspace.file("segments"));
    fs::remove_dir_all(workspace.file("segments")).expect("goes");
    chancery(&workspace.path, &["reproduce"]).exits(1).says("is not here");
    chancery(&workspace.path, &["run"]).exits(0);
    assert!(workspace.read("views/report.md").contains("the rows of `a.export.CSV` are not here"));
    chancery(&workspace.path, &["reproduce"]).exits(0);
    add(&workspace, &path, &[]).exits(0).says("nothing new");
    assert_eq!(difference(&segments, &files(&workspace.file("segments"))), None);
    chancery(&workspace.path, &["run"]).exits(0);
    assert_eq!(workspace.read("views/report.md"), report);
}
