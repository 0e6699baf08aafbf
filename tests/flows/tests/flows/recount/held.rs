//! Contacts and actors as the tables show them, and the vocabulary and coverage as the files do.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::{Map, Value};

use super::calendar::{Calendar, Day};
use super::edtf::{Onset, onset};
use crate::programs;

/// One actor's part in a contact.
#[derive(Debug, Clone)]
pub struct Part {
    pub actor: String,
    /// The class of its role.
    pub class: String,
    pub sector: Option<String>,
}

/// A row of `contacts` with its rows of `actors`.
#[derive(Debug, Clone)]
pub struct Held {
    pub id: String,
    pub nature: String,
    pub form: String,
    pub categories: Vec<String>,
    /// Several where the status is contested.
    pub statuses: Vec<String>,
    pub stance: String,
    /// How many origins tell of it.
    pub origins: u64,
    /// The contact of which it is a part.
    pub part_of: Option<String>,
    pub has_when: bool,
    pub onset: Onset,
    pub parts: Vec<Part>,
}

/// A counting rule of vocabulary/rules.toml.
#[derive(Debug, Clone)]
pub struct Rule {
    pub id: String,
    pub natures: Vec<String>,
    pub statuses: Vec<String>,
    pub stances: Vec<String>,
    pub by_occasion: bool,
    pub convenor: bool,
    pub multilateral: bool,
    pub unofficial: bool,
    /// None for all.
    pub forms: Vec<String>,
    pub except_forms: Vec<String>,
    pub least_origins: u64,
    /// Whether it reads claims apart from the contacts that editors made of them.
    pub reads_apart: bool,
}

/// Days that were searched.
#[derive(Debug, Clone)]
pub struct Searched {
    /// Sorted.
    pub dyad: [String; 2],
    /// None for all.
    pub categories: Vec<String>,
    /// Whether all was gone through, not only kept what turned up.
    pub is_systematic: bool,
    pub days: BTreeSet<Day>,
}

/// All that a recount needs.
pub struct World {
    pub calendar: Calendar,
    pub contacts: BTreeMap<String, Held>,
    pub rules: Vec<Rule>,
    /// The first day of each actor that has one.
    pub exists: BTreeMap<String, Day>,
    pub coverage: Vec<Searched>,
    /// The day of the last entry.
    pub last_recorded: Day,
}

impl World {
    /// Reads the tables of a workspace, as a rule of that name reads them, and its files.
    pub fn of(workspace: &Path, rule_read: Option<&str>) -> World {
        let asked: Vec<&str> = rule_read.into_iter().flat_map(|rule| ["--rule", rule]).collect();
        let calendar = Calendar::new();
        let mut parts: BTreeMap<String, Vec<Part>> = BTreeMap::new();
        for row in programs::table(workspace, "actors", &asked) {
            let part = Part { actor: text(&row, "actor"), class: text(&row, "class"), sector: maybe(&row, "sector") };
            parts.entry(text(&row, "contact")).or_default().push(part);
        }
        let rows = programs::table(workspace, "contacts", &asked);
        let mut contact_of: BTreeMap<String, String> = BTreeMap::new();
        for row in &rows {
            let id = text(row, "contact");
            contact_of.extend(list(row, "claims", ';').into_iter().map(|claim| (claim, id.clone())));
            contact_of.insert(id.clone(), id);
        }
        let held = rows.iter().map(|row| held(row, &mut parts, &contact_of, &calendar));
        let contacts = held.map(|held| (held.id.clone(), held)).collect();
        let file = |path: &str| parsed(&workspace.join(path));
        let states = tables(&file("vocabulary/actors.toml"), "state");
        let exists = states.iter().filter_map(|state| first_day(state, &calendar)).collect();
        let rules = tables(&file("vocabulary/rules.toml"), "rule").iter().map(rule).collect();
        let entries: Vec<toml::Table> = crate::workspaces::files(&workspace.join("journal"))
            .into_values()
            .map(|bytes| String::from_utf8(bytes).expect("is UTF-8").parse().expect("is TOML"))
            .collect();
        let recorded = |entry: &toml::Table| calendar.day(&entry["entry"]["recorded"].to_string()[..10]);
        let last_recorded = entries.iter().map(recorded).max().expect("there is an entry");
        let coverage = entries.iter().flat_map(|entry| tables(entry, "coverage"));
        let coverage = coverage.map(|table| searched(&table, last_recorded, &calendar)).collect();
        World { contacts, rules, exists, coverage, last_recorded, calendar }
    }
}

fn held(
    row: &Map<String, Value>,
    parts: &mut BTreeMap<String, Vec<Part>>,
    contact_of: &BTreeMap<String, String>,
    calendar: &Calendar,
) -> Held {
    let id = text(row, "contact");
    let when = maybe(row, "when");
    let day = |column: &str| maybe(row, column).map(|day| calendar.day(&day));
    let nature = text(row, "nature");
    // What lasts covers all days between the two columns, whatever its date looks like.
    let dated = when.as_deref().filter(|_| nature == "episode");
    let held = Held {
        nature,
        form: text(row, "form"),
        categories: list(row, "categories", ';'),
        statuses: list(row, "status", '|'),
        stance: text(row, "stance"),
        origins: row["origins"].as_u64().expect("is a number"),
        part_of: maybe(row, "part_of").map(|whole| contact_of.get(&whole).cloned().unwrap_or(whole)),
        has_when: when.is_some(),
        onset: onset(dated, day("earliest"), day("latest"), calendar),
        parts: parts.remove(&id).unwrap_or_default(),
        id,
    };
    let counted = row["onset_days"].as_u64().map(|days| days as usize);
    if held.nature == "episode" && held.has_when {
        let own = held.onset.is_bounded.then_some(held.onset.days.len());
        assert_eq!(counted, own, "days on which {} may have begun ({when:?})", held.id);
    }
    held
}

fn rule(table: &toml::Table) -> Rule {
    let flag = |key: &str| table[key].as_bool().expect("is yes or no");
    Rule {
        id: string(&table["id"]),
        natures: strings(table.get("natures")),
        statuses: strings(table.get("statuses")),
        stances: strings(table.get("stances")),
        by_occasion: string(&table["unit"]) == "occasion",
        convenor: flag("convenor"),
        multilateral: flag("multilateral"),
        unofficial: flag("unofficial"),
        forms: strings(table.get("forms")),
        except_forms: strings(table.get("except_forms")),
        least_origins: table.get("origins").map_or(1, |least| least.as_integer().expect("is a number") as u64),
        reads_apart: ["claim", "origin"].contains(&string(&table["unit"]).as_str()) || table.contains_key("links"),
    }
}

/// An actor's id and the first day on which it may have existed.
fn first_day(state: &toml::Table, calendar: &Calendar) -> Option<(String, Day)> {
    let exists = state.get("exists")?.as_str()?;
    let start = exists.split('/').next()?;
    let first = onset(Some(start), Some(0), Some(calendar.all().end), calendar).days.first().copied()?;
    Some((string(&state["id"]), first))
}

/// A declared coverage. Nobody searched days that were still to come at the last entry.
fn searched(table: &toml::Table, last_recorded: Day, calendar: &Calendar) -> Searched {
    let mut dyad = strings(table.get("dyad"));
    dyad.sort();
    let extent = string(&table["extent"]);
    let (first, last) = extent.split_once('/').unwrap_or((&extent, &extent));
    let days = |text: &str| onset(Some(text), Some(0), Some(calendar.all().end), calendar).days;
    let last = if last == ".." { last_recorded } else { *days(last).last().expect("has days") };
    let (first, last) = (days(first)[0], last.min(last_recorded));
    let dyad = dyad.try_into().expect("two actors");
    let is_systematic = match table.get("search").map(string).as_deref() {
        None | Some("systematic") => true,
        Some("selective") => false,
        Some(other) => panic!("`{other}` is no way to search"),
    };
    let categories = strings(table.get("categories"));
    Searched { dyad, categories, is_systematic, days: (first..=last).collect() }
}

fn parsed(path: &Path) -> toml::Table {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    text.parse().expect("is TOML")
}

fn tables(table: &toml::Table, key: &str) -> Vec<toml::Table> {
    let list = table.get(key).and_then(toml::Value::as_array).into_iter().flatten();
    list.map(|item| item.as_table().expect("is a table").clone()).collect()
}

fn string(value: &toml::Value) -> String {
    value.as_str().expect("is a text").to_owned()
}

fn strings(value: Option<&toml::Value>) -> Vec<String> {
    value.and_then(toml::Value::as_array).into_iter().flatten().map(string).collect()
}

fn maybe(row: &Map<String, Value>, column: &str) -> Option<String> {
    row[column].as_str().map(str::to_owned)
}

fn text(row: &Map<String, Value>, column: &str) -> String {
    maybe(row, column).unwrap_or_else(|| panic!("{column} holds a text"))
}

fn list(row: &Map<String, Value>, column: &str, joint: char) -> Vec<String> {
    let text = maybe(row, column).unwrap_or_default();
    text.split(joint).filter(|item| !item.is_empty()).map(str::to_owned).collect()
}
