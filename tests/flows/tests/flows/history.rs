//! The four moments of the corpus, and the verbs that tell its history.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::programs::{chancery, table};
use crate::workspaces::Workspace;

/// What sources had said by the essay's own day, by the end of the winter after it, by its last revision, and today.
const MOMENTS: [&str; 4] = ["known-by:2013-11-30", "known-by:2014-02-28", "known-by:2016-03-24", "now"];

/// The ids in a table at a moment.
fn ids(workspace: &Workspace, name: &str, column: &str, moment: &str) -> BTreeSet<String> {
    let point = moment.strip_prefix("known-by:");
    let arguments: Vec<&str> = point.map(|day| vec!["--known-by", day]).unwrap_or_default();
    let rows = table(&workspace.path, name, &arguments);
    rows.iter().map(|row| row[column].as_str().expect("has an id").to_owned()).collect()
}

#[test]
fn what_sources_had_said_is_read_out_between_four_days() {
    let workspace = Workspace::bundled();
    for (number, pair) in MOMENTS.windows(2).enumerate() {
        let told = chancery(&workspace.path, &["diff", pair[0], pair[1]]).exits(0).stdout;
        insta::assert_snapshot!(format!("bundled_diff_{}", number + 1), told);
        let rows = chancery(&workspace.path, &["diff", pair[0], pair[1], "--format", "json"]).exits(0).rows();
        for (kind, name, column) in [("claim", "claims", "claim"), ("contact", "contacts", "contact")] {
            let (before, after) = (ids(&workspace, name, column, pair[0]), ids(&workspace, name, column, pair[1]));
            for (change, expected) in [("added", &after - &before), ("gone", &before - &after)] {
                let is_meant = |row: &&serde_json::Map<String, Value>| row["kind"] == kind && row["change"] == change;
                let told: BTreeSet<String> =
                    rows.iter().filter(is_meant).map(|row| row["id"].as_str().expect("an id").to_owned()).collect();
                assert_eq!(told, expected, "{kind}s {change} between {} and {}", pair[0], pair[1]);
            }
        }
    }
}

#[test]
fn the_reports_of_the_four_days() {
    let workspace = Workspace::bundled();
    for (number, moment) in MOMENTS[..3].iter().enumerate() {
        let day = moment.trim_start_matches("known-by:");
        let report = chancery(&workspace.path, &["report", "--known-by", day]).exits(0).stdout;
        insta::assert_snapshot!(format!("bundled_report_{}", number + 1), crate::snapshots::without_digests(&report));
    }
}

#[test]
fn a_contact_tells_its_life() {
    let workspace = Workspace::nasty();
    let told = chancery(&workspace.path, &["history", "tour-of-mongolia"]).exits(0).stdout;
    insta::assert_snapshot!("nasty_history", told);
    let rows = chancery(&workspace.path, &["history", "tour-of-mongolia", "--format", "json"]).exits(0).rows();
    let events: Vec<&str> = rows.iter().filter_map(|row| row["event"].as_str()).collect();
    assert_eq!(events, ["ClaimRecorded", "ClaimRecorded", "ClaimsLinked"]);
    chancery(&workspace.path, &["history", "tour-of-mongoli"]).exits(2).says("tour-of-mongolia");
    chancery(&workspace.path, &["history", "tour-of-mongolia", "--format", "csv"]).exits(2).says("no CSV");
}

#[test]
fn why_a_figure_moved_sums_to_the_change() {
    let workspace = Workspace::bundled();
    let cell = ["why", "contact_frequency", "MNG-PRK/2013/all", "--from", MOMENTS[1]];
    insta::assert_snapshot!("bundled_why", chancery(&workspace.path, &cell).exits(0).stdout);
    let rows = chancery(&workspace.path, &[&cell[..], &["--format", "json"]].concat()).exits(0).rows();
    let figure = |row: &Value, key: &str| row[key].as_i64().expect("is a number");
    let ends: Vec<&Value> = rows.iter().filter_map(|row| row.get("figures")).collect();
    for key in ["certain", "possible", "open", "recurring", "expected_millionths"] {
        let moved: i64 = rows
            .iter()
            .filter(|row| row["kind"] == "event")
            .map(|row| figure(&row["after"], key) - figure(&row["before"], key))
            .sum();
        assert_eq!(moved, figure(ends[1], key) - figure(ends[0], key), "{key}");
    }
    // The same figures as the table prints.
    let printed = table(
        &workspace.path,
        "contact_frequency",
        &["--dyad", "MNG-PRK", "--period", "2013", "--category", "all", "--form", "all", "--direction", "none"],
    );
    assert_eq!(printed.len(), 1);
    for key in ["certain", "possible", "recurring"] {
        assert_eq!(printed[0][key], ends[1][key], "{key}");
    }
    for wrong in ["", "MNG-PRK/2013/nothing", "MNG-PRK/13/all", "A-B/2013/all", "MNG-PRK/2013/all/all"] {
        chancery(&workspace.path, &["why", "contact_frequency", wrong]).exits(2);
    }
}

#[test]
fn a_changelog_tells_each_release_and_what_is_not_in_one() {
    let workspace = Workspace::nasty();
    let all = chancery(&workspace.path, &["changelog"]).exits(0).stdout;
    assert!(all.starts_with("## Not released yet\n\nevents: 79 added"), "{}", &all[..200]);
    chancery(&workspace.path, &["seal", "first", "--by", "tests"]).exits(0);
    workspace.write(
        "journal/2026-03-01-later.toml",
        "[entry]\nformat = 1\nid = \"2026-03-01-later\"\nrecorded = 2026-03-01\nby = \"tests\"\n\n[[retract]]\n\
         claim = \"gazette-2014/drills\"\nreason = \"They were none.\"\n",
    );
    insta::assert_snapshot!("nasty_changelog", {
        let told = chancery(&workspace.path, &["changelog"]).exits(0).stdout;
        told.split("## first").next().expect("has a beginning").to_owned()
    });
    chancery(&workspace.path, &["seal", "second"]).exits(0);
    let rows = chancery(&workspace.path, &["changelog", "--format", "json"]).exits(0).rows();
    let releases: BTreeSet<&str> = rows.iter().filter_map(|row| row["release"].as_str()).collect();
    assert_eq!(releases, BTreeSet::from(["first", "second"]));
    // A release is what the journal held when it was sealed.
    let claims = |arguments: &[&str]| table(&workspace.path, "contacts", arguments).len();
    assert_eq!(claims(&["--release", "first"]), claims(&["--as-of", "2026-02-28"]));
    assert_eq!(claims(&["--release", "second"]), claims(&[]));
    assert_eq!(claims(&["--release", "first"]), claims(&[]) + 1);
    chancery(&workspace.path, &["report", "--release", "third"]).exits(2).says("first, second");
    let told = chancery(&workspace.path, &["diff", "first", "second"]).exits(0).stdout;
    assert!(told.contains("ClaimRetracted gazette-2014/drills"), "{told}");
}
