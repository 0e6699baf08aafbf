//! Cells like "200 children; up to 5 USD", read once more.

use toml::{Table, Value};

use super::cells::Row;
use super::mapping::{Mapping, text};

/// Adds what a row's cell of quantities says to its claim.
pub fn add(claim: &mut Table, mapping: &Mapping, row: &Row) {
    let section = mapping.section(&["quantity"]);
    let (cells, units) = (mapping.section(&["quantity", "cells"]), mapping.section(&["quantity", "units"]));
    let mut quantity = Vec::new();
    for part in row.parts(text(&section["column"]), text(&section["split"])) {
        if let Some(items) = cells.get(&part) {
            quantity.extend(items.as_array().expect("is a list").clone());
            continue;
        }
        let (bound, number, unit) = amount(&part).unwrap_or_else(|| panic!("row {}: `{part}` is no amount", row.id));
        let unit = units.get(unit).unwrap_or_else(|| panic!("row {}: `{unit}` is a unit of the mapping", row.id));
        let mut item = unit.as_table().expect("is a table").clone();
        if let Some(per) = item.remove("rate") {
            assert_eq!(bound, "best", "row {}: a rate is a plain number", row.id);
            claim.insert("rate".to_owned(), Value::Table(rate(number, per)));
        } else if item.contains_key("of") {
            item.insert(bound.to_owned(), Value::Integer(number));
            quantity.push(Value::Table(item));
        } else {
            assert!(item.is_empty(), "row {}: `{part}` sets {item}", row.id);
        }
    }
    if !quantity.is_empty() {
        claim.insert("quantity".to_owned(), Value::Array(quantity));
    }
}

/// Which bound is meant, the number, and the unit behind it: "400+ workers" is at least so many, "up to 5 USD" at most.
fn amount(part: &str) -> Option<(&'static str, i64, &str)> {
    let at_most = part.strip_prefix("up to ");
    let (number, unit) = at_most.unwrap_or(part).split_once(' ')?;
    let at_least = number.strip_suffix('+');
    let bound = match (at_most, at_least) {
        (Some(_), None) => "high",
        (None, Some(_)) => "low",
        (None, None) => "best",
        (Some(_), Some(_)) => return None,
    };
    let number = at_least.unwrap_or(number);
    let number = number.strip_suffix('~').unwrap_or(number).parse().ok()?;
    Some((bound, number, unit))
}

fn rate(times: i64, per: Value) -> Table {
    let times = || Value::Integer(times);
    [("min", times()), ("max", times()), ("per", per)].map(|(key, value)| (key.to_owned(), value)).into_iter().collect()
}

#[test]
fn an_amount_is_a_number_with_a_bound_and_a_unit() {
    assert_eq!(amount("200 children"), Some(("best", 200, "children")));
    assert_eq!(amount("400+ t/yr capacity"), Some(("low", 400, "t/yr capacity")));
    assert_eq!(amount("up to 5 USD"), Some(("high", 5, "USD")));
    assert_eq!(amount("5000~ JPY"), Some(("best", 5000, "JPY")));
    assert_eq!(amount("short"), None);
    assert_eq!(amount("hundreds children"), None);
}
