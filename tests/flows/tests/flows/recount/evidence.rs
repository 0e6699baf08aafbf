//! The table `evidence` against `contact_frequency`: the contacts behind a figure add up to it.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::programs::table;
use crate::workspaces::Workspace;

const KEY: [&str; 5] = ["dyad", "grain", "period", "category", "form"];
const COUNTED: [&str; 5] = ["certain", "possible", "expected", "open", "recurring"];

fn text(row: &Map<String, Value>, column: &str) -> String {
    row[column].as_str().expect("is a text").to_owned()
}

/// The numbers of a row in millionths; nothing where nothing is known.
fn numbers(row: &Map<String, Value>) -> [i64; 5] {
    COUNTED.map(|column| (row[column].as_f64().unwrap_or(0.0) * 1e6).round() as i64)
}

#[test]
fn the_contacts_behind_a_figure_add_up_to_it() {
    let workspace = Workspace::nasty();
    let known: Vec<String> = table(&workspace.path, "contacts", &[]).iter().map(|row| text(row, "contact")).collect();
    let mut sums: BTreeMap<[String; 5], [i64; 5]> = BTreeMap::new();
    for row in table(&workspace.path, "evidence", &[]) {
        assert!(known.contains(&text(&row, "contact")), "{row:?}");
        let sum = sums.entry(KEY.map(|column| text(&row, column))).or_default();
        sum.iter_mut().zip(numbers(&row)).for_each(|(sum, number)| *sum += number);
    }
    let figures = table(&workspace.path, "contact_frequency", &[]);
    assert!(figures.len() > 5_000);
    for row in &figures {
        let sum = sums.remove(&KEY.map(|column| text(row, column))).unwrap_or_default();
        assert_eq!(sum, numbers(row), "{row:?}");
    }
    assert_eq!(sums, BTreeMap::new(), "evidence without a figure");
}
