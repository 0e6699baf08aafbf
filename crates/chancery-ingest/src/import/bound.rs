//! A mapping bound to a table: every column that it names is there, and every column is named.

mod named;

use std::collections::HashMap;
use std::ops::Range;

use chancery_core::Vocabulary;
use chancery_core::vocabulary::{Found, NameIndex};
use toml::Value;

use super::mapping::{Condition, Mapping, Test};
use super::sheet::{Cell, Sheet};
use crate::codes;
use crate::problem::{Sink, Spot};
use crate::problems;
use crate::suggest::Budget;
use named::{columns_in, derived_names, named_columns};

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
        for (index, name) in names.chain(derived_names(mapping)).enumerate() {
            columns.insert(name.clone(), index);
        }
        for column in &mapping.columns {
            if sheet.header.iter().any(|cell| cell.text == column.name.value) {
                let spot = Spot::at(mapping_path, column.name.span.clone());
                sink.add(spot, |at| problems::bad_header(at, &column.name.value, 0));
            }
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
        let mut named = named_columns(mapping);
        // Rows that name their own columns may all be without one that the mapping passes over.
        let passed = mapping.ignore.iter().filter(|name| !sheet.is_loose || bound.columns.contains_key(&name.value));
        named.extend(passed.cloned());
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
        let mut names = derived_names(self.mapping);
        // In the order of their names, so that one may build on those before it.
        while let Some(name) = names.next().filter(|_| sound) {
            let mut rules = self.mapping.columns.iter().filter(|column| column.name.value == *name);
            let key = self.cell(&row, &self.mapping.key.value);
            match rules.find(|rule| self.passes(&row, &rule.condition)) {
                Some(rule) => {
                    let named =
                        columns_in(&rule.is.value).chain(rule.condition.0.iter().map(|(name, _)| name.value.as_str()));
                    let span = named.map(|name| self.cell(&row, name).span.clone()).find(|span| !span.is_empty());
                    let span = span.unwrap_or_else(|| key.span.clone());
                    let text = self.filled(&rule.is.value, &row, |_| None);
                    row.0.push(Cell { text, span });
                }
                None => {
                    sound = false;
                    let spot = Spot::at(self.path, key.span.clone()).of(Some(&key.text));
                    sink.add(spot, |at| problems::unfilled_column(at, name, &key.text));
                }
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
                Test::OneOf(known) => known.iter().any(|known| match known.contains('{') {
                    true => self.filled(known, row, |_| None) == text,
                    false => known == text,
                }),
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
