//! A mapping bound to a table: every column that it names is there, and every column is named.

use std::collections::HashMap;
use std::ops::Range;

use chancery_core::Vocabulary;
use chancery_core::vocabulary::{Found, NameIndex};
use toml::Value;

use super::mapping::{Condition, Mapping, Setting, SettingValue, Test};
use super::sheet::{Cell, Sheet};
use crate::codes;
use crate::problem::{Sink, Spot};
use crate::problems;
use crate::reader::Text;
use crate::suggest::Budget;

/// A row's cells, those of captured columns behind those of the table.
pub(super) struct Row(pub(super) Vec<Cell>);

/// A mapping with the columns of a table, and what names are looked up in.
pub(super) struct Bound<'m> {
    pub(super) mapping: &'m Mapping,
    pub(super) mapping_path: &'m str,
    /// The table's path.
    pub(super) path: &'m str,
    pub(super) vocabulary: &'m Vocabulary,
    pub(super) people: NameIndex,
    actors: NameIndex,
    columns: HashMap<String, usize>,
    empty: Cell,
    pub(super) budget: Budget,
}

impl<'m> Bound<'m> {
    /// Tells columns that are not there, and columns of which nothing is said.
    pub(super) fn new(
        mapping: &'m Mapping,
        (mapping_path, path): (&'m str, &'m str),
        vocabulary: &'m Vocabulary,
        sheet: &Sheet,
        sink: &mut Sink,
    ) -> Bound<'m> {
        let captured = mapping.captures.iter().flat_map(|capture| &capture.names);
        let names = sheet.header.iter().map(|cell| &cell.text).chain(captured);
        let mut columns = HashMap::new();
        for (index, name) in names.enumerate() {
            columns.insert(name.clone(), index);
        }
        let (people, actors) = (NameIndex::of_people(vocabulary), NameIndex::of_actors(vocabulary));
        let bound = Bound {
            mapping,
            mapping_path,
            path,
            vocabulary,
            people,
            actors,
            columns,
            empty: Cell::default(),
            budget: Budget::default(),
        };
        let named = named_columns(mapping);
        let mut mistyped = Vec::new();
        for column in &named {
            if !bound.columns.contains_key(&column.value) {
                let near = bound.budget.nearest(&column.value, bound.columns.keys().map(String::as_str));
                mistyped.extend(near.map(str::to_owned));
                let header: Vec<&str> = sheet.header.iter().map(|cell| cell.text.as_str()).collect();
                let spot = Spot::at(mapping_path, column.span.clone());
                sink.add(spot, |at| problems::unknown_column(at, &column.value, near, &header));
            }
        }
        // Of a mapping that could not be read in full, nobody can say what it leaves out.
        let whole = sink.total() == mistyped.len();
        for cell in sheet.header.iter().filter(|_| whole) {
            if !named.iter().any(|column| column.value == cell.text) && !mistyped.contains(&cell.text) {
                sink.add(Spot::at(path, cell.span.clone()), |at| problems::unused_column(at, &cell.text));
            }
        }
        bound
    }

    /// A row with its captured columns; `None`, told, if a cell does not fit its pattern.
    pub(super) fn row(&self, cells: &[Cell], sink: &mut Sink) -> Option<Row> {
        let mut row = Row(cells.to_vec());
        let mut sound = true;
        for capture in &self.mapping.captures {
            let cell = self.cell(&row, &capture.column.value).clone();
            let found = capture.pattern.captures(&cell.text);
            if found.is_none() {
                sound = false;
                let spot = Spot::at(self.path, cell.span.clone());
                sink.add(spot, |at| problems::no_match(at, &cell.text, &capture.column.value, &capture.written.value));
            }
            for name in &capture.names {
                let text = found.as_ref().and_then(|found| found.name(name)).map_or("", |group| group.as_str());
                row.0.push(Cell { text: text.trim().to_owned(), span: cell.span.clone() });
            }
        }
        sound.then_some(row)
    }

    /// The row's cell in that column.
    pub(super) fn cell<'r>(&'r self, row: &'r Row, column: &str) -> &'r Cell {
        self.columns.get(column).and_then(|index| row.0.get(*index)).unwrap_or(&self.empty)
    }

    /// Whether a row passes a condition.
    pub(super) fn passes(&self, row: &Row, condition: &Condition) -> bool {
        condition.0.iter().all(|(column, test)| {
            let text = self.cell(row, &column.value).text.as_str();
            match test {
                Test::OneOf(known) => known.iter().any(|known| known == text),
                Test::Matches(pattern) => pattern.is_match(text),
            }
        })
    }

    /// A value with its columns filled in, and the cell that it comes from if it does.
    pub(super) fn value(&self, value: &Value, row: &Row) -> (Value, Option<Range<usize>>) {
        match value {
            Value::String(text) => {
                let cell = columns_in(text).find(|name| self.columns.contains_key(*name));
                let span = cell.map(|name| self.cell(row, name).span.clone());
                (Value::String(self.filled(text, row, |_| None)), span)
            }
            Value::Array(items) => {
                let (items, spans): (Vec<_>, Vec<_>) = items.iter().map(|item| self.value(item, row)).unzip();
                let says = |item: &Value| item.as_str() != Some("");
                (Value::Array(items.into_iter().filter(says).collect()), spans.into_iter().flatten().next())
            }
            Value::Table(entries) => {
                let mut span = None;
                let entries = entries.iter().map(|(key, value)| {
                    let (value, from) = self.value(value, row);
                    span = span.take().or(from);
                    (key.clone(), value)
                });
                let entries = entries.collect();
                (Value::Table(entries), span)
            }
            other => (other.clone(), None),
        }
    }

    /// A text with each `{name}` replaced: by what `first` gives, else by the row's cell. Other braces stay.
    pub(super) fn filled(&self, text: &str, row: &Row, first: impl Fn(&str) -> Option<String>) -> String {
        let mut filled = String::new();
        let mut rest = text;
        while let Some(open) = rest.find('{') {
            let (before, from) = rest.split_at(open);
            filled.push_str(before);
            let Some((name, after)) = from[1..].split_once('}') else { return filled + from };
            match (first(name), self.columns.contains_key(name)) {
                (Some(value), _) => filled.push_str(&value),
                (None, true) => filled.push_str(&self.cell(row, name).text),
                (None, false) => {
                    filled.push_str(&from[..1]);
                    rest = &from[1..];
                    continue;
                }
            }
            rest = after;
        }
        filled + rest
    }

    /// Whether it is an id of the vocabulary.
    pub(super) fn is_actor(&self, id: &str) -> bool {
        self.actors.find(id) == Found::Id
    }

    /// The vocabulary's id for an actor that is named otherwise, or by a code that is nobody else's; an unknown name and a
    /// code that collides as they are, to be told of the entry.
    pub(super) fn actor_id(&self, name: &str) -> String {
        match self.actors.find(name) {
            Found::Name(id) => id,
            Found::Code(known) => codes::only_holder(self.vocabulary, &known, name).unwrap_or_else(|| name.to_owned()),
            _ => name.to_owned(),
        }
    }
}

/// What stands in braces in a text and could be a column's name.
fn columns_in(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(name, _)| name);
    parts.filter(|name| {
        !name.is_empty() && !name.contains([',', '.']) && !name.starts_with(|c: char| c.is_ascii_digit())
    })
}

/// Every column that a mapping names, with the place where it does.
fn named_columns(mapping: &Mapping) -> Vec<Text> {
    let mut named = vec![mapping.key.clone()];
    named.extend(mapping.ignore.iter().chain(&mapping.same).cloned());
    named.extend(mapping.captures.iter().map(|capture| capture.column.clone()));
    named.extend(mapping.values.iter().map(|map| map.column.clone()));
    named.extend(mapping.packed.iter().map(|packed| packed.column.clone()));
    named.extend(mapping.who.iter().map(|who| who.column.clone()));
    named.extend(mapping.quantity.iter().map(|quantity| quantity.column.clone()));
    let conditions = mapping.skips.iter().chain(mapping.dates.iter().map(|date| &date.condition));
    for condition in conditions.chain(mapping.rules.iter().map(|rule| &rule.condition)) {
        named.extend(condition.0.iter().map(|(column, _)| column.clone()));
    }
    let of_values = mapping.values.iter().flat_map(|map| map.values.values().flatten());
    let of_roles = mapping.packed.iter().flat_map(|packed| packed.roles.values().flatten());
    let of_rules = mapping.rules.iter().flat_map(|rule| rule.set.iter().chain(rule.actors.iter().flat_map(|a| &a.set)));
    let settings = mapping.source.iter().chain(&mapping.claim).chain(of_values).chain(of_roles).chain(of_rules);
    for setting in settings.chain(mapping.actors.iter().flatten()) {
        in_setting(setting, &mut named);
    }
    named
}

fn in_setting(setting: &Setting, named: &mut Vec<Text>) {
    match &setting.value {
        SettingValue::Split { column, .. } => named.push(column.clone()),
        SettingValue::Plain(value) => in_value(value, setting, named),
    }
}

fn in_value(value: &Value, setting: &Setting, named: &mut Vec<Text>) {
    match value {
        Value::String(text) => {
            named.extend(columns_in(text).map(|name| Text { value: name.to_owned(), span: setting.span.clone() }));
        }
        Value::Array(items) => items.iter().for_each(|item| in_value(item, setting, named)),
        Value::Table(entries) => entries.values().for_each(|value| in_value(value, setting, named)),
        _ => {}
    }
}
