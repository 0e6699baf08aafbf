//! The mapping as data: which rows a condition picks, what a text with braces comes to, and the columns that are captured.
//!
//! Written from docs/MAPPINGS.md, so that it owes nothing to the importer.

use regex_lite::Regex;
use toml::{Table, Value};

use super::cells::Row;

/// A mapping that was read.
pub struct Mapping(Table);

impl Mapping {
    pub fn bundled() -> Mapping {
        Mapping(super::read(super::MAPPING).parse().expect("the mapping is TOML"))
    }

    /// A section of its own, `[claim]` or `[values.kind]` (given as `values`, `kind`).
    pub fn section(&self, path: &[&str]) -> &Table {
        path.iter().fold(&self.0, |table, key| {
            let found = table.get(*key).and_then(Value::as_table);
            found.unwrap_or_else(|| panic!("the mapping has a section {}", path.join(".")))
        })
    }

    /// The sections of a kind, `[[rule]]`, in order.
    pub fn list(&self, key: &str) -> Vec<&Table> {
        let list = self.0.get(key).and_then(Value::as_array).into_iter().flatten();
        list.map(|item| item.as_table().expect("is a section")).collect()
    }

    /// Whether some `[[skip]]` leaves the row out.
    pub fn skips(&self, row: &Row) -> bool {
        self.list("skip").iter().any(|skip| applies(skip, row))
    }

    /// The row with the columns that `[[capture]]` adds: a group that took no part is an empty cell.
    pub fn captured(&self, row: &Row) -> Row {
        let mut row = row.clone();
        for capture in self.list("capture") {
            let (column, pattern) = (text(&capture["column"]), pattern(&capture["pattern"]));
            let cell = row.cell(column).to_owned();
            let found = pattern.captures(&cell);
            let found = found.unwrap_or_else(|| panic!("row {}: the {column} `{cell}` does not fit {pattern}", row.id));
            for name in pattern.capture_names().flatten() {
                row.set(name, found.name(name).map_or("", |group| group.as_str()));
            }
        }
        row
    }
}

/// Whether a section's `where` holds of the row; a section without one always applies.
pub fn applies(section: &Table, row: &Row) -> bool {
    let Some(conditions) = section.get("where") else { return true };
    let conditions = conditions.as_table().expect("`where` is a table");
    conditions.iter().all(|(column, asked)| holds(asked, row.cell(column)))
}

/// One condition: the cell equals a text, is one of several, or holds what a pattern describes.
fn holds(asked: &Value, cell: &str) -> bool {
    match asked {
        Value::String(one) => one == cell,
        Value::Array(several) => several.iter().any(|one| text(one) == cell),
        Value::Table(table) => pattern(&table["matches"]).is_match(cell),
        other => panic!("a condition is a text, a list or a pattern, not {other}"),
    }
}

/// A text in which names in braces stand for cells.
pub fn filled<'a>(template: &str, cell: impl Fn(&str) -> &'a str) -> String {
    let mut out = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').unwrap_or_else(|| panic!("`{template}` closes its braces"));
        out.push_str(before);
        out.push_str(cell(name));
        rest = after;
    }
    out + rest
}

pub fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("{value} is a text"))
}

pub fn pattern(value: &Value) -> Regex {
    Regex::new(text(value)).unwrap_or_else(|error| panic!("{value}: {error}"))
}

#[test]
fn a_condition_is_equal_or_one_of_or_matches_and_all_must_hold() {
    let row = &super::cells::rows("id\tkind\tplace\nmc1\tvisit\tUlaanbaatar\n")[0];
    for (conditions, expected) in [
        ("kind = 'visit'", true),
        ("kind = 'vis'", false),
        ("kind = ['talks', 'visit']", true),
        ("kind = ['talks']", false),
        ("kind = { matches = 'vis' }", true),
        ("kind = { matches = '^is' }", false),
        ("kind = 'visit'\nplace = { matches = 'baatar$' }", true),
        ("kind = 'visit'\nplace = ''", false),
    ] {
        let section = format!("[where]\n{conditions}").parse().expect("is TOML");
        assert_eq!(applies(&section, row), expected, "{conditions}");
    }
    assert_eq!(filled("{kind} to {place}.", |name| row.cell(name)), "visit to Ulaanbaatar.");
}
