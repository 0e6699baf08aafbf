//! What a row should have become, layer by layer: `[claim]`, `[values]`, `[actors]`, `[who]`, `[quantity]`, `[[rule]]`.

use std::collections::BTreeMap;

use toml::{Table, Value};

use super::amounts;
use super::cells::Row;
use super::mapping::{Mapping, applies, filled, pattern, text};
use super::people::Vocabulary;

/// A claim and its source as keys of an entry.
#[derive(Clone)]
pub struct Made {
    /// Without `id`, `actors` and `ref`.
    pub claim: Table,
    /// Without `id`.
    pub source: Table,
    pub actors: Vec<Actor>,
}

/// An actor with the word that the table has for its part.
#[derive(Clone)]
pub struct Actor {
    word: String,
    /// `id`, `role` and whatever else an entry may say of an actor.
    pub keys: Table,
}

impl Actor {
    pub fn id(&self) -> &str {
        text(&self.keys["id"])
    }
}

/// Every row of the bundled table that is imported, by its id.
pub fn all(rows: &[Row]) -> BTreeMap<String, Made> {
    let (mapping, vocabulary) = (Mapping::bundled(), Vocabulary::bundled());
    let rows = rows.iter().filter(|row| !mapping.skips(row));
    rows.map(|row| (row.id.clone(), made(row, &mapping, &vocabulary))).collect()
}

/// Works out a row.
fn made(row: &Row, mapping: &Mapping, vocabulary: &Vocabulary) -> Made {
    let row = &mapping.captured(row);
    let source = templates(mapping.section(&["source"]), row, &["same", "id"]);
    let claim = templates(mapping.section(&["claim"]), row, &["slug"]);
    let mut made = Made { claim, source, actors: actors(row, mapping, vocabulary) };
    rewrite_date(&mut made.claim, mapping, row);
    // No two columns of values set the same key, so their order is of no account.
    for (column, values) in mapping.section(&["values"]) {
        let cell = row.cell(column);
        match values.get(cell) {
            Some(set) => made.set(set.as_table().expect("is a table")),
            None => assert!(cell.is_empty(), "row {}: the {column} `{cell}` has no line in the mapping", row.id),
        }
    }
    add_who(&mut made.actors, row, mapping, vocabulary);
    amounts::add(&mut made.claim, mapping, row);
    for rule in mapping.list("rule").into_iter().filter(|rule| applies(rule, row)) {
        if let Some(set) = rule.get("set") {
            made.set(set.as_table().expect("`set` is a table"));
        }
        if let Some(changes) = rule.get("actors") {
            made.change_actors(changes.as_table().expect("`actors` is a table"));
        }
    }
    made
}

impl Made {
    /// Sets keys of the claim, or under `source` of the source.
    fn set(&mut self, keys: &Table) {
        for (key, value) in keys {
            match value {
                Value::Table(of_source) if key == "source" => {
                    of_source.iter().for_each(|(key, value)| put(&mut self.source, key, value));
                }
                value => put(&mut self.claim, key, value),
            }
        }
    }

    /// What a rule says of actors, named by `ID` or by `ID:word`.
    fn change_actors(&mut self, changes: &Table) {
        for (name, change) in changes {
            let change = change.as_table().expect("what is said of an actor is a table");
            let (id, word) = name.split_once(':').map_or((name.as_str(), None), |(id, word)| (id, Some(word)));
            let is_meant = |actor: &Actor| actor.id() == id && word.is_none_or(|word| actor.word == word);
            if change.get("drop").and_then(Value::as_bool) == Some(true) {
                self.actors.retain(|actor| !is_meant(actor));
            }
            for actor in self.actors.iter_mut().filter(|actor| is_meant(actor)) {
                change.iter().for_each(|(key, value)| put(&mut actor.keys, key, value));
            }
        }
    }
}

/// Sets a key; an empty text or list takes back what an earlier layer said.
fn put(keys: &mut Table, key: &str, value: &Value) {
    let is_empty = value.as_str() == Some("") || value.as_array().is_some_and(Vec::is_empty);
    if is_empty {
        keys.remove(key);
    } else {
        keys.insert(key.to_owned(), value.clone());
    }
}

/// A section of texts with braces, and of columns to be split.
fn templates(section: &Table, row: &Row, without: &[&str]) -> Table {
    let mut out = Table::new();
    for (key, value) in section.iter().filter(|(key, _)| !without.contains(&key.as_str())) {
        let value = match value {
            Value::Table(split) => {
                let parts = row.parts(text(&split["column"]), text(&split["split"]));
                Value::Array(parts.into_iter().map(Value::String).collect())
            }
            template => Value::String(filled(text(template), |name| row.cell(name))),
        };
        put(&mut out, key, &value);
    }
    out
}

/// The first `[[date]]` whose pattern matches `when` rewrites it.
fn rewrite_date(claim: &mut Table, mapping: &Mapping, row: &Row) {
    let Some(when) = claim.get("when").map(|when| text(when).to_owned()) else { return };
    for date in mapping.list("date").into_iter().filter(|date| applies(date, row)) {
        if let Some(groups) = pattern(&date["pattern"]).captures(&when) {
            let group = |name: &str| groups.name(name).map_or("", |group| group.as_str());
            let becomes = filled(text(&date["becomes"]), group);
            claim.insert("when".to_owned(), Value::String(becomes));
            return;
        }
    }
}

/// The actors of the packed column, and those that stand in columns of their own.
fn actors(row: &Row, mapping: &Mapping, vocabulary: &Vocabulary) -> Vec<Actor> {
    let section = mapping.section(&["actors"]);
    let (ids, roles) = (mapping.section(&["actors", "ids"]), mapping.section(&["actors", "roles"]));
    let packed = row.parts(text(&section["column"]), text(&section["split"])).into_iter().map(|part| {
        let (code, word) = part.split_once(text(&section["role_after"])).expect("an actor has a word for its part");
        let role = roles.get(word).unwrap_or_else(|| panic!("row {}: `{word}` is a role of the mapping", row.id));
        let mut keys = role.as_table().expect("a role is a table").clone();
        keys.insert("id".to_owned(), ids.get(code).cloned().unwrap_or_else(|| code.into()));
        Actor { word: word.to_owned(), keys }
    });
    let packed: Vec<Actor> = packed.collect();
    let of_columns = mapping.list("actor").into_iter().filter_map(|actor| {
        let mut keys = templates(actor, row, &[]);
        let name = text(keys.get("id")?).to_owned();
        let id = vocabulary.id(&name).unwrap_or_else(|| panic!("row {}: the vocabulary knows `{name}`", row.id));
        keys.insert("id".to_owned(), id.into());
        Some(Actor { word: String::new(), keys })
    });
    packed.into_iter().chain(of_columns).collect()
}

/// People and bodies go to the first actor that is a state of theirs, or to the one that the mapping names.
fn add_who(actors: &mut [Actor], row: &Row, mapping: &Mapping, vocabulary: &Vocabulary) {
    let (section, names) = (mapping.section(&["who"]), mapping.section(&["who", "names"]));
    let unnamed: Vec<&str> = section["unnamed"].as_array().expect("`unnamed` is a list").iter().map(text).collect();
    for part in row.parts(text(&section["column"]), text(&section["split"])) {
        if unnamed.contains(&part.as_str()) {
            continue;
        }
        let name = names.get(&part);
        let id = name.map(|name| text(&name["is"])).or_else(|| vocabulary.id(&part));
        let id = id.unwrap_or_else(|| panic!("row {}: nobody is called `{part}`", row.id));
        let states = match name.and_then(|name| name.get("actor")) {
            Some(actor) => vec![text(actor).to_owned()],
            None => vocabulary.states(id),
        };
        let actor = actors.iter_mut().find(|actor| states.iter().any(|state| state == actor.id()));
        let actor = actor.unwrap_or_else(|| panic!("row {}: `{part}` is of {states:?}, no actor here", row.id));
        let who = actor.keys.entry("who").or_insert_with(|| Value::Array(Vec::new()));
        let who = who.as_array_mut().expect("`who` is a list");
        if !who.iter().any(|one| text(one) == id) {
            who.push(id.into());
        }
    }
}
