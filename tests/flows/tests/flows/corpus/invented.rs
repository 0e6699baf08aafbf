//! Nothing stands in a claim that neither its row nor the mapping says, and nothing of theirs is missing.
//!
//! What is plain text is compared with the table that the program prints; what has a shape of its own (sectors, people,
//! quantities, rates) with the entry, which the import is shown to make byte for byte in `entry`.

use std::collections::BTreeMap;

use toml::{Table, Value};

use super::cells::{self, Row};
use super::making::{self, Made};
use super::mapping::text;
use super::{IMPORTED, Shown, assert_none, shown};
use crate::programs::table;
use crate::workspaces::Workspace;

/// Fields that the table of claims prints as they stand in an entry.
const AS_TEXT: [&str; 9] =
    ["when", "form", "status", "stance", "attributed_to", "motive", "part_of", "instance_of", "summary"];
/// Fields that it prints as a list.
const AS_LIST: [&str; 2] = ["place", "categories"];

#[derive(Clone)]
struct World {
    rows: Vec<Row>,
    /// By row: as it should be, as printed, and as entered.
    made: BTreeMap<String, Made>,
    shown: BTreeMap<String, Shown>,
    entered: BTreeMap<String, Table>,
}

impl World {
    fn bundled() -> World {
        let workspace = Workspace::bundled();
        let entry: Table = workspace.read(IMPORTED).parse().expect("the entry is TOML");
        // As the import left it: what a later entry corrects is not the mapping's doing.
        let as_of = entry["entry"]["recorded"].to_string();
        let printed = table(&workspace.path, "claims", &["--as-of", &as_of]).into_iter();
        let entered = entry["claim"].as_array().expect("the entry has claims").iter();
        let entered = entered.map(|claim| claim.as_table().expect("a claim is a table").clone());
        let rows: Vec<Row> = cells::bundled().into_iter().filter(|row| !row.is_seed()).collect();
        World {
            made: making::all(&rows),
            rows,
            shown: printed.filter_map(|claim| shown(&claim, "ref").map(|row| (row, claim))).collect(),
            entered: entered.map(|claim| (text(&claim["ref"]).to_owned(), claim)).collect(),
        }
    }

    fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        for row in &self.rows {
            match (self.made.get(&row.id), self.shown.get(&row.id), self.entered.get(&row.id)) {
                (Some(made), Some(printed), Some(entered)) => {
                    let found = plain_faults(row, printed).into_iter().chain(printed_faults(made, printed));
                    let found = found.chain(entered_faults(made, entered)).chain(actor_faults(made, entered));
                    faults.extend(found.map(|fault| format!("{}: {fault}", row.id)));
                }
                _ => faults.push(format!("{}: is skipped, not printed, or not entered", row.id)),
            }
        }
        faults
    }
}

/// What can be said without the mapping: the summary is the cell.
fn plain_faults(row: &Row, printed: &Shown) -> Vec<String> {
    differing("summary", shown(printed, "summary").unwrap_or_default(), row.cell("summary").to_owned())
}

/// Fields of the printed row that are not what the mapping makes of the cells.
fn printed_faults(made: &Made, printed: &Shown) -> Vec<String> {
    let mut faults = Vec::new();
    for name in AS_TEXT {
        let expected = made.claim.get(name).map(|value| text(value).to_owned());
        faults.extend(differing(name, shown(printed, name), expected));
    }
    for name in AS_LIST {
        let list = made.claim.get(name).and_then(Value::as_array).into_iter().flatten();
        let mut expected: Vec<String> = list.map(|item| text(item).to_owned()).collect();
        let mut held = list_of(printed, name);
        if name == "categories" {
            expected.sort();
            held.sort();
        }
        faults.extend(differing(name, held, expected));
    }
    let nature = made.claim.get("nature").map_or("episode", text);
    faults.extend(differing("nature", shown(printed, "nature").as_deref(), Some(nature)));
    let ordinal = made.claim.get("ordinal").map(Value::to_string);
    faults.extend(differing("ordinal", shown(printed, "ordinal"), ordinal));
    let mut actors: Vec<String> =
        made.actors.iter().map(|actor| format!("{}:{}", actor.id(), text(&actor.keys["role"]))).collect();
    actors.sort();
    faults.extend(differing("actors", list_of(printed, "actors"), actors));
    faults.extend(quantity_faults(made, printed));
    faults
}

/// Every number of a quantity is printed, and none where there is no quantity.
fn quantity_faults(made: &Made, printed: &Shown) -> Vec<String> {
    let items = made.claim.get("quantity").and_then(Value::as_array).into_iter().flatten();
    let items: Vec<&Table> = items.map(|item| item.as_table().expect("is a table")).collect();
    let held = shown(printed, "quantity").unwrap_or_default();
    let said = items
        .iter()
        .flat_map(|item| item.values())
        .map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned));
    let missing: Vec<String> = said.filter(|text| !held.contains(text.as_str())).collect();
    if missing.is_empty() && items.is_empty() == held.is_empty() {
        return Vec::new();
    }
    vec![format!("the quantity `{held}` is not {items:?}")]
}

/// Keys of the entry that are not what the mapping makes of the cells, those that it does not make among them.
fn entered_faults(made: &Made, entered: &Table) -> Vec<String> {
    let apart = ["id", "ref", "actors"];
    let keys = entered.keys().chain(made.claim.keys().filter(|key| !entered.contains_key(*key)));
    let keys = keys.filter(|key| !apart.contains(&key.as_str()));
    keys.flat_map(|key| differing(key, entered.get(key), made.claim.get(key))).collect()
}

/// Actors of the entry that are not those of the row, with all that is said of each.
fn actor_faults(made: &Made, entered: &Table) -> Vec<String> {
    let listed = entered["actors"].as_array().expect("`actors` is a list").iter();
    let listed = listed.map(|actor| actor.as_table().expect("an actor is a table"));
    differing("actors", spelt(listed), spelt(made.actors.iter().map(|actor| &actor.keys)))
}

/// Actors as sorted texts; the order in a list of people is of no account.
fn spelt<'a>(actors: impl Iterator<Item = &'a Table>) -> Vec<String> {
    let one = |actor: &Table| {
        let mut keys: Vec<String> = actor.iter().map(|(key, value)| format!("{key}={}", sorted(value))).collect();
        keys.sort();
        keys.join(" ")
    };
    let mut all: Vec<String> = actors.map(one).collect();
    all.sort();
    all
}

fn sorted(value: &Value) -> String {
    let Some(list) = value.as_array() else { return text(value).to_owned() };
    let mut list: Vec<&str> = list.iter().map(text).collect();
    list.sort_unstable();
    list.join(",")
}

fn list_of(printed: &Shown, column: &str) -> Vec<String> {
    let cell = shown(printed, column).unwrap_or_default();
    cell.split(';').filter(|item| !item.is_empty()).map(str::to_owned).collect()
}

/// A fault where two values are not the same.
fn differing<T: PartialEq + std::fmt::Debug>(what: &str, held: T, expected: T) -> Vec<String> {
    if held == expected { Vec::new() } else { vec![format!("{what} is {held:?} and should be {expected:?}")] }
}

#[test]
fn nothing_is_invented() {
    let world = World::bundled();
    assert!(world.rows.len() > 400, "there are rows to compare");
    assert_none(&world.faults(), "claims that are not what their rows say");
}

#[test]
fn what_is_added_changed_or_left_out_is_seen() {
    type Plant = fn(&mut World);
    let plants: [(&str, Plant); 7] = [
        ("mc001: summary", |world| drop(world.shown("mc001").insert("summary".into(), "Something else.".into()))),
        ("mc001: status", |world| drop(world.shown("mc001").insert("status".into(), "mooted".into()))),
        ("mc001: actors", |world| drop(world.shown("mc001").insert("actors".into(), "MNG:sender".into()))),
        ("mc016: the quantity", |world| drop(world.shown("mc016").insert("quantity".into(), "children 198".into()))),
        ("mc001: confidence", |world| drop(world.entered("mc001").insert("confidence".into(), "high".into()))),
        ("mc001: actors", |world| drop(world.entered("mc001")["actors"].as_array_mut().expect("is a list").pop())),
        ("mc001: when", |world| drop(world.made("mc001").claim.insert("when".into(), "1949".into()))),
    ];
    let bundled = World::bundled();
    for (expected, plant) in plants {
        let mut world = bundled.clone();
        plant(&mut world);
        let faults = world.faults();
        assert!(faults.iter().any(|fault| fault.starts_with(expected)), "{expected}: {faults:?}");
    }
}

impl World {
    fn made(&mut self, row: &str) -> &mut Made {
        self.made.get_mut(row).expect("is a row")
    }

    fn shown(&mut self, row: &str) -> &mut Shown {
        self.shown.get_mut(row).expect("is a claim")
    }

    fn entered(&mut self, row: &str) -> &mut Table {
        self.entered.get_mut(row).expect("is a claim")
    }
}
