//! A row's claim as it is built, layer by layer, each value with the place that it comes from.

use std::collections::BTreeMap;
use std::ops::Range;

use chancery_core::when::When;
use chancery_core::when::natural::{Reading, read};
use toml::Value;

use super::bound::{Bound, Row};
use super::mapping::{Setting, SettingValue};
use super::sheet::Cell;
use super::{actors, quantity, who};
use crate::problem::{Sink, Spot};
use crate::problems;

/// Where a value comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Origin {
    /// A cell of the table.
    Cell(Range<usize>),
    /// The mapping.
    Mapping(Range<usize>),
}

/// A value with its origin.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Held {
    pub(super) value: Value,
    pub(super) origin: Origin,
}

/// Values by key.
pub(super) type Fields = BTreeMap<String, Held>;

/// An actor as it is built.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct DraftActor {
    pub(super) id: String,
    /// The table's word for its role.
    pub(super) word: String,
    pub(super) keys: Fields,
    pub(super) origin: Origin,
}

/// A claim as it is built.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Draft {
    /// The row's key.
    pub(super) key: String,
    pub(super) key_span: Range<usize>,
    /// What tells its source from others.
    pub(super) same: String,
    pub(super) source: Fields,
    pub(super) claim: Fields,
    pub(super) actors: Vec<DraftActor>,
}

impl Draft {
    /// Builds a row's claim. `used` counts how many rows each rule was good for.
    pub(super) fn of(bound: &Bound<'_>, row: &Row, used: &mut [usize], sink: &mut Sink) -> Draft {
        let mapping = bound.mapping;
        let key = bound.cell(row, &mapping.key.value);
        let same: Vec<&str> = mapping.same.iter().map(|column| bound.cell(row, &column.value).text.as_str()).collect();
        let mut draft = Draft {
            key: key.text.clone(),
            key_span: key.span.clone(),
            same: same.join("\u{1f}"),
            source: Fields::new(),
            claim: Fields::new(),
            actors: Vec::new(),
        };
        mapping.source.iter().for_each(|setting| put(bound, row, &mut draft.source, setting));
        mapping.claim.iter().for_each(|setting| put(bound, row, &mut draft.claim, setting));
        let clashes = draft.values(bound, row, sink);
        draft.date(bound, row);
        draft.english_date(bound, sink);
        actors::fill(bound, row, &mut draft, sink);
        who::fill(bound, row, &mut draft, sink);
        quantity::fill(bound, row, &mut draft, sink);
        for (rule, used) in mapping.rules.iter().zip(used) {
            if bound.passes(row, &rule.condition) {
                *used += 1;
                rule.set.iter().for_each(|setting| draft.set(bound, row, setting));
                rule.actors.iter().for_each(|patch| actors::patch(bound, row, &mut draft, patch, sink));
            }
        }
        for (setting, column) in clashes {
            // A rule that decides makes an end of it.
            if draft.get(&setting.key).is_some_and(|held| !held.origin.is_rule(bound)) {
                let spot = Spot::at(bound.path, draft.key_span.clone()).of(Some(&draft.key));
                sink.add(spot, |at| problems::values_clash(at, &setting.key, column, &draft.key));
            }
        }
        draft.drop_empty();
        draft
    }

    /// Where the row as a whole is pointed to.
    pub(super) fn origin(&self) -> Origin {
        Origin::Cell(self.key_span.clone())
    }

    fn get(&self, key: &str) -> Option<&Held> {
        match key.strip_prefix("source.") {
            Some(key) => self.source.get(key),
            None => self.claim.get(key),
        }
    }

    fn set(&mut self, bound: &Bound<'_>, row: &Row, setting: &Setting) {
        match setting.key.strip_prefix("source.") {
            Some(key) => {
                let setting = Setting { key: key.to_owned(), ..setting.clone() };
                put(bound, row, &mut self.source, &setting);
            }
            None => put(bound, row, &mut self.claim, setting),
        }
    }

    /// What the values of mapped columns set; and which keys two of them set differently.
    fn values<'m>(&mut self, bound: &Bound<'m>, row: &Row, sink: &mut Sink) -> Vec<(&'m Setting, &'m str)> {
        let mut clashes = Vec::new();
        let mut set_by: BTreeMap<&str, &Setting> = BTreeMap::new();
        for map in &bound.mapping.values {
            let cell = bound.cell(row, &map.column.value);
            let Some(settings) = map.values.get(&cell.text) else {
                if !cell.text.is_empty() {
                    let near = bound.budget.nearest(&cell.text, map.values.keys().map(String::as_str));
                    let list = format!("[values.{}]", map.column.value);
                    let spot = Spot::at(bound.path, cell.span.clone()).of(Some(&self.key));
                    sink.add(spot, |at| problems::unmapped_value(at, &cell.text, &map.column.value, &list, near));
                }
                continue;
            };
            for setting in settings {
                match set_by.insert(&setting.key, setting) {
                    Some(before) if !same_value(before, setting) => clashes.push((setting, map.column.value.as_str())),
                    _ => self.set(bound, row, setting),
                }
            }
        }
        clashes
    }

    /// Rewrites `when` by the first rule for dates that fits.
    fn date(&mut self, bound: &Bound<'_>, row: &Row) {
        let Some(held) = self.claim.get_mut("when") else { return };
        let Value::String(text) = &held.value else { return };
        for rule in &bound.mapping.dates {
            // Conditions cost less than patterns.
            let passes = bound.passes(row, &rule.condition);
            let Some(found) = passes.then(|| rule.pattern.captures(text)).flatten() else { continue };
            let group = |name: &str| found.name(name).map(|group| group.as_str().to_owned());
            held.value = Value::String(bound.filled(&rule.becomes.value, row, group));
            return;
        }
    }

    /// Reads `when` as English if the mapping says so and it has one reading of one date. What is no date in English either is
    /// left to the entry's reader.
    fn english_date(&mut self, bound: &Bound<'_>, sink: &mut Sink) {
        let Some(held) = self.claim.get_mut("when").filter(|_| bound.mapping.english_dates) else { return };
        let Value::String(text) = &held.value else { return };
        if text.is_empty() || When::parse(text).is_ok() {
            return;
        }
        let Ok(readings) = read(text, None) else { return };
        if let [Reading { dates }] = readings.as_slice()
            && let [date] = dates.as_slice()
        {
            held.value = Value::String(date.when.text().to_owned());
            return;
        }
        let spot = match &held.origin {
            Origin::Cell(span) => Spot::at(bound.path, span.clone()).of(Some(&self.key)),
            Origin::Mapping(span) => Spot::at(bound.mapping_path, span.clone()),
        };
        sink.add(spot, |at| problems::ambiguous_date(at, text, &readings));
    }

    fn drop_empty(&mut self) {
        let says = |held: &Held| match &held.value {
            Value::String(text) => !text.is_empty(),
            Value::Array(list) => !list.is_empty(),
            _ => true,
        };
        self.claim.retain(|_, held| says(held));
        self.source.retain(|_, held| says(held));
        self.actors.iter_mut().for_each(|actor| actor.keys.retain(|_, held| says(held)));
    }
}

impl Origin {
    fn is_rule(&self, bound: &Bound<'_>) -> bool {
        let Origin::Mapping(span) = self else { return false };
        bound.mapping.rules.iter().any(|rule| rule.set.iter().any(|setting| setting.span == *span))
    }
}

fn same_value(a: &Setting, b: &Setting) -> bool {
    matches!((&a.value, &b.value), (SettingValue::Plain(a), SettingValue::Plain(b)) if a == b)
}

/// Sets a key to a setting's value for a row.
pub(super) fn put(bound: &Bound<'_>, row: &Row, fields: &mut Fields, setting: &Setting) {
    let held = match &setting.value {
        SettingValue::Plain(value) => {
            let (value, cell) = bound.value(value, row);
            let origin = cell.map_or_else(|| Origin::Mapping(setting.span.clone()), Origin::Cell);
            Held { value, origin }
        }
        SettingValue::Split { column, at } => {
            let cell = bound.cell(row, &column.value);
            let list = parts(cell, at).into_iter().map(|(part, _)| Value::String(part)).collect();
            Held { value: Value::Array(list), origin: Origin::Cell(cell.span.clone()) }
        }
    };
    fields.insert(setting.key.clone(), held);
}

/// The parts of a cell, without those that are empty, each with its place as far as that can be told.
pub(super) fn parts(cell: &Cell, split: &str) -> Vec<(String, Range<usize>)> {
    let mut parts = Vec::new();
    let mut start = cell.span.start;
    let as_written = cell.span.len() == cell.text.len();
    for part in cell.text.split(split) {
        let blank = part.len() - part.trim_start().len();
        let text = part.trim();
        let span = if as_written { start + blank..start + blank + text.len() } else { cell.span.clone() };
        if !text.is_empty() {
            parts.push((text.to_owned(), span));
        }
        start += part.len() + split.len();
    }
    parts
}
