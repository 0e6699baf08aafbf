//! Numbers and their units: quantities, rates, ordinals.

use std::collections::BTreeMap;

use toml::{Table as TomlTable, Value};

use super::bound::{Bound, Row};
use super::draft::{Draft, Held, Origin, parts};
use super::mapping::{Quantities, Unit};
use super::settings::owned;
use crate::problem::{Sink, Spot};
use crate::problems;
use crate::reader::Reader;
use crate::table::{Example, Table};

pub(super) const QUANTITY: &[Example] = &[
    ("column", "\"quantity\""),
    ("split", "\";\""),
    ("units", "{ workers = { of = \"workers\" } }"),
    ("cells", "{ several = [] }"),
];

pub(super) const UNIT: &[Example] =
    &[("of", "\"workers\""), ("unit", "\"tonnes\""), ("rate", "\"year\""), ("ordinal", "true")];

/// `[quantity]`.
pub(super) fn read(r: &mut Reader<'_>, root: &Table<'_, '_>) -> Option<Quantities> {
    let mut table = root.table(r, "quantity", QUANTITY)?.named("[quantity]");
    let column = table.needed_text(r, "column");
    let split = table.text(r, "split").map(|text| text.value);
    table.need("units");
    let units = table.table(r, "units", &[]).map(|units| units.each(r, "[quantity.units]", UNIT));
    let units = units.into_iter().flatten().map(|(name, table)| (name.value, unit(r, table))).collect();
    let cells = table.table(r, "cells", &[]).map(|cells| lists(r, &cells)).unwrap_or_default();
    table.finish(r);
    Some(Quantities { column: column?, split, units, cells })
}

fn unit(r: &mut Reader<'_>, table: Table<'_, '_>) -> Unit {
    let text = |r: &mut Reader<'_>, key| table.text(r, key).map(|text| text.value);
    let (of, unit, rate) = (text(r, "of"), text(r, "unit"), text(r, "rate"));
    let ordinal = table.flag(r, "ordinal").unwrap_or(false);
    table.finish(r);
    match (of, rate) {
        (_, Some(per)) => Unit::Rate(per),
        (Some(of), None) => Unit::Quantity { of, unit },
        (None, None) if ordinal => Unit::Ordinal,
        (None, None) => Unit::Nothing,
    }
}

fn lists(r: &mut Reader<'_>, table: &Table<'_, '_>) -> BTreeMap<String, Vec<Value>> {
    let mut lists = BTreeMap::new();
    for (key, value) in table.items() {
        match owned(value.get_ref()) {
            Value::Array(list) => {
                lists.insert(key.value, list);
            }
            _ => {
                let found = crate::wanted::kind(value.get_ref());
                let example = format!("\"{}\" = []", key.value);
                r.tell(value.span(), |at| problems::wrong_type(at, &key.value, found, "a list of tables", &example));
            }
        }
    }
    lists
}

/// Gives a draft the numbers of its row.
pub(super) fn fill(bound: &Bound<'_>, row: &Row, draft: &mut Draft, sink: &mut Sink) {
    let Some(quantities) = &bound.mapping.quantity else { return };
    let cell = bound.cell(row, &quantities.column.value);
    let split = quantities.split.as_deref().unwrap_or("\n");
    let mut list = Vec::new();
    let origin = Origin::Cell(cell.span.clone());
    for (part, span) in parts(cell, split) {
        if let Some(known) = quantities.cells.get(&part) {
            list.extend(known.iter().cloned());
            continue;
        }
        let number = Number::read(&part);
        let unit = number.as_ref().and_then(|number| quantities.units.get(number.unit));
        let (Some(number), Some(unit)) = (&number, unit) else {
            let (value, known) = match &number {
                Some(number) => (number.unit, "[quantity.units]"),
                None => (part.as_str(), "[quantity.cells]"),
            };
            let near = bound.budget.nearest(value, quantities.units.keys().map(String::as_str));
            let spot = Spot::at(bound.path, span).of(Some(&draft.key));
            sink.add(spot, |at| problems::unmapped_value(at, value, &quantities.column.value, known, near));
            continue;
        };
        let mut set = |key: &str, value| {
            draft.claim.insert(key.to_owned(), Held { value, origin: origin.clone() });
        };
        match unit {
            Unit::Nothing => {}
            Unit::Ordinal => set("ordinal", Value::Integer(number.value)),
            Unit::Rate(per) => set("rate", number.rate(per)),
            Unit::Quantity { of, unit } => list.push(number.quantity(of, unit.as_deref())),
        }
    }
    if !list.is_empty() {
        draft.claim.insert("quantity".to_owned(), Held { value: Value::Array(list), origin });
    }
}

/// `200 children`, `400+ workers`, `up to 5 USD`, `5000~ JPY`.
#[derive(Debug, PartialEq, Eq)]
struct Number<'a> {
    value: i64,
    bound: &'static str,
    unit: &'a str,
}

impl<'a> Number<'a> {
    fn read(text: &'a str) -> Option<Number<'a>> {
        let (rest, most) = match text.strip_prefix("up to ") {
            Some(rest) => (rest, true),
            None => (text, false),
        };
        let (figure, unit) = rest.split_once(' ')?;
        let (digits, bound) = match figure.strip_suffix('+') {
            Some(digits) => (digits, "low"),
            None => (figure.strip_suffix('~').unwrap_or(figure), if most { "high" } else { "best" }),
        };
        let sound = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        Some(Number { value: sound.then(|| digits.parse().ok())??, bound, unit: unit.trim() })
    }

    fn quantity(&self, of: &str, unit: Option<&str>) -> Value {
        let mut table = TomlTable::new();
        table.insert("of".to_owned(), Value::String(of.to_owned()));
        table.insert(self.bound.to_owned(), Value::Integer(self.value));
        if let Some(unit) = unit {
            table.insert("unit".to_owned(), Value::String(unit.to_owned()));
        }
        Value::Table(table)
    }

    fn rate(&self, per: &str) -> Value {
        let mut table = TomlTable::new();
        let least = if self.bound == "high" { 1 } else { self.value };
        table.insert("min".to_owned(), Value::Integer(least));
        if self.bound != "low" {
            table.insert("max".to_owned(), Value::Integer(self.value));
        }
        table.insert("per".to_owned(), Value::String(per.to_owned()));
        Value::Table(table)
    }
}

#[cfg(test)]
mod tests {
    use super::Number;

    #[test]
    fn numbers_and_units() {
        for (text, read) in [
            ("200 children", Some((200, "best", "children"))),
            ("400+ children", Some((400, "low", "children"))),
            ("up to 10000000 USD", Some((10_000_000, "high", "USD"))),
            ("5000000000~ JPY", Some((5_000_000_000, "best", "JPY"))),
            ("225000 head of cattle", Some((225_000, "best", "head of cattle"))),
            ("8th round", None),
            ("hundreds children", None),
            ("+ workers", None),
            ("99999999999999999999 USD", None),
        ] {
            let read = read.map(|(value, bound, unit)| Number { value, bound, unit });
            assert_eq!(Number::read(text), read, "{text}");
        }
    }
}
