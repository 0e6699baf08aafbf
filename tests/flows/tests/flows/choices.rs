//! `units`, `sensitivity` and `imbalance` against `contact_frequency` counted that way: what one table says of another must
//! be what that other says of itself.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Map, Value};

use crate::programs::{chancery, table};
use crate::workspaces::Workspace;

type Figures = BTreeMap<(String, String), (i64, i64, String)>;

fn text(row: &Map<String, Value>, column: &str) -> String {
    row[column].as_str().unwrap_or_default().to_owned()
}

fn whole(row: &Map<String, Value>, column: &str) -> i64 {
    row[column].as_i64().unwrap_or(0)
}

fn figures(row: &Map<String, Value>) -> ((String, String), (i64, i64, String)) {
    let key = (text(row, "dyad"), text(row, "period"));
    (key, (whole(row, "certain"), whole(row, "possible"), row["expected"].to_string()))
}

/// Rows of `contact_frequency` without direction over all categories and forms in which something is possible.
fn frequency(workspace: &Path, grains: &[&str], more: &[&str]) -> Figures {
    let mut arguments = vec!["--category", "all", "--form", "all", "--direction", "none"];
    arguments.extend(more);
    let rows = table(workspace, "contact_frequency", &arguments);
    let asked = rows.iter().filter(|row| grains.contains(&text(row, "grain").as_str()) && whole(row, "possible") > 0);
    asked.map(figures).collect()
}

#[test]
fn each_unit_of_cells_is_what_the_option_counts() {
    let workspace = Workspace::bundled();
    let rows = table(&workspace.path, "units", &[]);
    for unit in ["claim", "origin", "contact", "occasion"] {
        let said = rows.iter().filter(|row| text(row, "unit") == unit && whole(row, "possible") > 0);
        let said: Figures = said.map(figures).collect();
        let counted = frequency(&workspace.path, &["all", "decade", "year"], &["--unit", unit]);
        assert!(said.len() > 100, "{unit}: only {} cells", said.len());
        assert_eq!(said, counted, "{unit}");
    }
}

#[test]
fn what_a_unit_loses_is_the_step_to_the_one_above() {
    let workspace = Workspace::bundled();
    let rows = table(&workspace.path, "units", &["--dyad", "MNG-PRK", "--grain", "all"]);
    let steps: Vec<(String, i64, i64)> =
        rows.iter().map(|row| (text(row, "unit"), whole(row, "possible"), whole(row, "lost"))).collect();
    let names: Vec<&str> = steps.iter().map(|step| step.0.as_str()).collect();
    let units = ["claim", "origin", "contact", "occasion", "dyad-day", "contact-day", "person-visit"];
    assert_eq!(names, units);
    for pair in steps[..5].windows(2) {
        assert_eq!(pair[0].1 - pair[1].1, pair[1].2, "{pair:?}");
    }
}

#[test]
fn every_rule_in_the_table_of_choices_is_what_that_rule_counts() {
    let workspace = Workspace::bundled();
    let rows = table(&workspace.path, "sensitivity", &[]);
    for rule in ["official", "convenor", "unofficial", "contacts", "claims", "corroborated", "adverse"] {
        let is_meant = |row: &&Map<String, Value>| text(row, "choice") == "rule" && text(row, "value") == rule;
        let said: Figures =
            rows.iter().filter(is_meant).filter(|row| whole(row, "possible") > 0).map(figures).collect();
        let counted = frequency(&workspace.path, &["all", "decade"], &["--rule", rule]);
        assert!(!said.is_empty(), "{rule}");
        assert_eq!(said, counted, "{rule}");
    }
    let own: Figures = rows
        .iter()
        .filter(|row| text(row, "choice") == "as-counted" && whole(row, "possible") > 0)
        .map(figures)
        .collect();
    assert_eq!(own, frequency(&workspace.path, &["all", "decade"], &[]));
}

#[test]
fn both_ways_of_the_imbalance_are_the_directed_counts() {
    let workspace = Workspace::bundled();
    let rows =
        table(&workspace.path, "contact_frequency", &["--category", "all", "--form", "all", "--direction", "a-b"]);
    let directed: BTreeMap<(String, String), i64> =
        rows.iter().map(|row| ((text(row, "dyad"), text(row, "period")), whole(row, "possible"))).collect();
    let rows = table(&workspace.path, "imbalance", &[]);
    assert!(rows.len() > 100, "{} rows", rows.len());
    for row in rows {
        let (a, b, period) = (text(&row, "actor_a"), text(&row, "actor_b"), text(&row, "period"));
        let of = |from: &str, to: &str| directed.get(&(format!("{from}>{to}"), period.clone())).copied().unwrap_or(0);
        assert_eq!(
            (whole(&row, "a_to_b_possible"), whole(&row, "b_to_a_possible")),
            (of(&a, &b), of(&b, &a)),
            "{row:?}"
        );
    }
}

#[test]
fn a_unit_that_weighs_is_no_unit_of_cells() {
    let workspace = Workspace::bundled();
    let refused = chancery(&workspace.path, &["table", "contact_frequency", "--unit", "dyad-day"]).exits(2);
    assert!(refused.stderr.contains("claim, origin, contact, occasion"), "{}", refused.stderr);
}
