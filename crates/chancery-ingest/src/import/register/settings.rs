//! Reading `[register]`: how snapshots are compared, and how a row is read back out of its claim.

use chancery_core::Field;

use crate::entry::values::{known_term, term};
use crate::import::mapping::{Back, Register, Repeated, Reused};
use crate::import::settings::pattern;
use crate::problems;
use crate::reader::{Reader, Text};
use crate::table::{Example, Table};

pub(in crate::import) const REGISTER: &[Example] = &[
    ("repeated", "\"last\""),
    ("reused", "\"new\""),
    ("identity", "[\"visitor\", \"country\"]"),
    ("columns", "{ visitor = { in = \"summary\", pattern = '^([^;]*);' } }"),
];

pub(in crate::import) const BACK: &[Example] = &[("in", "\"summary\""), ("pattern", "'^([^;]*);'")];

/// `[register]`, if the mapping has it.
pub(in crate::import) fn read(r: &mut Reader<'_>, root: &Table<'_, '_>) -> Option<Register> {
    let table = root.table(r, "register", REGISTER)?.named("[register]");
    let repeated = match term(r, &table, "repeated", &["refuse", "first", "last"]).as_deref() {
        Some("first") => Repeated::First,
        Some("last") => Repeated::Last,
        _ => Repeated::Refuse,
    };
    let reused = match term(r, &table, "reused", &["refuse", "new", "same"]).as_deref() {
        Some("new") => Reused::New,
        Some("same") => Reused::Same,
        _ => Reused::Refuse,
    };
    let identity = table.some_texts(r, "identity").unwrap_or_default();
    let columns = table.table(r, "columns", &[]).map(|columns| columns.each(r, "[register.columns]", BACK));
    let mut named = Vec::new();
    let mut back = Vec::new();
    for (column, table) in columns.into_iter().flatten() {
        named.push(column.value.clone());
        back.extend(read_back(r, column, table));
    }
    for column in identity.iter().filter(|column| !named.contains(&column.value)) {
        r.tell(column.span.clone(), |at| {
            problems::not_given_back(at, &column.value, "`[register.columns]` does not say how")
        });
    }
    table.finish(r);
    Some(Register { repeated, reused, identity, back })
}

fn read_back(r: &mut Reader<'_>, column: Text, mut table: Table<'_, '_>) -> Option<Back> {
    let fields: Vec<&str> = Field::ALL.iter().map(|field| field.as_str()).collect();
    let field = table.needed_text(r, "in").filter(|text| known_term(r, "in", text, &fields));
    let pattern = table.needed_text(r, "pattern").and_then(|written| pattern(r, &written));
    table.finish(r);
    Some(Back { column, field: Field::from_key(&field?.value)?, pattern: pattern? })
}
